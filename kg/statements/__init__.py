"""What a graph states: every fact and record as people read it, with the words that say so."""
