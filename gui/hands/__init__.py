"""What a hand can change, by which gestures, and the field to type a number in."""
