"""The notice bar: a quiet strip that says one sentence."""

from gui.panels.notice.bar import NoticeBar

__all__ = ["NoticeBar"]
