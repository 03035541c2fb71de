"""The commands that need no window."""

from engine.cli.common import CommandError, opened, sentence
from engine.cli.filming import FilmCall, asks_for_film, film_call
from engine.cli.program import COMMANDS, HELP, main, version
from engine.cli.training import run_training

__all__ = [
    "COMMANDS", "HELP", "CommandError", "FilmCall", "asks_for_film", "film_call", "main", "opened",
    "run_training", "sentence", "version",
]  # fmt: skip
