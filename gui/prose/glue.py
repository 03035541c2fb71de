"""Which letters stay with a formula: Qt may end a line on either side of a picture. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gui.prose.markup import Span

__all__ = ["Glued", "glued"]

_AFTER = re.compile(r"\S{1,8}(?=\s|$)|[^\w\s]+")
_BEFORE = re.compile(r"[(\[{“‘„«¿¡–−-]+$")


@dataclass(frozen=True, slots=True)
class Glued:
    """A run of text, and, where it is a formula, the letters that stay with it."""

    span: Span
    before: str = ""
    after: str = ""


def glued(spans: Sequence[Span]) -> Iterator[Glued]:
    r"""Move brackets and commas from the words to the formulas beside them.

    Examples
    --------
    >>> runs = [Span("a ("), Span("x", is_tex=True), Span("), b")]
    >>> [one.before + one.span.text + one.after for one in glued(runs)]
    ['a ', '(x),', ' b']
    """
    left = list(spans)
    for at, span in enumerate(left):
        if not span.is_tex:
            cut = _BEFORE.search(span.text) if _lends(left, at, at + 1) else None
            yield Glued(replace(span, text=span.text[: cut.start()] if cut else span.text))
            continue
        before = _BEFORE.search(left[at - 1].text) if _lends(left, at - 1, at) else None
        after = _AFTER.match(left[at + 1].text) if _lends(left, at + 1, at) else None
        if after:
            left[at + 1] = replace(left[at + 1], text=left[at + 1].text[after.end() :])
        yield Glued(span, before[0] if before else "", after[0] if after else "")


def _lends(spans: Sequence[Span], words: int, formula: int) -> bool:
    """Say whether letters may go from one run to the other: words to a formula that looks the same."""
    if not (0 <= words < len(spans) and 0 <= formula < len(spans)):
        return False
    lender, taker = spans[words], spans[formula]
    return taker.is_tex and not (lender.is_tex or lender.is_code) and lender.term == taker.term
