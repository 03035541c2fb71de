"""The list of lessons: what there is to learn, how far one has come, and what comes next."""

from gui.panels.course.entry import CourseEntry, CoursePath, State
from gui.panels.course.panel import CoursePanel

__all__ = ["CourseEntry", "CoursePanel", "CoursePath", "State"]
