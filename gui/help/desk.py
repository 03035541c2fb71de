"""What the Help menu does: searches, shows keys and glossary, and says what the program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMainWindow, QMessageBox

from engine.nn.types import Ref
from gui.desk import Desk, Shown
from gui.look import Look
from gui.plain import plain_box

if TYPE_CHECKING:
    # Help is not wanted before the window has been painted.
    from gui.help.finding import Finder
    from gui.help.palette import Palette
    from gui.help.reader import Reader
    from gui.regions import Regions

__all__ = ["HelpDesk"]


class HelpDesk(Desk):
    """Opens the search over a window, and its window of keys and glossary.

    Parameters
    ----------
    window : QMainWindow
        Its menus tell the commands and their keys.
    regions : Regions
        Where words and quantities are shown.
    shown : Shown

    Signals
    -------
    told(sentence)
        What was asked for is nowhere to be seen now.
    """

    told = Signal(str)

    def __init__(self, window: QMainWindow, regions: Regions, shown: Shown) -> None:
        super().__init__(window)
        self._regions, self._shown = regions, shown
        self._finder: Finder | None = None
        self._palette: Palette | None = None
        self._reader: Reader | None = None

    def search(self) -> None:
        """Open the search over commands, quantities and words; close it where it is open."""
        if self._palette is None:
            self._palette = self._make_palette()
        if self._palette.isVisible():
            self._palette.put_away()
        else:
            self._palette.show_over(self._shown.look)

    def _make_palette(self) -> Palette:
        from gui.help.palette import Palette
        from gui.help.sources import Sources

        sources = Sources(self.window.menuBar(), self._regions.diagram.go_to, self._shown, self)
        sources.term_asked.connect(self.show_term)
        return Palette(self.window, sources.answers)

    def show_keys(self) -> None:
        """Show every key."""
        self._open_reader().show_keys()

    def show_derivatives(self) -> None:
        """Show the derivative table."""
        self._open_reader().show_derivatives()

    def show_glossary(self) -> None:
        """Show what the words mean."""
        self._open_reader().show_glossary()

    def show_term(self, term_id: str) -> None:
        """Show what one word means."""
        self._open_reader().show_glossary(term_id)

    def show_quantity(self, ref: Ref) -> None:
        """Show what the word for a quantity means."""
        from gui.help.where import term_of

        self.show_term(term_of(ref, self._shown.frame))

    def show_where(self, term_id: str) -> None:
        """Go to the place on screen that a word speaks of."""
        self.window.activateWindow()
        if trouble := self._find().go(term_id):
            self.told.emit(trouble)

    def _find(self) -> Finder:
        if self._finder is None:
            from gui.help.finding import Finder

            self._finder = Finder(self._regions, self.window.menuBar(), self._shown)
        return self._finder

    def show_about(self) -> None:
        """Say what this program is."""
        from gui.help.about import about_html

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
            from gui.help.reader import Reader

            self._reader = Reader(self.window, self._find().name_of)
            self._reader.where_asked.connect(self.show_where)
        self._reader.set_look(self._shown.look)
        self._reader.show()
        self._reader.raise_()
        self._reader.activateWindow()
        return self._reader
