"""Whatever was done to a library: undone, it is what it was; redone, it is what it became; dumped and loaded, the same."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citetrail.errors import InputError
from citetrail.flows import joining
from citetrail.library import Library
from citetrail.model import Alert, Attachment, Claim, Note, Quote, Work
from library_works import describe, doi, dumped, record, work


class Steps:
    """Commands on a library, drawn by a seeded generator: what a person might do, in any order."""

    def __init__(self, library: Library, seed: int) -> None:
        self.library = library
        self.draw = random.Random(seed)

    def some_work(self) -> int:
        ids = self.library.work_ids()
        if not ids:
            self.add()
            ids = self.library.work_ids()
        return self.draw.choice(ids)

    def stored(self) -> Work:
        found = self.library.get(self.some_work())
        assert found is not None
        return found

    def words(self) -> str:
        return " ".join(self.draw.choices(["sleep", "Zürich", "日本", "C++", "a_b", "“x”", "\x07", "o'brien"], k=3))

    def add(self) -> None:
        number = self.draw.randrange(10)
        description = describe(self.words(), "García", year=1990 + number, doi=f"10.5555/{number}")
        one = Work(
            key=f"key{number}",
            aliases=(f"alias{number}",),
            description=description,
            records=(record(description),) if number % 2 else (),
            tags=(f"t{number % 3}", "a/b"),
            notes=(Note(text=self.words()),) if number % 3 == 0 else (),
            citing=(doi(f"c{number}"),),
        )
        self.library.add([one, work(f"other{number}")] if number > 7 else [one])

    def remove(self) -> None:
        self.library.remove([self.some_work()])

    def update(self) -> None:
        one = self.stored()
        description = one.description.model_copy(update={"title": self.words(), "abstract": self.words()})
        news = {"description": description, "records": (*one.records, record(description, self.words()))}
        self.library.update(one.model_copy(update=news))

    def tag(self) -> None:
        self.library.tag(self.some_work(), [f"t{self.draw.randrange(5)}"], [f"t{self.draw.randrange(5)}"])

    def rename_tag(self) -> None:
        self.library.rename_tag(f"t{self.draw.randrange(5)}", f"t{self.draw.randrange(5)}/x")

    def note(self) -> None:
        one = self.stored()
        if one.notes and self.draw.random() < 0.5:
            self.library.remove_note(one.notes[0].id or 0)
        elif one.notes:
            self.library.edit_note(one.notes[-1].id or 0, self.words())
        else:
            self.library.note(one.id or 0, self.words())

    def quote(self) -> None:
        one = self.stored()
        if one.quotes and self.draw.random() < 0.5:
            self.library.remove_quote(one.quotes[0].id or 0)
        else:
            self.library.quote(one.id or 0, Quote(exact=self.words(), page="3"))

    def claim(self) -> None:
        one = self.stored()
        quotes = tuple(quote.id or 0 for quote in one.quotes)
        self.library.claim(one.id or 0, Claim(text=self.words(), verdict="disputed", quotes=quotes))

    def edit(self) -> None:
        field = self.draw.choice(["title", "volume", "abstract"])
        value = self.draw.choice([None, self.words()])
        self.library.set_field(self.some_work(), field, value)

    def rename(self) -> None:
        try:
            self.library.rename_key(self.some_work(), f"name{self.draw.randrange(6)}")
        except InputError:
            self.library.set_rating(self.some_work(), 3)

    def alert(self) -> None:
        one = self.some_work()
        seen = datetime(2026, 3, 1, tzinfo=UTC)
        print_ = f"f{self.draw.randrange(4)}"
        self.library.raise_alerts(
            [
                Alert(
                    work_id=one,
                    kind="cited",
                    summary="s",
                    fingerprint=print_,
                    provider="p",
                    seen_at=seen,
                    about=doi("z"),
                )
            ]
        )
        self.library.acknowledge([1, 2])

    def attach(self) -> None:
        self.library.attach(self.some_work(), Attachment(name="a.pdf"), text=self.words())

    def merge(self) -> None:
        one, other = self.stored(), self.stored()
        if one.id != other.id:
            joining.join(self.library, one, other, {"volume": self.words()} if self.draw.random() < 0.5 else {})

    def mark(self) -> None:
        self.library.set_reading(self.some_work(), self.draw.choice(["read", "reading", None]))
        self.library.set_rating(self.some_work(), self.draw.choice([1, 5, None]))

    def remove_tag(self) -> None:
        self.library.remove_tag(f"t{self.draw.randrange(5)}")

    def pair(self) -> None:
        self.library.relate(self.some_work(), "preprint-of", self.some_work())
        self.library.keep_apart(self.some_work(), self.some_work())

    def search(self) -> None:
        self.library.save_search(f"s{self.draw.randrange(2)}", f"year:{self.draw.randrange(2000, 2010)}")

    def together(self) -> None:
        together = self.draw.choice([self.library.change, self.library.step])
        with together("several at once"):
            self.one(nested=True)
            self.one(nested=True)

    def one(self, *, nested: bool = False) -> None:
        """Do one thing."""
        commands: list[Callable[[], None]] = [
            self.add, self.add, self.remove, self.update, self.tag, self.rename_tag, self.note, self.quote, self.claim,
            self.edit, self.rename, self.alert, self.attach, self.pair, self.search,
            self.merge, self.mark, self.remove_tag,
        ]  # fmt: skip
        self.draw.choice(commands if nested else [*commands, self.together])()


def opened(folder: Path) -> Library:
    moments = iter(range(10**9))
    return Library.open(
        folder / "library.db", now=lambda: datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=next(moments))
    )


def index_of(library: Library) -> list[tuple[object, ...]]:
    return library._database.rows("SELECT rowid, * FROM search ORDER BY rowid")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_undo_and_redo_are_exact(seed: int, length: int) -> None:
    with tempfile.TemporaryDirectory() as name, opened(Path(name)) as library:
        folder = Path(name) / "dump"
        steps = Steps(library, seed)
        steps.add()
        before = (dumped(library, folder), index_of(library))
        done = len(library.log(1000))
        for _ in range(length):
            steps.one()
        after = (dumped(library, folder), index_of(library))
        count = 0
        while len({entry.id for entry in library.log(1000) if entry.kind == "do" and entry.state == "done"}) > done:
            assert library.undo() is not None
            count += 1
        assert (dumped(library, folder), index_of(library)) == before
        assert library.check() == ()
        for _ in range(count):
            assert library.redo() is not None
        assert library.redo() is None
        assert (dumped(library, folder), index_of(library)) == after
        assert library.check() == ()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), st.integers(1, 15))
def test_a_dump_loaded_and_dumped_is_the_same(seed: int, length: int) -> None:
    with tempfile.TemporaryDirectory() as name, opened(Path(name)) as library:
        steps = Steps(library, seed)
        for _ in range(length):
            steps.one()
        first = dumped(library, Path(name) / "dump")
        (Path(name) / "new").mkdir()
        with opened(Path(name) / "new") as other:
            Steps(other, seed + 1).one()
            before = (dumped(other, Path(name) / "other"), index_of(other))
            other.load(Path(name) / "dump")
            assert dumped(other, Path(name) / "again") == first
            assert index_of(other) == index_of(library)
            assert other.load(Path(name) / "dump") == 0
            assert other.check() == ()
            if [entry.what for entry in other.log(1)] == ["load dump"]:  # not where both are the same already
                other.undo()
                assert (dumped(other, Path(name) / "other"), index_of(other)) == before


@pytest.mark.parametrize("seed", range(5))
def test_any_moment_can_be_gone_back_to(tmp_path: Path, seed: int) -> None:
    with opened(tmp_path) as library:
        steps = Steps(library, seed)
        states = []
        for _ in range(8):
            steps.one()
            states.append((library._now(), dumped(library, tmp_path / "dump")))
        library.undo()
        for moment, state in reversed(states):
            library.restore_at(moment)
            assert dumped(library, tmp_path / "dump") == state
        library.undo()
        assert dumped(library, tmp_path / "dump") == states[1][1]
        assert library.check() == ()
