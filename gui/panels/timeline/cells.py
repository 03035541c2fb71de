"""What the timeline shows: the micro-steps of an update as cells, folded until each has room. No widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from engine.nn.microsteps import INNER, MicroStep
from engine.nn.notation import Names
from engine.session.frame import Frame
from gui.words import short_step

__all__ = ["EDGES", "SQUEEZE", "Cell", "Walk", "cells_of", "step_at"]

MIN_CELL = 22.0
"""Narrower cells, in px at 100 %, cannot hold their label: layers fold together."""
SQUEEZE = 0.78
"""How narrow a label may be drawn before it is left out, as a share of its width."""
EDGES = 2.0
"""Px of a cell that its label leaves free."""
_AIR = 8.0
"""Px around the label of a phase that is folded into one cell."""
GAP, GROUP_GAP = 3.0, 9.0
_OUTLINED = frozenset({"G", "Gb"})


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring micro-steps of one rule and layer: one step at the layer level."""

    rule: str
    layer: int
    phase: str
    first: int
    last: int


Key = Callable[[Run], object]
"""Runs of one key, side by side, share a cell; each step of a run whose key is None has its own."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Some neighbouring micro-steps of one phase, and where they are drawn.

    Attributes
    ----------
    first, last : int
        Numbers of its steps, from 1; the same where it is one step.
    phase, label : str
    outlined : bool
        It writes gradients.
    left, width : float
        In px from the left of the timeline.
    """

    first: int
    last: int
    phase: str
    label: str
    outlined: bool
    left: float = 0.0
    width: float = 0.0

    @property
    def steps(self) -> int:
        """How many micro-steps it holds."""
        return self.last - self.first + 1

    @property
    def right(self) -> float:
        """Where it ends, in px."""
        return self.left + self.width


class Walk:
    """The steps of an update, and what their cells say: the same wherever the playhead is.

    Parameters
    ----------
    steps : sequence of MicroStep
    names : Names
    """

    def __init__(self, steps: Sequence[MicroStep], names: Names) -> None:
        self._steps, self._names = steps, names
        self.runs = _runs(steps)
        self._cells: dict[tuple[int, int], Cell] = {}

    def is_of(self, frame: Frame) -> bool:
        """Say whether a frame has the same steps, called the same."""
        return frame.steps is self._steps and frame.names == self._names

    def cell(self, span: tuple[int, int]) -> Cell:
        """Return the cell of some neighbouring steps, which has no place yet."""
        if span not in self._cells:
            first, last = span
            self._cells[span] = _cell(first, self._steps[first - 1 : last], self._names)
        return self._cells[span]


def cells_of(
    frame: Frame,
    width: float,
    scale: float = 1.0,
    titles: Mapping[str, float] | None = None,
    around: int | None = None,
    measure: Callable[[str], float] = lambda text: 7.0 * len(text),
    walk: Walk | None = None,
) -> tuple[Cell, ...]:
    """Lay out the steps of the update in play so that no cell is too narrow for its label.

    Where there are too many steps, all layers but the present one fold into one cell each, then the
    phases that are not in play, then what the present layer computes; at last each phase is a bar
    as long as it has steps.

    Parameters
    ----------
    frame : Frame
    width : float
        Room in px.
    scale : float
        Text size.
    titles : mapping of str to float
        Px that the title of each phase takes; a group is never narrower.
    around : int
        Number of the step that stays unfolded; by default the one in play.
    measure : callable
        Px that a label takes.
    walk : Walk
        That of the frame, where it was kept.
    """
    walk = walk or Walk(frame.steps, frame.names)
    runs = walk.runs
    *keys, coarsest = _foldings(runs, min(around or frame.number, len(frame.steps)))
    for key in keys:
        spans = _spans(runs, key)
        if len(spans) * MIN_CELL * scale > width:
            continue
        cells = [walk.cell(span) for span in spans]
        room = _room(cells, titles or {}, measure)
        each = _px_each(cells, [1] * len(cells), width, room)
        longest = max((measure(cell.label) for cell in cells if cell.steps == 1), default=0.0)
        if each >= max(MIN_CELL * scale, SQUEEZE * longest + EDGES):
            return _placed(cells, [1] * len(cells), each, room)
    cells = [walk.cell(span) for span in _spans(runs, coarsest)]
    weights, room = [cell.steps for cell in cells], _room(cells, titles or {}, measure)
    if sum(room.values()) > width:  # not even the labels have room
        room = dict(titles or {})
    return _placed(cells, weights, _px_each(cells, weights, width, room), room)


def _room(
    cells: Sequence[Cell], titles: Mapping[str, float], measure: Callable[[str], float]
) -> dict[str, float]:
    """Give each phase the px of its title; one that is folded into a cell also those of its label."""
    room = dict(titles)
    for phase, group in groupby(cells, key=lambda cell: cell.phase):
        first, *others = group
        if first.steps > 1 and not others:
            room[phase] = max(room.get(phase, 0.0), measure(first.label) + _AIR)
    return room


