"""How a run is trained and what its weights begin with, as Explore sets them."""

from gui.panels.training_settings.panel import TrainingSettings

__all__ = ["TrainingSettings"]
