"""Tables from files: looked at before they are used, and corrected where they were misunderstood."""

from gui.importing.desk import ImportDesk

__all__ = ["ImportDesk"]
