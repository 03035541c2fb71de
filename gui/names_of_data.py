"""What the data call inputs and labels: the names of the user's own columns and classes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.data.dataset import DataNotes
from engine.data.derived import numbered
from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.quantities import quantity

__all__ = ["class_said", "given_name", "named_quantity"]

translate = QCoreApplication.translate


def given_name(ref: Ref, frame: Frame) -> str:
    """Return what the data call the input, the label or the output that a quantity belongs to.

    Returns
    -------
    str
        Empty where it belongs to none, and where the data know no more than the formulas: "x1" for x₁.
    """
    if len(ref.index) != 1 or ref.layer not in (0, frame.names.L):
        return ""
    number, notes = ref.index[0], frame.setup.notes
    if ref.layer:
        return _of_output(number, notes, frame.names.sizes[-1])
    return _telling(notes.inputs, "x", number, frame.names.sizes[0])


def _of_output(number: int, notes: DataNotes, count: int) -> str:
    """Return the class that an output stands for, else the name of its column."""
    if count > 1 and len(notes.classes) == count:
        return class_said(notes.classes[number])
    return _telling(notes.labels, "y", number, count)


def _telling(names: tuple[str, ...], letter: str, number: int, count: int) -> str:
    """Return one of some names, unless it only repeats what stands in the formulas."""
    if len(names) != count or names[number] in (letter, numbered(letter, max(count, 2))[number]):
        return ""
    return names[number]


def class_said(name: str) -> str:
    """Name a class: as the data do, or "class 3" where that is a number."""
    is_number = name.replace("−", "").isdigit()
    return translate("Words", "class {name}").format(name=name) if is_number else name


def named_quantity(ref: Ref, frame: Frame) -> str:
    """Say what a quantity is, after its name in the data where there is one: "height: input 2"."""
    name, said = given_name(ref, frame), quantity(ref, frame.names)
    return translate("Words", "{name}: {quantity}").format(name=name, quantity=said) if name else said
