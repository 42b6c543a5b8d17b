"""What documents say as an RDF graph: every statement leads to the sentence that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.version import VERSION

__all__ = ["__version__", "load"]

__version__ = VERSION

if TYPE_CHECKING:
    from kg.api import load
else:

    def __getattr__(name):  # noqa: ANN001, ANN202  (type checkers see the import above)
        """Return `load`, which is imported when it is first used: the command line starts without it."""
        if name != "load":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from kg.api import load

        return load
