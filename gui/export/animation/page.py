"""A page of the export: an animation, its fields, its first picture, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from engine.session.frame import Frame
from gui.export.animation.fields import FilmFields
from gui.export.animation.moments import Moments
from gui.export.animation.order import Film, FilmError
from gui.export.animation.scene import Scene, View
from gui.export.animation.shooting import Shooting
from gui.export.animation.take import Take
from gui.export.order import theme_of
from gui.export.preview import Preview
from gui.export.segments import Segments
from gui.look import Look

__all__ = ["AnimationPage"]

_FIELDS = 300
"""Px that the fields take at least, at a text size of 100 %."""


class AnimationPage(QWidget):
    """Asks what animation is wanted, and makes it.

    Parameters
    ----------
    views : sequence of View
    frame : Frame
    look : Look

    Attributes
    ----------
    is_withheld : bool
        A question is asked whose answer the animation would give away.

    Signals
    -------
    told(sentence, trouble)
        What will be made, what is wrong with it, or how it ended.
    worked(on)
        It began to make an animation, or is done.
    """

    told = Signal(str, bool)
    worked = Signal(bool)

    def __init__(self, views: Sequence[View], frame: Frame, look: Look) -> None:
        super().__init__()
        self.name = self.tr("Animation")
        self._moments, self._look = Moments.of(frame), look
        self.is_withheld = bool(frame.hidden)
        self._take: Take | None = None
        self.fields = FilmFields(views, frame, look)
        self.preview = Preview()
        self.bar, self.cancel = QProgressBar(), QPushButton(self.tr("Cancel"))
        self.bar.setAccessibleName(self.tr("How far the animation is"))
        self._arrange()
        self.fields.changed.connect(self.begin)
        self.cancel.clicked.connect(self.give_up)
        self._show_working(False)

    def _arrange(self) -> None:
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(self.fields)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(self._look.px(_FIELDS))
        above, below = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(18)
        above.addWidget(area, 1)
        above.addWidget(self.preview, 1)
        below.addWidget(self.bar, 1)
        below.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(above, 1)
        column.addLayout(below)

    @property
    def works(self) -> bool:
        """Say whether an animation is being made."""
        return self._take is not None

    def form(self) -> str:
        """Return the format that is chosen."""
        return self.fields.format.chosen

    def begin(self) -> None:
        """Show the first picture and say what will be made, or why it cannot be."""
        if self.is_withheld:
            self.told.emit(self.tr("Answer the question first: this would give the answer away."), True)
            return
        try:
            film = self.fields.film()
        except FilmError as error:
            self.told.emit(str(error), True)
            return
        shooting = self._shooting(film)
        self.preview.show_plate(shooting.scene.plate(shooting.frame_at(film.first)))
        words = self.tr("{width} × {height} px, {count} pictures, {seconds} s.").format(
            width=film.size[0], height=film.size[1], count=film.ticks, seconds=f"{film.duration:.1f}"
        )
        self.told.emit(self._look.pointed(words), False)

    def _shooting(self, film: Film) -> Shooting:
        look = replace(self._look, theme=theme_of(film.tone, self._look))
        frame_at, stops = self._moments.finder(film), film.stops
        some = (stops[0], stops[len(stops) // 2], stops[-1])
        natural = self.fields.view.natural((frame_at(stop) for stop in some), look)
        return Shooting(film, Scene(self.fields.view, natural, film.size, look), frame_at, look.motion)

    def save(self, file: Path) -> None:
        """Make the animation; the ending of the file's name decides on the format.

        Raises
        ------
        FilmError
            If what is chosen cannot be made.
        """
        form = next(
            (form for form in self.fields.format.buttons if file.suffix.lower() == f".{form.lower()}"), ""
        )
        if form:
            self._choose(self.fields.format, form)
        self._take = Take(self._shooting(self.fields.film()), file, self)
        self._take.progressed.connect(self._on_take_progressed)
        self._take.ended.connect(self._on_take_ended)
        self._show_working(True)

    def _choose(self, segments: Segments, form: str) -> None:
        if not segments.buttons[form].isEnabled():
            raise FilmError(self.fields.no_mp4())
        segments.buttons[form].setChecked(True)

    def give_up(self) -> None:
        """Stop making the animation: nothing is written."""
        if self._take is not None:
            self._take.cancel()
            self._let_go()
            self.told.emit(self.tr("Cancelled; nothing was written."), False)

    def _on_take_progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_take_ended(self, trouble: str) -> None:
        file = self._take.file if self._take is not None else Path()
        self._let_go()
        saved = self.tr("Saved “{file}”.").format(file=file.name)
        self.told.emit(trouble or saved, bool(trouble))

    def _let_go(self) -> None:
        if self._take is not None:
            self._take.deleteLater()
        self._take = None
        self._show_working(False)

    def _show_working(self, on: bool) -> None:
        self.bar.setValue(0)
        self.bar.setVisible(on)
        self.cancel.setVisible(on)
        self.fields.setEnabled(not on)
        if on:
            self.cancel.setFocus()
        self.worked.emit(on)
