"""In which order an epoch takes the samples; keyed, so that any update can be replayed alone."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from engine.nn.types import IntArray

SHUFFLES = ("keyed", "fixed", "none")
"""By a generator keyed with seed and epoch; by lesson 14's rule without random numbers; not at all."""

_STRIDE, _SHIFT = 1009, 17


def check_shuffle(how: str, samples: int) -> None:
    """Refuse an order that there is not.

    Raises
    ------
    ValueError
        If `how` is none of `SHUFFLES`, or "fixed" with a number of samples that 1009 divides.
    """
    if how not in SHUFFLES:
        raise ValueError(f"shuffle {how!r} is not one of {', '.join(SHUFFLES)}")
    if how == "fixed" and samples % _STRIDE == 0:
        raise ValueError(f"shuffle 'fixed' cannot order {samples} samples: {_STRIDE} divides their number")


@lru_cache(maxsize=16)
def epoch_order(samples: int, seed: int, epoch: int, how: str) -> IntArray:
    """Return the samples in the order in which an epoch takes them.

    Parameters
    ----------
    samples : int
    seed : int
    epoch : int
        From 0.
    how : {"keyed", "fixed", "none"}
        "fixed" puts number (1009·i + 17·e) mod m at place i, e counted from 1 (lesson 14).

    Returns
    -------
    ndarray of int, shape (samples,)
        Read-only.
    """
    if how == "keyed":
        order = np.random.default_rng((seed, epoch)).permutation(samples)
    elif how == "fixed":
        order = (_STRIDE * np.arange(samples, dtype=np.int64) + _SHIFT * (epoch + 1)) % samples
    else:
        order = np.arange(samples, dtype=np.int64)
    order.setflags(write=False)
    return order
