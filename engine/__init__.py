"""The engine of Upstream: numpy and the standard library only, no Qt.

These are its public names; docs/architecture.md tells how they hang together.
"""

import engine.blas  # noqa: F401 -- before numpy
from engine.nn.backprop import backprop
from engine.nn.gradcheck import gradient_check
from engine.nn.microsteps import MicroStep, narrate
from engine.nn.network import Network
from engine.nn.trace import Trace
from engine.nn.types import Ref
from engine.session import actions
from engine.session.codec import dump_document, load_document
from engine.session.document import Document
from engine.session.frame import Frame, frame_of
from engine.session.reading import DocumentError
from engine.session.session import Session
from engine.session.update import update

__version__ = "0.1.0"

__all__ = [
    "Document",
    "DocumentError",
    "Frame",
    "MicroStep",
    "Network",
    "Ref",
    "Session",
    "Trace",
    "actions",
    "backprop",
    "dump_document",
    "frame_of",
    "gradient_check",
    "load_document",
    "narrate",
    "update",
]
