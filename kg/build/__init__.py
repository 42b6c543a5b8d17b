"""One RDF graph out of seeds and ontology."""
