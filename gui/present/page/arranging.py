"""Where everything on a page goes: arrangements are tried in an order, and the first that fits is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, product

from PySide6.QtCore import QRectF

from gui.present.page.block import Block, stacked
from gui.present.page.contents import Contents, contents_of
from gui.present.page.figures import Figures
from gui.present.page.measures import BOTTOM, GAP, HEIGHT, MARGIN, STEPS, TOP, Sizes
from gui.present.slide import Slide

__all__ = ["Arranged", "arranged"]

_RICH, _LARGE, _MIDDLE, _SMALL = 0.48, 0.4, 0.33, 0.27
"""Shares of the height of the page that pictures have: with all numbers in nodes, and where room is short."""
_USUAL, _HALF = 0.57, 0.4
"""Shares of the width that pictures have beside text: as a rule, and where there is much text."""
_LEAST_WIDE = 300.0
"""Pictures beside text have so much width at least, in units."""
_OVER = 1.0
"""Pictures have all of the width, over the text."""
_MILD, _FULL = STEPS[:3], STEPS[3:]
_Row = tuple[float, bool, tuple[float, ...], tuple[float, ...]]
_STEADY: tuple[_Row, ...] = (
    (_RICH, True, (_OVER,), _MILD),
    (_LARGE, True, (_OVER,), _MILD),
    (_MIDDLE, True, (_OVER,), STEPS),
    (_LARGE, True, (_USUAL,), _MILD),
)
"""What the presses of a stop that share an arrangement try first: a row as in `_ORDER`."""
_ORDER: tuple[_Row, ...] = (
    (_LARGE, True, (_OVER,), _MILD),
    (_MIDDLE, True, (_OVER,), STEPS),
    (_MIDDLE, False, (_OVER,), STEPS),
    (_LARGE, True, (_USUAL,), _MILD),
    (_SMALL, True, (_OVER, _USUAL), _MILD),
    (_SMALL, False, (_OVER,), STEPS),
    (_LARGE, True, (_HALF,), _MILD),
    (_LARGE, True, (_OVER, _USUAL, _HALF), _FULL),
    (_LARGE, False, (_OVER, _USUAL, _HALF), STEPS),
    (_SMALL, False, (_OVER, _USUAL), STEPS),
)
"""What is tried in turn: height of pictures, whether the formula stands, width of pictures, squeeze."""
_TOGETHER = ("ask", "predict", "vote", "reveal")
"""The presses of a stop that share an arrangement: nothing jumps from one to the next."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """A page that fits.

    Attributes
    ----------
    sizes : Sizes
    figures : QRectF or None
        Room for pictures; None where there is none.
    blocks : tuple of (Block, QRectF)
        Everything else, in the order of reading.
    """

    sizes: Sizes
    figures: QRectF | None
    blocks: tuple[tuple[Block, QRectF], ...]


def arranged(slide: Slide, width: float) -> Arranged:
    """Arrange a page of a width; what can't be made to fit is cut off at the foot."""
    page = QRectF(MARGIN, TOP, width - 2 * MARGIN, BOTTOM - TOP)
    alone = _Tries((slide,), page)
    steady = _Tries((slide, *_others(slide)), page).pictured(_STEADY) if slide.phase in _TOGETHER else ()
    return next(chain(steady, alone.fitting()), None) or alone.last()


def _others(slide: Slide) -> tuple[Slide, Slide]:
    """Return a stop as it is when it asks, and when hands go up."""
    asks = replace(slide, phase="ask", cards=(), coming=(), votes=())
    return asks, replace(slide, phase="vote", cards=slide.cards or slide.coming, coming=())


