"""Bytes to text and back without losing one: marks, declared encodings, and files that mix several."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from citetrail.errors import InputError

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?:%\s*Encoding\s*:|-\*-.*?coding\s*:)\s*([A-Za-z0-9_.-]+)", re.IGNORECASE)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
# Undecodable bytes stand in the text as lone surrogates (PEP 383); these are the Windows-1252 letters they mean.
_LONE_SURROGATE = re.compile("[\udc80-\udcff]")
_STRAY_BYTES = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else None
    for byte in range(0x80, 0x100)
}
# Encodings of other alphabets with the ten most frequent letters of the languages written in them.
_ALPHABETS = {"cp1251": "оеаинтсрвл", "koi8-r": "оеаинтсрвл", "cp1253": "αοιετσνηυρ", "cp1255": "יוהלארתבמש"}
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS = 12
_LEAST_SHARE = 0.45  # of texts in the language 0.6 to 0.8, of others read so below 0.4


class Decoded(NamedTuple):
    """The text of a file and how to turn it back into the same bytes.

    `origin` tells how the encoding became known: `utf-8`, `marked`, `declared`, `given`, `guessed`, or `mixed`
    (UTF-8 with other bytes in between, which stand in `text` as lone surrogates).
    """

    text: str
    encoding: str
    mark: bytes
    origin: str


def text_from_bytes(content: bytes, encoding: str | None = None) -> Decoded:
    """The text of a file, so that `bytes_from_text` gives back `content` exactly.

    Tries a byte order mark, `encoding` if given, UTF-8, an encoding declared in the first lines
    (`% Encoding: …`, `-*- coding: … -*-`), then guesses. Raises InputError for UTF-16/32 that is cut or damaged.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _marked(content, mark, name)
    if encoding:
        text = _strictly(content, encoding)
        if text is None:
            raise InputError(f"the file is not {encoding}", hint="leave the encoding out to have it found out")
        return Decoded(text, encoding, b"", "given")
    try:
        return Decoded(content.decode("utf-8"), "utf-8", b"", "utf-8")
    except UnicodeDecodeError:
        return _declared(content) or _guessed(content)


def bytes_from_text(text: str, encoding: str = "utf-8", mark: bytes = b"") -> bytes:
    """The bytes of `text`; lone surrogates become the bytes they stand for.

    Raises InputError where a character has no place in `encoding`.
    """
    try:
        return mark + text.encode(encoding, "surrogateescape" if not encoding.startswith("utf-16") else "strict")
    except UnicodeEncodeError as error:
        letter = text[error.start]
        raise InputError(
            f"{letter!r} cannot be written in {encoding}", hint="write the file as UTF-8, or with LaTeX commands"
        ) from error


def without_stray_bytes(text: str) -> str:
    """Lone surrogates of a mixed file as the Windows-1252 letters they most likely are."""
    return text if text.isascii() or not _LONE_SURROGATE.search(text) else text.translate(_STRAY_BYTES)


def lines_with_stray_bytes(text: str) -> list[int]:
    """Offsets of the first stray byte of each line that has some."""
    found: list[int] = []
    line_end = -1
    for hit in _LONE_SURROGATE.finditer(text):
        if hit.start() > line_end:
            found.append(hit.start())
            end = text.find("\n", hit.start())
            line_end = len(text) if end < 0 else end
    return found


def _marked(content: bytes, mark: bytes, name: str) -> Decoded:
    body = content[len(mark) :]
    if name == "utf-8":
        return Decoded(body.decode("utf-8", "surrogateescape"), name, mark, "marked")
    text = _strictly(body, name)
    if text is None:
        raise InputError(f"the file says it is {name.upper()}, but it is cut off or damaged", hint="save it as UTF-8")
    return Decoded(text, name, mark, "marked")


def _strictly(content: bytes, encoding: str) -> str | None:
    """The text, if decoding and encoding again gives the same bytes; else None."""
    try:
        text = content.decode(encoding)
        return text if text.encode(encoding) == content else None
    except (UnicodeError, LookupError):
        return None


