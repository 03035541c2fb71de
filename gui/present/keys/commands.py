"""Everything that can be done while presenting, in one table: keys, menus and the list of keys follow."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["ALWAYS", "BY_ID", "COMMANDS", "FIXED", "GROUPS", "OF_WEIGHT", "Command", "group_of", "text_of"]

GROUPS: tuple[tuple[str, str], ...] = (
    ("lesson", QT_TRANSLATE_NOOP("PresentMenu", "&Lesson")),
    ("question", QT_TRANSLATE_NOOP("PresentMenu", "&Question")),
    ("steps", QT_TRANSLATE_NOOP("PresentMenu", "&Steps")),
    ("screen", QT_TRANSLATE_NOOP("PresentMenu", "S&creen")),
    ("draw", QT_TRANSLATE_NOOP("PresentMenu", "&Draw")),
    ("room", QT_TRANSLATE_NOOP("PresentMenu", "&Room")),
)


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the presenter can be told to do.

    Attributes
    ----------
    id : str
        Name of the presenter's method; the file of keys speaks of it by this.
    group : str
        The menu that it is in, of `GROUPS`.
    text : str
        Its words, translated when shown.
    keys : tuple of str
        Its usual keys as Qt writes them on every system, the first one shown.
    repeats : bool
        Whether a key that is held does it again and again.
    is_free : bool
        Whether a visitor of an open day may do it: it ends no loop and asks for no console and no file.
    """

    id: str
    group: str
    text: str
    keys: tuple[str, ...] = ()
    repeats: bool = False
    is_free: bool = False


def _free(name: str, group: str, text: str, *keys: str, repeats: bool = False) -> Command:
    return Command(name, group, text, keys, repeats, is_free=True)


def _own(name: str, group: str, text: str, *keys: str) -> Command:
    return Command(name, group, text, keys)


