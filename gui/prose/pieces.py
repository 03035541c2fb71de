"""Where an inline formula may be broken: before a relation, and before a sum, outside brackets. No Qt."""

from __future__ import annotations

import re

__all__ = ["pieces"]

_WORD = re.compile(r"\\[a-zA-Z]+|\\.|.", re.DOTALL)
_RELATIONS = {"=", "<", ">", r"\le", r"\leq", r"\ge", r"\geq", r"\ne", r"\approx", r"\to", r"\Rightarrow"}
_RELATIONS |= {r"\leftarrow", r"\propto"}
_SUMS = {"+", "-", "−", r"\cdot", r"\times"}
_OPEN = {"{", "(", "[", r"\{", r"\left", r"\begin"}
_CLOSE = {"}", ")", "]", r"\}", r"\right", r"\end"}


def pieces(tex: str, *, sums: bool = False) -> tuple[str, ...]:
    r"""Cut a formula where a line may end.

    Parameters
    ----------
    tex : str
    sums : bool
        Cut before signs of sums and products too.

    Examples
    --------
    >>> pieces(r"\delta_1 = w_2\delta_2 = f(a = b)")
    ('\\delta_1 ', '= w_2\\delta_2 ', '= f(a = b)')
    """
    breaks = _RELATIONS | _SUMS if sums else _RELATIONS
    found, depth, before = [""], 0, ""
    for word in _WORD.findall(tex):
        if depth == 0 and word in breaks and _may_break(before):
            found.append("")
        found[-1] += word
        depth += (word in _OPEN) - (word in _CLOSE)
        before = word if word.strip() else before
    return tuple(found)


def _may_break(before: str) -> bool:
    """Say whether a sign after this stands between two things; else it is one of its own, as in −1 or x^+."""
    return bool(before) and before not in _RELATIONS | _SUMS | {"^", "_", "&"}
