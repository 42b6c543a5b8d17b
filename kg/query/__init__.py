"""Questions: saved ones with their parameters, and help when one goes wrong or comes back empty."""
