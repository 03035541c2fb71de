"""Pictures and text taken out by hand: keys, dialog, the menu of the right button, clipboard, files."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QLineEdit, QMenu, QMessageBox

from engine.nn.types import Ref
from engine.session import actions
from engine.session.report import numpy_script, torch_script, trace_as_latex, trace_as_markdown
from gui.diagram import Diagram
from gui.export.dialog import PictureDialog
from gui.export.file_question import FileQuestion
from gui.export.order import Order
from gui.hands.number_field import NumberField
from gui.look import Look
from gui.panels.delta_panel.drawn import DrawnPart
from tests.gui.export.conftest import of_png, of_svg, pixels, source_of, xml


def press(window, keys):
    combination = QKeySequence(keys)[0]
    QTest.keyClick(window.focusWidget() or window, combination.key(), combination.keyboardModifiers())


def clipboard():
    return QGuiApplication.clipboard()


def opened(window, keys="Ctrl+Shift+P"):
    press(window, keys)
    return window.findChild(PictureDialog)


def typed(field: QLineEdit, text: str):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)


@pytest.fixture
def own_file_dialogs(monkeypatch):
    """Take Qt's own file dialogs: no test can press the system's."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, True)
    yield
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, False)


def save_as(dialog: PictureDialog, name: str):
    """Press Save…, and type a name."""
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    question = dialog.findChild(FileQuestion)
    question.findChild(QLineEdit, "fileNameEdit").setText(name)
    QTest.mouseClick(question.findChild(QDialogButtonBox).buttons()[0], Qt.MouseButton.LeftButton)


def go_on(dialog: PictureDialog, until):
    """Press Tab until a widget has the focus."""
    for _ in range(20):
        if dialog.focusWidget() is until:
            return
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {until}")


# Text


def test_the_number_is_copied_in_full(window_of):
    window = window_of()
    press(window, "Ctrl+C")
    assert float(clipboard().text()) == window.frame.trace.delta[1][0, 0]
    assert window.pictures.passing.text() == f"Copied δ₁: {clipboard().text()}"
    assert window.pictures.passing.isVisible()


def test_the_number_has_the_separator_of_the_screen(window_of):
    window = window_of(look=Look(motion=0.0, point=","))
    press(window, "Ctrl+C")
    assert clipboard().text().startswith("-0,0278515")


def test_what_is_selected_goes_before_what_is_in_focus(window_of):
    window = window_of()
    window.store.dispatch(actions.Select(Ref("W", 2, (0, 0))))
    press(window, "Ctrl+C")
    assert clipboard().text() == "0.8"


def test_what_is_not_known_is_not_copied(window_of):
    window = window_of("start")
    clipboard().setText("before")
    window.store.dispatch(actions.Select(Ref("delta", 1, (0,))))
    press(window, "Ctrl+C")
    assert window.pictures.passing.text() == "δ₁ is not known at this step."
    assert clipboard().text() == "before"


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("Ctrl+L", r"\delta_{1} = w_{2} \, \delta_{2} \cdot \sigma'(z_{1})"),
        ("Ctrl+Shift+L", r"0.800 \cdot (-0.148) \cdot 0.235 = -0.028"),
        ("Ctrl+Shift+N", "delta_1 = (delta_2 @ W_2) * slope_1"),
    ],
)
def test_formulas_and_code_are_copied(window_of, keys, text):
    window = window_of()
    press(window, keys)
    assert clipboard().text() == text
    assert window.pictures.passing.text().endswith(text)


@pytest.mark.parametrize(
    ("command", "written", "said"),
    [
        ("copy_update_latex", trace_as_latex, "Copied the update as LaTeX."),
        ("copy_update_markdown", trace_as_markdown, "Copied the update as Markdown."),
        ("copy_update_numpy", numpy_script, "Copied the update as a NumPy program."),
        ("copy_update_torch", torch_script, "Copied the update as a PyTorch program."),
    ],
)
def test_a_whole_update_is_copied(window_of, command, written, said):
    window = window_of("deep")
    window._actions[command].trigger()
    assert clipboard().text() == written(window.frame)
    assert window.pictures.passing.text() == said


def test_a_whole_update_is_not_copied_while_a_question_withholds_a_number(window_of):
    window = window_of()
    assert window._actions["copy_update_numpy"].isEnabled()
    window.store.dispatch(actions.Hide(frozenset({Ref("delta", 1, (0,))})))
    for form in ("latex", "markdown", "numpy", "torch"):
        assert not window._actions[f"copy_update_{form}"].isEnabled()


