"""Where a dialog for files begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from gui import user_folder


@pytest.mark.parametrize("is_there", [True, False])
def test_a_dialog_begins_at_home_where_there_is_no_folder_for_documents(tmp_path, monkeypatch, is_there):
    documents, home = tmp_path / "Documents", tmp_path
    places = QStandardPaths.StandardLocation
    where = {places.DocumentsLocation: documents, places.HomeLocation: home}
    monkeypatch.setattr(user_folder.QStandardPaths, "writableLocation", lambda place: str(where[place]))
    if is_there:
        documents.mkdir()
    found = user_folder.usual_place(places.DocumentsLocation)
    assert Path(found) == (documents if is_there else home)
