"""What may be typed as a function, how it is read, and how it is refused."""

from __future__ import annotations

import random

import pytest

from engine.nn.chain import ChainError, as_latex, as_text, parse

READ_AS = """
log(2+cos x)          | log(2 + cos x)
ln(2 + cos(x))        | log(2 + cos x)
LECTURE               | log(2 + cos x)
2x                    | 2x
2 x·3                 | 2x · 3
2·x × 3 * x ⋅ 4       | 2x · 3 · x · 4
x(x+1)                | x · (x + 1)
2(x+1)(x-1)           | 2(x + 1) · (x − 1)
2 cos x sin x         | 2 cos x · sin x
cos 2x                | cos(2x)
cos2x                 | cos(2x)
cos 2πx               | cos(2π · x)
cos x²                | cos(x²)
cos² x                | cos² x
cos^2 x               | cos² x
cos(x)^2              | cos² x
cos²(2x)              | cos²(2x)
sin cos x             | sin(cos x)
log x + 1             | log x + 1
log x/2               | log x/2
sin −x                | sin(−x)
−x²                   | −x²
(−x)²                 | (−x)²
−2x/3                 | −2x/3
2^3^x                 | 2^(3^x)
(2^3)^x               | (2³)^x
x^-1                  | x⁻¹
x⁻¹                   | x⁻¹
x**2                  | x²
e^x                   | e^x
exp(−x²)              | e^(−x²)
e²x                   | e² · x
x^(1/2)               | x^(1/2)
1/(1+e^−x)            | 1/(1 + e^(−x))
x÷2÷3                 | x/2/3
x/(2/3)               | x/(2/3)
1 − (x − 2)           | 1 − (x − 2)
x - -3                | x − (−3)
|x|                   | |x|
2|x−1|x               | 2|x − 1| · x
||x|−1|               | abs(|x| − 1)
abs(x)                | |x|
√x                    | √x
√(x+1)                | √(x + 1)
√x²                   | √(x²)
(√x)²                 | (√x)²
√ x · 2               | √x · 2
σ(x)                  | σ(x)
sigmoid x             | σ(x)
σx²                   | σ(x²)
relu(x) ReLU(x)       | relu(x) · relu(x)
softplus(tanh x)      | softplus(tanh x)
log10 x + lg x        | log10 x + log10 x
[2{x+(1)}]            | 2(x + 1)
2e3x + 2e-3           | 2e3x + 2e-3
2e^x                  | 2e^x
.5x + 1. + 007        | 0.5x + 1 + 7
π x + pi              | π · x + π
h(t) = t²             | t²
f = α₁ + α₁           | α₁ + α₁
x_1 + 1               | x_1 + 1
x = t                 | t
  3                   | 3
"""
ROWS = [
    [cell.strip() for cell in line.split(" | ")]
    for line in READ_AS.replace("LECTURE", "h(x)=log(2+cos x)").strip("\n").splitlines()
]


@pytest.mark.parametrize(("text", "shown"), ROWS)
def test_what_is_typed_is_read_as(text, shown):
    chain = parse(text)
    assert chain.formula.text == shown
    assert parse(shown).root == chain.root, "what is shown is read otherwise than what was typed"


REFUSED = """
                      | 1  | there is no function yet; type one such as log(2 + cos x)
0,5x                  | 2  | found ','; write decimals with a point, such as 0.5
2x + t                | 6  | found a second variable, t, after x at column 2
f(x) = t              | 8  | found a second variable, t, after x at column 3
(x + 1                | 1  | the bracket '(' is not closed
(x + 1]               | 1  | the bracket '(' is not closed
x + 1)                | 6  | found ')', but no bracket is open
|x + 1                | 1  | the bar '|' is not closed
(|x)|                 | 2  | the bar '|' is not closed
2 +                   | 4  | the function ends where a number, a letter or a function is missing
x * * 2               | 5  | found '*' where a number, a letter or a function is missing
x^²                   | 3  | found '²' where a number, a letter or a function is missing
x2                    | 2  | found '2' where a sign is missing, such as · or ^
2 3                   | 3  | found '3' where a sign is missing, such as · or ^
cos                   | 1  | cos needs something to be applied to
2·cos + 1             | 3  | cos needs something to be applied to
cos^x 2               | 4  | found 'x' where cos has its power
sin⁻¹ x               | 4  | sin with the exponent −1 can mean the inverse of sin or 1/sin; write which
1/2x                  | 4  | a product after a division can mean two things; write (1/2)x or 1/(2x)
e^2x                  | 4  | the end of an exponent can mean two things; write e^(2x) or (e^2)x
sin 2(x+1)            | 6  | how far sin reaches can mean two things; write sin(2x)
√2x                   | 3  | how far √ reaches can mean two things; write √(2x)
coz(x)                | 1  | 'coz' is no known name; did you mean cos?
sinx                  | 1  | 'sinx' is no known name; did you mean sin x?
SIN x                 | 1  | 'SIN' is no known name; did you mean sin?
arcsin(x)             | 1  | 'arcsin' is no known name; there are ALL
xe^x                  | 1  | 'xe' is no known name; a variable has one letter, and a product is x · e
x = y = 2             | 7  | found '=' where a number, a letter or a function is missing
sin = 2               | 1  | found 'sin' where a single letter is the name
x(x) = 2              | 1  | x cannot be both the function and its variable
1e999 x               | 1  | 1e999 is too large for a number
x!                    | 2  | found '!', which is no part of a function
__import__('os')      | 1  | found '_', which is no part of a function
x.real                | 2  | found '.', which is no part of a function
x if x else 1         | 3  | 'if' is no known name; a variable has one letter, and a product is i · f
"""
ALL = "exp, log, ln, log10, lg, sqrt, sin, cos, tan, tanh, sigmoid, sigma, softplus, relu, ReLU, abs"
REFUSALS = [
    [cell.strip() for cell in line.split(" | ")]
    for line in REFUSED.replace("ALL", ALL).strip("\n").splitlines()
]


