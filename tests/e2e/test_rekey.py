"""Keys made anew on purpose, by the installed command."""

from __future__ import annotations

import pytest

from e2e.conftest import Workplace

BIB = """@misc{x1, author={Doe, J}, title={A study of things}, year=2001}
@misc{x2, author={Doe, J}, title={A study of other}, year=2001}
@misc{doe2001study, author={Doe, J}, title={Study more}, year=2001}
"""


@pytest.fixture
def keyed(workplace: Workplace) -> Workplace:
    """A library of three works, one of which has the key that the template makes."""
    workplace.write("a.bib", BIB)
    workplace.run("add", "a.bib")
    return workplace


def keys(place: Workplace) -> list[str]:
    return place.run("list", "-o", "ids", "--sort", "key").out.split()


def test_keys_that_fit_stay_and_old_ones_go_on_working(keyed: Workplace) -> None:
    result = keyed.run("rekey")
    assert result.out.splitlines() == [
        "x1 -> doe2001studya", "x2 -> doe2001studyb", "2 keys of 3 works; old keys go on working",
    ]  # fmt: skip
    assert keys(keyed) == ["doe2001study", "doe2001studya", "doe2001studyb"]
    assert keyed.run("show", "x1").code == 0
    assert keyed.run("rekey").out == "0 keys of 3 works to change\n"
    assert keyed.run("undo").out == "undone: rekey\n"
    assert keys(keyed) == ["doe2001study", "x1", "x2"]


def test_a_rehearsal_changes_nothing(keyed: Workplace) -> None:
    assert "nothing was changed" in keyed.run("rekey", "--dry-run").out
    assert keys(keyed) == ["doe2001study", "x1", "x2"]


def test_another_template_and_a_query(keyed: Workplace) -> None:
    result = keyed.run("rekey", "things", "--template", "auth + year", "--json")
    assert result.json == {"renamed": [{"before": "x1", "after": "Doe2001"}], "dry_run": False}


def test_a_wrong_template_is_refused(keyed: Workplace) -> None:
    result = keyed.run("rekey", "--template", "[auth][yeer]")
    assert (result.code, "unknown token yeer" in result.err) == (2, True)
    assert keys(keyed) == ["doe2001study", "x1", "x2"]


@pytest.mark.parametrize("key", ["a b", "a,b", "{a}", "a\tb", "", "a@b", "a#b", "[a]"])
def test_a_key_that_nothing_can_cite_is_refused(workplace: Workplace, key: str) -> None:
    workplace.write("refs.bib", "@article{one, title = {Something}, author = {Doe, Jane}, year = 2001}")
    workplace.run("add", "refs.bib")
    told = workplace.run("rename", "one", key)
    assert (told.code, told.out) == (2, "")
    assert "is no citation key" in told.err
    assert workplace.run("list", "-o", "ids").out == "one\n"


@pytest.mark.parametrize("key", ["müller2020", "doe:2020-a", "DBLP:conf/x/Doe20", "doe_2020+b", "李2020"])
def test_a_key_that_can_be_cited_is_taken(workplace: Workplace, key: str) -> None:
    workplace.write("refs.bib", "@article{one, title = {Something}, author = {Doe, Jane}, year = 2001}")
    workplace.run("add", "refs.bib")
    assert workplace.run("rename", "one", key).code == 0
    assert workplace.run("list", "-o", "ids").out == f"{key}\n"
