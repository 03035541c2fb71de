"""The settings dialog: stays open beside the window, and every choice takes effect at once."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QDialogButtonBox,
    QMessageBox,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.plain import plain_box
from gui.settings.desk import SettingsDesk
from gui.settings.fields import scrolling
from gui.settings.keys_page import KeysPage
from gui.settings.look_page import LookPage
from gui.theme import set_role

__all__ = ["SettingsDialog"]

_SIZE, _FIRM = QSize(500, 460), QSize(60, 140)
"""Px at a text size of 100 %: what grows with the text, and what does not."""
_FRAME = QSize(16, 56)
"""Px of the screen that are left for the frame that the system draws around the dialog."""


class SettingsDialog(QDialog):
    """Look, numbers, motion and notation on one page, keys on the other.

    Parameters
    ----------
    desk : SettingsDesk
    parent : QWidget
        The window beside which it stays.
    """

    def __init__(self, desk: SettingsDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scale = 0.0
        self.setWindowTitle(self.tr("Settings"))
        self.pages = QTabWidget()
        set_role(self.pages, "dialog")
        self.look, self.keys = LookPage(desk), KeysPage(desk)
        self.pages.addTab(scrolling(self.look), self.tr("Look and motion"))
        self.pages.addTab(scrolling(self.keys), self.tr("Keys"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 12)
        column.addWidget(self.pages, 1)
        column.addWidget(self._make_buttons())
        desk.changed.connect(self._fit)
        self._fit()

    def _make_buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.setContentsMargins(20, 0, 20, 0)
        box.rejected.connect(self.close)
        self.reset = QPushButton(self.tr("Reset to defaults…"))
        self.reset.clicked.connect(self._on_reset_clicked)
        box.addButton(self.reset, QDialogButtonBox.ButtonRole.ResetRole)
        for button in self.findChildren(QPushButton) + box.findChildren(QPushButton):
            button.setAutoDefault(False)
        return box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, as in the window, and close nothing."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focused := self.focusWidget(), QAbstractButton):
            focused.click()

    def _fit(self) -> None:
        """Grow and shrink with the text, as far as the screen goes."""
        scale = self._desk.look.scale
        if scale != self._scale:
            self._scale = scale
            self.resize((_SIZE * scale + _FIRM).boundedTo(self.screen().availableGeometry().size() - _FRAME))

    def _on_reset_clicked(self) -> None:
        """Ask, then go back to the usual settings."""
        sentence = self.tr("Set look, numbers, motion, notation and all keys back to the usual ones?")
        box = plain_box(self, self.tr("Reset to defaults"), sentence)
        yes = box.addButton(self.tr("Reset"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self.tr("Keep them"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        yes.clicked.connect(self._desk.reset)
        box.open()
