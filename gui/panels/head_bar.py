"""The head bar: what is open, how large it is, and the switch between light and dark."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.fonts import ui_font
from gui.icons import themed_icon
from gui.look import Look
from gui.theme import set_role

__all__ = ["HeadBar", "size_of"]

translate = QCoreApplication.translate
_TITLE_PX = 15
_MOST_LAYERS = 8
"""Of deeper networks the layers in the middle are left out."""


def size_of(net: Network, run: int = 1) -> str:
    """Write the size of a network: "2 – 4 – 3 – 1 · 31 parameters", and "run 2" after the first."""
    sizes = [str(size) for size in net.sizes]
    if len(sizes) > _MOST_LAYERS + 1:
        sizes = [*sizes[:3], "…", *sizes[-2:]]
    text = translate("HeadBar", "{sizes} · {count} parameters")
    if run > 1:
        text = translate("HeadBar", "{sizes} · {count} parameters · run {run}")
    return text.format(sizes=" – ".join(sizes), count=net.parameters, run=run)


class HeadBar(QFrame):
    """Title and size of the document at the left, the theme at the right.

    Parameters
    ----------
    shortcuts : mapping of str to str
        The key of each command by its id; "dark" is named in a tool tip.

    Signals
    -------
    theme_toggled()
        The user wants the other theme.
    """

    pointed = Signal(object)
    dispatched = Signal(object)
    theme_toggled = Signal()

    def __init__(self, shortcuts: Mapping[str, str] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "bar")
        self._look = Look()
        self._key = (shortcuts or {}).get("dark", "")
        self._title = ""
        self.title, self.size_label = QLabel(), QLabel()
        for label, role in ((self.title, "strong"), (self.size_label, "muted")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            set_role(label, role)
        self.theme_switch = QToolButton()
        self.theme_switch.clicked.connect(self.theme_toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(self.size_label)
        row.addStretch(1)
        row.addWidget(self.theme_switch)
        self.set_look(self._look)

    def show_frame(self, frame: Frame) -> None:
        """Show what is open."""
        self._title = " ".join(frame.document.title.split()) or self.tr("Untitled")
        self.size_label.setText(size_of(frame.network, frame.run))
        self._fit_title()

    def set_shortcuts(self, shortcuts: Mapping[str, str]) -> None:
        """Name another key in the tool tip."""
        self._key = shortcuts.get("dark", "")
        self.set_look(self._look)

    def light(self, refs: frozenset[Ref]) -> None:
        """Do nothing: no quantity is shown here."""

    def set_look(self, look: Look) -> None:
        """Take over the theme and the size of the text."""
        self._look = look
        self.title.setStyleSheet(f"font-size: {look.px(_TITLE_PX)}px;")
        name = self.tr("Light theme") if look.theme.dark else self.tr("Dark theme")
        self.theme_switch.setIcon(themed_icon("sun" if look.theme.dark else "moon", look.theme))
        self.theme_switch.setIconSize(QSize(look.px(18), look.px(18)))
        self.theme_switch.setAccessibleName(name)
        self.theme_switch.setToolTip(f"{name} ({self._key})" if self._key else name)
        self._fit_title()

    def minimumSizeHint(self) -> QSize:
        """Leave room for the buttons; a long title is shortened."""
        return QSize(360, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the title where there is no room for all of it."""
        super().resizeEvent(event)
        self._fit_title()

    def _fit_title(self) -> None:
        font = ui_font(_TITLE_PX * self._look.scale, QFont.Weight.DemiBold)
        others = (self.size_label, self.theme_switch)
        room = self.width() - sum(part.sizeHint().width() for part in others) - 70
        shown = QFontMetricsF(font).elidedText(self._title, Qt.TextElideMode.ElideRight, max(room, 60))
        self.title.setText(shown)
        self.title.setToolTip(self._title if shown != self._title else "")
