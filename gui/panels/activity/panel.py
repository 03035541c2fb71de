"""The panel "Activations": histograms, and the names of nodes that let no δ through."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.nn.types import Ref
from engine.session import actions
from engine.session.activity import activity_of, is_of_all
from engine.session.frame import Frame
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.activity import words
from gui.panels.activity.bars import Histograms
from gui.quantities import node
from gui.theme import set_role

__all__ = ["Activity"]

_WIDE = (36, 110)
"""Px of the words and their scroll bar at any text size, and so many more at 100 %."""
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_AT_ONCE = 5_000
"""Of more activations the histograms come after the rest of the window."""


class _Links(QLabel):
    """Words with links: Tab stops at each link, and nowhere where there is none."""

    def show_text(self, text: str) -> None:
        """Show other words."""
        if text != self.text():
            self.setText(text)
            by_tab = Qt.FocusPolicy.TabFocus if "<a " in text else Qt.FocusPolicy.NoFocus
            self.setFocusPolicy(by_tab)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to the first link, so that the keyboard's place is seen."""
        super().focusInEvent(event)
        if event.reason() in _BY_TAB and not self.hasSelectedText():
            self.focusNextPrevChild(event.reason() == Qt.FocusReason.TabFocusReason)


class Activity(SurfacePanel):
    """How the activations of each layer are spread; dead and saturated nodes by name.

    Signals
    -------
    pointed(refs)
        The pointer or the keyboard is on a layer, or on the name of a node: activations.
    dispatched(action)
        `Select` of the activation of a node.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look()
        self._frame: Frame | None = None
        self._seen: tuple[object, ...] = ()
        self.bars, self.reading = Histograms(), _Links()
        self.reading.setTextFormat(Qt.TextFormat.RichText)
        self.reading.setWordWrap(True)
        self.reading.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.side = self._scrolled(self.reading)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self.bars, 1)
        row.addWidget(self.side)
        self.setMinimumSize(240, 120)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._draw)
        self.bars.pointed.connect(self._on_bars_pointed)
        self.reading.linkActivated.connect(self._on_link_activated)
        self.reading.linkHovered.connect(self._on_link_hovered)
        self.set_look(self.look)

    @staticmethod
    def _scrolled(label: QLabel) -> QScrollArea:
        """Put the words where they scroll if there is little height.

        The scroll bar keeps its room: words that it made narrower would stay too high to do without it.
        """
        area, page = QScrollArea(), QWidget()
        set_role(area, "surface")
        set_role(page, "page")
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 2)
        column.addWidget(label)
        column.addStretch(1)
        area.setWidget(page)
        return area

    def show_frame(self, frame: Frame) -> None:
        """Show the activations with the parameters as they stand."""
        self._frame = frame
        rows = frame.setup.training.size if is_of_all(frame.setup) else frame.trace.m
        if rows * sum(frame.network.sizes) <= _AT_ONCE:
            self._draw()
        else:
            self._later.start()

    def _draw(self) -> None:
        """Count, paint and say."""
        self._later.stop()
        frame = self._frame
        if frame is None:
            return
        found = activity_of(frame)
        seen = (found, frame.hidden, frame.names, self.look)
        if seen == self._seen:
            return
        self._seen = seen
        shown = tuple(None if words.is_withheld(frame, layer.layer) else layer for layer in found.layers)
        self.bars.show_layers(shown, frame.names)
        lines = [*map(self._told, words.stuck_of(frame, found)), escape(words.about(found))]
        if not any(layer is None for layer in shown) and len(lines) == 1:
            lines.insert(0, escape(self.tr("No node is dead or saturated.")))
        text = "<br>".join(lines)
        self.reading.show_text(text)
        self.bars.setAccessibleName(self.picture_name)
        told = (words.layer_told(layer, frame.names) for layer in shown if layer is not None)
        self.bars.setAccessibleDescription("; ".join([*told, words.about(found)]))

    def _told(self, stuck: words.Stuck) -> str:
        """Write which nodes are stuck, each a link that selects it."""
        frame = self._frame
        if frame is None:
            return ""
        colour = self.look.theme.hex("negative")
        links = ", ".join(
            f'<a href="{stuck.layer} {j}" style="color: {colour}">'
            f"{escape(node(stuck.layer, j, frame.names)).replace(' ', '&nbsp;')}</a>"
            for j in stuck.nodes
        )
        layer = "" if frame.names.lecture else self.tr("layer {number}: ").format(number=stuck.layer)
        return " ".join(filter(None, (escape(layer) + links, escape(stuck.more), escape(stuck.said))))

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the layers of activations that are pointed at."""
        self.bars.set_lit(frozenset(ref.layer for ref in refs if ref.symbol == "a"))

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self.look = look
        self.bars.set_look(look)
        self._share_room()
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room between histograms and words."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        self.side.setFixedWidth(min(_WIDE[0] + self.look.px(_WIDE[1]), round(0.5 * self.width())))

    # What a hand does

    def _ref_of(self, link: str) -> Ref | None:
        """Return the activation that a link names; None where the network has none such any more."""
        frame = self._frame
        if frame is None or not link:
            return None
        layer, j = map(int, link.split())
        is_there = layer <= frame.network.L and j < frame.network.sizes[layer]
        return frame.resolved(Ref("a", layer, (j,))) if is_there else None

    def _on_link_activated(self, link: str) -> None:
        ref = self._ref_of(link)
        if ref is not None:
            self.dispatched.emit(actions.Select(ref))

    def _on_link_hovered(self, link: str) -> None:
        ref = self._ref_of(link)
        self.pointed.emit(frozenset() if ref is None else frozenset({ref}))

    def _on_bars_pointed(self, layer: int) -> None:
        frame = self._frame
        refs: frozenset[Ref] = frozenset()
        if frame is not None and layer:
            refs = frozenset(frame.resolved(Ref("a", layer, (j,))) for j in range(frame.network.sizes[layer]))
        self.pointed.emit(refs)

    # A picture of it

    @property
    def picture_name(self) -> str:
        """What a picture of it is called."""
        return self.tr("Activations")

    def twin(self, frame: Frame, look: Look) -> Activity:
        """Make another panel that shows the same of a moment."""
        twin = Activity()
        twin._frame = frame
        twin.set_look(look)
        return twin
