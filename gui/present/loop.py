"""The open day: lessons that play by themselves, all day long, until a visitor takes over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine.lessons import lecture as lectures
from engine.lessons.lecture import Lecture
from engine.lessons.lesson import Lesson
from engine.nn.types import Ref
from gui.hands.targets import target_of
from gui.learn.course import files, lesson_in
from gui.present.aside import Aside, cleared_up
from gui.present.clock import Clock, RoomClock, Wait
from gui.present.slides import frame_in

if TYPE_CHECKING:
    from gui.present.presenter import Presenter

__all__ = ["IDLE_MS", "THINK_MS", "OpenDay", "following", "note_of", "stay_ms", "usual_lessons"]

translate = QCoreApplication.translate
_USUAL = (4, 6, 13, 14)
"""Numbers of the course: weight correction, many paths, XOR, digits."""
IDLE_MS = 60_000
"""So long after a visitor's last touch the show goes on."""
THINK_MS = {"ask": 4_000, "predict": 6_000}
"""The time to think, ten seconds: first of the question, then with its cards."""
_LEAST_MS, _MORE_MS, _LONG = 6_000, 2_000, 300
"""A stop stays for six seconds, and for up to two more where its text has so many characters."""
_FEW = 40
"""Parameters of a network in which one weight more or less is seen to matter."""


def usual_lessons() -> tuple[Lesson, ...]:
    """Read the lessons that are played where nobody chose others; they are kept, and never read again."""
    return tuple(lesson_in(files()[number - 1]) for number in _USUAL)


def following(lecture: Lecture, lessons: tuple[Lesson, ...]) -> Lecture:
    """Return where the show goes next: nobody counts hands, and where nothing is explained it goes on."""
    now = lectures.phase(lecture)
    if now == "predict":
        return lectures.went(lecture, lecture.at, lectures.PHASES.index("reveal"))
    if now == "reveal" and not any(card.why or card.ids for card in lectures.cards(lecture)):
        lecture = lectures.went(lecture, lecture.at, len(lectures.PHASES))
    if not lectures.is_last(lecture):
        return lectures.onward(lecture)
    place = lessons.index(lecture.lesson) + 1 if lecture.lesson in lessons else 0
    return lectures.begun(lessons[place % len(lessons)])


def stay_ms(lecture: Lecture) -> int:
    """Return how long the show stays where it is."""
    now = lectures.phase(lecture)
    if now in THINK_MS:
        return THINK_MS[now]
    text = lectures.step(lecture).say if now in ("say", "reveal") else ""
    long = sum(len(card.why) for card in lectures.cards(lecture)) if now == "explain" else len(text)
    return _LEAST_MS + round(_MORE_MS * min(long / _LONG, 1.0))


def note_of(lecture: Lecture) -> str:
    """Write the line of the open day for a place of the show."""
    match lectures.phase(lecture):
        case "ask" | "predict" | "vote":
            return translate("OpenDay", "What do you think? The answer comes by itself.")
        case "reveal":
            return translate("OpenDay", "This is the answer.")
        case "explain":
            return translate("OpenDay", "And this is why the other answers are wrong.")
    weight = _weight_to_try(lecture)
    if weight:
        return translate("OpenDay", "Try me: drag {weight} and watch J.").format(weight=weight)
    return translate("OpenDay", "Touch the screen or press a key, and it is yours.")


def _weight_to_try(lecture: Lecture) -> str:
    """Name a weight that can be dragged here and is seen to matter: w₂ in a chain of nodes; or none."""
    stage = lectures.stage(lecture)
    frame = frame_in(stage, stage.session)
    network = frame.network
    if stage.chain is not None or "diagram" not in stage.panels or network.parameters > _FEW:
        return ""
    target = target_of(Ref("W", min(2, network.L), (0, 0)), frame)
    return "" if target is None else target.name


class OpenDay(QObject):
    """Plays lessons one after the other, and gives a visitor the controls.

    No file is read once it runs, and nothing is kept of what visitors did: it can run all day.

    Parameters
    ----------
    presenter : Presenter
    lessons : tuple of Lesson, optional
        In their order; `usual_lessons` if not given.
    clock : Clock, optional

    Attributes
    ----------
    is_running : bool
    is_paused : bool
        A visitor has the controls.

    Signals
    -------
    changed()
        It began, ended, paused or goes on.
    """

    changed = Signal()

    def __init__(
        self, presenter: Presenter, lessons: tuple[Lesson, ...] | None = None, clock: Clock | None = None
    ) -> None:
        super().__init__(presenter)
        self.presenter = presenter
        self.is_running = self.is_paused = False
        self._lessons = lessons or ()
        self._clock = RoomClock(self) if clock is None else clock
        self._wait: Wait | None = None
        self._place = presenter.lecture
        self._before: Aside | None = None
        presenter.asked.connect(self._on_asked)
        presenter.left.connect(self._rest)

    def _on_asked(self, what: str) -> None:
        if what == "loop":
            self.toggle()

    def toggle(self) -> None:
        """Begin, or end."""
        if self.is_running:
            self.stop()
        else:
            self.start()

    def start(self) -> None:
        """Begin with the first lesson; what the lecturer had is kept for afterwards."""
        if self.is_running:
            return
        self._lessons = self._lessons or usual_lessons()
        self._before = Aside.of(self.presenter)
        self.is_running = True
        self._place = lectures.begun(self._lessons[0])
        self._resume()

    def stop(self) -> None:
        """End, and go back to the lecture that was given before."""
        before = self._before
        if self.is_running and before is not None:
            self._rest()
            before.put_back(self.presenter)
            self.changed.emit()

    def _rest(self) -> None:
        """Run no longer, wherever it is."""
        self._stop_waiting()
        self._before = None
        self.is_running = self.is_paused = False

    def stir(self) -> bool:
        """Note that somebody touches something; say whether that has stopped the show just now."""
        if not self.is_running:
            return False
        has_stopped = not self.is_paused
        if has_stopped:
            self.is_paused = True
            self.presenter.set_note(_yours())
            self.changed.emit()
        self._wait_for(IDLE_MS, self._resume)
        return has_stopped

    def _resume(self) -> None:
        """Clear up after a visitor, and show the stop that was interrupted from its beginning."""
        self.is_paused = False
        cleared_up(self.presenter)
        self._place = lectures.went(self._place, self._place.at)
        self.presenter.note = note_of(self._place)
        self.presenter.open(self._place.lesson, self._place.at)
        self._stay()
        self.changed.emit()

    def _go_on(self) -> None:
        self._wait = None
        before, self._place = self._place, following(self._place, self._lessons)
        self.presenter.note = note_of(self._place)
        if self._place.lesson is before.lesson:
            self.presenter.go(self._place.at, self._place.press)
        else:
            self.presenter.open(self._place.lesson)
        self._stay()

    def _stay(self) -> None:
        self._wait_for(stay_ms(self._place), self._go_on)

    def _wait_for(self, ms: int, do: Callable[[], None]) -> None:
        self._stop_waiting()
        self._wait = self._clock.after(ms, do)

    def _stop_waiting(self) -> None:
        if self._wait is not None:
            self._wait.stop()
            self._wait = None


def _yours() -> str:
    return translate(
        "OpenDay", "It is yours: → goes on, ← goes back. A minute after you leave, the show goes on."
    )
