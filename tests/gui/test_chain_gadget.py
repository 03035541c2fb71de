"""The chain-rule gadget by mouse, keys and screen reader: it shows what the engine computed, and no more."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu

from engine.lessons.chain_paths import chain_value
from engine.nn.chain import parse
from gui.look import Look
from gui.panels.chain_gadget import ChainGadget
from gui.panels.chain_gadget.drawing import width_of
from gui.theme import DARK, apply_theme

LECTURE, POINT = "log(2 + cos x)", math.pi / 3
STILL = Look(motion=0.0)
NUMBER = re.compile(r"[−-]?\d+(?:[.,]\d+)?(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?")


@pytest.fixture
def gadget(qtbot):
    made = ChainGadget()
    qtbot.addWidget(made)
    made.set_look(STILL)
    made.show_chain(LECTURE, POINT)
    made.resize(700, 470)
    made.show()
    qtbot.waitExposed(made)
    made.board.setFocus()
    yield made
    made.close()


def spot(gadget, path, name=""):
    spots = [s for s in gadget.board.drawing().spots if s.path == path and name in s.name]
    return spots[0]


def middle(gadget, path, name="") -> QPoint:
    return spot(gadget, path, name).rect.center().toPoint()


def painted(gadget) -> str:
    return " | ".join(gadget.board.drawing().texts())


def press(gadget, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(gadget.board, key, modifier)


def typed(field, text):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def everything(gadget) -> list[str]:
    """List every text that is painted, told or written anywhere in the gadget."""
    texts = gadget.board.drawing().texts()
    for kind in (QLabel, QLineEdit, QAbstractButton):
        for widget in gadget.findChildren(kind):
            texts += [
                widget.text(),
                widget.toolTip(),
                widget.accessibleName(),
                widget.accessibleDescription(),
            ]
    board = QAccessible.queryAccessibleInterface(gadget.board)
    for i in range(board.childCount()):
        child = board.child(i)
        roles = (
            QAccessible.Text.Name,
            QAccessible.Text.Value,
            QAccessible.Text.Description,
            QAccessible.Text.Help,
        )
        texts += [child.text(role) for role in roles]
        if child.valueInterface() is not None:
            texts.append(str(child.valueInterface().currentValue()))
    for row in (gadget.point, gadget.wiggle_by):
        if row.slider.isVisible():
            texts.append(str(row.slider.number))
    return texts


# What is shown


def test_it_shows_the_numbers_of_the_lecture(gadget):
    gadget.set_look(replace(STILL, decimals=6))
    told = painted(gadget)
    for number in ("2.500000", "0.916291", "−0.866025", "0.400000", "−0.346410", "−0.034641", "−0.036231",
                   "−0.346317", "−0.346409"):  # fmt: skip
        assert number in told
    assert "natural logarithm" in gadget.notes.text()
    assert "radians" in gadget.notes.text()


def test_every_number_in_a_spot_is_the_engines(gadget):
    gadget.set_look(replace(STILL, decimals=6))
    chain, look = parse(LECTURE), replace(STILL, decimals=6)
    for path in ("x", "u[1]", "u[2]", "du[1]", "du[2]", "dh"):
        assert spot(gadget, path).value == look.number(chain_value(path, chain, POINT))
    assert spot(gadget, "forecast").value == look.number(chain_value("forecast(0.1)", chain, POINT))
    assert spot(gadget, "change").value == look.number(chain_value("change(0.1)", chain, POINT))


def test_several_paths_are_summed(gadget):
    gadget.show_chain("sin x cos(x²) + e^x", 1.3)
    assert "dh/dx, the sum" in painted(gadget)
    assert spot(gadget, "dh", "sum").value == "1.150"


def test_the_same_again_changes_nothing(gadget):
    before = gadget.moment
    gadget.show_chain(LECTURE, POINT)
    assert gadget.moment is before


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(700, 470), (500, 330)])
def test_nothing_is_cut_off(gadget, qtbot, size, scale):
    look = replace(STILL, scale=scale, theme=DARK, decimals=6)
    before = QApplication.instance().styleSheet()
    apply_theme(gadget, look.theme, scale)
    gadget.set_look(look)
    gadget.resize(*size)
    qtbot.waitUntil(lambda: gadget.board.width() <= size[0])
    for function in (LECTURE, "log(2 + cos(cos x))", "f(t) = sin(sin(sin(sin(sin(sin t)))))"):
        gadget.show_chain(function, 1.0)
        drawing = gadget.board.drawing()
        for label in drawing.labels:
            if NUMBER.fullmatch(label.text):
                assert width_of(label.text, label.px, label.bold, look) <= label.rect.width() + 1, label
            assert label.rect.right() <= gadget.board.width() + 1
            assert label.rect.bottom() <= gadget.board.height() + 1
        for maths in drawing.maths:
            assert maths.at.x() >= 0
            assert maths.at.x() + maths.formula.width <= gadget.board.width()
    assert QApplication.instance().styleSheet() == before


# Typing


def test_a_function_is_typed(gadget, qtbot):
    with qtbot.waitSignal(gadget.changed) as caught:
        typed(gadget.function, "exp(-x^2)")
    assert caught.args == ["exp(-x^2)", pytest.approx(POINT)]
    assert "e^(−x²)" in gadget.function.text() or "−x²" in gadget.function.text()
    assert "h = e^g" in painted(gadget)


def test_what_cannot_be_read_is_said_and_stays(gadget):
    typed(gadget.function, "log(2 + coz x)")
    assert "did you mean cos" in gadget.trouble.text()
    assert gadget.trouble.isVisible()
    assert gadget.function.text() == "log(2 + coz x)"
    assert gadget.function.accessibleDescription() == gadget.trouble.text()
    assert "h = log g" in painted(gadget)
    gadget.function.setFocus()
    QTest.keyClick(gadget.function, Qt.Key.Key_Escape)
    assert gadget.function.text() == LECTURE
    assert not gadget.trouble.isVisible()


def test_a_point_without_a_value_is_said(gadget):
    typed(gadget.function, "log x")
    typed(gadget.point.field, "-1")
    assert gadget.trouble.text() == "log needs a number above 0, but x is −1"
    assert spot(gadget, "u[1]").value == spot(gadget, "dh").value == "?"
    typed(gadget.point.field, "pi/3")
    assert not gadget.trouble.isVisible()
    assert gadget.moment.x == pytest.approx(POINT)


def test_x_is_typed_with_a_comma_where_that_is_the_point(gadget):
    gadget.set_look(replace(STILL, point=","))
    assert gadget.point.field.text() == "1,047"
    typed(gadget.point.field, "0,5")
    assert gadget.moment.x == 0.5
    typed(gadget.point.field, "nonsense")
    assert gadget.trouble.isVisible()
    assert gadget.moment.x == 0.5


def test_arrows_step_x_in_its_field_and_on_its_slider(gadget):
    typed(gadget.point.field, "1")
    QTest.keyClick(gadget.point.field, Qt.Key.Key_Up)
    assert gadget.moment.x == 1.01
    QTest.keyClick(gadget.point.field, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert gadget.moment.x == 1.009
    gadget.point.slider.setFocus()
    QTest.keyClick(gadget.point.slider, Qt.Key.Key_PageUp)
    assert gadget.moment.x == pytest.approx(1.11, abs=0.006)


# Hand and keys


def test_x_is_dragged_at_its_tile(gadget):
    x = middle(gadget, "x")
    QTest.mousePress(gadget.board, Qt.MouseButton.LeftButton, pos=x)
    QTest.mouseMove(gadget.board, x + QPoint(40, 0))
    assert gadget.moment.x == pytest.approx(1.45, abs=0.006)
    QTest.mouseRelease(gadget.board, Qt.MouseButton.LeftButton, pos=x + QPoint(40, 0))
    QTest.mouseMove(gadget.board, x)
    assert gadget.moment.x == pytest.approx(1.45, abs=0.006)


def test_x_is_dragged_in_the_first_plot_and_the_plot_stands_still(gadget):
    grip = gadget.board.drawing().grips[0]
    goal = grip.axes.at(2.5, 0.0)
    at = QPoint(round(goal.x()), round(grip.rect.center().y()))
    QTest.mousePress(gadget.board, Qt.MouseButton.LeftButton, pos=at)
    assert gadget.moment.x == pytest.approx(2.5, abs=0.05)
    QTest.mouseMove(gadget.board, at + QPoint(20, 0))
    assert gadget.board.drawing().grips[0].axes.x == grip.axes.x
    QTest.mouseRelease(gadget.board, Qt.MouseButton.LeftButton, pos=at + QPoint(20, 0))
    assert gadget.moment.around is None


def test_the_wiggle_is_dragged_at_the_point_that_it_moves(gadget, qtbot):
    gadget.wiggle(1.0)
    grip = gadget.board.drawing().grips[0]
    at = grip.goal.toPoint()
    with qtbot.waitSignal(gadget.wiggled):
        QTest.mousePress(gadget.board, Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseMove(gadget.board, at + QPoint(15, 0))
    QTest.mouseRelease(gadget.board, Qt.MouseButton.LeftButton, pos=at)
    assert gadget.moment.step > 1.05
    assert gadget.moment.x == POINT


def test_keys_set_x_and_the_wiggle(gadget, qtbot):
    press(gadget, Qt.Key.Key_Right)
    assert gadget.board.spot().path == "x"
    with qtbot.waitSignal(gadget.changed):
        press(gadget, Qt.Key.Key_Up)
    assert gadget.moment.x == 1.06
    press(gadget, Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert gadget.moment.x == 1.059
    while gadget.board.spot().path != "dx":
        press(gadget, Qt.Key.Key_Right)
    press(gadget, Qt.Key.Key_Up)
    assert gadget.moment.step == 0.11


def test_tab_goes_over_the_boxes_and_out(gadget):
    paths = []
    gadget.pointed_path.connect(paths.append)
    gadget.wiggle_by.slider.setFocus(Qt.FocusReason.TabFocusReason)
    gadget.board.setFocus(Qt.FocusReason.TabFocusReason)
    press(gadget, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert paths == ["x", "u[1]", "u[2]"]
    press(gadget, Qt.Key.Key_Tab)
    assert not gadget.board.hasFocus()
    assert paths[-1] == ""


def test_pointing_and_choosing_tell_the_path(gadget, qtbot):
    with qtbot.waitSignal(gadget.pointed_path) as caught:
        QTest.mouseMove(gadget.board, middle(gadget, "du[1]"))
    assert caught.args == ["du[1]"]
    with qtbot.waitSignal(gadget.chosen_path) as caught:
        QTest.mouseClick(gadget.board, Qt.MouseButton.LeftButton, pos=middle(gadget, "dh"))
    assert caught.args == ["dh"]
    with qtbot.waitSignal(gadget.chosen_path) as caught:
        press(gadget, Qt.Key.Key_Return)
    assert caught.args == ["dh"]


def test_space_is_the_windows(gadget):
    for widget in (gadget.board, gadget.boxes):
        widget.setFocus()
        before = gadget.moment
        QTest.keyClick(widget, Qt.Key.Key_Space)
        assert gadget.moment is before
        assert QApplication.activePopupWidget() is None


# Boxes more and less


def menu_of(gadget) -> QMenu:
    menu = gadget.boxes.menu()
    menu.aboutToShow.emit()
    return menu


def test_a_box_is_added_inside_and_outermost(gadget):
    inside, outside = [action.menu() for action in menu_of(gadget).actions()[:2]]
    next(action for action in inside.actions() if action.text() == "cos x").trigger()
    assert gadget.function.text() == "log(2 + cos(cos x))"
    assert len(gadget.board.drawing().grips) == 1
    outside = menu_of(gadget).actions()[1].menu()
    next(action for action in outside.actions() if action.text() == "h²").trigger()
    assert gadget.moment.count == 4


def test_a_box_is_taken_out_by_key_and_the_last_stays(gadget):
    press(gadget, Qt.Key.Key_Right)
    while gadget.board.spot().box != 1:
        press(gadget, Qt.Key.Key_Right)
    press(gadget, Qt.Key.Key_Delete)
    assert gadget.function.text() == "log x"
    while gadget.board.spot() is None or gadget.board.spot().box != 1:
        press(gadget, Qt.Key.Key_Right)
    press(gadget, Qt.Key.Key_Delete)
    assert gadget.function.text() == "log x"
    assert gadget.trouble.text() == "The last box stays."
    removal = menu_of(gadget).actions()[-1]
    assert not removal.isEnabled()
    assert "the last box stays" in removal.text()


def test_too_many_boxes_are_refused_in_one_sentence(gadget):
    gadget.show_chain("sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin x))))))))))))", 1.0)
    for _ in range(10):
        gadget.boxes.add_asked.emit("sin", "outermost")
    assert gadget.trouble.isVisible()
    assert "deep" in gadget.trouble.text() or "characters" in gadget.trouble.text()


def test_the_derivative_table_is_asked_for(gadget, qtbot):
    with qtbot.waitSignal(gadget.table_asked):
        QTest.mouseClick(gadget.table, Qt.MouseButton.LeftButton)


# The wiggle


def test_without_motion_the_wiggle_is_there_at_once(gadget):
    gadget.wiggle(0.2)
    assert spot(gadget, "dx").value == "0.200"
    assert spot(gadget, "change", "Δh").value == STILL.cost(chain_value("change(0.2)", parse(LECTURE), POINT))


def test_a_small_wiggle_is_seen(gadget):
    gadget.wiggle(0.001)
    assert spot(gadget, "u[1]", "Δg").value == "−0.000866"
    assert spot(gadget, "change", "Δh").value == "−0.000347"


def test_with_motion_it_travels_from_box_to_box(gadget, qtbot):
    gadget.set_look(replace(STILL, motion=0.05))
    QTest.mouseClick(gadget.go, Qt.MouseButton.LeftButton)
    assert not [s for s in gadget.board.drawing().spots if s.name in ("Δg", "Δh")]
    seen = []
    qtbot.waitUntil(
        lambda: (
            seen.append(len([s for s in gadget.board.drawing().spots if s.name in ("Δg", "Δh")]))
            or seen[-1] == 2
        )
    )
    assert seen == sorted(seen)


def test_another_function_ends_the_travel(gadget):
    gadget.set_look(replace(STILL, motion=5.0))
    gadget.wiggle(0.3)
    gadget.show_chain("sin x", 1.0)
    assert [s for s in gadget.board.drawing().spots if s.name == "Δh"]


# Withholding

FUNCTIONS = {
    LECTURE: 1.2345,
    "log(2 + cos(sin x))": 0.8417,
    "sin(x²) + x": 1.3173,
    "e^x": 0.8713,
    "x·e^(x²)": 0.6137,
}
PATHS = ("x", "u[1]", "u[2]", "du[1]", "du[2]", "h", "dh", "forecast(0.1)", "change(0.1)", "nudged(0.1)")


def has(chain, path) -> bool:
    return not path.endswith("[2]") or len(chain.boxes) > 1


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_withheld_value_is_told_anywhere(gadget, function):
    chain, x = parse(function), FUNCTIONS[function]
    gadget.set_look(replace(STILL, decimals=6))
    for path in (path for path in PATHS if has(chain, path)):
        gadget.show_chain(function, x, frozenset({path}))
        told = {number.lstrip("−-") for text in everything(gadget) for number in NUMBER.findall(text)}
        told |= {number.removesuffix("0").rstrip("0") for number in told}
        for hidden in gadget.moment.withheld:
            for value in values(hidden, chain, x, gadget.moment.step):
                for decimals in (3, 4, 5, 6):
                    assert f"{abs(value):.{decimals}f}" not in told, (path, hidden)


def values(path, chain, x, step):
    """Return the numbers that a withheld name stands for."""
    if path.startswith("wiggle"):
        inner = chain.values_at(x + step)[chain.boxes[int(path[7:-1]) - 1].name]
        return [inner - chain_value(f"u[{path[7:-1]}]", chain, x)]
    if path in ("forecast", "change"):
        return [chain_value(f"{path}({step})", chain, x)]
    if path == "nudged":
        return [chain_value("nudged(0.1)", chain, x)]  # smaller nudges are the derivative
    if path.startswith("du"):
        target = chain.boxes[int(path[3:-1]) - 1].name
        return [
            s for k, s in zip(chain.links, chain.at(x).slopes, strict=True) if k.target == target and s != 1
        ]
    return [chain_value(path, chain, x)]


def test_with_the_derivative_its_product_forecast_and_nudges_are_withheld(gadget):
    gadget.show_chain(LECTURE, POINT, frozenset({"dh"}))
    hidden = [
        s.value for s in gadget.board.drawing().spots if s.path in ("dh", "forecast", "nudged", "change")
    ]
    assert len(hidden) == 7
    assert set(hidden) == {"?"}
    assert spot(gadget, "du[1]").value == "−0.866"


def test_a_withheld_local_derivative_shows_neither_formula_nor_tangent(gadget):
    before = [p for p in gadget.board.drawing().pictures if p.role == "delta"]
    gadget.show_chain(LECTURE, POINT, frozenset({"du[1]"}))
    after = [p for p in gadget.board.drawing().pictures if p.role == "delta"]
    assert (len(before), len(after)) == (2, 1)
    assert "sin x" not in " ".join(maths.text for maths in gadget.board.drawing().maths)


def test_a_withheld_value_shows_no_point(gadget):
    gadget.show_chain(LECTURE, POINT, frozenset({"u[1]"}))
    assert gadget.board.drawing().marks == []
    assert [p for p in gadget.board.drawing().pictures if p.role == "muted"]


def test_a_withheld_x_can_neither_be_read_nor_dragged(gadget):
    gadget.show_chain(LECTURE, POINT, frozenset({"x"}))
    assert gadget.point.field.text() == "?"
    assert not gadget.point.isEnabled()
    assert not gadget.point.slider.isVisible()
    assert gadget.board.drawing().grips == []
    x = middle(gadget, "x")
    QTest.mousePress(gadget.board, Qt.MouseButton.LeftButton, pos=x)
    QTest.mouseMove(gadget.board, x + QPoint(40, 0))
    QTest.mouseRelease(gadget.board, Qt.MouseButton.LeftButton, pos=x)
    assert gadget.moment.x == POINT


def test_a_sentence_about_the_point_tells_no_withheld_number(gadget):
    gadget.show_chain("log(cos x)", 3.0, frozenset({"u[1]"}))
    assert gadget.trouble.text() == "There is no value or no derivative here."


def test_it_stays_withheld_while_the_student_moves_x(gadget):
    gadget.show_chain(LECTURE, POINT, frozenset({"dh"}))
    typed(gadget.point.field, "2")
    assert spot(gadget, "dh").value == "?"
    typed(gadget.function, "log(3 + cos x)")
    assert spot(gadget, "dh").value == "?"
    gadget.show_chain("log(3 + cos x)", 2.0)
    assert spot(gadget, "dh").value != "?"


def test_the_same_point_again_with_something_revealed(gadget):
    gadget.show_chain(LECTURE, POINT, frozenset({"du[1]", "dh"}))
    gadget.show_chain(LECTURE, POINT, frozenset({"dh"}))
    assert spot(gadget, "du[1]").value == "−0.866"
    assert spot(gadget, "dh").value == "?"


# Screen readers


def test_the_board_is_told_in_words(gadget):
    board = QAccessible.queryAccessibleInterface(gadget.board)
    told = {}
    for i in range(board.childCount()):
        child = board.child(i)
        told[child.text(QAccessible.Text.Name)] = child.text(QAccessible.Text.Value)
    assert told["g = 2 + cos x"] == "2.500"
    assert told["dg/dx, the local derivative of g"] == "minus 0.866"
    gadget.show_chain(LECTURE, POINT, frozenset({"h"}))
    board = QAccessible.queryAccessibleInterface(gadget.board)
    said = [board.child(i).text(QAccessible.Text.Value) for i in range(board.childCount())]
    assert "unknown" in said


def test_a_screen_reader_sets_x(gadget):
    board = QAccessible.queryAccessibleInterface(gadget.board)
    x = next(c for c in map(board.child, range(board.childCount())) if c.text(QAccessible.Text.Name) == "x")
    x.valueInterface().setCurrentValue(2.0)
    assert gadget.moment.x == 2.0
