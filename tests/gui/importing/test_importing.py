"""Tables come in: looked at, corrected, used."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QPushButton

from engine.session import actions as act
from engine.session.replay import network_at

CLASSES = ("setosa", "versicolor", "virginica")
FLOWERS = "length;width;species\n" + "".join(f"{n},5;0,{n};{CLASSES[n % 3]}\n" for n in range(1, 31))
ODD = "x1,x2,y\n" + "".join(f"{n},{'abc' if n == 5 else n * n},{n % 2}\n" for n in range(20))
FEW = "x1,x2,y\n1,2,0\n2,abc,1\n3,4,0\n"
DIGITS = "a,b,digit\n" + "".join(f"{n % 7}.5,{n},{n % 4}\n" for n in range(40))


def choose(field, value):
    field.setCurrentIndex(field.findData(value))


def remarks(dialog):
    return [label.text() for label in dialog.remarks.findChildren(QLabel) if label.isVisible()]


def offer(dialog):
    return next(button for button in dialog.remarks.findChildren(QPushButton) if button.isVisible())


def pick(dialog, place, words):
    """Choose from the menu of a column's head, by keys."""
    view = dialog.columns
    view.setFocus()
    view.setCurrentIndex(dialog.model.index(0, place))
    menu = view.menu()
    entry = next(action for action in menu.actions() if action.text() == words)
    menu.popup(dialog.mapToGlobal(dialog.rect().center()))
    menu.setActiveAction(entry)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_semicolons_decimal_commas_and_a_text_label_in_one_press(hands):
    dialog = hands.open(FLOWERS)
    assert dialog.windowTitle() == "Import iris.csv"
    assert dialog.writing.lists["separator"].currentText() == "semicolon (as found)"
    assert dialog.writing.lists["decimal"].currentText() == "comma (as found)"
    assert dialog.summary.text() == "30 rows · 2 inputs · 1 label with 3 classes"
    assert dialog.network.text() == (
        "The network gets 2 inputs, softmax with 3 outputs, all rows in one update."
    )
    QTest.keyClick(dialog, Qt.Key.Key_Return)  # the button has the keyboard
    document = hands.document
    assert document.network.sizes == (2, 3, 3)
    assert (document.network.activations[-1], document.cost) == ("softmax", "softmax_ce")
    assert document.notes.classes == CLASSES
    assert document.X[0].tolist() == [1.5, 0.1]
    assert hands.store.session.history.undo_label == "import iris.csv"
    assert not hands.dialogs()
    hands.store.dispatch(act.Undo())
    assert hands.document.network.sizes == (2, 3, 1)


def test_the_weights_that_were_trained_stay(hands):
    hands.store.dispatch(act.StepUpdate(5))
    before = network_at(hands.document, 5).W[1]
    assert not np.array_equal(before, hands.document.network.W[1])
    hands.open(FLOWERS).use.click()
    assert hands.document.log.stages
    assert np.array_equal(network_at(hands.document, 5).W[1], before)


def test_what_is_found_can_be_set_otherwise(hands):
    dialog = hands.open("a;b\n1,5;2\n2,5;3\n")
    choose(dialog.writing.lists["separator"], ",")
    assert dialog.trouble.isHidden() is False  # three names do not fit
    assert not dialog.use.isEnabled()
    choose(dialog.writing.lists["separator"], None)
    assert dialog.use.isEnabled()
    choose(dialog.writing.lists["header"], False)
    assert dialog.reading.layout.header is False
    assert dialog.model.rowCount() == 3


def test_marks_that_do_not_go_together_change_nothing(hands):
    dialog = hands.open("a,b\n1,2\n2,3\n")
    choose(dialog.writing.lists["decimal"], ",")
    choose(dialog.writing.lists["separator"], ",")
    assert "comma cannot be both" in dialog.trouble.text()
    assert dialog.writing.lists["separator"].currentData() is None
    choose(dialog.writing.lists["decimal"], None)
    assert dialog.use.isEnabled()


