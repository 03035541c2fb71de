"""What is taken home after a lecture: one file with the pictures of the stops, the votes and the notes."""

from gui.present.take_away.contents import Stop, TakeAway
from gui.present.take_away.html import write_html
from gui.present.take_away.pdf import write_pdf

__all__ = ["Stop", "TakeAway", "write_html", "write_pdf"]
