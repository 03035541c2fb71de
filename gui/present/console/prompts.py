"""All bars that want something typed or confirmed: one at a time, by the name that the presenter asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.look import Look
from gui.present.console.jump_prompt import JumpPrompt
from gui.present.console.prompt import Confirm, Prompt
from gui.present.console.train_prompt import TrainPrompt
from gui.present.console.vote_prompt import VotePrompt

if TYPE_CHECKING:
    from gui.present.presenter import Presenter

__all__ = ["Prompts"]


class Prompts(QWidget):
    """Shows the bar that is asked for in place of the one before; asked for again it goes.

    Parameters
    ----------
    presenter : Presenter
    rows : int
        So many stops are seen at once where one is chosen.
    is_private : bool
        Only the lecturer sees them; else they are low, and tell no hands.
    margin : int
        Px left free at either side.

    Signals
    -------
    changed()
        There is another bar, or none.
    """

    changed = Signal()

    def __init__(self, presenter: Presenter, rows: int, *, is_private: bool = True, margin: int = 0) -> None:
        super().__init__()
        self.vote = VotePrompt(presenter, is_private=is_private)
        self.jump = JumpPrompt(presenter, rows)
        self.train = TrainPrompt(presenter)
        self.leave = Confirm(
            presenter, self.tr("Leave the lecture? Enter leaves."), self.tr("Leave"), self.tr("Stay")
        )
        self.reset_all = Confirm(
            presenter,
            self.tr("Forget all votes, marks and times, and begin again? Enter forgets."),
            self.tr("Forget all"),
            self.tr("Keep"),
        )
        self.go_on = Confirm(presenter, "", self.tr("Go on"), self.tr("Begin anew"))
        self.leave.confirmed.connect(presenter.confirm_leave)
        self.reset_all.confirmed.connect(presenter.forget_everything)
        self._named: dict[str, Prompt] = {
            "jump": self.jump, "train": self.train, "leave": self.leave, "reset_all": self.reset_all,
            "go_on": self.go_on,
        }  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, margin // 2)
        for prompt in self._all:
            column.addWidget(prompt)
            prompt.done.connect(self._on_prompt_done)
            if not is_private:
                prompt.set_compact()
        self.hide()

    @property
    def _all(self) -> tuple[Prompt, ...]:
        return self.vote, *self._named.values()

    @property
    def current(self) -> Prompt | None:
        """The bar that is shown; None where there is none."""
        return next((prompt for prompt in self._all if not prompt.isHidden()), None)

    def ask(self, name: str) -> bool:
        """Show the bar of a name, or let it go if it is there; say whether there is one of that name."""
        if name in ("vote", "second_vote"):
            self._only(self.vote)
            self.vote.start(second=name == "second_vote")
        elif name in self._named:
            prompt = self._named[name]
            self._only(prompt)
            if prompt.isHidden():
                prompt.open()
            else:
                prompt.leave()
        else:
            return False
        self.setVisible(self.current is not None)
        self.changed.emit()
        return True

    def close_all(self) -> None:
        """Let whatever is asked go."""
        for prompt in self._all:
            prompt.leave()

    def refresh(self) -> None:
        """Follow the lecture."""
        if self.current is not None:
            self.current.refresh()

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        for prompt in self._all:
            prompt.set_look(look)

    def _only(self, wanted: Prompt) -> None:
        """Make room: the bar is on screen before it takes the keyboard."""
        for prompt in self._all:
            if prompt is not wanted:
                prompt.leave()
        self.show()

    def _on_prompt_done(self) -> None:
        self.setVisible(self.current is not None)
        self.changed.emit()
