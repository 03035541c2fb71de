"""The activation functions: value, slope and formula, one row of a table each."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from engine.nn.named import Number, filled, is_share, split_name
from engine.nn.types import Array


@dataclass(frozen=True, slots=True)
class Activation:
    """One activation function φ.

    `value` and `slope` take the input sum z, `slope_from_activation` takes a = φ(z); all work
    element by element on arrays of any shape. Where the nodes of a layer are coupled (softmax),
    `value` works row by row on an array of shape (m, n), and both slopes return the Jacobian
    ∂a_i/∂z_j of shape (m, n, n).

    The formulas of the slope hold the slots ``{z}`` and ``{a}``: `slope_tex` is for typesetting,
    `slope_text` for plain text; `tex` and `text` are the function's own name, `definition_tex` and
    `definition` say what it does with z.

    Attributes
    ----------
    kink : str
        What is agreed where the function has a kink; empty where it has none.
    numbers : tuple of Number
        What can stand in brackets behind the name.
    couples : bool
        Each activation of the layer depends on all its input sums; for the output layer only.
    low, high : float
        Between these all activations lie; some functions only come close to them.
    """

    name: str
    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    slope_from_activation: Callable[[Array], Array]
    tex: str
    text: str
    definition_tex: str
    definition: str
    slope_tex: str
    slope_text: str
    numpy_value: str
    numpy_slope: str
    kink: str = ""
    numbers: tuple[Number, ...] = ()
    couples: bool = False
    low: float = -math.inf
    high: float = math.inf

    def reaches(self, values: Array) -> bool:
        """Say whether activations can be these values, or come as close to them as one likes."""
        return bool(((values >= self.low) & (values <= self.high)).all())


def sigmoid(z: Array) -> Array:
    """Compute σ(z) = 1/(1 + e⁻ᶻ) without overflow at either end."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


def softplus(z: Array) -> Array:
    """Compute ln(1 + eᶻ) without overflow."""
    return np.logaddexp(0.0, z)


def softmax(z: Array) -> Array:
    """Compute ŷ_i = e^{z_i} / Σ_j e^{z_j} row by row; the largest z is taken off first, against overflow."""
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    shares: Array = e / e.sum(axis=-1, keepdims=True)
    return shares


def _sigmoid_slope(z: Array) -> Array:
    """Compute σ′(z) = σ(z)·σ(−z), a product of two sigmoids (the lecture's form).

    One of them is 1/(1 + e), the other e/(1 + e), where e = e^−|z|.
    """
    e = np.exp(-np.abs(z))
    below = 1.0 + e
    return (1.0 / below) * (e / below)


def _tanh_slope(z: Array) -> Array:
    """Compute 1 − tanh²(z) as 4σ(2z)σ(−2z), which loses no digits where tanh(z) is close to ±1."""
    return 4.0 * _sigmoid_slope(2.0 * z)


def _step(z: Array) -> Array:
    """Return 1 where z > 0 and 0 elsewhere: the convention at the kink is φ′(0) = 0."""
    return (z > 0).astype(np.float64)


def _softmax_slope_from_activation(a: Array) -> Array:
    """Compute the Jacobian ∂ŷ_i/∂z_j = ŷ_i([i = j] − ŷ_j); shape (m, n, n)."""
    jacobian: Array = a[..., :, None] * (np.eye(a.shape[-1]) - a[..., None, :])
    return jacobian


def _leaky(leak: float) -> Activation:
    """Make relu with a slope of its own below 0 (Maas, Hannun & Ng 2013)."""
    shown = f"{leak:g}"

    def slope(z: Array) -> Array:
        return np.where(z > 0, 1.0, leak)

    return replace(
        _LEAKY_RELU,
        name="leaky_relu" if leak == LEAK else f"leaky_relu({leak!r})",
        value=lambda z: np.where(z > 0, z, leak * z),
        slope=slope,
        slope_from_activation=slope,
        definition_tex=rf"\max({{z}}, {shown}\,{{z}})",
        definition=f"max({{z}}, {shown}·{{z}})",
        slope_tex=rf"[{{z}} > 0] + {shown}\,[{{z}} \le 0]",
        slope_text=f"[{{z}} > 0] + {shown}·[{{z}} ≤ 0]",
        numpy_value=f"np.where({{z}} > 0, {{z}}, {leak!r} * {{z}})",
        numpy_slope=f"np.where({{z}} > 0, 1.0, {leak!r})",
        low=-math.inf if leak else 0.0,
    )


LEAK = 0.01
"""Slope of leaky relu below 0 where its name does not say another one."""

_LEAKY_RELU = Activation(
    "leaky_relu",
    value=np.copy,
    slope=np.copy,
    slope_from_activation=np.copy,
    tex=r"\mathrm{lrelu}",
    text="lrelu",
    definition_tex="",
    definition="",
    slope_tex="",
    slope_text="",
    numpy_value="",
    numpy_slope="",
    kink="At z = 0 the slope is taken from the side below 0.",
    numbers=(Number("the slope below 0", LEAK, is_share, "at least 0 and below 1"),),
)

