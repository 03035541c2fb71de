"""What the console says: the phases of a stop, what the next press does, what is hidden, the time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.lessons.chain_paths import ChainPath, chain_path
from engine.lessons.lecture import Lecture, cards, is_last, onward, phase, phases, step
from engine.lessons.lesson import Step
from engine.nn.chain import Chain, parse
from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.present.slide import Slide
from gui.translation import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gui.present.presenter import Presenter

__all__ = [
    "chain_names", "clock", "hidden_names", "hidden_told", "next_press", "now_told", "pace_told",
    "phase_name", "place_told", "steps_ahead", "title_of", "unlinked",
]  # fmt: skip

translate = QCoreApplication.translate

_NAMES = {
    "say": QT_TRANSLATE_NOOP("Console", "say"),
    "ask": QT_TRANSLATE_NOOP("Console", "ask"),
    "predict": QT_TRANSLATE_NOOP("Console", "predict"),
    "vote": QT_TRANSLATE_NOOP("Console", "vote"),
    "reveal": QT_TRANSLATE_NOOP("Console", "reveal"),
    "explain": QT_TRANSLATE_NOOP("Console", "explain"),
}
_NOW = {
    "say": QT_TRANSLATE_NOOP("Console", "The picture is up: tell it."),
    "ask": QT_TRANSLATE_NOOP("Console", "The question is up. Let them think."),
    "predict": QT_TRANSLATE_NOOP("Console", "Everybody decides, alone."),
    "vote": QT_TRANSLATE_NOOP("Console", "Hands up: ask card by card."),
    "reveal": QT_TRANSLATE_NOOP("Console", "The answer is up."),
    "explain": QT_TRANSLATE_NOOP("Console", "Say why, and why not the others."),
}
_PRESSES = {
    "ask": QT_TRANSLATE_NOOP("Console", "Ask"),
    "predict": QT_TRANSLATE_NOOP("Console", "Decide now"),
    "vote": QT_TRANSLATE_NOOP("Console", "Vote"),
    "reveal": QT_TRANSLATE_NOOP("Console", "Reveal the answer"),
    "explain": QT_TRANSLATE_NOOP("Console", "Explain"),
}
_PRESSES_WITH_CARDS = {
    "predict": QT_TRANSLATE_NOOP("Console", "Show the cards: decide now"),
    "vote": QT_TRANSLATE_NOOP("Console", "Vote: count the hands"),
    "explain": QT_TRANSLATE_NOOP("Console", "Why the other cards are wrong"),
}
_ORDER = (
    "x",
    "y",
    "W",
    "b",
    "z",
    "a",
    "J",
    "delta",
    "dJ_da",
    "slope",
    "term",
    "dW",
    "db",
    "W_new",
    "b_new",
    "J_new",
)
"""The quantities that are named first, in the order of the lecture; the others follow."""
_MOST_NAMES = 8
_LINK = re.compile(r"\[([^\]]*)\]\(term:[^)]*\)")


def place_told(presenter: Presenter) -> str:
    """Say where the lecture is, and what goes on that the press of a key does not show."""
    slide = presenter.slide
    frozen = translate("Console", "frozen") if presenter.is_frozen else ""
    playing = translate("Console", "plays by itself") if presenter.is_playing else ""
    return " · ".join(filter(None, (slide.place, phase_name(slide.phase), frozen, playing)))


def unlinked(text: str) -> str:
    """Leave the words of links and not where they lead: the glossary is not at hand in a lecture."""
    return _LINK.sub(r"\1", text)


def phase_name(name: str) -> str:
    """Name a phase in one word."""
    return translate("Console", _NAMES[name])


def now_told(name: str) -> str:
    """Say what the lecturer does in a phase."""
    return translate("Console", _NOW[name])


def title_of(shown: Step, at: int) -> str:
    """Return the headline of a stop; where it has none its number."""
    return shown.title or translate("Console", "Stop {number}").format(number=at + 1)


def next_press(lecture: Lecture, cover: str = "") -> str:
    """Say what the next press does, in a few words of light Markdown."""
    if cover:
        return translate("Console", "Show the picture again")
    if is_last(lecture):
        return translate("Console", "Nothing: this is the end")
    after = onward(lecture)
    if after.at != lecture.at:
        title = title_of(step(after), after.at)
        return translate("Console", "Next stop: {title}").format(title=title)
    name = phase(after)
    with_cards = _PRESSES_WITH_CARDS if cards(lecture) else {}
    return translate("Console", with_cards.get(name, _PRESSES[name]))


def steps_ahead(shown: Step) -> str:
    """List what a stop goes through: "ask → predict → vote → reveal → explain"."""
    return " → ".join(map(phase_name, phases(shown)))


# What is hidden


def hidden_names(slide: Slide) -> tuple[str, ...]:
    """Name all that the slide withholds, each once, in the order of the lecture."""
    frame = slide.frame
    named = sorted({ref.at(None) for ref in frame.hidden}, key=_rank)
    of_chain = () if slide.chain is None else chain_names(slide.chain.function, slide.withheld)
    return tuple(dict.fromkeys([*(_name(ref, frame) for ref in named), *of_chain]))


def chain_names(function: str, paths: Iterable[str]) -> tuple[str, ...]:
    """Name what is withheld of a chain as its boxes do, such as g and dg/dx; in the order of the boxes."""
    chain = parse(function)
    read = sorted(map(chain_path, paths), key=lambda each: (each.number or len(chain.boxes), each.head))
    return tuple(dict.fromkeys(_chain_name(each, chain) for each in read))


def _chain_name(path: ChainPath, chain: Chain) -> str:
    if path.head == "boxes":
        return translate("Console", "the boxes")
    if path.head in ("x", "h", "dh"):
        output, variable = chain.output, chain.variable
        return {"x": variable, "h": output, "dh": f"d{output}/d{variable}"}[path.head]
    if path.head in ("u", "du") and path.number <= len(chain.boxes):
        box = chain.boxes[path.number - 1]
        links = [link.quotient.text for link in chain.links if link.target == box.name]
        return box.name if path.head == "u" else ", ".join(links)
    return translate("Console", "Δ{output}").format(output=chain.output)


def hidden_told(slide: Slide) -> str:
    """Say in one line what is withheld; empty where nothing is."""
    names = hidden_names(slide)
    shown, more = names[:_MOST_NAMES], len(names) - _MOST_NAMES
    listed = ", ".join(shown)
    return translate("Console", "{names} and {n} more").format(names=listed, n=more) if more > 0 else listed


def _rank(ref: Ref) -> tuple[int, int, tuple[int, ...]]:
    order = _ORDER.index(ref.symbol) if ref.symbol in _ORDER else len(_ORDER)
    return order, ref.layer, ref.index


def _name(ref: Ref, frame: Frame) -> str:
    return frame.names.text(ref)


# Time

_MINUTE = 60


def clock(seconds: float) -> str:
    """Write a span of time as minutes and seconds."""
    whole = int(seconds)
    return f"{whole // _MINUTE}:{whole % _MINUTE:02d}"


def pace_told(behind: float) -> str:
    """Say how far a lecture is behind its plan, in seconds, or ahead of it where that is negative."""
    minutes = round(abs(behind) / _MINUTE)
    if minutes == 0:
        return translate("Console", "on time")
    words = translate("Console", "{n} min behind") if behind > 0 else translate("Console", "{n} min ahead")
    return words.format(n=minutes)
