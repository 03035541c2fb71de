"""The data table: all rows, what is in play of them, and every change by hand, which Undo knows by name."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from engine.data.dataset import DataNotes, DataSet
from engine.data.features import Feature, with_features
from engine.data.generators import make
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import frame_of
from engine.session.making import new_document
from engine.session.session import Session
from gui.look import Look
from gui.panels.data_table import DataTable
from gui.panels.data_table.view import CellField
from gui.store import Store
from gui.theme import DARK

CTRL = Qt.KeyboardModifier.ControlModifier
SORTS = DataSet(
    np.arange(20.0).reshape(10, 2),
    np.eye(3)[np.arange(10) % 3],
    DataNotes(inputs=("length", "width"), labels=("a = x", "a = y", "a = z"), classes=("x", "y", "z")),
)
HEAD = Qt.Orientation.Vertical


def enter(field: CellField) -> None:
    """Press Enter; Qt hands over what was typed once the key is done with."""
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


class Hands:
    """Works at a table that is wired to a store, as in the window."""

    def __init__(self, qtbot, data, **settings) -> None:
        self.store = Store(Session.start(new_document(data, (3,), **settings)))
        self.refusals: list[str] = []
        self.store.refused.connect(self.refusals.append)
        self.table = DataTable()
        qtbot.addWidget(self.table)
        self.table.resize(600, 300)
        self.table.dispatched.connect(self.store.dispatch)
        self.store.changed.connect(lambda _old, new: self.table.show_frame(frame_of(new)))
        self.table.show_frame(self.frame)
        self.table.show()
        self.table.view.setFocus()

    @property
    def frame(self):
        return frame_of(self.store.session)

    @property
    def setup(self):
        return self.frame.setup

    @property
    def undo(self) -> str:
        return self.store.session.history.undo_label

    @property
    def said(self) -> str:
        return self.table.reading.text()

    def go(self, row: int, column: int = 0) -> None:
        """Choose one cell, whatever keys a test has held before."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.table.view.selectionModel().setCurrentIndex(self.table.model.index(row, column), flag)

    def key(self, key, held=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.table.view, key, held)

    def type(self, text: str, row: int, column: int = 0) -> CellField:
        self.go(row, column)
        self.key(Qt.Key.Key_Return)
        field = next(field for field in self.table.view.findChildren(CellField) if field.isVisible())
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, text)
        enter(field)
        return field

    def paste(self, text: str, row: int, column: int = 0) -> None:
        QGuiApplication.clipboard().setText(text)
        self.go(row, column)
        self.key(Qt.Key.Key_V, CTRL)

    def select(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        self.go(*first)
        for _ in range(last[0] - first[0]):
            self.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        for _ in range(last[1] - first[1]):
            self.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    def shown(self, row: int) -> list[str]:
        model = self.table.model
        return [model.data(model.index(row, column)) for column in range(model.columnCount())]


@pytest.fixture
def hands(qtbot):
    return Hands(qtbot, SORTS, batch=4, test=[9], shuffle="none")


def test_rows_and_marks(hands):
    model = hands.table.model
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert heads == ["length", "width", "a", "use"]
    assert hands.shown(1) == ["2.000", "3.000", "y", "train"]
    assert hands.shown(9)[-1] == "test"
    rows = [model.headerData(n, HEAD) for n in range(10)]
    assert rows == ["▸ 1", "• 2", "• 3", "• 4", "5", "6", "7", "8", "9", "○ 10"]
    assert hands.said == "10 rows · 9 train, ○ 1 test · ▸ in view · • in this batch"
    hands.store.dispatch(act.StepUpdate(1))
    assert model.headerData(4, HEAD) == "▸ 5"
    assert model.headerData(0, HEAD) == "1"


def test_names_from_the_formulas_where_the_data_have_none(qtbot):
    hands = Hands(qtbot, DataSet(np.ones((2, 2)), np.array([[0.5], [2.0]])))
    model = hands.table.model
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(4)]
    assert heads == ["x₁", "x₂", "y₁", "use"]
    assert hands.said == "2 rows · ▸ in view"  # a batch of all rows needs no mark


@pytest.mark.parametrize(("text", "value"), [("0,5", 0.5), ("-1.25", -1.25), ("1/4", 0.25), ("3e-4", 3e-4)])
def test_a_number_is_typed(hands, text, value):
    hands.type(text, 1)
    assert hands.setup.X[1].tolist() == [value, 3.0]
    assert hands.undo == "set length of row 2"
    hands.store.dispatch(act.Undo())
    assert hands.shown(1)[0] == "2.000"


def test_typing_begins_at_once(hands):
    hands.go(2, 1)
    hands.key(Qt.Key.Key_7)
    field = hands.table.view.findChild(CellField)
    enter(field)
    assert hands.setup.X[2, 1] == 7


