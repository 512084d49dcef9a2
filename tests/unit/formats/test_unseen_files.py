"""What files of programs and databases say that were not seen when their readers were written."""

from __future__ import annotations

import pytest

from citetrail.app.wiring import formats, formats_for_file
from citetrail.errors import InputError
from citetrail.formats.finding import find_format
from citetrail.formats.parts.people import line_from_person, person_from_line
from citetrail.model import Bibliography, Description, Entry


def read(text: str, name: str) -> Bibliography:
    data = text.encode()
    form = find_format(data, name, formats_for_file(data, name))
    assert form.read is not None
    return form.read(data, name)


def entry(text: str, name: str) -> Entry:
    (only,) = read(text, name).entries
    return only


def ris(*lines: str) -> Description:
    return entry("\n".join([*lines, "ER  - "]), "x.ris").description


@pytest.mark.parametrize(
    ("line", "family", "given", "particle"),
    [
        ("J. Doe", "Doe", "J.", None),
        ("J. McDoe", "McDoe", "J.", None),
        ("J.-P. Doe", "Doe", "J.-P.", None),
        ("A. B. O'Neil", "O'Neil", "A. B.", None),
        ("R. van der Roe", "Roe", "R.", "van der"),
        ("É. Żółć", "Żółć", "É.", None),
    ],
)
def test_initials_before_a_family_name_are_a_person(line: str, family: str, given: str, particle: str | None) -> None:
    person = person_from_line(line)
    assert person is not None
    assert (person.family, person.given, person.particle) == (family, given, particle)
    assert person_from_line(line_from_person(person)) == person


@pytest.mark.parametrize(
    "line", ["R Core Team", "U.S. Navy", "U. K. Parliament", "J. Doe Foundation", "St. John's College"]
)
def test_other_names_without_a_comma_are_groups(line: str) -> None:
    person = person_from_line(line)
    assert person is not None
    assert person.literal == line


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["TY  - JOUR", "JF  - British Medical Journal", "T2  - BMJ"], {"container_title_short": "BMJ", "collection_title": None}),
        (["TY  - JOUR", "JF  - Journal of Bells", "JO  - J Bells"], {"container_title": "Journal of Bells", "container_title_short": "J Bells"}),
        (["TY  - JOUR", "PY  - 2011", "DA  - Dec 5"], {"issued": "2011-12-05"}),
        (["TY  - JOUR", "PY  - 2011", "DA  - 1999/01/01/"], {"issued": "2011"}),
        (["TY  - CONF", "Y2  - 14 September 2020 through 18 September 2020"], {"event_date": "2020-09-14/2020-09-18", "accessed": None}),
        (["TY  - JOUR", "Y2  - 2020/09/14/"], {"event_date": None, "accessed": "2020-09-14"}),
        (["TY  - THES", "SP  - 250"], {"number_of_pages": "250", "pages": None}),
        (["TY  - THES", "SP  - 2", "EP  - 50"], {"number_of_pages": None, "pages": "2–50"}),
        (["TY  - JOUR", "SP  - 250"], {"number_of_pages": None, "pages": "250"}),
        (["TY  - JOUR", "DP  - DOI.org (Crossref)"], {"source": "DOI.org (Crossref)", "archive": None}),
        (["TY  - JOUR", "M3  - doi:10.5555/ab"], {"genre": None, "doi": "10.5555/ab"}),
        (["TY  - JOUR", "M3  - Review"], {"genre": "Review", "doi": None}),
        (["TY  - JOUR", "L3  - 10.5555/ab", "UR  - https://doi.org/10.5555/other"], {"doi": "10.5555/ab"}),
        (["TY  - JOUR", "DB  - Scopus", "C2  - 38087683"], {"pmid": "38087683"}),
        (["TY  - JOUR", "DB  - Another", "C2  - 38087683"], {"pmid": None}),
    ],
)  # fmt: skip
def test_dialects_of_ris(lines: list[str], expected: dict[str, str | None]) -> None:
    found = ris(lines[0], "TI  - Bells", *lines[1:])
    for field, value in expected.items():
        single = found.identifier(field) if field in ("doi", "pmid") else getattr(found, field)
        assert (None if single is None else str(getattr(single, "value", single))) == value, field


