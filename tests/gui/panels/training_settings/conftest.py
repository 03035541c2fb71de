"""What the tests of the panel share."""

from __future__ import annotations

import pytest

from engine.session.session import Session
from gui.panels.training_settings import TrainingSettings
from tests.gui.panels.training_settings.desk import BATCHES, Desk


@pytest.fixture
def desk_on(qtbot, dressed_app):
    """Put the panel on a store, in a window that has the keyboard."""

    def make(document=BATCHES, session=None):
        panel = TrainingSettings()
        qtbot.addWidget(panel)
        desk = Desk(panel, session or Session.start(document))
        with qtbot.waitActive(panel):
            panel.show()
        return desk

    return make