def test_a_cell_that_is_no_number_is_shown_and_left_out(hands):
    dialog = hands.open(ODD)
    assert remarks(dialog)[0] == "Column 2 ('x2') has 1 cell that is no number, line 7: 'abc'."
    assert dialog.summary.text() == "19 of 20 rows · 2 inputs · 1 label"
    odd = dialog.model.index(5, 1)
    assert dialog.model.data(odd, Qt.ItemDataRole.AccessibleTextRole) == "“abc” is no number"
    assert dialog.model.data(odd, Qt.ItemDataRole.FontRole).underline()
    choose(dialog.steps.missing, "mean")
    assert dialog.summary.text() == "20 rows · 2 inputs · 1 label"
    dialog.use.click()
    assert any("'abc'" in words for words in hands.document.notes.remarks)


def test_a_column_taken_for_words_can_be_read_as_numbers(hands):
    dialog = hands.open(FEW)
    assert dialog.model.head(1) == ("x2", "input", "categories")
    QTest.mouseClick(offer(dialog), Qt.MouseButton.LeftButton)
    assert dialog.model.head(1) == ("x2", "input", "numbers")
    assert dialog.summary.text() == "2 of 3 rows · 2 inputs · 1 label"


def test_a_label_of_whole_numbers_can_be_read_as_classes(hands):
    dialog = hands.open(DIGITS)
    assert "The label “digit” has 4 different whole numbers." in remarks(dialog)
    QTest.mouseClick(offer(dialog), Qt.MouseButton.LeftButton)
    assert dialog.summary.text() == "40 rows · 2 inputs · 1 label with 4 classes"
    assert not remarks(dialog)


def test_roles_and_kinds_are_chosen_at_the_heads(hands):
    dialog = hands.open("a,b,c,y\n1,2,3,0\n2,3,5,1\n4,4,4,1\n")
    pick(dialog, 1, "Leave out")
    assert dialog.summary.text() == "3 rows · 2 inputs · 1 label"
    pick(dialog, 2, "Label")
    assert dialog.summary.text() == "3 rows · 1 input · 2 labels"
    pick(dialog, 3, "Categories")
    pick(dialog, 2, "Leave out")
    assert dialog.summary.text() == "3 rows · 1 input · 1 label with 2 classes"
    assert dialog.model.headerData(3, Qt.Orientation.Horizontal) == "y\nlabel ▾\ncategories ▾"
    pick(dialog, 0, "Leave out")
    assert dialog.trouble.text() == "No columns are left for the inputs"
    assert not dialog.use.isEnabled()
    assert not dialog.summary.isVisible()


def test_a_column_that_was_left_out_is_an_input_once_it_is_of_use(hands):
    dialog = hands.open(
        "a,b,y\n" + "".join(f"{n}.5,{f'name {n}' if n % 2 else n},{n % 2}\n" for n in range(60))
    )
    assert dialog.model.head(1) == ("b", "leave out", "categories")
    assert "Column 2 ('b') has 60 different values in 60 rows: too many for classes." in remarks(dialog)
    pick(dialog, 1, "Numbers")
    assert dialog.model.head(1) == ("b", "input", "numbers")
    assert dialog.summary.text() == "30 of 60 rows · 2 inputs · 1 label"


def test_a_label_of_classes_is_the_only_one(hands):
    dialog = hands.open(FLOWERS)
    pick(dialog, 0, "Label")
    assert [dialog.model.head(place)[1] for place in range(3)] == ["label", "input", "input"]
    assert dialog.summary.text() == "30 rows · 4 inputs · 1 label"
    pick(dialog, 2, "Label")
    assert [dialog.model.head(place)[1] for place in range(3)] == ["input", "input", "label"]


def test_enter_uses_the_data_wherever_the_keyboard_is(hands):
    dialog = hands.open(FLOWERS)
    assert [button.isDefault() for button in dialog.buttons.buttons()].count(True) == 1
    dialog.columns.setCurrentIndex(dialog.model.index(0, 0))
    dialog.columns.setFocus()
    QTest.keyClick(dialog.columns, Qt.Key.Key_Return)
    dialog.columns.findChild(QMenu).close()
    assert dialog.isVisible()  # there, Enter asks what a column is for
    dialog.steps.standardise.setFocus()
    QTest.keyClick(dialog.steps.standardise, Qt.Key.Key_Return)
    assert hands.document.notes.classes == CLASSES


