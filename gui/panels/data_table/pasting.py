"""What a block of cells from a spreadsheet makes of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.data.rows import Rows, Spot
from engine.data.tables.cells import numbers_of
from engine.data.tables.pasting import Block, block_of
from engine.nn.types import Array
from gui.panels.data_table.columns import CellError, Column

__all__ = ["Pasted", "pasted"]

translate = QCoreApplication.translate


class Pasted(NamedTuple):
    """Rows with a block in them, how many rows it has, and whether it leaves columns open that can be set."""

    rows: Rows
    length: int
    is_part: bool


def pasted(text: str, rows: Rows, columns: Sequence[Column], row: int, column: int) -> Pasted:
    """Put a copied block into the rows, its first cell at a row and a column.

    Rows that there are not are added. A first line that repeats the names of the columns is left out;
    where it repeats all of them, the block begins in the first column. Columns that cannot be set follow.

    Raises
    ------
    ValueError
        If the block does not fit, or one of its cells cannot stand where it would; the message names it.
    """
    block = block_of(text)
    names = [each.name for each in columns]
    if block.width == len(names) and (whole := block.without_head(names)) is not block:
        block, column = whole, 0
    block = block.without_head(names[column : column + block.width])
    into = columns[column : column + block.width]
    if len(into) < block.width:
        sentence = translate("DataTable", "{count} columns were copied; from “{name}” on there are {room}")
        raise ValueError(sentence.format(count=block.width, name=names[column], room=len(into)))
    values = _values(block, into)
    if not values:
        raise ValueError(translate("DataTable", "these columns follow from others and cannot be set"))
    at = np.arange(row, row + len(block.rows))
    open_ = any(each.editable and each.spot.side != "test" and each.spot not in values for each in columns)
    return Pasted(rows.with_values(at, values), len(at), open_)


def _values(block: Block, into: Sequence[Column]) -> dict[Spot, Array]:
    """Read the columns of a block that can be set."""
    cells = zip(*block.rows, strict=True)
    return {
        column.spot: _column(column, texts, block.decimal)
        for column, texts in zip(into, cells, strict=True)
        if column.editable and not column.hidden
    }


def _column(column: Column, texts: Sequence[str], decimal: str) -> Array:
    """Read the cells of one column, the plain numbers among them at once."""
    if column.spot.side not in ("X", "Y"):
        known = {text: _value(column, text, texts.index(text)) for text in dict.fromkeys(texts)}
        return np.array([known[text] for text in texts])
    numbers, _ = numbers_of(texts, decimal)
    for place in np.flatnonzero(np.isnan(numbers)):
        numbers[place] = _value(column, texts[int(place)], int(place))
    if column.shares and (bad := np.flatnonzero((numbers < 0) | (numbers > 1))).size:
        _value(column, texts[int(bad[0])], int(bad[0]))
    return numbers


def _value(column: Column, text: str, place: int) -> float:
    """Read one cell, or name it."""
    try:
        return column.value(text)
    except CellError as error:
        sentence = translate("DataTable", "row {row} of what was copied, {name}: {reason}")
        raise ValueError(sentence.format(row=place + 1, name=column.name, reason=error)) from None
