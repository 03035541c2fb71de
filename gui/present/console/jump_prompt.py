"""Going to a stop by its number, or by a part of its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from engine.lessons.lesson import Lesson
from gui.look import Look
from gui.present.console.prompt import TypedPrompt
from gui.present.console.words import title_of
from gui.prose.markup import parse
from gui.prose.writing import spoken

if TYPE_CHECKING:
    from gui.present.presenter import Presenter

__all__ = ["JumpPrompt", "stops_like", "titles_of"]

_ROWS, _RANKS = 6, 4


def titles_of(lesson: Lesson) -> tuple[str, ...]:
    """Return the titles of all stops, formulas in words."""
    return tuple(spoken(parse(title_of(step, at))) for at, step in enumerate(lesson.steps))


def stops_like(titles: tuple[str, ...], text: str) -> tuple[int, ...]:
    """Find stops, from 0, by what is typed: a number, from 1, or a part of the title; all where it is empty.

    The stop of exactly that number comes first, then those whose number begins with it, then titles that
    begin with the text, then those that hold it.
    """
    wanted = text.strip().casefold()

    def rank(at: int) -> int:
        number, title = str(at + 1), titles[at].casefold()
        tests = (number == wanted, number.startswith(wanted), title.startswith(wanted), wanted in title)
        return tests.index(True) if True in tests else len(tests)

    return tuple(at for at in sorted(range(len(titles)), key=rank) if rank(at) < _RANKS)


class JumpPrompt(TypedPrompt):
    """The stops that fit what is typed; arrows choose among them, Enter goes there.

    Parameters
    ----------
    presenter : Presenter
    rows : int
        So many stops are seen at once.
    """

    def __init__(self, presenter: Presenter, rows: int = _ROWS, parent: QWidget | None = None) -> None:
        super().__init__(presenter, None, parent)
        self._rows = rows
        self._titles: tuple[str, ...] = ()
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Stops"))
        self.list.itemClicked.connect(self._on_item_clicked)
        self.title.setText(self.tr("Go to"))
        self.field.setAccessibleName(self.tr("Number or title of a stop"))
        self.field.setPlaceholderText(self.tr("number or title"))
        self.field.stepped.connect(self._on_field_stepped)
        self.column.addWidget(self.list)

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        super().set_look(look)
        self.list.setStyleSheet(
            "QListView { background: transparent; } QListView::item { padding: 1px 6px; }"
        )

    def typed(self, text: str) -> None:
        """List the stops that fit."""
        self._titles = titles_of(self.presenter.lecture.lesson)
        found = stops_like(self._titles, text)
        self.list.clear()
        for at in found:
            item = QListWidgetItem(f"{at + 1}  {self._titles[at]}")
            item.setData(Qt.ItemDataRole.UserRole, at)
            self.list.addItem(item)
        here = self.presenter.lecture.at
        self.list.setCurrentRow(found.index(here) if not text and here in found else 0)
        if found:
            self.list.setFixedHeight(self._rows * self.list.sizeHintForRow(0))
        fits = self.tr("Enter goes there; ↑ ↓ choose.")
        self.say(fits if found else self.tr("No stop is called so."))
        self._tell_choice()

    def entered(self, _text: str) -> None:
        """Go to the stop that is chosen."""
        if self._chosen is not None:
            self._on_item_clicked(self._chosen)

    @property
    def _chosen(self) -> QListWidgetItem | None:
        """The stop that Enter goes to."""
        return next(iter(self.list.selectedItems()), None)

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        self.leave()
        self.presenter.go(int(item.data(Qt.ItemDataRole.UserRole)))

    def _on_field_stepped(self, by: int) -> None:
        row = self.list.currentRow() + by
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self._tell_choice()

    def _tell_choice(self) -> None:
        """Let a screen reader hear which stop Enter goes to."""
        item = self._chosen
        self.field.setAccessibleDescription("" if item is None else item.text())
