"""Puts in place what a step of a lesson shows: its card, the regions, the chain of functions, the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.nn.types import Ref
from engine.session import actions as act
from gui.desk import Shown
from gui.learn.column import LessonColumn
from gui.learn.drawings import Drawings
from gui.look import Look
from gui.panels.lesson_card import LessonCard
from gui.regions import Regions
from gui.store import Store
from gui.views import VIEWS

if TYPE_CHECKING:
    from engine.lessons.stage import Stage
    from gui.panels.chain_gadget import ChainGadget

__all__ = ["Stagehand"]


class Stagehand(QObject):
    """Serves the desk of lessons; made when the first lesson is opened.

    Parameters
    ----------
    store : Store
    regions : Regions
    shown : Shown
    parent : QObject

    Attributes
    ----------
    card : LessonCard
    drawings : Drawings

    Signals
    -------
    chain_changed(function, x)
        The student changed the chain of functions by hand.
    table_asked()
        The derivative table is to be shown.
    """

    chain_changed = Signal(str, float)
    table_asked = Signal()

    def __init__(self, store: Store, regions: Regions, shown: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._regions, self._shown = store, regions, shown
        self._column = LessonColumn()
        self._gadget: ChainGadget | None = None
        self._stage: Stage | None = None
        self.drawings = Drawings(regions, self)

    @property
    def card(self) -> LessonCard:
        """The card of the step in play."""
        return self._column.card

    @property
    def lit(self) -> frozenset[Ref]:
        """What the step lights."""
        return frozenset() if self._stage is None else self._stage.lit

    def put(self, stage: Stage) -> None:
        """Put everything where a step wants it; the same stage again changes nothing."""
        if stage is self._stage:
            return
        self._stage = stage
        view = next((name for name in VIEWS if name in stage.panels), "")
        self._regions.modes.show_lesson(self._column, view)
        if stage.chain is None:
            self._regions.show_lesson(stage.panels)
        else:
            self._regions.show_lesson(frozenset({"chain"}), self.gadget)
            self.put_chain()
            if stage.wiggle:
                self.gadget.wiggle(stage.wiggle)
        session = stage.session
        self._store.dispatch(
            act.Stage(session.document, session.playhead, session.selected, session.hidden, session.slip)
        )

    def put_chain(self) -> None:
        """Put the chain of functions back where the step wants it."""
        stage = self._stage
        if stage is not None and stage.chain is not None:
            self.gadget.show_chain(stage.chain.function, stage.chain.x, stage.withheld)

    def toggle_chain(self) -> None:
        """Show the chain of functions in place of the diagram, outside of lessons; or the diagram again."""
        if self._gadget is not None and self._gadget.isVisible():
            self._regions.show_lesson(None)
        else:
            self.gadget.show_everything()
            self._regions.show_lesson(frozenset({"chain"}), self.gadget)

    def clear(self) -> None:
        """Put everything back as it was without a lesson."""
        self._stage = None
        self.drawings.follow(None)
        self._regions.modes.show_lesson(None)
        self._regions.show_lesson(None)

    def set_look(self, look: Look) -> None:
        """Draw the chain in another look; the rest are panels of the window."""
        if self._gadget is not None:
            self._gadget.set_look(look)

    @property
    def gadget(self) -> ChainGadget:
        """The chain of functions, made when it is first needed."""
        if self._gadget is None:
            from gui.panels.chain_gadget import ChainGadget

            self._gadget = ChainGadget()
            self._gadget.set_look(self._shown.look)
            self._gadget.changed.connect(self.chain_changed)
            self._gadget.table_asked.connect(self.table_asked)
        return self._gadget
