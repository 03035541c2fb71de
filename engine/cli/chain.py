"""``upstream chain``: a typed function, taken apart by the chain rule."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from engine.cli.common import Commands
from engine.nn.chain import as_latex, as_text, parse, parse_number


def add_to(commands: Commands) -> None:
    """Teach the parser the command."""
    chain = commands.add_parser("chain", add_help=False)
    chain.add_argument("function")
    chain.add_argument("--at", type=str)
    chain.add_argument("--latex", action="store_true")
    chain.set_defaults(run=_chain)


def typed(words: Sequence[str]) -> list[str]:
    """Write a leading minus as the sign it is, so that it is not taken for an option."""
    chain = words[:1] == ["chain"]
    return [f"−{word[1:]}" if chain and len(word) > 1 and _is_negative(word) else word for word in words]


def _is_negative(word: str) -> bool:
    return word[0] == "-" and word[1] != "-"


def _chain(options: argparse.Namespace) -> int:
    told = as_latex if options.latex else as_text
    print(told(parse(options.function), None if options.at is None else parse_number(options.at)), end="")
    return 0
