"""A short soak: what somebody does again and again leaves nothing behind.

The long one is `make soak`; see `tests.soak.__main__`.
"""

from __future__ import annotations

import pytest

from engine.nn.network import Network
from engine.session.document import Document
from engine.session.frame import Frame
from gui.garbage import look_as_ever
from tests.soak.memory import memory_mb
from tests.soak.sitting import Sitting, living

WARM, LONG = 3, 5
"""Rounds until caches are full, and rounds that are looked at."""
SETS = ("xor", "circle", "sine", "gaussians")
MOST_LIVING = 300
"""Documents, frames and networks that caches hold: those that were looked at last."""

MB_A_ROUND = 4.0
"""A round leaves 25 changes to be undone; what they hold is small with such data."""


@pytest.fixture
def sitting(qtbot):
    made = Sitting(seed=1, playing=0.1, sets=SETS)
    qtbot.addWidget(made.window)
    yield made
    look_as_ever()


def test_a_sitting_leaves_little_behind(sitting):
    for _ in range(WARM):
        sitting.go_on()
    objects, before = sitting.objects(), memory_mb()
    for _ in range(LONG):
        sitting.go_on()
    assert sitting.objects() < 1.2 * objects
    assert memory_mb() - before < MB_A_ROUND * LONG


def test_of_a_document_that_was_closed_little_stays(sitting):
    """What is remembered of it goes as other things are remembered."""
    counts = []
    for _ in range(3):
        for _ in range(2):
            sitting.go_on()
        sitting.open_another()
        counts.append(living(Document, Frame, Network))
    assert max(counts) < MOST_LIVING, counts
