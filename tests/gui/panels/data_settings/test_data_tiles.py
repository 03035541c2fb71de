"""The tiles and the menu of data sets: what they show, and that mouse and keys reach all of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip

from engine.data.bundled import BUNDLED
from engine.data.generators import RECIPES
from gui.look import Look
from gui.panels.data_settings.menu import DataMenu
from gui.panels.data_settings.texts import title_of, words_of
from gui.panels.data_settings.tiles import MORE, Tiles
from gui.theme import LIGHT, THEMES

NAMES = ("xor", "circle", "spiral", "moons", "sine", "and", "digits")
ROLE, NAME, HELP = QAccessible.Role, QAccessible.Text.Name, QAccessible.Text.Description


@pytest.fixture
def tiles(qtbot):
    widget = Tiles(NAMES)
    qtbot.addWidget(widget)
    widget.resize(264, widget.heightForWidth(264))
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def chosen(tiles):
    found = []
    tiles.chosen.connect(found.append)
    return found


def middle(tiles, number) -> QPoint:
    return tiles.box(number).center().toPoint()


def picture(tiles, number) -> QImage:
    return tiles.grab(tiles.box(number).toAlignedRect()).toImage()


@pytest.mark.parametrize("number", range(8))
def test_a_click_chooses(qtbot, tiles, chosen, number):
    qtbot.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=middle(tiles, number))
    assert chosen == [(*NAMES, MORE)[number]]


def test_between_tiles_and_with_the_other_button_nothing_is_chosen(qtbot, tiles, chosen):
    between = tiles.box(0).bottomRight().toPoint() + QPoint(2, 2)
    qtbot.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=between)
    qtbot.mouseClick(tiles, Qt.MouseButton.RightButton, pos=middle(tiles, 2))
    assert chosen == []


def test_arrows_walk_and_enter_chooses(qtbot, tiles, chosen):
    tiles.setFocus(Qt.FocusReason.TabFocusReason)
    for keys in ("Right Right", "Down", "Left", "Up", "Up", "Left Left"):
        for key in keys.split():
            qtbot.keyClick(tiles, getattr(Qt.Key, f"Key_{key}"))
        qtbot.keyClick(tiles, Qt.Key.Key_Return)
    assert chosen == ["spiral", "digits", "and", "circle", "circle", "xor"]


def test_the_keyboard_begins_at_the_one_in_use(qtbot, tiles, chosen):
    tiles.clearFocus()
    tiles.show_present("moons")
    tiles.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tiles, Qt.Key.Key_Enter)
    assert chosen == ["moons"]


def test_space_is_left_to_the_window(tiles, chosen):
    from PySide6.QtGui import QKeyEvent

    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ")
    QApplication.sendEvent(tiles, press)
    assert not press.isAccepted()
    assert chosen == []


@pytest.mark.parametrize(
    ("name", "number"), [("xor", 0), ("digits", 6), ("iris", 7), ("checkerboard", 7), ("", -1)]
)
def test_the_one_in_use_is_marked_by_more_than_colour(tiles, name, number):
    plain = [picture(tiles, n) for n in range(8)]
    tiles.show_present(name)
    assert tiles.present_tile == number
    assert [n for n in range(8) if picture(tiles, n) != plain[n]] == ([number] if name else [])


def test_the_one_in_use_has_a_tick_in_its_corner(tiles):
    tiles.show_present("spiral")
    corners = []
    for number in (2, 3):
        corner = tiles.box(number).topRight().toPoint() + QPoint(-14, 0)
        image = tiles.grab(QRect(corner, QSize(14, 14))).toImage()
        corners.append({image.pixelColor(x, 7).name() for x in range(14)})
    assert LIGHT.ink.lower() in corners[0]
    assert LIGHT.ink.lower() not in corners[1]


def test_the_last_tile_shows_what_has_no_tile_of_its_own(tiles):
    tiles.show_present("iris")
    iris = picture(tiles, 7)
    tiles.show_present("checkerboard")
    assert picture(tiles, 7) != iris


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_pictures_follow_the_theme(tiles, theme):
    tiles.set_look(Look(theme=theme))
    for number in range(7):
        image = picture(tiles, number)
        colours = {image.pixelColor(x, y).name() for x in range(8, 50, 2) for y in range(8, 44, 2)}
        assert theme.surface.lower() in colours
        assert len(colours) > 1


def test_pictures_are_painted_once(tiles, monkeypatch):
    tiles.grab()
    painted = []
    monkeypatch.setattr("gui.panels.data_settings.pictures.paint_swatch", lambda *_: painted.append(1))
    tiles.show_present("spiral")
    tiles.grab()
    assert painted == []
    tiles.set_look(Look(scale=1.5))
    tiles.grab()
    assert len(painted) == 7


@pytest.mark.parametrize("width", [120, 204, 264, 400])
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
def test_tiles_stay_inside_and_apart_at_every_size(tiles, width, scale):
    tiles.set_look(Look(scale=scale))
    width = max(width, tiles.minimumSizeHint().width())
    tiles.resize(width, tiles.heightForWidth(width))
    boxes = [tiles.box(n) for n in range(8)]
    assert all(tiles.rect().contains(box.toAlignedRect().adjusted(1, 1, -1, -1)) for box in boxes)
    assert not any(boxes[i].intersects(boxes[j]) for i in range(8) for j in range(i))


@pytest.mark.parametrize("width", [204, 264])
def test_four_stand_in_a_row(tiles, width):
    tiles.resize(width, tiles.heightForWidth(width))
    assert len({tiles.box(n).top() for n in range(4)}) == 1


def test_a_tip_says_what_a_data_set_is_about(tiles):
    place = middle(tiles, 2)
    QApplication.sendEvent(tiles, QHelpEvent(QEvent.Type.ToolTip, place, tiles.mapToGlobal(place)))
    assert QToolTip.text() == words_of("spiral")
    QToolTip.hideText()


def test_it_is_told_as_a_list(tiles):
    tiles.show_present("spiral")
    home = QAccessible.queryAccessibleInterface(tiles)
    parts = [home.child(n) for n in range(home.childCount())]
    assert (home.text(NAME), home.role()) == ("Data sets", ROLE.List)
    assert [part.text(NAME) for part in parts] == [*map(title_of, NAMES), "More…"]
    assert [part.state().selected for part in parts] == [name == "spiral" for name in (*NAMES, MORE)]
    assert words_of("spiral") in parts[2].text(HELP)


def test_the_last_tile_tells_what_is_in_use(tiles):
    tiles.show_present("iris")
    home = QAccessible.queryAccessibleInterface(tiles)
    assert "Iris" in home.child(7).text(HELP)


def test_the_menu_has_every_data_set_once(qtbot):
    menu = DataMenu()
    qtbot.addWidget(menu)
    assert sorted(menu.actions_by_name) == sorted([*RECIPES, *BUNDLED])
    titles = [action.text() for action in menu.actions_by_name.values()]
    assert len(set(titles)) == len(titles)
    assert all(action.toolTip() == words_of(name) for name, action in menu.actions_by_name.items())


def test_the_menu_ticks_the_one_in_use(qtbot):
    menu, found = DataMenu(), []
    qtbot.addWidget(menu)
    menu.chosen.connect(found.append)
    menu.show_present("iris")
    assert [name for name, action in menu.actions_by_name.items() if action.isChecked()] == ["iris"]
    menu.actions_by_name["net_c"].trigger()
    assert found == ["net_c"]
