"""Whole citations: one real work in the styles people paste, and others that show a field."""

import pytest

from citetrail.model import Reading
from citetrail.reading import read_citation, read_citations
from citetrail.reading.citation.trimming import title_in_quotes

AUTHORS = ["Rockliff", "Karl", "McEwan", "Gilbert", "Matos", "Gilbert"]
FOUNDING = (
    "Rockliff, Helen, Anke Karl, Kristen McEwan, Jean Gilbert, Marcela Matos, and Paul Gilbert. “Effects of Intranasal "
    "Oxytocin on ‘compassion Focused Imagery'” Emotion 11.6 (2011): 1388-396. Print."
)
IN_STYLES = {
    "MLA 7": FOUNDING,
    "MLA 8": "Rockliff, Helen, et al. “Effects of Intranasal Oxytocin on ‘Compassion Focused Imagery.’” Emotion, "
    "vol. 11, no. 6, 2011, pp. 1388–96.",
    "MLA 9": "Rockliff, Helen, et al. “Effects of Intranasal Oxytocin on ‘Compassion Focused Imagery.’” Emotion, "
    "vol. 11, no. 6, Dec. 2011, pp. 1388–96. APA PsycNet, https://doi.org/10.1037/a0023861.",
    "APA 6": "Rockliff, H., Karl, A., McEwan, K., Gilbert, J., Matos, M., & Gilbert, P. (2011). Effects of intranasal "
    "oxytocin on ‘compassion focused imagery’. Emotion, 11(6), 1388-1396. doi:10.1037/a0023861",
    "APA 7": "Rockliff, H., Karl, A., McEwan, K., Gilbert, J., Matos, M., & Gilbert, P. (2011). Effects of intranasal "
    "oxytocin on ‘compassion focused imagery’. Emotion, 11(6), 1388–1396. https://doi.org/10.1037/a0023861",
    "Chicago author-date": "Rockliff, Helen, Anke Karl, Kristen McEwan, Jean Gilbert, Marcela Matos, and Paul Gilbert. "
    "2011. “Effects of Intranasal Oxytocin on ‘Compassion Focused Imagery.’” Emotion 11 (6): 1388–96.",
    "Chicago note": "Helen Rockliff, Anke Karl, Kristen McEwan, Jean Gilbert, Marcela Matos, and Paul Gilbert, “Effects "
    "of Intranasal Oxytocin on ‘Compassion Focused Imagery,’” Emotion 11, no. 6 (2011): 1388–96.",
    "Vancouver": "1. Rockliff H, Karl A, McEwan K, Gilbert J, Matos M, Gilbert P. Effects of intranasal oxytocin on "
    "'compassion focused imagery'. Emotion. 2011 Dec;11(6):1388-96. doi: 10.1037/a0023861. PMID: 21707149.",
    "IEEE": "[1] H. Rockliff, A. Karl, K. McEwan, J. Gilbert, M. Matos, and P. Gilbert, “Effects of intranasal oxytocin "
    "on ‘compassion focused imagery’,” Emotion, vol. 11, no. 6, pp. 1388–1396, Dec. 2011.",
    "Harvard": "Rockliff, H., Karl, A., McEwan, K., Gilbert, J., Matos, M. and Gilbert, P., 2011. Effects of intranasal "
    "oxytocin on ‘compassion focused imagery’. Emotion, 11(6), pp.1388-1396.",
    "Nature": "1. Rockliff, H. et al. Effects of intranasal oxytocin on ‘compassion focused imagery’. Emotion 11, "
    "1388–1396 (2011).",
    "ABNT": "ROCKLIFF, H. et al. Effects of intranasal oxytocin on ‘compassion focused imagery’. Emotion, Washington, "
    "v. 11, n. 6, p. 1388-1396, dez. 2011.",
    "DIN": "ROCKLIFF, Helen; KARL, Anke u. a.: Effects of intranasal oxytocin on ‘compassion focused imagery’. In: "
    "Emotion 11 (2011), Nr. 6, S. 1388–1396",
    "GOST": "Rockliff H. et al. Effects of intranasal oxytocin on ‘compassion focused imagery’ // Emotion. – 2011. – "
    "Т. 11. – №. 6. – С. 1388-1396.",
}


