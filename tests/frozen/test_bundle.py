# What goes into the executable's folder, rule by rule.
import struct
from pathlib import Path

import bundle
import icons
import pytest
import version_info

DRAWING = Path(__file__).parents[2] / "resources" / "icons" / "upstream.svg"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("place", "used"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\platforms\\qdirect2d.dll", False),
        ("PySide6\\plugins\\styles\\qmodernwindowsstyle.dll", False),
        ("PySide6\\opengl32sw.dll", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", False),
        ("PySide6/Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so", True),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("PySide6/Qt/translations/qt_help_de.qm", False),
        ("PySide6/Qt/lib/libQt6Core.so.6", True),
        ("PySide6/QtWidgets.abi3.so", True),
        ("resources/plugins/notes.txt", True),
        ("numpy/linalg/_umath_linalg.so", True),
    ],
)
def test_used(place, used):
    assert bundle.is_used((place, f"/x/{place}", "BINARY"), languages=["de"]) is used


def test_strangers_stay_out_with_the_plugin_that_was_dropped():
    needs = {
        "/q/libqxcb.so": ["libQt6Gui.so.6", "libxcb-icccm.so.4"],
        "/q/libcupsprintersupport.so": ["libQt6Gui.so.6", "libcups.so.2"],
    }
    binaries = [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/q/libqxcb.so", "BINARY"),
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", "/q/libcupsprintersupport.so", "BINARY"),
        ("PySide6/Qt/lib/libQt6Gui.so.6", "/q/libQt6Gui.so.6", "BINARY"),
        ("PySide6/Qt/lib/libQt6Network.so.6", "/q/libQt6Network.so.6", "BINARY"),
        ("libpython3.11.so.1.0", "/p/libpython3.11.so.1.0", "BINARY"),
        ("libxcb-icccm.so.4", "/s/libxcb-icccm.so.4", "BINARY"),
        ("libcups.so.2", "/s/libcups.so.2", "BINARY"),
        ("libgtk-3.so.0", "/s/libgtk-3.so.0", "BINARY"),
    ]
    kept = bundle.without_strangers(binaries, lambda file: needs.get(file, []))
    assert [Path(entry[0]).name for entry in kept] == [
        "libqxcb.so",
        "libcupsprintersupport.so",
        "libQt6Gui.so.6",
        "libpython3.11.so.1.0",
        "libxcb-icccm.so.4",
    ]


def test_licences_of_every_python_package_are_collected(tmp_path):
    old = tmp_path / "licences" / "old.txt"
    old.parent.mkdir()
    old.touch()
    bundle.collect_licences(tmp_path / "licences", [])
    assert not old.exists()
    for name in bundle.DISTRIBUTIONS:
        texts = [file for file in (tmp_path / "licences" / name).rglob("*") if file.is_file()]
        assert texts, name


def test_icons_hold_the_drawing_in_every_size(tmp_path):
    icons.write_icons(DRAWING, tmp_path)
    assert (tmp_path / "upstream.png").read_bytes().startswith(PNG)

    ico = (tmp_path / "upstream.ico").read_bytes()
    assert struct.unpack_from("<HHH", ico) == (0, 1, len(icons.ICO_SIZES))
    for number, size in enumerate(icons.ICO_SIZES):
        width, _, _, _, _, depth, length, offset = struct.unpack_from("<BBBBHHII", ico, 6 + 16 * number)
        assert (width or 256, depth) == (size, 32)
        picture = ico[offset : offset + length]
        assert picture.startswith(PNG)
        assert struct.unpack_from(">II", picture, 16) == (size, size)

    icns = (tmp_path / "upstream.icns").read_bytes()
    assert struct.unpack_from(">4sI", icns) == (b"icns", len(icns))


@pytest.mark.qt_log_ignore("^Cannot read file .*page.svg")
def test_icons_from_something_else_are_refused(tmp_path):
    page = tmp_path / "page.svg"
    page.write_text("<html/>", encoding="utf-8")
    with pytest.raises(ValueError, match="no SVG"):
        icons.write_icons(page, tmp_path)


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", "(0, 1, 0, 0)"), ("2.10", "(2, 10, 0, 0)"), ("1.2.3.4.5", "(1, 2, 3, 4)")],
)
def test_version_as_windows_wants_it(version, numbers):
    text = version_info.version_info(version)
    assert f"filevers={numbers}" in text
    assert f'"ProductVersion", "{version}"' in text
