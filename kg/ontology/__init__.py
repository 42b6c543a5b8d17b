"""The vocabularies of a project: their files, and what can be said with them."""
