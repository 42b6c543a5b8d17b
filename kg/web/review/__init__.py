"""The page on which a person decides of what is drafted: its server, scripts and style."""
