"""The list of lessons: what it says, what comes next, and how one walks and opens."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from gui.look import Look
from gui.panels.course import CourseEntry, CoursePanel, CoursePath
from gui.panels.course.entry import next_of
from gui.theme import DARK

ENTRIES = (
    CourseEntry(1, "The chain rule", 10, (), "mastered", 18, 18),
    CourseEntry(2, "The two-node network", 10, (1,), "begun", 4, 18),
    CourseEntry(3, "Derivative calculation", 20, (2,), "new", 1, 22),
    CourseEntry(4),
)
PATHS = (CoursePath("lecture", "Lecture", (2, 3)), CoursePath("all", "All", (1, 2, 3, 4)))


@pytest.fixture
def panel(qtbot, dressed_app):
    made = CoursePanel()
    qtbot.addWidget(made)
    made.resize(280, 600)
    made.show_course(ENTRIES, PATHS, "all")
    made.show()
    qtbot.waitExposed(made)
    return made


def opened_by(panel):
    numbers = []
    panel.opened.connect(numbers.append)
    return numbers


def states(*found):
    return [CourseEntry(number, "T", 10, (), state) for number, state in enumerate(found, 1)]


@pytest.mark.parametrize(
    ("found", "number"),
    [
        (("new", "new"), 1),
        (("begun", "new"), 1),
        (("mastered", "new", "new"), 2),
        (("new", "new", "begun"), 3),
        (("begun", "mastered", "new"), 3),
        (("begun", "mastered"), 1),
    ],
)
def test_next_is_where_one_is_or_what_comes_behind_it(found, number):
    assert next_of(states(*found)).number == number


def test_nothing_is_next_once_all_is_mastered(panel):
    assert next_of(states("mastered", "mastered")) is None
    panel.show_course(states("mastered", "mastered"), PATHS, "all")
    assert panel.next.isHidden()
    assert panel.all_done.isVisible()


def test_the_button_says_where_to_go_on_and_opens_it(panel, qtbot):
    numbers = opened_by(panel)
    assert panel.next.text() == "Go on with lesson 2"
    qtbot.mouseClick(panel.next, Qt.MouseButton.LeftButton)
    panel.show_course(states("new", "new"), PATHS, "all")
    assert panel.next.text() == "Begin with lesson 1"
    qtbot.mouseClick(panel.next, Qt.MouseButton.LeftButton)
    assert numbers == [2, 1]


def test_a_click_opens_the_row_that_was_clicked(panel, qtbot):
    numbers = opened_by(panel)
    for row in (2, 0):
        point = panel.rows.box(row).center().toPoint()
        qtbot.mouseClick(panel.rows, Qt.MouseButton.LeftButton, pos=point)
    qtbot.mouseClick(panel.rows, Qt.MouseButton.RightButton, pos=point)
    below = QPoint(10, int(panel.rows.box(3).bottom()) + 5)
    qtbot.mouseClick(panel.rows, Qt.MouseButton.LeftButton, pos=below)
    assert numbers == [3, 1]


def test_the_keyboard_walks_and_opens(panel, qtbot):
    numbers = opened_by(panel)
    panel.go_to_list()
    assert panel.rows.at == 1
    keys = Qt.Key
    for key in (keys.Key_Down, keys.Key_Return, keys.Key_End, keys.Key_Down, keys.Key_Enter, keys.Key_Home):
        qtbot.keyClick(panel.rows, key)
    qtbot.keyClick(panel.rows, keys.Key_Up)
    qtbot.keyClick(panel.rows, keys.Key_Return)
    assert numbers == [3, 4, 1]


def test_a_path_shows_its_lessons_only_and_what_is_next_among_them(panel):
    panel.show_course(ENTRIES, PATHS, "lecture")
    assert [entry.number for entry in panel.rows.entries] == [2, 3]
    assert panel.path.key == "lecture"
    assert panel.path.accessibleDescription() == "2 lessons · 30 min"


def test_another_path_is_asked_for_with_the_keyboard(panel, qtbot):
    asked = []
    panel.path_asked.connect(asked.append)
    panel.path.setFocus()
    qtbot.keyClick(panel.path, Qt.Key.Key_Up)
    assert asked == ["lecture"]
    assert panel.path.key == "all"  # until the window says so


def test_each_row_says_all_of_its_lesson_and_one_that_was_not_read_nothing_wrong():
    assert [entry.spoken for entry in ENTRIES] == [
        "Lesson 1: The chain rule, 10 min, mastered",
        "Lesson 2: The two-node network, 10 min, needs lesson 1, step 4 of 18",
        "Lesson 3: Derivative calculation, 20 min, needs lesson 2, not begun",
        "Lesson 4",
    ]
    assert ENTRIES[3].heading == "Lesson 4"
    assert ENTRIES[3].facts == ""
    assert ENTRIES[1].facts.replace("\u00a0", " ") == "10 min · needs 1 · step 4 of 18"


def test_how_long_a_path_takes_is_not_told_before_all_of_it_is_read(panel):
    assert panel.path.accessibleDescription() == "4 lessons"


def test_a_screen_reader_hears_every_row(panel):
    interface = QAccessible.queryAccessibleInterface(panel.rows)
    rows = [interface.child(number) for number in range(interface.childCount())]
    assert [row.text(QAccessible.Text.Name) for row in rows] == [entry.spoken for entry in ENTRIES]
    assert [bool(row.state().selected) for row in rows] == [False, True, False, False]


def test_the_keyboard_stays_on_its_lesson_when_more_is_known(panel, qtbot):
    panel.go_to_list()
    qtbot.keyClick(panel.rows, Qt.Key.Key_Down)
    panel.show_course((*ENTRIES[:3], CourseEntry(4, "Weight correction", 15)), PATHS, "all")
    assert panel.rows.entries[panel.rows.at].number == 3


@pytest.mark.parametrize("width", [240, 320, 600])
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_rows_stand_one_under_the_other_and_have_the_room_that_they_need(panel, width, scale):
    panel.set_look(Look(theme=DARK, scale=scale))
    panel.resize(width, 900)
    panel.grab()
    boxes = [panel.rows.box(row) for row in range(4)]
    assert all(a.bottom() == b.top() for a, b in pairwise(boxes))
    assert panel.rows.height() >= boxes[-1].bottom()


def test_the_mark_tells_progress_by_its_shape(panel):
    """Without any colour the three marks differ."""
    picture, side = panel.rows.grab().toImage(), 24

    def dark_pixels(row):
        box = panel.rows.box(row)
        left, top = int(box.right()) - side, int(box.top()) + 4
        places = [(left + x, top + y) for x in range(side) for y in range(side)]
        return sum(picture.pixelColor(x, y).lightness() < 140 for x, y in places)

    mastered, begun, new = (dark_pixels(row) for row in range(3))
    assert mastered > begun > new > 0
