"""The mathematics of lessons' texts: what is taken can be drawn by the window, and what cannot is refused."""

from __future__ import annotations

import mathra
import pytest

from engine.lessons.prose import (
    _ENVIRONMENTS,
    _ONE,
    _SIZES,
    _SYMBOLS,
    _TWO,
    check_prose,
    check_tex,
    formulas_in,
    plain_length,
)

FORMULAS = [
    *(rf"\{name}" for name in _SYMBOLS),
    *(rf"\{name}{{1}}" for name in _ONE),
    *(rf"\{name}{{1}}{{2}}" for name in _TWO),
    *(rf"\{name}( x \{name})" for name in _SIZES),
    *(rf"\begin{{{name}}} a & b \\ c & d \end{{{name}}}" for name in _ENVIRONMENTS),
    *(rf"x\{mark} y" for mark in ",;:! %&#$_|"),
    r"\{x\}",
    r"\left( x \right]",
    r"\left\lVert x \right\rVert",
    r"\sqrt[3]{x}",
    r"x^{(1)}_{jk}",
    r"f'(x)",
    r"\sum_{k=1}^{n} x_k",
    r"\tfrac12",
    r"\mathrm{new}",
]


@pytest.mark.parametrize("tex", sorted(FORMULAS))
def test_what_is_taken_can_be_drawn(tex):
    check_tex(tex)
    assert mathra.tex_to_svg(tex, "en", strict=True)


@pytest.mark.parametrize(
    "tex",
    [
        "",
        " ",
        r"\foo",
        "{",
        "}",
        "x^",
        "_",
        r"\frac{1}",
        r"\left( x",
        r"\right)",
        r"\begin{cases} x",
        "a & b",
        "#",
        "%x",
        r"\end{cases}",
        r"\begin{document}\end{document}",
        r"\newcommand{\a}{b}",
        r"\url{x}",
        r"\@x",
        r"\hat",
        "x^^2",
    ],
)
def test_what_cannot_be_drawn_is_refused(tex):
    with pytest.raises(ValueError, match="the formula"):
        check_tex(tex)


def test_formulas_of_a_text():
    text = r"From $\delta_2$ to $z_1$ costs 5\$, *really*."
    check_prose(text)
    assert formulas_in(text) == [r"\delta_2", "z_1"]
    assert plain_length(text) < len(text)
    assert plain_length("plain") == 5
    assert plain_length("a [delta](term:delta) here") == len("a delta here")


def test_a_dollar_that_closes_nothing():
    with pytest.raises(ValueError, match=r"no \$ closes"):
        check_prose("$x$ and $y")
