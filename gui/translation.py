"""Marks for texts that are translated where they are shown."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # named so that lupdate finds the texts
    """Return a text as it is, and mark it for translation in a context.

    Qt's own function of this name is typed to return an object.
    """
    del context
    return text
