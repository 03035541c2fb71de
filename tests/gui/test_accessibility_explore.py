"""What a screen reader finds in Explore: the column, the nine views, and the dialogs for data and export."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.data.bundled import BUNDLED, bundled
from engine.data.generators import make
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.making import new_document
from engine.session.session import Session
from gui.accessible import Role
from gui.announcer import spoken_change
from gui.controls.fold import Fold
from gui.controls.slider import ValueSlider
from gui.export.export_dialog import ExportDialog
from gui.hands.number_field import NumberField
from gui.importing import ImportDesk
from gui.importing.dialog import ImportDialog
from gui.look import Look
from gui.main_window import MainWindow
from gui.tab_order import focusables
from gui.views import VIEWS
from resources import read_bytes
from tests.gui.hearing import HELP, NAME, VALUE, asked, name_of, parts, role_is_true


def digits():
    return bundled("digits", read_bytes("data", BUNDLED["digits"].file))


SETS = {
    "points": lambda: new_document(make("spiral", n=40), hidden=(4, 3), batch=8, test=(1, 5, 9), seed=3),
    "a fit": lambda: new_document(make("sine", n=20), hidden=(3,), seed=1),
    "pictures": lambda: new_document(digits(), hidden=(6,), batch=16, seed=1),
}
CSV = (
    "Länge;Breite;Art\n" + "\n".join(f"{n},5;{n % 3};{'a' if n % 2 else 'b'}" for n in range(20)) + "\n;1;b\n"
)


@pytest.fixture
def exploring(qtbot):
    """Open a window in Explore, some updates on, with a weight selected and everything unfolded."""

    def open_on(name="points"):
        made = MainWindow(Session.start(SETS[name]()), Look(motion=0.0))
        qtbot.addWidget(made)
        made.resize(1440, 900)
        made.show()
        qtbot.waitUntil(lambda: made.painted and made.regions.cost_curve.plot is not None)
        made.activateWindow()
        made.settings.change(mode="explore")
        for action in (act.StepUpdate(3), act.Seek(14), act.Select(Ref("W", 1, (1, 0)))):
            made.store.dispatch(action)
        for fold in made.regions.left.findChildren(Fold):
            fold.button.setChecked(True)
        return made

    return open_on


@pytest.fixture
def importing(exploring, tmp_path):
    window = exploring()
    file = tmp_path / "iris.csv"
    file.write_text(CSV, "utf-8")
    ImportDesk(window.store, window).open_table(file)
    return window.findChild(ImportDialog)


@pytest.fixture
def exporting(exploring):
    window = exploring()
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    return window.findChild(ExportDialog)


def seen(window, view, qtbot):
    """Show a view, at rest."""
    window.regions.see(view)
    current = window.regions.beside.current
    if hasattr(current, "make_plot"):
        qtbot.waitUntil(lambda: current.plot is not None)
    QApplication.processEvents()  # it takes its room
    return current


def check(control):
    """A control has a name and a true role, can be gone to, and no text of it shows the marks of a tip."""
    interface = asked(control)
    assert name_of(control).strip(), control
    assert role_is_true(control), (control, interface.role())
    assert interface.state().focusable, control
    for kind in (NAME, VALUE, HELP):
        assert "<span" not in interface.text(kind), (control, interface.text(kind))
        assert "&#" not in interface.text(kind), (control, interface.text(kind))


def stops(window):
    """Go through a window or dialog by Tab until it is back where it began."""
    found = [window.focusWidget()]
    while True:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() is found[0]:
            return found
        assert window.focusWidget() not in found
        found.append(window.focusWidget())


def follows_the_eye(order, around):
    """Say whether each is below the one before, or beside it."""
    boxes = [QRect(widget.mapTo(around, QPoint(0, 0)), widget.size()) for widget in order]
    return all(one.bottom() < other.bottom() or one.x() < other.x() for one, other in pairwise(boxes))


# Names, roles, order


@pytest.mark.parametrize("name", SETS)
def test_every_control_of_the_column_has_a_name_and_its_role(exploring, name):
    controls = focusables(exploring(name).regions.left)
    assert len(controls) > 30
    for control in controls:
        check(control)


@pytest.mark.parametrize("name", SETS)
def test_every_view_has_a_name_and_its_role(exploring, name, qtbot):
    window = exploring(name)
    for view in VIEWS:
        seen(window, view, qtbot)
        for control in focusables(window.regions.beside):
            check(control)


def test_tab_goes_through_every_view_as_the_eye_does(exploring, qtbot):
    window = exploring()
    for view in VIEWS:
        current, beside = seen(window, view, qtbot), window.regions.beside
        assert focusables(current), view
        found = [widget for widget in stops(window) if beside.isAncestorOf(widget)]
        first = found.index(beside.chooser)
        order = [*found[first:], *found[:first]]
        exclusive = {widget for widget in focusables(current) if widget not in order}
        assert all(widget.group() is not None for widget in exclusive), (
            exclusive
        )  # Tab goes to the chosen one
        assert follows_the_eye(order, beside), view


def test_the_import_dialog_has_names_roles_and_an_order(importing):
    controls = focusables(importing)
    assert len(controls) >= 9
    for control in controls:
        check(control)
    found = stops(importing)
    first = found.index(controls[0])
    assert [*found[first:], *found[:first]] == controls
    assert follows_the_eye(controls, importing)


def test_the_export_dialog_has_names_roles_and_an_order(exporting):
    for page in range(exporting.list.count()):
        exporting.list.setCurrentRow(page)
        for control in focusables(exporting):
            check(control)
        exporting.list.setFocus()
        order = stops(exporting)
        assert [widget for widget in focusables(exporting) if widget in order] == order, page
        assert follows_the_eye(order, exporting), page


# What is painted


@pytest.mark.parametrize(
    ("view", "named", "said"),
    [
        ("sizes", "layer 2", "δ "),
        ("activity", "layer 1 · tanh", "0 dead"),
        ("story", "∂J/∂w", ""),
        ("matrix", "", ""),
    ],
)
def test_what_holds_numbers_has_a_part_for_each(exploring, qtbot, view, named, said):
    window = exploring()
    painted = focusables(seen(window, view, qtbot))[-1]
    found = list(parts(asked(painted)))
    assert len(found) >= 3
    assert any(named in part.text(NAME) and said in part.text(VALUE) for part in found)
    around = painted.rect().translated(painted.mapToGlobal(QPoint(0, 0)))
    for part in found:
        assert part.text(NAME)
        assert part.rect().intersects(around), (view, part.text(NAME))


@pytest.mark.parametrize("view", ["sizes", "activity"])
def test_the_arrows_take_a_screen_reader_from_layer_to_layer(exploring, qtbot, listening, view):
    window = exploring()
    painted = focusables(seen(window, view, qtbot))[0]
    painted.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(painted, Qt.Key.Key_Right)
    QTest.keyClick(painted, Qt.Key.Key_Right)
    moved = [event for event in listening if event.type() == QAccessible.Event.Focus]
    assert "layer 2" in moved[-1].accessibleInterface().text(NAME)
    assert asked(painted).focusChild().text(NAME) == moved[-1].accessibleInterface().text(NAME)


@pytest.mark.parametrize("view", ["sizes", "activity"])
def test_a_layer_that_is_gone_is_no_part_any_more(exploring, qtbot, view):
    window = exploring()
    painted = focusables(seen(window, view, qtbot))[0]
    before = list(parts(asked(painted)))
    window.store.dispatch(act.Open(SETS["a fit"]()))
    seen(window, view, qtbot)
    assert len(list(parts(asked(painted)))) == 2
    assert not before[2].isValid()


def test_what_a_question_withholds_is_unknown_in_its_part(exploring, qtbot):
    window = exploring()
    painted = focusables(seen(window, "activity", qtbot))[0]
    window.store.dispatch(act.Hide(frozenset({Ref("a", 1, (0,), 0)})))
    assert next(part.text(VALUE) for part in parts(asked(painted))) == "unknown"


@pytest.mark.parametrize("view", ["says", "slice", "surface"])
def test_what_the_crosshair_reads_off_is_told(exploring, qtbot, view):
    """A description that changes is said by screen readers where the keyboard is."""
    window = exploring()
    current = seen(window, view, qtbot)
    painted = focusables(current)[0]
    assert asked(painted).role() == Role.Chart
    painted.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        before = asked(painted).text(HELP)
        QTest.keyClick(painted, key)
    assert asked(painted).text(HELP) != before


def test_a_slider_tells_its_number_and_takes_another(exploring):
    window = exploring()
    sliders = {s.accessibleName(): s for s in window.regions.left.findChildren(ValueSlider)}
    slider = sliders["Number of samples"]
    number = asked(slider).valueInterface()
    assert (asked(slider).text(VALUE), number.currentValue()) == ("40", 40.0)
    assert number.minimumValue() < 40.0 < number.maximumValue()
    number.setCurrentValue(60.0)
    assert len(window.frame.setup.X) == 60
    assert asked(slider).text(VALUE) == "60"
    window.store.dispatch(act.Undo())
    assert len(window.frame.setup.X) == 40


def test_a_field_says_what_it_is_and_what_is_refused(exploring):
    window = exploring()
    field = next(
        found
        for found in window.regions.modes.explore.training.findChildren(NumberField)
        if found.accessibleName() == "Learning rate η"
    )
    assert "step against the gradient" in asked(field).text(HELP)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(field, "much")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "much" in asked(field).text(HELP)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert "step against the gradient" in asked(field).text(HELP)


# What is said aloud


def test_what_is_built_and_chosen_is_said(exploring):
    window = exploring()
    for action, sentence in (
        (
            act.SetSettings({"network": window.frame.network.with_cut({Ref("W", 1, (1, 0))})}, "cut w"),
            "cut w",
        ),
        (act.SetSettings({"eta": 0.5, "optimizer": "adam"}, "choose Adam"), "choose Adam"),
        (act.Reroll(4, "re-roll"), "re-roll"),
    ):
        window.store.dispatch(action)
        assert spoken_change(action, window.frame, window.look) == sentence
