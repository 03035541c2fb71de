"""A lesson in the window: what it shows and hides, Explore and back, undo, other documents, the end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import two_nodes

DELTA_1, W2 = Ref("delta", 1, (0,)), Ref("W", 2, (0, 0))


def at(window, number: int, step: str) -> None:
    window.learning.open(number)
    ids = [each.id for each in window.learning.play.lesson.steps]
    window.learning.go(ids.index(step))
    QApplication.processEvents()


def shown(window) -> dict[str, bool]:
    regions = window.regions
    return {
        "diagram": regions.diagram.isVisible(),
        "deltas": regions.delta_panel.isVisible(),
        "curve": regions.cost_curve.isVisible(),
        "timeline": regions.timeline.isVisible(),
    }


def test_a_lesson_shows_what_it_uses_and_leaving_it_brings_the_rest_back(window):
    before = shown(window)
    at(window, 2, "z1")
    assert shown(window) == {"diagram": True, "deltas": False, "curve": False, "timeline": True}
    window.learning.close()
    QApplication.processEvents()
    assert shown(window) == before


def test_the_chain_stands_in_place_of_the_diagram_and_time_stands_still(window):
    at(window, 1, "wiggle")
    assert not any(shown(window).values())
    window.settings.explore()
    QApplication.processEvents()
    assert shown(window)["diagram"]
    window.settings.learn()
    QApplication.processEvents()
    assert not shown(window)["diagram"]


def test_the_head_bar_says_where_one_is(window):
    at(window, 3, "delta-1")
    bar = window.regions.head_bar
    assert bar.title.text() == "Derivative calculation"
    assert bar.size_label.text().startswith("Lesson 3 of 14 · step ")
    window.learning.close()
    assert bar.size_label.text() == "1 – 1 – 1 · 4 parameters"


def test_what_is_asked_is_withheld_until_it_is_answered(window):
    at(window, 3, "delta-1")
    assert window.frame.value(DELTA_1) is None
    window.learning.answer("-0.119")
    assert window.frame.value(DELTA_1) is None
    window.learning.answer("-0.0279")
    assert window.frame.value(DELTA_1) == pytest.approx(-0.027852, abs=1e-6)


def test_while_a_question_is_open_nothing_goes_on_and_no_number_changes(window, qtbot):
    at(window, 3, "delta-1")
    session, said = window.store.session, []
    window.learning.told.connect(said.append)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    window.store.dispatch(act.SetParameter(W2, 0.5, "set w₂"))
    window.store.dispatch(act.Reveal())
    assert window.store.session is session
    assert len(said) == 3
    window.store.dispatch(act.Step(-1))
    assert window.frame.number == session.playhead.step - 1


def test_after_the_answer_numbers_may_be_changed_and_the_next_step_begins_with_the_lessons_own(window):
    at(window, 3, "delta-1")
    window.learning.show_me()
    window.store.dispatch(act.SetParameter(W2, 0.5, "set w₂"))
    assert window.frame.network.parameter(W2) == 0.5
    window.learning.next_step()
    assert window.frame.network.parameter(W2) == 0.8


def test_what_is_to_be_tried_is_noticed(window):
    at(window, 3, "zero")
    assert not window.learning.play.marks["zero"].is_met
    window.store.dispatch(act.SetParameter(W2, 0.01, "set w₂"))
    assert window.learning.play.marks["zero"].is_met


def test_opening_a_document_leaves_the_lesson(window):
    at(window, 3, "delta-1")
    window.store.dispatch(act.Open(two_nodes()))
    assert window.learning.play is None
    assert not window.frame.hidden
    assert shown(window)["deltas"]


def test_nothing_of_a_lesson_needs_saving(window):
    at(window, 3, "zero")
    window.store.dispatch(act.SetParameter(W2, 0.01, "set w₂"))
    assert not window.files.is_changed
    window.learning.close()
    assert not window.files.is_changed
    window.store.dispatch(act.SetParameter(W2, 0.5, "set w₂"))
    assert window.files.is_changed


def test_a_lesson_is_opened_by_its_file_and_follows_it(window, qtbot, tmp_path):
    from resources import read_text

    file = tmp_path / "mine.toml"
    file.write_text(read_text("lessons", "02-two-nodes.toml"), encoding="utf-8")
    window.learning.open_file(file)
    window.learning.go(3)
    text = file.read_text(encoding="utf-8").replace('title = "The input sum of node 2"', 'title = "Anew"')
    file.write_text(text, encoding="utf-8")
    qtbot.waitUntil(lambda: window.learning.play.lesson.steps[3].title == "Anew")
    assert window.learning.play.at == 3
    assert window.regions.head_bar.size_label.text() == "step 4 of 18"


def test_a_broken_file_is_refused_in_a_sentence_and_the_lesson_stays(window, qtbot, tmp_path):
    refused = []
    window.learning.refused.connect(refused.append)
    at(window, 3, "delta-1")
    file = tmp_path / "bad.toml"
    file.write_text('format = 1\nid = "bad"\nsteps = 3\n', encoding="utf-8")
    window.learning.open_file(file)
    assert len(refused) == 1
    assert "bad.toml" in refused[0]
    assert window.learning.play.lesson.id == "03-derivative"


def test_at_the_end_the_next_lesson_is_offered(window, qtbot):
    at(window, 2, "close")
    qtbot.waitUntil(lambda: len(window.course.menu.actions()) == 14)
    window.learning.card.finished.emit()
    notice = window.regions.notice.notice
    assert notice is not None
    assert notice.answers[0][0] == "Lesson 3: Derivative calculation"
    notice.answers[0][1]()
    assert window.learning.play.lesson.id == "03-derivative"


def test_spot_the_slip_shows_a_wrong_number_and_the_right_node_is_found(window):
    from engine.lessons.play import right

    window.learning.spot_the_slip()
    assert window.frame.slip
    window.learning.answer(right(window.learning.play))
    window.learning.next_step()
    assert window.learning.play.at == 1
