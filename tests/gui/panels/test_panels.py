"""What every panel does alike: it lies on the surface colour, and nothing keeps it alive."""

from __future__ import annotations

import gc
import weakref

import pytest
import shiboken6

from engine.session.frame import frame_of
from engine.session.session import Session
from gui.look import Look
from gui.panels.cost_curve import CostCurve
from gui.panels.data_settings import DataSettings
from gui.panels.delta_panel import DeltaPanel
from gui.panels.head_bar import HeadBar
from gui.panels.network_settings import NetworkSettings
from gui.panels.runs import RunsPanel
from gui.panels.timeline import Timeline
from gui.panels.training_settings import TrainingSettings
from gui.panels.transport import Transport
from gui.panels.welcome import Welcome
from gui.theme import DARK, LIGHT, apply_theme
from gui.views import VIEWS

PANELS = {
    kind.__name__: kind
    for kind in (
        CostCurve, DataSettings, DeltaPanel, HeadBar, NetworkSettings, RunsPanel, Timeline, TrainingSettings,
        Transport, Welcome,
    )
}  # fmt: skip
PANELS |= {name: view.make for name, view in VIEWS.items()}
kinds = pytest.mark.parametrize("kind", PANELS.values(), ids=PANELS)


@kinds
def test_a_panel_that_nobody_holds_is_gone(qapp, kind):
    panel = kind()
    panel.show_frame(frame_of(Session.start()))
    gone, parts = weakref.ref(panel), panel.children()
    del panel
    gc.collect()
    assert gone() is None
    assert not any(shiboken6.isValid(part) for part in parts)


@kinds
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_panel_lies_on_the_surface(qtbot, dressed_app, kind, theme):
    apply_theme(dressed_app, theme)
    panel = kind()
    qtbot.addWidget(panel)
    panel.resize(400, 300)
    panel.set_look(Look(theme=theme))
    panel.show_frame(frame_of(Session.start()))
    panel.show()
    qtbot.waitExposed(panel)
    assert panel.grab().toImage().pixelColor(2, 2) == theme.colour("surface")


@kinds
def test_anything_may_be_lit(qtbot, kind):
    panel = kind()
    qtbot.addWidget(panel)
    before = panel.grab().toImage()
    panel.light(frozenset())
    assert panel.grab().toImage() == before
