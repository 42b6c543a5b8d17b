"""How much of an answer an assistant gets at once."""

from kg.mcp.fitting import fitting


def test_parts_are_taken_whole_as_long_as_there_is_room():
    assert fitting(["one", "two", "three"], 11) == (["one", "two", "three"], False)
    assert fitting(["one", "two", "three"], 10) == (["one", "two"], True)
    assert fitting([], 10) == ([], False)


def test_the_first_part_is_cut_where_it_has_no_room():
    assert fitting(["a long one", "two"], 6) == (["a long … (cut)"], True)


def test_what_is_not_taken_is_not_made():
    made = []
    parts = (made.append(number) or "word" for number in range(1000))
    assert fitting(parts, 10) == (["word", "word"], True)
    assert made == [0, 1, 2]
