"""Which pager is used."""

from __future__ import annotations

import pytest

from citetrail.cli.paging import pager_command


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({}, ["less"]),
        ({"PAGER": "more"}, ["more"]),
        ({"PAGER": "less -S"}, ["less", "-S"]),
        ({"PAGER": "more", "CITETRAIL_PAGER": "most"}, ["most"]),
        ({"PAGER": "less", "CITETRAIL_PAGER": ""}, []),
        ({"PAGER": "cat"}, []),
        ({"PAGER": "'"}, []),
        ({"TERM": "dumb"}, []),
    ],
    ids=["default", "PAGER", "with options", "own variable first", "none wanted", "cat", "no words", "dumb terminal"],
)
def test_pager_command(environment: dict[str, str], command: list[str]) -> None:
    assert pager_command(environment) == command
