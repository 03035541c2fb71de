"""A take-away as a PDF: a stop a page, in lines, on paper that lies on its side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from engine.session.files import replace_bytes
from gui.look import Look
from gui.present.take_away.contents import Row, Stop, TakeAway, tally
from gui.present.take_away.making import Making, made
from gui.present.take_away.pictures import PAPER, Picture, paper
from gui.present.take_away.sheet import Cell, Grid, Stack, Text, plain, side_by_side
from gui.present.views import ViewPainter
from gui.prose.markup import Block, parse

__all__ = ["pdf_made", "write_pdf"]

translate = QCoreApplication.translate

_DPI = 96
_MARGIN = 12.0
"""Mm of paper without ink."""
_GAP = 10.0
_TITLE, _HEADING, _TEXT, _SMALL = 30, 20, 13, 12
_LEAST_PICTURE = 0.45
"""Share of the sheet that the picture has at least; longer notes are written smaller."""


def write_pdf(take_away: TakeAway, path: Path) -> None:
    """Write it into a file, in place of what is there.

    Raises
    ------
    OSError
        If it cannot be written; what was there is still there.
    """
    replace_bytes(path, made(pdf_made(take_away)))


def pdf_made(take_away: TakeAway) -> Making:
    """Make the file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(_layout())
    writer.setResolution(_DPI)
    writer.setTitle(take_away.headline)
    writer.setCreator("Upstream")
    sheet = QRectF(0, 0, writer.width(), writer.height())
    with QPainter(writer) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        views = ViewPainter()
        for number, stop in enumerate(take_away.visited):
            if number:
                writer.newPage()
            picture = Picture(stop, take_away.aspect, views)
            _paint_stop(painter, sheet, take_away, stop, picture, is_first=number == 0)
            yield
    return bytes(buffer.data().data())


def _layout() -> QPageLayout:
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter)


def _paint_stop(
    painter: QPainter, sheet: QRectF, whole: TakeAway, stop: Stop, picture: Picture, *, is_first: bool
) -> None:
    """Put the heading above, the words below, and the picture as large as it can be between them."""
    look = paper(stop.slide.look)
    top = _head(whole, stop, look, is_first=is_first).paint(painter, sheet)
    foot = side_by_side(list(_words(stop, look)), _GAP * 2)
    room = sheet.adjusted(0, top + _GAP, 0, 0)
    words = min(foot.height(sheet.width()), room.height() - sheet.height() * _LEAST_PICTURE)
    above = room.adjusted(0, 0, 0, -(words + _GAP) if words else 0.0)
    bottom = _paint_picture(painter, picture, above)
    foot.paint_within(painter, QRectF(sheet.left(), bottom + _GAP, sheet.width(), words))


def _head(whole: TakeAway, stop: Stop, look: Look, *, is_first: bool) -> Stack:
    """Write where we are; on the first page also what all of this is."""
    own = (
        Text(stop.heading, _HEADING, look, is_strong=True),
        Text(plain(whole.opening(stop)), _SMALL, look, "muted"),
    )
    if not is_first:
        return Stack(own)
    title = Text(plain(whole.headline), _TITLE, look, is_strong=True)
    return Stack(
        (title, *(Text(plain(each), _SMALL, look, "muted") for each in (whole.origin, whole.how)), *own)
    )


def _words(stop: Stop, look: Look) -> Iterator[Cell]:
    votes = tally(stop)
    if votes is not None:
        heads = [
            translate("TakeAway", "{name}, {hands} hands").format(name=name, hands=total)
            for name, total in zip(votes.votes, votes.totals, strict=True)
        ]
        rows = [[plain(text) for text in ("", translate("TakeAway", "Card"), *heads)]]
        rows += [_row(row) for row in votes.rows]
        yield Grid(rows, _TEXT, look)
    if stop.notes.strip():
        name = Text(plain(translate("TakeAway", "Notes")), _TEXT, look, is_strong=True)
        yield Stack((name, Text(parse(stop.notes), _TEXT, look)))


def _row(row: Row) -> list[tuple[Block, ...]]:
    text = parse(f"{row.text} ✓" if row.state == "right" else row.text)
    return [plain(row.letter), text, *map(plain, row.hands)]


def _paint_picture(painter: QPainter, picture: Picture, room: QRectF) -> float:
    """Paint a picture in the middle of a room, with a hairline round it; return where it ends."""
    scale = min(room.width() / picture.size.width(), room.height() / picture.size.height())
    width, height = picture.size.width() * scale, picture.size.height() * scale
    box = QRectF(room.left() + (room.width() - width) / 2, room.top(), width, height)
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(scale, scale)
    picture.paint_in_lines(painter)
    painter.restore()
    painter.setPen(QPen(PAPER.colour("line"), 0.75))
    painter.drawRect(box)
    return box.bottom()
