"""Articles of many kinds, from bytes to trails."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from citetrail import documents
from citetrail.model import Document
from citetrail.reading import find

sys.path.insert(0, str(Path(__file__).parent))
from reader import read_citations  # the tests' folders are no packages

ARTICLES = Path(__file__).resolve().parents[3] / "data" / "articles"


@cache
def found(name: str) -> Document:
    return find(documents.read((ARTICLES / name).read_bytes(), name), read_citations)


class Expected(NamedTuple):
    """What is in an article: beginnings of references, speakers in order, people mentioned, sizes of the trails."""

    references: list[str]
    speakers: list[str | None]
    people: list[tuple[str, ...]]
    trails: list[tuple[int, int, int]]


EXPECTED = {
    "apa-news.txt": Expected(
        ["Rennquist, T., Oduya", "Oduya, F. B. (2015)"],
        ["Tobias Rennquist"] * 4 + ["Ines Bravado"] * 2,
        [(), ("Tobias Rennquist",)],
        [(1, 2, 4), (1, 0, 0)],
    ),
    "clocks.txt": Expected(
        [],
        [
            *["Maria Lopez-Garcia"] * 2, "Tom Baker", *["Susan Oyelaran"] * 2, *["Kwame Boateng"] * 3, "the team", None,
            "The study", "Kwame Boateng", "Tom Baker", "Lee", "Susan Oyelaran", "Maria Lopez-Garcia", "Emily Dickinson",
            "Tom Baker", *["Ulrich von Hagen"] * 3, "Kwame Boateng",
        ],
        [(), ("Maria Lopez-Garcia", "Kwame Boateng"), ("Maria Lopez-Garcia",), ()],
        [(0, 4, 8)],
    ),
    "press-release.html": Expected(
        ["Yusuf Halvorsen, Mei-Lin"],
        ["Yusuf Halvorsen"] * 3 + ["Bettina Krall"],
        [("Yusuf Halvorsen",)],
        [(1, 1, 3)],
    ),
    "blog.md": Expected(
        ["recent paper", "Achterberg, K.", "Solheim B, Aune K"],
        ["Karoline Achterberg", "Karoline Achterberg", "Bram Solheim"],
        [("Karoline Achterberg",), ("Bram Solheim",)],
        [(2, 1, 2), (1, 1, 1)],
    ),
    "german.html": Expected(
        ["Vollmers, H., Tiedemann", "Krug, Matthis (2011)"],
        ["Henrike Vollmers", "Henrike Vollmers", "Matthis Krug"],
        [("Henrike Vollmers",), ()],
        [(1, 1, 2), (1, 0, 1)],
    ),
    "french.html": Expected(
        ["Kervadec, S., Le Goff"], ["Solène Kervadec"] * 2, [("Solène Kervadec",)], [(1, 1, 2)]
    ),
    "wrapped.txt": Expected(
        ["Mossbach, Greta, and Ulf"],
        ["Greta Mossbach", "Greta Mossbach", "Greta Mossbach", "John Keats"],
        [(), ("Greta Mossbach",), ("Greta Mossbach",)],
        [(1, 3, 3)],
    ),
    "no-reference.txt": Expected(
        [],
        ["Amara Okonjo-Bell"] * 3 + ["Ruben Castellane"],
        [("Amara Okonjo-Bell",)],
        [(0, 1, 3)],
    ),
    "two-studies.html": Expected(
        ["Aalbæk, S. and", "Thornquist, C., Obi"],
        ["Signe Aalbæk", "Caspian Thornquist", "Caspian Thornquist"],
        [("Signe Aalbæk", "Juho Määttänen"), ("Caspian Thornquist",), ("Caspian Thornquist",)],
        [(1, 1, 1), (1, 2, 2)],
    ),
    "vancouver.txt": Expected(
        ["Farrow L, Nkemelu", "Holloway P, Stern", "Farrow L, Iqbal"], [None], [], [(1, 0, 0)] * 3
    ),
    "scare-quotes.txt": Expected([], ["Olwen Pryce-Rhys"], [], []),
    "old-table.html": Expected(["Castelnau, René. Loud"], ["René Castelnau"], [], [(1, 0, 1)]),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_references(name: str) -> None:
    references = found(name).references
    assert len(references) == len(EXPECTED[name].references)
    assert all(one.raw.startswith(words) for one, words in zip(references, EXPECTED[name].references, strict=True))


@pytest.mark.parametrize("name", EXPECTED)
def test_quotations_and_their_speakers(name: str) -> None:
    assert [one.speaker for one in found(name).quotations] == EXPECTED[name].speakers


@pytest.mark.parametrize("name", EXPECTED)
def test_mentions(name: str) -> None:
    assert [one.people for one in found(name).mentions] == EXPECTED[name].people


@pytest.mark.parametrize("name", EXPECTED)
def test_trails(name: str) -> None:
    sizes = [(len(one.references), len(one.mentions), len(one.quotations)) for one in found(name).trails]
    assert sizes == EXPECTED[name].trails


@pytest.mark.parametrize("name", EXPECTED)
def test_every_finding_stands_where_it_says(name: str) -> None:
    document = found(name)
    assert all(document.text[one.place.start : one.place.end] == one.raw for one in document.references)
    assert all(document.text[one.start : one.end] == one.raw for one in document.mentions)
    assert all(document.text[one.start : one.end] == one.exact for one in document.quotations)


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_comes_from_comments_or_boilerplate(name: str) -> None:
    document = found(name)
    closed = [block for block in document.blocks if block.zone in ("comments", "boilerplate")]
    starts = [
        *(one.place.start or 0 for one in document.references),
        *(one.start for one in document.mentions),
        *(one.start for one in document.quotations),
    ]
    assert not [start for start in starts for block in closed if block.start <= start < block.end]


def test_mentions_carry_their_cues() -> None:
    (mention,) = found("no-reference.txt").mentions
    assert (mention.year, mention.institution, mention.participants) == (2014, "Port Haven University", 61)
    (mention,) = found("press-release.html").mentions
    assert mention.journal == "Annals of Invented Botany"


def test_links_give_a_reference_its_identifier() -> None:
    assert [one.description.doi for one in found("two-studies.html").references] == [
        "10.5555/crf.61.14",
        "10.5555/jqp.5.77",
    ]


def test_an_identifier_and_the_reference_of_the_same_work_are_one_trail() -> None:
    assert found("blog.md").trails[0].evidence == ("doi:10.5555/hum.2020.17", "surname Achterberg")


def test_labels_are_kept_apart() -> None:
    assert [one.label for one in found("vancouver.txt").references] == ["1", "2", "3"]


def test_places_are_lines_of_the_file() -> None:
    (reference,) = found("wrapped.txt").references
    assert (reference.place.line, reference.place.column) == (19, 1)
    assert str(found("blog.md").references[1].place) == "blog.md:20"


class TestFoundingArticle:
    """The article that started it all, from the shared seed."""

    @pytest.fixture
    def document(self, shared: Path) -> Document:
        path = shared / "seed" / "founding-article.txt"
        return find(documents.read(path.read_bytes(), path.name))

    def test_one_trail_holds_everything(self, document: Document) -> None:
        (trail,) = document.trails
        assert (len(trail.references), len(trail.quotations)) == (1, 7)
        assert len(trail.mentions) == len(document.mentions) >= 2

    def test_the_printed_reference_is_read_in_full(self, document: Document) -> None:
        (reference,) = document.references
        description = reference.description
        assert reference.place.line == 7
        assert [person.family for person in description.authors] == [
            "Rockliff", "Karl", "McEwan", "Gilbert", "Matos", "Gilbert",
        ]  # fmt: skip
        assert description.container_title == "Emotion"
        assert (description.volume, description.issue, description.year) == ("11", "6", 2011)
        assert str(description.pages) == "1388–1396"
        assert description.medium == "Print"

    def test_all_quotations_are_spoken_by_the_first_author(self, document: Document) -> None:
        assert {one.speaker for one in document.quotations} == {"Helen Rockliff"}
        assert all(one.is_spoken for one in document.quotations)

    def test_the_article_describes_itself(self, document: Document) -> None:
        description = document.description
        assert description.title == "Does Oxytocin Increase Empathy?"
        assert [str(person) for person in description.authors] == ["John Smith"]
        assert description.year == 2011
        assert document.not_after == "2011-12-22"

    def test_comments_give_nothing(self, document: Document) -> None:
        first = document.text.index("Leave a Comment")
        starts = [one.start for one in (*document.mentions, *document.quotations)]
        assert max([*starts, *(one.place.start or 0 for one in document.references)]) < first


def test_prose_beside_a_reference_in_its_paragraph_stays_body() -> None:
    page = (
        "<article><h1>Bells</h1><p>A study in Nature found more bells. Lead author Jane Roe said: “Bells are not what we "
        "thought they were.”<br>Roe J, Doe M. Bells of the parishes. J Invent Bells 2019;9(2):55-61.</p><p>More.</p></article>"
    )
    document = find(documents.read(page.encode(), "a.html"), read_citations)
    assert [one.speaker for one in document.quotations] == ["Jane Roe"]
    assert [block.zone for block in document.blocks] == ["head", "body", "references", "body"]
    assert "".join(document.text[block.start : block.end] for block in document.blocks) == document.text.replace(
        "\n\n", ""
    )


def test_a_pronoun_stands_for_the_only_person_of_the_sentence_before() -> None:
    text = (
        "“Bells are loud,” says her supervisor, Anselm Prado. “I like them.”\n\n"
        "Others doubt it: for David Scheel of Orfe Pacific University, there is no question. “She hears a bell and runs,” he said."
    )
    document = find(documents.read(text.encode(), "a.txt"), read_citations)
    assert [one.speaker for one in document.quotations] == ["Anselm Prado", "Anselm Prado", "David Scheel"]


def test_short_words_are_spoken_where_the_verb_stands_behind_them() -> None:
    text = "Più cauta Vittoria Sanseverino, epatologa: «Non prescrivo tazzine», spiega. «Dico solo di non smettere»."
    document = find(documents.read(text.encode(), "a.txt"), read_citations)
    assert [one.speaker for one in document.quotations] == ["Vittoria Sanseverino"] * 2


def test_they_stands_for_the_group_that_was_spoken_of() -> None:
    text = (
        "Jane Roe likes bells. “I ring them daily,” she said.\n\n"
        "The researchers warn of haste. “Bells need small doses of time,” they wrote."
    )
    document = find(documents.read(text.encode(), "a.txt"), read_citations)
    assert [one.speaker for one in document.quotations] == ["Jane Roe", "The researchers"]


def test_a_sentence_in_marks_goes_on_from_the_sentence_before() -> None:
    text = (
        "Not so fast, said Dr. Elliot Roe, who has pooled 14 studies. “It is there in the north. That’s not noise.”\n\n"
        "Others heard bells. The song they sang was long and loud. “We rang the bells all night long.”"
    )
    document = find(documents.read(text.encode(), "a.txt"), read_citations)
    assert [one.speaker for one in document.quotations] == ["Elliot Roe", None]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "James Roe, a professor of bells in Orfe, who was not part of the work, called the results “nice” but warned: "
            "“This does not mean that all bells ring.”",
            ["James Roe"],
        ),
        ("A review lists bells only, Wesam Roe told VeriBell. “We never studied gongs here,” he said.", ["Wesam Roe"]),
        ("From the article: “Delaying bells leads to a lasting benefit.”", [None]),
        ("David Roe rings bells. He knows Old Tom and Big Ben. “They are like people,” he says.", ["David Roe"]),
        ("Her adviser, Prof. Sam Roe, believes in size. “A big bell seems to mean it,” he explains.", ["Sam Roe"]),
        ("Der Stadtplaner Holger Roe freut sich. „Endlich Zahlen“, meint er.", ["Holger Roe"]),
        ("Mareike Roe forscht. Für Roe ist das Ergebnis ein Argument: „Das sind Lernorte für alle.“", ["Mareike Roe"]),
        ("Jane Roe rang. One of them wrote: “Bells require neurons by definition.”", [None]),
        ("La autora, Sarita Roe, propone descansar. “Es gratis”, subrayó.", ["Sarita Roe"]),
        ("Giant birds, they write, “survived to the very end of it.”", [None]),
    ],
)
def test_speakers_of_one_paragraph(text: str, speakers: list[str | None]) -> None:
    document = find(documents.read(text.encode(), "a.txt"), read_citations)
    assert [one.speaker for one in document.quotations] == speakers


def test_a_title_behind_a_colon_is_no_quotation() -> None:
    document = find(
        documents.read(b'I read the article: "A Short History of Bells in Orfe." It was long.', "a.txt"), read_citations
    )
    assert document.quotations == ()


def test_a_linked_doi_ends_where_the_link_does() -> None:
    page = (
        "<h1>Bells</h1><p>They ring.</p><h2>References</h2><ol><li>Roe, Jane (1970). Bells of Orfe. J Invent Bells 16: 329–337. doi:"
        "<a href='https://doi.org/10.5555%2Fb9815'>10.5555/b9815</a>. S2CID 5346.</li><li>Doe, M. (1971). Moss. J Moss 2: 1–9.</li></ol>"
    )
    document = find(documents.read(page.encode(), "a.html"))
    assert [str(one) for one in document.references[0].description.identifiers] == ["doi:10.5555/b9815"]
