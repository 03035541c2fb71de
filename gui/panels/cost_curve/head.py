"""The head of the card: title, read-out, and the switches; what has no room is in the menu behind "…"."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gui.look import Look
from gui.panels.cost_curve.shown import SPANS, Shown
from gui.short_number import whole
from gui.theme import SMALL_PX, set_role

__all__ = ["Head"]


class Head(QWidget):
    """What stands over the plot.

    Attributes
    ----------
    shown : Shown
        What the user chose to see; `Shown.log` also where J has no logarithm now.

    Signals
    -------
    changed()
        Something else is to be seen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown = Shown()
        self._is_folded, self._can_log, self._has_accuracy = False, True, False
        self._has_switches = True
        self._texts = "", ""
        self.title, self.reading = QLabel(self.tr("Cost J")), QLabel()
        set_role(self.title, "strong")
        set_role(self.reading, "muted")
        self.reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.cost, self.accuracy = QToolButton(), QToolButton()
        self.linear, self.log = QToolButton(), QToolButton()
        self.quantities = self._segments({self.cost: self.tr("J"), self.accuracy: self.tr("Accuracy")})
        self.scales = self._segments({self.linear: self.tr("Linear"), self.log: self.tr("Log")})
        self.more = self._menu_button()
        self._arrange()
        self._write_switches()

    def _arrange(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        for column, part in enumerate((self.title, self.reading, self.quantities, self.scales, self.more)):
            self._grid.addWidget(part, 0, column)

    def _segments(self, texts: dict[QToolButton, str]) -> QFrame:
        """Put two buttons, of which one is on, side by side."""
        frame = QFrame()
        set_role(frame, "segments")
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        group = QButtonGroup(frame)
        for button, text in texts.items():
            button.setText(text)
            button.setCheckable(True)
            set_role(button, "segment")
            group.addButton(button)
            row.addWidget(button)
            button.toggled.connect(self._on_segment_toggled)
        return frame

    def _menu_button(self) -> QToolButton:
        more = QToolButton()
        more.setText("…")
        more.setAccessibleName(self.tr("How the curve is drawn…"))
        more.setToolTip(self.tr("How the curve is drawn"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_role(more, "quiet")
        menu = QMenu(more)
        self.accuracy_item = self._item(menu, self.tr("Accuracy in place of J"))
        self.log_item = self._item(menu, self.tr("J on a logarithmic scale"))
        self.test_item = self._item(menu, self.tr("Curve of the rows kept for testing"))
        menu.addSeparator()
        self.spans = self._span_items(menu)
        more.setMenu(menu)
        menu.triggered.connect(self._on_menu_triggered)
        return more

    @staticmethod
    def _item(menu: QMenu, text: str) -> QAction:
        item = menu.addAction(text)
        item.setCheckable(True)
        return item

    def _span_items(self, menu: QMenu) -> dict[int, QAction]:
        """Offer how many updates J is smoothed over."""
        group, items = QActionGroup(menu), {}
        for span in SPANS:
            text = self.tr("J smoothed over {count} updates") if span else self.tr("J not smoothed")
            items[span] = self._item(menu, text.format(count=whole(span)))
            group.addAction(items[span])
        return items

    # What it is told

    def show_title(self, text: str) -> None:
        """Name what is drawn."""
        if text != self.title.text():
            self.title.setText(text)
            self.fit(anew=True)

    def read_out(self, text: str, brief: str = "") -> None:
        """Say what is read off; `brief` says it in fewer words, for where there is little room."""
        if (text, brief) != self._texts:
            self._texts = text, brief
            self._write_reading()

    def _write_reading(self) -> None:
        """Write the longer text where a line has room for it, else the shorter one."""
        text, brief = self._texts
        metrics = self.reading.fontMetrics()
        fits = not brief or metrics.horizontalAdvance(text) <= self.width()
        shown = metrics.elidedText(text if fits else brief, Qt.TextElideMode.ElideRight, max(self.width(), 1))
        if shown != self.reading.text():
            self.reading.setText(shown)
            self.fit()

    def offer(self, *, log: bool, accuracy: bool, test: bool) -> None:
        """Offer what there is something to draw of."""
        self.test_item.setEnabled(test)
        if (log, accuracy) != (self._can_log, self._has_accuracy):
            self._can_log, self._has_accuracy = log, accuracy
            self._write_switches()
            self.fit(anew=True)

    @property
    def drawn(self) -> Shown:
        """What is drawn: what was chosen, as far as there is such a thing."""
        quantity = self.shown.quantity if self._has_accuracy else "J"
        return replace(self.shown, quantity=quantity, log=self.shown.log and self._can_log)

    def choose(self, shown: Shown) -> None:
        """Show something else."""
        if shown != self.shown:
            self.shown = shown
            self._write_switches()
            self.changed.emit()

    def show_switches(self, shown: bool) -> None:
        """Show the switches, or (in a picture) none."""
        self._has_switches = shown
        self.more.setVisible(shown)
        self.fit(anew=True)

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        small = f"QToolButton {{ padding: 1px 7px; font-size: {look.px(SMALL_PX)}px; }}"
        for button in (self.cost, self.accuracy, self.linear, self.log):
            button.setStyleSheet(small)
        self._write_reading()
        self.more.setStyleSheet(f"padding: {look.px(2)}px;")
        self.fit(anew=True)

    # Switches

    def _write_switches(self) -> None:
        """Let the switches say what is shown; they ask for nothing meanwhile."""
        drawn = self.drawn
        is_J = drawn.quantity == "J"
        buttons = {
            self.cost: is_J, self.accuracy: not is_J,
            self.linear: not self.shown.log, self.log: self.shown.log,
        }  # fmt: skip
        for button, is_on in buttons.items():
            button.blockSignals(True)
            button.setChecked(is_on)
            button.blockSignals(False)
        items = {
            self.accuracy_item: not is_J, self.log_item: self.shown.log,
            self.test_item: self.shown.test, self.spans[self.shown.span]: True,
        }  # fmt: skip
        for item, is_on in items.items():  # Qt's group of them listens to their signals
            item.setChecked(is_on)
        enabled: dict[QAbstractButton | QAction, bool] = {
            self.linear: is_J, self.log: is_J and self._can_log, self.log_item: is_J and self._can_log,
            self.accuracy_item: self._has_accuracy, **dict.fromkeys(self.spans.values(), is_J),
        }  # fmt: skip
        for switch, is_enabled in enabled.items():
            switch.setEnabled(is_enabled)

    def _on_segment_toggled(self) -> None:
        quantity = self.shown.quantity
        if self._has_accuracy:
            quantity = "accuracy" if self.accuracy.isChecked() else "J"
        self.choose(replace(self.shown, quantity=quantity, log=self.log.isChecked()))

    def _on_menu_triggered(self, _item: QAction) -> None:
        span = next(span for span, item in self.spans.items() if item.isChecked())
        quantity = self.shown.quantity
        if self._has_accuracy:
            quantity = "accuracy" if self.accuracy_item.isChecked() else "J"
        log, test = self.log_item.isChecked(), self.test_item.isChecked()
        self.choose(Shown(quantity, log, span, test))

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit everything into the new width."""
        super().resizeEvent(event)
        self._write_reading()
        self.fit(anew=True)

    def fit(self, *, anew: bool = False) -> None:
        """Hide switches that have no room; the menu has them too.

        The read-out gets a line of its own where it needs one; it keeps that while numbers change.
        """
        room = self.width()
        if anew:
            wanted = [self.quantities, self.scales] if self._has_accuracy else [self.scales]
            while wanted and self._needed(*wanted) > room:
                wanted.pop()
            for part in (self.quantities, self.scales):
                part.setVisible(self._has_switches and part in wanted)
        switches = [part for part in (self.quantities, self.scales) if not part.isHidden()]
        folded = self._needed(self.reading, *switches) > room or (self._is_folded and not anew)
        if folded != self._is_folded:
            self._is_folded = folded
            self._grid.removeWidget(self.reading)
            self._grid.addWidget(self.reading, *((1, 0, 1, 5) if folded else (0, 1)))

    def _needed(self, *parts: QWidget) -> int:
        """Return the px that some parts need beside the title and the menu."""
        shown = (self.title, *parts, *([self.more] if self._has_switches else []))
        return sum(part.sizeHint().width() for part in shown) + len(shown) * self._grid.horizontalSpacing()
