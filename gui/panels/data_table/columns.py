"""The columns of the data table: what each shows of a row, and what a typed text means in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.data.rows import Rows, Spot
from engine.nn.types import IntArray, Ref
from engine.session.frame import Frame
from engine.session.typed import NumberError, Reason, number_in_full, parse_number
from gui.look import Look
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["CellError", "Column", "columns_of"]

translate = QCoreApplication.translate
_REASONS: dict[Reason, str] = {
    "empty": QT_TRANSLATE_NOOP("DataTable", "an empty cell is no number"),
    "long": QT_TRANSLATE_NOOP("DataTable", "“{text}” is too long for a number"),
    "garbage": QT_TRANSLATE_NOOP("DataTable", "“{text}” is no number"),
    "infinite": QT_TRANSLATE_NOOP("DataTable", "“{text}” is not finite"),
    "zero": QT_TRANSLATE_NOOP("DataTable", "“{text}” divides by 0"),
}
_SHOWN = 24
"""Letters of a refused text that are repeated."""
_FEW = 6
"""So many classes are listed in a sentence."""
_SHARES = ("bce", "softmax_ce")
"""Costs whose labels lie between 0 and 1."""


class CellError(ValueError):
    """A text that a cell cannot take; the message says why, without naming the cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes
    ----------
    spot : Spot
        What of the rows it is.
    name, tip : str
    refs : tuple of Ref
        What it stands for in the network; of a class, all labels.
    editable : bool
    shares : bool
        Whether its numbers lie between 0 and 1.
    classes : tuple of str
        Names, where its cells are classes.
    hidden : bool
        Whether a question withholds it.
    """

    spot: Spot
    name: str
    tip: str = ""
    refs: tuple[Ref, ...] = ()
    editable: bool = True
    shares: bool = False
    classes: tuple[str, ...] = ()
    hidden: bool = False

    def text(self, rows: Rows, row: int, look: Look) -> str:
        """Write the cell of a row as everywhere on screen."""
        if self.hidden:
            return "?"
        side, place = self.spot
        if side == "test":
            return use_words()[rows.is_test(row)]
        if side == "class":
            number = rows.class_of(row)
            return " · ".join(map(look.number, rows.Y[row])) if number is None else self.classes[number]
        return look.number(float((rows.X if side == "X" else rows.Y)[row, place]))

    def in_full(self, rows: Rows, chosen: IntArray, look: Look) -> list[str]:
        """Write cells so that nothing is lost, to be pasted elsewhere."""
        side, place = self.spot
        if self.hidden or side not in ("X", "Y"):
            return [self.text(rows, row, look) for row in chosen.tolist()]
        numbers = (rows.X if side == "X" else rows.Y)[chosen, place].tolist()
        return [repr(number).removesuffix(".0").replace(".", look.point) for number in numbers]

    def typed(self, rows: Rows, row: int, look: Look) -> str:
        """Write the cell as it is offered to be typed over."""
        side, place = self.spot
        if side not in ("X", "Y"):
            return self.text(rows, row, look)
        value = float((rows.X if side == "X" else rows.Y)[row, place])
        return number_in_full(value, look.decimals, look.point)

    def value(self, text: str) -> float:
        """Read a typed text.

        Raises
        ------
        CellError
            If it cannot stand in this column.
        """
        if self.spot.side == "test":
            return float(_named(text, use_words(), translate("DataTable", "a row is for")))
        if self.classes:
            return self._of_class(text)
        try:
            number = parse_number(text)
        except NumberError as error:
            raise CellError(
                translate("DataTable", _REASONS[error.reason]).format(text=_short(text))
            ) from None
        return self.checked(number)

    def checked(self, number: float) -> float:
        """Return a number that may stand in this column.

        Raises
        ------
        CellError
            If it may not.
        """
        if self.shares and not 0 <= number <= 1:
            raise CellError(translate("DataTable", "with the cross-entropy, a label lies between 0 and 1"))
        return number

    def _of_class(self, text: str) -> float:
        return float(_named(text, self.classes, translate("DataTable", "the classes are")))


def _named(text: str, names: Sequence[str], there_are: str) -> int:
    """Find a name, in any case where that leaves no doubt."""
    wanted = text.strip()
    if wanted in names:
        return names.index(wanted)
    near = [n for n, name in enumerate(names) if name.casefold() == wanted.casefold()]
    if len(near) == 1:
        return near[0]
    known = ", ".join(names[:_FEW]) + (" …" if len(names) > _FEW else "")
    sentence = translate("DataTable", "there is no “{text}”: {there_are} {names}")
    raise CellError(sentence.format(text=_short(wanted), there_are=there_are, names=known))


def use_words() -> tuple[str, str]:
    """Return what a row is for, in words: trained with, or kept for testing."""
    return translate("DataTable", "train"), translate("DataTable", "test")


def columns_of(frame: Frame, rows: Rows) -> tuple[Column, ...]:
    """List the columns for a moment: inputs, labels or the class, and what a row is for."""
    labels = (_class_of(frame, rows),) if rows.classes else _labels_of(frame, rows)
    use = Column(Spot("test"), translate("DataTable", "use"), translate("DataTable", "train or test"))
    return (*_inputs_of(frame, rows), *labels, use)


def _inputs_of(frame: Frame, rows: Rows) -> tuple[Column, ...]:
    n = rows.X.shape[1]
    return tuple(
        Column(
            Spot("X", k),
            _name(rows.notes.inputs, k, n, frame.names.text(ref)),
            _tip(frame.names.text(ref), ("X", k) in _scaled(rows), k >= rows.base_inputs),
            (ref,),
            editable=k < rows.base_inputs,
            hidden=ref in frame.hidden,
        )
        for k, ref in enumerate(Ref("x", 0, (k,)) for k in range(n))
    )


def _labels_of(frame: Frame, rows: Rows) -> tuple[Column, ...]:
    n, L = rows.Y.shape[1], frame.network.L
    return tuple(
        Column(
            Spot("Y", j),
            _name(rows.notes.labels, j, n, frame.names.text(ref)),
            _tip(frame.names.text(ref), ("Y", j) in _scaled(rows), False),
            (ref,),
            shares=frame.setup.cost in _SHARES,
            hidden=ref in frame.hidden,
        )
        for j, ref in enumerate(Ref("y", L, (j,)) for j in range(n))
    )


def _class_of(frame: Frame, rows: Rows) -> Column:
    """Make one column of all labels: their class."""
    refs = tuple(Ref("y", frame.network.L, (j,)) for j in range(rows.Y.shape[1]))
    names = {name.partition(" = ")[0] for name in rows.notes.labels}
    name = names.pop() if len(names) == 1 else translate("DataTable", "class")
    is_hidden = any(ref in frame.hidden for ref in refs)
    return Column(Spot("class"), name, "", refs, classes=rows.classes, hidden=is_hidden)


def _name(names: Sequence[str], place: int, columns: int, symbol: str) -> str:
    """Return what a column is called in the data, else in the formulas."""
    return names[place] if len(names) == columns and names[place] else symbol


def _tip(symbol: str, is_scaled: bool, is_derived: bool) -> str:
    """Say what a column is in the network, and what was done to its numbers."""
    parts = [symbol]
    if is_derived:
        parts.append(translate("DataTable", "derived from other inputs, and follows them"))
    if is_scaled:
        parts.append(translate("DataTable", "scaled: shown in the units that the network sees"))
    return " · ".join(parts)


def _scaled(rows: Rows) -> frozenset[tuple[str, int]]:
    """Return the columns of X and Y whose numbers were scaled."""
    return frozenset((step.of, column) for step in rows.notes.scaling for column in step.columns)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"
