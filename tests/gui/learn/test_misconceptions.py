"""What is said of mistakes: complete, drawable, never just "wrong"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pytest

from engine.lessons.asked import asked_of
from engine.lessons.bugs import chain_mutants, mutants
from engine.lessons.judging import judge
from engine.nn.backprop import backprop
from engine.nn.chain import parse as parse_chain
from engine.nn.network import Network
from engine.nn.types import Ref
from gui.learn.general_texts import GENERAL
from gui.learn.misconceptions import MISCONCEPTIONS, did, general, general_check, misconception
from gui.learn.slip_texts import SLIPS
from gui.prose.markup import parse
from gui.prose.mathematics import spoken_tex

IDS = [f"M{number:02d}" for number in range(1, 35)]


def texts() -> Iterator[str]:
    for one in (*MISCONCEPTIONS.values(), *GENERAL):
        yield from (one.did, one.question, *one.rungs)
    for id_, slip in SLIPS:
        yield did(MISCONCEPTIONS[id_], slip)


def test_every_misconception_has_its_texts():
    assert sorted(MISCONCEPTIONS) == IDS
    for one in MISCONCEPTIONS.values():
        assert one.name
        assert one.question.endswith("?")
        assert len(set(one.rungs)) == 3


def test_every_text_can_be_drawn():
    for text in texts():
        for block in parse(text):
            for span in block.spans:
                if span.is_tex:
                    assert spoken_tex(span.text)
                else:
                    assert "$" not in span.text, text


def test_nobody_is_told_that_it_is_wrong_and_no_more():
    for text in texts():
        assert not re.fullmatch(r"\W*(that is |it is )?(wrong|false|incorrect)\W*", text, re.IGNORECASE)
        assert len(text.split()) > 2


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ("", "You seem to have missed how the packets"),
        ("mean_of_paths", "mean of the packets"),
        ("one_path_2", "packet of one edge"),
        (
            "carried:mean_of_paths",
            "A slip on the way here gives this number. You seem to have taken the mean",
        ),
        ("unheard_of", "You seem to have missed how the packets"),
    ],
)
def test_the_slip_says_it_more_exactly(slip, said):
    assert said in did(MISCONCEPTIONS["M17"], slip)


@pytest.mark.parametrize("told", ["sign", "factor_2", "factor_m", "factor_eta", "ceiling", "decimal_point"])
def test_every_general_check_says_something(told):
    assert general_check(told)


def test_what_there_is_not():
    assert misconception("M99") is None
    assert general_check("") == ""
    assert general("no such symbol") is general("")


@pytest.mark.parametrize(
    "symbol", ["z", "a", "J", "slope", "delta", "dW", "db", "W_new", "b_new", "J_new", "x"]
)
def test_a_wrong_number_is_answered_by_what_was_asked(symbol):
    assert general(symbol) is not general("")


def test_a_slip_of_an_update_is_told_as_what_it_is_where_it_shows():
    said = did(MISCONCEPTIONS["M11"], "carried:new_weights")
    assert said == "You seem to have used a weight that was already corrected."


def told_of(symbol, typed):
    net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    trace = backprop(net, [[3.0]], [[1.0]], eta=1.0)
    ref = {"J_new": Ref("J_new", 2), "b_new": Ref("b_new", 2, (0,)), "W_new": Ref("W_new", 1, (0, 0))}[symbol]
    verdict = judge(asked_of(ref, trace, 1.0), typed)
    return did(MISCONCEPTIONS[verdict.ids[0]], verdict.slip)


@pytest.mark.parametrize(
    ("symbol", "typed", "said"),
    [
        ("b_new", "-1.2", "You seem to have left the bias as it was. It is corrected like any weight."),
        ("W_new", "0.293", "You seem to have used a weight that was already corrected."),
        ("J_new", "0.261", "You seem to have added the correction: the weight went uphill."),
    ],
)
def test_what_was_done_at_the_asked_number_itself_is_no_slip_on_the_way(symbol, typed, said):
    assert told_of(symbol, typed) == said


def every_mutant():
    rng = np.random.default_rng(4)
    for sizes, m in (((1, 1, 1), 1), ((2, 2, 2), 1), ((2, 3, 2), 3), ((1, 1, 1), 4)):
        net = Network.random(sizes, ["sigmoid", "sigmoid"], seed=3)
        trace = backprop(net, rng.normal(size=(m, sizes[0])), rng.uniform(size=(m, sizes[-1])), eta=0.5)
        for symbol in ("z", "a", "slope", "dJ_da", "delta", "dW", "db", "W_new", "b_new"):
            for layer in (1, 2):
                index = (0, 0) if symbol in ("dW", "W_new") else (0,)
                sample = None if symbol in ("dW", "db", "W_new", "b_new") else 0
                yield from mutants(Ref(symbol, layer, index, sample), trace, 0.5, 0)
        yield from mutants(Ref("J", 2), trace, 0.5, 0)
        yield from mutants(Ref("J_new", 2), trace, 0.5, 0)
    for path in ("u[1]", "h", "du[1]", "du[2]", "dh"):
        yield from chain_mutants(path, parse_chain("log(2 + cos x)"), 1.0)


def test_the_bug_library_finds_words_for_all_its_slips():
    found = {(mutant.id, mutant.slip) for mutant in every_mutant()}
    assert len({id_ for id_, _ in found}) > 15
    for id_, slip in found:
        one = misconception(id_)
        assert one is not None, id_
        assert did(one, slip)


def test_a_misconception_with_several_slips_has_words_for_each():
    slips: dict[str, set[str]] = {}
    for mutant in every_mutant():
        name = re.sub(r"_\d+$", "", mutant.slip.removeprefix("carried:"))
        slips.setdefault(mutant.id, set()).add(name)
    for id_, names in slips.items():
        without = {name for name in names if (id_, name) not in SLIPS}
        assert len(without) <= 1, (id_, without)  # one of them may be what the misconception itself says
