"""Read a typed function: its tree, its variable, its name, within the limits."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nn.chain.known import is_letter
from engine.nn.chain.limits import MOST_DEPTH, MOST_NODES, ChainError
from engine.nn.chain.nodes import Node
from engine.nn.chain.parsing import Parser
from engine.nn.chain.tokens import Token, tokens

__all__ = ["Typed", "read"]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was read: the tree, the variable, and the name of the whole where one was typed."""

    root: Node
    variable: str
    output: str | None


def read(text: str) -> Typed:
    """Read a typed function.

    Raises
    ------
    ChainError
        In one sentence that names the column and what was found there.
    """
    found = tokens(text)
    head, variable, output = _left_side(found)
    parser = Parser(found[head:], variable)
    root = parser.whole()
    nodes = sum(1 for _ in root.walk())
    if nodes > MOST_NODES:
        raise ChainError(f"the function has {nodes} parts, and {MOST_NODES} are the most")
    if root.depth > MOST_DEPTH:
        raise ChainError(f"the function is {root.depth} deep, and {MOST_DEPTH} is the most")
    shown = parser.variable.text if parser.variable else ("x" if output != "x" else "t")
    if shown == output:
        raise ChainError(f"{shown} cannot be both the function and its variable", 1)
    return Typed(root, shown, output)


def _left_side(found: list[Token]) -> tuple[int, Token | None, str | None]:
    """Return how many tokens ``h(x) =`` takes, its variable, and its name."""
    kinds = "".join(token.kind[0] for token in found[:5])
    for pattern, variable in (("n=", None), ("n(n)=", 2)):
        if kinds.startswith(pattern) and found[0].kind == "name":
            letters = [token for token in found[: len(pattern)] if token.kind == "name"]
            for token in letters:
                if not is_letter(token.text):
                    raise ChainError(f"found {token.shown} where a single letter is the name", token.column)
            return len(pattern), None if variable is None else found[variable], found[0].text
    return 0, None, None
