"""Books behind `In`, law reviews, series, lone pages and bodies as authors; and what must stay as it is."""

import pytest

from citetrail.reading.citation.corrections_of_parts import correct_parts
from citetrail.reading.citation.segments import LABELS
from citetrail.reading.citation.tokens import tokens_from_text

SHORT = {
    "a": "author", "c": "container", "d": "date", "e": "editor", "i": "issue", "l": "location", "o": "other", "p": "pages",
    "b": "publisher", "s": "series", "t": "title", "v": "volume",
}  # fmt: skip
ROWS = [
    ("Roe, One title. In: Doe, K. Another title. London: Ex", "aottoooeeeottolob", "aottoooeeeoccolob", "book behind In"),
    ("Роу, Один труд // Доу К. Другой труд. М.: Наука", "aottoooooottooob"[:16], "aottooooooccooob"[:16], "book behind two strokes"),
    ("Roe, One title. Another title. London: Ex", "aottottolob", "aottottolob", "no In between"),
    ("Roe, One title. In Emotion, Another title", "aottooco" + "tt", "aottooco" + "tt", "a journal between"),
    ("Roe, One title, in «Another title», V-VI (1976-77), 9", "aottooottoocodovoop"[:19], "aottoooccoovodoooop", "a Roman volume"),
    ("Roe, The Right, 4 Harv. L. Rev. 193 (1890).", "aottttt" + "ococovodoo"[:10], "aottovccccccpodoo", "law review"),
    ("Roe, A title, 4 Harvard Review 193 (1890).", "aottovccpodoo", "aottovccpodoo", "a journal without full stops"),
    ("Emotion, ser. 10, 6: 622", "cosssoiop", "cosssovop", "number behind a series"),
    ("Emotion, ser. 10, 6: 622", "cosssovop", "cosssovop", "with its volume"),
    ("Title. Vol. I. London: Ex", "tooooolob", "tooovolob", "announced volume"),
    ("Title. Vol. London: Ex", "tooolob", "tooolob", "a word for a volume alone"),
    ("Emotion, v. 68, 1483.", "cooovooo"[:4] + "vooo", "coo" + "ovopo", "lone page"),
    ("4 J. Ex. 1 (1960)", "vcocooodo", "vcocopodo"[:9], "lone page before the year"),
    ("Emotion B716 (2012) 1, arXiv", "cvodoool", "cvodopol"[:8], "lone page behind the year"),
    ("1987. Emotion, v. 68, 1483.", "docooovodo", "docooovopo", "a page like a year"),
    ("Emotion, v. 68, 1983.", "cooovodo", "cooovodo", "a year"),
    ("Historia literaria, edición de Jean Franco, 120", "cccccccop", "ccoooeeop", "editors behind a book"),
    ("A new edited by hand book, 120", "ccccccop", "ccccccop", "edited inside a name"),
    ("Emotion 11, 13 refs. 1388", "cvooooo", "cvooooo", "two numbers"),
    ("Kuratorium für Technik und Bau: Ein Titel, Bonn", "ttttttttol", "aaaaaottol", "a body before a colon"),
    ("SOCIÉTÉ POUR LE DROIT, Un titre, Paris", "tttttttol", "aaaaottol", "a body in capitals"),
    ("World history of war: a book", "ttttttt", "ttttttt", "a title with a colon"),
    ("Department of Editing. One: Two Titles", "aaaottttt"[:8], "aaaotttt", "a colon inside the title"),
    ("Kuratorium: Ein Titel", "tttt", "tttt", "one word"),
    ("NATIONAL TREASURE, a film", "ttttt", "ttttt", "a title in capitals"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "before", "after", "name"), ROWS, ids=[row[-1] for row in ROWS])
def test_parts(text: str, before: str, after: str, name: str) -> None:
    words = tokens_from_text(text).words
    labels = [LABELS.index(SHORT[letter]) for letter in before]
    assert len(words) == len(labels), (name, words)
    correct_parts(words, labels)
    assert "".join(next(short for short, label in SHORT.items() if label == LABELS[one]) for one in labels) == after
