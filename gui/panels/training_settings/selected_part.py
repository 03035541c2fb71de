"""The weight or bias that is selected: its number, its lock, and whether its connection is cut."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton

from engine.nn.types import Ref, Symbol
from engine.session import actions as act
from engine.session.frame import Frame
from gui.controls.field_row import FieldRow
from gui.controls.note import Note
from gui.hands.targets import target_of
from gui.look import Look
from gui.panels.training_settings.part import GAP, Part
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["SelectedPart", "parameter_of"]

translate = QCoreApplication.translate
_OF: dict[Symbol, Symbol] = {
    "W": "W", "W_new": "W", "dW": "W", "m_W": "W", "v_W": "W", "m_W_new": "W", "v_W_new": "W",
    "b": "b", "b_new": "b", "db": "b", "m_b": "b", "v_b": "b", "m_b_new": "b", "v_b_new": "b",
}  # fmt: skip
"""Which parameter is meant where a quantity of it is selected: its gradient, its moments."""

_LOCK = {
    False: QT_TRANSLATE_NOOP("TrainingSettings", "Lock"),
    True: QT_TRANSLATE_NOOP("TrainingSettings", "Unlock"),
}
_CUT = {
    False: QT_TRANSLATE_NOOP("TrainingSettings", "Cut"),
    True: QT_TRANSLATE_NOOP("TrainingSettings", "Restore"),
}
"""What a button does, by whether it has been done already."""


def parameter_of(frame: Frame) -> Ref | None:
    """Return the weight or bias that is selected; None where nothing is, or no parameter of this network."""
    ref = frame.selected
    symbol = None if ref is None else _OF.get(ref.symbol)
    if ref is None or symbol is None or not 1 <= ref.layer <= frame.network.L:
        return None
    sizes, found = frame.network.sizes, Ref(symbol, ref.layer, ref.index)
    room = (sizes[ref.layer], sizes[ref.layer - 1])[: 2 if symbol == "W" else 1]
    fits = len(found.index) == len(room) and all(
        place < size for place, size in zip(found.index, room, strict=True)
    )
    return found if fits else None


class SelectedPart(Part):
    """Sets what is selected, where that is a weight or a bias; else says how to select one."""

    def __init__(self) -> None:
        super().__init__()
        self._frame: Frame | None = None
        self._ref: Ref | None = None
        self.hint = Note("muted")
        self.hint.setText(translate("TrainingSettings", "Click a weight to set it here."))
        self.row, self.told = FieldRow(GAP, is_wide=True), Note("small")
        self.lock, self.cut = QPushButton(_said(_LOCK, False)), QPushButton(_said(_CUT, False))
        self.add(self.hint)
        self.add_field(self.row, "weight")
        self.add(self.told)
        self._buttons = self.add_buttons("locked", self.lock, self.cut)
        self.lock.clicked.connect(self._on_lock_clicked)
        self.cut.clicked.connect(self._on_cut_clicked)

    def show_frame(self, frame: Frame, look: Look) -> None:
        """Show the parameter that is selected."""
        self._frame, self._ref = frame, parameter_of(frame)
        self.hint.setVisible(self._ref is None)
        self._buttons.setVisible(self._ref is not None)
        self._show_row(frame, look)
        self.told.say("" if self._ref is None else _told(self._ref, frame, look))
        if self._ref is not None:
            self._show_buttons(self._ref, frame)

    def _show_row(self, frame: Frame, look: Look) -> None:
        """Show the number that can be set; ``?`` where it is withheld, nothing where it is cut."""
        ref, target = self._ref, target_of(self._ref, frame)
        if ref is None or ref in frame.network.cut:
            self.row.forget()
            return
        text = translate("TrainingSettings", "Selected {name}")
        if target is None:
            self.row.withhold(text.format(name=frame.names.text(ref)))
        else:
            name = f"{target.name} {target.when}".strip()
            self.row.show_target(target, text.format(name=name), look)
        self.row.setEnabled(target is not None)
        self.row.show()

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the parameter where it is pointed at."""
        self.row.light(refs)

    def _show_buttons(self, ref: Ref, frame: Frame) -> None:
        is_cut, is_locked = ref in frame.network.cut, ref in frame.network.locked
        name = frame.names.text(ref)
        for button, text in ((self.lock, _said(_LOCK, is_locked)), (self.cut, _said(_CUT, is_cut))):
            button.setText(text)
            button.setAccessibleName(f"{text} {name}")
        self.lock.setEnabled(not is_cut)
        self.cut.setVisible(ref.symbol == "W")

    def _on_lock_clicked(self) -> None:
        if self._frame is None or self._ref is None:
            return
        net, ref = self._frame.network, self._ref
        if ref in net.locked:
            self._set(translate("TrainingSettings", "unlock {name}"), net.with_unlocked({ref}))
        else:
            self._set(translate("TrainingSettings", "lock {name}"), net.with_locked({ref}))

    def _on_cut_clicked(self) -> None:
        if self._frame is None or self._ref is None:
            return
        net, ref = self._frame.network, self._ref
        if ref in net.cut:
            self._set(translate("TrainingSettings", "restore {name} at 0"), net.with_restored({ref}))
        else:
            self._set(translate("TrainingSettings", "cut {name}"), net.with_cut({ref}))

    def _set(self, label: str, network: object) -> None:
        if self._frame is not None and self._ref is not None:
            name = self._frame.names.text(self._ref)
            self.dispatched.emit(act.SetSettings({"network": network}, label.format(name=name)))


def _said(words: dict[bool, str], is_done: bool) -> str:
    return translate("TrainingSettings", words[is_done])


def _told(ref: Ref, frame: Frame, look: Look) -> str:
    """Say what the parameter is now where the field can't: corrected, cut, withheld, or locked."""
    name = frame.names.text(ref)
    if ref in frame.network.cut:
        text = translate("TrainingSettings", "{name} is cut: nothing crosses here, and the weight stays 0.")
        return text.format(name=name)
    text = translate("TrainingSettings", "Now {name} = {value}.")
    if ref in frame.network.locked:
        text = translate("TrainingSettings", "{name} = {value} is locked: no update moves it.")
    elif frame.value(ref) == frame.parameter(ref):
        return ""
    return text.format(name=name, value=look.number(frame.parameter(ref)))
