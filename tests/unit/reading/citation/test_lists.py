"""Pasted lists cut into references."""

import pytest

from citetrail.reading import split_references

A = "Rockliff H, Karl A. Effects of intranasal oxytocin. Emotion. 2011;11(6):1388-96."
B = "Matos M, Gilbert P. A second work of theirs. Emotion. 2012;12(1):1-9."
C = "Karl A. A third one, with a longer title. J Example. 2013;3:5."


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_references(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"[1] {A}\n[2] {B}\n[3] {C}", id="square brackets"),
        pytest.param(f"1. {A}\n2. {B}\n3. {C}\n", id="numbers with full stops"),
        pytest.param(f"(1) {A}\n(2) {B}\n(3) {C}", id="round brackets"),
        pytest.param(f"1\n{A}\n2\n{B}\n3\n{C}", id="numbers on lines of their own"),
        pytest.param(f"References\n\n12. {A}\n13. {B}\n14. {C}", id="heading, not from one"),
        pytest.param(f"[RK11]\n{A}\n[MG12]\n{B}\n[K13]\n{C}", id="keys"),
        pytest.param(f"{A}\n\n{B}\n\n{C}", id="blank lines"),
        pytest.param(f"{A}\n{B}\n{C}", id="a line each"),
        pytest.param(f"  {A}\n  {B}\r\n  {C}", id="indented"),
        pytest.param(f"[1] {A} [2] {B} [3] {C}", id="all in one line"),
        pytest.param(f"Bibliografía\n{A}\n{B}\n{C}\nAppendix A. Tables", id="heading before, text after"),
    ],
)
def test_three_references(text: str) -> None:
    assert cut(text) == [A, B, C]


def test_broken_lines() -> None:
    text = (
        "Karl, A. (2013). A third one, with a longer title that\nruns over the line. Journal of Examples, 3, 5.\n"
        "Matos, M., & Gilbert, P. (2012). A second work of\ntheirs. Emotion, 12(1), 1-9.\n"
        "Rockliff, H. (2011). Effects of intranasal\noxytocin. Emotion, 11(6), 1388-96."
    )
    assert [one[:4] for one in cut(text)] == ["Karl", "Mato", "Rock"]


def test_several_works_under_one_number() -> None:
    text = (
        "[1] H. Rockliff and A. Karl, Emotion 11, 1388\n(2011); M. Matos, Emotion 12, 1 (2012).\n"
        "[2] A. Karl, J. Ex. 3, 5 (2013)."
    )
    assert cut(text) == [
        "H. Rockliff and A. Karl, Emotion 11, 1388\n(2011)", "M. Matos, Emotion 12, 1 (2012).",
        "A. Karl, J. Ex. 3, 5 (2013).",
    ]  # fmt: skip


def test_authors_parted_by_semicolons_stay_one_work() -> None:
    text = "ROCKLIFF, H.; KARL, A.; MATOS, M. Effects of oxytocin. Emotion, v. 11, p. 1388-1396, 2011."
    assert cut(text) == [text]


def test_dashes_for_the_same_author() -> None:
    text = "Karl, A. 2011. One work. Emotion 1: 2-3.\n———. 2012. Another work. Emotion 2: 3-4.\n———. 2013. A third. Emotion 3: 4."
    assert [one[:8] for one in cut(text)] == ["Karl, A.", "———. 201", "———. 201"]


@pytest.mark.parametrize("text", ["", "\n\n", "References\n"])
def test_nothing(text: str) -> None:
    assert cut(text) == []


@pytest.mark.parametrize("text", ["x" * 1_000_000, "\x00\xff\n" * 1000, "[1] " * 5000, "1.\n" * 5000, ";" * 100_000])
def test_anything_goes(text: str) -> None:
    spans = split_references(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_long_lines_are_a_reference_each() -> None:
    lines = [
        f"Sample S{'a' * place}. {'Words of a title ' * place}. J Ex. {2000 + place};1:2-3" for place in range(1, 7)
    ]
    text = "\n".join(lines)
    assert [text[start:end] for start, end in split_references(text)] == lines


def test_a_list_of_many() -> None:
    text = "\n".join(f"{number}. {A}" for number in range(9_998, 10_003))
    assert len(split_references(text)) == 5


def test_works_behind_see_and_compare() -> None:
    text = "See J. Doe, Making (Oxford: OUP, 1999), 23–5; A. Roe, ‘Notes’, J Ex 12 (1987), 33–40; and cf. M. Poe, Werk, 1922, 12."
    assert [one[:12] for one in cut(text)] == ["See J. Doe, ", "A. Roe, ‘Not", "and cf. M. P"]


def test_the_same_author_in_words() -> None:
    lines = [
        "Weber, Max (1922): Wirtschaft. Tübingen: Mohr.",
        "Ders. (1919): Wissenschaft als Beruf. München: Duncker.",
    ]
    assert cut("\n".join(lines)) == lines


def test_names_in_reading_order_behind_semicolons() -> None:
    text = "Jane Roe, A Title (1986): 53–75; Max Weber, Wirtschaft (Tübingen: Mohr, 1922), 3–30."
    assert [one[:9] for one in cut(text)] == ["Jane Roe,", "Max Weber"]
    law = "Roe, Ein Titel, NJW 2024, 839; Weber, Noch ein Titel, JZ 2020, 17 (20)."
    assert [one[:6] for one in cut(law)] == ["Roe, E", "Weber,"]


@pytest.mark.parametrize(
    "text",
    [
        "Roe, J.; Doe, K. In A Title, 2nd ed.; Doe, L., Ed.; Springer: Berlin, 2010; pp. 3–30.",
        "Jane Roe; Max Weber; Karl Poe, A title of three. Emotion 11 (2011), 1388.",
        "Roe, A Title, Emotion 11 (2011) 1388; Corrigendum, ibid.",
    ],
)
def test_semicolons_inside_one_work(text: str) -> None:
    assert cut(text) == [text]


def test_hungarian_names_begin_a_reference() -> None:
    text = (
        "Bibó István: A kelet-európai kisállamok nyomorúsága. Budapest, Új Magyarország, 1946.\nGyáni Gábor – Kövér György: Magyarország "
        "társadalomtörténete.\nOsiris, Budapest, 1998.\nKornai János: A szocialista rendszer. HVG Kiadó, Budapest, 1993."
    )
    assert [one[:5] for one in cut(text)] == ["Bibó ", "Gyáni", "Korna"]


@pytest.mark.parametrize(
    "heading", ["## Références", "**Irodalom**", "Kaynakça", "Список использованных источников", "참고문헌:"]
)
def test_headings_of_other_languages(heading: str) -> None:
    assert cut(f"{heading}\n\n{A}\n\n{B}") == [A, B]


@pytest.mark.parametrize("letter", ["ß", "ﬁ", "ŉ", "ΐ"])
def test_letters_whose_capital_is_two(letter: str) -> None:
    lines = [
        "Roe, J. 2010. A title. J Ex 1:2.",
        f"{letter}oe, K. 2011. A title. J Ex 2:3.",
        f"{letter}oo, L. 2012. A title. J Ex 3:4.",
    ]
    assert len(cut("\n".join(lines))) == 3
