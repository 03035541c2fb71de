"""A row with a name, a field and, under them, a slider for the same number."""

from __future__ import annotations

from engine.session.actions import Cancel
from gui.controls.field_row import FieldRow
from gui.controls.slider import ValueSlider
from gui.controls.spans import Span
from gui.hands.settable import Settable
from gui.hands.targets import new_group
from gui.look import Look

__all__ = ["SliderRow"]


class SliderRow(FieldRow):
    """One number that is typed, or slid while its effect is seen; a gesture is one undo.

    Parameters
    ----------
    gap : int
        Px between name and field.
    name : str
        For screen readers.
    span : Span
        What the slider reaches over; what is typed may lie outside.
    """

    def __init__(self, gap: int, name: str, span: Span) -> None:
        super().__init__(gap, is_wide=True)
        self.slider = ValueSlider(name, span)
        self.grid.addWidget(self.slider, 1, 0, 1, 2)
        self._gesture, self._has_changed = "", False
        self.slider.begun.connect(self._on_slider_begun)
        self.slider.moved.connect(self._on_slider_moved)
        self.slider.cancelled.connect(self._on_slider_cancelled)

    def show_target(self, target: Settable, name: str, look: Look) -> None:
        """Show a number under a name."""
        super().show_target(target, name, look)
        self.slider.show_number(target.value, target.text(target.value, look, in_full=False))

    def withhold(self, name: str) -> None:
        """Show a name without its number; the slider stands at its end."""
        super().withhold(name)
        self.slider.show_number(0.0)

    def _on_slider_begun(self) -> None:
        self._gesture, self._has_changed = new_group(), False

    def _on_slider_moved(self, value: float) -> None:
        if self.target is not None and not self.target.refusal(value):
            self._has_changed = True
            self.dispatched.emit(self.target.action(value, self._gesture))

    def _on_slider_cancelled(self) -> None:
        if self._has_changed:
            self.dispatched.emit(Cancel(self._gesture))
