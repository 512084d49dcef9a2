"""Citation keys from templates: the tokens of JabRef (`[auth:lower][year]`) and Better BibTeX (`auth.lower + year`).

Token lists: https://docs.jabref.org/setup/citationkeypatterns and https://retorque.re/zotero-better-bibtex/citing/.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from citetrail.errors import InputError
from citetrail.model import Description, Person
from citetrail.model.folding import plain_from_markup

DEFAULT_TEMPLATE = "[auth:lower:(anon)][year:(nd)][veryshorttitle:lower]"

# Words that say nothing about a title, in the languages most titles are in.
SKIPPED_WORDS = frozenset(
    "a an the on of in to and for with from by at or as is are was do does how what when where why who whose some its "
    "il lo la i gli le un uno una di del della dei e et les des du der die das ein eine einer und zur zum über von vom "
    "el los las en y o de l d au aux pour sur dans che het een van voor met".split()
)
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d",
        "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "ħ": "h", "Ħ": "H", "ı": "i", "ŋ": "ng", "Ŋ": "Ng",
        "ŧ": "t", "Ŧ": "T", "ə": "e", "Ə": "E", "ʼ": "", "’": "", "‘": "",
    }
)  # fmt: skip
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяєіїґўћђљњџј",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e iu ia ie i i g u c d lj nj dz j".split(),
        strict=True,
    )
)
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True)
)
_SCRIPTS = {letter: latin.replace("_", "") for letter, latin in (_CYRILLIC | _GREEK).items()}
_FORBIDDEN = re.compile(r"[\s{}()\[\],=\\\"#%~'^`<>|@&$*?!;‘’“”]")
_WORD = re.compile(r"[^\W_]+(?:['’‐-][^\W_]+)*")
_LONGEST_WORD = 24  # scripts without blanks make one word of a whole title
_COUNTED_IN_WORDS = frozenset({"shorttitle", "veryshorttitle", "camel"})
_JABREF_PART = re.compile(r"\[([^\[\]]*)\]|([^\[\]]+)|(.)", re.DOTALL)
_MODIFIER = re.compile(r":((?:\((?:[^()]*)\))|(?:regex\(.*?\"\s*,\s*\".*?\"\))|[^:]+)")
_BBT_TOKEN = re.compile(
    r"""\s*(?:(?P<name>[A-Za-z_][A-Za-z_0-9]*)|(?P<text>'[^']*'|"[^"]*")|(?P<number>\d+)|(?P<mark>[.+|(),=]))"""
)
_NAME_AND_NUMBERS = re.compile(r"([A-Za-z.]*[A-Za-z])(\d*)(?:_(\d+))?$")


class _Call(NamedTuple):
    """A token or a modifier: its name in lower case and its arguments."""

    name: str
    arguments: tuple[str, ...] = ()


class _Part(NamedTuple):
    """Text as it stands, or a token with modifiers; empty parts are replaced by `otherwise`."""

    text: str = ""
    token: _Call | None = None
    modifiers: tuple[_Call, ...] = ()


def citation_key(description: Description, template: str = DEFAULT_TEMPLATE, taken: Container[str] = ()) -> str:
    """A key for the work by the template, in ASCII as far as letters have a Latin form, and unlike all `taken`.

    A key that is taken (capitals do not count) gets `a`, `b`, … `z`, `aa`. Give a set for `taken` where it is long.
    Raises InputError with the column for a template that cannot be read.
    """
    base = key_from_template(description, template) or "anon"
    if not _is_taken(base, taken):
        return base
    return next(key for letter in _letters() if not _is_taken(key := base + letter, taken))


def key_from_template(description: Description, template: str = DEFAULT_TEMPLATE) -> str:
    """The key before it is made unique; empty if no token says anything."""
    key = "".join(_rendered(part, description) for part in _alternative(description, template))
    return _FORBIDDEN.sub("", ascii_letters(key))


def fits_template(key: str, description: Description, template: str = DEFAULT_TEMPLATE) -> bool:
    """Whether the template could have made this key, with the letters that make it unlike others."""
    base = key_from_template(description, template) or "anon"
    return re.fullmatch(re.escape(base) + "[a-z]{0,2}", key) is not None


