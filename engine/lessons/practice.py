"""Spot the slip: a lesson made on the spot, of updates with fresh numbers that each hide one slip."""

from __future__ import annotations

import zlib
from dataclasses import replace

import numpy as np

from engine.lessons.lesson import Lesson, Step
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
_SAY = (
    "One step of this update was done by a wrong rule; all later numbers follow from it. "
    "Walk back and forth, compute, and use the check in the δ panel."
)
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


_UNKNOWN = "delta[2][1]"
"""Stands where the path of the first wrong number will: which one that is, only the numbers tell."""


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
    chosen = _picked(sorted(SLIPS), count, seed, "")
    draft = read_lesson(_text(chosen, seed), "spot-the-slip", is_ours=True)
    stages = stages_of(draft, seed)
    pairs = (
        (_asking_for(wrong, where), name)
        for number, (where, name) in enumerate(zip(draft.steps[::2], draft.steps[1::2], strict=True))
        if (wrong := _wrong_in(stages.at(2 * number)))
    )
    return replace(draft, steps=tuple(step for pair in pairs for step in pair))


def _picked(names: list[str], count: int, seed: int, key: str) -> list[str]:
    """Draw some of the names, by a key of their own."""
    rng = np.random.default_rng((seed, zlib.crc32(key.encode())))
    return [names[number] for number in rng.permutation(len(names))[:count]]


def _wrong_in(stage: Stage) -> str:
    """Find the path of the first number drawn that is wrong; none where nothing is visibly wrong."""
    slip = first_wrong(stage.session.slip, stage.session.document)
    return "" if slip is None else path(next(iter(slip_writes(slip))).at(None))


def _asking_for(wrong: str, where: Step) -> Step:
    """Let a step ask for the first wrong number."""
    if where.ask is None:
        raise AssertionError(where.id)
    return replace(where, ask=replace(where.ask, answer=wrong))


def _text(hidden: list[str], seed: int) -> str:
    """Write the lesson's file."""
    head = [
        "format = 1", 'id = "spot-the-slip"', 'title = "Spot the slip"', 'author = "Upstream"',
        'language = "en"', f"minutes = {2 * len(hidden)}", 'level = "extra"',
        'needs = ["04-weight-correction"]',
        "goal = '''Somebody computed these updates and made one slip in each. Find it.'''",
    ]  # fmt: skip
    starts = [_start("", "two_nodes"), *(_start(f"also.{kind}.", kind) for kind in _NETS)]
    view = '[view]\npanels = ["diagram", "timeline", "delta", "formula", "samples"]\ndecimals = 6\n'
    steps = [_steps(each, seed) for each in hidden]
    return "\n".join([*head, *starts, view, *steps])


def _start(prefix: str, kind: str) -> str:
    layers, w, b, X, Y, batch = _NETS[kind]
    return _START.format(f"[{prefix}network]\n", layers, w, b, f"[{prefix}data]\n", X, Y, batch)


def _steps(hidden: str, seed: int) -> str:
    """Write the two steps of one update."""
    words, net = SLIPS[hidden], _ONLY_IN.get(hidden, "two_nodes")
    others = [name for name in SLIPS if SLIPS[name].misconception != words.misconception]
    offered = [hidden, *_picked(others, _OFFERED - 1, seed, hidden)]
    options = "\n".join(_option(name, right=name == hidden) for name in offered)
    return f"""
[[step]]
id = "find-{hidden}"
title = "Where is the first wrong number?"
part = "slip"
do = ["load {net}", "fresh {net}", "slip {hidden}", "goto Ub(1)"]
say = '''{_SAY}'''

  [step.ask]
  kind = "point"
  text = '''Click the first quantity that is wrong, or its node or edge.'''
  answer = "{_UNKNOWN}"
  attempts = 3
  hide = []

[[step]]
id = "name-{hidden}"
title = "Which slip is it?"
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
