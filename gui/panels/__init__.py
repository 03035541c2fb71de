"""The panels round the diagram: each takes a Frame and emits Refs and actions, and knows no other."""
