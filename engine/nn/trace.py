"""A `Trace` keeps every number of one training update, and says where each one stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import isfinite

import numpy as np

from engine.nn.microsteps import MicroStep
from engine.nn.network import Network
from engine.nn.optimizers import Moments, optimizer_rule
from engine.nn.slips import Slip, Sum
from engine.nn.types import Array, Ref


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """Every number of one update.

    Attributes
    ----------
    network : Network
        The parameters that the update began with.
    X, Y : ndarray, shape (m, n_0) and (m, n_L)
        The batch.
    z, a : tuple of ndarray, shape (m, n_l)
        Input sums and activations; ``z[0]`` is empty and ``a[0]`` is `X`.
    J, J_each : float and ndarray, shape (m,)
        Cost of the batch, the mean of the costs of its samples; of the data alone, without penalty.
    l1, l2, penalty : float
        Of the penalty Ω, and its size with the old parameters.
    dJ_da, slope, delta : tuple of ndarray, shape (m, n_l)
        ∂J/∂a, φ′(z) and δ = ∂J/∂z, per sample and without 1/m; entry 0 is empty. ``slope[L]`` of a
        softmax layer is its Jacobian, shape (m, n_L, n_L).
    dW, db : tuple of ndarray, shape (n_l, n_{l-1}) and (n_l,)
        Gradients of J, the mean over the batch; entry 0 is empty.
    pull : tuple of ndarray, shape (n_l, n_{l-1})
        ∂Ω/∂W, which the correction follows too; entry 0 is empty.
    moments, new_moments : Moments
        What the optimiser remembers before and after the update.
    updated : Network
        The parameters after the update.
    J_new : float
        Cost of the same batch with them.
    slip : Slip or None
        The one step of it that was done by a wrong rule, on purpose; all later numbers go on from it.
    """

    network: Network
    X: Array
    Y: Array
    cost: str
    optimizer: str
    eta: float
    l1: float
    l2: float
    z: tuple[Array, ...]
    a: tuple[Array, ...]
    J_each: Array
    J: float
    penalty: float
    dJ_da: tuple[Array, ...]
    slope: tuple[Array, ...]
    delta: tuple[Array, ...]
    dW: tuple[Array, ...]
    db: tuple[Array, ...]
    pull: tuple[Array, ...]
    moments: Moments
    new_moments: Moments
    updated: Network
    J_new: float
    slip: Slip | None = None

    @property
    def m(self) -> int:
        """Number of samples in the batch."""
        return len(self.X)

    @property
    def steepness(self) -> float:
        """How steep the cost is: the length ‖∇J‖ of the gradient, of all parameters that may move."""
        parts = (part.ravel() for pair in zip(self.dW[1:], self.db[1:], strict=True) for part in pair)
        gradient, free = np.concatenate(list(parts)), self.network.free
        return float(np.linalg.norm(gradient if free is None else gradient * free))

    def value(self, ref: Ref, sample: int = 0) -> float:
        """Return the scalar that `ref` names.

        Parameters
        ----------
        ref : Ref
            Any quantity of the update.
        sample : int
            The row of the batch meant where ``ref.sample`` is None and the quantity is one of a
            sample (x, y, z, a, product, slope, ∂J/∂a, δ and the δ terms).

        Raises
        ------
        KeyError
            If the network has no such quantity.
        """
        row = sample if ref.sample is None else ref.sample
        if min(ref.layer, row, *ref.index, 0) < 0 or len(ref.index) not in _INDICES[ref.symbol]:
            raise KeyError(f"there is no {ref}")
        try:
            return float(_READERS[ref.symbol](self, ref, row))
        except (IndexError, TypeError, ValueError):
            raise KeyError(
                f"there is no {ref} in a {'-'.join(map(str, self.network.sizes))} network"
            ) from None


def _product(t: Trace, ref: Ref, s: int) -> float:
    if len(ref.index) == 1:  # the bias's edge: b times the constant 1
        return float(t.network.b[ref.layer][ref.index])
    return float(t.network.W[ref.layer][ref.index]) * float(t.a[ref.layer - 1][s, ref.index[1]])


def _slipped(t: Trace, ref: Ref, s: int) -> float | None:
    """Compute what is kept in no array by the wrong rule, where that is its rule."""
    recipe = None if t.slip is None else t.slip.recipe(ref)
    return recipe.value(lambda part: t.value(part, s)) if isinstance(recipe, Sum) else None


def _packet(t: Trace, ref: Ref, s: int) -> float:
    value = _slipped(t, ref, s)
    if value is not None:
        return value
    return float(t.network.W[ref.layer][ref.index]) * float(t.delta[ref.layer][s, ref.index[0]])


def _weight_gradient(t: Trace, ref: Ref, s: int) -> float:
    if ref.sample is None:
        return float(t.dW[ref.layer][ref.index])
    value = _slipped(t, ref, s)
    if value is not None:
        return value
    return float(t.delta[ref.layer][s, ref.index[0]]) * float(t.a[ref.layer - 1][s, ref.index[1]])


def _bias_gradient(t: Trace, ref: Ref, s: int) -> float:
    if ref.sample is None:
        return float(t.db[ref.layer][ref.index])
    value = _slipped(t, ref, s)
    return float(t.delta[ref.layer][s, ref.index[0]]) if value is None else value


def _moment(name: str, parameter: str, *, new: bool) -> Callable[[Trace, Ref, int], float]:
    """Make the reader of one moment of the weights or biases, before the update or after it."""

    def read(t: Trace, r: Ref, _s: int) -> float:
        rule = optimizer_rule(t.optimizer)
        if name not in rule.moments:
            raise IndexError(name)
        array = (t.new_moments if new else t.moments).arrays[rule.moments.index(name)]
        return float(array[_place(t.network, parameter, r)])

    return read


def _place(net: Network, parameter: str, ref: Ref) -> int:
    """Find the place of a weight or bias in `Network.to_vector`."""
    before = sum(net.W[l].size + net.b[l].size for l in range(1, ref.layer))
    W, b = net.W[ref.layer], net.b[ref.layer]
    if parameter == "b":
        return before + W.size + int(np.ravel_multi_index(ref.index, b.shape))
    return before + int(np.ravel_multi_index(ref.index, W.shape))


_READERS: dict[str, Callable[[Trace, Ref, int], float]] = {
    "x": lambda t, r, s: t.X[s, r.index[0]],
    "y": lambda t, r, s: t.Y[s, r.index[0]],
    "z": lambda t, r, s: t.z[r.layer][s, r.index[0]],
    "a": lambda t, r, s: t.a[r.layer][s, r.index[0]],
    "product": _product,
    "J": lambda t, r, s: t.J if r.sample is None else t.J_each[s],
    "dJ_da": lambda t, r, s: t.dJ_da[r.layer][s, r.index[0]],
    "slope": lambda t, r, s: t.slope[r.layer][(s, *r.index)],
    "delta": lambda t, r, s: t.delta[r.layer][s, r.index[0]],
    "term": _packet,
    "W": lambda t, r, _s: t.network.W[r.layer][r.index],
    "b": lambda t, r, _s: t.network.b[r.layer][r.index],
    "eta": lambda t, _r, _s: t.eta,
    "t": lambda t, _r, _s: t.moments.t + 1,
    "pull": lambda t, r, _s: t.pull[r.layer][r.index],
    **{
        f"{name}_{parameter}{'_new' * new}": _moment(name, parameter, new=new)
        for name in ("m", "v")
        for parameter in ("W", "b")
        for new in (False, True)
    },
    "dW": _weight_gradient,
    "db": _bias_gradient,
    "W_new": lambda t, r, _s: t.updated.W[r.layer][r.index],
    "b_new": lambda t, r, _s: t.updated.b[r.layer][r.index],
    "J_new": lambda t, _r, _s: t.J_new,
}
"""Where the number of each symbol stands, given its Ref and the row of the batch."""


_INDICES: dict[str, tuple[int, ...]] = {
    symbol: (0,) if symbol in ("J", "J_new", "eta", "t")
    else (2,) if symbol in ("W", "dW", "W_new", "term", "pull", "m_W", "v_W", "m_W_new", "v_W_new")
    else (1, 2) if symbol in ("product", "slope")
    else (1,)
    for symbol in _READERS
}  # fmt: skip
"""How many indices each symbol takes."""


def parameter_refs(net: Network) -> tuple[Ref, ...]:
    """List every weight and bias that there is, layer by layer, in the order of `Network.to_vector`.

    The weights of connections that are cut are not there.
    """
    return tuple(
        ref
        for layer in range(1, net.L + 1)
        for ref in (
            *(Ref("W", layer, index) for index in np.ndindex(*net.W[layer].shape)),
            *(Ref("b", layer, (j,)) for j in range(net.sizes[layer])),
        )
        if ref not in net.cut
    )


def first_bad(trace: Trace, steps: Iterable[MicroStep]) -> Ref | None:
    """Name the first quantity, in the order of `steps`, that is not a finite number."""
    for step in steps:
        for ref in step.writes:
            if not isfinite(trace.value(ref)):
                return ref
    return None
