"""The style of the house where a machine can see it: docstrings, length and number of parameters of functions."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "citetrail"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
LONGEST_LINES = 40
# Functions that may be longer, and why. An entry that is no longer needed fails the test.
LONG_FUNCTIONS: dict[str, str] = {}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions_of(path: Path) -> Iterator[tuple[str, Function]]:
    """Every function of a module with its full name."""
    module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield f"{module}.{node.name}", node


def lines_of(function: Function) -> int:
    """Lines of a function without its decorators, its docstring and the functions inside it, which count alone."""
    body = function.body
    has_docstring = ast.get_docstring(function) is not None
    first = body[1].lineno if has_docstring and len(body) > 1 else body[0].lineno
    signature = body[0].lineno - function.lineno
    inside = sum((inner.end_lineno or 0) - inner.lineno + 1 for inner in body if isinstance(inner, Function))
    return signature + (function.end_lineno or first) - first + 1 - inside


FUNCTIONS = [pair for path in MODULES for pair in functions_of(path)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_what_it_is(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring
    assert len(docstring.split()) > 1


def test_no_function_is_longer_than_a_screen() -> None:
    long = {name: lines_of(function) for name, function in FUNCTIONS if lines_of(function) > LONGEST_LINES}
    assert {name: count for name, count in long.items() if name not in LONG_FUNCTIONS} == {}
    assert [name for name in LONG_FUNCTIONS if name not in long] == [], "no longer long: take it off the list"


def test_half_of_the_functions_are_shorter_than_ten_lines() -> None:
    assert statistics.median(lines_of(function) for _, function in FUNCTIONS) < 10


def test_public_functions_have_a_docstring() -> None:
    missing = [
        name
        for path in MODULES
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
        for name in [f"{path.relative_to(PACKAGE)}: {node.name}"]
    ]
    assert missing == []


UNFINISHED = ("TO" + "DO", "FIX" + "ME", "X" * 3 + ":")


@pytest.mark.parametrize("folder", ["src", "tests", "docs"])
def test_nothing_is_left_for_later(folder: str) -> None:
    left = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".py", ".md")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(mark in line for mark in UNFINISHED)
    ]
    assert left == []


def test_no_places_of_one_machine() -> None:
    places = ("/" + "work/", "/" + "tmp/")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("src", "docs")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".py", ".md")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(place in line for place in places)
    ]
    assert found == []
