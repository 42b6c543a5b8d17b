"""Imports inside kg/ run downwards only: no layer knows a higher one, and nothing goes in a circle."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from kg.project import checked_by, made_by
from kg.terms import closure

PACKAGE = Path(__file__).parent.parent / "kg"

LAYERS = (
    "errors terms spelling version",  # what goes wrong, the names of things, misspelt ones too, the version
    "speech",  # what pictures say by themselves, in three languages
    "terminal",  # the one door to it
    "files packed watched child memory worker spread inputs",  # how anything is written, and work is stopped
    "text graph",  # what a document's text holds; graphs opened and asked
    "seeds ontology",  # documents with their annotations, vocabularies: read into plain things
    "build query tables draft",  # a graph made of seeds; questions; answers as text; files as they come
    "check",  # what is wrong with a graph
    "statements",  # what a graph states, with its evidence
    "network",  # and as a network
    "draw look schema",  # pictures; one thing on a page, graphs searched and compared; what they are made of
    "export",  # the formats of other programs
    "project",
    "cluster",  # the portions of its graph, made elsewhere
    "beginning",  # of a new one
    "review",  # decisions on what is drafted
    "ask",  # what is asked, resolved
    "site",  # the graph as pages
    "web",  # the graph served
    "mcp",  # and to assistants
    "border",  # errors where they leave for Python
    "api",
    "cli __init__",  # the two front doors
    "__main__",  # the command line, watched
)
"""The packages and modules of kg/, bottom first; a new one is given its place here."""

LAYER_OF = {name: number for number, names in enumerate(LAYERS) for name in names.split()}


@cache
def modules() -> dict[str, Path]:
    return {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
        for path in PACKAGE.rglob("*.py")
    }


@cache
def imports(name: str) -> frozenset[str]:
    """Return the modules of kg that a module imports when it runs, lazily or not."""
    tree = ast.parse(modules()[name].read_text(encoding="utf-8"))
    return frozenset(target for node in running(tree) for target in targets(node)) & modules().keys() - {name}


def targets(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module == "kg":
        yield from (alias.name if alias.name in modules() else "__init__" for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kg."):
        inside = str(node.module)[3:]
        yield inside
        yield from (f"{inside}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Import):
        yield from (
            alias.name[3:] or "__init__" for alias in node.names if f"{alias.name}.".startswith("kg.")
        )


def running(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a module but for what stands under `if TYPE_CHECKING`, which never runs."""
    for child in ast.iter_child_nodes(node):
        typing = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
        for inner in child.orelse if isinstance(child, ast.If) and typing else [child]:
            yield inner
            yield from running(inner)


def layer(name: str) -> int:
    return LAYER_OF.get(name.split(".", maxsplit=1)[0], 99)


def test_every_package_and_module_has_its_place_in_the_table():
    assert {name.split(".")[0] for name in modules()} == set(LAYER_OF)


def test_no_module_names_a_term_of_the_domain():
    named = [
        f"{path.relative_to(PACKAGE)}: {found[0]}"
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in (".py", ".js", ".css", ".html")
        for text in [path.read_text(encoding="utf-8").replace("japan-mexico-kg/evidence", "")]
        for found in re.finditer(
            r"\bjm:|\bjm\(|[\"']jm[\"']|jm\.ttl|japan-mexico-kg/ontology|\b(?:Mexico|Japan)\b", text
        )
    ]
    assert named == []


def test_no_module_imports_a_higher_layer():
    upward = [
        f"{name} (layer {layer(name)}) imports {target} (layer {layer(target)})"
        for name in sorted(modules())
        for target in sorted(imports(name))
        if layer(target) > layer(name)
    ]
    assert upward == []


def test_no_imports_go_in_a_circle():
    graph = {name: imports(name) for name in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" imports ".join(reversed(error.args[1]))) from error


def test_a_circle_and_a_type_only_import_are_told_apart():
    tree = ast.parse(
        "if TYPE_CHECKING:\n    from kg.graph.graph import Graph\nelse:\n    from kg import terms\n"
    )
    assert [target for node in running(tree) for target in targets(node)] == ["terms"]


def test_what_the_package_itself_defines_is_imported_from_the_package():
    tree = ast.parse("from kg import __version__, api\nimport kg, kg.errors, click")
    assert [target for node in running(tree) for target in targets(node)] == [
        "__init__",
        "api",
        "__init__",
        "errors",
    ]


def test_the_graph_is_built_anew_when_a_module_changes_that_makes_it_and_only_then():
    makers = {path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".") for path in made_by()}
    closed = closure({name: imports(name) for name in modules()})
    made = closed["build.compile"] | closed["seeds.read"] | closed["graph.turtle"]
    made |= {f"build.{name}" for name in ("corpus", "kept", "making", "stored", "written")} | {
        "graph.index",
        "graph.stores",
    }
    assert {name for name in makers if not name.endswith("__init__")} == {
        name for name in made if modules()[name].name != "__init__.py"
    }


def test_what_a_check_finds_is_found_anew_when_a_module_changes_that_finds_it():
    known = {
        path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".")
        for path in (*made_by(), *checked_by())
    }
    found = closure({name: imports(name) for name in modules()})["check.findings"]
    assert {name for name in found if modules()[name].name != "__init__.py"} - known == {
        *("files", "terminal", "spread", "watched", "child", "memory"),
    }
    words = {
        path for folder in ("check", "draft") for path in (PACKAGE / folder).rglob("*") if path.is_file()
    }
    assert {path for path in words if path.suffix not in (".pyc",)} <= {*checked_by()}
