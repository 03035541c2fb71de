"""What every report of a trace tells: of which update, with which settings, and what each step writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.nn.formulas import Part, numbers, symbols
from engine.nn.microsteps import MicroStep
from engine.nn.notation import number, path
from engine.nn.types import Ref
from engine.session.frame import Frame

DECIMALS = 6
"""Digits of the numbers in reports that are read by people."""

MOST_ROWS, MOST_INPUTS, MOST_LABELS = 8, 6, 4
"""How much of the batch such a report shows: what fits on a page."""

_MOST_NAMES = 8
"""Parameters that are listed by name."""

NOTHING_MOVED = "all gradients are known, and nothing has moved yet"
"""What is said of the step that writes nothing."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One scalar that a step writes.

    Attributes
    ----------
    ref : Ref
    named : Part
        Its name.
    formula : tuple of Part
        How it is computed, in names; empty where it is data.
    numbers : tuple of Part
        The same in numbers, with the result at its end; the result alone where there is no more to it.
    """

    ref: Ref
    named: Part
    formula: tuple[Part, ...]
    numbers: tuple[Part, ...]

    @property
    def value(self) -> Part:
        """Its number."""
        return self.numbers[-1]

    @property
    def right(self) -> tuple[Part, ...]:
        """The formula in numbers without the result; empty where there is none."""
        return self.numbers[:-2]


@dataclass(frozen=True, slots=True)
class Told:
    """A micro-step with what it writes for the sample in view."""

    n: int
    step: MicroStep
    quantities: tuple[Quantity, ...]


def told(frame: Frame) -> Iterator[Told]:
    """Tell every micro-step of the update in play, as if it were done."""
    for n, step in enumerate(frame.steps, 1):
        yield Told(n, step, tuple(_quantity(frame, ref) for ref in of_sample(step.writes, frame)))


def _quantity(frame: Frame, ref: Ref) -> Quantity:
    def shown(other: Ref) -> str:
        return number(frame.trace.value(other, frame.playhead.sample), DECIMALS)

    formula = symbols(ref, frame.scene)
    given = len(formula) == 1  # data: there is a name and nothing that computes it
    return Quantity(ref, formula[0], () if given else formula, numbers(ref, frame.scene, shown))


def of_sample(refs: Iterable[Ref], frame: Frame) -> Iterable[Ref]:
    """Leave out what belongs to another sample than the one in view."""
    return (ref for ref in refs if ref.sample in (None, frame.playhead.sample))


def title(frame: Frame) -> str:
    """Return the document's title: one line of printable characters, as `Document` sees to."""
    return frame.document.title.strip() or "Untitled"


def sizes(frame: Frame) -> str:
    """Write the nodes of each layer: ``2–4–1``."""
    return "–".join(map(str, frame.network.sizes))


def moment(frame: Frame) -> str:
    """Say which update is told, and of a batch which sample."""
    m = frame.trace.m
    return f"update {frame.update}" + (f", sample {frame.playhead.sample + 1} of {m}" if m > 1 else "")


def steps(frame: Frame) -> str:
    """Say how many steps there are: ``22 micro-steps, layer zoom``."""
    return f"{len(frame.steps)} micro-steps, {frame.playhead.zoom} zoom"


def settings(frame: Frame) -> tuple[tuple[str, str], ...]:
    """List what the update is computed with, as names and values; what is not in use is left out."""
    trace, setup, net = frame.trace, frame.setup, frame.network
    kept = f", {setup.test.size} kept for testing" if setup.test.size else ""
    scheduled = f", as {setup.schedule} has it" if setup.schedule != "constant" else ""
    penalty = f"l1 = {trace.l1:g}, l2 = {trace.l2:g}: Ω = {number(trace.penalty, DECIMALS)}"
    rows = (
        ("network", sizes(frame)),
        ("activations", ", ".join(net.activations[1:])),
        ("cost", trace.cost),
        ("optimiser", trace.optimizer),
        ("learning rate η", f"{trace.eta:.6g}{scheduled}"),
        ("penalty", penalty if setup.has_penalty else ""),
        ("samples", f"{trace.m} of {setup.samples}{kept}"),
        ("cut", _listed(net.cut)),
        ("locked", _listed(net.locked)),
    )
    return tuple(row for row in rows if row[1])


def _listed(refs: Iterable[Ref]) -> str:
    """Name some parameters, and say how many more there are."""
    names = [path(ref) for ref in sorted(refs)]
    more = [f"and {len(names) - _MOST_NAMES} more"] if len(names) > _MOST_NAMES else []
    return ", ".join((*names[:_MOST_NAMES], *more))


def data_refs(frame: Frame) -> tuple[list[Ref], bool]:
    """List the columns of the batch that a report shows: inputs and labels; and whether some are left out."""
    net = frame.network
    inputs = [Ref("x", 0, (k,)) for k in range(net.sizes[0])]
    labels = [Ref("y", net.L, (j,)) for j in range(net.sizes[-1])]
    shown = [*inputs[:MOST_INPUTS], *labels[:MOST_LABELS]]
    return shown, len(shown) < len(inputs) + len(labels)


def data_rows(frame: Frame, refs: Iterable[Ref]) -> list[tuple[int, list[Part]]]:
    """Return the first rows of the batch: the number of the sample in the data set, and its numbers."""
    columns = list(refs)
    return [
        (int(row) + 1, [_quantity(frame, ref.at(s)).value for ref in columns])
        for s, row in enumerate(frame.rows[:MOST_ROWS])
    ]
