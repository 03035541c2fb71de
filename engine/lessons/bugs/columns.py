"""The quantities of a run as columns, one entry a layer: ``run.delta[2]``."""

from __future__ import annotations

from typing import Protocol

from engine.nn.types import Array, Symbol

__all__ = ["Column", "ColumnOf"]


class _Computes(Protocol):
    """What computes a quantity of a layer when it is asked for."""

    def quantity(self, symbol: Symbol, layer: int) -> Array: ...


class Column:
    """One quantity, by layers; an entry is computed when it is asked for."""

    __slots__ = ("_run", "_symbol")

    def __init__(self, run: _Computes, symbol: Symbol) -> None:
        self._run = run
        self._symbol = symbol

    def __getitem__(self, layer: int) -> Array:
        return self._run.quantity(self._symbol, layer)


class ColumnOf:
    """Makes the column of a quantity: what the attributes of a run are declared with."""

    def __init__(self, symbol: Symbol) -> None:
        self._symbol = symbol

    def __get__(self, run: _Computes, owner: type[_Computes]) -> Column:
        return Column(run, self._symbol)
