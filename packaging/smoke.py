"""Try the program that was built as a user would start it: without a window, offscreen, and on a real screen.

    python packaging/smoke.py dist/upstream [--limit MB] [--keep FOLDER]

Prints a line for each thing tried and exits 1 at the first that fails. Needs the standard library only; on
Linux the real screen is Xvfb, elsewhere it is the machine's own.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIMIT_MB = 200
# Nothing here takes more than a few seconds; a program that hangs must not hang the build.
PATIENCE_SECONDS = 120
# The start-up network has two layers: 9 L + 4 micro-steps.
STEPS_AT_START = 22
PAPERS = ("LICENSE", "NOTICE", "licences/LGPL-3.0.txt", "licences/GPL-3.0.txt", "licences/Python.txt")
# What the offscreen plugin says of itself.
HARMLESS = re.compile(r"^This plugin does not support (raise|propagateSizeHints)\(\)$")


class SmokeError(Exception):
    """Something about the program is not as a user needs it; the text says what."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Try a program that was built; return 0 if all is well."""
    parser = argparse.ArgumentParser(description="Try the program that was built.")
    parser.add_argument("folder", type=Path, help="the folder that holds the executable")
    parser.add_argument(
        "--limit", type=float, default=LIMIT_MB, metavar="MB", help="the largest size allowed"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the pictures it draws here")
    options = parser.parse_args(arguments)
    try:
        check_folder(options.folder, options.limit)
        check_program([str((options.folder / executable_name()).resolve())], options.keep)
    except SmokeError as error:
        print(f"smoke: {error}", file=sys.stderr)
        return 1
    return 0


def say(what: str) -> None:
    """Print what was found at once, so that it stands before what fails next."""
    print(f"smoke: {what}", flush=True)


def executable_name() -> str:
    """Name the executable as this system does."""
    return "upstream.exe" if sys.platform == "win32" else "upstream"


def check_folder(folder: Path, limit: float = LIMIT_MB) -> None:
    """Look at a built folder without starting it: its size, and the licences that must go along.

    Parameters
    ----------
    folder : Path
        What PyInstaller collected.
    limit : float
        The largest size allowed, in MB of 10⁶ bytes.

    Raises
    ------
    SmokeError
        If it is not there, too large, or without its licences.
    """
    if not (folder / executable_name()).is_file():
        msg = f"there is no program in {folder}"
        raise SmokeError(msg)
    files = [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    size = sum(file.stat().st_size for file in files) / 1e6
    if size > limit:
        msg = f"{folder} holds {size:.0f} MB, and {limit:.0f} MB are allowed"
        raise SmokeError(msg)
    for paper in PAPERS:
        if not (folder / "_internal" / paper).is_file():
            msg = f"{paper} does not go along"
            raise SmokeError(msg)
    say(f"{size:.0f} MB in {len(files)} files, licences among them")


def check_program(program: Sequence[str], keep: Path | None = None) -> None:
    """Start a program in each of the ways a user would.

    Parameters
    ----------
    program : sequence of str
        The command, without arguments.
    keep : Path, optional
        Where its pictures are kept; thrown away when missing.

    Raises
    ------
    SmokeError
        At the first thing that is not as it should be.
    """
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        say(check_version(program, home))
        check_trace(program, home)
        say(f"trace tells {STEPS_AT_START} micro-steps")
        say("offscreen: " + check_window(program, home, {"QT_QPA_PLATFORM": "offscreen"}))
        with screen() as environment:
            say("on a screen: " + check_window(program, home, environment))
        pictures = check_pictures(program, home)
        say(f"draws {len(pictures)} pictures of itself")
        if keep:
            shutil.copytree(home / "pictures", keep, dirs_exist_ok=True)


def check_version(program: Sequence[str], home: Path) -> str:
    """Ask for the version; return the line it prints."""
    line = _run([*program, "--version"], home).strip()
    if not re.fullmatch(r"upstream \d+\.\d+\.\d+\S*", line):
        msg = f"--version says {line!r}"
        raise SmokeError(msg)
    return line


def check_trace(program: Sequence[str], home: Path) -> None:
    """Ask for the walk of the first update, as text and as JSON."""
    if not _run([*program, "trace"], home).strip():
        msg = "trace says nothing"
        raise SmokeError(msg)
    text = _run([*program, "trace", "--json"], home)
    try:
        steps = json.loads(text)
    except json.JSONDecodeError as error:
        msg = f"trace --json is no JSON: {error}"
        raise SmokeError(msg) from error
    if [step["n"] for step in steps] != list(range(1, STEPS_AT_START + 1)):
        msg = f"trace --json tells {len(steps)} micro-steps and not {STEPS_AT_START}, numbered from 1"
        raise SmokeError(msg)


def check_window(program: Sequence[str], home: Path, environment: dict[str, str]) -> str:
    """Let the window paint itself and walk; return what it prints, in one line."""
    lines = _run([*program, "--smoke"], home, environment).strip().splitlines()
    if not lines:
        msg = "--smoke says nothing"
        raise SmokeError(msg)
    return "; ".join(lines)


def check_pictures(program: Sequence[str], home: Path) -> list[Path]:
    """Let the program draw its window's main states; return the pictures."""
    folder = home / "pictures"
    _run([*program, "pictures", str(folder)], home)
    pictures = sorted(folder.glob("*.png"))
    # An empty window of that size packs into far less.
    hollow = [file.name for file in pictures if file.stat().st_size < 10_000]
    if not pictures or hollow:
        msg = f"of its {len(pictures)} pictures these are empty: {hollow}"
        raise SmokeError(msg)
    return pictures


@contextlib.contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Offer a real screen, Xvfb on Linux and the machine's own elsewhere; yield the environment for it."""
    if not sys.platform.startswith("linux"):
        yield {}
        return
    if not shutil.which("Xvfb"):
        msg = "Xvfb is missing, so the window cannot be tried on a screen"
        raise SmokeError(msg)
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(
        command, pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writer)
    try:
        # Xvfb writes its number when it is ready, or closes the pipe when it gives up.
        with os.fdopen(reader, encoding="ascii") as numbers:
            number = numbers.readline().strip()
        if not number:
            msg = "Xvfb does not start"
            raise SmokeError(msg)
        yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait()


def _run(command: Sequence[str], home: Path, environment: dict[str, str] | None = None) -> str:
    """Start a program far from its source, with an empty home; return what it prints."""
    # Nothing of the shell that builds may help: no Python settings, no display, no configuration.
    mine = ("PYTHON", "VIRTUAL_ENV", "QT_", "XDG_", "DISPLAY", "WAYLAND")
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(mine)}
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    surroundings |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), **(environment or {})}
    try:
        done = subprocess.run(
            command,
            cwd=home,
            env=surroundings,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        msg = f"{_short(command)} did not end within {PATIENCE_SECONDS} s"
        raise SmokeError(msg) from error
    complaints = [line for line in done.stderr.splitlines() if not HARMLESS.match(line)]
    if done.returncode or complaints:
        msg = f"{_short(command)} ended with {done.returncode}: " + "\n".join(complaints[-20:])
        raise SmokeError(msg)
    return done.stdout


def _short(command: Sequence[str]) -> str:
    return " ".join([Path(command[0]).name, *command[1:]])


if __name__ == "__main__":
    sys.exit(main())
