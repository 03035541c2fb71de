"""The next start offers what was open and unsaved, once, and never trips over a broken copy."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from engine.session.codec import dump_document, load_document
from engine.session.document import two_nodes
from engine.session.playhead import Playhead
from gui.files.copies import Work, own
from gui.files.stamp import stamp_of
from gui.user_folder import user_folder
from tests.gui.files.conftest import W2


def changed(value):
    document = two_nodes()
    return replace(document, network=document.network.with_parameter(W2, value))


def leave(value=0.25, file=None, step=13, at=0):
    """Leave a copy behind, as a process that is gone would."""
    copy = own(user_folder("recovery"))
    copy.write(Work(changed(value), Playhead(step=step), file, stamp_of(file) if file else None, at))
    copy.release()
    return copy.path


@pytest.fixture
def start(hands):
    """Start as the program does, with copies kept at a quick pace."""
    yield lambda: hands.desk.keep_copies(20) or hands
    if hands.desk._keeper is not None:
        hands.desk._keeper.close()


def left():
    return sorted(user_folder("recovery").iterdir())


def test_nothing_left_behind_is_nothing_said(start):
    assert not start().boxes()


def test_what_was_unsaved_comes_back_where_it_belongs(start, document_file, hands):
    leave(file=document_file)
    start()
    assert "Upstream ended without saving “mine.upstream”. A copy was kept at" in hands.question
    hands.answer("Open again")
    assert hands.w2 == 0.25
    assert hands.store.session.playhead.step == 13
    assert hands.desk.is_changed
    assert hands.desk.file == document_file
    hands.desk.save()
    assert not hands.boxes()
    assert load_document(document_file).network.parameter(W2) == 0.25
    assert left() == []


def test_what_is_opened_again_stays_safe_all_the_while(start, hands):
    path = leave()
    start()
    hands.answer("Open again")
    kept = [file for file in left() if file.suffix == ".recovery"]
    assert len(kept) == 1
    assert kept[0] != path


def test_discarding_removes_it_and_later_keeps_it(start, hands):
    path = leave()
    start()
    hands.answer("Later")
    assert left() == [path]
    hands.desk.keep_copies(20)
    hands.escape()
    assert left() == [path]
    hands.desk.keep_copies(20)
    hands.answer("Discard")
    assert left() == []
    assert hands.w2 == 0.8


def test_several_are_offered_one_after_another(start, hands, tmp_path):
    for value in (0.5, 0.25):
        leave(value)
    start()
    hands.answer("Discard")
    assert len(hands.boxes()) == 1
    hands.answer("Open again")
    assert hands.w2 in (0.5, 0.25)
    assert not hands.boxes()


def test_a_second_one_opened_asks_what_becomes_of_the_first(start, hands):
    for value in (0.5, 0.25):
        leave(value)
    start()
    hands.answer("Open again")
    first = hands.w2
    hands.answer("Open again")
    assert "has changes that are not saved" in hands.question
    hands.escape()
    assert hands.w2 == first
    assert len([file for file in left() if file.suffix == ".recovery"]) == 2


def test_a_broken_one_is_told_and_set_aside_and_the_others_are_offered(start, hands):
    leave(0.25)
    broken = leave(0.5)
    broken.write_text("half", encoding="utf-8")
    later = broken.stat().st_mtime + 10
    os.utime(broken, (later, later))  # the newest is offered first
    start()
    assert "is kept as" in hands.refusals[0]
    assert str(broken.with_suffix(".broken")) in hands.refusals[0]
    hands.answer("Open again")
    assert hands.w2 == 0.25


def test_a_file_changed_since_the_crash_is_asked_about(start, hands, document_file):
    leave(file=document_file)
    dump_document(changed(0.125), document_file)
    start()
    hands.answer("Open again")
    hands.desk.save()
    assert "Save over it?" in hands.question
    hands.escape()


def test_an_older_day_is_named(start, hands):
    leave(at=86400)
    start()
    assert "70 at " in hands.question
    hands.escape()


def test_closing_orderly_leaves_nothing(start, hands, qtbot):
    start()
    hands.edit(0.5)
    qtbot.waitUntil(lambda: any(file.suffix == ".recovery" for file in left()))
    hands.window.close()
    hands.answer("Don’t save")
    assert not hands.window.isVisible()
    assert left() == []
