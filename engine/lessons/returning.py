"""A mistake that returns as a question: an extra step of a lesson, made when the lesson is opened.

The lesson's file knows nothing of it. A misconception that makes a number of its own is asked about with
fresh numbers: a quantity at which its answer would be recognised as its own. The others are asked about in
words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from engine.lessons.asked import Asked, asked_of, asked_of_chain
from engine.lessons.deeds.loading import loaded
from engine.lessons.generator import fresh, fresh_chain, key_of
from engine.lessons.generator.fresh import first_update
from engine.lessons.judging import judge
from engine.lessons.lesson import Ask, Deed, Lesson, Option, Step
from engine.lessons.progress.record import RETURNS
from engine.lessons.stage import Stage, Start
from engine.lessons.stages import stages_of
from engine.nn.chain import parse
from engine.nn.notation import Names, path
from engine.nn.types import Ref
from engine.session.document import Document, two_nodes
from engine.session.playhead import steps_at

__all__ = ["IN_WORDS", "MOST", "Told", "Words", "returning"]

MOST = 2
"""So many questions return at once; the others wait for the next lesson."""

_KINDS = ("two_nodes", "output", "many_paths", "batch")
"""Fresh numbers that are tried one after the other, the simplest first."""
_OF_CHAIN = "M21"
IN_WORDS = frozenset({"M22", "M23", "M27", "M28", "M29", "M30", "M31", "M33", "M34"})
"""Misconceptions that make no number of their own."""
_NEW = frozenset({"W_new", "b_new", "J_new"})
_PANELS = frozenset({"diagram", "delta", "formula"})
_OPTIONS = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a misconception: what one seems to have done, and the principle that repairs it."""

    did: str
    principle: str


@dataclass(frozen=True, slots=True)
class Words:
    """What such a step says, in the user's language; the engine has no words of its own.

    Attributes
    ----------
    title : str
        Headline of the card.
    say : str
        What the step is for.
    compute, compute_new : str
        Ask for ``{quantity}``, a formula; the second one for what it is after the update with ``{eta}``.
    choose : str
        Asks what repairs ``{did}``.
    beside : str
        Answers one who chose what is true of something else.
    told : mapping of str to Told
        By the id of the misconception.
    """

    title: str
    say: str
    compute: str
    compute_new: str
    choose: str
    beside: str
    told: Mapping[str, Told]


def returning(lesson: Lesson, ids: Iterable[str], seed: int, words: Words) -> Lesson:
    """Put questions behind the first step of a lesson; then it goes on from where that step ended.

    Parameters
    ----------
    lesson : Lesson
    ids : iterable of str
        The misconceptions that are due, those due longest first; not more than `MOST` of them are asked,
        and none that `words` does not tell of.
    seed : int
        Of the fresh numbers.
    words : Words

    Returns
    -------
    Lesson
        The same one where nothing is due.
    """
    known = [name for name in ids if name in words.told][:MOST]
    extra = [_step(name, key_of(lesson.id, name, seed), words, _back(lesson)) for name in known]
    if not extra:
        return lesson
    first, *rest = lesson.steps
    if rest:
        rest[0] = replace(rest[0], do=(_back(lesson), *rest[0].do))
    return replace(lesson, steps=(first, *extra, *rest))


def _back(lesson: Lesson) -> Deed:
    """Make the deed that goes back to where the first step of a lesson ended."""
    return Deed("go back to the lesson", 0, lambda stage: stages_of(lesson, stage.seed).after(0))


def _step(name: str, seed: int, words: Words, back: Deed) -> Step:
    """Make the step that asks about a misconception: with numbers of its own, or where the lesson is."""
    made = None if name in IN_WORDS else _with_a_number(name, seed, words)
    begin, ask = made or (back, _in_words(name, seed, words))
    return Step(f"{RETURNS}{name}", words.title, "predict", (begin,), words.say, ask=ask)


# With a number


