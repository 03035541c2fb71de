"""The network's settings: layers, functions, learning rate, data; what can be set is set here too."""

from gui.panels.network_settings.panel import NetworkSettings
from gui.panels.network_settings.texts import settings_of

__all__ = ["NetworkSettings", "settings_of"]
