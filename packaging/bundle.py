"""What goes into the executable's folder and what stays out: the rules behind upstream.spec."""

from __future__ import annotations

import importlib.metadata
import shutil
import subprocess
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# PyInstaller's own triple: place in the bundle, place on this machine, kind ("BINARY", "DATA", "SYMLINK", …).
Entry = tuple[str, str, str]

# The plugins of Qt that the program uses, by folder; no name stands for all of a folder.
PLUGINS: dict[str, frozenset[str]] = {
    "platforms": frozenset({"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"}),
    "platforminputcontexts": frozenset(
        {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"}
    ),
    "platformthemes": frozenset({"qxdgdesktopportal"}),
    "iconengines": frozenset({"qsvgicon"}),
    "imageformats": frozenset({"qsvg", "qico"}),
    "printsupport": frozenset(),
    "xcbglintegrations": frozenset(),
    "wayland-shell-integration": frozenset({"xdg-shell"}),
    "wayland-decoration-client": frozenset(),
    "wayland-graphics-integration-client": frozenset({"qt-plugin-wayland-egl"}),
}

# pyqtgraph reaches for these by name at import, whether or not it draws with OpenGL.
HIDDEN_MODULES = ["PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"]

# Modules that PyInstaller would take along although nothing of ours needs them. pyqtgraph tries Jupyter and
# several array libraries, and does without. Of Pillow only what writes GIF and WebP is needed; AVIF alone is
# 5 MB, and its fonts bring a second FreeType. Python's ssl, readline and _hashlib bring OpenSSL, 5 MB;
# hashlib has its own code beside it.
UNUSED_MODULES = [
    "IPython",
    "OpenGL",
    "PIL.AvifImagePlugin",
    "PIL.ImageCms",
    "PIL.ImageFont",
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingtk",
    "PySide6.QtNetwork",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "_hashlib",
    "_ssl",
    "cupy",
    "h5py",
    "jupyter_rfb",
    "matplotlib",
    "numba",
    "pip",
    "pyqtgraph.examples",
    "pyqtgraph.jupyter",
    "pyqtgraph.opengl",
    "readline",
    "scipy",
    "setuptools",
    "sqlite3",
    "ssl",
    "tkinter",
]

# 20 MB of software OpenGL that Qt brings on Windows; plain widgets never ask for it.
UNUSED_LIBRARIES = {"opengl32sw.dll"}

# A system library for printing to a printer, used when the target has it: its own copies would bring Kerberos
# and half of GnuTLS along. Printing to PDF needs none of it.
GUESTS = {"libcupsprintersupport.so"}

DISTRIBUTIONS = ("numpy", "pillow", "pyqtgraph", "mathra", "colorama", "pyinstaller")


def is_used(entry: Entry, languages: Iterable[str]) -> bool:
    """Tell whether a file that PyInstaller collected is used by the program.

    Parameters
    ----------
    entry : tuple of str
        Place in the bundle, place on this machine, kind.
    languages : iterable of str
        Codes of the program's translations, such as "de"; Qt's own texts are kept for these only.
    """
    place = PurePosixPath(entry[0].replace("\\", "/"))
    if place.name in UNUSED_LIBRARIES:
        return False
    if "PySide6" not in place.parts:
        return True
    if "translations" in place.parts:
        return place.name in {f"qtbase_{language}.qm" for language in languages}
    if "plugins" in place.parts:
        return _is_used_plugin(place)
    return True


def _is_used_plugin(place: PurePosixPath) -> bool:
    if place.parent.name == "styles":
        return False  # Fusion, which we draw on, is built into Qt.
    names = PLUGINS.get(place.parent.name)
    if names is None:
        return False
    return not names or place.name.split(".")[0].removeprefix("lib") in names


def without_strangers(binaries: Iterable[Entry], needed_by: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Leave out the libraries that only files which were left out had asked for.

    PyInstaller collects libraries before we choose, so a GTK on the build machine would come along with the
    theme plugin that we drop. What is left no longer depends on what the build machine has.

    Parameters
    ----------
    binaries : iterable of tuple of str
        The files that stay, and the libraries that may.
    needed_by : callable
        From a file on this machine to the names of all libraries it needs, directly or not, as `ldd` does.
    """
    entries = list(binaries)
    asking = [entry for entry in entries if not _is_library(entry) and Path(entry[0]).name not in GUESTS]
    needed = {name for entry in asking for name in needed_by(entry[1])}
    return [entry for entry in entries if not _is_library(entry) or PurePosixPath(entry[0]).name in needed]


def _is_library(entry: Entry) -> bool:
    """Tell whether a binary is there for others only: loose at the top, or in Qt's folder of libraries."""
    place = PurePosixPath(entry[0])
    if place.name.startswith("libpython"):
        return False  # The executable itself asks for it.
    return len(place.parts) == 1 or place.parts[:3] == ("PySide6", "Qt", "lib")


def without_debug_info(binaries: Iterable[Entry], folder: Path) -> list[Entry]:
    """Exchange libpython for a copy, in a folder, without what only a debugger reads: 7 MB instead of 22.

    Debian's own is stripped already; those that people build or that CI services offer are not. Nothing else
    is touched: stripping breaks numpy's OpenBLAS.
    """
    slim = []
    for place, source, kind in binaries:
        if place.startswith("libpython") and kind == "BINARY":
            copy = folder / place
            subprocess.run(["strip", "--strip-debug", "-o", str(copy), source], check=True)
            slim.append((place, str(copy), kind))
        else:
            slim.append((place, source, kind))
    return slim


def collect_licences(folder: Path, binaries: Iterable[Entry]) -> None:
    """Write the licences of all that we ship, besides our own, into a folder.

    Parameters
    ----------
    folder : Path
        Emptied first. One folder a Python package, and "system" for the libraries of this Linux.
    binaries : iterable of tuple of str
        What the bundle holds; on Debian and its children each library's package tells its copyright.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for name in DISTRIBUTIONS:
        for file in importlib.metadata.files(name) or ():
            if ".dist-info" in file.parts[0] and "licenses" in file.parts:
                target = folder.joinpath(name, *file.parts[file.parts.index("licenses") + 1 :])
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file.locate(), target)
    if shutil.which("dpkg-query"):
        (folder / "system").mkdir()
        for package in {_debian_package(entry[1]) for entry in binaries if _is_library(entry)} - {""}:
            shutil.copyfile(
                Path("/usr/share/doc", package, "copyright"), folder / "system" / f"{package}.txt"
            )


def _debian_package(path: str) -> str:
    """Name the Debian package that a file belongs to; empty when it belongs to none."""
    # Libraries are asked for below /lib, and dpkg may know them below /usr/lib, or the other way round.
    for candidate in (path, str(Path(path).resolve()), f"/usr{path}", path.removeprefix("/usr")):
        found = subprocess.run(["dpkg-query", "-S", candidate], capture_output=True, text=True, check=False)
        if found.returncode == 0:
            return found.stdout.partition(":")[0]
    return ""
