"""Every command of the command line, and what ``upstream --help`` says of them.

Bad input ends in one sentence on stderr and exit code 2.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from engine import __version__
from engine.cli.common import CommandError, Parser, sentence
from engine.session.reading import DocumentError

COMMANDS = ("new", "trace", "export", "train", "chain", "check")

HELP = """\
usage: upstream [FILE]                    open the window, on FILE if there is one
       upstream new DATA -o OUT.upstream [--hidden 16,16] [--activation tanh] [--optimizer adam] [--eta 0.1]
                      [--batch 32] [--test 5 | --test 0.2] [--scale standardise] [--seed 0] …
                                          a document for a data set: iris, digits, spiral(n=200), FILE.csv
       upstream new --list                name the data sets, and what else can be chosen
       upstream trace [FILE] [--update N] [--sample N] [--zoom phase|layer|node|edge]
                      [--json | --latex | --markdown] [-o OUT]
                                          print every micro-step of the next update
       upstream export [FILE] --numpy | --torch | --latex | --markdown | --csv | --runs [--update N] [-o OUT]
                                          print the update as a program or a report, or the cost curves
       upstream export [FILE] --animate walk|training -o OUT.gif|.webp|.mp4 [--update N] [--from A] [--to B]
                      [--frames N] [--fps 12] [--seconds 1.5] [--size 1280x720] [--dark] [--zoom layer]
                      [--view window|diagram]
                                          film the steps of an update, or training, update after update
       upstream train [FILE] --updates N [-o OUT.upstream] [--csv CURVE.csv]
                                          train without a window
       upstream chain FUNCTION [--at X] [--latex]
                                          take a function such as "log(2 + cos x)" apart by the chain rule
       upstream check FILE…
                                          check lessons: their numbers, their questions, their texts
       upstream pictures DIR              draw the main states of the window as PNG
       upstream --demo LESSON.toml | --demo N
                                          give a lecture on a lesson, or on lesson N of the course
       upstream --smoke | --demo N --smoke
                                          show the window, or a whole lecture, once, say so, and end
       upstream --version | --help

Without FILE, every command takes the lecture's network: one input, one inner node, one output.
"""


def main(arguments: Sequence[str], read_bundled: Callable[[str], bytes] | None = None) -> int:
    """Run a command and return its exit code.

    Parameters
    ----------
    arguments : sequence of str
        The command's name and its arguments, without the program's name.
    read_bundled : callable, optional
        Returns what a file of ``resources/data`` holds: the engine opens no resource itself.

    Returns
    -------
    int
        0, or 2 where the input is bad, or 1 where training ran away or a lesson has a fault, or 130 where
        it was interrupted.
    """
    if {"-h", "--help"} & set(arguments):
        print(HELP, end="")
        return 0
    from engine.cli import chain
    from engine.nn.chain import ChainError

    try:
        options = _parser(read_bundled or _nothing_bundled).parse_args(chain.typed(arguments))
        return int(options.run(options))
    except (CommandError, DocumentError, ChainError) as error:
        print(f"upstream: {sentence(error)}", file=sys.stderr)
        return 2


def version() -> str:
    """Return the line that ``upstream --version`` prints."""
    return f"upstream {__version__}"


def _nothing_bundled(file: str) -> bytes:
    raise CommandError(f"{file} is not at hand here")


def _parser(read_bundled: Callable[[str], bytes]) -> Parser:
    from engine.cli import chain, checking, making, reports, training  # late: the window starts without them

    parser = Parser(prog="upstream", add_help=False)
    commands = parser.add_subparsers(required=True, parser_class=Parser)
    for bundling in (making, checking):
        bundling.add_to(commands, read_bundled)
    for module in (reports, training, chain):
        module.add_to(commands)
    return parser
