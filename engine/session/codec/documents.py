"""Documents in files: reading with limits and a sentence for every fault, writing beside and replacing.

A file is data: nothing in it is ever evaluated. docs/notation.md describes the format.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from engine.nn.types import ZOOMS
from engine.session.codec.migrations import MIGRATIONS, SCHEMA
from engine.session.codec.places import places_of
from engine.session.codec.runs import log_of
from engine.session.codec.setups import RARE, setup_of
from engine.session.codec.writing import written
from engine.session.document import MOST_RUNS, Document, Ghost
from engine.session.files import replace_file
from engine.session.limits import MAX_SAMPLES
from engine.session.playhead import Playhead, placed
from engine.session.reading import (
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
from engine.session.setup import SETTINGS, Setup
from engine.session.training import reach_of_costs

MAX_UPDATES = 10_000_000
MAX_STEPS = 10_000_000
MAX_RUNS = 1_000_000
_REQUIRED = {"network", "data", "cost", "eta"}
_OPTIONAL = {"optimizer", "batch", "seed", *RARE, "log", "run", "name", "kept", "places"}


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


def dump_document(
    document: Document, path: str | os.PathLike[str], playhead: Playhead | None = None
) -> tuple[int, ...]:
    """Write a document to a file: beside it first, then in its place, so that a crash loses nothing.

    Returns
    -------
    tuple of int
        Numbers of the earlier runs that there was no room for: see `written`.

    Raises
    ------
    DocumentError
        If the file cannot be written, or could not be read again; what was there before is still there.
    """
    file = Path(path)
    try:
        text, left_out = written(document, playhead)
        replace_file(file, text)
    except DocumentError as error:
        raise DocumentError(f"{file}: cannot be written: {error}") from None
    except OSError as error:
        raise DocumentError(f"{file}: cannot be written: {error.strerror or error}") from None
    return left_out


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


def _run_of(content: dict[str, Any], place: Place, title: str, before: Setup | None = None) -> Document:
    setup = setup_of(content, place, before)
    log = log_of(content.get("log"), place / "log", setup)
    run = whole_at(content.get("run", 1), place / "run", 1, MAX_RUNS)
    name, kept = text_at(content.get("name", ""), place / "name"), content.get("kept", False)
    if not isinstance(kept, bool):
        (place / "kept").fail("should be true or false")
    places = places_of(content.get("places"), place / "places")
    settings = {setting: getattr(setup, setting) for setting in SETTINGS}
    return checked(
        place,
        lambda: Document(
            **settings, title=title, log=log, run=run, run_name=name, run_kept=kept, places=places
        ),
    )


def _ghosts(value: object, place: Place, document: Document) -> tuple[Ghost, ...]:
    ghosts: list[Ghost] = []
    for n, item in enumerate(list_at([] if value is None else value, place, 0, MOST_RUNS - 1), 1):
        content = object_at(item, place[n])
        check_keys(content, place[n], _REQUIRED - {"data"}, {"data", *_OPTIONAL})
        run = _run_of(content, place[n], document.title, document)
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
    # Half as far as a reader waits: from there on, as much again is computed to be shown.
    farthest = document.log.updates + max(reach_of_costs(document) // 2, CHECKPOINT_EVERY)
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
