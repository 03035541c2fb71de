"""The commands that need no window: ``upstream trace`` and ``upstream train``.

Bad input ends in one sentence on stderr and exit code 2.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from engine import __version__
from engine.nn.notation import path
from engine.nn.types import ZOOMS
from engine.session.actions import SetSample, SetZoom
from engine.session.codec import dump_document, load_session
from engine.session.document import Document, two_nodes
from engine.session.files import replace_file
from engine.session.frame import frame_of
from engine.session.playhead import Playhead, placed
from engine.session.reading import DocumentError
from engine.session.replay import eta_at, trace_of
from engine.session.report import curve_as_csv, trace_as_json, trace_as_text
from engine.session.session import Session
from engine.session.trainer import MOST_UPDATES, Trouble, train
from engine.session.update import update

COMMANDS = ("trace", "train")

HELP = """\
usage: upstream [FILE]                    open the window, on FILE if there is one
       upstream trace [FILE] [--sample N] [--zoom phase|layer|node|edge] [--json]
                                          print every micro-step of the next update
       upstream train [FILE] --updates N [-o OUT.upstream] [--csv CURVE.csv]
                                          train without a window
       upstream pictures DIR              draw the main states of the window as PNG
       upstream --smoke                   show the window once, say so, and end
       upstream --version | --help

Without FILE, every command takes the lecture's network: one input, one inner node, one output.
"""

_AT_ONCE = 500
"""Updates between two looks at the progress bar."""


class CommandError(Exception):
    """A call that cannot be carried out; its text is one sentence."""


def main(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code.

    Parameters
    ----------
    arguments : sequence of str
        The command's name and its arguments, without the program's name.

    Returns
    -------
    int
        0, or 2 where the input is bad, or 1 where training ran away, or 130 where it was interrupted.
    """
    if {"-h", "--help"} & set(arguments):
        print(HELP, end="")
        return 0
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(options))
    except (CommandError, DocumentError) as error:
        print(f"upstream: {sentence(error)}", file=sys.stderr)
        return 2


def sentence(error: Exception) -> str:
    """Return what an error says in one line, whatever a file's name holds."""
    return " ".join(str(error).splitlines()).encode("utf-8", "replace").decode("utf-8")


def version() -> str:
    """Return the line that ``upstream --version`` prints."""
    return f"upstream {__version__}"


def opened(file: Path | None) -> Session:
    """Begin a session with a file, at its last position; without one, with the lecture's network.

    Raises
    ------
    DocumentError
        If the file is no document.
    """
    if file is None:
        return Session.start(two_nodes())
    return Session.start(*load_session(file))


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, as everywhere."""

    def error(self, message: str) -> NoReturn:
        raise CommandError(f"{message} (upstream --help shows how)")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="upstream", add_help=False)
    commands = parser.add_subparsers(required=True, parser_class=_Parser)
    trace = commands.add_parser("trace", add_help=False)
    trace.add_argument("file", nargs="?", type=Path)
    trace.add_argument("--sample", type=int)
    trace.add_argument("--zoom", choices=ZOOMS, default="layer")
    trace.add_argument("--json", action="store_true")
    trace.set_defaults(run=_trace)
    train = commands.add_parser("train", add_help=False)
    train.add_argument("file", nargs="?", type=Path)
    train.add_argument("--updates", type=int, required=True)
    train.add_argument("-o", dest="out", type=Path)
    train.add_argument("--csv", type=Path)
    train.set_defaults(run=_train)
    return parser


def _trace(options: argparse.Namespace) -> int:
    session = opened(options.file)
    samples = trace_of(session.document, session.playhead.update).m
    if options.sample is not None and not 1 <= options.sample <= samples:
        there = "is 1 sample" if samples == 1 else f"are {samples} samples"
        raise CommandError(f"--sample {options.sample}: there {there} in this update")
    session = update(session, SetZoom(options.zoom))
    if options.sample is not None:
        session = update(session, SetSample(options.sample - 1))
    frame = frame_of(session)
    text = trace_as_json(frame, options.sample is None) if options.json else trace_as_text(frame)
    print(text, end="")
    return 0


def _train(options: argparse.Namespace) -> int:
    if not 0 <= options.updates <= MOST_UPDATES:
        raise CommandError(f"--updates {options.updates}: give a number from 0 to {MOST_UPDATES:,}")
    for file in (options.out, options.csv):
        if file is not None and not file.absolute().parent.is_dir():
            raise CommandError(f"{file}: there is no folder {file.absolute().parent}")
    document = opened(options.file).document
    code, trained = run_training(document, options.updates)
    _save(trained, options.out, options.csv)
    curve = trained.log.curve()
    print(f"update {trained.log.updates}: J = {curve[-1]:.6f}")
    return code


def run_training(document: Document, updates: int) -> tuple[int, Document]:
    """Train a document further with a progress bar; return the exit code and the trained document."""
    session, goal = Session.start(document), document.log.updates + updates
    try:
        while True:
            stretch = train(session.document, min(goal - session.document.log.updates, _AT_ONCE))
            session = update(session, stretch.action("train", "train"))
            if stretch.trouble:
                _say_ran_away(session.document, stretch.trouble)
                return 1, session.document
            done = session.document.log.updates
            _show_progress(done, document.log.updates, goal)
            if done == goal:
                return 0, session.document
            if stretch.full:
                print(f"upstream: stopped after update {done:,}: the run is full", file=sys.stderr)
                return 1, session.document
    except KeyboardInterrupt:
        print("\nupstream: interrupted; what was trained is kept", file=sys.stderr)
        return 130, session.document


def _show_progress(done: int, start: int, goal: int) -> None:
    """Draw a bar on a terminal."""
    if sys.stderr.isatty():
        percent = 100 * (done - start) // max(goal - start, 1)
        bar = "█" * (percent // 4) + "·" * (25 - percent // 4)
        end = "\n" if done == goal else ""
        print(f"\r{bar} {percent:3d} %  update {done:,}", end=end, file=sys.stderr, flush=True)


def _say_ran_away(document: Document, trouble: Trouble) -> None:
    """Name the first quantity that is no number any more."""
    print(
        f"upstream: stopped before update {trouble.update + 1}: {path(trouble.ref)} is not a finite number "
        f"any more; try a learning rate below {eta_at(document, trouble.update):g}",
        file=sys.stderr,
    )


def _save(document: Document, out: Path | None, csv: Path | None) -> None:
    if out is not None:
        end = placed(document, Playhead(update=document.log.updates))
        dump_document(document, out, replace(end, costs_seen=0))
    if csv is not None:
        try:
            replace_file(csv, curve_as_csv(document.log.curve()))
        except OSError as error:
            raise CommandError(f"{csv}: cannot be written: {error.strerror or error}") from None
