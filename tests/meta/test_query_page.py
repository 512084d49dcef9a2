"""docs/query.md tells every field and every value of the query language, and nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citetrail.judging import query

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "query.md"
TEXT = PAGE.read_text(encoding="utf-8")
ROWS = [line.split(" | ") for line in re.sub(r"\\\|", "/", TEXT).splitlines() if line.startswith("| `")]
WORDS, FIELDS = [row for row in ROWS if len(row) == 2], [row for row in ROWS if len(row) == 3]


def coded(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def test_every_field_is_told() -> None:
    told = {name for row in FIELDS for name in coded(row[0])} | {"venue"}
    assert told == set(query._FIELDS)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("status", query.STANDINGS),
        ("reading", query.READING_STATES),
        ("has", query.HAVINGS),
        ("claim", query.JUDGEMENTS),
    ],
)
def test_every_value_is_told(field: str, values: tuple[str, ...]) -> None:
    (row,) = [row for row in FIELDS if field in coded(row[0])]
    assert set(coded(row[1])) == set(values)


def test_every_example_is_understood() -> None:
    examples = [text for row in WORDS for text in coded(row[0])]
    examples += [f"{coded(row[0])[0]}:{value}" for row in FIELDS if row[1].startswith("`") for value in coded(row[1])]
    examples += ["COVID-19", "author:(smith OR jones)", 'author:"de la Cruz"', "tag:meth*", "doi:10.1037"]
    assert len(examples) > 40
    for text in examples:
        assert query.parse_query(text) != query.EVERYTHING
