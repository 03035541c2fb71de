"""What the audience reads on a page: every text and every formula as it is painted, and what is behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import hypot
from unittest.mock import patch

import numpy as np
from hypothesis import settings
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPicture

from engine.lessons import lecture as lectures
from engine.lessons.lecture import Lecture
from gui.export.tracing import Tracing
from gui.formula import Typeset
from gui.learn.course import files, lesson_in
from gui.look import Look
from gui.present.page import HEIGHT, Page
from gui.present.slide import Slide
from gui.present.slides import slide_of
from gui.present.views import view_of
from gui.theme import ROOM_LIGHT, Theme, contrast

SHARES = {"in play": 0.05, "wanted": 0.04, "number": 0.033, "text": 0.026, "node": 0.11}
"""Least sizes as shares of the height of the picture (the legibility table of the audience view)."""
LEAST = {name: share * HEIGHT - 1e-6 for name, share in SHARES.items()}
"""The same in units of the page."""
EDGE_IN_PLAY, EDGE = 0.007 * HEIGHT - 1e-6, 0.003 * HEIGHT - 1e-6
READ = ("say", "ask", "predict", "explain")
"""The phases that show all there is to read: "vote" shows what "predict" does, "reveal" less."""
_INVISIBLE = "\u200b\u2060\ufffc\xa0 \t\n"


@dataclass(frozen=True)
class Read:
    """A run of letters, or a formula, as it is painted.

    `box` is in units of the page; None where a formula came onto the page as part of a picture.
    """

    text: str
    px: float
    colour: str
    box: QRectF | None
    is_formula: bool = False


@dataclass(frozen=True)
class Stroke:
    """An outline as it is painted: its box, and the colours and the width of what it is painted with."""

    box: QRectF
    fill: str
    pen: str
    width: float
    dashes: tuple[float, ...]
    corners: int


@dataclass
class Seen:
    """All that is painted on a page; takes what a `Tracing` hands on, and what formulas are drawn."""

    reads: list[Read] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)

    def text(self, at, item, ink):
        scale = hypot(ink.transform.m11(), ink.transform.m12())
        letters = QRectF(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent())
        box = ink.transform.mapRect(letters)
        is_cut = ink.clip is not None and not ink.clip.boundingRect().intersects(box)
        if item.text().strip(_INVISIBLE) and not is_cut:
            px = item.font().pixelSize() * scale
            self.reads.append(Read(item.text(), px, ink.pen.color().name(), box))
        return True

    def path(self, path, ink):
        has_pen = ink.pen.style() != Qt.PenStyle.NoPen
        is_filled = ink.brush.style() != Qt.BrushStyle.NoBrush
        scale = hypot(ink.transform.m11(), ink.transform.m12())
        self.strokes.append(
            Stroke(
                ink.transform.mapRect(path.boundingRect()),
                ink.brush.color().name() if is_filled else "",
                ink.pen.color().name() if has_pen else "",
                ink.pen.widthF() * scale if has_pen else 0.0,
                tuple(ink.pen.dashPattern()) if has_pen else (),
                path.elementCount(),
            )
        )

    def pixmap(self, target, pixmap, source, ink):
        """Let dots go."""

    def formula(self, drawn: Typeset, painter: QPainter, origin: QPointF, inks: set[str]) -> None:
        """Take a formula: in a picture that is recorded first, nobody knows yet where it will be."""
        place = painter.combinedTransform()
        px = drawn.px * hypot(place.m11(), place.m12())
        is_placed = not isinstance(painter.device(), QPicture)
        box = place.mapRect(QRectF(origin, QSizeF(drawn.width, drawn.height))) if is_placed else None
        self.reads += [Read(drawn.speech, px, ink, box, is_formula=True) for ink in inks]

    def inside(self, box: QRectF) -> list[Read]:
        """List what has its middle in a box."""
        return [read for read in self.reads if read.box is not None and box.contains(read.box.center())]


def seen_on(slide: Slide, aspect: float = 16 / 9) -> tuple[Page, Seen]:
    """Lay a slide out, paint it, and return what was painted."""
    seen, paint = Seen(), Typeset.paint

    def noted(drawn, painter, origin, colours, ink):
        paint(drawn, painter, origin, colours, ink)
        inks = {c.name() for path, c in zip(drawn.live, colours, strict=True) if not path.isEmpty()}
        seen.formula(drawn, painter, origin, inks | ({ink.name()} if not drawn.plain.isEmpty() else set()))

    with patch.object(Typeset, "paint", noted):
        page = Page(slide, aspect)
        device = Tracing(seen, QSizeF(*page.size))
        with QPainter(device) as painter:
            page.paint(painter)
        del device
    return page, seen


class Painted:
    """The image of a page, and what is where on it."""

    def __init__(self, page: Page, lines: int = 720) -> None:
        self.scale = lines / HEIGHT
        self.image = QImage(QSize(round(page.size[0] * self.scale), lines), QImage.Format.Format_RGB32)
        self.image.fill(QColor(page.slide.look.theme.background))
        with QPainter(self.image) as painter:
            painter.scale(self.scale, self.scale)
            page.paint(painter)
        bits = np.frombuffer(self.image.constBits(), dtype=np.uint32)
        self._dots = bits.reshape(lines, self.image.bytesPerLine() // 4)[:, : self.image.width()] & 0xFFFFFF

    def dots(self, box: QRectF) -> np.ndarray:
        """Return the colours of the dots in a box of the page."""
        left, top = max(int(box.left() * self.scale), 0), max(int(box.top() * self.scale), 0)
        right, foot = int(np.ceil(box.right() * self.scale)), int(np.ceil(box.bottom() * self.scale))
        return self._dots[top:foot, left:right]

    def behind(self, box: QRectF) -> str:
        """Return the colour that most of a box has: text covers less of it than what is behind."""
        colours, counts = np.unique(self.dots(box), return_counts=True)
        return f"#{colours[np.argmax(counts)]:06x}" if len(colours) else "#808080"

    def contrast(self, read: Read) -> float:
        """Return how much a text stands out from what is behind it."""
        assert read.box is not None
        return contrast(read.colour, self.behind(read.box))


def lecture_on(number: int) -> Lecture:
    """Begin a lesson of the course, by its number from 1."""
    return lectures.begun(lesson_in(files()[number - 1]))


def moments(number: int) -> Iterator[Lecture]:
    """Go through all that there is to read in a lesson."""
    lecture = lecture_on(number)
    while True:
        if lectures.phase(lecture) in READ:
            yield lecture
        if lectures.is_last(lecture):
            return
        lecture = lectures.onward(lecture)


def chosen(number: int) -> Iterator[Lecture]:
    """Choose of a lesson one moment of each kind; all of them where tests explore.

    A kind is a phase, a kind of question, and what the page has to show.
    """
    if settings.get_current_profile_name() == "explore":
        yield from moments(number)
        return
    found: set[tuple[object, ...]] = set()
    for lecture in moments(number):
        kind = _kind(lecture)
        if kind not in found:
            found.add(kind)
            yield lecture


def _kind(lecture: Lecture) -> tuple[object, ...]:
    here, there = lectures.step(lecture), lectures.stage(lecture)
    asked = "" if here.ask is None else here.ask.kind
    shows_twins = bool(here.twins) and lectures.phase(lecture) in ("say", "explain")
    is_chain = there.chain is not None
    return lectures.phase(lecture), asked, shows_twins, is_chain, view_of(there, here)


def slide_in(lecture: Lecture, theme: Theme = ROOM_LIGHT, **other: object) -> Slide:
    """Make the slide of a lecture without motion."""
    return replace(slide_of(lecture, lectures.stage(lecture).session, Look(theme, motion=0.0)), **other)


def named(slide: Slide) -> str:
    """Say where a slide is, for what a failed test tells."""
    return f"{slide.stop} ({slide.phase})"
