"""Pictures of panels, made of twins that nobody points at, and kept as strokes to be painted again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPicture
from PySide6.QtWidgets import QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.export.sources import PanelSource, Portrayed
from gui.look import Look
from gui.panel import Panel
from gui.present.views.choosing import CURVE
from gui.present.views.dressing import dressed
from gui.views import VIEWS

__all__ = ["DELTA", "Portraits"]

DELTA = "delta"
_KEPT = 6
"""So many pictures are kept: those of two copies, of the stop before and of the one after."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a picture shows: the same wanted again is the same picture."""

    view: str
    frame: Frame
    lit: frozenset[Ref]
    look: Look
    width: int
    height: int


class Portraits:
    """Makes pictures of panels.

    Every picture is made of a twin of its own, so that it shows its moment and nothing of any before: going
    back is exact.
    """

    def __init__(self) -> None:
        self._panels: dict[str, QWidget] = {}
        self._kept: OrderedDict[_Wanted, QPicture] = OrderedDict()

    def picture(self, view: str, frame: Frame, lit: frozenset[Ref], look: Look, size: QSize) -> QPicture:
        """Return a picture of a view.

        Parameters
        ----------
        view : str
            Of `gui.views.VIEWS`, or "curve", or "delta".
        frame : Frame
        lit : frozenset of Ref
            Quantities that are lit in it.
        look : Look
        size : QSize
            Units of the page.
        """
        wanted = _Wanted(view, frame, lit, replace(look, motion=0.0), size.width(), size.height())
        if wanted not in self._kept:
            self._kept[wanted] = self._made(wanted)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(wanted)
        return self._kept[wanted]

    def _made(self, wanted: _Wanted) -> QPicture:
        """Have a twin painted."""
        panel, size = self._panel(wanted.view), QSize(wanted.width, wanted.height)

        def twin(frame: Frame, look: Look) -> QWidget:
            made = panel.twin(frame, look) if isinstance(panel, Portrayed) else _other(panel, frame, look)
            cast("Panel", made).light(wanted.lit)
            return dressed(wanted.view, made, look, size)

        picture, painter = QPicture(), QPainter()
        painter.begin(picture)
        source = PanelSource(wanted.view, panel, twin, fills=True)
        source.paint(painter, wanted.frame, wanted.look, size)
        painter.end()
        return picture

    def _panel(self, view: str) -> QWidget:
        """Return the panel that twins are made of, made when it is first wanted; it is shown nothing."""
        if view not in self._panels:
            self._panels[view] = _MAKERS[view]() if view in _MAKERS else VIEWS[view].make()
        return self._panels[view]


def _other(panel: QWidget, frame: Frame, look: Look) -> QWidget:
    """Make another panel where it knows no twin of itself."""
    made = type(panel)()
    shown = cast("Panel", made)
    shown.set_look(look)
    shown.show_frame(frame)
    return made


def _cost_curve() -> QWidget:
    from gui.panels.cost_curve import CostCurve

    return CostCurve()


def _delta_panel() -> QWidget:
    from gui.panels.delta_panel import DeltaPanel

    return DeltaPanel()


_MAKERS: dict[str, Callable[[], QWidget]] = {CURVE: _cost_curve, DELTA: _delta_panel}
"""Panels that stand in a place of their own in the main window."""
