"""What the plots have in common: cards, axes, ticks, thinning. Only `view` imports pyqtgraph."""
