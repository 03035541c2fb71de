"""Audience view and console, each on its display, whatever is plugged in or out in mid-lesson."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.look import Look
from gui.present import screens as placing
from gui.present.audience import AudienceWindow
from gui.present.console import Strip
from gui.present.display_menu import DisplayMenu
from gui.present.displays import Display, Places, named_apart, placed
from gui.present.keys import KeyTable
from gui.present.screens import Screens

ROOT = Path(__file__).parents[3]
LAPTOP = Display("laptop", (0, 0, 1280, 800), is_primary=True)
PROJECTOR = Display("projector", (1280, 0, 1920, 1080))
SMALL = Display("small", (3200, 0, 800, 600))
MIRROR = Display("mirror", (0, 0, 1024, 768))


@pytest.mark.parametrize(
    ("there", "wanted", "places"),
    [
        ([LAPTOP], "", Places("laptop", None)),
        ([LAPTOP], "projector", Places("laptop", None)),
        ([LAPTOP, PROJECTOR], "", Places("projector", "laptop")),
        ([PROJECTOR, LAPTOP], "", Places("projector", "laptop")),
        ([LAPTOP, SMALL, PROJECTOR], "", Places("projector", "laptop")),
        ([LAPTOP, SMALL, PROJECTOR], "small", Places("small", "laptop")),
        ([LAPTOP, SMALL, PROJECTOR], "laptop", Places("laptop", "projector")),
        ([LAPTOP, SMALL], "projector", Places("small", "laptop")),
        ([LAPTOP, MIRROR], "", Places("laptop", None)),
        ([LAPTOP, MIRROR], "mirror", Places("laptop", None)),
        ([PROJECTOR, SMALL], "", Places("small", "projector")),  # none is primary: the first one is
    ],
)
def test_where_the_windows_go(there, wanted, places):
    assert placed(there, (wanted,)) == places


boxes = st.tuples(*[st.integers(-4000, 4000)] * 2, *[st.integers(1, 4000)] * 2)


@given(st.lists(boxes, min_size=1, max_size=5), st.integers(0, 4), st.integers(0, 6))
def test_the_room_never_sees_the_console(areas, primary, wanted):
    there = [Display(str(n), box, n == primary) for n, box in enumerate(areas)]
    places = placed(there, (str(wanted),))
    if places.console is not None:
        one, other = (QRect(*there[int(name)].box) for name in (places.audience, places.console))
        assert not one.intersects(other)


def test_displays_that_are_called_the_same_are_told_apart():
    assert named_apart(["A", "B", "A", "A"]) == ["A", "B", "A (2)", "A (3)"]


class FakeScreen:
    """A display that Qt knows: what the windows are put on is always the real one."""

    def __init__(self, display, real):
        self.display, self.real = display, real


class Console(QWidget):
    closed = Signal()


@pytest.fixture
def room(give, qtbot, monkeypatch):
    """Make windows on displays that come and go: `room.there` says which."""
    return Room(give(3), qtbot, monkeypatch)


class Room:
    def __init__(self, presenter, qtbot, monkeypatch):
        self.there, self.puts, self.told = [LAPTOP], {}, []
        self.presenter = presenter
        presenter.told.connect(self.told.append)
        real = QGuiApplication.primaryScreen()
        monkeypatch.setattr(
            placing, "displays", lambda: [(each, FakeScreen(each, real)) for each in self.there]
        )
        monkeypatch.setattr(placing, "_fill", self.fill)
        monkeypatch.setattr(placing, "_rest_on", self.fill)
        monkeypatch.setattr(
            placing, "_fills", lambda window, screen: self.puts[window] == screen.display.name
        )
        self.audience, self.console = AudienceWindow(presenter), Console()
        self.strip = Strip(presenter, KeyTable(), Look())
        self.audience.set_strip(self.strip)
        for window in (self.audience, self.console):
            qtbot.addWidget(window)
        self.screens = Screens(presenter, self.audience, self.console)
        self.qtbot = qtbot

    def fill(self, window, screen):
        self.puts[window] = screen.display.name
        window.show()

    def begin(self, *there):
        self.there = list(there)
        self.screens.begin()
        return self

    def plug(self, *there):
        """Let displays come or go, and Qt say so as it does: more than once."""
        more = len(there) > len(self.there)
        self.there = list(there)
        application, screen = QApplication.instance(), QGuiApplication.primaryScreen()
        (application.screenAdded if more else application.screenRemoved).emit(screen)
        application.primaryScreenChanged.emit(screen)
        self.qtbot.waitUntil(lambda: not self.screens._soon.isActive())

    @property
    def seen(self):
        return tuple(
            self.puts[window] if window.isVisible() else None for window in (self.audience, self.console)
        )

    def end(self):
        self.screens.end()
        self.audience.end()
        self.console.close()


@pytest.fixture
def two(room):
    yield room.begin(LAPTOP, PROJECTOR)
    room.end()


@pytest.fixture
def one(room):
    yield room.begin(LAPTOP)
    room.end()


def test_two_displays_have_a_window_each_and_nothing_is_said(two):
    assert two.seen == ("projector", "laptop")
    assert two.told == []
    assert not two.strip.isVisible()
    assert two.audience.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert two.screens.home is two.console


def test_one_display_has_the_audience_view_and_the_strip_is_off(one):
    assert one.seen == ("laptop", None)
    assert not one.strip.isVisible()
    assert not one.audience.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert one.screens.home is one.audience


def test_on_one_display_n_shows_the_strip_and_hides_it(one):
    one.presenter.notes()
    assert one.strip.isVisible()
    one.presenter.notes()
    assert not one.strip.isVisible()


def test_on_two_displays_n_points_to_the_console(two):
    two.presenter.notes()
    assert not two.strip.isVisible()
    assert two.told == ["The notes are here, on the console."]


def test_a_projector_that_is_unplugged_loses_nothing_and_the_lecturer_is_told(two):
    two.presenter.next()
    two.presenter.blank()
    before = two.presenter.slide
    two.plug(LAPTOP)
    assert two.seen == ("laptop", None)
    assert two.presenter.slide is before
    assert two.audience.view.cover == "black"
    assert len(two.told) == 1
    assert two.told[0].startswith("The projector is gone")
    assert two.strip.isVisible()
    assert two.strip.message.text() == two.told[0]


def test_a_projector_that_is_plugged_in_again_has_the_audience_view_and_no_notes(two):
    two.plug(LAPTOP)
    two.plug(LAPTOP, PROJECTOR)
    assert two.seen == ("projector", "laptop")
    assert two.told[1:] == ["The projector is there: the audience view is on projector."]
    assert not two.strip.isVisible()
    two.plug(LAPTOP)
    assert two.seen == ("laptop", None)


def test_a_projector_that_mirrors_the_laptop_shows_no_notes(two):
    two.plug(LAPTOP)
    assert two.strip.isVisible()
    two.plug(LAPTOP, MIRROR)
    assert two.seen == ("laptop", None)
    assert not two.strip.isVisible()


def test_when_the_console_loses_its_display_no_notes_come_up_by_themselves(two):
    two.plug(PROJECTOR)
    assert two.seen == ("projector", None)
    assert not two.strip.isVisible()
    assert two.told == ["The console's display is gone: N shows the notes below the page."]


def test_a_laptop_that_is_closed_and_opened_never_has_the_notes_on_the_projector(two):
    main, other = replace(PROJECTOR, is_primary=True), replace(LAPTOP, is_primary=False)
    two.plug(main)
    two.plug(main, other)
    assert two.seen == ("projector", "laptop")


def test_a_moment_without_any_display_is_waited_for(two):
    two.plug()
    assert two.told == []
    two.plug(LAPTOP, PROJECTOR)
    assert two.seen == ("projector", "laptop")
    assert two.told == []


def test_the_windows_change_places_and_back(two):
    two.presenter.swap_screens()
    assert two.seen == ("laptop", "projector")
    two.presenter.swap_screens()
    assert two.seen == ("projector", "laptop")
    assert two.told == ["The audience view is on laptop now.", "The audience view is on projector now."]


def test_one_display_can_not_be_swapped(one):
    one.presenter.swap_screens()
    assert one.seen == ("laptop", None)
    assert one.told == ["There is one display only: N shows the notes."]


def test_what_was_chosen_is_chosen_again_when_it_comes_back(two):
    two.plug(LAPTOP, PROJECTOR, SMALL)
    assert two.screens.choices() == ("laptop", "projector", "small")
    two.screens.choose("small")
    assert two.seen == ("small", "laptop")
    two.plug(LAPTOP, PROJECTOR)
    assert two.seen == ("projector", "laptop")
    two.plug(LAPTOP, PROJECTOR, SMALL)
    assert two.seen == ("small", "laptop")


def test_the_menu_lists_what_is_plugged_in_when_it_is_opened(two, qtbot):
    menu = DisplayMenu(two.screens, two.console)
    two.plug(LAPTOP, PROJECTOR, SMALL)
    menu.aboutToShow.emit()
    assert [(each.text(), each.isChecked()) for each in menu.actions()] == [
        ("laptop", False), ("projector", True), ("small", False),
    ]  # fmt: skip
    menu.actions()[0].trigger()
    assert two.seen == ("laptop", "projector")


def test_a_window_that_was_put_elsewhere_is_put_back(two, monkeypatch):
    two.puts[two.audience] = "nowhere"
    monkeypatch.setattr(two.screens._settling, "start", lambda: None)
    two.screens._settle()
    assert two.seen == ("projector", "laptop")


def test_it_is_looked_after_only_for_a_while(two):
    for _ in range(placing.LOOKS):
        two.screens._settling.stop()
        two.screens._settle()
    assert not two.screens._settling.isActive()


def test_a_window_manager_that_wants_it_elsewhere_has_its_way_in_the_end(two, monkeypatch):
    tried = []
    monkeypatch.setattr(placing, "_fills", lambda _window, _screen: False)
    monkeypatch.setattr(placing, "_fill", lambda window, _screen: tried.append(window))
    for _ in range(placing.LOOKS):
        two.screens._settle()
    assert len(tried) == placing.TRIES
    two.screens._settling.stop()


def test_after_the_lecture_nothing_follows(room):
    room.begin(LAPTOP)
    room.end()
    QApplication.instance().screenAdded.emit(QGuiApplication.primaryScreen())
    assert not room.screens._soon.isActive()
    assert room.seen == (None, None)


# The audience window itself


@pytest.fixture
def audience(give, qtbot):
    window = AudienceWindow(give(3))
    qtbot.addWidget(window)
    window.resize(640, 400)
    window.show()
    yield window
    window.end()


def test_it_is_called_as_it_should_be_and_has_no_frame(audience):
    assert audience.windowTitle() == "Upstream – audience"
    assert audience.windowFlags() & Qt.WindowType.FramelessWindowHint


def test_it_shows_what_the_presenter_shows(audience):
    presenter = audience._presenter
    presenter.next()
    assert audience.view.slide is presenter.slide
    presenter.freeze()
    presenter.next()
    assert audience.view.slide is presenter.shown is not presenter.slide
    presenter.freeze()
    assert audience.view.slide is presenter.slide
    presenter.white()
    assert audience.view.cover == "white"


def test_the_pointer_goes_when_it_rests_and_comes_back_as_it_was(audience, qtbot):
    audience._idle.setInterval(5)
    audience.view.setCursor(Qt.CursorShape.CrossCursor)
    QTest.mouseMove(audience.view, QPoint(100, 100))
    QTest.mouseMove(audience.view, QPoint(120, 100))
    qtbot.waitUntil(lambda: audience.view.cursor().shape() == Qt.CursorShape.BlankCursor)
    QTest.mouseMove(audience.view, QPoint(140, 100))
    assert audience.view.cursor().shape() == Qt.CursorShape.CrossCursor


def test_no_tip_comes_up_for_the_room(audience):
    audience.view.setToolTip("not for you")
    at = QPoint(10, 10)
    event = QHelpEvent(QEvent.Type.ToolTip, at, audience.view.mapToGlobal(at))
    assert audience.eventFilter(audience.view, event)


def test_closing_it_asks_first(audience, qtbot):
    with qtbot.waitSignal(audience.closing):
        audience.close()
    assert audience.isVisible()


def test_it_tells_its_proportions(audience, qtbot):
    with qtbot.waitSignal(audience.reshaped) as told:
        audience.resize(800, 400)
    assert told.args == [2.0]


# Two displays of Qt's own


def test_on_two_real_screens_each_window_fills_its_own(tmp_path):
    file = tmp_path / "screens.json"
    entry = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    laptop = {"name": "laptop", "x": 0, "y": 0, "width": 1440, "height": 900} | entry
    projector = {"name": "projector", "x": 1440, "y": 0, "width": 1920, "height": 1080} | entry
    file.write_text(json.dumps({"screens": [laptop, projector]}))
    script = Path(__file__).with_name("two_screens.py")
    done = subprocess.run(
        [sys.executable, str(script), f"offscreen:configfile={file.name}"],
        check=False, cwd=tmp_path, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "began": [["projector", [1440, 0, 1920, 1080], True], ["laptop", True]],
        "swapped": [["laptop", [0, 0, 1440, 900], True], ["projector", True]],
        "back": [["projector", [1440, 0, 1920, 1080], True], ["laptop", True]],
    }
