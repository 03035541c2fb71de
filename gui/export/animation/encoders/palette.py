"""The 256 colours of a GIF, one palette for all pictures: flat colours exactly, the rest by median cut."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gui.export.animation.encoders.encoder import Colours

__all__ = ["Palette"]

_COLOURS = 256
_EXACT = 96
"""So many of the most frequent colours are taken as they are: grounds, lines, and the fills of text."""
_ALL = 1 << 24
_AT_ONCE = 4096
_UNKNOWN = -1


class Palette:
    """Finds for each colour the nearest of 256; the same colour is the same everywhere, as nothing is mixed.

    Parameters
    ----------
    samples : sequence of array of uint32
        Pictures that the colours are taken from.

    Attributes
    ----------
    colours : ndarray of uint8, shape (256, 3)
    """

    def __init__(self, samples: Sequence[Colours]) -> None:
        found, counts = np.unique(np.concatenate([each.ravel() for each in samples]), return_counts=True)
        self.colours = _chosen(found, counts)
        self._places = np.full(_ALL, _UNKNOWN, dtype=np.int16)

    def indices(self, picture: Colours) -> NDArray[np.uint8]:
        """Return the number of the nearest colour of each pixel, in the shape of the picture."""
        places = self._places[picture]
        if (places == _UNKNOWN).any():
            self._learn(np.unique(picture[places == _UNKNOWN]))
            places = self._places[picture]
        return places.astype(np.uint8)

    def _learn(self, colours: Colours) -> None:
        """Find the nearest colours of some that were not met before."""
        own = self.colours.astype(np.int32)
        for some in np.array_split(colours, -(-colours.size // _AT_ONCE)):
            apart = ((_rgb(some)[:, None, :].astype(np.int32) - own[None]) ** 2).sum(axis=2)
            self._places[some] = apart.argmin(axis=1)


def _rgb(colours: Colours) -> NDArray[np.uint8]:
    """Take colours apart: shape (n, 3)."""
    return np.stack([(colours >> shift) & 0xFF for shift in (16, 8, 0)], axis=1).astype(np.uint8)


def _chosen(found: Colours, counts: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Choose the colours: all if they are few, else the most frequent, and means of groups of the others."""
    order = np.argsort(-counts, kind="stable")
    if found.size <= _COLOURS:
        chosen = _rgb(found[order])
    else:
        rest = order[_EXACT:]
        means = _median_cut(_rgb(found[rest]).astype(np.float64), counts[rest], _COLOURS - _EXACT)
        chosen = np.concatenate([_rgb(found[order[:_EXACT]]), means])
    filled = np.zeros((_COLOURS, 3), dtype=np.uint8)
    filled[:] = chosen[0]  # none that is not in the pictures
    filled[: len(chosen)] = chosen
    return filled


def _median_cut(colours: NDArray[np.float64], counts: NDArray[np.int64], wanted: int) -> NDArray[np.uint8]:
    """Part more colours than are wanted into groups, the most varied first, and return the mean of each."""
    groups = [np.arange(len(colours))]
    spreads = [_spread(colours, counts)]
    while len(groups) < wanted:
        widest = int(np.argmax(spreads))
        group = groups.pop(widest)
        spreads.pop(widest)
        for half in _halves(group, colours[group], counts[group]):
            groups.append(half)
            spreads.append(_spread(colours[half], counts[half]))
    means = [np.average(colours[group], axis=0, weights=counts[group]) for group in groups]
    return np.round(means).astype(np.uint8)


def _spread(colours: NDArray[np.float64], counts: NDArray[np.int64]) -> float:
    """Tell how much would be gained by parting a group: its extent, by how often it is seen."""
    return float(np.ptp(colours, axis=0).max() ** 2 * np.sqrt(counts.sum()))


def _halves(
    group: NDArray[np.int64], colours: NDArray[np.float64], counts: NDArray[np.int64]
) -> list[NDArray[np.int64]]:
    """Part a group where half of its pixels are on each side, along the longest of its three sides."""
    along = colours[:, int(np.ptp(colours, axis=0).argmax())]
    order = np.argsort(along, kind="stable")
    total = np.cumsum(counts[order])
    cut = int(np.clip(np.searchsorted(total, total[-1] / 2) + 1, 1, len(group) - 1))
    return [group[order[:cut]], group[order[cut:]]]
