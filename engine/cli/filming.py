"""What ``upstream export --animate`` asks for. The pictures need Qt, so others make them: this only reads."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.cli.common import CommandError, Parser, check_folder, check_other
from engine.nn.types import ZOOMS, Zoom
from engine.session.training import MOST_UPDATES

__all__ = ["FilmCall", "asks_for_film", "film_call"]

_KINDS = ("walk", "training")
_VIEWS = ("diagram", "window")
_ENDINGS = (".gif", ".webp", ".mp4")


@dataclass(frozen=True, slots=True)
class FilmCall:
    """An animation as the command line asks for it; None is what is usual.

    Attributes
    ----------
    file : Path or None
    out : Path
    kind : {"walk", "training"}
    update : int or None
    first, last : int or None
        Steps from 1, or updates from 0.
    frames, rate : int
    seconds : float
        A step of the walk.
    size : (int, int)
    dark : bool
    zoom : {"phase", "layer", "node", "edge"} or None
    view : {"diagram", "window"}
    """

    file: Path | None
    out: Path
    kind: str
    update: int | None
    first: int | None
    last: int | None
    frames: int
    rate: int
    seconds: float
    size: tuple[int, int]
    dark: bool
    zoom: Zoom | None
    view: str


def asks_for_film(words: Sequence[str]) -> bool:
    """Say whether a command line asks for an animation."""
    asked = any(word.partition("=")[0] == "--animate" for word in words)
    return words[:1] == ["export"] and asked and not {"-h", "--help"} & set(words)


def film_call(words: Sequence[str]) -> FilmCall:
    """Read ``export [FILE] --animate walk -o OUT.gif …``, without the first word.

    Raises
    ------
    CommandError
        If it is not understood, or the file cannot be there.
    """
    options = _parser().parse_args(list(words))
    call = FilmCall(**vars(options))
    if call.out.suffix.lower() not in _ENDINGS:
        raise CommandError(f"{call.out}: an animation ends in {', '.join(_ENDINGS[:-1])} or {_ENDINGS[-1]}")
    if call.update is not None and not 0 <= call.update <= MOST_UPDATES:
        raise CommandError(f"--update {call.update}: give a number from 0 to {MOST_UPDATES:,}")
    if call.kind == "training" and call.update is not None:
        raise CommandError("--update is for --animate walk; training goes --from one update --to another")
    check_folder(call.out)
    check_other(call.out, call.file)
    return call


def _parser() -> Parser:
    parser = Parser(prog="upstream export", add_help=False)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--animate", dest="kind", choices=_KINDS, required=True)
    parser.add_argument("-o", dest="out", type=Path, required=True)
    for name, place in (("--update", "update"), ("--from", "first"), ("--to", "last")):
        parser.add_argument(name, dest=place, type=int)
    parser.add_argument("--frames", type=int, default=100)
    parser.add_argument("--fps", dest="rate", type=int, default=12)
    parser.add_argument("--seconds", type=_seconds, default=1.5)
    parser.add_argument("--size", type=_size, default=(1280, 720))
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--zoom", choices=ZOOMS)
    parser.add_argument("--view", choices=_VIEWS, default="window")
    return parser


def _size(text: str) -> tuple[int, int]:
    """Read a size such as 1280x720."""
    sides = text.lower().replace("×", "x").split("x")
    if len(sides) != 2 or not all(side.isascii() and side.isdigit() and len(side) < 6 for side in sides):
        raise argparse.ArgumentTypeError(f"{text!r} is no size, such as 1280x720")
    return int(sides[0]), int(sides[1])


def _seconds(text: str) -> float:
    """Read how long a step takes."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 60:
        raise argparse.ArgumentTypeError(f"{text!r} is no time for a step, such as 1.5")
    return seconds
