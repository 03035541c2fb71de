"""What the user chose, as a value. Everything has a default; nothing here knows Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

ThemeChoice = Literal["system", "light", "dark"]
Separator = Literal["system", "point", "comma"]
Notation = Literal["auto", "lecture", "layers"]
Mode = Literal["learn", "explore"]
Path = Literal["lecture", "week", "engineer", "all"]

THEME_CHOICES: tuple[ThemeChoice, ...] = ("system", "light", "dark")
SEPARATORS: tuple[Separator, ...] = ("system", "point", "comma")
NOTATIONS: tuple[Notation, ...] = ("auto", "lecture", "layers")
MODES: tuple[Mode, ...] = ("learn", "explore")
PATHS: tuple[Path, ...] = ("lecture", "week", "engineer", "all")
TEXT_SIZES = range(80, 201, 10)
"""Per cent that the text size may be."""
DECIMALS = range(2, 7)
"""Digits after the point that a number may have."""
SHORTEST, LONGEST = 0.1, 3.0
"""Seconds that a value may travel along its edge."""
MOTIONS = (0.3, 0.6, 1.0, 1.8)
"""The seconds that the commands for longer and shorter motion go through."""


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """Where the window stood, without the frame that the system draws around it, in px."""

    x: int
    y: int
    width: int
    height: int
    maximized: bool = False


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which regions are hidden, and how large the user made those that were resized.

    Attributes
    ----------
    hidden : frozenset of str
        Names of regions.
    sizes : mapping of str to int
        Px of a region across its movable border; a region that is not named takes its usual share.
    """

    hidden: frozenset[str] = frozenset()
    sizes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the user can choose about the window, whatever document is open.

    Attributes
    ----------
    theme : {"system", "light", "dark"}
    text_size : int
        Per cent, 80 to 200.
    decimals : int
        Digits after the point, 2 to 6.
    separator : {"system", "point", "comma"}
        What stands before the decimals.
    is_still : bool
        Whether motion is replaced by still pictures.
    seconds : float
        How long a value travels along its edge where there is motion.
    notation : {"auto", "lecture", "layers"}
    keys : mapping of str to str
        The first key of a command by the command's id, where it is not the usual one; an empty
        text takes the key away. Written as Qt writes it on every system: "Ctrl+Shift+Z".
    window : WindowPlace or None
    arrangement : Arrangement
    mode : {"learn", "explore"}
    views : mapping of str to str
        What stands beside the cost curve in each mode, where it is not the usual view.
    path : {"lecture", "week", "engineer", "all"}
        The way through the lessons.
    """

    theme: ThemeChoice = "system"
    text_size: int = 100
    decimals: int = 3
    separator: Separator = "system"
    is_still: bool = False
    seconds: float = 0.6
    notation: Notation = "auto"
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    window: WindowPlace | None = None
    arrangement: Arrangement = field(default_factory=Arrangement)
    mode: Mode = "learn"
    views: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    path: Path = "all"
