"""The one colour scale, and the colours of classes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from gui.colour_scale import categories, category, diverging, shades
from gui.theme import THEMES, contrast

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


@themes
def test_the_scale_goes_from_negative_over_the_surface_to_forward(theme):
    scale = diverging(theme)
    assert scale.shape == (256, 4)
    assert (scale[:, 3] == 255).all()
    for row, role in ((0, "negative"), (255, "forward")):
        assert QColor(*scale[row].tolist()) == theme.colour(role)
    middle = theme.colour("surface").getRgb()
    assert np.abs(scale[[127, 128]].astype(int) - middle).max() <= 1


@themes
def test_every_class_stands_out_from_the_surface_and_from_the_others(theme):
    colours = categories(theme)
    assert len(colours) == 8
    assert all(contrast(colour.name().upper(), theme.surface) >= 3.0 for colour in colours)
    for one, other in combinations(colours, 2):
        parts = zip(one.getRgb(), other.getRgb(), strict=True)
        assert sum(abs(a - b) for a, b in parts) > 60


def test_after_the_eighth_the_colours_begin_again():
    theme = next(iter(THEMES.values()))
    assert category(theme, 9) == categories(theme)[1]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_values_have_their_place_on_the_scale(dtype):
    values = np.array([-np.inf, -9.0, -0.5, 0.5, 1.5, 9.0, np.inf, np.nan], dtype=dtype)
    assert shades(values, 0.5, 1.0).tolist() == [0, 0, 0, 128, 255, 255, 255, 128]