def test_a_class_is_typed_by_name(hands):
    hands.type("Z", 0, 2)
    assert hands.setup.Y[0].tolist() == [0, 0, 1]
    assert hands.undo == "set a of row 1"
    hands.type("test", 0, 3)
    assert hands.setup.test.tolist() == [0, 9]
    assert hands.undo == "keep 1 row for testing"


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        (0, "12a", "Row 1, length: “12a” is no number."),
        (0, "", "Row 1, length: an empty cell is no number."),
        (1, "nan", "Row 1, width: “nan” is not finite."),
        (2, "w", "Row 1, a: there is no “w”: the classes are x, y, z."),
        (3, "maybe", "Row 1, use: there is no “maybe”: a row is for train, test."),
    ],
)
def test_what_cannot_be_taken_stays_in_the_field(hands, column, text, words):
    before = hands.store.session
    field = hands.type(text, 0, column)
    assert hands.said == words
    assert field.isVisible()
    assert field.text() == text
    assert hands.store.session is before
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert hands.shown(0) == ["0.000", "1.000", "x", "train"]
    hands.go(1, 1)
    assert hands.said.startswith("10 rows")


def test_labels_of_the_cross_entropy_are_shares(qtbot):
    hands = Hands(qtbot, DataSet(np.ones((2, 1)), np.array([[0.0], [1.0]])))
    assert hands.setup.cost == "bce"
    hands.type("2", 0, 1)
    assert hands.said == "Row 1, y₁: with the cross-entropy, a label lies between 0 and 1."
    hands.key(Qt.Key.Key_Escape)
    hands.paste("0\n1,5", 0, 1)
    assert hands.said == (
        "Row 2 of what was copied, y₁: with the cross-entropy, a label lies between 0 and 1."
    )
    assert hands.setup.Y.tolist() == [[0], [1]]


def test_a_block_from_a_spreadsheet(hands):
    hands.paste("Length\tWidth\ta\r\n0,5\t1,5\tz\r\n2,5\t3,5\tx\r\n", 8)
    assert hands.setup.X[8:].tolist() == [[0.5, 1.5], [2.5, 3.5]]
    assert hands.setup.Y[8:].tolist() == [[0, 0, 1], [1, 0, 0]]
    assert hands.undo == "paste 2 rows"
    hands.store.dispatch(act.Undo())
    assert hands.setup.X[8].tolist() == [16, 17]


def test_more_rows_than_there_are_are_added(hands):
    hands.paste("1;2\n3;4\n5;6", 9)
    assert hands.table.model.rowCount() == 12
    assert hands.shown(11) == ["5.000", "6.000", "x", "train"]
    assert hands.said == "Rows added: 2. What was not pasted is 0 there."
    hands.store.dispatch(act.Undo())
    assert hands.table.model.rowCount() == 10


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "There is no text on the clipboard."),
        ("1\t2\t3", "3 columns were copied; from “a” on there are 2."),
        ("1\tw", "Row 1 of what was copied, a: there is no “1”: the classes are x, y, z."),
        ("x\ttrain\ny", "Row 2 of what was copied has 1 cell, not 2."),
    ],
)
def test_a_block_that_does_not_fit_changes_nothing(hands, text, words):
    before = hands.store.session
    hands.paste(text, 0, 2)
    assert hands.said == words
    assert hands.store.session is before


def test_what_is_copied_comes_back(hands):
    hands.type("0.1", 1)
    hands.select((1, 0), (2, 3))
    hands.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "0.1\t3\ty\ttrain\n4\t5\tz\ttrain"
    before = hands.setup
    hands.key(Qt.Key.Key_V, CTRL)
    assert hands.setup is before
    hands.go(5)
    hands.key(Qt.Key.Key_V, CTRL)
    assert hands.setup.X[5].tolist() == [0.1, 3]


def test_the_decimal_comma_is_copied_where_it_is_in_use(hands):
    hands.table.set_look(Look(point=","))
    hands.type("0,125", 1)
    hands.select((1, 0), (1, 1))
    hands.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "0,125\t3"


def test_rows_are_deleted_and_added(hands):
    hands.select((2, 0), (4, 0))
    hands.key(Qt.Key.Key_Delete)
    assert hands.setup.X[:, 0].tolist() == [0, 2, 10, 12, 14, 16, 18]
    assert hands.setup.test.tolist() == [6]
    assert hands.undo == "delete 3 rows"
    hands.go(1, 1)
    hands.key(Qt.Key.Key_Insert)
    assert hands.setup.X[2].tolist() == [0, 0]
    assert hands.table.view.currentIndex().row() == 2
    assert hands.undo == "insert a row"


def test_not_all_rows_can_go(hands):
    hands.table.view.selectAll()
    hands.key(Qt.Key.Key_Delete)
    assert hands.said == "At least one row must be left to train with."
    hands.key(Qt.Key.Key_T, CTRL)
    assert hands.said == "At least one row must be left to train with."
    assert len(hands.setup.X) == 10


def test_rows_go_to_the_test_set_and_back(hands):
    hands.select((0, 0), (1, 0))
    hands.key(Qt.Key.Key_T, CTRL)
    assert hands.setup.test.tolist() == [0, 1, 9]
    assert hands.undo == "keep 2 rows for testing"
    hands.key(Qt.Key.Key_T, CTRL)
    assert hands.setup.test.tolist() == [9]
    assert hands.undo == "train with 2 rows"


