"""Tables as people have them, in CSV files: looked at, read, and made into data sets."""

from engine.data.tables.layout import Column, Layout
from engine.data.tables.limits import TableError
from engine.data.tables.odd import Doubt, doubts
from engine.data.tables.preview import Preview, preview
from engine.data.tables.reader import read_table
from engine.data.tables.roles import ROLES, Role, usual_roles
from engine.data.tables.selection import to_dataset
from engine.data.tables.sniffing import sniff
from engine.data.tables.source import Text, decoded, file_bytes
from engine.data.tables.table import Odd, Table

__all__ = [
    "ROLES",
    "Column",
    "Doubt",
    "Layout",
    "Odd",
    "Preview",
    "Role",
    "Table",
    "TableError",
    "Text",
    "decoded",
    "doubts",
    "file_bytes",
    "preview",
    "read_table",
    "sniff",
    "to_dataset",
    "usual_roles",
]
