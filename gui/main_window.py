"""The window: puts the panels together, hands each the frame, and carries their wishes to the store."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMainWindow, QMessageBox, QToolTip

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.codec import load_session
from engine.session.frame import Frame, frame_of
from engine.session.reading import DocumentError
from engine.session.session import Session
from gui import commands, help_cards, words
from gui.look import Look
from gui.regions import Regions
from gui.store import Store
from gui.theme import DARK, LIGHT, apply_theme
from gui.walk import PACE_MS, Walk
from resources import resource_path

MOTIONS = (0.3, 0.6, 1.0, 1.8)
"""Seconds that a value may take along its edge."""

NARROW = 1180
"""Pixels; a narrower window gives the left column's room to the rest."""

USUAL = QSize(1440, 900)
FRAME = QSize(16, 48)
"""What the borders and the title that the system draws around a window take at most."""


def _first_size(screen: QScreen) -> QSize:
    """Return the size to open with: the usual one, or what the screen has room for."""
    return USUAL.boundedTo(screen.availableGeometry().size() - FRAME)


class MainWindow(QMainWindow):
    """The window on one session.

    Parameters
    ----------
    session : Session
    look : Look
        How it is drawn at first.

    Attributes
    ----------
    painted : bool
        Whether it has been on screen.
    frame : Frame
        The moment that is shown.

    Signals
    -------
    first_painted()
        It is on screen.
    """

    first_painted = Signal()

    def __init__(self, session: Session, look: Look | None = None) -> None:
        super().__init__()
        self.painted = False
        self.look = look or Look()
        self.store = Store(session, self)
        self.frame = frame_of(session)
        self._wants_left = True
        self._motion = self.look.motion or MOTIONS[1]
        self._walk = Walk(self)
        self._folder = ""
        self.regions = Regions(commands.shortcuts())
        self.setCentralWidget(self.regions)
        self._actions = commands.make_menus(self.menuBar(), self, self._on_menu_triggered)
        self._connect()
        self.setMinimumSize(960, 620)
        self.resize(_first_size(self.screen()))
        self._wear(self.look)
        self._show(self.frame)
        self.regions.diagram.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.store.changed.connect(self._on_store_changed)
        self.store.refused.connect(self._on_store_refused)
        self._walk.dispatched.connect(self.store.dispatch)
        self.regions.head_bar.theme_toggled.connect(self.toggle_dark)
        for panel in self.regions.panels:
            panel.pointed.connect(self._on_panel_pointed)
            panel.dispatched.connect(self.store.dispatch)

    def _on_store_changed(self, _old: Session, new: Session) -> None:
        self._show(frame_of(new))

    def _on_store_refused(self, sentence: str) -> None:
        self._warn(sentence)

    def _on_panel_pointed(self, refs: frozenset[Ref]) -> None:
        for panel in self.regions.panels:
            panel.light(refs)

    def _show(self, frame: Frame) -> None:
        """Hand a frame to every panel; no panel is told anything else."""
        stepped = (frame.update, frame.number) != (self.frame.update, self.frame.number)
        rhythm = frame.playhead.playing, frame.playhead.speed
        changed_rhythm = rhythm != (self.frame.playhead.playing, self.frame.playhead.speed)
        self.frame = frame
        self._walk.follow(frame.playhead)
        if changed_rhythm:
            self.regions.diagram.set_look(self._diagram_look())
        for panel in self.regions.panels:
            panel.show_frame(frame)
        commands.refresh(self._actions, frame)
        title = frame.document.title or self.tr("Untitled")
        self.setWindowTitle(f"{title} – Upstream")
        if stepped:
            QToolTip.hideText()  # it told of the step before
            self._announce(words.spoken(frame, self.look.number))

    def _announce(self, sentence: str) -> None:
        """Tell screen readers."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _diagram_look(self) -> Look:
        """Let motion end before Play takes the next step."""
        playhead = self.frame.playhead
        most = 0.7 * PACE_MS / 1000 / playhead.speed
        return replace(self.look, motion=min(self.look.motion, most)) if playhead.playing else self.look

    def _wear(self, look: Look) -> None:
        """Draw everything in another look, live."""
        self.look = look
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, look.theme, look.scale)
        for panel in self.regions.panels:
            panel.set_look(look)
        self.regions.diagram.set_look(self._diagram_look())
        self._actions["dark"].setChecked(look.theme is DARK)
        self._actions["still"].setChecked(look.motion == 0)

    def _on_menu_triggered(self, action: QAction) -> None:
        """Carry out a command of the menus."""
        effect = commands.BY_ID[action.data()].effect
        if isinstance(effect, str):
            attrgetter(effect)(self)()
        else:
            self.store.dispatch(effect(self.frame) if callable(effect) else effect)
            commands.refresh(self._actions, self.frame)

    def open(self, file: Path) -> None:
        """Open a document; where it cannot be read, say why and keep what is open."""
        try:
            document, playhead = load_session(file)
        except DocumentError as error:
            self._warn(str(error))
            return
        self._folder = str(file.absolute().parent)
        self.store.dispatch(act.Open(document, playhead))

    def open_file(self) -> None:
        """Ask for a document and open it."""
        kinds = self.tr("Upstream documents (*.upstream);;All files (*)")
        folder = self._folder or str(resource_path("examples"))
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a document"), folder, kinds)
        if name:
            self.open(Path(name))

    def toggle_dark(self) -> None:
        """Switch between the light and the dark theme."""
        self._wear(replace(self.look, theme=LIGHT if self.look.theme is DARK else DARK))

    def toggle_motion(self) -> None:
        """Switch between motion and still pictures."""
        self._wear(replace(self.look, motion=0.0 if self.look.motion else self._motion))

    def longer_motion(self) -> None:
        """Let values travel more slowly."""
        self._set_motion(next((s for s in MOTIONS if s > self._motion), MOTIONS[-1]))

    def shorter_motion(self) -> None:
        """Let values travel faster."""
        self._set_motion(next((s for s in reversed(MOTIONS) if s < self._motion), MOTIONS[0]))

    def _set_motion(self, seconds: float) -> None:
        self._motion = seconds
        self._wear(replace(self.look, motion=seconds))

    def toggle_left(self) -> None:
        """Show or hide the left column."""
        self._wants_left = not self.regions.left.isVisible()
        self._fit_left(even_if_narrow=self._wants_left)

    def show_keys(self) -> None:
        """Show every key."""
        help_cards.show_card(self, self.tr("Keys"), help_cards.keys_html())

    def show_about(self) -> None:
        """Say what this program is."""
        help_cards.show_card(self, self.tr("About Upstream"), help_cards.about_html())

    def _warn(self, sentence: str) -> None:
        button = QMessageBox.StandardButton.Ok
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.tr("This can't be done"), sentence, button, self)
        box.open()

    def _fit_left(self, *, even_if_narrow: bool = False) -> None:
        shown = self._wants_left and (even_if_narrow or self.width() >= NARROW)
        self.regions.left.setVisible(shown)
        self._actions["left"].setChecked(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the left column's room away where the window is narrow."""
        super().resizeEvent(event)
        if (event.oldSize().width() >= NARROW) != (event.size().width() >= NARROW):
            self._fit_left()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus: Space takes a step everywhere."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Note the first time on screen."""
        super().paintEvent(event)
        if not self.painted:
            QTimer.singleShot(0, self._note_painted)

    def _note_painted(self) -> None:
        if not self.painted:
            self.painted = True
            self.first_painted.emit()
