"""``upstream new``: a document for a data set, ready to be trained."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from engine.cli.common import CommandError, Commands, check_folder, check_other
from engine.data.bundled import BUNDLED
from engine.data.classes import class_numbers
from engine.data.dataset import DataSet
from engine.data.generators import RECIPES
from engine.data.scaling import KINDS
from engine.data.sources import data_called
from engine.data.splits import every_kth, share, trained_on
from engine.data.tables.selection import MISSING
from engine.nn.activations import ACTIVATIONS
from engine.nn.batches import SHUFFLES
from engine.nn.costs import COSTS
from engine.nn.initialisers import INITIALISERS
from engine.nn.optimizers import OPTIMIZERS
from engine.nn.schedules import SCHEDULES
from engine.nn.types import IntArray
from engine.session.codec import dump_document
from engine.session.document import Document
from engine.session.limits import check_limits
from engine.session.making import batch_within, new_document, usual_output

_FEW = 8

_SETTINGS: dict[str, Callable[[str], object]] = {
    "optimizer": str,
    "eta": float,
    "schedule": str,
    "batch": int,
    "l1": float,
    "l2": float,
    "shuffle": str,
    "title": str,
}
"""Options that are settings of the document, and what their words are read as."""

_SCALES = tuple(kind for kind in KINDS if kind != "divide")
"""Kinds of scaling that need no number."""

_CHOICES: tuple[tuple[str, Iterable[str]], ...] = (
    ("data, bundled", BUNDLED),
    ("data, made", RECIPES),
    ("--activation, --output", ACTIVATIONS),
    ("--cost", COSTS),
    ("--init", INITIALISERS),
    ("--optimizer", OPTIMIZERS),
    ("--schedule", SCHEDULES),
    ("--shuffle", SHUFFLES),
    ("--scale", _SCALES),
    ("--missing", MISSING),
)


def add_to(commands: Commands, read_bundled: Callable[[str], bytes]) -> None:
    """Teach the parser the command; `read_bundled` returns what a file of ``resources/data`` holds."""
    new = commands.add_parser("new", add_help=False)
    new.add_argument("data", nargs="?")
    new.add_argument("--list", action="store_true")
    new.add_argument("-o", dest="out", type=Path)
    new.add_argument("--hidden", type=_counts, default=())
    new.add_argument("--activation", default="tanh")
    new.add_argument("--output")
    new.add_argument("--cost")
    new.add_argument("--init", default="xavier")
    new.add_argument("--seed", type=int, default=0)
    new.add_argument("--test")
    new.add_argument("--scale", choices=_SCALES)
    new.add_argument("--inputs", type=_names)
    new.add_argument("--labels", type=_names)
    new.add_argument("--missing", choices=list(MISSING), default="refuse")
    for name, kind in _SETTINGS.items():
        new.add_argument(f"--{name}", type=kind)
    new.set_defaults(run=_new, read_bundled=read_bundled)


def _names(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


def _counts(text: str) -> tuple[int, ...]:
    """Read the nodes of the hidden layers, such as 16,8."""
    try:
        counts = tuple(int(part) for part in text.split(",") if text.strip())
    except ValueError:
        counts = (0,)
    if any(count < 1 for count in counts):
        raise argparse.ArgumentTypeError(f"{text!r} is no list of nodes, such as 16 or 16,8")
    return counts


def _new(options: argparse.Namespace) -> int:
    if options.list:
        for what, names in _CHOICES:
            print(f"{what}: {', '.join(names)}")
        return 0
    if options.data is None or options.out is None:
        raise CommandError("new needs a data set and -o with the file to write (upstream --help shows how)")
    check_folder(options.out)
    check_other(options.out, options.data)
    try:
        document = _made(options)
        check_limits(document)
    except ValueError as error:
        raise CommandError(str(error)) from None
    dump_document(document, options.out)
    _tell(document)
    return 0


def _made(options: argparse.Namespace) -> Document:
    data = data_called(
        options.data, options.read_bundled, options.inputs, options.labels, missing=options.missing
    )
    test = _test_rows(options.test, data, options.seed)
    if options.scale:
        data = data.scaled(options.scale, trained_on(data.samples, test))
    given = {name: getattr(options, name) for name in _SETTINGS}
    settings: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    document = new_document(
        data,
        options.hidden,
        options.activation,
        options.init,
        usual_output(data, options.output, options.cost),
        seed=options.seed,
        test=test,
        **settings,
    )
    return document if options.batch else _in_batches(document)


def _in_batches(document: Document) -> Document:
    """Let an update take as many samples as a document allows."""
    batch = batch_within(document.network.parameters, document.samples)
    return document if batch is None else replace(document, batch=batch)


def _test_rows(wanted: str | None, data: DataSet, seed: int) -> IntArray:
    """Choose the rows kept for testing: every k-th, or a share of each class."""
    if wanted is None:
        return np.empty(0, dtype=np.int64)
    try:
        number = float(wanted)
    except ValueError:
        number = 0.0
    if number >= 2 and number.is_integer():
        return every_kth(data.samples, int(number))
    if 0 < number < 1:
        return share(data.samples, number, seed, class_numbers(data.Y) if data.notes.classes else None)
    raise CommandError(f"--test {wanted}: give 5 to keep every fifth row, or 0.2 to keep a fifth of them")


def _tell(document: Document) -> None:
    """Say what was made, and what reading the data did besides."""
    net = document.network
    layers = "–".join(map(str, net.sizes))
    kept = f", {document.test.size:,} rows kept for testing" if document.test.size else ""
    batches = f" in batches of {document.batch:,}" if document.batch else ""
    print(f"{layers}, {net.parameters:,} parameters; {document.samples:,} samples{batches}{kept}")
    print(f"inputs: {_few(document.notes.inputs)}; labels: {_few(document.notes.labels)}")
    for remark in document.notes.remarks:
        print(remark)


def _few(names: tuple[str, ...]) -> str:
    """Write some names, and how many there are more."""
    more = f" and {len(names) - _FEW:,} more" if len(names) > _FEW else ""
    return ", ".join(names[:_FEW]) + more