def step_at(cells: Sequence[Cell], x: float) -> int:
    """Find the number of the step that is drawn at or next to x."""
    cell = min(cells, key=lambda cell: max(cell.left - x, x - cell.right))
    share = (x - cell.left) / max(cell.width, 1.0)
    return cell.first + min(max(int(share * cell.steps), 0), cell.steps - 1)


def _runs(steps: Sequence[MicroStep]) -> list[Run]:
    runs, first = [], 1
    for (rule, layer), group in groupby(steps, key=lambda step: (step.rule, step.layer)):
        same = list(group)
        runs.append(Run(rule, layer, same[0].phase, first, first + len(same) - 1))
        first += len(same)
    return runs


def _foldings(runs: Sequence[Run], number: int) -> list[Key]:
    """Name the ways to fold, fine to coarse, around a step."""
    here = next(run for run in runs if run.last >= number)
    # A step without a layer takes that of the nearest one that has: so little moves between steps.
    near = min((run for run in runs if run.layer), key=lambda run: abs(run.first - here.first), default=here)
    layer = here.layer or near.layer

    def by_layer(run: Run) -> object:
        return None if run.layer in (0, layer) else (run.phase, run.layer)

    def by_rule(run: Run) -> object:
        return (run.rule, layer) if run.layer == layer else by_layer(run)

    def by_other_rule(run: Run) -> object:
        return None if run == here else by_rule(run)

    def by_every_layer(run: Run) -> object:
        return (run.phase, run.layer) if run.layer else None

    def in_phase(inner: Key) -> Key:
        return lambda run: inner(run) if run.phase == here.phase else run.phase

    within = [in_phase(key) for key in (by_layer, by_other_rule, by_rule, by_every_layer)]
    return [lambda _: None, by_layer, *within, lambda run: run.phase]


def _spans(runs: Sequence[Run], key: Key) -> list[tuple[int, int]]:
    """List first and last step of every cell."""
    spans: list[tuple[int, int]] = []
    for found, group in groupby(runs, key=key):
        together = list(group)
        first, last = together[0].first, together[-1].last
        spans += [(n, n) for n in range(first, last + 1)] if found is None else [(first, last)]
    return spans


def _cell(first: int, steps: Sequence[MicroStep], names: Names) -> Cell:
    one_rule = all((step.rule, step.layer) == (steps[0].rule, steps[0].layer) for step in steps)
    outlined = one_rule and steps[0].rule in _OUTLINED
    last = first + len(steps) - 1
    return Cell(first, last, steps[0].phase, _label(steps, one_rule, names), outlined)


def _label(steps: Sequence[MicroStep], one_rule: bool, names: Names) -> str:
    """Write what fits into a cell: what the step writes, the layer, or how many steps there are."""
    first = steps[0]
    if one_rule:
        if len(steps) == 1:
            return short_step(first, names)
        sums = tuple(ref for step in steps for ref in step.writes if ref.symbol not in INNER)
        return short_step(MicroStep(first.rule, first.layer, sums, ()), names)
    if all(step.layer == first.layer for step in steps):
        return f"L{first.layer}"
    return QCoreApplication.translate("Timeline", "{count} steps").format(count=len(steps))


def _groups(cells: Sequence[Cell], weights: Sequence[int]) -> dict[str, tuple[int, int]]:
    """Sum up each phase: its weight, and how many cells it has."""
    groups: dict[str, tuple[int, int]] = {}
    for cell, weight in zip(cells, weights, strict=True):
        total, count = groups.get(cell.phase, (0, 0))
        groups[cell.phase] = total + weight, count + 1
    return groups


def _px_each(
    cells: Sequence[Cell], weights: Sequence[int], width: float, titles: Mapping[str, float]
) -> float:
    """Return the px of a cell of weight 1, where groups narrower than their title are widened to it."""
    free = _groups(cells, weights)
    room = width - GROUP_GAP * (len(free) - 1) - GAP * (len(cells) - len(free))
    while free:
        each = room / sum(weight for weight, _ in free.values())
        tight = [p for p, (weight, n) in free.items() if weight * each < titles.get(p, 0.0) - GAP * (n - 1)]
        if not tight:
            return each
        for phase in tight:
            room -= titles.get(phase, 0.0) - GAP * (free.pop(phase)[1] - 1)
    return 0.0


def _placed(
    cells: Sequence[Cell], weights: Sequence[int], each: float, titles: Mapping[str, float]
) -> tuple[Cell, ...]:
    groups = _groups(cells, weights)
    placed: list[Cell] = []
    for cell, weight in zip(cells, weights, strict=True):
        total, count = groups[cell.phase]
        px = max(each, (titles.get(cell.phase, 0.0) - GAP * (count - 1)) / total)
        gap = GAP if placed and placed[-1].phase == cell.phase else GROUP_GAP
        left = placed[-1].right + gap if placed else 0.0
        placed.append(replace(cell, left=left, width=weight * px))
    return tuple(placed)
