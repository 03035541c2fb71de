"""What screen readers are told of things that are painted and are no widgets: nodes, edges, cells, tiles.

A painted widget has a `Tree` of parts. Qt asks a factory for a widget's interface when a screen reader
(or a test) asks Qt, and not before: nothing here is made, and nothing costs time, until then.
"""

from gui.accessible.homes import announce, describe, focus_moved, forget, value_changed
from gui.accessible.listed import Listed
from gui.accessible.tree import Key, Role, Told, Tree
from gui.accessible.valued import Valued
from gui.accessible.whole import Whole

__all__ = [
    "Key",
    "Listed",
    "Role",
    "Told",
    "Tree",
    "Valued",
    "Whole",
    "announce",
    "describe",
    "focus_moved",
    "forget",
    "value_changed",
]
