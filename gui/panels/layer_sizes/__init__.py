"""δ per layer: how large δ, gradients and corrections are on the way upstream."""

from gui.panels.layer_sizes.panel import LayerSizes

__all__ = ["LayerSizes"]
