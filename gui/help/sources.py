"""Where the search looks: the menus, the quantities of the network in view, and the glossary."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from engine.nn.types import Ref, Symbol
from engine.session.frame import Frame
from gui.commands import key_text
from gui.desk import Shown
from gui.help.entry import Entry, match, ranked
from gui.help.glossary import TERMS, Term
from gui.help.quantities import quantities_in
from gui.quantities import quantity

__all__ = ["Sources", "keys_of_action", "menu_actions", "plain_text"]

translate = QCoreApplication.translate


def plain_text(text: str) -> str:
    """Take the marks of a menu's text away."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def keys_of_action(action: QAction) -> str:
    """Write the keys that carry out an action now; the user may have chosen them."""
    return ", ".join(key_text(keys.toString()) for keys in action.shortcuts())


def menu_actions(bar: QMenuBar) -> Iterator[tuple[str, QAction]]:
    """Yield every action of the menus, with the menus that lead to it."""
    for top in bar.actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            yield from _actions_in(menu, plain_text(top.text()))


def _actions_in(menu: QMenu, way: str) -> Iterator[tuple[str, QAction]]:
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _actions_in(below, f"{way} → {plain_text(action.text())}")
        elif not action.isSeparator() and action.isVisible():
            yield way, action


class Sources(QObject):
    """Answers a question.

    Parameters
    ----------
    bar : QMenuBar
    go_to : callable
        Takes the user to a quantity.
    shown : Shown
    parent : QObject

    Signals
    -------
    term_asked(id)
        A word of the glossary was chosen.
    """

    term_asked = Signal(str)

    def __init__(self, bar: QMenuBar, go_to: Callable[[Ref], object], shown: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._bar, self._go_to, self._shown = bar, go_to, shown

    def answers(self, question: str) -> list[Entry]:
        """Return all that a question may mean: quantities that it names, commands, and words."""
        commands = ranked(question, self._commands())
        if not question.strip():
            return commands
        terms = [term for term in TERMS if match(question, self._term(term))]
        return [*self._quantities(question), *commands, *ranked(question, map(self._term, terms))]

    def _commands(self) -> Iterator[Entry]:
        for way, action in menu_actions(self._bar):
            keys = keys_of_action(action)
            yield Entry(plain_text(action.text()), way, keys, action.trigger, action.isEnabled())

    def _quantities(self, question: str) -> list[Entry]:
        frame = self._shown.frame
        found = quantities_in(question, frame.network)
        there = (ref for ref in found if (ref.sample or 0) < frame.trace.m and _is_there(ref, frame))
        return [self._quantity(frame, ref) for ref in there]

    def _quantity(self, frame: Frame, ref: Ref) -> Entry:
        ref = frame.resolved(ref)
        title = f"{frame.names.text(ref.at(None), output=True)} · {quantity(ref.at(None), frame.names)}"
        value = self._shown.look.number_of(ref, frame.value(ref))
        return Entry(title, translate("Help", "Quantity"), value, lambda: self._go_to(ref))

    def _term(self, term: Term) -> Entry:
        title = f"{term.title} · {term.symbol}" if term.symbol else term.title
        kind = translate("Help", "Glossary")
        return Entry(title, kind, "", lambda: self.term_asked.emit(term.id), also=term.id)


def _is_there(ref: Ref, frame: Frame) -> bool:
    """Say whether the update in play has a quantity of penalty or optimiser: not every one has."""
    if ref.symbol == "t":
        return frame.shape.optimizer == "adam"
    if ref.symbol in _MOMENTS:
        return Ref(_MOMENTS[ref.symbol], ref.layer, ref.index) in frame.written
    return ref.symbol not in ("pull", *_MOMENTS.values()) or ref in frame.written


_MOMENTS: dict[Symbol, Symbol] = {"m_W": "m_W_new", "v_W": "v_W_new", "m_b": "m_b_new", "v_b": "v_b_new"}
