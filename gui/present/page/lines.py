"""The edges of the page: the head line, what is to be done now, a note, and the bar of stops at the foot."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.present.page.block import Words
from gui.present.page.measures import HEIGHT, MARGIN, Sizes
from gui.present.page.prose import Prose
from gui.present.slide import Slide
from gui.words import phase_role

__all__ = ["Bar", "Head", "Note", "Status"]

translate = QCoreApplication.translate
_HEAD = 8.0
_CHIP, _RADIUS = 9.0, 6.0
_BAR, _HERE, _AHEAD = 4.0, 7.0, 2.0
_MIDDLE, _RIGHT = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight


class Head:
    """The head line: lesson and stop, whether something is changed, and the place at the right."""

    def __init__(self, slide: Slide, sizes: Sizes) -> None:
        theme, px = slide.look.theme, min(sizes.px("head"), 18)
        self._theme = theme
        self._title = Words(slide.lesson_title, px, theme.muted)
        self._stop = Words(slide.stop_title, px, theme.ink, is_strong=True)
        self._place = Words(slide.place, px, theme.muted)
        text = translate("Audience", "changed") if slide.is_changed else ""
        self._changed = Words(text, px, theme.on_fill, is_strong=True)

    def paint(self, painter: QPainter, width: float) -> None:
        """Paint it across the top of the page."""
        line = QRectF(MARGIN, _HEAD, width - 2 * MARGIN, self._title.line)
        self._place.paint(painter, line, _RIGHT)
        line.setRight(line.right() - self._place.width - 2 * _CHIP)
        if self._changed.text:
            line.setRight(self._paint_changed(painter, line) - _CHIP)
        if self._title.width < line.width():
            self._title.paint(painter, line)
            line.setLeft(line.left() + self._title.width + 2 * _CHIP)
        self._stop.paint(painter, line)

    def _paint_changed(self, painter: QPainter, line: QRectF) -> float:
        """Say on a chip that numbers are not those of the lesson; return where it begins."""
        room = self._changed.width + 2 * _CHIP
        chip = QRectF(line.right() - room, line.top() - 1.0, room, line.height() + 2.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("negative"))
        painter.drawRoundedRect(chip, _RADIUS, _RADIUS)
        self._changed.paint(painter, chip, _MIDDLE)
        return chip.left()

    def texts(self) -> tuple[str, ...]:
        """Return what stands in it."""
        every = (self._title, self._stop, self._place, self._changed)
        return tuple(words.text for words in every if words.text)


class Bar:
    """The stops of the lesson along the foot: those behind are thick, the one in play is thickest."""

    def __init__(self, slide: Slide) -> None:
        self._slide = slide

    def paint(self, painter: QPainter, width: float) -> None:
        """Paint it across the foot of the page."""
        stops, theme = max(self._slide.stops, 1), self._slide.look.theme
        room = (width - 2 * MARGIN) / stops
        gap = min(4.0, room / 3.0)
        painter.setPen(Qt.PenStyle.NoPen)
        for i in range(stops):
            thick = _HERE if i == self._slide.at else _BAR if i < self._slide.at else _AHEAD
            role = phase_role(self._slide.frame.step.phase) if i <= self._slide.at else "faint"
            painter.setBrush(theme.colour(role))
            at = QRectF(MARGIN + i * room, HEIGHT - 10.0 - thick / 2.0, room - gap, thick)
            painter.drawRoundedRect(at, thick / 2.0, thick / 2.0)

    def texts(self) -> tuple[str, ...]:
        """Return nothing: the place stands in the head line."""
        return ()


class Status:
    """What the room does now, or the answer of a question without cards."""

    def __init__(self, slide: Slide, sizes: Sizes) -> None:
        answer = slide.answer if slide.phase in ("reveal", "explain") else ""
        self._answer = Prose(answer, sizes.px("answer"), slide.look, is_centred=True) if answer else None
        self._words = Words(_told(slide), sizes.px("status"), slide.look.theme.muted)
        self._line = max(self._words.line, 0.0 if slide.cards else sizes.px("answer") * 1.3)

    def height(self, width: float) -> float:
        """Return the height of the line: as much before the answer as with it."""
        return max(self._line, self._answer.height(width)) if self._answer else self._line

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint it in the middle of a box."""
        if self._answer:
            self._answer.paint(painter, box)
        else:
            self._words.paint(painter, box, _MIDDLE)

    def texts(self) -> tuple[str, ...]:
        """Return what is said."""
        if self._answer:
            return self._answer.texts()
        return (self._words.text,) if self._words.text else ()


def _told(slide: Slide) -> str:
    """Say what is to be done in a phase."""
    letters = ", ".join(card.letter for card in slide.cards)
    if len(slide.votes) > 1:
        outlined, filled = (vote.name for vote in slide.votes[:2])
        return translate("Audience", "Outlined: {first} · filled: {second}").format(
            first=outlined, second=filled
        )
    if slide.phase == "predict":
        return translate("Audience", "Decide now, each for yourself.")
    if slide.phase == "vote":
        if not letters:
            return translate("Audience", "Compare with your neighbour.")
        return translate("Audience", "Hands up: {letters}").format(letters=letters)
    right = ", ".join(card.letter for card in slide.cards if card.state == "right")
    return translate("Audience", "The answer: {letters}").format(letters=right) if right else ""


class Note:
    """A line for visitors, in a frame."""

    def __init__(self, slide: Slide, sizes: Sizes) -> None:
        self._theme = slide.look.theme
        self._text = Prose(slide.note, sizes.px("caption"), slide.look, is_centred=True)

    def height(self, width: float) -> float:
        """Return the height with the frame."""
        return self._text.height(width - 2 * _CHIP) + _CHIP

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint frame and text."""
        painter.setPen(QPen(self._theme.colour("border"), 1.4))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        self._text.paint(painter, box.adjusted(_CHIP, _CHIP / 2.0, -_CHIP, 0.0))

    def texts(self) -> tuple[str, ...]:
        """Return the text."""
        return self._text.texts()
