"""What presenting is about: one lecture, the session it is shown on, and the slide made of both."""

from __future__ import annotations

from dataclasses import replace
from math import isinf

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine.lessons import lecture as lectures
from engine.lessons.faults import LessonError
from engine.lessons.lecture import Lecture
from engine.lessons.lecture.comparing import Copy, advanced, copies
from engine.lessons.stage import ChainStart, Stage
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.session import Session
from gui.learn.guard import why_not
from gui.look import Look
from gui.present.marks import Marks
from gui.present.pace import Pace
from gui.present.slide import Slide
from gui.present.slides import slide_of, with_copies
from gui.store import Store
from gui.theme import ROOM_LIGHT

__all__ = ["Presenting"]

translate = QCoreApplication.translate
_MOVES = (act.Step, act.StepPhase, act.StepUpdate, act.Seek, act.SetZoom, act.SetSample)


class Presenting(QObject):
    """Holds one lecture and shows it: commands are those of `Presenter`.

    Parameters
    ----------
    lecture : Lecture
    look : Look, optional
        Decimal point, motion and text size; the theme is that of the room.
    parent : QObject, optional

    Attributes
    ----------
    lecture : Lecture
    store : Store
        Of its own session: what is open in the program's window stays as it is.
    cover : {"", "black", "white"}
    is_frozen, is_playing, is_zoomed, is_comparing : bool
    speed : float
        Of motion and of playing; infinite for no motion at all.
    delta : {"large", "normal", "off"}
    tool : str
        What the mouse draws on the audience view; empty for nothing.
    marks : Marks
    pace : Pace
    furthest : dict of int to int
        The stops that were shown, and the furthest press of each.

    Signals
    -------
    turned()
        The slide is another one.
    marked()
        Something was drawn, or another tool is in hand.
    covered(), froze(), paced()
        The cover, the freeze, or playing and speed are other ones.
    told(sentence)
        Something for the lecturer, and for nobody else.
    asked(what)
        Something of the console or of the windows is wanted, such as "vote" or "jump".
    left()
        The lecture is over.
    """

    turned, marked, covered, froze = Signal(), Signal(), Signal(), Signal()
    paced, left = Signal(), Signal()
    told, asked = Signal(str), Signal(str)

    def __init__(self, lecture: Lecture, look: Look | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        look = look or Look()
        self.lecture, self.cover, self.tool, self.note = lecture, "", "", ""
        self._hinted: frozenset[Ref] = frozenset()
        self._way = 0
        self.is_frozen = self.is_playing = self.is_zoomed = self.is_comparing = False
        self.speed, self.delta, self.marks = 1.0, "normal", Marks()
        self.furthest: dict[int, int] = {}
        self.pace = Pace.of(lecture.lesson)
        self._look = look if look.theme.room else replace(look, theme=ROOM_LIGHT)
        self._stage: Stage = lectures.stage(lecture)
        self._chain: ChainStart | None = None
        self._copies: tuple[Copy, Copy] | None = None
        self._slide: Slide | None = None
        self._ahead: tuple[Lecture, Slide] | None = None
        self._kept: Slide | None = None
        self.store = Store(self._stage.session, self)
        self.store.guard = self._why_not
        self.store.held.connect(self.told)
        self.store.refused.connect(self.told)
        self._put()

    # What is shown

    @property
    def slide(self) -> Slide:
        """What is live, whether the audience sees it or not."""
        if self._slide is None:
            made = slide_of(self.lecture, self.store.session, self.look, self._chain, self.is_changed)
            made = self._dressed(made, is_zoomed=self.is_zoomed, hinted=self._hinted)
            self._slide = made if self._copies is None else with_copies(made, self._stage, self._copies)
        return self._slide

    @property
    def slide_ahead(self) -> Slide | None:
        """What the next press will show; None where there is none. When it comes, it is this very slide."""
        if self._ahead is None:
            place = lectures.onward(self.lecture)
            try:
                session = lectures.stage(place).session
            except LessonError:  # told when it is gone to
                return None
            if place is not self.lecture:
                is_zoomed = self.is_zoomed and place.at == self.lecture.at
                made = self._dressed(slide_of(place, session, self.look), is_zoomed=is_zoomed)
                self._ahead = place, made
        return None if self._ahead is None else self._ahead[1]

    def _dressed(self, slide: Slide, *, is_zoomed: bool, hinted: frozenset[Ref] = frozenset()) -> Slide:
        """Let a slide look as the lecturer has chosen."""
        return replace(slide, delta=self.delta, is_zoomed=is_zoomed, note=self.note, lit=slide.lit | hinted)

    @property
    def shown(self) -> Slide:
        """What the audience sees, under the cover."""
        return self._kept if self._kept is not None else self.slide

    @property
    def look(self) -> Look:
        """How the audience view is drawn."""
        return replace(self._look, motion=0.0 if isinf(self.speed) else self._look.motion / self.speed)

    @property
    def is_changed(self) -> bool:
        """Say whether something is not as the stop has it."""
        return self._chain is not None or self.store.session.document is not self._stage.session.document

    @property
    def is_open(self) -> bool:
        """Say whether the stop asks something that is not revealed yet."""
        return lectures.is_open(self.lecture)

    def slide_at(self, at: int, press: int) -> Slide:
        """Return the slide of another place of the lecture, as the lesson has it."""
        place = lectures.went(self.lecture, at, press)
        return slide_of(place, lectures.stage(place).session, self._look)

    # How the slide comes about

    def _turn(self, lecture: Lecture) -> None:
        """Show another place of the lecture; where it can't be shown, stay and say why."""
        try:
            there = lectures.stage(lecture)
        except LessonError as error:  # what only training shows: it ran away
            self.told.emit(str(error))
            return
        is_other = (lecture.lesson, lecture.at) != (self.lecture.lesson, self.lecture.at)
        ahead, self.lecture, self._stage = self._ahead, lecture, there
        if is_other:
            self.is_zoomed = False
        made = ahead[1] if ahead is not None and _are_one(ahead[0], lecture) else None
        if made is not None and made.note != self.note:  # the show has another line for every place
            made = replace(made, note=self.note)
        self._put(made)

    def _put(self, slide: Slide | None = None) -> None:
        """Put the session where the stop wants it: whatever was tried there is gone.

        Parameters
        ----------
        slide : Slide, optional
            Of the place, where it has been made already.
        """
        self._chain, self._hinted = None, frozenset[Ref]()
        self._end_comparison()
        session = self._stage.session
        self.furthest[self.lecture.at] = max(self.furthest.get(self.lecture.at, 0), self.lecture.press)
        self.store.guard = None
        self.store.dispatch(
            act.Stage(session.document, session.playhead, session.selected, session.hidden, session.slip)
        )
        self.store.guard = self._why_not
        self._renew(slide)

    def _renew(self, slide: Slide | None = None) -> None:
        self._slide, self._ahead = slide, None
        self.turned.emit()

    def dispatch(self, action: act.Action) -> None:
        """Carry out an action on the session, as far as no open question is answered by it."""
        if self._copies and isinstance(action, _MOVES):
            try:
                self._copies = advanced(self._copies, action)
            except ValueError as error:
                self.told.emit(str(error))
                return
        self.store.dispatch(action)
        self._renew()

    def _dispatch_freely(self, action: act.Action) -> None:
        """Carry out what the lecturer decides to tell."""
        self.store.guard = None
        self.store.dispatch(action)
        self.store.guard = self._why_not
        self._renew()

    def _why_not(self, old: Session, new: Session, action: act.Action) -> str:
        if not self.is_open or not why_not(self._stage.session, old, new, action):
            return ""
        return translate("Present", "This would tell, or change what is asked: reveal it first, with A.")

    def _compare(self, way: str, number: int) -> None:
        here = replace(self._stage, session=self.store.session)
        try:
            here_step, file = lectures.step(self.lecture), self.lecture.lesson.name
            self._copies = copies(here, here_step, file, way, is_open=self.is_open)
        except (ValueError, LessonError) as error:
            self.told.emit(str(error))
            self._end_comparison()
            return
        self.is_comparing, self._way = True, number

    def _end_comparison(self) -> None:
        self._copies, self.is_comparing, self._way = None, False, 0

    def _set(self, **values: object) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self._renew()


def _are_one(first: Lecture, second: Lecture) -> bool:
    """Say whether two lectures are at the same place, with the same hands."""
    places = ((each.at, each.press, each.seed) for each in (first, second))
    is_there = len(set(places)) == 1
    return is_there and first.lesson is second.lesson and first.ballots is second.ballots
