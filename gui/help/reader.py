"""The window of derivative table, keys and glossary: one search, beside the work and not in its way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from engine.nn.chain import DERIVATIVES
from gui.accessible import announce
from gui.help.derivatives import DerivativeTable, note_of
from gui.help.entry import Entry, match
from gui.help.glossary import TERMS, Term, term_called
from gui.help.keys import Row, gesture_rows, key_rows
from gui.look import Look
from gui.theme import set_role

__all__ = ["Reader"]

_SIZE = QSize(640, 760)
_SHARES = (45, 55)
"""Of the derivative table and the keys, while nobody has moved the line between them."""


class Reader(QDialog):
    """Derivative table, keys and glossary, searched by one field.

    Parameters
    ----------
    window : QMainWindow
        Its menus tell the commands and the keys that the user gave them.
    where : callable
        Says where on screen a word is found, by its id; empty where nowhere.

    Signals
    -------
    where_asked(id)
        The user wants to see the place that a word speaks of.
    """

    where_asked = Signal(str)

    def __init__(self, window: QMainWindow, where: Callable[[str], str]) -> None:
        super().__init__(window)
        self._menus, self._where = window.menuBar(), where
        self._asked = ""
        self._look = Look()
        self.setWindowTitle(self.tr("Derivatives, keys and glossary"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Search derivatives, keys and words"))
        self.field.setAccessibleName(self.tr("Search derivatives, keys and words"))
        self.field.setClearButtonEnabled(True)
        self.keys, self.glossary = QTextBrowser(), QTextBrowser()
        self.keys.setAccessibleName(self.tr("Keys"))
        self.glossary.setAccessibleName(self.tr("Glossary"))
        self.glossary.setOpenLinks(False)
        self.glossary.anchorClicked.connect(self._on_glossary_anchor_clicked)
        self.derivatives, self.first_page = DerivativeTable(), QSplitter(Qt.Orientation.Vertical)
        self.derivatives_area = QScrollArea()
        self._lay_out_first_page()
        self.tabs = QTabWidget()
        self.tabs.addTab(self.first_page, self.tr("Derivatives and keys"))
        self.tabs.addTab(self.glossary, self.tr("Glossary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.tabs, 1)
        self.field.textChanged.connect(self._on_field_changed)

    def _lay_out_first_page(self) -> None:
        """Put the derivative table over the keys: both are seen at once."""
        self.derivatives_area.setWidget(self.derivatives)
        self.derivatives_area.setWidgetResizable(True)
        set_role(self.derivatives_area, "surface")
        set_role(self.derivatives, "page")
        self.first_page.addWidget(self.derivatives_area)
        self.first_page.addWidget(self.keys)
        self.first_page.setChildrenCollapsible(False)
        self.first_page.setSizes([10 * share for share in _SHARES])

    def show_keys(self) -> None:
        """Turn to the keys, under the derivative table."""
        self._turn_to(self.first_page)

    def show_derivatives(self) -> None:
        """Turn to the derivative table."""
        self._turn_to(self.first_page)
        self.derivatives_area.verticalScrollBar().setValue(0)

    def show_glossary(self, term_id: str = "") -> None:
        """Turn to the glossary, and to one of its words; one that it has not is searched for."""
        term = term_called(term_id) if term_id else None
        self._asked = term.id if term is not None else ""
        self._turn_to(self.glossary)
        self._write()
        if term is not None:
            self.glossary.scrollToAnchor(_anchor(term.id))
            announce(self, f"{term.title}. {term.text}")
        elif term_id:
            self.field.setText(term_id)

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size; the window grows with its text, as far as the screen allows."""
        grown = look.scale != self._look.scale or not self.isVisible()
        self._look = look
        if grown:
            self.resize((_SIZE * look.scale).boundedTo(self.screen().availableGeometry().size() * 0.9))
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Tell the keys anew when the window comes forward: they may have been changed meanwhile."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._write()

    def _turn_to(self, page: QWidget) -> None:
        self.field.clear()
        self.tabs.setCurrentWidget(page)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_glossary_anchor_clicked(self, link: QUrl) -> None:
        self.where_asked.emit(term_of_anchor(link.fragment()))

    def _on_field_changed(self) -> None:
        self._write()

    def _write(self) -> None:
        """Write what fits the question, where it is news."""
        rows = [row for row in self._rows() if self._fits(row.what, row.group, row.how)]
        terms = [term for term in TERMS if self._fits(term.title, f"{term.id} {term.symbol}", term.text)]
        found = [
            row for row in DERIVATIVES if self._fits(row.function.text, self._of_derivatives, note_of(row))
        ]
        self.derivatives.set_look(self._look)
        self.derivatives.show_rows(found)
        self.derivatives_area.setVisible(bool(found))
        _set_html(self.keys, self._page(_table(rows)))
        _set_html(self.glossary, self._page(self._list(terms)))

    @property
    def _of_derivatives(self) -> str:
        """The words that find every row of the derivative table."""
        return self.tr("derivative table, slope of a function")

    def _rows(self) -> list[Row]:
        return [*key_rows(self._menus), *gesture_rows()]

    def _fits(self, title: str, kind: str, note: str) -> bool:
        return match(self.field.text(), Entry(title, kind, note, self.accept)) > 0

    def _page(self, body: str) -> str:
        theme, px = self._look.theme, self._look.px
        nothing = f"<p>{escape(self.tr('Nothing here has this word.'))}</p>"
        return (
            f"<style>body, td {{ font-size: {px(13)}px; color: {theme.ink}; }}"
            f"h4 {{ font-size: {px(13)}px; color: {theme.muted}; margin: {px(14)}px 0 {px(4)}px 0; }}"
            f"p {{ margin: 0 0 {px(12)}px 0; }} .symbol {{ color: {theme.delta}; }}"
            f"a {{ color: {theme.forward}; }} .asked {{ background-color: {theme.forward_soft}; }}</style>"
            f"{body or nothing}"
        )

    def _list(self, terms: Iterable[Term]) -> str:
        return "".join(map(self._card, terms))

    def _card(self, term: Term) -> str:
        """Write what a word means, and where it is to be seen."""
        name, place = _anchor(term.id), self._where(term.id)
        words = self.tr("Show me where: {place}").format(place=place)
        link = f"<br><a href='#{name}'>{escape(words)}</a>" if place else ""
        role = "asked" if term.id == self._asked else "word"
        return (
            f"<p class='{role}'><a name='{name}'></a>"
            f"<b>{escape(term.title)}</b>&nbsp;&nbsp;<b class='symbol'>{escape(term.symbol)}</b><br>"
            f"{escape(term.text)}{link}</p>"
        )


def _anchor(term_id: str) -> str:
    return term_id.replace(" ", "_")


def term_of_anchor(name: str) -> str:
    """Return the id of the word that an anchor stands at."""
    return name.replace("_", " ")


def _table(rows: Iterable[Row]) -> str:
    """Write rows under the headings of their groups."""
    parts = []
    for group, members in groupby(rows, key=lambda row: row.group):
        lines = "".join(
            f"<tr><td width='58%'>{escape(row.what)}</td><td><b>{escape(row.how)}</b></td></tr>"
            for row in members
        )
        parts.append(f"<h4>{escape(group)}</h4><table width='100%' cellpadding='3'>{lines}</table>")
    return "".join(parts)


def _set_html(browser: QTextBrowser, html: str) -> None:
    """Show another text where it is one, at the same place."""
    if browser.property("written") != html:
        browser.setProperty("written", html)
        at = browser.verticalScrollBar().value()
        browser.setHtml(html)
        browser.verticalScrollBar().setValue(at)
