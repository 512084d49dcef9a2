"""From an article in prose to the paper it speaks of: `make bench-spoken`.

Articles are made of real works of the shared catalogue: a headline of a few title words, and one passage that names an
author (69 of 100 in full, 11 by surname), the journal (66 of 100) and some words of one sentence of the abstract, the
rest dropped; these shares are those of news stories in the notes. Real stories paraphrase more, so this flatters.
Half of the works are held by the stand-in sources, the other half are not, and must not be linked.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from citetrail import documents, reading  # noqa: E402
from citetrail.flows.find_spoken import find_spoken  # noqa: E402
from citetrail.model import fold, plain_from_markup  # noqa: E402
from citetrail.providers import crossref, europe_pmc, openalex  # noqa: E402
from citetrail.providers.settings import ProviderSettings  # noqa: E402
from conftest import shared_folder  # noqa: E402
from contract.sources import open_net  # noqa: E402
from standin import StandIn, world_from_shared  # noqa: E402
from standin.world import StandInWork, World  # noqa: E402

SEED = 20261130
COUNT = 300  # articles about works that are held, and as many about works that are not


class Story(NamedTuple):
    """An article and the DOI of the work that it speaks of."""

    html: str
    doi: str
    title: str


def told_works(world: World) -> list[StandInWork]:
    """Works with an abstract, people and a journal, as Crossref holds them."""
    return [
        one
        for one in world.works
        if len(_abstract(one)) > 300 and one.container and one.year and len(one.title.split()) > 4
        and one.authors and all(person.family and person.given for person in one.authors[:3])
    ]  # fmt: skip


def _abstract(one: StandInWork) -> str:
    native = one.native_of("crossref") or {}
    return " ".join(plain_from_markup(native.get("abstract") or "").split())


def story_about(one: StandInWork, chance: random.Random) -> Story:
    """An invented article about a real work."""
    title = [word for word in re.findall(r"[\w-]+", one.title) if len(word) > 4]
    headline = "What we know about " + " and ".join(chance.sample(title, min(3, len(title))))
    person = chance.choice(one.authors[:1] * 3 + one.authors[-1:] + one.authors)
    draw = chance.random()
    who = f"{person.given} {person.family}" if draw < 0.69 else f"{person.family} and colleagues" if draw < 0.8 else ""
    where = f" in the journal {one.container}" if chance.random() < 0.66 or not who else ""
    published = _published(one)
    told = published + timedelta(days=chance.randrange(20))
    said = _loosely(chance.choice(_sentences(_abstract(one))), chance)
    opening = f"A study led by {who}, published{where} this week," if who else f"A study published{where} this week"
    return Story(
        f"<html><head><title>{headline}</title><meta property='article:published_time' content='{told}'></head><body>"
        f"<article><h1>{headline}</h1><p>{told:%d %B %Y}</p><p>{opening} reports {said}.</p>"
        "<p>The weather was fine when we called, and the telephone rang for a long time before anybody came.</p>"
        "</article></body></html>",
        one.doi or "",
        one.title,
    )


def _published(one: StandInWork) -> date:
    parts = ((one.native_of("crossref") or {}).get("issued") or {}).get("date-parts") or [[one.year]]
    year, month, day = (*parts[0], None, None)[:3]
    return date(int(year or one.year or 2000), int(month or 6), min(28, int(day or 15)))


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if len(part.split()) > 6] or [text]


def _loosely(sentence: str, chance: random.Random) -> str:
    """About half of the words."""
    words = [word for word in sentence.rstrip(".").split() if chance.random() < 0.5]
    return " ".join(words).lower() or sentence.lower()


def answers_to(stories: list[Story], world: World) -> Iterator[tuple[Story, str, bool]]:
    """Story, outcome, and whether the first work given is the one spoken of, or its twin of the same title."""
    settings = ProviderSettings(email="someone@example.org")
    with StandIn(world) as sources, open_net(sources) as net:
        providers = [module.provider(net, settings) for module in (crossref, europe_pmc, openalex)]
        for story in stories:
            document = reading.find(documents.read(story.html.encode(), "story.html"))
            found = find_spoken([document], providers)
            best = max(found, key=lambda one: one.spoken.fits[0].score if one.spoken.fits else 0, default=None)
            first = best.spoken.fits[0].record.description if best and best.spoken.fits else None
            is_right = first is not None and (first.doi == story.doi or fold(first.title or "") == fold(story.title))
            if "--wrong" in sys.argv and first and not is_right:
                print(f"  given first: {first.doi} {first.title}")
            yield story, best.spoken.outcome if best else "no mention found", is_right


def table(world: World) -> Iterator[str]:
    """The lines of the table."""
    chance = random.Random(SEED)
    works = told_works(world)
    chance.shuffle(works)
    held, missing = works[:COUNT], works[COUNT : 2 * COUNT]
    without = World([one for one in world.works if one.doi not in {other.doi for other in missing}])
    yield f"{len(without.works):,} works held\n"
    yield "| stories about | linked | of these right | first right, candidates too | nothing said |"
    yield "|---|---|---|---|---|"
    for label, chosen in (("works that are held", held), ("works that are not held", missing)):
        rows = list(answers_to([story_about(one, chance) for one in chosen], without))
        linked = [is_right for _, outcome, is_right in rows if outcome == "linked"]
        first_right = sum(is_right for _, _, is_right in rows)
        silent = sum(outcome not in ("linked", "candidates") for _, outcome, _ in rows)
        yield f"| {len(rows)} {label} | {len(linked)} | {sum(linked)} | {first_right} | {silent} |"
        if "--wrong" in sys.argv:
            for story, outcome, is_right in rows:
                if not is_right:
                    yield f"{outcome}, not {story.doi}\n    {story.html[:900]}"


def main() -> None:
    """Print the table."""
    shared = shared_folder()
    if shared is None:
        raise SystemExit("the shared data folder is not here (set CITETRAIL_SHARED)")
    for line in table(world_from_shared(Path(shared))):
        print(line, flush=True)


if __name__ == "__main__":
    main()
