"""Items kept ready are the items that would be made, whatever happened to the work or to the cache."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from citetrail.app import style_items
from citetrail.app.settings import Settings
from citetrail.app.style_items import FORM, forget_items, items_of_works
from citetrail.flows.export import item_of, style_item
from citetrail.library import Library
from citetrail.model import Description, Identifier, Person, Work, date_range_from_edtf, group, pages_from_text

NOW = datetime(2026, 11, 30, tzinfo=UTC)
RICH = Description(
    type="article-journal",
    title="Foxes and *hens*",
    authors=(Person(family="Fox", given="AJ", particle="van", suffix="Jr."), group("The Hen House")),
    has_more_authors=True,
    container_title="Journal of Foxes",
    issued=date_range_from_edtf("2019-05-03"),
    original_date=date_range_from_edtf("2019"),
    volume="12",
    issue="3",
    pages=pages_from_text("1388-396"),
    identifiers=(Identifier(scheme="doi", value="10.5555/foxes"), Identifier(scheme="pmid", value="12345")),
    keywords=("foxes", "hens"),
    extra=(("shelf", "B"),),
)
DIGESTS = {1: "34f6807f774e1829"}  # of the item of RICH, by FORM


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        library=tmp_path / "library.db", store=tmp_path / "cache" / "answers.db", config_file=tmp_path / "c"
    )


@pytest.fixture
def library(settings: Settings):
    with Library.open(settings.library, now=lambda: NOW) as opened:
        yield opened


def put(library: Library, key: str = "fox2019", description: Description = RICH) -> int:
    number = library.add([Work(key=key, description=description)])[0].id
    assert number is not None
    return number


def test_an_item_that_is_kept_is_the_item_that_is_made(settings: Settings, library: Library) -> None:
    works = [put(library), put(library, "hen1999", Description(title="Hens"))]
    made = [item_of(work) for work in library.works(works)]
    assert items_of_works(settings, library, works) == made
    assert len(kept(settings)) == 2
    assert items_of_works(settings, library, works) == made


def test_what_is_kept_is_used(settings: Settings, library: Library, monkeypatch) -> None:
    work = put(library)
    before = items_of_works(settings, library, [work])
    monkeypatch.setattr(style_items, "_made", lambda *_: pytest.fail("it was kept"))
    assert items_of_works(settings, library, [work]) == before


def test_a_work_that_changes_has_another_item(settings: Settings, library: Library) -> None:
    work = put(library)
    items_of_works(settings, library, [work])
    library.set_field(work, "title", "Hens and foxes")
    library.rename_key(work, "hens")
    (item,) = items_of_works(settings, library, [work])
    assert (item["id"], item["title"]) == ("hens", "Hens and foxes")
    library.undo()
    library.undo()
    assert items_of_works(settings, library, [work]) == [item_of(library.works([work])[0])]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"id": "other"}', b"\xff\xfe", b"null"])
def test_a_file_that_is_none_is_made_again(settings: Settings, library: Library, content: bytes) -> None:
    work = put(library)
    before = items_of_works(settings, library, [work])
    for file in kept(settings):
        file.write_bytes(content)
    assert items_of_works(settings, library, [work]) == before
    assert [json.loads(file.read_bytes()) for file in kept(settings)] == before


def test_a_place_that_cannot_be_written_does_no_harm(settings: Settings, library: Library) -> None:
    work = put(library)
    settings.store.parent.write_text("a file where the folder should be")
    assert items_of_works(settings, library, [work]) == [item_of(library.works([work])[0])]


def test_there_is_a_bound(settings: Settings, library: Library, monkeypatch) -> None:
    monkeypatch.setattr(style_items, "MOST_IN_FOLDER", 1)
    works = [put(library, f"fox{number}") for number in range(300)]
    assert len(items_of_works(settings, library, works)) == 300
    assert len(kept(settings)) <= 256


def test_clearing_forgets_them(settings: Settings, library: Library) -> None:
    items_of_works(settings, library, [put(library)])
    forget_items(settings)
    assert kept(settings) == []
    forget_items(settings)


def test_clearing_leaves_what_somebody_else_put_beside_it(settings: Settings, library: Library) -> None:
    items_of_works(settings, library, [put(library)])
    own, inside = settings.store.parent / "items", kept(settings)[0].parent
    own.mkdir()
    others = [own / "thesis.md", inside / "mine.json", inside.parent / "notes.txt"]
    for other in others:
        other.write_text("not citetrail's")
    forget_items(settings)
    assert all(other.read_text() == "not citetrail's" for other in others)
    assert sorted(kept(settings)) == sorted(others[1:])


def test_ids_of_no_work_are_passed_over(settings: Settings, library: Library) -> None:
    work = put(library)
    assert [one["id"] for one in items_of_works(settings, library, [99, work])] == ["fox2019"]


def test_another_item_of_the_same_description_has_another_form() -> None:
    """If this fails, what `style_item` makes has changed: raise FORM, and write the new digest beside it."""
    item = json.dumps(style_item(RICH, "fox2019"), sort_keys=True)
    assert DIGESTS[FORM] == hashlib.sha256(item.encode()).hexdigest()[:16]


def test_reading_a_kept_item_loads_no_nouns(settings: Settings, library: Library) -> None:
    items_of_works(settings, library, [put(library)])
    script = (
        "import sys\nfrom pathlib import Path\nfrom datetime import datetime\n"
        "from citetrail.app.settings import Settings\nfrom citetrail.app.style_items import items_of_works\n"
        "from citetrail.library import Library\n"
        f"settings = Settings(library=Path({str(settings.library)!r}), store=Path({str(settings.store)!r}),"
        " config_file=Path('c'))\n"
        "with Library.open(settings.library, now=datetime.now) as library:\n"
        "    print(items_of_works(settings, library, [1])[0]['id'], 'pydantic' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["fox2019", "False"]


def kept(settings: Settings) -> list[Path]:
    return sorted(settings.store.with_name("answers.db-items").rglob("*.*"))