def _with_a_number(name: str, seed: int, words: Words) -> tuple[Deed, Ask] | None:
    """Ask for a number that the misconception makes another one; None where it does so nowhere."""
    return _in_a_chain(seed, words) if name == _OF_CHAIN else _in_a_network(name, seed, words)


def _in_a_network(name: str, seed: int, words: Words) -> tuple[Deed, Ask] | None:
    for kind in _KINDS:
        document = fresh(kind, seed, two_nodes())
        told = _telling(name, document)
        if told:
            number, ref = told[seed % len(told)]
            begin = _all_known(document) if ref.symbol in _NEW else number
            ask = replace(_number(document, ref, words), then=(_go_to(number),))
            return _begin(document, begin), ask
    return None


def _telling(name: str, document: Document) -> list[tuple[int, Ref]]:
    """List the quantities of the first update that tell a misconception, with the steps that write them."""
    trace = first_update(document)
    return [
        (number, ref)
        for number, step in enumerate(steps_at(document, 0, "layer"), 1)
        for ref in step.writes
        if ref.sample is None and _tells(name, asked_of(ref, trace, trace.eta))
    ]


def _tells(name: str, asked: Asked) -> bool:
    """Say whether a quantity has an answer that is recognised as that of a misconception."""
    own = (mutant for mutant in asked.mutants if mutant.id == name and not mutant.slip.startswith("carried:"))
    return any(judge(asked, f"{mutant.value:.3g}").ids == (name,) for mutant in own)


def _begin(document: Document, number: int) -> Deed:
    """Make the deed that loads fresh numbers and goes to a step of their first update, from 1."""

    def run(stage: Stage) -> Stage:
        here = replace(stage, hides=(), panels=_PANELS, notation="auto")
        return _at(loaded(here, Start(document)), number)

    return Deed("load fresh numbers", 0, run)


def _go_to(number: int) -> Deed:
    """Make the deed that goes to a step of the update in play, from 1."""
    return Deed("go to the answer", 0, lambda stage: _at(stage, number))


def _at(stage: Stage, number: int) -> Stage:
    playhead = replace(stage.session.playhead, step=number, zoom="layer")
    return replace(stage, session=replace(stage.session, playhead=playhead))


def _all_known(document: Document) -> int:
    """Return the step before the first correction: there the corrections are not yet worked out on screen."""
    rules = [step.rule for step in steps_at(document, 0, "layer")]
    return rules.index("U0") + 1


def _number(document: Document, ref: Ref, words: Words) -> Ask:
    quantity = f"${Names.of(document.network).tex(ref, output=True)}$"
    asking = words.compute_new if ref.symbol in _NEW else words.compute
    text = asking.format(quantity=quantity, eta=rf"$\eta = {document.eta:g}$")
    where = path(ref)
    return Ask("number", text, answer=where, hide=(where,), reveals=(where,))


def _in_a_chain(seed: int, words: Words) -> tuple[Deed, Ask] | None:
    """Ask for the derivative of a fresh nested function."""
    start = fresh_chain(seed)
    if not _tells(_OF_CHAIN, asked_of_chain("dh", parse(start.function), start.x)):
        return None

    def run(stage: Stage) -> Stage:
        here = replace(stage, hides=(), panels=frozenset({"chain"}), notation="chain")
        return loaded(here, Start(two_nodes(), start))

    ask = Ask("number", words.compute.format(quantity="$h'(x)$"), answer="dh", hide=("dh",), reveals=("dh",))
    return Deed("load a fresh function", 0, run), ask


# In words


def _in_words(name: str, seed: int, words: Words) -> Ask:
    """Ask what repairs a misconception: its own principle, among those of others."""
    principle = words.told[name].principle
    others = [key for key in sorted(words.told) if key != name and words.told[key].principle != principle]
    chosen = [others[(seed + n * len(others) // (_OPTIONS - 1)) % len(others)] for n in range(_OPTIONS - 1)]
    wrong = (Option(words.told[key].principle, hint=name, why=words.beside) for key in dict.fromkeys(chosen))
    text = words.choose.format(did=words.told[name].did)
    return Ask("choice", text, (Option(principle, right=True), *wrong))
