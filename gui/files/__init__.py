"""Documents on disk: opening, saving, asking before one is lost, keeping a copy of what is unsaved."""

from gui.files.desk import FileDesk
from gui.files.unforeseen import Unforeseen

__all__ = ["FileDesk", "Unforeseen"]
