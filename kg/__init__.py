"""Japan–Mexico economic relations as an RDF graph whose every statement leads to the sentence that makes it."""

from __future__ import annotations

__version__ = "0.1.0"
