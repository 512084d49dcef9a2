"""What files of programs and databases say that were not seen when their readers were written."""

from __future__ import annotations

import pytest

from citetrail.app.wiring import formats, formats_for_file
from citetrail.errors import InputError
from citetrail.formats.finding import find_format
from citetrail.formats.parts.people import line_from_person, person_from_line
from citetrail.model import Bibliography, Description, Entry, Person


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


def table(header: str, row: str, above: str = "") -> Entry:
    return entry(f"{above}{header}\n{row}\n", "x.csv")


def lines_of(found: Entry) -> list[str]:
    return [line_from_person(one) for one in found.description.authors]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Smith JA, van der Berg P, WHO Study Group.", ["Smith, JA", "van der Berg, P", "WHO Study Group"]),
        ("Lee, K.H., Lee, R.-W., Kwon, Y.", ["Lee, K.H.", "Lee, R.-W.", "Kwon, Y."]),
        ("H Rockliff, AB Karl", ["Rockliff, H", "Karl, AB"]),
        ("Rockliff, Helen; Karl, Anke;", ["Rockliff, Helen", "Karl, Anke"]),
        ("Rockliff, Helen", ["Rockliff, Helen"]),
        ("Van Der Berg, J.", ["Van Der Berg, J."]),
        ("Pym, Ethel, Jr.", ["Pym, Ethel, Jr."]),
        ("Department of Bells, Towers and Ropes", ["Department of Bells, Towers and Ropes"]),
    ],
)
def test_names_of_a_cell(cell: str, expected: list[str]) -> None:
    assert lines_of(table("Title,Authors,Year", f'Bells,"{cell}",1901')) == expected


def test_scopus_has_full_names_with_numbers_pages_in_two_columns_and_a_kind_of_document() -> None:
    found = table(
        '"Authors","Author full names","Title","Year","Source title","Page start","Page end","Document Type","EID"',
        '"Pym E.","Pym, Ethel (571)","Bells","1901","Ringing","3","9","Conference paper","2-s2.0-1"',
    )
    description = found.description
    assert lines_of(found) == ["Pym, Ethel"]
    assert (description.type, str(description.pages), description.extra) == (
        "paper-conference", "3–9", (("EID", "2-s2.0-1"),),
    )  # fmt: skip
    assert (found.place.line, found.place.column) == (2, 1)


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Item Type,Type,Title,Publisher", "thesis,PhD thesis,Bells,Bath", {"type": "thesis", "genre": "PhD thesis", "institution": "Bath"}),
        ("Title,Publication Year,Date", "Bells,1901,1901-05-03", {"issued": "1901-05-03"}),
        ("Title,Publication Year,Date", "Bells,1901,", {"issued": "1901"}),
        ("Title,Year,Access Date", "Bells,1901,2020-01-01 10:00:00", {"accessed": "2020-01-01"}),
        ("Title,Authors,Publication,Number", "Bells,Pym,Ringing,3", {"container_title": "Ringing", "type": "article-journal"}),
        ("Title,Author/s,Publication Type", "Bells,Ethel Pym; Jane Doe,journal article", {"type": "article-journal"}),
        ("Cites,Authors,Title,Source,GSRank", "1,E Pym,Bells,Ringing,1", {"container_title": "Ringing", "source": None}),
        ("key,type,title,source", "a,book,Bells,Zenodo", {"container_title": None, "source": "Zenodo"}),
        ("Title,Source title,Source", "Bells,Ringing,Scopus", {"container_title": "Ringing", "source": "Scopus"}),
        ("Title,Year,Language of Original Document", "Bells,1901,English", {"language": "en"}),
        ("Title,ISBN,Publisher", "Bells,9780521895606,Ringers", {"type": "book"}),
        ("title,container_title,language", "Bells,Ringing,English", {"type": None, "language": "English"}),
    ],
)  # fmt: skip
def test_columns_of_other_programs(header: str, row: str, expected: dict[str, str | None]) -> None:
    description = table(header, row).description
    for field, value in expected.items():
        found = getattr(description, field)
        assert (None if found is None else str(found)) == value, field


def test_what_is_no_identifier_a_second_column_and_a_line_above_the_columns_are_kept_apart() -> None:
    found = table(
        "Rank,Title,PubYear,ISBN,Url,Link", "7,Bells,1901,12-3,https://a.example,https://b.example", "About the data\n"
    )
    assert set(found.description.extra) == {("Rank", "7"), ("isbn", "12-3"), ("Link", "https://b.example")}
    assert found.place.line == 3


def test_a_note_in_html_and_a_cell_over_two_lines() -> None:
    first, second = read('Title,Year,Notes\n"Bells\nand ropes",1901,<p>Mine</p>\nTowers,1902,\n', "x.csv").entries
    assert (first.notes, first.place.line, second.place.line) == (("Mine",), 2, 4)


COLUMNS = "PT\tAU\tAF\tTI\tSO\tPY\tBP\tEP\tDI\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_web_of_science_in_columns(encoding: str) -> None:
    data = f"{COLUMNS}J\tPym, E; Doe, J\tPym, Ethel; Doe, Jane\tBells\tRINGING\t1901\t3\t9\t10.5555/ab\n".encode(
        encoding
    )
    form = find_format(data, "savedrecs.txt", formats_for_file(data, "savedrecs.txt"))
    assert form.read is not None
    (found,) = form.read(data, "savedrecs.txt").entries
    assert (form.name, lines_of(found), found.description.doi) == (
        "web-of-science",
        ["Pym, Ethel", "Doe, Jane"],
        "10.5555/ab",
    )
    assert (str(found.description.pages), found.place.line) == ("3–9", 2)


