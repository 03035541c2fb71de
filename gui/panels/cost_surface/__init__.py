"""J over two weights: a map with lines of equal J, the path walked, and the way the update takes."""

from gui.panels.cost_surface.panel import CostSurface

__all__ = ["CostSurface"]
