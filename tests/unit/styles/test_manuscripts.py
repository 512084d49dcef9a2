"""Citations in manuscripts: what is one and what is not, and the text after filling in."""

from __future__ import annotations

import time
from typing import Any

import pytest

from citetrail.documents.citation_keys import keys_in_markdown, keys_in_typst
from citetrail.errors import InputError
from citetrail.styles import load_style
from citetrail.styles.manuscripts import locators, markdown, org, typst
from citetrail.styles.manuscripts.filled import Filler
from citetrail.styles.manuscripts.kinds import SYNTAXES, syntax_of
from citetrail.styles.manuscripts.locators import labels_of, located
from styling import book

ITEMS: dict[str, dict[str, Any]] = {
    "doe": book("doe", "Ann:Doe", "Bo:Roe", year=2020, title="One"),
    "poe": book("poe", "Cy:Poe", year=2018, title="Two", publisher="Press"),
    "lee": book("lee", "Al:Lee", year=2019, title="Three"),
    "untitled": book("untitled", year=2001, title="A book without an author"),
}
ENGLISH = labels_of(load_style("apa").compiled.locale)


def fill(text: str, style: str = "apa", name: str = "x.md", heading: str = "References") -> str:
    chosen, syntax = load_style(style), syntax_of(name)
    manuscript = syntax.read(text, labels_of(chosen.compiled.locale))
    return Filler(manuscript, syntax, chosen, ITEMS, heading).text()


def body(text: str, style: str = "apa", name: str = "x.md") -> str:
    """The filled text without the list of works."""
    return fill(text, style, name, heading="References").split("\n\n# References")[0].rstrip("\n")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (", p. 3", ("page", "3", "")),
        (" pp. 33-35, 38-39 and *passim*", ("page", "33-35, 38-39", " and *passim*")),
        (", 12--14", ("page", "12–14", "")),
        (", chap. 2", ("chapter", "2", "")),
        (", §5", ("section", "5", "")),
        (", sec. 3.2, emphasis added", ("section", "3.2", ", emphasis added")),
        (", vol. II", ("volume", "II", "")),
        (", p. iv-vi", ("page", "iv-vi", "")),
        (", s.v. love 3", ("", "", ", s.v. love 3")),
        ("{pp. iv, vi and (xv)} with suffix", ("page", "iv, vi and (xv)", " with suffix")),
        ("{A-7}", ("page", "A-7", "")),
        (", emphasis added", ("", "", ", emphasis added")),
        (" but see below", ("", "", " but see below")),
        (" i think", ("", "", " i think")),
        ("", ("", "", "")),
        (", p. 7.", ("page", "7", ".")),
    ],
)
def test_locators(given: str, expected: tuple[str, str, str]) -> None:
    assert tuple(located(given, ENGLISH)) == expected


def test_locator_labels_of_the_styles_language_count_as_well() -> None:
    german = labels_of(load_style("apa", "de-DE").compiled.locale)
    assert located(", S. 3", german)[:2] == ("page", "3")
    assert located(", Kap. 3", german)[:2] == ("chapter", "3")
    assert located(", S. 3", ENGLISH)[:2] == ("", "")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("So [@doe].", "So (Doe & Roe, 2020)."),
        ("So [@doe, p. 3].", "So (Doe & Roe, 2020, p. 3)."),
        ("So [see @poe, chap. 2; @doe, pp. 3-5 *passim*].", "So (see Poe, 2018, Chapter 2; Doe & Roe, 2020, pp. 3–5 *passim*)."),
        ("Sorted [@poe; @doe].", "Sorted (Doe & Roe, 2020; Poe, 2018)."),
        ("As @doe says.", "As Doe and Roe (2020) says."),
        ("As @doe [p. 3] says.", "As Doe and Roe (2020, p. 3) says."),
        ("As @doe [p. 3; see @poe] says.", "As Doe and Roe (2020, p. 3; see Poe, 2018) says."),
        ("As @doe [@poe] and @doe[see @poe] say.", "As Doe and Roe (2020) (Poe, 2018) and Doe and Roe (2020)(see Poe, 2018) say."),
        ("Doe [-@doe] and -@poe.", "Doe (2020) and (2018)."),
        ("@{doe}'s view", "Doe and Roe (2020)'s view"),
        ("@untitled says", "*A Book without an Author* (2001) says"),
        ("[[@doe]] and [so [@poe]]", "[(Doe & Roe, 2020)] and [so (Poe, 2018)]"),
        ("[see [the] @poe]", "(see \\[the\\] Poe, 2018)"),
        ("^[A note, see @doe.]", "^[A note, see Doe and Roe (2020).]"),
    ],
)  # fmt: skip
def test_markdown(given: str, expected: str) -> None:
    assert body(given) == expected


