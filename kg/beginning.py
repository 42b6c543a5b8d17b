"""A new project: vocabulary, rules and queries of the one that comes with the program, under new names."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Final, NamedTuple

from kg.draft.frame import FOR_EDITORS
from kg.errors import OutputError
from kg.graph.prefixes import is_iri, is_prefix
from kg.ontology.vocabularies import RULES
from kg.project import Project, at, shipped
from kg.terms import EVIDENCE, STANDARD

_ENTITIES: Final = (
    f"{FOR_EDITORS}\n"
    """# Who is who: what the documents speak of, with the names that they print. For example:
# CL: {a: Country, label: {en: Chile, ja: チリ}, iso3166: CL}
"""
)
_HEADER: Final = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg: <{evidence}#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix {prefix}: <{namespace}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vann: <http://purl.org/vocab/vann/> .
"""
_BARE: Final = """
<{ontology}> a owl:Ontology ;
    owl:imports <{evidence}> ;
    dcterms:title "{title}"@en ;
    vann:preferredNamespacePrefix "{prefix}" ;
    vann:preferredNamespaceUri "{namespace}" .

{prefix}:Thing a owl:Class ;
    rdfs:subClassOf kg:Entity ;
    rdfs:label "thing"@en ;
    skos:definition "What the documents speak of."@en ;
    skos:example "id:example" ;
    rdfs:isDefinedBy <{ontology}> .
"""
_OWN: Final = """
# Terms of this project alone, beside those of {prefix}.ttl. For example:
# {prefix}:freight a kg:Indicator ; rdfs:label "freight"@en ; skos:definition "Goods carried."@en .
# {prefix}:Bank a owl:Class ; rdfs:subClassOf kg:Entity ; rdfs:label "bank"@en ;
#     skos:definition "A company that lends."@en ; skos:example "id:kfw" ; rdfs:isDefinedBy <{ontology}> .

# The two things whose relations the project is about; saved queries take them where nothing else is said:
# <{ontology}> kg:focus <{things}CL> ; kg:counterpart <{things}KR> .
"""


class Names(NamedTuple):
    """What a new project is called: title, prefix, and the namespace of its terms, which ends in #."""

    title: str
    prefix: str
    namespace: str

    def check(self) -> None:
        """Raise OutputError for a prefix or namespace of no use."""
        if not is_prefix(self.prefix) or self.prefix in {"", *STANDARD, "id", "src", "fact"}:
            raise OutputError(f"{self.prefix!r} cannot be the prefix", hint="Choose letters: --prefix chile")
        if not is_iri(self.namespace) or not self.namespace.endswith("/ontology#"):
            hint = "Choose one that ends in /ontology#: --namespace https://example.org/chile/ontology#"
            raise OutputError(f"{self.namespace!r} cannot be the namespace", hint=hint)

    def filled(self, text: str) -> str:
        """Return a text with the names in their places."""
        ontology = self.namespace.removesuffix("#")
        things = ontology.removesuffix("ontology") + "id/"
        title = re.sub(r'(["\\])', r"\\\1", " ".join(self.title.split()))
        names = {**self._asdict(), "title": title, "ontology": ontology, "things": things}
        return text.format(**names, evidence=EVIDENCE)


def begin(folder: Path, names: Names, *, bare: bool) -> Project:
    """Write a project into a folder that is new or empty, whole or not at all, and return it; OutputError."""
    names.check()
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            hint = "Choose a new one; what is there stays as it is."
            raise OutputError("the folder is not empty", where=str(folder), hint=hint)
        _put(folder, _files(names, bare=bare))
    except OSError as error:
        raise OutputError(f"cannot make the folder: {error.strerror}", where=str(folder)) from error
    project = at(folder)
    project.put_forms()
    return project


def _put(folder: Path, files: dict[str, str]) -> None:
    """Write the files beside the folder, then put them in its place at once."""
    real = folder.resolve()
    beside = real.with_name(f".{real.name}.{os.getpid()}.tmp")
    try:
        for name, text in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            (beside / name).write_text(text, encoding="utf-8", newline="\n")
        beside.replace(real)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _files(names: Names, *, bare: bool) -> dict[str, str]:
    """Return what the new project holds, by the paths of its files."""
    ours = shipped()
    own, texts = ours.vocabulary.namespace.prefix, _texts(ours)
    vocabulary = texts.pop(f"ontology/{own}.ttl")
    header = names.filled(_HEADER)
    if bare:
        texts = {name: _without(text, own, name) for name, text in texts.items()}
        taken = {name: _renamed(text, ours, names) for name, text in texts.items() if text}
        taken[f"ontology/{names.prefix}.ttl"] = header + names.filled(_BARE)
    else:
        taken = {name: _renamed(text, ours, names) for name, text in texts.items()}
        taken[f"ontology/{names.prefix}.ttl"] = _retitled(_renamed(vocabulary, ours, names), names)
        taken["ontology/own.ttl"] = header + names.filled(_OWN)
    return {**taken, "seeds/entities.yaml": _ENTITIES}


def _texts(ours: Project) -> dict[str, str]:
    """Return the texts of our vocabulary, rules and queries by their paths."""
    names = (*RULES, f"{ours.vocabulary.namespace.prefix}.ttl")
    paths = [*(ours.ontology / name for name in names), *sorted(ours.queries.rglob("*.rq"))]
    return {path.relative_to(ours.root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def _without(text: str, prefix: str, name: str) -> str:
    """Return rules without the paragraphs that use terms of a prefix; nothing of a query that does."""
    used = re.compile(rf"(?<!@prefix )\b{re.escape(prefix)}:")
    if name.endswith(".rq"):
        return "" if used.search(text) else text
    return "\n\n".join(part for part in text.split("\n\n") if not used.search(part))


def _renamed(text: str, ours: Project, names: Names) -> str:
    """Return a text that says the new prefix and namespace wherever it said ours."""
    prefix, iri = ours.namespace
    text = text.replace(iri.removesuffix("#"), names.namespace.removesuffix("#"))
    text = re.sub(rf"\b{re.escape(prefix)}:", f"{names.prefix}:", text)
    return text.replace(f'"{prefix}"', f'"{names.prefix}"')


def _retitled(text: str, names: Names) -> str:
    """Return a vocabulary whose header has the new title, and says nothing that is true of ours alone."""
    lines = [line for line in text.split("\n") if not re.match(r"    (kg:focus|kg:counterpart) ", line)]
    kept = "\n".join(line for line in lines if not line.startswith("    dcterms:description "))
    kept = re.sub(
        r"\A(#.*\n)+", "# The vocabulary of the project; terms of its own stand in own.ttl.\n", kept
    )
    return re.sub(r'dcterms:title ".*"@en', lambda _: names.filled('dcterms:title "{title}"@en'), kept)
