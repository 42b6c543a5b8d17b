"""What a graph states, as a network whose every edge has the words that say so."""
