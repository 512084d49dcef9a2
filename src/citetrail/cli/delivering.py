"""Where a written bibliography goes: to a file, to standard output, or into JSON with what is to be told of it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from citetrail.cli.files import write_bytes_whole, write_whole
from citetrail.cli.output import print_json, tell_losses
from citetrail.errors import EXIT_FINDINGS, EXIT_OK

if TYPE_CHECKING:
    from citetrail.model.formats import Loss


class Delivery(NamedTuple):
    """The file to write, None for standard output; and whether that gets JSON, with what is `told`, instead."""

    target: Path | None
    as_json: bool
    told: Mapping[str, Any]

    def text(self, text: str, **told: Any) -> None:
        """Deliver a text; in JSON it stands only if no file got it."""
        if self.target is not None:
            write_whole(self.target, text)
        elif not self.as_json:
            sys.stdout.write(text if text.endswith("\n") else text + "\n")
        self._tell(None if self.target else text, told)

    def data(self, data: bytes, encoding: str = "utf-8", **told: Any) -> None:
        """Deliver bytes as they are; in JSON as text."""
        if self.target is not None:
            write_bytes_whole(self.target, data)
        elif not self.as_json:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
        self._tell(None if self.target else data.decode(encoding, errors="replace"), told)

    def nothing(self) -> None:
        """Write nothing; in JSON what is told stands alone."""
        if self.as_json:
            print_json({"text": None, "file": None, **self.told})

    def _tell(self, text: str | None, told: Mapping[str, Any]) -> None:
        if self.as_json:
            print_json({"text": text, "file": self.target, **self.told, **told})


def code_for_losses(losses: Sequence[Loss], name: str, *, allow_loss: bool) -> int:
    """Tell on stderr what had no place in the format; 1 unless that is allowed or nothing was lost."""
    tell_losses(losses, name)
    return EXIT_FINDINGS if losses and not allow_loss else EXIT_OK
