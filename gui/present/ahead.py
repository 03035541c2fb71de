"""Makes the page of the next press while the room looks at this one: then it is there at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from gui.present.page.view import PageView
from gui.present.presenter import Presenter

__all__ = ["Ahead"]

_AFTER_MS = 700
"""By then what travels has arrived."""


class Ahead(QObject):
    """Looks one press ahead.

    Parameters
    ----------
    presenter : Presenter
    view : PageView
        Of the audience.
    """

    def __init__(self, presenter: Presenter, view: PageView) -> None:
        super().__init__(presenter)
        self._presenter, self._view = presenter, view
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.look)
        presenter.turned.connect(self._timer.start)

    def look(self) -> None:
        """Make what the next press will show, where nothing moves now."""
        slide = self._presenter.slide_ahead
        if self._view.is_moving:
            self._timer.start()
        elif slide is not None:
            self._view.prepare(slide)
