"""What PyTorch's optimisers and schedulers make of a run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor, optim
from torch.optim import Optimizer, lr_scheduler

from crosscheck.compare import NUDGE, is_steady
from crosscheck.runs import SNAPSHOTS, UPDATES, Run, to_vector
from crosscheck.torch_side import Leaves, nudged
from engine.nn.named import split_name
from engine.nn.types import Array

# Where the name has no numbers in brackets, PyTorch's own defaults must be what the engine takes too;
# only the β of momentum and Nesterov has no default there.
OPTIMIZERS: dict[str, Callable[..., Optimizer]] = {
    "sgd": lambda parameters, eta: optim.SGD(parameters, lr=eta),
    "momentum": lambda parameters, eta, beta=0.9: optim.SGD(parameters, lr=eta, momentum=beta),
    "nesterov": lambda parameters, eta, beta=0.9: optim.SGD(parameters, lr=eta, momentum=beta, nesterov=True),
    "rmsprop": lambda parameters, eta, *numbers: optim.RMSprop(
        parameters, lr=eta, **dict(zip(("alpha", "eps"), numbers, strict=False))
    ),
    "adam": lambda parameters, eta, *numbers: optim.Adam(
        parameters, lr=eta, **({"betas": numbers[:2], "eps": numbers[2]} if numbers else {})
    ),
}


def _scheduler(optimizer: Optimizer, text: str, eta: float) -> tuple[Any, float]:
    """Return PyTorch's scheduler, None for a constant η, and after how many updates it is at its end."""
    name, numbers = split_name(text)
    if name == "step":
        every, factor = numbers
        return lr_scheduler.StepLR(optimizer, step_size=int(every), gamma=factor), float("inf")
    if name == "cosine":
        length, end = numbers
        return lr_scheduler.CosineAnnealingLR(optimizer, T_max=int(length), eta_min=eta * end), length
    return None, 0


def reliable_run(run: Run) -> Array | None:
    """Train with PyTorch; return the parameters after `SNAPSHOTS`, None where it is not steady."""
    rows = torch_run(run)
    steady = all(is_steady(rows, torch_run(run, nudge)) for nudge in (NUDGE, -NUDGE))
    return at_snapshots(rows) if steady else None


def at_snapshots(rows: Array) -> Array:
    """Take the parameters after `SNAPSHOTS` out of those after every update."""
    taken: Array = rows[[updates - 1 for updates in SNAPSHOTS]]
    return taken


def torch_run(run: Run, nudge: float = 0.0) -> Array:
    """Train with PyTorch, all numbers nudged; return the parameters after every update, a row each."""
    leaves = Leaves.of(run.case, nudge)
    X, Y = nudged(run.case.X, nudge), torch.tensor(run.case.Y)
    kind, numbers = split_name(run.optimizer)
    optimizer = OPTIMIZERS[kind]([*leaves.weights, *leaves.biases], run.eta, *numbers)
    scheduler, last = _scheduler(optimizer, run.schedule, run.eta)
    rows = []
    for update in range(UPDATES):
        taken = torch.tensor(run.rows(update))
        _update(leaves, optimizer, X[taken], Y[taken])
        if scheduler is not None and update < last:
            scheduler.step()
        rows.append(to_vector(*_numbers(leaves)))
    return np.array(rows)


def _update(leaves: Leaves, optimizer: Optimizer, X: Tensor, Y: Tensor) -> None:
    optimizer.zero_grad()
    z, a = leaves.forward(X)
    (leaves.cost(z, a, Y).mean() + leaves.penalty()).backward()
    parameters = [*leaves.weights, *leaves.biases]
    movable = [*leaves.case.movable_weights, *leaves.case.movable_biases]
    for parameter, mask in zip(parameters, movable, strict=True):
        parameter.grad *= torch.from_numpy(mask)
    optimizer.step()


def _numbers(leaves: Leaves) -> tuple[list[Array], list[Array]]:
    weights, biases = (
        [tensor.detach().numpy() for tensor in tensors] for tensors in (leaves.weights, leaves.biases)
    )
    return weights, biases
