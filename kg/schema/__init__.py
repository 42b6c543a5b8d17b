"""What a graph is made of: its classes, and the properties it really uses with each."""
