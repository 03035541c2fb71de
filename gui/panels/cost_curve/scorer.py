"""Computes the scores of runs bit by bit, in time that nothing else wants."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from engine.session.document import Document
from engine.session.scores import score_next

__all__ = ["Scorer"]

_SLICE_S = 0.004
"""Seconds that are taken at a time, unless a single score takes longer."""
_BUSY_MS = 250
"""Milliseconds between two times while a run grows or a hand is at work."""
_REST = 9.0
"""So many times as long as it worked it rests then."""


class Scorer(QObject):
    """Goes through the places of some runs; while these change it takes a small share of the time.

    Signals
    -------
    scored()
        Further scores are known.
    """

    scored = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._documents: tuple[Document, ...] = ()
        self._has_changed = self._is_on = False
        self._worked_s = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)

    def follow(self, documents: Sequence[Document]) -> None:
        """Take the runs whose scores are wanted, the most wanted first."""
        if len(documents) == len(self._documents) and all(map(_is, documents, self._documents)):
            return
        self._has_changed = bool(self._documents)
        self._documents = tuple(documents)
        if self._has_changed and not self._timer.interval():
            self._timer.stop()  # what goes on without a rest waits until nothing changes
        self._go_on()

    def set_on(self, on: bool) -> None:
        """Work, or rest while nobody looks."""
        self._is_on = on
        if on:
            self._go_on()
        else:
            self._timer.stop()

    def _go_on(self) -> None:
        if self._is_on and self._documents and not self._timer.isActive():
            rest = round(1000 * _REST * self._worked_s)
            self._timer.start(max(_BUSY_MS, rest) if self._has_changed else 0)

    def _on_timeout(self) -> None:
        begin = perf_counter()
        count, is_over = 0, False
        while not is_over and perf_counter() - begin < _SLICE_S:
            is_over = not any(score_next(document) for document in self._documents)
            count += not is_over
        self._worked_s, self._has_changed = perf_counter() - begin, False
        if count or is_over:  # others may have computed the last of them
            self.scored.emit()
        if not is_over:
            self._go_on()


def _is(first: object, second: object) -> bool:
    return first is second
