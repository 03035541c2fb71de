"""The lessons' own data sets: a handful of samples each, chosen with the network they go with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from engine.data.recipe import Points, Recipe

Rows = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """Inputs and labels of a lesson, row by row."""

    X: Rows
    Y: Rows
    words: str
    classes: tuple[str, ...] = ()


def _paired(inputs: tuple[float, ...], labels: tuple[float, ...]) -> tuple[Rows, Rows]:
    """Write one input and one label a sample."""
    return tuple((x,) for x in inputs), tuple((y,) for y in labels)


LESSONS = {
    "net_a": Sample(((3,),), ((1,),), "One sample, for the lecture's network, Net A."),
    "net_b": Sample(((-2,),), ((0,),), "One sample, for Net B, with which the steps are repeated by hand."),
    "net_c": Sample(
        ((2, -1),), ((1, 0),), "One sample with two inputs and two outputs, for Net C: many paths."
    ),
    "mazur": Sample(((0.05, 0.1),), ((0.01, 0.99),), "The sample of a well-known worked example on the web."),
    "lesson_5": Sample(
        *_paired((-2, -1, 1, 2), (0.14, 0.22, 0.78, 0.86)),
        "Four samples whose cost is a surface with plateaus and one minimum.",
    ),
    "lesson_7": Sample(
        *_paired((-2, -1, 1, 3), (0, 0, 1, 1)),
        "Four samples that pull the weights in different directions: batches.",
        ("0", "1"),
    ),
    "lesson_8": Sample(((2,),), ((6,),), "One sample for a single linear node: the learning rate."),
    "lesson_9": Sample(
        ((1,),), ((0,),), "One sample that the start gets badly wrong: cost functions.", ("0", "1")
    ),
    "lesson_10": Sample(((0.5,),), ((1,),), "One sample for a chain of six nodes: vanishing gradients."),
    "lesson_12_relu": Sample(*_paired((1, 2), (2, 3.5)), "Two samples, for which one ReLU node is dead."),
    "lesson_12_dying": Sample(*_paired((1, 2, 3), (0.5, 1, 1.5)), "Three samples: how a ReLU node dies."),
}
"""By name. Lessons 11 and 13 use the gates "or" and "xor", lesson 14 the digits."""


def _points(sample: Sample) -> Points:
    return np.array(sample.X, dtype=np.float64), np.array(sample.Y, dtype=np.float64)


RECIPES = tuple(
    Recipe(name, sample.words, partial(_points, sample), classes=sample.classes, group="lessons")
    for name, sample in LESSONS.items()
)
