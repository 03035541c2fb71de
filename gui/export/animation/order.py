"""What is wanted of an animation: a value, checked against what there is. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QCoreApplication

from gui.export.order import Tone
from gui.export.sizes import SMALLEST, Pixels

__all__ = ["FORMS", "MOST_DOTS", "MOST_TICKS", "RATES", "Film", "FilmError", "Form", "Kind", "checked"]

translate = QCoreApplication.translate

Kind = Literal["walk", "training"]
Form = Literal["GIF", "WebP", "MP4"]
FORMS: tuple[Form, ...] = ("GIF", "WebP", "MP4")
RATES = (5, 10, 12, 15, 20, 25, 30, 50)
"""Pictures a second that are offered; programs show no more than 50 of a GIF."""
MOST_DOTS = 3840 * 2160
MOST_TICKS = 20_000
"""Pictures of one animation, those that only stand still for a while counted as many."""


class FilmError(ValueError):
    """An animation that cannot be made; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Film:
    """What is wanted.

    Attributes
    ----------
    kind : {"walk", "training"}
        Steps of one update, or one update after another.
    first, last : int
        Steps from 1, or updates from 0; both are shown.
    update : int
        Whose steps are walked through.
    frames : int
        Pictures of training, spread over the updates.
    seconds : float
        That a step of the walk takes.
    rate : int
        Pictures a second.
    size : (int, int)
        Width and height, px.
    tone : {"screen", "light", "dark"}
    loops : bool
        It begins again at its end.
    form : {"GIF", "WebP", "MP4"}
    """

    kind: Kind
    first: int
    last: int
    update: int = 0
    frames: int = 100
    seconds: float = 1.5
    rate: int = 12
    size: Pixels = (1280, 720)
    tone: Tone = "screen"
    loops: bool = True
    form: Form = "GIF"

    @property
    def stops(self) -> tuple[int, ...]:
        """The steps, or the updates, that are shown in turn."""
        if self.kind == "walk":
            return tuple(range(self.first, self.last + 1))
        span, count = self.last - self.first, min(self.frames, self.last - self.first + 1)
        return tuple(self.first + round(span * i / max(count - 1, 1)) for i in range(count))

    @property
    def ticks_a_stop(self) -> int:
        """How many pictures one step or update lasts."""
        return max(1, round(self.seconds * self.rate)) if self.kind == "walk" else 1

    @property
    def ticks(self) -> int:
        """How many pictures it lasts."""
        count = self.last - self.first + 1
        return self.ticks_a_stop * (count if self.kind == "walk" else min(self.frames, count))

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.ticks / self.rate


def checked(film: Film, most: int) -> Film:
    """Return what is wanted if it can be made, with even sides for MP4.

    Parameters
    ----------
    film : Film
    most : int
        The last step of the update, or the last update that there may be.

    Raises
    ------
    FilmError
        If it cannot.
    """
    least = 1 if film.kind == "walk" else 0
    if not least <= film.first <= film.last <= most:
        raise FilmError(_said_of_range(film, least, most))
    if film.frames < 1 or not 1 <= film.rate <= max(RATES):
        raise FilmError(
            translate("Animation", "An animation has 1 picture or more, and 1 to {most} of them a second.")
            .format(most=max(RATES))
        )  # fmt: skip
    _check_size(film.size)
    if film.ticks > MOST_TICKS:
        sentence = translate(
            "Animation", "That would be {count} pictures, and {most} are allowed: show fewer, or faster."
        )
        raise FilmError(sentence.format(count=film.ticks, most=MOST_TICKS))
    if film.form != "MP4":
        return film
    return replace(film, size=(film.size[0] // 2 * 2, film.size[1] // 2 * 2))


def _said_of_range(film: Film, least: int, most: int) -> str:
    words = {"first": film.first, "last": film.last, "least": least, "most": most}
    if film.kind == "walk":
        sentence = translate("Animation", "Steps {first} to {last} cannot be shown: give {least} to {most}.")
    else:
        sentence = translate(
            "Animation", "Updates {first} to {last} cannot be shown: give {least} to {most}."
        )
    return sentence.format(**words)


def _check_size(size: Pixels) -> None:
    if min(size) >= SMALLEST and size[0] * size[1] <= MOST_DOTS:
        return
    sentence = translate(
        "Animation",
        "An animation of {width} × {height} cannot be made: sides have {least} pixels or more, "
        "and all of it at most {most} million.",
    )
    words = {"width": size[0], "height": size[1], "least": SMALLEST, "most": f"{MOST_DOTS / 1e6:.1f}"}
    raise FilmError(sentence.format(**words))
