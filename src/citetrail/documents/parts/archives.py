"""Documents that are zip archives of XML: opened with care for bombs, entities and damage."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from citetrail.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST = 200_000_000  # bytes of one unpacked part
_HINT = "open it in its program and save it again"


class Archive:
    """The XML parts of a zip file by name."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise InputError("the file is damaged: it is no complete zip archive", file=name, hint=_HINT) from error
        self._names = frozenset(self._zip.namelist())

    def __contains__(self, part: str) -> bool:
        return part in self._names

    def xml(self, part: str) -> _Element | None:
        """The root element of a part; None if the archive has no such part. Raises InputError if it is damaged."""
        if part not in self._names:
            return None
        if self._zip.getinfo(part).file_size > _LARGEST:
            raise InputError(f"{part} unpacks to more than {_LARGEST // 1_000_000} MB", file=self._name, hint=_HINT)
        try:
            return xml_from_bytes(self._zip.read(part), self._name)
        except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError) as error:
            raise InputError(f"the file is damaged: {part} cannot be unpacked", file=self._name, hint=_HINT) from error


def xml_from_bytes(data: bytes, name: str) -> _Element:
    """The root element of XML, damage mended as far as possible; entities and the network are never followed."""
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"this is no XML: {error}", file=name, hint=_HINT) from error
    if root is None:
        raise InputError("there is no element in this XML", file=name, hint=_HINT)
    return root
