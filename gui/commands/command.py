"""A command: something the user can do, in the menus, by a key and by the command search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.session import actions as act
from engine.session.frame import Frame

Effect = act.Action | Callable[[Frame], act.Action] | str


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can do.

    Attributes
    ----------
    id : str
        Its name in code; settings and lessons speak of it by this.
    menu, text : str
        The menu it is in, and its words there (translated when shown).
    keys : tuple of str
        Its shortcuts, the first one shown.
    effect : Action, function of the frame to an Action, or str
        What is dispatched; a text is the way from the window to a slot, such as "files.save", and after
        a space what the slot is called with: "regions.see says".
    enabled : function of the frame
        Whether it can be done now.
    checked : function of the frame, or None
        Whether it is on; None for a command that is not a switch. Switches of the window itself
        (theme, motion) are set by the window.
    object : function of the frame
        What it is done to, written after its words: "Undo set w₂".
    apart : bool
        Whether a line stands above it in the menu.
    within : str
        Title of the menu inside that menu in which it stands; empty where it stands in the menu itself.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...]
    effect: Effect
    enabled: Callable[[Frame], bool] = lambda _frame: True
    checked: Callable[[Frame], bool] | None = None
    object: Callable[[Frame], str] = lambda _frame: ""
    apart: bool = False
    within: str = ""

    @property
    def follows(self) -> bool:
        """Whether a frame can change it at all: most commands are always the same."""
        always = (Command.__dataclass_fields__[name].default for name in ("enabled", "checked", "object"))
        return (self.enabled, self.checked, self.object) != tuple(always)


def text_of(command: Command, frame: Frame | None = None) -> str:
    """Return a command's words in the user's language, with what it is done to where a frame says it."""
    words = QCoreApplication.translate("Command", command.text)
    object_ = command.object(frame) if frame is not None else ""
    return f"{words} {object_}" if object_ else words
