"""Whatever a lesson file holds: it is read, or refused as a lesson; nothing else ever happens."""

from __future__ import annotations

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from engine.lessons.deeds import DEEDS, deed
from engine.lessons.expressions import value
from engine.lessons.faults import LessonError
from engine.lessons.prose import check_prose
from engine.lessons.reading import read_lesson
from engine.lessons.stage import Stage
from engine.lessons.stages import Stages
from engine.session.session import Session
from tests.engine.lessons.written import DEMO, small

LINES = DEMO.split("\n")
PIECES = st.sampled_from(
    [
        "[",
        "]",
        "[[step]]",
        "[step.ask]",
        "=",
        "'",
        '"',
        "'''",
        "{",
        "}",
        "\\",
        "$",
        ",",
        "0",
        "1e400",
        "-",
        "nan",
        "true",
        "delta[2]",
        "goto C",
        "\u202e",
        "\ud800",
        "\x00",
        "é",
        "[also.a.network]",
        "w[1][1,1]",
        "@9",
        "^",
        "(",
    ]
)


def read_or_refused(text: str) -> None:
    """Read it and play it to its end, or be refused with the name of the file."""
    refusal = refusal_of(text)
    assert refusal.startswith("x.toml") or not refusal


def refusal_of(text: str) -> str:
    try:
        lesson = read_lesson(text, "x.toml")
        Stages(lesson).after(len(lesson.steps) - 1)
    except LessonError as error:
        return str(error)
    return ""


@given(st.text(max_size=200))
def test_any_text(text):
    read_or_refused(text)


@given(st.integers(0, len(DEMO)), st.integers(0, 40), st.lists(PIECES, max_size=4))
def test_a_lesson_with_something_else_in_the_middle(at, gone, pieces):
    read_or_refused(DEMO[:at] + "".join(pieces) + DEMO[at + gone :])


@given(st.lists(st.integers(0, len(LINES) - 1), max_size=3), st.integers(0, len(LINES) - 1))
def test_a_lesson_with_lines_gone_and_moved(gone, at):
    lines = [line for n, line in enumerate(LINES) if n not in gone]
    lines.insert(at, LINES[gone[0]] if gone else "")
    read_or_refused("\n".join(lines))


VALUES = st.recursive(
    st.integers() | st.booleans() | st.floats() | st.text(max_size=5).map(lambda t: f"'{t.isalnum() and t}'"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abXY"), inner, max_size=2),
    max_leaves=6,
)
KEYS = ("layers", "activations", "w", "b", "locked", "cost", "X", "Y", "batch", "id", "title", "format")


def spelled(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case list():
            return f"[{', '.join(map(spelled, value))}]"
        case dict():
            return "{" + ", ".join(f"{key} = {spelled(inner)}" for key, inner in value.items()) + "}"
        case _:
            return str(value)


@given(st.sampled_from(KEYS), VALUES)
def test_any_value_for_any_key(key, found):
    lines = [
        f"{key} = {spelled(found)}" if row.startswith(f"{key} =") else row for row in small().split("\n")
    ]
    read_or_refused("\n".join(lines))


WORDS = st.sampled_from(
    [
        "J",
        "w[2]",
        "delta[1]",
        "new.w[1]",
        "x",
        "1",
        "0",
        ".5",
        "1e9",
        "+",
        "-",
        "*",
        "/",
        "^",
        "(",
        ")",
        "<",
        "and",
        "not",
        ",",
        "sum",
        "norm",
        "direction",
        "*",
        "@1",
        "[*]",
        "nodes",
        "epoch",
        "accuracy",
        "m",
        "pi",
        "J@7",
        "if",
    ]
)


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_any_words_as_an_expression(text):
    with contextlib.suppress(ValueError):
        assert isinstance(value(text, Stage(Session.start())), float)


@given(st.sampled_from(sorted(DEEDS)), st.lists(WORDS | st.text(max_size=6), max_size=5).map(" ".join))
def test_any_words_as_an_action(name, rest):
    with contextlib.suppress(ValueError):
        assert isinstance(deed(f"{name} {rest}").run(Stage(Session.start())), Stage)


@given(
    st.lists(
        st.sampled_from(["$", "\\", "{", "}", "^", "_", "&", "a", "\\frac", "\\left", "(", "\\begin{cases}"])
    )
)
def test_any_mathematics(pieces):
    with contextlib.suppress(ValueError):
        check_prose("$" + "".join(pieces) + "$")
