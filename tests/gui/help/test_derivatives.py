"""The derivative table on F1: every row, typeset, told, and found by the search."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from engine.nn.chain import DERIVATIVES
from gui.help.derivatives import DerivativeTable
from gui.look import Look


@pytest.fixture
def table(qtbot):
    made = DerivativeTable()
    qtbot.addWidget(made)
    made.resize(560, made.height())
    made.show()
    return made


def rows_of(table):
    told = QAccessible.queryAccessibleInterface(table)
    return [told.child(i) for i in range(told.childCount())]


def test_every_row_of_the_lecture_is_told(table):
    assert table.rows == DERIVATIVES
    said = [row.text(QAccessible.Text.Name) for row in rows_of(table)]
    assert len(set(said)) == len(DERIVATIVES)
    assert all(row.text(QAccessible.Text.Value) for row in rows_of(table))
    assert "radians" in rows_of(table)[4].text(QAccessible.Text.Description)


def test_a_row_is_found_under_the_mouse(table):
    height = table.height()
    found = {table.accessible.at(QPointF(10, y)) for y in range(0, height, 4)}
    assert found >= set(range(len(DERIVATIVES)))


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_remarks_have_room_at_every_text_size(table, scale):
    table.set_look(Look(scale=scale))
    table.resize(table.minimumWidth() + 40, table.height())
    for line in table._lines:
        assert line.function.height <= line.box.height()
        assert line.derivative.height <= line.box.height()
    assert table._lines[-1].box.bottom() <= table.height() + 1


def test_f1_shows_the_table_over_the_keys(window):
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F1)
    reader = window.help._reader
    assert reader.derivatives.isVisible()
    assert reader.keys.isVisible()
    QTest.keyClicks(reader.field, "sigmoid")
    assert [row.function.text for row in reader.derivatives.rows] == ["σ(x)"]
    QTest.keyClicks(reader.field, "zzz")
    assert not reader.derivatives.isVisible()
    window.help.show_derivatives()
    assert reader.derivatives.isVisible()
    assert reader.derivatives.rows == DERIVATIVES
    reader.close()
