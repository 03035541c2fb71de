"""What a map says in words and numbers, and what of it a question withholds."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.nn.notation import superscript
from engine.nn.types import Ref
from engine.session.frame import Frame
from engine.session.slice import gradient_of, new_of
from engine.session.story import may_plot
from gui.look import Look
from gui.panels.cost_surface.steps import Steps
from gui.short_number import short, whole

__all__ = [
    "Shown", "about", "how_to_draw", "lines_of", "nothing_to_show", "readings_of", "shown_of", "slopes_of",
    "steps_taken",
]  # fmt: skip

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Shown:
    """Which parts of a map may be drawn: what a question withholds has no place in it.

    Attributes
    ----------
    heights, gradient, arrow : bool
        The numbers of J, the way in which J rises most, the step of the update.
    """

    heights: bool = True
    gradient: bool = True
    arrow: bool = True


def nothing_to_show(frame: Frame, pair: tuple[Ref, Ref] | None) -> str:
    """Say why there is no map; nothing where there is one."""
    if pair is None:
        return translate("CostSurface", "This network has no two parameters to set.")
    for ref in pair:
        name = frame.names.text(ref)
        if ref in frame.hidden:
            return translate("CostSurface", "{name} is withheld: a map would tell it.").format(name=name)
        if not abs(frame.network.parameter(ref)) < float("inf"):
            text = translate("CostSurface", "{name} is no finite number any more: there is no map around it.")
            return text.format(name=name)
    return ""


def shown_of(frame: Frame, pair: tuple[Ref, Ref]) -> Shown:
    """Say which parts of a map no question withholds."""
    gradient = all(may_plot(frame, gradient_of(ref)) for ref in pair)
    step = all(may_plot(frame, ref) for ref in (*map(new_of, pair), Ref("eta", 0)))
    return Shown(
        heights=may_plot(frame, Ref("J", frame.network.L)), gradient=gradient, arrow=gradient and step
    )


def readings_of(
    frame: Frame, pair: tuple[Ref, Ref], at: tuple[float, float], J: float, look: Look
) -> list[str]:
    """Read off a place: both parameters, and J there."""
    shown = shown_of(frame, pair)
    places = (f"{frame.names.text(ref)} = {look.number(value)}" for ref, value in zip(pair, at, strict=True))
    return [*places, f"J = {look.cost(J if shown.heights else None)}"]


def slopes_of(frame: Frame, pair: tuple[Ref, Ref], look: Look) -> list[str]:
    """Read off the gradient along both parameters, and how long all of it is: flat is not yet low."""
    shown, names = shown_of(frame, pair), frame.names
    along = [
        f"{names.text(ref)} = {look.number(frame.trace.value(ref) if shown.gradient else None)}"
        for ref in map(gradient_of, pair)
    ]
    return [*along, f"‖∇J‖ = {look.number(None if frame.hidden else frame.trace.steepness)}"]


def steps_taken(frame: Frame, pair: tuple[Ref, Ref], look: Look) -> list[str]:
    """Read off by how much the update changes both parameters."""
    shown = shown_of(frame, pair)
    found = []
    for ref in pair:
        by = frame.trace.value(new_of(ref)) - frame.trace.value(ref) if shown.arrow else None
        sign = "+" if by is not None and by > 0 else ""
        found.append(f"Δ{frame.names.text(ref)} = {sign}{look.number(by)}")
    return found


def lines_of(steps: Steps | None, shown: Shown, look: Look) -> str:
    """Say how far apart in J the lines are."""
    if not shown.heights:
        return ""
    if steps is None:
        return translate("CostSurface", "J is the same everywhere here.")
    if not steps.is_log:
        text = translate("CostSurface", "A line every {size} of J; darker is higher.")
        return text.format(size=short(steps.size, look.point))
    if steps.size < 1.0:
        text = translate("CostSurface", "{count} lines for each power of ten of J; darker is higher.")
        return text.format(count=round(1.0 / steps.size))
    text = translate("CostSurface", "From line to line J is {factor} times as high; darker is higher.")
    factor = "10" if steps.size == 1.0 else f"10{superscript(round(steps.size))}"
    return text.format(factor=factor)


def how_to_draw() -> str:
    """Say how a direction is drawn."""
    text = "Press at the point and drag: an arrow. Arrow keys turn it, with Shift by a little."
    return translate("CostSurface", text)


def about(frame: Frame) -> str:
    """Say of which samples J is, and of which moment the other parameters are."""
    count, total = frame.trace.m, frame.setup.training.size
    if count == 1 == total:
        of = translate("CostSurface", "J of the only sample")
    elif count == total:
        of = translate("CostSurface", "J of all {count} samples").format(count=whole(count))
    elif count == 1:
        of = translate("CostSurface", "J of the sample of this update")
    else:
        of = translate("CostSurface", "J of the {count} samples of this update").format(count=whole(count))
    if frame.network.parameters == 2:
        return of + "."
    others = translate("CostSurface", "all other parameters as at update {number}")
    return f"{of}; {others.format(number=whole(frame.update))}."