def test_what_there_is_not_is_said(window_of):
    window = window_of("start")
    window.store.dispatch(actions.Seek(17))  # U0: nothing is written
    clipboard().setText("before")
    window.pictures.copy_formula()
    assert window.pictures.passing.text() == "There is no formula at this step."
    press(window, "Ctrl+Shift+N")
    assert "no line of NumPy" in window.pictures.passing.text()
    assert clipboard().text() == "before"


def test_the_words_pass_by_and_a_click_takes_them_away(window_of, qtbot):
    window = window_of()
    window.pictures.passing._timer.setInterval(30)
    press(window, "Ctrl+C")
    assert window.pictures.passing.isVisible()
    qtbot.waitUntil(lambda: not window.pictures.passing.isVisible())
    press(window, "Ctrl+C")
    QTest.mouseClick(window.pictures.passing, Qt.MouseButton.LeftButton)
    assert not window.pictures.passing.isVisible()


def test_the_words_stay_inside_the_window(window_of):
    window = window_of("deep")
    press(window, "Ctrl+Shift+N")
    for size in ((1440, 900), (960, 620)):
        window.resize(*size)
        passing = window.pictures.passing
        assert passing.parentWidget().rect().contains(passing.geometry())


def test_the_words_stand_at_the_foot_of_the_diagram_and_cover_nothing_under_it(window_of):
    window = window_of("deep")
    press(window, "Ctrl+Shift+N")
    passing, regions = window.pictures.passing, window.regions
    for size in ((1440, 900), (1280, 720)):
        window.resize(*size)
        diagram = QRect(regions.diagram.mapTo(regions, QPoint()), regions.diagram.size())
        assert diagram.contains(passing.geometry())
        assert passing.geometry().bottom() > diagram.bottom() - 20


# Pictures by one key


def test_one_key_copies_the_diagram_as_dots_and_as_lines(window_of):
    window = window_of()
    press(window, "Ctrl+Shift+C")
    data = clipboard().mimeData()
    diagram = window.regions.diagram
    dots = pixels(clipboard().image())
    lines = of_svg(data.data("image/svg+xml").data())
    assert dots.shape == lines.shape == (2 * diagram.height(), 2 * diagram.width(), 3)
    size = f"{2 * diagram.width()} × {2 * diagram.height()}"
    assert window.pictures.passing.text() == f"Copied a picture: Network diagram, {size} px."


# The dialog


def test_the_dialog_goes_by_keys_alone(window_of, qtbot, tmp_path, own_file_dialogs):
    window = window_of()
    dialog = opened(window)
    QTest.keyClick(dialog.what, Qt.Key.Key_End)
    assert dialog.source.name == "δ panel"
    go_on(dialog, dialog.format.buttons["PNG"])
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
    assert dialog.format.chosen == "SVG"
    QTest.keyClick(dialog.size_fields.usual, Qt.Key.Key_Home)
    assert dialog.order() == Order(source_of(window, "δ panel"), "SVG", 1)
    typed(dialog.size_fields.width_field, "500")
    typed(dialog.size_fields.height_field, "700")
    assert dialog.size_fields.usual.currentText() == "My own"
    assert dialog.order().size == (500, 700)
    save_as(dialog, str(tmp_path / "panel.svg"))
    root = xml((tmp_path / "panel.svg").read_bytes())
    assert (root.get("width"), root.get("height")) == ("500", "700")
    assert window.pictures.passing.text() == "Saved “panel.svg”."
    qtbot.waitUntil(lambda: window.findChild(PictureDialog) is None)


def test_escape_closes_the_dialog_and_nothing_is_remembered(window_of, qtbot):
    window = window_of()
    dialog = opened(window)
    QTest.mouseClick(dialog.format.buttons["PDF"], Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(PictureDialog) is None)
    assert window.pictures.order == Order()


