"""What the grid of a layer says at a moment: its numbers, what stands around them, what each stands for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QCoreApplication

from engine.nn.types import Ref, Symbol
from engine.session.frame import Frame
from gui.look import Look
from gui.panels.weight_matrix.faces import FACES, Values, cell_of, parameter_at, values_of
from gui.panels.weight_matrix.grid import Spot
from gui.panels.weight_matrix.way import Way, way_of
from gui.quantities import quantity

__all__ = ["Contents"]

translate = QCoreApplication.translate
_NODES_OF_ROWS = frozenset({"z", "a", "delta", "slope"})
_NODES_OF_COLUMNS = frozenset({"a", "x", "dJ_da"})


@dataclass(frozen=True, eq=False)
class Contents:
    """One face of one layer at one moment; numbers are gathered when they are first asked for.

    Attributes
    ----------
    frame : Frame
    layer : int
        From 1.
    face : str
        A key of `FACES`.
    """

    frame: Frame
    layer: int
    face: str

    @property
    def rows(self) -> int:
        """Nodes of the layer."""
        return self.frame.network.sizes[self.layer]

    @property
    def columns(self) -> int:
        """Nodes of the layer before, and one for the bias."""
        return self.frame.network.sizes[self.layer - 1] + 1

    @cached_property
    def values(self) -> Values:
        """The numbers of the cells."""
        return values_of(self.frame, self.layer, self.face)

    @cached_property
    def way(self) -> Way | None:
        """The row or column that the step in play reads of this layer."""
        way = way_of(self.frame)
        return way if way is not None and way.layer == self.layer else None

    @property
    def is_backward(self) -> bool:
        """Say whether δs stand beside the rows: on the way back, as long as they are those of the weights."""
        return self.frame.step.phase in ("backward", "update") and not self.frame.is_over

    def parameter(self, spot: Spot) -> Ref:
        """Return the weight or bias of a cell."""
        return parameter_at(self.layer, spot.row, spot.column, self.columns)

    def main(self, spot: Spot) -> Ref | None:
        """Return the quantity whose number stands at a spot; None where none does."""
        is_bias = spot.column == self.columns - 1
        match spot.part:
            case "cell":
                own = self.parameter(spot)
                return Ref(FACES[self.face].symbols[is_bias], self.layer, own.index)
            case "right":
                return self._resolved("delta" if self.is_backward else "z", self.layer, spot.row)
            case "above" if not is_bias:
                return self._resolved("x" if self.layer == 1 else "a", self.layer - 1, spot.column)
            case "below" if not is_bias and self.is_backward and self.layer > 1:
                return self._resolved("dJ_da", self.layer - 1, spot.column)
            case _:
                return None

    def _resolved(self, symbol: Symbol, layer: int, index: int) -> Ref:
        return self.frame.resolved(Ref(symbol, layer, (index,)))

    def refs(self, spot: Spot) -> frozenset[Ref]:
        """Return all that a spot stands for: the name of a row its weights and what is summed in them."""
        main = self.main(spot)
        if spot.part == "row":
            cells = (parameter_at(self.layer, spot.row, k, self.columns) for k in range(self.columns))
            return frozenset((*cells, self._resolved("z", self.layer, spot.row)))
        if spot.part == "column":
            cells = (parameter_at(self.layer, j, spot.column, self.columns) for j in range(self.rows))
            above = self.main(Spot("above", 0, spot.column))
            return frozenset((*cells, *(() if above is None else (above,))))
        return frozenset() if main is None else frozenset((main,))

    def lit(self, refs: frozenset[Ref]) -> list[Spot]:
        """Return the spots that stand for some quantities, cells or whole rows and columns."""
        return [spot for ref in refs for spot in self._spots_of(ref)]

    def _spots_of(self, ref: Ref) -> list[Spot]:
        found: list[Spot] = []
        if ref.layer == self.layer and (cell := cell_of(ref, self.columns)) is not None:
            found.append(Spot("cell", *cell))
        elif ref.layer == self.layer and ref.symbol in _NODES_OF_ROWS and len(ref.index) == 1:
            found.append(Spot("row", ref.index[0]))
        elif ref.layer == self.layer - 1 and ref.symbol in _NODES_OF_COLUMNS:
            found.append(Spot("column", 0, ref.index[0]))
        return [spot for spot in found if spot.row < self.rows and spot.column < self.columns]

    # Words

    def number(self, spot: Spot) -> float | None:
        """Return the number of a spot; None where it is not known, or there is none."""
        if spot.part == "cell":
            known = self.values.known[spot.row, spot.column]
            return float(self.values.numbers[spot.row, spot.column]) if known else None
        ref = self.main(spot)
        return None if ref is None else self.frame.value(ref)

    def name(self, spot: Spot) -> str:
        """Write what stands at a spot as a symbol; a column's is the node that it comes from."""
        names = self.frame.names
        if spot.part == "row":
            return names.text(Ref("a", self.layer, (spot.row,)), output=True)
        if spot.part == "column":
            if spot.column == self.columns - 1:
                return "b"
            return names.text(Ref("a" if self.layer > 1 else "x", self.layer - 1, (spot.column,)))
        if spot.part == "cell" and self.face == "correction":
            return f"Δ{names.text(self.parameter(spot))}"
        ref = self.main(spot)
        return "" if ref is None else names.text(ref.at(None), output=True)

    def state(self, spot: Spot) -> str:
        """Say that a connection is cut or a weight is locked; nothing where neither is so."""
        if spot.part != "cell":
            return ""
        ref, net = self.parameter(spot), self.frame.network
        if ref in net.cut:
            return translate("WeightMatrix", "cut")
        return translate("WeightMatrix", "locked") if ref in net.locked else ""

    def said(self, spot: Spot, look: Look) -> str:
        """Read a spot out: its symbol, its number, and what it is."""
        names = self.frame.names
        if spot.part in ("row", "column"):
            return self._line_said(spot)
        ref = self.parameter(spot) if spot.part == "cell" else self.main(spot)
        if ref is None:
            return ""
        state = self.state(spot)
        if spot.part == "cell" and ref in self.frame.network.cut:
            return f"{names.text(ref)} · {quantity(ref, names)} · {state}"
        number = look.number(self.number(spot))
        return " · ".join(
            filter(None, (f"{self.name(spot)} = {number}", quantity(ref.at(None), names), state))
        )

    def _line_said(self, spot: Spot) -> str:
        names = self.frame.names
        if spot.part == "row":
            text = translate(
                "WeightMatrix", "Row of {node}: {z} is the sum over it, weight times what comes in"
            )
            z = names.text(Ref("z", self.layer, (spot.row,)))
            return text.format(node=self.name(spot), z=z)
        if spot.column == self.columns - 1:
            return translate("WeightMatrix", "The biases: each is added to its row's sum")
        if self.layer == 1:
            return translate("WeightMatrix", "Column of {node}: what comes in is weighted here").format(
                node=self.name(spot)
            )
        text = translate("WeightMatrix", "Column of {node}: {arriving} is the sum over it, weight times δ")
        arriving = names.text(Ref("dJ_da", self.layer - 1, (spot.column,)))
        return text.format(node=self.name(spot), arriving=arriving)
