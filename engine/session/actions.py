"""Everything that can happen to a session, as values in the imperative.

`engine.session.update.update` says what each does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.nn.types import Array, Ref, Zoom
from engine.session.document import Document
from engine.session.places import Place
from engine.session.playhead import Playhead
from engine.session.runlog import Checkpoint


@dataclass(frozen=True, slots=True)
class Step:
    """Take micro-steps, forwards or (below 0) back, across updates too."""

    by: int = 1


@dataclass(frozen=True, slots=True)
class StepPhase:
    """Finish the phase in play, or (−1) go back to the end of the one before."""

    by: int = 1


@dataclass(frozen=True, slots=True)
class StepUpdate:
    """Go to the first step of the next update, or (−1) of this one, and then of the one before."""

    by: int = 1


@dataclass(frozen=True, slots=True)
class Seek:
    """Go to a micro-step, counted from 1, of an update (None: of the one in play)."""

    step: int
    update: int | None = None


@dataclass(frozen=True, slots=True)
class SetZoom:
    """Make micro-steps coarser or finer; the place stays."""

    zoom: Zoom


@dataclass(frozen=True, slots=True)
class SetSample:
    """Show another row of the batch, counted from 0; past the last comes the first."""

    sample: int


@dataclass(frozen=True, slots=True)
class ShowRow:
    """Show a row of the data set, counted from 0: in the nearest update of this epoch whose batch has it."""

    row: int


@dataclass(frozen=True, slots=True)
class Select:
    """Pick a quantity, or none."""

    ref: Ref | None


@dataclass(frozen=True, slots=True)
class Play:
    """Start or stop walking by itself."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetSpeed:
    """Set the pace of walking, as a multiple of the usual one."""

    speed: float


@dataclass(frozen=True, slots=True)
class Hide:
    """Withhold quantities: they are ``?`` in every view."""

    refs: frozenset[Ref]


@dataclass(frozen=True, slots=True)
class Reveal:
    """Show withheld quantities again (None: all of them)."""

    refs: frozenset[Ref] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """Put the session where a lesson wants it: what can be undone stays, if the document does.

    `slip` is what the updates are shown with: one of `engine.nn.slips`, to be found by the student.
    """

    document: Document
    playhead: Playhead
    selected: Ref | None = None
    hidden: frozenset[Ref] = frozenset()
    slip: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """Begin afresh with another document."""

    document: Document
    playhead: Playhead | None = None


@dataclass(frozen=True, slots=True)
class SetParameter:
    """Set a weight or bias as it was when the update in play began; the run forks there.

    `label` names the change in the menu; actions of one `group` are one undo.
    """

    ref: Ref
    value: float
    label: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class SetEta:
    """Set the learning rate η from the update in play on; the run forks there."""

    eta: float
    label: str
    group: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SetSettings:
    """Change any settings from the update in play on, by their names in `Setup`; the run forks there.

    All are changed together, so that a network of another shape can come with the data that fit it.
    """

    changes: Mapping[str, Any]
    label: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class SetData:
    """Set an input x or a label y of one row of the batch, from the update in play on; the run forks there.

    `ref` has the symbol "x" or "y"; its sample counts rows of the batch from 0, None is the one in view.
    """

    ref: Ref
    value: float
    label: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Cancel:
    """Give up a gesture: take its changes back as though they had never been made."""

    group: str


@dataclass(frozen=True, slots=True)
class Reset:
    """Go back to *these* initial weights and drop what was trained; settings stay as they are in play."""

    label: str


@dataclass(frozen=True, slots=True)
class Reroll:
    """Draw new initial weights with a seed and drop what was trained.

    `init` is the initialiser, kept in the settings; None draws with the one that is there.
    """

    seed: int
    label: str
    init: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceNodes:
    """Put nodes of the diagram somewhere; `places` are all that there are from now on. No run forks."""

    places: tuple[Place, ...]
    label: str
    group: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Train:
    """Append what training did to the run, and (`follow`) go to its end.

    `costs` are J for the updates that the log has no cost of yet; `end` is a checkpoint near the last
    of them. `engine.session.training` makes such actions.
    """

    costs: Array
    checkpoints: tuple[Checkpoint, ...]
    label: str
    group: str | None = None
    follow: bool = False
    end: Checkpoint | None = None


@dataclass(frozen=True, slots=True)
class KeepRun:
    """Keep a copy of the run in play beside it, so that one can go on and compare."""

    label: str


@dataclass(frozen=True, slots=True)
class NameRun:
    """Give the run with a number a name, or (an empty one) take it away."""

    run: int
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class DeleteRun:
    """Delete an earlier run."""

    run: int
    label: str


@dataclass(frozen=True, slots=True)
class TakeUpRun:
    """Go on with an earlier run; the one in play stays beside it."""

    run: int
    label: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last change of the document."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Make the change again that was taken back last."""


ByHand = SetParameter | SetData | SetEta | SetSettings
"""What a hand changes from the update in play on."""

OfRuns = KeepRun | NameRun | DeleteRun | TakeUpRun
"""What happens to whole runs."""

Change = ByHand | OfRuns | PlaceNodes | Reset | Reroll | Train
"""What can be undone."""

Action = (
    Step | StepPhase | StepUpdate | Seek | SetZoom | SetSample | ShowRow | Select | Play | SetSpeed
    | Hide | Reveal | Stage | Open | Cancel | Undo | Redo | Change
)  # fmt: skip
