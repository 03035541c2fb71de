"""Training for so many epochs, or until the cost is small: two fields, each with its button."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton

from engine.session.frame import Frame
from engine.session.setup import Setup
from engine.session.training import MOST_UPDATES
from engine.session.typed import NumberError, parse_number
from gui.controls.named_row import NamedRow
from gui.hands.visit import Visit
from gui.hands.whole_field import WholeField
from gui.look import Look
from gui.panels.training_settings.part import Part
from gui.plain import plain_tip
from gui.short_number import short, whole
from gui.theme import set_role

__all__ = ["AskRow", "TrainFor"]

translate = QCoreApplication.translate
_EPOCHS, _BELOW = 10.0, 0.01
"""What stands in the fields at first."""
_USUAL, _PADDING = "0.001", 18
"""What a field has room for at least: a number, and px beside it."""
_ENTER, _GAP = "↵", 6
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class _Field(WholeField):
    """A field of which Enter asks for what stands in it; Escape takes back what was typed."""

    asked, focused = Signal(), Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._visit, self._kept = Visit(self), ""
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        set_role(self, "compact")

    def fit(self) -> None:
        """Keep room for a usual number in the letters in use."""
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(_USUAL) + _PADDING)

    def sizeHint(self) -> QSize:
        """Wish for no more than that."""
        return QSize(self.minimumWidth(), super().sizeHint().height())

    def keep(self) -> None:
        """Remember what stands here as what Escape goes back to."""
        self._kept = self.text()

    def leave(self) -> None:
        """Give the keyboard back, unless Tab brought it."""
        self._visit.finish(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep its keys from the shortcuts of the window."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return super().event(event)
        if event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask, or give up; every other key types."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._kept)
            self.textEdited.emit(self._kept)
            self.leave()
        elif event.key() in _KEYS:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that Enter asks now."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that Enter is another one's."""
        super().focusOutEvent(event)
        self.focused.emit(False)


class AskRow(NamedRow):
    """A name, a field for a number, and a button that asks for it, as Enter in the field does.

    While the keyboard is in the field the button bears the sign of Enter; while what was asked for is
    done, it is down.

    Signals
    -------
    asked(text)
        Of the field.
    """

    asked = Signal(str)

    def __init__(self, name: str, button: str) -> None:
        self.field, self.button, self._is_asked = _Field(name), QPushButton(_train()), False
        super().__init__(name, self.field, self.button, gap=_GAP)
        set_role(self.note, "hint")  # it says what can't be
        tip = translate("TrainingSettings", "Trains once, by Enter in the field or by this button.")
        for part in (self.field, self.button):
            part.setToolTip(plain_tip(tip))
        self.button.setAccessibleName(button)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is
        set_role(self.button, "compact")
        self.field.asked.connect(self._on_asked)
        self.button.clicked.connect(self._on_asked)
        self.field.focused.connect(self._on_field_focused)
        self.field.textEdited.connect(self._on_field_edited)

    def fit(self) -> None:
        """Keep room for a usual number, and for the button in both its words."""
        self.field.fit()
        self.button.setMinimumWidth(0)
        was = self.button.text()
        self.button.setText(_train(_ENTER))
        self.button.setMinimumWidth(self.button.minimumSizeHint().width())
        self.button.setText(was)

    def show_playing(self, *, is_playing: bool) -> None:
        """Keep the button down until what was asked for is done."""
        self._is_asked = self._is_asked and is_playing
        self.button.setDown(self._is_asked)

    def rename(self, name: str) -> None:
        """Call the number something else."""
        self.name.setText(name)
        self.field.setAccessibleName(name)

    def accept(self) -> None:
        """Take the number for good, and give the keyboard back."""
        self.refuse("")
        self._is_asked = True
        self.field.keep()
        self.field.selectAll()
        self.field.leave()

    def refuse(self, sentence: str) -> None:
        """Say why what was typed can't be asked for."""
        self.say(sentence)
        self.field.setAccessibleDescription(sentence)

    def _on_asked(self) -> None:
        self.asked.emit(self.field.text())

    def _on_field_focused(self, is_here: bool) -> None:
        self.button.setText(_train(_ENTER if is_here else ""))

    def _on_field_edited(self) -> None:
        self.refuse("")


class TrainFor(Part):
    """Asks for training.

    Signals
    -------
    updates_asked(count)
    until_asked(J, label)
        As that of the transport; the label names it for undo.
    """

    updates_asked = Signal(int)
    until_asked = Signal(float, str)

    def __init__(self) -> None:
        super().__init__()
        self._look, self._updates, self._is_playing = Look(), 1, False
        self.epochs = AskRow("", translate("TrainingSettings", "Train for so many epochs"))
        self.below = AskRow(
            translate("TrainingSettings", "Until J <"),
            translate("TrainingSettings", "Train until J is below this number"),
        )
        for row, term in ((self.epochs, "mini-batch"), (self.below, "cost")):
            self.add(row, term, row.name)
        self._write(self._look.point)
        for row in (self.epochs, self.below):
            row.fit()
        self.epochs.asked.connect(self._on_epochs_asked)
        self.below.asked.connect(self._on_below_asked)

    def show_frame(self, frame: Frame, look: Look) -> None:
        """Say how many updates an epoch has."""
        if look != self._look:
            self._wear(look)
        updates = _updates_of_epoch(frame.setup)
        text = translate("TrainingSettings", "Epochs of {count} updates") if updates > 1 else ""
        name = text.format(count=whole(updates)) or translate("TrainingSettings", "Updates")
        if name != self.epochs.name.text():
            self.epochs.rename(name)
        self._updates, self._is_playing = updates, frame.playhead.playing
        for row in (self.epochs, self.below):
            row.show_playing(is_playing=self._is_playing)

    def _wear(self, look: Look) -> None:
        if look.point != self._look.point:
            self._write(look.point)
        self._look = look
        for row in (self.epochs, self.below):
            row.fit()

    def _write(self, point: str) -> None:
        """Fill the fields at first, and where another decimal separator is in use."""
        for row, number in ((self.epochs, _EPOCHS), (self.below, _BELOW)):
            row.field.setText(short(number, point))
            row.field.keep()

    def _on_epochs_asked(self, text: str) -> None:
        most = MOST_UPDATES // self._updates
        number = _number(text)
        if number is None or number != int(number) or not 1 <= number <= most:
            sentence = translate("TrainingSettings", "Type a whole number from 1 to {most}.")
            self.epochs.refuse(sentence.format(most=whole(most)))
            return
        self.epochs.accept()
        self.updates_asked.emit(int(number) * self._updates)
        self.epochs.show_playing(is_playing=self._is_playing)

    def _on_below_asked(self, text: str) -> None:
        J, point = _number(text), self._look.point
        if J is None:
            sentence = translate("TrainingSettings", "Type a number such as {example}.")
            self.below.refuse(sentence.format(example=short(_BELOW, point)))
            return
        self.below.accept()
        label = translate("TrainingSettings", "train until J < {value}")
        self.until_asked.emit(J, label.format(value=short(J, point)))
        self.below.show_playing(is_playing=self._is_playing)


def _train(sign: str = "") -> str:
    return " ".join(filter(None, (translate("TrainingSettings", "Train"), sign)))


def _number(text: str) -> float | None:
    try:
        return parse_number(text)
    except NumberError:
        return None


def _updates_of_epoch(setup: Setup) -> int:
    return -(-setup.samples // setup.batch_size)
