"""How parameters move once all gradients are known."""

from __future__ import annotations

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
