"""Draws on the audience view with the tool that the presenter has in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from gui.present.marks.ink import Ink
from gui.present.marks.layer import paint_dot, paint_marks
from gui.present.marks.marks import drawn, unlit
from gui.present.marks.paths import Size
from gui.present.marks.stroke import TOOLS, At, Stroke, around, begun, placed

if TYPE_CHECKING:
    from gui.present.page import Page
    from gui.present.presenter import Presenter

__all__ = ["LASER", "Drawing"]

LASER = "laser"


class Drawing:
    """Turns what the mouse, a pen or a finger does into strokes of the stop that is drawn on.

    Places and sizes are in units of the page.

    Parameters
    ----------
    presenter : Presenter
    ink : Ink
    """

    def __init__(self, presenter: Presenter, ink: Ink) -> None:
        self._presenter, self._ink, self._tool = presenter, ink, presenter.tool

    @property
    def is_on(self) -> bool:
        """Say whether there is a tool in hand."""
        return bool(self._presenter.tool)

    def press(self, at: At, page: Page) -> None:
        """Begin a stroke; the laser only shows where it is."""
        tool, share = self._presenter.tool, _share(at, page.size)
        self._ink.put(page.slide.stop, begun(tool, share) if tool in TOOLS else None, share)

    def move(self, at: At, page: Page) -> None:
        """Go on with the stroke, or only tell where the hand is; a stroke ends where another stop begins."""
        stroke, share = self._ink.stroke, _share(at, page.size)
        goes_on = stroke is not None and self._ink.stop == page.slide.stop
        self._ink.put(page.slide.stop, stroke.to(share) if stroke is not None and goes_on else None, share)

    def release(self, page: Page) -> None:
        """Keep the stroke: it belongs to the stop where it was drawn."""
        ink, stroke = self._ink, self._ink.stroke
        ink.put(ink.stop, None, ink.at)
        if stroke is not None and (whole := stroke.finished(_aspect(page.size))) is not None:
            self._presenter.draw(drawn(self._presenter.marks, ink.stop, whole))

    def leave(self) -> None:
        """Be nowhere: the hand has gone, or what it drew on."""
        self._ink.put("", None, None)

    def follow(self, stop: str) -> None:
        """Do what another tool in hand means: a spotlight that is put away goes out, at the stop in view."""
        presenter, before = self._presenter, self._tool
        if presenter.tool == before:
            return
        self._tool = presenter.tool
        self._ink.put(self._ink.stop, None, self._ink.at)
        if before == "spotlight" and not presenter.tool:
            presenter.draw(unlit(presenter.marks, stop))

    def paint(self, painter: QPainter, page: Page) -> None:
        """Paint the marks of the stop, what is being drawn, and the laser dot."""
        ink, theme, size = self._ink, page.slide.look.theme, page.size
        strokes = self._presenter.marks.of(page.slide.stop)
        live = self._live(strokes, _aspect(size)) if ink.stop == page.slide.stop else None
        if live is not None and live.tool == "spotlight":
            strokes = tuple(stroke for stroke in strokes if stroke.tool != "spotlight")
        paint_marks(painter, strokes if live is None else (*strokes, live), size, theme)
        if self._presenter.tool == LASER and ink.at is not None and ink.stop == page.slide.stop:
            paint_dot(painter, ink.at, size, theme)

    def _live(self, strokes: tuple[Stroke, ...], aspect: float) -> Stroke | None:
        """Return what is being drawn; a spotlight that is not set down yet follows the hand."""
        ink = self._ink
        if ink.stroke is not None:
            return ink.stroke.finished(aspect)
        is_down = any(stroke.tool == "spotlight" for stroke in strokes)
        if self._presenter.tool != "spotlight" or ink.at is None or is_down:
            return None
        return around("spotlight", ink.at, aspect)


def _share(at: At, size: Size) -> At:
    return placed((at[0] / size[0], at[1] / size[1]))


def _aspect(size: Size) -> float:
    return size[0] / size[1]
