"""Runs in words: what was changed by hand in their course, and what a run without a name is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from engine.nn.named import split_name
from engine.nn.notation import Names
from engine.nn.types import Ref
from engine.session.document import Document
from engine.session.flags import Flag, flags_of
from engine.session.frame import Frame
from engine.session.runlog import RunLog, Stage, same_stage
from engine.session.runs import Value
from engine.session.setup import SETTINGS, same_setup
from gui.controls import words
from gui.look import Look
from gui.short_number import short, whole
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["RunNames", "change_of", "names_for", "parted_by", "value_of"]

translate = QCoreApplication.translate
_FEW = 2
"""Up to so many weights are named; more are counted."""

_SETTINGS = {
    "data": (QT_TRANSLATE_NOOP("Runs", "changed the data"), QT_TRANSLATE_NOOP("Runs", "changed the data")),
    "sizes": (
        QT_TRANSLATE_NOOP("Runs", "changed the layers to {after}"),
        QT_TRANSLATE_NOOP("Runs", "changed the layers"),
    ),
    "activations": (
        QT_TRANSLATE_NOOP("Runs", "changed the activations to {after}"),
        QT_TRANSLATE_NOOP("Runs", "changed the activations"),
    ),
    "cost": (
        QT_TRANSLATE_NOOP("Runs", "chose the cost {after}"),
        QT_TRANSLATE_NOOP("Runs", "changed the cost"),
    ),
    "optimizer": (
        QT_TRANSLATE_NOOP("Runs", "chose the optimiser {after}"),
        QT_TRANSLATE_NOOP("Runs", "changed the optimiser"),
    ),
    "eta": (QT_TRANSLATE_NOOP("Runs", "set η to {after}"), QT_TRANSLATE_NOOP("Runs", "changed η")),
    "schedule": (
        QT_TRANSLATE_NOOP("Runs", "set the schedule of η to {after}"),
        QT_TRANSLATE_NOOP("Runs", "changed the schedule"),
    ),
    "batch": (
        QT_TRANSLATE_NOOP("Runs", "set the batch to {after}"),
        QT_TRANSLATE_NOOP("Runs", "changed the batch"),
    ),
    "l1": (
        QT_TRANSLATE_NOOP("Runs", "set the penalty l1 to {after}"),
        QT_TRANSLATE_NOOP("Runs", "changed l1"),
    ),
    "l2": (
        QT_TRANSLATE_NOOP("Runs", "set the penalty l2 to {after}"),
        QT_TRANSLATE_NOOP("Runs", "changed l2"),
    ),
    "shuffle": (
        QT_TRANSLATE_NOOP("Runs", "took the samples {after}"),
        QT_TRANSLATE_NOOP("Runs", "changed the order"),
    ),
    "init": (
        QT_TRANSLATE_NOOP("Runs", "chose the initialiser {after}"),
        QT_TRANSLATE_NOOP("Runs", "changed the initialiser"),
    ),
    "test": (
        QT_TRANSLATE_NOOP("Runs", "kept {after} rows for testing"),
        QT_TRANSLATE_NOOP("Runs", "changed the test rows"),
    ),
    "seed": (
        QT_TRANSLATE_NOOP("Runs", "set the seed to {after}"),
        QT_TRANSLATE_NOOP("Runs", "changed the seed"),
    ),
}
"""In full, and in few words."""
_ONE_WEIGHT = QT_TRANSLATE_NOOP("Runs", "set {names} to {after}"), QT_TRANSLATE_NOOP("Runs", "set {names}")
_WEIGHTS = (QT_TRANSLATE_NOOP("Runs", "changed {names}"),) * 2
_ADDED = {
    "cut": QT_TRANSLATE_NOOP("Runs", "cut {names}"),
    "locked": QT_TRANSLATE_NOOP("Runs", "locked {names}"),
}
_TAKEN = {
    "cut": QT_TRANSLATE_NOOP("Runs", "restored {names}"),
    "locked": QT_TRANSLATE_NOOP("Runs", "unlocked {names}"),
}
_FIRST = ("data", "sizes", "cut", "locked", "weights")
"""What tells most of several changes at once; the rest follows in the order of the table."""


# Changes


def change_of(flag: Flag, names: Names, look: Look, *, brief: bool = False) -> str:
    """Say what was done: "cut w⁽¹⁾₃₂", "set η to 0.05"; or, in few words, "changed η"."""
    after = value_of(flag.kind, flag.after, look)
    if flag.kind in _SETTINGS:
        return translate("Runs", _SETTINGS[flag.kind][brief]).format(after=after)
    if flag.kind == "weights":
        text = _ONE_WEIGHT if flag.after is not None else _WEIGHTS
        return translate("Runs", text[brief]).format(names=_listed(flag.refs, names), after=after)
    added = len(_sequence(flag.after)) >= len(_sequence(flag.before))
    return translate("Runs", (_ADDED if added else _TAKEN)[flag.kind]).format(names=_listed(flag.refs, names))


def _sequence(value: Value) -> Sequence[object]:
    return value if isinstance(value, tuple) else ()


def _listed(refs: Sequence[Ref], names: Names) -> str:
    """Name a few weights, or count them."""
    if 0 < len(refs) <= _FEW:
        return ", ".join(names.text(ref) for ref in refs)
    if refs and all(ref.symbol == "W" for ref in refs):
        return translate("Runs", "{count} weights").format(count=whole(len(refs)))
    return translate("Runs", "the weights")


def _plain(value: Value, look: Look) -> str:
    if isinstance(value, float):
        return short(value, look.point)
    return whole(value) if isinstance(value, int) else str(value)


def _batch(value: Value, look: Look) -> str:
    return translate("Runs", "all samples") if value is None else _plain(value, look)


def _named(table: dict[str, str]) -> Callable[[Value, Look], str]:
    """Make what names one of a table; numbers in brackets stay."""

    def write(value: Value, look: Look) -> str:
        name, given = split_name(str(value))
        numbers = ", ".join(short(number, look.point) for number in given or ())
        return words.said(table, name) + (f" ({numbers})" if numbers else "")

    return write


def _layers(value: Value, _look: Look) -> str:
    return " – ".join(map(str, _sequence(value)))


def _functions(value: Value, _look: Look) -> str:
    return ", ".join(map(str, _sequence(value)))


_WRITTEN: dict[str, Callable[[Value, Look], str]] = {
    "cost": _named(words.COSTS),
    "optimizer": _named(words.OPTIMIZERS),
    "schedule": _named(words.SCHEDULES),
    "shuffle": _named(words.ORDERS),
    "init": _named(words.INITIALISERS),
    "batch": _batch,
    "sizes": _layers,
    "activations": _functions,
    "seed": lambda value, _look: str(value),
}


def value_of(kind: str, value: Value, look: Look) -> str:
    """Write the value of a setting by its name in `engine.session.runs.TOLD`."""
    return _WRITTEN.get(kind, _plain)(value, look)


# Runs


def names_for(run: Document, frame: Frame) -> Names:
    """Return what the quantities of a run are called: as in the one in view, where it has the same layers."""
    network = run.log.stages[-1].setup.network if run.log.stages else run.network
    return frame.names if network.sizes == frame.network.sizes else Names.of(network)


def parted_by(ghost: Document, successor: Document) -> tuple[Flag, ...]:
    """Tell the changes that made another run of one; none where that one did not go on as the other did."""
    before, after = ghost.log.stages, successor.log.stages
    if not same_setup(ghost, successor):
        flags = _at_the_beginning(ghost, successor) if not before else ()
        if flags:
            return flags
    if len(before) >= len(after) or not all(map(same_stage, before, after)):
        return ()
    update = after[len(before)].update
    return tuple(flag for flag in flags_of(successor) if flag.update == update)


def _at_the_beginning(ghost: Document, successor: Document) -> tuple[Flag, ...]:
    """Tell how two runs begin otherwise: as though the one were changed to the other before its training."""
    log = RunLog(stages=(Stage(0, successor),))
    return flags_of(replace(ghost, log=log, ghosts=()))


class RunNames:
    """What runs are called; what was found out is remembered as long as the runs are there."""

    def __init__(self) -> None:
        self._parted: dict[int, tuple[Document, Document, tuple[Flag, ...]]] = {}

    def of(self, run: Document, frame: Frame, look: Look) -> str:
        """Name a run: as the user did, by what parted it from the next one, or by its number."""
        if run.run_name:
            return run.run_name
        if run.run == frame.run:
            return translate("Runs", "this run")
        flags = self._flags(run, frame.document)
        if flags:
            first = min(flags, key=_rank)
            successor = self._parted[run.run][1]
            change = change_of(first, names_for(successor, frame), look, brief=True)
            return translate("Runs", "before you {change}").format(change=change)
        if run.run_kept:
            return translate("Runs", "kept at update {update}").format(update=whole(run.log.updates))
        return translate("Runs", "run {number}").format(number=run.run)

    def _flags(self, run: Document, document: Document) -> tuple[Flag, ...]:
        """Return what parted a run from the next one that there is."""
        others = (document, *(ghost.document for ghost in document.ghosts))
        later = [other for other in others if other.run > run.run]
        if not later:
            return ()
        successor = min(later, key=lambda other: other.run)
        known = self._parted.get(run.run)
        if known is None or known[0] is not run or not _begins_like(known[1], successor):
            self._parted = {n: kept for n, kept in self._parted.items() if kept[0] in others}
            begun = replace(successor, log=RunLog(stages=successor.log.stages), ghosts=())
            self._parted[run.run] = (run, begun, parted_by(run, successor))
        return self._parted[run.run][2]


def _begins_like(first: Document, second: Document) -> bool:
    """Say whether two documents are one run that has only gone on."""
    same_beginning = all(getattr(first, name) is getattr(second, name) for name in SETTINGS)
    return same_beginning and first.log.stages == second.log.stages


def _rank(flag: Flag) -> int:
    order = (*_FIRST, *(name for name in _SETTINGS if name not in _FIRST))
    return order.index(flag.kind) if flag.kind in order else len(order)
