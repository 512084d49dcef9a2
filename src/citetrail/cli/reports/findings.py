"""What a verdict has to say, as findings with a rule, a place and a sentence: what every report is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from citetrail.judging.explaining import FIELD_NAMES
from citetrail.judging.rules import RULES, Rule, quotation_rule, rules_of

if TYPE_CHECKING:
    from citetrail.model.references import Place, Reference
    from citetrail.model.verdicts import ComparedQuotation, FieldComparison, Verdict

_RANK = {"error": 0, "warning": 1, "note": 2}
_UNSETTLED = frozenset({"unchecked", "ambiguous", "out-of-scope"})
_FIELD_OF_RULE = {
    "CT201": "title", "CT202": "authors", "CT203": "container_title", "CT204": "issued", "CT205": "volume",
    "CT206": "issue", "CT207": "pages", "CT208": "publisher", "CT209": "publisher_place", "CT210": "edition",
}  # fmt: skip


class Finding(NamedTuple):
    """One thing to look at: the rule it falls under, where, and in words; `quotation` is the one that it is about."""

    rule: Rule
    place: Place
    message: str
    about: str  # the reference in a few words
    fingerprint: str  # the same as long as reference and finding are
    quotation: ComparedQuotation | None = None


def findings_of(verdict: Verdict) -> tuple[Finding, ...]:
    """The findings of one verdict, gravest first; empty if there is nothing to say."""
    about = in_short(verdict)
    found = [
        Finding(rule, _place_of(rule, verdict.reference), _message(rule, verdict), about, _fingerprint(rule, verdict))
        for rule in rules_of(verdict)
        if not rule.id.startswith("CT6")
    ]
    found += [_of_quotation(one, verdict, about) for one in told_quotations(verdict)]
    return tuple(sorted(found, key=lambda single: (_RANK[single.rule.level], single.rule.id)))


def told_quotations(verdict: Verdict) -> list[ComparedQuotation]:
    """The quotations that there is something to say about, in the order of the text."""
    return [one for one in verdict.quotations if not one.is_silenced and quotation_rule(one)]


def _of_quotation(one: ComparedQuotation, verdict: Verdict, about: str) -> Finding:
    rule = RULES[quotation_rule(one) or ""]
    changes = "; ".join(rewording_text(change.quoted, change.original, change.why) for change in one.changes)
    message = f"“{shortened(one.quotation.exact, 160)}” differs from the {source_text(one)}: {changes}."
    given = verdict.reference.description
    words = [rule.id, given.doi or given.title or verdict.reference.raw, " ".join(one.quotation.exact.split())]
    fingerprint = sha256("\n".join([*words, changes]).encode()).hexdigest()[:32]
    return Finding(rule, one.place, message, about, fingerprint, one)


def source_text(one: ComparedQuotation) -> str:
    """What a quotation was held against: `attached file smith2010.pdf`, `abstract (crossref)`."""
    return f"attached file {one.source}" if one.is_whole else one.source


def rewording_text(quoted: str, original: str, why: str | None) -> str:
    """One change of a quotation in words, with why it matters."""
    grave = f"{why}: " if why else ""
    if not quoted:
        return f"{grave}leaves out “{original}”"
    if not original:
        return f"{grave}puts in “{quoted}”"
    return f"{grave}“{quoted}” where the text has “{original}”"


# Names of the fields in BibTeX files, by rule.
_BIBTEX_NAMES = {
    "CT201": "title|booktitle", "CT202": "author|editor", "CT203": "journal|journaltitle|booktitle",
    "CT204": "year|date", "CT205": "volume", "CT206": "number|issue", "CT207": "pages|eid", "CT208": "publisher",
    "CT209": "address|location", "CT210": "edition", "CT211": "doi|eprint|pmid|isbn",
}  # fmt: skip


def _place_of(rule: Rule, reference: Reference) -> Place:
    """Where the finding stands: in an entry of a BibTeX file the field itself, else the reference."""
    place, names = reference.place, _BIBTEX_NAMES.get(rule.id)
    if names is None or place.line is None or not reference.raw.startswith("@"):
        return place
    field = re.search(rf"(?<=[,{{\s])(?:{names})(?=\s*=)", reference.raw, re.IGNORECASE)
    if field is None:
        return place
    before = reference.raw[: field.start()]
    line, column = before.count("\n"), len(before) - (before.rfind("\n") + 1)
    start = place.column or 1
    moved = {"line": place.line + line, "column": column + (1 if line else start)}
    return place.model_copy(update=moved)


def is_unsettled(verdict: Verdict) -> bool:
    """Whether nothing could be said: unchecked, ambiguous, or out of scope."""
    return verdict.identity in _UNSETTLED


def worst_first(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts with the gravest finding first; those that say nothing last, else in the order given."""
    return sorted(verdicts, key=_gravity)


