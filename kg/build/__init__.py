"""One RDF graph out of seeds and ontology, and what is wrong with it."""
