"""A verdict in one sentence that a student understands."""

from __future__ import annotations

from citetrail.judging.abilities import why_out_of_scope
from citetrail.model.verdicts import FieldComparison, Verdict

FIELD_NAMES: dict[str, str] = {
    "title": "title", "authors": "authors", "container_title": "journal or book", "issued": "year", "volume": "volume",
    "issue": "issue", "pages": "pages", "publisher": "publisher", "publisher_place": "place", "edition": "edition",
    "doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "arxiv": "arXiv id", "isbn": "ISBN",
}  # fmt: skip
_STANDINGS = {
    "retracted": "It was retracted.", "partly-retracted": "Part of it was retracted.", "withdrawn": "It was withdrawn.",
    "removed": "Its publisher removed it.", "concern": "There is an expression of concern about it.",
    "corrected": "It was corrected, not retracted.", "reinstated": "A retraction of it was taken back.",
    "replaced": "It was retracted and replaced.",
}  # fmt: skip

NOT_ASKED = ("offline", "not-stored")  # kinds of silence that are ours and not the source's


def explain(verdict: Verdict, *, is_recent: bool = False) -> str:
    """One sentence on the identity, and one on the work's standing where there is something to say."""
    sentence = _identity(verdict, is_recent)
    standing = _STANDINGS.get(verdict.status.standing, "")
    if verdict.status.is_notice:
        standing = f"What is cited is itself a notice about a work. {standing}".strip()
    return f"{sentence} {standing}".strip()


def _identity(verdict: Verdict, is_recent: bool) -> str:
    if verdict.identity == "verified":
        return f"{_who(verdict)} has this work, and everything that can be compared agrees."
    if verdict.identity == "mismatch":
        return f"{_who(verdict)} has this work, but {_differences(verdict)}."
    if verdict.identity == "identifier-conflict":
        return _conflict(verdict)
    if verdict.identity == "identifier-unregistered":
        return _unregistered(verdict)
    if verdict.identity == "ambiguous":
        return f"{len(verdict.candidates)} works fit about equally well, so none was chosen."
    if verdict.identity == "not-found":
        return f"{_list(verdict.able)} answered, and no record fits; this is no proof that the work does not exist."
    if verdict.identity == "out-of-scope":
        why = why_out_of_scope(verdict.reference.description)
        return f"Nobody that was asked would be expected to have it: it is {why}."
    return _unchecked(verdict, is_recent)


def _who(verdict: Verdict) -> str:
    return verdict.match.record.provider if verdict.match else "A source"


def _differences(verdict: Verdict) -> str:
    telling = [single for single in verdict.differing if single.severity != "none"]
    return "; ".join(_difference(single) for single in telling[:3]) or "some of its fields differ"


def _difference(single: FieldComparison) -> str:
    name = FIELD_NAMES.get(single.field, single.field)
    verb = "are" if name in ("authors", "pages") else "is"
    given, found = _short(single.given), _short(single.found)
    if single.field == "authors" and single.rule:
        return f"the authors differ ({single.rule}): {found}"
    return f"the {name} {verb} {found}, not {given}"


def _short(value: str | None, most: int = 90) -> str:
    text = value or "unknown"
    return f"“{text[:most]}…”" if len(text) > most else f"“{text}”" if " " in text else text


def _conflict(verdict: Verdict) -> str:
    other = next((fact.text for fact in verdict.facts if fact.rule == "CT502"), "given belongs to another work")
    if verdict.match is not None:
        return f"The identifier {other}, while the work described was found at {_who(verdict)}."
    return f"The identifier {other}, and the work described was not found."


def _unregistered(verdict: Verdict) -> str:
    which = next((fact.text for fact in verdict.facts if fact.rule == "CT501"), "given is not registered")
    if verdict.match is not None:
        return f"The identifier {which} anywhere, but the work described was found at {_who(verdict)}."
    return f"The identifier {which} anywhere."


def _unchecked(verdict: Verdict, is_recent: bool) -> str:
    silent = dict.fromkeys(answer.provider for answer in verdict.answers if answer.outcome == "silent")
    if silent and all(answer.silence in NOT_ASKED for answer in verdict.answers if answer.outcome == "silent"):
        return f"Working offline, and no answer of {_list(tuple(silent))} is stored; ask again with a network."
    if silent:
        return f"{_list(tuple(silent))} did not answer, so nothing can be said yet; ask again later."
    if verdict.reference.kind == "printed" and not verdict.reference.description.title:
        return "No title was found in this citation, so that an empty search says nothing; look it up by hand."
    if verdict.missing:
        return f"Nothing can be said yet: {_list(verdict.missing)} should be asked as well."
    if is_recent:
        return "It is so recent that the sources may not have it yet; ask again in a few weeks."
    if not verdict.answers:
        return "No source was asked, so nothing can be said."
    return "The sources that were asked cannot settle this; look the identifier up by hand."


def _list(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "The sources"
