"""The grammar of expressions in a lesson. Nothing of it is ever run, and no parser of Python sees it.

``w[2]*delta[2]``, ``abs(w[2]) < 0.02``, ``sum(dJ_dw[2][*,1])``, ``J@2 > 0 and not epoch() < 3``: numbers,
paths of docs/notation.md, functions, ``+ − * / ^``, comparisons, ``and or not``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from engine.lessons.expressions.tokens import Token, tokens
from engine.lessons.faults import short

__all__ = ["Tree", "parsed"]

MOST_DEPTH = 30

Op = Literal["number", "path", "call", "neg", "not", "+", "-", "*", "/", "^", "and", "or", "<", "<=", ">",
             ">=", "==", "!="]  # fmt: skip
_COMPARES = ("<", "<=", ">", ">=", "==", "!=")


@dataclass(frozen=True, slots=True)
class Tree:
    """A part of an expression: an operation and what it is applied to, or a number, or a path."""

    op: Op
    args: tuple[Tree, ...] = ()
    name: str = ""
    number: float = 0.0

    def walk(self) -> Iterator[Tree]:
        """Yield this part and all that it is made of."""
        yield self
        for part in self.args:
            yield from part.walk()


@lru_cache(maxsize=512)
def parsed(text: str) -> Tree:
    """Read an expression.

    Raises
    ------
    ValueError
        In one sentence that shows it.
    """
    if not isinstance(text, str):
        raise TypeError(text)
    return _Parser(text).whole()


class _Parser:
    """Goes through the tokens once; a method for each level of binding."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = tokens(text)
        self._at = 0
        self._deep = 0

    def whole(self) -> Tree:
        """Read everything."""
        tree = self._either()
        if self._see().kind != "end":
            raise self._unexpected()
        return tree

    def _see(self) -> Token:
        return self._found[self._at]

    def _take(self, *texts: str) -> Token | None:
        token = self._see()
        if token.kind == "end" or token.text not in texts:
            return None
        self._at += 1
        return token

    def _nested(self, part: Callable[[], Tree]) -> Tree:
        self._deep += 1
        if self._deep > MOST_DEPTH:
            raise ValueError(f"{short(self._text)} is nested more than {MOST_DEPTH} deep")
        tree = part()
        self._deep -= 1
        return tree

    def _chain(self, part: Callable[[], Tree], *ops: str) -> Tree:
        """Read parts joined by signs of one level, from left to right; how many is bounded by the text."""
        tree = part()
        while token := self._take(*ops):
            tree = Tree(token.text, (tree, part()))  # type: ignore[arg-type]  # one of `ops`
        return tree

    def _either(self) -> Tree:
        return self._chain(lambda: self._chain(self._negated, "and"), "or")

    def _negated(self) -> Tree:
        if self._take("not"):
            return Tree("not", (self._nested(self._negated),))
        tree = self._sum()
        if sign := self._take(*_COMPARES):
            return Tree(sign.text, (tree, self._sum()))  # type: ignore[arg-type]  # of `_COMPARES`
        return tree

    def _sum(self) -> Tree:
        return self._chain(lambda: self._chain(self._signed, "*", "/"), "+", "-")

    def _signed(self) -> Tree:
        if self._take("-"):
            return Tree("neg", (self._nested(self._signed),))
        self._take("+")
        return self._power()

    def _power(self) -> Tree:
        base = self._atom()
        return Tree("^", (base, self._nested(self._signed))) if self._take("^") else base

    def _atom(self) -> Tree:
        token = self._see()
        if token.kind == "number":
            self._at += 1
            return Tree("number", number=float(token.text))
        if self._take("("):
            return self._closed(self._nested(self._either))
        if token.kind != "name" or token.text in ("and", "or", "not"):
            raise self._unexpected()
        self._at += 1
        if self._take("("):
            return self._call(token.text)
        return Tree("path", name=token.text)

    def _call(self, name: str) -> Tree:
        args: list[Tree] = []
        if self._see().text != ")":
            args.append(self._nested(self._either))
            while self._take(","):
                args.append(self._nested(self._either))
        return self._closed(Tree("call", tuple(args), name))

    def _closed(self, tree: Tree) -> Tree:
        if not self._take(")"):
            raise self._unexpected()
        return tree

    def _unexpected(self) -> ValueError:
        token = self._see()
        found = "the end" if token.kind == "end" else short(token.text)
        return ValueError(
            f"{short(self._text)}: found {found} at column {token.column}, where it makes no sense"
        )
