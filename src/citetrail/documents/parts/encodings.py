"""Bytes to text: byte order marks, declared encodings, UTF-8, and an honest guess; binary data is refused."""

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
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"OggS", "an audio file"),
    (b"ID3", "an audio file"),
    (b"RIFF", "a media file"),
)
_SAMPLE = 1 << 16
_CONTROL = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))
_HIGH_PART = re.compile(rb"[\x80-\xff]+")
_CP1252_GAPS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_LABELS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


class Decoded(NamedTuple):
    """The text with `\\n` at its line ends, the encoding it was read with, and what was odd about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def text_from_bytes(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The text of a file, by byte order mark, `declared` (as a web page names it), UTF-8, or a guess.

    Line ends become `\\n`, NULs are dropped. Raises InputError for binary data and for UTF-16 that is damaged.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_line_ends(_marked(data[len(mark) :], encoding, name))
    _refuse_binary(data, name)
    if unmarked := _unmarked_utf16(data):
        return _with_line_ends(_marked(data, unmarked, name))
    if declared and not _is_utf8(data) and (text := _as_declared(data, declared)) is not None:
        return _with_line_ends(Decoded(text, declared.lower()))
    return _with_line_ends(_utf8_or_guess(data, name))


def _with_line_ends(decoded: Decoded) -> Decoded:
    text = decoded.text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return decoded._replace(text=text.replace("\x00", "") if "\x00" in text else text)


def _marked(body: bytes, encoding: str, name: str) -> Decoded:
    if encoding == "utf-8":
        return _utf8_or_guess(body, name)
    try:
        return Decoded(body.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"the file says it is {encoding.upper()}, but it is cut off or damaged at byte {error.start}",
            file=name,
            hint="save it again as UTF-8",
        ) from error


def _refuse_binary(data: bytes, name: str) -> None:
    kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    is_noise = controls > max(8, len(sample) // 50) and not _unmarked_utf16(data)
    if kind or is_noise:
        raise InputError(
            f"this is {kind or 'binary data'}, not text",
            file=name,
            hint="give a text, Markdown, HTML, LaTeX, Word or PDF document",
        )


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every second byte is NUL."""
    sample = data[:4096]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _is_utf8(data: bytes) -> bool:
    """Text in other encodings is hardly ever valid UTF-8 by chance; pages that declare them often are UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_declared(data: bytes, declared: str) -> str | None:
    label = declared.strip().lower()
    try:
        return data.decode(_LABELS.get(label, label))
    except (UnicodeDecodeError, LookupError):
        return None


def _utf8_or_guess(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:
            return Decoded(data[: error.start].decode("utf-8"), "utf-8", ("the file ends inside a letter",))
    wrong = data.decode("utf-8", "surrogateescape")
    strays = sum("\udc80" <= letter <= "\udcff" for letter in wrong if not letter.isascii())
    if strays * 10 <= len(_HIGH_PART.findall(data)):
        mended = _without_surrogates(wrong)
        return Decoded(mended, "utf-8", (f"{strays} bytes are not UTF-8 and were read as Windows-1252",))
    return _guessed(data, name)


def _without_surrogates(text: str) -> str:
    return re.sub(
        "[\udc80-\udcff]+",
        lambda run: run.group().encode("utf-8", "surrogateescape").decode("cp1252", "replace"),
        text,
    )


def _guessed(data: bytes, name: str) -> Decoded:
    if not _CP1252_GAPS.search(data):
        text = data.decode("cp1252")
        return Decoded(text, "cp1252", ("the encoding is not declared; read as Windows-1252",))
    for encoding in ("gb18030", "shift_jis", "big5", "euc_kr", "koi8_r"):
        try:
            return Decoded(data.decode(encoding), encoding, (f"the encoding is not declared; read as {encoding}",))
        except UnicodeDecodeError:
            continue
    raise InputError("the encoding of this file cannot be found out", file=name, hint="save it as UTF-8")
