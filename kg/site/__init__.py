"""The graph as pages and files: what stands at an address, made of nothing but the graph and the address."""
