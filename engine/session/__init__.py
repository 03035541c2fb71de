"""What the user did: documents, the playhead, undo, and the one door for changes. No Qt."""
