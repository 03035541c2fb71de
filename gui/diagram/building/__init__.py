"""Building the network on the diagram: what can be changed, how it is offered, and the gestures for it."""
