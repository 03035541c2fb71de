"""The document: everything that is saved and can be undone, as one immutable value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from engine.nn.network import Network
from engine.nn.types import freeze
from engine.session.places import Place, arranged
from engine.session.runlog import RunLog, memory_of, same_log
from engine.session.setup import SETTINGS, Setup, same_setup

MOST_TITLE = 200
MOST_NAME = 60
"""Characters of the name of a run."""

MOST_RUNS = 20
"""Runs of a document, the one in play included."""

MOST_GHOSTS = 6
"""Earlier runs that nobody named or kept: the oldest of them goes when there are more."""

MOST_KEPT = MOST_RUNS - 1 - MOST_GHOSTS
"""Earlier runs that have a name or were kept, so that there is always room for the others."""


@dataclass(frozen=True, slots=True, eq=False)
class Document(Setup):
    """What training begins with, what it did, and the runs that edits left behind.

    Parameters
    ----------
    network, X, Y, cost, optimizer, eta, batch, seed
        The setup of update 0; `engine.session.replay.setup_at` tells that of any update.
    title : str
    log : RunLog
    ghosts : tuple of Ghost
        Earlier runs, oldest first.
    run : int
        Number of the present run, from 1.
    run_name : str
        What the user calls the present run; empty where it has its number only.
    run_kept : bool
        The user asked for the present run to be kept.
    places : tuple of Place
        Nodes of the diagram that were put somewhere by hand; those of nodes that there are not are ignored.

    Raises
    ------
    ValueError
        If the parts do not fit one another.
    """

    title: str = ""
    log: RunLog = field(default_factory=RunLog)
    ghosts: tuple[Ghost, ...] = ()
    run: int = 1
    run_name: str = ""
    run_kept: bool = False
    places: tuple[Place, ...] = ()

    def __post_init__(self) -> None:
        Setup.__post_init__(self)
        _check_line(self.title, "a title", MOST_TITLE)
        _check_line(self.run_name, "the name of a run", MOST_NAME)
        object.__setattr__(self, "places", arranged(self.places))

    def begun_with(self, setup: Setup, log: RunLog | None = None) -> Document:
        """Return this document with another setup at update 0, and a log that fits it."""
        settings = {name: getattr(setup, name) for name in SETTINGS}
        return replace(self, **settings, log=log or RunLog())


def _check_line(text: str, what: str, most: int) -> None:
    if len(text) > most or not text.isprintable():
        raise ValueError(f"{what} is one line of at most {most} printable characters")


@dataclass(frozen=True, slots=True, eq=False)
class Ghost:
    """A run that an edit left behind: its curve stays in view, and it can be gone on with.

    Attributes
    ----------
    number : int
    document : Document
        As it was, without ghosts of its own; `run_name` and `run_kept` are those of this run.
    """

    number: int
    document: Document

    @property
    def stays(self) -> bool:
        """Say whether it is never forgotten to make room for others: it was kept or has a name."""
        return self.document.run_kept or bool(self.document.run_name)


def two_nodes() -> Document:
    """Return the lecture's network: one input, one inner node, one output ("Net A")."""
    net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    return Document(net, freeze([[3.0]]), freeze([[1.0]]), title="Two-node network")


def same_document(first: Document, second: Document) -> bool:
    """Compare two documents by value."""
    return first.title == second.title and _same_run(first, second)


def _same_run(first: Document, second: Document) -> bool:
    """Compare two runs and their ghosts; the title is the present run's, whatever it was in earlier ones."""
    return (
        same_setup(first, second)
        and _names(first) == _names(second)
        and first.places == second.places
        and same_log(first.log, second.log)
        and [ghost.number for ghost in first.ghosts] == [ghost.number for ghost in second.ghosts]
        and all(_same_run(a.document, b.document) for a, b in zip(first.ghosts, second.ghosts, strict=True))
    )


def _names(document: Document) -> tuple[int, str, bool]:
    return document.run, document.run_name, document.run_kept


def bytes_beside(present: Document, others: Iterable[Document]) -> int:
    """Count the bytes that other documents take beside the present one, their earlier runs included.

    What they share counts once or not at all: a run that is kept shares all of its past with the one
    that goes on, and an edit copies no data but the table that it changes.
    """
    memory = _memory((present, *others))
    own = _memory((present,))
    return sum(size for place, size in memory.items() if place not in own)


def _memory(documents: Iterable[Document]) -> dict[int, int]:
    """Tell which stretches of memory documents lie in, and how many bytes each has."""
    runs = [run for document in documents for run in _runs(document)]
    memory = memory_of(run.log for run in runs)
    memory.update((id(table), table.nbytes) for run in runs for table in (run.X, run.Y))
    return memory


def _runs(document: Document) -> Iterator[Document]:
    yield document
    for ghost in document.ghosts:
        yield ghost.document
