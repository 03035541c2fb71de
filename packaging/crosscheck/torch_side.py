"""What PyTorch's autograd says about a case, in float64."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from crosscheck.answers import Answers
from crosscheck.cases import Arrays, Case, is_fair
from crosscheck.compare import NUDGE, is_steady
from engine.nn.named import split_name
from engine.nn.types import Array

# One thread: sums in one order, and quick on small arrays.
torch.set_num_threads(1)

ACTIVATIONS: dict[str, Callable[..., Tensor]] = {
    "linear": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": functional.leaky_relu,
    # PyTorch's own threshold is 20, above which it says z; at z = 20 that is 1·10⁻¹⁰ off.
    "softplus": lambda z: functional.softplus(z, threshold=40.0),
    "softmax": lambda z: torch.softmax(z, dim=1),
}

COSTS: dict[str, Callable[[Tensor, Tensor, Tensor], Tensor]] = {
    "half_squared": lambda _z, yhat, y: 0.5 * ((yhat - y) ** 2).sum(dim=1),
    "squared": lambda _z, yhat, y: ((yhat - y) ** 2).sum(dim=1),
    "mse": lambda _z, yhat, y: functional.mse_loss(yhat, y, reduction="none").mean(dim=1),
    "bce": lambda z, _yhat, y: functional.binary_cross_entropy_with_logits(z, y, reduction="none").sum(dim=1),
    "softmax_ce": lambda z, _yhat, y: functional.cross_entropy(z, y, reduction="none"),
}
"""J of each sample, from (z, ŷ, y) of the output layer: the sum over its outputs."""


def nudged(array: Array, nudge: float) -> Tensor:
    """Make a tensor of an array, each entry changed by another share up to ±`nudge`."""
    shares = np.cos(np.arange(array.size)).reshape(array.shape)
    return torch.tensor(array * (1.0 + nudge * shares))


@dataclass(frozen=True)
class Leaves:
    """The parameters of a case as what autograd derives by."""

    case: Case
    weights: list[Tensor]
    biases: list[Tensor]

    @classmethod
    def of(cls, case: Case, nudge: float = 0.0) -> Leaves:
        """Make leaves of the parameters a case begins with."""
        weights, biases = (
            [nudged(array, nudge).requires_grad_() for array in arrays]
            for arrays in (case.weights, case.biases)
        )
        return cls(case, weights, biases)

    @property
    def connections(self) -> list[Tensor]:
        """The weights times their mask: what is cut is 0 and takes no part."""
        masks = map(torch.from_numpy, self.case.connected)
        return [weight * mask for weight, mask in zip(self.weights, masks, strict=True)]

    def forward(self, X: Tensor) -> tuple[list[Tensor], list[Tensor]]:
        """Compute the input sums and activations of layers 1 to L."""
        z: list[Tensor] = []
        a = [X]
        for weight, bias, name in zip(self.connections, self.biases, self.case.activations, strict=True):
            kind, numbers = split_name(name)
            z.append(functional.linear(a[-1], weight, bias))
            a.append(ACTIVATIONS[kind](z[-1], *numbers))
        return z, a[1:]

    def cost(self, z: list[Tensor], a: list[Tensor], Y: Tensor) -> Tensor:
        """Compute J of each sample."""
        return COSTS[self.case.cost](z[-1], a[-1], Y)

    def penalty(self) -> Tensor:
        """Compute Ω = l1·Σ|w| + (l2/2)·Σw² over the weights that are connected."""
        flat = torch.cat([weight.reshape(-1) for weight in self.connections])
        return self.case.l1 * flat.abs().sum() + self.case.l2 / 2 * (flat**2).sum()


def reliable_answers(case: Case) -> Answers | None:
    """Ask PyTorch about a case; None where it cannot say the last digits itself."""
    answers, z = torch_answers(case)
    others, _ = torch_answers(case, NUDGE)
    reliable = is_fair(case, z) and is_steady(answers.values(), others.values())
    return answers if reliable else None


def torch_answers(case: Case, nudge: float = 0.0) -> tuple[Answers, Arrays]:
    """Ask PyTorch about a case, its numbers nudged; also for all input sums."""
    leaves = Leaves.of(case, nudge)
    z, a = leaves.forward(nudged(case.X, nudge))
    each = leaves.cost(z, a, torch.tensor(case.Y))
    answers = {"J": each.mean(), "z": z[-1], "a": a[-1]}
    # The sum over the samples: each one's own cost derived by its own input sums, without 1/m.
    answers |= _by_layer("delta", torch.autograd.grad(each.sum(), z, retain_graph=True))
    answers |= _by_layer("dW", torch.autograd.grad(each.mean(), leaves.weights, retain_graph=True))
    answers |= _by_layer("db", torch.autograd.grad(each.mean(), leaves.biases, retain_graph=True))
    if case.pulled:
        penalty = leaves.penalty()
        answers |= {"penalty": penalty}
        answers |= _by_layer("pulled dW", torch.autograd.grad(each.mean() + penalty, leaves.weights))
    numbers = {name: tensor.detach().numpy() for name, tensor in answers.items()}
    return numbers, tuple(sums.detach().numpy() for sums in z)


def _by_layer(name: str, tensors: tuple[Tensor, ...]) -> dict[str, Tensor]:
    return {f"{name} {layer}": tensor for layer, tensor in enumerate(tensors, 1)}
