"""Files packed by gzip and Zstandard, written by their suffix and read by what they hold."""

import gzip
import subprocess

import pytest
from backports import zstd

from kg.errors import LocationError
from kg.graph.locations import Reading, open_graph

TRIPLES = '<urn:a> <urn:p> "á" .\n<urn:b> <urn:p> "2" .\n'


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "given.nt"
    path.write_text(TRIPLES, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "program"), [("out.nt.gz", ["gzip", "-dc"]), ("out.NT.zst", ["zstd", "-dcq"])]
)
def test_what_is_exported_packed_other_programs_unpack(kg, data, tmp_path, name, program):
    out = tmp_path / name
    assert kg("export", "-d", data, "-o", out).exit_code == 0
    unpacked = subprocess.run([*program, out], capture_output=True, check=True).stdout
    assert unpacked.decode() == TRIPLES


@pytest.mark.parametrize("name", ["out.ttl.gz", "out.ttl.zst", "out.jsonld.gz", "out.trig.zst"])
def test_a_graph_is_packed_into_the_same_bytes_each_time_and_read_back_whole(kg, data, tmp_path, name):
    written = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        assert kg("export", "-d", data, "-o", tmp_path / folder / name).exit_code == 0
        written.append((tmp_path / folder / name).read_bytes())
    assert written[0] == written[1]
    assert kg("export", "-d", tmp_path / "one" / name, "-f", "ntriples").stdout == TRIPLES


def test_the_rows_of_a_query_are_packed_as_well(kg, data, tmp_path):
    assert kg("query", "SELECT ?o { <urn:b> ?p ?o }", "-d", data, "-o", tmp_path / "o.csv.gz").exit_code == 0
    assert gzip.decompress((tmp_path / "o.csv.gz").read_bytes()) == b"o\r\n2\r\n"


def test_a_file_of_several_packed_pieces_is_read_to_its_end_whatever_it_is_called(tmp_path):
    lines = TRIPLES.encode().splitlines(keepends=True)
    (tmp_path / "joined.nt").write_bytes(b"".join(map(zstd.compress, lines)))
    assert open_graph(Reading((str(tmp_path / "joined.nt"),))).lines() == TRIPLES.splitlines()


@pytest.mark.parametrize(
    ("packed", "kind"),
    [(gzip.compress(TRIPLES.encode())[:-6], "gzip"), (zstd.compress(TRIPLES.encode())[:-6], "zstd")],
    ids=["gzip", "zstd"],
)
def test_a_packed_file_that_breaks_off_is_refused(tmp_path, packed, kind):
    path = tmp_path / "half.nt"
    path.write_bytes(packed)
    with pytest.raises(LocationError) as caught:
        open_graph(Reading((str(path),))).read()
    assert caught.value.what == f"the file cannot be read: it is broken, or no whole {kind} file"
    assert caught.value.where == str(path)


def test_a_file_that_unpacks_without_measure_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.packed._FREE", 1 << 20)
    path = tmp_path / "bomb.nt.zst"
    path.write_bytes(zstd.compress(b"# nothing\n" * 500_000))
    with pytest.raises(LocationError) as caught:
        open_graph(Reading((str(path),))).read()
    assert caught.value.what == (
        "the file cannot be read: it unpacks to over 250 times its size; unpack it yourself if you trust it"
    )


def test_a_graph_is_saved_packed_from_python(data, tmp_path):
    import kg

    kg.load(str(data)).save(tmp_path / "saved.nt.zst")
    assert zstd.decompress((tmp_path / "saved.nt.zst").read_bytes()).decode() == TRIPLES
