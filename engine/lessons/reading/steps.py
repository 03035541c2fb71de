"""The steps of a lesson, of its tables step."""

from __future__ import annotations

import re
from dataclasses import replace

from engine.lessons.deeds import Known, deed
from engine.lessons.expressions import parsed
from engine.lessons.lesson import KINDS, PARTS, Ask, Assert, Deed, Option, Step, Twin, Until
from engine.lessons.reading.fields import Entry, Table

__all__ = ["MOST_STEPS", "steps_of"]

MOST_STEPS = 200
MOST_DEEDS = 40
"""Actions of one list."""

MOST_ACTIONS = 1_000
"""Actions of a lesson."""

MOST_OPTIONS = 12
MOST_TWINS = 8

_HINT = re.compile(r"M[0-9]{2}")
_OFFERED = ("choice", "multi", "vote", "order")
"""Kinds of questions that have options."""

_COMPUTED = ("number", "sign", "arrow", "point", "curve")
"""Kinds of questions that have an answer."""


def steps_of(entry: Entry, known: Known) -> tuple[Step, ...]:
    """Read the steps."""
    items = entry.items(MOST_STEPS)
    if not items:
        entry.fail("is empty: a lesson has at least one step")
    steps: list[Step] = []
    count = 0
    for item in items:
        step = _step(item.table(), known)
        if any(step.id == other.id for other in steps):
            item.fail(f"has the id {step.id!r} that another step has")
        steps.append(step)
        count += _actions_of(step)
        if count > MOST_ACTIONS:  # before any of the others is read: some of them make data sets
            item.fail(f"is where more than {MOST_ACTIONS:,} actions are reached")
    return tuple(steps)


def _actions_of(step: Step) -> int:
    inner = sum(len(twin.do) for twin in step.twins)
    return len(step.do) + inner + (len(step.ask.then) if step.ask else 0)


def _step(table: Table, known: Known) -> Step:
    name = table.need("id").line_of_text(60)
    known = replace(known, key=(known.key[0], name))
    part, ask, until = table.get("part"), table.get("ask"), table.get("until")
    asserts, twins = table.get("assert"), table.get("twin")
    step = Step(
        name,
        title=_prose(table, "title"),
        part="worked" if part is None else part.one_of(PARTS),
        do=_deeds(table, "do", known),
        say=_prose(table, "say"),
        notes=_prose(table, "notes"),
        ask=None if ask is None else _ask(ask.table(), known),
        until=None if until is None else _until(until.table()),
        asserts=() if asserts is None else tuple(_assert(item.table()) for item in asserts.items()),
        twins=() if twins is None else tuple(_twin(item.table(), known) for item in twins.items(MOST_TWINS)),
        line=table.entry.line,
    )
    table.close()
    return step


def _prose(table: Table, key: str) -> str:
    entry = table.get(key)
    return "" if entry is None else entry.prose()


def _deeds(table: Table, key: str, known: Known) -> tuple[Deed, ...]:
    entry = table.get(key)
    items = [] if entry is None else entry.items(MOST_DEEDS)
    return tuple(_deed(item, known) for item in items)


def _deed(item: Entry, known: Known) -> Deed:
    text = item.line_of_text(1000)
    return item.checked(lambda: deed(text, item.line, known))


def _expression(entry: Entry) -> str:
    text = entry.line_of_text(400)
    entry.checked(lambda: parsed(text))
    return text


def _paths(table: Table, key: str) -> tuple[str, ...] | None:
    entry = table.get(key)
    return None if entry is None else tuple(_expression(item) for item in entry.items())


# Questions


