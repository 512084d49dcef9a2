"""`check` tells of quotations in a text that say something else than the work they are from."""

from __future__ import annotations

from collections.abc import Callable

from e2e.conftest import Workplace
from small_pdf import small_pdf
from standin import World, work

TITLE = "On the invented habits of quokkas at night"
ARTICLE = """# Night life

Sample (2001) reports: "We observed {} quokkas on the island, and none of them frowned at us". That is a lot.

## References

Sample, S. (2001). On the invented habits of quokkas at night. Journal of Examples, 3(1), 1-9. https://doi.org/10.5555/q.1
"""
ABSTRACT = "Background. We observed 24 quokkas on the island, and none of them frowned at us. They smile."


def place_with(serve: Callable[[World], Workplace], abstract: str | None) -> Workplace:
    return serve(
        World([work("10.5555/q.1", TITLE, authors=["Sample, Sophie"], year=2001, container="Journal of Examples",
                    volume="3", issue="1", pages="1-9", abstract=abstract)])
    )  # fmt: skip


def test_a_changed_number_is_told_from_the_file_in_the_library(serve: Callable[[World], Workplace]) -> None:
    place = place_with(serve, None)
    place.write("right.md", ARTICLE.format(24))
    place.write("wrong.md", ARTICLE.format(42))
    place.write(
        "paper.pdf",
        small_pdf([[ABSTRACT[:60].rsplit(" ", 1)[0], ABSTRACT[len(ABSTRACT[:60].rsplit(" ", 1)[0]) + 1 :]]]),
    )
    place.run("add", "10.5555/q.1")
    key = place.run("list", "-o", "ids").out.strip()
    assert "says something else" not in place.run("check", "wrong.md").err
    place.run("attach", key, "paper.pdf")
    assert "says something else" not in place.run("check", "right.md").err
    told = place.run("check", "wrong.md").err
    assert "wrong.md:3: a quotation says something else than its work" in told, told
    assert "number: “42” where the text has “24”" in told
