"""An update as a short PyTorch program: autograd and torch.optim print the same numbers."""

from __future__ import annotations

from collections.abc import Iterator

from engine.nn.activations import LEAK
from engine.nn.named import split_name
from engine.nn.numpy_names import free_mask, given, masks
from engine.nn.optimizers import Optimizer, optimizer_rule
from engine.nn.trace import Trace
from engine.nn.types import Array
from engine.session.frame import Frame
from engine.session.report import scripts

ACTIVATIONS: dict[str, str] = {
    "linear": "{z}",
    "sigmoid": "torch.sigmoid({z})",
    "tanh": "torch.tanh({z})",
    "relu": "torch.relu({z})",
    "leaky_relu": "torch.nn.functional.leaky_relu({z}, {leak!r})",
    # PyTorch says z from its threshold on, which is 20 by default: 1e-10 off.
    "softplus": "torch.nn.functional.softplus({z}, threshold=40)",
}
COSTS: dict[str, str] = {
    "half_squared": "(0.5 * (y_hat - Y) ** 2).sum(dim=1).mean()",
    "squared": "((y_hat - Y) ** 2).sum(dim=1).mean()",
    "mse": "((y_hat - Y) ** 2).mean(dim=1).mean()",
    "bce": "torch.nn.functional.binary_cross_entropy_with_logits({z}, Y, reduction='none').sum(dim=1).mean()",
    "softmax_ce": "-(Y * torch.log_softmax({z}, dim=1)).sum(dim=1).mean()",
}
"""J from ŷ, or from the input sums of the output layer where that is more exact."""

OPTIMIZERS: dict[str, str] = {
    "sgd": "SGD(parameters, lr=eta)",
    "momentum": "SGD(parameters, lr=eta, momentum={0!r})",
    "nesterov": "SGD(parameters, lr=eta, momentum={0!r}, nesterov=True)",
    "rmsprop": "RMSprop(parameters, lr=eta, alpha={0!r}, eps={1!r})",
    "adam": "Adam(parameters, lr=eta, betas=({0!r}, {1!r}), eps={2!r})",
}
STATE: dict[str, dict[str, str]] = {
    "sgd": {},
    "momentum": {"m": "momentum_buffer"},
    "nesterov": {"m": "momentum_buffer"},
    "rmsprop": {"v": "square_avg"},
    "adam": {"m": "exp_avg", "v": "exp_avg_sq"},
}
"""What PyTorch calls the moments."""

_SENTENCE = "It leaves the work to autograd and torch.optim; every line that it prints is a line of Python."
_SHOW = """

def show(name, value):
    print(name, "=", value.tolist())


"""


def torch_script(frame: Frame) -> str:
    """Write the update in play as a program: the forward pass, and what autograd and torch.optim make of it.

    Returns
    -------
    str
        Python source that needs PyTorch only. It prints the same lines as that of
        `engine.session.report.numpy_script`.
    """
    trace = frame.trace
    return "".join(
        (
            scripts.heading(frame, _SENTENCE),
            "import torch\n\ntorch.set_default_dtype(torch.float64)\n",
            scripts.definitions(_given(trace), _call),
            "\n\n",
            *_forward(trace),
            "\n\n",
            *_backward(trace),
            "\n# update\n",
            *_update(trace),
            _SHOW,
            *(f'show("{name}", {_result(trace, array)})\n' for name, array in scripts.results(trace)),
        )
    )


def _given(trace: Trace) -> dict[str, Array | float]:
    """Leave moments out that are still 0: PyTorch begins with that."""
    names = given(trace)
    return names if trace.moments.t else {name: names[name] for name in names if name[0] not in "mvt"}


def _call(name: str) -> tuple[str, str]:
    return "torch.tensor(", ", requires_grad=True)" if name[0] in "Wb" else ")"


def _arrays(trace: Trace) -> list[str]:
    return [f"{kind}_{l}" for l in range(1, trace.network.L + 1) for kind in "Wb"]


def _forward(trace: Trace) -> Iterator[str]:
    """Define the function that goes forward."""
    net, cost = trace.network, COSTS[trace.cost]
    yield "def forward():\n"
    for l in range(1, net.L + 1):
        yield f"    z_{l} = {f'a_{l - 1}' if l > 1 else 'X'} @ W_{l}.T + b_{l}\n"
        if l < net.L:
            yield f"    a_{l} = {_activated(net.activations[l], l)}\n"
    if "{z}" in cost:
        yield f"    # of y_hat = {net.activations[net.L]}(z_{net.L}); from z, J is more exact\n"
    else:
        yield f"    y_hat = {_activated(net.activations[net.L], net.L)}\n"
    yield f"    J = {cost.format(z=f'z_{net.L}')}\n"
    yield scripts.sequence("    return [", ("None", *(f"z_{l}" for l in range(1, net.L + 1))), "], J")


