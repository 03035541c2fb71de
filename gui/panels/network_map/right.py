"""Which rows the network puts into the right class."""

from __future__ import annotations

import numpy as np

from engine.nn.network import Network
from engine.nn.types import IntArray
from engine.session.frame import Frame
from gui.panels.network_map.labels import Labels, RowMask, outputs_at
from gui.panels.network_map.words import is_withheld

__all__ = ["next_wrong", "right_rows"]

_LARGE = 2_000_000
"""With more parameters times rows than this, who is right is worked out at rest only."""


def right_rows(frame: Frame, net: Network, labels: Labels, *, live: bool) -> RowMask | None:
    """Work out which rows are put into the right class; None where that is not known now."""
    setup = frame.setup
    too_large = live and net.parameters * len(setup.X) > _LARGE
    if too_large or labels.kind == "numbers" or is_withheld(frame):
        return None
    return labels.right(outputs_at(net, setup.X), setup.Y)


def next_wrong(right: RowMask, rows: IntArray, here: int, way: int) -> int | None:
    """Return the next row (or, −1, the one before) among some that is in a wrong class; round the end."""
    wrong = rows[~right[rows]]
    if not wrong.size:
        return None
    place = int(np.searchsorted(wrong, here, side="right" if way > 0 else "left"))
    return int(wrong[(place if way > 0 else place - 1) % len(wrong)])
