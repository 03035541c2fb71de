"""The dialog that takes a session along: as code, as a report, as a curve, as an animation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.session.files import replace_file
from engine.session.frame import Frame
from engine.session.report import (
    numpy_script,
    run_as_csv,
    runs_as_csv,
    torch_script,
    trace_as_latex,
    trace_as_markdown,
)
from gui.accessible import announce
from gui.export.animation.order import FORMS, FilmError
from gui.export.animation.page import AnimationPage
from gui.export.animation.scene import View
from gui.export.file_question import FileQuestion
from gui.export.text_page import TextForm, TextPage
from gui.files.questions import before_replacing
from gui.look import Look
from gui.theme import set_role

__all__ = ["ANIMATION", "ExportDialog"]

translate = QCoreApplication.translate
ANIMATION = "animation"
_LIST = 110
_SIZE = 960, 600


def _pages(frame: Frame) -> tuple[TextPage, ...]:
    return (
        TextPage(
            translate("Export", "Code"),
            (TextForm("NumPy", "py", numpy_script), TextForm("PyTorch", "py", torch_script)),
            frame,
        ),
        TextPage(
            translate("Export", "Report"),
            (TextForm("Markdown", "md", trace_as_markdown), TextForm("LaTeX", "tex", trace_as_latex)),
            frame,
        ),
        TextPage(
            translate("Export", "Curve"),
            (
                TextForm(translate("Export", "This run"), "csv", lambda of: run_as_csv(of.document)),
                TextForm(translate("Export", "All runs"), "csv", lambda of: runs_as_csv(of.document)),
            ),
            frame,
        ),
    )


class ExportDialog(QDialog):
    """Takes along the moment in which it was opened.

    Parameters
    ----------
    frame : Frame
    look : Look
    views : sequence of View
        What can be filmed.
    folder : str
        Where the last file went.
    page : str
        "animation" begins there.
    parent : QWidget, optional

    Signals
    -------
    saved(folder)
        A file is on its way into a folder.
    """

    saved = Signal(str)

    def __init__(
        self, frame: Frame, look: Look, views: Sequence[View], folder: str, page: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._title, self._folder = frame.document.title, folder
        self.setWindowTitle(self.tr("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.texts, self.film = _pages(frame), AnimationPage(views, frame, look)
        self.list, self.stack, self.sentence = QListWidget(), QStackedWidget(), QLabel()
        self._make_buttons()
        self._arrange(look)
        self._connect()
        self.list.setCurrentRow(len(self.texts) if page == ANIMATION else 0)
        self.list.setFocus()

    # Making the parts, once

    def _make_buttons(self) -> None:
        self.buttons, role = QDialogButtonBox(), QDialogButtonBox.ButtonRole
        self.save, self.copy = QPushButton(self.tr("&Save…")), QPushButton(self.tr("&Copy"))
        self.buttons.addButton(self.save, role.ActionRole)
        self.buttons.addButton(self.copy, role.ActionRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.save.setDefault(True)

    def _arrange(self, look: Look) -> None:
        self.list.setAccessibleName(self.tr("What is exported"))
        self.list.setFixedWidth(look.px(_LIST))
        pages: tuple[TextPage | AnimationPage, ...] = (*self.texts, self.film)
        for page in pages:
            self.list.addItem(page.name)
            self.stack.addWidget(page)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)  # it names files
        self.sentence.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(row, 1)
        column.addWidget(self.sentence)
        column.addWidget(self.buttons)
        wanted = QSize(look.px(_SIZE[0]), look.px(_SIZE[1]))
        over = self.parentWidget()
        self.resize(wanted if over is None else wanted.boundedTo(over.size()))

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.film.told.connect(self.tell)
        self.film.worked.connect(self._on_film_worked)
        self.save.clicked.connect(self._on_save_clicked)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.buttons.rejected.connect(self.reject)

    # What is said

    def tell(self, sentence: str, trouble: bool = False) -> None:
        """Say a sentence under the page, and to screen readers."""
        self.sentence.setText(sentence)
        set_role(self.sentence, "strong" if trouble else "muted")
        announce(self, sentence)

    @property
    def text(self) -> TextPage | None:
        """The page with a text; None where the animation is shown."""
        page = self.stack.currentWidget()
        return page if isinstance(page, TextPage) else None

    def _on_row_changed(self, row: int) -> None:
        self.stack.setCurrentIndex(row)
        self.sentence.clear()
        (self.text or self.film).begin()
        self.copy.setVisible(self.text is not None)
        can = not (self.text or self.film).is_withheld
        self.copy.setEnabled(can)
        self.save.setEnabled(can)

    def _on_film_worked(self, on: bool) -> None:
        """Let nothing else be chosen while an animation is made."""
        self.list.setEnabled(not on)
        self.save.setEnabled(not on)
        if not on:
            self.save.setFocus()

    # What is done

    def _on_copy_clicked(self) -> None:
        if self.text is not None:
            self.tell(self.text.copy())

    def _on_save_clicked(self) -> None:
        endings, form, what = self._offered()
        heading = self.tr("Export")
        question = FileQuestion(what, self._title, form, self._folder, self, heading, endings)
        question.fileSelected.connect(lambda name: self._on_file_selected(Path(name), endings[form]))
        question.open()

    def _offered(self) -> tuple[dict[str, str], str, str]:
        """Return the formats with their endings, the one that is chosen, and what the file is called."""
        page = self.text
        if page is not None:
            return {page.form.name: page.form.ending}, page.form.name, f"{page.name} {page.form.name}"
        return {form: form.lower() for form in FORMS}, self.film.form(), self.film.name

    def _on_file_selected(self, file: Path, ending: str) -> None:
        """Write it; where the system added no ending, ask before another file goes."""
        if file.suffix:
            self._write(file)
            return
        file = file.with_name(f"{file.name}.{ending}")
        if file.exists():
            before_replacing(self, file.name, lambda: self._write(file))
        else:
            self._write(file)

    def _write(self, file: Path) -> None:
        page = self.text
        try:
            if page is None:
                self.film.save(file)
            else:
                replace_file(file, page.text())
                self.tell(self.tr("Saved “{file}”.").format(file=file.name))
        except FilmError as error:
            self.tell(str(error), trouble=True)
        except OSError as error:
            words = self.tr("“{file}” cannot be written: {reason}.")
            self.tell(words.format(file=file, reason=error.strerror or error), trouble=True)
        else:
            self._folder = str(file.parent)
            self.saved.emit(self._folder)

    def reject(self) -> None:
        """Close; while an animation is made, give that up first."""
        if self.film.works:
            self.film.give_up()
        else:
            super().reject()
