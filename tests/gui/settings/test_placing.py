"""Window and regions come back as they were left, and never where no screen shows them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSplitter

from engine.session.session import Session
from gui.look import Look
from gui.main_window import MainWindow
from gui.settings.memory import NAME
from gui.settings.placing import fitted
from gui.settings.settings import Settings, WindowPlace
from gui.settings.text import to_text
from gui.shares import NARROW
from gui.user_folder import user_folder
from tests.gui.settings.conftest import press

coordinate = st.integers(-100_000, 100_000)
side = st.integers(1, 20_000)
screens = st.lists(
    st.builds(
        QRect,
        st.integers(-4000, 4000),
        st.integers(-2000, 2000),
        st.integers(640, 4000),
        st.integers(480, 3000),
    ),
    min_size=1,
    max_size=3,
)


@given(st.builds(QRect, coordinate, coordinate, side, side), screens)
def test_a_window_is_never_put_where_no_screen_shows_it(place, free):
    found = fitted(place, free)
    assert any(screen.contains(found) for screen in free)
    assert found == place or not any(screen.contains(place) for screen in free)
    assert found.width() <= place.width()
    assert found.height() <= place.height()


def test_what_was_on_a_screen_that_is_gone_comes_to_the_one_that_is_left():
    main = QRect(0, 0, 1920, 1080)
    assert fitted(QRect(2500, 100, 1440, 900), [main]) == QRect(1920 - 8 - 1440, 100, 1440, 900)
    assert fitted(QRect(-30_000, -30_000, 1440, 900), [main]).topLeft() == QPoint(8, 40)


def remembered(**changes):
    (user_folder() / NAME).write_text(to_text(replace(Settings(), **changes)), "utf-8")


def test_the_window_comes_back_where_it_was(window, opened):
    window.setMinimumSize(300, 300)  # the screen of the tests is small
    window.setGeometry(60, 70, 700, 650)
    window.close()
    assert opened().geometry().topLeft() == QPoint(60, 70)


def test_a_window_that_filled_the_screen_does_so_again_and_then_goes_back(window, opened):
    window.setGeometry(20, 60, 700, 650)
    window.showMaximized()
    window.close()
    again = opened()
    assert again.isMaximized()


@pytest.mark.parametrize("place", [WindowPlace(9000, 9000, 1440, 900), WindowPlace(-9000, -9000, 99, 99)])
def test_a_place_off_screen_is_not_taken(opened, place):
    remembered(window=place)
    window = opened()
    free = window.screen().availableGeometry()
    assert free.contains(window.geometry().topLeft())


@pytest.mark.parametrize(
    ("command", "key", "region"),
    [("left", "F9", "left"), ("delta", "Shift+F9", "delta_panel"), ("curve", "Ctrl+F9", "cost_curve")],
)
def test_a_region_is_hidden_and_shown_and_stays_so(window, opened, command, key, region):
    assert getattr(window.regions, region).isVisible()
    assert window._actions[command].isChecked()
    press(window.regions.diagram, key)
    assert not getattr(window.regions, region).isVisible()
    assert not window._actions[command].isChecked()
    window.close()
    again = opened()
    again.resize(1440, 900)
    assert not getattr(again.regions, region).isVisible()
    press(again.regions.diagram, key)
    assert getattr(again.regions, region).isVisible()


def drag(splitter, handle, by):
    """Drag a border with the mouse."""
    grip = splitter.handle(handle)
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=QPoint(0, 0))
    QTest.mouseMove(grip, QPoint(by, by))
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=QPoint(by, by))


def test_borders_that_were_moved_stay_where_they_are(window, opened, qtbot):
    columns, rows = window.regions._columns, window.regions._rows
    drag(columns, 2, -60)
    drag(rows, 1, -40)
    delta, curve = window.regions.delta_panel.width(), window.regions.cost_curve.height()
    assert delta > 420
    assert curve > 240
    assert window.settings.settings.arrangement.sizes == {"delta": delta, "curve": curve}
    window.close()
    again = opened()
    again.resize(1440, 900)
    assert again.regions.delta_panel.width() == delta
    assert again.regions.cost_curve.height() == curve
    again.resize(1700, 1000)
    assert again.regions.delta_panel.width() == delta


def test_a_hidden_region_comes_back_in_its_size(window):
    drag(window.regions._columns, 2, -60)
    delta = window.regions.delta_panel.width()
    press(window.regions.diagram, "Shift+F9 Shift+F9")
    assert window.regions.delta_panel.width() == delta


def test_the_arrangement_can_be_reset(window):
    before = [splitter.sizes() for splitter in window.regions.findChildren(QSplitter)]
    drag(window.regions._columns, 2, -60)
    press(window.regions.diagram, "F9 Ctrl+F9")
    window._actions["arrangement"].trigger()
    assert [splitter.sizes() for splitter in window.regions.findChildren(QSplitter)] == before
    assert window.settings.settings.arrangement.hidden == frozenset()
    assert dict(window.settings.settings.arrangement.sizes) == {}


def test_a_narrow_window_gives_the_left_column_away_and_takes_it_back(window):
    window.resize(NARROW - 100, 700)
    assert not window.regions.left.isVisible()
    assert not window._actions["left"].isChecked()
    assert window.settings.settings.arrangement.hidden == frozenset()
    press(window.regions.diagram, "F9")
    assert window.regions.left.isVisible()
    window.resize(1440, 900)
    assert window.regions.left.isVisible()
    window.resize(NARROW - 100, 700)
    assert not window.regions.left.isVisible()


def test_large_text_makes_a_window_narrow(window):
    window.settings.change(text_size=200)
    assert not window.regions.left.isVisible()
    assert window.regions.delta_panel.width() > 550
    window.settings.change(text_size=100)
    assert window.regions.left.isVisible()


def test_a_window_with_a_look_of_its_own_remembers_nothing(qtbot):
    remembered(theme="dark", decimals=5, window=WindowPlace(50, 60, 1000, 700))
    before = (user_folder() / NAME).read_bytes()
    window = MainWindow(Session.start(), Look(motion=0.0))
    qtbot.addWidget(window)
    window.show()
    assert window.look == Look(motion=0.0)
    press(window.regions.diagram, "Ctrl++ F9")
    window.close()
    assert (user_folder() / NAME).read_bytes() == before
