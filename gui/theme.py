"""The look: design tokens for four themes, and how Qt is made to wear them.

A theme is a value. Colours are ``#RRGGBB`` texts, ready for style sheets and
rich text; `Theme.colour` gives the QColor for painting. All are opaque:
translucent antialiased pens cost five to eight times as much, so tints are
blended against their background beforehand (`blend`).
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import lru_cache
from string import Template

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from gui.fonts import CODE_FAMILY, SYMBOL_FAMILY, UI_FAMILY, ui_font
from resources import read_text, resource_path

__all__ = [
    "BASE_PX",
    "DARK",
    "LIGHT",
    "NEGATIVE_DASHES",
    "ROOM_DARK",
    "ROOM_LIGHT",
    "SMALL_PX",
    "THEMES",
    "Theme",
    "apply_theme",
    "blend",
    "contrast",
    "palette",
    "set_role",
    "style_sheet",
]

BASE_PX, SMALL_PX = 13, 12
NEGATIVE_DASHES = (6.0, 4.0)
"""A negative weight is dashed: px drawn, px left out."""
_SRGB_KNEE = 0.04045


@dataclass(frozen=True, slots=True)
class Theme:
    """The design tokens of one theme."""

    name: str
    dark: bool
    room: bool
    background: str
    surface: str
    line: str
    ink: str
    muted: str
    faint: str
    forward: str
    forward_soft: str
    negative: str
    delta: str
    delta_soft: str
    update: str
    update_soft: str
    cost: str
    cost_soft: str

    @property
    def on_fill(self) -> str:
        """The text colour on a pill that is filled with a token."""
        return self.surface

    @property
    def disabled(self) -> str:
        """The text of what cannot be done now: paler than second-rank text, still 3:1 on either ground."""
        return blend(self.muted, self.surface, 0.75)

    @property
    def border(self) -> str:
        """The border of a field, and the thumb of a scroll bar: 3:1 on either ground."""
        return blend(self.faint, self.surface, 0.85)

    def hex(self, role: str) -> str:
        """Return a token by name, for example ``"delta"`` or ``"on_fill"``.

        Raises
        ------
        KeyError
            If there is no such colour.
        """
        found = getattr(self, role, None)
        if not isinstance(found, str) or not found.startswith("#"):
            raise KeyError(role)
        return found

    def colour(self, role: str) -> QColor:
        """Return a token by name, ready to paint with."""
        return QColor(self.hex(role))

    def soft(self, role: str) -> str:
        """Return the pale companion of a token; blended where none is set."""
        own = getattr(self, f"{role}_soft", None)
        return own if isinstance(own, str) else blend(self.hex(role), self.surface, 0.1)


LIGHT = Theme(
    name="light",
    dark=False,
    room=False,
    background="#F6F7F9",
    surface="#FFFFFF",
    line="#E1E5EA",
    ink="#1B2430",
    muted="#566172",
    faint="#6B7788",
    forward="#0A62A4",
    forward_soft="#E3F0FA",
    negative="#B0460A",
    delta="#A0246F",
    delta_soft="#F7E6F0",
    update="#07704F",
    update_soft="#E0F3EC",
    cost="#665600",
    cost_soft="#F6F0D4",
)
DARK = Theme(
    name="dark",
    dark=True,
    room=False,
    background="#12161C",
    surface="#1A2028",
    line="#2C3541",
    ink="#EEF2F6",
    muted="#A9B5C3",
    faint="#8593A3",
    forward="#66B8F2",
    forward_soft="#16324A",
    negative="#F79B66",
    delta="#F388CA",
    delta_soft="#3A2033",
    update="#55D4A8",
    update_soft="#123A2E",
    cost="#E6CF5A",
    cost_soft="#38330F",
)
ROOM_LIGHT = Theme(
    name="room light",
    dark=False,
    room=True,
    background="#FFFFFF",
    surface="#FFFFFF",
    line="#C9D0D8",
    ink="#10161E",
    muted="#414B59",
    faint="#6B7788",
    forward="#074A80",
    forward_soft="#E8F3FB",
    negative="#86330A",
    delta="#7E1757",
    delta_soft="#F9EBF3",
    update="#05543B",
    update_soft="#E7F5F0",
    cost="#4F4300",
    cost_soft="#F9F4DE",
)
ROOM_DARK = Theme(
    name="room dark",
    dark=True,
    room=True,
    background="#0B0E13",
    surface="#12171E",
    line="#3A4552",
    ink="#F5F8FB",
    muted="#C3CCD6",
    faint="#8593A3",
    forward="#8CCBF7",
    forward_soft="#123049",
    negative="#FBB58C",
    delta="#F9ABDB",
    delta_soft="#3A1F33",
    update="#82E3C2",
    update_soft="#113A2E",
    cost="#EFDD83",
    cost_soft="#363110",
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK, ROOM_LIGHT, ROOM_DARK)}


@lru_cache(maxsize=1024)
def blend(colour: str, background: str, share: float) -> str:
    """Mix ``share`` (0–1) of a colour into a background, as an opaque colour.

    Examples
    --------
    >>> blend("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    mixed = (
        round(share * over + (1 - share) * under)
        for over, under in zip(_channels(colour), _channels(background), strict=True)
    )
    return "#" + "".join(f"{value:02X}" for value in mixed)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, 1.4.3).

    Examples
    --------
    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    low, high = sorted((_luminance(first), _luminance(second)))
    return round((high + 0.05) / (low + 0.05), 3)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """Return the relative luminance of an sRGB colour, 0 to 1."""
    red, green, blue = (_linear(value / 255) for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    """Undo the sRGB curve (IEC 61966-2-1), which is a straight line near black."""
    return value / 12.92 if value <= _SRGB_KNEE else ((value + 0.055) / 1.055) ** 2.4


def palette(theme: Theme) -> QPalette:
    """Translate a theme into Qt's roles, so that no widget is left default grey."""
    role = QPalette.ColorRole
    result = QPalette()
    for target, colour in {
        role.Window: theme.surface,
        role.Base: theme.surface,
        role.AlternateBase: theme.background,
        role.Button: theme.surface,
        role.ToolTipBase: theme.ink,
        role.ToolTipText: theme.surface,
        role.WindowText: theme.ink,
        role.Text: theme.ink,
        role.ButtonText: theme.ink,
        role.BrightText: theme.on_fill,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.forward,
        role.HighlightedText: theme.on_fill,
        role.Accent: theme.forward,
        role.Link: theme.forward,
        role.LinkVisited: theme.delta,
        role.Light: theme.surface,
        role.Midlight: theme.background,
        role.Mid: theme.line,
        role.Dark: theme.faint,
        role.Shadow: blend("#000000", theme.surface, 0.35),
    }.items():
        result.setColor(target, QColor(colour))
    quiet = QColor(theme.disabled)
    for target in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, target, quiet)
    result.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(theme.line))
    return result


