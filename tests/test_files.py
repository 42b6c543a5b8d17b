"""kg.files: writes that leave the old file or the new one."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import ChangedError, OutputError
from kg.files import write_atomically


def test_a_file_is_written_with_exactly_the_bytes_given(tmp_path):
    write_atomically(tmp_path / "a.ttl", b"\xc3\xa9\n")
    assert (tmp_path / "a.ttl").read_bytes() == b"\xc3\xa9\n"


def test_an_older_file_is_replaced_and_no_temporary_file_stays_behind(tmp_path):
    target = tmp_path / "a.ttl"
    target.write_bytes(b"old, and longer than the new one")
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_replaced_file_keeps_its_mode_and_a_new_one_follows_the_umask(tmp_path):
    kept, new = tmp_path / "kept", tmp_path / "new"
    kept.touch(mode=0o600)
    umask = os.umask(0o027)
    try:
        write_atomically(kept, b"")
        write_atomically(new, b"")
    finally:
        os.umask(umask)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (kept, new)] == [0o600, 0o640]


def test_a_symbolic_link_is_followed_not_replaced(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_device_is_written_to_not_replaced():
    write_atomically(Path("/dev/null"), b"gone")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("name", ["no/such/folder/a.ttl", "."])
def test_a_place_that_cannot_be_written_is_told_with_its_name(tmp_path, name):
    with pytest.raises(OutputError) as caught:
        write_atomically(tmp_path / name, b"new")
    assert str(tmp_path / name) in str(caught.value)
    assert caught.value.hint == "Choose a file in a folder that exists and can be written to."


def test_a_circle_of_symbolic_links_is_told_not_followed(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OutputError, match="symbolic links go in a circle"):
        write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").is_symlink()


def test_a_file_that_may_only_be_read_is_not_replaced(tmp_path):
    kept = tmp_path / "kept"
    kept.write_bytes(b"old")
    kept.chmod(0o444)
    with pytest.raises(OutputError, match="it may only be read"):
        write_atomically(kept, b"new")
    assert kept.read_bytes() == b"old"


def test_a_file_of_several_names_is_not_torn_from_the_others(tmp_path):
    kept, other = tmp_path / "kept", tmp_path / "other"
    kept.write_bytes(b"old")
    other.hardlink_to(kept)
    with pytest.raises(OutputError, match=r"other names \(hard links\)"):
        write_atomically(kept, b"new")
    assert kept.samefile(other)
    assert kept.read_bytes() == b"old"


def test_what_a_killed_process_left_is_removed_and_what_another_is_writing_is_not(tmp_path):
    target = tmp_path / "a.ttl"
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = tmp_path / f".a.ttl.{dead.pid}.01234567.tmp"
    kept = [tmp_path / f".a.ttl.{os.getpid()}.01234567.tmp", tmp_path / f".b.ttl.{dead.pid}.01234567.tmp"]
    for path in (left, *kept):
        path.touch()
    write_atomically(target, b"new")
    assert sorted(tmp_path.iterdir()) == sorted([target, *kept])


def test_a_file_that_another_has_changed_since_is_left_as_it_is(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"other")
    with pytest.raises(ChangedError, match="another program has changed it"):
        write_atomically(path, b"new", instead_of=b"old")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("file", b"other")]
    write_atomically(path, b"new", instead_of=b"other")
    assert path.read_bytes() == b"new"
    path.unlink()
    with pytest.raises(ChangedError):
        write_atomically(path, b"newer", instead_of=b"new")
    assert not path.exists()
