"""What is read off map and fit, and what is said of the whole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.nn.types import Array, Ref
from engine.session.frame import Frame
from engine.session.plane import Plane, inputs_at
from engine.session.setup import Setup
from engine.session.withholding import hides_outputs
from gui.look import Look
from gui.names_of_data import class_said, given_name
from gui.panels.network_map.labels import Labels, RowMask, outputs_at
from gui.short_number import short, whole
from gui.translation import QT_TRANSLATE_NOOP

__all__ = [
    "axes_of",
    "class_name",
    "input_name",
    "inputs_of",
    "is_withheld",
    "names_of",
    "read_at",
    "row_of",
    "short_name",
    "slice_of",
    "summary_of",
]

translate = QCoreApplication.translate
_MOST = 3
"""So many outputs are all written; of more, the largest."""
_MANY = 10
"""So many points have a share that is worth writing in percent."""
_SCALINGS = {
    "standardise": QT_TRANSLATE_NOOP("NetworkMap", "standardised"),
    "min-max": QT_TRANSLATE_NOOP("NetworkMap", "scaled to 0…1"),
    "divide": QT_TRANSLATE_NOOP("NetworkMap", "divided by {factor}"),
}
_HINTS = {
    "add": QT_TRANSLATE_NOOP("NetworkMap", "Click or drag in the plot to add points."),
    "arrow": QT_TRANSLATE_NOOP("NetworkMap", "Click a point to take it in hand, or drag it."),
    "relabel": QT_TRANSLATE_NOOP("NetworkMap", "Click a point to give it the next class."),
    "delete": QT_TRANSLATE_NOOP("NetworkMap", "Click a point to delete it."),
}
_RELABEL_NUMBER = QT_TRANSLATE_NOOP("NetworkMap", "Drag a point up or down to change its label.")


def hint_of(tool: str, labels: Labels) -> str:
    """Say what a click does."""
    if tool == "relabel" and labels.kind == "numbers":
        return translate("NetworkMap", _RELABEL_NUMBER)
    return translate("NetworkMap", _HINTS[tool])


def is_withheld(frame: Frame) -> bool:
    """Say whether a question withholds what the outputs at a few places would tell."""
    return hides_outputs(frame.hidden)


def class_name(labels: Labels, number: int) -> str:
    """Name a class: as the data do, or by its number."""
    return class_said(labels.names[number])


def read_at(
    frame: Frame, plane: Plane, labels: Labels, place: Sequence[float], row: int | None, look: Look
) -> list[str]:
    """Read off a place: "x = (0.42, −1.3)", "ŷ = 0.93", "class 1"; where a point is, what it is."""
    setup = frame.setup
    if row is None:
        base = np.array([plane.base])
        base[0, list(plane.columns)] = place
        inputs = inputs_at(setup.notes, base, setup.X.shape[1])
    else:
        inputs = setup.X[[row]]
    shown = inputs[0, list(plane.columns)].tolist()
    outputs = None if is_withheld(frame) else outputs_at(frame.network_now, inputs)[0]
    said = None if outputs is None else labels.said(outputs)
    return [
        _where(frame, plane, shown, look),
        _answer(frame, outputs, look),
        *([] if said is None else [class_name(labels, said)]),
        *([] if row is None else row_of(setup, labels, row, look)),
    ]


def _where(frame: Frame, plane: Plane, place: Sequence[float], look: Look) -> str:
    """Write the inputs that the axes show."""
    names, numbers = names_of(frame, plane.columns), [look.number(value) for value in place]
    if len(names) == 1:
        return f"{names[0]} = {numbers[0]}"
    of = "x" if len(plane.base) == len(names) else f"({', '.join(names)})"
    return f"{of} = {_listed(numbers, look)}"


def _answer(frame: Frame, outputs: Array | None, look: Look) -> str:
    """Write ŷ; of many outputs the largest."""
    names, count = frame.names, frame.names.sizes[-1]
    if outputs is None:
        return "ŷ = ?"
    if count == 1:
        return f"ŷ = {look.number(float(outputs[0]))}"
    if count <= _MOST:
        return f"ŷ = {_listed([look.number(value) for value in outputs.tolist()], look)}"
    best = int(np.argmax(outputs))
    return f"{names.text(Ref('a', names.L, (best,)), output=True)} = {look.number(float(outputs[best]))}"


def _listed(values: Sequence[str], look: Look) -> str:
    """Write numbers in brackets; decimal commas need semicolons between them."""
    shown = [*values[:_MOST], "…"] if len(values) > _MOST else values
    return f"({('; ' if look.point == ',' else ', ').join(shown)})"


def row_of(setup: Setup, labels: Labels, row: int, look: Look) -> list[str]:
    """Say which row of the data set a point is, and its label."""
    number = translate("NetworkMap", "point {number}").format(number=whole(row + 1))
    if labels.classes is not None:
        label = class_name(labels, int(labels.classes[row]))
    else:
        values = [look.number(value) for value in setup.Y[row].tolist()]
        label = values[0] if len(values) == 1 else _listed(values, look)
    kept = [translate("NetworkMap", "for testing")] if row in setup.test else []
    return [number, f"y = {label}", *kept]


def summary_of(setup: Setup, right: RowMask | None, look: Look) -> list[str]:
    """Say how many points there are, and how many of them are put into the right class."""
    if right is None:
        return [_count(setup)]
    texts = [(translate("NetworkMap", "training: {right} of {count} right"), setup.training)]
    if setup.test.size:
        texts.append((translate("NetworkMap", "test: {right} of {count} right"), setup.test))
    return [_share(text, right[rows], look) for text, rows in texts]


def _count(setup: Setup) -> str:
    if setup.test.size:
        text = translate("NetworkMap", "{count} points, {test} of them for testing")
    elif len(setup.X) > 1:
        text = translate("NetworkMap", "{count} points")
    else:
        text = translate("NetworkMap", "1 point")
    return text.format(count=whole(len(setup.X)), test=whole(setup.test.size))


def _share(text: str, right: RowMask, look: Look) -> str:
    """Write how many are right, and as a share where they are many enough for one."""
    said = text.format(right=whole(int(right.sum())), count=whole(right.size))
    share = short(round(100.0 * float(right.mean()), 1), look.point)
    return said if right.size < _MANY else f"{said} ({share}\u202f%)"


def names_of(frame: Frame, columns: Sequence[int]) -> tuple[str, ...]:
    """Return the symbols of inputs as they are on screen."""
    return tuple(frame.names.text(Ref("x", 0, (column,))) for column in columns)


def input_name(frame: Frame, column: int) -> str:
    """Name an input: its symbol, and what the data call it."""
    symbol, given = names_of(frame, (column,))[0], given_name(Ref("x", 0, (column,)), frame)
    return f"{symbol} {given}" if given else symbol


def short_name(frame: Frame, column: int) -> str:
    """Name an input as the data do, else by its symbol."""
    return given_name(Ref("x", 0, (column,)), frame) or names_of(frame, (column,))[0]


def inputs_of(frame: Frame) -> list[tuple[str, str]]:
    """Return every input that an axis can show: its name, and that with its symbol."""
    columns = range(frame.setup.table.base_inputs)
    return [(short_name(frame, column), input_name(frame, column)) for column in columns]


def axes_of(frame: Frame, plane: Plane, look: Look) -> str:
    """Say what the axes are where their symbols do not: names, and the units that the network sees."""
    said = []
    for column, symbol in zip(plane.columns, names_of(frame, plane.columns), strict=True):
        name = input_name(frame, column)
        units = _units(frame.setup, column, look)
        if name != symbol or units:
            said.append(f"{name} ({', '.join(units)})" if units else name)
    return " · ".join(said)


def _units(setup: Setup, column: int, look: Look) -> list[str]:
    """Say how an input was scaled."""
    found = []
    for step in setup.notes.scaling:
        if step.of == "X" and column in step.columns:
            factor = step.factor[step.columns.index(column)]
            found.append(
                translate("NetworkMap", _SCALINGS[step.kind]).format(factor=short(factor, look.point))
            )
    return found


def slice_of(frame: Frame, plane: Plane, look: Look) -> str:
    """Say where the inputs are held that no axis shows; nothing where there are none.

    Returns
    -------
    str
        Such as "a slice: Süße = 6.35 of sample 12".
    """
    held = [column for column in range(len(plane.base)) if column not in plane.columns]
    if not held:
        return ""
    row = whole(int(frame.rows[frame.playhead.sample]) + 1)
    if len(held) > _MOST:
        text = translate("NetworkMap", "a slice: the other inputs as in sample {row}")
        return text.format(row=row)
    values = [f"{short_name(frame, column)} = {_held(frame, plane, column, look)}" for column in held]
    text = translate("NetworkMap", "a slice: {values} of sample {row}")
    return text.format(values=("; " if look.point == "," else ", ").join(values), row=row)


def _held(frame: Frame, plane: Plane, column: int, look: Look) -> str:
    """Write where an input is held, unless a question withholds it."""
    ref = Ref("x", 0, (column,), frame.playhead.sample)
    is_hidden = not frame.hidden.isdisjoint((ref, ref.at(None)))
    return "?" if is_hidden else look.number(plane.base[column])