def style_sheet(theme: Theme, text_scale: float = 1.0) -> str:
    """Fill in the bundled style sheet: ``$token`` colours, sizes like ``13sp`` scaled."""
    QDir.setSearchPaths("icons", [str(resource_path("icons"))])
    words = {key: str(value) for key, value in asdict(theme).items()}
    words |= {
        "on_fill": theme.on_fill,
        "hover": blend(theme.ink, theme.surface, 0.06),
        "pressed": blend(theme.ink, theme.surface, 0.12),
        "disabled": theme.disabled,
        "thumb": theme.border,
        "ink_hover": blend(theme.ink, theme.surface, 0.86),
        "border": theme.border,
        "tone": "dark" if theme.dark else "light",
        # Half of 14sp and the border: a corner that is rounder than a circle would not be round at all.
        "round": f"{round(14 * text_scale) // 2 + 1}px",
        **_slider(text_scale),
        "code": f'"{CODE_FAMILY}", "{SYMBOL_FAMILY}"',
        "family": f'"{UI_FAMILY}", "{SYMBOL_FAMILY}"',
    }
    sheet = Template(read_text("theme.qss")).substitute(words)
    return re.sub(r"\b(\d+)sp\b", lambda size: f"{round(int(size[1]) * text_scale)}px", sheet)


def _slider(text_scale: float) -> dict[str, str]:
    """Measure groove and knob of a slider: a circle whose corners are no rounder than it is high."""
    groove = round(4 * text_scale)
    over = round(5 * text_scale)
    knob = groove + 2 * over
    return {"groove": f"{groove}px", "over": f"{over}px", "knob": f"{knob}px", "knob_round": f"{knob // 2}px"}


def apply_theme(target: QApplication | QWidget, theme: Theme, text_scale: float = 1.0) -> None:
    """Dress the whole application, or one window of it, in a theme; works live.

    Parameters
    ----------
    target : QApplication or QWidget
        The audience view is one window with a room theme of its own.
    theme : Theme
    text_scale : float
        0.8 to 2.0, the user's text size.
    """
    # Once dressed, the style is Qt's style sheet wrapper around Fusion, without a name.
    if isinstance(target, QApplication) and not target.styleSheet():
        target.setStyle("Fusion")
    target.setPalette(palette(theme))
    target.setFont(ui_font(BASE_PX * text_scale))
    sheet = style_sheet(theme, text_scale)
    if target.styleSheet() != sheet:  # Qt would dress every widget anew
        target.setStyleSheet(sheet)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget a role of the style sheet, also after it has been shown."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
