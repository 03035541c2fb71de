"""The columns of the table: where each finds its numbers in the update in play."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.nn.trace import Trace
from engine.nn.types import Array, Ref, Symbol
from engine.session.frame import Frame
from engine.session.slice import gradient_of, parameter_of
from engine.session.story import is_told
from gui.look import Look
from gui.names_of_data import named_quantity

__all__ = ["Column", "columns_of", "is_whole", "parameter_shown"]

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column.

    Attributes
    ----------
    name, tip : str
    refs : tuple of Ref
        What its cells stand for, without their sample; empty for the numbers of the rows.
    values : callable
        Takes the trace and returns a number for each sample, shape (m,).
    mean : Ref or None
        What stands in its foot.
    classes : tuple of str
        Names of the classes that its numbers count, from 0; empty where they are numbers.
    """

    name: str
    tip: str
    refs: tuple[Ref, ...]
    values: Callable[[Trace], Array]
    mean: Ref | None = None
    classes: tuple[str, ...] = ()

    def at(self, frame: Frame, sample: int) -> tuple[Ref, ...]:
        """Return the quantities of the cell of a sample."""
        row = sample if frame.trace.m > 1 else None
        return tuple(ref.at(row) for ref in self.refs)

    def number(self, frame: Frame, sample: int) -> float | None:
        """Return the number of a cell; None where it is not known."""
        return float(self.values(frame.trace)[sample]) if is_told(frame, self.at(frame, sample)) else None

    def text(self, frame: Frame, sample: int, look: Look) -> str:
        """Write a cell as on screen."""
        number = self.number(frame, sample)
        if self.classes and number is not None:
            return self.classes[int(number)]
        return look.cost(number) if self.name == "J" else look.number(number)

    def foot(self, frame: Frame, look: Look) -> str:
        """Write the mean; nothing where a mean says nothing."""
        if self.mean is None:
            return ""
        value = frame.trace.value(self.mean) if is_told(frame, (self.mean,)) else None
        return look.number_of(self.mean, value)


def is_whole(column: Column, frame: Frame) -> bool:
    """Say whether all numbers of a column are known: only then the rows can be in their order."""
    if any(ref.at(None) in column.refs for ref in frame.hidden):
        return False
    return is_told(frame, column.at(frame, 0))


def parameter_shown(frame: Frame) -> Ref | None:
    """Return the weight or bias whose gradient the table makes: the selected one, if there is a way to it."""
    ref = parameter_of(frame.selected)
    return None if ref is None or ref in frame.network.cut else ref


def columns_of(frame: Frame) -> tuple[Column, ...]:
    """List the columns after the number of the row."""
    J = Ref("J", frame.network.L)
    tip = translate("SampleTable", "cost of the sample")
    cost = Column("J", tip, (J,), lambda trace: trace.J_each, J)
    return (*_outputs(frame), cost, *_gradient(frame))


_Output = tuple[Symbol, Callable[[Trace], Array]]


def _outputs(frame: Frame) -> list[Column]:
    """Return labels and predictions; of classes, which it is and which was predicted."""
    L, n = frame.network.L, frame.network.sizes[-1]
    symbols: tuple[_Output, _Output] = ("y", lambda trace: trace.Y), ("a", lambda trace: trace.a[L])
    if frame.trace.cost == "softmax_ce":
        classes = frame.setup.notes.classes or tuple(str(i + 1) for i in range(n))
        tips = translate("SampleTable", "class of the sample"), translate("SampleTable", "class predicted")
        return [
            Column(name, tip, tuple(Ref(symbol, L, (i,)) for i in range(n)), _largest(get), None, classes)
            for name, tip, (symbol, get) in zip(("y", "ŷ"), tips, symbols, strict=True)
        ]
    return [_plain(frame, Ref(symbol, L, (i,)), _column(get, i)) for i in range(n) for symbol, get in symbols]


def _largest(get: Callable[[Trace], Array]) -> Callable[[Trace], Array]:
    return lambda trace: np.argmax(get(trace), axis=1).astype(np.float64)


def _column(get: Callable[[Trace], Array], index: int) -> Callable[[Trace], Array]:
    return lambda trace: get(trace)[:, index]


def _plain(frame: Frame, ref: Ref, values: Callable[[Trace], Array], mean: Ref | None = None) -> Column:
    """Return a column of one quantity."""
    return Column(frame.names.text(ref, output=True), named_quantity(ref, frame), (ref,), values, mean)


def _gradient(frame: Frame) -> list[Column]:
    """Return δ of the chosen node, what comes in at the chosen weight, and their product."""
    shown = parameter_shown(frame)
    layer, j = _node(frame, shown)
    bias = Ref("db", layer, (j,))
    delta = _plain(frame, Ref("delta", layer, (j,)), lambda trace: trace.delta[layer][:, j], bias)
    if shown is None or shown.symbol == "b":
        return [delta]
    k, tail, gradient = shown.index[1], shown.tail, gradient_of(shown)
    name = f"{delta.name}·{frame.names.text(tail)}"
    tip = translate("SampleTable", "{gradient} of the sample").format(gradient=frame.names.text(gradient))
    return [
        delta,
        _plain(frame, tail, lambda trace: trace.a[layer - 1][:, k]),
        Column(
            name,
            tip,
            (gradient,),
            lambda trace: trace.delta[layer][:, j] * trace.a[layer - 1][:, k],
            gradient,
        ),
    ]


def _node(frame: Frame, shown: Ref | None) -> tuple[int, int]:
    """Return layer and number of the node whose δ is shown: the selected one, else the first output."""
    ref = shown or frame.selected
    if ref is not None and ref.layer > 0 and ref.index and ref.symbol not in ("x", "y", "eta"):
        return ref.layer, ref.index[0]
    return frame.network.L, ref.index[0] if ref is not None and ref.symbol == "y" else 0