COMMANDS: tuple[Command, ...] = (
    _free(
        "next", "lesson", QT_TRANSLATE_NOOP("PresentCommand", "Next"),
        "PgDown", "Right", "Space", "Return", "Enter",
    ),
    _free("back", "lesson", QT_TRANSLATE_NOOP("PresentCommand", "Back"), "PgUp", "Left", "Shift+Space"),
    _free("autoplay", "lesson", QT_TRANSLATE_NOOP("PresentCommand", "Autoplay"), "F5", "Esc"),
    _free("slower", "lesson", QT_TRANSLATE_NOOP("PresentCommand", "Slower"), "["),
    _free("faster", "lesson", QT_TRANSLATE_NOOP("PresentCommand", "Faster"), "]"),
    _own("jump", "lesson", QT_TRANSLATE_NOOP("PresentCommand", "Jump…"), "G"),
    _free("reset_stop", "lesson", QT_TRANSLATE_NOOP("PresentCommand", "Reset the stop"), "0"),
    _free("reset_lesson", "lesson", QT_TRANSLATE_NOOP("PresentCommand", "Reset the lesson"), "Shift+0"),
    _own("reset_all", "lesson", QT_TRANSLATE_NOOP("PresentCommand", "Reset everything…"), "Ctrl+0"),
    _own("loop", "lesson", QT_TRANSLATE_NOOP("PresentCommand", "Open-day loop"), "L"),
    _own("take_away", "lesson", QT_TRANSLATE_NOOP("PresentCommand", "Take-away…"), "Ctrl+S"),
    _own("leave", "lesson", QT_TRANSLATE_NOOP("PresentCommand", "Leave…"), "Ctrl+Q"),

    _own("vote", "question", QT_TRANSLATE_NOOP("PresentCommand", "Count votes"), "V"),
    _own("second_vote", "question", QT_TRANSLATE_NOOP("PresentCommand", "Second vote"), "Shift+V"),
    _own("show_votes", "question", QT_TRANSLATE_NOOP("PresentCommand", "Show votes, or hide them"), "U"),
    _free("reveal_selected", "question", QT_TRANSLATE_NOOP("PresentCommand", "Reveal the selected ?"), "R"),
    _free("hide_selected", "question", QT_TRANSLATE_NOOP("PresentCommand", "Hide it again"), "Shift+R"),
    _free("reveal_all", "question", QT_TRANSLATE_NOOP("PresentCommand", "Reveal all of the stop"), "A"),
    _free("hide_all", "question", QT_TRANSLATE_NOOP("PresentCommand", "Hide all of the stop again"), "H"),

    _free("zoom_phase", "steps", QT_TRANSLATE_NOOP("PresentCommand", "Steps of a phase"), "1"),
    _free("zoom_layer", "steps", QT_TRANSLATE_NOOP("PresentCommand", "Steps of a layer"), "2"),
    _free("zoom_node", "steps", QT_TRANSLATE_NOOP("PresentCommand", "Steps of a node"), "3"),
    _free("zoom_term", "steps", QT_TRANSLATE_NOOP("PresentCommand", "Steps of an edge"), "4"),
    _free("deeper", "steps", QT_TRANSLATE_NOOP("PresentCommand", "One micro-step deeper"), "Down"),
    _free("out", "steps", QT_TRANSLATE_NOOP("PresentCommand", "One micro-step out"), "Up"),
    _free("next_sample", "steps", QT_TRANSLATE_NOOP("PresentCommand", "Next sample"), "S"),
    _free("previous_sample", "steps", QT_TRANSLATE_NOOP("PresentCommand", "Previous sample"), "Shift+S"),
    _own("train", "steps", QT_TRANSLATE_NOOP("PresentCommand", "Train…"), "T"),
    _free("more", "steps", QT_TRANSLATE_NOOP("PresentCommand", "Selected weight + 0.1"), "+", repeats=True),
    _free("less", "steps", QT_TRANSLATE_NOOP("PresentCommand", "Selected weight − 0.1"), "-", repeats=True),
    _free(
        "more_fine", "steps", QT_TRANSLATE_NOOP("PresentCommand", "Selected weight + 0.01"),
        "Shift+Up", repeats=True,
    ),
    _free(
        "less_fine", "steps", QT_TRANSLATE_NOOP("PresentCommand", "Selected weight − 0.01"),
        "Shift+Down", repeats=True,
    ),
    _free("restore", "steps", QT_TRANSLATE_NOOP("PresentCommand", "The lesson’s values again"), "Backspace"),

    _own("blank", "screen", QT_TRANSLATE_NOOP("PresentCommand", "Blank"), ".", "B"),
    _own("white", "screen", QT_TRANSLATE_NOOP("PresentCommand", "White screen"), "W"),
    _own("freeze", "screen", QT_TRANSLATE_NOOP("PresentCommand", "Freeze the audience view"), "F"),
    _free("zoom_active", "screen", QT_TRANSLATE_NOOP("PresentCommand", "Zoom to the nodes in play"), "Z"),
    _free("fit", "screen", QT_TRANSLATE_NOOP("PresentCommand", "All of the network"), "Shift+Z"),
    _free("compare", "screen", QT_TRANSLATE_NOOP("PresentCommand", "Compare"), "C"),
    _free("delta_size", "screen", QT_TRANSLATE_NOOP("PresentCommand", "δ panel large, normal, off"), "D"),
    _own("larger", "screen", QT_TRANSLATE_NOOP("PresentCommand", "Larger text"), "Ctrl++", "Ctrl+="),
    _own("smaller", "screen", QT_TRANSLATE_NOOP("PresentCommand", "Smaller text"), "Ctrl+-"),
    _own("theme", "screen", QT_TRANSLATE_NOOP("PresentCommand", "Dark room, light room"), "Ctrl+D"),

    _free("pen", "draw", QT_TRANSLATE_NOOP("PresentCommand", "Pen"), "P"),
    _free("arrow", "draw", QT_TRANSLATE_NOOP("PresentCommand", "Arrow"), "I"),
    _free("ring", "draw", QT_TRANSLATE_NOOP("PresentCommand", "Ring"), "O"),
    _free("spotlight", "draw", QT_TRANSLATE_NOOP("PresentCommand", "Spotlight"), "Shift+P"),
    _free("laser", "draw", QT_TRANSLATE_NOOP("PresentCommand", "Laser dot"), "M"),
    _free("erase", "draw", QT_TRANSLATE_NOOP("PresentCommand", "Erase"), "E"),
    _free("undo_mark", "draw", QT_TRANSLATE_NOOP("PresentCommand", "Take the last mark away"), "Ctrl+Z"),

    _own("notes", "room", QT_TRANSLATE_NOOP("PresentCommand", "Notes"), "N"),
    _own("swap_screens", "room", QT_TRANSLATE_NOOP("PresentCommand", "Swap the screens"), "Ctrl+N"),
    _own("help", "room", QT_TRANSLATE_NOOP("PresentCommand", "Derivative table and keys"), "F1"),
    _own("edit_keys", "room", QT_TRANSLATE_NOOP("PresentCommand", "Change the keys…"), "Ctrl+K"),
)  # fmt: skip
BY_ID = {command.id: command for command in COMMANDS}

ALWAYS = {"PgDown": "next", "PgUp": "back", "F5": "autoplay", "Esc": "autoplay"}
"""What drives the lesson wherever the keyboard is: the keys of clickers."""

FIXED = {**ALWAYS, ".": "blank"}
"""The keys that clickers send; no file takes them away from their commands."""

OF_WEIGHT = {
    "Up": "more",
    "Down": "less",
    "Shift+Up": "more_fine",
    "Shift+Down": "less_fine",
    "Backspace": "restore",
}
"""What the keys mean while a weight is selected, before what the table says."""


def text_of(command: Command) -> str:
    """Return a command's words in the user's language."""
    return QCoreApplication.translate("PresentCommand", command.text)


def group_of(name: str) -> str:
    """Return the title of a group in the user's language."""
    return QCoreApplication.translate("PresentMenu", dict(GROUPS)[name])
