"""A lesson given to a room: the audience view, the lecturer's console, and what drives them both."""
