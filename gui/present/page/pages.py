"""The pages of the slides that were shown last, and of the one that comes next: views share them."""

from __future__ import annotations

from collections import OrderedDict

from gui.present.page.page import Page
from gui.present.slide import Slide
from gui.present.views import ViewPainter

__all__ = ["Pages"]

_KEPT = 4


class Pages:
    """Lays a slide out once for all who show it in the same shape."""

    def __init__(self) -> None:
        self._views = ViewPainter()
        self._kept: OrderedDict[tuple[Slide, float], Page] = OrderedDict()

    def of(self, slide: Slide, aspect: float) -> Page:
        """Return the page of a slide.

        Parameters
        ----------
        slide : Slide
        aspect : float
            Width over height.
        """
        key = slide, aspect
        if key not in self._kept:
            self._kept[key] = Page(slide, aspect, self._views)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]
