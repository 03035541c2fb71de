"""What map, fit and points show of a frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.nn.network import Network
from engine.nn.types import Array, IntArray
from engine.session.frame import Frame
from engine.session.plane import Plane, activations_over
from engine.session.setup import Setup
from gui.colour_scale import SHADES, category, diverging, shades
from gui.look import Look
from gui.panels.network_map.fit_plot import Fit
from gui.panels.network_map.labels import Labels, RowMask, scale_of
from gui.panels.network_map.map_plot import Shown
from gui.panels.network_map.picture import Ranked, borders, map_of_classes, map_of_values, picture_of
from gui.panels.network_map.points import MOST_POINTS, Points
from gui.panels.network_map.stamps import Mark
from gui.panels.network_map.words import short_name, slice_of
from gui.theme import Theme

__all__ = ["Options", "cells_of", "colours_of", "fit_of", "map_of", "output_of", "points_of"]

_CELLS, _FEWEST = 100, 20
"""A map has so many cells a side, and at least so many where the network is large."""
_LIVE, _REST = 2_000_000, 60_000_000
"""So many products make one map while things move, and at rest: a millisecond's, and some ten."""
_ALONG = 241
"""Places along a fit."""
_AIR = 0.08
"""A fit reaches beyond the labels by this share of their span."""
_HUES = 16
"""So many colours stand for labels that are numbers."""
_FAINT = 0.2
"""Opacity of a point that is far from the plane."""
_NO_BORDER = np.empty((0, 4))


@dataclass(frozen=True, slots=True)
class Options:
    """What can be switched on and off.

    Attributes
    ----------
    test : bool
        Show the points kept for testing.
    discrete : bool
        Show on which side of the middle ŷ is, and not how far from it.
    border : bool
        Draw the line between.
    picture : bool
        Show the sample in hand as a picture, where its inputs can be one.
    """

    test: bool = True
    discrete: bool = False
    border: bool = True
    picture: bool = True


def cells_of(net: Network, live: bool) -> int:
    """Return how many cells a side a map has: fewer where a large network has to keep up with the hand."""
    most = int(((_LIVE if live else _REST) / net.parameters) ** 0.5)
    return min(max(most, _FEWEST), _CELLS)


def output_of(frame: Frame) -> int:
    """Return which of several outputs that are numbers is shown: that of the selected node."""
    ref = frame.selected
    is_output = ref is not None and ref.layer == frame.names.L and len(ref.index) == 1
    return ref.index[0] if is_output and ref is not None else 0


def colours_of(labels: Labels, theme: Theme) -> list[str]:
    """Return the colours of the points: one a class, or one a shade of numbers."""
    if labels.kind == "several":
        return [category(theme, number).name() for number in range(labels.count)]
    scale = diverging(theme)
    places = (
        (0, SHADES - 1) if labels.kind == "two" else np.linspace(0, SHADES - 1, _HUES).round().astype(int)
    )
    return ["#{:02x}{:02x}{:02x}".format(*scale[place, :3].tolist()) for place in places]


def map_of(
    frame: Frame, net: Network, plane: Plane, labels: Labels, options: Options, look: Look, live: bool
) -> Shown:
    """Colour what a network says over a plane of two inputs."""
    theme = look.theme
    sheets = activations_over(net, frame.setup.notes, plane, cells_of(net, live))[-1]
    if labels.kind == "several":
        ranked = Ranked.of(sheets)
        pixels = map_of_classes(ranked, 1.0 - labels.low, theme, options.discrete)
        edges = np.vstack([borders(lead) for lead in ranked.leads()]) if options.border else _NO_BORDER
    else:
        middle, reach = scale_of(labels, net)
        sheet = sheets[output_of(frame)]
        pixels = map_of_values(sheet, middle, reach, theme, options.discrete)
        edges = borders(sheet - np.float32(middle)) if options.border else _NO_BORDER
    names = tuple(short_name(frame, column) for column in plane.columns)
    return Shown(plane, picture_of(pixels), edges, names, slice_of(frame, plane, look))


def fit_of(frame: Frame, net: Network, plane: Plane, labels: Labels, theme: Theme) -> Fit:
    """Make the curves of what a network says along its only input."""
    sheets = activations_over(net, frame.setup.notes, plane, _ALONG)[-1]
    return Fit(
        plane, sheets, _curve_colours(len(sheets), theme), _height(labels), (short_name(frame, 0), "ŷ")
    )


def _curve_colours(count: int, theme: Theme) -> tuple[str, ...]:
    """Return the ink for the only curve, categories for several."""
    return (theme.ink,) if count == 1 else tuple(category(theme, number).name() for number in range(count))


