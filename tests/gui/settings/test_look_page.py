"""The first page of the dialog by real events: each control takes effect at once, and after a restart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from gui.settings.dialog import SettingsDialog
from gui.settings.settings import Settings
from gui.theme import DARK, LIGHT
from tests.gui.settings.conftest import click, press


def texts(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def reading(window):
    return window.regions.cost_curve.reading.text()


def restarted(window, opened):
    window.close()
    return opened()


def test_the_theme(window, dialog, opened):
    click(dialog.look.theme.buttons["dark"])
    assert window.look.theme is DARK
    assert window._actions["dark"].isChecked()
    assert QApplication.instance().palette().window().color() == DARK.colour("surface")
    assert restarted(window, opened).look.theme is DARK


def test_the_theme_by_arrow_keys_and_as_the_system_says(window, dialog):
    dialog.look.theme.buttons["system"].setFocus()
    press(QApplication.focusWidget(), "Right Right")
    assert window.settings.settings.theme == "dark"
    press(QApplication.focusWidget(), "Left Left")
    assert window.settings.settings.theme == "system"
    hints = QApplication.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window.look.theme is DARK
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert window.look.theme is LIGHT
    press(QApplication.focusWidget(), "Right")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window.look.theme is LIGHT


def test_the_text_size(window, dialog, opened):
    slider = dialog.look.text_size.slider
    press(slider, "Right Right")
    assert window.look.scale == 1.2
    assert dialog.look.text_size.words.text() == "120 %"
    press(slider, "End")
    assert window.look.scale == 2.0
    assert window.regions.delta_panel.findChild(QLabel).font().pixelSize() >= 24
    press(slider, "Home Right")
    assert restarted(window, opened).look.scale == 0.9


def move(widget, at):
    """Move the mouse with its button down; QTest's own way asks Qt which window lies under the cursor."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    there = QPointF(widget.mapToGlobal(at))
    QApplication.sendEvent(widget, QMouseEvent(QEvent.Type.MouseMove, QPointF(at), there, left, left, none))


def test_the_text_size_by_the_mouse_goes_in_steps(window, dialog):
    slider = dialog.look.text_size.slider
    grip = QPoint(round(slider.width() * 20 / 120) + 4, slider.height() // 2)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=grip)
    sizes = set()
    for x in range(grip.x(), slider.width() - 10, 5):
        move(slider, QPoint(x, grip.y()))
        sizes.add(window.settings.settings.text_size)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=grip)
    assert len(sizes) > 3
    assert all(size % 10 == 0 for size in sizes)


def test_the_decimals(window, dialog, opened):
    assert reading(window) == "update 0 · J = 0.224"
    press(dialog.look.decimals, "Up Up")
    assert reading(window) == "update 0 · J = 0.22354"
    assert "−0.02785" in dialog.look.separator.currentText()
    press(dialog.look.decimals, "Up Up Up")
    assert window.look.decimals == 6
    press(dialog.look.decimals, "Down Down Down Down Down Down")
    assert window.look.decimals == 2
    assert restarted(window, opened).look.decimals == 2


def test_the_decimal_separator(window, dialog, opened):
    press(dialog.look.separator, "End")
    assert dialog.look.separator.currentText() == "Comma: −0,028"
    assert window.look.point == ","
    assert reading(window) == "update 0 · J = 0,224"
    assert restarted(window, opened).look.point == ","


@pytest.mark.parametrize(("sign", "point"), [(",", ","), (".", "."), ("\u066b", ".")])
def test_the_separator_of_the_system(window, monkeypatch, sign, point):
    monkeypatch.setattr(QLocale, "decimalPoint", lambda _self: sign)
    assert window.settings.settings.separator == "system"
    assert window.settings.look.point == point


def test_motion_and_its_length(window, dialog, opened):
    assert window.look.motion == 0
    assert not dialog.look.seconds.isEnabled()
    click(dialog.look.still)
    assert window.look.motion == 0.6
    assert not window._actions["still"].isChecked()
    press(dialog.look.seconds.slider, "Right Right Right")
    assert window.look.motion == 0.9
    assert dialog.look.seconds.words.text() == "0.9 s"
    click(dialog.look.still)
    assert window.look.motion == 0
    assert window._actions["still"].isChecked()
    assert restarted(window, opened).settings.settings.seconds == 0.9


def test_the_notation(window, dialog, opened):
    click(dialog.look.layers)
    assert "z⁽¹⁾₁" in texts(window.regions.delta_panel)
    assert "z₁" not in texts(window.regions.delta_panel)
    again = restarted(window, opened)
    assert "z⁽¹⁾₁" in texts(again.regions.delta_panel)
    press(again.regions.diagram, "Ctrl+,")
    click(again.findChild(SettingsDialog).look.lecture)
    assert "z₁" in texts(again.regions.delta_panel)


def test_commands_show_in_the_dialog(window, dialog):
    for command in ("text_larger", "dark"):
        window._actions[command].trigger()
    assert dialog.look.text_size.words.text() == "110 %"
    assert dialog.look.theme.buttons["dark"].isChecked()


def test_resetting_asks_and_leaves_the_window_where_it_is(window, dialog):
    press(dialog.look.decimals, "Up")
    window._actions["left"].trigger()
    for button, left in (("Keep them", 4), ("Reset", 3)):
        click(dialog.reset)
        box = dialog.findChild(QMessageBox)
        click(next(b for b in box.buttons() if b.text() == button))
        assert window.look.decimals == left
    usual = Settings()
    assert window.settings.settings.text_size == usual.text_size
    assert window.settings.settings.arrangement.hidden == {"left"}
    window.settings.change(is_still=True)


def test_the_dialog_is_worked_by_keyboard_alone(window, dialog):
    """Tab comes to every control, Escape closes, and all of them say what they are."""
    order = []
    dialog.look.theme.buttons["system"].setFocus()
    for _ in range(20):
        focused = QApplication.focusWidget()
        order.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    look = dialog.look
    expected = (look.text_size.slider, look.decimals, look.separator, look.still, look.lecture, dialog.reset)
    assert set(expected) <= set(order)
    assert [part for part in order if part in expected][: len(expected)] == list(expected)
    for part in set(order):
        told = part.accessibleName() or getattr(part, "text", str)()
        assert told or part.focusProxy() or part is dialog.pages.tabBar(), type(part).__name__
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
def test_the_dialog_fits_and_what_does_not_scrolls(window, dialog, percent):
    window.settings.change(text_size=percent)
    room = dialog.screen().availableGeometry()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()
    if percent <= 100:
        assert dialog.height() <= 720 - 48
        for page in range(2):
            dialog.pages.setCurrentIndex(page)
            area = dialog.pages.currentWidget()
            QApplication.processEvents()
            assert area.verticalScrollBar().maximum() == 0
            assert area.horizontalScrollBar().maximum() == 0
