"""Fresh numbers for exit tickets and worksheets: the same seed gives the same ones, on every machine."""

from engine.lessons.generator.chains import fresh_chain
from engine.lessons.generator.fresh import KINDS, fresh, key_of

__all__ = ["KINDS", "fresh", "fresh_chain", "key_of"]
