"""What every node makes of the inputs: its activation over the plane of two of them, or along the only one.

One forward pass over 24 × 24 places gives the maps of all nodes. They are kept until the network, the
plane or the data is another.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from engine.data.dataset import DataNotes
from engine.nn.network import Network
from engine.session.frame import Frame
from engine.session.plane import Plane, Sheet, activations_over, plane_of
from gui.diagram.shading import shading_of

__all__ = ["LEAST_RADIUS", "MapStore", "NodeMap", "NodeMaps", "is_heavy"]

LEAST_RADIUS = 14.0
"""A smaller node, px, has no map inside."""
_PLACES, _ALONG = 24, 49
"""Places along each axis of a plane, and along a single input."""
_LIGHT = 1_000
"""Maps of a network with no more parameters are made anew for every frame, however fast they come."""
_FINER, _FINE = 3, 5_000
"""An enlarged map has so many times as many places along each axis, if the network has no more parameters."""
_MOST_INPUTS = 12
"""Of more inputs two say next to nothing: over a plane of them, all nodes look flat."""
_EVERY = 4
"""Of a larger network, while training makes many updates a frame, so many frames pass in between."""


@dataclass(frozen=True, slots=True, eq=False)
class NodeMap:
    """One node's map.

    Attributes
    ----------
    values : ndarray of float32, shape (n, n) or (n,)
        Place up and place across, the lowest first; along one input only across.
    middle, reach : float
        Of the colour scale.
    """

    values: Sheet
    middle: float
    reach: float

    @property
    def ends(self) -> tuple[float, float] | None:
        """Smallest and largest finite number; None where there is none."""
        finite = self.values[np.isfinite(self.values)]
        return (float(finite.min()), float(finite.max())) if finite.size else None


@dataclass(frozen=True, slots=True, eq=False)
class NodeMaps:
    """The maps of all nodes of a network over one plane; that of a node is always the same object."""

    network: Network
    notes: DataNotes
    plane: Plane
    sheets: tuple[Sheet, ...]
    shadings: tuple[tuple[float, float], ...]
    _made: dict[tuple[int, int], NodeMap] = field(default_factory=dict, init=False)

    def of(self, layer: int, j: int) -> NodeMap:
        """Return the map of a node."""
        if (layer, j) not in self._made:
            self._made[layer, j] = NodeMap(self.sheets[layer][j], *self.shadings[layer])
        return self._made[layer, j]


def maps_of(network: Network, notes: DataNotes, plane: Plane, finer: int = 1) -> NodeMaps:
    """Compute the maps of all nodes.

    Parameters
    ----------
    network : Network
    notes : DataNotes
    plane : Plane
    finer : int
        So many times as many places along each axis as a small map has.
    """
    places = finer * (_PLACES if len(plane.columns) == 2 else _ALONG)
    sheets = activations_over(network, notes, plane, places)
    names = ("", *network.activations[1:])
    shadings = tuple(shading_of(name, sheet) for name, sheet in zip(names, sheets, strict=True))
    return NodeMaps(network, notes, plane, sheets, shadings)


class MapStore:
    """Keeps the maps of the moment in view.

    Parameters
    ----------
    columns : tuple of int, optional
        The one or two inputs of the plane; the first ones if not given, or where there are not so many.

    Attributes
    ----------
    is_behind : bool
        What was given last is of a moment before: training passes too fast.
    """

    def __init__(self, columns: tuple[int, ...] | None = None) -> None:
        self._columns = columns
        self._maps: NodeMaps | None = None
        self._fine: tuple[NodeMaps, NodeMaps] | None = None
        self._before: Frame | None = None
        self._waited = 0
        self.is_behind = False

    def maps(self, frame: Frame, wait: bool = True) -> NodeMaps | None:
        """Return the maps of a moment; None where a question withholds something, or of very many inputs.

        Parameters
        ----------
        frame : Frame
        wait : bool
            Older maps of the same plane may do while training passes fast.
        """
        before, self._before = self._before, frame
        if frame.hidden or frame.setup.table.base_inputs > _MOST_INPUTS:
            return None
        plane, network, notes = self._plane(frame), frame.network_now, frame.setup.notes
        kept = self._maps
        self.is_behind = False
        if kept is not None and (kept.plane, kept.notes) == (plane, notes):
            if kept.network is network:
                return kept
            if wait and self._may_wait(before, frame):
                self.is_behind = True
                return kept
        self._waited = 0
        self._maps = maps_of(network, notes, plane)
        return self._maps

    def fine(self, frame: Frame) -> NodeMaps | None:
        """Return finer maps of a moment, for one of them to be enlarged; None as for `maps`."""
        maps = self.maps(frame, wait=False)
        if maps is None or (self._fine is not None and self._fine[0] is maps):
            return None if maps is None or self._fine is None else self._fine[1]
        finer = _FINER if maps.network.parameters <= _FINE else 1
        self._fine = maps, maps_of(maps.network, maps.notes, maps.plane, finer)
        return self._fine[1]

    def _plane(self, frame: Frame) -> Plane:
        columns = self._columns
        fits = columns is not None and max(columns) < frame.setup.table.base_inputs
        return plane_of(frame, columns if fits else None)

    def _may_wait(self, before: Frame | None, frame: Frame) -> bool:
        """Say whether this is one of the frames that fast training lets pass."""
        if not is_heavy(frame.network) or before is None or not _is_trained(before, frame):
            return False
        self._waited += 1
        return self._waited % _EVERY != 0


def is_heavy(network: Network) -> bool:
    """Say whether maps of a network take long enough to be left out while it is trained fast."""
    return network.parameters > _LIGHT


def _is_trained(before: Frame, frame: Frame) -> bool:
    """Say whether training, and nothing else, led from one frame to another."""
    return (
        frame.trained > before.trained
        and frame.update > before.update + 1
        and frame.network.sizes == before.network.sizes
    )
