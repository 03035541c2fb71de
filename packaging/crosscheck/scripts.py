"""Run the PyTorch programs that the engine exports, and read what they print."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TypeAlias

import numpy as np
import torch

from crosscheck.cases import Case, draw_case
from crosscheck.compare import Tally
from crosscheck.engine_side import setup_of
from crosscheck.runs import Run, draw_run
from crosscheck.torch_side import reliable_answers
from engine.nn.numpy_names import moments
from engine.nn.trace import Trace
from engine.nn.types import Array
from engine.session.document import Document
from engine.session.frame import Frame, frame_of
from engine.session.playhead import Playhead
from engine.session.report import torch_script
from engine.session.session import Session

PATIENCE_SECONDS = 120
MOST_UPDATES = 12
NOTHING = np.empty(0)

Runner: TypeAlias = Callable[[Path], str]


def exported_frames(start: int) -> Iterator[tuple[int, Frame]]:
    """Yield moments to export, from a seed on: trainings on their way, and deep nets by turns.

    Those at which PyTorch cannot say the last digits are passed over.
    """
    for seed in count(start):
        run = draw_run(seed)
        if seed % 2:
            run = Run(draw_case(seed), run.optimizer, "step(2,0.5)", 0.1, None, "none")
        frame = _frame_at(run, seed // 2 % MOST_UPDATES)
        if reliable_answers(_case_at(run.case, frame.trace)) is not None:
            yield seed, frame


def _frame_at(run: Run, update: int) -> Frame:
    """Open a document of a run at one of its updates."""
    setup = setup_of(run)
    document = Document(setup.network, setup.X, setup.Y, setup.cost).begun_with(setup)
    return frame_of(Session.start(document, Playhead(update=update)))


def _case_at(case: Case, trace: Trace) -> Case:
    """Return a case as it is when an update of its training begins."""
    net = trace.network
    return replace(case, weights=net.W[1:], biases=net.b[1:], X=trace.X, Y=trace.Y)


def compare_script(tally: Tally, frame: Frame, seed: int, runner: Runner) -> None:
    """Compare what the program of an update prints with the numbers of its trace."""
    ours = results(frame.trace)
    theirs = printed(torch_script(frame), runner)
    for name in {**theirs, **ours}:
        quantity = re.sub(r"_\d+", "", name)
        tally.add(quantity, ours.get(name, NOTHING), theirs.get(name, NOTHING), seed)


def results(trace: Trace) -> dict[str, Array]:
    """Return what a program of this update is to print, by name."""
    new = moments(trace.network, trace.optimizer, trace.new_moments)
    found = {f"{name}_new": array for name, array in new.items()}
    found |= {"J": np.array(trace.J), "J_new": np.array(trace.J_new)}
    for l in range(1, trace.network.L + 1):
        found |= {f"delta_{l}": trace.delta[l], f"dW_{l}": trace.dW[l], f"db_{l}": trace.db[l]}
        found |= {f"W_{l}_new": trace.updated.W[l], f"b_{l}_new": trace.updated.b[l]}
    return found


def printed(program: str, runner: Runner) -> dict[str, Array]:
    """Run a program; read its lines, each ``name = value``."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "exported.py"
        file.write_text(program, encoding="utf-8")
        lines = runner(file).splitlines()
    pairs = (line.partition(" = ") for line in lines)
    return {name: np.array(ast.literal_eval(value)) for name, _, value in pairs}


def here(file: Path) -> str:
    """Run a program in this process, which has loaded PyTorch already."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        runpy.run_path(str(file), run_name="__main__")
    # The next program must choose its kind of numbers itself.
    torch.set_default_dtype(torch.float32)
    return said.getvalue()


def alone(file: Path) -> str:
    """Run a program as a user would; CalledProcessError, with what it said, where it fails."""
    command = [sys.executable, "-I", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS)
    if done.returncode or done.stderr:
        print(done.stderr, file=sys.stderr)
        done.check_returncode()
    return done.stdout
