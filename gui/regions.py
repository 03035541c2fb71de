"""Where the panels stand: head bar above; left column, centre and δ panel below, with movable borders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram import Diagram
from gui.look import Look
from gui.panels.cost_curve import CostCurve
from gui.panels.delta_panel import DeltaPanel
from gui.panels.head_bar import HeadBar
from gui.panels.network_settings import NetworkSettings
from gui.panels.timeline import Timeline
from gui.panels.transport import Transport
from gui.panels.welcome import Welcome

LEFT, RIGHT, BOTTOM = 300, 400, 224
"""Pixels that the outer regions take where there is room."""


class Panel(Protocol):
    """The face that every panel shows to the window."""

    @property
    def pointed(self) -> SignalInstance:
        """Says which quantities the mouse or the keyboard is on."""

    @property
    def dispatched(self) -> SignalInstance:
        """Says which action the user asked for."""

    def show_frame(self, frame: Frame) -> None:
        """Draw a moment."""

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up quantities that were pointed at somewhere."""

    def set_look(self, look: Look) -> None:
        """Draw in another look."""


class Regions(QWidget):
    """All panels of the window in their places.

    Parameters
    ----------
    shortcuts : mapping of str to str
        The key of every command, for the panels that tell them.
    """

    def __init__(self, shortcuts: Mapping[str, str]) -> None:
        super().__init__()
        self.head_bar = HeadBar(shortcuts)
        self.welcome, self.settings = Welcome(shortcuts), NetworkSettings()
        self.diagram, self.transport, self.timeline = Diagram(), Transport(shortcuts), Timeline()
        self.cost_curve, self.delta_panel = CostCurve(), DeltaPanel()
        self.panels: tuple[Panel, ...] = (
            self.head_bar, self.welcome, self.settings, self.diagram, self.transport,
            self.timeline, self.cost_curve, self.delta_panel,
        )  # fmt: skip
        self.left = self._left_column()
        self._columns = _splitter(Qt.Orientation.Horizontal, self.left, self._centre(), self.delta_panel)
        column(self, self.head_bar, self._columns).setStretch(1, 1)
        self._moved_by_hand = False
        for splitter in (self._columns, self._rows):
            splitter.splitterMoved.connect(self._on_border_moved)

    def _on_border_moved(self) -> None:
        self._moved_by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew, until the user has moved a border."""
        super().resizeEvent(event)
        if not self._moved_by_hand:
            width, height = event.size().width(), event.size().height()
            left, right, bottom = (round(min(most, share * of)) for most, share, of in (
                (LEFT, 0.2, width), (RIGHT, 0.28, width), (BOTTOM, 0.26, height),
            ))  # fmt: skip
            self._columns.setSizes([left, width - left - right, right])
            self._rows.setSizes([height - bottom, bottom])

    def _left_column(self) -> QWidget:
        inside = QWidget()
        layout = column(inside, self.welcome, self.settings)
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        scroll.setMinimumWidth(240)
        return scroll

    def _centre(self) -> QWidget:
        above = QWidget()
        layout = column(above, self.diagram, self.transport, self.timeline)
        layout.setStretch(0, 1)
        self._rows = _splitter(Qt.Orientation.Vertical, above, self.cost_curve)
        return self._rows


def column(parent: QWidget, *children: QWidget) -> QVBoxLayout:
    """Stack widgets without gaps."""
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for child in children:
        layout.addWidget(child)
    return layout


def _splitter(orientation: Qt.Orientation, *children: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    for child in children:
        splitter.addWidget(child)
    return splitter
