"""The desk where settings are changed: each change takes effect at once and is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from gui.desk import Desk
from gui.look import Look
from gui.settings.memory import Memory
from gui.settings.settings import MODES, MOTIONS, TEXT_SIZES, Settings
from gui.theme import DARK, LIGHT

__all__ = ["SettingsDesk", "look_of", "remembered_look"]


class SettingsDesk(Desk):
    """Holds the settings of one window.

    Parameters
    ----------
    look : Look or None
        How the window is drawn at first. With None it is as the user left it, and what is changed is
        remembered; a given look is that of a window that remembers nothing, for pictures and tests.
    window : QMainWindow

    Attributes
    ----------
    settings : Settings

    Signals
    -------
    changed(settings)
    troubled(sentence)
        The settings could not be read, or can't be remembered.
    flushing()
        Whatever waits to be remembered is to be written now.
    """

    changed = Signal(object)
    troubled = Signal(str)
    flushing = Signal()

    def __init__(self, look: Look | None, window: QMainWindow) -> None:
        super().__init__(window)
        self._memory = Memory(self) if look is None else None
        self.settings = settings_of(look) if look is not None else Settings()
        if self._memory is not None:
            self._memory.troubled.connect(self.troubled)
            self.settings = self._memory.read()
        hints = QGuiApplication.styleHints()
        self._system_is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        hints.colorSchemeChanged.connect(self._on_hints_color_scheme_changed)

    @property
    def remembers(self) -> bool:
        """Whether what is changed here is there again at the next start."""
        return self._memory is not None

    @property
    def look(self) -> Look:
        """How panels are drawn with these settings."""
        return look_of(self.settings, self._system_is_dark)

    def point(self, separator: str) -> str:
        """Return the sign of a choice of decimal separator."""
        return _point(separator)

    def change(self, **changes: Any) -> None:
        """Change some settings by name; they hold at once and are remembered."""
        after = replace(self.settings, **changes)
        if after == self.settings:
            return
        self.settings = after
        if self._memory is not None:
            self._memory.remember(**changes)
        self.changed.emit(after)

    def tell_trouble(self) -> None:
        """Say why the settings could not be read, once there is a window to say it in."""
        if self._memory is not None and self._memory.trouble:
            self.troubled.emit(self._memory.trouble)

    def flush(self) -> None:
        """Write now what waits to be remembered."""
        if self._memory is not None:
            self._memory.flush()
        self.flushing.emit()

    def reset(self) -> None:
        """Go back to the usual settings; where the window and its regions stand is none of them."""
        usual, now = Settings(), self.settings
        kept = {name: getattr(now, name) for name in ("window", "arrangement", "mode", "views", "path")}
        every = {entry.name: getattr(usual, entry.name) for entry in fields(Settings)}
        self.change(**(every | kept))

    def _on_hints_color_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        self._system_is_dark = scheme == Qt.ColorScheme.Dark
        if self.settings.theme == "system":
            self.changed.emit(self.settings)

    @property
    def ticks(self) -> Mapping[str, bool]:
        """Say which switches among the commands are on."""
        modes = {f"mode_{mode}": mode == self.settings.mode for mode in MODES}
        return {"dark": self.look.theme.dark, "still": self.settings.is_still} | modes

    def toggle_dark(self) -> None:
        """Switch between the light and the dark theme."""
        self.change(theme="light" if self.look.theme.dark else "dark")

    def toggle_motion(self) -> None:
        """Switch between motion and still pictures."""
        self.change(is_still=not self.settings.is_still)

    def longer_motion(self) -> None:
        """Let values travel more slowly."""
        here = self.settings.seconds
        self.change(is_still=False, seconds=next((s for s in MOTIONS if s > here), max(here, MOTIONS[-1])))

    def shorter_motion(self) -> None:
        """Let values travel faster."""
        here = self.settings.seconds
        fewer = next((s for s in reversed(MOTIONS) if s < here), min(here, MOTIONS[0]))
        self.change(is_still=False, seconds=fewer)

    def larger_text(self) -> None:
        """Write everything one size larger."""
        here = self.settings.text_size
        self.change(text_size=next((size for size in TEXT_SIZES if size > here), here))

    def smaller_text(self) -> None:
        """Write everything one size smaller."""
        here = self.settings.text_size
        self.change(text_size=next((size for size in reversed(TEXT_SIZES) if size < here), here))

    def normal_text(self) -> None:
        """Write everything at the usual size."""
        self.change(text_size=Settings().text_size)

    def learn(self) -> None:
        """Go to the lessons."""
        self.change(mode="learn")

    def explore(self) -> None:
        """Go to where everything can be changed."""
        self.change(mode="explore")

    def open_dialog(self) -> None:
        """Show the dialog, or bring it to the front."""
        from gui.settings.dialog import SettingsDialog

        # The window keeps the dialog: a reference here would make a circle, which Python frees at odd times.
        dialog = self.window.findChild(SettingsDialog) or SettingsDialog(self, self.window)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()


def look_of(chosen: Settings, system_is_dark: bool) -> Look:
    """Return how things are drawn with some settings."""
    is_dark = system_is_dark if chosen.theme == "system" else chosen.theme == "dark"
    return Look(
        theme=DARK if is_dark else LIGHT,
        decimals=chosen.decimals,
        point=_point(chosen.separator),
        motion=0.0 if chosen.is_still else chosen.seconds,
        scale=chosen.text_size / 100,
    )


def remembered_look() -> Look:
    """Return how things are drawn as the user left it, where there is no window to ask."""
    is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return look_of(Memory().read(), is_dark)


def _point(separator: str) -> str:
    if separator == "system":
        return "," if QLocale.system().decimalPoint() == "," else "."
    return "," if separator == "comma" else "."


def settings_of(look: Look) -> Settings:
    """Return the settings that give a look."""
    return Settings(
        theme="dark" if look.theme.dark else "light",
        text_size=round(look.scale * 100),
        decimals=look.decimals,
        separator="comma" if look.point == "," else "point",
        is_still=look.motion == 0,
        seconds=look.motion or Settings().seconds,
    )
