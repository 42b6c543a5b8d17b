"""A graph wherever it lives, opened and asked."""
