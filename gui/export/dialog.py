"""The dialog for a picture: of what, in which format, how large, light or dark, with a preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.session.frame import Frame
from gui.accessible import announce
from gui.export.formats import FORMATS, Format, Plate
from gui.export.order import Order, Tone, plate_of
from gui.export.preview import Preview
from gui.export.segments import Segments
from gui.export.size_fields import SizeFields
from gui.export.sizes import Pixels, SizeError, scaled
from gui.export.sources import Source
from gui.look import Look
from gui.theme import set_role

__all__ = ["PictureDialog"]


class PictureDialog(QDialog):
    """Asks what picture is wanted of one moment: that in which it was opened.

    Parameters
    ----------
    sources : sequence of Source
    order : Order
        What is chosen at first.
    frame : Frame
    look : Look
        As on screen.
    parent : QWidget, optional

    Signals
    -------
    save_asked(order)
    copy_asked(order)
    """

    save_asked = Signal(object)
    copy_asked = Signal(object)

    def __init__(
        self, sources: Sequence[Source], order: Order, frame: Frame, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.frame, self.look = frame, look
        self._sources = sources
        self.setWindowTitle(self.tr("Picture"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make_fields(order)
        self.preview, self.sentence = Preview(), QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)  # it names files
        self.sentence.setWordWrap(True)
        set_role(self.sentence, "muted")
        self._make_buttons()
        self._arrange()
        self._connect()
        self._renew()

    # Making the parts, once

    def _make_fields(self, order: Order) -> None:
        self.what = QComboBox()
        self.what.setAccessibleName(self.tr("Picture of"))
        self.what.addItems([source.name for source in self._sources])
        self.what.setCurrentIndex(order.source)
        self.what.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.format = Segments(self.tr("Format"), {form: form for form in FORMATS}, order.form)
        self.tone = Segments(self.tr("Theme"), self._tones(), order.tone)
        self.size_fields = SizeFields(order.size, self._scaled)

    def _tones(self) -> Mapping[str, str]:
        return {"screen": self.tr("As on screen"), "light": self.tr("Light"), "dark": self.tr("Dark")}

    def _make_buttons(self) -> None:
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.save = QPushButton(self.tr("&Save…"))
        self.copy = QPushButton(self.tr("&Copy"))
        self.buttons.addButton(self.save, role.ActionRole)
        self.buttons.addButton(self.copy, role.ActionRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.save.setDefault(True)

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for words, field in (
            (self.tr("&Picture of"), self.what),
            (self.tr("&Format"), self.format),
            (self.tr("Si&ze"), self.size_fields),
            (self.tr("&Theme"), self.tone),
        ):
            form.addRow(words, field)
            label = form.labelForField(field)
            if isinstance(label, QLabel):
                label.setBuddy(self.size_fields.usual if field is self.size_fields else field)
        left = QVBoxLayout()
        left.addLayout(form)
        left.addStretch(1)
        above = QHBoxLayout()
        above.setSpacing(20)
        above.addLayout(left)
        above.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(above, 1)
        column.addWidget(self.sentence)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.what.currentIndexChanged.connect(self._on_what_changed)
        for part in (self.format, self.tone, self.size_fields):
            part.changed.connect(self._renew)
        self.save.clicked.connect(self._on_save_clicked)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.buttons.rejected.connect(self.reject)

    # What is chosen

    @property
    def source(self) -> Source:
        """What the picture is of."""
        return self._sources[self.what.currentIndex()]

    def _scaled(self, factor: int) -> Pixels:
        natural = self.source.natural(self.frame, self.look)
        return scaled((natural.width(), natural.height()), factor)

    def order(self) -> Order:
        """Return what is chosen.

        Raises
        ------
        SizeError
            If what is typed is no size.
        """
        form, tone = cast("Format", self.format.chosen), cast("Tone", self.tone.chosen)
        return Order(self.what.currentIndex(), form, self.size_fields.size_chosen(), tone)

    def plate(self, order: Order) -> Plate:
        """Prepare the picture.

        Raises
        ------
        SizeError
            If it would have too many dots.
        """
        return plate_of(order, self._sources[order.source], self.frame, self.look)

    # What is said

    def tell(self, sentence: str, trouble: bool = True) -> None:
        """Say a sentence under the fields, and to screen readers."""
        self.sentence.setText(sentence)
        set_role(self.sentence, "strong" if trouble else "muted")
        announce(self, sentence)

    def _renew(self) -> None:
        """Show what has been chosen, or say why it cannot be."""
        try:
            order = self.order()
            self.preview.show_plate(self.plate(replace(order, form="SVG")))
            plate = self.plate(order)
        except SizeError as error:
            self.tell(str(error))
            return
        self.sentence.setText(self._said_of(order.form, plate))
        set_role(self.sentence, "muted")

    def _said_of(self, form: Format, plate: Plate) -> str:
        words = {"width": plate.size.width(), "height": plate.size.height()}
        if form == "PNG":
            return self.tr("{width} × {height} dots.").format(**words)
        return self.tr("{width} × {height} px, drawn in lines: sharp at any size.").format(**words)

    def _on_what_changed(self) -> None:
        self.size_fields.refresh()
        self._renew()

    def _on_save_clicked(self) -> None:
        self._ask(self.save_asked)

    def _on_copy_clicked(self) -> None:
        self._ask(self.copy_asked)

    def _ask(self, asked: SignalInstance) -> None:
        try:
            order = self.order()
            self.plate(order)
        except SizeError as error:
            self.tell(str(error))
            self.size_fields.width_field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        asked.emit(order)
