"""Make the program's icons for Linux, Windows and macOS from its one drawing, an SVG."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from pathlib import Path

ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
# Apple's four-letter names for PNGs in an .icns, by their size in pixels.
ICNS_TYPES = {128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}


def write_icons(drawing: Path, folder: Path) -> None:
    """Write upstream.png, upstream.ico and upstream.icns into a folder.

    Parameters
    ----------
    drawing : Path
        The SVG, square.
    folder : Path
        Made when it does not exist; files of the same names are replaced.

    Raises
    ------
    ValueError
        If the drawing is no SVG that Qt can read.
    """
    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        msg = f"{drawing} is no SVG that Qt can read"
        raise ValueError(msg)
    pngs = {size: _png(renderer, size) for size in {*ICO_SIZES, *ICNS_TYPES}}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "upstream.png").write_bytes(pngs[256])
    (folder / "upstream.ico").write_bytes(ico({size: pngs[size] for size in ICO_SIZES}))
    (folder / "upstream.icns").write_bytes(icns({size: pngs[size] for size in ICNS_TYPES}))


def ico(pngs: dict[int, bytes]) -> bytes:
    """Put PNGs, by their size in pixels up to 256, into a Windows icon file."""
    offset = 6 + 16 * len(pngs)
    directory = struct.pack("<HHH", 0, 1, len(pngs))
    for size, png in pngs.items():
        # A side of 256 is written as 0; one plane, 32 bits a pixel.
        directory += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), offset)
        offset += len(png)
    return directory + b"".join(pngs.values())


def icns(pngs: dict[int, bytes]) -> bytes:
    """Put PNGs, by their size in pixels, into a macOS icon file."""
    blocks = b"".join(ICNS_TYPES[size] + struct.pack(">I", 8 + len(png)) + png for size, png in pngs.items())
    return b"icns" + struct.pack(">I", 8 + len(blocks)) + blocks


def _png(renderer: QSvgRenderer, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(image)
    return bytes(content.data())
