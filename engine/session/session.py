"""The session: the one immutable value that the whole program is a picture of."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.nn.types import Ref
from engine.session.document import Document, two_nodes
from engine.session.history import History
from engine.session.playhead import Playhead


@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """What is open and where the user is in it.

    Attributes
    ----------
    history : History[Document]
    playhead : Playhead
    selected : Ref or None
        The quantity that the user picked.
    hidden : frozenset of Ref
        What a question withholds: ``?`` in every view.
    slip : str
        Name of the slip that the update in play is shown with, to be found; empty for none.
    """

    history: History[Document]
    playhead: Playhead = field(default_factory=Playhead)
    selected: Ref | None = None
    hidden: frozenset[Ref] = frozenset()
    slip: str = ""

    @classmethod
    def start(cls, document: Document | None = None, playhead: Playhead | None = None) -> Session:
        """Begin with a document; without one, with the lecture's two-node network."""
        return cls(History(document or two_nodes()), playhead or Playhead())

    @property
    def document(self) -> Document:
        """The document as it is now."""
        return self.history.present
