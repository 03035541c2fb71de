"""The bug library: what each misconception makes of a quantity, computed by the engine's own functions."""

from __future__ import annotations

from engine.lessons.bugs.chains import chain_mutants
from engine.lessons.bugs.library import mutants
from engine.lessons.bugs.mutant import Mutant

__all__ = ["Mutant", "chain_mutants", "mutants"]