def ascii_letters(text: str) -> str:
    """Letters without marks, Cyrillic and Greek in Latin letters; letters of other scripts stay as they are."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", "".join(map(_in_latin, bare)))


def _in_latin(letter: str) -> str:
    if letter.isascii():
        return letter
    small = letter.lower()
    latin = _SCRIPTS.get(small)
    if latin is None:
        return letter
    return latin if letter == small else latin.capitalize()


def _is_taken(key: str, used: Container[str]) -> bool:
    return key in used or key.lower() in used


def _letters() -> Iterator[str]:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield from alphabet
    for first in _letters():
        yield from (first + second for second in alphabet)


# -- templates


def _alternative(description: Description, template: str) -> tuple[_Part, ...]:
    """The first alternative (parted by `|` in Better BibTeX's form) in which no token is empty; else the first."""
    alternatives = parse_template(template)
    for parts in alternatives:
        if all(part.token is None or _rendered(part, description) for part in parts):
            return parts
    return alternatives[0]


@lru_cache(maxsize=64)
def parse_template(template: str) -> tuple[tuple[_Part, ...], ...]:
    """The alternatives of a template, each a row of parts. Raises InputError where it cannot be read."""
    if not template.strip():
        raise InputError("the key template is empty", hint=f"the default is {DEFAULT_TEMPLATE}")
    if "[" in template or "]" in template:
        return (tuple(_jabref_parts(template)),)
    return tuple(_better_bibtex_parts(template))


def _jabref_parts(template: str) -> Iterator[_Part]:
    for found in _JABREF_PART.finditer(template):
        inside, text, stray = found.groups()
        if stray:
            raise _template_error(template, found.start(), f"{stray} without its partner")
        if text:
            yield _Part(text=text)
            continue
        name, colon, rest = inside.partition(":")
        token = _token(name.strip(), template, found.start() + 1)
        modifiers = tuple(_jabref_modifier(one, template, found.start()) for one in _MODIFIER.findall(colon + rest))
        if modifiers and modifiers[0].name == "first" and token.name in _COUNTED_IN_WORDS:
            token, modifiers = token._replace(arguments=modifiers[0].arguments), modifiers[1:]
        yield _Part(token=token, modifiers=modifiers)


def _jabref_modifier(text: str, template: str, at: int) -> _Call:
    text = text.strip()
    if text.startswith("("):
        return _Call("default", (text[1:-1],))
    if text.isdigit():
        return _Call("first", (text,))
    if text.startswith("regex("):
        arguments = re.findall(r'"((?:[^"\\]|\\.)*)"', text)
        return _Call("regex", tuple(arguments[:2]))
    if found := re.match(r"truncate(\d+)$", text):
        return _Call("truncate", (found.group(1),))
    return _known_modifier(_Call(text.lower()), template, at)


def _better_bibtex_parts(template: str) -> Iterator[tuple[_Part, ...]]:
    parts: list[_Part] = []
    tokens = list(_lexed(template))
    place = 0
    while place < len(tokens):
        kind, text, at = tokens[place]
        if text == "|" and kind == "mark":
            yield tuple(parts)
            parts = []
            place += 1
        elif text == "+" and kind == "mark":
            place += 1
        elif kind == "text":
            parts.append(_Part(text=text[1:-1]))
            place += 1
        elif kind == "name":
            part, place = _chain(tokens, place, template)
            parts.append(part)
        else:
            raise _template_error(template, at, f"{text} is not expected here")
    yield tuple(parts)


def _lexed(template: str) -> Iterator[tuple[str, str, int]]:
    position = 0
    end = len(template.rstrip())
    while position < end:
        found = _BBT_TOKEN.match(template, position)
        if not found:
            raise _template_error(template, position, f"{template[position]} is not expected here")
        kind = str(found.lastgroup)
        yield kind, found[kind], found.start(kind)
        position = found.end()


def _chain(tokens: list[tuple[str, str, int]], place: int, template: str) -> tuple[_Part, int]:
    """`auth.lower.substring(1,3)`, starting at its token."""
    call, at, place = _call(tokens, place, template)
    token = _token(call.name, template, at, call.arguments)
    modifiers: list[_Call] = []
    while place + 1 < len(tokens) and tokens[place][1] == "." and tokens[place + 1][0] == "name":
        modifier, at, place = _call(tokens, place + 1, template)
        if modifier.name.lower() in ("etal", "auth", "ea") and token.name == "auth":
            token = token._replace(name="authetal")
            continue
        modifiers.append(_known_modifier(modifier._replace(name=modifier.name.lower()), template, at))
    return _Part(token=token, modifiers=tuple(modifiers)), place


def _call(tokens: list[tuple[str, str, int]], place: int, template: str) -> tuple[_Call, int, int]:
    _, name, at = tokens[place]
    place += 1
    arguments: list[str] = []
    if place < len(tokens) and tokens[place][1] == "(" and tokens[place][0] == "mark":
        place += 1
        while place < len(tokens) and tokens[place][1] != ")":
            kind, text, _ = tokens[place]
            if kind in ("text", "number"):
                arguments.append(text.strip("'\"") if kind == "text" else text)
            place += 1
        if place >= len(tokens):
            raise _template_error(template, at, "the bracket is never closed")
        place += 1
    return _Call(name, tuple(arguments)), at, place


def _token(name: str, template: str, at: int, arguments: tuple[str, ...] = ()) -> _Call:
    """A known token; digits in its name (`auth3_2`, `authors2`, `shorttitle3`) become arguments."""
    bare = name.replace(".", "").lower()
    if bare in _TOKENS:
        return _Call(bare, arguments)
    found = _NAME_AND_NUMBERS.match(name)
    if found and (stem := found.group(1).replace(".", "").lower()) in _TOKENS:
        return _Call(stem, tuple(number for number in found.groups()[1:] if number) + arguments)
    raise _template_error(template, at, f"unknown token {name}")


def _known_modifier(modifier: _Call, template: str, at: int) -> _Call:
    if modifier.name not in _MODIFIERS:
        raise _template_error(template, at, f"unknown modifier {modifier.name}")
    return modifier


def _template_error(template: str, at: int, message: str) -> InputError:
    return InputError(
        f"key template {template!r}: {message}", column=at + 1, hint=f"known tokens: {', '.join(_TOKENS)}"
    )


# -- tokens


def _rendered(part: _Part, description: Description) -> str:
    if part.token is None:
        return part.text
    text = _TOKENS[part.token.name](description, part.token.arguments)
    for modifier in part.modifiers:
        text = _MODIFIERS[modifier.name](text, modifier.arguments)
    return _FORBIDDEN.sub("", text)


def _people(description: Description) -> tuple[Person, ...]:
    return description.authors or description.editors or description.container_authors


def _surname(person: Person) -> str:
    if person.literal is not None:
        return "".join(word[0].upper() + word[1:] for word in _significant(person.literal)[:4])
    return "".join((person.particle or "").split()) + "".join((person.family or person.given or "").split())


def _surnames(description: Description) -> list[str]:
    return [_surname(person) for person in _people(description)]


def _number(arguments: tuple[str, ...], place: int, otherwise: int) -> int:
    return int(arguments[place]) if len(arguments) > place and arguments[place].isdigit() else otherwise


def _auth(description: Description, arguments: tuple[str, ...]) -> str:
    """`auth`, `auth3` (three letters), `auth3_2` (three letters of the second author)."""
    names = _surnames(description)
    which = _number(arguments, 1, 1) - 1
    name = names[which] if 0 <= which < len(names) else ""
    return name[: _number(arguments, 0, len(name))]


def _auth_last(description: Description, _arguments: tuple[str, ...]) -> str:
    return next(reversed(_surnames(description)), "")


def _authors(description: Description, arguments: tuple[str, ...]) -> str:
    names = _surnames(description)
    count = _number(arguments, 0, len(names))
    return "".join(names[:count]) + ("EtAl" if len(names) > count or description.has_more_authors else "")


def _auth_et_al(description: Description, _arguments: tuple[str, ...]) -> str:
    names = _surnames(description)
    if len(names) > 2 or (names and description.has_more_authors):
        return names[0] + "EtAl"
    return "".join(names)


def _authors_alpha(description: Description, _arguments: tuple[str, ...]) -> str:
    names = _surnames(description)
    if len(names) == 1:
        return names[0][:3]
    initials = "".join(name[:1] for name in names[: 3 if len(names) > 4 else 4])
    return initials + ("+" if len(names) > 4 or description.has_more_authors else "")


def _auth_initials(description: Description, arguments: tuple[str, ...]) -> str:
    """The first letters of the surnames, `authini2`: two of each."""
    return "".join(name[: _number(arguments, 0, 1)] for name in _surnames(description))


def _auth_short(description: Description, _arguments: tuple[str, ...]) -> str:
    names = _surnames(description)
    if len(names) <= 1:
        return "".join(names)
    return "".join(name[:1] for name in names[:3]) + ("+" if len(names) > 3 else "")


def _given_initials(description: Description, _arguments: tuple[str, ...]) -> str:
    people = _people(description)
    return (people[0].given or "")[:1] if people else ""


def _editor(description: Description, arguments: tuple[str, ...]) -> str:
    return _auth(Description(editors=description.editors), arguments)


def _year(description: Description, _arguments: tuple[str, ...]) -> str:
    year = description.year
    return "" if year is None else str(abs(year))


def _short_year(description: Description, arguments: tuple[str, ...]) -> str:
    return _year(description, arguments)[-2:]


def _month(description: Description, _arguments: tuple[str, ...]) -> str:
    month = description.issued.start.month if description.issued else None
    return f"{month:02d}" if month and month <= 12 else ""


def _day(description: Description, _arguments: tuple[str, ...]) -> str:
    day = description.issued.start.day if description.issued else None
    return f"{day:02d}" if day else ""


def _original_year(description: Description, _arguments: tuple[str, ...]) -> str:
    date = description.original_date or description.issued
    return "" if date is None or date.year is None else str(abs(date.year))


def _words(text: str | None) -> list[str]:
    words = _WORD.findall(plain_from_markup(text or ""))
    return [re.sub(r"['’‐-]", "", word)[:_LONGEST_WORD] for word in words]


def _significant(text: str | None) -> list[str]:
    words = _words(text)
    return [word for word in words if word.lower() not in SKIPPED_WORDS] or words


def _short_title(description: Description, arguments: tuple[str, ...]) -> str:
    """The first significant words of the title (three, or as told), the first letter of each a capital if told so."""
    count, capitals = _number(arguments, 0, 3), _number(arguments, 1, 0)
    words = _significant(description.title)[:count]
    return "".join(_capital(word) if place < capitals else word for place, word in enumerate(words))


def _very_short_title(description: Description, arguments: tuple[str, ...]) -> str:
    return "".join(_significant(description.title)[: _number(arguments, 0, 1)])


def _title(description: Description, _arguments: tuple[str, ...]) -> str:
    return "".join(_capital(word) for word in _significant(description.title))


def _full_title(description: Description, _arguments: tuple[str, ...]) -> str:
    return "".join(_words(description.title))


def _camel(description: Description, arguments: tuple[str, ...]) -> str:
    words = _words(description.title)
    return "".join(_capital(word) for word in words[: _number(arguments, 0, len(words))])


def _title_initials(description: Description, _arguments: tuple[str, ...]) -> str:
    return "".join(word[0] for word in _significant(description.title)[:3])


def _journal(description: Description, _arguments: tuple[str, ...]) -> str:
    return "".join(_capital(word) for word in _words(description.container_title))


def _journal_short(description: Description, _arguments: tuple[str, ...]) -> str:
    if description.container_title_short:
        return "".join(_words(description.container_title_short))
    return "".join(word[0].upper() for word in _significant(description.container_title))


def _first_page(description: Description, _arguments: tuple[str, ...]) -> str:
    return description.pages.first if description.pages else ""


def _last_page(description: Description, _arguments: tuple[str, ...]) -> str:
    return (description.pages.last or "") if description.pages else ""


def _keyword(description: Description, arguments: tuple[str, ...]) -> str:
    which = _number(arguments, 0, 1) - 1
    return "".join(_words(description.keywords[which])) if 0 <= which < len(description.keywords) else ""


def _of_field(name: str) -> Callable[[Description, tuple[str, ...]], str]:
    return lambda description, _arguments: "".join(_words(getattr(description, name)))


_TOKENS: dict[str, Callable[[Description, tuple[str, ...]], str]] = {
    "auth": _auth, "author": _auth, "firstauthor": _auth, "authorlast": _auth_last, "lastauthor": _auth_last,
    "authors": _authors, "authetal": _auth_et_al, "authoretal": _auth_et_al, "authauthea": _auth_et_al,
    "authorsalpha": _authors_alpha, "authini": _auth_initials, "authorini": _auth_initials,
    "authorsn": _authors, "authshort": _auth_short, "authforeini": _given_initials, "edtr": _editor,
    "editor": _editor, "year": _year, "shortyear": _short_year, "origyear": _original_year, "month": _month,
    "day": _day, "title": _title, "fulltitle": _full_title, "shorttitle": _short_title,
    "veryshorttitle": _very_short_title, "camel": _camel, "shorttitleini": _title_initials, "journal": _journal,
    "journaltitle": _journal, "shortjournal": _journal_short, "journalabbrev": _journal_short,
    "booktitle": _of_field("container_title"), "publisher": _of_field("publisher"), "volume": _of_field("volume"),
    "number": lambda description, _: description.issue or description.number or "", "issue": _of_field("issue"),
    "firstpage": _first_page, "pages": _first_page, "lastpage": _last_page, "keyword": _keyword,
    "doi": lambda description, _: description.doi or "", "type": _of_field("type"), "entrytype": _of_field("type"),
    "language": _of_field("language"), "series": _of_field("collection_title"), "edition": _of_field("edition"),
    "institution": _of_field("institution"), "school": _of_field("institution"),
}  # fmt: skip


# -- modifiers


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _first(text: str, arguments: tuple[str, ...]) -> str:
    return text[: _number(arguments, 0, len(text))]


def _substring(text: str, arguments: tuple[str, ...]) -> str:
    start = max(_number(arguments, 0, 1), 1) - 1
    return text[start : start + _number(arguments, 1, len(text))]


def _replaced(text: str, arguments: tuple[str, ...]) -> str:
    return text.replace(arguments[0], arguments[1]) if len(arguments) == 2 and arguments[0] else text


def _by_regex(text: str, arguments: tuple[str, ...]) -> str:
    if len(arguments) != 2:
        return text
    try:
        return re.sub(arguments[0], re.sub(r"\$(\d)", r"\\\1", arguments[1]), text[:1000])
    except re.error as error:
        raise InputError(f"key template: {arguments[0]!r} is no regular expression ({error})") from error


_MODIFIERS: dict[str, Callable[[str, tuple[str, ...]], str]] = {
    "lower": lambda text, _: text.lower(),
    "upper": lambda text, _: text.upper(),
    "capitalize": lambda text, _: _capital(text),
    "titlecase": lambda text, _: _capital(text),
    "title_case": lambda text, _: _capital(text),
    "sentencecase": lambda text, _: _capital(text.lower()),
    "abbr": lambda text, _: "".join(letter for letter in text if letter.isupper()),
    "fold": lambda text, _: ascii_letters(text),
    "ascii": lambda text, _: ascii_letters(text),
    "latex_to_unicode": lambda text, _: text,
    "clean": lambda text, _: re.sub(r"[^\w:.+/-]", "", text),
    "alphanum": lambda text, _: re.sub(r"[\W_]", "", text),
    "nopunct": lambda text, _: re.sub(r"[^\w]", "", text),
    "condense": lambda text, _: "".join(text.split()),
    "skipwords": lambda text, _: text,
    "truncate": _first,
    "first": _first,
    "substring": _substring,
    "select": _substring,
    "replace": _replaced,
    "regex": _by_regex,
    "default": lambda text, arguments: text or (arguments[0] if arguments else ""),
    "prefix": lambda text, arguments: (arguments[0] if arguments and text else "") + text,
    "postfix": lambda text, arguments: text + (arguments[0] if arguments and text else ""),
}
