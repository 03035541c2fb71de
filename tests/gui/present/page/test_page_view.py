"""The widget that shows a page: scaling, covers, motion, the mouse, screen readers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor

from engine.session import actions
from engine.session.frame import frame_of
from engine.session.update import update
from gui.look import Look
from gui.present.page import HEIGHT
from gui.present.page.pages import Pages
from gui.present.page.view import PageView, shape_of
from gui.theme import ROOM_DARK
from tests.gui.diagram.conftest import session_at

STILL = Look(ROOM_DARK, motion=0.0)


class Noting:
    """A hand that notes what it is told."""

    def __init__(self):
        self.told = []

    def __getattr__(self, name):
        return lambda _event, at: self.told.append((name, round(at[0]), round(at[1]))) or True


@pytest.fixture
def view(qtbot):
    made = PageView()
    qtbot.addWidget(made)
    made.resize(640, 360)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_page_fills_the_widget_whatever_its_size(view, slide):
    view.show_slide(slide(3, 0, look=STILL))
    for size in ((640, 360), (1280, 720), (800, 600)):
        view.resize(*size)
        wide, high = view.page.size
        assert high == HEIGHT
        assert 0 <= HEIGHT * size[0] / size[1] - wide < HEIGHT / 100  # shapes are taken to a hundredth
        left, top = view.from_page((0.0, 0.0)).toTuple()
        right, foot = view.from_page(view.page.size).toTuple()
        assert (top, foot) == pytest.approx((0, size[1]))
        assert left == pytest.approx(size[0] - right)


def test_page_keeps_a_readable_shape_in_a_narrow_window(view, slide):
    view.show_slide(slide(3, 0, look=STILL))
    view.resize(300, 900)
    assert view.page.size[0] >= HEIGHT
    left, top = view.from_page((0.0, 0.0)).toTuple()
    assert left == pytest.approx(0)
    assert top > 100


def test_same_shape_in_another_size_is_the_same_page(view, slide):
    view.show_slide(slide(3, 0, look=STILL))
    page = view.page
    view.resize(1280, 720)
    assert view.page is page


def test_covers_hide_all_and_tell_nothing(view, slide):
    view.show_slide(slide(3, 0, look=STILL))
    assert "One weight" in view.accessibleDescription()
    for cover in ("black", "white"):
        view.set_cover(cover)
        image = view.grab().toImage()
        seen = {image.pixelColor(x, y).name() for x in (5, 300, 630) for y in (5, 180, 350)}
        assert seen == {QColor(cover).name()}
        assert view.accessibleDescription() == ""
    view.set_cover("")
    assert "One weight" in view.accessibleDescription()


def test_screen_readers_hear_a_document_with_its_texts(view, slide):
    view.show_slide(slide(3, 0, look=STILL))
    told = QAccessible.queryAccessibleInterface(view)
    assert told.role() == QAccessible.Role.Document
    assert told.text(QAccessible.Text.Name) == "Audience view"
    assert "Derivative calculation" in told.text(QAccessible.Text.Description)


def test_hand_is_told_of_the_mouse_in_units_of_the_page(view, slide, qtbot):
    view.show_slide(slide(3, 0, look=STILL))
    view.hand = Noting()
    at = QPoint(320, 180)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(view, at + QPoint(10, 0))
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
    x, y = round(view.page.size[0] / 2), round(HEIGHT / 2)
    assert ("press", x, y) in view.hand.told
    assert ("release", x, y) in view.hand.told
    assert ("double_click", x, y) in view.hand.told
    assert any(name == "move" for name, *_ in view.hand.told)


def test_hand_is_told_nothing_through_a_cover(view, slide, qtbot):
    view.show_slide(slide(3, 0, look=STILL))
    view.hand = Noting()
    view.set_cover("black")
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(320, 180))
    assert view.hand.told == []


def test_layers_paint_over_the_page_in_its_units(view, slide):
    view.show_slide(slide(3, 0, look=STILL))
    view.add_layer(lambda painter, _page: painter.fillRect(0, 0, 46, 46, QColor("red")))
    assert view.grab().toImage().pixelColor(20, 20) == QColor("red")


def test_painting_is_told(view, slide, qtbot):
    with qtbot.waitSignal(view.painted):
        view.show_slide(slide(3, 0, look=STILL))


def moved(slide, look):
    """Two slides, one micro-step apart."""
    session = session_at(3, zoom="node")
    later = update(session, actions.Step(1))
    made = slide(2, 0, look=look)
    return (replace(made, frame=frame_of(each)) for each in (session, later))


def test_values_travel_when_the_slide_moves_on_by_a_step(view, slide, qtbot):
    before, after = moved(slide, Look(ROOM_DARK, motion=0.05))
    view.show_slide(before)
    assert not view.is_moving
    view.show_slide(after)
    assert view.is_moving
    qtbot.waitUntil(lambda: not view.is_moving)
    resting = view.grab().toImage()
    view.show_slide(replace(after))
    assert view.grab().toImage() == resting


def test_nothing_travels_where_motion_is_reduced(view, slide):
    before, after = moved(slide, STILL)
    view.show_slide(before)
    view.show_slide(after)
    assert not view.is_moving


def test_going_back_does_not_travel(view, slide):
    before, after = moved(slide, Look(ROOM_DARK, motion=0.05))
    view.show_slide(after)
    view.show_slide(before)
    assert not view.is_moving


def test_views_that_share_pages_lay_a_slide_out_once(view, slide, qtbot):
    small, pages = PageView(), Pages()
    qtbot.addWidget(small)
    small.resize(398, 226)
    small.keep_shape(16 / 9)
    view.resize(1920, 1080)
    for each in (view, small):
        each.share(pages)
    shown = slide(3, 0, look=STILL)
    view.prepare(shown)
    made = pages.of(shown, shape_of(16 / 9))
    for each in (view, small):
        each.show_slide(shown)
        assert each.page is made
