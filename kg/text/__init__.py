"""What the text of a document holds: sentences, quotes, names, quantities and dates; no YAML, no RDF."""
