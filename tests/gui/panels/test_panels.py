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
from gui.panels.delta_panel import DeltaPanel
from gui.panels.head_bar import HeadBar
from gui.panels.network_settings import NetworkSettings
from gui.panels.timeline import Timeline
from gui.panels.transport import Transport
from gui.panels.weight_slice import WeightSlice
from gui.panels.welcome import Welcome
from gui.theme import DARK, LIGHT, apply_theme

PANELS = (CostCurve, DeltaPanel, HeadBar, NetworkSettings, Timeline, Transport, WeightSlice, Welcome)
kinds = pytest.mark.parametrize("kind", PANELS, ids=lambda kind: kind.__name__)


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
