"""Tell a chain as text or as LaTeX: its boxes, its local derivatives, and at a point all numbers."""

from __future__ import annotations

from collections.abc import Sequence

from engine.nn.chain.graph import Chain, Point
from engine.nn.chain.writing import Formula, name_tex, written
from engine.nn.notation import number, plain

__all__ = ["as_latex", "as_text"]

_DECIMALS = 6

Row = tuple[Formula, str]
"""An equation, and the number that it comes to, or nothing."""


def as_text(chain: Chain, x: float | None = None) -> str:
    """Tell a chain as plain text, with numbers where a point is given.

    Raises
    ------
    ChainError
        If there is no value or no derivative at `x`.
    """
    point = None if x is None else chain.at(x)
    lines = [_head(chain).text, *(f"({note})" for note in chain.notes), ""]
    for title, rows in _sections(chain, point):
        wide = max((len(formula.text) for formula, value in rows if value), default=0)
        lines += [title, *(f"  {formula.text:<{wide}}{_is(value)}".rstrip() for formula, value in rows)]
    return "\n".join([*lines, *(f"({kink})" for kink in (point.kinks if point else ()))]) + "\n"


def as_latex(chain: Chain, x: float | None = None) -> str:
    """Tell a chain as one ``align*`` block of LaTeX; errors as in `as_text`."""
    sections = _sections(chain, None if x is None else chain.at(x))
    rows = [(_head(chain), ""), *(row for _, rows in sections for row in rows)]
    lines = [f"  {formula.tex}{_tex(_is(value))}".replace(" = ", " &= ", 1) for formula, value in rows]
    return "\\begin{align*}\n" + " \\\\\n".join(lines) + "\n\\end{align*}\n"


def _is(value: str) -> str:
    return f" = {value}" if value else ""


def _tex(value: str) -> str:
    """Write a number as LaTeX: −9.7×10⁻¹⁰ with a power that is typeset."""
    digits, _, power = plain(value.replace("−", "-")).partition("×10")
    return rf"{digits} \cdot 10^{{{power}}}" if power else digits


def _head(chain: Chain) -> Formula:
    """Write the whole function, as in h(x) = log(2 + cos x)."""
    tex, text = chain.formula
    left = f"{name_tex(chain.output)}({name_tex(chain.variable)})"
    return Formula(f"{left} = {tex}", f"{chain.output}({chain.variable}) = {text}")


def _sections(chain: Chain, point: Point | None) -> list[tuple[str, list[Row]]]:
    """Return the parts of the report, each with its title."""
    left, right = chain.whole_quotient, written(chain.derivative)
    whole = Formula(f"{left.tex} = {right.tex}", f"{left.text} = {right.text}")
    boxes = _rows([box.equation for box in chain.boxes], list(point.values.values())[1:] if point else None)
    links = _rows([link.equation for link in chain.links], point.slopes if point else None)
    derivative = _rows([whole], [point.derivative] if point else None)
    if point:
        variable = Formula(name_tex(chain.variable), chain.variable)
        boxes[:0] = _rows([variable], [point.values[chain.variable]])
    if len(chain.boxes) == 1:
        return [("boxes", boxes), ("derivative", derivative)]
    derivative.insert(0, (chain.chain_rule, ""))
    return [("boxes", boxes), ("local derivatives", links), ("derivative", derivative)]


def _rows(formulas: Sequence[Formula], values: Sequence[float] | None) -> list[Row]:
    if values is None:
        return [(formula, "") for formula in formulas]
    return [(formula, number(value, _DECIMALS)) for formula, value in zip(formulas, values, strict=True)]