@pytest.mark.parametrize(
    "text",
    [
        "mail jane@doe.org",
        "escaped \\@doe",
        "`[@doe]`",
        "``a ` @doe``",
        "```\n[@doe]\n```",
        "~~~ python\n@doe\n~~~",
        "    @doe in code by indent",
        "<!-- @doe -->",
        '<a href="@doe">x</a>',
        "<https://example.org/@doe>",
        "https://example.org/@doe",
        "[x](https://example.org/@doe)",
        "---\ntitle: '@doe'\n---",
        "[@unknown; @doe]",
        "[not one]",
        "[^1]: a note",
        "$$a @doe b$$",
    ],
)
def test_what_is_no_citation_stays(text: str) -> None:
    assert fill(text, heading="") == f"{text}\n"


def test_code_in_lists_and_after_text_is_told_apart() -> None:
    text = "- item\n\n    @doe in the item\n\ntext\n\n    @doe in code\n\nend"
    assert body(text) == "- item\n\n    Doe and Roe (2020) in the item\n\ntext\n\n    @doe in code\n\nend"


@pytest.mark.parametrize(
    ("style", "given", "expected"),
    [
        ("ieee", "So [@poe; @doe, p. 3] and @lee.", "So \\[1\\], \\[2, p. 3\\] and Lee \\[3\\]."),
        ("nature", "So [@poe]. And @doe too.", "So^1^. And Doe and Roe^2^ too."),
        ("modern-language-association", "So [@doe, 3]; @doe alone; @doe [3].", "So (Doe and Roe 3); Doe and Roe alone; Doe and Roe (3)."),
    ],
)  # fmt: skip
def test_other_styles(style: str, given: str, expected: str) -> None:
    assert body(given, style) == expected


def test_note_styles_make_notes_and_count_those_there_are() -> None:
    text = "First [@doe, 3]. Own[^a] and @poe.\n\n[^a]: Compare [@doe, 5].\n"
    assert fill(text, "chicago-notes-bibliography") == (
        "First.[^cite-1] Own[^a] and Poe.[^cite-2]\n\n[^a]: Compare Doe and Roe, *One*, 5.\n\n# References\n\n"
        "Doe, Ann, and Bo Roe. *One*. 2020.\n\nPoe, Cy. *Two*. Press, 2018.\n\n"
        "[^cite-1]: Ann Doe and Bo Roe, *One* (2020), 3.\n\n[^cite-2]: Cy Poe, *Two* (Press, 2018).\n"
    )


def test_labels_of_notes_are_not_used_twice() -> None:
    text = "Own[^cite-7] and new [@poe].\n\n[^cite-7]: A note.\n"
    filled = fill(text, "chicago-notes-bibliography")
    assert filled.startswith("Own[^cite-7] and new.[^cite-8]\n")
    assert "[^cite-8]: Cy Poe" in filled


