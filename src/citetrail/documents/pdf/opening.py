"""Opening a PDF with pdfium, which needs the extra `pdf` (pypdfium2, BSD-3 and Apache-2.0)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from citetrail.errors import InputError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_HINT_MISSING = "install the extra: pip install 'citetrail[pdf]'"


@contextmanager
def opened(data: bytes, name: str) -> Iterator[PdfDocument]:
    """The document while the block runs. Raises InputError if pdfium is missing, or the file is locked or damaged."""
    try:
        import pypdfium2
    except ImportError as error:
        raise InputError("reading PDF needs the package pypdfium2", file=name, hint=_HINT_MISSING) from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).lower()
        message = "this PDF is locked with a password" if is_locked else f"this PDF is damaged ({error})"
        raise InputError(message, file=name, hint="open it in a reader and save it again") from error
    try:
        yield document
    finally:
        document.close()
