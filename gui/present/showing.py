"""How a lecture is shown: what covers it, how large it is, what is drawn on it, and how fast it moves."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from gui.present.marks import Marks, erased, undone
from gui.present.presenting import Presenting
from gui.theme import ROOM_DARK, ROOM_LIGHT

__all__ = ["SPEEDS", "Showing"]

SPEEDS = (0.25, 0.5, 1.0, 2.0, inf)
_SIZES = ("normal", "large", "off")
_LEAST, _MOST, _BY = 0.8, 2.0, 0.1


class Showing(Presenting):
    """Lets the lecturer change how the lecture is shown, and nothing of what is shown."""

    # What the audience sees

    def freeze(self) -> None:
        """Let the audience keep the picture while something is tried; once more: show what is live."""
        self._kept = None if self.is_frozen else self.slide
        self.is_frozen = not self.is_frozen
        self.froze.emit()

    def blank(self) -> None:
        """Make the audience view black, or show it again."""
        self._cover("black")

    def white(self) -> None:
        """Make the audience view white, or show it again."""
        self._cover("white")

    def uncover(self) -> None:
        """Show the audience view again."""
        self._cover(self.cover)

    def _cover(self, colour: str) -> None:
        self.cover = "" if self.cover == colour else colour
        self.covered.emit()

    def zoom_active(self) -> None:
        """Show the nodes in play only."""
        self._set(is_zoomed=True)

    def fit(self) -> None:
        """Show the whole network."""
        self._set(is_zoomed=False)

    def delta_size(self) -> None:
        """Show the formula and its factors larger, not at all, or as usual."""
        self._set(delta=_SIZES[(_SIZES.index(self.delta) + 1) % len(_SIZES)])

    def set_note(self, note: str) -> None:
        """Write a line on the audience view; an empty one takes it away."""
        self._set(note=note)

    def theme(self) -> None:
        """Go from light to dark, or back."""
        other = ROOM_LIGHT if self._look.theme.dark else ROOM_DARK
        self._set(_look=replace(self._look, theme=other))

    def larger(self) -> None:
        """Make all text of the audience view larger."""
        self._resize(_BY)

    def smaller(self) -> None:
        """Make all text of the audience view smaller."""
        self._resize(-_BY)

    def _resize(self, by: float) -> None:
        scale = round(min(max(self._look.scale + by, _LEAST), _MOST), 2)
        self._set(_look=replace(self._look, scale=scale))

    # Drawing on it

    def pen(self) -> None:
        """Draw lines with the mouse; once more: no longer."""
        self._toggle_tool("pen")

    def arrow(self) -> None:
        """Draw arrows."""
        self._toggle_tool("arrow")

    def ring(self) -> None:
        """Draw rings."""
        self._toggle_tool("ring")

    def spotlight(self) -> None:
        """Dim all but a ring."""
        self._toggle_tool("spotlight")

    def laser(self) -> None:
        """Show the mouse as a dot."""
        self._toggle_tool("laser")

    def _toggle_tool(self, name: str) -> None:
        self.set_tool("" if self.tool == name else name)

    def set_tool(self, name: str) -> None:
        """Take a tool in hand; an empty name puts it away."""
        self.tool = name
        self.marked.emit()

    def draw(self, marks: Marks) -> None:
        """Show other marks."""
        self.marks = marks
        self.marked.emit()

    def undo_mark(self) -> None:
        """Take the last mark of the stop away."""
        self.draw(undone(self.marks, self.slide.stop))

    def erase(self) -> None:
        """Wipe off the marks of the stop, and put the tool away."""
        self.tool = ""
        self.draw(erased(self.marks, self.slide.stop))

    # Time

    def autoplay(self) -> None:
        """Start or pause playing by itself."""
        self.is_playing = not self.is_playing
        self.paced.emit()

    def slower(self) -> None:
        """Move slower."""
        self._speed(-1)

    def faster(self) -> None:
        """Move faster."""
        self._speed(1)

    def _speed(self, by: int) -> None:
        self.speed = SPEEDS[min(max(SPEEDS.index(self.speed) + by, 0), len(SPEEDS) - 1)]
        self._renew()
        self.paced.emit()
