"""Learning: lessons opened, shown step by step, and remembered."""

from gui.learn.course_desk import CourseDesk
from gui.learn.desk import LessonDesk

__all__ = ["CourseDesk", "LessonDesk"]
