"""The field that opens over a label of the diagram: the quantity's name, its number, and what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.hands.number_field import NumberField
from gui.hands.targets import Target
from gui.look import Look
from gui.theme import set_role

_FIELD, _NOTE = 128, 190
"""Width of the field, and of a sentence under it, at 100 %, px."""


class InlineField(QFrame):
    """A card with a number field, over what it sets.

    Signals
    -------
    dispatched(action)
        The quantity is to be set.
    closed()
        The number was accepted or given up.
    """

    dispatched = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = NumberField()
        self.target: Target | None = None
        self._look = Look()
        self._name, self._note = QLabel(), QLabel()
        self._view, self._over = parent, QPoint()
        self._note.setTextFormat(Qt.TextFormat.PlainText)  # it repeats what was typed
        self._note.setWordWrap(True)
        set_role(self, "card")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._name)
        row.addWidget(self.field)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 6, 4)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._note)
        self.setFocusProxy(self.field)
        self.field.dispatched.connect(self.dispatched)
        self.field.refused.connect(self._on_field_refused)
        self.field.finished.connect(self._on_field_finished)
        self.hide()

    def open(self, target: Target, look: Look, over: QPoint) -> None:
        """Open with the number selected.

        Parameters
        ----------
        target : Target
            What it sets.
        look : Look
        over : QPoint
            Where its middle stands, as far as the view has room.
        """
        self._over = over
        self.follow(target, look)
        self.show()
        self.raise_()
        self._fit()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, target: Target, look: Look) -> None:
        """Show the quantity as it stands now."""
        self.target, self._look = target, look
        self.field.setFixedWidth(look.px(_FIELD))
        self._name.setText(f"{target.name} =")
        self.field.setAccessibleName(f"{target.name} {target.when}".strip())
        self.field.show_target(target, look)
        self._tell(self.field.accessibleDescription())

    def close_field(self) -> None:
        """Close, and hand the keyboard back; what was typed and not accepted is forgotten."""
        if self.target is None:
            return
        self.target = None
        self.field.forget()
        if self.field.hasFocus():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.closed.emit()

    def _on_field_refused(self, sentence: str) -> None:
        self._tell(sentence)
        self._fit()

    def _on_field_finished(self) -> None:
        self.close_field()

    def _tell(self, sentence: str) -> None:
        """Say what is wrong, else of which moment the number is."""
        when = self.target.when if self.target is not None else ""
        set_role(self._note, "hint" if sentence else "small")
        self._note.setMinimumWidth(self._look.px(_NOTE) if sentence else 0)
        self._note.setText(sentence or when)
        self._note.setVisible(bool(sentence or when))

    def _fit(self) -> None:
        """Take the room that the texts need, all of it inside the view."""
        self._column.activate()
        size = self.sizeHint()
        if self._note.isVisibleTo(self):
            size = QSize(size.width(), self._column.totalHeightForWidth(size.width()))
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(self._over)
        view = self._view.rect()
        place.moveLeft(max(min(place.left(), view.right() - size.width()), 0))
        place.moveTop(max(min(place.top(), view.bottom() - size.height()), 0))
        self.setGeometry(place)
