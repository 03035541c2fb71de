"""The welcome card: what one sees, a hint for the step in play, and the keys."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from engine.nn.network import same_network
from engine.session.document import two_nodes
from engine.session.frame import Frame
from gui.fonts import ui_font
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.welcome.hints import hint_of
from gui.theme import BASE_PX, set_role

__all__ = ["Welcome"]

_HINT_PAD, _HINT_GAP = 10, 4


class Welcome(SurfacePanel):
    """Says what one sees, what to do next, and which keys there are.

    Parameters
    ----------
    shortcuts : mapping of str to str
        The key of each command by its id; those of "step", "back", "play", "phase" and "update"
        are listed.
    """

    def __init__(self, shortcuts: Mapping[str, str] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts or {}
        self._look = Look()
        self._frame: Frame | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 8)
        column.setSpacing(10)
        title = _label(self.tr("Welcome"), "title")
        self.intro = _label("", None)
        flow = self.tr(
            "Forward, numbers flow downstream and end in the cost J. "
            "Backward, each δ flows upstream and says how its weights should move."
        )
        for part in (title, self.intro, _label(flow, None), self._hint_card()):
            column.addWidget(part)
        self._keys_heading = _label(self.tr("Keys"), "heading")
        self._grid = self._keys_grid()
        column.addWidget(self._keys_heading)
        column.addLayout(self._grid)
        self._list_keys()

    def _hint_card(self) -> QFrame:
        card = self._hint = QFrame()
        set_role(card, "hint")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(12, _HINT_PAD, 12, _HINT_PAD)
        inside.setSpacing(_HINT_GAP)
        self.hint_title, self.hint_text = _label("", "strong"), _label("", None)
        self.hint_text.setAlignment(Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self.hint_title)
        inside.addWidget(self.hint_text, 1)
        return card

    @staticmethod
    def _keys_grid() -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 4)
        return grid

    def set_shortcuts(self, shortcuts: Mapping[str, str]) -> None:
        """Name other keys, in the list and in the hints."""
        self._shortcuts = shortcuts
        while (item := self._grid.takeAt(0)) is not None:
            if (label := item.widget()) is not None:
                label.deleteLater()
        self._list_keys()
        if self._frame is not None:
            self.show_frame(self._frame)

    def _list_keys(self) -> None:
        names = {
            "step": self.tr("take a step"),
            "back": self.tr("take a step back"),
            "play": self.tr("play and pause"),
            "phase": self.tr("finish the phase"),
            "update": self.tr("next update"),
        }
        listed = [item for item in names.items() if item[0] in self._shortcuts]
        for row, (command, name) in enumerate(listed):
            self._grid.addWidget(_label(self._shortcuts[command], "strong"), row, 0)
            self._grid.addWidget(_label(name, "muted"), row, 1)
        self._keys_heading.setVisible(bool(listed))

    def show_frame(self, frame: Frame) -> None:
        """Give the hint for the step in play."""
        self._frame = frame
        hint = hint_of(frame, self._look, self._shortcuts)
        self.hint_title.setText(hint.title)
        self.hint_text.setText(hint.text)
        text = self.tr("You see one training update of {network}, one small step at a time.")
        self.intro.setText(text.format(network=self._kind(frame)))

    def _kind(self, frame: Frame) -> str:
        """Say which network it is; only the lecture's own is called so."""
        if frame.document.network.sizes != (1, 1, 1):
            return self.tr("this network")
        lectures = two_nodes()
        same = same_network(frame.document.network, lectures.network)
        if same and frame.document.title == lectures.title:
            return self.tr("the lecture's two-node network")
        return self.tr("a two-node network")

    def set_look(self, look: Look) -> None:
        """Take over the way numbers are written."""
        self._look = look
        # Room for a title of two lines and three more, so that what is below does not jump from hint to hint.
        line = math.ceil(QFontMetricsF(ui_font(BASE_PX * look.scale)).lineSpacing())
        self._hint.setMinimumHeight(5 * line + 2 * _HINT_PAD + _HINT_GAP)
        if self._frame is not None:
            self.show_frame(self._frame)


def _label(text: str, role: str | None) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role is not None:
        set_role(label, role)
    return label
