"""The documents and what is annotated in them: read, found again, typed; no RDF."""
