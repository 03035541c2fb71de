"""What somebody did in the window, as the draft of a lesson: places and numbers, without words yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from engine.lessons.deeds import deed, nothing_bundled
from engine.lessons.reading import LessonError, read_lesson
from engine.lessons.recording.as_deeds import (
    deeds_of_change,
    deeds_of_place,
    effective,
    same_place,
    same_setting,
)
from engine.lessons.recording.start_text import quoted, start_as_toml
from engine.lessons.stage import Stage, Start
from engine.session import actions as act
from engine.session.actions import Action, Change
from engine.session.document import Document
from engine.session.edits import standing
from engine.session.playhead import Playhead
from engine.session.session import Session
from engine.session.update import update

__all__ = ["draft"]

_SAY = "What is there to see here?"


def draft(
    start: Document,
    actions: Sequence[Action],
    read_bundled: Callable[[str], bytes] = nothing_bundled,
    at: Playhead | None = None,
) -> str:
    """Write what was done as a lesson, to be given words and questions by hand.

    Parameters
    ----------
    start : Document
        What was open in the beginning.
    actions : sequence of Action
        What happened to the session since; what was undone leaves no trace.
    read_bundled : callable, optional
        Returns what a file of ``resources/data`` holds.
    at : Playhead, optional
        Where in it the recording began, by default at its first step; the lesson begins there too.

    Returns
    -------
    str
        TOML that `read_lesson` reads; every step leads to where the recording was.

    Raises
    ------
    ValueError
        In one sentence, if so much was done that it makes no lesson.
    """
    recording = _Recording(start, at or Playhead(), read_bundled)
    for action in effective(actions):
        recording.take(action)
    text = recording.text()
    try:
        read_lesson(text, "recording", read_bundled)
    except LessonError as error:
        raise ValueError(f"what was recorded makes no lesson: {error.reason}") from None
    return text


@dataclass(slots=True)
class _Step:
    """A step of the draft: the stage before its moves, what is changed in it, and where it ends."""

    before: Stage
    changes: list[str] = field(default_factory=list)
    place: list[str] = field(default_factory=list)


class _Recording:
    """Plays the recording and the lesson side by side, so that the lesson can be seen to lead to the same."""

    def __init__(self, start: Document, at: Playhead, read_bundled: Callable[[str], bytes]) -> None:
        self._session = Session.start(start, replace(at, playing=False))
        self._offset = at.update if start.log.updates else 0
        self._first = _as_it_stands(start, self._offset) if start.log.updates else start
        self._stage = Stage(Session.start(self._first), base=Start(self._first))
        self._read_bundled = read_bundled
        self._starts: list[Document] = []
        self._steps = [_Step(self._stage)]
        self._moved()

    def take(self, action: Action) -> None:
        """Go on with an action."""
        before = self._session
        try:
            self._session = update(before, action)
        except ValueError:  # it rested on something that was undone
            return
        if self._session is before:
            return
        if isinstance(action, Change | act.Open | act.Stage):
            self._changed(before, action)
            self._steps[-1].before = self._stage
        self._moved()

    def _changed(self, before: Session, action: Action) -> None:
        """Begin a step with what makes the same change; with a start of its own where nothing does."""
        stage = self._stage
        self._steps.append(_Step(stage))
        deeds = deeds_of_change(action, before, self._session, stage, self._offset)
        self._do(deeds, self._steps[-1].changes)
        if same_setting(self._session, self._stage.session, self._offset):
            return
        self._stage = stage
        self._steps[-1].changes = []
        self._offset = self._session.playhead.update
        self._starts.append(base := _as_it_stands(self._session.document, self._offset))
        self._stage = replace(stage, session=Session.start(base), base=Start(base))
        self._steps[-1].changes = [f"load part{len(self._starts)}"]

    def _moved(self) -> None:
        """Bring the step in play to the place where the recording is."""
        step = self._steps[-1]
        if same_place(self._session, self._stage.session, self._offset):
            return
        self._stage, step.place = step.before, []  # only the last place counts
        self._do(deeds_of_place(self._session, self._stage.session, self._offset), step.place)

    def _do(self, texts: Iterator[str], into: list[str]) -> None:
        for text in texts:
            self._stage = deed(text).run(self._stage)
            into.append(text)

    def text(self) -> str:
        """Write the lesson."""
        title = self._first.title or "A recording"
        head = [
            "# A draft of a lesson, recorded in Upstream. Give each step words, and ask before you show.",
            "format = 1",
            'id = "recording"',
            f"title = {quoted(title[:100].strip())}",
            "minutes = 10",
            'level = "extra"',
            "",
            start_as_toml(self._first, "", self._read_bundled),
        ]
        parts = [
            start_as_toml(document, f"also.part{number}.", self._read_bundled)
            for number, document in enumerate(self._starts, 1)
        ]
        return "\n".join([*head, *parts, *map(_written, self._told())])

    def _told(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the deeds of every step in which something happens; of an empty recording, one step."""
        steps = [deeds for step in self._steps if (deeds := [*step.changes, *step.place])] or [[]]
        yield from enumerate(steps, 1)


def _as_it_stands(document: Document, update: int) -> Document:
    """Return what a lesson begins with that begins in the middle of a run."""
    return replace(document.begun_with(standing(document, update)), ghosts=(), places=())


def _written(numbered: tuple[int, list[str]]) -> str:
    number, deeds = numbered
    lines = "".join(f"\n  {quoted(text)}," for text in deeds)
    return f'[[step]]\nid = "s{number}"\ndo = [{lines}\n]\nsay = {quoted(_SAY)}\n'
