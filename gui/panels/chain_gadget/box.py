"""One box: what it computes, what comes out, its plot, and its local derivative."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF

from engine.nn.chain import Formula, Link
from gui.look import Look
from gui.panels.chain_gadget.drawing import Block, Drawing, Label, Spot, fitting, line_of, width_of
from gui.panels.chain_gadget.moment import Moment
from gui.panels.chain_gadget.plot import draw_plot
from gui.panels.chain_gadget.words import local

__all__ = ["Heights", "draw_box", "fits_in_lines", "heights_of"]

translate = QCoreApplication.translate
PAD = 6.0
_EQUATION, _DERIVATIVE = 15.0, 13.0
"""Sizes of the letters at 100 %."""
_NUMBER, _NUMBER_PX = 18.0, 15.0
_LEAST_LINE = 18.0


@dataclass(frozen=True, slots=True)
class Heights:
    """How high the parts of every box in the row are, px; the plot takes what is left.

    Attributes
    ----------
    equation, derivative, number : float
        Height of a line of its own for a number; 0 where numbers stand behind their formulas.
    derivatives : int
        The most local derivatives that a box has.
    """

    equation: float
    derivative: float
    number: float
    derivatives: int

    @property
    def fixed(self) -> float:
        """What a box needs besides its plot."""
        below = self.derivatives * (self.derivative + self.number)
        return 3 * PAD + self.equation + self.number + below


def fits_in_lines(moment: Moment, width: float, look: Look) -> bool:
    """Say whether every number has room behind its formula, in boxes of a width."""
    values = [moment.value(number) for number in range(1, moment.count + 1)]
    rows = [(b.equation.tex, _EQUATION, v) for b, v in zip(moment.chain.boxes, values, strict=True)]
    rows += [(_slope_tex(moment, k), _DERIVATIVE, moment.slope(k)) for k in moment.chain.links]
    return all(_wide(tex, px, value, look) <= width - 2 * PAD for tex, px, value in rows)


def _wide(tex: str, px: float, value: float | None, look: Look) -> float:
    formula = fitting(look.pointed_tex(tex), px * look.scale, float("inf"))
    return (formula.width if formula else 0.0) + _behind(look.number(value), look)


def _behind(number: str, look: Look) -> float:
    """Measure a number behind its formula."""
    return width_of(f" = {number}", _NUMBER_PX, True, look) + 4


def heights_of(moment: Moment, width: float, look: Look, *, in_lines: bool) -> Heights:
    """Measure the parts that all boxes have, for boxes of a width; `in_lines`: numbers behind formulas."""
    room = width - 2 * PAD
    boxes, links = moment.chain.boxes, moment.chain.links
    equation = [_height(box.equation.tex, _EQUATION, room, look) for box in boxes]
    derivative = [_height(_slope_tex(moment, link), _DERIVATIVE, room, look) for link in links]
    most = max(len(moment.links_into(number)) for number in range(1, moment.count + 1))
    number = 0.0 if in_lines else _NUMBER * look.scale
    return Heights(max(equation), max(derivative, default=0.0), number, most)


def _height(tex: str, px: float, room: float, look: Look) -> float:
    formula = fitting(look.pointed_tex(tex), px * look.scale, room)
    return max(formula.height + 4 if formula else 0.0, _LEAST_LINE * look.scale)


def _slope_tex(moment: Moment, link: Link) -> str:
    """Write a local derivative; only its name where it is withheld, as its formula would tell it."""
    return link.quotient.tex if moment.hides(moment.path_of(link)) else link.equation.tex


def _slope_text(moment: Moment, link: Link) -> str:
    return link.quotient.text if moment.hides(moment.path_of(link)) else link.equation.text


def draw_box(
    moment: Moment, number: int, rect: QRectF, heights: Heights, look: Look, *, is_there: bool
) -> Drawing:
    """Draw a box into its rectangle; `is_there`: the wiggle has come through it."""
    drawn = Drawing()
    box, value = moment.chain.boxes[number - 1], look.number(moment.value(number))
    drawn.blocks.append(Block(rect, fill=look.theme.surface, line=look.theme.border))
    inner = rect.adjusted(PAD, PAD, -PAD, -PAD)
    line = QRectF(inner.left(), inner.top(), inner.width(), heights.equation)
    line = _equation(line, box.equation, (_EQUATION, "ink"), (value, "forward"), heights, drawn, look)
    drawn.spots.append(_box_spot(moment, number, rect, value, look))
    below = heights.derivatives * (heights.derivative + heights.number)
    plot = QRectF(inner.left(), line.bottom() + 2, inner.width(), 0.0)
    plot.setBottom(inner.bottom() - below - PAD / 2)
    drawn.take(draw_plot(moment, number, plot, look, is_there))
    top = inner.bottom() - below
    for link in moment.links_into(number):
        line = QRectF(inner.left(), top, inner.width(), heights.derivative)
        top = _draw_slope(moment, link, line, heights, drawn, look)
    return drawn


def _draw_slope(
    moment: Moment, link: Link, line: QRectF, heights: Heights, drawn: Drawing, look: Look
) -> float:
    """Write a local derivative and its number; return where they end."""
    text, value = _slope_text(moment, link), look.number(moment.slope(link))
    formula = Formula(_slope_tex(moment, link), text)
    whole = _equation(line, formula, (_DERIVATIVE, "delta"), (value, "delta"), heights, drawn, look)
    drawn.spots.append(Spot(whole, moment.path_of(link), local(link), value, look.pointed(text)))
    return whole.bottom()


def _equation(
    line: QRectF,
    formula: Formula,
    letters: tuple[float, str],
    number: tuple[str, str],
    heights: Heights,
    drawn: Drawing,
    look: Look,
) -> QRectF:
    """Write a formula, and its number behind it or in a line under it; return the place of both."""
    (px, role), (text, role_of_number) = letters, number
    if heights.number:
        drawn.write(line, formula.tex, formula.text, px, look, role)
        below = QRectF(line.left(), line.bottom(), line.width(), heights.number)
        drawn.labels.append(line_of(Label(below, text, _NUMBER_PX, bold=True, role=role_of_number), look))
        return line.united(below)
    behind = _behind(text, look)
    typeset = fitting(look.pointed_tex(formula.tex), px * look.scale, line.width() - behind)
    wide = min(typeset.width if typeset else line.width(), line.width() - behind)
    left = line.center().x() - (wide + behind) / 2
    place = QRectF(left, line.top(), wide + 0.5, line.height())
    drawn.write(place, formula.tex, formula.text, px, look, role)
    end = QRectF(place.right(), line.top(), behind + 2, line.height())
    drawn.labels.append(Label(end, f" = {text}", _NUMBER_PX, bold=True, role=role_of_number))
    return line


def _box_spot(moment: Moment, number: int, rect: QRectF, value: str, look: Look) -> Spot:
    box = moment.chain.boxes[number - 1]
    place = translate("ChainGadget", "Box {number} of {count}, counted from the inside").format(
        number=number, count=moment.count
    )
    name = look.pointed(box.equation.text)
    return Spot(rect, f"u[{number}]", name, value, place, box=number)
