"""Damaged documents are read or refused in a sentence; `make fuzz` does the same at length, and measures."""

from __future__ import annotations

import json
import random

import pytest

from engine.session.codec import parse, to_text
from engine.session.document import same_document
from tests.fuzz.cases import document_case
from tests.fuzz.corpus import corpus
from tests.fuzz.mutations import damaged

BATCH = 100


@pytest.mark.parametrize("seed", range(4))
def test_damaged_documents_are_read_or_refused_with_the_place(seed, tmp_path):
    read = sum(document_case(f"documents {seed} {number}", tmp_path) for number in range(BATCH))
    assert 0.1 * BATCH < read < 0.7 * BATCH


def test_what_is_damaged_has_everything_and_is_sound():
    texts = corpus()
    for text in texts:
        document, playhead = parse(text)
        assert same_document(parse(to_text(document, playhead))[0], document)
    assert {json.loads(text)["schema"] for text in texts} == {1, 2, 3, 4}
    for key in (
        "cut",
        "locked",
        "test",
        "notes",
        "moments",
        "schedule",
        "l1",
        "shuffle",
        "init",
        "places",
        "features",
        "shape",
        "kept",
        "name",
    ):
        assert any(f'"{key}"' in text for text in texts), key


def test_the_same_case_is_the_same_again():
    assert damaged(random.Random("documents 0 1")) == damaged(random.Random("documents 0 1"))