def _gravity(verdict: Verdict) -> int:
    return min((_RANK[single.rule.level] for single in findings_of(verdict)), default=3)


def level_of(verdict: Verdict) -> str:
    """`error`, `warning`, `note`, or `ok`."""
    return ("error", "warning", "note", "ok")[_gravity(verdict)]


def counts_of(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """How many verdicts of each identity, standing apart from clear, and suspicion; only what occurs."""
    counted: Counter[str] = Counter(verdict.identity for verdict in verdicts)
    counted.update(v.status.standing for v in verdicts if v.status.standing not in ("clear", "unknown"))
    counted.update(f"suspicion-{v.suspicion}" for v in verdicts if v.suspicion != "none")
    counted.update("quotation-differs" for v in verdicts for _ in told_quotations(v))
    return dict(counted)


def in_short(verdict: Verdict) -> str:
    """The reference in a few words: key, first author, year, title."""
    given = verdict.reference.description
    people = given.authors or given.editors
    first = people[0].full_family if people else ""
    head = " ".join(part for part in (first, f"({given.year})" if given.year else "") if part)
    body = given.title or verdict.reference.raw
    words = ": ".join(part for part in (head, body) if part)
    return shortened(f"[{verdict.reference.key}] {words}" if verdict.reference.key else words, 140)


def shortened(text: str, most: int) -> str:
    """On one line, cut to `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _message(rule: Rule, verdict: Verdict) -> str:
    fact = next((fact for fact in verdict.facts if fact.rule == rule.id), None)
    if fact:
        text = f"the identifier {fact.text}" if rule.id in ("CT501", "CT502") else fact.text
        return f"{text[:1].upper()}{text[1:]}."
    if rule.id.startswith("CT1"):
        return verdict.explanation
    if rule.id.startswith("CT2"):
        return _field_message(rule, verdict) or rule.meaning
    if rule.id.startswith("CT3"):
        return _status_message(rule, verdict)
    return f"{rule.meaning} {verdict.version.note or ''}".strip()


def _field_message(rule: Rule, verdict: Verdict) -> str | None:
    schemes = ("doi", "pmid", "pmcid", "arxiv", "isbn")
    wanted = _FIELD_OF_RULE.get(rule.id)
    for single in verdict.differing:
        if single.field == wanted or (wanted is None and single.field in schemes):
            return f"{comparison_text(single)}."
    return None


def comparison_text(single: FieldComparison) -> str:
    """`year: 2012 in the reference, 2015 in the record`."""
    name = FIELD_NAMES.get(single.field, single.field)
    rule = f" ({single.rule})" if single.rule else ""
    return f"{name}: {single.given or 'nothing'} in the reference, {single.found or 'nothing'} in the record{rule}"


def _status_message(rule: Rule, verdict: Verdict) -> str:
    status = verdict.status
    if rule.id == "CT312":
        return f"{rule.meaning} {second_order_text(verdict)}".strip()
    if rule.id == "CT309":
        return f"{rule.meaning} {'; '.join(status.hints)}."
    if rule.id == "CT311":
        return f"{rule.meaning} {status.disagreement}."
    notices = [f"{notice.kind} {notice.date or 'undated'} by {notice.asserted_by}" for notice in status.notices]
    return f"{rule.meaning} {'; '.join(notices).capitalize()}.".replace(" .", "")


def second_order_text(verdict: Verdict) -> str:
    """`2 of 31 cited works: doi:10… (retracted), …`; empty if it was not looked at."""
    second = verdict.second_order
    if second is None:
        return ""
    named = [f"{one.identifier} ({one.standing})" for one in second.unsound]
    count = f"{len(named)} of {second.looked_at} that could be looked at, of {second.listed} cited works"
    return f"{count}: {', '.join(named)}." if named else f"{count}."


def _fingerprint(rule: Rule, verdict: Verdict) -> str:
    reference = verdict.reference
    given = reference.description
    words = [rule.id, reference.key or "", given.title or reference.raw, given.doi or "", str(given.year or "")]
    if rule.id == "CT101":  # one more wrong field is news
        words += sorted(single.field for single in verdict.differing if single.severity != "none")
    return sha256("\n".join(words).encode()).hexdigest()[:32]
