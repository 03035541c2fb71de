"""Names of functions in files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from engine.session.reading import Place, checked, text_at


def name_at(value: object, place: Place, check: Callable[[str], object]) -> str:
    """Take a value for the name of a function, such as ``leaky_relu(0.2)``.

    Spaces and empty brackets are left away, so that a function has one spelling in the program.

    Parameters
    ----------
    value : object
    place : Place
    check : callable
        Raises ValueError where there is none of that name, or it cannot stand there.

    Raises
    ------
    DocumentError
        If it is no text, or `check` refuses it.
    """
    name = "".join(text_at(value, place).split()).removesuffix("()")
    checked(place, partial(check, name))
    return name
