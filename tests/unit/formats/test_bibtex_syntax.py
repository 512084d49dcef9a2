"""Files are split without losing a character, and what is damaged is told with its place."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from citetrail.formats.bibtex.syntax import BibFile, bibfile_from_bytes, bibfile_from_text


def keys(bibfile: BibFile) -> list[str]:
    return [block.key for block in bibfile.entries()]


def fields(bibfile: BibFile, key: str) -> dict[str, str]:
    block = next(block for block in bibfile.blocks if block.key == key)
    return {field.name: bibfile.value(field) for field in bibfile.fields(block)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("@article{a, title={x}}", ["a"], id="plain"),
        pytest.param("@article(a, title={x (y)})", ["a"], id="parentheses"),
        pytest.param("@ ARTICLE  {  k1  ,\n TITLE = { x } , \n}", ["k1"], id="blanks"),
        pytest.param("@a{x}@b{y}", ["x", "y"], id="on one line"),
        pytest.param("@a{key with space, t={x}}", ["key with space"], id="key with blanks"),
        pytest.param("@a{10.1/x(1), t={x}}", ["10.1/x(1)"], id="brackets in the key"),
        pytest.param("@a(10.1/x(1), t={x})", ["10.1/x(1)"], id="brackets in the key of a parenthesis"),
        pytest.param("@a{O'Neil+03, t={x}}", ["O'Neil+03"], id="quote in the key"),
        pytest.param("@a{, t={x}}", [""], id="empty key"),
        pytest.param("@a{title={x}, year=2000}", [""], id="no key"),
        pytest.param("@a{year=2000, title={x}}", [""], id="no key before a number"),
        pytest.param("@a{x=y, title={x}}", ["x=y"], id="equals sign in the key"),
        pytest.param("@comment{ @a{x, t={y}} }", [], id="in a comment"),
        pytest.param("@Comment no braces\n@a{x}", ["x"], id="comment without braces"),
        pytest.param("% @a{x}\n@a{y}", ["y"], id="behind a percent sign"),
        pytest.param("mail a@b.example {x}\n@a{y}", ["y"], id="an address"),
        pytest.param("see @article in a manual\n@a{y}", ["y"], id="the word alone"),
        pytest.param("@a{x, abstract={Line\n@b{fake, t={x}}\nend}}\n@a{y}", ["x", "y"], id="entry in a value"),
        pytest.param('@a{x, t = "Foo } bar", year=2000}\n@a{y}', ["x", "y"], id="stray brace in quotes"),
        pytest.param("@a{x, t={y}}\n}\n@a{z}", ["x", "z"], id="stray brace between entries"),
        pytest.param("@a{x, t={y}}, year={2000}}\n@a{z}", ["x", "z"], id="stray brace inside an entry"),
        pytest.param("@a{x, t={" + "{" * 300 + "}" * 300 + "}}\n@a{y}", ["x", "y"], id="deep"),
    ],
)
def test_entries_are_found(text: str, expected: list[str]) -> None:
    bibfile = bibfile_from_text(text)
    assert keys(bibfile) == expected
    assert "".join(map(bibfile.source, bibfile.blocks)) == text


def test_a_stray_brace_does_not_end_the_entry() -> None:
    bibfile = bibfile_from_text("@a{x, t={y}}, year={2000}}\n@a{z}")
    assert fields(bibfile, "x") == {"t": "{y}", "year": "{2000}"}
    assert [trouble.kind for trouble in bibfile.troubles] == ["stray-brace"]


@pytest.mark.parametrize(
    ("body", "expected", "troubles"),
    [
        ('author = "A " # foo # {B} # 12, year=2000', {"author": '"A " # foo # {B} # 12', "year": "2000"}, []),
        ("t={x} year={1}", {"t": "{x}", "year": "{1}"}, ["missing-comma"]),
        ("volume = , year={1}", {"volume": "", "year": "{1}"}, ["missing-value"]),
        ("year = in press, t={x}", {"year": "in press", "t": "{x}"}, ["unquoted-value"]),
        ("t={x},\n % year={1},\n v={2}", {"t": "{x}", "v": "{2}"}, ["percent-line"]),
        ("author 💯 {A B}, t={x}", {"t": "{x}"}, ["junk-in-entry"]),
        ("t={x},,, v={y},", {"t": "{x}", "v": "{y}"}, []),
        ('t="{"}a{"}"', {"t": '"{"}a{"}"'}, []),
    ],
)
def test_fields_of_odd_entries(body: str, expected: dict[str, str], troubles: list[str]) -> None:
    bibfile = bibfile_from_text(f"@a{{k, {body}}}\n@b{{next}}")
    assert fields(bibfile, "k") == expected
    assert [trouble.kind for trouble in bibfile.troubles] == troubles
    assert keys(bibfile) == ["k", "next"]


@pytest.mark.parametrize(
    ("text", "kind", "place", "opened"),
    [
        ("\n@a{bad, t={x {y}, year={1}}\n\n@b{good}", "unclosed-entry", (2, 1), (2, 3)),
        ("@a{bad,\n t={Never closed\n\n@b{good}", "unclosed-value", (1, 1), (2, 4)),
        ('@a{bad, t="A quote, y={1}}\n\n@b{good}', "unclosed-value", (1, 1), (1, 11)),
        ("x\n@article bad, t={x}\n@b{good}", "no-opening-brace", (2, 1), None),
        ("@a{bad,\r\n t={x\r\n@b{good}", "unclosed-value", (1, 1), (2, 4)),
        ("@c{bad,\r t={x\r@b{good}", "unclosed-value", (1, 1), (2, 4)),
    ],
)
def test_damage_is_told_and_reading_goes_on(
    text: str, kind: str, place: tuple[int, int], opened: tuple[int, int] | None
) -> None:
    bibfile = bibfile_from_text(text)
    (trouble,) = bibfile.troubles
    assert trouble.kind == kind
    assert bibfile.lines.position(trouble.offset) == place
    assert (bibfile.lines.position(trouble.opened) if trouble.opened is not None else None) == opened
    assert keys(bibfile) == ["good"]
    assert [block.key for block in bibfile.blocks if block.kind == "damaged"] == ["bad"]


def test_strings_and_preambles_are_blocks() -> None:
    bibfile = bibfile_from_text('@string{a = "x"}\n@preamble{ "\\x{}" # "y" }\n@STRING(b = {y})\n@preamble("z")')
    assert [block.kind for block in bibfile.blocks if block.kind != "text"] == [
        "string",
        "preamble",
        "string",
        "preamble",
    ]
    assert [field.name for block in bibfile.blocks for field in bibfile.fields(block)] == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "encoding", "origin"),
    [
        pytest.param("@a{k, t={é}}".encode(), "utf-8", "utf-8", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf@a{k, t={x}}\r\n", "utf-8", "marked", id="byte order mark"),
        pytest.param("\ufeff@a{k, t={é}}".encode("utf-16-le"), "utf-16-le", "marked", id="UTF-16"),
        pytest.param("@a{k, t={Müller – „x“}}".encode("cp1252"), "cp1252", "guessed", id="Windows-1252"),
        pytest.param(b"@a{k, t={\x81\x9d\xe9}}", "cp1252", "guessed", id="bytes that Windows-1252 lacks"),
        pytest.param("% Encoding: ISO8859_2\n@a{k, t={ž}}".encode("latin2"), "iso8859-2", "declared", id="declared"),
        pytest.param("@a{k, t={é}}\n".encode() + "@a{l, t={é}}".encode("latin1"), "utf-8", "mixed", id="mixed"),
        pytest.param("@a{康奈, t={康奈}}".encode("gbk"), "gb18030", "guessed", id="GBK"),
    ],
)
def test_every_byte_comes_back(content: bytes, encoding: str, origin: str) -> None:
    bibfile = bibfile_from_bytes(content)
    assert bibfile.to_bytes() == content
    assert (bibfile.decoded.encoding, bibfile.decoded.origin) == (encoding, origin)
    assert len(keys(bibfile)) >= 1


NESTED = "@a{k, x={\n" * 3000 + "}\n@b{\n" * 3000
ATTACKS = {
    "open braces": "@a{k, t=" + "{" * 60_000,
    "unclosed entries": '@a{k, t="x\n' * 8_000,
    "unclosed values": "@a{k, t={x\n" * 8_000,
    "nested entries": NESTED,
    "quotes with braces": '@a{k, t="' + "}x" * 60_000,
    "at signs": "a@b{" * 30_000,
    "percent": "% @a{k}" * 20_000,
    "names": "@a{k," + "n n n " * 20_000 + "}",
    "comments": "@comment{ x\n" * 8_000,
    "blanks": "@a{" + " " * 60_000 + "@a{" + " " * 60_000,
    "stray braces": "@a{k, t={x}}, " * 10_000,
    "quoted stray braces": '@a{k, t="}", ' * 10_000,
}


@pytest.mark.parametrize("name", ATTACKS)
def test_growth_is_linear_on_hostile_input(name: str) -> None:
    text = ATTACKS[name]
    began = time.process_time()
    bibfile = bibfile_from_text(text)
    assert time.process_time() - began < 2
    assert "".join(map(bibfile.source, bibfile.blocks)) == text


@pytest.mark.shared
def test_real_files_come_back_byte_for_byte(shared: Path) -> None:
    files = [
        *shared.glob("corpora/bib/bib/*.bib"),
        *shared.glob("corpora/bib/tricky/*.bib"),
        *shared.glob("bench/**/*.bib"),
    ]
    assert len(files) > 130
    for file in files:
        content = file.read_bytes()
        bibfile = bibfile_from_bytes(content)
        assert bibfile.to_bytes() == content, file.name
        assert "".join(map(bibfile.source, bibfile.blocks)) == bibfile.text, file.name


@pytest.mark.shared
def test_tricky_files(shared: Path) -> None:
    folder = shared / "corpora/bib/tricky"
    for name, expected in json.loads((folder / "expected.json").read_text()).items():
        found = keys(bibfile_from_bytes((folder / f"{name}.bib").read_bytes()))
        assert len(found) == expected.get("n", len(found)), name
        assert {*expected.get("recover", ()), *expected.get("n_keys_include", ())} <= set(found), name
        assert not set(expected.get("not", ())) & set(found), name
