"""What stands on a page besides its pictures: which blocks a phase has, in letters of given sizes."""

from __future__ import annotations

from dataclasses import dataclass

from gui.panels.delta_panel.telling import Telling
from gui.present.page.block import Block
from gui.present.page.cards import Cards
from gui.present.page.factors import Factors
from gui.present.page.formula import formula_block, numbers_block
from gui.present.page.lines import Note, Status
from gui.present.page.measures import Sizes
from gui.present.page.prose import Prose
from gui.present.slide import Slide

__all__ = ["Contents", "contents_of"]

_TWO = 2
_WITH_CARDS = ("predict", "vote", "reveal", "explain")


@dataclass(frozen=True, slots=True)
class Contents:
    """The blocks of a page.

    Attributes
    ----------
    sizes : Sizes
    formula : tuple of Block
        Of the step in play.
    caption : tuple of Block
    others : tuple of Block
        Question, cards, what is said of them.
    caption_may_go : bool
        The room has read it, and something else is more wanted now.
    """

    sizes: Sizes
    formula: tuple[Block, ...]
    caption: tuple[Block, ...]
    others: tuple[Block, ...]
    caption_may_go: bool

    def texts(self, with_caption: bool) -> tuple[Block, ...]:
        """Return what is read."""
        return (*self.caption, *self.others) if with_caption else self.others


def contents_of(slide: Slide, sizes: Sizes) -> Contents:
    """Make the blocks of a slide."""
    look = slide.look
    caption = (Prose(slide.caption, sizes.px("caption"), look, is_centred=True),) if slide.caption else ()
    others: list[Block] = []
    if slide.question:
        others.append(Prose(slide.question, sizes.px("question"), look, is_centred=True))
    if slide.cards:
        others.append(Cards(slide, sizes))
    if slide.phase in _WITH_CARDS and not _is_told(slide):
        others.append(Status(slide, sizes))
    if slide.after:
        others.append(Prose(slide.after, sizes.px("caption"), look, is_centred=True))
    if slide.note:
        others.append(Note(slide, sizes))
    may_go = slide.phase in _WITH_CARDS and bool(caption)
    return Contents(sizes, _formula(slide, sizes), caption, tuple(others), may_go)


def _is_told(slide: Slide) -> bool:
    """Say whether the cards say all that there is to say: which one is right, and why the others are not."""
    return slide.phase == "explain" and bool(slide.cards) and len(slide.votes) < _TWO


def _formula(slide: Slide, sizes: Sizes) -> tuple[Block, ...]:
    """Write the formula of the step in play, and in large its factors or its numbers too."""
    if slide.delta == "off" or slide.chain is not None or not slide.panels & {"formula", "delta"}:
        return ()
    telling = Telling(slide.frame, slide.look)
    if slide.delta != "large":
        line = formula_block(telling, sizes, with_result=True)
        return (line,) if line else ()
    factors = Factors(telling, sizes)
    detail: Block | None = numbers_block(telling, sizes) if factors.is_empty else factors
    line = formula_block(telling, sizes, with_result=detail is None)
    return tuple(block for block in (line, detail) if block is not None)
