"""The diagram as a picture to take away: a moment in any size, painted to any painter, without a widget."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram.canvas import Canvas, paint_moving
from gui.diagram.compose import compose
from gui.diagram.hit import Hits
from gui.diagram.label_layer import paint_label
from gui.diagram.layout import Layout
from gui.diagram.node_labels import pointed_values
from gui.diagram.node_maps import NodeMaps
from gui.diagram.overlay import paint_light, paint_selection
from gui.diagram.picture import Picture
from gui.diagram.staging import stage_of
from gui.diagram.text import measure_with, sizes_of
from gui.diagram.zooming import zoomed_on_play
from gui.look import Look

__all__ = ["Portrait"]

_FEWEST = 3
_DECIMALS = (4, _FEWEST)
"""In a lecture room numbers are written with so many decimals where more of them have no room."""


class Portrait:
    """What the diagram of a size shows of a moment: nothing pointed at, nothing in focus.

    What is selected is marked, as it is part of the moment. In a lecture room numbers have as many decimals
    as there is room for without losing one of them, up to those of the look.

    Parameters
    ----------
    frame : Frame
    look : Look
    size : QSize
        In a lecture room in page units.
    maps : NodeMaps, optional
        What stands inside of nodes.
    lit : frozenset of Ref
        What was pointed at somewhere.
    is_zoomed : bool
        Only the nodes in play are in view, where all of it is larger than that.
    """

    def __init__(
        self,
        frame: Frame,
        look: Look,
        size: QSize,
        maps: NodeMaps | None = None,
        lit: frozenset[Ref] = frozenset(),
        is_zoomed: bool = False,
    ) -> None:
        self._frame, self._maps, self._lit = frame, maps, lit
        self._size, self._is_zoomed = (float(size.width()), float(size.height())), is_zoomed
        self._look, self._picture = self._fullest(look)
        self._hits: Hits | None = None

    @property
    def moves(self) -> bool:
        """Say whether the step in play lets something travel or settle."""
        return self._picture.moves

    @property
    def picture(self) -> Picture:
        """What is painted."""
        return self._picture

    @property
    def decimals(self) -> int:
        """Digits after the point that numbers are written with."""
        return self._look.decimals

    def hits(self) -> Hits:
        """Return what can be pointed at, in the units of the size."""
        if self._hits is None:
            self._hits = Hits(self._picture, self._frame.step.phase == "backward")
        return self._hits

    def paint(self, painter: QPainter, progress: float = 1.0) -> None:
        """Paint it while values travel (0 is the start), or with all at rest (1)."""
        Canvas().paint_still(painter, self._picture, self._look)
        paint_moving(painter, self._picture, self._look, progress)
        self._paint_marks(painter)

    def _paint_marks(self, painter: QPainter) -> None:
        frame, look = self._frame, self._look
        texts = [label.box for label in self._picture.all_labels()]
        if frame.selected is not None:
            paint_selection(painter, self.hits().shapes([frame.selected]), look.theme, texts)
        lit = [ref for ref in self._lit if ref.sample in (None, frame.playhead.sample)]
        if not lit:
            return
        paint_light(painter, self.hits().shapes(lit), look.theme, texts)
        measure = measure_with(look.scale, look.theme.room)
        for label in pointed_values(self._picture, frame, look, measure, lit):
            paint_label(painter, label, look.theme, look.scale)

    # What it shows

    def _arranged(self, look: Look) -> Layout:
        stage = stage_of(self._frame, self._size, sizes_of(self._frame, look))
        return (zoomed_on_play(self._frame, stage) if self._is_zoomed else stage).layout()

    def _composed(self, look: Look, layout: Layout) -> Picture:
        return compose(self._frame, layout, look, measure_with(look.scale, look.theme.room), self._maps)

    def _fullest(self, look: Look) -> tuple[Look, Picture]:
        """Return the picture with most decimals that says no less than the one with fewest."""
        if not look.theme.room or look.decimals <= _FEWEST:
            return look, self._composed(look, self._arranged(look))
        looks = [replace(look, decimals=n) for n in (look.decimals, *_DECIMALS) if n <= look.decimals]
        fewest = self._composed(looks[-1], self._arranged(looks[-1]))
        least = _said(fewest, self._frame, looks[-1])
        for each in looks[:-1]:
            layout = self._arranged(each)
            if layout.detail is not fewest.layout.detail:
                continue
            picture = self._composed(each, layout)
            if _said(picture, self._frame, each) >= least:
                return each, picture
        return looks[-1], fewest


def _said(picture: Picture, frame: Frame, look: Look) -> frozenset[tuple[Ref, bool]]:
    """Return what can be read in a picture, and of numbers in nodes whether they are written in full."""
    labels = {(ref, True) for label in picture.all_labels() for ref in label.refs}
    rows = ((row.refs[0], row.number) for node in picture.nodes for row in node.rows)
    inside = {(ref, number in ("", look.number(frame.value(ref)))) for ref, number in rows}
    whole = look.cost(frame.value(picture.cost.refs[0])) == picture.cost.number
    return frozenset(labels | inside | {(ref, whole) for ref in picture.cost.refs})
