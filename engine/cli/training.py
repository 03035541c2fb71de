"""``upstream train``: training without a window."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from engine.cli.common import CommandError, Commands, check_folder, check_other, opened, write
from engine.nn.notation import LARGE, path
from engine.session.codec import dump_document
from engine.session.document import Document
from engine.session.playhead import Playhead, placed
from engine.session.replay import eta_at
from engine.session.report import run_as_csv
from engine.session.scores import test_score_at
from engine.session.session import Session
from engine.session.training import MOST_UPDATES, Trouble, train
from engine.session.update import update

_AT_ONCE = 500
"""Updates between two looks at the progress bar."""


def add_to(commands: Commands) -> None:
    """Teach the parser the command."""
    train = commands.add_parser("train", add_help=False)
    train.add_argument("file", nargs="?", type=Path)
    train.add_argument("--updates", type=int, required=True)
    train.add_argument("-o", dest="out", type=Path)
    train.add_argument("--csv", type=Path)
    train.set_defaults(run=_train)


def _train(options: argparse.Namespace) -> int:
    if not 0 <= options.updates <= MOST_UPDATES:
        raise CommandError(f"--updates {options.updates}: give a number from 0 to {MOST_UPDATES:,}")
    check_other(options.csv, options.file)
    if options.csv is not None and options.csv == options.out:
        raise CommandError(f"{options.csv}: -o and --csv name the same file")
    for file in (options.out, options.csv):
        if file is not None:
            check_folder(file)
    document = opened(options.file).document
    code, trained = run_training(document, options.updates)
    _save(trained, options.out, options.csv)
    curve = trained.log.curve()
    print(f"update {trained.log.updates}: J = {_said(curve[-1])}{_on_test_rows(trained)}")
    return code


def _on_test_rows(document: Document) -> str:
    """Tell how the network does on the rows kept for testing, where there are any."""
    found = test_score_at(document, document.log.updates)
    if found is None:
        return ""
    right = "" if found.accuracy is None else f", {found.accuracy:.1%} right"
    return f"; on the rows kept for testing J = {_said(found.J)}{right}"


def _said(J: float) -> str:
    """Write a cost with six decimals; one that ran far away with a power of ten."""
    return f"{J:.6f}" if J < LARGE else f"{J:.6e}"


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
        write(csv, run_as_csv(document))
