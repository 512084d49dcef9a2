"""What providers need to know of the person: an e-mail address, and keys by provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """`email` lets sources reach the person before blocking them; `keys` are by provider name."""

    email: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)

    def key(self, provider: str) -> str | None:
        """The key for a provider; None without one."""
        return self.keys.get(provider) or None
