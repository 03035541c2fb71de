"""How two runs differ, in plain words, and what each had come to at the same update."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from engine.nn.notation import Names, parse_path
from engine.session.document import Document
from engine.session.frame import Frame
from engine.session.replay import setup_at
from engine.session.runs import Change, Comparison, Difference, Value, compare
from engine.session.setup import SETTINGS
from gui.look import Look
from gui.run_words import value_of
from gui.short_number import whole
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["Comparer", "sentences_of"]

translate = QCoreApplication.translate
_FEW = 3
"""Up to so many connections are named, and so many changes of one setting told."""

_NAMES = {
    "cost": QT_TRANSLATE_NOOP("Runs", "cost"),
    "optimizer": QT_TRANSLATE_NOOP("Runs", "optimiser"),
    "eta": QT_TRANSLATE_NOOP("Runs", "η"),
    "schedule": QT_TRANSLATE_NOOP("Runs", "schedule of η"),
    "batch": QT_TRANSLATE_NOOP("Runs", "batch"),
    "shuffle": QT_TRANSLATE_NOOP("Runs", "order of the samples:"),
    "seed": QT_TRANSLATE_NOOP("Runs", "seed"),
    "init": QT_TRANSLATE_NOOP("Runs", "initialiser"),
    "l1": QT_TRANSLATE_NOOP("Runs", "penalty l1"),
    "l2": QT_TRANSLATE_NOOP("Runs", "penalty l2"),
    "sizes": QT_TRANSLATE_NOOP("Runs", "layers"),
    "activations": QT_TRANSLATE_NOOP("Runs", "activations"),
    "test": QT_TRANSLATE_NOOP("Runs", "rows kept for testing:"),
}
_WHOLE = {
    "data": QT_TRANSLATE_NOOP("Runs", "other data {since}"),
    "weights": QT_TRANSLATE_NOOP("Runs", "other weights {since}"),
}
_OF_EDGES = {
    "cut": QT_TRANSLATE_NOOP("Runs", "{names} cut in {run} {since}"),
    "locked": QT_TRANSLATE_NOOP("Runs", "{names} locked in {run} {since}"),
}


class Comparer:
    """Compares an earlier run with the one in play; what was found is kept while both only go on."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._found: Comparison | None = None

    def compare(self, frame: Frame, ghost: Document) -> Comparison:
        """Compare the run in play with an earlier one."""
        document = frame.document
        parts = (getattr(document, name) for name in SETTINGS if name != "test")
        reached = min(document.log.updates, ghost.log.updates)
        key = (ghost, document.log.stages, reached, *parts)
        if self._found is None or len(key) != len(self._key) or not all(map(_alike, key, self._key)):
            self._key, self._found = key, compare(document, (document.run, ghost.run))
        return self._found


def _alike(first: object, second: object) -> bool:
    return first is second or (isinstance(first, int | float | str) and first == second)


def sentences_of(found: Comparison, frame: Frame, ghost: Document, names: tuple[str, str], look: Look) -> str:
    """Say how two runs differ: "η 0.5 / 0.05 from the start", and J of both at the same update.

    Parameters
    ----------
    found : Comparison
        Of the run in play and an earlier one.
    frame : Frame
    ghost : Document
        The earlier one.
    names : tuple of str
        What the two are called, in this order.
    look : Look
    """
    told = [text for each in found.differences for text in _told(each, frame, ghost, names, look)]
    is_withheld = frame.hidden and found.at >= frame.update
    J = [look.cost(None if is_withheld else value) for value in found.J]
    head = translate("Runs", "{first} / {second}").format(first=names[0], second=names[1])
    at = translate("Runs", "J {first} / {second} at update {update}")
    last = at.format(first=J[0], second=J[1], update=whole(found.at))
    if not told:
        told = [translate("Runs", "nothing differs up to there")]
    return "\n".join((head, last, *told))


def _told(
    difference: Difference, frame: Frame, ghost: Document, names: tuple[str, str], look: Look
) -> Iterator[str]:
    kind, pairs = difference.setting, _pairs(*difference.values)
    first, *_ = pairs
    if kind in _WHOLE:
        yield translate("Runs", _WHOLE[kind]).format(since=_since(first[0]))
    elif kind in _OF_EDGES:
        runs = frame.document, ghost
        for side in (0, 1):
            own = set(_paths(first[1 + side])) - set(_paths(first[2 - side]))
            if own:
                edges = _listed(sorted(own), runs[side], first[0], frame)
                text = translate("Runs", _OF_EDGES[kind])
                yield text.format(names=edges, run=names[side], since=_since(first[0]))
    elif kind in _NAMES:
        text = translate("Runs", "{first} / {second} {since}")
        parts = [
            text.format(first=value_of(kind, a, look), second=value_of(kind, b, look), since=_since(update))
            for update, a, b in pairs[:_FEW]
        ]
        yield f"{translate('Runs', _NAMES[kind])} " + ", ".join(parts) + ("…" if len(pairs) > _FEW else "")


def _since(update: int) -> str:
    """Say from when on something is so."""
    if update == 0:
        return translate("Runs", "from the start")
    return translate("Runs", "from update {update}").format(update=whole(update))


def _pairs(first: tuple[Change, ...], second: tuple[Change, ...]) -> list[tuple[int, Value, Value]]:
    """Tell from which updates on a setting is not the same in two runs, and what it is in each."""
    found: list[tuple[int, Value, Value]] = []
    for update in sorted({change.update for change in (*first, *second)}):
        pair = _in_force(first, update), _in_force(second, update)
        if pair[0] != pair[1] and (not found or found[-1][1:] != pair):
            found.append((update, *pair))
    return found


def _in_force(changes: tuple[Change, ...], update: int) -> Value:
    return next((each.value for each in reversed(changes) if each.update <= update), None)


def _paths(value: Value) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _listed(paths: Sequence[str], run: Document, update: int, frame: Frame) -> str:
    """Name a few weights of a run, or count them."""
    if len(paths) > _FEW:
        return translate("Runs", "{count} weights").format(count=whole(len(paths)))
    network = setup_at(run, update).network
    names = frame.names if network.sizes == frame.network.sizes else Names.of(network)
    return ", ".join(names.text(parse_path(path, network)) for path in paths)
