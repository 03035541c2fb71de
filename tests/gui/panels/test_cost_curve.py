"""The cost curve: when pyqtgraph is asked for, what is drawn and read off, and where the cursor goes."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.cursor import cursor_of, goal_of
from gui.fonts import ui_font
from gui.look import Look
from gui.panels.cost_curve import CostCurve
from gui.panels.cost_curve.names import places_of
from gui.panels.cost_curve.readings import reading_of
from gui.panels.cost_curve.runs import Run, drawn_of, fork_of
from gui.plotting.run_marks import mark_of
from gui.plotting.scales import count_ticks, linear_ticks, log_ticks
from gui.plotting.thinning import thinned
from gui.run_words import RunNames
from gui.short_number import whole
from gui.theme import DARK, LIGHT, apply_theme

THIN = "\u202f"


def session_at(step, at=0):
    return update(Session.start(), actions.Seek(step, at))


def frame(step=1, at=0):
    return frame_of(session_at(step, at))


def trained(costs, step=7, at=0):
    session = update(Session.start(), actions.Train(np.array(costs), (), "train"))
    return frame_of(update(session, actions.Seek(step, at)))


@pytest.fixture
def panel(qtbot):
    card = CostCurve()
    qtbot.addWidget(card)
    card.resize(440, 224)
    card.show_frame(frame(7, 30))
    card.show()
    qtbot.waitExposed(card)
    qtbot.waitUntil(lambda: card.plot is not None and card.plot.isVisible())
    return card


@pytest.fixture
def said(panel):
    found = []
    panel.dispatched.connect(found.append)
    return found


def at(panel, number):
    """Where an update is drawn, in px of the plot."""
    return QPoint(round(panel.plot.x_of(number)), panel.plot.height() // 2)


# Before there is anything to draw


def test_pyqtgraph_is_not_imported_with_the_panel():
    code = "import sys, gui.panels.cost_curve; sys.exit('pyqtgraph' in sys.modules)"
    assert subprocess.run([sys.executable, "-W", "error", "-c", code], check=False).returncode == 0


def test_the_plot_comes_after_the_first_paint(qtbot):
    card = CostCurve()
    qtbot.addWidget(card)
    card.show_frame(frame(6))
    assert card.plot is None
    card.show()
    qtbot.waitUntil(lambda: card.plot is not None)
    assert card.plot.isVisible()


def test_before_j_is_known_the_card_says_what_will_come(qtbot):
    card = CostCurve()
    qtbot.addWidget(card)
    card.show_frame(frame(5))
    card.make_plot()
    card.show()
    assert card.empty.isVisible()
    assert not card.plot.isVisible()
    assert card.empty.text() == "No cost yet: the first point comes when J is known."
    assert card.reading.text() == ""
    card.show_frame(frame(6))
    assert card.plot.isVisible()
    assert card.reading.text() == "update 0 · J = 0.224"


# The cursor


@pytest.mark.parametrize(("step", "at", "cursor"), [(6, 0, 0), (21, 0, 0), (22, 0, 1), (1, 3, 3), (22, 3, 4)])
def test_the_cursor_is_at_the_update_in_play_and_at_the_new_j_once_it_is_there(step, at, cursor):
    assert cursor_of(frame(step, at)) == cursor


@pytest.mark.parametrize("step", [1, 7, 14, 21, 22])
@pytest.mark.parametrize("goal", [0, 1, 3, 5])
def test_going_to_an_update_brings_the_cursor_there(step, goal):
    session = session_at(step, 5)
    seek = goal_of(frame_of(session), goal)
    after = session if seek is None else update(session, seek)
    assert cursor_of(frame_of(after)) == goal


def test_the_step_stays(said, panel, qtbot):
    qtbot.mouseClick(panel.plot, Qt.MouseButton.LeftButton, pos=at(panel, 12))
    assert said == [actions.Seek(7, update=12)]


def test_dragging_goes_through_updates(said, panel, qtbot):
    panel.dispatched.connect(lambda seek: panel.show_frame(frame(seek.step, seek.update)))
    panel.show_frame(trained([0.5] * 31, at=30))
    qtbot.mousePress(panel.plot, Qt.MouseButton.LeftButton, pos=at(panel, 30))
    qtbot.mouseMove(panel.plot, at(panel, 20))
    qtbot.mouseRelease(panel.plot, Qt.MouseButton.LeftButton, pos=at(panel, 20))
    qtbot.mouseMove(panel.plot, at(panel, 10))
    assert said == [actions.Seek(7, update=20)]


@pytest.mark.parametrize(("key", "goal"), [(Qt.Key.Key_Left, 29), (Qt.Key.Key_Home, 0)])
def test_the_keys_go_through_updates(said, panel, qtbot, key, goal):
    panel.plot.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(panel.plot, key)
    assert said == [actions.Seek(7, update=goal)]


def test_beyond_the_last_update_there_is_nowhere_to_go(said, panel, qtbot):
    qtbot.keyClick(panel.plot, Qt.Key.Key_Right)
    qtbot.mouseClick(panel.plot, Qt.MouseButton.LeftButton, pos=QPoint(panel.plot.width() - 3, 50))
    assert said == []


# The read-out


def test_the_pointer_reads_off_the_nearest_update(panel, qtbot):
    assert panel.reading.text() == "update 30 · J = 0.00648"
    qtbot.mouseMove(panel.plot, at(panel, 1) + QPoint(2, 0))
    assert panel.reading.text() == "update 1 · J = 0.185"
    QApplication.sendEvent(panel.plot, QEvent(QEvent.Type.Leave))
    assert panel.reading.text() == "update 30 · J = 0.00648"


def test_on_the_cursor_the_pointer_points_at_j(panel, qtbot):
    seen = []
    panel.pointed.connect(seen.append)
    qtbot.mouseMove(panel.plot, at(panel, 30))
    qtbot.mouseMove(panel.plot, at(panel, 12))
    assert seen == [frozenset({Ref("J", 2)}), frozenset()]


def test_what_a_question_withholds_is_not_read_off():
    hidden = frame_of(update(session_at(22), actions.Hide(frozenset({Ref("J_new", 2)}))))
    assert reading_of(hidden, 1, Look()) == "update 1 · J = ?"
    assert reading_of(hidden, 0, Look(decimals=4)) == "update 0 · J = 0.2235"


def test_a_withheld_cost_has_no_place_in_the_plot(panel):
    session = session_at(7)
    hidden = frame_of(update(session, actions.Hide(frozenset({Ref("J", 2)}))))
    panel.show_frame(frame_of(session))
    assert len(panel.plot.spots()) == 1
    told, drawn = panel.plot._y, panel.plot.grab().toImage()
    panel.show_frame(hidden)
    assert panel.plot.spots() == []
    assert panel.plot._y != told
    assert panel.plot.grab().toImage() != drawn
    assert np.isnan(drawn_of(hidden)).all()
    assert not np.isnan(hidden.curve).any()


def test_other_costs_are_drawn_beside_a_withheld_one():
    session = update(Session.start(), actions.Train(np.array([0.2, 0.1, 0.3]), (), "train"))
    session = update(session, actions.Seek(7, 1))
    drawn = drawn_of(frame_of(update(session, actions.Hide(frozenset({Ref("J", 2)})))))
    assert np.isnan(drawn).tolist() == [False, True, False]


# How it is drawn


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_it_wears_the_theme(panel, theme):
    panel.set_look(Look(theme=theme))
    picture = panel.plot.grab().toImage()
    points = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    colours = {picture.pixelColor(*point).name().upper() for point in points}
    assert {theme.surface, theme.ink, theme.delta, theme.line} <= colours
    assert picture.pixelColor(picture.width() - 4, 4).name().upper() == theme.surface


def test_there_is_always_room_for_ten_updates(panel):
    panel.show_frame(trained([0.2, 0.1]))
    assert panel.plot.last == 10
    assert 0 < panel.plot.x_of(0) < panel.plot.x_of(10) < panel.plot.width()


def test_the_switch_makes_the_scale_logarithmic_and_back(panel, qtbot):
    linear = panel.plot.grab().toImage()
    qtbot.mouseClick(panel.log, Qt.MouseButton.LeftButton)
    assert panel.plot.grab().toImage() != linear
    qtbot.mouseClick(panel.linear, Qt.MouseButton.LeftButton)
    assert panel.plot.grab().toImage() == linear


@pytest.mark.parametrize(
    "costs",
    [[0.0] * 4, [0.3, 0.0, 0.1], [1.0, math.inf], [0.2, math.nan, 0.1], [1e-300, 1e300], [5.0], [0.1] * 100],
)
@pytest.mark.parametrize("log", [False, True])
def test_odd_costs_are_drawn_without_complaint(panel, costs, log):
    panel.log.setChecked(log)
    for curve in (costs, costs * 3000):
        panel.show_frame(trained(curve))
        assert not panel.grab().isNull()


def test_without_a_positive_cost_there_is_no_logarithm(panel):
    panel.show_frame(trained([0.0] * 4))
    assert not panel.log.isEnabled()
    panel.show_frame(trained([0.5, 0.0]))
    assert panel.log.isEnabled()


def test_the_point_lights_up_with_j(panel):
    before = panel.plot.grab().toImage()
    panel.light(frozenset({Ref("J", 2)}))
    assert panel.plot.grab().toImage() != before
    panel.light(frozenset())
    assert panel.plot.grab().toImage() == before


# Earlier runs


def forked(*curves):
    """Train, and change a weight at the start: each time the run forks, and the old curve stays."""
    session = Session.start()
    for number, costs in enumerate(curves):
        if number:
            change = actions.SetParameter(Ref("W", 2, (0, 0)), 0.8 + 0.1 * number, "set w₂")
            session = update(update(session, actions.Seek(7, 0)), change)
        session = update(session, actions.Train(np.array(costs), (), "train"))
    return frame_of(update(session, actions.Seek(7, 0)))


FALLING = [0.3 - 0.01 * n for n in range(20)]
HIGHER = [0.9 - 0.02 * n for n in range(40)]


def show(panel, frame):
    """Show a moment, laid out: names take room from the plot."""
    panel.show_frame(frame)
    QApplication.processEvents()


def names(panel):
    return {tag.run.name for tag in panel.plot._tags.tags}


def test_one_run_needs_no_name(panel):
    show(panel, trained(FALLING))
    assert names(panel) == set()


def test_earlier_runs_stay_with_their_names(panel):
    frame, table = forked(HIGHER, FALLING, [0.2] * 12), RunNames()
    show(panel, frame)
    runs = (frame.document, *(ghost.document for ghost in frame.document.ghosts))
    assert names(panel) == {table.of(run, frame, Look()) for run in runs}
    assert names(panel) == {"this run", "before you set w₂"}
    show(panel, trained(FALLING))
    assert names(panel) == set()
    assert len(panel.plot._ghost_lines) == 0


def test_all_runs_are_in_range(panel):
    show(panel, forked(HIGHER, FALLING))
    plot = panel.plot
    assert plot.last == 39
    for place in (plot.place(0, 0.9), plot.place(39, 0.12), plot.place(0, 0.3)):
        assert plot.box.contains(plot.outside(place))


def test_the_names_are_beside_the_ends_of_their_lines_in_their_order(panel):
    show(panel, forked(HIGHER, [0.25] * 40, [0.24] * 40, [0.01] * 40))
    found = sorted(panel.plot._tags.tags, key=lambda tag: tag.box.top())
    assert [tag.run.number for tag in found] == [2, 3, 1, 4]
    assert all(tag.box.left() > tag.end.x() for tag in found)


def test_the_name_of_an_earlier_run_comes_with_its_numbers_under_the_pointer(panel, qtbot):
    show(panel, forked(HIGHER, FALLING))
    plot, seen = panel.plot, []
    panel.pointed.connect(seen.append)
    qtbot.mouseMove(plot, plot.outside(plot.place(30, 0.3)).toPoint())
    assert panel.reading.text() == "before you set w₂ · update 30 · J = 0.300"
    qtbot.mouseMove(plot, plot.outside(plot.place(5, 0.05)).toPoint())
    assert panel.reading.text() == "update 5 · J = 0.250"
    assert seen == []


def test_a_run_that_is_gone_is_no_longer_under_the_pointer(panel, qtbot):
    show(panel, forked(HIGHER, FALLING))
    qtbot.mouseMove(panel.plot, panel.plot.outside(panel.plot.place(10, 0.7)).toPoint())
    assert panel.reading.text().startswith("before you set w₂")
    show(panel, trained(FALLING))
    assert panel.reading.text() == "update 10 · J = 0.200"
    assert not panel.grab().isNull()


def test_clicking_an_earlier_run_goes_to_the_update_of_the_run_in_play(said, panel, qtbot):
    show(panel, forked(HIGHER, FALLING))
    click = panel.plot.outside(panel.plot.place(30, 0.3)).toPoint()
    qtbot.mouseClick(panel.plot, Qt.MouseButton.LeftButton, pos=click)
    assert said == [actions.Seek(7, update=19)]


def test_long_names_are_cut_at_their_lines_only(panel, qtbot):
    long = "the one with twice as many nodes in its middle"
    session = Session.start(replace(Session.start().document, run_name=long))
    session = update(session, actions.Train(np.array(HIGHER), (), "train"))
    session = update(
        update(session, actions.Seek(7, 0)), actions.SetParameter(Ref("W", 2, (0, 0)), 0.9, "set")
    )
    session = update(session, actions.Train(np.array(FALLING), (), "train"))
    show(panel, frame_of(update(session, actions.Seek(7, 0))))
    (tag,) = [tag for tag in panel.plot._tags.tags if tag.run.number == 1]
    assert tag.text.endswith("…")
    assert long.startswith(tag.text[:-1])
    assert tag.box.width() <= 0.3 * panel.plot.width()
    plot = panel.plot
    qtbot.mouseMove(plot, plot.outside(plot.place(30, 0.3)).toPoint())
    assert long in plot.accessibleDescription()
    told = next(line.text for line in plot._told if "0.300" in line.text)
    assert told.endswith("…: 0.300")
    assert "update 30" in panel.reading.text() or panel.reading.text().startswith("30 · J = 0.300")


def test_an_earlier_run_is_drawn_from_where_it_parts_and_over_the_run_in_play(panel):
    both = [0.3 - 0.01 * n for n in range(12)]
    curves = [np.array([*both, *[0.1] * 20]), np.array([*both, *[0.15] * 20])]
    ghost, run = (Run(str(n), curve, n, in_play=n == 2) for n, curve in enumerate(curves, 1))
    assert fork_of(ghost, run) == 11
    plot = panel.plot
    assert (
        mark_of(1, LIGHT, in_play=False).colour.blue() > mark_of(1, LIGHT, in_play=False).colour.red() + 100
    )

    def is_tinted(update):
        picture, x = plot.grab().toImage(), round(plot.x_of(update))
        colours = [picture.pixelColor(x, y) for y in range(round(plot.box.top()), round(plot.box.bottom()))]
        return any(colour.blue() > colour.red() + 60 for colour in colours)

    plot.show_curve(run, 0, [ghost])
    assert [is_tinted(update) for update in (5.5, 20.5)] == [False, True]
    plot.show_curve(run, 0, [replace(ghost, curve=run.curve[:20])])
    assert not is_tinted(15.5)


def test_what_is_withheld_parts_no_runs():
    curve, gap = np.array([0.4, 0.3, 0.2, 0.1]), np.array([0.4, np.nan, 0.2, 0.05])
    assert fork_of(Run("", curve), Run("", gap)) == 2
    assert fork_of(Run("", curve), Run("", gap[:3])) == 2
    assert fork_of(Run("", curve), Run("", gap[:0])) == 0


def test_when_keys_move_the_cursor_the_pointer_is_no_longer_read_off(panel, qtbot):
    panel.dispatched.connect(lambda seek: panel.show_frame(frame(seek.step, seek.update)))
    qtbot.mouseMove(panel.plot, at(panel, 12))
    assert panel.reading.text().startswith("update 12 ")
    qtbot.keyClick(panel.plot, Qt.Key.Key_Left)
    assert panel.reading.text().startswith("update 29 ")
    qtbot.mouseMove(panel.plot, at(panel, 14))
    assert panel.reading.text().startswith("update 14 ")
    panel.show_frame(frame(7, 27))
    assert panel.reading.text().startswith("update 27 ")


def test_a_run_that_ran_away_has_its_name_where_it_ended(panel):
    show(panel, forked([0.5, 0.9, 5.0, math.inf], FALLING))
    assert names(panel) == {"before you set w₂", "this run"}


@given(
    st.lists(st.tuples(st.floats(0, 300), st.floats(0, 150)), min_size=1, max_size=12),
    st.floats(0, 140),
)
def test_names_lie_inside_and_over_neither_one_another_nor_what_they_name(ends, line):
    room, size = QRectF(0, 0, 340, 150), QSizeF(36, 15)
    boxes = places_of(
        [QPointF(*end) for end in ends], [size] * len(ends), room, lambda _a, _b: (line, line + 2)
    )
    placed = [box for box in boxes if box is not None]
    assert placed
    for number, box in enumerate(placed):
        assert room.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(box)
        for other in placed[:number]:
            shared = box.intersected(other)
            assert shared.width() * shared.height() < 1e-6


# Long runs


def test_a_curve_that_is_the_same_is_not_thinned_again(panel, monkeypatch):
    curve = np.linspace(1.0, 0.1, 50_000)
    panel.make_plot()
    panel.plot.show_curve(Run("", curve), 0)
    again = []
    monkeypatch.setattr("gui.panels.cost_curve.line.thinned", lambda *what: again.append(what))
    panel.plot.show_curve(Run("", curve), 40_000)
    panel.plot.show_curve(Run("", curve), 20)
    assert again == []


def test_a_curve_that_grows_is_drawn_to_its_end(panel):
    curve = np.linspace(1.0, 0.1, 50_000)
    panel.make_plot()
    for size in (40_000, 40_100, 50_000):
        panel.plot.show_curve(Run("", curve[:size]), size - 1)
        assert panel.plot._line.end() == (size - 1, curve[size - 1])
        assert panel.plot.last == size - 1


# Numbers


@pytest.mark.parametrize(
    ("ticks", "texts"),
    [
        (linear_ticks(0, 0.224), ["0.0", "0.1", "0.2"]),
        (linear_ticks(0, 0.035, ","), ["0,00", "0,01", "0,02", "0,03"]),
        (linear_ticks(0, 3e-6), ["0.000", "1.0×10⁻⁶", "2.0×10⁻⁶", "3.0×10⁻⁶"]),
        (linear_ticks(0, math.inf), []),
        (count_ticks(10), ["0", "2", "4", "6", "8", "10"]),
        (count_ticks(2000), ["0", "500", f"1{THIN}000", f"1{THIN}500", f"2{THIN}000"]),
        (log_ticks(-3.2, -0.5), ["10⁻³", "10⁻²", "10⁻¹"]),
        (log_ticks(-20, 0), ["10⁻²⁰", "10⁻¹⁴", "10⁻⁸", "10⁻²"]),
        (log_ticks(math.log10(0.11), math.log10(0.7)), ["0.2", "0.5"]),
    ],
)
def test_ticks_are_round_numbers(ticks, texts):
    assert [text for _, text in ticks] == texts


def test_thousands_stand_apart():
    assert whole(1234567) == f"1{THIN}234{THIN}567"


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=400), st.integers(1, 60))
def test_thinning_keeps_ends_and_extremes(costs, columns):
    curve = np.array(costs)
    x, y = thinned(curve, columns)
    assert x.size == y.size <= max(2 * columns + 2, 2)
    assert (x[0], y[0], x[-1], y[-1]) == (0, curve[0], curve.size - 1, curve[-1])
    assert (np.diff(x) >= 0).all()
    each = max(-(-curve.size // columns), 1)
    whole_columns = curve[: curve.size // each * each]
    assert curve.max() >= y.max() >= whole_columns.max()
    assert curve.min() <= y.min() <= whole_columns.min()


def test_thinning_leaves_a_gap_only_where_nothing_can_be_drawn():
    curve = np.full(1000, 0.5)
    curve[100:200] = np.inf
    curve[305] = 0.0
    _, y = thinned(curve, 100, log=True)
    assert np.isnan(y).sum() == 20
    assert np.nanmin(y) == 0.5


@pytest.mark.parametrize("top", [1.0, 2.3e5, 2.3e18, 3e300])
def test_the_axis_has_room_for_its_numbers(panel, qtbot, top):
    panel.make_plot()
    panel.plot.show_curve(Run("", np.array([top, top / 2])), 1)
    ticks = linear_ticks(0.0, top)
    metrics = QFontMetricsF(ui_font(12))
    longest = max(metrics.horizontalAdvance(text) for _, text in ticks)
    qtbot.waitUntil(lambda: panel.plot.box.left() >= longest + 6)


def test_a_low_plot_says_what_is_counted_with_its_first_number(panel):
    panel.make_plot()
    panel.plot.show_curve(Run("", np.array([1.0, 0.5])), 1)
    for height, text in ((140, "update 0"), (300, "0")):
        panel.plot.resize(600, height)
        QApplication.processEvents()
        assert panel.plot._x.ticks[0][1] == text


def test_numbers_at_the_axes_have_room(panel):
    panel.make_plot()
    panel.plot.show_curve(Run("", np.array([1.0, 0.5] * 500)), 1)
    for size, most in (((600, 300), (6, 6)), ((200, 90), (4, 4))):
        panel.plot.resize(*size)
        QApplication.processEvents()
        assert len(panel.plot._x.ticks) <= most[0]
        assert len(panel.plot._y.ticks) <= most[1]


@pytest.mark.parametrize(
    ("width", "scale", "beside"), [(440, 1.0, True), (250, 1.0, False), (440, 2.0, False)]
)
def test_the_read_out_has_a_line_of_its_own_where_there_is_little_room(panel, width, scale, beside):
    panel.resize(width, 260)
    apply_theme(QApplication.instance(), LIGHT, scale)
    panel.set_look(Look(scale=scale))
    panel.show_frame(frame(7, 30))
    QApplication.processEvents()
    metrics = panel.reading.fontMetrics()
    assert (panel.reading.y() < panel.linear.parentWidget().geometry().bottom()) is beside
    assert panel.reading.width() >= metrics.horizontalAdvance(panel.reading.text())