def test_second_values_of_single_tags_are_kept_and_the_same_said_twice_is_not() -> None:
    found = ris(
        "TY  - CONF", "TI  - Bells", "T1  - Bells", "T2  - Proceedings", "T2  - BELLS '20", "VL  - 1", "VL  - 2",
        "SN  - 1528-3542; 978-0-00-000000-1", "DO  - none", "UR  - https://a.example", "UR  - https://b.example",
    )  # fmt: skip
    assert set(found.extra) == {
        ("T2", "BELLS '20"), ("VL", "2"), ("SN", "978-0-00-000000-1"), ("DO", "none"), ("UR", "https://b.example"),
    }  # fmt: skip


def test_notes_in_html_are_the_readers_and_others_the_works() -> None:
    one = entry("TY  - JOUR\nTI  - Bells\nN1  - <p>Mine, <b>bold</b></p>\nN1  - Plain & < 5\nER  - \n", "x.ris")
    assert (one.notes, one.description.note) == (("Mine, **bold**",), "Plain & < 5")


def test_refer_parts_works_by_blank_lines_and_has_given_names_first() -> None:
    first, second = read(
        "%A Ethel A. Pym\n%A Mary van der Berg\n%T Bells\n%J Ringing\n%D 1901\n\n%A Doe, J.\n%T More bells\n"
        "%R Internal memorandum\n%D 1902\n",
        "x.refer",
    ).entries
    assert [line_from_person(one) for one in first.description.authors] == ["Pym, Ethel A.", "van der Berg, Mary"]
    assert (first.description.type, second.description.type) == ("article-journal", "report")
    assert (second.description.title, second.description.extra) == ("More bells", (("%R", "Internal memorandum"),))


def test_blank_lines_part_nothing_where_the_kind_begins_a_work() -> None:
    one = entry("%0 Journal Article\n%T Bells\n\n%A Pym, E.\n%D 1901\n", "x.enw")
    assert (one.description.title, one.description.year) == ("Bells", 1901)


def test_a_suffix_in_pubmed_is_no_given_name() -> None:
    text = "PMID- 1\nTI  - Bells\nFAU - Pym, Ethel A 3rd\nFAU - Doe, Jane\n"
    assert [(one.given, one.suffix) for one in entry(text, "x.nbib").description.authors] == [
        ("Ethel A", "3rd"),
        ("Jane", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><collection><record><leader>x</leader></record></collection>',
        "<CitaviExchangeData><References/></CitaviExchangeData>",
        '{"@context": "https://doi.org/10.5063/schema/codemeta-2.0", "name": "Bells", "version": "1", "author": []}',
        '{"results": [{"id": "https://openalex.org/W1", "title": "Bells", "authorships": []}]}',
        '{"title": "Bells", "upload_type": "software", "creators": [{"name": "Pym, E."}]}',
        '{"data": [{"paperId": "a", "title": "Bells", "authors": []}]}',
        '[{"id": "a", "version": "1"}]',
    ],
    ids=["records of another kind", "Citavi", "codemeta", "OpenAlex", "Zenodo", "Semantic Scholar", "no work"],
)
def test_what_is_no_bibliography_we_know_is_refused_and_not_read_as_an_empty_work(text: str) -> None:
    with pytest.raises(InputError):
        read(text, "x.json" if text[0] in "[{" else "x.xml")


def test_an_item_that_describes_no_work_is_told_beside_others() -> None:
    found = read('[{"id": "a", "version": "1"}, {"id": "b", "title": "Bells"}]', "x.json")
    assert ([one.key for one in found.entries], [one.key for one in found.problems]) == (["b"], ["a"])
    assert found.problems[0].severity == "damaged"


def test_every_readable_format_has_a_reader_that_refuses_nothing_at_all() -> None:
    for form in formats():
        if form.read is not None:
            with pytest.raises(InputError):
                find_format(b" \n", f"x{form.endings[0]}", [form])
