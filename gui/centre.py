"""The middle of the window: the diagram, what moves through time, and the plots below, or behind tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

from gui.theme import set_role
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["DIAGRAM", "PLOTS", "Centre", "column", "splitter"]

DIAGRAM, PLOTS = "diagram", ("curve", "slice")
"""The pages that share one place where there is no room for all: the diagram, and each plot."""

_BORDER = 1
_TITLES = {
    DIAGRAM: QT_TRANSLATE_NOOP("Centre", "Diagram"),
    "curve": QT_TRANSLATE_NOOP("Centre", "Cost J"),
}


class Centre(QSplitter):
    """The diagram over transport and timeline; the plots under them, or in a low window in its place.

    Parameters
    ----------
    diagram, transport, timeline : QWidget
    plots : QSplitter

    Attributes
    ----------
    stage : QWidget
        What stands in the middle: the diagram, as a rule.

    Signals
    -------
    turned(name)
        The user chose a page: "diagram", "curve" or "slice".
    """

    turned = Signal(str)

    def __init__(self, diagram: QWidget, transport: QWidget, timeline: QWidget, plots: QSplitter) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.diagram, self.plots = diagram, plots
        self.stage = diagram
        self._titles = {name: QCoreApplication.translate("Centre", text) for name, text in _TITLES.items()}
        self._transport, self._timeline = transport, timeline
        self.tabs = QTabBar()
        set_role(self.tabs, "surface")
        self.tabs.setExpanding(False)
        self.tabs.hide()
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        above = QWidget()
        self._column = column(above, self.tabs, diagram, transport, timeline)
        self._column.setStretch(1, 1)
        fill(self, above, plots)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in the order of the eye."""
        found = (self.plots.widget(number) for number in range(self.plots.count()))
        plots = [plot for plot in found if plot is not None]
        if self.is_folded:
            return self.tabs, self.stage, *plots, self._transport, self._timeline
        return self.stage, self._transport, self._timeline, *plots

    @property
    def is_folded(self) -> bool:
        """Whether the plots are behind tabs."""
        return self.plots.parentWidget() is not self

    def fold(self, is_low: bool) -> None:
        """Put the plots behind tabs, or back under the timeline."""
        if is_low and not self.is_folded:
            self._column.insertWidget(2, self.plots, 1)
            self.plots.stackUnder(self._transport)  # for screen readers, too, it comes before that
        elif not is_low and self.is_folded:
            fill(self, self.plots)

    def put_on_stage(self, widget: QWidget) -> None:
        """Show something else where the diagram stands, or the diagram again; time goes on only with that."""
        if widget is self.stage:
            return
        is_diagram = widget is self.diagram
        self.stage.hide()
        self.stage = widget
        if self._column.indexOf(widget) < 0:
            self._column.insertWidget(self._column.indexOf(self.diagram), widget, 1)
        widget.show()
        for part in (self._transport, self._timeline):
            part.setVisible(is_diagram)

    def name_page(self, name: str, title: str) -> None:
        """Give a page another title."""
        self._titles[name] = title
        for number in range(self.tabs.count()):
            if self.tabs.tabData(number) == name:
                self.tabs.setTabText(number, title)

    def offer(self, names: Sequence[str], current: str) -> None:
        """Show the tabs of some pages; none where there is only the diagram."""
        with QSignalBlocker(self.tabs):
            if [self.tabs.tabData(number) for number in range(self.tabs.count())] != list(names):
                while self.tabs.count():
                    self.tabs.removeTab(0)
                for name in names:
                    self.tabs.setTabData(self.tabs.addTab(self._titles.get(name, "")), name)
            self.tabs.setCurrentIndex(names.index(current))
        self.tabs.setVisible(len(names) > 1)

    def _on_tabs_current_changed(self, number: int) -> None:
        self.turned.emit(self.tabs.tabData(number))


def column(parent: QWidget, *children: QWidget) -> QVBoxLayout:
    """Stack widgets without gaps."""
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for child in children:
        layout.addWidget(child)
    return layout


def splitter(orientation: Qt.Orientation, *children: QWidget) -> QSplitter:
    """Put widgets side by side or under one another, with movable borders."""
    made = QSplitter(orientation)
    fill(made, *children)
    return made


def fill(parent: QSplitter, *children: QWidget) -> None:
    """Add widgets to what holds them with movable borders."""
    parent.setChildrenCollapsible(False)
    parent.setHandleWidth(_BORDER)
    for child in children:
        parent.addWidget(child)
        child.raise_()  # a splitter puts each below the one before: screen readers would go backwards
