"""A take-away as one HTML file: nothing is loaded, nothing runs, and it prints a stop a page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from engine.session.files import replace_bytes
from gui.look import Look
from gui.present.take_away.contents import Stop, TakeAway, Tally, tally
from gui.present.take_away.making import Making, made
from gui.present.take_away.pictures import Picture, formula_uri, paper, uri_of
from gui.present.views import ViewPainter
from gui.prose.markup import Block, Span, parse
from gui.prose.writing import spoken

__all__ = ["html_made", "write_html"]

translate = QCoreApplication.translate

_STYLE = """
:root { color-scheme: light; }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1.5rem; background: #fff; color: #111;
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.3rem; margin: 3rem 0 .2rem; }
h3 { font-size: 1rem; margin: 1rem 0 .2rem; }
p { margin: .2rem 0 .6rem; max-width: 60rem; }
.where { color: #444; }
figure { margin: .6rem 0; }
figure img { display: block; width: 100%; height: auto; border: 1px solid #bbb; }
.tex { width: auto; }
table { border-collapse: collapse; margin: .8rem 0; }
caption { text-align: left; font-weight: 600; }
th, td { border: 1px solid #bbb; padding: .25rem .6rem; text-align: left; vertical-align: top; }
td.hands, th.hands { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
tr.right { font-weight: 600; }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 10pt; }
  section { break-before: page; }
  h2 { margin-top: 0; }
  h2, h3 { break-after: avoid; }
  figure img { width: auto; max-width: 100%; max-height: 118mm; }
  table, .notes { break-inside: avoid; }
}
"""
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def write_html(take_away: TakeAway, path: Path) -> None:
    """Write it into a file, in place of what is there.

    Raises
    ------
    OSError
        If it cannot be written; what was there is still there.
    MemoryError
        If there is no room for a picture.
    """
    replace_bytes(path, made(html_made(take_away)))


def html_made(take_away: TakeAway) -> Making:
    """Make the file; errors as above."""
    lines = [*_head(take_away), *_opening(take_away)]
    views = ViewPainter()
    for stop in take_away.visited:
        lines += _section(take_away, stop, Picture(stop, take_away.aspect, views))
        yield
    return "\n".join((*lines, "</main></body>", "</html>", "")).encode()


def _head(take_away: TakeAway) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(take_away.language)}">'
    yield '<head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="generator" content="Upstream">'
    yield f"<title>{escape(take_away.headline)}</title>"
    yield f"<style>{_STYLE}</style></head>"


def _opening(take_away: TakeAway) -> Iterator[str]:
    yield "<body><header>"
    yield f"<h1>{escape(take_away.headline)}</h1>"
    yield f'<p class="where">{escape(take_away.origin)}</p>'
    yield f"<p>{escape(take_away.how)}</p></header><main>"


def _section(take_away: TakeAway, stop: Stop, picture: Picture) -> Iterator[str]:
    look, place = paper(stop.slide.look), f"stop-{stop.number}"
    uri = uri_of(picture, spoken(stop.heading))
    heading = " ".join(_block(block, look) for block in stop.heading)
    yield f'<section aria-labelledby="{place}"><h2 id="{place}">{heading}</h2>'
    yield f'<p class="where">{escape(take_away.opening(stop))}</p>'
    yield f'<figure><img src="{uri}" alt="{escape(picture.said)}"></figure>'
    votes = tally(stop)
    if votes is not None:
        yield from _table(votes, look)
    if stop.notes.strip():
        yield f'<div class="notes"><h3>{escape(translate("TakeAway", "Notes"))}</h3>'
        yield from (f"<p>{_block(block, look)}</p>" for block in parse(stop.notes))
        yield "</div>"
    yield "</section>"


def _table(votes: Tally, look: Look) -> Iterator[str]:
    card, right = translate("TakeAway", "Card"), translate("TakeAway", "right")
    yield f"<table><caption>{escape(translate('TakeAway', 'Votes'))}</caption><thead><tr>"
    yield f'<th scope="col" colspan="2">{escape(card)}</th>'
    for name, total in zip(votes.votes, votes.totals, strict=True):
        said = translate("TakeAway", "{name}, {hands} hands").format(name=name, hands=total)
        yield f'<th scope="col" class="hands">{escape(said)}</th>'
    yield "</tr></thead><tbody>"
    for row in votes.rows:
        is_right = row.state == "right"
        mark = f" ✓ {escape(right)}" if is_right else ""
        text = " ".join(_block(block, look) for block in parse(row.text))
        yield '<tr class="right">' if is_right else "<tr>"
        yield f'<th scope="row">{escape(row.letter)}</th><td>{text}{mark}</td>'
        yield from (f'<td class="hands">{escape(hands)}</td>' for hands in row.hands)
        yield "</tr>"
    yield "</tbody></table>"


# Light Markdown


def _block(block: Block, look: Look) -> str:
    mark = f"{escape(block.mark)} " if block.mark else ""
    return mark + "".join(_span(span, look) for span in block.spans)


def _span(span: Span, look: Look) -> str:
    if span.is_tex:
        return _formula(span.text, look)
    if span.is_code:
        return f"<code>{escape(span.text)}</code>"
    text = escape(look.pointed(span.text))
    for is_on, tag in ((span.is_italic, "em"), (span.is_bold, "strong")):
        text = f"<{tag}>{text}</{tag}>" if is_on else text
    return text


def _formula(tex: str, look: Look) -> str:
    """Write a formula as a picture in the line, or as it was typed where it can't be drawn."""
    try:
        uri, height, below, said = formula_uri(look.pointed_tex(tex))
    except ValueError:
        return f"<code>{escape(tex)}</code>"
    style = f"height:{height:.3f}em;vertical-align:{-below:.3f}em"
    return f'<img class="tex" src="{uri}" style="{style}" alt="{escape(said)}">'
