"""The page of one thing as text for a terminal or as Markdown."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.tables.terminal import width as columns
from kg.tables.terminal import wrap
from kg.terminal import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.look.page import Group, Item, Page, Value
    from kg.statements.statement import Citation


def as_text(page: Page, width: int = 100) -> str:
    """Return `page` as plain text in lines of at most `width` columns, with prefixed names for IRIs."""
    return "".join(f"{line}\n" for line in _text(page, max(width, 40)))


def as_markdown(page: Page) -> str:
    """Return `page` as CommonMark: a heading for each group, an item for each statement, quotes quoted."""
    return "".join(f"{line}\n" for line in _markdown(page))


def as_list(items: Iterable[Item], width: int = 100) -> Iterator[str]:
    """Yield the lines of statements, with the quotes behind them once, below all that share them."""
    for quotes, alike in itertools.groupby(items, key=lambda item: item.quotes):
        for item in alike:
            yield from _wrapped(_line(item), width, 0)
        yield from _quotes(quotes, width)


def _text(page: Page, width: int) -> Iterator[str]:
    kinds = ", ".join(page.kinds) or "thing"
    yield from _wrapped(f"{page.label} – {kinds} – {page.name}", width, 0)
    also = _also(page)
    if also:
        yield from _wrapped(f"also: {', '.join(also)}", width, 2)
    if page.extent:
        yield from _wrapped(page.extent, width, 2)
    if page.statement:
        yield from (f"  {line}" for line in _own(page.statement, width - 2))
        yield from ("", "PROPERTIES") if page.properties else ()
    for label, values in page.properties:
        yield from _wrapped(f"{label}: {_listed(values)}", width, 2)
        yield from (f"  {line}" for line in _quotes(dict(page.evidence).get(label, ()), width - 2))
    if page.disagreements:
        yield from ("", "DISAGREEMENTS")
    for group in page.disagreements:
        yield from _wrapped(group.heading, width, 2)
        yield from _side_by_side([list(_item(item, _share(group, width))) for item in group.items], width)
    yield from ("", "USE") if page.usage else ()
    for line in page.usage:
        yield from _wrapped(line, width, 2)
    for title, groups in (("FACTS", page.facts), ("RECORDS", page.records)):
        yield from ("", title) if groups else ()
        for group in groups:
            yield from _wrapped(_heading(group, page), width, 2)
            for item in group.items:
                yield from (f"    {line}" for line in _item(item, width - 4))
    if page.mentions:
        yield ""
        yield "PASSAGES THAT NAME IT"
        for title, count, _ in page.mentions:
            yield from _wrapped(f"{count} in {title}", width, 2)
        yield from _wrapped(page.elsewhere, width, 2) if page.elsewhere else ()


def _own(item: Item, width: int) -> Iterator[str]:
    """Yield the lines of what a record states, whose label stands above."""
    yield from _wrapped("; ".join(item.remarks), width, 0) if item.remarks else ()
    yield from _quotes(item.quotes, width)


def _item(item: Item, width: int) -> Iterator[str]:
    """Yield the lines of one statement: what it says, then each quote and where it stands."""
    yield from _wrapped(_line(item), width, 0)
    yield from _quotes(item.quotes, width)


def _quotes(quotes: Iterable[Citation], width: int) -> Iterator[str]:
    for quote in quotes:
        yield from _wrapped(f"“{_flat(quote['quote'])}”", width, 4)
        yield from _wrapped(f"— {_place(quote)}", width, 4)


def _share(group: Group, width: int) -> int:
    """Return the columns that each statement of a group gets: side by side when each gets thirty or more."""
    share = (width - 4) // len(group.items) - 2
    return share if share >= 30 else width - 4


def _side_by_side(blocks: list[list[str]], width: int) -> Iterator[str]:
    share = (width - 4) // len(blocks)
    if share - 2 < 30:
        yield from (f"    {line}" for block in blocks for line in block)
        return
    for row in itertools.zip_longest(*blocks, fillvalue=""):
        yield ("    " + "".join(line + " " * (share - columns(line)) for line in row)).rstrip()


def _markdown(page: Page) -> Iterator[str]:
    yield f"# {_escaped(page.label)}"
    yield ""
    yield f"{', '.join(page.classes)} · `{page.name}`"
    also = [_escaped(name) for name in _also(page)]
    if also:
        yield ""
        yield f"Also: {', '.join(also)}"
    yield from ("", _escaped(page.extent)) if page.extent else ()
    if page.statement:
        yield from _markdown_own(page, page.statement)
    yield from ("", "## Use", "") if page.usage else ()
    yield from (f"- {_escaped(line)}" for line in page.usage)
    sections = (("Disagreements", page.disagreements), ("Facts", page.facts), ("Records", page.records))
    for title, groups in sections:
        yield from ("", f"## {title}") if groups else ()
        for group in groups:
            yield from ("", f"### {_escaped(_heading(group, page))}", "")
            for item in group.items:
                yield f"- {_escaped(_line(item))}"
                yield from _markdown_quotes(item.quotes, "  ")
    if page.mentions:
        yield from ("", "## Passages that name it", "")
        yield from (f"- {count} in {_escaped(title)}" for title, count, _ in page.mentions)
        yield from (f"- {page.elsewhere}",) if page.elsewhere else ()


def _markdown_own(page: Page, item: Item) -> Iterator[str]:
    """Yield what a record states, and its properties."""
    yield ""
    yield from (f"{_escaped('; '.join(item.remarks))}", "") if item.remarks else ()
    yield from _markdown_quotes(item.quotes, "")
    for label, values in page.properties:
        yield f"- {_escaped(label)}: {_escaped(_listed(values))}"
        yield from _markdown_quotes(dict(page.evidence).get(label, ()), "  ")


def _markdown_quotes(quotes: Iterable[Citation], indent: str) -> Iterator[str]:
    for quote in quotes:
        yield f"{indent}> “{_escaped(_flat(quote['quote']))}” — {_escaped(_place(quote))}"
        yield ""


def _also(page: Page) -> list[str]:
    """Return the other names of the thing, each with its language; one spelled like the first is none."""
    others = [(label, language) for label, language in page.labels[1:] if label != page.label]
    return [f"{label} ({language})" if language else label for label, language in others]


def _listed(values: Iterable[Value]) -> str:
    return ", ".join(map(str, values))


def _heading(group: Group, page: Page) -> str:
    """Return a group's heading: `operates in …`, `… operates in Elm Park`, or the class of its records."""
    if group.direction == "out":
        return f"{group.heading} …"
    return f"… {group.heading} {page.label}" if group.direction == "in" else group.heading


def _line(item: Item) -> str:
    name = f" [{item.name}]" if item.name else ""
    remarks = f" ({'; '.join(item.remarks)})" if item.remarks else ""
    return f"{_flat(item.text)}{name}{remarks}"


def _place(quote: Citation) -> str:
    """Return where a quote stands: title, date, characters."""
    published = f", {quote['published']}" if quote["published"] else ""
    return f"{quote['source_title']}{published}, characters {quote['start']}–{quote['end']}"


def _flat(text: str) -> str:
    """Return `text` on one line, its white space as single spaces, nothing in it that acts on a terminal."""
    return one_line(" ".join(text.split()))


def _wrapped(text: str, width: int, indent: int) -> Iterator[str]:
    for number, line in enumerate(wrap(_flat(text), width - indent - 2)):
        yield f"{' ' * (indent + 2 * (number > 0))}{line}"


def _escaped(text: str) -> str:
    """Return `text` with everything escaped that Markdown or the HTML in it would act on."""
    harmless = _flat(text).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{c}" if c in "\\`*_[]#|" else c for c in harmless)
