"""Labels that are put right: announced issues, towns behind journals; and what must stay as it is."""

import pytest

from citetrail.reading import read_citation
from citetrail.reading.citation.corrections import corrected
from citetrail.reading.citation.corrections_of_words import is_known_name
from citetrail.reading.citation.segments import LABELS
from citetrail.reading.citation.tokens import tokens_from_text

SHORT = {
    "a": "author", "c": "container", "d": "date", "e": "editor", "i": "issue", "l": "location", "o": "other", "p": "pages",
    "b": "publisher", "t": "title", "v": "volume",
}  # fmt: skip
NUMBERS = [
    ("Emotion – № . 6", "coooo", "coooi", "issue"),
    ("Emotion № 6", "coo", "coi", "issue without a stop"),
    ("№ 6 Emotion", "ooc", "ooc", "before the journal"),
    ("Emotion № 2011", "coo", "coo", "a year"),
    ("Emotion № 6", "tto", "tto", "no journal"),
    ("Emotion , Heft 6 ( 11 ) 1388", "cooioiop", "cooiovop", "the bare one of two issues"),
    ("Emotion , № 2 ( 35 ) , 1388", "cooioioop", "cooioioop", "a number of all issues"),
    ("NJW 2015 , 1234 .", "cdovo", "cdopo", "a page behind the year"),
    ("ZIP 2010 , 345 ( 350 ) .", "cdovoioo", "cdopoooo", "two pages behind the year"),
    ("Emotion 2011 , 11 .", "cdovo", "cdovo", "a volume behind the year"),
    ("Emotion 2011 , 11 ( 6 ) .", "cdovoioo", "cdovoioo", "volume and issue behind the year"),
    ("Emotion 2011 , 11 , 1388 .", "cdovopo", "cdovopo", "volume and page behind the year"),
    ("Emotion , 7 / 8 , 1388", "coioiop", "coioiop", "one double issue"),
    ("Planetary Science XXVI , pp . 1403", "cccooop", "ccvooop", "a Roman volume"),
    ("World War II , pp . 1403", "cccooop", "cccooop", "a Roman number of the title"),
    ("Emotion 12 . 2011 , Band 11", "cvodoov", "coodoov", "the announced one of two volumes"),
    ("Emotion Nr . 691 , Bd . 70", "coovooov", "cooiooov", "an issue taken for a volume"),
    ("Sports Med . May - Jun 2003", "ccccccd", "ccodddd", "months before the year"),
    ("Med . May Journal 2003", "ccccd", "ccccd", "a month inside"),
    ("arXiv 1706 . 01953 , 2017", "odoood", "oooood", "no year"),
    ("Nature 435 . 7042 ( 2007", "cvovod", "cvoiod", "a volume and an issue of the MLA"),
    ("Nature 435 . 7042 ( 2007", "cvoood", "cvoiod", "an issue that was passed over"),
    ("Nature 435 . 7042 , 2007", "cvovod", "cvovod", "two volumes"),
    ("Imagery ’ 11 ( 6 ) 13", "totoiop", "tovoiop", "a volume taken for the title"),
]
WORDS = [
    ("Emotion, Washington, v. 11", "cccooov", "colooov", "town"),
    ("Emotion, Theory, v. 11", "cccooov", "cccooov", "no town"),
    ("Emotion, Washington (2011)", "cccooo", "cccooo", "no volume behind"),
    ("Roe et al. 2011: J. Roe, A title", "aaaaaaaaaott", "oooodoaaaott", "label before authors"),
    ("M. Doe, and P. Roe Effects of it", "aaaaaaatttt", "aaaaaaaattt", "last family name"),
    ("M. Doe, A. Poe, K. Roe Effects", "aaaaaaaaaatt", "aaaaaaaaaaat", "last family name without and"),
    ("M. Doe, and P. Roe, J. Nanoscience", "aaaaaaaaaaac", "aaaaaaaaaaac", "a journal behind and"),
    ("Doe, A., Roe, K. Effects of it", "aaaaaaaaottt", "aaaaaaaaottt", "inverted names"),
    ("Doe H. Title. Emotion 2011;11:13", "aaotoldovop", "aaotocdovop", "a journal taken for a town"),
    ("Doe H. Title. London 2011;11:13", "aaotoldovop", "aaotoldovop", "a town"),
    ("Roe J., Title; in: 2011", "eeootoood", "aaootoood", "editors that are none"),
    ("Roe J. (ed.) Title 2011", "eeoooootd", "eeoooootd", "editors"),
    ("Title, în Emotion, 11", "toccov", "toocov", "in"),
    ("Psychological Association. Emotion 11", "ccccv", "bbocv", "publisher before the journal"),
    ("Emotion. Psychological Association 11", "ccccv", "cobbv", "publisher behind the journal"),
    ("Emotion Psychological Association 11", "cccv", "cbbv", "no mark between"),
    ("Nature and Society 11", "cccv", "cccv", "a journal of a society's name"),
    ("Journal of the Medical Association 11", "cccccv", "cccccv", "a journal of an association"),
    ("Emotion December, Vol. 11", "ccooov", "cdooov", "a month behind"),
    ("Words about a thing. Emotion 2011;11:13", "ttttttdovop", "ttttocdovop", "journal at the title's end"),
    ("H. Doe, P. Roe, Emotion, 2011, 11, 13", "aaaaaaaaaodovop", "aaaaaaaocodovop", "journal behind authors"),
    ("Doe, Pierre. Exercises of Spirit. London: Roe, 1999", "aaaaaaaolobod", "aaaotttolobod", "title behind an author"),
    (
        "Doe, Pierre. Exercises of Spirit. Vol. 1. London: Roe, 1999",
        "aaaocccooovolobod",
        "aaaotttooovolobod",
        "a volume",
    ),
    ("Doe, Pierre. In Exercises of Spirit. London: Roe, 1999", "aaaoocccolobod", "aaaoocccolobod", "a book in which"),
    ("Doe, Pierre. Exercises of Spirit 1. London: Roe, 1999, 7", "aaaocccvolobodop", "aaaocccvolobodop", "with pages"),
]


def labels_of(signs: str) -> list[int]:
    return [LABELS.index(SHORT[sign]) for sign in signs]


@pytest.mark.parametrize(
    ("text", "given", "expected", "what"), [*NUMBERS, *WORDS], ids=[row[3] for row in (*NUMBERS, *WORDS)]
)
def test_corrected(text: str, given: str, expected: str, what: str) -> None:
    tokens = tokens_from_text(text)
    found = corrected(tokens, labels_of(given))
    assert [LABELS[one] for one in found] == [LABELS[one] for one in labels_of(expected)], list(
        zip(tokens.words, found, strict=False)
    )


@pytest.mark.parametrize("name", ["Emotion", "Nature", "J. Am. Chem. Soc."])
def test_known_names(name: str) -> None:
    assert is_known_name(tokens_from_text(name).words)


@pytest.mark.parametrize("name", ["", "the", "Emotion of a Placeholder", "."])
def test_unknown_names(name: str) -> None:
    assert not is_known_name(tokens_from_text(name).words)


def test_an_announced_issue() -> None:
    found = read_citation("Rockliff H. Effects of oxytocin // Emotion. – 2011. – Т. 11. – №. 6. – С. 1388-1396.")
    assert found.description.issue == "6"
