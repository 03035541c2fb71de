"""Small controls that several panels set things with: a slider, a choice, a row with a number."""
