"""XML read without trusting it, and written well formed. Entities of the file's own and deep nesting are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax.saxutils import escape as _escape
from xml.sax.saxutils import quoteattr

from citetrail.errors import InputError
from citetrail.formats.parts.markup import folded

_DEEPEST = 200
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"(</?(?:i|b|sub|sup)>)")


class XmlTree:
    """The root element with local names (`mods`, not `{http://…}mods`), its namespace, and where elements stand."""

    def __init__(self, root: Element, namespace: str, places: dict[Element, tuple[int, int]]) -> None:
        self.root = root
        self.namespace = namespace
        self._places = places

    def place(self, element: Element) -> tuple[int, int]:
        """(line, column) of an element, both from 1."""
        return self._places[element]


def parse_xml(content: bytes, name: str) -> XmlTree:
    """The tree of an XML file. Raises InputError where it is not well formed, defines entities, or nests too deeply."""
    return _Parser(name).parse(content)


class _Parser:
    def __init__(self, name: str) -> None:
        self._name = name
        self._builder = TreeBuilder()
        self._places: dict[Element, tuple[int, int]] = {}
        self._depth = 0
        self._namespace: str | None = None
        self._expat = expat.ParserCreate(namespace_separator="}")
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._builder.data
        self._expat.EntityDeclHandler = self._refuse_entity

    def parse(self, content: bytes) -> XmlTree:
        try:
            self._expat.Parse(content, True)
        except expat.ExpatError as error:
            message = expat.ErrorString(error.code)
            raise InputError(
                f"no well-formed XML: {message}", file=self._name, line=error.lineno, column=error.offset + 1
            ) from error
        except (LookupError, ValueError) as error:
            raise InputError(f"no XML that can be read: {error}", file=self._name) from error
        return XmlTree(self._builder.close(), self._namespace or "", self._places)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition("}")
        if self._namespace is None:
            self._namespace = namespace
        self._depth += 1
        if self._depth > _DEEPEST:
            raise InputError("the XML is nested too deeply", file=self._name, line=self._expat.CurrentLineNumber)
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        element = self._builder.start(local, plain)
        self._places[element] = (self._expat.CurrentLineNumber, self._expat.CurrentColumnNumber + 1)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(name.rpartition("}")[2])

    def _refuse_entity(self, *_details: object) -> None:
        raise InputError(
            "the XML defines entities of its own, which are not taken from files",
            file=self._name,
            line=self._expat.CurrentLineNumber,
        )


# -- reading


def text_of(element: Element | None) -> str | None:
    """All text inside an element on one line; None for no element or no text."""
    if element is None:
        return None
    return folded("".join(element.itertext())) or None


def lines_of(element: Element | None) -> str | None:
    """All text inside an element with its line ends, each line folded."""
    if element is None:
        return None
    text = "\n".join(folded(line) for line in "".join(element.itertext()).splitlines())
    return text.strip("\n") or None


def child_text(element: Element, path: str) -> str | None:
    """The text of the first descendant at that path."""
    return text_of(element.find(path))


def texts(element: Element, path: str) -> list[str]:
    """The filled texts of all descendants at that path, in order."""
    return [text for found in element.iterfind(path) if (text := text_of(found))]


def inner_markup(element: Element, tags: dict[str, str]) -> str:
    """Text with the child elements of `tags` as inline tags (`{"italic": "i"}`); other elements are dropped."""
    parts = [element.text or ""]
    for child in element:
        inner = inner_markup(child, tags)
        tag = tags.get(child.tag)
        parts += [f"<{tag}>{inner}</{tag}>" if tag and inner.strip() else inner, child.tail or ""]
    return "".join(parts)


# -- writing


def escaped_text(text: str) -> str:
    """The text for XML: markup escaped, characters that XML forbids left out."""
    return _escape(_NOT_XML.sub("", text))


def element(name: str, text: str, attributes: dict[str, str] | None = None) -> str:
    """One element with text."""
    given = "".join(f" {key}={quoteattr(_NOT_XML.sub('', value))}" for key, value in (attributes or {}).items())
    return f"<{name}{given}>{escaped_text(text)}</{name}>"


def runs_of(text: str) -> Iterator[tuple[str, str]]:
    """A title with inline tags as (tag, text) runs; the tag is empty for plain text. Stray tags are text."""
    tag = ""
    buffer = ""
    for part in _TAG.split(text):
        if _TAG.fullmatch(part) and not part.startswith("</") and not tag and f"</{part[1:]}" in text:
            if buffer:
                yield "", buffer
            tag, buffer = part[1:-1], ""
        elif part == f"</{tag}>" and tag:
            yield tag, buffer
            tag, buffer = "", ""
        else:
            buffer += part
    if buffer:
        yield tag, buffer
