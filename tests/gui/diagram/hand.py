"""A hand that works on the diagram, with the real session behind it, for tests."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.session.frame import frame_of
from gui.diagram.editing import place_of
from gui.diagram.geometry import Box
from gui.diagram.text import measure_with
from gui.store import Store

LEFT, NONE, SHIFT, CTRL = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


class Hand:
    """A diagram on a store, and a hand that works on it."""

    def __init__(self, diagram, qtbot, session):
        self.diagram, self.qtbot, self.store = diagram, qtbot, Store(session, diagram)
        self.refused = []
        self.store.changed.connect(lambda _old, new: diagram.show_frame(frame_of(new)))
        self.store.refused.connect(self.refused.append)
        diagram.dispatched.connect(self.store.dispatch)
        diagram.show_frame(frame_of(session))

    @property
    def frame(self):
        return frame_of(self.store.session)

    def value(self, ref):
        return self.frame.value(ref)

    @property
    def undo(self):
        return [entry.label for entry in self.store.session.history.past]

    @property
    def field(self):
        return self.diagram._editing.field

    @property
    def pill(self):
        return self.diagram._editing.pill(measure_with(1.0), Box(0, 0, 740, 490))

    def place(self, ref):
        box = place_of(ref, self.diagram.hits())
        return QPoint(round(box.cx), round(box.cy))

    def press(self, ref, at=None):
        self.at = at or self.place(ref)
        QTest.mousePress(self.diagram, LEFT, pos=self.at)

    def pull(self, up, keys=NONE):
        """Move the mouse, its button held down."""
        self.at = self.at - QPoint(0, up)
        here = QPointF(self.at)
        QApplication.sendEvent(
            self.diagram,
            QMouseEvent(
                QEvent.Type.MouseMove,
                here,
                self.diagram.mapToGlobal(here),
                Qt.MouseButton.NoButton,
                LEFT,
                keys,
            ),
        )

    def release(self):
        QTest.mouseRelease(self.diagram, LEFT, pos=self.at)

    def drag(self, ref, up, at=None):
        self.press(ref, at)
        self.pull(up)
        self.release()

    def wheel(self, at, notches, keys=NONE):
        here = QPointF(at)
        event = QWheelEvent(
            here,
            self.diagram.mapToGlobal(here),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.diagram, event)
        return event.isAccepted()

    def double_click(self, ref):
        at = self.place(ref)
        self.qtbot.mouseClick(self.diagram, LEFT, pos=at)
        self.qtbot.mouseDClick(self.diagram, LEFT, pos=self.place(ref))

    def type(self, text, *keys):
        self.qtbot.keyClicks(self.field.field, text)
        for key in keys:
            self.qtbot.keyClick(self.field.field, key)

    def key(self, key, modifiers=NONE):
        self.qtbot.keyClick(self.diagram, key, modifiers)
