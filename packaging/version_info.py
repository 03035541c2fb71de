"""Write what Windows shows as a program's properties."""

from __future__ import annotations

TEMPLATE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "The Upstream authors"),
      StringStruct("FileDescription", "Upstream"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "upstream"),
      StringStruct("LegalCopyright", "2026 The Upstream authors, MIT licence"),
      StringStruct("OriginalFilename", "upstream.exe"),
      StringStruct("ProductName", "Upstream"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [1033, 1200])]),
  ],
)
"""


def version_info(version: str) -> str:
    """Describe a version such as "0.1.0" in PyInstaller's notation; more than four numbers are cut."""
    numbers = [int(part) for part in version.split(".") if part.isdigit()][:4]
    return TEMPLATE.format(version=version, numbers=tuple(numbers + [0] * (4 - len(numbers))))
