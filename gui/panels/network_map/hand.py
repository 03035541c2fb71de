"""What a hand does to the data points: a tool, and what it holds. Each gesture is one undo."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF

from engine.data.rows import Rows
from engine.nn.round_numbers import rounded_up
from engine.nn.types import Array
from engine.session import actions
from engine.session.plane import Plane
from engine.session.setup import Setup
from gui.hands.targets import new_group
from gui.panels.network_map.labels import Labels
from gui.short_number import whole

__all__ = ["TOOLS", "Ground", "Hand", "Tool"]

Tool = Literal["add", "arrow", "relabel", "delete"]
TOOLS: tuple[Tool, ...] = ("add", "arrow", "relabel", "delete")
_APART = 7.9
"""Px between two points that one drag adds: the step of an arrow key, 8 px, less its rounding."""
_DIGITS = 500
"""Numbers that a hand sets are round to about this part of the axis."""

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What the hand works on.

    Attributes
    ----------
    setup : Setup
    labels : Labels
    plane : Plane
    output : int
        Which of several labels that are numbers is meant.
    apart : callable
        Tells how many px two places of the plot are apart.
    """

    setup: Setup
    labels: Labels
    plane: Plane
    output: int
    apart: Callable[[QPointF, QPointF], float]

    @property
    def is_fit(self) -> bool:
        """Labels are the vertical axis."""
        return len(self.plane.columns) == 1

    def place(self, at: QPointF) -> tuple[float, ...]:
        """Return the inputs at a place of the plot, as round numbers."""
        numbers = (at.x(), at.y())[: len(self.plane.columns)]
        ends = zip(numbers, self.plane.low, self.plane.high, strict=True)
        return tuple(_round(number, high - low) for number, low, high in ends)

    def label(self, value: float) -> float:
        """Return a label as a round number."""
        return _round(value, self.height)

    @property
    def height(self) -> float:
        """From the lowest label to the highest; 1 where all are the same."""
        low, high = self.labels.span
        return (high - low) or 1.0

    def shown(self, at: QPointF) -> dict[int, float]:
        """Return the inputs at a place by their columns."""
        return dict(zip(self.plane.columns, self.place(at), strict=True))

    def inputs(self, at: QPointF) -> dict[int, float]:
        """Return the inputs of a new point: those that are not shown are held as in the plane."""
        return dict(enumerate(self.plane.base)) | self.shown(at)


def _round(value: float, span: float) -> float:
    step = rounded_up(span / _DIGITS)
    if not step:
        return value
    return round(round(value / step) * step, max(0, 2 - math.floor(math.log10(step))))


@dataclass(slots=True)
class _Held:
    """What is held: how it stood when it was taken hold of, and what a place makes of it.

    Attributes
    ----------
    ground : Ground
    label : callable
        Names the gesture as far as it has come.
    change : callable
        Returns the rows that a place makes; those that there were where it changes nothing.
    row : int or None
        The row to take in hand where the gesture turns out to be a click.
    """

    ground: Ground
    label: Callable[[], str]
    change: Callable[[QPointF], Rows]
    row: int | None = None
    group: str = field(default_factory=new_group)
    has_changed: bool = False
    known: Rows = field(init=False)
    wanted: Rows = field(init=False)

    def __post_init__(self) -> None:
        self.known = self.wanted = self.ground.setup.table

    def follow(self, rows: Rows) -> bool:
        """Say whether rows are as this hand left them; what was refused left them as they were."""
        if all(rows.changes(mine) for mine in (self.known, self.wanted)):
            return False
        self.known = rows
        return True


class _Stroke:
    """Adds points where a hand passes, none too near to the one before."""

    def __init__(self, ground: Ground, labels: Callable[[Ground, QPointF], Array]) -> None:
        self._ground, self._labels = ground, labels
        self._rows, self._count = ground.setup.table, 0
        self._last: QPointF | None = None

    def add(self, at: QPointF) -> Rows:
        """Return the rows with a point there."""
        ground, rows = self._ground, self._rows
        if self._last is None or ground.apart(self._last, at) >= _APART:
            self._rows = rows.with_row(rows.samples, ground.inputs(at), self._labels(ground, at))
            self._last, self._count = at, self._count + 1
        return self._rows

    def label(self) -> str:
        """Name the stroke."""
        if self._count == 1:
            return translate("NetworkMap", "add a point")
        return translate("NetworkMap", "add {count} points").format(count=whole(self._count))


