"""The list of lessons, shown while none is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.session.frame import Frame
from gui.controls.choice import Choice, ChoiceBox
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.course.entry import CourseEntry, CoursePath, next_of
from gui.panels.course.rows import LessonRows
from gui.tab_order import reveal
from gui.theme import set_role

__all__ = ["CoursePanel"]


class CoursePanel(SurfacePanel):
    """Shows a way through the course: what is to be done next, and every lesson with how far it was done.

    Signals
    -------
    opened(number)
        A lesson is to be opened, from 1.
    path_asked(key)
        The user wants another way through the course.
    """

    opened = Signal(int)
    path_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[CourseEntry, ...] = ()
        self._paths: tuple[CoursePath, ...] = ()
        self._path = ""
        self._next: CourseEntry | None = None
        heading = QLabel(self.tr("Lessons"))
        set_role(heading, "title")
        self.next, self.all_done = QPushButton(), QLabel(self.tr("You have mastered all of these."))
        set_role(self.next, "primary")
        self.all_done.setWordWrap(True)
        self.path, self.rows = ChoiceBox(self.tr("Path")), LessonRows()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 8)
        column.setSpacing(8)
        for part in (heading, self.next, self.all_done):
            column.addWidget(part)
        column.addLayout(self._path_row())
        column.addWidget(self.rows)
        self.next.clicked.connect(self._on_next_clicked)
        self.path.chosen.connect(self.path_asked)
        self.rows.opened.connect(self.opened)
        self.all_done.hide()

    def _path_row(self) -> QHBoxLayout:
        row, name = QHBoxLayout(), QLabel(self.tr("Path"))
        set_role(name, "muted")
        row.addWidget(name)
        row.addWidget(self.path, 1)
        return row

    def show_course(self, entries: Sequence[CourseEntry], paths: Sequence[CoursePath], path: str) -> None:
        """Show a way through the course.

        Parameters
        ----------
        entries : sequence of CourseEntry
            All lessons.
        paths : sequence of CoursePath
        path : str
            Key of the one that was chosen.
        """
        if (tuple(entries), tuple(paths), path) == (self._entries, self._paths, self._path):
            return
        self._entries, self._paths, self._path = tuple(entries), tuple(paths), path
        numbers = next((way.numbers for way in paths if way.key == path), ())
        here = [entry for entry in entries if entry.number in numbers]
        self._next = next_of(here)
        self.path.show_choice([self._choice(way) for way in paths], path)
        self._show_next()
        self.rows.show_entries(here, 0 if self._next is None else self._next.number)

    def go_to_list(self) -> None:
        """Put the keyboard on the lesson to do next."""
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
        reveal(self)  # its top, and then as much further as the row needs
        if self._next is not None:
            self.rows.go_to(self._next.number)

    def _choice(self, way: CoursePath) -> Choice:
        """Say how many lessons a way has, and how long it takes once that is known."""
        of_way = [entry for entry in self._entries if entry.number in way.numbers]
        count = self.tr("{count} lessons").format(count=len(of_way))
        minutes = sum(entry.minutes for entry in of_way)
        time = self.tr("{minutes} min").format(minutes=minutes)
        return Choice(way.key, way.name, f"{count} · {time}" if all(e.is_read for e in of_way) else count)

    def _show_next(self) -> None:
        entry = self._next
        self.next.setVisible(entry is not None)
        self.all_done.setVisible(entry is None and bool(self._entries))
        if entry is not None:
            begun = entry.state == "begun"
            text = self.tr("Go on with lesson {number}") if begun else self.tr("Begin with lesson {number}")
            self.next.setText(text.format(number=entry.number))
            self.next.setAccessibleDescription(entry.spoken)

    def _on_next_clicked(self) -> None:
        if self._next is not None:
            self.opened.emit(self._next.number)

    def show_frame(self, frame: Frame) -> None:
        """Draw a moment; no lesson of the list depends on it."""

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        self.rows.set_look(look)