@pytest.mark.parametrize(("text", "column", "sentence"), REFUSALS)
def test_what_is_refused(text, column, sentence):
    with pytest.raises(ChainError) as caught:
        parse(text)
    assert (str(caught.value), caught.value.column) == (f"column {column}: {sentence}", int(column))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x+" * 101 + "1", "the function has 203 characters, and 200 are the most"),
        ("+".join("x" * 81), "the function has 82 parts, and 80 are the most"),
        ("1" + "/x" * 21, "the function is 21 deep, and 20 is the most"),
        ("(" * 100 + "x" + ")" * 99, "column 22: the function is nested more than 20 deep here"),
        ("-(" * 90 + "x", "column 43: the function is nested more than 20 deep here"),
        ("√" * 190 + "x", "column 22: the function is nested more than 20 deep here"),
        ("|" * 150, "column 22: the function is nested more than 20 deep here"),
        ("sin " * 45 + "x", "column 85: the function is nested more than 20 deep here"),
        ("2^" * 90 + "x", "column 43: the function is nested more than 20 deep here"),
        ("x\u200bx", "column 2: found zero width space, which is no part of a function"),
        ("x\x00", "column 2: found u+0000, which is no part of a function"),
    ],
)
def test_limits_and_what_cannot_be_seen(text, sentence):
    with pytest.raises(ChainError) as caught:
        parse(text)
    assert str(caught.value) == sentence


def test_the_limits_themselves_are_allowed():
    assert parse("+".join("x" * 79)).at(1.0).derivative == 79.0
    assert len(parse("sin(" * 20 + "x" + ")" * 20).boxes) == 20
    assert parse(" " * 500 + "x" + "+1" * 39 + " " * 500).value(1.0) == 40.0
    assert parse("x·" * 39 + "1" + " " * 300).at(1.0).derivative == 39.0
    assert parse("-" * 199 + "x").value(1.0) == -1.0


SEEDS = (
    "log(2+cos x)", "2 cos² x·e^(x²)", "√(x+1)/|x|", "σ(2x−1)^3 sin x", "9**9**9**9", "(" * 30 + "x", "x^x^x",
    "sin cos tan x", "h(t)=t²", "1/(1+e^−x)", "softplus(relu(x))-tanh 2πx", "1e308*1e308 x", "log(log(x))/0",
)  # fmt: skip
LETTERS = "x t y2379.,e()[]|^*+-−/·√²³⁻¹πσ=sincoslogabs  '\"_\\λ\u200b\U0001f600\n\t\ud800"


def mutated(rng) -> str:
    text = list(rng.choice(SEEDS)) if rng.random() < 0.8 else rng.choices(LETTERS, k=rng.randrange(230))
    for _ in range(rng.randrange(5)):
        place = rng.randrange(len(text) + 1)
        kind = rng.randrange(4)
        if kind == 0:
            text[place : place + 3] = []
        elif kind == 1:
            text[place:place] = rng.choices(text or "x", k=rng.randrange(9))
        else:
            text.insert(place, rng.choice(LETTERS))
    return "".join(text)


def test_any_text_is_read_or_refused_with_a_sentence():
    rng, read, sentences = random.Random(20), 0, set()
    for text in (mutated(rng) for _ in range(5_000)):
        try:
            chain = parse(text)
            assert parse(chain.formula.text).root == chain.root, text
            read += 1
            told = [of(chain, x) for x in (0.0, 0.7, -1.3) for of in (as_text, as_latex)]
            assert all(told)
        except ChainError as error:
            sentences.add(str(error))
    assert read > 500
    assert len(sentences) > 500
    assert not any("\n" in sentence or len(sentence) > 450 for sentence in sentences)
