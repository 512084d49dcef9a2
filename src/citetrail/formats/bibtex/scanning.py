"""One pass over a BibTeX text: fast regular expressions for what is well formed, careful steps for what is not.

Growth stays linear on any input: what failed attempts read again is counted, and once that exceeds a few times the
length of the text, braces are matched beforehand and values are jumped over instead of read.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple

from citetrail.formats.bibtex.types import ENTRY_TYPES

TroubleKind = Literal[
    "unclosed-entry", "unclosed-value", "no-opening-brace", "missing-comma", "missing-value", "unquoted-value",
    "percent-line", "junk-in-entry", "stray-brace", "unclosed-comment",
]  # fmt: skip
DAMAGING: frozenset[TroubleKind] = frozenset({"unclosed-entry", "unclosed-value", "no-opening-brace"})
BlockKind = Literal["entry", "string", "preamble", "comment", "text", "damaged"]


class Trouble(NamedTuple):
    """Something odd at `offset` in the block that starts at `block`; `opened`: what was never closed began there."""

    kind: TroubleKind
    offset: int
    block: int
    opened: int | None = None


class Block(NamedTuple):
    """A stretch `text[start:end]` of the file. `type` and `key` are as written.

    `spans[first:last]` of the scanner hold four offsets for each field: of its name, then of its value.
    """

    kind: BlockKind
    start: int
    end: int
    type: str = ""
    key: str = ""
    first: int = 0
    last: int = 0


# Possessive throughout, so that a failing match costs one pass and no backtracking.
_BRACED = r"\{[^{}]*+\}"
for _ in range(5):
    _BRACED = r"\{[^{}]*+(?:" + _BRACED + r"[^{}]*+)*+\}"
_QUOTED = r'"[^"{}]*+(?:\{[^{}"]*+(?:\{[^{}]*+\}[^{}"]*+)*+\}[^"{}]*+)*+"'
_WORD = r"""[^\s=,{}()"'#%@\\]++"""
_TYPE = r"""@\s*+([^\s{}(),"'#%=@\\]++)\s*+([{(])"""
_KNOWN_TYPE = "|".join(sorted(ENTRY_TYPES | {"string", "preamble"}, key=len, reverse=True))

_FIELD = re.compile(rf"""[\s,]*+({_WORD})\s*+=\s*+({_BRACED}|{_QUOTED}|[\w.:+/-]++)\s*+(?=[,}}])""")
_BRACED_GROUP = re.compile(_BRACED)
_START = re.compile(rf"{_TYPE}|(?:^|(?<=\r))[ \t]*+@(?i:{_KNOWN_TYPE})\b(?!\s*+[{{(])", re.MULTILINE)
_ENTRY_HERE = re.compile(_TYPE)
_ENTRY_ON_NEW_LINE = re.compile(rf"(?:^|(?<=\r))[ \t]*+{_TYPE}", re.MULTILINE)
_BRACE = re.compile(r"[{}]")
_QUOTE_OR_BRACE = re.compile(r'["{}]')
_SPACE_COMMAS = re.compile(r"[\s,]*+")
_SPACE = re.compile(r"\s*+")
_NAME = re.compile(_WORD)
_BARE = re.compile(r"""[^\s,{}()"#%=@\\]++""")
_LINE_END = re.compile(r"[\r\n]|\Z")
_KEY = re.compile(r"\s*+([^,={}\r\n]*+)")
_KEY_WITH_EQUALS = re.compile(r"[^,{}\r\n]*+")
_KEY_REST = re.compile(r"[^,={}\r\n]*+")
_NAMED_VALUE = re.compile(rf"{_WORD}\s*+=")
_VALUE_OPENS = re.compile(r'=\s*+[{"]')
_MORE_FIELDS = re.compile(rf"""\s*+,\s*+{_WORD}\s*+=\s*+[{{"\d]""")
_QUOTE_BEFORE_NEXT = re.compile(r'"\s*+[,}#]')
_NUMBER_FIELD = re.compile(r"(?:year|month|volume|number|pages|issue|edition|chapter|day|date)\s*+\Z", re.IGNORECASE)
_PREAMBLE_END = re.compile(r"\s*+\)")


class _UnclosedError(Exception):
    """Inside a block: it, or a value in it, does not end. `reached` is how far was read to find that out."""

    def __init__(self, kind: TroubleKind, opened: int, reached: int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.opened = opened
        self.reached = reached


class Scanner:
    """Splits one text; after `blocks()` has run, `spans` holds the fields and `troubles` what was odd."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: array[int] = array("Q")
        self.troubles: list[Trouble] = []
        self._block = 0
        self._wasted = 0
        self._brace_pairs: tuple[array[int], array[int]] | None = None
        self._entry_known = (0, -1)  # from the first offset on, the next entry on a new line is at the second

    def blocks(self) -> Iterator[Block]:
        """Every block in order; joined they are the text."""
        text, position, written = self.text, 0, 0
        while found := _START.search(text, position):
            begin = text.index("@", found.start())
            if skip := self._hidden_until(begin, written):
                position = skip
                continue
            block = self._block_at(begin, found)
            if begin > written:
                yield Block("text", written, begin)
            yield block
            position = written = block.end
        if written < len(text):
            yield Block("text", written, len(text))

    def _hidden_until(self, at: int, written: int) -> int:
        """Where to go on, if this `@` belongs to an address or stands behind a `%` on its line; else 0."""
        if at > written and (self.text[at - 1].isalnum() or self.text[at - 1] in "._-+@\\"):
            return at + 1
        line_start = max(self.text.rfind("\n", written, at), self.text.rfind("\r", written, at), written - 1) + 1
        return _end_of_line(self.text, at) if "%" in self.text[line_start:at] else 0

    def _block_at(self, begin: int, found: re.Match[str]) -> Block:
        self._block = begin
        if found.group(2) is None:
            return self._without_brace(begin, found.end())
        name, opener, first = found.group(1), found.start(2), len(self.spans)
        kind = name.lower()
        try:
            if kind == "comment":
                return Block("comment", begin, self._end_of_comment(opener), name)
            if kind == "preamble":
                return Block("preamble", begin, self._end_of_preamble(opener), name)
            if kind == "string":
                end = self._fields(opener + 1, opener)
                return Block("string", begin, end, name, "", first, len(self.spans))
            key, position = self._key(opener)
            end = self._fields(position, opener)
            return Block("entry", begin, end, name, key, first, len(self.spans))
        except _UnclosedError as unclosed:
            return self._damaged(begin, found, first, unclosed)

    def _without_brace(self, begin: int, after: int) -> Block:
        end = self._trimmed(begin, self._next_entry(after))
        self._tell("no-opening-brace", begin)
        key = _KEY.match(self.text, after, end)
        return Block("damaged", begin, end, self.text[begin + 1 : after], key.group(1).strip() if key else "")

    def _damaged(self, begin: int, found: re.Match[str], first: int, unclosed: _UnclosedError) -> Block:
        resume = self._next_entry(begin + 1)
        end = self._trimmed(begin, resume)
        while len(self.spans) > first and self.spans[-1] > end:
            del self.spans[-4:]
        while self.troubles and self.troubles[-1].block == begin:
            self.troubles.pop()
        self.troubles.append(Trouble(unclosed.kind, begin, begin, unclosed.opened))
        self._count_waste(unclosed.reached - resume, end)
        key = _KEY.match(self.text, found.end(), end)
        return Block("damaged", begin, end, found.group(1), key.group(1).strip() if key else "", first, len(self.spans))

    def _count_waste(self, characters: int, position: int) -> None:
        self._wasted += max(0, characters)
        if self._wasted > 4 * len(self.text) and self._brace_pairs is None:
            self._brace_pairs = _brace_pairs(self.text, position)

    def _trimmed(self, begin: int, end: int) -> int:
        while end > begin + 1 and self.text[end - 1].isspace():
            end -= 1
        return end

    def _next_entry(self, position: int) -> int:
        since, at = self._entry_known
        if since <= position <= at:
            return at
        found = _ENTRY_ON_NEW_LINE.search(self.text, position)
        self._entry_known = (position, self.text.index("@", found.start()) if found else len(self.text))
        return self._entry_known[1]

    def _tell(self, kind: TroubleKind, offset: int) -> None:
        last = self.troubles[-1] if self.troubles else None
        if last is None or last.block != self._block or last.kind != kind or kind == "missing-comma":
            self.troubles.append(Trouble(kind, offset, self._block))

    # -- the parts of a block

    def _end_of_comment(self, opener: int) -> int:
        if self.text[opener] == "(":
            return _end_of_line(self.text, opener)
        try:
            return self._closing(opener)
        except _UnclosedError as unclosed:
            self._tell("unclosed-comment", self._block)
            self._count_waste(unclosed.reached - opener, opener)
            return _end_of_line(self.text, opener)

    def _end_of_preamble(self, opener: int) -> int:
        if self.text[opener] == "{":
            return self._closing(opener, "unclosed-entry")
        end = self._value(self._after_space(opener + 1), ")")
        closing = _PREAMBLE_END.match(self.text, end)
        if not closing:
            raise _UnclosedError("unclosed-entry", opener, end)
        return closing.end()

    def _key(self, opener: int) -> tuple[str, int]:
        """The key (empty if there is none) and where to look for the first field."""
        text = self.text
        found = _KEY.match(text, opener + 1)
        start, end = found.span(1) if found else (opener + 1, opener + 1)
        if text[opener] == "(" and text[end : end + 1] != "," and ")" in text[start:end]:
            end = text.rindex(")", start, end)
            return text[start:end].strip(), end
        if text.startswith("=", end):
            if _VALUE_OPENS.match(text, end) or _NUMBER_FIELD.match(text[start:end]):
                return "", start
            end = _end_of(_KEY_WITH_EQUALS, text, end)
        while text.startswith("{", end):
            end = _end_of(_KEY_REST, text, self._closing(end, "unclosed-entry"))
        after = self._after_space(end)
        if text[after : after + 1] not in (",", "}", ")", ""):
            self._tell("missing-comma", end)
        return text[start:end].strip(), end

    def _fields(self, position: int, opener: int) -> int:
        """Reads fields up to the closing brace; gives the offset behind it."""
        text, extend, match = self.text, self.spans.extend, _FIELD.match
        closing = "}" if text[opener] == "{" else ")"
        while True:
            if self._brace_pairs is None:
                while field := match(text, position):
                    extend(field.regs[1] + field.regs[2])
                    position = field.end()
            position = _end_of(_SPACE_COMMAS, text, position)
            if position >= len(text):
                raise _UnclosedError("unclosed-entry", opener, position)
            if text[position] != closing:
                position = self._step(position, closing, opener)
            elif closing == "}" and _MORE_FIELDS.match(text, position + 1):
                self._tell("stray-brace", position)
                position += 1
            else:
                return position + 1

    def _step(self, position: int, closing: str, opener: int) -> int:
        """One field or one odd thing; gives the offset behind it."""
        text = self.text
        if text[position] == "%":
            self._tell("percent-line", position)
            return _end_of_line(text, position)
        if self._begins_entry(position):
            raise _UnclosedError("unclosed-entry", opener, position)
        if name := _NAME.match(text, position):
            return self._named(name, closing)
        self._tell("junk-in-entry", position)
        return self._closing(position) if text[position] == "{" else position + 1

    def _named(self, name: re.Match[str], closing: str) -> int:
        after = self._after_space(name.end())
        if not self.text.startswith("=", after):
            self._tell("junk-in-entry", name.start())
            return self._end_of_junk(after, closing)
        start = self._after_space(after + 1)
        end = self._value(start, closing)
        self.spans.extend((name.start(), name.end(), min(start, end), end))
        return end

    def _value(self, start: int, closing: str) -> int:
        """The end of a value: parts joined with `#`, and whatever stands before the next comma."""
        text, position = self.text, start
        while True:
            if text[position : position + 1] in (",", closing, ""):
                self._tell("missing-value", position)
                return position
            end = self._part(position, closing)
            after = self._after_space(end)
            if not text.startswith("#", after):
                break
            position = self._after_space(after + 1)
        if text[after : after + 1] in (",", closing, "%", "") or self._begins_entry(after):
            return end
        if _NAMED_VALUE.match(text, after):
            self._tell("missing-comma", end)
            return end
        self._tell("unquoted-value", start)
        return max(end, self._end_of_junk(after, closing))

    def _part(self, position: int, closing: str) -> int:
        letter = self.text[position]
        if letter == "{":
            return self._closing(position)
        if letter == '"':
            return self._closing_quote(position)
        if bare := _BARE.match(self.text, position):
            return bare.end()
        self._tell("unquoted-value", position)
        return max(position + 1, self._end_of_junk(position, closing))

    def _end_of_junk(self, position: int, closing: str) -> int:
        """Where text that is no value ends: before a comma, the closing brace or the end of the line."""
        text, start = self.text, position
        while position < len(text) and text[position] not in ",\r\n" and text[position] != closing:
            position = self._closing(position) if text[position] == "{" else position + 1
        return max(start, self._trimmed(start, position) if position > start else position)

    def _closing(self, opener: int, kind: TroubleKind = "unclosed-value") -> int:
        """The offset behind the brace that closes this one."""
        if self._brace_pairs is not None:
            opens, closes = self._brace_pairs
            end = closes[bisect_left(opens, opener)]
            if not end:
                raise _UnclosedError(kind, opener, opener)
            return end
        if group := _BRACED_GROUP.match(self.text, opener):
            return group.end()
        depth = 0
        for brace in _BRACE.finditer(self.text, opener):
            depth += 1 if brace.group() == "{" else -1
            if not depth:
                return brace.end()
        raise _UnclosedError(kind, opener, len(self.text))

    def _closing_quote(self, opener: int) -> int:
        """The offset behind the quote that closes this one; a stray `}` is forgiven if the quote still ends well."""
        position = opener + 1
        while found := _QUOTE_OR_BRACE.search(self.text, position):
            if found.group() == '"':
                return found.end()
            if found.group() == "}":
                ending = _QUOTE_BEFORE_NEXT.search(self.text, position, self._next_entry(position))
                if not ending:
                    raise _UnclosedError("unclosed-value", opener, position)
                self._tell("stray-brace", found.start())
                return ending.start() + 1
            position = self._closing(found.start())
        raise _UnclosedError("unclosed-value", opener, len(self.text))

    def _begins_entry(self, position: int) -> bool:
        """Whether an entry begins here on a line of its own."""
        return (
            self.text.startswith("@", position)
            and _ENTRY_HERE.match(self.text, position) is not None
            and self._next_entry(self._block + 1) == position
        )

    def _after_space(self, position: int) -> int:
        return _end_of(_SPACE, self.text, position)


def _end_of(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def _end_of_line(text: str, position: int) -> int:
    found = _LINE_END.search(text, position)
    return found.start() if found else len(text)


def _brace_pairs(text: str, position: int) -> tuple[array[int], array[int]]:
    """Offsets of all opening braces from `position` on, and behind the brace that closes each (0: none does)."""
    opens, closes = array("Q"), array("Q")
    unclosed: list[int] = []
    for brace in _BRACE.finditer(text, position):
        if brace.group() == "{":
            unclosed.append(len(opens))
            opens.append(brace.start())
            closes.append(0)
        elif unclosed:
            closes[unclosed.pop()] = brace.end()
    return opens, closes
