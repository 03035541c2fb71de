"""The δ panel: a tab for what flows now and a tab for all δs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from engine.nn.microsteps import PHASES
from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.delta_panel.all_deltas import AllDeltas
from gui.panels.delta_panel.page import NowPage
from gui.words import heading_of

__all__ = ["DeltaPanel"]

translate = QCoreApplication.translate


class _Tabs(QTabBar):
    """Tabs whose first one may change its words without moving the second."""

    def __init__(self) -> None:
        super().__init__()
        self._width = 0

    def tabSizeHint(self, index: int) -> QSize:
        """Give the first tab room for the longest of its texts, whichever it shows."""
        hint = super().tabSizeHint(index)
        if index:
            return hint
        if not self._width:
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)  # as the style sheet draws tabs
            metrics = QFontMetrics(font)
            longest = max(metrics.horizontalAdvance(heading_of(phase)) for phase in PHASES)
            self._width = hint.width() + longest - metrics.horizontalAdvance(self.tabText(0))
        return QSize(self._width, hint.height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font or style."""
        self._width = 0
        super().changeEvent(event)


class DeltaPanel(SurfacePanel):
    """Show which δ terms flow now, where they came from and where they go; in a second tab, every δ.

    Parameters
    ----------
    look : Look, optional
    parent : QWidget, optional
    """

    def __init__(self, look: Look | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        look = look or Look()
        self._tabs = _Tabs()
        self._tabs.setExpanding(False)
        self._tabs.addTab(heading_of("backward"))
        self._tabs.addTab(translate("DeltaPanel", "All δs"))
        self._tabs.setAccessibleName(translate("DeltaPanel", "δ panel"))
        self._now, self._all = NowPage(look), AllDeltas(look)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._now)
        self._stack.addWidget(self._all)
        self._arrange()
        for page in (self._now, self._all):
            page.pointed.connect(self.pointed)
            page.dispatched.connect(self.dispatched)
        self._tabs.currentChanged.connect(self._on_tabs_changed)

    def _arrange(self) -> None:
        self.setMinimumWidth(320)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(0)
        row = QVBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self._tabs)
        layout.addLayout(row)
        layout.addWidget(self._stack, 1)

    def sizeHint(self) -> QSize:
        """Ask for the 400 px of the design."""
        return QSize(400, 640)

    def show_frame(self, frame: Frame) -> None:
        """Draw this moment; the tab that is not seen waits until it is."""
        if frame is self._frame:
            return
        self._frame = frame
        heading = heading_of(frame.step.phase)
        if self._tabs.tabText(0) != heading:
            self._tabs.setTabText(0, heading)
        self._visible_page().show_frame(frame)

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up quantities that are pointed at anywhere."""
        if self._frame is not None:
            refs = frozenset(self._frame.resolved(ref) for ref in refs)
        self._now.light(refs)
        self._all.light(refs)

    def set_look(self, look: Look) -> None:
        """Wear another theme, text size or number of digits, live."""
        self._now.set_look(look)
        self._all.set_look(look)

    def show_all_deltas(self, on: bool = True) -> None:
        """Turn to the tab of all δs, or back."""
        self._tabs.setCurrentIndex(int(on))

    @property
    def picture_name(self) -> str:
        """What a picture of it is called."""
        return translate("DeltaPanel", "δ panel")

    def twin(self, frame: Frame, look: Look) -> DeltaPanel:
        """Make another panel on the same page, without the tab that is not shown."""
        made, page = DeltaPanel(look), self._tabs.currentIndex()
        made.set_look(look)  # the formulas' theme
        made.show_all_deltas(bool(page))
        made._tabs.setTabVisible(1 - page, False)
        made.show_frame(frame)
        return made

    def _visible_page(self) -> NowPage | AllDeltas:
        return self._all if self._tabs.currentIndex() else self._now

    def _on_tabs_changed(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.pointed.emit(frozenset())
        if self._frame is not None:
            self._visible_page().show_frame(self._frame)
