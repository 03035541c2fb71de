"""An update as a short NumPy program that prints the same numbers."""

from __future__ import annotations

from itertools import groupby

from engine.nn.microsteps import PHASE_OF
from engine.nn.numpy_lines import update_lines
from engine.nn.numpy_names import given
from engine.nn.trace import Trace
from engine.session.frame import Frame
from engine.session.report import scripts

_SENTENCES = (
    "It computes the update line by line; every line that it prints is a line of Python.",
    "Samples are rows. A delta is of one sample and holds no 1/m; the gradient is the mean.",
)
_TEXTBOOK = (
    "J is computed from y_hat, as in a book; where that is rounded to 0 or 1, Upstream takes z instead."
)
_SHOW = """

def show(name, value):
    print(name, "=", np.asarray(value).tolist())


"""


def numpy_script(frame: Frame) -> str:
    """Write the update in play as a program: data, parameters, the lines of its steps, and prints.

    Returns
    -------
    str
        Python source that needs NumPy only. Every line that it prints is ``name = value``, value a
        number or nested lists of them.
    """
    trace = frame.trace
    from_output = trace.cost in ("bce", "softmax_ce")
    return "".join(
        (
            scripts.heading(frame, *_SENTENCES, *[_TEXTBOOK] * from_output),
            "import numpy as np\n",
            scripts.definitions(given(trace), lambda _name: ("np.array(", ")")),
            _walk(trace, frame.scene.fused),
            _SHOW,
            *(f'show("{name}", {array})\n' for name, array in scripts.results(trace)),
        )
    )


def _walk(trace: Trace, fused: bool) -> str:
    """Write the lines of the update, phase by phase."""
    phases = groupby(update_lines(trace, fused), key=lambda told: PHASE_OF[told[0]])
    return "".join(
        f"\n# {phase}\n" + "".join(f"{line}\n" for _, lines in told for line in lines)
        for phase, told in phases
    )
