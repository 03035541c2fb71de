"""What may not happen while a question is open: going on to where its answer stands, and other numbers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.nn.microsteps import ends
from engine.session import actions as act
from engine.session.document import Document
from engine.session.playhead import Playhead, shape_at
from engine.session.session import Session

__all__ = ["about_these_numbers", "why_not"]

translate = QCoreApplication.translate


def about_these_numbers() -> str:
    """Say why the numbers of a question have to stay."""
    text = "The question is about these numbers: answer it, or ask “Show me”; then change what you like."
    return translate("Lessons", text)


def why_not(asked: Session, old: Session, new: Session, action: act.Action) -> str:
    """Say why an action has to wait for the answer to a question; nothing where it needs not.

    Parameters
    ----------
    asked : Session
        Where the question is asked.
    old, new : Session
        As the session is, and as it would be.
    action : Action
    """
    if isinstance(action, act.Stage | act.Open | act.Play | act.SetSpeed):
        return ""
    if isinstance(action, act.Hide | act.Reveal):
        return translate("Lessons", "The question withholds this: answer it, or ask “Show me”.")
    if new.document is not old.document:
        return about_these_numbers()
    if asked.hidden and new.playhead.update != asked.playhead.update:
        # The end of one update is the beginning of the next: what is withheld has another name there.
        text = "The question is about this update: answer it, or ask “Show me”; then look at others."
        return translate("Lessons", text)
    if _place(new.document, new.playhead) > _place(asked.document, asked.playhead):
        return translate("Lessons", "The next step would tell: answer the question first, or ask “Show me”.")
    return ""


def _place(document: Document, playhead: Playhead) -> tuple[int, int]:
    """Say how far a playhead has come: the update, and the cells of it that have been computed."""
    cells = ends(shape_at(document, playhead.update), False, playhead.zoom)
    return playhead.update, cells[min(playhead.step, len(cells)) - 1]
