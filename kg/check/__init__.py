"""What is wrong with a graph: the shapes it must hold to, and questions about its quality."""
