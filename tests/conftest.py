"""Fixtures for the whole suite: the shared data folder, and no network but loopback."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# The same examples in every run, so that a run proves something of the change and not of chance. To look for new ones:
# CITETRAIL_NEW_EXAMPLES=1 pytest tests/property
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("new", deadline=None)
settings.load_profile("new" if os.environ.get("CITETRAIL_NEW_EXAMPLES") else "same")

ROOT = Path(__file__).resolve().parent.parent
_LOOPBACK = ("127.", "::1", "localhost")


def shared_folder() -> Path | None:
    """The shared data folder: `$CITETRAIL_SHARED`, else beside the checkout; None where there is none."""
    folder = Path(os.environ.get("CITETRAIL_SHARED", ROOT.parent / "shared"))
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data folder; the test is skipped without it."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("the shared data folder is not here (set CITETRAIL_SHARED)")
    return folder


@pytest.fixture(autouse=True, scope="session")
def only_loopback() -> Iterator[None]:
    """Fail at once when a test reaches for another machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(host).startswith(_LOOPBACK):
            raise OSError(f"tests may not connect to {host}")
        connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign]  # the one guard of the whole suite
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]
