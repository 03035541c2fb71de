"""The panel wired to a store, as the window does it."""

from __future__ import annotations

import pytest

from engine.session.document import Document
from engine.session.frame import Frame, frame_of
from engine.session.session import Session
from gui.left_column import LeftColumn
from gui.panels.data_settings import DataSettings
from gui.store import Store


class Bench:
    """A panel of 300 px on a document; what is refused is kept."""

    def __init__(self, document: Document) -> None:
        self.store, self.panel = Store(Session.start(document)), DataSettings()
        self.column = LeftColumn(self.panel)
        self.column.resize(300, 900)
        self.refused: list[str] = []
        self.panel.dispatched.connect(self.store.dispatch)
        self.store.refused.connect(self.refused.append)
        self.store.changed.connect(lambda _old, _new: self.panel.show_frame(self.frame))
        self.panel.show_frame(self.frame)

    @property
    def frame(self) -> Frame:
        """The moment that the panel shows."""
        return frame_of(self.store.session)

    @property
    def setup(self):
        """The settings in play."""
        return self.frame.setup

    @property
    def undos(self) -> int:
        """How many changes can be taken back."""
        return len(self.store.session.history.past)


@pytest.fixture
def bench(qtbot):
    """Make a panel on a document and show it."""

    def make(document: Document) -> Bench:
        made = Bench(document)
        qtbot.addWidget(made.column)
        made.column.show()
        qtbot.waitExposed(made.column)
        return made

    return make
