"""Readings explained in the citation's own words."""

from citetrail.model import Description, FieldSpan, Reading
from citetrail.reading import explain, read_citation


def test_stretches() -> None:
    spans = (
        FieldSpan(field="issued", start=8, end=12, confidence=0.5),
        FieldSpan(field="container_title", start=0, end=7, confidence=0.9),
    )
    reading = Reading(text="Emotion 2011.", description=Description(), spans=spans)
    assert explain(reading) == (
        ("Emotion", "container_title", 0.9),
        (" ", None, None),
        ("2011", "issued", 0.5),
        (".", None, None),
    )


def test_the_words_stay_the_same() -> None:
    text = "[1] Rockliff H, Karl A. Effects of intranasal oxytocin. Emotion. 2011;11(6):1388-96. doi:10.1037/a0023861"
    assert "".join(stretch.text for stretch in explain(read_citation(text))) == text


def test_nothing_to_explain() -> None:
    assert explain(read_citation("")) == ()
