"""Kinds of tokens, kinds of works, languages."""

import pytest

from citetrail.reading.citation.kinds import KINDS, kind_of
from citetrail.reading.citation.kinds_of_work import language_from_title, type_from_signs


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        (".", "."), ("‐", "-"), ("🤣", "mark"), ("2011", "year"), ("1388", "digit4"), ("2011a", "yearletter"),
        ("12", "digit2"), ("1234567", "digit5"), ("e0123456", "elocator"), ("3rd", "ordinal"), ("12x", "numbered"),
        ("H", "initial"), ("HM", "initials"), ("NASA", "capitals"), ("Rockliff", "capital"), ("oxytocin", "lower"),
        ("McEwan", "mixed"), ("xiv", "roman"), ("x", "letter"), ("東", "sign"), ("http://a.example", "address"),
        ("Vol", "volume"), ("Nr", "issue"), ("pp", "page"), ("Hrsg", "edited"), ("März", "month"), ("und", "and"),
        ("Proceedings", "journal"), ("Università", "institution"), ("выпуск", "issue"), ("<i>", "mark"),
    ],
)  # fmt: skip
def test_kinds(token: str, kind: str) -> None:
    assert KINDS[kind_of(token)] == kind


def test_kinds_are_all_different() -> None:
    assert len(set(KINDS)) == len(KINDS)


ARTICLE = {"container": "Emotion", "volume": "11", "issue": "6", "pages": "1388"}


@pytest.mark.parametrize(
    ("text", "fields", "type_"),
    [
        pytest.param("Emotion 11(6), 1388.", ARTICLE, "article-journal", id="journal"),
        pytest.param("Oxytocin. PhD thesis, Exeter.", {"genre": "PhD thesis"}, "thesis", id="thesis"),
        pytest.param("Oxytocin. Diss. Univ. Wien, 2001.", {"publisher": "Univ. Wien"}, "thesis", id="German thesis"),
        pytest.param("In Proc. 3rd Conf. on X", {"container": "Proc. 3rd Conf. on X"}, "paper-conference", id="paper"),
        pytest.param(
            "Proc Natl Acad Sci 99: 12", {"container": "Proc Natl Acad Sci", "volume": "99"}, "article-journal",
            id="a journal called proceedings",
        ),
        pytest.param("In 2014 IEEE X", {"container": "2014 IEEE X"}, "paper-conference", id="paper of a year"),
        pytest.param("In A Book. Sage.", {"container": "A Book", "publisher": "Sage"}, "chapter", id="chapter"),
        pytest.param("A Book. Sage.", {"title": "A Book", "publisher": "Sage"}, "book", id="book"),
        pytest.param(
            "Theses on history. Sage.", {"title": "Theses on history", "publisher": "Sage"}, "book", id="no thesis",
        ),
        pytest.param("Data for X [Data set]. Zenodo.", {"publisher": "Zenodo"}, "dataset", id="dataset"),
        pytest.param("X (Version 2) [Computer software].", {}, "software", id="software"),
        pytest.param("X. arXiv:1203.4802", {"link": "arXiv:1203.4802"}, "article", id="preprint"),
        pytest.param("X. Technical report 5. CERN.", {"publisher": "CERN"}, "report", id="report"),
        pytest.param("X. http://a.example/b", {"link": "http://a.example/b"}, "webpage", id="web page"),
        pytest.param("X, The Guardian, 3 May 2012", {"container": "The Guardian"}, "article-newspaper", id="newspaper"),
        pytest.param("Doe v. Roe, 347 U.S. 483 (1954)", {"title": "Doe v. Roe", "volume": "347"}, "legal_case", id="American case"),
        pytest.param("Doe v Roe [1932] AC 562 (HL)", {"container": "AC"}, "legal_case", id="British case"),
        pytest.param("BGH NJW 1999, 1259.", {"container": "NJW"}, "legal_case", id="German case"),
        pytest.param("Case C-131/12 Doe v Roe, EU:C:2014:317.", {}, "legal_case", id="European case"),
        pytest.param("Oxytocin v. placebo. Emotion 11(6), 1388.", ARTICLE, "article-journal", id="no case"),
        pytest.param("Cass. civ. 1re, 25 févr. 1997, Bull. civ. I, n° 75.", {"container": "Bull. civ.", "issue": "75"}, "legal_case", id="French case"),
        pytest.param("Case studies of it. Sage.", {"title": "Case studies of it", "publisher": "Sage"}, "book", id="studies of cases"),
        pytest.param("Doe (2001). Title. ISBN 978-3-16-148410-0.", {"title": "Title"}, "book", id="ISBN alone"),
        pytest.param("Doe. Title. The Guardian. London.", {"container": "The Guardian", "location": "London"}, "article-newspaper", id="newspaper and town"),
        pytest.param("BGHW, A. Title. Sage.", {"title": "Title", "publisher": "Sage"}, "book", id="no court"),
        pytest.param("Clean Rivers Act of 1970, 42 U.S.C. § 12101 (1970).", {"title": "Clean Rivers Act of 1970"}, "legislation", id="statute"),
        pytest.param("Ley 23/2006, de 7 de julio. BOE núm. 162.", {"container": "BOE"}, "legislation", id="Spanish law"),
        pytest.param("Ley, J. 2006. A Book. Sage.", {"title": "A Book", "publisher": "Sage"}, "book", id="a person called Ley"),
        pytest.param("ISO 6892-1:2019, Tensile testing, ISO, Geneva.", {"container": "ISO"}, "standard", id="standard"),
        pytest.param("R (Version 4) [Tweet]. Twitter.", {"publisher": "Twitter"}, "post", id="post"),
        pytest.param("X. In Wikipedia.", {"container": "Wikipedia"}, "entry-encyclopedia", id="entry"),
        pytest.param("X [Yayımlanmamış doktora tezi]. Ankara Üniversitesi.", {"publisher": "Ankara Üniversitesi"}, "thesis", id="Turkish thesis"),
        pytest.param("X: дис. ... канд. наук. М., 2002.", {"location": "М."}, "thesis", id="Russian thesis"),
        pytest.param("X.", {}, None, id="nothing tells"),
    ],
)  # fmt: skip
def test_types(text: str, fields: dict[str, str], type_: str | None) -> None:
    assert type_from_signs(text, text.lower(), fields) == type_


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Effects of intranasal oxytocin on the imagery of compassion", "en"),
        ("Die Wirkung von Oxytocin auf das Mitgefühl und die Vorstellung", "de"),
        ("Les effets de l’ocytocine sur la compassion dans une étude", "fr"),
        ("Efectos de la oxitocina en la compasión y el apego", "es"),
        ("Efeitos da ocitocina na compaixão e no apego", "pt"),
        ("Gli effetti della ossitocina sulla compassione nel gruppo", "it"),
        ("О распознавании ссылок", "ru"),
        ("文献解析方法", "zh"),
        ("オキシトシンの効果", "ja"),
        ("Oxytocin", None),
        ("", None),
    ],
)
def test_languages(title: str, language: str | None) -> None:
    assert language_from_title(title) == language
