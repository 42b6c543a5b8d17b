"""Read seeds/ into rows in which every word knows its file:line:column; no RDF."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kg.errors import Problem, SeedError
from kg.seeds.malformed import escaped
from kg.seeds.outline import Keys, Listing, Node, Report, Scalar, decode, parse
from kg.seeds.rows import QUALIFIERS, Passage, Row, Seeds, Skipped, Source, Stated, Value
from kg.spelling import did_you_mean
from kg.text.quotes import Selector

HEADER: Final = ("title", "author", "published")
"""Keys of a source that become facts about it."""

_FILE: Final = "file of annotations"
SOURCE_KEYS: Final = ("id", "status", "identifier", "language", "url", "sha256", "quote", "after", *HEADER)
FILE_KEYS: Final = ("source", "passages", "skipped", "origin", "dropped")
ORIGIN_KEYS: Final = ("file", "sha256", "encoding", "extraction")
DROPPED_KEYS: Final = ("text", "reason")
DRAFT: Final = "draft"
SKIPPED_KEYS: Final = ("quote", "after", "role", "reason")
PASSAGE_KEYS: Final = ("quote", "after", "status", "role", "facts", *QUALIFIERS)
CHANGED: Final = "changed-source"
"""The rule of a text that is not the one annotated, which does not keep it from being read."""
ID: Final = re.compile(r"[A-Za-z0-9-]+")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
URL: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def read_seeds(folder: Path) -> Seeds:
    """Return the sources and entities of a seeds/ folder.

    A text that is not the one annotated is among their problems, since quotes may tell how it changed. Raises
    SeedError with every malformed, unreadable or missing file at once.
    """
    problems: list[Problem] = []
    report = problems.append
    sources = [source for name in names_in(folder) if (source := read_source(folder, name, report))]
    problems += twins((source.id, source.where) for source in sources)
    entities = entities_in(folder, report)
    if any(problem.rule != CHANGED for problem in problems):
        raise SeedError(problems)
    accepted = tuple(source for source in sources if not source.is_draft)
    drafts = tuple(source for source in sources if source.is_draft)
    return Seeds(accepted, entities, drafts, tuple(problems))


def names_in(folder: Path) -> list[str]:
    """Return the names of the documents of a seeds/ folder, files without their endings, sorted."""
    return sorted({path.stem for path in folder.iterdir() if path.suffix in {".txt", ".yaml"}} - {"entities"})


def read_source(folder: Path, name: str, report: Report) -> Source | None:
    """Return one document with its annotations, or None after reporting what is wrong with them."""
    text = _read(folder / f"{name}.txt", report, f"Put the document beside {name}.yaml, or remove that file.")
    begin = f"Begin one with: source: {{id: …, sha256: …}} for {name}.txt."
    annotations = _read(folder / f"{name}.yaml", report, begin)
    return annotated(text, annotations, f"{folder.name}/{name}.yaml", report)


def annotated(text: str | None, annotations: str | None, label: str, report: Report) -> Source | None:
    """Return a text with the annotations of a file called `label`, as `read_source` does."""
    root = parse(annotations, label, report) if annotations is not None else None
    reader = _Reader(report)
    if text is None or root is None or (not isinstance(root, Keys) and not reader.mapping(root, _FILE)):
        return None
    return reader.source(root, text, f"{Path(label).stem}.txt")


def _read(path: Path, report: Report, hint: str) -> str | None:
    """Return the text of a file of seeds/, or None after reporting that it is missing or unreadable."""
    label = f"{path.parent.name}/{path.name}"
    try:
        if path.exists() and not path.is_file():  # a pipe may never end, nor a device
            report(Problem(f"{label}:1:1", "unreadable", "it is no regular file", "Put a plain file there."))
            return None
        return decode(path.read_bytes(), label, report)
    except FileNotFoundError:
        report(Problem(f"{label}:1:1", "missing-file", "the file is missing", hint))
    except OSError as error:
        report(Problem(f"{label}:1:1", "unreadable", f"the file cannot be read: {error.strerror}"))
    return None


def entities_in(folder: Path, report: Report) -> tuple[Row, ...]:
    """Return the rows of a seeds/ folder's entities.yaml, whose keys are ids."""
    text = _read(folder / "entities.yaml", report, "List who is who there: acme: {a: Company, label: Acme}.")
    return declared(text, f"{folder.name}/entities.yaml", report)


def declared(text: str | None, label: str, report: Report) -> tuple[Row, ...]:
    """Return the entities that a file called `label` declares, its text being given."""
    is_empty = text is None or all(re.match(r"\s*(#|$)", line) for line in text.splitlines())
    root = None if is_empty or text is None else parse(text, label, report)
    if root is None:  # nobody is listed yet
        return ()
    reader = _Reader(report)
    return tuple([reader.entity(key, node) for key, node in reader.mapping(root, "entities.yaml")])