def test_web_of_science_proceedings_groups_ids_and_early_access() -> None:
    text = (
        "FN Clarivate Analytics Web of Science\nVR 1.0\nPT S\nAU Pym, E\nAF Pym, Ethel\nCA Bell Group\nBE Doe, J\nBF Doe, Jane\n"
        "TI Bells\nDT Proceedings Paper\nCY JUN 27-30, 2016\nOI Pym, Ethel/0000-0002-1825-0097\nEA MAR 2021\nER\n\nEF\n"
    )
    found = entry(text, "x.txt")
    assert lines_of(found) == ["Pym, Ethel", "Bell Group"]
    assert found.description.authors[0].orcid == "0000-0002-1825-0097"
    assert [line_from_person(one) for one in found.description.editors] == ["Doe, Jane"]
    assert (found.description.type, str(found.description.event_date), str(found.description.issued)) == (
        "paper-conference", "2016-06-27/2016-06-30", "2021-03",
    )  # fmt: skip


def test_bibtex_holds_orcid_ids_as_annotations_and_no_field_of_another_meaning() -> None:
    people = (Person(family="Pym", given="E."), Person(family="Doe", orcid="0000-0002-1825-0097"))
    (form,) = formats(("bibtex",))
    assert form.write is not None
    assert form.read is not None
    written = form.write(
        [Entry(key="a", description=Description(type="book", authors=people, extra=(("EID", "2-s2.0-1"),)))]
    )
    assert [loss.field for loss in written.losses] == ["EID"]
    (back,) = form.read(written.text.encode(), "x.bib").entries
    assert (back.description.authors, back.description.article_number) == (people, None)
    odd = entry('@book{a, author={Pym, E.}, author+an:orcid={2="0000-0002-1825-0097"}}', "x.bib").description
    assert ("author+an:orcid", '2="0000-0002-1825-0097"') in odd.extra


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<bib:Book rdf:about="#item_1"><z:itemType>book</z:itemType><dc:title>Bells</dc:title></bib:Book>
<z:Collection rdf:about="#c1"><dc:title>Thesis</dc:title><dcterms:hasPart rdf:resource="#c2"/></z:Collection>
<z:Collection rdf:about="#c2"><dc:title>Chapter 1</dc:title><dcterms:hasPart rdf:resource="#item_1"/>{}</z:Collection>
</rdf:RDF>"""


@pytest.mark.parametrize("more", ["", '<dcterms:hasPart rdf:resource="#c1"/>'], ids=["tree", "circle"])
def test_collections_in_collections_are_paths_of_tags(more: str) -> None:
    (tag,) = entry(RDF.replace("{}", more), "x.rdf").tags
    assert tag == "Thesis/Chapter 1"


def test_templates_of_other_wikipedias_are_told() -> None:
    text = (
        "{{cite book |title=Bells}} {{Literatur |Titel=Glocken}} <!-- {{Ouvrage |titre=Cloches}} --> {{Bells |title=x}}"
    )
    found = read(text, "x.wiki")
    assert [one.description.title for one in found.entries] == ["Bells"]
    assert [one.message for one in found.problems] == ["a template of another language, Literatur, is not read"]


def test_no_field_of_bibtex_is_written_twice() -> None:
    text = (
        "@collection{a, editor={A, B}, editora={C, D}, editoratype={redactor}, editorb={E, F}, editorbtype={compiler},"
        " title={T}, pages={12}, eid={12}}"
    )
    (form,) = formats(("biblatex",))
    assert form.write is not None
    written = form.write([entry(text, "x.bib")])
    names = [line.split("=")[0].strip() for line in written.text.splitlines() if "=" in line]
    assert len(names) == len(set(names))
    assert [(loss.field, loss.value) for loss in written.losses] == [("editora", "C, D"), ("editoratype", "redactor")]


def test_google_scholar_calls_an_issue_a_number() -> None:
    found = table("Authors,Title,Publication,Volume,Number,Year", '"Pym, E.; ",Bells,Ringing,1,2,1901').description
    assert (found.volume, found.issue, found.number) == ("1", "2", None)


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("\\documentclass{article}\\n\\cite{a}", "x.tex", "a LaTeX manuscript"),
        ("\\begin{thebibliography}{9}\\n\\bibitem{a} A.", "x.bbl", "a reference list that BibTeX made"),
        ("\\relax\\n\\citation{a}", "x.aux", "the notes of a LaTeX run"),
        ('<?xml version="1.0"?><feed/>', "x.xml", "XML of another kind"),
        ('{"paperId": "a", "data": []}', "x.json", "JSON of another kind"),
        ("only words", "x.txt", "no bibliography format fits"),
    ],
)
def test_what_a_file_looks_like_is_told(text: str, name: str, words: str) -> None:
    with pytest.raises(InputError) as refused:
        read(text, name)
    assert words in str(refused.value)


def test_an_ending_of_one_format_alone_names_it() -> None:
    with pytest.raises(InputError, match="RIS"):
        read("only words", "x.ris")
