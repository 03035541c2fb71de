"""The waterfall for those who hear it: its rows, and what a press on them does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from gui.accessible import Key, Role, Told, describe
from gui.panels.weight_story.layout import Layout, link_of
from gui.panels.weight_story.rows import Content
from gui.words import aloud

__all__ = ["RowTree"]


class RowTree:
    """The rows by their numbers.

    Parameters
    ----------
    widget : QWidget
    content, layout : callable
        Return what is shown, and where.
    here : callable
        Returns the number of the row that is pointed at.
    """

    def __init__(
        self,
        widget: QWidget,
        content: Callable[[], Content],
        layout: Callable[[], Layout],
        here: Callable[[], int | None],
    ) -> None:
        self._content, self._layout, self._here = content, layout, here
        describe(widget)

    def children(self, at: Key | None) -> Sequence[int]:
        """List the rows."""
        return range(len(self._content().rows)) if at is None else ()

    def parent(self, at: Key) -> Key | None:
        """Return nothing: all rows are parts of the widget."""

    def told(self, at: Key | None) -> Told:
        """Say a row as it is read: "times the slope, 0.235, …"."""
        content = self._content()
        if at is None or not self.holds(at):
            value = " ".join(filter(None, (content.title, content.sentence)))
            return Told("", Role.List, QRectF(), value=value)
        row = content.rows[cast("int", at)]
        can_press = row.sum is not None or row.weight is not None
        return Told(
            name=f"{row.sign} {row.name}".strip(),
            role=Role.Button if can_press else Role.ListItem,
            box=self._layout().rows[cast("int", at)].rect,
            value=aloud(row.number),
            help=". ".join(filter(None, (row.words, link_of(row)))),
        )

    def holds(self, at: Key) -> bool:
        """Say whether there are so many rows."""
        return cast("int", at) < len(self._content().rows)

    def focus(self) -> int | None:
        """Return the row that is pointed at."""
        return self._here()

    def at(self, point: QPointF) -> int | None:
        """Return the row at a point."""
        return next((n for n, row in enumerate(self._layout().rows) if row.rect.contains(point)), None)

    def set_number(self, at: Key, number: float) -> None:
        """Do nothing: no row has a number to change."""
