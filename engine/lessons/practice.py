"""Spot the slip: a lesson made on the spot, of updates with fresh numbers that each hide one slip."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

from engine.lessons.lesson import Lesson
from engine.lessons.reading import read_lesson
from engine.lessons.slips import SLIPS, first_wrong
from engine.lessons.stage import Stage
from engine.lessons.stages import stages_of
from engine.nn.notation import path
from engine.nn.slips import slip_writes

__all__ = ["MOST", "spot_the_slip"]

MOST = 8
"""Updates in one round; there are more slips than that, so that every round has others."""

_OFFERED = 4
_START = """
{0}layers = {1}
activations = ["sigmoid", "sigmoid"]
w = {2}
b = {3}

{4}X = {5}
Y = {6}
batch = {7}
"""
_NETS: dict[str, tuple[str, str, str, str, str, int]] = {
    "two_nodes": ("[1, 1, 1]", "[[[0.2]], [[0.8]]]", "[[-0.1], [-1.2]]", "[[3.0]]", "[[1.0]]", 1),
    "many_paths": (
        "[2, 2, 2]", "[[[0.5, -0.4], [0.3, 0.8]], [[0.7, -1.2], [0.6, 0.9]]]", "[[0.1, -0.2], [0.2, -0.1]]",
        "[[2.0, -1.0]]", "[[1.0, 0.0]]", 1,
    ),
    "batch": (
        "[1, 1, 1]", "[[[0.2]], [[0.8]]]", "[[-0.1], [-1.2]]", "[[-2.0], [1.0], [3.0]]",
        "[[0.0], [1.0], [1.0]]", 3,
    ),
}  # fmt: skip
"""By the kind of fresh numbers that they are given: what the lesson's starts are before."""

_ONLY_IN = {"one_path": "many_paths", "product_of_paths": "many_paths", "rows_for_columns": "many_paths",
            "sum_for_mean": "batch"}  # fmt: skip
"""The nets that a slip needs; the others are hidden in two-node networks."""


@dataclass(frozen=True, slots=True)
class _Hidden:
    """One slip, and where the first wrong number is: a path, or nothing as long as that is not known."""

    slip: str
    wrong: str = "delta[2][1]"

    @property
    def net(self) -> str:
        return _ONLY_IN.get(self.slip, "two_nodes")


def spot_the_slip(seed: int, count: int = MOST) -> Lesson:
    """Make a lesson of updates with one slip in each, which the student finds and names.

    Parameters
    ----------
    seed : int
        Of the slips that are chosen and of their numbers.
    count : int
        Updates, from 1 to the number of slips there are.

    Returns
    -------
    Lesson
        Two steps for each update: where the first wrong number is, and what was done wrong. It has to be
        played with the same seed.

    Raises
    ------
    ValueError
        If there are not so many slips.
    """
    if not 1 <= count <= len(SLIPS):
        raise ValueError(f"a round has 1 to {len(SLIPS)} slips, not {count}")
    chosen = tuple(map(_Hidden, _picked(sorted(SLIPS), count, seed, "")))
    draft = read_lesson(_text(chosen, seed), "spot-the-slip")
    stages = stages_of(draft, seed)
    found = tuple(_located(each, stages.at(2 * number)) for number, each in enumerate(chosen))
    return read_lesson(_text(tuple(each for each in found if each.wrong), seed), "spot-the-slip")


def _picked(names: list[str], count: int, seed: int, key: str) -> list[str]:
    """Draw some of the names, by a key of their own."""
    rng = np.random.default_rng((seed, zlib.crc32(key.encode())))
    return [names[number] for number in rng.permutation(len(names))[:count]]


def _located(hidden: _Hidden, stage: Stage) -> _Hidden:
    """Find the first wrong number with the numbers that were drawn; none where nothing is visibly wrong."""
    document = stage.session.document
    slip = first_wrong(hidden.slip, document)
    return _Hidden(hidden.slip, "" if slip is None else path(next(iter(slip_writes(slip))).at(None)))


def _text(hidden: tuple[_Hidden, ...], seed: int) -> str:
    """Write the lesson's file."""
    head = [
        "format = 1", 'id = "spot-the-slip"', 'title = "Spot the slip"', 'author = "Upstream"',
        'language = "en"', f"minutes = {2 * len(hidden)}", 'level = "extra"',
        'needs = ["04-weight-correction"]',
        "goal = '''Somebody computed these updates and made one slip in each. Find it.'''",
    ]  # fmt: skip
    starts = [_start("", "two_nodes"), *(_start(f"also.{kind}.", kind) for kind in _NETS)]
    view = '[view]\npanels = ["diagram", "timeline", "delta", "formula", "samples"]\ndecimals = 6\n'
    steps = [_steps(number, each, len(hidden), seed) for number, each in enumerate(hidden, 1)]
    return "\n".join([*head, *starts, view, *steps])


def _start(prefix: str, kind: str) -> str:
    layers, w, b, X, Y, batch = _NETS[kind]
    return _START.format(f"[{prefix}network]\n", layers, w, b, f"[{prefix}data]\n", X, Y, batch)


def _steps(number: int, hidden: _Hidden, count: int, seed: int) -> str:
    """Write the two steps of one update."""
    words = SLIPS[hidden.slip]
    others = [name for name in SLIPS if SLIPS[name].misconception != words.misconception]
    offered = [hidden.slip, *_picked(others, _OFFERED - 1, seed, hidden.slip)]
    options = "\n".join(_option(name, right=name == hidden.slip) for name in offered)
    return f"""
[[step]]
id = "find-{hidden.slip}"
title = "Update {number} of {count}: where?"
part = "slip"
do = ["load {hidden.net}", "fresh {hidden.net}", "slip {hidden.slip}", "goto Ub(1)"]
say = '''One step of this update was done by a wrong rule; all later numbers follow from it. Walk back and forth, compute, and use the check in the δ panel.'''

  [step.ask]
  kind = "point"
  text = '''Click the first quantity that is wrong, or its node or edge.'''
  answer = "{hidden.wrong}"
  attempts = 3
  hide = []

[[step]]
id = "name-{hidden.slip}"
title = "Update {number} of {count}: which slip?"
part = "slip"

  [step.ask]
  kind = "choice"
  text = '''What was done wrong there?'''
  hide = []
  options = [
{options}
  ]
"""


def _option(slip: str, *, right: bool) -> str:
    words = SLIPS[slip]
    if right:
        return f"    {{ text = '''{words.words}''', right = true }},"
    why = (
        "Then another number would be the first wrong one, or this one would be another: compute it that way."
    )
    return f"    {{ text = '''{words.words}''', hint = \"{words.misconception}\", why = '''{why}''' }},"
