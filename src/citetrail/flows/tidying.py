"""Looking a library over: what is broken, what looks wrong, and the command that puts each right."""

from __future__ import annotations

import re
import shlex
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from citetrail.errors import InputError
from citetrail.judging.linting import Lint, lints_of
from citetrail.judging.query import parse_query
from citetrail.library import Library
from citetrail.model.folding import fold

_LINK = re.compile(r"\[\[([^\[\]|#]+)(?:[|#][^\[\]]*)?\]\]")


class Suggestion(NamedTuple):
    """Something to put right: the rule, the work's key (empty: none alone), a sentence, and the command to type."""

    rule: str
    key: str
    message: str
    fix: str


def suggestions(library: Library, year_now: int) -> Iterator[Suggestion]:
    """Everything that looks wrong, kind by kind."""
    yield from _files(library)
    yield from _links(library)
    yield from _tags(library)
    yield from _searches(library)
    yield from _duplicates(library)
    yield from _entries(library, year_now)


def _entries(library: Library, year_now: int) -> Iterator[Suggestion]:
    for key, description in library.each_description():
        for lint in lints_of(description, year_now):
            yield Suggestion(lint.rule, key, lint.message, _fix_of(key, lint))


def _fix_of(key: str, lint: Lint) -> str:
    """The edit that would be right; where only a source can tell, the question to it."""
    if lint.fields:
        return command("edit", key, *(f"{field}={value}" for field, value in lint.fields))
    return command("refresh", key) if lint.rule.startswith("no-") else command("edit", key, "FIELD=VALUE")


def command(*words: str) -> str:
    """What to type in a shell."""
    return shlex.join(("citetrail", *words))


def _files(library: Library) -> Iterator[Suggestion]:
    for work, file in library.missing_files():
        place = library.file_of(file)
        fix = command("detach", work.key, str(file.id))
        yield Suggestion("missing-file", work.key, f"has a file that is not there any more: {place}", fix)
    orphans = library.orphaned_files()
    if orphans:
        size = sum(path.stat().st_size for path in orphans) / 1e6
        noun = "copy of a file" if len(orphans) == 1 else "copies of files"
        message = f"{len(orphans)} {noun} ({size:.1f} MB) that no work has any more; kept for undo"
        yield Suggestion("unused-files", "", message, command("doctor", "--fix"))


def _links(library: Library) -> Iterator[Suggestion]:
    """`[[key]]` in notes, and quotes named by claims, that lead nowhere."""
    for work in library.each_work("has:note OR has:claim"):
        quotes = {quote.id for quote in work.quotes}
        for claim in work.claims:
            left = [number for number in claim.quotes if number in quotes]
            if len(left) < len(claim.quotes):
                words = [word for number in left for word in ("--quote", str(number))]
                fix = command("claim", work.key, "--edit", str(claim.id), *words)
                yield Suggestion("broken-claim", work.key, f"has claim {claim.id} on a quote that is gone", fix)
        for note in work.notes:
            for target in dict.fromkeys(_LINK.findall(note.text)):
                if library.resolve_id(target.strip()) is None:
                    fix = command("note", work.key, "--edit", str(note.id))
                    yield Suggestion("broken-link", work.key, f"has a note that links to no work: [[{target}]]", fix)


def _tags(library: Library) -> Iterator[Suggestion]:
    """Tags that differ only in case or accents."""
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for name, count in library.tags():
        groups[fold(name)].append((count, name))
    for group in groups.values():
        if len(group) > 1:
            names = [name for _, name in sorted(group, reverse=True)]
            fix = command("tags", "merge", *names[1:], "--into", names[0])
            yield Suggestion("tags", "", f"the tags {', '.join('#' + name for name in names)} may be one", fix)


def _searches(library: Library) -> Iterator[Suggestion]:
    for name, query in library.searches().items():
        try:
            parse_query(query)
        except InputError as error:
            yield Suggestion("search", "", f"the search {name}: {error.message}", command("searches", "forget", name))


def _duplicates(library: Library) -> Iterator[Suggestion]:
    from citetrail.flows.joining import duplicates

    count = sum(1 for _ in duplicates(library))
    if count:
        noun = "pair of works" if count == 1 else "pairs of works"
        yield Suggestion("duplicates", "", f"{count} {noun} may be one", command("duplicates", "--review"))


def dead_links(library: Library, is_gone: Callable[[str], bool]) -> Iterator[Suggestion]:
    """Addresses of works and files that nothing answers at any more, as `is_gone` finds out."""
    for work in library.each_work():
        if work.description.url and is_gone(work.description.url):
            fix = command("edit", work.key, "url=")
            yield Suggestion("dead-address", work.key, f"has an address that is gone: {work.description.url}", fix)
        for file in work.attachments:
            if file.url and file.sha256 is None and is_gone(file.url):
                fix = command("detach", work.key, str(file.id))
                yield Suggestion("dead-address", work.key, f"has a file at an address that is gone: {file.url}", fix)
