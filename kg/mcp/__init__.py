"""The graph for assistants, by the Model Context Protocol: tools that ask it and change nothing."""
