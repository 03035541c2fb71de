"""What the slice says in words and numbers, and what of it a question withholds."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication

from engine.nn.gradcheck import is_plain
from engine.nn.types import Ref
from engine.session.frame import Frame
from engine.session.slice import Slice, gradient_of, new_of
from engine.session.story import may_plot
from gui.look import Look

__all__ = [
    "Reading",
    "Shown",
    "elsewhere",
    "nothing_to_show",
    "plain",
    "readings_of",
    "rich",
    "shown_of",
    "title_of",
]

translate = QCoreApplication.translate
_NO_BREAK, _JOINER = "\u00a0", "\u2060"  # no line ends at either; the joiner has no width


@dataclass(frozen=True, slots=True)
class Shown:
    """Which parts of a slice may be drawn: what a question withholds has no place in the plot.

    Attributes
    ----------
    point, height, tangent, arrow : bool
        The parameter as it is, the numbers at the axis of J, the slope, the step of the update.
    """

    point: bool = True
    height: bool = True
    tangent: bool = True
    arrow: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """One number that is read off: `key` names the part of the plot that it belongs to."""

    key: str
    text: str
    role: str


def nothing_to_show(selected: Ref | None, ref: Ref | None, frame: Frame) -> str:
    """Say why there is no slice, and what to do."""
    if ref in frame.network.cut:
        text = translate("WeightSlice", "The connection of {name} is cut: J does not depend on it.")
        return text.format(name=frame.names.text(ref))
    if ref is not None:
        text = translate("WeightSlice", "{name} is no finite number any more: there is no J along it.")
        return text.format(name=frame.names.text(ref))
    if selected is None:
        return translate("WeightSlice", "Select a weight to see J along it.")
    text = translate("WeightSlice", "You have selected {name}. Select a weight to see J along it.")
    return text.format(name=frame.names.text(selected.at(None), output=True))


def title_of(frame: Frame, ref: Ref) -> str:
    """Name the slice: "J along w₂"."""
    return translate("WeightSlice", "J along {name}").format(name=frame.names.text(ref))


def shown_of(frame: Frame, ref: Ref) -> Shown:
    """Say which parts of a slice no question withholds."""
    point, slope = may_plot(frame, ref), may_plot(frame, gradient_of(ref))
    step = may_plot(frame, new_of(ref)) and may_plot(frame, Ref("eta", 0))
    return Shown(
        point=point,
        height=may_plot(frame, Ref("J", frame.network.L)),
        tangent=point and slope,
        arrow=point and slope and step,
    )


def readings_of(frame: Frame, found: Slice, look: Look) -> list[Reading]:
    """Read off the parameter, J, the slope, and the step that the update takes.

    A plot shows the state of the document, so these are known at every step, but for what would tell
    the answer to a question: that is ``?``.
    """
    names, ref, shown = frame.names, found.ref, shown_of(frame, found.ref)
    w, slope = names.text(ref), names.text(gradient_of(ref))
    step = found.new - found.here
    # The arrow's length tells the slope to who knows η; the number would, too.
    made = f" = −η {slope}" if is_plain(frame.trace) else ""
    return [
        Reading("point", f"{w} = {look.number(found.here if shown.point else None)}", "muted"),
        Reading("J", f"J = {look.cost(found.J if shown.height else None)}", "muted"),
        Reading("tangent", f"{slope} = {look.number(found.slope if shown.tangent else None)}", "delta"),
        Reading("arrow", f"Δ{w}{made} = {_signed(step if shown.arrow else None, look)}", "update"),
    ]


def _signed(value: float | None, look: Look) -> str:
    """Write a change with its sign."""
    return ("+" if value is not None and value > 0 else "") + look.number(value)


def elsewhere(frame: Frame, ref: Ref, value: float, J: float, look: Look) -> list[Reading]:
    """Read off J where the pointer is."""
    height = J if shown_of(frame, ref).height else None
    return [
        Reading("", f"{frame.names.text(ref)} = {look.number(value)}", "muted"),
        Reading("", f"J = {look.cost(height)}", "muted"),
    ]


def rich(title: str, readings: list[Reading], look: Look) -> str:
    """Write title and readings as rich text that breaks between them only; each is a link to its part."""
    parts = [f"<b>{escape(_joined(title))}</b>"]
    for reading in readings:
        colour = look.theme.hex(reading.role)
        style = f"color: {colour}; text-decoration: none"
        parts.append(f'<a href="{reading.key}" style="{style}">{escape(_joined(reading.text))}</a>')
    return "&nbsp; ".join(parts)


def plain(readings: list[Reading]) -> str:
    """Write readings as plain text, for screen readers."""
    return ", ".join(reading.text for reading in readings)


def _joined(text: str) -> str:
    """Keep a text on one line; an equation of three sides may be broken before its last."""
    most, equals, last = text.rpartition(" = ")
    if " = " in most:
        return f"{_joined(most)} {_joined(equals.lstrip() + last)}"
    return _JOINER.join(text.replace(" ", _NO_BREAK))
