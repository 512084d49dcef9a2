"""Citations: disambiguation, collapsing, positions; and bibliographies: order, numbers, repeated authors."""

from __future__ import annotations

import pytest

from citetrail.styles import Cite, Cluster
from citetrail.styles.collate import collation_key
from citetrail.styles.context import LABELLED
from citetrail.styles.disambiguate import suffix_letters
from styling import AUTHOR_YEAR, book, style

SUFFIX = 'disambiguate-add-year-suffix="true"'


def cites(*ids: str) -> list[Cite]:
    return [Cite(item_id) for item_id in ids]


def test_year_suffixes_follow_the_bibliography() -> None:
    items = [
        book("b", "Doe", year=2000, title="B"),
        book("a", "Doe", year=2000, title="A"),
        book("c", "Doe", year=2001),
    ]
    found = style(AUTHOR_YEAR, citation=SUFFIX, bibliography="", sort='<sort><key variable="title"/></sort>')
    assert found.cite([cites("a", "b", "c")], items) == ("Doe 2000a; Doe 2000b; Doe 2001",)
    assert [entry.id for entry in found.bibliography(items)] == ["a", "b", "c"]
    assert [entry.text for entry in found.bibliography(items)] == ["Doe 2000a", "Doe 2000b", "Doe 2001"]


@pytest.mark.parametrize(("index", "letters"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (701, "zz")])
def test_suffix_letters(index: int, letters: str) -> None:
    assert suffix_letters(index) == letters


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("by-cite", "A. Doe 2000; B. Doe 2000; Doe 1990"),
        ("all-names", "A. Doe 2000; B. Doe 2000; A. Doe 1990"),
        ("primary-name-with-initials", "A. Doe 2000; B. Doe 2000; A. Doe 1990"),
    ],
)
def test_given_names(rule: str, expected: str) -> None:
    items = [book("x", "Ann:Doe", year=2000), book("y", "Bo:Doe", year=2000), book("z", "Ann:Doe", year=1990)]
    options = f'disambiguate-add-givenname="true" givenname-disambiguation-rule="{rule}"'
    assert style(AUTHOR_YEAR, citation=options).cite([cites("x", "y", "z")], items) == (expected,)


def test_names_are_added_only_as_far_as_they_help() -> None:
    items = [
        book("x", "Doe", "Roe", "Poe", "Low", year=2000),
        book("y", "Doe", "Roe", "Moe", "Low", year=2000),
        book("z", "Doe", "Roe", "Moe", "Low", year=2000),
    ]
    options = 'et-al-min="3" et-al-use-first="1" disambiguate-add-names="true"'
    (text,) = style(AUTHOR_YEAR, citation=options).cite([cites("x", "y", "z")], items)
    assert text == "Doe, Roe, Poe, et al. 2000; Doe, Roe, Moe, et al. 2000; Doe, Roe, Moe, et al. 2000"


def test_the_disambiguate_condition_is_the_last_resort() -> None:
    layout = AUTHOR_YEAR + '<choose><if disambiguate="true"><text variable="title" prefix=" "/></if></choose>'
    items = [
        book("x", "Doe", year=2000, title="A"),
        book("y", "Doe", year=2000, title="B"),
        book("z", "Roe", year=2000),
    ]
    assert style(layout).cite([cites("x", "y", "z")], items) == ("Doe 2000 A; Doe 2000 B; Roe 2000",)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ('collapse="year"', "Doe 2000a; 2000b; 2000c; 2001; Roe 2000"),
        ('collapse="year" cite-group-delimiter=", "', "Doe 2000a, 2000b, 2000c, 2001; Roe 2000"),
        ('collapse="year-suffix" year-suffix-delimiter=","', "Doe 2000a,b,c; 2001; Roe 2000"),
        ('collapse="year-suffix-ranged" year-suffix-delimiter=","', "Doe 2000a–c; 2001; Roe 2000"),
    ],
)
def test_collapsing(options: str, expected: str) -> None:
    items = [book(name, "Doe", year=2000, title=name) for name in "abc"]
    items += [book("d", "Doe", year=2001), book("e", "Roe", year=2000)]
    found = style(AUTHOR_YEAR, citation=f"{SUFFIX} {options}")
    assert found.cite([cites("a", "b", "c", "d", "e")], items) == (expected,)


def test_numbers_collapse_to_ranges() -> None:
    numbers = '<text variable="citation-number" prefix="[" suffix="]"/>'
    items = [book(str(number), "Doe") for number in range(1, 7)]
    found = style(numbers, citation='collapse="citation-number"', delimiter=", ")
    assert found.cite([cites("1", "2", "3", "5", "6")], items) == ("[1]–[3], [5], [6]",)