def _activated(name: str, l: int) -> str:
    kind, numbers = split_name(name)
    return ACTIVATIONS[kind].format(z=f"z_{l}", leak=(*numbers, LEAK)[0])


def _backward(trace: Trace) -> Iterator[str]:
    """Let autograd go backward, and take from it what the program prints."""
    yield "z, J = forward()\nfor each in z[1:]:\n    each.retain_grad()\nJ.backward()\n"
    for l in range(trace.network.L, 0, -1):
        why = "  # J is a mean over the samples, and a delta holds no 1/m" if l == trace.network.L else ""
        yield f"delta_{l} = len(X) * z[{l}].grad{why}\n"
    for name in masks(trace.network):
        if name.startswith("connected"):
            yield f"W_{name.removeprefix('connected_')}.grad *= {name}\n"
    for array in (f"{kind}_{l}" for l in range(trace.network.L, 0, -1) for kind in "Wb"):
        yield f"d{array} = {array}.grad.clone()\n"


def _update(trace: Trace) -> Iterator[str]:
    """Give the optimiser what it goes by and what it remembers, and let it take its step."""
    yield scripts.sequence("parameters = [", _arrays(trace), "]")
    pull = [f"{name} * W.detach(){part}" for name, part, weight in _penalty(trace) if weight]
    if pull:
        yield f"for W in parameters[::2]:\n    W.grad += {' + '.join(pull)}\n"
    for name in masks(trace.network):
        if name.startswith("free"):
            yield f"{name.removeprefix('free_')}.grad *= {name}\n"
    yield f"optimizer = torch.optim.{_optimizer(trace)}\n"
    yield from _memory(trace)
    yield from _step(trace)
    yield "_, J_new = forward()\n"


def _step(trace: Trace) -> Iterator[str]:
    """Take the step; what may not move is put back, which only old moments would have moved."""
    held = {array: free_mask(array, trace.network) for array in _arrays(trace)} if _remembers(trace) else {}
    for array in (array for array, mask in held.items() if mask):
        yield f"{array}_old = {array}.detach().clone()\n"
    yield "optimizer.step()\n"
    for array, mask in held.items():
        if mask:
            yield f"{array}.data = torch.where({mask} == 1, {array}, {array}_old).detach()\n"


def _remembers(trace: Trace) -> bool:
    """Say whether the optimiser begins the update with moments that are not 0."""
    rule = optimizer_rule(trace.optimizer)
    return bool(rule.moments and trace.moments.t) and not _forgets(rule)


def _penalty(trace: Trace) -> tuple[tuple[str, str, float], ...]:
    return (("l1", ".sign()", trace.l1), ("l2", "", trace.l2))


def _optimizer(trace: Trace) -> str:
    rule = optimizer_rule(trace.optimizer)
    kind = "sgd" if _forgets(rule) else rule.kind
    return OPTIMIZERS[kind].format(*rule.numbers)


def _forgets(rule: Optimizer) -> bool:
    """Say whether the moment is just the gradient: PyTorch then keeps none, and has no Nesterov."""
    return rule.kind in ("momentum", "nesterov") and rule.numbers[0] == 0


def _memory(trace: Trace) -> Iterator[str]:
    rule = optimizer_rule(trace.optimizer)
    if not _remembers(trace):
        return
    for array in _arrays(trace):
        state = [f'"{STATE[rule.kind][name]}": {name}_{array}' for name in rule.moments]
        count = (
            []
            if rule.kind in ("momentum", "nesterov")
            else [f'"step": torch.tensor({float(trace.moments.t)})']
        )
        yield f"optimizer.state[{array}] = {{{', '.join((*count, *state))}}}\n"


def _result(trace: Trace, array: str) -> str:
    """Say where a result stands at the end: a moment is in the optimiser's state."""
    if array[0] not in "mv":
        return array
    rule, (moment, parameter) = optimizer_rule(trace.optimizer), array.split("_", 1)
    if _forgets(rule):
        return f"{parameter}.grad"
    return f'optimizer.state[{parameter}]["{STATE[rule.kind][moment]}"]'
