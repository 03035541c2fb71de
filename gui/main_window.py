"""The window: puts the panels together, hands each the frame, and carries their wishes to the store."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QMessageBox, QToolTip

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import Frame, frame_of
from engine.session.session import Session
from gui import commands, words
from gui.announcer import Announcer
from gui.desk import Shown
from gui.explore_desk import ExploreDesk
from gui.export import PictureDesk
from gui.files import FileDesk
from gui.help import HelpDesk
from gui.learn.course_desk import CourseDesk
from gui.learn.desk import LessonDesk
from gui.look import Look
from gui.notice import Notice
from gui.panel import Panel
from gui.plain import plain_box
from gui.present.desk import PresentDesk
from gui.regions import Regions
from gui.settings import SettingsDesk
from gui.settings.keys import key_names, keys_of, set_keys
from gui.settings.placing import Placing
from gui.settings.settings import Mode
from gui.store import Store
from gui.theme import apply_theme
from gui.training.clock import PACE_MS, TrainingClock
from gui.training.notices import notice_of_ending, notice_of_seed
from gui.training.run import Ending
from gui.walk import Walk


class MainWindow(QMainWindow):
    """The window on one session.

    Parameters
    ----------
    session : Session
    look : Look, optional
        How it is drawn at first; by default as the user left it, and what is changed is remembered.

    Attributes
    ----------
    painted : bool
        Whether it has been on screen.

    Signals
    -------
    first_painted()
        It is on screen.
    """

    first_painted = Signal()

    def __init__(self, session: Session, look: Look | None = None) -> None:
        super().__init__()
        self.painted = False
        self.settings = SettingsDesk(look, self)
        self.store = Store(session, self)
        self._shown = Shown(frame_of(session, self.settings.settings.notation), self.settings.look)
        self.training = TrainingClock(self)
        self._told = self.frame.update, self.frame.number
        self.regions = Regions(key_names(self.settings.settings.keys))
        self.walk = Walk(self.regions, self)
        self.setCentralWidget(self.regions)
        self._actions = commands.make_menus(self.menuBar(), self, self._on_menu_triggered)
        further = ("ten", "hundred", "until", "reset", "reroll")
        self.regions.transport.offer_more([self._actions[name] for name in further])
        self.files = FileDesk(self.store, self)
        self._actions["recent"].setMenu(self.files.recent_menu)
        self._actions["examples"].setMenu(self.files.examples_menu)
        self.exploring = ExploreDesk(self.store, self.regions, self.training, self)
        self.learning = LessonDesk(self.store, self.regions, self._shown, self.files.leave_then, self)
        self.course = CourseDesk(self.learning, self.regions, self.settings, self._shown, self)
        self._actions["course"].setMenu(self.course.menu)
        self.presenting = PresentDesk(self.learning, self.course, self.settings, self._shown, self)
        self.help = HelpDesk(self, self.regions, self._shown)
        self.announcer = Announcer(self, self._shown)
        self.pictures = PictureDesk(self.regions, self._shown, self)
        self._connect()
        self.setMinimumSize(960, 620)
        self._placing = Placing(self, self.settings)
        self.regions.arrange(self.settings.settings.arrangement)
        self._take_keys()
        self._turn()
        self._wear(self.look)
        self._show(self.frame)
        self.regions.diagram.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def frame(self) -> Frame:
        """The moment that is shown."""
        return self._shown.frame

    @property
    def look(self) -> Look:
        """How everything is drawn."""
        return self._shown.look

    def _connect(self) -> None:
        self.store.changed.connect(self._on_store_changed)
        self.store.refused.connect(self._warn)
        self.files.refused.connect(self._warn)
        self.files.noticed.connect(self.show_notice)
        self.files.told.connect(self.pictures.passing.tell)
        self.files.table_dropped.connect(self.exploring.open_table)
        self.exploring.refused.connect(self._warn)
        self.exploring.told.connect(self.pictures.passing.tell)
        self.announcer.told.connect(self.pictures.passing.tell)
        self.store.dispatched.connect(self._on_store_dispatched)
        self.files.lesson_dropped.connect(self.learning.open_file)
        self.learning.opened.connect(self._on_learning_opened)
        self.learning.turned.connect(self._on_learning_turned)
        self.learning.relit.connect(self._on_learning_relit)
        self.learning.refused.connect(self._warn)
        self.first_painted.connect(self.course.begin)
        self.first_painted.connect(self.presenting.offer_last)
        self.course.troubled.connect(self._on_settings_troubled)
        self.course.noticed.connect(self.show_notice)
        self.learning.told.connect(self.pictures.passing.tell)
        self.learning.recording.turned.connect(self._on_recording_turned)
        self.regions.head_bar.recording_asked.connect(self.learning.record)
        self.learning.term_asked.connect(self.help.show_term)
        self.learning.table_asked.connect(self.help.show_derivatives)
        self.help.told.connect(self.pictures.passing.tell)
        self.pictures.asked_about.connect(self.help.show_quantity)
        self.training.dispatched.connect(self.store.dispatch)
        self.training.ended.connect(self._on_training_ended)
        self.regions.transport.until_asked.connect(self.training.take_until)
        self.regions.head_bar.theme_toggled.connect(self.settings.toggle_dark)
        self.regions.head_bar.mode_asked.connect(self._on_mode_asked)
        self.regions.head_bar.present_asked.connect(self.presenting.present)
        self.presenting.noticed.connect(self.show_notice)
        self.regions.rearranged.connect(self._on_regions_rearranged)
        self.settings.changed.connect(self._on_settings_changed)
        self.settings.troubled.connect(self._on_settings_troubled)
        self.first_painted.connect(self.settings.tell_trouble)
        self.regions.view_asked.connect(self._on_view_asked)
        self.regions.modes.first_made.connect(self._on_panel_first_made)
        self.regions.modes.turned.connect(self._on_modes_turned)
        for panel in self.regions.panels:
            self._join(panel)

    def _join(self, panel: Panel) -> None:
        """Let a panel have its say."""
        panel.pointed.connect(self._on_panel_pointed)
        panel.dispatched.connect(self.store.dispatch)

    def _on_panel_first_made(self, panel: Panel) -> None:
        self._join(panel)
        self.pictures.take_in(panel)
        panel.set_look(self.look)

    def _on_mode_asked(self, mode: Mode) -> None:
        self.settings.change(mode=mode)

    def _on_view_asked(self, view: str) -> None:
        chosen = self.settings.settings
        self.settings.change(views={**chosen.views, chosen.mode: view})

    def _turn(self) -> None:
        """Turn to the mode and the view that the user chose."""
        mode = self.settings.settings.mode
        self.regions.modes.turn_to(mode, self.settings.settings.views)
        self.regions.head_bar.show_mode(mode)
        self.regions.explore_diagram(on=mode == "explore")
        commands.tick(self._actions, self.regions.view_ticks)

    def _on_modes_turned(self) -> None:
        """Show what is on screen now the moment that the rest shows."""
        for panel in self.regions.modes.panels:
            panel.show_frame(self.frame)

    def _on_store_changed(self, _old: Session, new: Session) -> None:
        self._show(self._frame_of(new))

    def _frame_of(self, session: Session) -> Frame:
        """Return the moment that is shown of a session, in the notation of the lesson or of the user."""
        return frame_of(session, self.learning.notation or self.settings.settings.notation)

    def _wanted_look(self) -> Look:
        """Return the look that the user chose, with the digits that a lesson wants."""
        look, decimals = self.settings.look, self.learning.decimals
        return look if decimals is None else replace(look, decimals=decimals)

    def _on_learning_opened(self) -> None:
        """Let the user see the lesson, and go on in it with the keyboard."""
        self.settings.change(mode="learn")
        self.course.go_to_card()

    def _on_recording_turned(self, is_on: bool) -> None:
        self.regions.head_bar.show_recording(is_on=is_on)
        commands.tick(self._actions, {"lesson_record": is_on})

    def _on_learning_relit(self) -> None:
        self._on_panel_pointed(frozenset())

    def _on_learning_turned(self) -> None:
        """Show another lesson, another step of it, or none."""
        self.regions.head_bar.show_lesson(*self.learning.place)
        self._on_settings_changed()
        self.regions.head_bar.show_frame(self.frame)
        self._on_panel_pointed(frozenset())

    def _on_settings_changed(self) -> None:
        """Let a setting take effect at once."""
        if self._wanted_look() != self.look:
            self._wear(self._wanted_look())
        frame = self._frame_of(self.store.session)
        if frame is not self.frame:
            self._show(frame)
        self._turn()
        self._take_keys()

    def _on_settings_troubled(self, sentence: str) -> None:
        self.show_notice(Notice(sentence))

    def _on_regions_rearranged(self) -> None:
        self.settings.change(arrangement=self.regions.arrangement)
        commands.tick(self._actions, self.regions.ticks)

    def _take_keys(self) -> None:
        """Let the keys that the user chose carry out their commands."""
        keys = self.settings.settings.keys
        if set_keys(self._actions, keys_of(keys)):
            self.regions.set_shortcuts(key_names(keys))

    def _on_training_ended(self, ending: Ending) -> None:
        self.show_notice(notice_of_ending(ending, self.frame, self.look, self.store.dispatch))

    def _on_store_dispatched(self, action: act.Action) -> None:
        self.training.heed(action)
        self.announcer.heed(action)
        if isinstance(action, act.Reroll):
            self.show_notice(notice_of_seed(self.frame, self.store.dispatch))

    def show_notice(self, notice: Notice) -> None:
        """Say something that needs no answer at once."""
        self.regions.notice.show_notice(notice)

    def _on_panel_pointed(self, refs: frozenset[Ref]) -> None:
        for panel in self.regions.panels:
            panel.light(refs or self.learning.lit)

    def _show(self, frame: Frame) -> None:
        """Hand a frame to every panel; no panel is told anything else."""
        rhythm = frame.playhead.playing, frame.playhead.speed
        changed_rhythm = rhythm != (self.frame.playhead.playing, self.frame.playhead.speed)
        self._shown.frame = frame
        self.training.follow(frame)
        if changed_rhythm:
            self.regions.diagram.set_look(self._diagram_look())
        for panel in self.training.due(self.regions.panels):
            panel.show_frame(frame)
        commands.refresh(self._actions, frame)
        if (frame.update, frame.number) != self._told and not self.training.is_hurried:
            self._told = frame.update, frame.number
            QToolTip.hideText()  # it told of the step before
            self.announcer.say(words.spoken(frame, self.look))

    def _diagram_look(self) -> Look:
        """Let motion end before Play takes the next step."""
        playhead = self.frame.playhead
        most = 0.7 * PACE_MS / 1000 / playhead.speed
        return replace(self.look, motion=min(self.look.motion, most)) if playhead.playing else self.look

    def _wear(self, look: Look) -> None:
        """Draw everything in another look, live."""
        self._shown.look = look
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, look.theme, look.scale)
        self.regions.set_look(look)
        self.regions.diagram.set_look(self._diagram_look())
        self.help.set_look(look)
        self.learning.set_look(look)
        self.course.set_look(look)
        commands.tick(self._actions, self.settings.ticks)

    def _on_menu_triggered(self, action: QAction) -> None:
        """Carry out a command of the menus; what a menu inside of them offers is that menu's own."""
        command = commands.BY_ID.get(action.data())
        if command is None:
            return
        effect = command.effect
        if isinstance(effect, str):
            way, *argument = effect.split(" ", 1)
            attrgetter(way)(self)(*argument)
        else:
            self.store.dispatch(effect(self.frame) if callable(effect) else effect)
            commands.refresh(self._actions, self.frame)

    def _warn(self, sentence: str) -> None:
        box = plain_box(self, "Upstream", sentence)
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        box.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus: Space takes a step everywhere."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
            return
        if event.key() == Qt.Key.Key_Escape and self.regions.notice.notice is not None:
            self.regions.notice.close_notice()
            return
        if event.key() == Qt.Key.Key_Escape and self.walk.out_of_view():
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go over the panels as the eye does."""
        return self.walk.to_next_stop(forward=forward) or super().focusNextPrevChild(forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Note the first time on screen."""
        super().paintEvent(event)
        if not self.painted:
            QTimer.singleShot(0, self._note_painted)

    def _note_painted(self) -> None:
        if not self.painted:
            self.painted = True
            self.first_painted.emit()
