"""What stands beside or in place of the diagram: a view, a chain of functions, a table of twins."""

from gui.present.views.choosing import view_of
from gui.present.views.painter import ViewPainter

__all__ = ["ViewPainter", "view_of"]
