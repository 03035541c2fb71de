"""The activation functions: value, slope and formula, one row of a table each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.nn.types import Array


@dataclass(frozen=True, slots=True)
class Activation:
    """One activation function φ.

    `value` and `slope` take the input sum z, `slope_from_activation` takes a = φ(z); all work
    element by element on arrays of any shape. The formulas of the slope hold the slots ``{z}`` and
    ``{a}``: `slope_tex` is for typesetting, `slope_text` for plain text.
    """

    name: str
    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    slope_from_activation: Callable[[Array], Array]
    tex: str
    text: str
    slope_tex: str
    slope_text: str
    numpy_value: str
    numpy_slope: str


def sigmoid(z: Array) -> Array:
    """Compute σ(z) = 1/(1 + e⁻ᶻ) without overflow at either end."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


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


ACTIVATIONS: dict[str, Activation] = {
    "linear": Activation(
        "linear",
        value=np.copy,
        slope=np.ones_like,
        slope_from_activation=np.ones_like,
        tex=r"\mathrm{id}",
        text="id",
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
        slope_tex="{a}(1 - {a})",
        slope_text="{a}(1 − {a})",
        numpy_value="1 / (1 + np.exp(-{z}))",
        numpy_slope="{a} * (1 - {a})",
    ),
    "tanh": Activation(
        "tanh",
        value=np.tanh,
        slope=_tanh_slope,
        slope_from_activation=lambda a: 1.0 - a * a,
        tex=r"\tanh",
        text="tanh",
        slope_tex="1 - {{a}}^2",
        slope_text="1 − {a}²",
        numpy_value="np.tanh({z})",
        numpy_slope="1 - {a} ** 2",
    ),
    "relu": Activation(
        "relu",
        value=lambda z: np.maximum(z, 0.0),
        slope=_step,
        slope_from_activation=_step,
        tex=r"\mathrm{relu}",
        text="relu",
        slope_tex="[{z} > 0]",
        slope_text="[{z} > 0]",
        numpy_value="np.maximum({z}, 0)",
        numpy_slope="({z} > 0) * 1.0",
    ),
}


def activation(name: str) -> Activation:
    """Return the activation called `name`.

    Raises
    ------
    ValueError
        If there is none of that name; the message lists those there are.
    """
    try:
        return ACTIVATIONS[name]
    except (KeyError, TypeError):
        raise ValueError(f"activation {name!r} is not one of {', '.join(ACTIVATIONS)}") from None
