"""The document: everything that is saved and can be undone, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from engine.nn.network import Network
from engine.nn.types import freeze
from engine.session.runlog import RunLog, same_log
from engine.session.setup import SETTINGS, Setup, same_setup

MOST_TITLE = 200

MOST_GHOSTS = 6
"""Earlier runs that are kept; the oldest goes when there are more."""


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

    Raises
    ------
    ValueError
        If the parts do not fit one another.
    """

    title: str = ""
    log: RunLog = field(default_factory=RunLog)
    ghosts: tuple[Ghost, ...] = ()
    run: int = 1

    def __post_init__(self) -> None:
        Setup.__post_init__(self)
        if len(self.title) > MOST_TITLE or not all(c.isprintable() for c in self.title):
            raise ValueError(f"a title is one line of at most {MOST_TITLE} printable characters")

    def begun_with(self, setup: Setup, log: RunLog | None = None) -> Document:
        """Return this document with another setup at update 0, and a log that fits it."""
        settings = {name: getattr(setup, name) for name in SETTINGS}
        return replace(self, **settings, log=log or RunLog())


@dataclass(frozen=True, slots=True, eq=False)
class Ghost:
    """A run that an edit left behind: its curve stays in view, and it could be gone on with.

    Attributes
    ----------
    number : int
    document : Document
        As it was, without ghosts of its own.
    """

    number: int
    document: Document


def two_nodes() -> Document:
    """Return the lecture's network: one input, one inner node, one output ("Net A")."""
    net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    return Document(net, freeze([[3.0]]), freeze([[1.0]]), title="Two-node network")


def same_document(first: Document, second: Document) -> bool:
    """Compare two documents by value."""
    return (
        same_setup(first, second)
        and (first.title, first.run) == (second.title, second.run)
        and same_log(first.log, second.log)
        and [ghost.number for ghost in first.ghosts] == [ghost.number for ghost in second.ghosts]
        and all(
            same_document(a.document, b.document) for a, b in zip(first.ghosts, second.ghosts, strict=True)
        )
    )
