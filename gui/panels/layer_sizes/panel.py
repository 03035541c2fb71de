"""The panel "δ per layer": a sentence, the plot, and the numbers of the layer that is pointed at."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.island import Island
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.layer_sizes import readings
from gui.panels.layer_sizes.plot import SizesPlot

__all__ = ["LayerSizes"]

_SHARE = 0.42
"""The part of the height that words may take."""
_TOLD = 12
"""So many layers are told to screen readers at once."""
_SIGNS = {"delta": "●", "gradient": "■", "share": "▲"}


class _Words(Island):
    """Holds the words, as high as they are in the width there is."""

    def __init__(self, label: QLabel) -> None:
        super().__init__(label)
        self._label = label

        self._offered: tuple[tuple[str, ...], int, int] = ((), 0, 0)

    def offer(self, texts: tuple[str, ...], most: int) -> None:
        """Show the first of some texts that needs at most so many px of height; the last is short."""
        offered = (texts, most, self.width())
        if offered != self._offered:
            self._offered = offered
            for text in texts:
                self._label.setText(text)
                if self.needed() <= most:
                    break
            self.fit()

    def needed(self) -> int:
        """Return the height of the lines."""
        return max(self._label.heightForWidth(self.width()), 0) if self._label.text() else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        texts, most, _ = self._offered
        self.offer(texts, most)


class LayerSizes(SurfacePanel):
    """Sizes of δ, gradients and corrections per layer, from output to input.

    Signals
    -------
    pointed(refs)
        The pointer or the keyboard is on a layer: its δs.
    dispatched(action)
        Nothing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look()
        self._frame: Frame | None = None
        self._known: tuple[readings.Known, ...] = ()
        self._seen: tuple[object, ...] = ()
        self.reading = QLabel()
        self.reading.setTextFormat(Qt.TextFormat.RichText)
        self.reading.setWordWrap(True)
        self._words = _Words(self.reading)
        self.plot = SizesPlot()
        self.plot.setMinimumHeight(1)
        self.plot.pointed.connect(self._on_plot_pointed)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(2)
        column.addWidget(self._words)
        column.addWidget(self.plot, 1)
        self.setMinimumSize(240, 120)
        self.set_look(self.look)

    def show_frame(self, frame: Frame) -> None:
        """Show the sizes of the update in play, as far as they are known."""
        self._frame = frame
        seen = (frame.trace, frame.number, frame.hidden, frame.network.activations)
        if seen != self._seen:
            self._seen = seen
            self._known = readings.known_of(frame)
            self.plot.show_sizes(self._known)
            self._say()

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the layers of δs that are pointed at."""
        self.plot.set_lit(frozenset(ref.layer for ref in refs if ref.symbol == "delta"))

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self.look = look
        self.plot.set_look(look)
        self._say()

    @property
    def _most(self) -> int:
        """Px of height that the words may have: the plot needs the rest."""
        return round(_SHARE * self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out where there is little height."""
        super().resizeEvent(event)
        self._say()

    def _say(self) -> None:
        """Write the sentence, or the numbers of a layer, over what the marks mean."""
        frame = self._frame
        if frame is None:
            return
        layer = self.plot.layer
        words = readings.sentence_of(frame, self._known, self.look)
        first = readings.layer_told(self._known[layer - 1], self.look) if layer else words
        signs = "&nbsp; ".join(
            f'<span style="color: {self.look.theme.hex(role)}">{_SIGNS[key]}&nbsp;{escape(symbol)}</span>'
            for key, symbol, role in readings.SERIES
        )
        muted = self.look.theme.muted
        about = f'<span style="color: {muted}">{escape(readings.of_which(frame))}</span>'
        said = escape(first)
        self._words.offer(
            (f"{said}<br>{signs}&nbsp; {about}", f"{said}<br>{signs}", said, signs, ""), self._most
        )
        self.plot.setAccessibleName(self.picture_name)
        nearest = self._known[: -_TOLD - 1 : -1]  # of a long chain the rest is told layer by layer
        told = [words, *(readings.layer_told(size, self.look) for size in nearest)]
        self.plot.setAccessibleDescription(first if layer else "; ".join(told))

    def _on_plot_pointed(self, layer: int) -> None:
        self._say()
        frame = self._frame
        refs: frozenset[Ref] = frozenset()
        if frame is not None and layer:
            nodes = range(frame.network.sizes[layer])
            refs = frozenset(frame.resolved(Ref("delta", layer, (j,))) for j in nodes)
        self.pointed.emit(refs)

    # A picture of it

    @property
    def picture_name(self) -> str:
        """What a picture of it is called."""
        return self.tr("δ per layer")

    def twin(self, frame: Frame, look: Look) -> LayerSizes:
        """Make another panel that shows the same of a moment."""
        twin = LayerSizes()
        twin.set_look(look)
        twin.show_frame(frame)
        return twin
