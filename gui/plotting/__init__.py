"""What the plots have in common: cards, axes, ticks, thinning. Only `curve` imports pyqtgraph."""
