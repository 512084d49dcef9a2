"""Names of sources in the tables of other rooms are names of providers."""

from __future__ import annotations

from importlib import import_module

from citetrail.app.wiring import PROVIDERS
from citetrail.judging import merging
from citetrail.judging.status import TELLING


def test_tables_of_the_judging_room_name_providers() -> None:
    named = {*merging._CORE, *(name for names in merging._FIRST_FOR.values() for name in names)}
    assert named - {"file"} <= set(PROVIDERS)
    assert set(PROVIDERS) >= TELLING


def test_who_is_said_to_tell_notices_says_so_itself() -> None:
    facts = {name: import_module(module).FACTS.notices for name, module in PROVIDERS.items()}
    assert not [name for name in TELLING if facts[name].startswith("none")]
