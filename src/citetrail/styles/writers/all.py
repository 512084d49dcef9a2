"""The output formats by name; each is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from citetrail.errors import InputError
from citetrail.styles.writers.page import Page
from citetrail.styles.writers.writer import Writer

MODULES = {name: name for name in ("markdown", "html", "latex", "typst", "rst", "rtf", "org")} | {"text": "plain"}


def writer_named(name: str) -> Writer:
    """The output format of a name; raises InputError listing them for one that is not known."""
    writer = getattr(_module(name), name.upper())
    assert isinstance(writer, Writer)
    return writer


def page_named(name: str) -> Page:
    """How documents look in the output format of a name; raises InputError as `writer_named` does."""
    page = _module(name).PAGE
    assert isinstance(page, Page)
    return page


def _module(name: str) -> ModuleType:
    if name not in MODULES:
        raise InputError(f'"{name}" is no output format; these are: {", ".join([*MODULES, "docx"])}')
    return import_module(f"citetrail.styles.writers.{MODULES[name]}")
