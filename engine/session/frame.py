"""A `Frame` is all that a panel may look at: one moment of the session, ready to be drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.nn.formulas import Scene
from engine.nn.microsteps import MicroStep, written_at
from engine.nn.network import Network
from engine.nn.notation import Names
from engine.nn.shape import Shape
from engine.nn.slipping import slipped, written_early
from engine.nn.terms import Terms, terms_of
from engine.nn.trace import Trace
from engine.nn.types import Array, IntArray, Ref, Symbol
from engine.session.document import Document, same_document
from engine.session.playhead import Playhead, shape_at, steps_at
from engine.session.replay import curve_of, setup_at, trace_of
from engine.session.session import Session
from engine.session.setup import Setup
from engine.session.withholding import MEANS, withheld

_GIVEN: frozenset[Symbol] = frozenset({"W", "b", "eta", "t", "m_W", "v_W", "m_b", "v_b"})
_OF_A_SAMPLE: frozenset[Symbol] = frozenset(
    {"x", "y", "z", "a", "product", "dJ_da", "slope", "delta", "term"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One moment: what is known, what is in play, and where every number stands.

    Attributes
    ----------
    document : Document
    setup : Setup
        The settings and the data of the update in play.
    playhead : Playhead
    trace : Trace
        Of the update in play; ask `value`, which knows what is not known yet.
    steps : tuple of MicroStep
        Of the update in play at the zoom level in use.
    rows : ndarray of int, shape (m,)
        Rows of the data set in the batch.
    written : dict
        The number of the step that makes each quantity known.
    shape : Shape
        What the order of computing depends on: sizes, batch, optimiser, what is cut or locked.
    hidden : frozenset of Ref
        All that a question withholds: what it names, and what equals that by definition.
    selected : Ref or None
    focus : Ref or None
        The scalar among those the step writes that is shown in detail; None where it writes none.
    terms : Terms or None
        What `focus` is made of.
    curve : ndarray
        J of the whole data set by update, as far as it has been seen or trained.
    scene : Scene
        What formulas need to know.
    undo_label, redo_label : str
        Names of the changes that can be taken back, or made again; empty where there is none.
    """

    document: Document
    setup: Setup
    playhead: Playhead
    trace: Trace
    steps: tuple[MicroStep, ...]
    rows: IntArray
    written: dict[Ref, int]
    shape: Shape
    hidden: frozenset[Ref]
    selected: Ref | None
    focus: Ref | None
    terms: Terms | None
    curve: Array
    scene: Scene
    undo_label: str
    redo_label: str

    @property
    def step(self) -> MicroStep:
        """The micro-step that was taken last."""
        return self.steps[self.playhead.step - 1]

    @property
    def number(self) -> int:
        """Number of that step in its update, from 1."""
        return self.playhead.step

    @property
    def update(self) -> int:
        """Number of the update in play, from 0."""
        return self.playhead.update

    @property
    def network(self) -> Network:
        """The parameters that the update in play began with."""
        return self.trace.network

    @property
    def slip(self) -> str:
        """The slip that the update is shown with, as in `Session.slip`; empty where there is none."""
        return "" if self.trace.slip is None else self.trace.slip.text

    @property
    def network_now(self) -> Network:
        """The parameters as they stand: the new ones once the update has corrected them all."""
        return self.trace.updated if self.is_over else self.trace.network

    @property
    def trained(self) -> int:
        """How many updates were trained, or edited by hand after."""
        return self.document.log.updates

    @property
    def run(self) -> int:
        """Number of the run in play, from 1."""
        return self.document.run

    @property
    def ghosts(self) -> tuple[tuple[int, Array], ...]:
        """Number and cost curve of the earlier runs, oldest first."""
        return tuple((ghost.number, ghost.document.log.curve()) for ghost in self.document.ghosts)

    @property
    def names(self) -> Names:
        """What the quantities are called on screen."""
        return self.scene.names

    def resolved(self, ref: Ref) -> Ref:
        """Name the sample in view where a quantity of a sample names none."""
        if ref.sample is None and self.trace.m > 1 and ref.symbol in _OF_A_SAMPLE:
            return ref.at(self.playhead.sample)
        return ref

    def is_known(self, ref: Ref) -> bool:
        """Say whether a quantity has been written (or was given) and is not withheld."""
        ref = self.resolved(ref)
        if self.hidden and self._is_withheld(ref):
            return False
        if self._is_of_old_weights(ref) and self.is_over:
            return False
        return ref.symbol in _GIVEN or self.written.get(ref, self.number + 1) <= self.number

    def _is_withheld(self, ref: Ref) -> bool:
        """Say whether a question withholds a quantity; that of a mean does not withhold its samples."""
        if ref in self.hidden:
            return True
        return (self.trace.m == 1 or ref.symbol not in MEANS) and ref.at(None) in self.hidden

    @property
    def is_over(self) -> bool:
        """Say whether the update has run forward again: what δs there were belong to the old weights."""
        return self.written[Ref("J_new", self.names.L)] <= self.number

    @property
    def has_moved(self) -> bool:
        """Say whether the update has corrected something: the gradients belong to the old parameters."""
        for step in reversed(self.steps[: self.number]):
            if step.rule in ("UW", "Ub", "update"):
                return True
            if step.phase != "update" or step.rule == "U0":
                return False
        return False

    def _is_of_old_weights(self, ref: Ref) -> bool:
        """Say whether a quantity flowed upstream: a δ, or what δs are made of and carry on."""
        return ref.symbol in ("dJ_da", "delta", "term")

    def value(self, ref: Ref) -> float | None:
        """Return the number of a quantity; None, to be drawn as ``?``, where it is not known."""
        return self.trace.value(ref, self.playhead.sample) if self.is_known(ref) else None

    def parameter(self, ref: Ref) -> float | None:
        """Return a weight or bias as it stands now: the new one once the update has written it."""
        new = Ref("W_new" if ref.symbol == "W" else "b_new", ref.layer, ref.index)
        return self.value(new if self.is_known(new) else ref)

    def writes(self) -> tuple[Ref, ...]:
        """Return what the step in play writes for the sample in view."""
        return tuple(r for r in self.step.writes if r.sample in (None, self.playhead.sample))

    def known(self) -> frozenset[Ref]:
        """Return everything that the update in play has written so far and no question withholds."""
        written = (ref for ref, number in self.written.items() if number <= self.number)
        return frozenset(ref for ref in written if self.is_known(ref))


