"""Start the window: read the command line, see that there is a display, and only then ask Qt."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from engine import cli
from engine.session.reading import DocumentError
from gui import display, garbage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from engine.session.session import Session
    from gui.main_window import MainWindow

_BEGAN = time.perf_counter()


@dataclass(frozen=True, slots=True)
class _Call:
    """What the command line asks of the window."""

    file: Path | None = None
    pictures: Path | None = None
    film: cli.FilmCall | None = None
    lesson: str | None = None
    smoke: bool = False


def run(words: Sequence[str]) -> int:
    """Open the window, draw pictures, make an animation, or do the smoke test, as the command line says.

    Parameters
    ----------
    words : sequence of str
        ``[FILE]``, ``pictures DIR``, ``export [FILE] --animate …``, ``--smoke [FILE]`` or
        ``--demo LESSON [--smoke]``.

    Returns
    -------
    int
        The exit code: 2 where the call or the file is bad, or no window can be opened here.
    """
    garbage.leave_alone()
    try:
        call = _read(list(words))
        session = cli.opened(call.file)
        if call.pictures is not None or call.film is not None:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        trouble = display.problem()
        if trouble:
            raise cli.CommandError(trouble)
        return _with_qt(call, session)
    except (cli.CommandError, DocumentError) as error:
        print(f"upstream: {cli.sentence(error)}", file=sys.stderr)
        return 2
    finally:
        garbage.look_as_ever()


def _read(words: list[str]) -> _Call:
    if cli.asks_for_film(words):
        film = cli.film_call(words[1:])
        return _Call(file=film.file, film=film)
    match words:
        case []:
            return _Call()
        case ["pictures", folder] if not folder.startswith("-"):
            return _Call(pictures=Path(folder))
        case ["pictures", *_]:
            raise cli.CommandError("pictures needs one folder to draw into (upstream --help shows how)")
        case ["--demo", lesson] | ["--demo", lesson, "--smoke"] if not lesson.startswith("-"):
            return _Call(lesson=lesson, smoke="--smoke" in words)
        case ["--demo", *_]:
            raise cli.CommandError("--demo needs a lesson, a file or its number (upstream --help shows how)")
        case ["--smoke"]:
            return _Call(smoke=True)
        case ["--smoke", file] | [file, "--smoke"] if not file.startswith("-"):
            return _Call(file=Path(file), smoke=True)
        case [file] if not file.startswith("-"):
            return _Call(file=Path(file))
    raise cli.CommandError(f"{' '.join(words)!r} is not understood (upstream --help shows how)")


def _with_qt(call: _Call, session: Session) -> int:
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        raise cli.CommandError(display.missing_library(error)) from None
    app = QApplication.instance() or QApplication([sys.argv[0]])
    prepare(cast("QApplication", app))
    if call.pictures is not None:
        from gui.pictures import draw_pictures

        for file in draw_pictures(call.pictures):
            print(file)
        return 0
    if call.film is not None:
        from gui.export.animation.command import animate

        return animate(call.film, session)
    if call.lesson is not None:
        return _demo(call.lesson, smoke=call.smoke)
    import shiboken6

    from gui.look import Look
    from gui.main_window import MainWindow

    window = MainWindow(session, Look() if call.smoke else None)
    if call.file is not None:
        window.files.belongs_to(call.file)
    if call.smoke:
        window.first_painted.connect(_say_painted)
    window.first_painted.connect(garbage.look_from_now_on)
    window.show()
    try:
        return _smoke(window) if call.smoke else _live(window)
    finally:
        # While all of it still hangs together: Python would take it apart piece by piece.
        shiboken6.delete(window)


def _live(window: MainWindow) -> int:
    """Let the user work, with a copy kept of what is unsaved, and errors that nobody foresaw told."""
    from PySide6.QtWidgets import QApplication

    from gui.files import Unforeseen

    catcher = Unforeseen(window)
    catcher.teller = window.presenting.tell
    catcher.install()
    window.first_painted.connect(window.files.keep_copies)
    window.first_painted.connect(window.files.offer_last)
    try:
        return int(QApplication.exec())
    finally:
        catcher.uninstall()


def _say_painted() -> None:
    _say_when("window painted")


def _say_when(what: str) -> None:
    print(f"{cli.version()}: {what} after {time.perf_counter() - _BEGAN:.2f} s", flush=True)


def _demo(lesson: str, *, smoke: bool) -> int:
    """Give a lecture; there is no other window to come back to."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from gui.present.demo import Demo

    demo = Demo(lesson, remembers=not smoke)
    demo.first_painted.connect(lambda: QTimer.singleShot(0, garbage.look_from_now_on))
    if smoke:
        demo.first_painted.connect(lambda: _say_when("first stop painted"))
    else:
        demo.first_painted.connect(lambda: QTimer.singleShot(0, demo.catch_errors))
    demo.begin()
    try:
        if not smoke:
            return int(QApplication.exec())
        print(f"made {demo.walk()} presses: {demo.place}")
        return 0
    finally:
        demo.end()


def prepare(app: QApplication) -> None:
    """Give the application its name, icon, fonts and, where there is one, its translation."""
    from PySide6.QtCore import QLocale, QTranslator
    from PySide6.QtGui import QIcon

    from gui.fonts import load_fonts, ui_font
    from gui.theme import BASE_PX
    from resources import resource_path

    app.setApplicationName("Upstream")
    app.setApplicationVersion(cli.version().partition(" ")[2])
    app.setDesktopFileName("upstream")
    app.setWindowIcon(QIcon(str(resource_path("icons/upstream.svg"))))
    load_fonts()
    app.setStyle("Fusion")
    app.setFont(ui_font(BASE_PX))  # before any widget is made: on X11 it keeps the first font it met
    translator = QTranslator(app)
    if translator.load(QLocale(), "upstream", "_", str(resource_path("i18n"))):
        app.installTranslator(translator)


def _smoke(window: MainWindow) -> int:
    """Wait until the window has painted itself, walk one whole update, say what came out, and end."""
    from PySide6.QtWidgets import QApplication

    from engine.session.actions import Step

    while not window.painted:
        QApplication.processEvents()
    for _ in range(len(window.frame.steps) - 1):
        window.store.dispatch(Step(1))
        QApplication.processEvents()
    J = window.frame.curve[-1]
    print(f"walked {window.frame.number} micro-steps: J = {J:.6f}")
    window.close()
    return 0
