"""The mathematics: networks, back-propagation and the micro-steps that tell it. Only numpy."""
