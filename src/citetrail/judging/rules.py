"""The rules by stable id: what each finding is called, how grave it is, and what it means in a sentence.

1xx identity, 2xx fields, 3xx status, 4xx version, 5xx facts that speak against a reference, 6xx quotations. An id, once
given, is never given to another rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from citetrail.model.verdicts import ComparedQuotation, Verdict

Level = Literal["error", "warning", "note"]


class Rule(NamedTuple):
    """One rule. `level` is how reports show it; `meaning` is for people, `action` tells them what to do."""

    id: str
    name: str
    level: Level
    meaning: str
    action: str


_ALL = (
    Rule(
        "CT101", "field-mismatch", "warning",
        "The work exists, but the reference says something else about it than the record.",
        "Compare the named fields with the publication itself and correct the one that is wrong.",
    ),
    Rule(
        "CT102", "identifier-conflict", "error",
        "An identifier in the reference belongs to another work.",
        "Look the identifier up; replace it with the one of the work you mean.",
    ),
    Rule(
        "CT103", "identifier-unregistered", "error",
        "An identifier in the reference is not registered anywhere.",
        "Check it for typing errors; copy it anew from the publication.",
    ),
    Rule(
        "CT104", "ambiguous", "note",
        "Several works fit the reference about equally well.",
        "Add an identifier, a page or a volume so that only one fits.",
    ),
    Rule(
        "CT105", "not-found", "warning",
        "Every source that could hold such a work answered, and none has it.",
        "Open the publication and check title, authors and journal; absence from the sources is no proof.",
    ),
    Rule(
        "CT106", "out-of-scope", "note",
        "None of the sources asked would be expected to hold this kind of work.",
        "Check it by hand; nothing is said about it here.",
    ),
    Rule(
        "CT107", "unchecked", "note",
        "The sources needed for a verdict did not all answer.",
        "Ask again later, or with a network.",
    ),
    Rule(
        "CT201", "title-differs", "warning",
        "The title differs from the record's in more than spelling.",
        "Copy the title from the publication.",
    ),
    Rule(
        "CT202", "authors-differ", "warning",
        "Authors are missing, added, exchanged or in another order.",
        "Copy the authors from the publication.",
    ),
    Rule(
        "CT203", "container-differs", "warning",
        "The journal, proceedings or book is another one.",
        "Name the place where the cited version appeared.",
    ),
    Rule(
        "CT204", "year-differs", "warning",
        "The year differs by more than an online or print date can.",
        "Copy the year from the cited version.",
    ),
    Rule(
        "CT205", "volume-differs", "warning",
        "The volume differs.",
        "Copy the volume from the publication.",
    ),
    Rule(
        "CT206", "issue-differs", "warning",
        "The issue differs.",
        "Copy the issue from the publication.",
    ),
    Rule(
        "CT207", "pages-differ", "warning",
        "The pages or the article number differ.",
        "Copy the pages from the publication.",
    ),
    Rule(
        "CT208", "publisher-differs", "note",
        "The publisher differs, and is no imprint of the same house.",
        "Check the edition you used.",
    ),
    Rule(
        "CT209", "place-differs", "note",
        "The place differs.",
        "Check the edition you used.",
    ),
    Rule(
        "CT210", "edition-differs", "note",
        "The edition differs.",
        "Check which edition you used.",
    ),
    Rule(
        "CT211", "identifier-differs", "warning",
        "The work has another identifier than the one given.",
        "Use the identifier of the record.",
    ),
    Rule(
        "CT301", "retracted", "error",
        "The work was retracted.",
        "Do not rely on it; if you must cite it, say that it was retracted.",
    ),
    Rule(
        "CT302", "withdrawn", "error",
        "The work was withdrawn.",
        "Do not rely on it; look for a later version.",
    ),
    Rule(
        "CT303", "removed", "error",
        "The work was removed by its publisher.",
        "Do not rely on it.",
    ),
    Rule(
        "CT304", "expression-of-concern", "warning",
        "The publisher voiced concern about the work.",
        "Read the notice before relying on it.",
    ),
    Rule(
        "CT305", "corrected", "note",
        "The work was corrected; it is not retracted.",
        "See whether the correction touches what you cite.",
    ),
    Rule(
        "CT306", "partly-retracted", "error",
        "Part of the work was retracted.",
        "See whether your citation rests on that part.",
    ),
    Rule(
        "CT307", "replaced", "warning",
        "The work was retracted and replaced by a corrected version.",
        "Cite the replacement.",
    ),
    Rule(
        "CT308", "reinstated", "note",
        "A retraction was taken back; the work stands.",
        "Nothing to do.",
    ),
    Rule(
        "CT309", "retraction-hinted", "note",
        "A source flags the work as retracted, but no notice was found.",
        "Look at the publisher's page.",
    ),
    Rule(
        "CT310", "notice-cited", "warning",
        "What is cited is a notice about a work, not the work.",
        "Cite the work itself, unless you mean the notice.",
    ),
    Rule(
        "CT311", "sources-disagree", "note",
        "Sources say different things about the work's standing.",
        "Read the notices.",
    ),
    Rule(
        "CT312", "cites-unsound", "note",
        "The work itself cites works that were retracted, withdrawn or are in doubt.",
        "See whether what you take from it rests on them.",
    ),
    Rule(
        "CT401", "published-version", "note",
        "A preprint is cited, and there is a published version.",
        "Cite the published version if you used it.",
    ),
    Rule(
        "CT402", "newer-version", "note",
        "There is a newer version.",
        "See whether it changed what you cite.",
    ),
    Rule(
        "CT501", "fact-unregistered", "warning",
        "The identifier was never registered.",
        "Copy the identifier anew.",
    ),
    Rule(
        "CT502", "fact-other-work", "warning",
        "The identifier is another work's.",
        "Copy the identifier anew.",
    ),
    Rule(
        "CT503", "fact-no-record", "note",
        "No source that could hold the work has it.",
        "Find the publication itself.",
    ),
    Rule(
        "CT504", "fact-future-date", "warning",
        "The year of publication lies in the future.",
        "Correct the year.",
    ),
    Rule(
        "CT505", "fact-placeholder-authors", "warning",
        "The authors are placeholders, not names.",
        "Name the authors.",
    ),
    Rule(
        "CT506", "fact-impossible-value", "warning",
        "A value cannot be: a last page before the first, an identifier with placeholders.",
        "Correct the value.",
    ),
    Rule(
        "CT507", "fact-other-authors", "note",
        "None of the cited authors wrote the work with that title.",
        "Check whom the work is by.",
    ),
    Rule(
        "CT601", "quotation-differs", "warning",
        "A quotation says something else than the file of its work in your library.",
        "Hold both passages side by side and copy the words anew, or mark what you changed with [ ] and ….",
    ),
    Rule(
        "CT602", "quotation-differs-from-abstract", "note",
        "A quotation says something else than the abstract of its work; the work itself may have the words.",
        "Look it up in the work; citetrail fetch or attach keeps its file, to be compared next time.",
    ),
    Rule(
        "CT603", "quotation-reworded", "note",
        "A quotation is not word for word what the file of its work in your library says.",
        "Copy the words anew, or mark what you changed with [ ] and ….",
    ),
)  # fmt: skip

RULES: dict[str, Rule] = {rule.id: rule for rule in _ALL}

_OF_IDENTITY = {
    "mismatch": "CT101", "identifier-conflict": "CT102", "identifier-unregistered": "CT103", "ambiguous": "CT104",
    "not-found": "CT105", "out-of-scope": "CT106", "unchecked": "CT107",
}  # fmt: skip
_OF_FIELD = {
    "title": "CT201", "authors": "CT202", "container_title": "CT203", "issued": "CT204", "volume": "CT205",
    "issue": "CT206", "pages": "CT207", "publisher": "CT208", "publisher_place": "CT209", "edition": "CT210",
    "doi": "CT211", "pmid": "CT211", "pmcid": "CT211", "arxiv": "CT211", "isbn": "CT211",
}  # fmt: skip
_OF_STANDING = {
    "retracted": "CT301", "withdrawn": "CT302", "removed": "CT303", "concern": "CT304", "corrected": "CT305",
    "partly-retracted": "CT306", "replaced": "CT307", "reinstated": "CT308",
}  # fmt: skip


def rule_of(rule_id: str) -> Rule:
    """The rule of an id, in any case; KeyError if there is none."""
    return RULES[rule_id.upper()]


def fields_of(rule_ids: Iterable[str]) -> frozenset[str]:
    """The fields of a description that these rules speak of."""
    wanted = set(rule_ids)
    return frozenset(field for field, rule_id in _OF_FIELD.items() if rule_id in wanted or "CT101" in wanted)


def rules_of(verdict: Verdict) -> tuple[Rule, ...]:
    """The rules that a verdict is an instance of, identity first, without silenced ones. Empty: nothing to say.

    Where every differing field is silenced, so is the mismatch that they make.
    """
    silenced = set(verdict.silenced)
    fields = {_OF_FIELD.get(single.field) for single in verdict.differing if single.severity != "none"}
    if fields and fields <= silenced:
        silenced.add("CT101")
    return tuple(rule for rule in _every_rule_of(verdict) if rule.id not in silenced)


def _every_rule_of(verdict: Verdict) -> tuple[Rule, ...]:
    ids = [_OF_IDENTITY.get(verdict.identity)]
    ids += [_OF_FIELD.get(single.field) for single in verdict.differing if single.severity != "none"]
    ids.append(_OF_STANDING.get(verdict.status.standing))
    ids += ["CT309"] if verdict.status.hints and verdict.status.standing in ("clear", "unknown") else []
    ids += ["CT310"] if verdict.status.is_notice else []
    ids += ["CT311"] if verdict.status.disagreement else []
    ids += ["CT312"] if verdict.second_order and verdict.second_order.unsound else []
    ids += [_version_rule(verdict)]
    ids += [fact.rule for fact in verdict.facts]
    ids += sorted({rule for one in verdict.quotations if not one.is_silenced and (rule := quotation_rule(one))})
    return tuple(RULES[single] for single in dict.fromkeys(ids) if single)


def quotation_rule(compared: ComparedQuotation) -> str | None:
    """The id of the rule that a quotation falls under; None if there is nothing to say.

    What an abstract says in other words the work may well say elsewhere in those of the quotation.
    """
    if compared.outcome != "altered":
        return None
    if compared.is_whole:
        return "CT601" if compared.is_grave else "CT603"
    return "CT602" if compared.is_grave else None


def _version_rule(verdict: Verdict) -> str | None:
    if not verdict.version.newer:
        return None
    return "CT401" if any(relation.kind == "preprint-of" for relation in verdict.version.newer) else "CT402"
