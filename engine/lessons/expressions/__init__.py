"""Expressions in lessons, such as ``abs(w[2]) < 0.02``: read, with what they name found, and computed."""

from __future__ import annotations

from engine.lessons.expressions.evaluating import chain_path_of, holds, ref_of, value
from engine.lessons.expressions.parsing import Tree, parsed
from engine.lessons.expressions.paths import CHAIN_HEADS, refs_at, refs_in

__all__ = ["CHAIN_HEADS", "Tree", "chain_path_of", "holds", "parsed", "ref_of", "refs_at", "refs_in", "value"]
