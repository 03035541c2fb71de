"""The cost functions: value, ∂J/∂ŷ and formula, one row of a table each.

J of one sample is the sum over its outputs; J of a batch is the mean over its samples.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.nn.activations import sigmoid, softplus
from engine.nn.types import Array


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost function, per output.

    `value`, `slope` and `output_delta` take ``(z, yhat, y)`` of the output layer, arrays of shape
    (m, n_L), and return one of that shape; they take z as well so that costs with logarithms can be
    computed from it and not from a rounded ŷ. `output_delta`, where there is one, is δ of the output
    layer in one piece, exact where ∂J/∂ŷ · φ′(z) would be ∞ · 0. `value_from_output` takes only
    ``(yhat, y)``: what J is when ŷ is changed by hand and no z belongs to it.

    The formulas hold the slots ``{a}`` (ŷ), ``{y}`` and ``{n}`` (the number of outputs); `tex_*` are
    for typesetting, `text_*` for plain text.
    """

    name: str
    value: Callable[[Array, Array, Array], Array]
    slope: Callable[[Array, Array, Array], Array]
    output_delta: Callable[[Array, Array, Array], Array] | None
    value_from_output: Callable[[Array, Array], Array]
    tex_value: str
    text_value: str
    tex_slope: str
    text_slope: str
    numpy_value: str
    numpy_slope: str
    needs_output: str | None = None


def _half_squared(yhat: Array, y: Array) -> Array:
    return 0.5 * (yhat - y) ** 2


def _squared(yhat: Array, y: Array) -> Array:
    return (yhat - y) ** 2


def _mean_squared(yhat: Array, y: Array) -> Array:
    mean: Array = (yhat - y) ** 2 / yhat.shape[-1]
    return mean


def _bce(z: Array, _yhat: Array, y: Array) -> Array:
    """Compute −[y ln σ(z) + (1−y) ln(1−σ(z))], using ln σ(z) = −softplus(−z)."""
    return y * softplus(-z) + (1.0 - y) * softplus(z)


def _bce_slope(z: Array, _yhat: Array, y: Array) -> Array:
    """Compute (ŷ−y)/(ŷ(1−ŷ)) = (1−y)/(1−ŷ) − y/ŷ, with 1/σ(z) = 1 + e⁻ᶻ."""
    return _share(1.0 - y, 1.0 + np.exp(z)) - _share(y, 1.0 + np.exp(-z))


def _share(share: Array, of: Array) -> Array:
    """Multiply, taking no part of something infinite as 0."""
    return np.where(share == 0, 0.0, share * of)


def _bce_output_delta(z: Array, _yhat: Array, y: Array) -> Array:
    """Compute ŷ − y as (1−y)σ(z) − yσ(−z), which loses no digits where ŷ is close to y."""
    return (1.0 - y) * sigmoid(z) - y * sigmoid(-z)


def _bce_from_output(yhat: Array, y: Array) -> Array:
    return -_share(y, np.log(yhat)) - _share(1.0 - y, np.log1p(-yhat))


def _surprise(z: Array) -> Array:
    """Compute −ln ŷ_i = ln Σ e^{z_j} − z_i of a softmax layer, the largest z taken off first."""
    below = z - z.max(axis=-1, keepdims=True)
    surprise: Array = np.log(np.exp(below).sum(axis=-1, keepdims=True)) - below
    return surprise


