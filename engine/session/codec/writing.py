"""Documents as JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from engine.session.codec.migrations import SCHEMA
from engine.session.codec.places import places_as_json
from engine.session.codec.runs import log_as_json
from engine.session.codec.setups import setup_as_json
from engine.session.document import Document
from engine.session.limits import check_limits
from engine.session.playhead import Playhead
from engine.session.reading import MAX_BYTES, DocumentError, Place, check_entries, checked
from engine.session.setup import Setup

_MARGIN = 1_000
"""More bytes than stand between and around the entries."""

_SLICE = 2**18


def to_text(document: Document, playhead: Playhead | None = None) -> str:
    """Write a document as JSON text; numbers are exact, so that reading gives the same document.

    Raises
    ------
    DocumentError
        As `written` does.
    """
    return written(document, playhead)[0]


def written(document: Document, playhead: Playhead | None = None) -> tuple[str, tuple[int, ...]]:
    """Write a document as JSON text, and tell which earlier runs it has no room for.

    A file has at most `MAX_BYTES`. The run in play is always written; then what was named or kept, and
    then the rest, the newest first, as long as there is room.

    Returns
    -------
    text : str
    left_out : tuple of int
        Numbers of the runs that are not in it, oldest first.

    Raises
    ------
    DocumentError
        If the document is larger than one that can be read again.
    """
    for run in (document, *(ghost.document for ghost in document.ghosts)):
        _check(run)
    content = {"format": "upstream", "schema": SCHEMA, "title": document.title, **_run_as_json(document)}
    if playhead is not None:
        content["playhead"] = {
            "update": playhead.update,
            "step": playhead.step,
            "zoom": playhead.zoom,
            "sample": playhead.sample + 1,
            "costs_seen": playhead.costs_seen,
        }
    # An entry a line: to be read by people, and a hundred times as fast as indenting every number.
    lines = [f" {json.dumps(key)}: {_plain(value)}" for key, value in content.items()]
    ghosts = _fitting(document, MAX_BYTES - _MARGIN - sum(map(_size, lines)))
    if ghosts:
        lines.append(f' "ghosts": [{", ".join(ghosts.values())}]')
    left_out = tuple(ghost.number for ghost in document.ghosts if ghost.number not in ghosts)
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    if _size(text) > MAX_BYTES:
        size, most = _size(text) / 2**20, MAX_BYTES // 2**20
        raise DocumentError(f"would be {size:.0f} MB; a document has at most {most} MB")
    check_entries(text)
    return text, left_out


def _check(run: Document) -> None:
    """Refuse what could not be read again."""
    for setup in (run, *(stage.setup for stage in run.log.stages)):
        checked(Place(), partial(check_limits, setup))


def _fitting(document: Document, room: int) -> dict[int, str]:
    """Write as many of the earlier runs as there is room for, so that the file can be read again."""
    texts: dict[int, str] = {}
    newest_first = document.ghosts[::-1]
    for ghost in sorted(newest_first, key=lambda ghost: not ghost.stays):
        text = _plain(_run_as_json(ghost.document, document))
        if _size(text) + _MARGIN <= room:
            room -= _size(text) + _MARGIN
            texts[ghost.number] = text
    return {ghost.number: texts[ghost.number] for ghost in document.ghosts if ghost.number in texts}


def _size(text: str) -> int:
    """Count the bytes of a text in UTF-8."""
    return len(text) if text.isascii() else len(text.encode())


def _plain(value: object) -> str:
    """Write a value in slices: the window goes on while another thread writes millions of costs."""
    return "".join(_pieces(value))


def _pieces(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for n, (key, inner) in enumerate(value.items()):
            yield f"{', ' if n else '{'}{json.dumps(key)}: "
            yield from _pieces(inner)
        yield "}" if value else "{}"
    elif isinstance(value, str) and len(value) > _SLICE:
        yield '"'
        for start in range(0, len(value), _SLICE):
            yield json.dumps(value[start : start + _SLICE], ensure_ascii=False)[1:-1]
        yield '"'
    else:
        yield json.dumps(value, ensure_ascii=False, allow_nan=False)


def _run_as_json(document: Document, before: Setup | None = None) -> dict[str, Any]:
    """Write a run; data are left out where they are those of the run in play."""
    content = setup_as_json(document, before)
    if document.log.curve().size or document.log.updates:
        content["log"] = log_as_json(document.log, document)
    names = {"run": document.run, "name": document.run_name, "kept": document.run_kept}
    names |= {"places": places_as_json(document.places)}
    usual = {"run": 1, "name": "", "kept": False, "places": []}
    return content | {key: value for key, value in names.items() if value != usual[key]}
