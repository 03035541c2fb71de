"""GIF, WebP and MP4: each takes pictures one by one and keeps no more of them than the one before."""

from __future__ import annotations

from collections.abc import Mapping

from gui.export.animation.encoders.encoder import Encoder, Strip
from gui.export.animation.encoders.gif import GifEncoder
from gui.export.animation.encoders.mp4 import Mp4Encoder, ffmpeg
from gui.export.animation.encoders.webp import WebpEncoder
from gui.export.animation.order import Form

__all__ = ["ENCODERS", "Encoder", "Strip", "ffmpeg"]

ENCODERS: Mapping[Form, type[Encoder]] = {"GIF": GifEncoder, "WebP": WebpEncoder, "MP4": Mp4Encoder}
