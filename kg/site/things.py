"""The pages of things: for people, as data in RDF, and as a small picture of what is around each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.errors import KgError, UnknownNameError
from kg.graph import names
from kg.look.cite import cite
from kg.look.show import page_of, show
from kg.network.narrow import without_strays
from kg.site import search_engines
from kg.site.addresses import base_of, iri_at, path_of
from kg.site.describing import found_of, in_rdf, of_document, told_of
from kg.site.layout import page
from kg.site.missing import failed, missing, unacceptable
from kg.site.negotiation import chosen, media_type
from kg.site.picture import SCHEMES
from kg.site.visit import Made
from kg.speech.texts import speaking

if TYPE_CHECKING:
    from kg.draw.visualize import Scheme
    from kg.graph.graph import Graph
    from kg.look.page import Page
    from kg.network import Network
    from kg.network.from_graph import Whole
    from kg.site.visit import Visit

DATA: Final = {".ttl": "turtle", ".jsonld": "jsonld", ".nt": "ntriples", ".rdf": "rdfxml"}
"""The ends of addresses that ask for data, and the formats they mean."""
_AS_FILES: Final = (".ttl", ".jsonld")
CITED: Final = {".bib": "bibtex", ".ris": "ris"}
"""The ends of addresses that ask how to cite a source, fact or record, and the formats they mean."""
_OFFERED: Final = [("text/html", ""), *((media_type(DATA[end]).partition(";")[0], end) for end in DATA)]
_DRAWN: Final = ("id/", "source/")
"""The folders of what a network is made of."""
_PARTS: Final = ("fact/", "name/")
"""The folders of what stands in the data of other things."""
_AROUND: Final = 16
"""How many things a small picture shows at most."""
_WIDTH: Final = 150.0
_EVERYTHING: Final = {False: "with ?all=yes the address has everything", True: "graph.ttl has everything"}
"""Where everything is that is said of a well-known thing, where pages are files and where not."""


def thing(visit: Visit) -> Made:
    """Return what stands at the address of a thing, in the format that its end or the visitor asks for."""
    path, end = parted(visit)
    if not (iri := iri_at(visit.graph, path)):
        return missing(visit)
    if (own := path_of(visit.graph, iri)) != path:
        return visit.elsewhere(f"{own}{end}")
    if end in (*SCHEMES, *CITED):
        return _beside(visit, iri, end)
    wanted = end or liked(visit)
    if wanted is None:
        return unacceptable(_OFFERED)
    try:
        source = _source(visit)
    except UnknownNameError as error:
        return failed(visit, str(error), 404)
    return _data(visit, iri, path, wanted, source) if wanted else _page(visit, iri, path, source)


def liked(visit: Visit) -> str | None:
    """Return the end of the data that the visitor likes best; empty for a page, None for neither."""
    return chosen(visit.wanted.accept, _OFFERED)


def alternates(visit: Visit) -> list[tuple[str, str]]:
    """Return (media type, end of the address) of the data that stand beside a page.

    Of files there are few formats, and none of a single fact or printed name, which those of its things hold.
    """
    ends = DATA if not visit.site.is_files else () if visit.path.startswith(_PARTS) else _AS_FILES
    return [(media, end) for media, end in _OFFERED if end in ends]


def parted(visit: Visit) -> tuple[str, str]:
    """Return the path of a thing and the end that asks for a format; empty for none, or one of its name."""
    for end in (*SCHEMES, *DATA, *CITED):
        if visit.path.endswith(end) and not iri_at(visit.graph, visit.path):
            return visit.path.removesuffix(end), end
    return visit.path, ""


def _page(visit: Visit, iri: str, path: str, source: str) -> Made:
    found = _shown(visit, iri, source)
    is_joined = bool(found.facts or found.records) and path.startswith(_DRAWN)
    if visit.site.is_files and is_joined:
        is_joined = not isinstance(_joined(visit.graph, iri, visit.site.network), KgError)
    return page(
        visit,
        "thing.html",
        found.label,
        thing=found,
        names=[name for name in found.labels if name[0] != found.label or name[1] not in ("", "en")],
        evidence=dict(found.evidence),
        described=search_engines.thing(visit.graph, found),
        path=path,
        alternates=alternates(visit),
        is_joined=is_joined,
        cited=CITED if _is_stated(found, path) and not visit.site.is_files else (),
    )


def _shown(visit: Visit, iri: str, source: str) -> Page:
    """Return what is shown of a thing; of files it is what their data are made of, found once for both."""
    graph, whole = visit.graph, _is_whole(visit)
    if visit.site.is_files:
        return page_of(graph, iri, found_of(graph, iri, source, whole=whole), whole=whole)
    return show(graph, f"<{iri}>", source=source and f"<{source}>", whole=whole)


def _is_stated(found: Page, path: str) -> bool:
    """Say whether there are words that state what is shown: a record or a fact."""
    return found.statement is not None or path.startswith("fact/")


def _data(visit: Visit, iri: str, path: str, end: str, source: str) -> Made:
    """Return the data on a thing; what it lacks is told in a dcterms:description of the document."""
    told = told_of(visit.graph, iri, source, whole=_is_whole(visit))
    triples = told.triples
    if told.extent and (base := base_of(visit.graph)):
        extent = f"{told.extent}; {_EVERYTHING[visit.site.is_files]}"
        triples = (*triples, *of_document(f"{base}{path}{end}", iri, extent))
    return Made(DATA[end], in_rdf(visit.graph, triples, DATA[end]))


def _source(visit: Visit) -> str:
    """Return the IRI of the source of which is wanted what it says of a thing; empty for none.

    Raises UnknownNameError where no source is called as asked.
    """
    given = visit.parameters.get("source", "")
    return names.resolve(visit.graph, given, "Source").value if given else ""


def _is_whole(visit: Visit) -> bool:
    """Say whether everything that is said of a well-known thing is wanted."""
    return bool(visit.parameters.get("all"))


def _beside(visit: Visit, iri: str, end: str) -> Made:
    """Return the picture of a thing and what is nearest to it, or how it is cited; 404 without either."""
    form = CITED.get(end, "svg")
    found = _cited(visit.graph, iri, form) if end in CITED else _drawn(visit, iri, SCHEMES[end])
    return Made("plain", f"{found}\n".encode(), 404) if isinstance(found, KgError) else Made(form, found)


def _cited(graph: Graph, iri: str, form: str) -> bytes | KgError:
    """Return how to cite a document or what one states, or why that cannot be."""
    try:
        return cite(graph, f"<{iri}>", form).encode()
    except KgError as error:
        return error


def _drawn(visit: Visit, iri: str, scheme: Scheme) -> bytes | KgError:
    """Return the picture of a thing, or why there is none."""
    from kg.draw.printing import of_network

    network = _joined(visit.graph, iri, visit.site.network)
    if isinstance(network, KgError):
        return network
    return of_network(network, _WIDTH, scheme).svg.encode()


@lru_cache(maxsize=1)  # a page of files asks whether there is a picture, which is then drawn in two schemes
def _joined(graph: Graph, iri: str, whole: Whole | None) -> Network | KgError:
    """Return what a thing is joined to most closely, or why there is nothing to draw."""
    from kg.draw.visualize import drawn, not_empty

    try:
        with speaking("en"):
            if whole:
                return not_empty(without_strays(whole.around(iri, _AROUND)))
            return drawn(graph, [f"<{iri}>"], None, {"limit": _AROUND})
    except KgError as error:
        return error
