"""What stands beside the cost curve: one view of many, chosen from the list that is its title."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from gui.icons import themed_icon
from gui.look import Look
from gui.theme import set_role
from gui.views import SLICE, VIEWS

__all__ = ["Beside", "title_of"]


def title_of(name: str) -> str:
    """Return the title of a view in the user's language."""
    return QCoreApplication.translate("Command", VIEWS[name].title)


class Beside(QWidget):
    """Shows one view at a time, and makes each when it is first turned to.

    Attributes
    ----------
    name : str
        Of the view that is shown.
    made : dict of str to QWidget
        The views that there are by now.

    Signals
    -------
    asked(name)
        The user wants to see another view.
    enlarge_asked()
        The user wants the view larger, or as it was.
    first_made(view)
        A view was turned to for the first time.
    """

    asked = Signal(str)
    enlarge_asked = Signal()
    first_made = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = SLICE
        self._look = Look()
        self.made: dict[str, QWidget] = {}
        set_role(self, "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.chooser = QToolButton()
        self.chooser.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.chooser.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.chooser.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands after the words
        set_role(self.chooser, "chooser")
        self._choices = self._menu()
        self._stack = QStackedWidget()
        self._is_large = False
        self.enlarge = QToolButton()
        set_role(self.enlarge, "chooser")
        self.enlarge.clicked.connect(self.enlarge_asked)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 8, 0)
        head.addWidget(self.chooser, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        head.addStretch(1)
        head.addWidget(self.enlarge)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _menu(self) -> dict[str, QAction]:
        menu, group = QMenu(self.chooser), QActionGroup(self)
        actions: dict[str, QAction] = {}
        for name in VIEWS:
            actions[name] = menu.addAction(title_of(name))
            actions[name].setCheckable(True)
            actions[name].setData(name)
            group.addAction(actions[name])
        self.chooser.setMenu(menu)
        menu.triggered.connect(self._on_menu_triggered)
        return actions

    @property
    def current(self) -> QWidget:
        """The view that is shown."""
        return self.view(self.name)

    def view(self, name: str) -> QWidget:
        """Return a view, made where there is none yet."""
        if name not in self.made:
            self.made[name] = VIEWS[name].make()
            self._stack.addWidget(self.made[name])
            self.first_made.emit(self.made[name])
        return self.made[name]

    def turn_to(self, name: str) -> None:
        """Show a view."""
        self.name = name
        self._choices[name].setChecked(True)
        self.chooser.setText(title_of(name))
        about = self.tr("What stands beside the cost curve")
        self.chooser.setAccessibleName(f"{about}, {self.chooser.text()}")
        self._stack.setCurrentWidget(self.view(name))

    def show_large(self, *, is_large: bool) -> None:
        """Tell whether the view is enlarged."""
        self._is_large = is_large
        self._draw()

    def set_look(self, look: Look) -> None:
        """Draw the icons in another theme; the views are panels of the window and told by it."""
        self._look = look
        self._draw()

    def _draw(self) -> None:
        look = self._look
        self.chooser.setIcon(themed_icon("chevron-down", look.theme))
        self.chooser.setIconSize(QSize(look.px(12), look.px(12)))
        self.enlarge.setIcon(themed_icon("reduce" if self._is_large else "enlarge", look.theme, "muted"))
        self.enlarge.setIconSize(QSize(look.px(14), look.px(14)))
        name = self.tr("Smaller again") if self._is_large else self.tr("Larger")
        self.enlarge.setAccessibleName(name)
        self.enlarge.setToolTip(name)

    def _on_menu_triggered(self, action: QAction) -> None:
        self.asked.emit(action.data())
