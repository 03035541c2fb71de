"""A list of all weights and biases for one axis, by layers and nodes; it is made as far as it is opened."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from engine.nn.network import Network
from engine.nn.notation import Names
from engine.nn.types import Ref
from gui.icons import themed_icon
from gui.look import Look
from gui.quantities import node, quantity
from gui.theme import set_role

__all__ = ["ParameterChoice"]

_MANY = 24
"""A layer with more parameters has a list for each node."""


class ParameterChoice(QToolButton):
    """A button with the name of a weight or bias; its menu offers all that there are.

    Signals
    -------
    chosen(ref)
        The user chose one.
    """

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._net: Network | None = None
        self._names: Names | None = None
        self._ref: Ref | None = None
        self._name = name
        set_role(self, "quiet")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setMenu(QMenu(self))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands after the name
        self.menu().aboutToShow.connect(self._on_menu_about_to_show)

    def offer(self, net: Network, names: Names, ref: Ref) -> None:
        """Offer the parameters of a network, of which one is chosen."""
        before, self._net, self._names = (self._ref, self._names), net, names
        if (ref, names) != before:
            self._ref = ref
            self.setText(names.text(ref))
            self.setAccessibleName(f"{self._name}, {self.text()}")
            self.setAccessibleDescription(quantity(ref, names))

    def set_look(self, look: Look) -> None:
        """Draw the arrow in another theme or text size."""
        self.setIcon(themed_icon("chevron-down", look.theme, "muted"))
        self.setStyleSheet(f"padding: {look.px(2)}px {look.px(4)}px;")

    # The lists

    def _on_menu_about_to_show(self) -> None:
        """List the layers anew."""
        menu, net, names = self.menu(), self._net, self._names
        menu.clear()
        if net is None or names is None:
            return
        for layer in range(1, net.L + 1):
            if net.L == 1 or names.lecture:
                self._fill_layer(menu, layer)
            else:
                self._add_list(menu, self.tr("Layer {number}").format(number=layer), layer, None)

    def _add_list(self, menu: QMenu, title: str, layer: int, j: int | None) -> None:
        """Add a list that is filled when it is opened: a large network has tens of thousands."""
        inner = menu.addMenu(title)

        def fill() -> None:
            inner.clear()
            if j is None:
                self._fill_layer(inner, layer)
            else:
                self._fill(inner, _into(layer, j, self._net))

        inner.aboutToShow.connect(fill)

    def _fill_layer(self, menu: QMenu, layer: int) -> None:
        net, names = self._net, self._names
        if net is None or names is None:
            return
        nodes = range(net.sizes[layer])
        if net.W[layer].size + net.b[layer].size <= _MANY:
            self._fill(menu, (ref for j in nodes for ref in _into(layer, j, net)))
            return
        for j in nodes:
            title = self.tr("Into {node}").format(node=node(layer, j, names))
            self._add_list(menu, title, layer, j)

    def _fill(self, menu: QMenu, refs: Iterator[Ref]) -> None:
        names = self._names
        if names is None:
            return
        for ref in refs:
            action = menu.addAction(f"{names.text(ref)}\t{quantity(ref, names)}")
            action.setCheckable(True)
            action.setChecked(ref == self._ref)
            action.triggered.connect(lambda _on=False, ref=ref: self.chosen.emit(ref))


def _into(layer: int, j: int, net: Network | None) -> Iterator[Ref]:
    """Yield the weights into a node, as far as they are not cut, and its bias."""
    if net is not None:
        weights = (Ref("W", layer, (j, k)) for k in range(net.sizes[layer - 1]))
        yield from (ref for ref in weights if ref not in net.cut)
        yield Ref("b", layer, (j,))
