"""The words in which publishers and databases name notices, turned into one vocabulary that never guesses upward."""

from __future__ import annotations

from functools import lru_cache

from citetrail.model.folding import fold_words
from citetrail.model.records import NoticeKind

# Vocabularies: Crossref update types, Retraction Watch natures, NLM comment types and publication types, Europe PMC,
# and spellings met in collections of them.
_LABELS: dict[NoticeKind, str] = {
    "partial-retraction": ("partial retraction|partialretraction|partial retraction in|partially retracted"),
    "retract-and-replace": (
        "retraction and replacement|retract and replace|retracted and replaced|"
        "retraction with replacement|retracted and republished|retraction and republication|"
        "retractedandrepublishedin"
    ),
    "retraction": (
        "retraction|retracted|retration|full retraction|retraction in|retractionin|retraction notice|"
        "retracted publication|retraction of publication|retracted article|retraction note"
    ),
    "withdrawal": ("withdrawal|withdrawn|withdraw|withdrawal notice|article withdrawn|withdrawn publication"),
    "removal": ("removal|removed|removal notice|temporary removal|article removed"),
    "concern": (
        "expression of concern|editorial expression of concern|expressionofconcernin|"
        "expression of concern in|expressionofconcern|concern|eoc|notice of concern"
    ),
    "reinstatement": ("reinstatement|reinstated|retraction of retraction|restored"),
    "correction": (
        "correction|corrections|corrected|corrigendum|corrigenda|erratum|errata|err|erratum in|"
        "erratumin|corrigendum in|correction in|author correction|publisher correction|"
        "corrected article|published erratum|addendum|addenda|amendment|clarification|"
        "corrected and republished|correctedandrepublishedin|corrected and republished in|"
        "correction notice"
    ),
}
_KIND_OF: dict[str, NoticeKind] = {label: kind for kind, labels in _LABELS.items() for label in labels.split("|")}


@lru_cache(maxsize=1024)
def notice_kind_from_label(label: str) -> NoticeKind | None:
    """The kind of notice that a source's own word means; None for words that are none (`new_version`, `comment`)."""
    return _KIND_OF.get(fold_words(label))
