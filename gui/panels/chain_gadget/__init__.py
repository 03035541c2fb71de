"""The chain-rule gadget of the first lesson."""

from gui.panels.chain_gadget.gadget import ChainGadget

__all__ = ["ChainGadget"]
