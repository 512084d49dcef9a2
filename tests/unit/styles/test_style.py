"""Whole styles: elements, inheritance, groups, choices, errors, loading by id."""

from __future__ import annotations

import pytest

from citetrail.errors import InputError
from citetrail.styles import Cite, compile_style, load_style, search_styles
from styling import AUTHOR_YEAR, book, style

ITEM = {
    "id": "x",
    "type": "article-journal",
    "title": "On things",
    "title-short": "Things",
    "volume": "3-4",
    "page": "101-108",
    "DOI": "10.5555/x",
    "issued": {"date-parts": [[1999, 4, 2], [1999, 4, 5]]},
    "author": [{"family": "Doe", "given": "Ann"}],
    "editor": [{"family": "Roe", "given": "Bo"}, {"family": "Poe", "given": "Cy"}],
    "edition": "2",
}


def cited(layout: str, item: dict[str, object] = ITEM, **options: str) -> str:
    return style(layout, **options).cite([[Cite("x")]], [item])[0]


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ('<text variable="title"/>', "On things"),
        ('<text variable="title" form="short"/>', "Things"),
        ('<text variable="title" prefix="[" suffix="]" text-case="uppercase"/>', "[ON THINGS]"),
        ('<text variable="title" quotes="true" suffix="."/>', "“On things.”"),
        ('<text value="a.b. c" strip-periods="true"/>', "a.b c"),
        ('<text term="edition" form="short"/>', "ed."),
        ('<number variable="edition" form="ordinal"/>', "2nd"),
        ('<number variable="edition" form="long-ordinal"/>', "second"),
        ('<number variable="edition" form="roman"/>', "ii"),
        ('<text variable="volume"/>', "3–4"),
        ('<label variable="page" form="short"/><text variable="page" prefix=" "/>', "pp. 101–108"),
        ('<text variable="DOI" prefix="https://doi.org/"/>', "https://doi.org/10.5555/x"),
        ('<date variable="issued" form="text"/>', "April 2–5, 1999"),
        ('<date variable="issued" form="numeric" date-parts="year-month"/>', "04/1999"),
        ('<names variable="editor"><name and="text"/><label form="short" prefix=" (" suffix=")"/></names>', "Bo Roe and Cy Poe (eds.)"),
        ('<names variable="editor"><label form="verb" suffix=" "/><name and="symbol"/></names>', "edited by Bo Roe &amp; Cy Poe".replace("&amp;", "&")),
        ('<names variable="editor author"><name form="count"/></names>', "3"),
        ('<names variable="translator"><substitute><names variable="editor"/></substitute></names>', "Bo Roe, Cy Poe"),
        ('<group delimiter=", "><text variable="title"/><text variable="publisher"/></group>', "On things"),
        ('<group><text value="in "/><text variable="publisher"/></group>', ""),
        ('<group delimiter=". "><choose><if type="book"/><else><text value="a"/><text value="b"/></else></choose></group>', "a. b"),
        ('<choose><if type="book chapter"><text value="b"/></if><else-if variable="volume DOI"><text value="v"/></else-if></choose>', "v"),
        ('<choose><if variable="publisher volume" match="any"><text value="y"/></if></choose>', "y"),
        ('<choose><if variable="publisher genre" match="none"><text value="y"/></if></choose>', "y"),
        ('<choose><if is-numeric="volume"><text value="y"/></if></choose>', "y"),
        ('<choose><if position="first"><text value="y"/></if></choose>', "y"),
    ],
)  # fmt: skip
def test_elements(layout: str, expected: str) -> None:
    assert cited(layout) == expected


def test_macros_are_groups_of_their_own() -> None:
    macro = '<macro name="m"><text value="a"/><text value="b"/></macro>'
    assert cited('<group delimiter=", "><text macro="m"/><text value="c"/></group>', macros=macro) == "ab, c"


def test_substituted_variables_are_not_repeated() -> None:
    layout = '<names variable="translator"><substitute><text variable="title"/></substitute></names><text variable="title" prefix="; "/>'
    assert cited(layout) == "On things"


