"""What a person decides of drafted passages: annotations in, annotations out, no other byte changed.

Every function takes annotations and returns them as they are after one decision. What a decision has made is
read again: it means what was decided and no more, else KgError, and nothing was changed.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Sequence
from typing import Final

from kg.draft.frame import UNTIL_ACCEPTED, quoted
from kg.errors import KgError, Problem, SeedError
from kg.review.blocks import Annotations, Block, PassageBlock, Plain, plain
from kg.review.lines import emptied, filled, item, line, parted, quoting, spliced, without
from kg.review.written import meaning
from kg.seeds.outline import Keys, parse

_EDITOR: Final = "Change it in an editor: one key or item to a line, as `kg draft` writes them."


def accept(before: Annotations, passage: int) -> Annotations:
    """Return the annotations with a passage that is a draft no more."""
    found = _passage(before, passage)
    if "status" not in found.keys:
        raise KgError("the passage is accepted already", hint="Go on to the next one.")
    return _changed(before, without(before, found, "status"), lambda all_: all_[passage].pop("status"))


def reject(before: Annotations, passage: int) -> Annotations:
    """Return the annotations without a passage: its sentence is unread then."""
    block = _passage(before, passage).block
    lines = emptied(before, "passages", [*before.lines[: block.start], *before.lines[block.end :]])
    return _changed(before, lines, lambda all_: all_.pop(passage))


def correct_row(before: Annotations, passage: int, row: int, written: str) -> Annotations:
    """Return the annotations with a row written anew, its remark of confidence gone."""
    block = _row(before, passage, row)
    lines = spliced(before, block, [item(before, block.indent, written)])
    return _changed(before, lines, lambda all_: all_[passage]["facts"].__setitem__(row, meaning(written)))


def reject_row(before: Annotations, passage: int, row: int) -> Annotations:
    """Return the annotations without a row."""
    found, block = _passage(before, passage), _row(before, passage, row)
    is_last = len(found.rows) == 1
    lines = without(before, found, "facts") if is_last else spliced(before, block, [])

    def mean(passages: Plain) -> None:
        passages[passage].pop("facts") if is_last else passages[passage]["facts"].pop(row)

    return _changed(before, lines, mean)


def add_row(before: Annotations, passage: int, written: str) -> Annotations:
    """Return the annotations with one more row of a passage, the last."""
    found = _passage(before, passage)
    indent = min(block.indent for block in found.keys.values())
    if found.rows:
        last = found.rows[-1]
        added = [item(before, last.indent, written)]
    else:
        last = max((b for key, b in found.keys.items() if key != "facts"), key=lambda block: block.end)
        added = [line(before, " " * indent + "facts:"), item(before, indent, written)]
    end = Block(last.end, last.end, 0)
    return _changed(
        before,
        spliced(before, end, added),
        lambda all_: all_[passage].setdefault("facts", []).append(meaning(written)),
    )


def correct_quote(before: Annotations, passage: int, quote: str, after: str) -> Annotations:
    """Return the annotations with the words of a passage written anew; `after` is empty for none."""
    found = _passage(before, passage)
    lines = quoting(before, found, quote, after)

    def mean(passages: Plain) -> None:
        passages[passage].pop("after", None)
        passages[passage] |= {"quote": quote} | ({"after": after} if after else {})

    return _changed(before, lines, mean)


def split(before: Annotations, passage: int, parts: tuple[str, str], moved: Collection[int]) -> Annotations:
    """Return the annotations with a passage parted in two; the second takes the rows that are `moved`.

    Comments stay with the first.
    """
    if not all(part.strip() for part in parts):
        raise KgError("a part has no words", hint="Split between two words of the quote.")
    first = copy.deepcopy(before.meaning["passages"][passage])
    second = {key: value for key, value in first.items() if key not in ("facts", "after")}
    facts = first.pop("facts", [])
    first["quote"], second["quote"] = parts
    for part, is_moved in ((first, False), (second, True)):
        if rows := [row for number, row in enumerate(facts) if (number in moved) is is_moved]:
            part["facts"] = rows
    lines = parted(before, _passage(before, passage), parts, moved)

    def mean(passages: Plain) -> None:
        passages[passage : passage + 1] = [first, second]

    return _changed(before, lines, mean)


def add(before: Annotations, passage: int, quote: str, after: str = "") -> Annotations:
    """Return the annotations with a new passage, a draft, before the one of that number (or as the last)."""
    blocks = [each.block for each in before.passages]
    indent = " " * (blocks[0].indent if blocks else 0)
    new = [f"{indent}- quote: {quoted(quote)}"]
    new += [f"{indent}  after: {quoted(after)}"] if after else []
    new += [f"{indent}  status: draft"]
    added = [line(before, each) for each in new]
    meant = {"quote": quote, "status": "draft"} | ({"after": after} if after else {})
    where = blocks[passage].start if passage < len(blocks) else blocks[-1].end if blocks else None
    if where is None:
        lines = filled(before, "passages", added)
    else:
        lines = spliced(before, Block(where, where, 0), added)
    return _changed(before, lines, lambda all_: all_.insert(passage, meant))


def skip(before: Annotations, words: Sequence[str], reason: str, passage: int | None = None) -> Annotations:
    """Return the annotations with words that need no facts, for a reason, in place of a passage if any.

    `words` are the quote and, where it does not stand once, what it stands after.
    """
    rest = before if passage is None else reject(before, passage)
    keys = dict(zip(("quote", "after"), words, strict=False)) | {"reason": reason}
    written = f"- {{{', '.join(f'{key}: {quoted(text)}' for key, text in keys.items())}}}"
    items = rest.items("skipped")
    if items:
        last = items[-1][0]
        added = [line(rest, " " * last.indent + written)]
        lines = spliced(rest, Block(last.end, last.end, 0), added)
    else:
        lines = filled(rest, "skipped", [line(rest, written)])
    return _changed(rest, lines, lambda all_: all_.append(keys), "skipped")


def accept_source(before: Annotations) -> Annotations:
    """Return the annotations of a source that is a draft no more."""
    status = before.inside("source").get("status")
    if status is None:
        raise KgError("the source is accepted already")
    lines = [line for line in spliced(before, status, []) if line.rstrip() != UNTIL_ACCEPTED]
    meant = copy.deepcopy(before.meaning)
    meant["source"].pop("status")
    return _read_again(before, lines, meant)


def declare(before: Annotations | None, name: str, written: str) -> str:
    """Return entities.yaml with one more entity, given as a line `id: {a: …, label: …}`."""
    entity = _entity(name, written)
    if before is None:
        return written + "\n"
    if set(entity) & set(before.meaning):
        raise KgError(f"{next(iter(entity))!r} is declared already", hint="Choose another id.")
    lines = spliced(before, Block(len(before.lines), len(before.lines), 0), [line(before, written)])
    return _read_again(before, lines, before.meaning | entity).text


def _entity(name: str, written: str) -> dict[str, Plain]:
    problems: list[Problem] = []
    node = parse(written, name, problems.append)
    if problems or not isinstance(node, Keys) or len(node.entries) != 1:
        hint = "Write id: {a: Class, label: Name}."
        raise KgError(problems[0].what if problems else "this is no entity", hint=hint)
    return dict(plain(node))


def _passage(before: Annotations, number: int) -> PassageBlock:
    if number not in range(len(before.passages)):
        raise KgError(f"there is no passage {number + 1}")
    return before.passages[number]


def _row(before: Annotations, passage: int, row: int) -> Block:
    rows = _passage(before, passage).rows
    if row not in range(len(rows)):
        raise KgError(f"the passage has no row {row + 1}")
    return rows[row]


def _changed(
    before: Annotations, lines: Sequence[str], mean: Callable[[Plain], object], key: str = "passages"
) -> Annotations:
    """Return the annotations of these lines; `mean` does to the list what the lines should mean."""
    meant = copy.deepcopy(before.meaning)
    meant[key] = meant.get(key) or []
    mean(meant[key])
    return _read_again(before, lines, meant)


def _read_again(before: Annotations, lines: Sequence[str], meant: Plain) -> Annotations:
    try:
        after = Annotations("".join(lines), before.name)
    except SeedError as error:
        raise KgError("it cannot be changed line by line", where=before.name, hint=_EDITOR) from error
    if after.meaning != meant:
        raise KgError("it cannot be changed line by line", where=before.name, hint=_EDITOR)
    return after
