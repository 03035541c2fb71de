"""What tests of the window share."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible

from gui.accessible import homes
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


@pytest.fixture
def listening(monkeypatch):
    """Somebody listens, and what is told is written down."""
    told = []
    tell = QAccessible.updateAccessibility
    monkeypatch.setattr(
        homes.QAccessible, "updateAccessibility", lambda event: (told.append(event), tell(event))
    )
    QAccessible.setActive(True)
    yield told
    QAccessible.setActive(False)
