"""Citation keys from templates."""

from __future__ import annotations

import pytest

from citetrail.errors import InputError
from citetrail.judging.keys import DEFAULT_TEMPLATE, ascii_letters, citation_key, fits_template
from citetrail.model import Description, Person, date_range_from_edtf, group, pages_from_text

ROCKLIFF = Description(
    authors=tuple(Person(family=name) for name in ("Rockliff", "Karl", "McEwan", "Gilbert")),
    title="Effects of intranasal oxytocin on 'compassion focused imagery'",
    container_title="Emotion",
    issued=date_range_from_edtf("2011-12"),
    volume="11",
    pages=pages_from_text("1388-96"),
)


@pytest.mark.parametrize(
    ("template", "key"),
    [
        (DEFAULT_TEMPLATE, "rockliff2011effects"),
        ("[auth][year][shorttitle:3]", "Rockliff2011Effectsintranasaloxytocin"),
        ("[auth:lower]_[shortyear]", "rockliff_11"),
        ("[auth3][year]", "Roc2011"),
        ("[auth3_2][year]", "Kar2011"),
        ("[authors2]:[year]", "RockliffKarlEtAl:2011"),
        ("[authEtAl:upper]", "ROCKLIFFETAL"),
        ("[auth.etal]", "RockliffEtAl"),
        ("[authorsAlpha][shortyear]", "RKMG11"),
        ("[authorLast]", "Gilbert"),
        ("[title:abbr]", "EIOCFI"),
        ("[journal][volume][firstpage]-[lastpage]", "Emotion111388-1396"),
        ("[month]", "12"),
        ("[edtr:(none)]", "none"),
        ('[auth:regex("f+","F")]', "RockliF"),
        ("[auth:truncate4]", "Rock"),
        ("auth.lower + year", "rockliff2011"),
        ("auth(3) + '_' + shorttitle(3,3) + year", "Roc_EffectsIntranasalOxytocin2011"),
        ("edtr + year | auth + year", "Rockliff2011"),
        ("auth.etal.lower + year", "rockliffetal2011"),
        ("auth.substring(2,3)", "ock"),
        ('auth.replace("ck","k")', "Rokliff"),
    ],
)
def test_templates(template: str, key: str) -> None:
    assert citation_key(ROCKLIFF, template) == key


@pytest.mark.parametrize(
    "template", ["nope", "[nope]", "[auth", "auth]", "auth.nope", "[auth:nope]", "auth(", "", "auth + ~"]
)
def test_a_template_that_cannot_be_read_is_refused(template: str) -> None:
    with pytest.raises(InputError):
        citation_key(ROCKLIFF, template)


def test_a_taken_key_gets_letters_whatever_its_capitals() -> None:
    taken: set[str] = set()
    keys = []
    for _ in range(29):
        keys.append(citation_key(ROCKLIFF, taken=taken))
        taken.add(keys[-1])
    assert keys[:3] == ["rockliff2011effects", "rockliff2011effectsa", "rockliff2011effectsb"]
    assert keys[26:] == ["rockliff2011effectsz", "rockliff2011effectsaa", "rockliff2011effectsab"]
    assert citation_key(ROCKLIFF, "[auth]", {"rockliff"}) == "Rockliffa"


@pytest.mark.parametrize(
    ("description", "key"),
    [
        (Description(title="The thing"), "anonndthing"),
        (Description(), "anonnd"),
        (Description(authors=(group("World Health Organization"),), title="A"), "worldhealthorganizationnda"),
        (Description(authors=(Person(family="Berg", particle="van den"),), title="COVID-19"), "vandenbergndcovid19"),
        (Description(editors=(Person(family="O’Brien"),), title="<i>E. coli</i> now"), "obrienndcoli"),
        (Description(authors=(Person(family="Иванова"),), title="Мир"), "ivanovandmir"),
        (Description(authors=(Person(family="Straßer"),), title="Über Größe"), "strasserndgrosse"),
        (Description(authors=(Person(family="田中"),), title="題"), "田中nd題"),
    ],
)
def test_the_default_template_on_other_works(description: Description, key: str) -> None:
    assert citation_key(description) == key


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Łukasiewicz", "Lukasiewicz"),
        ("Đorđević", "Dordevic"),
        ("Ñandú", "Nandu"),
        ("Παπάς", "Papas"),
        ("plain", "plain"),
    ],
)
def test_letters_in_ascii(text: str, plain: str) -> None:
    assert ascii_letters(text) == plain


def test_a_key_never_holds_what_tex_would_misread() -> None:
    description = Description(authors=(Person(family="D{e}, #%\\~"),), title="$x$ & 'y'")
    assert not set(citation_key(description)) & set("{}#%\\~$&', \"")


@pytest.mark.parametrize(
    ("key", "fits"),
    [("doe2001study", True), ("doe2001studya", True), ("doe2001studyab", True), ("doe2001", False), ("x", False)],
)
def test_a_key_fits_its_template_with_letters_behind(key: str, fits: bool) -> None:
    description = Description(authors=(Person(family="Doe"),), title="A study", issued=date_range_from_edtf("2001"))
    assert fits_template(key, description) is fits
