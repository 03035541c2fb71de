"""Every formula of a typed function can be typeset."""

from __future__ import annotations

import pytest

from engine.nn.chain import DERIVATIVES, parse, written
from gui.typeset import outline

TYPED = (
    "log(2+cos x)", "x·e^(x²) + |x|", "1/(1+e^−x)", "σ((1+x)/x)^3·sin² x", "softplus(relu(tanh α₁))",
    "√(1+√x)", "log10(tan x)^x", "abs(2|x|+1e-9)", "-(-x)^-2", "(1/x)^2^x", "π·2^x·3",
    "f(u)=sin(sin(sin(sin(sin u))))",
)  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
def test_every_formula_of_a_chain(text):
    chain = parse(text)
    formulas = [written(node) for node in chain.root.walk()]
    formulas += [box.equation for box in chain.boxes] + [link.equation for link in chain.links]
    for formula in (*formulas, chain.formula, chain.chain_rule, written(chain.derivative)):
        assert outline(formula.tex).frame.width() > 0


def test_every_formula_of_the_derivative_table():
    for row in DERIVATIVES:
        assert all(outline(part.tex).speech for part in (row.function, row.derivative, row.also) if part)
