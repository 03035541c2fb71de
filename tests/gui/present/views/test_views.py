"""Views, chains and tables in the room: large enough, dark enough, and always the same."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from engine.lessons.play import begun, stage
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import frame_of
from engine.session.update import update
from gui.export.tracing import Tracing
from gui.fonts import ui_font
from gui.present.views import ViewPainter
from gui.present.views.choosing import ORDER
from gui.present.views.part import LARGE, LEAST
from gui.present.views.portraits import DELTA
from gui.present.views.reading import Reader
from gui.present.views.table import TwinsPart
from gui.theme import ROOM_DARK, ROOM_LIGHT, contrast
from tests.gui.present.views.slides import ROOM, lesson_of, play_at, slide_of

SIZES = ((400.0, 300.0, ROOM_LIGHT), (300.0, 250.0, ROOM_DARK), (800.0, 300.0, ROOM_LIGHT))
PLACES = (
    ("01-chain-rule.toml", "multiply"), ("01-chain-rule.toml", "third-box"),
    ("04-weight-correction.toml", "twins"), ("04-weight-correction.toml", "ten"),
    ("05-surface.toml", "plateau-left"), ("06-many-paths.toml", "packets"),
    ("07-batches.toml", "hook"), ("07-batches.toml", "race-run"), ("10-vanishing.toml", "hundred"),
    ("12-relu.toml", "leaky"), ("13-xor.toml", "learned"), ("14-digits.toml", "passes"),
)  # fmt: skip
ON_FILLS = {"matrix", ""}
"""Views that write on colours of their own."""


def read(painter, slide, box):
    reader = Reader()
    device = Tracing(reader, QSizeF(box.size()))
    with QPainter(device) as brush:
        painter.paint(brush, slide, box)
    return reader


def image_of(painter, slide, size=(400, 300)):
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(slide.look.theme.colour("background"))
    with QPainter(image) as brush:
        painter.paint(brush, slide, QRectF(0.0, 0.0, *size))
    return image


def every(file, step_id, view, look=ROOM):
    play = play_at(file, step_id)
    session = update(stage(play).session, act.Select(Ref("W", 1, (0, 0))))
    return replace(slide_of(play, look, view), frame=frame_of(session), twins=())


@pytest.mark.parametrize("place", PLACES, ids="-".join)
def test_nothing_is_too_small_or_too_pale(place, qtbot):
    painter = ViewPainter()
    play = play_at(*place)
    for width, height, theme in SIZES:
        slide = slide_of(play, replace(ROOM, theme=theme))
        reader = read(painter, slide, QRectF(0.0, 0.0, width, height))
        assert reader.texts
        assert min(reader.sizes) >= LEAST, reader.texts
        if slide.view not in ON_FILLS:
            colours = set().union(*reader.colours)
            assert min(contrast(colour, theme.surface) for colour in colours) >= 7.0


@pytest.mark.parametrize("view", [*ORDER, DELTA])
def test_every_view_can_be_shown(view, qtbot):
    painter, slide = ViewPainter(), every("13-xor.toml", "learned", view)
    reader = read(painter, slide, QRectF(0.0, 0.0, 400.0, 300.0))
    assert painter.wants(slide) == "beside"
    assert min(reader.sizes) >= LEAST, reader.texts
    assert set(reader.texts) <= set(painter.texts(slide))


def test_what_is_painted_is_told(qtbot):
    painter = ViewPainter()
    slide = slide_of(play_at("04-weight-correction.toml", "twins"))
    read(painter, slide, QRectF(0.0, 0.0, 400.0, 460.0))
    told = "; ".join(painter.texts(slide))
    assert all(word in told for word in ("subtract", "add", "J along w₂", "∂J/∂w₂ = −0.092"))


@pytest.mark.parametrize("view", ["surface", "says", "curve", "slice", "samples", "sizes"])
def test_back_is_exact(view, qtbot):
    """A view shows its moment, and nothing of what was painted in between."""
    painter = ViewPainter()
    first = every("07-batches.toml", "hook", view)
    other = every("13-xor.toml", "learned", view)
    before = image_of(painter, first)
    for number in range(7):  # more than are kept
        image_of(painter, replace(other, look=replace(ROOM, decimals=2 + number % 5)), (400 + number, 300))
    assert image_of(painter, replace(first)) == before
    assert image_of(ViewPainter(), first) == before


def test_nothing_leaves_its_box(qtbot):
    box = QRectF(60.0, 50.0, 300.0, 250.0)
    for view in ("samples", "surface", "says"):
        slide = every("07-batches.toml", "hook", view)
        image = QImage(420, 350, QImage.Format.Format_RGB32)
        image.fill("#123456")
        with QPainter(image) as brush:
            ViewPainter().paint(brush, slide, box)
        outside = [(x, y) for x in range(0, 420, 3) for y in range(0, 350, 3) if not box.contains(x, y)]
        assert {image.pixelColor(x, y).name() for x, y in outside} == {"#123456"}


# The chain


@pytest.mark.parametrize("step_id", ["wiggle", "multiply", "soft", "transfer", "exit-1"])
def test_numbers_that_are_asked_for_are_large(step_id, qtbot):
    painter, slide = ViewPainter(), slide_of(play_at("01-chain-rule.toml", step_id))
    assert painter.wants(slide) == "instead"
    wanted = read(painter, slide, QRectF(0.0, 0.0, 760.0, painter.natural(slide, 760.0)))
    numbers = {size for text, size in zip(wanted.texts, wanted.sizes, strict=True) if text == "?"}
    assert numbers
    assert min(numbers) >= 0.05 * 460
    low = read(painter, slide, QRectF(0.0, 0.0, 700.0, 240.0))
    assert min(low.sizes) >= LEAST
    assert "?" in low.texts
    assert "log is" not in " ".join(low.texts)  # the numbers have its room


def test_a_chain_stays_in_its_box(qtbot):
    slide = slide_of(play_at("01-chain-rule.toml", "third-box"))
    for width, height in ((760.0, 330.0), (700.0, 250.0), (560.0, 240.0)):
        image = QImage(round(width), 460, QImage.Format.Format_RGB32)
        image.fill("#FFFFFF")
        with QPainter(image) as brush:
            ViewPainter().paint(brush, slide, QRectF(0.0, 0.0, width, height))
        below = {image.pixel(x, y) for x in range(image.width()) for y in range(round(height) + 1, 460)}
        assert below == {0xFFFFFFFF}


# The table


def test_a_table_is_written_large_in_every_width(qtbot):
    table = (("", "updates", "J of all data"), ("batches of 1", "4", "0.123"), ("", "12", ""))
    part = TwinsPart(table, ROOM)
    assert ui_font(LARGE).pixelSize() >= 0.04 * 460
    for width in (700.0, 300.0, 160.0):
        written = part.written(width)
        assert written.height == part.natural(width)
        assert all(cell.rect.right() <= width + 0.5 for cell in written.cells)
        assert {"batches of 1", "0.123", "updates"} <= {cell.text for cell in written.cells}


def test_a_view_has_what_the_table_leaves(qtbot):
    lesson = lesson_of("04-weight-correction.toml")
    slide, painter = slide_of(begun(lesson, 0, 1)), ViewPainter()
    low, high = (read(painter, slide, QRectF(0.0, 0.0, 360.0, h)).texts for h in (190.0, 400.0))
    assert "subtract" in low
    assert "J along w₂" not in " ".join(low)
    assert "J along" in " ".join(high)
    assert painter.natural(slide, 360.0) > 270.0


def test_pyqtgraph_waits_until_a_plot_is_wanted():
    code = (
        "import sys\nfrom PySide6.QtWidgets import QApplication\napp = QApplication(sys.argv)\n"
        "from gui.present.views import ViewPainter\nViewPainter()\nprint('pyqtgraph' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