def test_a_click_on_a_head_asks(hands):
    dialog = hands.open(FLOWERS)
    heads = dialog.columns.horizontalHeader()
    at = heads.rect().center()
    at.setX(heads.sectionViewportPosition(1) + 5)
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert dialog.columns.chosen() == [1]
    menu = dialog.columns.findChild(QMenu)
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Input", "Numbers"]
    menu.close()


def test_steps_are_off_until_they_are_chosen(hands):
    dialog = hands.open(FLOWERS)
    assert (dialog.steps.test.value(), dialog.steps.standardise.isChecked()) == (0, False)
    dialog.steps.test.setValue(20)
    dialog.steps.standardise.setChecked(True)
    assert dialog.summary.text() == "30 rows, 6 of them for testing · 2 inputs · 1 label with 3 classes"
    dialog.use.click()
    document = hands.document
    trained = document.X[document.training]
    np.testing.assert_allclose(trained.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(trained.std(axis=0), 1)
    assert document.test.size == 6
    assert [step.kind for step in document.notes.scaling] == ["standardise"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("x,y\n1,2\n3,4,5\n", "Line 3: has 3 cells, not 2"),
        ('x,y\n1,2\n3,"4\n', "Line 3: the quoted text that begins there is not closed"),
        ("x,y\n1,a\n2,a\n", "Column 2 ('y') has a single class, 'a'; there is nothing to tell apart"),
        ("x,y\n,1\n,2\n", "No columns are left for the inputs"),
    ],
)
def test_an_error_is_one_sentence_and_the_dialog_stays(hands, content, words):
    dialog = hands.open(content)
    assert dialog.trouble.text() == words
    assert not dialog.use.isEnabled()
    before = hands.document
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert hands.document is before


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b'{\n "format": "upstream",\n', "a.csv", "a.csv: is an Upstream document, not a table"),
        (b"PK\x03\x04", "b.csv", "b.csv: the file is a workbook or an archive"),
        (b"1,2\n\0\0", "c.csv", "c.csv: line 2: holds a NUL byte"),
        (b"", "d.csv", "d.csv: the file is empty"),
    ],
)
def test_what_is_no_table_is_told_so(hands, content, name, words):
    hands.desk.open_table(hands.file(content, name))
    assert not hands.dialogs()
    assert hands.refusals[0].startswith(words)


def test_a_file_that_there_is_not(hands):
    hands.desk.open_table(str(hands.folder / "none.csv"))
    assert "cannot be read" in hands.refusals[0]


def test_too_much_for_a_document(hands):
    dialog = hands.open("a,y\n" + "1,2\n" * 100_001)
    assert "100,001 samples" in dialog.trouble.text()
    assert not dialog.use.isEnabled()


def test_a_large_table_comes_in_smaller_batches(hands):
    dialog = hands.open("a,b,y\n" + "1,0,1\n0,1,0\n" * 5_000)
    assert dialog.network.text().endswith("sigmoid with 1 output, batch 32.")
    assert dialog.model.rowCount() == 50
    dialog.use.click()
    assert hands.document.batch == 32


def test_cancelling_changes_nothing(hands):
    before = hands.document
    dialog = hands.open(FLOWERS)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert hands.document is before
    assert not hands.dialogs()


def test_the_file_is_asked_for(hands):
    hands.desk.ask_table()
    question = hands.window.findChild(QFileDialog)
    assert "Tables (*.csv *.tsv *.txt)" in question.nameFilters()
    question.fileSelected.emit(str(hands.file(FLOWERS)))
    question.close()
    assert len(hands.dialogs()) == 1


def test_it_is_named_for_screen_readers(hands):
    dialog = hands.open(FLOWERS)
    assert all(field.accessibleName() for field in dialog.writing.lists.values())
    assert dialog.columns.accessibleName() == "Columns and first rows"
    said = dialog.model.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "species, label, categories"
