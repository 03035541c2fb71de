"""What a lecturer puts aside for an open day, and what is cleared up after each visitor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.lessons.lecture import Lecture
from gui.present.marks import Marks
from gui.present.pace import Pace

if TYPE_CHECKING:
    from gui.present.presenter import Presenter

__all__ = ["Aside", "cleared_up"]

_USUAL_DELTA = "normal"


@dataclass(frozen=True, slots=True, eq=False)
class Aside:
    """A lecture that is taken up again later, as it is now.

    Attributes
    ----------
    lecture : Lecture
    marks : Marks
    pace : Pace
    furthest : dict of int to int
    speed : float
    delta : str
    """

    lecture: Lecture
    marks: Marks
    pace: Pace
    furthest: dict[int, int]
    speed: float
    delta: str

    @classmethod
    def of(cls, presenter: Presenter) -> Aside:
        """Put aside what a presenter is giving."""
        return cls(
            presenter.lecture, presenter.marks, presenter.pace, dict(presenter.furthest), presenter.speed,
            presenter.delta,
        )  # fmt: skip

    def put_back(self, presenter: Presenter) -> None:
        """Let a presenter go on with it."""
        cleared_up(presenter)
        presenter.pace, presenter.furthest = self.pace, self.furthest
        presenter.speed, presenter.delta = self.speed, self.delta
        presenter.take_up(self.lecture, self.marks)
        presenter.paced.emit()


def cleared_up(presenter: Presenter) -> None:
    """Undo what somebody may have left: covers, tools, marks, speed. What is shown is the next thing's."""
    if presenter.is_frozen:
        presenter.freeze()
    if presenter.cover:
        presenter.uncover()
    if presenter.is_playing:
        presenter.autoplay()
    presenter.is_zoomed, presenter.speed, presenter.delta, presenter.note = False, 1.0, _USUAL_DELTA, ""
    presenter.marks = Marks()
    presenter.set_tool("")
