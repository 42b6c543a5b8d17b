"""Files as they come, read into clean text to annotate, with all that was left out of it."""
