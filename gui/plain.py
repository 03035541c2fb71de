"""Texts that others wrote, such as titles and file names: shown as they stand, whatever marks they hold."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

__all__ = ["explain", "plain_box", "plain_tip", "wrapped_tip"]


def plain_box(window: QWidget, title: str, text: str) -> QMessageBox:
    """Make a message box over a window, gone once it is closed; the caller adds the buttons."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, QMessageBox.StandardButton.NoButton, window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def plain_tip(text: str) -> str:
    """Write a tool tip: Qt takes a text that looks like HTML for HTML there, and would even load pictures."""
    return wrapped_tip(text) if "<" in text else text


def wrapped_tip(text: str) -> str:
    """Write a tool tip of some length: Qt breaks the lines of rich text only."""
    return f"<span>{escape(text)}</span>"


def explain(widget: QWidget, text: str) -> None:
    """Say what a widget is about, in a tip, and to screen readers where they are not told more already."""
    widget.setToolTip(wrapped_tip(text))
    if not widget.accessibleDescription():
        widget.setAccessibleDescription(text)  # Qt would tell the tip, marks and all
