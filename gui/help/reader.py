"""The window of keys and glossary: two tabs and one search, beside the work and not in its way."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QMainWindow, QTabWidget, QTextBrowser, QVBoxLayout

from gui.help.entry import Entry, match
from gui.help.glossary import TERMS, Term
from gui.help.keys import Row, gesture_rows, key_rows
from gui.look import Look

__all__ = ["Reader"]

_SIZE = QSize(620, 640)


class Reader(QDialog):
    """Keys and glossary, searched by one field.

    Parameters
    ----------
    window : QMainWindow
        Its menus tell the commands and the keys that the user gave them.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._menus = window.menuBar()
        self._look = Look()
        self.setWindowTitle(self.tr("Keys and glossary"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Search keys and words"))
        self.field.setAccessibleName(self.tr("Search keys and words"))
        self.field.setClearButtonEnabled(True)
        self.keys, self.glossary = QTextBrowser(), QTextBrowser()
        self.keys.setAccessibleName(self.tr("Keys"))
        self.glossary.setAccessibleName(self.tr("Glossary"))
        self.tabs = QTabWidget()
        self.tabs.addTab(self.keys, self.tr("Keys"))
        self.tabs.addTab(self.glossary, self.tr("Glossary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.tabs, 1)
        self.field.textChanged.connect(self._on_field_changed)

    def show_keys(self) -> None:
        """Turn to the keys."""
        self._turn_to(self.keys)

    def show_glossary(self, term_id: str = "") -> None:
        """Turn to the glossary, and to one of its words."""
        self._turn_to(self.glossary)
        if term_id:
            self.glossary.scrollToAnchor(_anchor(term_id))

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

    def _turn_to(self, page: QTextBrowser) -> None:
        self.field.clear()
        self.tabs.setCurrentWidget(page)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_field_changed(self) -> None:
        self._write()

    def _write(self) -> None:
        """Write what fits the question, where it is news."""
        rows = [row for row in self._rows() if self._fits(row.what, row.group, row.how)]
        terms = [term for term in TERMS if self._fits(term.title, f"{term.id} {term.symbol}", term.text)]
        _set_html(self.keys, self._page(_table(rows)))
        _set_html(self.glossary, self._page(self._list(terms)))

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
            f"p {{ margin: 0 0 {px(12)}px 0; }} .symbol {{ color: {theme.delta}; }}</style>"
            f"{body or nothing}"
        )

    @staticmethod
    def _list(terms: Iterable[Term]) -> str:
        return "".join(
            f"<p><a name='{_anchor(term.id)}'></a><b>{escape(term.title)}</b>"
            f"&nbsp;&nbsp;<b class='symbol'>{escape(term.symbol)}</b><br>{escape(term.text)}</p>"
            for term in terms
        )


def _anchor(term_id: str) -> str:
    return term_id.replace(" ", "-")


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
