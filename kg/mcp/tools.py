"""The tools that an assistant is offered, in one table: what each is for, and which arguments it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from kg.errors import ParameterError
from kg.spelling import did_you_mean

_TYPES: Final[dict[str, type]] = {"string": str, "integer": int, "object": dict}
"""What JSON calls the types of arguments, and Python."""
_MOST: Final = 1_000_000_000
"""The highest number that an argument may be."""


class Argument(NamedTuple):
    """A value that a tool takes, of a type as JSON Schema names it."""

    type: str
    about: str
    is_needed: bool = False


class Tool(NamedTuple):
    """A tool: its name, that of the method of `Answers` which answers; what it is for; its arguments."""

    name: str
    title: str
    about: str
    arguments: Mapping[str, Argument]

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of its arguments."""
        return {
            "type": "object",
            "properties": {name: _described(one) for name, one in self.arguments.items()},
            "required": [name for name, one in self.arguments.items() if one.is_needed],
            "additionalProperties": False,
        }

    def check(self, given: Mapping[str, Any]) -> None:
        """Raise ParameterError for an argument that is unknown, missing or of another type."""
        takes = f"{self.name} takes {', '.join(self.arguments)}."
        for name, value in given.items():
            if name not in self.arguments:
                hint = did_you_mean(name, self.arguments)
                raise ParameterError(f"there is no argument {name!r}", hint=f"{hint} {takes}".strip())
            kind = self.arguments[name].type
            if not isinstance(value, _TYPES[kind]) or isinstance(value, bool):
                raise ParameterError(f"the argument {name} is no {kind}", hint=self.arguments[name].about)
            if isinstance(value, int) and not 0 <= value <= _MOST:
                raise ParameterError(
                    f"the argument {name} is not from 0 to {_MOST:,}", hint=self.arguments[name].about
                )
        for name, argument in self.arguments.items():
            if argument.is_needed and name not in given:
                raise ParameterError(f"the argument {name} is missing", hint=argument.about)


def _described(argument: Argument) -> dict[str, Any]:
    bounds = {"minimum": 0, "maximum": _MOST} if argument.type == "integer" else {}
    return {"type": argument.type, "description": argument.about, **bounds}


_SKIP: Final = Argument(
    "integer", "How much to skip: the number that an answer cut short says to go on with."
)

TOOLS: Final = {
    tool.name: tool
    for tool in (
        Tool(
            "search",
            "Find things by name",
            "Find things of the graph (entities, records, sources) by any of their names in any language, "
            "even misspelt. Gives label, class, name and score, 100 for the very name; what stands in the "
            "column name, `show` and SPARQL take.",
            {"text": Argument("string", "A name, or a part of one.", is_needed=True), "skip": _SKIP},
        ),
        Tool(
            "show",
            "Show all that is said of one thing",
            "Show everything that the documents say of one thing, each statement with its words, document "
            "and place: first what the sources do not agree on, then facts, then records such as figures and "
            "meetings. In brackets stand remarks such as planned, denied, or suspect with the likely "
            "correction: pass them on.",
            {
                "thing": Argument(
                    "string", "A label, an id, a prefixed name (id:…) or an IRI.", is_needed=True
                ),
                "skip": _SKIP,
            },
        ),
        Tool(
            "schema",
            "Say what the graph is made of",
            "Without an argument, list the classes in use with how many things have each. With a class, list "
            "the properties really used with its things (out: things of the class have it; in: others point "
            "at them by it), what values they have, and a SPARQL query to begin with. Read it before you "
            "write SPARQL.",
            {
                "cls": Argument("string", "A class: its prefixed name, local name, IRI or label."),
                "skip": _SKIP,
            },
        ),
        Tool(
            "queries",
            "List the saved queries",
            "List the saved queries: name, what each answers, and its parameters with type and default. With "
            "a name, give the SPARQL text of that query, to adapt.",
            {"name": Argument("string", "The name of a saved query."), "skip": _SKIP},
        ),
        Tool(
            "query",
            "Run a saved query",
            "Run one of the saved queries, which were written with care for what the documents say; prefer "
            "one that fits to SPARQL of your own. What a parameter without a value was taken to be is told "
            "below the rows.",
            {
                "name": Argument(
                    "string", "The name of a saved query, as `queries` lists it.", is_needed=True
                ),
                "values": Argument(
                    "object",
                    "Values by the names of parameters. Of a class: a label, id or prefixed name; a year "
                    "such as 2024; a date such as 2024-04-17.",
                ),
                "skip": _SKIP,
            },
        ),
        Tool(
            "sparql",
            "Answer a SPARQL query",
            "Answer a SPARQL 1.1 query (SELECT, ASK, CONSTRUCT, DESCRIBE) as CSV. Prefixes shown by other "
            "answers need no declaration, nor do kg:, rdf:, rdfs:, skos:, prov:, dcterms:. Select the things "
            "themselves, not only their labels: below the rows stand the words of the documents behind each "
            "fact, record or passage in them, and behind each triple of the query whose ends they hold. To "
            "ask for the words: a record (kg:Record) leads to them by prov:wasDerivedFrom/kg:quote, to the "
            "whole sentence by prov:wasDerivedFrom/kg:sentence, to its document by "
            "prov:wasDerivedFrom/kg:inSource/dcterms:title. A plain triple of entities has a kg:Fact with "
            "rdf:subject, rdf:predicate, rdf:object, kg:modality and the same prov:wasDerivedFrom; what is "
            "planned, possible, denied or past has the kg:Fact alone. Labels are in several languages: "
            'FILTER(LANG(?label) = "en"). Where nothing is found, it is told why. Updates, SERVICE and FROM '
            "of other places are refused.",
            {"query": Argument("string", "The text of the query.", is_needed=True), "skip": _SKIP},
        ),
    )
}
"""The tools by name."""
