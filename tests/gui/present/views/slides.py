"""Slides of lessons, without a lecturer."""

from __future__ import annotations

from engine.lessons.play import begun, stage, step
from engine.lessons.reading import read_lesson
from engine.session.frame import frame_of
from gui.look import Look
from gui.panels.lesson_card.results import twins_told
from gui.present.slide import Slide
from gui.present.views import view_of
from gui.theme import ROOM_LIGHT
from resources import read_bytes, resource

ROOM = Look(theme=ROOM_LIGHT, motion=0.0)


def lesson_of(file, change=str):
    text = change(resource("lessons", file).read_text(encoding="utf-8"))
    return read_lesson(text, file, lambda name: read_bytes("data", name))


def play_at(file, step_id):
    lesson = lesson_of(file)
    return begun(lesson, 0, next(at for at, each in enumerate(lesson.steps) if each.id == step_id))


def slide_of(play, look=ROOM, view=None):
    here, now = stage(play), step(play)
    asked = "" if now.ask is None else now.ask.text
    return Slide(
        stop=now.id, lesson_title="", place="", at=play.at, stops=1, phase="ask" if asked else "say",
        question=asked, frame=frame_of(here.session), look=look, lit=here.lit, panels=here.panels,
        view=view_of(here, now) if view is None else view, chain=here.chain,
        withheld=here.withheld, wiggle=here.wiggle,
        twins=tuple(map(tuple, twins_told(play, look))) if now.twins else (),
    )  # fmt: skip
