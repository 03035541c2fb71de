"""One thread for numpy's matrix products, set before numpy is imported.

The products of small networks are faster so (many times, where other programs use the cores too), and the
number of cores no longer decides in which order sums are added: the same document gives the same bits.
Whoever wants more threads sets the variable for themselves.
"""

from __future__ import annotations

import os

VARIABLES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")

for _variable in VARIABLES:
    os.environ.setdefault(_variable, "1")
