"""``upstream chain``: a typed function, taken apart by the chain rule."""

from __future__ import annotations

import argparse

from engine.cli.common import Commands
from engine.nn.chain import as_latex, as_text, parse, parse_number


def add_to(commands: Commands) -> None:
    """Teach the parser the command."""
    chain = commands.add_parser("chain", add_help=False)
    chain.add_argument("function")
    chain.add_argument("--at", type=str)
    chain.add_argument("--latex", action="store_true")
    chain.set_defaults(run=_chain)


def _chain(options: argparse.Namespace) -> int:
    told = as_latex if options.latex else as_text
    print(told(parse(options.function), None if options.at is None else parse_number(options.at)), end="")
    return 0
