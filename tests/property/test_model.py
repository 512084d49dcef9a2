"""The nouns read what they print, and normalising twice changes nothing."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from citetrail.model import (
    DateRange,
    PartialDate,
    date_range_from_edtf,
    date_range_from_parts,
    fold,
    fold_words,
    html_from_title,
    identifier_from_text,
    identifiers_in,
    pages_from_text,
    person_from_text,
    plain_from_markup,
    squeeze,
    title_from_markup,
)
from citetrail.model.identifiers import doi_from_text, url_from_text

# Text that is nearly an identifier, a page range, a name, markup: random letters alone would never come close.
PIECES = st.sampled_from(
    ["10.5555/", "10.1002/", "doi:", "https://doi.org/", "https://", "http://[", "arXiv:", "2107.06472", "hep-th/9901001", "v2", "PMID: ", "PMC", "21707149", "ISBN ", "978-3-16-148410-0", "(", ")", "[", "]", "<", ">", "&lt;", "&gt;", "&amp;", "%2F", "%25", "%41", ".", ",", ";", "*", "/", "-", "–", "\n", " ", "abc", "ABC", "ß", "İ", "Ǆ", "é", "é", "#", "?a=b", "_", "\\_", "<i>", "</i>", "<b>", "</b>", "<sub>", "<jats:p>", "</jats:p>", "<mml:mi>", "<!--", "-->", "<script>", "\u200b", "\xad", "12", "S1", "e", "xi", "pp. ", "and", "Jr.", "van ", "de ", "d'", "al-", "y ", "García ", "J.", "JA", "王", "太郎", "et al."]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=8).map("".join), st.text(max_size=40))


@given(TEXTS)
@example("&amp;amp;")
@example("a&lt;i&gt;b")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_words(fold_words(text)) == fold_words(text)
    assert squeeze(squeeze(text)) == squeeze(text)
    assert plain_from_markup(plain_from_markup(text)) == plain_from_markup(text)


@given(TEXTS)
def test_folding_ignores_case_and_blanks_around(text: str) -> None:
    assert fold(f"  {text}\n") == fold(text)


@given(TEXTS)
def test_titles_twice_change_nothing_and_say_the_same(text: str) -> None:
    title = title_from_markup(text)
    assert title_from_markup(title) == title
    assert "<script" not in html_from_title(text)


@given(TEXTS)
def test_an_identifier_reads_what_it_prints(text: str) -> None:
    found = identifier_from_text(text)
    if found:
        again = identifier_from_text(str(found))
        assert again is not None
        assert str(again) == str(found)


@given(TEXTS)
@example("10.5555/a%2541")
def test_a_doi_is_canonical(text: str) -> None:
    found = doi_from_text(f"10.5555/{text}")
    if found:
        assert doi_from_text(found.value) == found.model_copy(update={"version": None})
        assert found.value == found.value.lower()


@given(TEXTS)
def test_an_address_is_canonical(text: str) -> None:
    found = url_from_text(f"https://example.org/{text}")
    assert found is None or url_from_text(found.value) == found


@given(st.lists(TEXTS, max_size=4).map(" ".join))
def test_found_identifiers_stand_where_they_say(text: str) -> None:
    end = 0
    for hit in identifiers_in(text):
        assert end <= hit.start < hit.end <= len(text)
        assert not text[hit.start : hit.end].endswith((".", ",", ";", "\n", " "))
        end = hit.end


@given(TEXTS)
def test_pages_read_what_they_print(text: str) -> None:
    pages = pages_from_text(text)
    assert pages is None or pages_from_text(str(pages)) == pages


@given(st.integers(1, 99999), st.integers(0, 400))
def test_elided_pages_mean_the_full_ones(first: int, count: int) -> None:
    last = str(first + count)
    shared = next(
        (place for place, (one, other) in enumerate(zip(str(first), last, strict=False)) if one != other), None
    )
    if shared is None or len(last) != len(str(first)):
        return
    assert pages_from_text(f"{first}-{last[shared:]}") == pages_from_text(f"{first}-{last}")


_WORDS = st.sampled_from(
    "Rockliff Helen J. JA van de la d'Angelo O'Brien al-Khwārizmī García Márquez y e López Filho Van Le 王小明 太郎 Łódź "
    ", , -".split()
)
_ENDS = st.sampled_from(["", " Jr.", ", Jr.", " III", ", PhD"])
NAMES = st.tuples(st.lists(_WORDS, max_size=6).map(" ".join), _ENDS).map("".join)


@given(NAMES)
def test_a_person_reads_the_sort_name(text: str) -> None:
    person = person_from_text(text)
    if person and person.given:
        assert person_from_text(person.sort_name) == person


@given(TEXTS)
def test_initials_are_letters_in_capitals(text: str) -> None:
    person = person_from_text(text)
    assert person is None or all(letter.isalpha() for letter in person.initials)


YEARS = st.integers(-20000, 20000)
DATES = st.one_of(
    st.builds(PartialDate, year=YEARS, circa=st.booleans(), uncertain=st.booleans()),
    st.builds(PartialDate, year=YEARS, month=st.one_of(st.integers(1, 12), st.integers(21, 24))),
    st.builds(PartialDate, year=YEARS, month=st.integers(1, 12), day=st.integers(1, 28), circa=st.booleans()),
    st.integers(0, 999).map(lambda decade: PartialDate(year=decade * 10, unknown_digits=1)),
    st.integers(0, 99).map(lambda century: PartialDate(year=century * 100, unknown_digits=2)),
)
RANGES = st.one_of(
    st.builds(DateRange, start=DATES),
    st.builds(DateRange, start=DATES, end=DATES),
    st.builds(DateRange, start=DATES, is_open=st.just(True)),
    st.builds(DateRange, start=st.just(PartialDate()), end=DATES),
)


@given(RANGES)
def test_a_date_reads_what_it_prints(dates: DateRange) -> None:
    assert date_range_from_edtf(str(dates)) == dates


@given(st.text(alphabet="0123456789-/~?%XxuTYZ:. ", max_size=24))
def test_what_reads_as_a_date_prints_as_one(text: str) -> None:
    dates = date_range_from_edtf(text)
    assert dates is None or date_range_from_edtf(str(dates)) == dates


@settings(max_examples=50)
@given(st.lists(st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=4)), max_size=4), max_size=3))
def test_date_parts_never_fail(parts: list[list[int | str | None]]) -> None:
    dates = date_range_from_parts(parts)
    assert dates is None or dates.year is not None
