"""The views that can stand beside the cost curve, in one table; each is imported when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtWidgets import QWidget

from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["SLICE", "VIEWS", "View"]

Maker: TypeAlias = Callable[[], QWidget]
SLICE = "slice"


@dataclass(frozen=True, slots=True)
class View:
    """One of the views.

    Attributes
    ----------
    title : str
        As the user reads it, to be translated.
    make : callable
        Imports the panel and makes one.
    """

    title: str
    make: Maker


def _network_map() -> QWidget:
    from gui.panels.network_map import NetworkMap

    return NetworkMap()


def _weight_slice() -> QWidget:
    from gui.panels.weight_slice import WeightSlice

    return WeightSlice()


def _cost_surface() -> QWidget:
    from gui.panels.cost_surface import CostSurface

    return CostSurface()


def _layer_sizes() -> QWidget:
    from gui.panels.layer_sizes import LayerSizes

    return LayerSizes()


def _activity() -> QWidget:
    from gui.panels.activity import Activity

    return Activity()


def _weight_matrix() -> QWidget:
    from gui.panels.weight_matrix import WeightMatrix

    return WeightMatrix()


def _weight_story() -> QWidget:
    from gui.panels.weight_story import WeightStory

    return WeightStory()


def _sample_table() -> QWidget:
    from gui.panels.sample_table import SampleTable

    return SampleTable()


def _data_table() -> QWidget:
    from gui.panels.data_table import DataTable

    return DataTable()


VIEWS: dict[str, View] = {
    "says": View(QT_TRANSLATE_NOOP("Command", "What the network says"), _network_map),
    SLICE: View(QT_TRANSLATE_NOOP("Command", "J along a weight"), _weight_slice),
    "surface": View(QT_TRANSLATE_NOOP("Command", "J over two weights"), _cost_surface),
    "story": View(QT_TRANSLATE_NOOP("Command", "Why did this weight move?"), _weight_story),
    "sizes": View(QT_TRANSLATE_NOOP("Command", "δ per layer"), _layer_sizes),
    "activity": View(QT_TRANSLATE_NOOP("Command", "Activations"), _activity),
    "matrix": View(QT_TRANSLATE_NOOP("Command", "Weights as a matrix"), _weight_matrix),
    "samples": View(QT_TRANSLATE_NOOP("Command", "Samples of this update"), _sample_table),
    "data": View(QT_TRANSLATE_NOOP("Command", "Data table"), _data_table),
}
"""By the names that commands and settings know them by, in the order of the list."""
