"""The table of runs: what it shows, names typed in place, what keys and the menu ask for, and comparisons."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from engine import Document, Network, Session, actions, update
from engine.nn.types import Ref
from engine.session import scores
from engine.session.frame import frame_of
from engine.session.replay import curve_of, network_at
from engine.session.training import train
from gui.look import Look
from gui.panels.runs import RunsPanel
from gui.theme import DARK, LIGHT, apply_theme

W = Ref("W", 2, (0, 1))
LOOK = Look()


def begun(*, test=True, classes=True) -> Document:
    rng = np.random.default_rng(5)
    X = rng.normal(size=(24, 2))
    Y = (X[:, :1] > 0).astype(float) if classes else X[:, :1] * 2.5
    net = Network.random((2, 3, 1), ("tanh", "sigmoid" if classes else "linear"), seed=4)
    return Document(net, X, Y, eta=0.5, test=np.arange(0, 24, 4) if test else ())


def trained(session, updates):
    return update(session, train(session.document, updates).action("train"))


def three(**how):
    """Run 1, called slow; run 2; and run 3, in which a connection was cut at update 20."""
    session = trained(Session.start(begun(**how)), 40)
    session = update(session, actions.NameRun(1, "slow", "name"))
    session = trained(update(update(session, actions.Seek(1, 0)), actions.SetEta(2.0, "η")), 30)
    session = update(session, actions.Seek(1, 20))
    network = network_at(session.document, 20).with_cut([W])
    session = trained(update(session, actions.SetSettings({"network": network}, "cut")), 25)
    return update(session, actions.Seek(1, 44))


class Bench:
    """A panel on a session that does what it asks for."""

    def __init__(self, qtbot, session):
        self.session, self.asked, self.hidden = session, [], []
        self.panel = RunsPanel()
        qtbot.addWidget(self.panel)
        self.panel.dispatched.connect(self._do)
        self.panel.shown_changed.connect(self.hidden.append)
        self.panel.resize(300, 400)
        self.panel.show_frame(frame_of(session))
        self.panel.show()
        qtbot.waitExposed(self.panel)
        self.table = self.panel.table

    def _do(self, action):
        self.asked.append(action)
        self.session = update(self.session, action)
        self.panel.show_frame(frame_of(self.session))

    def show(self, session):
        self.session = session
        self.panel.show_frame(frame_of(session))

    def cells(self):
        model = self.table.model()
        columns = [n for n in range(model.columnCount()) if not self.table.isColumnHidden(n)]
        return [[model.index(row, n).data() for n in columns] for row in range(model.rowCount())]

    def choose(self, row):
        self.table.setFocus()
        self.table.setCurrentIndex(self.table.model().index(row, 0))


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot, three())


def share(score):
    return f"{100 * score.accuracy:.1f}\u00a0%"


# What is shown


def test_each_run_stands_with_its_numbers(bench):
    document = bench.session.document
    by_number = {ghost.number: ghost.document for ghost in document.ghosts} | {3: document}
    names = {3: "this run", 2: "before you cut w⁽²⁾₁₂", 1: "slow"}
    etas, ends = {3: "2", 2: "2", 1: "0.5"}, {3: 44, 2: 30, 1: 40}
    for number, cells in zip((3, 2, 1), bench.cells(), strict=True):
        run, end = by_number[number], ends[number]
        right, tested = scores.training_score_at(run, end), scores.test_score_at(run, end)
        assert cells == [
            names[number],
            etas[number],
            f"{LOOK.cost(float(curve_of(run, end + 1)[end]))}\n{share(right)}",
            f"{LOOK.cost(tested.J)}\n{share(tested)}",
        ]


def test_without_test_rows_there_is_no_column_for_them(qtbot):
    bench = Bench(qtbot, three(test=False, classes=False))
    assert [len(cells) for cells in bench.cells()] == [3, 3, 3]
    assert "\n" not in bench.cells()[0][2]
    bench.show(three())
    assert [len(cells) for cells in bench.cells()] == [4, 4, 4]


def test_what_is_not_known_or_withheld_is_unknown(qtbot):
    bench = Bench(qtbot, Session.start(begun()))
    assert bench.cells() == [["this run", "0.5", "?\n?", "?\n?"]]
    session = update(three(), actions.Seek(7, 10))
    L = frame_of(session).network.L
    bench.show(update(session, actions.Hide(frozenset({Ref("J", L), Ref("eta", 0)}))))
    assert bench.cells()[0] == ["this run", "?", "?\n?", "?\n?"]
    assert "?" not in "".join(bench.cells()[1])


def test_nothing_of_another_document_remains(qtbot, bench):
    bench.choose(2)
    assert bench.panel.difference.isVisible()
    bench.show(Session.start(begun()))
    assert len(bench.cells()) == 1
    assert not bench.panel.difference.isVisible()
    assert not bench.panel.go_on.isEnabled()


# Names


def editor(bench):
    return bench.table.findChild(QLineEdit)


def press(qtbot, bench, key):
    """Press a key in the field; Qt accepts the name, and closes the field, after that."""
    qtbot.keyClick(editor(bench), key)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert editor(bench) is None


def test_a_double_click_opens_the_name_and_enter_gives_it(bench, qtbot):
    box = bench.table.visualRect(bench.table.model().index(1, 0))
    qtbot.mouseClick(bench.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    qtbot.mouseDClick(bench.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    qtbot.keyClicks(editor(bench), "no cut ")
    press(qtbot, bench, Qt.Key.Key_Return)
    assert bench.asked == [actions.NameRun(2, "no cut", "name a run")]
    assert [cells[0] for cells in bench.cells()] == ["this run", "no cut", "slow"]


def test_f2_names_escape_gives_up_and_nothing_takes_the_name_away(bench, qtbot):
    bench.choose(2)
    qtbot.keyClick(bench.table, Qt.Key.Key_F2)
    assert editor(bench).text() == "slow"
    qtbot.keyClicks(editor(bench), "other")
    press(qtbot, bench, Qt.Key.Key_Escape)
    assert bench.asked == []
    qtbot.keyClick(bench.table, Qt.Key.Key_F2)
    press(qtbot, bench, Qt.Key.Key_Return)
    assert bench.asked == []
    qtbot.keyClick(bench.table, Qt.Key.Key_F2)
    editor(bench).clear()
    press(qtbot, bench, Qt.Key.Key_Return)
    assert bench.asked == [actions.NameRun(1, "", "take the name of a run away")]
    assert bench.cells()[2][0] == "before you changed η"


def test_what_is_being_typed_stays_while_the_run_goes_on(bench, qtbot):
    bench.choose(0)
    qtbot.keyClick(bench.table, Qt.Key.Key_F2)
    qtbot.keyClicks(editor(bench), "half a na")
    further = trained(bench.session, 5)
    bench.show(update(further, actions.Seek(1, 47)))
    assert editor(bench).text() == "half a na"
    press(qtbot, bench, Qt.Key.Key_Return)
    assert bench.asked == [actions.NameRun(3, "half a na", "name a run")]


def test_a_name_is_no_longer_than_it_may_be(bench, qtbot):
    bench.choose(0)
    qtbot.keyClick(bench.table, Qt.Key.Key_F2)
    qtbot.keyClicks(editor(bench), "n" * 70)
    press(qtbot, bench, Qt.Key.Key_Return)
    assert bench.asked[0].name == "n" * 60


# Keys, buttons and the menu


def test_arrows_choose_enter_goes_on_and_delete_deletes(bench, qtbot):
    bench.table.setFocus()
    assert bench.table.current.number == 3
    qtbot.keyClick(bench.table, Qt.Key.Key_Down)
    qtbot.keyClick(bench.table, Qt.Key.Key_Delete)
    assert bench.asked == [actions.DeleteRun(2, "delete before you cut w⁽²⁾₁₂")]
    assert [cells[0] for cells in bench.cells()] == ["this run", "slow"]
    bench.choose(1)
    qtbot.keyClick(bench.table, Qt.Key.Key_Return)
    assert bench.asked[1] == actions.TakeUpRun(1, "go on with slow")
    assert bench.cells()[0][0] == "slow"
    assert bench.table.current.number == 1


def test_the_run_in_play_is_neither_deleted_nor_gone_on_with(bench, qtbot):
    bench.choose(0)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete):
        qtbot.keyClick(bench.table, key)
    assert bench.asked == []
    enabled = {
        action.text(): action.isEnabled() for action in bench.panel.menu_of(bench.table.current).actions()
    }
    assert not enabled["&Go on with it"]
    assert not enabled["&Delete it"]
    assert enabled["&Copy as new run"]


def test_tab_leaves_the_table(bench, qtbot):
    bench.choose(0)
    qtbot.keyClick(bench.table, Qt.Key.Key_Tab)
    assert not bench.table.hasFocus()


def test_space_and_letters_are_left_to_the_window(bench, qtbot):
    heard = []
    bench.panel.keyPressEvent = lambda event: heard.append(event.text())
    bench.choose(0)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_T):
        qtbot.keyClick(bench.table, key)
    assert heard == [" ", "t"]


def test_the_buttons_keep_and_go_on(bench, qtbot):
    assert not bench.panel.go_on.isEnabled()
    bench.choose(2)
    qtbot.mouseClick(bench.panel.go_on, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bench.panel.copy, Qt.MouseButton.LeftButton)
    assert bench.asked == [actions.TakeUpRun(1, "go on with slow"), actions.KeepRun("copy as new run")]
    assert len(bench.cells()) == 4


def test_the_menu_is_opened_by_mouse_and_by_key(bench, qtbot):
    box = bench.table.visualRect(bench.table.model().index(2, 0))
    opened = []
    bench.table.menu_asked.connect(opened.append)
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        QApplication.sendEvent(bench.table.viewport(), QContextMenuEvent(reason, box.center(), box.center()))
        popup = QApplication.activePopupWidget()
        assert popup is not None
        popup.close()
    assert len(opened) == 2
    assert bench.table.current.number == 1


def test_a_curve_is_hidden_and_shown_by_the_menu(bench):
    bench.choose(2)
    show = next(
        a for a in bench.panel.menu_of(bench.table.current).actions() if a.text() == "&Show its curve"
    )
    assert show.isChecked()
    show.trigger()
    assert bench.hidden == [frozenset({1})]
    assert bench.table.current.spoken.endswith("its curve is hidden")
    bench.panel.show_run(1, shown=True)
    assert bench.hidden == [frozenset({1}), frozenset()]


def test_a_hidden_run_that_is_deleted_or_taken_up_is_no_longer_hidden(bench):
    for act in (bench.panel.delete, bench.panel.take_up):
        bench.panel.show_run(1, shown=False)
        act(1)
        assert bench.panel.hidden == frozenset()
        bench.show(three())


# Comparisons


def test_the_chosen_run_is_compared_with_the_one_in_play(bench):
    document, (first, second) = bench.session.document, bench.session.document.ghosts
    bench.choose(1)
    at = [LOOK.cost(float(curve_of(run, 31)[30])) for run in (document, second.document)]
    assert bench.panel.difference.text().split("\n") == [
        "this run / before you cut w⁽²⁾₁₂",
        f"J {at[0]} / {at[1]} at update 30",
        "w⁽²⁾₁₂ cut in this run from update 20",
        "other weights from update 20",
    ]
    bench.choose(2)
    assert "η 2 / 0.5 from the start" in bench.panel.difference.text().split("\n")
    assert first.number == 1
    bench.choose(0)
    assert not bench.panel.difference.isVisible()


def test_two_runs_that_are_alike_are_said_to_be(bench, qtbot):
    bench.panel.keep()
    bench.choose(1)
    assert bench.panel.difference.text().endswith("nothing differs up to there")


def test_a_comparison_follows_what_happens(bench):
    bench.choose(2)
    bench.show(update(bench.session, actions.SetEta(0.125, "η")))
    model = bench.table.model()
    row = next(n for n in range(model.rowCount()) if bench.table.rows.rows[n].number == 1)
    bench.choose(row)
    assert "η 2 / 0.5 from the start, 0.125 / 0.5 from update 44" in bench.panel.difference.text()


# How it is drawn


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_nothing_is_cut_off(bench, theme, scale):
    apply_theme(QApplication.instance(), theme, scale)
    bench.panel.set_look(Look(theme=theme, scale=scale))
    bench.panel.resize(round(300 * scale), 500)
    QApplication.processEvents()
    table = bench.table
    model, metrics = table.model(), table.fontMetrics()
    for row in range(model.rowCount()):
        for column in range(1, model.columnCount()):
            lines = model.index(row, column).data().split("\n")
            room = table.columnWidth(column)
            assert table.isColumnHidden(column) or max(map(metrics.horizontalAdvance, lines)) + 6 <= room
            assert len(lines) * metrics.lineSpacing() <= table.rowHeight(row)
    assert table.verticalScrollBar().maximum() == 0
    assert table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("width", [300, 252, 220, 150])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_eta_and_the_test_are_always_there(bench, width, scale):
    apply_theme(QApplication.instance(), LIGHT, scale)
    bench.panel.set_look(Look(scale=scale))
    bench.panel.resize(width, 400)
    QApplication.processEvents()
    rows = bench.table.rows.rows
    for row, cells in zip(rows, bench.cells(), strict=True):
        lines = [line for cell in cells for line in cell.split("\n")]
        assert row.eta in lines or f"η {row.eta}" in lines
        assert row.test in lines or f"test {row.test}" in lines
        assert lines[0] == row.name
    if scale == 1.0 and width > 200:
        assert bench.table.columnWidth(0) >= 80


def test_where_there_is_room_again_eta_has_its_column_again(bench):
    for width, is_folded in ((300, False), (220, True), (300, False)):
        bench.panel.resize(width, 400)
        QApplication.processEvents()
        assert bench.table.isColumnHidden(1) is is_folded
        assert ("η 2" in bench.cells()[0][0].split("\n")) is is_folded


def test_the_head_says_of_which_update_j_is(qtbot, bench):
    def head():
        return bench.table.model().headerData(2, Qt.Orientation.Horizontal)

    assert head() == "J now\nor end"
    bench.show(Session.start(begun()))
    assert head() == "J now"


def test_marks_tell_runs_apart_without_colour(bench):
    model, shapes = bench.table.model(), set()
    for row in range(model.rowCount()):
        picture = model.index(row, 0).data(Qt.ItemDataRole.DecorationRole).pixmap(28, 28).toImage()
        shapes.add(bytes(picture.pixelColor(x, y).alpha() > 127 for x in range(28) for y in range(28)))
    assert len(shapes) == 3


def test_it_is_told_in_words(bench):
    model = bench.table.model()
    told = model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("run 1: slow, η 0.5, J ")
    assert " right" in told
