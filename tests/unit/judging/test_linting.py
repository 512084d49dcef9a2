"""What looks wrong in a description, and what does not."""

from __future__ import annotations

import pytest

from citetrail.judging.linting import lints_of
from citetrail.model import Description, Person
from citetrail.model.pages import pages_from_text
from library_works import describe

GOOD = {"year": 2001, "type": "article-journal", "container_title": "Journal of Examples"}
PERSON = {"authors": (Person(family="García", given="Ana"),)}


def made(title: str = "A fine title of an article", **fields: object) -> Description:
    base = describe(title, "García", **GOOD)
    return base.model_copy(update=fields)


@pytest.mark.parametrize(
    "description",
    [
        made(),
        made("DNA and RNA"),
        made("How do they do it?"),
        made("Studies in C. elegans."),
        made("A study of x etc."),
        made(r"The $\alpha$-effect of {\it nothing} $x$"),
        made(authors=(Person(literal="WHO"), Person(family="LI"))),
        made(pages=pages_from_text("1388-96")),
        made(url="https://www.example.org/page"),
        Description(type="webpage", title="A page of a site", issued=made().issued),
        made(issued=describe("x", year=-350).issued, type="classic"),
    ],
)
def test_what_is_right_is_left_alone(description: Description) -> None:
    assert list(lints_of(description, 2026)) == []


@pytest.mark.parametrize(
    ("description", "rule", "fields"),
    [
        (made(""), "no-title", ()),
        (made(authors=()), "no-author", ()),
        (made(issued=None), "no-year", ()),
        (made(container_title=None), "no-container", ()),
        (made("THE HABITS OF INVENTED QUOKKAS"), "capitals", (("title", "The habits of invented quokkas"),)),
        (
            made(authors=(Person(family="GARCIA", given="ANAMARIA"), Person(family="Doe", given="J."))),
            "capitals",
            (("authors", "Garcia, Anamaria; Doe, J."),),
        ),
        (
            made(authors=(Person(family="Doe", given="Jane"), Person(family="others"))),
            "nobody",
            (("authors", "Doe, Jane"),),
        ),
        (made(issued=describe("x", year=2060).issued), "future", ()),
        (made(issued=describe("x", year=201).issued), "old", ()),
        (made(pages=pages_from_text("96-12")), "pages", ()),
        (made("Ãœber die Gewohnheiten der Quokkas"), "letters", (("title", "Über die Gewohnheiten der Quokkas"),)),
        (made(r"The \emph habits of quokkas"), "markup", ()),
        (made("The habits of invented quokkas."), "full-stop", (("title", "The habits of invented quokkas"),)),
        (made(url="https://doi.org/10.5555/hidden.1"), "hidden-identifier", (("doi", "10.5555/hidden.1"),)),
    ],
)
def test_what_looks_wrong_is_told_with_what_would_be_right(
    description: Description, rule: str, fields: tuple[tuple[str, str], ...]
) -> None:
    (lint,) = lints_of(description, 2026)
    assert (lint.rule, lint.fields) == (rule, fields)
