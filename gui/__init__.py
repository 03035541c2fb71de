"""The window: Qt widgets, the theme and the formulas; imports engine and resources."""
