"""Pack the program that was built, for one system and processor, into an archive beside it.

python packaging/archive.py dist/upstream
"""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path
from shutil import make_archive

SYSTEMS = {"linux": ("linux", "xztar"), "darwin": ("macos", "gztar"), "win32": ("windows", "zip")}


def main(folder: Path) -> None:
    """Write the archive of a built folder beside it, with version, system and processor in its name."""
    program = folder / "upstream"
    version = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=True
    ).stdout.split()[-1]
    system, kind = SYSTEMS[sys.platform]
    name = f"upstream-{version}-{system}-{platform.machine().lower()}"
    packed = Path(make_archive(str(folder.parent / name), kind, folder.parent, folder.name))
    print(f"{packed}: {packed.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
