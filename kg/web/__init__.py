"""The graph on the web, for programs and people: a site that answers and changes nothing."""
