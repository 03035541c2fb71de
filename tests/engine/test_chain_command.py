"""``upstream chain``: a function taken apart without a window."""

from __future__ import annotations

import pytest

from main import main


def test_a_function_at_a_point(capsys):
    assert main(["chain", "log(2+cos x)", "--at", "1.0472"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "h(x) = log(2 + cos x)"
    assert told[-1] == "  dh/dx = −sin x/(2 + cos x) = −0.346411"


def test_a_point_may_be_a_small_calculation(capsys):
    assert main(["chain", "f(t) = t²", "--at=-π/2", "--latex"]) == 0
    assert r"\frac{df}{dt} = 2\,t = -3.141593" in capsys.readouterr().out.replace("&= ", "= ")


@pytest.mark.parametrize(
    ("words", "last"),
    [
        (["-x^2", "--at", "3"], "= −6.000000"),
        (["-sin(x)", "--at", "-1/2"], "−0.877583"),
        (["e^x", "--at", "-1e-3"], "0.999000"),
    ],
)
def test_a_minus_in_front_is_no_option(words, last, capsys):
    assert main(["chain", *words]) == 0
    assert capsys.readouterr().out.rstrip().endswith(last)


def test_every_line_of_latex_is_aligned_at_its_equals_sign(capsys):
    assert main(["chain", "log(2 + cos x)", "--at", "1", "--latex"]) == 0
    lines = capsys.readouterr().out.splitlines()[1:-1]
    assert [line.count("&") for line in lines] == [1] * len(lines)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["log(2 + cos x"], "column 4: the bracket '(' is not closed"),
        (["log x", "--at", "-1"], "log needs a number above 0, but x is −1"),
        (["x", "--at", "1,5"], "column 2: found ','; write decimals with a point, such as 0.5"),
        (["x", "--at", "2x"], "2x is no number, as it holds the letter x"),
        ([], "the following arguments are required: function (upstream --help shows how)"),
    ],
)
def test_bad_input_ends_in_one_sentence(words, sentence, capsys):
    assert main(["chain", *words]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"upstream: {sentence}\n")
