"""The fields of an animation: what of, which steps or updates, how fast, how large, in which format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLabel, QSpinBox, QWidget

from engine.session.frame import Frame
from engine.session.training import MOST_UPDATES
from gui.export.animation.encoders import ffmpeg
from gui.export.animation.moments import last_update
from gui.export.animation.order import FORMS, MOST_TICKS, RATES, Film, FilmError, Form, Kind, checked
from gui.export.animation.scene import View
from gui.export.order import Tone
from gui.export.segments import Segments
from gui.export.size_fields import SizeFields
from gui.export.sizes import Pixels, SizeError, scaled
from gui.look import Look

__all__ = ["FilmFields"]

_SECONDS = (0.5, 1.0, 1.5, 2.0, 3.0, 5.0)
_USUAL_SECONDS, _USUAL_RATE, _USUAL_FRAMES = 1.5, 12, 100
_USUAL_SIZE: Pixels = 1280, 720
_SHORT = 14
"""Letters of a list that stay readable in a narrow window."""


class FilmFields(QWidget):
    """Asks what animation is wanted.

    Parameters
    ----------
    views : sequence of View
    frame : Frame
        What is on screen: its update can be walked through.
    look : Look

    Signals
    -------
    changed()
        Something else was chosen or typed.
    """

    changed = Signal()

    def __init__(self, views: Sequence[View], frame: Frame, look: Look) -> None:
        super().__init__()
        self._views, self._frame, self._look = views, frame, look
        self.what = QComboBox()
        self.what.addItems([view.name for view in views])
        self.kind = Segments(self.tr("Shows"), self._kinds(), "walk")
        self.first, self.last, self.frames = QSpinBox(), QSpinBox(), QSpinBox()
        self.seconds, self.rate = QComboBox(), QComboBox()
        self.format = Segments(self.tr("Format"), {form: form for form in FORMS}, FORMS[0])
        self.tone = Segments(self.tr("Theme"), self._tones(), "screen")
        self.size_fields = SizeFields(_USUAL_SIZE, self._scaled, scales=(1, 2))
        self.loops = QCheckBox(self.tr("Begins again at its end"))
        self.loops.setChecked(True)
        for chooser in (self.what, self.seconds, self.rate, self.size_fields.usual):
            chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            chooser.setMinimumContentsLength(_SHORT)
        self._fill()
        self._arrange()
        self._connect()
        self._offer()

    # Making the parts, once

    def _kinds(self) -> Mapping[str, str]:
        return {"walk": self.tr("This update"), "training": self.tr("Training")}

    def _tones(self) -> Mapping[str, str]:
        return {"screen": self.tr("As on screen"), "light": self.tr("Light"), "dark": self.tr("Dark")}

    def _fill(self) -> None:
        for seconds in _SECONDS:
            words = self._look.pointed(self.tr("{seconds} s a step").format(seconds=f"{seconds:g}"))
            self.seconds.addItem(words, seconds)
        for rate in RATES:
            self.rate.addItem(self.tr("{rate} pictures a second").format(rate=rate), rate)
        self.seconds.setCurrentIndex(_SECONDS.index(_USUAL_SECONDS))
        self.rate.setCurrentIndex(RATES.index(_USUAL_RATE))
        self.frames.setRange(1, MOST_TICKS)
        self.frames.setValue(_USUAL_FRAMES)
        self.what.setAccessibleName(self.tr("Animation of"))
        self.first.setAccessibleName(self.tr("From"))
        self.last.setAccessibleName(self.tr("To"))
        self.frames.setAccessibleName(self.tr("Pictures"))
        self.seconds.setAccessibleName(self.tr("Time"))
        self.rate.setAccessibleName(self.tr("Pictures a second"))
        if ffmpeg() is None:
            button = self.format.buttons["MP4"]
            button.setEnabled(False)
            button.setToolTip(self.no_mp4())

    def no_mp4(self) -> str:
        """Say why there is no MP4."""
        return self.tr("MP4 needs the program ffmpeg, which is not on the PATH.")

    def _arrange(self) -> None:
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(10)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.range_label = QLabel()
        for words, field in (
            (self.tr("Animation &of"), self.what),
            (self.tr("S&hows"), self.kind),
            (self.range_label, _row(self.first, QLabel("–"), self.last)),
            (self.tr("&Pictures"), self.frames),
            (self.tr("T&ime"), self.seconds),
            (self.tr("Spee&d"), self.rate),
            (self.tr("&Format"), self.format),
            ("", self.no_mp4_label()),
            (self.tr("Si&ze"), self.size_fields),
            (self.tr("&Theme"), self.tone),
            ("", self.loops),
        ):
            self.form.addRow(words, field)
        self.range_label.setBuddy(self.first)

    def no_mp4_label(self) -> QLabel:
        """Make the words under the formats, which are seen without pointing at anything."""
        label = QLabel(self.no_mp4())
        label.setWordWrap(True)
        label.setProperty("role", "small")
        label.setVisible(ffmpeg() is None)
        return label

    def _connect(self) -> None:
        self.kind.changed.connect(self._offer)
        self.what.currentIndexChanged.connect(self._on_what_changed)
        for box in (self.first, self.last, self.frames):
            box.valueChanged.connect(self.changed)
        for chooser in (self.seconds, self.rate):
            chooser.currentIndexChanged.connect(self.changed)
        for part in (self.format, self.tone, self.size_fields):
            part.changed.connect(self._on_choice_changed)
        self.loops.toggled.connect(self.changed)

    def _offer(self) -> None:
        """Offer the steps of the update, or the updates, all of them at first."""
        walks = self.kind.chosen == "walk"
        self.range_label.setText(self.tr("St&eps") if walks else self.tr("Updat&es"))
        last = len(self._frame.steps) if walks else last_update(self._frame)
        for box, value in ((self.first, int(walks)), (self.last, last)):
            box.blockSignals(True)
            box.setRange(int(walks), len(self._frame.steps) if walks else MOST_UPDATES)
            box.setValue(value)
            box.blockSignals(False)
        self.form.setRowVisible(self.frames, not walks)
        self.form.setRowVisible(self.seconds, walks)
        self.changed.emit()

    # What is chosen

    @property
    def view(self) -> View:
        """What is filmed."""
        return self._views[self.what.currentIndex()]

    def natural(self) -> Pixels:
        """Return the size on screen of what is filmed."""
        return self.view.natural([self._frame], self._look)

    def _scaled(self, factor: int) -> Pixels:
        return scaled(self.natural(), factor)

    def film(self) -> Film:
        """Return what is wanted.

        Raises
        ------
        FilmError
            If it cannot be made.
        """
        try:
            size = self.size_fields.size_chosen()
        except SizeError as error:
            raise FilmError(str(error)) from None
        film = Film(
            kind=cast("Kind", self.kind.chosen),
            first=self.first.value(),
            last=self.last.value(),
            update=self._frame.update,
            frames=self.frames.value(),
            seconds=self.seconds.currentData(),
            rate=self.rate.currentData(),
            size=self._scaled(size) if isinstance(size, int) else size,
            tone=cast("Tone", self.tone.chosen),
            loops=self.loops.isChecked(),
            form=cast("Form", self.format.chosen),
        )
        return checked(film, self.last.maximum())

    def _on_what_changed(self) -> None:
        self.size_fields.refresh()
        self.changed.emit()

    def _on_choice_changed(self) -> None:
        self.loops.setEnabled(self.format.chosen != "MP4")
        self.changed.emit()


def _row(*parts: QWidget) -> QWidget:
    """Put fields side by side."""
    row = QWidget()
    inside = QHBoxLayout(row)
    inside.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        inside.addWidget(part)
    inside.addStretch(1)
    return row
