"""One word of the glossary."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

__all__ = ["Term"]


@dataclass(frozen=True, slots=True)
class Term:
    """One entry.

    Attributes
    ----------
    id : str
        Its English word; links and the search speak of it by this.
    symbol : str
        How it is written in formulas; empty where it has no sign.
    """

    id: str
    symbol: str
    _title: str
    _text: str

    @property
    def title(self) -> str:
        """The word, in the user's language."""
        return QCoreApplication.translate("Glossary", self._title)

    @property
    def text(self) -> str:
        """What it means."""
        return QCoreApplication.translate("Glossary", self._text)
