"""What every importer gives: the entries of another program's library, and what had no place."""

from __future__ import annotations

from typing import NamedTuple

from citetrail.model.formats import Bibliography, Loss


class Foreign(NamedTuple):
    """Another program's library as entries, what of each had no place, and what was left out as a whole, in words."""

    bibliography: Bibliography
    losses: tuple[Loss, ...] = ()
    left_out: tuple[str, ...] = ()
