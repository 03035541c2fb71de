"""What the trainer plays: calls of numpy, bound once to arrays made once, and then called again and again."""
