"""Titles that were cut, swallowed what follows, or were taken for something else; and what must stay as it is."""

import pytest

from citetrail.reading.citation.corrections_of_titles import correct_titles
from citetrail.reading.citation.segments import LABELS
from citetrail.reading.citation.tokens import tokens_from_text

SHORT = {
    "a": "author", "c": "container", "d": "date", "e": "editor", "i": "issue", "l": "location", "o": "other", "p": "pages",
    "b": "publisher", "t": "title", "v": "volume", "x": "edition",
}  # fmt: skip
ROWS = [
    ("— — —. Point Counter Point. London: Ex", "aaaaaaaoloo", "aaaotttoloo", "title behind dashes"),
    ("— — —. Point Counter Point. London: Ex", "aaaotttoloo", "aaaotttoloo", "title behind dashes already"),
    ("Roe J, Doe K. Title. London: Ex", "aaaaaotolob", "aaaaaotolob", "no dashes"),
    ("Beard M., Religions of Rome, Paris, 2006", "aaaobbbolod", "aaaotttolod", "title taken for a publisher"),
    ("Beard M., Paris, 2006", "aaaolod", "aaaolod", "nothing but a place"),
    ("Beard M., Example Press, Paris, 2006. Title", "aaaobbolodot", "aaaobbolodot", "a publisher beside a title"),
    ("Roe, Jane, Titles of the world, London, Ex", "aaaaaaaaolob", "aaaottttolob", "title taken for a name"),
    ("Roe, Jane, Doe, John, London, Ex", "aaaaaaaolob", "aaaaaaaolob", "two names"),
    ("Roe, Jane, J. K. Doe, London, Ex", "aaaaaaaaaolob", "aaaaaaaaaolob", "a name with initials"),
    ("fear of the shark (Alopias superciliosus) a species", "ttttoeeott", "tttttttttt", "a species taken for editors"),
    ("fear of sharks, Alopias super: a species", "tttoxxott", "ttttttttt", "a species taken for an edition"),
    ("The book (ed. Jane Roe) a volume", "ttoeoeeott", "ttoeoeeott", "editors that are called so"),
    ("The book (2nd ed) a volume", "ttoxxott", "ttoxxott", "an edition"),
    ("Title of things. In Roe, Jane. Error Analysis. London: Ex", "tttttttttttolob", "tttooeeeoccolob", "book and editor behind In"),
    ("Title of it,\" in Hitlers Geographies (London: Ex", "ttttttttolob", "tttoooccolob", "book behind a quotation"),
    ("Life in Hitlers Geographies, London: Ex", "ttttolob", "ttttolob", "in inside a title"),
    ("Title of it. In Roe, Jane. Error Analysis.", "ttttttttttto", "ttttttttttto", "no house or place"),
    ("\"Great Minds.\" Newsweek 27 May 2002.", "otttttttto", "otttocdddo", "newspaper behind the quotation"),
    ("\"Great Minds\" and others.", "ottttto", "ottttto", "no name behind the quotation"),
    ("A Brief History of Time. Bantam Books. pp. 12", "ttttttttooop", "tttttobbooop", "publisher at the title's end"),
    ("A History. of Books. pp. 12", "tttttooop", "tttttooop", "a short title about books"),
    ("Bayesian data analysis of it, 2nd edition. Ex", "ttttttttob", "tttttoxxob", "edition at the title's end"),
    ("Roe, 1970, Selected Works, Oslo: Ex", "aodoccolob", "aodottolob", "a book taken for a container"),
    ("Roe, 1970, Emotion, Oslo: Ex", "aodocolob", "aodocolob", "a journal that is known"),
    ("Roe, in Selected Works, Oslo: Ex", "aooccolob", "aooccolob", "a book in which something is"),
    ("A Brief History. Bantam Books. pp. 12", "tttottooop", "tttobbooop", "publisher taken for more of the title"),
    ("Preparing a critical edition. Ex", "ttttob", "ttttob", "edition as a word"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "before", "after", "name"), ROWS, ids=[row[-1] for row in ROWS])
def test_titles(text: str, before: str, after: str, name: str) -> None:
    words = tokens_from_text(text).words
    labels = [LABELS.index(SHORT[letter]) for letter in before]
    assert len(words) == len(labels), (name, words)
    correct_titles(words, labels)
    assert "".join(next(short for short, label in SHORT.items() if label == LABELS[one]) for one in labels) == after
