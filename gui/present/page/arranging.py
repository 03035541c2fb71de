"""Where everything on a page goes: arrangements are tried in an order, and the first that fits is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from PySide6.QtCore import QRectF

from gui.present.page.block import Block, stacked
from gui.present.page.contents import Contents, contents_of
from gui.present.page.figures import Figures
from gui.present.page.measures import BOTTOM, GAP, HEIGHT, MARGIN, STEPS, TOP, Sizes
from gui.present.slide import Slide

__all__ = ["Arranged", "arranged"]

_LARGE, _SMALL = 0.4, 0.27
"""Shares of the height of the page that pictures have: as a rule, and where room is short."""
_USUAL, _HALF = 0.57, 0.4
"""Shares of the width that pictures have beside text: as a rule, and where there is much text."""
_LEAST_WIDE = 300.0
"""Pictures beside text have so much width at least, in units."""
_OVER = 1.0
"""Pictures have all of the width, over the text."""
_MILD, _FULL = STEPS[:3], STEPS[3:]
_ORDER = (
    (_LARGE, True, (_OVER, _USUAL), _MILD),
    (_SMALL, True, (_OVER, _USUAL), _MILD),
    (_LARGE, True, (_HALF,), _MILD),
    (_LARGE, True, (_OVER, _USUAL, _HALF), _FULL),
    (_LARGE, False, (_OVER, _USUAL, _HALF), STEPS),
    (_SMALL, False, (_OVER, _USUAL), STEPS),
)
"""What is tried in turn: height of pictures, whether the formula stands, width of pictures, squeeze."""


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
    tries = _Tries(slide, page)
    return next(tries.fitting(), None) or tries.last()


class _Tries:
    """The arrangements of one slide."""

    def __init__(self, slide: Slide, page: QRectF) -> None:
        self._slide, self._page = slide, page
        self._made: dict[float, Contents] = {}

    def fitting(self) -> Iterator[Arranged]:
        """Yield the arrangements that fit, the best first."""
        if not Figures.any_in(self._slide):
            yield from self._texts_alone((True, False))
            return
        is_chain = self._slide.chain is not None
        for share, with_formula, ways, steps in _ORDER:
            if is_chain and share < _LARGE:  # its boxes stand under one another
                continue
            for squeeze, way, with_caption in product(steps, ways, (True, False)):
                contents = self._contents(squeeze)
                if (with_caption or contents.caption_may_go) and (contents.formula or not with_formula):
                    found = self._try(contents, share, with_formula, with_caption, way)
                    if found is not None:
                        yield found
        yield from self._texts_alone((False,))

    def _contents(self, squeeze: float) -> Contents:
        if squeeze not in self._made:
            self._made[squeeze] = contents_of(self._slide, Sizes(self._slide.look.scale, squeeze))
        return self._made[squeeze]

    def _try(
        self, contents: Contents, share: float, with_formula: bool, with_caption: bool, way: float
    ) -> Arranged | None:
        formula = contents.formula if with_formula else ()
        texts = contents.texts(with_caption)
        if way == _OVER:
            return self._over(contents.sizes, share, (*formula, *texts))
        return self._beside(contents.sizes, share, way, formula, texts)

    def _over(self, sizes: Sizes, share: float, blocks: tuple[Block, ...]) -> Arranged | None:
        """Put pictures over everything else."""
        page = self._page
        below = stacked(blocks, page.width(), GAP)
        room = page.height() - below - (GAP if blocks else 0.0)
        if room < share * HEIGHT:
            return None
        figures = QRectF(page.left(), page.top(), page.width(), room)
        return Arranged(sizes, figures, _stack(blocks, page, page.bottom() - below))

    def _beside(
        self, sizes: Sizes, share: float, way: float, formula: tuple[Block, ...], texts: tuple[Block, ...]
    ) -> Arranged | None:
        """Put pictures and formula at the left, texts at the right."""
        page = self._page
        left = QRectF(page.left(), page.top(), page.width() * way - GAP, page.height())
        right = QRectF(
            left.right() + 2 * GAP, page.top(), page.right() - left.right() - 2 * GAP, page.height()
        )
        below, high = stacked(formula, left.width(), GAP), stacked(texts, right.width(), GAP)
        room = page.height() - below - (GAP if formula else 0.0)
        is_wide = left.width() >= _LEAST_WIDE
        if not (texts and is_wide) or room < share * HEIGHT or high > page.height():
            return None
        figures = QRectF(left.left(), left.top(), left.width(), room)
        top = right.top() + (right.height() - high) / 3.0
        return Arranged(
            sizes, figures, (*_stack(formula, left, left.bottom() - below), *_stack(texts, right, top))
        )

    def _texts_alone(self, formulas: tuple[bool, ...]) -> Iterator[Arranged]:
        """Put texts in the middle of a page without pictures."""
        page = self._page
        for with_formula, squeeze, with_caption in product(formulas, STEPS, (True, False)):
            contents = self._contents(squeeze)
            if with_caption or contents.caption_may_go:
                blocks = (*(contents.formula if with_formula else ()), *contents.texts(with_caption))
                high = stacked(blocks, page.width(), GAP)
                if high <= page.height():
                    top = page.top() + (page.height() - high) / 3.0
                    yield Arranged(contents.sizes, None, _stack(blocks, page, top))

    def last(self) -> Arranged:
        """Return what is shown where nothing fits: all in its least size, from the top."""
        contents = self._contents(STEPS[-1])
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
