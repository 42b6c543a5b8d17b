"""Ask a SPARQL endpoint over the SPARQL 1.1 Protocol; answers are read as they arrive, and mistrusted."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import LocationError, QueryError, TimeLimitError
from kg.graph import labels, refusals
from kg.graph.answers import Answer, Solutions
from kg.graph.arriving import Arriving, Deadline
from kg.graph.bindings import insert
from kg.graph.fitting import Fitting
from kg.graph.graph import Graph
from kg.graph.lines import lines_of
from kg.graph.question import Question
from kg.graph.reply import Reply
from kg.graph.troubles import telling
from kg.terms import STANDARD

if TYPE_CHECKING:
    from typing import Unpack

    from kg.graph.answers import Row, Term
    from kg.graph.graph import Manner


class Endpoint(Graph):
    """The graph behind the URL of a SPARQL 1.1 endpoint.

    `timeout` is the seconds within which each answer must have arrived, None for no limit.
    """

    is_remote = True

    def __init__(self, url: str, *, timeout: float | None = None, **manner: Unpack[Manner]) -> None:
        super().__init__(ox.Store(), **manner)
        self.url, self.timeout = url, timeout
        if self.union:
            raise LocationError(
                "an endpoint decides by itself which graphs it asks by default",
                where=url,
                hint="Leave --union out, and write GRAPH ?g { … } in the query.",
            )

    @property
    def whole(self) -> Graph:
        """The default graph of the endpoint; LocationError where that is empty, but not its named graphs."""
        self._check_default()
        return self

    def _check_default(self) -> None:
        only_named = False
        with contextlib.suppress(LocationError, QueryError):  # what is wrong is told of the question itself
            only_named = self.is_only_named()
        if only_named:
            hint = "Ask them with `kg query` and GRAPH ?g { … }; a CONSTRUCT of that gives a file to look at."
            what = "the endpoint's default graph is empty, all its data is in named graphs"
            raise LocationError(what, where=self._shown, hint=hint)

    def answer(self, question: Question) -> Answer:
        """Return what the endpoint answers, as `Graph.answer`; LocationError where it cannot be reached.

        The base of the question is not told: an endpoint need not know where a query lies on this machine.
        """
        refusals.check_update(question)
        if not self.allow_service:
            refusals.check_service_words(question)
            refusals.check_from_words(question)
        text = insert(question.text, question.bindings) if question.bindings else question.text
        return self._ask(self._undeclared(question) + text, question)

    def _our_own(self, text: str, bindings: Mapping[str, Term] | None) -> Answer:
        found = super()._our_own(text, bindings)
        return Fitting(found, Question(text), self._shown) if isinstance(found, Solutions) else found

    def triples(self) -> Iterator[ox.Triple]:
        """Yield every triple of the endpoint's default graph."""
        return iter(self.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))

    def _declared(self, select: str) -> Iterable[Row]:
        """Return the rows of a SELECT that uses no prefix, or none when the endpoint cannot tell."""
        with contextlib.suppress(LocationError, QueryError, TimeLimitError):  # a courtesy to the reader
            answer = self._ask(select, Question(select))
            return [row for row in answer if _is_told(row, answer)] if isinstance(answer, Solutions) else []
        return []

    def lines(self) -> list[str]:
        """Return the lines of N-Triples of the endpoint's default graph; see `lines_of` and `whole`."""
        self._check_default()
        return lines_of(self.triples())

    def _undeclared(self, question: Question) -> str:
        """Return declarations of the prefixes that a query uses undeclared, to stand on its first line.

        The endpoint is asked for its own prefixes only when the standard ones do not do.
        """
        used = {token.text.partition(":")[0] for token in question.tokens if token.kind == "name"}
        undeclared = used - question.declared.keys()
        known = STANDARD | self.given
        known = known if undeclared <= known.keys() else question.known()
        missing = sorted(undeclared & known.keys())
        return "".join(f"PREFIX {prefix}: <{known[prefix]}> " for prefix in missing)

    def labels(self, iris: Iterable[str]) -> dict[str, str]:
        """Return the label of every IRI that has one, asked at once; none when the endpoint cannot tell."""
        values = " ".join(str(ox.NamedNode(iri)) for iri in iris)
        pattern = f"VALUES ?s {{ {values} }} {labels.pattern('?s', '?p', '?label')}"
        with contextlib.suppress(LocationError, QueryError):  # labels are a courtesy to the reader
            rows = self.select(f"SELECT ?s ?p ?label WHERE {{ {pattern} }}")
            named = [tuple(row) for row in rows if isinstance(row["s"], ox.NamedNode)]
            return labels.labels_of(
                ox.Triple(s, p, label)
                for s, p, label in named
                if isinstance(p, ox.NamedNode) and isinstance(label, ox.Literal)
            )
        return {}

    def named_graphs(self) -> list[str]:
        """Return the names of the endpoint's named graphs, sorted."""
        rows = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return sorted(row["g"].value for row in rows if isinstance(row["g"], ox.NamedNode))

    def _ask(self, text: str, question: Question) -> Answer:
        """Return the answer to a question that is sent as `text`."""
        import httpx

        from kg.graph.client import client, headers

        sent = {"Accept": _accepted(question.form), "Accept-Encoding": "gzip", **headers()}
        limits = httpx.Timeout(self.timeout, connect=min(self.timeout or 30, 30))
        with telling(self._shown):
            asking = client(limits)
            request = asking.build_request("POST", self.url, data={"query": text}, headers=sent)
            deadline = Deadline(self.timeout)
            request.extensions["trace"] = deadline.traced
            with deadline.telling():
                response = asking.send(request, stream=True)
        reply = Reply(response, Arriving(response, deadline), self._shown, lambda: self.prefixes)
        return reply.answer(question)

    @property
    def _shown(self) -> str:
        """The URL as messages show it."""
        return shown(self.url)


def shown(url: str) -> str:
    """Return a URL as messages show it, without a password."""
    return re.sub(r"(?<=//)[^/@]*@", "", url)


def _is_told(row: Row, answer: Solutions) -> bool:
    """Say whether a row names what it must: all but whether a namespace is the project's own."""
    wanted = [row[name] for name in answer.variables if name != "own"]
    return all(isinstance(value, ox.NamedNode | ox.Literal) for value in wanted)


def _accepted(form: str) -> str:
    """Return the Accept header for a form of query: streaming formats first, then the others we can read."""
    results = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
    graphs = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.7"
    return {"SELECT": results, "ASK": results, "": f"{results}, {graphs}"}.get(form, graphs)
