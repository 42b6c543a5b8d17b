"""Puts texts, data, scripts and styles into a page so that nothing breaks out and nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rjsmin import jsmin

from kg.draw.said import Texts, forms, on_one_line
from kg.speech.texts import Text, in_each, say, spoken, version
from kg.terminal import legible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

PAGE: Final = files("kg.draw") / "page"
"""The folder of templates, scripts and styles."""
_SAYING: Final = ("core", "statement", "cite", "download", "table")
_CORE: Final = ("speech", *_SAYING)
_CHART: Final = ("speech", "shown", *_SAYING, "marks", "charttable", "chart", "chartsave", "chartlink")
_DOCUMENTS: Final = ("sources", "hatches", "documents")
_STYLES: Final = {
    "network": ("network",),
    "views": ("network", "marks", "tools", "rows", "timeline", "flows", "figures", "map", "views"),
    "timeline": ("marks", "tools", "rows", "timeline", "chart"),
    "flows": ("marks", "flows", "chart"),
    "chart": ("marks", "tools", "rows", "figures", "chart"),
    "map": ("marks", "tools", "map", "chart"),
}
"""The styles of every kind of picture, beside those of all."""
_IN_JSON: Final = re.compile(
    r"\\(?:u00[01][0-9a-f]|[bf])|(?P<kept>\\.)|(?P<sign>[<>&\u2028\u2029])|[\x7f-\x9f\ufffe\uffff]"
)
"""Control characters; other escapes; signs that a script element or JavaScript may misread."""
_NETWORK: Final = (
    *(*_CORE, "state", "widths", "upright", "canvas", "bends", "arrows", "labels", "linelabels"),
    *("tips", "arrange", "view"),
    *("areas", "overview", "panel", "legend", "families", "key", "counts", "reason", "circles"),
    *("paper", "figuremarks", "figure", "leaders", "figurewords", "figurekeys"),
    *("search", "paths", "compare", "density", "save", "printed", "keys"),
)


class View(NamedTuple):
    """The scripts of a view beside others: what they name stays among them, begun when it is first shown."""

    name: str
    scripts: tuple[str, ...]


SCRIPTS: Final[dict[str, tuple[str | View, ...]]] = {
    "network": (*_NETWORK, "main"),
    "views": (
        *(*_NETWORK, "sources", "chosen", "views", "thinned", "years"),
        *(
            View(name, ("marks", "struck", "chartsave", "beside", *scripts))
            for name, *scripts in (
                ("timeline", "timeline"),
                ("flows", "hatches", "flows"),
                ("chart", "hatches", "documents", "figures"),
                ("map", "hatches", "documents", "map"),
            )
        ),
        "main",
    ),
    "timeline": (*_CHART, "kept", "widths", "thinned", "struck", "timeline"),
    "flows": (*_CHART, "hatches", "flows"),
    "chart": (*_CHART, "widths", "thinned", *_DOCUMENTS, "figures"),
    "map": (*_CHART, *_DOCUMENTS, "map"),
}
"""The scripts of every kind of picture, in the order in which they are joined."""


def asset(name: str) -> str:
    """Return the text of a file of the page folder."""
    return PAGE.joinpath(name).read_text(encoding="utf-8")


def script(kind: str) -> str:
    """Return the scripts of a kind of picture as one that leaves no names behind."""
    return "\n".join(["(() => {", '"use strict";', *_texts(SCRIPTS[kind]), "})();"])


def _style(kind: str) -> str:
    """Return the styles of a kind of picture, joined."""
    return "".join(asset(f"{name}.css") for name in ("core", "table", *_STYLES[kind]))


def names(scripts: Iterable[str | View]) -> Iterator[str]:
    """Yield the names of scripts in the order in which they are joined, those of views among them."""
    for part in scripts:
        yield from (part,) if isinstance(part, str) else part.scripts


def _texts(scripts: Iterable[str | View]) -> list[str]:
    """Return the texts of scripts; those of a view are a function of their own, which takes its box."""
    found: list[str] = []
    for part in scripts:
        if isinstance(part, str):
            found.append(asset(f"{part}.js"))
        else:
            found[-1] += f"drawers.{part.name} = (chart) => {{"
            found += _texts(part.scripts)
            found[-1] += "};"
    return found


def page(
    kind: str,
    look: str,
    texts: Mapping[str, str],
    data: Mapping[str, Any],
    *,
    libraries: Sequence[str] = (),
    shown: Sequence[str] = (),
) -> str:
    """Return the page of a kind of picture, allowed to run its own scripts and nothing else.

    `look` names its body, in which `@@name@@` stands for one of the `texts`, which become text,
    except those whose name ends in `html`, which go in as they are, and `{{…}}` is a message. The page takes
    the language of its reader where several are spoken; `shown` are the texts that its table shows, in the
    order of their elements.
    """
    written = {name: in_each(partial(_legible, text)) for name, text in texts.items()}
    parts = {name: text if name.endswith("html") else html.escape(text) for name, text in written.items()}
    own, style = jsmin(script(kind)), _closed(_style(kind))
    scripts = [*libraries, own]
    said = {name: text for name, text in written.items() if isinstance(text, Text)}
    texts_told = Texts({**data, "said": said}, shown)
    speech = {
        "languages": spoken(),
        "messages": forms((own, asset(f"{look}.html"))),
        "texts": texts_told.told(),
        "shown": texts_told.written,
    }
    parts |= {
        "kind": kind,
        "language": spoken()[0],
        "words": embedded(speech),
        "style": style,
        "style_hash": _hash(style),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
        "script_hashes": " ".join(map(_hash, scripts)),
        "data": embedded(texts_told.data),
    }
    return _filled("page.html", parts | {"body": _filled(f"{look}.html", parts)})


def _closed(text: str) -> str:
    """Return a style without comments and the space that only its reader needs; no text in it has two."""
    text = re.sub(r"(?s)/\*.*?\*/|\s+", " ", text)
    return re.sub(r" *([{};,]) *|(?<=[a-z]:) +", r"\1", text).replace(";}", "}").strip()


def _filled(template: str, parts: Mapping[str, str]) -> str:
    def filled(found: re.Match[str]) -> str:
        return parts[found[1]] if found[1] else html.escape(say(on_one_line(found[2])))

    return re.sub(r"(?s)@@(\w+)@@|\{\{(.+?)\}\}", filled, asset(template))


def _legible(text: str, language: str) -> str:
    return legible(version(text, language))


def _hash(text: str) -> str:
    """Return what a Content-Security-Policy calls a script or style by (CSP Level 3, hash-source)."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def embedded(data: Mapping[str, Any]) -> str:
    """Return JSON that stays JSON inside a script element: nothing in it can end or open a tag."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _IN_JSON.sub(_sound, text)


def _sound(found: re.Match[str]) -> str:
    """Return what stands in a script element for a sign or an escape of JSON."""
    if found["kept"]:
        return found[0]
    return f"\\u{ord(found[0]):04x}" if found["sign"] else "\ufffd"