def twins(sources: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Yield a problem for each source, given with its place, that has the id of one before it."""
    first: dict[str, str] = {}
    for name, where in sources:
        if name and name in first:
            what = f"the source id {name!r} is already taken at {first[name]}"
            yield Problem(where, "duplicate-id", what, "Give each source its own id.")
        first.setdefault(name, where)


class _Reader:
    """Reads the shapes of seeds out of an outline and reports where they differ."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def source(self, root: Node, text: str, file: str) -> Source:
        parts = self.parts(root, FILE_KEYS, _FILE)
        self.origin(parts)
        head = self.parts(parts.get("source"), SOURCE_KEYS, "source", root.where)
        where = parts["source"].where if "source" in parts else root.where
        passages = [self.passage(item) for item in self.items(parts.get("passages"))]
        is_mapping = isinstance(parts.get("source"), Keys)  # if not, that has been told already
        if is_mapping:
            self.same_text(head.get("sha256"), text, file, where)
        return Source(
            id=self.identifier(head.get("id"), where, "source") if is_mapping else "",
            where=where,
            file=file,
            text=text,
            identifier=self.text(head["identifier"]).text if "identifier" in head else "",
            header=Row("", where, tuple([self.stated(key, head[key]) for key in HEADER if key in head])),
            quote=self.quote(head, where) if "quote" in head else None,
            passages=tuple([passage for passage in passages if not passage.is_draft]),
            skipped=tuple([self.skip(item) for item in self.items(parts.get("skipped"))]),
            language=self.formed(head, "language", LANGUAGE, "is no language tag", "Write en, es, ja …"),
            url=self.formed(head, "url", URL, "is no address", "Begin it with https:// or http://."),
            is_draft="status" in head and self.is_draft(head["status"], "source"),
            drafted=tuple([passage for passage in passages if passage.is_draft]),
        )

    def is_draft(self, node: Node, noun: str) -> bool:
        """Say whether a source or passage is not accepted yet, reporting any status but that."""
        status = self.text(node)
        if status.text.strip() and status.text != DRAFT:
            hint = f"Write {DRAFT}, or remove the key: a {noun} without it is accepted."
            self.wrong(status.where, f"{status.text!r} is no status of a {noun}", hint)
        return status.text == DRAFT

    def origin(self, parts: dict[str, Node]) -> None:
        """Report what is wrong with where a text comes from and what of it was left out."""
        texts = [self.parts(parts["origin"], ORIGIN_KEYS, "origin")] if "origin" in parts else []
        texts += [self.parts(item, DROPPED_KEYS, "dropped text") for item in self.items(parts.get("dropped"))]
        for node in (value for told in texts for value in told.values()):
            self.text(node)

    def passage(self, node: Node) -> Passage:
        parts = self.parts(node, PASSAGE_KEYS, "passage")
        rows = tuple([self.row(item) for item in self.items(parts.get("facts"))])
        stated = tuple([self.stated(key, parts[key]) for key in QUALIFIERS if key in parts])
        shared = Row("", node.where, stated)
        is_draft = "status" in parts and self.is_draft(parts["status"], "passage")
        return Passage(self.quote(parts, node.where), rows, shared, self.role(parts), is_draft)

    def skip(self, node: Node) -> Skipped:
        parts = self.parts(node, SKIPPED_KEYS, "skipped passage")
        if "reason" not in parts:
            self.wrong(node.where, "a skipped passage has no reason", "Add reason: why it needs no facts.")
        reason = self.text(parts["reason"]).text if "reason" in parts else ""
        return Skipped(self.quote(parts, node.where), reason, self.role(parts))

    def role(self, parts: dict[str, Node]) -> Value | None:
        return self.text(parts["role"]) if "role" in parts else None

    def quote(self, parts: dict[str, Node], where: str) -> Selector:
        if "quote" not in parts:
            hint = "Add quote: followed by the very words of the source."
            self.wrong(where, "a passage has no quote", hint)
            return Selector(Value("", where))
        return Selector(self.words(parts["quote"]), self.words(parts["after"]) if "after" in parts else None)

    def words(self, node: Node) -> Value:
        """Return words of a source, reporting those that a # may have cut short."""
        if isinstance(node, Scalar) and node.is_cut:
            what = "a # after a space begins a comment, so these words end before it"
            self.wrong(node.where, what, "Put them in quotation marks, or the comment on a line of its own.")
        return self.text(node)

    def row(self, node: Node) -> Row:
        entries = self.mapping(node, "fact")
        identifier = next((value for key, value in entries if key.text == "id"), None)
        stated = [self.stated(key.text, value, key.where) for key, value in entries if key.text != "id"]
        return Row(self.identifier(identifier, node.where, "fact"), node.where, tuple(stated))

    def entity(self, key: Scalar, node: Node) -> Row:
        entries = self.mapping(node, f"entity {key.text}")
        stated = tuple([self.stated(name.text, value, name.where) for name, value in entries])
        return Row(self.identifier(key, key.where, "entity"), key.where, stated)

    def stated(self, key: str, node: Node, where: str = "") -> Stated:
        if isinstance(node, Scalar) and not node.text:
            hint = "Write one, or remove the key. In braces a comma ends a value: put the text in quotes."
            self.wrong(node.where, f"there is no value of {key!r}", hint)
            return Stated(key, where or node.where, ())
        return Stated(key, where or node.where, tuple(self.values(node)))

    def values(self, node: Node, language: str = "") -> Iterator[Value]:
        """Yield the values of a scalar, a list of them, or a mapping from languages to them."""
        if isinstance(node, Scalar):
            value = self.text(node)
            if bad := escaped(value.text, value.where):
                self.report(bad)
            yield Value(value.text, value.where, language)
        elif not (node.items if isinstance(node, Listing) else node.entries):
            self.empty(node.where)
        elif isinstance(node, Listing):
            for item in node.items:
                yield from self.values(item, language)
        else:
            for key, item in node.entries:
                if not LANGUAGE.fullmatch(key.text):
                    hint = "Write a text by language: {en: …, ja: …}."
                    self.wrong(key.where, f"{key.text!r} is no language tag", hint)
                yield from self.values(item, key.text)

    def identifier(self, node: Node | None, where: str, noun: str) -> str:
        if node is None:
            self.wrong(where, f"this {noun} has no id", "Add id: followed by letters, digits and hyphens.")
            return ""
        value = self.text(node)
        if value.text and not ID.fullmatch(value.text):
            hint = "Use letters A–Z a–z, digits and hyphens only."
            self.wrong(value.where, f"{value.text!r} cannot be an id", hint)
        return value.text

    def formed(self, parts: dict[str, Node], key: str, form: re.Pattern[str], what: str, hint: str) -> str:
        """Return the text under a key, empty without one, reporting what is not of that form."""
        if key not in parts:
            return ""
        value = self.text(parts[key])
        if value.text and not form.fullmatch(value.text):
            self.wrong(value.where, f"{value.text!r} {what}", hint)
        return value.text

    def text(self, node: Node) -> Value:
        if not isinstance(node, Scalar):
            what = "a text is expected here, not a list or mapping"
            self.wrong(node.where, what, "Quote a text that begins with [ or {.")
            return Value("", node.where)
        if not node.text.strip():
            self.empty(node.where)
        return Value(node.text, node.where)

    def items(self, node: Node | None) -> tuple[Node, ...]:
        if node is None:
            return ()
        if isinstance(node, Listing):
            return node.items
        self.wrong(node.where, "a list is expected here", "Begin each item with '- ' in the same column.")
        return ()

    def mapping(self, node: Node, noun: str) -> tuple[tuple[Scalar, Node], ...]:
        if isinstance(node, Keys):
            return node.entries
        what = f"the {noun} must be a mapping of keys to values"
        self.wrong(node.where, what, "Write key: value, one to a line.")
        return ()

    def parts(self, node: Node | None, known: tuple[str, ...], noun: str, where: str = "") -> dict[str, Node]:
        """Return the values by key, reporting keys that are not among `known`."""
        if node is None:
            self.wrong(where, f"the {noun} is missing", f"Add {noun}: with its keys ({', '.join(known)}).")
            return {}
        entries = self.mapping(node, noun)
        for key, value in entries:
            if key.text not in known:
                near = did_you_mean(key.text, known) or f"Known here: {', '.join(known)}."
                if isinstance(value, Scalar) and not value.text:
                    near = "In braces a comma ends a value: put the text in quotation marks."
                self.report(Problem(key.where, "unknown-key", f"unknown key {key.text!r} in a {noun}", near))
        return {key.text: value for key, value in entries}

    def same_text(self, node: Node | None, text: str, file: str, where: str) -> None:
        digest = _digest(text)
        stated = self.text(node).text if node else ""
        if stated == digest:
            return
        if stated in (other := _other_line_ends(text)):
            what = f"{file} has other line ends than the text that was annotated: {other[stated]}"
            hint = "Give it those again; write seeds/*.txt -text into .gitattributes to have git keep them."
            self.report(Problem(node.where if node else where, CHANGED, what, hint))
            return
        what = f"{file} is not the text that was annotated"
        what = what if stated else f"the sha256 of {file} is not stated"
        hint = f"Check the quotes against the text, then write sha256: {digest}"
        self.report(Problem(node.where if node else where, CHANGED, what, hint))

    def empty(self, where: str) -> None:
        self.wrong(where, "there is no value here", "Write one, or remove the key.")

    def wrong(self, where: str, what: str, hint: str) -> None:
        self.report(Problem(where, "shape", what, hint))


def _other_line_ends(text: str) -> dict[str, str]:
    """Return what the line ends of the text would be that had another digest, by that digest."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    ends = {"\n": "LF (U+000A)", "\r\n": "CRLF (U+000D U+000A)", "\r": "CR (U+000D)"}
    return {_digest(plain.replace("\n", end)): f"it had {told}" for end, told in ends.items()}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
