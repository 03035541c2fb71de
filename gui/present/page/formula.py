"""The formula of the step in play, in symbols and in numbers, and what it comes to."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from engine.nn.formula_pens import tex_number
from engine.nn.formulas import as_text, numbers, symbols
from engine.nn.types import Ref
from gui.formula_layout import Arrangement, FormulaPart, arrange
from gui.look import Look
from gui.panels.delta_panel.parts import formula_of, numbers_of
from gui.panels.delta_panel.telling import Telling, role_of
from gui.present.page.block import NOWHERE
from gui.present.page.measures import Sizes

__all__ = ["Formula", "formula_block", "numbers_block"]

_UNKNOWN = r"\;\;?\;\;"
_AIR = 4.0
_ROOMS = (1.0, 0.95, 0.9)
"""Lines that end earlier may be set larger."""
_BOX_ACROSS, _BOX_DOWN, _RADIUS, _DASHES = 12.0, 5.0, 5.0, (4.0, 3.0)


class Formula:
    """One quantity as its formula: on one line, or on several where it has to.

    Parameters
    ----------
    parts : sequence of FormulaPart
    told : str
        The same as plain text.
    sizes : Sizes
    look : Look
    kind : str
        Of text, for its size.
    """

    def __init__(
        self, parts: tuple[FormulaPart, ...], told: str, sizes: Sizes, look: Look, kind: str = "formula"
    ) -> None:
        self._parts, self._told, self._look = parts, told, look
        self._wished, self._least = sizes.px(kind), sizes.least(kind)
        self._px: float = self._wished
        self._fitted: tuple[float, Arrangement] | None = None

    @property
    def px(self) -> float:
        """The size that it was set in last."""
        return self._px * (self._fitted[1].scale if self._fitted else 1.0)

    def height(self, width: float) -> float:
        """Return the height of its lines; `NOWHERE` where they would be set too small."""
        fitted = self._in(width)
        return fitted.size.height() + 2 * _AIR if self.px >= self._least else NOWHERE

    def _in(self, width: float) -> Arrangement:
        if self._fitted is None or self._fitted[0] != width:
            self._fitted = width, self._arranged(width - 2 * _BOX_ACROSS)
        return self._fitted[1]

    def _arranged(self, room: float) -> Arrangement:
        """Fit it into a room: as large as it may be, on more lines where it would be too small on fewer."""
        found = Arrangement((), QSizeF(), 0.0)
        tries = ((px, room * share) for px in (self._wished, self._least) for share in _ROOMS)
        for self._px, narrower in tries:
            found = arrange(self._parts, self._px, narrower)
            if self._px * found.scale >= self._least:
                break
        return found

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint it in the middle of a box."""
        fitted, theme = self._in(box.width()), self._look.theme
        left = box.center().x() - fitted.size.width() / 2.0
        origin = QPointF(left, box.top() + _AIR)
        for line in fitted.lines:
            colours = [theme.colour(self._parts[i].colour_role) for i in line.indices]
            line.typeset.paint(painter, origin + line.origin, colours, theme.colour("ink"))
        for index, at in fitted.boxes():
            if self._parts[index].tex == _UNKNOWN:
                self._frame_unknown(painter, at.translated(origin), self._parts[index].colour_role)

    def _frame_unknown(self, painter: QPainter, at: QRectF, role: str) -> None:
        """Leave an empty place for the number that is asked for."""
        pen = QPen(self._look.theme.colour(role), 1.8)
        pen.setDashPattern([each / pen.widthF() for each in _DASHES])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = at.adjusted(-_BOX_ACROSS, -_BOX_DOWN, _BOX_ACROSS, _BOX_DOWN)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)

    def texts(self) -> tuple[str, ...]:
        """Return it in plain text."""
        return (self._told,) if self._told else ()


def formula_block(t: Telling, sizes: Sizes, *, with_result: bool) -> Formula | None:
    """Write the quantity in focus by its names, and what it comes to; None where nothing is computed."""
    focus = t.frame.focus
    if focus is None:
        return None
    written = symbols(t.plain(focus), t.frame.scene)
    if len(written) == 1:
        return None
    parts, told = formula_of(t), as_text(written)
    if with_result:
        number = t.number(focus)
        is_known = t.frame.is_known(focus)
        parts = (*parts, FormulaPart("=", None), _result(focus, number, is_known))
        told = f"{told} = {number}"
    return Formula(parts, told, sizes, t.look)


def _result(focus: Ref, number: str, is_known: bool) -> FormulaPart:
    tex = tex_number(number) if is_known else _UNKNOWN
    return FormulaPart(tex, focus, role_of(focus.symbol))


def numbers_block(t: Telling, sizes: Sizes) -> Formula | None:
    """Write the same with numbers in the places of names; None where that says no more."""
    focus, parts = t.frame.focus, numbers_of(t)
    if focus is None or not parts:
        return None
    told = as_text(numbers(t.plain(focus), t.frame.scene, t.number))
    return Formula(parts, told, sizes, t.look, "factor")
