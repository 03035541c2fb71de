"""The view "Samples of this update": how the gradient of a batch is made, sample by sample."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.nn.types import Ref
from engine.session.actions import SetSample
from engine.session.frame import Frame
from engine.session.slice import gradient_of
from engine.session.story import is_told
from gui.accessible import announce
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.sample_table.columns import parameter_shown
from gui.panels.sample_table.model import HAND, SampleModel
from gui.panels.sample_table.view import Foot, SampleView
from gui.short_number import whole
from gui.theme import set_role

__all__ = ["SampleTable"]

_ROW, _ROOM, _NARROWEST, _WIDEST = 24, 13, 34, 150
"""Px at 100 % of a row, around the words of a column, and of a column at least and at most."""
_LEAST, _LEAST_WITH_FOOT = 110, 90
"""Px at 100 %: a lower panel has no line of words, and a still lower one no foot."""
_MEASURED = 20
"""So many rows are measured for the width of a column."""


class SampleTable(SurfacePanel):
    """One row a sample of the batch in play; a click shows the sample, column heads sort."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sorted: tuple[int, bool] = (-1, False)
        self.model = SampleModel(self)
        self.view = SampleView(self.model)
        self.foot = Foot(self.view)
        self.reading = QLabel()
        self.reading.setTextFormat(Qt.TextFormat.PlainText)
        self.reading.setMinimumWidth(1)
        set_role(self.reading, "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 4)
        column.setSpacing(0)
        for part, stretch in ((self.view, 1), (self.foot, 0), (self.reading, 0)):
            column.addWidget(part, stretch)
        self.setFocusProxy(self.view)
        self.setMinimumSize(240, 120)
        self._connect()

    def _connect(self) -> None:
        self.view.chosen.connect(self._on_row_chosen)
        self.view.copied.connect(self.copy)
        self.view.left.connect(self._on_view_left)
        self.view.entered.connect(self._on_cell_entered)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.horizontalHeader().sectionClicked.connect(self._on_head_clicked)
        self.view.ordered.connect(self._on_head_clicked)

    def sizeHint(self) -> QSize:
        """Return the size beside the curve."""
        return QSize(400, 190)

    # What is shown

    def show_frame(self, frame: Frame) -> None:
        """Show the batch of a moment; as a rule only the cells in sight are painted anew."""
        before = self.model.frame
        heads = [column.name for column in self.model.columns]
        begun_anew = self.model.show_frame(frame)
        if heads != [column.name for column in self.model.columns]:
            self._sort_by(-1)
        if begun_anew:
            self._fit()
        self.view.viewport().update()
        columns = self.model.columns
        means = (column.foot(frame, self.model.look) for column in columns)
        self.foot.show_texts((self.tr("mean"), *means))
        self._read(frame)
        if begun_anew or (before is not None and before.playhead.sample != frame.playhead.sample):
            self._bring_into_view()

    def _bring_into_view(self) -> None:
        """Scroll to the sample in hand."""
        if self.model.frame is not None:
            row = self.model.row_of(self.model.frame.playhead.sample)
            self.view.scrollTo(self.model.index(row, 0))

    def showEvent(self, event: QShowEvent) -> None:
        """Scroll once there is a size to scroll in."""
        super().showEvent(event)
        self._bring_into_view()

    def _read(self, frame: Frame) -> None:
        """Say of what the mean in the foot is the gradient."""
        shown, names = parameter_shown(frame), frame.names
        if shown is None:
            delta = self.model.columns[-1]
            text = self.tr("{count} samples · select a weight to see its gradient")
            said = text.format(count=whole(frame.trace.m)) if frame.trace.m > 1 else ""
            said = said or self.tr("{delta} of one sample").format(delta=delta.name)
        else:
            gradient = gradient_of(shown)
            value = frame.trace.value(gradient) if is_told(frame, (gradient,)) else None
            text = self.tr("{gradient} = the mean of {what} = {value}")
            what = self.model.columns[-1].name
            said = text.format(gradient=names.text(gradient), what=what, value=self.model.look.number(value))
        if said != self.reading.text():
            self.reading.setText(said)
            self.reading.setToolTip(said)

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the cells that stand for what is pointed at."""
        if refs != self.model.lit:
            self.model.lit = refs
            self.view.viewport().update()

    def set_look(self, look: Look) -> None:
        """Write the cells in another theme, text size or way of writing numbers."""
        self.model.look = look
        self.foot.set_look(look)
        self._share_room()
        self._fit()
        if self.model.frame is not None:
            self.show_frame(self.model.frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the samples where there is little."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        look = self.model.look
        self.reading.setVisible(self.height() >= look.px(_LEAST))
        self.foot.setVisible(self.height() >= look.px(_LEAST_WITH_FOOT))

    def _fit(self) -> None:
        """Give the columns the room of their words, as far as the first rows tell."""
        model, look = self.model, self.model.look
        self.view.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        font = QFont(self.view.font())
        font.setBold(True)  # the sample in hand is written so
        metrics = QFontMetrics(font)
        for column in range(model.columnCount()):
            width = max(map(metrics.horizontalAdvance, self._widest(column))) + look.px(_ROOM)
            self.view.setColumnWidth(column, min(max(width, look.px(_NARROWEST)), look.px(_WIDEST)))

    def _widest(self, column: int) -> list[str]:
        """Return texts that a column has to have room for, those that are still to come among them."""
        model, look = self.model, self.model.look
        if model.frame is None:
            return []
        if column == 0:
            return [f"{HAND} {int(model.frame.rows.max()) + 1}", self.tr("mean"), f"{model.head(0)} ↑"]
        shown = model.columns[column - 1]
        rows = range(min(model.rowCount(), _MEASURED))
        known = [model.text(row, column) for row in rows]
        sign = 1.0 if _is_share(shown.refs[0], model.frame) else -1.0
        to_come = shown.classes or tuple(look.number(sign * size) for size in (1.0, 0.0888))
        return [f"{shown.name} ↑", *known, *to_come]

    # What the hand does

    def _on_row_chosen(self, row: int) -> None:
        frame, sample = self.model.frame, self.model.sample(row)
        if frame is not None and sample != frame.playhead.sample:
            self.dispatched.emit(SetSample(sample))

    def _on_head_clicked(self, column: int) -> None:
        """Sort by a column: rising, falling, and then as they come in the batch."""
        before, falling = self._sorted
        if column != before:
            self._sort_by(column)
        else:
            self._sort_by(-1 if falling else column, falling=not falling)

    def _sort_by(self, column: int, *, falling: bool = False) -> None:
        self._sorted = (column, falling and column >= 0)
        self.model.sort_by(column, falling=falling)
        self.view.horizontalHeader().viewport().update()

    def copy(self) -> None:
        """Copy the selected samples, or all where none is selected, as text with tabs."""
        rows = self.view.chosen_rows() or list(range(self.model.rowCount()))
        QGuiApplication.clipboard().setText(self.model.block(rows))
        announce(self.view, self.tr("Copied {rows} rows.").format(rows=whole(len(rows))))

    def _on_cell_entered(self, index: QModelIndex) -> None:
        self.pointed.emit(self.model.refs(index))

    def _on_view_left(self) -> None:
        self.pointed.emit(frozenset())

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid() and self.view.hasFocus():
            self._on_cell_entered(current)

    # A picture of it

    @property
    def picture_name(self) -> str:
        """What a picture of it is called."""
        return self.tr("Samples of this update")

    def twin(self, frame: Frame, look: Look) -> SampleTable:
        """Make another panel that shows the same of a moment."""
        twin = SampleTable()
        twin.set_look(look)
        twin.show_frame(frame)
        column, falling = self._sorted
        if column >= 0:
            twin._sort_by(column, falling=falling)
        return twin


def _is_share(ref: Ref, frame: Frame) -> bool:
    """Say whether a quantity is never below 0: a cost, a label as given, or a share that is predicted."""
    of_output = ref.layer == frame.network.L and frame.network.activations[-1] in ("sigmoid", "softmax")
    return ref.symbol in ("J", "y") or (ref.symbol == "a" and of_output)
