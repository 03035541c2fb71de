"""What can be taken out of the window: pictures in the File menu, text in the Edit menu."""

from __future__ import annotations

from engine.session.frame import Frame
from gui.commands.command import Command
from gui.translation import QT_TRANSLATE_NOOP


def _has_focus(frame: Frame) -> bool:
    """Say whether the step makes a quantity: then it has a formula."""
    return frame.focus is not None


def _has_quantity(frame: Frame) -> bool:
    return frame.selected is not None or frame.focus is not None


def _withholds_nothing(frame: Frame) -> bool:
    """Say whether no question is asked whose answer a whole update would give away."""
    return not frame.hidden


PICTURES: tuple[Command, ...] = (
    Command(
        "copy_picture",
        "file",
        QT_TRANSLATE_NOOP("Command", "Copy picture"),
        ("Ctrl+Shift+C",),
        "pictures.copy_picture",
        apart=True,
    ),
    Command(
        "save_picture",
        "file",
        QT_TRANSLATE_NOOP("Command", "Save picture…"),
        ("Ctrl+Shift+P",),
        "pictures.save_picture",
    ),
    Command(
        "export", "file", QT_TRANSLATE_NOOP("Command", "Export…"), ("Ctrl+E",), "pictures.export", apart=True
    ),
    Command(
        "export_animation",
        "file",
        QT_TRANSLATE_NOOP("Command", "Export animation…"),
        (),
        "pictures.export animation",
    ),
)
COPIES: tuple[Command, ...] = (
    Command(
        "copy_number",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Copy number"),
        ("Ctrl+C",),
        "pictures.copy_number",
        _has_quantity,
        apart=True,
    ),
    Command(
        "copy_formula",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Copy formula as LaTeX"),
        ("Ctrl+L",),
        "pictures.copy_formula",
        _has_focus,
    ),
    Command(
        "copy_formula_numbers",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Copy formula with numbers as LaTeX"),
        ("Ctrl+Shift+L",),
        "pictures.copy_formula_numbers",
        _has_focus,
    ),
    Command(
        "copy_numpy",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Copy step as NumPy"),
        ("Ctrl+Shift+N",),
        "pictures.copy_numpy",
    ),
)
UPDATES: tuple[Command, ...] = (
    Command(
        "copy_update_latex",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Copy update as LaTeX"),
        (),
        "pictures.copy_update_latex",
        _withholds_nothing,
        apart=True,
    ),
    Command(
        "copy_update_markdown",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Copy update as Markdown"),
        (),
        "pictures.copy_update_markdown",
        _withholds_nothing,
    ),
    Command(
        "copy_update_numpy",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Copy update as NumPy program"),
        (),
        "pictures.copy_update_numpy",
        _withholds_nothing,
    ),
    Command(
        "copy_update_torch",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Copy update as PyTorch program"),
        (),
        "pictures.copy_update_torch",
        _withholds_nothing,
    ),
)