def words_of(title: str | None) -> str:
    """A title's words, for comparing across styles."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in title or "").lower().split())


@pytest.mark.parametrize("style", IN_STYLES)
def test_styles(style: str) -> None:
    found = read_citation(IN_STYLES[style]).description
    families = [(person.family or "").title().replace("Mcewan", "McEwan") for person in found.authors]
    assert families == (AUTHORS if not found.has_more_authors else AUTHORS[: len(families)])
    assert words_of(found.title) == "effects of intranasal oxytocin on compassion focused imagery"
    assert found.container_title == "Emotion"
    assert (found.volume, found.year) == ("11", 2011)
    assert found.pages is not None
    assert (found.pages.first, found.pages.last) == ("1388", "1396")
    assert found.issue == (None if style == "Nature" else "6")
    assert found.type == "article-journal"
    if "10.1037" in IN_STYLES[style]:
        assert found.doi == "10.1037/a0023861"


def test_founding_line_in_full() -> None:
    found = read_citation(FOUNDING).description
    assert [str(person) for person in found.authors] == [
        "Helen Rockliff", "Anke Karl", "Kristen McEwan", "Jean Gilbert", "Marcela Matos", "Paul Gilbert",
    ]  # fmt: skip
    assert not found.has_more_authors
    assert found.title == "Effects of Intranasal Oxytocin on ‘compassion Focused Imagery'"
    assert (found.issue, found.medium, found.language, found.note) == ("6", "Print", "en", None)


def field(reading: Reading, name: str) -> str:
    return next(reading.text[span.start : span.end] for span in reading.spans if span.field == name)


def test_spans_and_confidence() -> None:
    reading = read_citation(FOUNDING)
    assert field(reading, "container_title") == "Emotion"
    assert field(reading, "pages") == "1388-396"
    assert field(reading, "issued") == "2011"
    assert all(0 <= span.confidence <= 1 for span in reading.spans)
    assert reading.confidence > 0.7


@pytest.mark.parametrize(
    ("text", "type_", "container", "publisher", "place"),
    [
        pytest.param(
            "Smithson, Michael, and Jay Verkuilen. 2006. Fuzzy Set Theory: Applications in the Social Sciences. "
            "Thousand Oaks, CA: Sage.",
            "book", None, "Sage", "Thousand Oaks, CA", id="book",
        ),
        pytest.param(
            "Lennox, J. (1986). Aristotle, Galileo, and the ‘Mixed Sciences’. In W. Wallace (Ed.), Reinterpreting "
            "Galileo (pp. 29–51). Washington, DC: Catholic University of America Press.",
            "chapter", "Reinterpreting Galileo", "Catholic University of America Press", "Washington, DC", id="chapter",
        ),
    ],
)  # fmt: skip
def test_books(text: str, type_: str, container: str | None, publisher: str, place: str) -> None:
    found = read_citation(text).description
    assert (found.type, found.container_title, found.publisher, found.publisher_place) == (
        type_, container, publisher, place,
    )  # fmt: skip


EASTERN = [
    pytest.param(
        "고미정, 홍길동, '보기 자료의 특성에 관한 연구,' 한국보기학회지, 제23권, 제1호, 2017, pp.26-32.",
        ("고", "보기 자료의 특성에 관한 연구", "한국보기학회지", 2017, "23", "1", "26"), id="Korean",
    ),
    pytest.param(
        "王小明. 示例資料研究. 示例學報. 2002. 15(2): 33-40.",
        ("王", "示例資料研究", "示例學報", 2002, "15", "2", "33"), id="Chinese",
    ),
    pytest.param(
        "山田太郎「例文の研究」『例文学研究』第12巻第3号、2010年、45-60頁。",
        ("山田", "例文の研究", "例文学研究", 2010, "12", "3", "45"), id="Japanese",
    ),
    pytest.param(
        "محمد أحمد (2010). أثر التعليم الإلكتروني. مجلة العلوم التربوية، 5(2)، 33-40.",
        ("أحمد", "أثر التعليم الإلكتروني", "مجلة العلوم التربوية", 2010, "5", "2", "33"), id="Arabic",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EASTERN)
def test_other_scripts(text: str, expected: tuple[object, ...]) -> None:
    found = read_citation(text).description
    assert found.pages is not None
    assert (
        found.authors[0].family, found.title, found.container_title, found.year, found.volume, found.issue, found.pages.first,
    ) == expected  # fmt: skip


def test_a_batch_reads_like_single_calls() -> None:
    texts = list(IN_STYLES.values()) * 2
    assert read_citations(texts) == tuple(read_citation(text) for text in texts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00\x01\xff",
        "🤣" * 50,
        "\u202eמאמר על מדע, 2010",
        "." * 5000,
        "a" * 1_000_000,
        "1 " * 400_000,
        "\ud800",
    ],
    ids=["empty", "blank", "binary", "emoji", "right to left", "dots", "one long word", "numbers", "lone surrogate"],
)
def test_anything_goes(text: str) -> None:
    reading = read_citation(text)
    assert reading.text == text
    assert all(0 <= span.start < span.end <= len(text) for span in reading.spans)


@pytest.mark.parametrize(
    ("behind", "translated"),
    [
        (" [The Fox]", "The Fox"),
        (" (PDF)", None),
        (" [The Fox in Winter and in Spring]", "The Fox in Winter and in Spring"),
        ("", None),
    ],
)
def test_what_stands_behind_quotation_marks_is_no_title(behind: str, translated: str | None) -> None:
    said = read_citation(
        f'Müller, Hans (3 May 1999). "Der Fuchs im Winter"{behind}. Der Spiegel (in German). No. 18. pp. 34–36.'
    )
    assert (said.description.title, said.description.translated_title) == ("Der Fuchs im Winter", translated)
    assert (said.description.language, said.description.note) == ("de", None)


@pytest.mark.parametrize(
    "title",
    [
        'The "fox" of hens',
        '"Foxes" and hens (1990)',
        "Foxes (PDF)",
        'What is a "hen"',
        '"Hens" [and] "foxes"',
        "«Лиса» и куры",
    ],
)
def test_quotation_marks_of_the_title_itself_stay(title: str) -> None:
    assert title_in_quotes(title) == (title, None)
