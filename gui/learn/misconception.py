"""What is said of one misconception."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

__all__ = ["Misconception"]

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Misconception:
    """What one seems to have done, the question that exposes it, and three rungs of hints.

    Attributes
    ----------
    id : str
        "M01" and so on; of the general hints the symbol of what was asked.
    """

    id: str
    _name: str
    _did: str
    _question: str
    _rungs: tuple[str, str, str]

    @property
    def name(self) -> str:
        """What it is called, in a few words, in the user's language."""
        return translate("Misconception", self._name)

    @property
    def did(self) -> str:
        """One sentence: what was done, it seems."""
        return translate("Misconception", self._did)

    @property
    def question(self) -> str:
        """One question that exposes it."""
        return translate("Misconception", self._question)

    @property
    def rungs(self) -> tuple[str, str, str]:
        """Point, principle, and what is shown on the diagram."""
        point, principle, show = self._rungs
        return (
            translate("Misconception", point),
            translate("Misconception", principle),
            translate("Misconception", show),
        )
