"""Every layer-level micro-step as the line of NumPy that computes it.

Samples are rows. Run in the order of the narration these lines compute the whole update; a test
executes them and compares with the `Trace`. They may use ``np``, the data ``X`` and ``Y``, ``eta``
and the parameters ``W_1``, ``b_1``, …
"""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.nn.activations import activation
from engine.nn.costs import cost_function
from engine.nn.microsteps import MicroStep
from engine.nn.network import Network


def numpy_lines(step: MicroStep, net: Network, cost: str, batch: int = 1) -> tuple[str, ...]:
    """Return the NumPy lines of the layer step that a micro-step belongs to.

    Parameters
    ----------
    step : MicroStep
        At layer, node or edge level; a step of phase level has no line of its own.
    net : Network
    cost : str
    batch : int
        Number of samples m.

    Returns
    -------
    tuple of str
        Python source, one statement each; empty where nothing is computed.
    """
    rule = _LINES.get(step.rule)
    return rule(_Code(net, cost, batch), step.layer) if rule else ()


class _Code:
    """Names the arrays of one network and fills the formulas of its functions."""

    def __init__(self, net: Network, cost: str, batch: int) -> None:
        self.net, self.cost, self.batch = net, cost_function(cost), batch

    def a(self, l: int) -> str:
        return "x" if l == 0 else "y_hat" if l == self.net.L else f"a_{l}"

    def fill(self, template: str, l: int) -> str:
        slots = {"z": f"z_{l}", "a": self.a(l), "y": "y"}
        return re.sub(r"\{(\w)\}", lambda match: slots[match[1]], template)

    def each(self, name: str) -> str:
        """Name the gradient of each sample, where the mean is still to come."""
        return name if self.batch == 1 else f"{name}_each"


def _value(c: _Code, l: int) -> tuple[str, ...]:
    return (f"{c.a(l)} = {c.fill(activation(c.net.activations[l]).numpy_value, l)}",)


def _slope(c: _Code, l: int) -> tuple[str, ...]:
    return (f"slope_{l} = {c.fill(activation(c.net.activations[l]).numpy_slope, l)}",)


def _weight_gradient(c: _Code, l: int) -> tuple[str, ...]:
    if c.batch == 1:
        return (f"dW_{l} = delta_{l}.T @ {c.a(l - 1)}",)
    return (f"dW_{l}_each = delta_{l}[:, :, None] * {c.a(l - 1)}[:, None, :]",)


def _bias_gradient(c: _Code, l: int) -> tuple[str, ...]:
    return (f"db_{l} = delta_{l}.sum(axis=0)",) if c.batch == 1 else (f"db_{l}_each = delta_{l}",)


def _mean(c: _Code, _l: int) -> tuple[str, ...]:
    layers = range(c.net.L, 0, -1)
    return tuple(f"d{p}_{l} = d{p}_{l}_each.mean(axis=0)" for l in layers for p in "Wb")


def _again(c: _Code, _l: int) -> tuple[str, ...]:
    forward = tuple(
        line for l in range(1, c.net.L + 1) for line in (*_LINES["Fz"](c, l), *_LINES["Fa"](c, l))
    )
    return (*forward, f"J_new = {_cost(c)}")


def _cost(c: _Code) -> str:
    return f"np.mean(np.sum({c.fill(c.cost.numpy_value, c.net.L)}, axis=1))"


_LINES: dict[str, Callable[[_Code, int], tuple[str, ...]]] = {
    "F0": lambda _c, _l: ("x, y = X, Y",),
    "Fz": lambda c, l: (f"z_{l} = {c.a(l - 1)} @ W_{l}.T + b_{l}",),
    "Fa": _value,
    "C": lambda c, _l: (f"J = {_cost(c)}",),
    "B0": lambda c, l: (f"dJ_da_{l} = {c.fill(c.cost.numpy_slope, l)}",),
    "B1": _slope,
    "B2": lambda _c, l: (f"delta_{l} = dJ_da_{l} * slope_{l}",),
    "BF": lambda c, l: (f"delta_{l} = {c.a(l)} - y",),
    "G": _weight_gradient,
    "Gb": _bias_gradient,
    "B3": lambda _c, l: (f"dJ_da_{l} = delta_{l + 1} @ W_{l + 1}",),
    "B4": _slope,
    "B5": lambda _c, l: (f"delta_{l} = (delta_{l + 1} @ W_{l + 1}) * slope_{l}",),
    "AV": _mean,
    "UW": lambda _c, l: (f"W_{l} = W_{l} - eta * dW_{l}",),
    "Ub": lambda _c, l: (f"b_{l} = b_{l} - eta * db_{l}",),
    "R": _again,
}
