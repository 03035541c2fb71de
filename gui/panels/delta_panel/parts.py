"""Which parts the panel shows at one moment, as values: formulas, the chooser and the NumPy lines."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QCoreApplication

from engine.nn.formulas import Part, numbers, sign, symbols
from engine.nn.microsteps import MicroStep
from engine.nn.numpy_lines import numpy_lines
from engine.nn.types import Ref
from engine.session import actions
from gui.formula_view import FormulaPart
from gui.panels.delta_panel.chooser import Chip, Chips, Stepper
from gui.panels.delta_panel.code import Code, Line
from gui.panels.delta_panel.made_of import corrected
from gui.panels.delta_panel.telling import Telling, role_of
from gui.words import phase_role

__all__ = ["chooser_of", "code_of", "formula_of", "numbers_of", "sample_of"]

translate = QCoreApplication.translate
_MOST_CHIPS = 8
_MOST_LINES = 4


def sample_of(t: Telling) -> str:
    """Say which sample of the batch is shown, and its cost: "Sample 1 of 4 · J[1] = 0.186"."""
    frame = t.frame
    if frame.focus is None or frame.focus.sample is None:
        return ""
    text = translate("DeltaPanel", "Sample {number} of {count}")
    said = text.format(number=frame.playhead.sample + 1, count=frame.trace.m)
    cost = Ref("J", frame.network.L, (), frame.playhead.sample)
    if cost == frame.focus or not frame.is_known(cost):
        return said
    return f"{said} · {t.name(cost)} = {t.number(cost)}"


# Formulas


def formula_of(t: Telling) -> tuple[FormulaPart, ...]:
    """Write the formula of the quantity in focus, in names; empty where it has none."""
    focus = t.frame.focus
    if focus is None:
        return ()
    written = symbols(t.plain(focus), t.frame.scene)
    if len(written) == 1:  # data: nothing computes it
        written = (*written, sign(" = "), *numbers(t.plain(focus), t.frame.scene, t.number))
    return _live(t, written)


def numbers_of(t: Telling) -> tuple[FormulaPart, ...]:
    """Write the same with numbers in it; not where the result is known but a part of it is withheld."""
    focus = t.frame.focus
    if focus is None or focus.symbol == "J_new":
        return ()
    moved = focus.symbol in ("W_new", "b_new")
    written = numbers(t.plain(focus), t.frame.scene, (corrected(t) if moved else t).number)
    parts = {ref for part in written[:-1] for ref in part.refs}
    if t.frame.is_known(focus) and not all(t.frame.is_known(ref) for ref in parts):
        return ()
    return _live(t, written) if len(written) > 1 else ()


def _live(t: Telling, parts: tuple[Part, ...]) -> tuple[FormulaPart, ...]:
    return tuple(
        FormulaPart(part.tex, t.refs(*part.refs), _role(t, part.refs))
        if part.refs
        else FormulaPart(t.look.pointed_tex(part.tex))
        for part in parts
    )


def _role(t: Telling, refs: tuple[Ref, ...]) -> str:
    """Colour a part; a whole sum takes the colour of what flows in it."""
    if len(refs) == 1:
        return t.role(refs[0])
    roles = {role_of(ref.symbol) for ref in refs}
    return "delta" if "delta" in roles else "forward"


# Chooser


def chooser_of(t: Telling) -> Chips | Stepper | None:
    """Offer the scalars that the step writes; None where there is no choice."""
    writes, focus = t.frame.writes(), t.frame.focus
    if focus is None or len(writes) < 2:
        return None
    role = phase_role(t.frame.step.phase)
    if len(writes) <= _MOST_CHIPS:
        return Chips(tuple(_chip(t, ref, role, ref == focus) for ref in writes))
    at = writes.index(focus)
    before, after = writes[at - 1], writes[(at + 1) % len(writes)]
    text = translate("DeltaPanel", "{number} of {count}")
    if any(ref.symbol == "J_new" for ref in writes):  # one more than there are parameters
        text = translate("DeltaPanel", "{number} of {count}, with J")
    count = text.format(number=at + 1, count=len(writes))
    return Stepper(_chip(t, before, role), _chip(t, focus, role, True), _chip(t, after, role), count)


def _chip(t: Telling, ref: Ref, role: str, chosen: bool = False) -> Chip:
    alike = len({(written.symbol, written.layer) for written in t.frame.writes()}) == 1
    is_slope = ref.symbol == "slope" and len(ref.index) == 2
    name = _node_or_edge(t, ref) if alike and ref.index and not is_slope else t.name(ref)
    return Chip(name, t.refs(ref), t.select(ref), t.said(ref), chosen, role)


def _node_or_edge(t: Telling, ref: Ref) -> str:
    """Name a choice by its node, or by its edge in the direction of the forward pass."""
    if len(ref.index) == 1:
        return t.node(ref.layer, ref.index[0])
    return f"{ref.index[1] + 1} → {ref.index[0] + 1}"


# NumPy


def code_of(t: Telling) -> Code | None:
    """Show the line of the step in play between its neighbours; None where it has none."""
    stops = _layer_steps(t)
    here = next(i for i, (_, step) in enumerate(stops) if step.address == t.frame.step.address)
    own = _lines(t, *stops[here], here=True)
    if not own:
        return None
    before = _lines(t, *stops[here - 1])[-1:] if here else ()
    after = _lines(t, *stops[here + 1])[:1] if here + 1 < len(stops) else ()
    return Code((*before, *own, *after), phase_role(t.frame.step.phase))


def _layer_steps(t: Telling) -> list[tuple[int, MicroStep]]:
    """List the steps that end a layer step, with their numbers, at any zoom."""
    numbered = enumerate(t.frame.steps, 1)
    return [list(group)[-1] for _, group in groupby(numbered, key=lambda item: item[1].address)]


def _lines(t: Telling, number: int, step: MicroStep, here: bool = False) -> tuple[Line, ...]:
    texts = numpy_lines(step, t.frame.trace)
    if len(texts) > _MOST_LINES:
        texts = (*texts[:2], "…", *texts[-(_MOST_LINES - 3) :])
    sample = t.frame.playhead.sample
    refs = frozenset(ref for ref in step.writes if ref.sample in (None, sample))
    action = None if here else actions.Seek(number)
    said = translate("DeltaPanel", "go to step {number}").format(number=number) if action else ""
    return tuple(Line(text, here, refs, action, said) for text in texts)
