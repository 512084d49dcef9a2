"""Put questions to providers, in batches and a few at once; what does not answer becomes a silent Answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from citetrail.errors import (
    BadAnswer,
    BudgetExhausted,
    NotAsked,
    PlanRequired,
    ProviderError,
    RateLimited,
    Refused,
    Unavailable,
)
from citetrail.model.answers import Answer, Lookup, Provider, QuestionKind, SilenceKind, silent
from citetrail.model.identifiers import Identifier
from citetrail.model.references import Reference

WORKERS = 6  # questions under way at once, over all providers; each host's own limit is kept in `net`

Progress = Callable[[str, int], None]  # what is being asked, and how many questions were just answered
T = TypeVar("T")
R = TypeVar("R")


def no_progress(label: str, answered: int) -> None:
    """Say nothing."""


_SILENCE: tuple[tuple[type[ProviderError], SilenceKind], ...] = (
    (NotAsked, "offline"),
    (RateLimited, "rate-limited"),
    (BudgetExhausted, "budget-exhausted"),
    (PlanRequired, "plan-required"),
    (Refused, "refused"),
    (BadAnswer, "bad-answer"),
    (Unavailable, "unavailable"),
)


def silence_of(error: ProviderError) -> SilenceKind:
    """The kind of silence that an error means."""
    return next((kind for cause, kind in _SILENCE if isinstance(error, cause)), "unavailable")


def silent_answer(
    provider: str, question: QuestionKind, error: ProviderError, about: Identifier | None = None
) -> Answer:
    """The Answer of a provider that raised `error`."""
    return silent(provider, question, silence_of(error), error.message, about)


def in_batches(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """`items` in runs of at most `size`."""
    return [items[start : start + size] for start in range(0, len(items), max(1, size))]


def at_once(function: Callable[[T], R], arguments: Sequence[T]) -> list[R]:
    """`function` of each argument, a few threads at once, in the arguments' order.

    On Ctrl-C what has not begun is dropped; what was answered is already in the response store.
    """
    if len(arguments) <= 1:
        return [function(argument) for argument in arguments]
    pool = ThreadPoolExecutor(max_workers=WORKERS, thread_name_prefix="ask")
    futures: list[Future[R]] = [pool.submit(function, argument) for argument in arguments]
    try:
        return [future.result() for future in futures]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def ask_lookup(
    provider: Provider, identifiers: Iterable[Identifier], progress: Progress = no_progress
) -> dict[Identifier, Answer]:
    """Look up identifiers at one provider: an Answer for each that it can be asked about."""
    if provider.lookup is None:
        return {}
    return _ask_batches(provider, provider.lookup, "lookup", identifiers, progress)


def ask_existence(
    provider: Provider, identifiers: Iterable[Identifier], progress: Progress = no_progress
) -> dict[Identifier, Answer]:
    """Ask whether identifiers are registered at all."""
    if provider.existence is None:
        return {}
    return _ask_batches(provider, provider.existence, "existence", identifiers, progress)


def _ask_batches(
    provider: Provider,
    ask: Lookup,
    question: QuestionKind,
    identifiers: Iterable[Identifier],
    progress: Progress,
) -> dict[Identifier, Answer]:
    wanted = [single for single in dict.fromkeys(identifiers) if single.scheme in provider.schemes]

    def one_batch(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        try:
            answers = ask(batch)
        except ProviderError as error:
            answers = {single: silent_answer(provider.name, question, error, single) for single in batch}
        progress(provider.name, len(batch))
        return answers

    answers: dict[Identifier, Answer] = {}
    for replies in at_once(one_batch, in_batches(wanted, provider.batch_size)):
        answers.update(replies)
    return answers


def ask_search(provider: Provider, references: Sequence[Reference], progress: Progress = no_progress) -> list[Answer]:
    """Search one provider for each reference; answers in the references' order."""
    search = provider.search
    if search is None:
        return []

    def one(reference: Reference) -> Answer:
        try:
            answer = search(reference)
        except ProviderError as error:
            answer = silent_answer(provider.name, "search", error)
        progress(provider.name, 1)
        return answer

    return at_once(one, references)


def ask_links(provider: Provider, question: QuestionKind, identifier: Identifier) -> Answer | None:
    """The works that cite `identifier`, or those it cites; None if this provider cannot be asked that."""
    ask = provider.citing if question == "citing" else provider.references
    if ask is None or identifier.scheme not in provider.schemes:
        return None
    try:
        return ask(identifier)
    except ProviderError as error:
        return silent_answer(provider.name, question, error, identifier)
