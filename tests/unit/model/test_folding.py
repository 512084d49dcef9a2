"""Folding: what counts as the same when people compare."""

from __future__ import annotations

import pytest

from citetrail.model import fold, fold_words, plain_from_markup, squeeze

SAME = {
    "case": ("Emotion", "EMOTION"),
    "accents": ("García", "Garcia"),
    "composed or not": ("é", "e\u0301"),
    "sharp s": ("Straße", "STRASSE"),
    "ligature": ("ﬁne", "fine"),
    "full width": ("ＡＢＣ", "abc"),
    "quotes": ("‘x’ “y”", "'x' \"y\""),
    "backtick": ("`x", "‘x"),
    "dashes": ("1388–1396", "1388-1396"),
    "markup": ("<i>E. coli</i>", "E. coli"),
    "entities": ("AT&amp;T", "AT&T"),
    "entities twice": ("AT&amp;amp;T", "AT&T"),
    "white space": ("a\u00a0 b\n", "a b"),
    "soft hyphen": ("com\u00adpassion", "compassion"),
    "dotted I": ("İstanbul", "istanbul"),
    "stroke": ("Łódź", "Lodz"),
}
DIFFERENT = {
    "letters": ("form", "from"),
    "punctuation": ("C++", "C"),
    "voiced kana": ("が", "か"),
    "nukta": ("क़", "क"),
    "word border": ("a b", "ab"),
    "numbers": ("2010", "2011"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_words_alone() -> None:
    assert fold_words("Effects: of ‘compassion-focused’ imagery!") == "effects of compassion focused imagery"


MARKUP = {
    "inline": ("H<sub>2</sub>O", "H2O"),
    "JATS": ("<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One. Two."),
    "MathML": ("<mml:math><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:math>", "x2"),
    "escaped": ("&lt;i&gt;x&lt;/i&gt;", "x"),
    "attributes": ('<span style="font-variant:small-caps">x</span>', "x"),
    "comment": ("a<!-- b -->c", "ac"),
    "less than": ("p<0.05 and q>0.1", "p<0.05 and q>0.1"),
    "less than a letter": ("a<b and c>d", "a<b and c>d"),
    "no tag": ("<Konggi-Inhyung>", "<Konggi-Inhyung>"),
    "ampersand": ("R & D", "R & D"),
}


@pytest.mark.parametrize(("text", "plain"), MARKUP.values(), ids=MARKUP)
def test_plain_from_markup(text: str, plain: str) -> None:
    assert plain_from_markup(text) == plain


def test_squeeze() -> None:
    assert squeeze("  a\u200b \n\t b ") == "a b"
