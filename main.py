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
        code = _dispatch(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has enough, as `head` does
        _give_up_output()
        return 141
    except OSError as error:
        if error.filename is not None:  # not about the output, which has no name
            raise
        _give_up_output()
        print(f"upstream: the output cannot be written: {error.strerror or error}", file=sys.stderr)
        return 2
    return code


def _give_up_output() -> None:
    """Let what is still unwritten go nowhere, so that Python does not try again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _dispatch(words: list[str]) -> int:
    from engine import cli
    from resources import read_bytes

    if words and words[0] in cli.COMMANDS and not cli.asks_for_film(words):
        return cli.main(words, lambda file: read_bytes("data", file))
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
