"""``upstream check``: whether lessons are sound."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from engine.cli.common import Commands, sentence
from engine.session.reading import DocumentError, text_of

SOUND, FAULTY, UNREADABLE = 0, 1, 2
"""Exit codes."""


def add_to(commands: Commands, read_bundled: Callable[[str], bytes]) -> None:
    """Teach the parser the command; `read_bundled` returns what a file of ``resources/data`` holds."""
    check = commands.add_parser("check", add_help=False)
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.set_defaults(run=_check, read_bundled=read_bundled)


def _check(options: argparse.Namespace) -> int:
    return max(_checked(file, options.read_bundled) for file in options.files)


def _checked(file: Path, read_bundled: Callable[[str], bytes]) -> int:
    """Print the report of one file; what cannot be read is told on stderr."""
    from engine.lessons.checker import check
    from engine.lessons.faults import LessonError

    try:
        report = check(text_of(file), str(file), read_bundled=read_bundled)
    except LessonError as error:
        print(f"upstream: {sentence(error)}", file=sys.stderr)
        return UNREADABLE
    except DocumentError as error:
        print(f"upstream: {file}: {sentence(error)}", file=sys.stderr)
        return UNREADABLE
    print("\n".join(report.lines))
    return SOUND if report.ok else FAULTY
