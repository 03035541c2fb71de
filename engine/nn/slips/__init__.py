"""Slips: one step of an update done by a wrong rule, as structure; all later steps go on from its numbers.

A `Slip` says of each quantity that it touches by which `Recipe` it is made instead. The recipe is read
three times: for the number (`engine.nn.slipping`), for the terms and for the formula that are shown. The
table `SLIPS` has a row for each; what misconception it comes from is told by `engine.lessons.slips`.
"""

from engine.nn.slips.recipes import Function, Product, Recipe, Scaled, Sum
from engine.nn.slips.slip import Slip, check_slip, places_of, slip_writes
from engine.nn.slips.table import SLIPS

__all__ = [
    "SLIPS",
    "Function",
    "Product",
    "Recipe",
    "Scaled",
    "Slip",
    "Sum",
    "check_slip",
    "places_of",
    "slip_writes",
]
