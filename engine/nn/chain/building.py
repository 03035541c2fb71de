"""Build on a chain: a box more, outermost or around the variable, or one less."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from engine.nn.chain.functions import FUNCTIONS, applied
from engine.nn.chain.graph import Chain, parse
from engine.nn.chain.limits import ChainError
from engine.nn.chain.nodes import ONE, TWO, Node, name, over, to_the
from engine.nn.chain.writing import Formula, written

__all__ = ["STEPS", "Place", "step_formula", "why_it_stays", "with_box", "without_box"]

Place = Literal["inside", "outermost"]
"""Where a box is added: around the variable, or around the whole."""
Step = Callable[[Node], Node]


def _of_function(op: str) -> Step:
    return lambda u: applied(op, u)


STEPS: Mapping[str, Step] = {
    **{op: _of_function(op) for op, function in FUNCTIONS.items() if function.typed},
    "square": lambda u: to_the(u, TWO),
    "inverse": lambda u: over(ONE, u),
}
"""What a box that is added can do with the u that it reads: every function that can be typed, u² and 1/u."""


def step_formula(step: str, label: str = "u") -> Formula:
    """Write what a step does with what is called `label`.

    Examples
    --------
    >>> step_formula("cos").text, step_formula("exp").text
    ('cos u', 'e^u')
    """
    return written(STEPS[step](name(label)))


def with_box(chain: Chain, step: str, place: Place) -> Chain:
    """Return a chain with one more box.

    Parameters
    ----------
    chain : Chain
    step : str
        One of `STEPS`.
    place : {"inside", "outermost"}

    Raises
    ------
    ChainError
        In one sentence, if the function gets too long.

    Examples
    --------
    >>> with_box(parse("log(2 + cos x)"), "cos", "inside").formula.text
    'log(2 + cos(cos x))'
    """
    if place == "outermost":
        return _again(chain, STEPS[step](chain.root))
    x = name(chain.variable)
    return _again(chain, chain.root.replaced({x: STEPS[step](x)}))


def why_it_stays(chain: Chain, number: int) -> str:
    """Say in one sentence why a box can't be taken out; nothing where it can.

    Parameters
    ----------
    chain : Chain
    number : int
        Counted from the inside, from 1.
    """
    box, sources = chain.boxes[number - 1], _sources(chain, number)
    if len(chain.boxes) == 1:
        return "the last box stays"
    if len(sources) != 1:
        return f"{box.name} reads {' and '.join(sources) or 'nothing'}, and can't be taken out of the row"
    return ""


def without_box(chain: Chain, number: int) -> Chain:
    """Return a chain with one box less: what read it reads what it read.

    Raises
    ------
    ChainError
        If the box can't be taken out.

    Examples
    --------
    >>> without_box(parse("log(2 + cos x)"), 1).formula.text
    'log x'
    """
    if reason := why_it_stays(chain, number):
        raise ChainError(reason)
    wholes = {box.name: box.whole for box in chain.boxes}
    source = wholes.get(_sources(chain, number)[0], name(chain.variable))
    return _again(chain, chain.root.replaced({chain.boxes[number - 1].whole: source}))


def _sources(chain: Chain, number: int) -> list[str]:
    return [link.source for link in chain.links if link.target == chain.boxes[number - 1].name]


def _again(chain: Chain, root: Node) -> Chain:
    """Read the written function, so that every limit holds; the name that was typed in front stays."""
    text = written(root).text
    return parse(f"{chain.output}({chain.variable}) = {text}" if "=" in chain.typed else text)
