"""Under the row: the local derivatives multiplied, the forecast against the truth, and the nudges."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QRectF

from gui.look import Look
from gui.panels.chain_gadget.drawing import LEFT, Block, Drawing, Label, Spot, line_of, width_of
from gui.panels.chain_gadget.moment import NUDGES, Moment
from gui.panels.chain_gadget.words import delta_of
from gui.short_number import short

__all__ = ["LINES", "draw_readings"]

translate = QCoreApplication.translate
_TILE, _SIGN, _LINE, _BETWEEN = 42.0, 18.0, 20.0, 5.0
_NAME_PX, _NUMBER_PX, _LINE_PX = 12.0, 15.0, 13.0
_AIR = 16.0
LINES = ("forecast", "nudged")
"""The lines under the factors, by the paths of what is read there."""
_FINE = 6
"""Decimals at least, where the point is how little two numbers differ."""


@dataclass(frozen=True, slots=True)
class _Tile:
    """A factor or a result, with the sign before it."""

    name: str
    number: str
    path: str
    sign: str = ""
    filled: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """A name with a number behind it, in a line."""

    name: str
    number: str
    path: str
    help: str = ""


def draw_readings(moment: Moment, width: float, look: Look, lines: Collection[str] = LINES) -> Drawing:
    """Draw what is told of the whole chain, in a width; under the factors the given ones of `LINES`."""
    drawn = Drawing()
    for tiles in _products(moment, look):
        _draw_tiles(tiles, width, look, drawn)
    fine = replace(look, decimals=max(look.decimals, _FINE))
    for name, readings in zip(LINES, (_forecast, _nudges), strict=True):
        if name in lines:
            _draw_line(readings(moment, fine), width, look, drawn)
    return drawn


def _products(moment: Moment, look: Look) -> Iterator[list[_Tile]]:
    """List the factors of every path with their product, and at last the sum of several paths."""
    chain, total = moment.chain, look.number(moment.derivative)
    whole = chain.whole_quotient.text
    if len(chain.links) < 2:  # nothing is multiplied
        yield [_Tile(whole, total, "dh", filled=True)]
        return
    for i, way in enumerate(chain.paths):
        factors = [
            _Tile(link.quotient.text, look.number(moment.slope(link)), moment.path_of(link), "×" * (n > 0))
            for n, link in enumerate(reversed(way))
        ]
        is_all = len(chain.paths) == 1
        name = whole if is_all else translate("ChainGadget", "path {number}").format(number=i + 1)
        number = look.number(moment.product(i))
        yield [*factors, _Tile(name, number, "dh", "=", filled=is_all)]
    if len(chain.paths) != 1:
        name = translate("ChainGadget", "{name}, the sum").format(name=whole)
        yield [_Tile(name, total, "dh", filled=True)]


def _forecast(moment: Moment, look: Look) -> list[_Reading]:
    chain, step = moment.chain, delta_of(moment.chain.variable)
    promised = translate("ChainGadget", "Forecast {formula}").format(formula=f"{chain.output}′ · {step}")
    true = translate("ChainGadget", "true change {name}").format(name=delta_of(chain.output))
    return [
        _Reading(
            promised, look.number(moment.forecast), "forecast", chain.whole_quotient.text + f" · {step}"
        ),
        _Reading(
            true,
            look.number(moment.change),
            "change",
            f"{chain.output}({chain.variable} + {step}) − {chain.output}({chain.variable})",
        ),
    ]


def _nudges(moment: Moment, look: Look) -> list[_Reading]:
    """List what a nudge both ways tells, for smaller and smaller ε."""
    h, x = moment.chain.output, moment.chain.variable
    help_ = f"({h}({x} + ε) − {h}({x} − ε))/2ε"
    names = (
        translate("ChainGadget", "Nudged by ±{step}"),
        *("±{step}" for _ in NUDGES[1:]),
    )
    return [
        _Reading(name.format(step=short(step, look.point)), look.number(moment.nudged(step)), "nudged", help_)
        for name, step in zip(names, NUDGES, strict=True)
    ]


def _draw_tiles(tiles: list[_Tile], width: float, look: Look, drawn: Drawing) -> None:
    """Put tiles with their signs side by side, and into another line where there is no room."""
    sign, high = _SIGN * look.scale, _TILE * look.scale
    widths = [_width(tile, look) for tile in tiles]
    whole = sum(widths) + sign * sum(bool(tile.sign) for tile in tiles)
    x, y = max((width - whole) / 2, 0.0), drawn.height
    for tile, wide in zip(tiles, widths, strict=True):
        before = sign if tile.sign else 0.0
        if x + before + wide > width and x > 0:
            x, y = 0.0, y + high + _BETWEEN
        rect = QRectF(x + before, y, min(wide, width - before), high)
        if tile.sign:
            place = QRectF(x, y, before, high)
            drawn.labels.append(Label(place, tile.sign, 14.0, role="muted"))
        _draw_tile(tile, rect, look, drawn)
        x = rect.right()
    drawn.height = y + high + _BETWEEN


def _width(tile: _Tile, look: Look) -> float:
    name = width_of(tile.name, _NAME_PX, False, look)
    number = width_of(tile.number, _NUMBER_PX, True, look)
    return max(name, number, 56 * look.scale) + 14


def _draw_tile(tile: _Tile, rect: QRectF, look: Look, drawn: Drawing) -> None:
    fill = look.theme.delta if tile.filled else look.theme.delta_soft
    drawn.blocks.append(Block(rect, fill=fill))
    quiet, loud = ("on_fill", "on_fill") if tile.filled else ("muted", "delta")
    half, inner = rect.height() / 2, rect.adjusted(3, 0, -3, 0)
    upper = QRectF(inner.left(), rect.top() + 2, inner.width(), half - 2)
    lower = QRectF(inner.left(), rect.center().y() - 2, inner.width(), half)
    drawn.labels.append(line_of(Label(upper, tile.name, _NAME_PX, role=quiet), look))
    drawn.labels.append(line_of(Label(lower, tile.number, _NUMBER_PX, bold=True, role=loud), look))
    drawn.spots.append(Spot(rect, tile.path, tile.name, tile.number))


def _draw_line(readings: list[_Reading], width: float, look: Look, drawn: Drawing) -> None:
    """Write names with their numbers side by side, and into another line where there is no room."""
    high, gap = _LINE * look.scale, 6.0
    x, y = 0.0, drawn.height
    for reading in readings:
        name = width_of(reading.name, _LINE_PX, False, look)
        number = width_of(reading.number, _LINE_PX, True, look)
        whole = name + gap + number
        if x and x + whole > width:
            x, y = 0.0, y + high
        rect = QRectF(x, y, min(whole, width - x), high)
        end = QRectF(max(rect.right() - number, x), y, min(number + 1, width), high)
        start = QRectF(x, y, max(end.left() - x - gap / 2, 1.0), high)
        drawn.labels.append(line_of(Label(start, reading.name, _LINE_PX, role="muted", align=LEFT), look))
        drawn.labels.append(line_of(Label(end, reading.number, _LINE_PX, bold=True, align=LEFT), look))
        drawn.spots.append(Spot(rect, reading.path, reading.name, reading.number, reading.help))
        x += whole + _AIR
    drawn.height = y + high
