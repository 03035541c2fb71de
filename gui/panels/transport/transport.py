"""The transport: first, back, play, forward, and how the walk is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLayout, QMenu, QToolButton, QWidget

from engine.nn.types import ZOOMS, Zoom
from engine.session import actions
from engine.session.frame import Frame
from engine.session.playhead import SPEEDS
from gui.cursor import cursor_of, goal_of
from gui.fonts import ui_font
from gui.icons import icon
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.transport.buttons import Choice, PlaceLabel, tight_row
from gui.panels.transport.going import GoDialog, last_update
from gui.panels.transport.place import pace_of, place_of, zoom_names
from gui.panels.transport.until import UntilDialog, suggested
from gui.short_number import short
from gui.theme import BASE_PX, set_role

__all__ = ["Transport"]

_TIGHTEST = 3
"""How tight the row can be: 1 shows icons for words, 2 shortens the place, 3 makes two rows."""
_ICON_PX = 20


class Transport(SurfacePanel):
    """Buttons that walk through the update, and the place where the playhead is.

    Parameters
    ----------
    shortcuts : mapping of str to str
        The key of each command as its tool tip names it, by the command's id: "first", "back",
        "play", "step", "phase", "update", "go", "sample", "sample_back".

    Signals
    -------
    until_asked(J, label)
        Training is to go on until J is below a number; the label names it for undo.
    """

    until_asked = Signal(float, str)

    def __init__(self, shortcuts: Mapping[str, str] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._named: dict[QToolButton, tuple[str, str]] = {}
        self._go_tip = ""
        self._look = Look()
        self._frame: Frame | None = None
        self._tightness = 0
        self._make_walking()
        self._make_settings()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        # The row adapts to its width; its layout must not keep the window from being narrow.
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._row.addWidget(self._walking)
        self._row.addStretch(1)
        self._row.addWidget(self._settings, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_shortcuts(shortcuts or {})
        self.set_look(self._look)

    def _make_walking(self) -> None:
        self._walking = QWidget(self)
        row = self._walking_row = tight_row(self._walking, 4)
        self.first = self._button(row, self.tr("First step"), "first", self._on_first_clicked)
        self.back = self._button(row, self.tr("Take a step back"), "back", self._on_back_clicked)
        self.play = self._button(row, self.tr("Play"), "play", self._on_play_clicked)
        set_role(self.play, "primary")
        self.forward = self._button(row, self.tr("Take a step"), "step", self._on_forward_clicked)
        self.place = PlaceLabel(self._walking)
        set_role(self.place, "muted")
        self.place.clicked.connect(self.ask_update)
        row.addWidget(self.place)

    def _make_settings(self) -> None:
        self._settings = QWidget(self)
        row = self._settings_row = tight_row(self._settings, 1)
        self.finish = self._button(row, self.tr("Finish phase"), "phase", self._on_finish_clicked)
        self.next = self._button(row, self.tr("Next update"), "update", self._on_next_clicked)
        self.more = self._more_button(row)
        self._samples = QWidget(self._settings)
        inner = self._samples_row = tight_row(self._samples, 0)
        back, on = self._on_sample_back_clicked, self._on_sample_next_clicked
        self.sample_back = self._button(inner, self.tr("Previous sample"), "sample_back", back)
        self.sample = QLabel(self._samples)
        set_role(self.sample, "muted")
        self.sample.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner.addWidget(self.sample)
        self.sample_next = self._button(inner, self.tr("Next sample"), "sample", on)
        row.addWidget(self._samples)
        for quiet in (self.finish, self.next, self.more, self.sample_back, self.sample_next):
            set_role(quiet, "quiet")
        self.zoom = self._choice(row, self.tr("How much one step does"))
        self.zoom.menu().triggered.connect(self._on_zoom_triggered)
        self.speed = self._choice(row, self.tr("Speed of play"))
        self.speed.menu().triggered.connect(self._on_speed_triggered)

    def _button(self, row: QHBoxLayout, name: str, command: str, slot: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setText(name)
        button.setAccessibleName(name)
        self._named[button] = name, command
        button.clicked.connect(slot)
        row.addWidget(button)
        return button

    def _more_button(self, row: QHBoxLayout) -> QToolButton:
        """Make the button of the menu with the longer ways; it is shown once there are any."""
        more = QToolButton(self)
        more.setAccessibleName(self.tr("Train on, or begin again"))
        more.setToolTip(self.tr("Train on, or begin again"))
        more.setMenu(QMenu(more))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.hide()
        row.addWidget(more)
        return more

    def offer_more(self, commands: Sequence[QAction]) -> None:
        """Offer further commands of the window in the menu behind "Next update"."""
        self.more.menu().addActions(commands)
        self.more.show()
        self._fit()

    def ask_until(self) -> None:
        """Ask below which J training is to stop."""
        J = float(self._frame.curve[-1]) if self._frame is not None and self._frame.curve.size else None
        point = self._look.point
        example = f"0{point}01"
        dialog = UntilDialog(short(suggested(J), point), example, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.asked.connect(self._on_dialog_asked)
        dialog.open()

    def _on_dialog_asked(self, J: float) -> None:
        text = self.tr("train until J < {value}")
        self.until_asked.emit(J, text.format(value=short(J, self._look.point)))

    def ask_update(self) -> None:
        """Ask which update to go to."""
        if self._frame is None:
            return
        dialog = GoDialog(cursor_of(self._frame), last_update(self._frame), self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.asked.connect(self._on_update_asked)
        dialog.open()

    def _on_update_asked(self, update: int) -> None:
        """Go there, to the step in view."""
        goal = None if self._frame is None else goal_of(self._frame, update)
        if goal is not None:
            self.dispatched.emit(goal)

    def _choice(self, row: QHBoxLayout, name: str) -> Choice:
        choice = Choice(self)
        choice.setAccessibleName(name)
        choice.setToolTip(name)
        row.addWidget(choice)
        return choice

    def show_frame(self, frame: Frame) -> None:
        """Show where the playhead is and what can be done."""
        before, self._frame = self._frame, frame
        if before is not None and (before.playhead, before.steps) == (frame.playhead, frame.steps):
            return
        at_start = frame.update == 0 and frame.number == 1
        self.first.setEnabled(not at_start)
        self.back.setEnabled(not at_start)
        self._show_samples(frame)
        if before is None or before.playhead.playing != frame.playhead.playing:
            self._show_playing(frame.playhead.playing)
        if before is None or _settings_of(before) != _settings_of(frame):
            self._offer_choices(frame)
        self._fit()

    def set_shortcuts(self, shortcuts: Mapping[str, str]) -> None:
        """Name other keys in the tool tips."""
        for button, (name, command) in self._named.items():
            key = shortcuts.get(command)
            button.setToolTip(f"{name} ({key})" if key else name)
        name, key = self.tr("Go to update…"), shortcuts.get("go")
        self._go_tip = f"{name} ({key})" if key else name
        if self._frame is not None:
            self._fit()

    def set_look(self, look: Look) -> None:
        """Tint the icons and take the size of the text."""
        self._look = look
        drawn = {
            self.first: "first", self.back: "back", self.forward: "forward", self.finish: "finish-phase",
            self.next: "next-update", self.more: "more",
            self.sample_back: "back", self.sample_next: "forward",
        }  # fmt: skip
        for button, name in drawn.items():
            quiet = button.property("role") == "quiet"
            button.setIcon(icon(name, look.theme.muted if quiet else look.theme.ink))
            button.setIconSize(QSize(look.px(_ICON_PX), look.px(_ICON_PX)))
        for small in (self.more, self.sample_back, self.sample_next):
            small.setIconSize(QSize(look.px(14), look.px(14)))
        self.more.setStyleSheet(f"padding: {look.px(6)}px {look.px(1)}px;")
        self.play.setIconSize(QSize(look.px(_ICON_PX + 4), look.px(_ICON_PX)))
        self._show_playing(self._frame is not None and self._frame.playhead.playing)
        if self._frame is not None:
            self._offer_choices(self._frame)
        self._fit()

    def _show_playing(self, playing: bool) -> None:
        self.play.setIcon(icon("pause" if playing else "play", self._look.theme.on_fill))
        self.play.setAccessibleName(self.tr("Pause") if playing else self.tr("Play"))

    def _show_samples(self, frame: Frame) -> None:
        """Show the sample in view; nothing moves where only the last batch of an epoch has no choice."""
        policy = self._samples.sizePolicy()
        policy.setRetainSizeWhenHidden(frame.document.batch_size > 1)
        self._samples.setSizePolicy(policy)
        self._samples.setVisible(frame.trace.m > 1)

    def _offer_choices(self, frame: Frame) -> None:
        names = zoom_names()
        self.zoom.offer({zoom: names[zoom] for zoom in ZOOMS}, frame.playhead.zoom)
        self.speed.offer({speed: pace_of(speed, self._look.point) for speed in SPEEDS}, frame.playhead.speed)

    def minimumSizeHint(self) -> QSize:
        """Return the room of the two rows that the narrowest form takes."""
        margins = self._row.contentsMargins()
        parts = (self._walking.sizeHint(), self._settings.sizeHint())
        width = max(part.width() for part in parts) if self._tightness == _TIGHTEST else 240
        return QSize(width + margins.left() + margins.right(), self._row.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the roomiest form that fits."""
        self._fit()

    def _fit(self) -> None:
        for tightness in range(_TIGHTEST + 1):
            self._tighten(tightness)
            if self._row.sizeHint().width() <= self.width():
                break
        self.updateGeometry()

    def _tighten(self, tightness: int) -> None:
        """Take one of the forms of the row, 0 the roomiest."""
        self._tightness = tightness
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if tightness else Qt.ToolButtonStyle.ToolButtonTextOnly
        self.finish.setToolButtonStyle(style)
        self.next.setToolButtonStyle(style)
        side = 10 if tightness == 2 else 16
        self._row.setContentsMargins(side, 10, side, 6)
        self._row.setSpacing(8 if tightness == _TIGHTEST else 0)
        self._walking_row.setSpacing(3 if tightness == 2 else 4)
        two_rows = tightness == _TIGHTEST
        direction = QBoxLayout.Direction.TopToBottom if two_rows else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)
        if self._frame is not None:
            self._show_place(self._frame, tightness > 1)
            self.speed.setText(pace_of(self._frame.playhead.speed, self._look.point, short=True))
        for row in (self._samples_row, self._walking_row, self._settings_row):
            row.activate()
        self._row.invalidate()

    def _show_place(self, frame: Frame, short: bool) -> None:
        self.place.setText(place_of(frame, short))
        metrics = QFontMetricsF(ui_font(BASE_PX * self._look.scale))
        widest = place_of(frame, short, widest=True)
        self.place.setMinimumWidth(round(metrics.horizontalAdvance(widest)) + 4)
        self.place.setToolTip(place_of(frame) if short else self._go_tip)
        count = frame.trace.m
        text = self.tr("{number} of {count}") if short else self.tr("sample {number} of {count}")
        self.sample.setText(text.format(number=frame.playhead.sample + 1, count=count))
        self.sample.setToolTip(self.tr("sample") if short else "")
        count = frame.document.batch_size
        widest = text.format(number=count, count=count)
        self.sample.setMinimumWidth(round(metrics.horizontalAdvance(widest)) + 4)

    def _on_first_clicked(self) -> None:
        if self._frame is not None:
            self.dispatched.emit(actions.Seek(1) if self._frame.number > 1 else actions.Seek(1, update=0))

    def _on_play_clicked(self) -> None:
        self.dispatched.emit(actions.Play(self._frame is None or not self._frame.playhead.playing))

    def _on_back_clicked(self) -> None:
        self.dispatched.emit(actions.Step(-1))

    def _on_forward_clicked(self) -> None:
        self.dispatched.emit(actions.Step(1))

    def _on_finish_clicked(self) -> None:
        self.dispatched.emit(actions.StepPhase(1))

    def _on_next_clicked(self) -> None:
        self.dispatched.emit(actions.StepUpdate(1))

    def _on_sample_back_clicked(self) -> None:
        self._turn(-1)

    def _on_sample_next_clicked(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        if self._frame is not None:
            self.dispatched.emit(actions.SetSample(self._frame.playhead.sample + by))

    def _on_zoom_triggered(self, action: QAction) -> None:
        self.dispatched.emit(actions.SetZoom(action.data()))

    def _on_speed_triggered(self, action: QAction) -> None:
        self.dispatched.emit(actions.SetSpeed(action.data()))


def _settings_of(frame: Frame) -> tuple[Zoom, float]:
    return frame.playhead.zoom, frame.playhead.speed
