"""numpy multiplies with one thread, unless somebody asked for more."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from engine.blas import VARIABLES

SAY = """
import sys, engine, os
assert list(sys.modules).index("engine.blas") < list(sys.modules).index("numpy")
print(*(os.environ[name] for name in ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")))
"""


@pytest.mark.parametrize(("given", "wanted"), [({}, "1 1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3 1")])
def test_threads(given, wanted):
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES} | given
    told = subprocess.run(
        [sys.executable, "-c", SAY], env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == wanted
