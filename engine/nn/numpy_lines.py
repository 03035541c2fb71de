"""Every layer-level micro-step as the line of NumPy that computes it.

Samples are rows. Run in the order of the narration these lines compute the whole update; a test
executes them and compares with the `Trace`. They use ``np`` and what `engine.nn.numpy_names.given`
gives them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from engine.nn.activations import activation
from engine.nn.costs import cost_function
from engine.nn.microsteps import MicroStep
from engine.nn.numpy_names import free_mask
from engine.nn.optimizers import optimizer_rule
from engine.nn.rules import order
from engine.nn.shape import Shape
from engine.nn.trace import Trace


def numpy_lines(step: MicroStep, trace: Trace) -> tuple[str, ...]:
    """Return the NumPy lines of the layer step that a micro-step belongs to.

    Parameters
    ----------
    step : MicroStep
        At layer, node or edge level; a step of phase level has no line of its own.
    trace : Trace
        The update that it is a step of.

    Returns
    -------
    tuple of str
        Python source, one statement each; empty where nothing is computed, and of an update with a slip
        in it, which no line computes.
    """
    return _lines(step.rule, step.layer, _Code(trace)) if trace.slip is None else ()


def update_lines(trace: Trace, fused: bool = False) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Go through a whole update; with `fused`, δ of the output layer is taken in one piece.

    Yields
    ------
    rule : str
        Such as "Fz".
    lines : tuple of str
        Not empty.
    """
    shape = Shape.of(trace.network, trace.m, trace.optimizer, penalty=bool(trace.l1 or trace.l2))
    code = _Code(trace)
    for rule, layer in order(shape, fused):
        lines = _lines(rule, layer, code)
        if lines:
            yield rule, lines


def _lines(rule: str, layer: int, code: _Code) -> tuple[str, ...]:
    return _LINES[rule](code, layer) if rule in _LINES else ()


class _Code:
    """Names the arrays of one update and fills the formulas of its functions."""

    def __init__(self, trace: Trace) -> None:
        self.net, self.cost, self.batch = trace.network, cost_function(trace.cost), trace.m
        self.l1, self.l2, self.rule = trace.l1, trace.l2, optimizer_rule(trace.optimizer)

    def a(self, l: int) -> str:
        return "x" if l == 0 else "y_hat" if l == self.net.L else f"a_{l}"

    def fill(self, template: str, l: int) -> str:
        slots = {"z": f"z_{l}", "a": self.a(l), "y": "y", "n": str(self.net.sizes[-1])}
        return re.sub(r"\{(\w)\}", lambda match: slots[match[1]], template)

    def free(self, array: str) -> str:
        """Multiply by 0 what may not move; nothing where all of an array may."""
        mask = free_mask(array, self.net)
        return f" * {mask}" if mask else ""

    def g(self, array: str) -> str:
        """Write what the optimiser goes by: the gradient, with the pull, without what may not move."""
        free = self.free(array)
        if array.startswith("W") and (self.l1 or self.l2):
            whole = f"d{array} + {array.replace('W', 'pull')}"
            return f"({whole}){free}" if free else whole
        return f"d{array}{free}"

    def named_g(self, array: str) -> str:
        """Name it, for the lines after that which computes it."""
        return f"d{array}" if self.g(array) == f"d{array}" else f"g_{array}"


def _value(c: _Code, l: int) -> tuple[str, ...]:
    return (f"{c.a(l)} = {c.fill(activation(c.net.activations[l]).numpy_value, l)}",)


def _slope(c: _Code, l: int) -> tuple[str, ...]:
    return (f"slope_{l} = {c.fill(activation(c.net.activations[l]).numpy_slope, l)}",)


def _output_delta(c: _Code, l: int) -> tuple[str, ...]:
    if activation(c.net.activations[l]).couples:  # δ_j = Σ_i ∂J/∂ŷ_i · ∂ŷ_i/∂z_j
        return (f"delta_{l} = (dJ_da_{l}[:, :, None] * slope_{l}).sum(axis=1)",)
    return (f"delta_{l} = dJ_da_{l} * slope_{l}",)


