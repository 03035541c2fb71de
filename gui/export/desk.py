"""The window's desk for all that is taken out of it: pictures, and text for the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from engine.nn.types import Ref
from engine.session.files import replace_bytes
from engine.session.frame import Frame
from engine.session.report import numpy_script, torch_script, trace_as_latex, trace_as_markdown
from gui.desk import Desk, Shown
from gui.export.formats import encode, image_of
from gui.export.menu import open_menu
from gui.export.order import Order, plate_of
from gui.export.passing import Passing
from gui.export.sizes import SizeError
from gui.export.sources import Source, panel_sources, sources_of
from gui.export.texts import (
    formula_tex,
    numbers_tex,
    numpy_text,
    plain_number,
    pointed_quantity,
    quantity_of,
    value_of,
)
from gui.files.questions import before_replacing
from gui.panel import Panel
from gui.regions import Regions

if TYPE_CHECKING:
    # What asks is not wanted before the window has been painted.
    from gui.export.dialog import PictureDialog

__all__ = ["PictureDesk"]

translate = QCoreApplication.translate


class PictureDesk(Desk):
    """Copies and saves pictures of what is on screen, and copies formulas, numbers and code.

    Parameters
    ----------
    regions : Regions
        The panels that pictures are made of.
    shown : Shown
    window : QMainWindow

    Attributes
    ----------
    order : Order
        The picture that was asked for last.
    passing : Passing
        Says in a few words what was done.

    Signals
    -------
    asked_about(ref)
        The user wants to know what a quantity is.
    """

    asked_about = Signal(object)

    def __init__(self, regions: Regions, shown: Shown, window: QMainWindow) -> None:
        super().__init__(window)
        self._shown = shown
        self.order = Order()
        self.sources = sources_of(regions.diagram, regions.panels)
        together = regions.diagram, regions.delta_panel, regions.cost_curve
        self._window = tuple(source for each in together for source in self.sources if source.widget is each)
        self.passing = Passing(regions, regions.diagram)
        self._folder = ""
        self._pointed: frozenset[Ref] = frozenset()
        for panel in regions.panels:
            panel.pointed.connect(self._on_panel_pointed)
        for source in self.sources:
            self._offer_menu(source)

    def take_in(self, panel: Panel) -> None:
        """Offer pictures of a panel that has come into being since."""
        panel.pointed.connect(self._on_panel_pointed)
        for source in panel_sources((panel,)):
            self.sources = (*self.sources, source)
            self._offer_menu(source)

    def _offer_menu(self, source: Source) -> None:
        source.widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        source.widget.customContextMenuRequested.connect(self._on_menu_requested)

    def export(self, page: str = "") -> None:
        """Open what takes code, reports, curves and animations along.

        Parameters
        ----------
        page : str
            "animation" begins there.
        """
        from gui.export.animation.scene import views_of
        from gui.export.export_dialog import ExportDialog

        frame, look = self._shown.frame, self._shown.look
        views = views_of(self.sources, self._window)
        dialog = ExportDialog(frame, look, views, self._folder, page, self.window)
        dialog.saved.connect(self._on_export_saved)
        dialog.open()

    def _on_export_saved(self, folder: str) -> None:
        self._folder = folder

    # Pictures

    def save_picture(self) -> None:
        """Ask what picture is wanted."""
        self._open_dialog(self.order)

    def copy_picture(self) -> None:
        """Copy the same kind of picture as last time, of the diagram at first."""
        self._copy(self.order)

    def copy_picture_of(self, source: Source) -> None:
        """Copy a picture of one panel."""
        self._copy(replace(self.order, source=self.sources.index(source)))

    def save_picture_of(self, source: Source) -> None:
        """Ask what picture of one panel is wanted."""
        self._open_dialog(replace(self.order, source=self.sources.index(source)))

    def _open_dialog(self, order: Order) -> None:
        from gui.export.dialog import PictureDialog

        dialog = PictureDialog(self.sources, order, self._shown.frame, self._shown.look, self.window)
        dialog.save_asked.connect(self._on_save_asked)
        dialog.copy_asked.connect(self._on_copy_asked)
        dialog.open()

    def _copy(self, order: Order, dialog: PictureDialog | None = None) -> None:
        """Put a picture on the clipboard: dots for every program, lines for those that take them."""
        frame, look = (dialog.frame, dialog.look) if dialog else (self._shown.frame, self._shown.look)
        source = self.sources[order.source]
        try:
            plate = plate_of(replace(order, form="PNG"), source, frame, look)
            image = image_of(plate)
        except (SizeError, MemoryError) as error:
            self._tell(str(error) or _no_memory(), dialog)
            return
        data = QMimeData()
        data.setImageData(image)
        data.setData("image/svg+xml", encode(plate, "SVG"))
        QGuiApplication.clipboard().setMimeData(data)
        self.order = order
        sentence = translate("Pictures", "Copied a picture: {name}, {width} × {height} px.")
        size = {"width": plate.size.width(), "height": plate.size.height()}
        self._tell(sentence.format(name=source.name, **size), dialog, trouble=False)

    def _asking(self) -> PictureDialog | None:
        """Return the dialog that sent the signal."""
        from gui.export.dialog import PictureDialog

        dialog = self.sender()
        return dialog if isinstance(dialog, PictureDialog) else None

    def _on_copy_asked(self, order: Order) -> None:
        self._copy(order, self._asking())

    def _on_save_asked(self, order: Order) -> None:
        from gui.export.file_question import FileQuestion

        dialog = self._asking()
        if dialog is None:
            return
        title = dialog.frame.document.title
        question = FileQuestion(self.sources[order.source].name, title, order.form, self._folder, dialog)
        question.fileSelected.connect(lambda name: self._on_file_selected(order, Path(name), dialog))
        question.open()

    def _on_file_selected(self, order: Order, file: Path, dialog: PictureDialog) -> None:
        """Let the ending decide on the format; where the system added none, ask before another file goes."""
        from gui.export.file_question import format_of

        form = format_of(file)
        if form is not None:
            self._save(replace(order, form=form), file, dialog)
            return
        file = file.with_name(f"{file.name}.{order.form.lower()}")
        if file.exists():
            before_replacing(dialog, file.name, lambda: self._save(order, file, dialog))
        else:
            self._save(order, file, dialog)

    def _save(self, order: Order, file: Path, dialog: PictureDialog) -> None:
        """Write a picture; where that fails, say why and let the user choose again."""
        try:
            replace_bytes(file, encode(dialog.plate(order), order.form))
        except (SizeError, MemoryError) as error:
            dialog.tell(str(error) or _no_memory())
        except OSError as error:
            text = translate("Pictures", "“{file}” cannot be written: {reason}.")
            dialog.tell(text.format(file=file, reason=error.strerror or error))
        else:
            self.order, self._folder = order, str(file.parent)
            dialog.accept()
            self._tell(translate("Pictures", "Saved “{file}”.").format(file=file.name))

    # Text

    def copy_formula(self) -> None:
        """Copy the formula of the step as LaTeX."""
        tex = formula_tex(self._shown.frame, self._shown.look)
        self._copy_tex(tex, translate("Pictures", "There is no formula at this step."))

    def copy_formula_numbers(self) -> None:
        """Copy the formula with numbers in it as LaTeX."""
        tex = numbers_tex(self._shown.frame, self._shown.look)
        self._copy_tex(tex, translate("Pictures", "There is no formula with numbers at this step."))

    def _copy_tex(self, tex: str, none: str) -> None:
        self._copy_text(tex, translate("Pictures", "Copied as LaTeX: {text}"), none)

    def copy_numpy(self) -> None:
        """Copy the step as NumPy."""
        none = translate("Pictures", "This step computes nothing by itself, so it has no line of NumPy.")
        self._copy_text(numpy_text(self._shown.frame), translate("Pictures", "Copied: {text}"), none)

    def copy_update_latex(self) -> None:
        """Copy the whole update as a document in LaTeX."""
        self._copy_update(trace_as_latex, translate("Pictures", "Copied the update as LaTeX."))

    def copy_update_markdown(self) -> None:
        """Copy the whole update as a document in Markdown."""
        self._copy_update(trace_as_markdown, translate("Pictures", "Copied the update as Markdown."))

    def copy_update_numpy(self) -> None:
        """Copy the whole update as a program."""
        self._copy_update(numpy_script, translate("Pictures", "Copied the update as a NumPy program."))

    def copy_update_torch(self) -> None:
        """Copy the whole update as a program that leaves it to PyTorch."""
        self._copy_update(torch_script, translate("Pictures", "Copied the update as a PyTorch program."))

    def _copy_update(self, written: Callable[[Frame], str], told: str) -> None:
        self._copy_text(written(self._shown.frame), told, "")

    def copy_number(self) -> None:
        """Copy the number of what is selected, or of what the step makes."""
        ref = quantity_of(self._shown.frame)
        if ref is None:
            self._tell(translate("Pictures", "Nothing is selected."))
        else:
            self.copy_number_of(ref)

    def copy_number_of(self, ref: Ref) -> None:
        """Copy the number of a quantity in full."""
        frame, look = self._shown.frame, self._shown.look
        value, name = value_of(frame, ref), frame.names.text(ref, output=True)
        number = "" if value is None else plain_number(value, look.point)
        none = translate("Pictures", "{name} is not known at this step.").format(name=name)
        self._copy_text(number, translate("Pictures", "Copied {name}: {{text}}").format(name=name), none)

    def _copy_text(self, text: str, told: str, none: str) -> None:
        """Put text on the clipboard and say so; say that there is none where it is empty."""
        if not text:
            self._tell(none)
            return
        QGuiApplication.clipboard().setText(text)
        self._tell(told.format(text=_shortened(text)))

    # What is said and asked

    def _tell(self, sentence: str, dialog: PictureDialog | None = None, *, trouble: bool = True) -> None:
        """Say something where the user looks: in the dialog, or at the foot of the window."""
        if dialog is None:
            self.passing.tell(sentence)
        else:
            dialog.tell(sentence, trouble)

    def _on_panel_pointed(self, refs: frozenset[Ref]) -> None:
        self._pointed = refs

    def _on_menu_requested(self, point: QPoint) -> None:
        """Offer what can be taken from a panel."""
        source = next((source for source in self.sources if source.widget is self.sender()), None)
        if source is not None:
            frame, look = self._shown.frame, self._shown.look
            ref = pointed_quantity(frame, self._pointed) or quantity_of(frame)
            open_menu(self, source, frame, look, ref, source.widget.mapToGlobal(point))


def _no_memory() -> str:
    return translate("Pictures", "There is not enough memory for a picture of that size.")


def _shortened(text: str, most: int = 90) -> str:
    """Return the first line of a text, or as much of it as can be said."""
    first = text.splitlines()[0]
    return text if len(text) <= most and first == text else f"{first[:most].rstrip()} …"
