"""How large the diagram draws: at a desk in px, in a lecture room in page units: a page is 460 high.

In a room every size is a share of the height of the picture: what is in play 5 %, δ 4 %, other numbers 3.3 %,
anything else 2.6 %, a node 11 % across, an edge in play 0.7 % wide and any other 0.3 %. No text gets smaller:
decimals go first, then the numbers of nodes that are not in play. Lines stand out 3:1. Pure, no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gui.theme import Theme

__all__ = ["DESK", "ROOM", "Kind", "Measures", "measures_of"]

Kind = Literal[
    "header", "foot", "number", "weight", "target", "delta", "gradient", "update", "packet", "note", "one",
    "plain", "strong", "small", "play",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measures:
    """What differs between a desk and a lecture room, apart from the fonts.

    Attributes
    ----------
    is_room : bool
    least_r : float
        Radius of the smallest node that is drawn, other than as a cell.
    edge, edge_in_play : float
        Width of the thinnest edge, and at least that of one in play.
    head, foot : float
        Room over and under the nodes, in lines of text.
    margin : float
        Left and right of everything; 0 where it follows from the width.
    arrow : float
        Size of arrowheads, as a multiple of the usual one.
    one_r : float
        Radius of a constant 1 that is shown for a bias in play.
    edge_share : float
        Share of its full colour that the palest edge has at least: in a room it stands out 3:1.
    rim_share : float
        Share of its colour that the outline of a node has that is not reached yet.
    rows : int
        So many nodes of a layer have room under one another, however low the view is.
    """

    is_room: bool = False
    least_r: float = 0.0
    edge: float = 1.0
    edge_in_play: float = 0.0
    head: float = 1.9
    foot: float = 1.8
    margin: float = 0.0
    arrow: float = 1.0
    one_r: float = 8.0
    edge_share: float = 0.0
    rim_share: float = 0.55
    rows: int = 3

    def played(self, kind: Kind, in_play: bool = True) -> Kind:
        """Return the kind of a text: in a room all those in play are of one kind, the largest."""
        return "play" if self.is_room and in_play else kind


DESK = Measures()
ROOM = Measures(
    is_room=True,
    least_r=25.4,
    edge=1.5,
    edge_in_play=3.5,
    head=1.45,
    foot=0.3,
    margin=12.0,
    arrow=1.25,
    one_r=11.0,
    edge_share=0.6,
    rim_share=0.8,
    rows=2,
)


def measures_of(theme: Theme) -> Measures:
    """Return what a theme is drawn with."""
    return ROOM if theme.room else DESK