def test_note_fields_fill_variables_the_schema_lacks() -> None:
    item = {"id": "x", "type": "book", "note": "original-date: 1850\neditor: Roe || Bo\nfree text"}
    assert (
        cited('<date variable="original-date" form="text"/><names variable="editor" prefix=" "/>', item)
        == "1850 Bo Roe"
    )


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<style><citation></style>", "style:1:"),
        ("<html/>", "not <style>"),
        ("<style/>", "no <citation>"),
        ("<style><citation/></style>", "no <layout>"),
        ("<style><citation><layout><blink/></layout></citation></style>", "<blink>"),
        ('<style><citation><layout><text macro="x"/></layout></citation></style>', '"x" is called'),
        ('<style><citation><layout><choose><if mood="x"/></choose></layout></citation></style>', '"mood"'),
        ("<!DOCTYPE style [<!ENTITY a 'b'>]><style/>", "document type"),
    ],
)
def test_what_is_no_style_is_an_input_error(xml: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        compile_style(xml)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("layout", "message"),
    [
        ("<group>" * 200 + '<text value="a"/>' + "</group>" * 200, "more than 100 deep"),
        ('<date variable="issued"><date-part name="week"/></date>', "none of year, month and day"),
        ('<names variable="author"><name et-al-min="x" et-al-use-first="1"/></names>', "is no number"),
    ],
)
def test_hostile_layouts_are_an_input_error(layout: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        style(layout)


@pytest.mark.parametrize(("opening", "closing"), [("<i>", "</i>"), ("“", "”"), ('<span class="nocase">', "</span>")])
def test_markup_in_markup_without_end_is_text(opening: str, closing: str) -> None:
    item = {"id": "a", "type": "book", "title": opening * 3000 + "x" + closing * 3000}
    assert "x" in style('<text variable="title" text-case="title"/>').cite([[Cite("a")]], [item])[0].lower()


def test_macros_that_call_each_other_are_an_input_error() -> None:
    macros = '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'
    with pytest.raises(InputError, match="calls itself"):
        style('<text macro="a"/>', macros=macros)


def test_styles_without_bibliography_say_so() -> None:
    with pytest.raises(InputError, match="no bibliography"):
        style(AUTHOR_YEAR).bibliography([ITEM])


def test_an_item_without_fields_in_a_style_with_a_margin() -> None:
    given = style('<text variable="title"/><text variable="DOI"/>', bibliography='second-field-align="flush"')
    assert given.bibliography([{"id": "a", "type": "book"}]) == ()
    assert [entry.text for entry in given.bibliography([{"id": "a", "type": "book", "title": "T"}])] == ["T"]


def test_unknown_outputs_are_an_input_error() -> None:
    with pytest.raises(InputError, match="markdown"):
        style(AUTHOR_YEAR, bibliography="").bibliography([ITEM], output="pdf")


def test_cites_of_unknown_items_are_an_input_error() -> None:
    with pytest.raises(InputError, match='"nobody"'):
        style(AUTHOR_YEAR).cite([[Cite("nobody")]], [ITEM])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("apa", "apa"),
        ("APA", "apa"),
        ("apa.csl", "apa"),
        ("http://www.zotero.org/styles/apa", "apa"),
        ("vancouver", "nlm-citation-sequence"),
        ("psychology-and-health", "apa"),
        ("ama", "american-medical-association"),
    ],
)
def test_ids(name: str, expected: str) -> None:
    assert load_style(name).id == expected


def test_unknown_ids_suggest_near_ones() -> None:
    with pytest.raises(InputError, match="nature"):
        load_style("natur")


def test_a_dependent_style_is_its_parent() -> None:
    xml = '<style><info><link rel="independent-parent" href="http://www.zotero.org/styles/apa"/></info></style>'
    assert compile_style(xml).id == "apa"


def test_the_language_can_be_chosen() -> None:
    items = [book("x", "Ann:Doe", "Bo:Roe", year=2001)]
    layout = '<names variable="author"><name and="text"/></names>'
    xml = (
        '<style class="in-text" default-locale="fr-FR"><info><title>t</title></info>'
        f"<citation><layout>{layout}</layout></citation></style>"
    )
    assert compile_style(xml).cite([[Cite("x")]], items) == ("Ann Doe et Bo Roe",)
    assert compile_style(xml, "de-DE").cite([[Cite("x")]], items) == ("Ann Doe und Bo Roe",)


def test_search_finds_words_in_any_order() -> None:
    assert "apa" in [name.id for name in search_styles("edition apa")]
    assert search_styles("psychology", limit=3) == search_styles("psychology")[:3]
    assert search_styles("") == ()
    assert search_styles("no such style at all") == ()
