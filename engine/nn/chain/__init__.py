"""A function as it is typed, such as log(2 + cos x): its boxes, local derivatives and their product."""

from engine.nn.chain.derivative_table import DERIVATIVES, Derivative
from engine.nn.chain.graph import Box, Chain, Forecast, Link, Point, parse, parse_number
from engine.nn.chain.limits import ChainError
from engine.nn.chain.nodes import Node
from engine.nn.chain.report import as_latex, as_text
from engine.nn.chain.writing import Formula, written

__all__ = [
    "DERIVATIVES",
    "Box",
    "Chain",
    "ChainError",
    "Derivative",
    "Forecast",
    "Formula",
    "Link",
    "Node",
    "Point",
    "as_latex",
    "as_text",
    "parse",
    "parse_number",
    "written",
]
