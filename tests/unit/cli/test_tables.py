"""Tables fit any terminal: nothing is wider than it, keys stay whole, wide letters count twice."""

from __future__ import annotations

import pytest

from citetrail.cli.tables import GAP, column_widths, cut, fitted, table_lines, width_of, wrap

ROWS = [
    ("rockliff2011effects", "Rockliff, Karl, McEwan et al.", "2011", "Effects of intranasal oxytocin on imagery", ""),
    (
        "李2020",
        "李; 田中; Nguyễn",
        "2020",
        "睡眠と記憶の統合に関する研究についての長い題名の論文である例",
        "RETRACTED #睡眠",
    ),
    ("e1", "", "", "Short", "#a"),
]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("睡眠", 4),
        ("ﾊﾝ", 2),
        ("👩\u200d🔬", 4),
        ("a\ufe0f", 1),
        ("한글", 4),
        ("", 0),
    ],
)
def test_columns_of_a_text(text: str, columns: int) -> None:
    assert width_of(text) == columns


@pytest.mark.parametrize("width", range(9))
def test_fitted_has_exactly_the_width(width: int) -> None:
    for text in ("abc", "睡眠と記憶", "e\u0301tude of", ""):
        assert width_of(fitted(text, width)) == width


def test_cutting_never_splits_a_wide_letter() -> None:
    assert cut("睡眠", 3) == ("睡", "眠")
    assert cut("ab", 5) == ("ab", "")


def drawn(rows: list[tuple[str, ...]], width: int) -> list[str]:
    return [(" " * GAP).join(words for _, words in cells) for cells in table_lines(rows, width, flexible=3)]


@pytest.mark.parametrize("width", [20, 40, 50, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(width_of(line.rstrip()) for line in drawn(ROWS, width)) <= width


@pytest.mark.parametrize("width", [40, 50, 80, 200])
def test_keys_stay_whole_and_standing_is_seen(width: int) -> None:
    text = "\n".join(drawn(ROWS, width))
    assert "rockliff2011effects" in text
    assert "RETR" in text


def test_wide_terminals_cut_nothing_and_stretch_nothing() -> None:
    lines = drawn(ROWS, 200)
    assert len(lines) == len(ROWS)
    assert not any("…" in line for line in lines)
    assert max(width_of(line.rstrip()) for line in lines) < 150


def test_narrow_terminals_give_each_row_two_lines() -> None:
    assert drawn(ROWS, 40)[1].startswith("    Effects of intranasal oxytocin on")


def test_columns_empty_everywhere_are_left_out() -> None:
    assert drawn([("a", "", "", "title", "")], 80) == ["a  title"]


def test_the_flexible_column_gives_way_first() -> None:
    assert column_widths([10, 20, 60], 80, flexible=2) == [10, 20, 46]
    assert column_widths([10, 40, 60], 60, flexible=2) == [10, 26, 20]
    assert column_widths([30, 40, 60], 60, flexible=2) is None  # 8 and 20 would not fit


def test_header_is_as_wide_as_what_is_below() -> None:
    cells = list(table_lines([("a", "1")], 80, flexible=0, header=("KEY", "WORKS")))
    assert cells == [[(-1, "KEY"), (-1, "WORKS")], [(0, "a  "), (1, "1    ")]]


@pytest.mark.parametrize("width", [10, 17, 40])
def test_wrapped_lines_fit(width: int) -> None:
    text = (
        "Effects of intranasal oxytocin 睡眠と記憶の統合に関する研究 https://example.org/a/very/long/address/indeed end"
    )
    lines = wrap(text, width, first="> ", indent="  ").splitlines()
    assert max(map(width_of, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(("> " + text).split())


def test_short_text_is_not_wrapped() -> None:
    assert wrap("one two", 40, first="a: ", indent="   ") == "a: one two"
    assert wrap("", 40, first="label", indent="   ") == "label"


@pytest.mark.parametrize(("width", "is_below"), [(40, True), (55, True), (60, False), (80, False), (200, False)])
def test_a_cell_that_must_be_whole_is_broken_into_lines_and_never_cut(width: int, is_below: bool) -> None:
    rows = [
        ("CT204", "year-differs", "warning", "The year differs by more than an online or print date can, and so on.")
    ]
    lines = [
        (" " * GAP).join(words for _, words in cells).rstrip()
        for cells in table_lines(rows, width, flexible=3, header=("ID", "NAME", "LEVEL", "MEANING"), is_whole=True)
    ]
    assert all(width_of(line) <= width for line in lines)
    assert "…" not in "".join(lines)
    assert " ".join(" ".join(lines).split()).endswith(rows[0][3])
    assert lines[0].startswith("CT204" if is_below else "ID ")
