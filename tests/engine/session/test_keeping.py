"""Runs that are kept, named, deleted and taken up again: nothing is lost, all is undone, all is bounded."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import Document, Network, Ref, Session, actions, frame_of, update
from engine.session import keeping
from engine.session.codec import parse, to_text
from engine.session.document import MOST_GHOSTS, MOST_KEPT, MOST_RUNS, bytes_beside, same_document, two_nodes
from engine.session.frame import same_frame
from engine.session.replay import network_at
from engine.session.training import train

W2 = Ref("W", 2, (0, 0))
KEEP = actions.KeepRun("keep the run")


def did(session: Session, *steps: actions.Action) -> Session:
    for action in steps:
        session = update(session, action)
    return session


def trained(session: Session, updates: int) -> Session:
    return update(session, train(session.document, updates).action("Train"))


def numbers(session: Session) -> list[int]:
    return [ghost.number for ghost in session.document.ghosts]


def run(session: Session, number: int) -> Document:
    return next(ghost.document for ghost in session.document.ghosts if ghost.number == number)


def name(number: int, text: str) -> actions.NameRun:
    return actions.NameRun(number, text, "name the run")


def take_up(number: int) -> actions.TakeUpRun:
    return actions.TakeUpRun(number, "go on with the run")


def delete(number: int) -> actions.DeleteRun:
    return actions.DeleteRun(number, "delete the run")


def several() -> Session:
    """Run 1 of 20 updates, run 2 with another η from update 7 on, of 17, and run 3 from update 5 on."""
    session = did(trained(Session.start(two_nodes()), 20), actions.Seek(9, 7), actions.SetEta(0.5, "rate"))
    session = did(trained(session, 10), actions.Seek(9, 5), actions.SetParameter(W2, 0.0, "weight"))
    return trained(session, 8)


def test_a_run_that_is_kept_stays_as_it_was_while_one_goes_on():
    before = did(trained(Session.start(two_nodes()), 20), actions.Seek(9, 20))
    after = update(before, KEEP)
    assert (numbers(after), after.document.run) == ([1], 2)
    assert same_document(run(after, 1), replace(before.document, run_kept=True))
    assert same_document(replace(after.document, ghosts=(), run=1), before.document)
    assert after.playhead == before.playhead
    assert frame_of(after).curve.tolist() == frame_of(before).curve.tolist()
    on = trained(after, 30)
    assert on.document.log.updates == 50
    assert run(on, 1).log is run(after, 1).log
    assert bytes_beside(after.document, [before.document]) == 0


def test_keeping_again_what_was_kept_is_no_change():
    kept = did(trained(Session.start(two_nodes()), 20), KEEP)
    assert update(kept, KEEP) is kept
    assert numbers(did(trained(kept, 1), KEEP)) == [1, 2]


def test_what_was_seen_of_a_run_is_kept_too():
    walked = did(Session.start(two_nodes()), actions.Seek(22, 5), actions.Seek(1, 2))
    after = update(walked, KEEP)
    assert run(after, 1).log.curve().tolist() == frame_of(walked).curve.tolist()
    assert frame_of(after).curve.tolist() == frame_of(walked).curve.tolist()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_any_run_can_be_named_and_lose_its_name(number):
    before = several()
    after = update(before, name(number, "  with a small η "))
    found = after.document if number == 3 else run(after, number)
    assert found.run_name == "with a small η"
    assert after.playhead == before.playhead
    assert numbers(after) == numbers(before)
    assert update(after, name(number, "with a small η")) is after
    assert same_document(update(after, name(number, " ")).document, before.document)
    assert update(after, actions.Undo()).document is before.document


def test_an_earlier_run_can_be_deleted():
    before = several()
    after = update(before, delete(1))
    assert (numbers(after), after.document.run) == ([2], 3)
    assert run(after, 2) is run(before, 2)
    assert after.playhead == before.playhead
    assert update(after, actions.Undo()).document is before.document


@pytest.mark.parametrize("number", [1, 2])
def test_an_earlier_run_can_be_gone_on_with(number):
    before = several()
    after = update(before, take_up(number))
    assert after.document.run == number
    assert sorted([*numbers(after), number]) == [1, 2, 3]
    assert same_document(replace(after.document, ghosts=()), run(before, number))
    assert same_document(run(after, 3), replace(before.document, ghosts=()))
    assert after.playhead.update == before.playhead.update
    assert trained(after, 5).document.log.updates == run(before, number).log.updates + 5
    undone = update(after, actions.Undo())
    assert (undone.document, undone.playhead) == (before.document, before.playhead)
    back = update(after, take_up(3))
    assert same_document(replace(back.document, ghosts=()), replace(before.document, ghosts=()))
    assert update(back, take_up(3)) is back


def test_who_goes_on_with_a_shorter_run_stands_at_its_end():
    session = did(
        several(), actions.Seek(9, 12), name(3, "third"), take_up(1), actions.Seek(9, 19), take_up(3)
    )
    assert session.document.run_name == "third"
    assert session.document.log.updates == 13
    assert (session.playhead.update, session.playhead.step) == (12, 22)  # all 13 are over, none is begun
    assert update(session, actions.Undo()).playhead.update == 19


def test_a_run_keeps_its_name_and_that_it_was_kept_when_it_is_left_again():
    session = did(several(), name(2, "two"), KEEP)
    session = did(session, take_up(2), actions.Seek(3, 6), actions.SetEta(0.1, "rate"))
    assert (session.document.run, session.document.run_name, run(session, 2).run_name) == (5, "", "two")
    session = did(session, take_up(3), actions.Seek(3, 6), actions.SetEta(0.1, "rate"))
    assert (session.document.run_kept, run(session, 3).run_kept) == (False, True)


def test_all_of_it_is_saved_with_the_document():
    session = did(several(), name(2, "two"), KEEP, name(4, "four"), take_up(1), name(1, "ein Name"))
    found, playhead = parse(to_text(session.document, session.playhead))
    assert same_document(found, session.document)
    assert same_frame(frame_of(Session.start(found, playhead)), frame_of(session))
    assert {ghost.number: ghost.stays for ghost in found.ghosts} == {2: True, 3: True, 4: True}


REFUSED = {
    "no run 9 to name": (name(9, "x"), "there is no run 9"),
    "no run 9 to delete": (delete(9), "there is no run 9"),
    "no run 9 to go on with": (take_up(9), "there is no run 9"),
    "the run in play": (delete(3), "run 3 is in play"),
    "two lines": (name(2, "a\nb"), "the name of a run is one line"),
    "too long": (name(3, "x" * 61), "the name of a run is one line"),
}


@pytest.mark.parametrize(("action", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_in_a_sentence(action, words):
    with pytest.raises(ValueError, match=words):
        update(several(), action)


def fork(session: Session, n: int) -> Session:
    return did(trained(session, 12), actions.Seek(1, 3), actions.SetEta(0.9 - n / 50, "rate"))


def test_runs_that_were_named_or_kept_are_not_forgotten():
    session = did(several(), name(1, "first"), KEEP)
    for n in range(2 * MOST_GHOSTS):
        session = fork(session, n)
    assert numbers(session)[:2] == [1, 3]
    assert len(session.document.ghosts) == MOST_GHOSTS + 2


def filled() -> Session:
    """As many runs as are kept at most, and as many others as there may be beside them."""
    session = Session.start(two_nodes())
    for _ in range(MOST_KEPT):
        session = did(trained(session, 1), KEEP)
    for n in range(MOST_GHOSTS):
        session = fork(session, n)
    assert len(session.document.ghosts) == MOST_RUNS - 1
    return session


@pytest.mark.parametrize("action", [KEEP, name(MOST_KEPT + 3, "x")], ids=["keep", "name"])
def test_only_so_many_runs_can_be_kept(action):
    session = trained(filled(), 3)
    with pytest.raises(
        ValueError, match=f"at most {MOST_KEPT} earlier runs can be named or kept; delete one"
    ):
        update(session, action)
    assert len(did(session, delete(1), action).document.ghosts) in (MOST_RUNS - 2, MOST_RUNS - 1)


def test_edits_go_on_however_many_runs_are_kept_unless_they_would_lose_a_name():
    session = filled()
    for n in range(10, 20):
        session = fork(session, n)
        assert len(session.document.ghosts) == MOST_RUNS - 1
    last = session.document.run
    session = did(trained(session, 12), name(last, "named"), actions.Seek(1, 3))
    with pytest.raises(ValueError, match="delete one first"):
        update(session, actions.SetEta(0.01, "rate"))
    assert run(did(session, delete(2), actions.SetEta(0.01, "rate")), last).run_name == "named"


def test_long_runs_are_forgotten_earlier_and_not_kept_without_end(monkeypatch):
    session = Session.start(two_nodes())
    one = bytes_beside(session.document, [trained(session, 300).document])
    monkeypatch.setattr(keeping, "ROOM_FOR_RUNS", 3 * one)
    for seed in range(5):
        session = update(trained(session, 300), actions.Reroll(seed, "re-roll"))
    assert numbers(session) == [2, 3, 4, 5]  # the last one takes nothing beside the run it is a copy of
    kept = did(session, *(name(n, "x") for n in (3, 4)))
    assert numbers(update(trained(kept, 300), actions.Reroll(8, "re-roll"))) == [3, 4, 5, 6]
    full = did(trained(did(kept, name(5, "x")), 300), KEEP, actions.Reroll(8, "re-roll"))
    assert numbers(full) == [3, 4, 5, 6, 7]
    with pytest.raises(
        ValueError, match="earlier runs that are named or kept may take 0 MB; delete one first"
    ):
        did(trained(full, 300), KEEP)
    assert numbers(did(trained(full, 300), delete(3), KEEP)) == [4, 5, 6, 7, 8]


def test_whatever_one_goes_on_with_every_update_is_there_again():
    session = did(several(), take_up(2), actions.Seek(1, 12), actions.SetEta(2.0, "rate"))
    session = did(trained(session, 30), take_up(1))
    again = parse(to_text(session.document))[0]
    for ours, theirs in zip(session.document.ghosts, again.ghosts, strict=True):
        for n in range(ours.document.log.updates + 1):
            pair = [network_at(document, n).to_vector() for document in (ours.document, theirs.document)]
            assert np.array_equal(*pair)


def test_a_run_that_ran_away_can_be_gone_on_with_and_says_so_again():
    net = Network.from_arrays([[[1.0]]], [[0.0]], ["linear"])
    start = Session.start(Document(net, [[100.0]], [[1.0]], eta=1e6))
    walked = did(start, actions.Seek(1, 90), actions.Seek(1, 2), actions.SetEta(1e-5, "rate"))
    back = update(walked, take_up(1))
    assert np.isnan(back.document.log.curve()[-1])
    stretch = train(back.document, 10)
    assert (stretch.updates, stretch.trouble.update) == (0, 90)
    assert update(back, stretch.action("train")).document.log.updates == 90
