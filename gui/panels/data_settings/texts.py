"""What data sets and their parameters are called on screen."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from engine.data.bundled import BUNDLED
from engine.data.generators import RECIPES
from engine.data.recipe import GROUPS, Parameter
from gui.panels.data_settings.in_use import InUse
from gui.short_number import counted
from gui.translation import QT_TRANSLATE_NOOP

__all__ = [
    "breakable",
    "data_size",
    "data_title",
    "heading_of",
    "name_of",
    "title_of",
    "words_of",
    "words_of_parameter",
]

translate = QCoreApplication.translate
_LONG_WORD = re.compile(r"\S{17,}")
_TITLES = {
    "and": QT_TRANSLATE_NOOP("DataTitles", "AND"),
    "or": QT_TRANSLATE_NOOP("DataTitles", "OR"),
    "xor": QT_TRANSLATE_NOOP("DataTitles", "XOR"),
    "nand": QT_TRANSLATE_NOOP("DataTitles", "NAND"),
    "gaussians": QT_TRANSLATE_NOOP("DataTitles", "Two clouds"),
    "scattered_xor": QT_TRANSLATE_NOOP("DataTitles", "XOR, scattered"),
    "net_a": QT_TRANSLATE_NOOP("DataTitles", "Net A"),
    "net_b": QT_TRANSLATE_NOOP("DataTitles", "Net B"),
    "net_c": QT_TRANSLATE_NOOP("DataTitles", "Net C"),
    "lesson_12_relu": QT_TRANSLATE_NOOP("DataTitles", "Lesson 12, a dead ReLU"),
    "lesson_12_dying": QT_TRANSLATE_NOOP("DataTitles", "Lesson 12, how it dies"),
}
"""Of those whose name is no word by itself."""
_PARAMETERS = {
    "n": QT_TRANSLATE_NOOP("DataTitles", "samples"),
    "noise": QT_TRANSLATE_NOOP("DataTitles", "noise"),
    "seed": QT_TRANSLATE_NOOP("DataTitles", "seed"),
    "turns": QT_TRANSLATE_NOOP("DataTitles", "turns"),
    "cells": QT_TRANSLATE_NOOP("DataTitles", "cells"),
    "periods": QT_TRANSLATE_NOOP("DataTitles", "periods"),
    "at": QT_TRANSLATE_NOOP("DataTitles", "step at"),
    "c0": "c₀",
    "c1": "c₁",
    "c2": "c₂",
    "c3": "c₃",
}
"""The recipes' words are too long for the column."""


def breakable(text: str) -> str:
    """Let long words, such as names of files, be broken anywhere: the column is narrow."""
    return _LONG_WORD.sub(lambda word: "\u200b".join(word[0]), text)


def title_of(name: str) -> str:
    """Return what a recipe or a bundled data set is called: "Spiral"."""
    spelled = name.replace("_", " ")
    return translate("DataTitles", _TITLES.get(name, spelled[:1].upper() + spelled[1:]))


def words_of(name: str) -> str:
    """Return the sentence that says what a data set shows; nothing where there is no such data set."""
    known = RECIPES.get(name) or BUNDLED.get(name)
    return "" if known is None else translate("DataTitles", known.words)


def name_of(parameter: Parameter) -> str:
    """Return the name of a parameter, short enough for a column: "noise"."""
    return translate("DataTitles", _PARAMETERS.get(parameter.name, parameter.name))


def words_of_parameter(parameter: Parameter) -> str:
    """Return the name of a parameter in full."""
    return translate("DataTitles", parameter.words)


def heading_of(group: str) -> str:
    """Return the heading of a group of recipes."""
    return translate("DataTitles", GROUPS[group])


def data_title(data: InUse) -> str:
    """Return what the data in use are called: "Spiral, edited by hand"."""
    origin, notes = data.origin, data.setup.notes
    if not origin.name:
        return notes.name or translate("DataTitles", "Data of this document")
    title = title_of(origin.name)
    if origin.is_edited:
        title = translate("DataTitles", "{name}, edited by hand").format(name=title)
    return title


def data_size(data: InUse) -> str:
    """Say how large the data in use are: "200 rows · 2 inputs · 2 classes"."""
    setup = data.setup
    labels = len(setup.notes.classes), setup.Y.shape[1]
    counts = (
        counted(len(setup.X), translate("DataTitles", "1 row"), translate("DataTitles", "{count} rows")),
        counted(
            setup.X.shape[1], translate("DataTitles", "1 input"), translate("DataTitles", "{count} inputs")
        ),
        counted(labels[0], "", translate("DataTitles", "{count} classes"))
        if labels[0]
        else counted(
            labels[1], translate("DataTitles", "1 label"), translate("DataTitles", "{count} labels")
        ),
    )
    return " · ".join(counts)
