"""Documents as files, and back."""

from engine.session.codec.documents import dump_document, load_document, load_session, parse
from engine.session.codec.writing import to_text

__all__ = ["dump_document", "load_document", "load_session", "parse", "to_text"]
