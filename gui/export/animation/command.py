"""``upstream export --animate``: the same animation without a window, with a bar on the terminal."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import cast

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from engine.cli import CommandError
from engine.cli.filming import FilmCall
from engine.session import actions as act
from engine.session.frame import Frame, frame_of
from engine.session.session import Session
from engine.session.training import MOST_UPDATES
from engine.session.update import update
from gui.diagram import Diagram
from gui.export.animation.moments import Moments, last_update
from gui.export.animation.order import FORMS, Film, FilmError, Kind, checked
from gui.export.animation.scene import Scene, View, views_of
from gui.export.animation.shooting import Shooting
from gui.export.animation.take import said_of
from gui.export.sources import sources_of
from gui.look import Look
from gui.panels.cost_curve import CostCurve
from gui.panels.delta_panel import DeltaPanel
from gui.theme import DARK, LIGHT

__all__ = ["animate"]

_INTERRUPTED = 130
_WAIT_S = 0.002


def animate(call: FilmCall, session: Session) -> int:
    """Make an animation; return the exit code.

    Raises
    ------
    CommandError
        If it cannot be made.
    """
    if call.zoom is not None:
        session = update(session, act.SetZoom(call.zoom))
    if call.update is not None:
        session = update(session, act.Seek(1, call.update))
    frame = frame_of(session)
    try:
        film, most = _film(call, frame)
        film = checked(film, most)
        with _quiet():
            return _made(call, film, frame)
    except (OSError, FilmError, MemoryError) as error:
        raise CommandError(said_of(error, call.out)) from None


def _film(call: FilmCall, frame: Frame) -> tuple[Film, int]:
    """Return what is asked for, and the last step or update that there is."""
    form = next(form for form in FORMS if f".{form.lower()}" == call.out.suffix.lower())
    is_walk = call.kind == "walk"
    most = len(frame.steps) if is_walk else MOST_UPDATES
    last = most if is_walk else last_update(frame)
    film = Film(
        kind=cast("Kind", call.kind),
        first=int(is_walk) if call.first is None else call.first,
        last=last if call.last is None else call.last,
        update=frame.update,
        frames=call.frames,
        seconds=call.seconds,
        rate=call.rate,
        size=call.size,
        form=form,
    )
    return film, most


def _made(call: FilmCall, film: Film, frame: Frame) -> int:
    view = _view(call)
    look = Look(theme=DARK if call.dark else LIGHT)
    scene = Scene(view, view.natural([frame], look), film.size, look)
    shooting = Shooting(film, scene, Moments.of(frame).finder(film), look.motion)
    with _interruption() as interrupted:
        for turn in (turns := shooting.into(call.out)):
            if interrupted():
                turns.close()
                print("\nupstream: interrupted; nothing was written", file=sys.stderr)
                return _INTERRUPTED
            _show_progress(turn.done, film.ticks)
            if turn.waits:
                time.sleep(_WAIT_S)
    _end_progress()
    return 0


def _view(call: FilmCall) -> View:
    """Return what is shown, of panels that nobody sees."""
    diagram = Diagram()
    if call.view == "diagram":
        diagram.resize(diagram.sizeHint())
        return views_of(sources_of(diagram, ()), ())[1]
    sources = sources_of(diagram, (DeltaPanel(), CostCurve()))
    return views_of(sources, sources)[0]


@contextmanager
def _interruption() -> Iterator[Callable[[], bool]]:
    """Let Ctrl+C be asked for, in place of an error in the middle of a painting."""
    asked = False

    def note(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep to ourselves what the offscreen platform says of itself for every panel."""

    def tell(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
        if kind != QtMsgType.QtDebugMsg and not (message or "").startswith("This plugin does not support"):
            print(message, file=sys.stderr)

    before = qInstallMessageHandler(tell)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _show_progress(done: int, total: int) -> None:
    """Draw a bar on a terminal."""
    if sys.stderr.isatty():
        percent = 100 * done // max(total, 1)
        bar = "█" * (percent // 4) + "·" * (25 - percent // 4)
        print(f"\r{bar} {percent:3d} %  picture {done:,} of {total:,}", end="", file=sys.stderr, flush=True)


def _end_progress() -> None:
    if sys.stderr.isatty():
        print(file=sys.stderr)
