"""What is asked about a case, and how an answer is packed into one row of numbers."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np

from crosscheck.cases import Case
from engine.nn.types import Array

Answers: TypeAlias = dict[str, Array]
"""J, Ω, z and a of the output layer, and of each layer l "delta 1", "dW 1", "db 1" and "pulled dW 1"."""


def layout(case: Case) -> dict[str, tuple[int, ...]]:
    """Name the answers of a case with their shapes, in the order in which they are packed.

    δ is per sample, of shape (m, n_l), and holds no 1/m; the gradients are of the mean over the samples.
    A case with a penalty also has Ω, and ∂(J + Ω)/∂W as "pulled dW".
    """
    samples, last = case.Y.shape
    shapes: dict[str, tuple[int, ...]] = {"J": (), "z": (samples, last), "a": (samples, last)}
    for layer, weight in enumerate(case.weights, 1):
        shapes[f"delta {layer}"] = (samples, weight.shape[0])
        shapes[f"dW {layer}"] = weight.shape
        shapes[f"db {layer}"] = weight.shape[:1]
    if case.pulled:
        shapes["penalty"] = ()
        shapes |= {f"pulled dW {layer}": weight.shape for layer, weight in enumerate(case.weights, 1)}
    return shapes


def pack(case: Case, answers: Answers) -> Array:
    """Write the answers one after the other."""
    return np.concatenate([np.reshape(answers[name], -1) for name in layout(case)])


def unpack(case: Case, numbers: Array) -> Answers:
    """Read what `pack` wrote; ValueError if there are too few or too many numbers."""
    shapes = layout(case)
    ends = np.cumsum([math.prod(shape) for shape in shapes.values()])
    if ends[-1] != numbers.size:
        raise ValueError(f"case {case.seed} has {ends[-1]} answers, but {numbers.size} are stored")
    parts = np.split(numbers, ends[:-1])
    return {name: part.reshape(shape) for (name, shape), part in zip(shapes.items(), parts, strict=True)}