class _Tries:
    """The arrangements of one slide.

    Parameters
    ----------
    slides : tuple of Slide
        The first one is arranged; the others must have room in the same way.
    page : QRectF
    """

    def __init__(self, slides: tuple[Slide, ...], page: QRectF) -> None:
        self._slides, self._page = slides, page
        self._made: dict[float, tuple[Contents, ...]] = {}

    def fitting(self) -> Iterator[Arranged]:
        """Yield the arrangements that fit, the best first."""
        if not Figures.any_in(self._slides[0]):
            yield from self._texts_alone((True, False))
            return
        yield from self.pictured(_ORDER)
        yield from self.pictured(_ORDER, is_low=True)
        yield from self._texts_alone((False,))

    def pictured(self, order: Iterable[_Row], *, is_low: bool = False) -> Iterator[Arranged]:
        """Yield the arrangements with pictures that fit, in an order.

        A diagram of many nodes under one another stands over text only if it has the height that it wants,
        or if it may be low.
        """
        if not Figures.any_in(self._slides[0]):
            return
        is_chain = self._slides[0].chain is not None
        tall = 0.0 if is_low else Figures.height_wanted(self._slides[0]) / HEIGHT
        for share, with_formula, ways, steps in order:
            if is_chain and share < _LARGE:  # its boxes stand under one another
                continue
            for way, squeeze, with_caption in product(ways, steps, (True, False)):
                every = self._contents(squeeze)
                if with_caption or any(each.caption_may_go for each in every):
                    least = max(share, tall) if way == _OVER else share
                    found = self._try(every, least, with_formula, with_caption, way)
                    if found is not None:
                        yield found

    def _contents(self, squeeze: float) -> tuple[Contents, ...]:
        if squeeze not in self._made:
            sizes = Sizes(self._slides[0].look.scale, squeeze)
            self._made[squeeze] = tuple(contents_of(slide, sizes) for slide in self._slides)
        return self._made[squeeze]

    def _try(
        self, every: tuple[Contents, ...], share: float, with_formula: bool, with_caption: bool, way: float
    ) -> Arranged | None:
        formula = every[0].formula if with_formula else ()
        texts = tuple(each.texts(with_caption or not each.caption_may_go) for each in every)
        if way == _OVER:
            return self._over(every[0].sizes, share, tuple((*formula, *each) for each in texts))
        return self._beside(every[0].sizes, share, way, formula, texts)

    def _over(self, sizes: Sizes, share: float, every: tuple[tuple[Block, ...], ...]) -> Arranged | None:
        """Put pictures over everything else."""
        page = self._page
        below = max(stacked(blocks, page.width(), GAP) for blocks in every)
        room = page.height() - below - (GAP if any(every) else 0.0)
        if room < share * HEIGHT:
            return None
        figures = QRectF(page.left(), page.top(), page.width(), room)
        return Arranged(sizes, figures, _stack(every[0], page, page.bottom() - below))

    def _beside(
        self,
        sizes: Sizes,
        share: float,
        way: float,
        formula: tuple[Block, ...],
        every: tuple[tuple[Block, ...], ...],
    ) -> Arranged | None:
        """Put pictures and formula at the left, texts at the right."""
        page, texts = self._page, every[0]
        left = QRectF(page.left(), page.top(), page.width() * way - GAP, page.height())
        right = QRectF(
            left.right() + 2 * GAP, page.top(), page.right() - left.right() - 2 * GAP, page.height()
        )
        below = stacked(formula, left.width(), GAP)
        highs = [stacked(each, right.width(), GAP) for each in every]
        room = page.height() - below - (GAP if formula else 0.0)
        is_wide = left.width() >= _LEAST_WIDE
        if not (texts and is_wide) or room < share * HEIGHT or max(highs) > page.height():
            return None
        figures = QRectF(left.left(), left.top(), left.width(), room)
        top = right.top() + (right.height() - highs[0]) / 3.0
        return Arranged(
            sizes, figures, (*_stack(formula, left, left.bottom() - below), *_stack(texts, right, top))
        )

    def _texts_alone(self, formulas: tuple[bool, ...]) -> Iterator[Arranged]:
        """Put texts in the middle of a page without pictures."""
        page = self._page
        for with_formula, squeeze, with_caption in product(formulas, STEPS, (True, False)):
            contents = self._contents(squeeze)[0]
            if with_caption or contents.caption_may_go:
                blocks = (*(contents.formula if with_formula else ()), *contents.texts(with_caption))
                high = stacked(blocks, page.width(), GAP)
                if high <= page.height():
                    top = page.top() + (page.height() - high) / 3.0
                    yield Arranged(contents.sizes, None, _stack(blocks, page, top))

    def last(self) -> Arranged:
        """Return what is shown where nothing fits: all in its least size, from the top."""
        contents = self._contents(STEPS[-1])[0]
        blocks = contents.texts(not contents.caption_may_go)
        return Arranged(contents.sizes, None, _stack(blocks, self._page, self._page.top()))


def _stack(blocks: tuple[Block, ...], column: QRectF, top: float) -> tuple[tuple[Block, QRectF], ...]:
    """Put blocks under one another."""
    placed = []
    for block in blocks:
        height = min(block.height(column.width()), column.height())
        placed.append((block, QRectF(column.left(), top, column.width(), height)))
        top += height + GAP
    return tuple(placed)