POSITIONS = """
<choose>
  <if position="ibid-with-locator"><text value="ibid-at"/></if>
  <else-if position="ibid"><text value="ibid"/></else-if>
  <else-if position="near-note"><text value="near"/></else-if>
  <else-if position="subsequent"><text value="later"/></else-if>
  <else><text value="first"/></else>
</choose>
"""


def test_positions() -> None:
    items = [book("a", "Doe"), book("b", "Roe")]
    clusters = [
        Cluster("1", (Cite("a", locator="5"),), 1),
        Cluster("2", (Cite("a", locator="5"),), 2),
        Cluster("3", (Cite("a", locator="6"),), 3),
        Cluster("4", (Cite("a"),), 4),
        Cluster("5", (Cite("b"), Cite("a")), 5),
        Cluster("6", (Cite("a"),), 6),
        Cluster("7", (Cite("b"),), 20),
    ]
    found = style(POSITIONS, root='class="note"').cite(clusters, items)
    assert found == ("first", "ibid", "ibid-at", "near", "first; near", "near", "later")


def test_affixes_and_single_authors() -> None:
    items = [book("a", "Doe", year=2000)]
    found = style(AUTHOR_YEAR)
    assert found.cite([[Cite("a", prefix="see", suffix="passim")]], items) == ("see Doe 2000 passim",)
    assert found.cite([[Cite("a", suppress_author=True)]], items) == ("2000",)
    assert found.cite([[Cite("a", author_only=True)]], items) == ("Doe",)


@pytest.mark.parametrize(
    ("locator", "label", "rest"),
    [("p. 5", "page", "5"), ("vol. 3", "volume", "3"), ("5", "", "5"), ("par. 5", "", "par. 5")],
)
def test_labels_written_into_locators(locator: str, label: str, rest: str) -> None:
    cite = Cite("a", locator=locator)
    assert (cite.label, cite.locator) == (label, rest)


@pytest.mark.parametrize(
    ("text", "is_labelled"), [("ch. 4", True), ("vols. 3", True), ("chapter 4", False), ("4", False)]
)
def test_labelled_locators(text: str, is_labelled: bool) -> None:
    assert bool(LABELLED.match(text)) is is_labelled


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("complete-all", ["Doe and Roe", "———", "Doe and Poe"]),
        ("complete-each", ["Doe and Roe", "——— and ———", "Doe and Poe"]),
        ("partial-each", ["Doe and Roe", "——— and ———", "——— and Poe"]),
        ("partial-first", ["Doe and Roe", "——— and Roe", "——— and Poe"]),
    ],
)
def test_repeated_authors(rule: str, expected: list[str]) -> None:
    items = [book("a", "Doe", "Roe"), book("b", "Doe", "Roe"), book("c", "Doe", "Poe")]
    options = f'subsequent-author-substitute="———" subsequent-author-substitute-rule="{rule}"'
    found = style('<names variable="author"><name and="text"/></names>', bibliography=options).bibliography(items)
    assert [entry.text for entry in found] == expected


def test_margins() -> None:
    layout = '<text variable="citation-number" suffix="."/><text variable="title" prefix=" "/>'
    (entry,) = style(layout, bibliography='second-field-align="flush"').bibliography(
        [book("a", title="<i>T</i>")], output="html"
    )
    assert (entry.margin, entry.body) == ("1.", "<i>T</i>")
    assert [(run.text, run.is_italic) for run in entry.runs] == [("1. ", False), ("T", True)]


def test_items_without_a_key_come_last_in_either_direction() -> None:
    items = [book("none", "Doe"), book("old", "Doe", year=1900), book("new", "Doe", year=2000)]
    for direction, expected in (("ascending", ["old", "new", "none"]), ("descending", ["new", "old", "none"])):
        sort = f'<sort><key variable="issued" sort="{direction}"/></sort>'
        assert [entry.id for entry in style(AUTHOR_YEAR, bibliography="", sort=sort).bibliography(items)] == expected


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("en-US", ["Äther", "Azote", "O’Neal", "Oort", "Østergaard", "Zebra"]),
        ("sv-SE", ["Azote", "Zebra", "Ångström", "Äther", "Öberg"]),
        ("de-DE", ["Äther", "Azote", "Straße", "Strasse", "Zebra"]),
    ],
)
def test_collation(language: str, ordered: list[str]) -> None:
    keys = [collation_key(text, language) for text in ordered]
    assert keys == sorted(keys)
