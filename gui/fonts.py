"""The bundled fonts: Upstream Sans (Inter), Symbols and Mono (both DejaVu).

With no font installed on a bare machine all text would be boxes, and with some
other Inter installed the figures would differ, so the program brings its own,
under names of its own. See ``resources/fonts/README.md``.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from resources import read_bytes, resource

__all__ = ["CODE_FAMILY", "SYMBOL_FAMILY", "UI_FAMILY", "code_font", "load_fonts", "ui_font"]

UI_FAMILY = "Upstream Sans"
SYMBOL_FAMILY = "Upstream Symbols"  # what Inter lacks: ∇ ⊙ ⊘ ◂ ▸ ₖ …
CODE_FAMILY = "Upstream Mono"


@cache
def load_fonts() -> tuple[str, ...]:
    """Hand the bundled fonts to Qt, once; return their family names, sorted.

    Needs a QGuiApplication.

    Raises
    ------
    RuntimeError
        If Qt cannot read one of them, or there is no QGuiApplication yet: Qt would crash.
    """
    if QGuiApplication.instance() is None:
        message = "fonts can be loaded only once there is a QGuiApplication"
        raise RuntimeError(message)
    families: set[str] = set()
    for entry in resource("fonts").iterdir():
        if entry.name.endswith(".ttf"):
            families.update(_add(entry.name))
    return tuple(sorted(families))


def _add(name: str) -> list[str]:
    """Add one font file; return the families it holds."""
    number = QFontDatabase.addApplicationFontFromData(read_bytes("fonts", name))
    if number < 0:
        message = f"the bundled font {name} cannot be read"
        raise RuntimeError(message)
    return QFontDatabase.applicationFontFamilies(number)


def ui_font(px: float, weight: QFont.Weight = QFont.Weight.Normal, *, tabular: bool = True) -> QFont:
    """Make the interface font; ``tabular`` gives every figure the same width."""
    font = _font((UI_FAMILY, SYMBOL_FAMILY), px, weight)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def code_font(px: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Make the fixed-width font, for the NumPy lines."""
    font = _font((CODE_FAMILY, SYMBOL_FAMILY), px, weight)
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font


def _font(families: tuple[str, ...], px: float, weight: QFont.Weight) -> QFont:
    load_fonts()
    font = QFont(list(families))
    font.setPixelSize(max(1, round(px)))
    font.setWeight(weight)
    # Hinting would snap widths to whole pixels and make text jump while it scales.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
