"""The desk on which one document lies: new, open, save, and nothing unsaved is ever swept away unasked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from engine.session import actions as act
from engine.session.codec import dump_document, load_session
from engine.session.document import Document, two_nodes
from engine.session.playhead import Playhead
from engine.session.reading import DocumentError
from engine.session.session import Session
from gui.desk import Desk
from gui.files import questions, recent
from gui.files.copies import Work
from gui.files.doorway import Doorway
from gui.files.examples import Example
from gui.files.keeper import INTERVAL_MS, Keeper
from gui.files.menus import ExamplesMenu, RecentMenu, show_over
from gui.files.places import ask_open, ask_save, saved
from gui.files.recovery import Recovery
from gui.files.stamp import Stamp, stamp_of
from gui.files.watch import FileWatch, News
from gui.notice import Notice
from gui.store import Store


class FileDesk(Desk):
    """Knows which file the document in the store belongs to, and whether it holds what is not in that file.

    Saving never changes a document: its title is its own, the file's name stands in the window's title.

    Parameters
    ----------
    store : Store
    window : QMainWindow
        Where questions are asked; its title names what is open.

    Attributes
    ----------
    recent_menu, examples_menu : QMenu

    Signals
    -------
    refused(sentence)
        Something cannot be done; nothing changed.
    noticed(notice)
        Something is offered.
    told(sentence)
        Something was done that is not to be seen.
    table_dropped(file)
        A table was dropped on the window.
    lesson_dropped(file)
        A lesson was dropped on the window.
    """

    refused = Signal(str)
    told = Signal(str)
    noticed = Signal(object)
    table_dropped, lesson_dropped = Signal(object), Signal(object)

    def __init__(self, store: Store, window: QMainWindow) -> None:
        super().__init__(window)
        self._store = store
        self._saved: Document | None = store.session.document
        self._leaving = self._of_lesson = False
        self._keeper: Keeper | None = None
        self._watch = FileWatch(self)
        self._watch.stirred.connect(self.look)
        self._doorway = Doorway(window)
        self._doorway.closing.connect(self._on_doorway_closing)
        self._doorway.dropped.connect(self.open)
        self._doorway.table_dropped.connect(self.table_dropped)
        self._doorway.lesson_dropped.connect(self.lesson_dropped)
        self._doorway.activated.connect(self.look)
        self.recent_menu = RecentMenu(window)
        self.recent_menu.picked.connect(self.open)
        self.recent_menu.refused.connect(self.refused)
        self.examples_menu = ExamplesMenu(window)
        self.examples_menu.picked.connect(self._on_examples_picked)
        store.changed.connect(self._on_store_changed)
        store.dispatched.connect(self._on_store_dispatched)
        self._name_window()

    @property
    def file(self) -> Path | None:
        """Where the document belongs; None where it never was in a file."""
        return self._watch.file

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost without saving: of a lesson's network, nothing."""
        return self._store.session.document is not self._saved and not self._of_lesson

    @property
    def name(self) -> str:
        """What the document is called: its file's name, or its title."""
        title = " ".join(self._store.session.document.title.split())
        return self.file.name if self.file is not None else title or self.tr("Untitled")

    def belongs_to(self, file: Path) -> None:
        """Take note that the document in the store was read from a file."""
        file = file.absolute()
        self._settle(file, stamp_of(file))

    def keep_copies(self, interval_ms: int = INTERVAL_MS) -> None:
        """From now on keep a copy of what is unsaved, and offer what others left behind."""
        self._keeper = Keeper(self._unsaved, interval_ms, self)
        self._keeper.failed.connect(self.refused)
        self._keeper.note()
        recovery = Recovery(self.window)
        recovery.picked.connect(self._recover)
        recovery.refused.connect(self.refused)
        recovery.offer()

    def offer_last(self) -> None:
        """Offer to go on with the document saved last, where another one is open."""
        try:
            last = next((file for file in recent.recent_files() if file.exists()), None)
        except (DocumentError, OSError):
            return  # the menu of recent documents says so when it is asked
        if last is not None and self.file is None:
            text = self.tr("Last time you had “{name}” open.").format(name=last.name)
            answers = ((self.tr("Go on with it"), partial(self.open, last)),)
            self.noticed.emit(Notice(text, answers, about=self._store.session.document))

    def new(self) -> None:
        """Begin with the lecture's network."""
        self.leave_then(lambda: self._put(two_nodes(), Playhead()))

    def ask_open(self) -> None:
        """Ask for a document and open it."""
        ask_open(self.window, self.file, self.open)

    def open(self, file: Path) -> None:
        """Open a document; where it cannot be read, say why and keep what is open."""
        file = file.absolute()
        stamp = stamp_of(file)
        try:
            document, playhead = load_session(file)
        except DocumentError as error:
            self.refused.emit(str(error))
            return
        self.leave_then(lambda: self._put(document, playhead, file, stamp))

    def save(self) -> None:
        """Write the document into its file; ask for one where it has none."""
        self._save_then(questions.nothing)

    def save_as(self) -> None:
        """Ask for a file and write the document into it."""
        self._save_as_then(questions.nothing)

    def show_recent(self) -> None:
        """Show the documents opened last."""
        show_over(self.window, self.recent_menu)

    def show_examples(self) -> None:
        """Show the examples."""
        show_over(self.window, self.examples_menu)

    def look(self) -> None:
        """See whether another program changed the file, and tell the user once."""
        if QApplication.activeModalWidget() is not None:
            return  # asked again when the window is active again
        news, name = self._watch.news(), self.name
        if news is News.NONE:
            return
        was_changed = self.is_changed
        self._watch.acknowledge()
        self._saved = None  # what is in the file is not what is open
        self._note()
        if news is News.GONE:
            self.refused.emit(
                self.tr("“{name}” is no longer in its folder. Save writes it there again.").format(name=name)
            )
        else:
            questions.after_change(self.window, name, was_changed, self._reload)

    def _reload(self) -> None:
        """Read the file again, and let go of what is open."""
        if self.file is None:
            return
        stamp = stamp_of(self.file)
        try:
            document, playhead = load_session(self.file)
        except DocumentError as error:
            self.refused.emit(str(error))
            return
        self._put(document, playhead, self.file, stamp)

    def _on_store_changed(self, old: Session, new: Session) -> None:
        if old.document is not new.document:
            self._note()

    def _on_store_dispatched(self, action: act.Action) -> None:
        if isinstance(action, act.Open | act.Stage):
            self._of_lesson = isinstance(action, act.Stage)
            self._settle(None, None)

    def _on_examples_picked(self, example: Example) -> None:
        self.leave_then(lambda: self._put(*example.load()))

    def _put(
        self, document: Document, playhead: Playhead, file: Path | None = None, stamp: Stamp | None = None
    ) -> None:
        """Lay another document on the desk."""
        self._store.dispatch(act.Open(document, playhead))
        if file is not None:
            self._settle(file, stamp)

    def _settle(self, file: Path | None, stamp: Stamp | None) -> None:
        """Take note that a file holds what is open, or that nothing needs to."""
        self._of_lesson = self._of_lesson and file is None
        self._saved = self._store.session.document
        self._watch.follow(file, stamp)
        self._note()
        if file is not None:
            try:
                recent.remember(file)
            except DocumentError as error:
                self.refused.emit(str(error))

    def _note(self) -> None:
        self._name_window()
        if self._keeper is not None:
            self._keeper.note()

    def _name_window(self) -> None:
        name = self.name.replace("[*]", "[*][*]")  # as Qt writes it where no mark is meant
        self.window.setWindowTitle(f"{name}[*] – Upstream")
        self.window.setWindowModified(self.is_changed)

    def _unsaved(self) -> Work | None:
        """Return what is to be kept safe."""
        session = self._store.session
        if not self.is_changed:
            return None
        return Work(session.document, session.playhead, self._watch.file, self._watch.stamp)

    def _recover(self, work: Work, then: Callable[[], None]) -> None:
        """Open what another window left behind; `then` follows when a copy of it is safe in our own name."""

        def put() -> None:
            self._put(work.document, work.playhead)
            self._watch.follow(work.file, work.stamp)
            self._saved = None
            self._note()
            if self._keeper is not None and self._keeper.write_now():
                then()

        self.leave_then(put)

    def leave_then(self, go: Callable[[], None]) -> None:
        """Go on to something else, after asking what is to become of unsaved changes."""
        if not self.is_changed:
            go()
            return
        questions.before_losing(self.window, self.name, lambda: self._save_then(go), go)

    def _on_doorway_closing(self, event: QCloseEvent) -> None:
        if self.is_changed and not self._leaving:
            event.ignore()
            self.leave_then(self._close)
        elif self._keeper is not None:
            self._keeper.close()

    def _close(self) -> None:
        self._leaving = True
        self.window.close()

    def _save_then(self, go: Callable[[], None]) -> None:
        file = self.file
        if file is None:
            self._save_as_then(go)
        elif self._watch.news() is News.CHANGED:
            questions.before_overwriting(
                self.window, self.name, lambda: self._write(file, go), lambda: self._save_as_then(go)
            )
        else:
            self._write(file, go)

    def _save_as_then(self, go: Callable[[], None]) -> None:
        ask_save(self.window, self.file, self.name, lambda file: self._write(file, go))

    def _write(self, file: Path, go: Callable[[], None]) -> None:
        session = self._store.session
        try:
            left_out = dump_document(session.document, file, session.playhead)
        except DocumentError as error:
            self.refused.emit(str(error))
            return
        self._settle(file, stamp_of(file))
        self.told.emit(saved(file, left_out))
        go()
