"""From a lecture and a session to the slide that the audience sees. Holds nothing."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from engine.lessons.lecture import Card, Lecture, cards, is_open, phase, phases, stage, step, two_rounds
from engine.lessons.lecture.comparing import Copy
from engine.lessons.lesson import Step
from engine.lessons.play import Mark, Play, mark, noticed
from engine.lessons.stage import ChainStart, Stage
from engine.session.frame import Frame, frame_of
from engine.session.session import Session
from gui.controls.words import COSTS
from gui.learn.misconceptions import did, misconception
from gui.look import Look
from gui.panels.lesson_card.results import result_said, twins_told
from gui.present.slide import CardFace, Slide, Votes
from gui.present.views import view_of
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["frame_in", "look_in", "play_of", "slide_of", "with_copies", "wrong_said"]

translate = QCoreApplication.translate
_NOTATIONS = {"chain": "lecture", "layers": "layers"}
_COPIES = {
    "old weights": QT_TRANSLATE_NOOP("Present", "old weights"),
    "new weights": QT_TRANSLATE_NOOP("Present", "new weights"),
}
_WITH_CARDS = ("predict", "vote", "reveal", "explain")


def look_in(lecture: Lecture, look: Look) -> Look:
    """Return a look with the decimals that the lesson wants."""
    return replace(look, decimals=lecture.lesson.view.decimals)


def frame_in(stage_: Stage, session: Session) -> Frame:
    """Return the moment of a session, in the notation that the lesson wants."""
    return frame_of(session, _NOTATIONS.get(stage_.notation, "auto"))


def play_of(lecture: Lecture) -> Play:
    """Return the play of a student who stands where the lecture does."""
    found = Mark(is_answered=not is_open(lecture))
    return Play(lecture.lesson, lecture.seed, lecture.at, MappingProxyType({step(lecture).id: found}))


def slide_of(
    lecture: Lecture, session: Session, look: Look, chain: ChainStart | None = None, is_changed: bool = False
) -> Slide:
    """Make the slide of a lecture.

    Parameters
    ----------
    lecture : Lecture
    session : Session
        As it is now: as the stop has it, or with what was tried on it.
    look : Look
    chain : ChainStart, optional
        As it is now; as the stop has it if not given.
    is_changed : bool
        Something is not as the stop has it.
    """
    here, there, look = step(lecture), stage(lecture), look_in(lecture, look)
    now = phase(lecture)
    return Slide(
        stop=f"{lecture.lesson.id}/{here.id}",
        lesson_title=lecture.lesson.title,
        place=f"{lecture.at + 1} / {len(lecture.lesson.steps)}",
        at=lecture.at,
        stops=len(lecture.lesson.steps),
        phase=now,
        frame=frame_in(there, session),
        look=look,
        stop_title=here.title,
        caption=here.say or (lecture.lesson.goal if lecture.at == 0 else ""),
        question="" if here.ask is None else here.ask.text,
        cards=_faces(lecture, look) if now in _WITH_CARDS else (),
        coming=_faces(lecture, look) if now == "ask" else (),
        answer=_answer(lecture, look),
        after=_after(lecture) if now == "explain" else _met(lecture, session, chain) if is_changed else "",
        lit=there.lit,
        panels=there.panels,
        view=view_of(there, here),
        chain=chain or there.chain,
        withheld=there.withheld,
        wiggle=there.wiggle,
        votes=_votes(lecture),
        twins=_twins(lecture, here, look),
        is_changed=is_changed,
    )


def with_copies(slide: Slide, stage_: Stage, compared: tuple[Copy, Copy]) -> Slide:
    """Let two copies stand in place of all else that shows the network."""
    frames = tuple((_name_of(each), frame_in(stage_, each.session)) for each in compared)
    return replace(slide, copies=frames, view="", twins=())


def _name_of(copy: Copy) -> str:
    """Name a copy in the user's language; a twin has the name that its lesson gives it."""
    if copy.name in COSTS:
        return translate("Setting", COSTS[copy.name])
    return translate("Present", _COPIES[copy.name]) if copy.name in _COPIES else copy.name


def _faces(lecture: Lecture, look: Look) -> tuple[CardFace, ...]:
    """Turn up the cards: the reveal tells which is right, and after that why the others are not."""
    now, found = phase(lecture), cards(lecture)
    is_told = now in ("reveal", "explain") and any(card.is_right for card in found)
    return tuple(
        CardFace(
            card.letter,
            look.pointed(card.text) if card.value is not None else card.text,
            ("right" if card.is_right else "wrong") if is_told else "",
            wrong_said(card) if now == "explain" and not card.is_right else "",
        )
        for card in found
    )


def wrong_said(card: Card) -> str:
    """Say of a wrong card what somebody did who took it."""
    if card.why:
        return card.why
    found = (misconception(name) for name in card.ids)
    one = next((each for each in found if each is not None), None)
    if one is not None:
        return did(one, card.slip)
    return translate("Present", "The sign is turned round.") if card.slip == "sign" else ""


def _answer(lecture: Lecture, look: Look) -> str:
    """Write what the engine says; nothing while the question is open, or where a card is it."""
    ask = step(lecture).ask
    if ask is None or is_open(lecture) or any(card.is_right for card in cards(lecture)):
        return ""
    return result_said(ask, Mark(is_answered=True), play_of(lecture), look)


def _after(lecture: Lecture) -> str:
    return " ".join(card.why for card in cards(lecture) if card.is_right and card.why)


def _met(lecture: Lecture, session: Session, chain: ChainStart | None) -> str:
    """Write what the lesson says once that is so which the stop wants to be brought about."""
    until = step(lecture).until
    if until is None or is_open(lecture):
        return ""
    return until.then if mark(noticed(play_of(lecture), session, chain)).is_met else ""


def _votes(lecture: Lecture) -> tuple[Votes, ...]:
    ballot = two_rounds(lecture)
    if not ballot.is_shown or phase(lecture) not in _WITH_CARDS:
        return ()
    first = Votes(translate("Present", "first vote"), ballot.first)
    second = Votes(translate("Present", "second vote"), ballot.second)
    return tuple(each for each in (first, second) if each.hands)


def _twins(lecture: Lecture, here: Step, look: Look) -> tuple[tuple[str, ...], ...]:
    """Tell the twins of the stop, once nothing is open that they would answer."""
    if not here.twins or (is_open(lecture) and len(phases(here)) > 1):
        return ()
    return tuple(map(tuple, twins_told(play_of(lecture), look)))
