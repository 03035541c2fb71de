"""The cost functions: value, ∂J/∂ŷ and formula, one row of a table each.

J of one sample is the sum over its outputs; J of a batch is the mean over its samples.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.nn.activations import sigmoid
from engine.nn.types import Array


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost function, per output.

    All three functions take ``(z, yhat, y)`` of the output layer, arrays of shape (m, n_L), and
    return one of that shape; they take z as well so that costs with logarithms can be computed
    from it and not from a rounded ŷ. `output_delta`, where there is one, is δ of the output layer
    in one piece, exact where ∂J/∂ŷ · φ′(z) would be ∞ · 0.

    The formulas hold the slots ``{a}`` (ŷ) and ``{y}``; `tex_*` are for typesetting, `text_*` for
    plain text.
    """

    name: str
    value: Callable[[Array, Array, Array], Array]
    slope: Callable[[Array, Array, Array], Array]
    output_delta: Callable[[Array, Array, Array], Array] | None
    tex_value: str
    text_value: str
    tex_slope: str
    text_slope: str
    numpy_value: str
    numpy_slope: str
    needs_output: str | None = None


def _softplus(z: Array) -> Array:
    """Compute ln(1 + eᶻ) without overflow."""
    return np.logaddexp(0.0, z)


def _bce(z: Array, _yhat: Array, y: Array) -> Array:
    """Compute −[y ln σ(z) + (1−y) ln(1−σ(z))], using ln σ(z) = −softplus(−z)."""
    return y * _softplus(-z) + (1.0 - y) * _softplus(z)


def _bce_slope(z: Array, _yhat: Array, y: Array) -> Array:
    """Compute (ŷ−y)/(ŷ(1−ŷ)) = (1−y)/(1−ŷ) − y/ŷ, with 1/σ(z) = 1 + e⁻ᶻ."""
    return _share(1.0 - y, 1.0 + np.exp(z)) - _share(y, 1.0 + np.exp(-z))


def _share(share: Array, of: Array) -> Array:
    """Multiply, taking no part of something infinite as 0."""
    return np.where(share == 0, 0.0, share * of)


def _bce_output_delta(z: Array, _yhat: Array, y: Array) -> Array:
    """Compute ŷ − y as (1−y)σ(z) − yσ(−z), which loses no digits where ŷ is close to y."""
    return (1.0 - y) * sigmoid(z) - y * sigmoid(-z)


COSTS: dict[str, Cost] = {
    "half_squared": Cost(
        "half_squared",
        value=lambda _z, yhat, y: 0.5 * (yhat - y) ** 2,
        slope=lambda _z, yhat, y: yhat - y,
        output_delta=None,
        tex_value=r"\tfrac{1}{2}({a} - {y})^2",
        text_value="½({a} − {y})²",
        tex_slope="{a} - {y}",
        text_slope="{a} − {y}",
        numpy_value="0.5 * ({a} - {y}) ** 2",
        numpy_slope="{a} - {y}",
    ),
    "squared": Cost(
        "squared",
        value=lambda _z, yhat, y: (yhat - y) ** 2,
        slope=lambda _z, yhat, y: 2.0 * (yhat - y),
        output_delta=None,
        tex_value="({a} - {y})^2",
        text_value="({a} − {y})²",
        tex_slope="2({a} - {y})",
        text_slope="2({a} − {y})",
        numpy_value="({a} - {y}) ** 2",
        numpy_slope="2 * ({a} - {y})",
    ),
    "bce": Cost(
        "bce",
        value=_bce,
        slope=_bce_slope,
        output_delta=_bce_output_delta,
        tex_value=r"-[{y}\ln {a} + (1 - {y})\ln(1 - {a})]",
        text_value="−[{y} ln {a} + (1 − {y}) ln(1 − {a})]",
        tex_slope=r"\frac{{a} - {y}}{{a}(1 - {a})}",
        text_slope="({a} − {y})/({a}(1 − {a}))",
        numpy_value="-({y} * np.log({a}) + (1 - {y}) * np.log(1 - {a}))",
        numpy_slope="({a} - {y}) / ({a} * (1 - {a}))",
        needs_output="sigmoid",
    ),
}


def cost_function(name: str, output: str | None = None) -> Cost:
    """Return the cost called `name`, checking that it suits the `output` layer's activation.

    Raises
    ------
    ValueError
        If there is none of that name, or it needs another output activation.
    """
    try:
        found = COSTS[name]
    except (KeyError, TypeError):
        raise ValueError(f"cost {name!r} is not one of {', '.join(COSTS)}") from None
    if output is not None and found.needs_output not in (None, output):
        raise ValueError(
            f"cost {name!r} needs a {found.needs_output} output layer, but the output layer is {output}"
        )
    return found
