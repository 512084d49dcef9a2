"""Words of saying around quotations, and the subject that says it: `said X`, `X said`, `according to X`, `X:`."""

from __future__ import annotations

import re
from typing import NamedTuple

from citetrail.reading.finding.names import NAME, bare_name, can_be_name, full_names_in

_ENGLISH_WORDS = (
    "said says say saying told tells added adds noted notes explained explains wrote writes write argued argues "
    "concluded concludes commented comments stated states remarked remarks observed observes suggested suggests "
    "found finds continued continues warned warns claimed claims reported reports emphasized emphasised "
    "emphasizes stressed stresses acknowledged acknowledges admitted admits agreed agrees asked asks believes "
    "cautioned cautions confirmed confirms declared declares insisted insists mentioned mentions recalled recalls "
    "replied replies responded revealed reveals thinks thought joked maintained maintains proposed proposes "
    "quipped summarized summarised hypothesized speculated predicted conceded elaborated clarified announced "
    "called calls"
)
_OTHER_WORDS = (
    "sagte sagt erklärte erklärt meinte meint betonte betont berichtete berichtet schrieb schreibt ergänzte "
    "ergänzt warnte warnt déclare explique affirme dit souligne ajoute précise conclut dijo explicó afirmó señaló "
    "añadió dice explica afirma"
)
_VERB_WORDS = f"{_ENGLISH_WORDS} {_OTHER_WORDS}"
_PHRASES = r"a\s+déclaré|ha\s+(?:dicho|detto)|points?\s+out|pointed\s+out|went\s+on|goes\s+on|puts?\s+it"
VERB = rf"(?:{_PHRASES}|{'|'.join(_VERB_WORDS.split())})"
_ENGLISH_VERB = re.compile(rf"\b(?:{'|'.join(_ENGLISH_WORDS.split())}|according)\b", re.IGNORECASE)
_PRONOUN = r"(?:he|she|they|He|She|They|er|sie|Er|Sie|il|elle|Il|Elle|él|ella)"
_ROLE = (
    r"(?:[Tt]he|[Tt]he\s+study[’']s|[Ii]ts|[Tt]heir|[Dd]ie|[Dd]er|[Ll]es)\s+(?:(?:study|lead|senior|first|corresponding|research|chief|"
    r"principal|co-?)\s*)*(?:authors?|study|paper|report|article|researchers?|scientists?|team|investigators?|co-?authors?|Forscher(?:innen)?|Autoren|chercheurs)"
)
_BEFORE_NAME = r"(?:(?:study\s+|lead\s+|senior\s+|first\s+|co-?|principal\s+|chief\s+|[a-zäöüé-]+\s+){0,5})"
SUBJECT = rf"(?:(?P<pronoun>{_PRONOUN})\b|(?P<role>{_ROLE})\b|{_BEFORE_NAME}(?P<name>{NAME}))"
_COLLEAGUES = r"(?:\s+(?:and|und)\s+(?:\w+\s+)?(?:colleagues|team|co-?workers|co-?authors|Kolleg\w+))?"
_APPOSITION = (
    _COLLEAGUES + r"(?:,\s[^“”\"„«»]{2,160}?,|\s\([^()]{1,60}\)|\s+(?:of|from|at|von|vom|de)\s[^,“”\".]{2,100})?"
)
_ADVERB = (
    r"(?:(?:\w+ly|also|then|later|once|often|again|still|even|further|herself|himself|has|have|had|fügte)\s+){0,2}"
)

_AFTER = (
    re.compile(rf"^[\s,–—-]*{_ADVERB}{VERB}\s+{SUBJECT}"),
    re.compile(rf"^[\s,–—-]*(?:as\s+)?{SUBJECT}{_APPOSITION}\s+{_ADVERB}{VERB}\b"),
    re.compile(rf"^[\s,–—-]*(?:according\s+to|selon|laut|so|según|per)\s+{SUBJECT}"),
)
_LEAD_WORDS = 4
_ALONE = re.compile(rf"^\W*(?P<name>{NAME})(?:,[^:]{{2,140}})?(?:\s+[^:]{{1,60}})?:\s*$")
_TAIL = r"(?:\s+[\w-]+){0,9}?"  # `in a statement`, `Reuters that`
_BEFORE = (
    re.compile(
        rf"(?:^|[\s(—–;,])(?:[Aa]ccording\s+to|[Ii]n\s+the\s+words\s+of|[Ss]elon|[Ll]aut|[Ss]egún)\s+{SUBJECT}[^“”\".]{{0,140}}[,:]\s*$"
    ),
    re.compile(
        rf"(?:^|[\s(—–;])(?:[Aa]s\s+)?{SUBJECT}{_APPOSITION}\s+{_ADVERB}{VERB}{_TAIL}\s*(?:that|dass)?[,:]?\s*$"
    ),
    re.compile(rf"(?:^|\s)(?:[Ss]aid|[Ss]agte)\s+{SUBJECT}[^“”\".]{{0,80}}[,:]\s*$"),
)


class Subject(NamedTuple):
    """Who is said to speak: a name, a role (`the researchers`), or a pronoun to be resolved."""

    name: str | None
    role: str | None
    pronoun: str | None
    is_weak: bool = False  # one word that may be any noun: a name only if it was met before


def subject_after(text: str) -> Subject | None:
    """The speaker named right after a quotation; `text` begins behind the closing mark."""
    return _first(_AFTER, text, anchored=True)


def subject_before(text: str) -> Subject | None:
    """The speaker named right before a quotation; `text` ends before the opening mark and begins with its sentence."""
    return _first(_BEFORE, text, anchored=False) or _before_colon(text)


def _before_colon(text: str) -> Subject | None:
    """`The critic Olwen Pryce, who never smiles, disagrees: `: who the sentence begins with."""
    if not text.rstrip().endswith(":"):
        return None
    alone = _ALONE.match(text)
    if alone and can_be_name(bare_name(alone["name"])):
        name = bare_name(alone["name"])
        return Subject(name, None, None, is_weak=" " not in name)
    named = next(full_names_in(text), None)
    if named and len(text[: named.start].split()) <= _LEAD_WORDS:
        return Subject(bare_name(named.name), None, None)
    return None


def _first(patterns: tuple[re.Pattern[str], ...], text: str, *, anchored: bool) -> Subject | None:
    for pattern in patterns:
        for hit in [pattern.match(text)] if anchored else pattern.finditer(text):
            if hit and (subject := _subject(hit)):
                return subject
    return None


def _subject(hit: re.Match[str]) -> Subject | None:
    parts = hit.groupdict()
    name = parts.get("name")
    if name and not can_be_name(bare_name(name)):
        return None
    if not (name or parts.get("role") or parts.get("pronoun")):
        return None
    role = " ".join(parts["role"].split()) if parts.get("role") else None
    bare = bare_name(name) if name else None
    return Subject(bare, role, parts.get("pronoun"), is_weak=_is_weak(hit.group(), bare))


def _is_weak(attribution: str, name: str | None) -> bool:
    """In languages that write nouns with capitals, or where the verb is not English, one word alone may be any noun."""
    return name is not None and " " not in name and not _ENGLISH_VERB.search(attribution)
