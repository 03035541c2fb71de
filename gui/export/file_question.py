"""Asks for the name of the file that something is saved in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.export.formats import FORMATS, Format
from gui.user_folder import usual_place

__all__ = ["FileQuestion", "format_of"]


class FileQuestion(QFileDialog):
    """The system's own dialog, with a name proposed.

    Parameters
    ----------
    what : str
        What it is, or what a picture is of.
    title : str
        Of the document; may be empty.
    form : str
        That is proposed; one of `endings`.
    folder : str
        Where the last one went; empty for the user's folder of pictures.
    parent : QWidget
    heading : str, optional
    endings : mapping of str to str, optional
        The formats that there are, and how the name of a file ends in each; those of pictures if not given.
    """

    def __init__(
        self,
        what: str,
        title: str,
        form: str,
        folder: str,
        parent: QWidget,
        heading: str = "",
        endings: Mapping[str, str] | None = None,
    ) -> None:
        pictures = usual_place(QStandardPaths.StandardLocation.PicturesLocation)
        super().__init__(parent, "", folder or pictures)
        self.setWindowTitle(heading or self.tr("Save the picture"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        endings = endings or {other: other.lower() for other in FORMATS}
        self._endings = {f"{other} (*.{ending})": ending for other, ending in endings.items()}
        self.setNameFilters(list(self._endings))
        self.filterSelected.connect(self._on_filter_selected)
        self.selectNameFilter(f"{form} (*.{endings[form]})")
        self.setDefaultSuffix(endings[form])
        self.selectFile(f"{_plain(f'{title} {what}')}.{endings[form]}")

    def _on_filter_selected(self, chosen: str) -> None:
        """Give a name without an ending the one of the format that is chosen here."""
        self.setDefaultSuffix(self._endings[chosen])


def format_of(file: Path) -> Format | None:
    """Return the format that the ending of a name asks for; None for another ending."""
    ending = file.suffix.lstrip(".").upper()
    return next((form for form in FORMATS if form == ending), None)


def _plain(name: str) -> str:
    """Leave out what some system does not take in the name of a file."""
    return re.sub(r"[^\w\-δ ]+", "", name).strip()[:80] or "picture"
