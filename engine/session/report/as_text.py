"""A trace as plain text, for a terminal."""

from __future__ import annotations

from engine.nn import formulas
from engine.nn.notation import path
from engine.session.frame import Frame
from engine.session.report import facts
from engine.session.report.facts import Quantity, Told


def trace_as_text(frame: Frame) -> str:
    """Tell every micro-step of the update in play, as if it were done.

    One block a step: number, rule and each quantity it writes with its value; the formula with
    names and with numbers; what it reads. Of a batch, the sample in view is told.
    """
    head = " · ".join((facts.title(frame), facts.sizes(frame), facts.moment(frame), facts.steps(frame)))
    blocks = (_block(frame, told) for told in facts.told(frame))
    return "\n".join([head, *blocks]) + "\n"


def _block(frame: Frame, told: Told) -> str:
    lead = f"{told.n:>4}  {told.step.address:<9}"
    lines = [line for quantity in told.quantities for line in _lines(quantity)] or [facts.NOTHING_MOVED]
    reads = " ".join(path(ref) for ref in facts.of_sample(told.step.reads, frame))
    if reads:
        lines.append(f"reads {reads}")
    indent = "\n" + " " * len(lead)
    return lead + indent.join(lines)


def _lines(quantity: Quantity) -> list[str]:
    first = f"{path(quantity.ref)} = {quantity.value.text}"
    if not quantity.formula:
        return [first]
    formula = formulas.as_text(quantity.formula)
    under = " " * max(formula.rfind("="), formula.rfind("←"))
    return [first, f"    {formula}", f"    {under}= {formulas.as_text(quantity.numbers)}"]
