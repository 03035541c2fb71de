"""What can be taken out of a moment as text: formulas as LaTeX, numbers, lines of NumPy. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from engine.nn.numpy_lines import numpy_lines
from engine.nn.types import Ref, Symbol
from engine.session.frame import Frame
from gui.formula_view import FormulaPart
from gui.look import Look
from gui.panels.delta_panel.parts import formula_of, numbers_of
from gui.panels.delta_panel.telling import Telling

__all__ = [
    "formula_tex",
    "numbers_tex",
    "numpy_text",
    "plain_number",
    "pointed_quantity",
    "quantity_of",
    "value_of",
]


def formula_tex(frame: Frame, look: Look) -> str:
    r"""Return the formula of the δ panel as LaTeX, such as ``\delta_{1} = w_{2}\,\delta_{2} \cdot …``.

    Empty where the step writes no quantity.
    """
    return _latex(formula_of(Telling(frame, look)))


def numbers_tex(frame: Frame, look: Look) -> str:
    """Return the formula with numbers in the places of names, and the result; empty where there is none."""
    return _latex(numbers_of(Telling(frame, look)))


def _latex(parts: Sequence[FormulaPart]) -> str:
    """Join parts as they are typeset: a space keeps a command from running into the letter after it."""
    return " ".join(" ".join(part.tex for part in parts).split())


def numpy_text(frame: Frame) -> str:
    """Return the step in play as NumPy, a statement a line; empty where it computes nothing by itself."""
    return "\n".join(numpy_lines(frame.step, frame.trace))


def quantity_of(frame: Frame) -> Ref | None:
    """Return the quantity whose number is meant: the selected one, or the one in focus."""
    chosen = frame.selected or frame.focus
    return None if chosen is None else frame.resolved(chosen)


def value_of(frame: Frame, ref: Ref) -> float | None:
    """Return the number that is on screen for a quantity; None where it is not known."""
    return frame.parameter(ref) if ref.symbol in ("W", "b") else frame.value(ref)


def plain_number(value: float, point: str = ".") -> str:
    """Write a number in full, for a spreadsheet or for Python: every digit, and the minus of a keyboard.

    Parameters
    ----------
    value : float
    point : str
        The decimal separator that the user chose: spreadsheets read one of the two only.

    Examples
    --------
    >>> plain_number(-0.1)
    '-0.1'
    """
    return repr(float(value + 0.0)).replace(".", point)  # + 0.0: a zero has no sign


_MEANT: tuple[Symbol, ...] = (
    "term", "delta", "dJ_da", "dW", "db", "product", "slope", "W_new", "b_new", "J_new", "z", "a", "J",
)  # fmt: skip
"""Of several quantities under the pointer the one of the first of these kinds is meant."""


def pointed_quantity(frame: Frame, refs: frozenset[Ref]) -> Ref | None:
    """Return the known quantity that is meant by what is pointed at; None where none is."""
    known = sorted(ref for ref in refs if value_of(frame, ref) is not None)
    if len(known) == 1:
        return known[0]
    return next((ref for symbol in _MEANT for ref in known if ref.symbol == symbol), None)
