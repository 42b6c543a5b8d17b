"""The pages of sources: the whole text, its passages linked to the facts they state and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg import terms
from kg.graph.answers import number
from kg.site import search_engines, things
from kg.site.addresses import iri_at
from kg.site.layout import page
from kg.site.missing import missing
from kg.site.passages import marked
from kg.site.stating import stated, statements_of
from kg.statements.properties import value_of, written
from kg.terms import kg

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.site.passages import Passage
    from kg.site.stating import Stated
    from kg.site.visit import Made, Visit
    from kg.statements.statements import Statements


class Source(NamedTuple):
    """A source among others: its IRI, what it is called, when it was published, how many passages it has."""

    iri: str
    title: str
    published: str
    passages: int


def sources(graph: Graph) -> list[Source]:
    """Return the sources of a graph, the latest first, those without a date last."""
    rows = graph.select(
        "SELECT ?source (SAMPLE(STR(?name)) AS ?title) (MIN(STR(?day)) AS ?date)"
        " (COUNT(DISTINCT ?passage) AS ?count) { ?source a kg:Source . FILTER(isIRI(?source))"
        " OPTIONAL { ?source dcterms:title ?name } OPTIONAL { ?source dcterms:issued ?day }"
        " OPTIONAL { ?passage a kg:Passage ; kg:inSource ?source } } GROUP BY ?source"
    )
    found = (
        Source(written(row["source"]), written(row["title"]), written(row["date"]), number(row["count"]))
        for row in rows
    )
    return sorted((one._replace(title=one.title or terms.local(one.iri)) for one in found), key=_age)


def _age(source: Source) -> tuple[bool, list[int], str]:
    return not source.published, [-ord(sign) for sign in source.published], source.iri


def source(visit: Visit) -> Made:
    """Return what stands at the address of a source, in the format that its end or the visitor asks for."""
    path, end = things.parted(visit)
    iri = iri_at(visit.graph, path)
    if not iri:
        return missing(visit)
    if end or things.liked(visit) != "":
        return things.thing(visit)
    statements = statements_of(visit.graph, iri)
    passages = stated(statements, iri, visit.graph.prefixes)
    text = _text(visit, iri, passages)
    document = statements.document(iri)
    return page(
        visit,
        "source.html",
        document.title,
        iri=iri,
        document=document,
        about=_about(statements, iri),
        file=value_of(statements.sources.get(iri, {}), kg("file")),
        html=_marked(text, passages) if text else "",
        stated=passages,
        anchor=anchor,
        described=search_engines.document(iri, document),
        path=path,
        alternates=things.alternates(visit),
        cited=things.CITED,
    )


def _marked(text: str, passages: list[Stated]) -> str:
    return "".join(marked(text, [each.passage for each in passages], lambda one: f"#{anchor(one)}"))


def anchor(passage: Passage) -> str:
    """Return the fragment of what a passage states."""
    return f"stated={passage.start},{passage.end}"


def _text(visit: Visit, iri: str, passages: list[Stated]) -> str:
    """Return the text of a source, empty where it is not at hand or not the one quoted in the graph."""
    text = visit.site.texts.get(iri, "")
    is_the_one = all(text[one.passage.start : one.passage.end] == one.words["quote"] for one in passages)
    return text if is_the_one else ""


def _about(statements: Statements, iri: str) -> list[tuple[str, str]]:
    """Return (label, value) of what is known of a source but its title, mentions and file."""
    document = statements.document(iri)
    date = "-".join(f"{part:02d}" for part in document.date)
    authors = ", ".join(author.name for author in document.authors)
    pairs = (
        ("by", authors),
        ("published", date),
        ("in", document.publisher),
        ("language", document.language),
    )
    return [(label, value) for label, value in pairs if value]
