"""The audience view of a slide as an image of any size."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter

from gui.present.page.measures import HEIGHT
from gui.present.page.page import Page
from gui.present.slide import Slide
from gui.present.views import ViewPainter

__all__ = ["image_of", "image_of_page"]


def image_of(slide: Slide, size: QSize, views: ViewPainter | None = None) -> QImage:
    """Paint a slide for a screen of a size.

    Parameters
    ----------
    slide : Slide
    size : QSize
        In dots.
    views : ViewPainter, optional
        As of `Page`.
    """
    return image_of_page(Page(slide, size.width() / size.height(), views), size)


def image_of_page(page: Page, size: QSize) -> QImage:
    """Paint a page, as high as an image of a size."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(page.slide.look.theme.background))
    with QPainter(image) as painter:
        painter.scale(size.height() / HEIGHT, size.height() / HEIGHT)
        page.paint(painter)
    return image
