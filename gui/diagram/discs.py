"""Maps as round images that fill nodes: made all at once, and kept as long as the maps are the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from engine.session.plane import Sheet
from gui.colour_scale import diverging, shades
from gui.diagram.node_maps import NodeMap
from gui.theme import Theme

__all__ = ["Discs"]

_OPAQUE = 255
Wanted = tuple[NodeMap, int]
"""A map, and how many pixels wide its disc is."""


class Discs:
    """Keeps the discs of the picture in view."""

    def __init__(self) -> None:
        self._theme: Theme | None = None
        self._kept: dict[Wanted, QImage] = {}

    def prepare(self, wanted: Iterable[Wanted], theme: Theme) -> None:
        """Make the discs that are missing, those of one scale together, and forget all others."""
        known = self._kept if theme == self._theme else {}
        self._theme, self._kept = theme, {}
        missing: dict[tuple[object, ...], list[Wanted]] = {}
        for map_, side in wanted:
            if (map_, side) in known:
                self._kept[map_, side] = known[map_, side]
            else:
                alike = side, map_.values.shape, map_.middle, map_.reach
                missing.setdefault(alike, []).append((map_, side))
        for group in missing.values():
            maps, side = [map_ for map_, _ in group], group[0][1]
            self._kept.update(zip(group, _discs(maps, theme, side), strict=True))

    def of(self, map_: NodeMap, theme: Theme, side: int) -> QImage:
        """Return a map as a disc that fills an image."""
        if theme == self._theme and (map_, side) in self._kept:
            return self._kept[map_, side]
        return _discs([map_], theme, side)[0]


def _discs(maps: Sequence[NodeMap], theme: Theme, side: int) -> list[QImage]:
    """Return maps of one scale as discs: files cannot hold a brush with a pattern."""
    middle, reach = maps[0].middle, maps[0].reach
    values = np.stack([map_.values[::-1] for map_ in maps])
    # What is no number is spread no farther than its own place.
    places = np.nan_to_num(values, nan=middle, posinf=middle + reach, neginf=middle - reach)
    spread = _spread(side, places.shape[1])
    with np.errstate(all="ignore"):  # where training ran away
        shown = shades(spread @ places @ spread.T, middle, reach)
    pixels = _colours(theme)[shown].reshape(len(maps), -1)
    rim, cover, outside = _edge(side)
    parts = pixels.take(rim, axis=1).view(np.uint8).reshape(len(maps), -1, 4) * cover // _OPAQUE
    pixels[:, rim] = parts.astype(np.uint8).view(np.uint32)[..., 0]
    pixels[:, outside] = 0
    form = QImage.Format.Format_ARGB32_Premultiplied
    return [QImage(image.tobytes(), side, side, 4 * side, form).copy() for image in pixels]


@lru_cache(maxsize=8)
def _colours(theme: Theme) -> NDArray[np.uint32]:
    """Return the colour scale as Qt packs a pixel, shape (256,)."""
    red, green, blue, alpha = diverging(theme).astype(np.uint32).T
    colours: NDArray[np.uint32] = alpha << 24 | red << 16 | green << 8 | blue
    return colours


@lru_cache(maxsize=32)
def _spread(side: int, places: int) -> Sheet:
    """Return the weights that spread places over pixels, each between the two next to it.

    Returns
    -------
    ndarray, shape (side, places)
    """
    at = np.clip((np.arange(side) + 0.5) / side * places - 0.5, 0, places - 1)
    return np.maximum(1.0 - np.abs(at[:, None] - np.arange(places)), 0.0).astype(np.float32)


@lru_cache(maxsize=32)
def _edge(side: int) -> tuple[NDArray[np.intp], NDArray[np.uint16], NDArray[np.intp]]:
    """Return the pixels that a disc covers in part, how much of each from 0 to 255, and those outside."""
    away = np.arange(side) + 0.5 - side / 2
    inside = np.clip(side / 2 - np.hypot(away[:, None], away[None, :]) + 0.5, 0.0, 1.0)
    cover = np.rint(_OPAQUE * inside).astype(np.uint16).ravel()
    rim = np.flatnonzero((cover > 0) & (cover < _OPAQUE))
    return rim, cover[rim][:, None], np.flatnonzero(cover == 0)