def _declared(content: bytes) -> Decoded | None:
    found = _DECLARED.search(content[:2000])
    if not found:
        return None
    name = re.sub(r"-(?:unix|dos|mac)$", "", found.group(1).decode("ascii").lower())
    for candidate in (name, name.replace("-", "")):
        if (text := _strictly(content, candidate)) is not None:
            return Decoded(text, codecs.lookup(candidate).name, b"", "declared")
    return None


def _guessed(content: bytes) -> Decoded:
    if _has_utf8_letters(content):
        return Decoded(content.decode("utf-8", "surrogateescape"), "utf-8", b"", "mixed")
    for guess in (_korean, _east_asian, _japanese, _of_another_alphabet):
        if found := guess(content):
            return Decoded(found[0], found[1], b"", "guessed")
    return Decoded(content.decode("cp1252", "surrogateescape"), "cp1252", b"", "guessed")


def _japanese(content: bytes) -> tuple[str, str] | None:
    """Text in Shift-JIS or EUC-JP, if nearly all of it is kana and ideographs, and kana are among them; else None."""
    for encoding in ("cp932", "euc_jp"):
        text = _strictly(content, encoding)
        letters = [letter for letter in text or "" if ord(letter) > 0x7F]
        kana = sum("\u3041" <= letter <= "\u30fe" for letter in letters)
        ideographs = sum("\u4e00" <= one <= "\u9fff" or "\u3000" <= one <= "\u303f" for one in letters)
        if text is not None and kana >= 0.1 * len(letters) and kana + ideographs >= 0.9 * len(letters):
            return text, encoding
    return None


def _of_another_alphabet(content: bytes) -> tuple[str, str] | None:
    """Cyrillic, Greek or Hebrew text: whole words of letters beyond ASCII, most of them frequent ones; else None."""
    runs = _HIGH_RUN.findall(content)
    high = sum(map(len, runs))
    if high < _LEAST_LETTERS or sum(len(run) for run in runs if len(run) > 2) < 0.6 * high:
        return None  # letters with accents among plain ones
    scored = []
    for encoding, frequent in _ALPHABETS.items():
        text = _strictly(content, encoding)
        words = [word for word in _WORD.findall(text or "") if not word.isascii()]
        usual = [word for word in words if word[1:] == word[1:].lower()]
        letters = "".join(usual).lower()
        if words and letters:
            share = sum(letter in frequent for letter in letters) / len(letters)
            scored.append((share * len(usual) / len(words), text or "", encoding))
    best = max(scored, default=(0.0, "", ""))
    return (best[1], best[2]) if best[0] >= _LEAST_SHARE else None


def _has_utf8_letters(content: bytes) -> bool:
    for line in content.splitlines():
        if not line.isascii():
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                continue
            return True
    return False


def _korean(content: bytes) -> tuple[str, str] | None:
    """Text in EUC-KR, if nearly all of it is Hangul, which Chinese in GB 18030 never is; else None."""
    text = _strictly(content, "euc_kr")
    letters = [letter for letter in text or "" if ord(letter) > 0x7F]
    hangul = sum("\uac00" <= letter <= "\ud7a3" for letter in letters)
    return (text or "", "euc_kr") if len(letters) >= 8 and hangul >= 0.95 * len(letters) else None


def _east_asian(content: bytes) -> tuple[str, str] | None:
    """GB 18030 text, if all high bytes come in pairs and nearly all mean CJK ideographs; else None."""
    runs = _HIGH_RUN.findall(content)
    if any(len(run) % 2 for run in runs):
        return None
    text = _strictly(content, "gb18030")
    if text is None:
        return None
    letters = [letter for letter in text if ord(letter) > 0x7F]
    ideographs = sum("\u4e00" <= letter <= "\u9fff" or "\u3000" <= letter <= "\u303f" for letter in letters)
    return (text, "gb18030") if ideographs >= 0.9 * len(letters) else None
