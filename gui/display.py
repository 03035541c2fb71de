"""Can a window be opened here? Asked before Qt is, because Qt answers with an abort."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import socket
import sys
from pathlib import Path

_DEBIAN = (
    "libgl1 libegl1 libxkbcommon0 libglib2.0-0 libfontconfig1 libdbus-1-3 libxcb-cursor0 "
    "libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0 libxcb-render-util0"
)
_WITHOUT_WINDOWS = frozenset({"eglfs", "linuxfb", "minimal", "minimalegl", "vkkhrdisplay"})
"""Platforms of Qt for devices and for testing Qt itself: they abort, or show nothing."""


def problem() -> str | None:
    """Say in one sentence why no window can be opened here; None if one can.

    Qt itself would abort the program. Where the user names platforms (``QT_QPA_PLATFORM``), Qt tries
    them in turn, so one that works is enough.
    """
    named = [name.partition(":")[0] for name in os.environ.get("QT_QPA_PLATFORM", "").split(";") if name]
    if named:
        troubles = [_trouble_of(name) for name in named]
        return None if None in troubles else troubles[0]
    if not sys.platform.startswith("linux") or _trouble_of("wayland") is None:
        return None
    if not os.environ.get("DISPLAY"):
        return (
            "there is no display to open a window on; run it in a desktop session, "
            "or use 'upstream trace' to read the steps as text"
        )
    return _trouble_of("xcb")


def _trouble_of(platform: str) -> str | None:
    """Say why one of Qt's platforms cannot be used; None if it can, as far as can be told."""
    if platform in ("xcb", "wayland", "wayland-egl"):
        return _broken_screen() if platform == "xcb" else _silent_compositor()
    folder = _platforms()
    known = folder is None or any(
        re.fullmatch(rf"(lib)?q{re.escape(platform)}(\..+)?", file.name) for file in folder.iterdir()
    )
    if not known or platform in _WITHOUT_WINDOWS:
        return f"QT_QPA_PLATFORM is {platform!r}, on which no window can be opened; unset it"
    return None


def missing_library(error: ImportError) -> str:
    """Say in one sentence what to install where Qt cannot be loaded at all."""
    return f"Qt cannot be loaded ({error}); on Debian: apt-get install {_DEBIAN}"


def _platforms() -> Path | None:
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return None
    root = Path(next(iter(spec.submodule_search_locations)))
    for plugins in (root / "Qt" / "plugins" / "platforms", root / "plugins" / "platforms"):
        if plugins.is_dir():
            return plugins
    return None


def _silent_compositor() -> str | None:
    """Try the Wayland compositor that the environment names."""
    name = os.environ.get("WAYLAND_DISPLAY", "")
    address = Path(os.environ.get("XDG_RUNTIME_DIR", "")) / name  # an absolute name stands for itself
    if name and _connects(str(address)):
        return None
    return f"the Wayland display {name!r} does not answer; run it in a desktop session"


def _broken_screen() -> str | None:
    """Try the X server that DISPLAY names, and then the libraries that Qt needs to talk to it."""
    folder = _platforms()
    plugin = folder / "libqxcb.so" if folder else None
    try:
        if not _answers(ctypes.CDLL("libxcb.so.1")):
            name = os.environ.get("DISPLAY", "")
            return f"the display {name!r} does not answer; check DISPLAY, or run it in a desktop session"
        if plugin and plugin.exists():
            ctypes.CDLL(str(plugin))
    except OSError as error:
        return f"Qt cannot open a window ({error}); on Debian: apt-get install {_DEBIAN}"
    return None


def _answers(xcb: ctypes.CDLL) -> bool:
    """Ask the X server as Qt will: through xcb, which knows every way that DISPLAY may be written."""
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    alive = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return bool(alive)


def _connects(address: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
        return True
