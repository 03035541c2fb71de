"""The menu of the right mouse button: what can be taken from a panel, and set in the diagram."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram import Diagram
from gui.export.sources import Source
from gui.export.texts import formula_tex, numbers_tex, numpy_text, value_of
from gui.look import Look

if TYPE_CHECKING:
    from gui.export.desk import PictureDesk

__all__ = ["open_menu"]

translate = QCoreApplication.translate


def open_menu(
    desk: PictureDesk, source: Source, frame: Frame, look: Look, ref: Ref | None, at: QPoint
) -> None:
    """Open the menu of a panel.

    Parameters
    ----------
    desk : PictureDesk
        Does what is chosen.
    source : Source
        The panel.
    frame : Frame
    look : Look
    ref : Ref or None
        The quantity that is meant.
    at : QPoint
        On the screen.
    """
    menu = QMenu(source.widget)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if isinstance(source.widget, Diagram):
        _offer_setting(menu, source.widget, ref)
        source.widget.fill_menu(menu, source.widget.mapFromGlobal(at))
    for words, do in _texts(desk, frame, look, ref):
        menu.addAction(words).triggered.connect(do)
    if ref is not None:
        words = translate("Pictures", "What is {name}?").format(name=frame.names.text(ref, output=True))
        menu.addAction(words).triggered.connect(partial(desk.asked_about.emit, ref))
    menu.addSeparator()
    menu.addAction(translate("Pictures", "Copy picture")).triggered.connect(
        partial(desk.copy_picture_of, source)
    )
    menu.addAction(translate("Pictures", "Save picture…")).triggered.connect(
        partial(desk.save_picture_of, source)
    )
    menu.popup(at)


def _offer_setting(menu: QMenu, diagram: Diagram, ref: Ref | None) -> None:
    """Offer to type a quantity over its place, where it can be set."""
    target = diagram.target(ref)
    if ref is not None and target is not None:
        words = translate("Pictures", "Set {name}…").format(name=target.name)
        menu.addAction(words).triggered.connect(partial(diagram.type, ref))
        menu.addSeparator()


def _texts(
    desk: PictureDesk, frame: Frame, look: Look, ref: Ref | None
) -> list[tuple[str, Callable[[], None]]]:
    """List what there is to copy as text at this moment."""
    offers: list[tuple[str, Callable[[], None]]] = []
    value = None if ref is None else value_of(frame, ref)
    if ref is not None and value is not None:
        name = f"{frame.names.text(ref, output=True)} = {look.number_of(ref, value)}"
        words = translate("Pictures", "Copy the number {name}").format(name=name)
        offers.append((words, partial(desk.copy_number_of, ref)))
    if formula_tex(frame, look):
        offers.append((translate("Pictures", "Copy formula as LaTeX"), desk.copy_formula))
    if numbers_tex(frame, look):
        words = translate("Pictures", "Copy formula with numbers as LaTeX")
        offers.append((words, desk.copy_formula_numbers))
    if numpy_text(frame):
        offers.append((translate("Pictures", "Copy step as NumPy"), desk.copy_numpy))
    return offers
