"""Where the lecture is and what the next press does: the largest words of the console."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from engine.lessons.lecture import Lecture, is_last, phase, phases, step
from gui.accessible import Role, Whole
from gui.fonts import ui_font
from gui.look import Look
from gui.present.console.thumbnail import NextPicture
from gui.present.console.words import next_press, now_told, phase_name, steps_ahead, title_of, unlinked
from gui.present.slide import Slide
from gui.prose import ProseView
from gui.theme import SMALL_PX, set_role

__all__ = ["NextPress", "Phases", "ThisStop"]

_TITLE_PX, _PRESS_PX = 24, 21
_WIDE = 380
"""Px at 100 % from which on there is room for a picture beside the words."""


class Phases(QWidget):
    """The phases of the stop in a row; the one in play is filled, those that are over are grey."""

    def __init__(self, px: int = SMALL_PX, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._px, self._look = px, Look()
        self._names: tuple[str, ...] = ()
        self._at = 0
        self.accessible = Whole(self, Role.StaticText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def show_place(self, lecture: Lecture) -> None:
        """Show how far the stop has come."""
        self._names = tuple(map(phase_name, phases(step(lecture))))
        self._at = lecture.press
        said = self.tr("{phase}, {n} of {count}").format(
            phase=self._names[self._at], n=self._at + 1, count=len(self._names)
        )
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    @property
    def names(self) -> tuple[str, ...]:
        """The words that are shown."""
        return self._names

    def sizeHint(self) -> QSize:
        """Ask for the words in one row."""
        return QSize(round(sum(box.width() + self._gap for box in self._boxes())), round(self._high) + 2)

    def minimumSizeHint(self) -> QSize:
        """Be content with less width: what lies behind the phase in play is cut off."""
        return QSize(self._look.px(60), round(self._high) + 2)

    @property
    def _gap(self) -> float:
        return 6.0 * self._look.scale

    @property
    def _high(self) -> float:
        return (self._px + 10) * self._look.scale

    def _font(self, at: int) -> QFont:
        weight = QFont.Weight.DemiBold if at == self._at else QFont.Weight.Normal
        return ui_font(self._look.px(self._px), weight)

    def _boxes(self) -> list[QRectF]:
        left, boxes = 0.0, list[QRectF]()
        for at, name in enumerate(self._names):
            wide = QFontMetricsF(self._font(at)).horizontalAdvance(name) + 16.0 * self._look.scale
            boxes.append(QRectF(left + 0.5, 0.5, wide, self._high))
            left += wide + self._gap
        return boxes

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row; where it is too narrow it begins later, so that the phase in play is seen."""
        painter, theme = QPainter(self), self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = self._boxes()
        if boxes:
            painter.translate(QPointF(min(0.0, self.width() - boxes[self._at].right() - 1.0), 0.0))
        for at, (name, box) in enumerate(zip(self._names, boxes, strict=True)):
            is_here, is_over = at == self._at, at < self._at
            painter.setPen(theme.colour("delta" if is_here else "line"))
            painter.setBrush(theme.colour("delta" if is_here else "background" if is_over else "surface"))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            painter.setPen(theme.colour("on_fill" if is_here else "muted"))
            painter.setFont(self._font(at))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
        painter.end()


class NextPress(QFrame):
    """What the next press of the clicker does, in words and as a small picture, on a ground of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.words = QLabel(self.tr("The next press")), ProseView(_PRESS_PX, is_strong=True)
        self.picture, self._look = NextPicture(), Look()
        self._has_picture = True
        set_role(self.head, "heading")
        set_role(self, "next")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.words)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(14)
        row.addLayout(column, 1)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        theme = look.theme
        self.setStyleSheet(
            f'QFrame[role="next"] {{ background: {theme.forward_soft}; border: none; border-radius: 8px; }}'
        )
        self.words.set_look(look)
        self.picture.set_look(look)
        self._look = look
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the picture out where the words need the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_wide = self.width() >= self._look.px(_WIDE)
        self.picture.setVisible(is_wide and self._has_picture)

    def show_press(self, lecture: Lecture, cover: str, make: Callable[[], Slide | None]) -> None:
        """Say what the next press does; its picture is made when there is time."""
        self._has_picture = bool(cover) or not is_last(lecture)
        self._fit()
        self.words.set_text(next_press(lecture, cover))
        self.picture.show_soon(make)


class ThisStop(QWidget):
    """Where the lecture is: number, title, phase, and what the lecturer does in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self.now = QLabel(), QLabel()
        self.title, self.phases = ProseView(_TITLE_PX, is_strong=True), Phases()
        set_role(self.place, "heading")
        self.place.setWordWrap(True)
        self.now.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for part in (self.place, self.title, self.phases, self.now):
            column.addWidget(part)

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        self.title.set_look(look)
        self.phases.set_look(look)

    def show_place(self, lecture: Lecture) -> None:
        """Show where the lecture is."""
        lesson = lecture.lesson
        place = self.tr("Stop {n} of {count} · {lesson}")
        self.place.setText(place.format(n=lecture.at + 1, count=len(lesson.steps), lesson=lesson.title))
        self.title.set_text(title_of(step(lecture), lecture.at))
        self.phases.show_place(lecture)
        self.now.setText(now_told(phase(lecture)))


class NextStop(QWidget):
    """The stop after this one: its title, its first words, and what it goes through."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.title, self.way = (
            QLabel(self.tr("Next stop")),
            ProseView(15, is_strong=True),
            QLabel(),
        )
        self.words = ProseView(12, "muted")
        set_role(self.head, "heading")
        set_role(self.way, "small")
        self.way.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self.head, self.title, self.way, self.words):
            column.addWidget(part)

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        self.title.set_look(look)
        self.words.set_look(look)

    def show_place(self, lecture: Lecture) -> None:
        """Show the stop after the one in play; at the last one say so."""
        after = lecture.at + 1
        if after == len(lecture.lesson.steps):
            self.title.set_text(self.tr("This is the last stop"))
            self.words.set_text("")
            self.way.hide()
            return
        following = lecture.lesson.steps[after]
        self.title.set_text(title_of(following, after))
        self.way.setText(steps_ahead(following))
        self.way.show()
        words = following.say or ("" if following.ask is None else following.ask.text)
        self.words.set_text(unlinked(words))
