"""A double click selects all of a field, whatever stands in it: what is typed then replaces it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gui.hands.number_field import NumberField
from gui.hands.whole_field import WholeField
from gui.panels.network_map.tools import LabelField
from gui.panels.training_settings.train_part import AskRow


def fields():
    row = AskRow("Updates", "Train")
    return {"plain": WholeField(), "number": NumberField(), "label": LabelField(), "train": row.field}, row


@pytest.mark.parametrize("name", ["plain", "number", "label", "train"])
@pytest.mark.parametrize("text", ["0.03", "−1.5e-3", "0,25", "1/3"])
def test_typing_after_a_double_click_replaces_all(qtbot, dressed_app, name, text):
    made, row = fields()
    field = made[name]
    qtbot.addWidget(row)
    qtbot.addWidget(field)
    with qtbot.waitActive(field.window()):
        field.window().show()
    field.resize(120, 30)
    field.setText(text)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(field, Qt.MouseButton.LeftButton)
    assert field.selectedText() == text
    qtbot.keyClicks(field, "9")
    assert field.text() == "9"
