"""The person's own editor for longer texts."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from citetrail.errors import InputError

_CUT = "<!-- Everything below this line is left out. -->"


def text_from_editor(about: str, before: str = "") -> str:
    """What the person writes in $VISUAL or $EDITOR, starting from `before`. Raises InputError where none can be run."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor or not sys.stdin.isatty():
        raise InputError("no text was given", hint="Give it as an argument, or set $EDITOR and run this in a terminal.")
    with tempfile.TemporaryDirectory(prefix="citetrail-note-") as folder:
        path = Path(folder) / "note.md"
        path.write_text(f"{before}\n\n{_CUT}\n{about}\n", encoding="utf-8")
        try:
            code = subprocess.run([*shlex.split(editor), str(path)], check=False).returncode
        except OSError as error:
            raise InputError(
                f"{editor!r} cannot be run: {error.strerror}", hint="Set $EDITOR to your editor."
            ) from None
        if code:
            raise InputError(f"{editor!r} ended with code {code}; nothing was kept")
        return path.read_text(encoding="utf-8").split(_CUT)[0].strip()
