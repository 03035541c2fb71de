"""File → Export…, by hand: code, report, curve, animation; saved, copied, cancelled."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit

from engine.nn.types import Ref
from engine.session import actions
from engine.session.report import (
    numpy_script,
    run_as_csv,
    runs_as_csv,
    torch_script,
    trace_as_latex,
    trace_as_markdown,
)
from gui.export.export_dialog import ExportDialog
from gui.export.file_question import FileQuestion
from tests.gui.export.animation.conftest import KEEPS

ROOT = Path(__file__).parents[4]
CODE, REPORT, CURVE, ANIMATION = range(4)


@pytest.fixture(autouse=True)
def own_file_dialogs():
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, True)
    yield
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, False)


def opened(window, page=CODE) -> ExportDialog:
    combination = QKeySequence("Ctrl+E")[0]
    QTest.keyClick(window.focusWidget() or window, combination.key(), combination.keyboardModifiers())
    dialog = window.findChild(ExportDialog)
    for _ in range(page):
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    return dialog


def press(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def save_as(dialog, file):
    press(dialog.save)
    question = dialog.findChild(FileQuestion)
    question.findChild(QLineEdit, "fileNameEdit").setText(str(file))
    press(question.findChild(QDialogButtonBox).buttons()[0])


def choose(dialog, **values):
    for name, value in values.items():
        getattr(dialog.film.fields, name).setValue(value)


@pytest.mark.parametrize(
    ("page", "form", "written"),
    [
        (CODE, "NumPy", numpy_script),
        (CODE, "PyTorch", torch_script),
        (REPORT, "Markdown", trace_as_markdown),
        (REPORT, "LaTeX", trace_as_latex),
        (CURVE, "This run", lambda frame: run_as_csv(frame.document)),
        (CURVE, "All runs", lambda frame: runs_as_csv(frame.document)),
    ],
)
def test_texts_are_shown_copied_and_saved(page, form, written, window_of, tmp_path):
    window = window_of("trained")
    dialog, wanted = opened(window, page), written(window.frame)
    press(dialog.texts[page].choice.buttons[form])
    assert dialog.texts[page].preview.toPlainText() == wanted
    press(dialog.copy)
    assert QGuiApplication.clipboard().text() == wanted
    assert dialog.sentence.text() == f"Copied: {dialog.texts[page].name}, {form}."
    save_as(dialog, tmp_path / "out")
    [file] = tmp_path.iterdir()
    assert file.suffix == f".{dialog.texts[page].form.ending}"
    assert file.read_text(encoding="utf-8") == wanted
    assert dialog.sentence.text() == f"Saved “{file.name}”."


def test_while_a_question_withholds_a_number_no_text_gives_it_away(window_of):
    window = window_of()
    window.store.dispatch(actions.Hide(frozenset({Ref("delta", 1, (0,))})))
    dialog = opened(window)
    assert "question" in dialog.texts[CODE].preview.toPlainText()
    assert not dialog.save.isEnabled()
    assert not dialog.copy.isEnabled()


def test_what_cannot_be_written_is_said(window_of, tmp_path):
    dialog = opened(window_of())
    folder = tmp_path / "a.py"
    folder.mkdir()
    dialog._write(folder)
    assert dialog.sentence.text().startswith(f"“{folder}” cannot be written: ")


def test_an_animation_is_made_while_the_window_lives(window_of, tmp_path, qtbot):
    window = window_of()
    frame = window.frame
    dialog = opened(window, ANIMATION)
    assert "pictures" in dialog.sentence.text()
    choose(dialog, first=12, last=13)
    file = tmp_path / "walk.webp"
    save_as(dialog, file)
    assert dialog.film.bar.isVisible()
    assert not dialog.save.isEnabled()
    qtbot.waitUntil(lambda: not dialog.film.works, timeout=30_000)
    assert dialog.sentence.text() == "Saved “walk.webp”."
    assert dialog.save.isEnabled()
    with Image.open(file) as film:
        assert (film.format, film.size) == ("WEBP", (1280, 720))
    assert window.frame is frame


def test_esc_gives_an_animation_up_and_nothing_is_left(window_of, tmp_path):
    dialog = opened(window_of(), ANIMATION)
    save_as(dialog, tmp_path / "walk.gif")
    QApplication.processEvents()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.film.works
    assert dialog.sentence.text() == "Cancelled; nothing was written."
    assert list(tmp_path.iterdir()) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_program_that_ends_gives_an_animation_up(window_of, tmp_path):
    dialog = opened(window_of(), ANIMATION)
    save_as(dialog, tmp_path / "walk.gif")
    QApplication.processEvents()
    assert [file.name for file in tmp_path.iterdir()] != []
    QApplication.instance().aboutToQuit.emit()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_said(window_of, tmp_path, qtbot):
    dialog = opened(window_of(), ANIMATION)
    file = tmp_path / "gone" / "walk.gif"
    dialog._write(file)
    qtbot.waitUntil(lambda: not dialog.film.works)
    assert dialog.sentence.text() == f"“{file}” cannot be written: No such file or directory."


def test_mp4_needs_ffmpeg_and_says_so(window_of, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    dialog = opened(window_of(), ANIMATION)
    assert not dialog.film.fields.format.buttons["MP4"].isEnabled()
    assert "ffmpeg" in dialog.film.fields.format.buttons["MP4"].toolTip()
    dialog._write(tmp_path / "walk.mp4")
    assert dialog.sentence.text() == "MP4 needs the program ffmpeg, which is not on the PATH."


def test_mp4_is_offered_where_ffmpeg_is(window_of, stand_in):
    stand_in(KEEPS)
    dialog = opened(window_of(), ANIMATION)
    press(dialog.film.fields.format.buttons["MP4"])
    assert dialog.film.form() == "MP4"
    assert not dialog.film.fields.loops.isEnabled()


def test_training_offers_the_updates_that_were_trained(window_of):
    dialog = opened(window_of("trained"), ANIMATION)
    fields = dialog.film.fields
    press(fields.kind.buttons["training"])
    assert (fields.first.value(), fields.last.value()) == (0, 29)  # it was walked to update 30
    assert fields.frames.isVisible()
    assert not fields.seconds.isVisible()
    choose(dialog, first=60, last=50)
    assert dialog.sentence.text().startswith("Updates 60 to 50 cannot be shown")


def test_a_menu_row_begins_with_the_animation(window_of):
    window = window_of()
    window._actions["export_animation"].trigger()
    assert window.findChild(ExportDialog).list.currentRow() == ANIMATION


def test_no_pillow_is_imported_before_it_is_needed():
    code = "import sys, gui.export.export_dialog; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60, check=False).returncode == 0
