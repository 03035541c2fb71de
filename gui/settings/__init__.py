"""Settings: what the user chose, how it is remembered, and the dialog that changes it."""

from gui.settings.desk import SettingsDesk
from gui.settings.settings import Arrangement, Settings, WindowPlace

__all__ = ["Arrangement", "Settings", "SettingsDesk", "WindowPlace"]
