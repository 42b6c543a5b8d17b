"""The documents and what is annotated in them, read into plain things; no RDF."""
