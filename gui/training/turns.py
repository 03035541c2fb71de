"""Fast training: the panels take turns at being shown, and training gets what showing leaves of a frame."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TypeVar

__all__ = ["EASY", "EVERY_FRAME", "FRAME_MS", "ROUND", "TIGHT", "Panel", "Turns"]

Panel = TypeVar("Panel", bound=object)

FRAME_MS = 16
"""From one frame to the next: sixty a second."""

ROUND = 4
"""Frames in which each panel has had its turn."""

EVERY_FRAME = frozenset({"HeadBar", "NoticeBar"})
"""Panels, by the names of their classes, that take no time."""

_BESIDE = (
    "NetworkMap", "WeightSlice", "CostSurface", "WeightStory", "LayerSizes", "Activity", "WeightMatrix",
    "SampleTable", "DataTable",
)  # fmt: skip
"""The views beside the cost curve, of which one is on screen."""

EASY = {"Diagram": (0, 1, 2, 3), "CostCurve": (0,), "DeltaPanel": (1,), **dict.fromkeys(_BESIDE, (2,))}
"""In which frames of a round panels are shown: those that take long, each in a frame of its own."""

TIGHT = {"Diagram": (0, 2), "CostCurve": (1,), **dict.fromkeys(_BESIDE, (1,))}
"""The same where the diagram alone takes so long that it had better have frames of its own too."""

_OTHERS = (3,)
"""All the other panels."""

_DEAR_MS = 0.65 * FRAME_MS
_SPARE_MS = 2.0
"""For the mouse, the keys and whatever else the window system wants."""

_LEAST_MS, _MOST_MS = 1.0, 12.0
_LEAST_SHARE = 0.3
"""Where showing alone takes more than a frame, training gets so much on top: else it would hardly go on."""


class Turns:
    """Counts frames, says whose turn it is, and learns how long each frame of a round takes."""

    def __init__(self) -> None:
        self._place = 0
        self._shown_ms = [deque([FRAME_MS / 4], maxlen=2) for _ in range(ROUND)]

    def next(self, panels: Sequence[Panel]) -> list[Panel]:
        """Begin a frame; return the panels whose turn it is."""
        self._place = (self._place + 1) % ROUND
        turns = TIGHT if self.is_tight else EASY
        return [panel for panel in panels if self._has_turn(type(panel).__name__, turns)]

    def _has_turn(self, name: str, turns: dict[str, tuple[int, ...]]) -> bool:
        return name in EVERY_FRAME or self._place in turns.get(name, _OTHERS)

    def note(self, shown_ms: float) -> None:
        """Remember how long the frame took to be made, handed to the panels and painted."""
        self._shown_ms[self._place].append(shown_ms)

    @property
    def is_tight(self) -> bool:
        """The diagram takes too long for every frame: even the quickest frame that it was in did."""
        return min(min(self._shown_ms[place]) for place in TIGHT["Diagram"]) > _DEAR_MS

    @property
    def slice_ms(self) -> float:
        """Milliseconds that training may take of the next frame: its like came one and two rounds ago."""
        shown = max(self._shown_ms[(self._place + 1) % ROUND])
        least = _LEAST_SHARE * shown if shown > FRAME_MS else _LEAST_MS
        return min(max(FRAME_MS - _SPARE_MS - shown, least), _MOST_MS)
