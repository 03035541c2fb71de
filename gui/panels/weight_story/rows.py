"""The rows of the waterfall as values: a factor, something added, a result or a heading each."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.nn.types import Ref
from engine.session.frame import Frame
from engine.session.slice import gradient_of, new_of, parameter_of
from engine.session.story import Addend, Factor, Kind, Story, is_told, step_of, story_of
from gui.look import Look
from gui.panels.weight_story.words import (
    addend_name,
    addend_words,
    compared,
    factor_name,
    factor_words,
    smallest_said,
)

__all__ = ["Content", "Row", "content_of"]

translate = QCoreApplication.translate
_ROLES: dict[Kind, str] = {
    "held": "muted", "rate": "update", "optimiser": "update", "mean": "delta", "input": "forward",
    "one": "forward", "slope": "forward", "weight": "forward", "sum": "delta", "share": "delta",
    "cost": "cost", "fused": "cost",
}  # fmt: skip
"""The colour of each kind: the phase that computed it."""
Span = tuple[float, float] | None
"""Where a bar begins and ends, in powers of ten of the product so far; −inf where it is 0."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes
    ----------
    kind : str
        "factor", "addend", "result" or "heading".
    sign : str
        What stands before it: ×, + or =.
    name, number, words : str
    role : str
        Token of the bar's colour.
    span : tuple of float, or None
    refs : frozenset of Ref
        What it stands for.
    sum : Ref or None
        What a press opens, or closes.
    is_open : bool
    weight : Ref or None
        What a press selects.
    is_smallest : bool
    """

    kind: str
    sign: str
    name: str
    number: str = ""
    words: str = ""
    role: str = "ink"
    span: Span = None
    refs: frozenset[Ref] = frozenset()
    sum: Ref | None = None
    is_open: bool = False
    weight: Ref | None = None
    is_smallest: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """All that is shown of a moment."""

    title: str = ""
    sentence: str = ""
    rows: tuple[Row, ...] = ()


def content_of(frame: Frame, opened: frozenset[Ref], look: Look) -> Content:
    """Write the story of the selected weight or bias, as far as it is known; or say what to do."""
    ref = parameter_of(frame.selected)
    if ref is None:
        return Content(sentence=translate("WeightStory", "Select a weight or a bias to see why it moves."))
    if ref in frame.network.cut:
        text = translate("WeightStory", "The connection of {name} is cut: there is nothing to move.")
        return Content(sentence=text.format(name=frame.names.text(ref)))
    story = story_of(frame.trace, ref, frame.playhead.sample, opened)
    return _Writer(frame, story, opened, look).content()


class _Writer:
    """Writes the rows of one story."""

    def __init__(self, frame: Frame, story: Story, opened: frozenset[Ref], look: Look) -> None:
        self.frame, self.story, self.opened, self.look = frame, story, opened, look
        factors = (*story.before, story.mean, *story.chain)
        self.told = {factor: is_told(frame, factor.refs) for factor in factors}
        self.smallest, self.said = smallest_said(story, self.told, frame, look)

    def content(self) -> Content:
        """Write everything."""
        return Content(self._title(), self.said or self._waiting(), (*self._correction(), *self._sample()))

    def _title(self) -> str:
        """Write old + change = new, so that the three agree as they are read."""
        name, story = self.frame.names.text(self.story.ref), self.story
        old = story.old if is_told(self.frame, (story.ref,)) else None
        if not is_told(self.frame, (new_of(story.ref),)) or old is None:
            return translate("WeightStory", "{name} = {old}, and after this update ?").format(
                name=name, old=self.look.number(old)
            )
        same = self.look.comparing(old, story.new)
        sign, size = ("−", -story.change) if story.change < 0 else ("+", story.change)
        return f"{name}: {same.number(old)} {sign} {same.number(size)} = {same.number(story.new)}"

    def _waiting(self) -> str:
        """Say what is not known yet, the first that the update will compute."""
        factors = (*self.story.before, *self.story.chain)
        missing = [f for f in factors if not self.told[f] and step_of(self.frame, f.refs) > self.frame.number]
        if not missing:
            return translate("WeightStory", "A question withholds a part of it.")
        first = min(missing, key=lambda factor: step_of(self.frame, factor.refs))
        text = translate("WeightStory", "{name} is not known before step {number}.")
        step = step_of(self.frame, first.refs)
        return text.format(name=factor_name(first, self.frame), number=step)

    @staticmethod
    def _not_before(step: int) -> str:
        return translate("WeightStory", "not known before step {number}").format(number=step)

    # The rows of the correction, and of the sample in hand

    def _correction(self) -> list[Row]:
        story, frame = self.story, self.frame
        rows, reached = self._factors(story.factors)
        delta = f"Δ{frame.names.text(story.ref)}"
        if story.addends:
            refs = [ref for factor in story.factors for ref in factor.refs]
            made = math.prod(factor.value for factor in story.factors)
            name = translate("WeightStory", "of this gradient")
            known = reached is not None
            rows.append(self._result(name, made if known else None, frozenset(refs)))
            rows += [self._addend(addend) for addend in story.addends]
        new = new_of(story.ref)
        change = story.change if is_told(frame, (new,)) else None
        return [*rows, self._result(delta, change, frozenset((new,)), self._when(new))]

    def _sample(self) -> list[Row]:
        """Unfold the gradient of the sample in hand, where the correction follows a mean."""
        story, frame = self.story, self.frame
        if story.m == 1:
            return []
        sample = frame.playhead.sample
        own = gradient_of(story.ref).at(sample)
        known = is_told(frame, (own,)) and is_told(frame, story.mean.refs)
        number = translate("WeightStory", "Sample {number} of {count}").format(
            number=sample + 1, count=story.m
        )
        heading = compared(story, sample, frame, self.look) if known else number
        value = story.own if is_told(frame, (own,)) else None
        rows, _ = self._factors(story.chain)
        name = frame.names.text(own)
        return [
            Row("heading", "", heading),
            *rows,
            self._result(name, value, frozenset((own,)), self._when(own)),
        ]

    def _when(self, ref: Ref) -> str:
        step = step_of(self.frame, (ref,))
        return self._not_before(step) if step > self.frame.number else ""

    def _factors(self, factors: tuple[Factor, ...]) -> tuple[list[Row], float | None]:
        """Write factors; return also the power of ten of their product, None where one is not known."""
        rows: list[Row] = []
        reached: float | None = 0.0
        for factor in factors:
            begun, reached = reached, self._after(reached, factor)
            span = None if begun is None or reached is None else (begun, reached)
            rows.append(self._factor(factor, "×" if rows else "", span))
        return rows, reached

    def _after(self, reached: float | None, factor: Factor) -> float | None:
        return None if reached is None or not self.told[factor] else reached + _power(factor.value)

    def _factor(self, factor: Factor, sign: str, span: Span) -> Row:
        told = self.told[factor]
        later = step_of(self.frame, factor.refs) > self.frame.number
        waits = self._not_before(step_of(self.frame, factor.refs)) if later else ""
        return Row(
            kind="factor",
            sign=sign,
            name=factor_name(factor, self.frame),
            number=self.look.number(factor.value if told else None),
            words=waits or factor_words(factor, self.frame) if told or later else "",
            role=_ROLES[factor.kind],
            span=span if span and not math.isnan(span[1]) and span[0] > -math.inf else None,
            refs=frozenset(factor.refs),
            sum=factor.sum if told and factor.value else None,
            is_open=factor.kind == "share",
            weight=factor.refs[0] if factor.kind == "weight" else None,
            is_smallest=factor == self.smallest,
        )

    def _addend(self, addend: Addend) -> Row:
        told = is_told(self.frame, (*addend.refs, *self._scale_refs()))
        step = step_of(self.frame, (*addend.refs, *self._scale_refs()))
        words = addend_words(addend, self.frame)
        return Row(
            kind="addend",
            sign="+",
            name=addend_name(addend, self.frame),
            number=self.look.number(addend.value if told else None),
            words=self._not_before(step) if step > self.frame.number else words,
            role="update",
            span=(0.0, _power(addend.value)) if told and addend.value else None,
            refs=frozenset(addend.refs),
        )

    def _scale_refs(self) -> tuple[Ref, ...]:
        """Return what the optimiser's factor is computed from: what it adds is scaled by it, too."""
        return next((f.refs for f in self.story.before if f.kind == "optimiser"), ())

    def _result(self, name: str, value: float | None, refs: frozenset[Ref], words: str = "") -> Row:
        finite = value is not None and math.isfinite(value) and value != 0.0
        span = (0.0, _power(value)) if finite and value is not None else None
        return Row("result", "=", name, self.look.number(value), words, "ink", span, refs)


def _power(value: float) -> float:
    """Return the power of ten of a size; −inf of 0."""
    return math.log10(abs(value)) if value else -math.inf
