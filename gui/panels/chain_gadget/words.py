"""What the gadget says: names of its parts, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.nn.chain import Chain, Link
from gui.translation import QT_TRANSLATE_NOOP
from gui.words import aloud

__all__ = ["aloud_or_unknown", "delta_of", "local", "note_of", "unknown"]

translate = QCoreApplication.translate
_NOTES = (
    QT_TRANSLATE_NOOP("ChainGadget", "log is the natural logarithm"),
    QT_TRANSLATE_NOOP("ChainGadget", "angles are in radians"),
    QT_TRANSLATE_NOOP("ChainGadget", "σ is the sigmoid, σ(u) = 1/(1 + e⁻ᵘ)"),
    QT_TRANSLATE_NOOP("ChainGadget", "softplus(u) is log(1 + eᵘ)"),
    QT_TRANSLATE_NOOP("ChainGadget", "relu(u) is u where u > 0, and 0 elsewhere"),
)
"""The engine's remarks, listed for translators."""


def note_of(chain: Chain) -> str:
    """Say what a reader may take otherwise, in one line."""
    said = "; ".join(translate("ChainGadget", note) for note in chain.notes)
    return f"{said[:1].upper()}{said[1:]}." if said.startswith(("log", "angles")) else said


def unknown() -> str:
    """Say what a screen reader says for ``?``."""
    return translate("ChainGadget", "unknown")


def aloud_or_unknown(number: str) -> str:
    """Spell a number."""
    return unknown() if number == "?" else aloud(number)


def delta_of(label: str) -> str:
    """Write the wiggle of a variable or box."""
    return f"Δ{label}"


def local(link: Link) -> str:
    """Name a local derivative for those who hear it."""
    text = translate("ChainGadget", "{name}, the local derivative of {box}")
    return text.format(name=link.quotient.text, box=link.target)
