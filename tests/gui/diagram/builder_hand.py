"""A hand that builds on the diagram, with the real session behind it, for tests."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from gui.diagram.placing import along
from tests.gui.diagram.hand import LEFT, NONE, Hand


class BuilderHand(Hand):
    """A diagram that is built on, and a hand that builds."""

    def __init__(self, diagram, qtbot, session):
        super().__init__(diagram, qtbot, session)
        diagram.set_building(True)
        self.told = []
        diagram.building.refused.connect(self.told.append)
        qtbot.waitUntil(diagram.building.hand.layer.isVisible)

    @property
    def sizes(self):
        return self.frame.network.sizes

    @property
    def net(self):
        return self.frame.network

    def stepper(self, layer):
        return self.diagram.building.steppers.all[layer]

    def plus(self, layer):
        self.qtbot.mouseClick(self.stepper(layer).plus, LEFT)

    def minus(self, layer):
        self.qtbot.mouseClick(self.stepper(layer).minus, LEFT)

    def carry(self, chip, *way, let_go=True):
        """Drag a chip of the palette along points of the diagram."""
        start = chip.rect().center()
        QTest.mousePress(chip, LEFT, pos=start)
        for x, y in way:
            self._send_move(chip, chip.mapFromParent(QPoint(round(x), round(y))))
        if let_go:
            QTest.mouseRelease(chip, LEFT, pos=start)

    def draw(self, start, *way, let_go=True):
        """Press on the diagram and move on, the button held down."""
        QTest.mouseMove(self.diagram, QPoint(*map(round, start)))
        QTest.mousePress(self.diagram, LEFT, pos=QPoint(*map(round, start)))
        for at in way:
            self._send_move(self.diagram, QPoint(*map(round, at)))
        if let_go:
            QTest.mouseRelease(self.diagram, LEFT, pos=QPoint(*map(round, way[-1])))

    @staticmethod
    def _send_move(widget, at):
        here = QPointF(at)
        event = QMouseEvent(
            QEvent.Type.MouseMove, here, widget.mapToGlobal(here), Qt.MouseButton.NoButton, LEFT, NONE
        )
        QApplication.sendEvent(widget, event)

    def menu(self, at):
        """Return the menu that opens at a point, as words and actions."""
        menu = QMenu(self.diagram)
        self.diagram.fill_menu(menu, at)
        return Rows(menu)

    def near_tail(self, edge):
        """A point of an edge where no other one crosses it."""
        x, y = along(self.diagram.standing().edge(edge.layer, *edge.index), 0.12)
        return QPoint(round(x), round(y))

    def column_x(self, layer):
        return self.diagram.standing().columns[layer]


class Rows:
    """What a menu holds, its inner menus too, by their words."""

    def __init__(self, menu):
        self._menu = menu
        self.actions = {}
        self._read(menu, "")

    def _read(self, menu, above):
        for action in menu.actions():
            if action.menu():
                self._read(action.menu(), f"{action.text()} / ")
            elif not action.isSeparator():
                self.actions[f"{above}{action.text()}"] = action

    @property
    def words(self):
        return list(self.actions)

    def choose(self, words):
        action = self.actions[words]
        assert action.isEnabled(), action.toolTip()
        action.trigger()
