"""What the settings of training are called on screen: costs, optimisers, orders, schedules, initialisers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["COSTS", "INITIALISERS", "OPTIMIZERS", "ORDERS", "SCHEDULES", "said"]

COSTS = {
    "half_squared": QT_TRANSLATE_NOOP("Setting", "half squared error"),
    "squared": QT_TRANSLATE_NOOP("Setting", "squared error"),
    "mse": QT_TRANSLATE_NOOP("Setting", "mean squared error"),
    "bce": QT_TRANSLATE_NOOP("Setting", "cross-entropy"),
    "softmax_ce": QT_TRANSLATE_NOOP("Setting", "cross-entropy"),
}
OPTIMIZERS = {
    "sgd": QT_TRANSLATE_NOOP("Setting", "SGD"),
    "momentum": QT_TRANSLATE_NOOP("Setting", "momentum"),
    "nesterov": QT_TRANSLATE_NOOP("Setting", "Nesterov"),
    "rmsprop": QT_TRANSLATE_NOOP("Setting", "RMSprop"),
    "adam": QT_TRANSLATE_NOOP("Setting", "Adam"),
}
SCHEDULES = {
    "constant": QT_TRANSLATE_NOOP("Setting", "constant"),
    "step": QT_TRANSLATE_NOOP("Setting", "in steps"),
    "cosine": QT_TRANSLATE_NOOP("Setting", "cosine"),
}
ORDERS = {
    "keyed": QT_TRANSLATE_NOOP("Setting", "shuffled every epoch"),
    "fixed": QT_TRANSLATE_NOOP("Setting", "by a fixed formula"),
    "none": QT_TRANSLATE_NOOP("Setting", "as they stand"),
}
INITIALISERS = {
    "zeros": QT_TRANSLATE_NOOP("Setting", "zeros"),
    "constant": QT_TRANSLATE_NOOP("Setting", "a constant"),
    "uniform": QT_TRANSLATE_NOOP("Setting", "uniform"),
    "normal": QT_TRANSLATE_NOOP("Setting", "normal"),
    "xavier": QT_TRANSLATE_NOOP("Setting", "Xavier"),
    "he": QT_TRANSLATE_NOOP("Setting", "He"),
    "fixed": QT_TRANSLATE_NOOP("Setting", "by a fixed formula"),
}


def said(names: Mapping[str, str], key: str) -> str:
    """Name one of a table in the user's language; what the table does not know has its own name."""
    return QCoreApplication.translate("Setting", names[key]) if key in names else key
