"""Training from the console: a number of updates, Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.present.console.prompt import TypedPrompt

if TYPE_CHECKING:
    from gui.present.presenter import Presenter

__all__ = ["TrainPrompt"]


class TrainPrompt(TypedPrompt):
    """Type ``100 Enter`` to train 100 updates; T leaves it."""

    def __init__(self, presenter: Presenter, parent: QWidget | None = None) -> None:
        super().__init__(presenter, Qt.Key.Key_T, parent)
        self.title.setText(self.tr("Train"))
        self.field.setAccessibleName(self.tr("Number of updates"))
        self.field.setPlaceholderText(self.tr("updates"))

    def typed(self, text: str) -> None:
        """Say what to type."""
        is_number = not text.strip() or text.strip().isdecimal()
        self.say(
            self.tr("A number of updates, then Enter. T leaves.")
            if is_number
            else self.tr("“{text}” is no number of updates.").format(text=text.strip())
        )

    def entered(self, text: str) -> None:
        """Train so many updates."""
        if text.strip().isdecimal():
            self.leave()
            self.presenter.run(int(text))
