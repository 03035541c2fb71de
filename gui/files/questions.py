"""The questions asked before something could be lost: each is a box over the window, an answer is a call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from gui.plain import plain_box

translate = QCoreApplication.translate

_ROLES = QMessageBox.ButtonRole


def nothing() -> None:
    """Do nothing: the answer of those who want all to stay as it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A button of a question.

    Attributes
    ----------
    text : str
    then : callable
        What follows.
    role : QMessageBox.ButtonRole
        Tells each system where the button belongs. Escape and closing the box mean the one with the
        role of rejecting.
    """

    text: str
    then: Callable[[], None] = nothing
    role: QMessageBox.ButtonRole = _ROLES.AcceptRole


def ask(window: QWidget, title: str, question: str, answers: Sequence[Answer]) -> None:
    """Ask a question; the first answer is that of the Enter key.

    Parameters
    ----------
    window : QWidget
    title, question : str
    answers : sequence of Answer
    """
    box = plain_box(window, title, question)
    buttons = {box.addButton(answer.text, answer.role): answer for answer in answers}
    _set_keys(box, buttons)

    def on_box_finished() -> None:
        chosen = box.clickedButton()
        answer = buttons.get(chosen) if isinstance(chosen, QPushButton) else None
        if answer is not None:
            answer.then()

    box.finished.connect(on_box_finished)
    box.open()


def _set_keys(box: QMessageBox, buttons: dict[QPushButton, Answer]) -> None:
    box.setDefaultButton(next(iter(buttons)))
    for button, answer in buttons.items():
        if answer.role == _ROLES.RejectRole:
            box.setEscapeButton(button)


def before_losing(window: QWidget, name: str, save: Callable[[], None], drop: Callable[[], None]) -> None:
    """Ask what is to become of changes that are not saved."""
    question = translate("Files", "“{name}” has changes that are not saved. Save them?").format(name=name)
    answers = (
        Answer(translate("Files", "&Save"), save),
        Answer(translate("Files", "&Don’t save"), drop, _ROLES.DestructiveRole),
        Answer(translate("Files", "Cancel"), role=_ROLES.RejectRole),
    )
    ask(window, translate("Files", "Unsaved changes"), question, answers)


def before_overwriting(
    window: QWidget, name: str, over: Callable[[], None], elsewhere: Callable[[], None]
) -> None:
    """Ask before what another program wrote is lost."""
    question = translate(
        "Files", "Another program changed “{name}” since it was opened here. Save over it?"
    ).format(name=name)
    answers = (
        Answer(translate("Files", "Save &as…"), elsewhere),
        Answer(translate("Files", "Save &over it"), over, _ROLES.DestructiveRole),
        Answer(translate("Files", "Cancel"), role=_ROLES.RejectRole),
    )
    ask(window, translate("Files", "Changed by another program"), question, answers)


def before_replacing(window: QWidget, name: str, replace: Callable[[], None]) -> None:
    """Ask before another file is written over."""
    question = translate("Files", "There is a file “{name}” already. Replace it?").format(name=name)
    answers = (
        Answer(translate("Files", "Cancel"), role=_ROLES.RejectRole),
        Answer(translate("Files", "&Replace"), replace, _ROLES.DestructiveRole),
    )
    ask(window, translate("Files", "Replace a file"), question, answers)


def after_change(window: QWidget, name: str, changed: bool, reload: Callable[[], None]) -> None:
    """Offer what another program wrote."""
    question = translate("Files", "Another program changed “{name}”. Read it again?").format(name=name)
    if changed:
        question += " " + translate("Files", "Your unsaved changes would be lost.")
    read = Answer(translate("Files", "&Read again"), reload, _ROLES.DestructiveRole)
    keep = Answer(translate("Files", "&Keep mine"), role=_ROLES.RejectRole)
    answers = (keep, read) if changed else (read, keep)
    ask(window, translate("Files", "Changed by another program"), question, answers)


def after_crash(
    window: QWidget, name: str, when: str, again: Callable[[], None], discard: Callable[[], None],
    later: Callable[[], None],
) -> None:  # fmt: skip
    """Offer what was open when the program ended without saving."""
    question = translate(
        "Files", "Upstream ended without saving “{name}”. A copy was kept {when}. Open it again?"
    ).format(name=name, when=when)
    answers = (
        Answer(translate("Files", "&Open again"), again),
        Answer(translate("Files", "&Discard"), discard, _ROLES.DestructiveRole),
        Answer(translate("Files", "&Later"), later, _ROLES.RejectRole),
    )
    ask(window, translate("Files", "Unsaved work"), question, answers)
