"""The example documents that come with the program."""

from __future__ import annotations

from dataclasses import dataclass

from engine.session.codec import load_session
from engine.session.document import Document, two_nodes
from engine.session.playhead import Playhead
from gui.translation import QT_TRANSLATE_NOOP
from resources import resource_path


@dataclass(frozen=True, slots=True)
class Example:
    """A document that comes with the program.

    Attributes
    ----------
    name : str
        Its words in the menu (translated when shown).
    file : str
        Its name among the resources, without suffix; empty for the lecture's network, which needs none.
    """

    name: str
    file: str = ""

    def load(self) -> tuple[Document, Playhead]:
        """Read the example."""
        if not self.file:
            return two_nodes(), Playhead()
        return load_session(resource_path("examples", f"{self.file}.upstream"))


EXAMPLES: tuple[Example, ...] = (
    Example(QT_TRANSLATE_NOOP("Example", "&Two-node network")),
    Example(QT_TRANSLATE_NOOP("Example", "&Your turn"), "your-turn"),
    Example(QT_TRANSLATE_NOOP("Example", "Many &paths"), "many-paths"),
    Example(QT_TRANSLATE_NOOP("Example", "&Mazur’s step by step"), "mazur"),
    Example(QT_TRANSLATE_NOOP("Example", "&Deep chain"), "deep"),
    Example(QT_TRANSLATE_NOOP("Example", "&XOR, four samples"), "xor"),
    Example(QT_TRANSLATE_NOOP("Example", "XOR with two hidden &nodes"), "xor-2-2-1"),
    Example(QT_TRANSLATE_NOOP("Example", "&Softmax, three classes"), "softmax"),
    Example(QT_TRANSLATE_NOOP("Example", "&Adam with a penalty"), "adam"),
)
