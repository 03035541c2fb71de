"""One case of fuzzing: something damaged is read and shown, or refused in a sentence that names the place."""

from __future__ import annotations

import random
import re
from pathlib import Path

import numpy as np

from engine import DocumentError, Session, actions, frame_of, update
from engine.session.codec import load_session, parse, to_text
from engine.session.document import same_document
from engine.session.training import train
from tests.fuzz.mutations import damaged

_KEYS = (
    "schema|title|network|data|cost|optimizer|eta|batch|seed|schedule|l1|l2|shuffle|moments|log|run|name|kept"
    "|init|places"
)
A_SENTENCE = re.compile(
    rf"({_KEYS}|ghosts|playhead|format)[.\w\[\]]*: .+"
    r"|line \d+(, column \d+)?: .+"
    r"|.{1,90}: is not an entry of a document.*"
    r"|is not an Upstream document: .+"
    r"|the entry '.*' is there twice in one object"
    r"|(holds|has|its|is) .*(too many digits|entries|too deeply|too large for a number|not text in UTF-8.*)"
    # Of the setup as a whole: the sentence names what it is about.
    r"|(eta|the penalty l[12]|a seed|a batch|a title|the name of a run|cost '.+'|X|Y) .+"
    r"|\d[\d,]* .+ are more than the [\d,]+ that a document may have"
)


STEPS = (
    actions.StepPhase(1),
    actions.StepUpdate(1),
    actions.StepUpdate(-1),
    actions.Step(-3),
    actions.Step(40),
)
WALK = (actions.Step(1), actions.SetZoom("edge"))


def document_case(seed: str, folder: Path) -> bool:
    """Damage a document and open it.

    Returns
    -------
    bool
        Whether it was read. It is then shown, walked a step, trained an update and written again.
    """
    rng = random.Random(seed)
    file = folder / "fuzzed.upstream"
    file.write_bytes(damaged(rng))
    try:
        document, playhead = load_session(file)
    except DocumentError as error:
        check_sentence(str(error), f"{file}: ")
        return False
    assert same_document(parse(to_text(document, playhead))[0], document)
    session = Session.start(document, playhead)
    frame_of(session)
    for action in (*WALK, rng.choice(STEPS)):
        session = update(session, action)
        frame = frame_of(session)
        assert 1 <= frame.number <= len(frame.steps)
        assert all(isinstance(frame.value(ref), float | None) for ref in frame.step.writes[:9])
    with np.errstate(all="ignore"):
        stretch = train(session.document, 1)
    assert stretch.updates == 1 or stretch.trouble or stretch.full
    return True


def check_sentence(text: str, start: str) -> None:
    """Check that an error is one sentence that names the place."""
    assert text.startswith(start), text
    sentence = text.removeprefix(start).removeprefix("is not an Upstream document: it ")
    assert len(text.splitlines()) == 1, text
    assert len(sentence) < 500, text
    assert A_SENTENCE.fullmatch(sentence), text


def table_case(seed: str, _folder: Path) -> bool:
    """Damage a CSV file and read it; whether it was read."""
    from tests.engine.data.test_csv_hostile import MISSING, mutated, read_or_refused

    rng = random.Random(seed)
    return read_or_refused(mutated(rng), rng.choice(tuple(MISSING)))


CASES = {"documents": document_case, "tables": table_case}
