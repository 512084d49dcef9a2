"""A stand-in for the scholarly sources: a world of records served on loopback, with faults at the turn of a switch.

    from standin import StandIn, World, Fault, work, world_from_shared

    world = World([work("10.5555/one", "A visible fiction", authors=["Doe, Jane"], year=2020, references=["10.5555/two"])])
    with StandIn(world) as sources:                      # a server on a free port of 127.0.0.1
        run_cli("check", "refs.bib", env=sources.environment())
        sources.fault("crossref", Fault("429", retry_after="2"), times=3)   # the next three replies; None: all
        sources.fault("*", Fault("html"))                # every source
        sources.clear_faults()
        sources.seen("crossref")                         # what was asked: method, path, query, body, time, headers

`world_from_shared(shared)` is the catalogue's real records plus the true works of the check sets; `World.plus(works)`
adds. `environment()` gives CITETRAIL_BASE_URL_<NAME> and generous CITETRAIL_LIMIT_<NAME>; `base_urls()` the same as a
dict for NetSettings. Kinds of faults: `standin.faults.KINDS`. Each source's query language is in a file of its own.
"""

from standin.faults import KINDS, Fault
from standin.server import Seen, StandIn
from standin.world import World, work, world_from_shared

__all__ = ["KINDS", "Fault", "Seen", "StandIn", "World", "work", "world_from_shared"]
