"""The packed styles and locales."""

from __future__ import annotations

from importlib.resources import files

import pytest

from citetrail.errors import InputError
from citetrail.styles import Cite, load_style
from citetrail.styles.locales import Locale, locale_part
from citetrail.styles.nodes import DOCTYPE, parse
from citetrail.styles.store import bare_id, locale_chain, style_names, style_text, styles_beginning

DATA = files("citetrail.styles") / "data"
LIMIT_MB = 2.5


def test_the_data_carry_their_own_licence() -> None:
    notice = " ".join((DATA / "LICENSE").read_text("utf-8").split())
    assert "Creative Commons Attribution-ShareAlike 3.0" in notice
    assert "https://citationstyles.org/" in notice


def test_plain_and_packed_styles_are_whole() -> None:
    for name in ("apa", "zootaxa", "academy-of-management-review"):
        xml = style_text(name).xml
        assert parse(xml).tag == "style"
        assert "<author>" in xml, "authors of styles are kept"


def test_all_kinds_of_names() -> None:
    names = style_names()
    independent = [name for name in names if not name.parent]
    assert len(independent) > 2800
    assert len(names) - len(independent) > 7900
    assert next(name for name in names if name.id == "psychology-and-health").parent == "apa"


@pytest.mark.parametrize("name", ["", "\n", "a\tb", "no/such", "../LICENSE", "x" * 5000])
def test_names_that_are_none(name: str) -> None:
    with pytest.raises(InputError):
        style_text(name)


@pytest.mark.parametrize(
    ("given", "expected"),
    [("APA", "apa"), ("https://www.zotero.org/styles/apa/", "apa"), ("x.csl", "x"), ("The Lancet", "the-lancet")],
)
def test_bare_ids(given: str, expected: str) -> None:
    assert bare_id(given) == expected


@pytest.mark.parametrize(("language", "term"), [("de", "und"), ("de-AT", "und"), ("fr-FR", "et"), ("xx", "and")])
def test_locales_fall_back(language: str, term: str) -> None:
    assert Locale(language, locale_chain(language)).text("and") == term


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("en-US", 1, "1st"),
        ("en-US", 2, "2nd"),
        ("en-US", 11, "11th"),
        ("en-US", 112, "112th"),
        ("en-US", 123, "123rd"),
        ("de-DE", 3, "3."),
    ],
)
def test_ordinals(language: str, number: int, expected: str) -> None:
    assert Locale(language, locale_chain(language)).ordinal(number) == expected


def test_forms_of_terms_fall_back() -> None:
    part = locale_part(
        parse('<locale><terms><term name="x">long</term><term name="x" form="verb">by</term></terms></locale>')
    )
    locale = Locale("en", (part,))
    assert [locale.text("x", form) for form in ("", "short", "symbol", "verb", "verb-short")] == [
        "long",
        "long",
        "long",
        "by",
        "by",
    ]
    assert locale.text("y") == ""


@pytest.mark.parametrize(("text", "has_type"), [("<!DOCTYPE x>", True), ("<!doctype x>", True), ("<style/>", False)])
def test_document_types(text: str, has_type: bool) -> None:
    assert bool(DOCTYPE.search(text)) is has_type


def test_styles_of_every_part_of_the_alphabet_work() -> None:
    """One in a hundred; `make bench-styles` tries every one."""
    people = [{"family": "Doe", "given": "Jane Q."}, {"family": "van der Berg", "given": "Jan"}, {"literal": "WHO"}]
    date = {"date-parts": [[2020, 5, 6]]}
    items = [
        {"id": "a", "type": "article-journal", "title": "A", "author": people, "issued": date, "page": "1-3"},
        {"id": "b", "type": "book", "title": "B", "editor": people, "publisher": "P", "URL": "https://example.org"},
        {"id": "c", "type": "webpage"},
    ]
    for name in [one.id for one in style_names() if not one.parent][::100]:
        found = load_style(name)
        assert found.cite([[Cite("a", locator="2"), Cite("b")], [Cite("a"), Cite("c")]], items)[0], name
        if found.compiled.bibliography is not None:
            assert found.bibliography(items), name


def test_styles_that_begin_so_are_those_of_the_whole_list() -> None:
    begun = [(style.id, style.title) for style in styles_beginning("nature-c")]
    assert begun
    assert begun == [(style.id, style.title) for style in style_names() if style.id.startswith("nature-c")]