def test_the_menu_gives_a_class(hands):
    hands.select((0, 0), (1, 0))
    hands.table.view.menu_asked.emit(QPoint())
    menu = hands.table.view.findChild(QMenu)
    inner = next(action for action in menu.actions() if action.menu() and action.text() == "a").menu()
    inner.actions()[2].trigger()
    menu.close()
    assert hands.setup.Y[:2].tolist() == [[0, 0, 1], [0, 0, 1]]
    assert hands.undo == "set a of 2 rows"


def test_a_click_shows_the_sample(hands):
    view, model = hands.table.view, hands.table.model

    def click(row):
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(model.index(row, 0)).center()
        )

    click(2)
    assert (hands.frame.playhead.sample, hands.frame.update) == (2, 0)
    click(6)  # of another batch: a cell is chosen, the update stays
    assert hands.frame.update == 0
    hands.key(Qt.Key.Key_Return, CTRL)
    assert hands.frame.update == 1
    assert model.headerData(6, HEAD) == "▸ 7"
    hands.go(9)
    hands.key(Qt.Key.Key_Return, CTRL)
    assert hands.said == "Row 10 is kept for testing: no update sees it."
    head = view.verticalHeader()
    at = QPoint(4, head.sectionViewportPosition(0) + 4)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert hands.frame.update == 0


def test_derived_inputs_follow_and_cannot_be_set(qtbot):
    data = with_features(make("xor"), [Feature("product", (0, 1))])
    hands = Hands(qtbot, data)
    hands.type("3", 3)
    assert hands.setup.X[3].tolist() == [3, 1, 3]
    model = hands.table.model
    assert not model.flags(model.index(0, 2)) & Qt.ItemFlag.ItemIsEditable
    assert "follows" in model.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    hands.paste("5\t7\t0", 3)
    assert hands.setup.X[3].tolist() == [5, 7, 35]
    hands.paste("5", 3, 2)
    assert hands.said == "These columns follow from others and cannot be set."


def test_scaled_columns_say_so(qtbot):
    hands = Hands(qtbot, SORTS.scaled("standardise"))
    tip = hands.table.model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert tip == "length · x₁ · scaled: shown in the units that the network sees"


def test_what_a_question_hides_is_neither_shown_nor_copied_nor_set(hands):
    hands.store.dispatch(act.Hide(frozenset({Ref("x", 0, (0,)), Ref("x", 0, (1,), 1)})))
    model = hands.table.model
    assert [hands.shown(row)[:2] for row in (0, 1)] == [["?", "1.000"], ["?", "?"]]
    hands.table.view.selectAll()
    hands.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().split("\n")[1] == "?\t?\ty\ttrain"
    for place in ((0, 0), (1, 1)):
        assert not model.flags(model.index(*place)) & Qt.ItemFlag.ItemIsEditable
    hands.store.dispatch(act.Reveal())
    assert hands.shown(1)[:2] == ["2.000", "3.000"]


def test_pointing_and_lighting_up(hands):
    pointed = []
    hands.table.pointed.connect(pointed.append)
    view, model = hands.table.view, hands.table.model
    view.entered.emit(model.index(1, 0))
    view.entered.emit(model.index(6, 0))
    assert pointed == [frozenset({Ref("x", 0, (0,), 1)}), frozenset()]
    ground = Qt.ItemDataRole.BackgroundRole
    assert model.data(model.index(0, 0), ground) == model.data(model.index(0, 1), ground)
    hands.table.light(frozenset({Ref("x", 0, (1,), 0)}))
    assert model.data(model.index(0, 0), ground) != model.data(model.index(0, 1), ground)
    assert model.data(model.index(5, 1), ground) is None
    hands.table.light(frozenset())
    hands.store.dispatch(act.SetSample(1))
    assert model.data(model.index(2, 0), ground) is not None  # in the batch
    assert model.data(model.index(7, 0), ground) is None


def test_space_is_left_to_the_window(hands):
    before = hands.store.session
    hands.go(0)
    hands.key(Qt.Key.Key_Space)
    assert hands.table.view.findChild(CellField) is None
    assert hands.store.session is before


def test_more_rows_make_the_batch_smaller_where_they_must(qtbot):
    hands = Hands(qtbot, DataSet(np.ones((2, 1)), np.array([[0.0], [1.0]])))
    hands.paste("\n".join(["1\t0"] * 20_000), 0)
    assert hands.setup.batch == 32
    assert len(hands.setup.X) == 20_000
    assert not hands.refusals


def test_every_look(hands):
    for look in (Look(theme=DARK, scale=2.0), Look(decimals=2)):
        hands.table.set_look(look)
        assert hands.table.view.verticalHeader().defaultSectionSize() == look.px(24)
    assert hands.shown(1)[0] == "2.00"
    assert hands.table.view.accessibleName() == "Data table"
    head = hands.table.model.headerData(0, HEAD, Qt.ItemDataRole.AccessibleTextRole)
    assert head == "row 1, the sample in view"