def test_the_list_goes_where_the_manuscript_wants_it() -> None:
    entry = "Poe, C. (2018). *Two*. Press."
    assert fill("[@poe]\n\n# Sources\n").endswith(f"(Poe, 2018)\n\n# Sources\n\n{entry}\n")
    assert fill("[@poe]", heading="").endswith(f"(Poe, 2018)\n\n{entry}\n")
    text = "[@poe]\n\n::: {#refs}\n:::\n\n# Appendix\n"
    assert fill(text) == f"(Poe, 2018)\n\n::: {{#refs}}\n\n{entry}\n\n:::\n\n# Appendix\n"
    assert f'<div id="refs">\n{entry}\n\n</div>' in fill('[@poe]\n\n<div id="refs"></div>\n')
    assert fill("Nothing cited.") == "Nothing cited.\n"


def test_works_for_the_list_alone() -> None:
    text = fill("---\nnocite: |\n  @lee, @poe\n---\n\nText.\n")
    assert [line for line in text.splitlines() if line.startswith(("Lee", "Poe"))] == [
        "Lee, A. (2019). *Three*.",
        "Poe, C. (2018). *Two*. Press.",
    ]
    assert fill("---\nnocite: '@*'\n---\n").count("(20") == len(ITEMS)


def test_quarto_cross_references_are_no_citations() -> None:
    assert fill("See @fig-one and [@tbl-two].", name="x.qmd") == "See @fig-one and [@tbl-two].\n"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("So [cite:see @doe p. 3; @poe].", "So (see Doe & Roe, 2020, p. 3; Poe, 2018)."),
        ("As [cite/t:@doe p. 3] says [cite/na:@poe].", "As Doe and Roe (2020, p. 3) says (2018)."),
        ("As [cite:see;@doe;@poe; end].", "As (see Doe & Roe, 2020; Poe, 2018 end)."),
        ("=[cite:@doe]= and\n: [cite:@doe]\n# [cite:@doe]", "=[cite:@doe]= and\n: [cite:@doe]\n# [cite:@doe]"),
        ("#+begin_src r\n[cite:@doe]\n#+end_src", "#+begin_src r\n[cite:@doe]\n#+end_src"),
    ],
)
def test_org(given: str, expected: str) -> None:
    assert fill(given, name="x.org").split("\n\n* References")[0].rstrip("\n") == expected


def test_org_notes_and_the_place_of_the_list() -> None:
    text = "A [cite:@doe]. B[fn:1]\n\n#+print_bibliography:\n\n[fn:1] See [cite:@doe 4].\n"
    assert fill(text, "chicago-notes-bibliography", "x.org") == (
        "A.[fn:cite-1] B[fn:1]\n\nDoe, Ann, and Bo Roe. /One/. 2020.\n\n[fn:1] See Doe and Roe, /One/, 4.\n\n"
        "[fn:cite-1] Ann Doe and Bo Roe, /One/ (2020).\n"
    )
    assert fill("A [cite/n:@lee].", name="x.org") == "A.\n\n* References\n\nLee, A. (2019). /Three/.\n"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("So @doe[p. 3].", "So (Doe & Roe, 2020, p. 3)."),
        ("So @poe @doe.", "So (Doe & Roe, 2020; Poe, 2018)."),
        ('As #cite(<doe>, form: "prose", supplement: [p. 3]) says.', "As Doe and Roe (2020, p. 3) says."),
        ('In #cite(label("doe"), form: "year").', "In (2020)."),
        ("= A <doe>\nSee @doe.", "= A <doe>\nSee @doe."),
        ("`@doe` // @doe\n\"a@doe\" #x(\"@doe\")", "`@doe` // @doe\n\"a@doe\" #x(\"@doe\")"),
    ],
)  # fmt: skip
def test_typst(given: str, expected: str) -> None:
    assert fill(given, name="x.typ").split("\n\n= References")[0].rstrip("\n") == expected


def test_the_bibliography_call_of_typst_is_replaced() -> None:
    text = fill('@poe #cite(<lee>, form: none)\n\n#bibliography("a.bib", style: "apa")\n', name="x.typ")
    assert text == (
        "(Poe, 2018)\n\n#par(hanging-indent: 2em)[Lee, A. (2019). #emph[Three];.]\n\n"
        "#par(hanging-indent: 2em)[Poe, C. (2018). #emph[Two];. Press.]\n"
    )
    assert fill("A @poe.", "chicago-notes-bibliography", "x.typ").startswith(
        "A.#footnote[Cy Poe, #emph[Two] (Press, 2018).]"
    )


