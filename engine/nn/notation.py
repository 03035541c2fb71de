"""How a `Ref` is written: as a path in files and on the command line, as text, as LaTeX.

This is the one place where index 0 becomes 1 and where the notation of the lecture (z₁, w₂, δ₁: one
node a layer) parts from that of layers (z⁽¹⁾₂, w⁽²⁾₁₃). docs/notation.md is its table.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from engine.nn.activations import activation
from engine.nn.network import Network
from engine.nn.types import Ref, Symbol

_SPELLING: dict[Symbol, str] = {
    "x": "x", "y": "y", "z": "z", "a": "a", "product": "product", "J": "J",
    "dJ_da": "dJ_da", "slope": "slope", "delta": "delta", "term": "term",
    "W": "w", "b": "b", "eta": "eta", "dW": "dJ_dw", "db": "dJ_db",
    "W_new": "new.w", "b_new": "new.b", "J_new": "new.J",
    "pull": "pull", "t": "t", "m_W": "m.w", "v_W": "v.w", "m_b": "m.b", "v_b": "v.b",
    "m_W_new": "new.m.w", "v_W_new": "new.v.w", "m_b_new": "new.m.b", "v_b_new": "new.v.b",
}  # fmt: skip
_SYMBOL = {spelling: symbol for symbol, spelling in _SPELLING.items()}
_LAYERLESS = frozenset({"x", "y", "J", "eta", "t", "J_new"})
_EDGE = frozenset({"W", "product", "term", "dW", "W_new", "pull", "m_W", "v_W", "m_W_new", "v_W_new"})
_PATH = re.compile(
    r"([a-z_]+(?:\.[a-z]){0,2}|J|new\.J|dJ_[a-z]+)((?:\[[0-9]{1,6}(?:,[0-9]{1,6})?\])*)(?:@([0-9]{1,6}))?"
)


def path(ref: Ref) -> str:
    """Spell a Ref as its full path: ``Ref("W", 2, (0, 0))`` is ``w[2][1,1]``."""
    text = _SPELLING[ref.symbol]
    if ref.symbol not in _LAYERLESS:
        text += f"[{ref.layer}]"
    if ref.index:
        text += f"[{','.join(str(i + 1) for i in ref.index)}]"
    return text if ref.sample is None else f"{text}@{ref.sample + 1}"


def parse_path(text: str, net: Network) -> Ref:
    """Read a path such as ``delta[2][1]@3`` or, with one node a layer, ``w[2]``.

    Raises
    ------
    ValueError
        If the text is no path or the network has no such quantity.
    """
    match = _PATH.fullmatch(text.replace(" ", ""))
    if not match:
        raise ValueError(f"{text!r} is not the path of a quantity, such as w[2][1,1] or delta[1][1]")
    name, brackets, sample = match.groups()
    groups = [tuple(int(i) for i in g.split(",")) for g in re.findall(r"\[([^\]]*)\]", brackets)]
    if name == "yhat":
        name, groups = "a", [(net.L,), *groups]
    if name not in _SYMBOL:
        raise ValueError(f"{text!r}: there is no quantity called {name!r}")
    symbol = _SYMBOL[name]
    layer, index = _address(symbol, groups, net, text)
    row = None if sample is None else int(sample) - 1
    if row is not None and row < 0:
        raise ValueError(f"{text!r}: samples are counted from 1")
    if symbol == "a" and layer == 0:
        symbol = "x"
    return Ref(symbol, layer, index, row)


def _address(
    symbol: Symbol, groups: list[tuple[int, ...]], net: Network, text: str
) -> tuple[int, tuple[int, ...]]:
    if symbol in ("J", "J_new", "eta", "t"):
        if groups:
            raise ValueError(f"{text!r}: {_SPELLING[symbol]} has no index")
        return (0 if symbol in ("eta", "t") else net.L), ()
    if symbol in ("x", "y"):
        layer = 0 if symbol == "x" else net.L
    elif groups and len(groups[0]) == 1:
        layer, groups = groups[0][0], groups[1:]
    else:
        raise ValueError(f"{text!r} names no layer")
    shape = _shape(symbol, layer, groups, net, text)
    given = groups[0] if groups else (1,) * len(shape)
    if not groups and max(shape) > 1:
        raise ValueError(f"{text!r} is not one number: the layer has {max(shape)} of them")
    if (
        len(groups) > 1
        or len(given) != len(shape)
        or not all(1 <= i <= n for i, n in zip(given, shape, strict=True))
    ):
        raise ValueError(f"{text!r}: this network has no such index there")
    return layer, tuple(i - 1 for i in given)


def _shape(
    symbol: Symbol, layer: int, groups: list[tuple[int, ...]], net: Network, text: str
) -> tuple[int, ...]:
    first = 0 if symbol in ("x", "a") else 1
    if not first <= layer <= net.L:
        raise ValueError(f"{text!r}: the layers of this network are {first} to {net.L}")
    bias_product = symbol == "product" and bool(groups) and len(groups[0]) == 1
    if symbol in _EDGE and not bias_product:
        return net.sizes[layer], net.sizes[layer - 1]
    if symbol == "slope" and activation(net.activations[layer]).couples:
        return net.sizes[layer], net.sizes[layer]
    return (net.sizes[layer],)


_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_HIGH = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def subscript(number: object) -> str:
    """Write the digits of a number or text low: 12 is ``₁₂``."""
    return str(number).translate(_LOW)


def superscript(number: object) -> str:
    """Write the digits and the minus of a number or text high: -3 is ``⁻³``."""
    return str(number).translate(_HIGH)


def plain(text: str) -> str:
    """Write high digits as ordinary ones again, the inverse of `superscript`."""
    return text.translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Names:
    """What the quantities of one network are called on screen.

    Parameters
    ----------
    lecture : bool
        One node a layer: the layer's number is the only index.
    activations : tuple of str
        Of the network, entry 0 empty; the slope is named after its function.
    sizes : tuple of int
        Nodes of each layer.
    """

    lecture: bool
    activations: tuple[str, ...]
    sizes: tuple[int, ...]

    @classmethod
    def of(cls, net: Network, style: str = "auto") -> Names:
        """Choose the notation of a network: that of the lecture where it has one node a layer.

        `style` "layers" takes the layer notation everywhere; "lecture" and "auto" take the
        lecture's where it can say what is meant.
        """
        return cls(style != "layers" and max(net.sizes) == 1, net.activations, net.sizes)

    @property
    def L(self) -> int:
        """Number of layers of weights."""
        return len(self.sizes) - 1

    def text(self, ref: Ref, output: bool = False) -> str:
        """Write a Ref as plain text with Unicode sub- and superscripts, such as ``δ⁽¹⁾₂``.

        With `output`, an activation of the last layer is called ŷ.
        """
        row = _row(ref)
        node = self._text_at(ref) + row
        data = ("" if self.lecture else self._low(ref.index)) + row

        def same(symbol: Symbol, index: tuple[int, ...] = ref.index) -> str:
            return self.text(Ref(symbol, ref.layer, index, ref.sample), symbol == "a")

        match ref.symbol:
            case "x" | "y":
                return ref.symbol + data
            case "a" if output and ref.layer == self.L:
                return "ŷ" + data
            case "J":
                return "J" + row
            case "J_new":
                return "J new"
            case "t":
                return "t"
            case "pull":
                return f"∂Ω/∂{same('W')}"
            case "m_W" | "v_W" | "m_b" | "v_b":
                return f"{ref.symbol[0]}({same('W' if ref.symbol[2] == 'W' else 'b')})"
            case "m_W_new" | "v_W_new" | "m_b_new" | "v_b_new":
                return f"{ref.symbol[0]}({same('W' if ref.symbol[2] == 'W' else 'b')}) new"
            case "slope" if len(ref.index) == 2:
                return f"∂{same('a', ref.index[:1])}/∂{same('z', ref.index[1:])}"
            case "eta":
                return "η"
            case "W_new" | "b_new":
                return f"{ref.symbol[0].lower()}{node} new"
            case "dW" | "db":
                return f"∂J/∂{ref.symbol[1].lower()}{node}"
            case "dJ_da":
                return f"∂J/∂{same('a')}"
            case "slope":
                return f"{activation(self.activations[ref.layer]).text}′({same('z')})"
            case "product" if len(ref.index) == 1:
                return same("b") + "·1"
            case "product":
                return same("W") + self.text(ref.tail)
            case "term":
                return same("W") + same("delta", ref.index[:1])
            case "delta":
                return "δ" + node
            case _:
                return ref.symbol.lower() + node

    def tex(self, ref: Ref, output: bool = False, below: str | None = None, row: str | None = None) -> str:
        r"""Write a Ref as LaTeX, such as ``\delta^{(1)}_{2}``.

        `below` and `row` are written in place of the index and of the sample: letters, in a sum.
        """
        below = self._indices(ref.index) if below is None else below
        row = _row(ref) if row is None else f"[{row}]" * bool(row)
        node = self._tex_node(ref.layer, below, row)
        data = ("" if self.lecture else f"_{{{below}}}") + (f"^{{{row}}}" if row else "")

        def same(symbol: Symbol, index: tuple[int, ...] = ref.index) -> str:
            return self.tex(Ref(symbol, ref.layer, index, ref.sample), symbol == "a")

        match ref.symbol:
            case "x" | "y":
                return ref.symbol + data
            case "a" if output and ref.layer == self.L:
                return r"\hat{y}" + data
            case "J":
                return f"J^{{{row}}}" if row else "J"
            case "J_new":
                return r"J_{\mathrm{new}}"
            case "t":
                return "t"
            case "pull":
                return rf"\frac{{\partial \Omega}}{{\partial w{node}}}"
            case "m_W" | "v_W" | "m_b" | "v_b":
                return rf"{ref.symbol[0]}({ref.symbol[2].lower()}{node})"
            case "m_W_new" | "v_W_new" | "m_b_new" | "v_b_new":
                return rf"{ref.symbol[0]}({ref.symbol[2].lower()}{node})_{{\mathrm{{new}}}}"
            case "slope" if len(ref.index) == 2:
                above, under = same("a", ref.index[:1]), same("z", ref.index[1:])
                return rf"\frac{{\partial {above}}}{{\partial {under}}}"
            case "eta":
                return r"\eta"
            case "dW" | "db":
                return rf"\frac{{\partial J}}{{\partial {ref.symbol[1].lower()}{node}}}"
            case "dJ_da":
                return rf"\frac{{\partial J}}{{\partial {same('a')}}}"
            case "slope":
                return f"{activation(self.activations[ref.layer]).tex}'({same('z')})"
            case "product" if len(ref.index) == 1:
                return same("b") + r"\cdot 1"
            case "product":
                return same("W") + r"\," + self.tex(ref.tail)
            case "term":
                return same("W") + r"\," + same("delta", ref.index[:1])
            case "delta":
                return r"\delta" + node
            case _:
                return ref.symbol[0].lower() + node

    def _text_at(self, ref: Ref) -> str:
        if self.lecture:
            return subscript(ref.layer)
        return f"⁽{superscript(ref.layer)}⁾{self._low(ref.index)}"

    def _tex_node(self, layer: int, below: str, row: str) -> str:
        if self.lecture:
            return f"_{{{layer}}}" + (f"^{{{row}}}" if row else "")
        return f"^{{({layer}){row}}}_{{{below}}}"

    @staticmethod
    def _indices(index: tuple[int, ...]) -> str:
        shown = [str(i + 1) for i in index]
        return ("," if any(len(i) > 1 for i in shown) else "").join(shown)

    def _low(self, index: tuple[int, ...]) -> str:
        return subscript(self._indices(index))


LARGE = 1e6
"""From here on numbers are written with a power of ten."""


def _row(ref: Ref) -> str:
    """Write the sample in brackets; nothing where none is named."""
    return "" if ref.sample is None else f"[{ref.sample + 1}]"


def number(value: float | None, decimals: int = 3, point: str = ".", power: int | None = None) -> str:
    """Write a number as everywhere on screen: Unicode minus, fixed decimals, unknown as ``?``.

    A number that fixed decimals would show as zero, or that has more than six digits before the
    point, is written with a power of ten, so that nothing but zero looks like zero.
    `power` is a power of ten that it shares with what it is compared with.
    """
    if value is None:
        return "?"
    if not math.isfinite(value):
        return "not a number" if math.isnan(value) else ("∞" if value > 0 else "−∞")
    if power is not None and (value == 0.0 or round(value / 10.0**power, decimals)):
        text = f"{value / 10.0**power + 0.0:.{decimals}f}×10{superscript(power)}"
    elif value and not 0.5 * 10.0**-decimals <= abs(round(value, decimals)) < LARGE:
        return with_power(value, max(decimals - 2, 1), point)
    else:
        text = f"{value + 0.0:.{decimals}f}"  # + 0.0: a zero has no sign
    return text.replace(".", point).replace("-", "−")


def with_power(value: float, digits: int, point: str = ".") -> str:
    """Write a finite number with a power of ten, and so many digits after the point."""
    text, power = f"{value:.{digits}e}".split("e")
    return f"{text}×10{superscript(int(power))}".replace(".", point).replace("-", "−")
