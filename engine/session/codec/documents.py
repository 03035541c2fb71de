"""Documents as JSON: reading with limits and a sentence for every fault, writing beside and replacing.

A file is data: nothing in it is ever evaluated. docs/notation.md describes the format.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from engine.nn.types import ZOOMS
from engine.session.codec.migrations import MIGRATIONS, SCHEMA
from engine.session.codec.networks import MAX_SAMPLES, data_as_json, network_as_json
from engine.session.codec.runs import log_as_json, log_of
from engine.session.codec.setups import setup_of
from engine.session.document import MOST_GHOSTS, Document, Ghost
from engine.session.files import replace_file
from engine.session.playhead import Playhead, placed
from engine.session.reading import (
    MAX_BYTES,
    DocumentError,
    NotTextError,
    Place,
    check_keys,
    checked,
    json_of,
    list_at,
    object_at,
    text_at,
    text_of,
    whole_at,
)
from engine.session.runlog import CHECKPOINT_EVERY
from engine.session.setup import SETTINGS
from engine.session.trainer import reach

MAX_UPDATES = 10_000_000
MAX_STEPS = 10_000_000
MAX_RUNS = 1_000_000
_MARGIN = 10_000
"""More characters than stand between and around the entries, and than a title takes in UTF-8."""

_SLICE = 2**18
_REQUIRED = {"network", "data", "cost", "eta"}
_OPTIONAL = {"optimizer", "batch", "seed", "log", "run"}


def load_document(path: str | os.PathLike[str]) -> Document:
    """Read a document from a file.

    Parameters
    ----------
    path : path-like
        A ``.upstream`` file, JSON in UTF-8.

    Returns
    -------
    Document

    Raises
    ------
    DocumentError
        If the file cannot be read or is no document. The message names the file and the place.
    """
    return load_session(path)[0]


def load_session(path: str | os.PathLike[str]) -> tuple[Document, Playhead]:
    """Read a document and the last position in it; errors as in `load_document`."""
    file = Path(path)
    try:
        return parse(text_of(file))
    except NotTextError as error:
        raise DocumentError(f"{file}: is not an Upstream document: it {error}") from None
    except DocumentError as error:
        raise DocumentError(f"{file}: {error}") from None


def dump_document(document: Document, path: str | os.PathLike[str], playhead: Playhead | None = None) -> None:
    """Write a document to a file: beside it first, then in its place, so that a crash loses nothing.

    Raises
    ------
    DocumentError
        If the file cannot be written; what was there before is still there.
    """
    file = Path(path)
    text = to_text(document, playhead)
    if len(text) + _MARGIN > MAX_BYTES:
        size, most = len(text) / 2**20, MAX_BYTES // 2**20
        raise DocumentError(
            f"{file}: cannot be written: would be {size:.0f} MB; a document has at most {most} MB"
        )
    try:
        replace_file(file, text)
    except OSError as error:
        raise DocumentError(f"{file}: cannot be written: {error.strerror or error}") from None


def to_text(document: Document, playhead: Playhead | None = None) -> str:
    """Write a document as JSON text; numbers are exact, so that reading gives the same document."""
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
    ghosts = _fitting(document.ghosts, MAX_BYTES - sum(map(len, lines)))
    if ghosts:
        lines.append(f' "ghosts": [{", ".join(ghosts)}]')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _fitting(ghosts: tuple[Ghost, ...], room: int) -> list[str]:
    """Write the earlier runs; of long ones only the newest, so that the file can be read again."""
    texts: list[str] = []
    for ghost in reversed(ghosts):
        text = _plain(_run_as_json(ghost.document))
        room -= len(text) + _MARGIN
        if room < 0:
            break
        texts.insert(0, text)
    return texts


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


def _run_as_json(document: Document) -> dict[str, Any]:
    content = {
        "network": network_as_json(document.network),
        "data": data_as_json(document.X, document.Y),
        "cost": document.cost,
        "optimizer": document.optimizer,
        "eta": document.eta,
        "batch": document.batch,
        "seed": document.seed,
    }
    if document.log.curve().size or document.log.updates:
        content["log"] = log_as_json(document.log, document)
    return content if document.run == 1 else content | {"run": document.run}


def parse(text: str) -> tuple[Document, Playhead]:
    """Read a document and the position in it from JSON text.

    Raises
    ------
    DocumentError
        Naming the place in the text.
    """
    top = Place()
    content = _migrated(_object_in(text, top), top)
    check_keys(content, top, {"format", "schema", *_REQUIRED}, {*_OPTIONAL, "title", "ghosts", "playhead"})
    document = _run_of(content, top, text_at(content.get("title", ""), top / "title"))
    document = replace(document, ghosts=_ghosts(content.get("ghosts"), top / "ghosts", document))
    return document, _playhead(content.get("playhead"), top / "playhead", document)


def _object_in(text: str, place: Place) -> dict[str, Any]:
    """Read the object that a document is; of a text that does not even begin like one, say that first."""
    try:
        return object_at(json_of(text), place)
    except DocumentError as error:
        if text.lstrip().startswith("{"):
            raise
        raise DocumentError(f"is not an Upstream document: {error}") from None


def _migrated(content: dict[str, Any], place: Place) -> dict[str, Any]:
    if content.get("format") != "upstream":
        place.fail('is not an Upstream document: "format" should be "upstream"')
    schema = whole_at(content.get("schema"), place / "schema", 1, 10**6)
    if schema > SCHEMA:
        (place / "schema").fail(
            f"{schema} is newer than this program, which reads up to {SCHEMA}; please update Upstream"
        )
    for old in range(schema, SCHEMA):
        content = MIGRATIONS[old](content)
    return content


def _run_of(content: dict[str, Any], place: Place, title: str) -> Document:
    setup = setup_of(content, place)
    log = log_of(content.get("log"), place / "log", setup)
    run = whole_at(content.get("run", 1), place / "run", 1, MAX_RUNS)
    settings = {name: getattr(setup, name) for name in SETTINGS}
    return checked(place, lambda: Document(**settings, title=title, log=log, run=run))


def _ghosts(value: object, place: Place, document: Document) -> tuple[Ghost, ...]:
    ghosts: list[Ghost] = []
    for n, item in enumerate(list_at([] if value is None else value, place, 0, MOST_GHOSTS), 1):
        content = object_at(item, place[n])
        check_keys(content, place[n], _REQUIRED, _OPTIONAL)
        run = _run_of(content, place[n], document.title)
        if run.run == document.run or any(run.run == ghost.number for ghost in ghosts):
            (place[n] / "run").fail(f"there are two runs with the number {run.run}")
        ghosts.append(Ghost(run.run, run))
    return tuple(ghosts)


def _playhead(value: object, place: Place, document: Document) -> Playhead:
    if value is None:
        return placed(document, Playhead())
    content = object_at(value, place)
    check_keys(content, place, {"update", "step", "zoom"}, {"sample", "costs_seen"})
    zoom = text_at(content["zoom"], place / "zoom")
    if zoom not in ZOOMS:
        (place / "zoom").fail(f"{zoom!r} is not one of {', '.join(ZOOMS)}")
    most = max(reach(document.network.parameters, document.samples), CHECKPOINT_EVERY)
    farthest = document.log.updates + most
    return placed(
        document,
        Playhead(
            update=min(whole_at(content["update"], place / "update", 0, MAX_UPDATES), farthest),
            step=whole_at(content["step"], place / "step", 1, MAX_STEPS),
            zoom=zoom,
            sample=whole_at(content.get("sample", 1), place / "sample", 1, MAX_SAMPLES) - 1,
            costs_seen=min(
                whole_at(content.get("costs_seen", 0), place / "costs_seen", 0, MAX_UPDATES + 2), farthest
            ),
        ),
    )