def _height(labels: Labels) -> tuple[float, float]:
    """Return what is shown of the vertical axis: the labels, and from 0 to 1 where there is but one."""
    low, high = (labels.low, 1.0) if labels.kind != "numbers" else labels.span
    if low == high:
        low, high = low - 0.5, high + 0.5
    air = _AIR * (high - low)
    return low - air, high + air


# Points


def points_of(
    frame: Frame, plane: Plane, labels: Labels, wrong: RowMask | None, options: Options, theme: Theme
) -> Points:
    """Place the rows of the data set on a plot.

    Parameters
    ----------
    wrong : ndarray of bool, shape (rows,), or None
        Which rows are put into another class; None where that is not known.
    """
    setup, is_fit = frame.setup, len(plane.columns) == 1
    rows = _shown_rows(frame, options)
    colours = [theme.forward] * _HUES if is_fit and labels.kind == "numbers" else colours_of(labels, theme)
    marks = _marks(frame, rows, labels, wrong, colours)
    here = int(frame.rows[frame.playhead.sample])
    if not is_fit:
        return Points(setup.X[rows][:, list(plane.columns)], rows, marks, here, _nearness(setup, rows, plane))
    return _along(setup, rows, labels, marks, here, theme)


def _nearness(setup: Setup, rows: IntArray, plane: Plane) -> Array | None:
    """Say how near rows are to a plane in the inputs that it holds; None where it holds none.

    A row as far as an input usually is from its mean has half the ink, a far one what can still be seen.
    """
    held = [column for column in range(len(plane.base)) if column not in plane.columns]
    if not held:
        return None
    X, there = setup.X[:, held], np.array(plane.base)[held]
    with np.errstate(all="ignore"):
        spread = X.std(axis=0)
        far = np.where(spread > 0.0, (X[rows] - there) / spread, 0.0)
        near: Array = np.maximum(0.5 ** np.mean(far**2, axis=1), _FAINT)
    return near


def _along(
    setup: Setup, rows: IntArray, labels: Labels, marks: list[Mark], here: int, theme: Theme
) -> Points:
    """Place rows over their only input at their labels: at that of their class, or of each output."""
    X, Y = setup.X[rows, 0], setup.Y[rows]
    if labels.kind == "several":
        return Points(np.column_stack([X, np.ones(len(rows))]), rows, marks, here)
    outputs = Y.shape[1]
    if outputs > 1:
        colours = _curve_colours(outputs, theme)
        marks = [
            Mark(colours[k], k, mark.hollow, mark.wrong, mark.strong)
            for k in range(outputs)
            for mark in marks
        ]
    return Points(np.column_stack([np.tile(X, outputs), Y.T.ravel()]), np.tile(rows, outputs), marks, here)


def _shown_rows(frame: Frame, options: Options) -> IntArray:
    """Return the rows that are drawn; of very many some, and the batch in play."""
    setup = frame.setup
    rows = np.arange(len(setup.X)) if options.test else setup.training
    if len(rows) <= MOST_POINTS:
        return rows
    some = rows[:: -(-len(rows) // MOST_POINTS)]
    return np.union1d(some, frame.rows[:MOST_POINTS])


def _marks(
    frame: Frame, rows: IntArray, labels: Labels, wrong: RowMask | None, colours: Sequence[str]
) -> list[Mark]:
    """Return the look of every row, each look made once."""
    setup = frame.setup
    of_class = _numbers(setup, labels, output_of(frame)) if labels.classes is None else labels.classes
    strong = np.zeros(len(setup.X), dtype=bool)
    strong[frame.rows] = len(frame.rows) < setup.samples
    hollow = np.zeros(len(setup.X), dtype=bool)
    hollow[setup.test] = True
    missed = np.zeros(len(setup.X), dtype=bool) if wrong is None else wrong
    codes = (of_class * 8 + hollow * 4 + missed * 2 + strong)[rows].tolist()
    shaped = labels.kind != "numbers"
    # Around a label in the middle, which on a map has the colour of the map.
    edge = "surface" if len(set(colours)) < _HUES or shaped else "faint"
    made = {code: _mark(code, colours, edge, shaped=shaped) for code in set(codes)}
    return [made[code] for code in codes]


def _mark(code: int, colours: Sequence[str], edge: str, *, shaped: bool) -> Mark:
    """Make the look that a number stands for: class, kept for testing, wrong, of the batch in play."""
    number, bits = divmod(code, 8)
    return Mark(colours[number], number * shaped, bool(bits & 4), bool(bits & 2), bool(bits & 1), edge)


def _numbers(setup: Setup, labels: Labels, output: int) -> IntArray:
    """Return which of the colours stands for the label of each row."""
    low, high = labels.span
    reach = (high / 2.0 - low / 2.0) or 1.0
    shade = shades(setup.Y[:, output], low / 2.0 + high / 2.0, reach)
    return shade.astype(np.int64) * _HUES // SHADES
