"""Asks as a screen reader does; used by the tests of accessibility."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from gui.accessible import Role

NAME, VALUE, HELP = QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description
ROLES = {
    "QToolButton": {Role.Button, Role.CheckBox, Role.ButtonMenu},
    "QPushButton": {Role.Button},
    "QCheckBox": {Role.CheckBox},
    "Choice": {Role.ButtonMenu},
    "InputChoice": {Role.ButtonMenu},
    "ParameterChoice": {Role.ButtonMenu},
    "ChoiceBox": {Role.ComboBox},
    "QComboBox": {Role.ComboBox},
    "NumberField": {Role.EditableText},
    "LabelField": {Role.EditableText},
    "QLineEdit": {Role.EditableText},
    "QPlainTextEdit": {Role.EditableText},
    "_Field": {Role.EditableText},
    "QSpinBox": {Role.SpinBox},
    "ValueSlider": {Role.Slider},
    "Diagram": {Role.Graphic},
    "Preview": {Role.Graphic},
    "Timeline": {Role.List},
    "Tiles": {Role.List},
    "LessonRows": {Role.List},
    "Waterfall": {Role.List},
    "QListWidget": {Role.List},
    "DrawnPart": {Role.Grouping},
    "FormulaView": {Role.Equation},
    "CostPlot": {Role.Chart},
    "SketchPlot": {Role.Chart},
    "SlicePlot": {Role.Chart},
    "SurfacePlot": {Role.Chart},
    "ArrowPlot": {Role.Chart},
    "SizesPlot": {Role.Chart},
    "MapPlot": {Role.Chart},
    "FitPlot": {Role.Chart},
    "Histograms": {Role.Chart},
    "RunTable": {Role.Table},
    "GridView": {Role.Table},
    "RowsView": {Role.Table},
    "ColumnsView": {Role.Table},
    "SampleView": {Role.Table, Role.Graphic},  # the table of samples; the picture of one
    "_Links": {Role.StaticText},
    "_Tabs": {Role.PageTabList},
}
"""What every kind of control says that it is."""


def asked(widget: QWidget):
    """Return what Qt tells of a widget."""
    return QAccessible.queryAccessibleInterface(widget)


def role_is_true(control: QWidget) -> bool:
    """Say whether a control says that it is what it is."""
    return asked(control).role() in ROLES[type(control).__name__]


def name_of(control: QWidget) -> str:
    """Return the name of a control; on Linux Qt names a list by what is chosen, and a label names it."""
    labels = [label for label in control.window().findChildren(QLabel) if label.buddy() is control]
    return labels[0].text().replace("&", "") if labels else asked(control).text(NAME)


def parts(interface):
    """All parts of a painted widget, however deep."""
    for index in range(interface.childCount()):
        child = interface.child(index)
        if child is not None and child.object() is None:
            yield child
            yield from parts(child)


def everything(interface):
    """All that there is in a window."""
    yield interface
    for index in range(interface.childCount()):
        child = interface.child(index)
        if child is not None:
            yield from everything(child)
