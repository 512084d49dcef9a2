"""`citetrail parse` with lists: each reference on its own, with its place in what was given."""

from __future__ import annotations

from e2e.conftest import Workplace

LIST = """References

[1] Sample S. A visible fiction. J Ex. 2010;3(2):101-9.
[2] Doe, A., & Roe, B. (2011). Another one,
    over two lines. Journal of Examples, 5(2), 33–8.
"""


def test_a_list_is_split_and_each_place_told(workplace: Workplace) -> None:
    result = workplace.run("parse", "-", "--json", stdin=LIST)
    assert result.code == 0, result.err
    texts = [LIST[one["start"] : one["end"]] for one in result.json["places"]]
    assert texts == [one["text"] for one in result.json["readings"]]
    assert [text[:6] for text in texts] == ["Sample", "Doe, A"]
    assert [one["description"]["volume"] for one in result.json["readings"]] == ["3", "5"]


def test_a_list_is_shown_with_places(workplace: Workplace) -> None:
    result = workplace.run("parse", "-", "--explain", stdin=LIST)
    assert result.code == 0, result.err
    assert f"characters {LIST.index('Sample')}–" in result.out
    assert "a authors" in result.out


def test_a_file_is_no_citation(workplace: Workplace) -> None:
    workplace.write("list.txt", LIST)
    result = workplace.run("parse", "list.txt")
    assert result.code == 2
    assert "citetrail parse - < list.txt" in result.err


def test_nothing_to_parse(workplace: Workplace) -> None:
    assert workplace.run("parse", "-", stdin="\n \n").code == 2
