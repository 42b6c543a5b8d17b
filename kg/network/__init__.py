"""What a graph states, as a network whose every line has the words that say so."""