@lru_cache(maxsize=4)  # each holds all that can be undone by then
def frame_of(session: Session, notation: str = "auto") -> Frame:
    """Make the frame of a session; the same object for the same session.

    Parameters
    ----------
    session : Session
    notation : {"auto", "lecture", "layers"}

    Returns
    -------
    Frame
    """
    document, playhead = session.document, session.playhead
    setup = setup_at(document, playhead.update)
    trace = shown_trace(session)
    steps = steps_at(document, playhead.update, playhead.zoom)
    shape = shape_at(document, playhead.update)
    focus = _focus(steps[playhead.step - 1], session.selected, playhead.sample)
    return Frame(
        document=document,
        setup=setup,
        playhead=playhead,
        trace=trace,
        steps=steps,
        rows=setup.rows(playhead.update),
        written=written_early(trace, written_at(shape, False, playhead.zoom)),
        shape=shape,
        hidden=withheld(session.hidden, shape, trace.network.activations),
        selected=session.selected,
        focus=focus,
        terms=None if focus is None else terms_of(focus, trace, playhead.sample),
        curve=curve_of(document, playhead.costs_seen if trace.slip is None else playhead.update),
        scene=Scene.of(trace, notation),
        undo_label=session.history.undo_label,
        redo_label=session.history.redo_label,
    )


def shown_trace(session: Session) -> Trace:
    """Return the update in play as it is shown: with a slip in it, where there is one to be found."""
    trace = trace_of(session.document, session.playhead.update)
    return slipped(session.slip, trace) if session.slip else trace


def same_frame(first: Frame, second: Frame) -> bool:
    """Compare two frames by value: what is known, every number of it, and what is in play."""
    known = first.known()
    return (
        same_document(first.document, second.document)
        and (first.update, first.number, first.step) == (second.update, second.number, second.step)
        and (first.focus, first.selected, first.hidden) == (second.focus, second.selected, second.hidden)
        and known == second.known()
        and all(_same(first.value(ref), second.value(ref)) for ref in known)
        and np.array_equal(first.network.to_vector(), second.network.to_vector(), equal_nan=True)
    )


def _same(first: float | None, second: float | None) -> bool:
    if first is None or second is None:
        return first is second
    return first == second or (math.isnan(first) and math.isnan(second))


def _focus(step: MicroStep, selected: Ref | None, sample: int) -> Ref | None:
    """Choose the written scalar closest to the selected one: its own, its node's, or the first."""
    shown = [ref for ref in step.writes if ref.sample in (None, sample)]
    if not shown:
        return None
    if selected is None:
        return shown[0]

    def distance(ref: Ref) -> tuple[bool, bool, bool]:
        same_layer = ref.layer == selected.layer
        return (
            not (same_layer and ref.index == selected.index),
            not (same_layer and ref.index[:1] == selected.index[:1]),
            ref.symbol != selected.symbol,
        )

    return min(shown, key=distance)
