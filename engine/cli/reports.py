"""``upstream trace`` and ``upstream export``: one update as a text, a program or a table."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from engine.cli.common import CommandError, Commands, check_other, hand_over, opened
from engine.nn.types import ZOOMS
from engine.session.actions import Seek, SetSample, SetZoom
from engine.session.frame import Frame, frame_of
from engine.session.replay import trace_of
from engine.session.report import (
    numpy_script,
    run_as_csv,
    runs_as_csv,
    torch_script,
    trace_as_json,
    trace_as_latex,
    trace_as_markdown,
    trace_as_text,
)
from engine.session.session import Session
from engine.session.training import MOST_UPDATES
from engine.session.update import update

_TRACES: dict[str, Callable[[Frame], str]] = {
    "json": trace_as_json,
    "latex": trace_as_latex,
    "markdown": trace_as_markdown,
}
_EXPORTS: dict[str, Callable[[Frame], str]] = {
    "numpy": numpy_script,
    "torch": torch_script,
    "latex": trace_as_latex,
    "markdown": trace_as_markdown,
    "csv": lambda frame: run_as_csv(frame.document),
    "runs": lambda frame: runs_as_csv(frame.document),
}


def add_to(commands: Commands) -> None:
    """Teach the parser both commands."""
    trace = commands.add_parser("trace", add_help=False)
    trace.add_argument("file", nargs="?", type=Path)
    trace.add_argument("--sample", type=int)
    trace.add_argument("--zoom", choices=ZOOMS, default="layer")
    _offer(trace, _TRACES, required=False)
    trace.set_defaults(run=_trace)
    export = commands.add_parser("export", add_help=False)
    export.add_argument("file", nargs="?", type=Path)
    export.add_argument("--zoom", choices=ZOOMS, default="layer")
    _offer(export, _EXPORTS, required=True)
    export.set_defaults(run=_export)


def _offer(command: argparse.ArgumentParser, forms: Iterable[str], *, required: bool) -> None:
    """Let a command choose one of several forms, and say of which update and into which file."""
    choice = command.add_mutually_exclusive_group(required=required)
    for form in forms:
        choice.add_argument(f"--{form}", dest="form", action="store_const", const=form)
    command.add_argument("--update", type=int)
    command.add_argument("-o", dest="out", type=Path)


def _trace(options: argparse.Namespace) -> int:
    check_other(options.out, options.file)
    session = _at_update(opened(options.file), options.update)
    samples = trace_of(session.document, session.playhead.update).m
    if options.sample is not None and not 1 <= options.sample <= samples:
        there = "is 1 sample" if samples == 1 else f"are {samples} samples"
        raise CommandError(f"--sample {options.sample}: there {there} in this update")
    session = update(session, SetZoom(options.zoom))
    if options.sample is not None:
        session = update(session, SetSample(options.sample - 1))
    frame = frame_of(session)
    if options.form == "json" and options.sample is None:
        return hand_over(trace_as_json(frame, every_sample=True), options.out)
    return hand_over(_TRACES.get(options.form, trace_as_text)(frame), options.out)


def _export(options: argparse.Namespace) -> int:
    check_other(options.out, options.file)
    session = update(_at_update(opened(options.file), options.update), SetZoom(options.zoom))
    return hand_over(_EXPORTS[options.form](frame_of(session)), options.out)


def _at_update(session: Session, number: int | None) -> Session:
    """Go to the first step of an update; stay where the document is at where none is named."""
    if number is None:
        return session
    if not 0 <= number <= MOST_UPDATES:
        raise CommandError(f"--update {number}: give a number from 0 to {MOST_UPDATES:,}")
    return update(session, Seek(1, number))
