"""Words for what a hand does in the window: drag, wheel, double-click, type."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.nn.notation import parse_path
from gui.diagram.editing import place_of

LEFT = Qt.MouseButton.LeftButton
KEYS = {
    None: Qt.KeyboardModifier.NoModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
}


def _place(world, path: str) -> QPoint:
    """Where a quantity is drawn in the diagram."""
    ref = parse_path(path, world.frame.network)
    box = place_of(ref, world.window.regions.diagram.hits())
    return QPoint(round(box.cx), round(box.cy))


def _move(diagram, at: QPoint, keys: Qt.KeyboardModifier) -> None:
    here = QPointF(at)
    kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
    QApplication.sendEvent(diagram, QMouseEvent(kind, here, diagram.mapToGlobal(here), none, LEFT, keys))


def drag(world, path: str, way: str, px: str, key: str | None = None, *, let_go: bool = True) -> None:
    """Drag a quantity pixel by pixel."""
    diagram, at = world.window.regions.diagram, _place(world, path)
    QTest.mousePress(diagram, LEFT, pos=at)
    for _ in range(int(px)):
        at += QPoint(0, -1 if way == "up" else 1)
        _move(diagram, at, KEYS[key])
    if let_go:
        QTest.mouseRelease(diagram, LEFT, pos=at)


def hold(world, path: str, way: str, px: str) -> None:
    """Drag a quantity and keep the mouse down."""
    drag(world, path, way, px, let_go=False)


def let_go(world) -> None:
    """Release the mouse."""
    QTest.mouseRelease(world.window.regions.diagram, LEFT)


def turn(world, way: str, notches: str, path: str) -> None:
    """Turn the wheel over a quantity."""
    diagram, here = world.window.regions.diagram, QPointF(_place(world, path))
    for _ in range(int(notches)):
        angle = QPoint(0, 120 if way == "up" else -120)
        none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(here, diagram.mapToGlobal(here), QPoint(), angle, none, KEYS[None], phase, False)
        QApplication.sendEvent(diagram, event)


def click(world, path: str) -> None:
    """Click a quantity."""
    QTest.mouseClick(world.window.regions.diagram, LEFT, pos=_place(world, path))


def double_click(world, path: str) -> None:
    """Double-click a quantity."""
    click(world, path)
    QTest.mouseDClick(world.window.regions.diagram, LEFT, pos=_place(world, path))


def click_nothing(world) -> None:
    """Click a corner of the diagram where nothing is."""
    diagram = world.window.regions.diagram
    diagram.setFocus(Qt.FocusReason.MouseFocusReason)  # the offscreen platform leaves this to the window
    QTest.mouseClick(diagram, LEFT, pos=QPoint(4, 4))


def type_keys(world, text: str) -> None:
    """Type where the keyboard is."""
    QTest.keyClicks(world.window.focusWidget(), text)


def panel_says(world, words: str) -> None:
    """Look for words in the δ panel."""
    said = world.window.regions.delta_panel.findChildren(object)
    texts = " ".join(
        thing.accessibleDescription() for thing in said if hasattr(thing, "accessibleDescription")
    )
    assert words in f"{texts} {world.texts(world.window.regions.delta_panel)}"


def diagram_says(world, words: str) -> None:
    """Look for words in the picture of the diagram."""
    assert words in world.window.regions.diagram.picture().texts()


def field_says(world, words: str) -> None:
    """Look for the sentence under the open field."""
    field = world.window.regions.diagram.findChild(type(world.window.regions.settings.eta.field))
    assert field.isVisible()
    assert words in field.accessibleDescription()


def undo_menu_says(world, words: str) -> None:
    """Read the menu."""
    actions = [action.text() for menu in world.window.menuBar().actions() for action in menu.menu().actions()]
    assert words in actions


HAND_WORDS: dict[str, Callable[..., None]] = {
    r"I drag (\S+) (up|down) by (\d+) px": drag,
    r"I drag (\S+) (up|down) by (\d+) px with (Shift|Ctrl)": drag,
    r"I hold (\S+) and pull it (up|down) by (\d+) px": hold,
    r"I let go": let_go,
    r"I turn the wheel (up|down) (\d+) notches over (\S+)": turn,
    r"I click (\S+) in the diagram": click,
    r"I double-click (\S+)": double_click,
    r"I click away": click_nothing,
    r"I type (\S+)": type_keys,
    r"the panel says (.+)": panel_says,
    r"the diagram says (.+)": diagram_says,
    r"the field says (.+)": field_says,
    r"the menu says (.+)": undo_menu_says,
}
