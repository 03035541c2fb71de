"""The head of a lesson is the same whether it is read quickly or wholly."""

import pytest

from engine.lessons.faults import LessonError
from engine.lessons.headline import headline
from engine.lessons.reading import read_lesson
from resources import read_bytes, resource

FILES = ("01-chain-rule.toml", "03-derivative.toml", "08-learning-rate.toml")


@pytest.mark.parametrize("file", FILES)
def test_both_ways_of_reading_say_the_same(file):
    text = resource("lessons", file).read_text(encoding="utf-8")
    lesson, head = read_lesson(text, file, lambda name: read_bytes("data", name)), headline(text, file)
    assert (head.id, head.title, head.minutes, head.needs) == (
        lesson.id, lesson.title, lesson.minutes, lesson.needs,
    )  # fmt: skip
    assert head.steps == tuple(step.id for step in lesson.steps)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = [", "is not TOML"),
        ('id = "a"', "title is missing"),
        ('id = "a"\ntitle = "A"\nminutes = "ten"', "minutes is missing, or is no int"),
    ],
)
def test_what_has_no_head_is_refused_in_a_sentence(text, told):
    with pytest.raises(LessonError, match=told) as refused:
        headline(text, "x.toml")
    assert str(refused.value).startswith("x.toml")
