"""Upstream: dispatch to a command without a window, or to the window. Qt is imported only for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a pipe on Windows would not take a δ
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return _dispatch(list(sys.argv[1:] if arguments is None else arguments))
    except BrokenPipeError:  # whoever read our output has enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _dispatch(words: list[str]) -> int:
    from engine import cli

    if words and words[0] in cli.COMMANDS:
        return cli.main(words)
    if words and words[0] in ("-h", "--help"):
        print(cli.HELP, end="")
        return 0
    if words == ["--version"]:
        print(cli.version())
        return 0
    from gui.app import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
