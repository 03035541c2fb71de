"""The batch size: typed, or chosen among the powers of two and all samples."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton

from engine.session import actions as act
from engine.session.setup import Setup
from gui.controls.field_row import FieldRow
from gui.hands.targets import new_group
from gui.icons import themed_icon
from gui.look import Look
from gui.panels.training_settings.numbers import batch_of, most_in_batch
from gui.panels.training_settings.part import GAP
from gui.short_number import whole
from gui.theme import set_role

__all__ = ["BatchRow"]

translate = QCoreApplication.translate
_ICON = 14


class BatchRow(FieldRow):
    """A field with a menu beside it."""

    def __init__(self) -> None:
        super().__init__(GAP, is_wide=True)
        self._setup: Setup | None = None
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._on_menu_about_to_show)
        self.menu.triggered.connect(self._on_menu_triggered)
        self.usual = QToolButton()
        self.usual.setAccessibleName(translate("TrainingSettings", "Usual batch sizes"))
        self.usual.setToolTip(self.usual.accessibleName())
        set_role(self.usual, "compact")
        self.usual.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.usual.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.usual.setMenu(self.menu)
        self.grid.removeWidget(self.field)
        both = QHBoxLayout()
        both.setSpacing(4)
        both.addWidget(self.field, 1)
        both.addWidget(self.usual)
        self.grid.addLayout(both, 0, 1)

    def show_setup(self, setup: Setup, look: Look) -> None:
        """Show the batch size of a setup."""
        self._setup = setup
        self.usual.setIconSize(QSize(look.px(_ICON), look.px(_ICON)))
        self.usual.setIcon(themed_icon("chevron-down", look.theme, "muted"))
        name = translate("TrainingSettings", "Batch size")
        if setup.batch_size == setup.samples:
            name = translate("TrainingSettings", "Batch size (all)")
        self.show_target(batch_of(setup), name, look)

    def _on_menu_about_to_show(self) -> None:
        """List the sizes; one that an update of this network can't have is not offered."""
        self.menu.clear()
        if self._setup is None:
            return
        samples, most = self._setup.samples, most_in_batch(self._setup)
        sizes = [1 << power for power in range((samples - 1).bit_length())]
        for size in (*sizes, samples):
            text = translate("TrainingSettings", "all {count}") if size == samples else "{count}"
            entry = self.menu.addAction(text.format(count=whole(size)))
            entry.setData(size)
            entry.setCheckable(True)
            entry.setChecked(size == self._setup.batch_size)
            entry.setEnabled(size <= most)
            if size > most:
                tip = translate(
                    "TrainingSettings", "One update of this network takes at most {most} samples."
                )
                entry.setToolTip(tip.format(most=whole(most)))

    def _on_menu_triggered(self, entry: QAction) -> None:
        size: int = entry.data()
        if self._setup is not None and size != self._setup.batch_size:
            action: act.Action = batch_of(self._setup).action(size, new_group())
            self.dispatched.emit(action)
