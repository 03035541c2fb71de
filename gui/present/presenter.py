"""The presenter: every command of a lecture, each a method without arguments, and a few with."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.lessons import lecture as lectures
from engine.lessons.lecture import Lecture
from engine.lessons.lecture.comparing import ways
from engine.lessons.lesson import Lesson
from engine.lessons.stage import ChainStart
from engine.nn.types import Zoom
from engine.session import actions as act
from engine.session.training import train
from engine.session.withholding import withheld
from gui.present.lighting import shown_by_card
from gui.present.marks import Marks
from gui.present.pace import Pace
from gui.present.showing import Showing
from gui.present.stepping import stepped

__all__ = ["Presenter"]

translate = QCoreApplication.translate
_MOST_UPDATES = 20_000
"""As many as a lesson may train; more would keep the room waiting."""


class Presenter(Showing):
    """Gives one lecture. Windows show its slide, and tell it what to do by its commands."""

    # Through the lecture

    def next(self) -> None:
        """Make one press."""
        self._turn(lectures.onward(self.lecture))

    def back(self) -> None:
        """Take one press back."""
        self._turn(lectures.back(self.lecture))

    def go(self, stop: int, press: int = 0) -> None:
        """Go to a stop, counted from 0, and a press of it."""
        self._turn(lectures.went(self.lecture, stop, press))

    def open(self, lesson: Lesson, at: int = 0, press: int = 0) -> None:
        """Go on with another lesson."""
        self._turn(lectures.went(lectures.begun(lesson, self.lecture.seed), at, press))
        self.pace = Pace.of(lesson)
        self.furthest = {at: press}

    def take_up(self, lecture: Lecture, marks: Marks) -> None:
        """Go on with a lecture that was not ended."""
        self.marks = marks
        self._turn(lecture)

    def reveal_all(self) -> None:
        """Show everything that the stop withholds."""
        if self.is_open:
            self._turn(lectures.revealed(self.lecture))
        else:
            self._dispatch_freely(act.Reveal())

    def hide_all(self) -> None:
        """Withhold again what the stop withholds."""
        self._turn(lectures.revealed(self.lecture, is_on=False))

    def reveal_selected(self) -> None:
        """Show the selected quantity, where it is withheld."""
        session = self.store.session
        selected, frame = session.selected, self.slide.frame
        names = frozenset(
            ref
            for ref in session.hidden
            if selected in withheld(frozenset({ref}), frame.shape, frame.network.activations)
        )
        if selected is None or not names:
            self.told.emit(translate("Present", "Select a “?” first: R shows it."))
        else:
            self._dispatch_freely(act.Reveal(names))

    def hide_selected(self) -> None:
        """Withhold the selected quantity."""
        selected = self.store.session.selected
        if selected is None:
            self.told.emit(translate("Present", "Select a quantity first: Shift+R hides it."))
        else:
            self._dispatch_freely(act.Hide(frozenset({selected})))

    # What is tried on the network

    def deeper(self) -> None:
        """Take one micro-step, within the stop."""
        self.dispatch(act.Step(1))

    def out(self) -> None:
        """Take one micro-step back."""
        self.dispatch(act.Step(-1))

    def next_sample(self) -> None:
        """Show the next sample of the batch."""
        self.dispatch(act.SetSample(self.store.session.playhead.sample + 1))

    def previous_sample(self) -> None:
        """Show the sample before."""
        self.dispatch(act.SetSample(self.store.session.playhead.sample - 1))

    def zoom_phase(self) -> None:
        """Let a micro-step be a whole phase."""
        self._zoom("phase")

    def zoom_layer(self) -> None:
        """Let a micro-step be a layer."""
        self._zoom("layer")

    def zoom_node(self) -> None:
        """Let a micro-step be a node."""
        self._zoom("node")

    def zoom_term(self) -> None:
        """Let a micro-step be the term of an edge."""
        self._zoom("edge")

    def _zoom(self, zoom: Zoom) -> None:
        self.dispatch(act.SetZoom(zoom))

    def run(self, updates: int) -> None:
        """Train some updates."""
        if not 1 <= updates <= _MOST_UPDATES:
            text = translate("Present", "{updates} updates: give a number from 1 to {most}.")
            self.told.emit(text.format(updates=updates, most=_MOST_UPDATES))
            return
        label = translate("Present", "train")
        self.dispatch(train(self.store.session.document, updates).action(label, follow=True))

    def more(self) -> None:
        """Make the selected weight larger by 0.1."""
        self._step_weight(0.1)

    def less(self) -> None:
        """Make it smaller by 0.1."""
        self._step_weight(-0.1)

    def more_fine(self) -> None:
        """Make it larger by 0.01."""
        self._step_weight(0.01)

    def less_fine(self) -> None:
        """Make it smaller by 0.01."""
        self._step_weight(-0.01)

    def _step_weight(self, by: float) -> None:
        selected = self.store.session.selected
        action = None if selected is None else stepped(self.slide.frame, selected, by)
        if action is not None:
            self.dispatch(action)

    def try_chain(self, function: str, x: float) -> None:
        """Show another function, or another point of it; not while something of it is asked."""
        if not self.is_open:
            self._chain = ChainStart(function, x)
            self._renew()

    def restore(self) -> None:
        """Take back what was tried: the numbers are those of the lesson again."""
        if self.is_changed:
            self._put()

    def reset_stop(self) -> None:
        """Begin the stop again."""
        self.go(self.lecture.at)

    def reset_lesson(self) -> None:
        """Begin the lesson again; the hands that were counted stay."""
        self.go(0)

    def reset_all(self) -> None:
        """Ask whether everything is to be forgotten."""
        self.asked.emit("reset_all")

    def forget_everything(self) -> None:
        """Begin again as though nothing had been: no hands, no marks, no time."""
        self.marks, self.furthest = Marks(), {}
        self.pace = Pace.of(self.lecture.lesson)
        self._turn(lectures.begun(self.lecture.lesson, self.lecture.seed))

    # Comparing

    def compare(self) -> None:
        """Show two copies side by side: the next way there is to compare; after the last one none."""
        found = ways(self._stage, lectures.step(self.lecture), is_open=self.is_open)
        tried = self._way + 1 if self.is_comparing else 0
        if tried >= len(found):
            if not found:
                self.told.emit(translate("Present", "There is nothing to compare here."))
            self._end_comparison()
        else:
            self._compare(found[tried], tried)
        self._renew()

    # Votes

    def vote(self) -> None:
        """Count hands."""
        self.asked.emit("vote")

    def second_vote(self) -> None:
        """Count hands once more, after neighbours have talked."""
        self.asked.emit("second_vote")

    def count(self, letter: str, hands: int, second: bool = False) -> None:
        """Note the hands of a card."""
        try:
            self.lecture = lectures.counted(self.lecture, letter, hands, second)
        except ValueError as error:
            self.told.emit(str(error))
            return
        self._renew()

    def show_votes(self) -> None:
        """Show the hands to the room, or hide them again."""
        ballot = lectures.two_rounds(self.lecture)
        self.lecture = lectures.shown_votes(self.lecture, not ballot.is_shown)
        self._renew()

    def show_me(self) -> None:
        """Light what shows the likeliest misunderstanding of the vote."""
        card = lectures.likely(self.lecture)
        self._hinted = shown_by_card(self.lecture, card, self.slide.frame.trace)
        if not self._hinted:
            self.told.emit(translate("Present", "Nothing in the diagram shows this one by itself."))
        self._renew()

    # What the windows do

    def leave(self) -> None:
        """Ask whether the lecture is over."""
        self.asked.emit("leave")

    def confirm_leave(self) -> None:
        """End the lecture."""
        self.left.emit()

    def jump(self) -> None:
        """Ask where to go."""
        self.asked.emit("jump")

    def train(self) -> None:
        """Ask how many updates are to be trained."""
        self.asked.emit("train")

    def loop(self) -> None:
        """Begin or end the open day."""
        self.asked.emit("loop")

    def help(self) -> None:
        """Show the derivative table and the keys."""
        self.asked.emit("help")

    def notes(self) -> None:
        """Show the lecturer's notes where there is one display, or hide them."""
        self.asked.emit("notes")

    def swap_screens(self) -> None:
        """Let audience view and console change places."""
        self.asked.emit("swap_screens")

    def take_away(self) -> None:
        """Write what the audience takes home."""
        self.asked.emit("take_away")

    def edit_keys(self) -> None:
        """Show the file of the keys."""
        self.asked.emit("edit_keys")
