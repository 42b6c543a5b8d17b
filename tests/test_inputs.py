"""kg.inputs: the hash of many files, known again without reading them while none has changed."""

import json
import os
import time

import pytest

from kg.inputs import digest_of, remembered_digest


@pytest.fixture
def files(tmp_path):
    """Two files that were last changed long ago."""
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path in paths:
        path.write_text(f"what {path.stem} says")
    return paths


def settled(memory):
    """Let so much time pass that a change would give any file another time."""
    known = json.loads(memory.read_bytes())
    memory.write_text(json.dumps(known | {"settled": True}))


def poisoned(memory):
    """Put another hash into the memory, which is returned only by who does not read the files."""
    known = json.loads(memory.read_bytes())
    memory.write_text(json.dumps(known | {"digest": "remembered"}))


def test_files_that_have_not_changed_are_not_read_again(files, tmp_path):
    memory = tmp_path / "memory.json"
    assert remembered_digest(files, memory) == digest_of(files)
    settled(memory)
    poisoned(memory)
    assert remembered_digest(files, memory) == "remembered"


def test_files_changed_a_moment_ago_are_read_again(files, tmp_path):
    memory = tmp_path / "memory.json"
    remembered_digest(files, memory)
    poisoned(memory)
    assert remembered_digest(files, memory) == digest_of(files)


def changed(path):
    path.write_text("what one SAYS")


def changed_under_its_old_date(path):
    before = path.stat()
    path.write_text("what one SAYS")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path):
    other = path.with_name("other")
    other.write_text("what one SAYS")
    other.replace(path)


def removed(path):
    path.unlink()


@pytest.mark.parametrize("change", [changed, changed_under_its_old_date, replaced, removed])
def test_a_change_is_noticed_even_with_the_size_and_date_of_before(files, tmp_path, change):
    memory = tmp_path / "memory.json"
    before = remembered_digest(files, memory)
    settled(memory)
    time.sleep(0.05)
    change(files[0])
    assert remembered_digest(files, memory) == digest_of(files) != before


def test_another_file_among_them_is_noticed(files, tmp_path):
    memory = tmp_path / "memory.json"
    before = remembered_digest(files, memory)
    settled(memory)
    other = tmp_path / "three.txt"
    other.write_text("")
    assert remembered_digest([*files, other], memory) != before


@pytest.mark.parametrize("spoilt", [b"", b"[]", b'{"digest": 1', b"\xff"])
def test_a_memory_that_is_spoilt_is_forgotten(files, tmp_path, spoilt):
    memory = tmp_path / "memory.json"
    memory.write_bytes(spoilt)
    assert remembered_digest(files, memory) == digest_of(files)


def test_where_nothing_can_be_remembered_the_files_are_read(files, tmp_path):
    memory = tmp_path / "nowhere" / "memory.json"
    assert remembered_digest(files, memory) == digest_of(files)
    assert not memory.parent.exists()
