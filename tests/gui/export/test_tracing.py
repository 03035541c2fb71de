"""What is painted on a tracing: outlines, clips, pens of plots, hatching, icons."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QRegion,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from gui.export.formats import Plate, encode, image_of
from gui.export.hatch import APART, hatched
from gui.fonts import ui_font
from tests.gui.export.conftest import pixels, xml

SVG = "{http://www.w3.org/2000/svg}"


def plate(paint, size=(100, 60), times=1):
    page = QSizeF(*size)
    return Plate(paint, page, (page * times).toSize(), "a <title>", "about & more")


def elements(paint, tag="path", **kwargs):
    return xml(encode(plate(paint, **kwargs), "SVG")).findall(f".//{SVG}{tag}")


def ink(paint, **kwargs):
    """Return where an image is not black."""
    return pixels(image_of(plate(paint, **kwargs))).sum(axis=2) > 0


def white(painter, width=1.0, cosmetic=False):
    pen = QPen(QColor("white"), width)
    pen.setCosmetic(cosmetic)
    painter.setPen(pen)


@pytest.mark.parametrize("cosmetic", [False, True])
@pytest.mark.parametrize("times", [1, 4])
def test_lines_grow_with_the_picture_even_those_of_plots(qapp, cosmetic, times):
    def paint(painter):
        white(painter, 3.0, cosmetic)
        painter.drawLine(QLineF(0, 30, 100, 30))

    column = ink(paint, times=times)[:, 50 * times]
    assert column.sum() == pytest.approx(3 * times, abs=1)
    (line,) = elements(paint, times=times)
    assert line.get("stroke-width") == "3"


def test_a_line_in_squeezed_coordinates_keeps_its_width(qapp):
    def paint(painter):
        white(painter, 2.0, cosmetic=True)
        painter.setTransform(QTransform.fromScale(100, 0.1))
        painter.drawLine(QLineF(0, 300, 1, 300))

    (line,) = elements(paint)
    assert (line.get("d"), line.get("stroke-width")) == ("M0 30L100 30", "2")


def test_text_becomes_outlines_that_still_say_it(qapp):
    def paint(painter):
        painter.setFont(ui_font(20))
        white(painter)
        painter.drawText(QPointF(5, 40), "δ = −0.5")

    paths = elements(paint)
    assert "".join(path.get("aria-label") for path in paths) == "δ = −0.5"
    assert all(path.get("stroke") is None for path in paths)
    assert b"<text" not in encode(plate(paint), "SVG")


def test_text_is_as_sharp_as_the_picture_is_large(qapp):
    def paint(painter):
        painter.setFont(ui_font(20))
        white(painter)
        painter.drawText(QPointF(5, 40), "8")

    small, large = ink(paint), ink(paint, times=4)
    assert large.sum() == pytest.approx(16 * small.sum(), rel=0.35)
    repeated = np.kron(small, np.ones((4, 4), bool))
    assert (repeated != large).any()


@pytest.mark.parametrize("way", ["path", "region", "both"])
def test_a_clip_cuts_off_in_every_format(qapp, way):
    def paint(painter):
        if way in ("path", "both"):
            painter.setClipRect(QRectF(0, 0, 50, 60))
        if way in ("region", "both"):
            region = QRegion(0, 0, 50 if way == "region" else 100, 60)
            painter.setClipRegion(region, Qt.ClipOperation.IntersectClip)
        painter.fillRect(QRectF(0, 0, 100, 60), QColor("white"))

    found = ink(paint)
    assert found[:, :50].all()
    assert not found[:, 50:].any()
    (path,) = elements(paint)[1:]
    assert path.get("clip-path") == "url(#clip1)"


def test_a_clip_that_cuts_nothing_off_is_left_out_and_ends_with_restore(qapp):
    def paint(painter):
        painter.save()
        painter.setClipRect(QRectF(0, 0, 10, 10))
        painter.fillRect(QRectF(1, 1, 5, 5), QColor("white"))
        painter.restore()
        painter.fillRect(QRectF(20, 20, 60, 30), QColor("white"))

    assert [path.get("clip-path") for path in elements(paint)] == [None, None]
    assert ink(paint)[20:50, 20:80].all()


class _Loud(QWidget):
    def paintEvent(self, event):
        with QPainter(self) as painter:
            painter.fillRect(QRectF(-500, -500, 1000, 1000), QColor("white"))


@pytest.mark.parametrize("scale", [1.0, 0.5])
def test_a_widget_paints_only_where_it_is(qapp, scale):
    around = QWidget()
    around.resize(100, 60)
    inside = _Loud(around)
    inside.setGeometry(20, 10, 40, 30)

    def paint(painter):
        painter.scale(scale, scale)
        around.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)

    rows, columns = np.nonzero(ink(paint))
    assert (columns.min(), columns.max() + 1) == (20 * scale, 60 * scale)
    assert (rows.min(), rows.max() + 1) == (10 * scale, 40 * scale)


def test_what_is_clear_is_not_drawn(qapp):
    def paint(painter):
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(255, 0, 0, 0))
        painter.drawRect(QRectF(0, 0, 10, 10))

    assert elements(paint) == []


def test_what_is_pale_is_pale(qapp):
    def paint(painter):
        painter.setOpacity(0.5)
        painter.fillRect(QRectF(0, 0, 100, 60), QColor(255, 255, 255, 128))

    assert 55 < pixels(image_of(plate(paint))).mean() < 75
    (path,) = elements(paint)
    assert (path.get("opacity"), path.get("fill-opacity")) == ("0.5", "0.5")


def test_hatching_is_made_of_lines(qapp):
    def paint(painter):
        painter.fillRect(QRectF(10, 10, 40, 40), QBrush(QColor("white"), Qt.BrushStyle.BDiagPattern))

    found = ink(paint, times=4)
    assert 0.05 < found[40:200, 40:200].mean() < 0.5
    assert not found[:40].any()
    assert not found[:, 201:].any()
    (path,) = elements(paint)
    assert path.get("fill") == "#ffffff"


def test_hatching_stands_still_when_its_shape_moves(qapp):
    first, second = (QPolygonF(QRectF(x, 0, 30, 30)) for x in (0, 3 * APART))
    places = []
    for shape in (first, second):
        path = QPainterPath()
        path.addPolygon(shape)
        lines = hatched(path)
        places.append({round(lines.elementAt(i).x + lines.elementAt(i).y, 1) % APART for i in range(4)})
    assert places[0] & places[1]


@pytest.mark.parametrize("rule", [Qt.FillRule.OddEvenFill, Qt.FillRule.WindingFill])
def test_corners_are_joined_and_filled(qapp, rule):
    def paint(painter):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("white"))
        painter.drawPolygon(QPolygonF([QPointF(0, 0), QPointF(40, 0), QPointF(40, 40)]), rule)

    (path,) = elements(paint)
    assert path.get("d") == "M0 0L40 0L40 40L0 0Z"
    assert (path.get("fill-rule") == "evenodd") == (rule == Qt.FillRule.OddEvenFill)


def test_dashes_and_ends_are_kept(qapp):
    def paint(painter):
        pen = QPen(QColor("white"), 2.0, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([3.0, 2.0])
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawLine(QLineF(0, 0, 50, 0))

    (path,) = elements(paint)
    assert (path.get("stroke-dasharray"), path.get("stroke-linecap")) == ("6 4", "round")
    assert path.get("stroke-linejoin") == "round"


def test_an_icon_comes_along(qapp):
    def paint(painter):
        icon = QPixmap(QSize(8, 8))
        icon.fill(QColor("white"))
        painter.drawPixmap(QPointF(20, 10), icon)

    (image,) = elements(paint, "image")
    assert (image.get("x"), image.get("y"), image.get("width")) == ("20", "10", "8")
    assert ink(paint)[10:18, 20:28].all()
    assert encode(plate(paint), "PDF").startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("blends", "side", "is_sharp"), [(False, 40, True), (True, 40, False), (False, 4, False)]
)
def test_cells_of_a_grid_stay_sharp(qapp, blends, side, is_sharp):
    """Two dots, black and white: enlarged without blending they are cells; a little larger, an icon."""

    def paint(painter):
        cells = QImage(2, 1, QImage.Format.Format_RGB32)
        cells.setPixelColor(0, 0, QColor("black"))
        cells.setPixelColor(1, 0, QColor("white"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, blends)
        painter.drawImage(QRectF(0, 0, side, side), cells)

    row = pixels(image_of(plate(paint)))[side // 2, :side, 0]
    assert set(row.tolist()) == {0, 255} if is_sharp else len(set(row.tolist())) > 2
    (image,) = elements(paint, tag="image")
    assert ("pixelated" in image.get("style", "")) == is_sharp


def test_words_of_the_file_cannot_break_it(qapp):
    root = xml(encode(plate(lambda _painter: None), "SVG"))
    assert root.findtext(f"{SVG}title") == "a <title>"
    assert root.findtext(f"{SVG}desc") == "about & more"


def test_an_image_that_is_too_large_for_memory_is_no_crash(qapp):
    huge = Plate(lambda _painter: None, QSizeF(1, 1), QSize(2**30, 2**30))
    with pytest.raises(MemoryError):
        encode(huge, "PNG")


def test_a_painter_that_fails_leaves_no_painter_behind(qapp):
    def paint(painter: QPainter):
        raise ZeroDivisionError

    for form in ("PNG", "SVG", "PDF"):
        with pytest.raises(ZeroDivisionError):
            encode(plate(paint), form)
