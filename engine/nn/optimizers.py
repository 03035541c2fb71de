"""How parameters move once all gradients are known."""

from __future__ import annotations

from collections.abc import Callable

from engine.nn.types import Array


def sgd(parameter: Array, gradient: Array, eta: float) -> Array:
    """Take one step of gradient descent: w ← w − η ∂J/∂w.

    Parameters
    ----------
    parameter, gradient : ndarray
        Of any one shape; the gradient in cost per unit of the parameter.
    eta : float
        Learning rate η.

    Returns
    -------
    ndarray
        The new parameter, of the same shape.
    """
    return parameter - eta * gradient


OPTIMIZERS = {"sgd": sgd}


def optimizer_rule(name: str) -> Callable[[Array, Array, float], Array]:
    """Return the optimiser called `name`; ValueError if there is none."""
    try:
        return OPTIMIZERS[name]
    except (KeyError, TypeError):
        raise ValueError(f"optimizer {name!r} is not one of {', '.join(OPTIMIZERS)}") from None