def _weight_gradient(c: _Code, l: int) -> tuple[str, ...]:
    connected = f" * connected_{l}" if any(ref.layer == l for ref in c.net.cut) else ""
    if c.batch > 1:
        return (f"dW_{l}_each = delta_{l}[:, :, None] * {c.a(l - 1)}[:, None, :]{connected}",)
    product = f"delta_{l}.T @ {c.a(l - 1)}"
    return (f"dW_{l} = ({product}){connected}" if connected else f"dW_{l} = {product}",)


def _bias_gradient(c: _Code, l: int) -> tuple[str, ...]:
    return (f"db_{l} = delta_{l}.sum(axis=0)",) if c.batch == 1 else (f"db_{l}_each = delta_{l}",)


def _downwards(c: _Code) -> range:
    return range(c.net.L, 0, -1)


def _mean(c: _Code, _l: int) -> tuple[str, ...]:
    return tuple(f"d{p}_{l} = d{p}_{l}_each.mean(axis=0)" for l in _downwards(c) for p in "Wb")


def _pull(c: _Code, _l: int) -> tuple[str, ...]:
    parts = (("l1 * np.sign(W_{})", c.l1), ("l2 * W_{}", c.l2))
    text = " + ".join(part for part, weight in parts if weight)
    return tuple(f"pull_{l} = {text.replace('{}', str(l))}" for l in _downwards(c))


def _moment(name: str, kind: str) -> Callable[[_Code, int], tuple[str, ...]]:
    """Make the lines of a moment; those of the first one also say what the optimiser goes by."""

    def lines(c: _Code, l: int) -> tuple[str, ...]:
        array = f"{kind}_{l}"
        g, moment = c.named_g(array), f"{name}_{array}"
        first = (f"{g} = {c.g(array)}",) if g != c.g(array) and name == c.rule.moments[0] else ()
        return (*first, f"{moment} = {_MOMENTS[c.rule.kind][name].format(*c.rule.numbers, old=moment, g=g)}")

    return lines


_MOMENTS: dict[str, dict[str, str]] = {
    "momentum": {"m": "{0!r} * {old} + {g}"},
    "nesterov": {"m": "{0!r} * {old} + {g}"},
    "rmsprop": {"v": "{0!r} * {old} + (1 - {0!r}) * {g} ** 2"},
    "adam": {"m": "{0!r} * {old} + (1 - {0!r}) * {g}", "v": "{1!r} * {old} + (1 - {1!r}) * {g} ** 2"},
}
_CORRECTIONS: dict[str, str] = {
    "sgd": "eta * {g}",
    "momentum": "eta * {m}",
    "nesterov": "eta * ({g} + {0!r} * {m})",
    "rmsprop": "eta * {g} / (np.sqrt({v}) + {1!r})",
    "adam": "eta * ({m} / (1 - {0!r} ** t)) / (np.sqrt({v} / (1 - {1!r} ** t)) + {2!r})",
}
"""What is taken off a parameter; see `engine.nn.optimizers` for the formulas."""


def _new(kind: str) -> Callable[[_Code, int], tuple[str, ...]]:
    """Make the line that moves the weights, or the biases, of a layer."""

    def line(c: _Code, l: int) -> tuple[str, ...]:
        array, remembers = f"{kind}_{l}", bool(c.rule.moments)
        g = c.named_g(array) if remembers else _factor(c.g(array))
        slots = {"g": g, "m": f"m_{array}", "v": f"v_{array}"}
        correction = _CORRECTIONS[c.rule.kind].format(*c.rule.numbers, **slots)
        return (f"{array} = {array} - {correction}{c.free(array) if remembers else ''}",)

    return line


def _factor(text: str) -> str:
    return f"({text})" if " + " in text and not text.startswith("(") else text


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
    "B2": _output_delta,
    "BF": lambda c, l: (f"delta_{l} = {c.a(l)} - y",),
    "G": _weight_gradient,
    "Gb": _bias_gradient,
    "B3": lambda _c, l: (f"dJ_da_{l} = delta_{l + 1} @ W_{l + 1}",),
    "B4": _slope,
    "B5": lambda _c, l: (f"delta_{l} = (delta_{l + 1} @ W_{l + 1}) * slope_{l}",),
    "AV": _mean,
    "P": _pull,
    "MW": _moment("m", "W"),
    "VW": _moment("v", "W"),
    "Mb": _moment("m", "b"),
    "Vb": _moment("v", "b"),
    "UW": _new("W"),
    "Ub": _new("b"),
    "R": _again,
}
