"""What is painted: seen from the last row, on either ground, at any resolution."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.present.marks import Stroke, paint_dot, paint_marks
from gui.present.marks.layer import DOT, PEN, colour_of
from gui.present.marks.stroke import begun
from gui.theme import ROOM_DARK, ROOM_LIGHT, contrast

WIDTH, HEIGHT = 800.0, 460.0
THEMES = pytest.mark.parametrize("theme", [ROOM_DARK, ROOM_LIGHT], ids=lambda theme: theme.name)


def painted(theme, strokes=(), dot=None, lines=460, ground="background"):
    """Paint on a page of so many lines, and return its picture."""
    scale = lines / HEIGHT
    image = QImage(round(WIDTH * scale), lines, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.hex(ground)))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_marks(painter, strokes, (WIDTH, HEIGHT), theme)
    if dot is not None:
        paint_dot(painter, dot, (WIDTH, HEIGHT), theme)
    painter.end()
    return image


def colour_at(image, at):
    x, y = round(at[0] * (image.width() - 1)), round(at[1] * (image.height() - 1))
    return image.pixelColor(x, y).name().upper()


def drawn_box(image, theme):
    """Return the box of all that has the colour of marks."""
    dots = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    ys, xs = np.nonzero(dots == QColor(colour_of(theme)).rgb())
    return QRectF(xs.min(), ys.min(), np.ptp(xs) + 1, np.ptp(ys) + 1)


@THEMES
def test_marks_stand_out_from_either_ground(theme):
    assert contrast(colour_of(theme), theme.background) >= 3
    assert contrast(colour_of(theme), theme.surface) >= 3


@THEMES
@pytest.mark.parametrize("lines", [720, 1080])
def test_a_line_is_as_thick_as_an_edge_in_play(theme, lines):
    line = Stroke("pen", ((0.2, 0.5), (0.5, 0.5), (0.8, 0.5)))
    box = drawn_box(painted(theme, [line], lines=lines), theme)
    assert box.height() / lines >= 0.007
    assert box.width() / (WIDTH * lines / HEIGHT) == pytest.approx(0.6, abs=0.01)
    assert PEN / HEIGHT >= 0.007


@THEMES
def test_a_dot_of_the_pen_is_seen(theme):
    assert colour_at(painted(theme, [begun("pen", (0.5, 0.5))]), (0.5, 0.5)) == colour_of(theme)


@THEMES
def test_an_arrow_has_its_tip_where_the_hand_let_go(theme):
    arrow = Stroke("arrow", ((0.2, 0.5), (0.8, 0.5)))
    image = painted(theme, [arrow])
    assert drawn_box(image, theme).right() == pytest.approx(0.8 * WIDTH, abs=2)
    assert drawn_box(image, theme).height() > 3 * PEN


@THEMES
def test_a_ring_goes_round_what_was_dragged_whichever_way(theme):
    ways = [((0.2, 0.2), (0.4, 0.6)), ((0.4, 0.6), (0.2, 0.2)), ((0.4, 0.2), (0.2, 0.6))]
    images = [painted(theme, [Stroke("ring", way)]) for way in ways]
    assert images[0] == images[1] == images[2]
    assert colour_at(images[0], (0.2, 0.4)) == colour_of(theme)
    assert colour_at(images[0], (0.3, 0.4)) == theme.background


@THEMES
def test_the_spotlight_dims_all_but_its_ring(theme):
    light = Stroke("spotlight", ((0.2, 0.2), (0.4, 0.6)))
    image = painted(theme, [light], ground="ink")
    assert colour_at(image, (0.3, 0.4)) == theme.ink
    outside = colour_at(image, (0.7, 0.7))
    assert outside != theme.ink
    assert QColor(outside).lightness() <= 0.4 * QColor(theme.ink).lightness()


@THEMES
def test_the_spotlight_leaves_marks_bright(theme):
    light = Stroke("spotlight", ((0.2, 0.2), (0.4, 0.6)))
    line = Stroke("pen", ((0.6, 0.8), (0.9, 0.8)))
    for order in ([light, line], [line, light]):
        assert colour_at(painted(theme, order), (0.75, 0.8)) == colour_of(theme)


@THEMES
@pytest.mark.parametrize("lines", [720, 1080])
def test_the_laser_dot_has_24_px_of_1080(theme, lines):
    box = drawn_box(painted(theme, dot=(0.5, 0.5), lines=lines), theme)
    assert box.width() == pytest.approx(DOT * lines, abs=2)
    assert round(DOT * 1080) == 24


def test_nothing_drawn_paints_nothing():
    image = painted(ROOM_DARK)
    plain = QImage(image.size(), image.format())
    plain.fill(QColor(ROOM_DARK.background))
    assert image == plain