def _ask(table: Table, known: Known) -> Ask:
    kind = table.need("kind").one_of(KINDS)
    options, answer, check = table.get("options"), table.get("answer"), table.get("check")
    sigfigs, attempts, tolerance = table.get("sigfigs"), table.get("attempts"), table.get("tolerance")
    unit, hide, reveals = table.get("unit"), _paths(table, "hide"), _paths(table, "reveals")
    if answer is None and kind in _COMPUTED and kind != "curve":
        table.need("answer")
    text = "curve" if kind == "curve" and answer is None else "" if answer is None else _answer(kind, answer)
    then = _deeds(table, "then", known)
    hidden = _hidden(kind, text, then) if hide is None else hide
    ask = Ask(
        kind,
        table.need("text").prose(),
        () if options is None else tuple(_option(item.table()) for item in options.items(MOST_OPTIONS)),
        text,
        None if check is None else check.number(),
        3 if sigfigs is None else sigfigs.whole(1, 9),
        2 if attempts is None else attempts.whole(1, 9),
        hidden,
        hidden if reveals is None else reveals,
        then,
        None if tolerance is None else tolerance.number(),
        "" if unit is None else unit.line_of_text(20),
        table.entry.line,
    )
    table.close()
    _check_options(ask, table.entry if options is None else options)
    if answer is not None and kind in _OFFERED:
        answer.fail(f"is not for a question of the kind {kind}: it is told by its options")
    return ask


def _answer(kind: str, entry: Entry) -> str:
    if kind == "point":
        return entry.line_of_text(60)
    if kind == "curve":
        return entry.one_of(("curve",))
    return _expression(entry)


_PLAIN = ("pi", "e", "m", "batch_J", "full_J", "test_J")
"""Names in expressions that are no quantities."""

_LATER = re.compile(r"goto (?:R|update .*)|run .*")
"""What an answer about the future waits for."""


def _hidden(kind: str, answer: str, then: tuple[Deed, ...]) -> tuple[str, ...]:
    """Return what a question withholds that does not say: the answer, where it is one path.

    A question about the future asks for a parameter or J as it will be: what there is stays in view.
    """
    if kind not in ("number", "sign") or parsed(answer).op != "path" or answer in _PLAIN:
        return ()
    is_later = any(_LATER.fullmatch(deed.text) for deed in then)
    return (f"new.{answer}",) if is_later and re.match(r"(?:[wb]\[|J$)", answer) else (answer,)


def _option(table: Table) -> Option:
    right, hint, why = table.get("right"), table.get("hint"), table.get("why")
    option = Option(
        table.need("text").prose(),
        False if right is None else right.truth(),
        "" if hint is None else hint.line_of_text(),
        "" if why is None else why.prose(),
    )
    table.close()
    if hint is not None and not (_HINT.fullmatch(option.hint) and 1 <= int(option.hint[1:]) <= 34):
        hint.fail(f"should be the id of a misconception from M01 to M34, not {option.hint!r}")
    return option


def _check_options(ask: Ask, entry: Entry) -> None:
    """See that a question can be answered with the options that it has."""
    right = sum(option.right for option in ask.options)
    if ask.kind not in _OFFERED:
        if ask.options:
            entry.fail(f"is not for a question of the kind {ask.kind}")
    elif len(ask.options) < 2:
        entry.fail(f"should have two or more options for a question of the kind {ask.kind}")
    elif ask.kind == "choice" and right != 1:
        entry.fail(f"has {right} right options; a choice has one")
    elif ask.kind == "multi" and not right:
        entry.fail("has no right option")


# What else a step holds


def _until(table: Table) -> Until:
    expr = _expression(table.need("expr"))
    until = Until(expr, _prose(table, "then"), _prose(table, "hint"), table.entry.line)
    table.close()
    return until


def _assert(table: Table) -> Assert:
    expr, number, tolerance = table.need("expr"), table.need("value"), table.get("tolerance")
    table.close()
    found = Assert(_expression(expr), number.number(), line=table.entry.line)
    return found if tolerance is None else replace(found, tolerance=tolerance.number())


def _twin(table: Table, known: Known) -> Twin:
    name, shows = table.need("name").line_of_text(60), table.need("shows")
    do = _deeds(table, "do", known)
    found = Twin(name, do, tuple(_expression(item) for item in shows.items(MOST_TWINS)), table.entry.line)
    table.close()
    return found
