"""Names of functions in files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from engine.nn.named import spelled
from engine.session.reading import Place, checked, text_at


def name_at(value: object, place: Place, check: Callable[[str], object]) -> str:
    """Take a value for the name of a function, such as ``leaky_relu(0.2)``, in its one spelling.

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
    name = spelled(text_at(value, place))
    checked(place, partial(check, name))
    return name
