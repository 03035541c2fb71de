"""The keys of the clicker in one line, and all others by group."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from gui.look import Look
from gui.panels.lesson_card.flow import FlowLayout
from gui.present.keys.commands import COMMANDS, GROUPS, group_of, text_of
from gui.present.keys.table import KeyTable
from gui.theme import set_role

__all__ = ["KeysLine", "OtherKeys", "key_groups"]


def key_groups(keys: KeyTable) -> list[tuple[str, list[tuple[str, str]]]]:
    """List the words and the keys of all commands, group by group; what has no key is left out."""
    found = []
    for group, _ in GROUPS:
        own = [each for each in COMMANDS if each.group == group]
        rows = [(text_of(each), ", ".join(keys.texts_of(each.id))) for each in own]
        found.append((group_of(group).replace("&", ""), [row for row in rows if row[1]]))
    return found


class KeysLine(QFrame):
    """What the four keys of a clicker do, and how to find the others."""

    def __init__(self, keys: KeyTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.labels = [QLabel() for _ in self._rows]
        around, flow = QVBoxLayout(self), FlowLayout(None, 18)
        around.setContentsMargins(14, 5, 14, 6)
        around.addLayout(flow)
        for label in self.labels:
            label.setTextFormat(Qt.TextFormat.RichText)
            flow.addWidget(label)
        set_role(self, "keys")

    @property
    def _rows(self) -> tuple[tuple[str, str], ...]:
        """Key and meaning, the clicker's four first."""
        first = self._keys.text_of
        return (
            (first("next"), self.tr("next")),
            (first("back"), self.tr("back")),
            ("F5 / Esc", self.tr("autoplay")),
            (first("blank"), self.tr("blank")),
            (first("vote"), self.tr("count hands")),
            (first("freeze"), self.tr("freeze")),
            (first("jump"), self.tr("jump")),
            (first("help"), self.tr("all keys")),
        )

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        theme = look.theme
        self.setStyleSheet(f'QFrame[role="keys"] {{ border: none; border-top: 1px solid {theme.line}; }}')
        for label, (key, what) in zip(self.labels, self._rows, strict=True):
            label.setText(
                f"<b style='color: {theme.ink}'>{escape(key)}</b>"
                f"&nbsp;&nbsp;<span style='color: {theme.muted}'>{escape(what)}</span>"
            )


class OtherKeys(QLabel):
    """All keys in small print, group by group."""

    def __init__(self, keys: KeyTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        set_role(self, "small")

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        ink = look.theme.ink
        paragraphs = []
        for group, rows in key_groups(self._keys):
            listed = " · ".join(
                f"<b style='color: {ink}'>{escape(how)}</b> {escape(what)}" for what, how in rows
            )
            paragraphs.append(f"<p style='margin: 0 0 4px 0'><b>{escape(group)}:</b> {listed}</p>")
        self.setText("".join(paragraphs))
