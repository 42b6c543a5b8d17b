"""A person's decisions on drafted annotations, checked and written one at a time; nothing of the web."""
