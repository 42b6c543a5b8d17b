"""The page of one thing as Python shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.look.typeset import as_markdown, as_text

if TYPE_CHECKING:
    from kg.look.page import Page


class Shown:
    """The page of one thing, `page`, as text in a terminal and as Markdown in a notebook."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __repr__(self) -> str:
        return as_text(self.page).rstrip()

    def _repr_markdown_(self) -> str:
        return as_markdown(self.page)
