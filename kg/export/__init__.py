"""The graph and its network in the formats of other programs."""
