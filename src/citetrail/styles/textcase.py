"""Text case over formatted content: lowercase, uppercase, capitalize-first, capitalize-all, sentence, title.

Source: CSL 1.0.2 specification, "Text-case". Words in <span class="nocase"> are left alone; title case is for English
only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from citetrail.styles.spans import Content, Span

STOP_WORDS = frozenset(
    "a about above across afore after against along alongside amid amidst among amongst an and anenst apropos around "
    "as aside astride at athwart atop barring before behind below beneath beside besides between beyond but by "
    "c ca circa d de despite down during et except for forenenst from given in inside into lest like "
    "modulo near next nor notwithstanding of off on onto or out over per plus pro qua sans since "
    "so than the through throughout thru thruout till to toward towards under underneath until unto up upon v van "
    "versus via vis-à-vis von vs with within without yet".split()
)
STOP_PHRASES = frozenset(
    {
        ("according", "to"), ("ahead", "of"), ("apart", "from"), ("back", "to"), ("because", "of"), ("close", "to"),
        ("due", "to"), ("far", "from"), ("instead", "of"), ("outside", "of"), ("prior", "to"), ("pursuant", "to"),
        ("rather", "than"), ("regardless", "of"), ("such", "as"), ("that", "of"), ("where", "as"),
    }
)  # fmt: skip
TOKEN = re.compile(r"\s+|[^\s]+")
WORD = re.compile(r"\S+")
WORD_PARTS = re.compile(r"([-–—/])")
FIRST_LETTER = re.compile(r"[^\W_]")
PROTECTED = ("nocase", "plain")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
ELIDED_PARTICLE = re.compile(r"[a-z]['’]")
ENTITY = re.compile(r"&\w+;")
DOTTED = re.compile(r"\w\.\w")  # x.com, e.g."
SENTENCE_END = (":", "?", "!")
CLOSERS = "\"')]}”’»"
PUNCTUATION = "\"'“”‘’«»()[]{}.,;:!?"


def change_case(content: Content, case: str, *, english: bool) -> Content:
    """The content in another case; `english` says whether title case may be applied."""
    if case == "title" and not english:
        return content
    if case == "lowercase":
        return _mapped(content, str.lower)
    if case == "uppercase":
        return _mapped(content, str.upper)
    if case == "capitalize-all":
        return _mapped(content, _capitalize_all)
    if case == "capitalize-first":
        return _first_changed(content)
    if case == "sentence":
        return _sentence(content)
    if case == "title":
        return _title(content)
    return content


def capitalize(word: str) -> str:
    """The word with its first letter in upper case, the rest untouched."""
    return word[:1].upper() + word[1:]


def capitalized_term(content: Content) -> Content:
    """The content with a capital where it begins with a term ("Ibid.")."""
    if isinstance(content, str) or not content.content or any(char.isalnum() for char in content.prefix):
        return content
    first = content.content[0]
    is_term = content.role == "term"
    changed = capitalize(first) if is_term and isinstance(first, str) else capitalized_term(first)
    return content.with_content([changed, *content.content[1:]])


def _mapped(content: Content, change: Callable[[str], str]) -> Content:
    if isinstance(content, str):
        return change(content)
    if content.role in PROTECTED:
        return content
    return content.with_content([_mapped(part, change) for part in content.content])


def _capitalize_all(text: str) -> str:
    return "".join([token if token.isspace() else capitalize(token) for token in TOKEN.findall(text)])


def _first_changed(content: Content) -> Content:
    done = False

    def visit(part: Content) -> Content:
        nonlocal done
        if done:
            return part
        if isinstance(part, str):
            match = FIRST_LETTER.search(part)
            if match is None:
                return part
            done = True
            start = match.start()
            word = part[start:].split(None, 1)[0]
            if word != word.lower():
                return part
            return part[:start] + capitalize(part[start:])
        if part.role in PROTECTED:
            done = True
            return part
        return part.with_content([visit(inner) for inner in part.content])

    return visit(content)


def _sentence(content: Content) -> Content:
    return _first_changed(_mapped(content, str.lower))


def _title(content: Content) -> Content:
    if isinstance(content, str):
        return _raised(content, title_positions(content))
    leaves: list[tuple[str, bool]] = []
    _collect(content, protected=False, leaves=leaves)
    text = "".join([leaf for leaf, _ in leaves])
    positions = set(title_positions(text))
    start = 0
    changed: list[str] = []
    for leaf, protected in leaves:
        inside = [at - start for at in positions if start <= at < start + len(leaf)]
        changed.append(leaf if protected else _raised(leaf, tuple(inside)))
        start += len(leaf)
    return _rebuilt(content, iter(changed))


def _collect(content: Content, *, protected: bool, leaves: list[tuple[str, bool]]) -> None:
    if isinstance(content, str):
        leaves.append((content, protected))
        return
    inside = protected or content.role in PROTECTED or _is_implicit_nocase(content)
    for part in content.content:
        _collect(part, protected=inside, leaves=leaves)


def _is_implicit_nocase(span: Span) -> bool:
    return span.flips and any(name in ("vertical-align", "font-variant") for name, _ in span.formatting)


def _rebuilt(content: Content, leaves: Iterator[str]) -> Content:
    if isinstance(content, str):
        return next(leaves)
    return content.with_content([_rebuilt(part, leaves) for part in content.content])


def _raised(text: str, positions: tuple[int, ...]) -> str:
    if not positions:
        return text
    letters = list(text)
    for at in positions:
        letters[at] = letters[at].upper()
    return "".join(letters)


@lru_cache(maxsize=32768)
def title_positions(text: str) -> tuple[int, ...]:
    """The offsets of the letters that title case raises.

    A word is raised when it is in lower case and is no stop word, or is the first or the last word, or follows a colon,
    question mark or exclamation mark. Parts after a hyphen, dash or slash count as words.
    """
    words = list(WORD.finditer(text))
    positions: list[int] = []
    opens_sentence = True
    all_caps = text.isupper()
    for index, match in enumerate(words):
        is_last = index == len(words) - 1
        follower = words[index + 1].group() if not is_last else ""
        is_phrase = (match.group(), follower) in STOP_PHRASES and not opens_sentence
        if not all_caps and not is_phrase:
            positions.extend(_raised_in_word(match.group(), match.start(), edge=opens_sentence or is_last))
        opens_sentence = match.group().rstrip(CLOSERS).endswith(SENTENCE_END)
    return tuple(positions)


def _raised_in_word(word: str, start: int, *, edge: bool) -> Iterator[int]:
    parts = WORD_PARTS.split(word)
    for index in range(0, len(parts), 2):
        part = parts[index]
        match = FIRST_LETTER.search(part)
        joined_by = parts[index + 1] if index + 1 < len(parts) else ""
        if match is not None and _is_raised(
            part, match, edge=edge and index == 0, opens=index == 0 and joined_by == "-"
        ):
            yield start + match.start()
        start += len(part) + len(joined_by)


def _is_raised(part: str, first: re.Match[str], *, edge: bool, opens: bool) -> bool:
    letter = first.group()
    if DOTTED.search(part) or ENTITY.match(part):
        return False
    if letter.isdigit() or part != part.lower() or len(letter.upper()) != 1 or not LATIN.match(letter):
        return False
    bare = part.strip(PUNCTUATION)
    if bare in STOP_WORDS or ELIDED_PARTICLE.match(bare):
        return edge or opens
    return len(bare) > 1 or edge
