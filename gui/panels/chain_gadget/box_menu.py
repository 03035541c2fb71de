"""The menu that adds and removes boxes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QToolButton

from engine.nn.chain import Chain
from engine.nn.chain.building import STEPS, Place, step_formula, why_it_stays
from gui.look import Look
from gui.theme import set_role

__all__ = ["BoxMenu", "offer_removal"]

translate = QCoreApplication.translate
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BoxMenu(QToolButton):
    """A button with a menu: a box inside, a box outermost, a box less.

    Signals
    -------
    add_asked(step, place)
        One of `STEPS`, and "inside" or "outermost".
    remove_asked(number)
    """

    add_asked = Signal(str, str)
    remove_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._chain: Chain | None = None
        self._look = Look()
        self.setText(self.tr("Boxes"))
        self.setToolTip(self.tr("Add a box, or take one out"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_role(self, "compact")
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._fill)

    def show_chain(self, chain: Chain, look: Look) -> None:
        """Offer what can be done with a chain."""
        self._chain, self._look = chain, look

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter or down; Space is the window's."""
        if event.key() in (*_ENTER, Qt.Key.Key_Down):
            self.showMenu()
        else:
            event.ignore()

    def _fill(self) -> None:
        """Offer every known function, inside and outermost, and every box to be taken out."""
        menu, chain = self.menu(), self._chain
        menu.clear()
        if chain is None:
            return
        inside = self.tr("Add a box inside, before {box}").format(box=chain.boxes[0].name)
        outside = self.tr("Add an outermost box, around {box}").format(box=chain.boxes[-1].name)
        self._offer(menu.addMenu(inside), "inside", chain.variable)
        self._offer(menu.addMenu(outside), "outermost", chain.boxes[-1].name)
        menu.addSeparator()
        for number in range(1, len(chain.boxes) + 1):
            offer_removal(menu, chain, number, self._look).triggered.connect(
                lambda _checked=False, number=number: self.remove_asked.emit(number)
            )

    def _offer(self, menu: QMenu, place: Place, label: str) -> None:
        for step in STEPS:
            action = menu.addAction(self._look.pointed(step_formula(step, label).text))
            action.triggered.connect(lambda _checked=False, step=step: self.add_asked.emit(step, place))


def offer_removal(menu: QMenu, chain: Chain, number: int, look: Look) -> QAction:
    """Put the removal of a box into a menu; where it can't be removed, say why."""
    reason = why_it_stays(chain, number)
    text = translate("ChainGadget", "Take out {box}").format(box=chain.boxes[number - 1].equation.text)
    action = menu.addAction(look.pointed(text) + (f" ({reason})" if reason else ""))
    action.setEnabled(not reason)
    return action