def test_kinds_of_files() -> None:
    assert syntax_of("-").name == "Markdown"
    assert syntax_of("A.MD").name == "Markdown"
    with pytest.raises(InputError, match="Markdown, Quarto, Org and Typst"):
        syntax_of("x.tex")


MIXED = """As @doe [p. 3] and [see @poe; -@lee, pp. 3-5] say; `@code` a@b.de, @{odd key}... <!-- @hidden -->

```
@fenced
```
"""


def test_the_same_keys_are_found_as_by_export() -> None:
    marks = markdown.read(MIXED, ENGLISH).marks
    assert [(cite.id, at) for mark in marks for cite, at in zip(mark.cites, mark.offsets, strict=True)] == [
        (key, at) for key, at in keys_in_markdown(MIXED)
    ]
    text = "@doe @poe[p. 3] `@code` #cite(<lee>) <own> @own"
    found = [cite.id for mark in typst.read(text, ENGLISH).marks for cite in mark.cites]
    assert found == [key for key, _ in keys_in_typst(text)]


@pytest.mark.parametrize(
    "piece", ["[@a; ", "@a [", "[", "`", "^[", "[cite:@a; ", "#cite(<a>", "[^1]: @a\n", "<!-- ", "---\n", "{", "*a "]
)
def test_long_manuscripts_take_no_long_time(piece: str) -> None:
    start = time.process_time()
    for syntax in {id(one): one for one in SYNTAXES.values()}.values():
        syntax.read(piece * 2000, ENGLISH)
    assert time.process_time() - start < 4


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (markdown.KEY, "@doe2020", True),
        (markdown.KEY, "-@doe", True),
        (markdown.KEY, "@ doe", False),
        (markdown.KEY, "@.", False),
        (markdown.FENCE, "```\na\n```", True),
        (markdown.FENCE, "``a``", False),
        (markdown.FRONT_MATTER, "---\na: b\n---\n", True),
        (markdown.FRONT_MATTER, "----\na\n---\n", False),
        (markdown.DEFINED, "[^a]: b", True),
        (markdown.DEFINED, "[^a] b", False),
        (markdown.REFERRED, "[^a] b", True),
        (markdown.REFERRED, "[^a]: b", False),
        (markdown.PLACE, "::: {#refs}\n:::", True),
        (markdown.PLACE, "::: {#other}\n:::", False),
        (markdown.NOCITE, "nocite: '@a'", True),
        (markdown.NOCITE, "cite: '@a'", False),
        (markdown.CROSS_REFERENCE, "fig-one", True),
        (markdown.CROSS_REFERENCE, "figone", False),
        (markdown.EMPHASIS, "*a*", True),
        (markdown.EMPHASIS, "* a*", False),
        (markdown.LIST_OR_NOTE, "- a", True),
        (markdown.LIST_OR_NOTE, "-a", False),
        (markdown.MATHS, "$$a$$", True),
        (markdown.MATHS, "$a$", False),
        (markdown.TAG, "<b>", True),
        (markdown.TAG, "< b", False),
        (org.OPENING, "[cite:", True),
        (org.OPENING, "[cited:", False),
        (org.PLACE, "#+print_bibliography:", True),
        (org.PLACE, "print_bibliography:", False),
        (org.VERBATIM, "=a=", True),
        (org.VERBATIM, "= a =", False),
        (typst.CALL, "#cite(<a>)", True),
        (typst.CALL, "#cited(<a>)", False),
        (typst.REFERENCE, "@a", True),
        (typst.REFERENCE, "@ a", False),
        (locators.NUMBERS, "3-5, 7", True),
        (locators.NUMBERS, "passim", False),
        (locators.LABEL, "pp. 3", True),
        (locators.LABEL, "3", False),
    ],
)
def test_patterns(pattern: Any, text: str, matches: bool) -> None:
    assert bool(pattern.match(text)) is matches