COSTS: dict[str, Cost] = {
    "half_squared": Cost(
        "half_squared",
        value=lambda _z, yhat, y: _half_squared(yhat, y),
        slope=lambda _z, yhat, y: yhat - y,
        output_delta=None,
        value_from_output=_half_squared,
        tex_value=r"\tfrac{1}{2}({a} - {y})^2",
        text_value="½({a} − {y})²",
        tex_slope="{a} - {y}",
        text_slope="{a} − {y}",
        numpy_value="0.5 * ({a} - {y}) ** 2",
        numpy_slope="{a} - {y}",
    ),
    "squared": Cost(
        "squared",
        value=lambda _z, yhat, y: _squared(yhat, y),
        slope=lambda _z, yhat, y: 2.0 * (yhat - y),
        output_delta=None,
        value_from_output=_squared,
        tex_value="({a} - {y})^2",
        text_value="({a} − {y})²",
        tex_slope="2({a} - {y})",
        text_slope="2({a} − {y})",
        numpy_value="({a} - {y}) ** 2",
        numpy_slope="2 * ({a} - {y})",
    ),
    "mse": Cost(
        "mse",
        value=lambda _z, yhat, y: _mean_squared(yhat, y),
        slope=lambda _z, yhat, y: (2.0 / yhat.shape[-1]) * (yhat - y),
        output_delta=None,
        value_from_output=_mean_squared,
        tex_value=r"\tfrac{1}{{n}}({a} - {y})^2",
        text_value="1/{n} ({a} − {y})²",
        tex_slope=r"\tfrac{2}{{n}}({a} - {y})",
        text_slope="2/{n} ({a} − {y})",
        numpy_value="({a} - {y}) ** 2 / {n}",
        numpy_slope="2 / {n} * ({a} - {y})",
    ),
    "bce": Cost(
        "bce",
        value=_bce,
        slope=_bce_slope,
        output_delta=_bce_output_delta,
        value_from_output=_bce_from_output,
        tex_value=r"-[{y}\ln {a} + (1 - {y})\ln(1 - {a})]",
        text_value="−[{y} ln {a} + (1 − {y}) ln(1 − {a})]",
        tex_slope=r"\frac{{a} - {y}}{{a}(1 - {a})}",
        text_slope="({a} − {y})/({a}(1 − {a}))",
        numpy_value="-({y} * np.log({a}) + (1 - {y}) * np.log(1 - {a}))",
        numpy_slope="({a} - {y}) / ({a} * (1 - {a}))",
        needs_output="sigmoid",
    ),
    "softmax_ce": Cost(
        "softmax_ce",
        value=lambda z, _yhat, y: _share(y, _surprise(z)),
        slope=lambda z, _yhat, y: -_share(y, np.exp(_surprise(z))),
        output_delta=lambda _z, yhat, y: yhat - y,
        value_from_output=lambda yhat, y: -_share(y, np.log(yhat)),
        tex_value=r"-{y}\ln {a}",
        text_value="−{y} ln {a}",
        tex_slope=r"-\frac{{y}}{{a}}",
        text_slope="−{y}/{a}",
        numpy_value="-{y} * np.log({a})",
        numpy_slope="-{y} / {a}",
        needs_output="softmax",
    ),
}


def cost_function(name: str, output: str | None = None) -> Cost:
    """Return the cost called `name`, checking that it suits the `output` layer's activation.

    Raises
    ------
    ValueError
        If there is none of that name, or it and the output activation do not go together.
    """
    try:
        found = COSTS[name]
    except (KeyError, TypeError):
        raise ValueError(f"cost {name!r} is not one of {', '.join(COSTS)}") from None
    if output is not None and found.needs_output not in (None, output):
        raise ValueError(
            f"cost {name!r} needs a {found.needs_output} output layer, but the output layer is {output}"
        )
    if output == "softmax" and found.needs_output != "softmax":
        raise ValueError(f"a softmax output layer needs the cost 'softmax_ce', not {name!r}")
    return found


_WHOLE = 1e-9
"""How far from 1 the labels of a sample may add up to under softmax_ce."""


def check_labels(name: str, Y: Array) -> None:
    """Refuse labels that a cost cannot be computed with.

    Parameters
    ----------
    name : str
        Of the cost.
    Y : ndarray, shape (m, n_L)

    Raises
    ------
    ValueError
        If the cost needs labels between 0 and 1, or labels of each sample that add up to 1.
    """
    needs_output = COSTS[name].needs_output
    if needs_output is not None and not ((Y >= 0.0) & (Y <= 1.0)).all():
        raise ValueError(f"cost {name!r} needs labels between 0 and 1")
    if needs_output == "softmax":
        wrong = np.flatnonzero(np.abs(Y.sum(axis=1) - 1.0) > _WHOLE)
        if wrong.size:
            raise ValueError(
                f"cost {name!r} needs labels that add up to 1 in each sample; "
                f"those of sample {wrong[0] + 1} add up to {Y[wrong[0]].sum():g}"
            )
