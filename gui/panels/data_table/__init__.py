"""The data set in the document as a table that can be edited."""

from gui.panels.data_table.panel import DataTable

__all__ = ["DataTable"]
