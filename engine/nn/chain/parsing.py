"""The grammar of a typed function. Nothing of it is ever run, and no parser of Python sees it.

What may be typed:

- ``+ − · ÷ ^`` with their usual order, ``²`` and its like, ``( ) [ ] { }``, ``|x|``, ``√``; numbers with
  a decimal point; ``e`` and ``π``; the functions of `functions.NAMES`; one variable, a single letter.
- Side by side means times: ``2x``, ``2 cos x``, ``x(x + 1)``, ``sin x cos x``. A number stands in front.
- A function without brackets takes the numbers and letters that follow side by side, with their powers:
  ``cos 2x`` is cos(2x), ``cos x²`` is cos(x²), ``log x + 1`` is (log x) + 1. ``cos² x`` is (cos x)².
- ``−x²`` is −(x²), and ``2^3^x`` is 2^(3^x).
- Where people read two ways, it asks: ``1/2x``, ``e^2x``, ``sin 2(x + 1)``, ``√2x``, ``sin⁻¹ x``.
- ``h(x) = …`` may stand in front.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from engine.nn.chain.functions import CONSTANTS, NAMES
from engine.nn.chain.known import is_letter, unknown
from engine.nn.chain.limits import MOST_DEPTH, ChainError
from engine.nn.chain.nodes import Node, name, number
from engine.nn.chain.tokens import Kind, Token, closing

__all__ = ["Parser"]


class Parser:
    """Goes through the tokens once, from left to right; a method for each level of binding."""

    def __init__(self, found: list[Token], variable: Token | None) -> None:
        self._found = found
        self._at = 0
        self._deep = 0
        self._bars = 0
        self.variable = variable

    def whole(self) -> Node:
        """Read everything."""
        if self._see().kind == "end":
            raise ChainError("there is no function yet; type one such as log(2 + cos x)", self._see().column)
        node = self._nested(self._sum)
        if self._see().kind != "end":
            raise self._unexpected()
        return node

    def _see(self) -> Token:
        return self._found[self._at]

    def _next(self) -> Token:
        token = self._see()
        self._at += token.kind != "end"
        return token

    def _take(self, *kinds: Kind) -> Token | None:
        return self._next() if self._see().kind in kinds else None

    def _nested(self, part: Callable[[], Node]) -> Node:
        """Read a part that may hold others of its kind; how deep that goes is bounded."""
        if self._deep > MOST_DEPTH:
            raise ChainError(f"the function is nested more than {MOST_DEPTH} deep here", self._see().column)
        self._deep += 1
        node = part()
        self._deep -= 1
        return node

    def _sum(self) -> Node:
        terms = [self._signed(self._product)]
        while sign := self._take("+", "-"):
            term = self._signed(self._product)
            terms.append(Node("neg", (term,)) if sign.kind == "-" else term)
        return terms[0] if len(terms) == 1 else Node("sum", tuple(terms))

    def _signed(self, part: Callable[[], Node]) -> Node:
        """Read what may have signs in front; two minus are a plus."""
        negative = False
        while sign := self._take("+", "-"):
            negative ^= sign.kind == "-"
        node = part()
        return Node("neg", (node,)) if negative else node

    def _product(self) -> Node:
        factors, divided = [self._factor()], False
        while True:
            if self._take("*"):
                factors.append(self._signed(self._factor))
            elif self._take("/"):
                factors = [Node("quotient", (_product_of(factors), self._signed(self._factor)))]
                divided = True
            elif self._stands_beside():
                if divided:
                    raise self._two_ways("a product after a division", "(1/2)x or 1/(2x)")
                factors.append(self._factor())
            else:
                return _product_of(factors)

    def _stands_beside(self) -> bool:
        """Say whether what follows is multiplied without a sign for it."""
        opens = self._see().kind == "|" and not self._bars
        return opens or self._see().kind in ("name", "(")

    def _factor(self) -> Node:
        """Read a power, or what is none."""
        base = self._atom()
        if high := self._take("high"):
            return _power(base, _integer(high))
        if not self._take("^"):
            return base
        first = self._see()
        exponent = self._nested(lambda: self._signed(self._factor))
        after = self._see()
        if first.kind in ("number", "-") and self._is_value(after) and not after.spaced:
            raise self._two_ways("the end of an exponent", "e^(2x) or (e^2)x")
        return _power(base, exponent)

    def _atom(self) -> Node:
        token = self._next()
        match token.kind:
            case "number":
                return _number(token)
            case "(":
                return self._bracket(token)
            case "|":
                return Node("abs", (self._between_bars(token),))
            case "name" if token.text in NAMES:
                return self._application(token)
            case "name":
                return self._name(token)
        self._at -= token.kind != "end"
        raise self._unexpected()

    def _bracket(self, opened: Token) -> Node:
        bars, self._bars = self._bars, 0
        node = self._nested(self._sum)
        self._bars = bars
        if self._see().kind not in (")", "end"):
            raise self._unexpected()
        if self._next().text != closing(opened.text):
            raise ChainError(f"the bracket {opened.text!r} is not closed", opened.column)
        return node

    def _between_bars(self, opened: Token) -> Node:
        self._bars += 1
        node = self._nested(self._sum)
        self._bars -= 1
        if not self._take("|"):
            raise ChainError("the bar '|' is not closed", opened.column)
        return node

    def _name(self, token: Token) -> Node:
        if token.text in CONSTANTS:
            return CONSTANTS[token.text]
        if not is_letter(token.text):
            raise ChainError(unknown(token.text), token.column)
        if self.variable is None:
            self.variable = token
        if token.text != self.variable.text:
            first = f"{self.variable.text} at column {self.variable.column}"
            raise ChainError(f"found a second variable, {token.text}, after {first}", token.column)
        return name(token.text)

    def _application(self, token: Token) -> Node:
        """Read what a function is applied to, and a power between the two, as in cos² x."""
        power = self._power_of_function(token)
        if opened := self._take("("):
            argument = self._bracket(opened)
        elif (opened := self._see()).kind == "|" and not self._bars:
            argument = self._atom()
        else:
            argument = self._bare(token)
        node = Node(NAMES[token.text], (argument,))
        return node if power is None else _power(node, power)

    def _power_of_function(self, token: Token) -> Node | None:
        if caret := self._take("^"):
            high = self._take("number")
            if high is None or not high.text.isdigit():
                raise ChainError(f"found {self._see().shown} where {token.text} has its power", caret.column)
        elif not (high := self._take("high")):
            return None
        if high.text.startswith("-"):
            both = f"the inverse of {token.text} or 1/{token.text}"
            raise ChainError(f"{token.text} with the exponent −1 can mean {both}; write which", high.column)
        return _integer(high)

    def _bare(self, token: Token) -> Node:
        """Read an argument without brackets: numbers and letters side by side."""
        if self._see().kind in ("end", ")", "+", "*", "/", "^", "|", "="):
            raise ChainError(f"{token.text} needs something to be applied to", token.column)
        return self._nested(lambda: self._signed(lambda: self._side_by_side(token)))

    def _side_by_side(self, token: Token) -> Node:
        inner_function = self._see().kind == "name" and self._see().text in NAMES
        factors = [self._factor()]
        while token.text != "√" and not inner_function and self._is_value(self._see()):
            factors.append(self._factor())
        bracket = self._see().kind == "(" or (self._see().kind == "|" and not self._bars)
        if bracket or (token.text == "√" and self._is_value(self._see())):
            raise self._two_ways(f"how far {token.text} reaches", f"{token.text}(2x)")
        return _product_of(factors)

    @staticmethod
    def _is_value(token: Token) -> bool:
        return token.kind == "name" and token.text not in NAMES

    def _two_ways(self, what: str, such_as: str) -> ChainError:
        return ChainError(f"{what} can mean two things; write {such_as}", self._see().column)

    def _unexpected(self) -> ChainError:
        token, before = self._see(), self._found[self._at - 1] if self._at else None
        if token.kind == "end":
            return ChainError(
                "the function ends where a number, a letter or a function is missing", token.column
            )
        if token.kind == ")" and not self._deep > 1:
            return ChainError(f"found {token.shown}, but no bracket is open", token.column)
        if token.kind in ("number", "high") and before is not None and before.kind not in "+-*/^(=":
            return ChainError(f"found {token.shown} where a sign is missing, such as · or ^", token.column)
        return ChainError(
            f"found {token.shown} where a number, a letter or a function is missing", token.column
        )


def _product_of(factors: list[Node]) -> Node:
    return factors[0] if len(factors) == 1 else Node("product", tuple(factors))


def _power(base: Node, exponent: Node) -> Node:
    """Make a power; that of e is the exponential function."""
    return Node("exp", (exponent,)) if base == CONSTANTS["e"] else Node("power", (base, exponent))


def _number(token: Token) -> Node:
    value = float(token.text)
    if not math.isfinite(value):
        raise ChainError(f"{token.text} is too large for a number", token.column)
    digits, e, power = token.text.lower().partition("e")
    whole, _, rest = digits.partition(".")
    return number(value, (whole.lstrip("0") or "0") + (f".{rest}" if rest else "") + e + power)


def _integer(token: Token) -> Node:
    node = number(float(token.text.lstrip("-")))
    return Node("neg", (node,)) if token.text.startswith("-") else node