ACTIVATIONS: dict[str, Activation] = {
    "linear": Activation(
        "linear",
        value=np.copy,
        slope=np.ones_like,
        slope_from_activation=np.ones_like,
        tex=r"\mathrm{id}",
        text="id",
        definition_tex="{z}",
        definition="{z}",
        slope_tex="1",
        slope_text="1",
        numpy_value="{z}",
        numpy_slope="np.ones_like({z})",
    ),
    "sigmoid": Activation(
        "sigmoid",
        value=sigmoid,
        slope=_sigmoid_slope,
        slope_from_activation=lambda a: a * (1.0 - a),
        tex=r"\sigma",
        text="σ",
        definition_tex=r"\frac{1}{1 + e^{-{z}}}",
        definition="1/(1 + e^(−{z}))",
        slope_tex="{a}(1 - {a})",
        slope_text="{a}(1 − {a})",
        numpy_value="1 / (1 + np.exp(-{z}))",
        numpy_slope="{a} * (1 - {a})",
        low=0.0,
        high=1.0,
    ),
    "tanh": Activation(
        "tanh",
        value=np.tanh,
        slope=_tanh_slope,
        slope_from_activation=lambda a: 1.0 - a * a,
        tex=r"\tanh",
        text="tanh",
        definition_tex=r"\frac{e^{{z}} - e^{-{z}}}{e^{{z}} + e^{-{z}}}",
        definition="(e^{z} − e^(−{z}))/(e^{z} + e^(−{z}))",
        slope_tex="1 - {{a}}^2",
        slope_text="1 − {a}²",
        numpy_value="np.tanh({z})",
        numpy_slope="1 - {a} ** 2",
        low=-1.0,
        high=1.0,
    ),
    "relu": Activation(
        "relu",
        value=lambda z: np.maximum(z, 0.0),
        slope=_step,
        slope_from_activation=_step,
        tex=r"\mathrm{relu}",
        text="relu",
        definition_tex=r"\max({z}, 0)",
        definition="max({z}, 0)",
        slope_tex="[{z} > 0]",
        slope_text="[{z} > 0]",
        numpy_value="np.maximum({z}, 0)",
        numpy_slope="({z} > 0) * 1.0",
        kink="At z = 0 the slope is taken as 0.",
        low=0.0,
    ),
    "leaky_relu": _leaky(LEAK),
    "softplus": Activation(
        "softplus",
        value=softplus,
        slope=sigmoid,
        slope_from_activation=lambda a: -np.expm1(-a),
        tex=r"\mathrm{softplus}",
        text="softplus",
        definition_tex=r"\ln(1 + e^{{z}})",
        definition="ln(1 + e^{z})",
        slope_tex=r"\sigma({z})",
        slope_text="σ({z})",
        numpy_value="np.logaddexp(0, {z})",
        numpy_slope="1 / (1 + np.exp(-{z}))",
        low=0.0,
    ),
    "softmax": Activation(
        "softmax",
        value=softmax,
        slope=lambda z: _softmax_slope_from_activation(softmax(z)),
        slope_from_activation=_softmax_slope_from_activation,
        tex=r"\mathrm{softmax}",
        text="softmax",
        definition_tex=r"\frac{e^{{z}}}{\sum_j e^{z_j}}",
        definition="e^{z} / Σ e^z of the layer",
        slope_tex="{a}([i = j] - {b})",
        slope_text="{a}([i = j] − {b})",
        numpy_value="np.exp({z}) / np.exp({z}).sum(axis=1, keepdims=True)",
        numpy_slope="{a}[:, :, None] * (np.eye({a}.shape[1]) - {a}[:, None, :])",
        couples=True,
        low=0.0,
        high=1.0,
    ),
}
"""Every activation by name. The slope of softmax has a slot more, ``{b}``: the activation of node j."""

HIDDEN = tuple(name for name, phi in ACTIVATIONS.items() if not phi.couples)
"""Names of those that any layer can have."""


@lru_cache(maxsize=256)
def _found(text: str) -> Activation:
    name, given = split_name(text)
    if name not in ACTIVATIONS:
        raise ValueError(f"activation {text!r} is not one of {', '.join(ACTIVATIONS)}")
    known = ACTIVATIONS[name]
    numbers = filled(text, given, known.numbers)
    return _leaky(*numbers) if name == "leaky_relu" else known


def activation(name: str) -> Activation:
    """Return the activation called `name`, such as ``"tanh"`` or ``"leaky_relu(0.2)"``.

    Raises
    ------
    ValueError
        If there is none of that name; the message lists those there are.
    """
    try:
        return ACTIVATIONS.get(name) or _found(name)
    except TypeError:
        raise ValueError(f"activation {name!r} is not one of {', '.join(ACTIVATIONS)}") from None
