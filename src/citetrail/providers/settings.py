"""What providers need to know of the person: an e-mail address, and keys by provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

RETRACTION_WATCH_TABLE = "retraction-watch.table"  # its name in `data_folder`


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """`email` lets sources reach the person before blocking them; `keys` are by provider name.

    `data_folder` is where tables that were fetched once are kept.
    """

    email: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    data_folder: Path | None = None

    def key(self, provider: str) -> str | None:
        """The key for a provider; None without one."""
        return self.keys.get(provider) or None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person should know of a source, in words; docs/providers.md is made from it.

    `notices`: which notices it tells; `trust`: what its word is worth, and for what.
    """

    title: str
    home: str
    key: str
    licence: str
    notices: str
    trust: str