def test_what_was_taken_is_offered_again(window_of):
    window = window_of()
    dialog = opened(window)
    dialog.what.setCurrentIndex(1)
    QTest.mouseClick(dialog.tone.buttons["dark"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert "Copied a picture: Cost curve" in dialog.sentence.text()
    assert pixels(clipboard().image()).mean() < 80
    dialog.reject()
    clipboard().clear()
    press(window, "Ctrl+Shift+C")
    assert window.pictures.passing.text().startswith("Copied a picture: Cost curve")
    assert pixels(clipboard().image()).mean() < 80


@pytest.mark.parametrize("form", ["PNG", "SVG", "PDF"])
def test_a_name_without_an_ending_gets_that_of_the_format(window_of, tmp_path, own_file_dialogs, form):
    window = window_of()
    dialog = opened(window)
    QTest.mouseClick(dialog.format.buttons[form], Qt.MouseButton.LeftButton)
    save_as(dialog, str(tmp_path / "mine"))
    begin = {"PNG": b"\x89PNG", "SVG": b"<?xml", "PDF": b"%PDF"}[form]
    assert (tmp_path / f"mine.{form.lower()}").read_bytes().startswith(begin)


def test_a_file_that_would_be_lost_for_an_added_ending_is_asked_about(window_of, tmp_path):
    window = window_of()
    (tmp_path / "mine.png").write_bytes(b"before")
    dialog = opened(window)
    for words, after in (("Cancel", b"before"), ("Replace", b"\x89PNG")):
        dialog.save_asked.emit(dialog.order())
        question = dialog.findChild(FileQuestion)
        question.fileSelected.emit(str(tmp_path / "mine"))  # as some systems do
        question.close()
        box = dialog.findChild(QMessageBox)
        assert "mine.png" in box.text()
        button = next(b for b in box.buttons() if b.text().replace("&", "") == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert (tmp_path / "mine.png").read_bytes().startswith(after)


def test_the_ending_that_is_typed_decides(window_of, tmp_path, own_file_dialogs):
    window = window_of()
    save_as(opened(window), str(tmp_path / "mine.pdf"))
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")
    assert window.pictures.order.form == "PDF"


def test_a_file_that_cannot_be_written_is_told_in_one_sentence(window_of, tmp_path, own_file_dialogs):
    window = window_of()
    dialog = opened(window)
    (tmp_path / "taken").write_text("a file, no folder")
    dialog.save_asked.emit(dialog.order())
    question = dialog.findChild(FileQuestion)
    question.fileSelected.emit(str(tmp_path / "taken" / "mine.png"))
    said = dialog.sentence.text()
    assert said.startswith("“")
    assert "cannot be written" in said
    assert "Traceback" not in said
    assert said.count(". ") == 0
    assert dialog.isVisible()
    question.reject()
    save_as(dialog, str(tmp_path / "mine.png"))
    assert of_png((tmp_path / "mine.png").read_bytes()).size


def test_a_file_that_fails_half_way_stays_what_it_was(window_of, tmp_path, own_file_dialogs, monkeypatch):
    window = window_of()
    file = tmp_path / "mine.png"
    file.write_bytes(b"before")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.session.files.os.fsync", full)
    dialog = opened(window)
    dialog.save_asked.emit(dialog.order())
    dialog.findChild(FileQuestion).fileSelected.emit(str(file))
    assert "No space left on device" in dialog.sentence.text()
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("width", "height", "sentence"),
    [
        ("", "600", "The width must be a whole number of pixels, but is “”."),
        ("800", "9", "The height must be 16 to 16384 pixels, but is 9."),
        ("16000", "16000", "A PNG of 16000 × 16000 has 256 million pixels"),
    ],
)
def test_a_bad_size_is_told_and_nothing_is_saved(window_of, width, height, sentence):
    window = window_of()
    dialog = opened(window)
    before = dialog.preview._plate
    typed(dialog.size_fields.height_field, height)
    typed(dialog.size_fields.width_field, width)
    assert sentence in dialog.sentence.text()
    for button in (dialog.save, dialog.copy):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert dialog.findChild(FileQuestion) is None
        assert clipboard().image().isNull()
        assert dialog.focusWidget() is dialog.size_fields.width_field
    assert before is not None
    QTest.mouseClick(dialog.format.buttons["SVG"], Qt.MouseButton.LeftButton)
    assert ("sharp at any size" in dialog.sentence.text()) == (width == "16000")


def test_copying_lines_of_that_size_says_why_it_cannot_be(window_of):
    window = window_of()
    dialog = opened(window)
    QTest.mouseClick(dialog.format.buttons["SVG"], Qt.MouseButton.LeftButton)
    typed(dialog.size_fields.width_field, "16000")
    typed(dialog.size_fields.height_field, "16000")
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert "256 million pixels" in dialog.sentence.text()


def test_the_fields_follow_what_is_pictured(window_of):
    window = window_of()
    dialog = opened(window)
    fields = dialog.size_fields
    diagram, panel = window.regions.diagram, window.regions.delta_panel
    assert fields.width_field.text() == str(2 * diagram.width())
    dialog.what.setCurrentIndex(source_of(window, "δ panel"))
    assert fields.width_field.text() == str(2 * panel.width())
    fields.usual.setCurrentIndex(fields.usual.findText("1920 × 1080"))
    assert (fields.width_field.text(), fields.height_field.text()) == ("1920", "1080")
    dialog.what.setCurrentIndex(0)
    assert fields.width_field.text() == "1920"


def test_the_preview_shows_the_theme(window_of, qtbot):
    window = window_of()
    dialog = opened(window)

    def brightness():
        return pixels(dialog.preview.grab().toImage()).mean()

    qtbot.waitUntil(lambda: dialog.preview._image is not None)
    light = brightness()
    QTest.mouseClick(dialog.tone.buttons["dark"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: brightness() < light - 40)


def test_the_dialog_keeps_the_moment_in_which_it_was_opened(window_of):
    window = window_of()
    dialog = opened(window)
    before = dialog.frame
    window.store.dispatch(actions.Step(1))
    assert dialog.frame is before is not window.frame


def test_every_control_of_the_dialog_has_a_name(window_of):
    dialog = opened(window_of())
    fields = (dialog.what, dialog.format, dialog.tone, dialog.preview)
    sizes = (dialog.size_fields.usual, dialog.size_fields.width_field, dialog.size_fields.height_field)
    buttons = (*dialog.format.buttons.values(), *dialog.tone.buttons.values())
    assert all(part.accessibleName() for part in (*fields, *sizes, *buttons))
    assert dialog.preview.accessibleDescription().startswith("delta of node 1")
    labels = [label for label in dialog.findChildren(QLabel) if "&" in label.text()]
    assert [label.buddy() is not None for label in labels] == [True] * 4


# The menu of the right button


def menu_at(widget, point: QPoint) -> QMenu:
    QTest.mouseMove(widget, point)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, widget.mapToGlobal(point))
    QApplication.sendEvent(widget, event)
    return QApplication.activePopupWidget()


def chosen(menu: QMenu, words: str):
    action = next(action for action in menu.actions() if action.text().startswith(words))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_the_diagram_offers_the_number_under_the_pointer(window_of, qtbot):
    window = window_of()
    diagram: Diagram = window.regions.diagram
    box = next(label.box for label in diagram.picture().all_labels() if label.text.startswith("w₁"))
    menu = menu_at(diagram, QPoint(round(box.cx), round(box.cy)))
    assert [action.text() for action in menu.actions()[:3]] == ["Set w₁…", "", "Copy the number w₁ = 0.200"]
    chosen(menu, "Copy the number")
    assert clipboard().text() == "0.2"


def test_the_diagram_offers_to_set_the_number_under_the_pointer(window_of, qtbot):
    window = window_of()
    diagram: Diagram = window.regions.diagram
    box = next(label.box for label in diagram.picture().all_labels() if label.text.startswith("w₂"))
    chosen(menu_at(diagram, QPoint(round(box.cx), round(box.cy))), "Set w₂")
    field = diagram.findChild(NumberField)
    assert field.hasFocus()
    QTest.keyClicks(field, "0.5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.frame.value(Ref("W", 2, (0, 0))) == 0.5


def test_the_panel_offers_formula_code_and_its_own_picture(window_of, qtbot):
    window = window_of()
    part = window.regions.delta_panel.findChildren(DrawnPart)[0]
    texts = [action.text() for action in menu_at(part, QPoint(2, 2)).actions() if action.text()]
    assert texts == [
        "Copy the number δ₁ = −0.028",
        "Copy formula as LaTeX",
        "Copy formula with numbers as LaTeX",
        "Copy step as NumPy",
        "What is δ₁?",
        "Copy picture",
        "Save picture…",
    ]
    chosen(QApplication.activePopupWidget(), "Copy formula as")
    assert clipboard().text().startswith(r"\delta_{1} =")
    chosen(menu_at(part, QPoint(2, 2)), "Copy picture")
    assert clipboard().image().width() == 2 * window.regions.delta_panel.width()
    chosen(menu_at(part, QPoint(2, 2)), "Save picture")
    assert window.findChild(PictureDialog).source.name == "δ panel"


def test_the_menu_opens_by_its_key_too(window_of):
    window = window_of()
    diagram = window.regions.diagram
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), diagram.mapToGlobal(QPoint(5, 5))
    )
    QApplication.sendEvent(diagram, event)
    menu = QApplication.activePopupWidget()
    assert menu.actions()[0].text() == "Copy the number δ₁ = −0.028"
    QTest.keyClick(menu, Qt.Key.Key_Escape)


def test_the_list_of_pictures_shows_all_of_them(window_of, qtbot):
    dialog = opened(window_of())
    dialog.what.showPopup()
    view = dialog.what.view()
    qtbot.waitUntil(view.isVisible)
    for row in range(dialog.what.count()):
        assert view.viewport().rect().contains(view.visualRect(view.model().index(row, 0))), row
    dialog.what.hidePopup()
