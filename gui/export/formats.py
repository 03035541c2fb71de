"""PNG, SVG and PDF: one function each, from what paints the picture to the bytes of the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter

from gui.export.painted import PaintedSink
from gui.export.svg import SvgSink
from gui.export.tracing import DPI, Sink, Tracing

__all__ = ["FORMATS", "Format", "Plate", "encode", "image_of"]

Format = Literal["PNG", "SVG", "PDF"]
FORMATS: tuple[Format, ...] = ("PNG", "SVG", "PDF")
_POINTS = 72.0


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture that is ready to be printed in any format.

    Attributes
    ----------
    paint : callable
        Paints it.
    page : QSizeF
        The room it is painted in.
    size : QSize
        Px that it shall have; as tall as the page, as seen from its width.
    title, description : str
        In words, kept in the file.
    """

    paint: Callable[[QPainter], None]
    page: QSizeF
    size: QSize
    title: str = ""
    description: str = ""


def encode(plate: Plate, form: Format) -> bytes:
    """Return the file of a picture.

    Raises
    ------
    MemoryError
        If there is no room for an image of that size.
    """
    return {"PNG": _png, "SVG": _svg, "PDF": _pdf}[form](plate)


def image_of(plate: Plate, size: QSize | None = None, over: QImage | None = None) -> QImage:
    """Paint a picture into an image, by default in its own size.

    Parameters
    ----------
    plate : Plate
    size : QSize, optional
    over : QImage, optional
        An image of the same size that it is painted over; it stays as it is.

    Raises
    ------
    MemoryError
        If there is no room for it.
    """
    size = size or plate.size
    image = QImage(size, QImage.Format.Format_RGB32) if over is None else over.copy()
    if image.isNull():
        raise MemoryError
    if over is None:
        image.fill(0)  # what Qt hands out is not blank
    with QPainter(image) as painter:
        painter.scale(size.width() / plate.page.width(), size.height() / plate.page.height())
        _trace(plate, PaintedSink(painter))
    return image


def _trace(plate: Plate, sink: Sink) -> None:
    tracing = Tracing(sink, plate.page)
    with QPainter(tracing) as painter:
        plate.paint(painter)


def _png(plate: Plate) -> bytes:
    image = image_of(plate)
    image.setText("Title", plate.title)
    image.setText("Description", plate.description)
    buffer = _buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _svg(plate: Plate) -> bytes:
    sink = SvgSink()
    _trace(plate, sink)
    return sink.document(plate.page, plate.size, plate.title, plate.description).encode()


def _pdf(plate: Plate) -> bytes:
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    points = QSizeF(plate.size) * _POINTS / DPI
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF())
    writer.setResolution(DPI)
    writer.setTitle(plate.title)
    writer.setCreator("Upstream")
    with QPainter(writer) as painter:
        painter.scale(plate.size.width() / plate.page.width(), plate.size.height() / plate.page.height())
        _trace(plate, PaintedSink(painter))
    return bytes(buffer.data().data())


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
