"""Gives a lecture on the screens of a platform that is named, and says where its windows are."""

import json
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = sys.argv[1]
sys.path.insert(0, str(Path(__file__).parents[3]))

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from gui.app import prepare
from gui.learn.course import files, lesson_in
from gui.present.stage_door import open_lecture


def told(session):
    QApplication.processEvents()
    audience, console = session.audience, session.console
    return [
        [audience.screen().name(), list(audience.geometry().getRect()), audience.isFullScreen()],
        [console.screen().name(), console.isVisible()],
    ]


def main():
    application = QApplication([])
    prepare(application)
    session = open_lecture(lesson_in(files()[2]))
    said = {"began": told(session)}
    session.presenter.swap_screens()
    said["swapped"] = told(session)
    session.presenter.swap_screens()
    said["back"] = told(session)
    session.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