class Hand:
    """A tool in the hand.

    Parameters
    ----------
    dispatch : callable
        Carries out an action.
    say : callable
        Shows a sentence.

    Attributes
    ----------
    tool : str
    number : float
        The label that a new point gets: of a class its number, else the label itself.
    """

    def __init__(self, dispatch: Callable[[actions.Action], None], say: Callable[[str], None]) -> None:
        self._dispatch, self._say = dispatch, say
        self.tool: Tool = "add"
        self.number = 1.0
        self._held: _Held | None = None

    @property
    def is_holding(self) -> bool:
        """Something can be dragged."""
        return self._held is not None

    def press(self, ground: Ground, row: int | None, at: QPointF) -> None:
        """Use the tool at a place, on the point of a row where there is one."""
        self._say("")
        if row is None:
            if self.tool == "add":
                self._add(ground, at)
            return
        {"add": self._paint, "arrow": self._take, "relabel": self._relabel, "delete": self.erase}[self.tool](
            ground, row, at
        )

    def drag(self, at: QPointF) -> None:
        """Draw what is held to a place."""
        held = self._held
        if held is None:
            return
        try:
            wanted = held.change(at)
        except ValueError as error:  # what is derived from it would be too large
            self._say(str(error))
            return
        if wanted is not held.wanted:
            held.has_changed, held.wanted = True, wanted
            self._change(wanted, held.label(), held.group)

    def has_lost(self, setup: Setup) -> bool:
        """Say whether somebody else, such as Undo, has changed the data while something is held."""
        return self._held is not None and not self._held.follow(setup.table)

    def drop(self) -> None:
        """Let go: what was drawn stays; a point that was not drawn anywhere is taken in hand."""
        held, self._held = self._held, None
        if held is not None and held.row is not None and not held.has_changed:
            self._dispatch(actions.ShowRow(held.row))

    def forget(self) -> None:
        """Hold nothing any more: what was drawn stays."""
        self._held = None

    def cancel(self) -> None:
        """Give up: everything is as it was."""
        held, self._held = self._held, None
        if held is not None and held.has_changed:
            self._dispatch(actions.Cancel(held.group))

    # Tools

    def _add(self, ground: Ground, at: QPointF) -> None:
        self._paint(ground, None, at)
        self.drag(at)

    def _paint(self, ground: Ground, row: int | None, _at: QPointF) -> None:
        """Begin to add points along the way; a click on a point that there is takes it in hand."""
        stroke = _Stroke(ground, self._labels)
        self._held = _Held(ground, stroke.label, stroke.add, row)

    def _labels(self, ground: Ground, at: QPointF) -> Array:
        """Return the labels of a new point: as chosen, or, where labels are an axis, those of the place."""
        setup, labels = ground.setup, ground.labels
        outputs = setup.Y.shape[1]
        if labels.kind != "numbers":
            number = int(at.y() > labels.threshold) if self._is_axis(ground) else int(self.number)
            return labels.row_of(min(number, labels.count - 1), outputs)
        row = setup.Y.mean(axis=0) if outputs > 1 else np.empty(1)
        row[ground.output] = ground.label(at.y()) if ground.is_fit else self.number
        return row

    @staticmethod
    def _is_axis(ground: Ground) -> bool:
        return ground.is_fit and ground.labels.kind == "two"

    def _take(self, ground: Ground, row: int, _at: QPointF) -> None:
        """Take hold of a point to select or move it; where labels are an axis, it is moved along both."""
        is_labelled = ground.is_fit and ground.labels.kind == "numbers"

        def change(at: QPointF) -> Rows:
            labels = self._with_label(ground, row, at.y()) if is_labelled else ()
            return ground.setup.table.with_row(row, ground.shown(at), labels)

        label = translate("NetworkMap", "move point {number}").format(number=row + 1)
        self._held = _Held(ground, lambda: label, change, row)

    @staticmethod
    def _with_label(ground: Ground, row: int, value: float) -> Array:
        labels: Array = ground.setup.Y[row].copy()
        labels[ground.output] = ground.label(value)
        return labels

    def _relabel(self, ground: Ground, row: int, at: QPointF) -> None:
        """Give a point the next class; a number is drawn up or down."""
        setup, labels = ground.setup, ground.labels
        label = translate("NetworkMap", "relabel point {number}").format(number=row + 1)
        if labels.classes is not None:
            following = (int(labels.classes[row]) + 1) % labels.count
            relabelled = setup.table.with_row(row, {}, labels.row_of(following, setup.Y.shape[1]))
            self._change(relabelled, label)
            return
        begin, height = float(setup.Y[row, ground.output]), ground.height

        def change(to: QPointF) -> Rows:
            if ground.is_fit:
                value = to.y()
            else:
                value = begin + (to.y() - at.y()) / (ground.plane.high[1] - ground.plane.low[1]) * height
            return setup.table.with_row(row, {}, self._with_label(ground, row, value))

        self._held = _Held(ground, lambda: label, change)

    def erase(self, ground: Ground, row: int, _at: QPointF) -> None:
        """Delete a point; the last one to train with stays."""
        try:
            left = ground.setup.table.without(np.array([row]))
        except ValueError:
            self._say(translate("NetworkMap", "One point to train with has to stay."))
            return
        label = translate("NetworkMap", "delete point {number}").format(number=row + 1)
        self._change(left, label)

    def _change(self, rows: Rows, label: str, group: str | None = None) -> None:
        self._dispatch(actions.SetSettings(rows.settings, label, group))
