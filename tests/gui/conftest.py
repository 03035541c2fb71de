"""What tests of the window share."""

from __future__ import annotations

import pytest

from tests.gui.players import LECTURE, Player


@pytest.fixture
def player(qtbot):
    """Make a store and a clock on a document; it is quiet afterwards."""
    made = []

    def make(document=LECTURE):
        made.append(Player(document, qtbot))
        return made[0]

    yield make
    made[0].pause()
    made[0].deleteLater()
