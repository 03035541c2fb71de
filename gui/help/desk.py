"""What the Help menu does: searches, shows keys and glossary, and says what the program is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QMessageBox

from engine.nn.types import Ref
from gui.desk import Desk, Shown
from gui.help.about import about_html
from gui.help.palette import Palette
from gui.help.reader import Reader
from gui.help.sources import Sources
from gui.look import Look
from gui.plain import plain_box

__all__ = ["HelpDesk"]


class HelpDesk(Desk):
    """Opens the search over a window, and its window of keys and glossary.

    Parameters
    ----------
    window : QMainWindow
        Its menus tell the commands and their keys.
    go_to : callable
        Takes the user to a quantity.
    shown : Shown
    """

    def __init__(self, window: QMainWindow, go_to: Callable[[Ref], object], shown: Shown) -> None:
        super().__init__(window)
        self._shown = shown
        self._sources = Sources(window.menuBar(), go_to, shown, self)
        self._sources.term_asked.connect(self.show_term)
        self._palette: Palette | None = None
        self._reader: Reader | None = None

    def search(self) -> None:
        """Open the search over commands, quantities and words; close it where it is open."""
        if self._palette is None:
            self._palette = Palette(self.window, self._sources.answers)
        if self._palette.isVisible():
            self._palette.put_away()
        else:
            self._palette.show_over(self._shown.look)

    def show_keys(self) -> None:
        """Show every key."""
        self._open_reader().show_keys()

    def show_glossary(self) -> None:
        """Show what the words mean."""
        self._open_reader().show_glossary()

    def show_term(self, term_id: str) -> None:
        """Show what one word means."""
        self._open_reader().show_glossary(term_id)

    def show_about(self) -> None:
        """Say what this program is."""
        box = plain_box(self.window, self.tr("About Upstream"), about_html())
        box.setTextFormat(Qt.TextFormat.RichText)
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.open()

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        if self._reader is not None:
            self._reader.set_look(look)
        if self._palette is not None and self._palette.isVisible():
            self._palette.show_over(look)

    def _open_reader(self) -> Reader:
        if self._reader is None:
            self._reader = Reader(self.window)
        self._reader.set_look(self._shown.look)
        self._reader.show()
        self._reader.raise_()
        self._reader.activateWindow()
        return self._reader
