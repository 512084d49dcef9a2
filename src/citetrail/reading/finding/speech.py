"""Words of saying around quotations, and the subject that says it: `said X`, `X said`, `according to X`, `X:`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from citetrail.reading.finding.names import (
    FULL_NAME,
    NAME,
    ROLE_NOUN,
    TITLE,
    bare_name,
    can_be_name,
    full_names_in,
    name_of,
    without_trade,
)
from citetrail.reading.finding.verbs import ENGLISH, GERMAN, OTHER, PHRASES, ROMANCE

VERB = rf"(?:{PHRASES}|{'|'.join([*ENGLISH, *OTHER])})"
_VERB_AMONG_NOUNS = re.compile(rf"\b(?:{'|'.join(GERMAN)}|laut|so)\b", re.IGNORECASE)
_ANY_VERB = re.compile(rf"\b(?:{VERB}|according|selon|según|segundo|secondo|volgens|enligt|ifølge)\b", re.IGNORECASE)
_PRONOUN = (
    r"(?:he|she|they|He|She|They|er|sie|Er|Sie|il|elle|Il|Elle|él|ella|lui|lei|ele|ela|hij|zij|ze|han|hon|hun|он|она)"
)
_ROLE = (
    r"(?:[Tt]he|[Tt]he\s+study[’']s|[Ii]ts|[Tt]heir|[Dd]ie|[Dd]er|[Ll]es)\s+(?:(?:study|lead|senior|first|corresponding|research|chief|"
    r"principal|co-?)\s*)*(?:authors?|study|paper|report|article|researchers?|scientists?|team|investigators?|co-?authors?|Forscher(?:innen)?|Autoren|chercheurs)"
)
_BEFORE_NAME = (
    rf"(?:(?:study\s+|lead\s+|senior\s+|first\s+|co-?|principal\s+|chief\s+|[a-zß-öø-ÿа-яё’'-]+\s+|{ROLE_NOUN}\s+|"
    r"(?:(?:Chief|Executive|Vice|Deputy|President|Director|Professor|Minister|Secretary|Senator|Judge|Mayor|Governor|Commissioner|"
    r"Chair(?:man|woman)?|CEO|Officer|Dean|Editor|Sen\.|Rep\.|Gov\.)\s+)){0,5})"
)
# `her supervisor, Jane Roe`
_KIN = r"(?:(?:his|her|their|its|the|my|our|[A-Z]\w+[’']s)\s+(?:[a-z-]+\s+){0,3}[a-z-]+,\s+)?"
_ROLE_ALONE = (
    rf"(?P<role>{_ROLE})\b"
    rf"(?!\s+(?:(?:{TITLE})?{FULL_NAME}|(?:co-?)?(?:authors?|researchers?|leaders?|coordinators?)\b))"
)
SUBJECT = rf"(?:(?P<pronoun>{_PRONOUN})\b|{_ROLE_ALONE}|{_KIN}{_BEFORE_NAME}(?P<name>{NAME}))"
_COLLEAGUES = (
    rf"(?:\s+(?:and|und|et|y|e|en|och|og|&)\s+(?:(?:\w+\s+)?(?:colleagues|team|co-?workers|co-?authors|Kolleg\w+)|{NAME}))?"
    r"(?:\s\((?:1[5-9]|20)\d\d[a-z]?\))?"
)
_APPOSITION = (
    _COLLEAGUES + r"(?:\s+(?:of|from|at|von|vom|de)\s[^,“”\".]{2,100}?)?"
    r"(?:,\s[^“”\"„«»]{2,160}?,|\s\([^()]{1,60}\))?(?:,\s+who)?"
)
_ADVERB = (
    r"(?:(?:\w+ly|also|then|later|once|often|again|still|even|further|herself|himself|has|have|had|fügte)\s+){0,2}"
)

_OF_A_TEXT = (
    r"(?!\s+(?:[\w-]+\s+){0,3}(?:study|paper|report|survey|analysis|review|article|research|data|figures)"
    r"\s+(?:published|in|by|from|of|that|released|out|led|on|presented)\b)"
)
_IN_VIEW_OF = rf"according\s+to{_OF_A_TEXT}|selon|d['’]après|laut|según|segundo|secondo|volgens|enligt|ifølge"
_TO_WHOM = r"(?:\s+(?:à|ao|al|au|alla|aan)\s+(?:[a-zß-öø-ÿ]+|[A-ZÀ-Þ][\w-]+)(?=\s))?"  # `disse à reportagem`
_CITED = (
    rf"^\s*\(\s*(?P<name>{NAME})(?:,?\s+(?:and|&|und|et|y|e)\s+{NAME}|,?\s+et\s+al\.?)?,?"
    r"\s+(?:1[5-9]|20)\d\d[a-z]?(?:[,:;][^()]{0,30})?\)"
)

_NO_VERB = (
    "and|but|or|nor|so|yet|while|as|when|where|which|that|who|because|since|after|before|than|in|on|at|by|of|to|for|from|with|"
    "without|about|into|is|was|are|were|has|had|the|a|an|"
    "und|oder|aber|als|wie|von|vom|mit|bei|für|im|an|am|auf|aus|nach|zu|ist|war|wird|der|die|das|"
    "et|ou|mais|comme|par|de|du|des|à|au|avec|dans|pour|sur|est|était|le|la|les|"
    "y|o|pero|como|por|con|en|para|es|fue|el|los|las|e|ma|come|da|di|del|della|dal|per|il|lo|"
    "maar|van|met|door|voor|op|och|men|som|av|med|för"
)
# Any verb does, where it stands between a comma and a full name: `», salue Mathieu Lihoret, chercheur`.
_INVERTED = (
    rf"^[\s–—-]*,\s*(?:se\s+)?(?!(?:{_NO_VERB})\b)(?!\w+ing\b)[a-zß-öø-ÿ]{{3,}}(?:-t)?[\s-]+"
    rf"(?:(?!(?:by|of|in|at|from|with|von|par|por|da|di|door|av|för|for)\b)[a-zß-öø-ÿ’'-]+\s+){{0,4}}(?:{ROLE_NOUN}\s+)?"
    rf"(?P<name>{NAME})(?=\s*[,.;:!?(—–]|\s*$|\s+(?:of|from|at|von|vom|de|du|della|del|van|da|do|chez|zusammen|hinzu|ein|fort|zu\s+bedenken|klar|hervor|aus|toe)\b)"
)
_TRADE = (
    r"(?:chercheu\w+|doctorant\w*|scientifique|biologiste|médecin|professeure?|auteure?|spécialiste|épidémiologiste|neurologue|"
    r"experte?|[a-zé]+logue|[a-zé]+ólog[oa]|investigador\w*|científic[oa]|autora?|biólog[oa]|expert[oa]|médic[oa]|profesora?|"
    r"ricercat\w+|scienziat[oa]|autore|autrice|pesquisador\w*|cientista|professora?|Forscher(?:in)?|Wissenschaftler(?:in)?|"
    r"Autorin?|Psychologin?|Ärztin|Arzt|Professor(?:in)?)"
)
_DEFINITE = (
    rf"^(?:[\s,–—-]*{VERB}|\s*,\s*[a-zß-öø-ÿ]{{3,}})(?:-t)?\s+"
    rf"(?P<article>le|la|el|il|lo|o|a|der|die)\s+(?P<trade>{_TRADE})\b(?!\s+[A-ZÀ-Þ])"
)
# `"Es gratis", subrayó.`: Romance languages leave the pronoun out.
_ELIDED = rf"^\s*,\s*(?P<elided>{'|'.join(ROMANCE)})\s*(?=[.;:]|$)"
_KIND_OF_ARTICLE = dict.fromkeys(("le", "el", "il", "lo", "o", "der"), "he") | dict.fromkeys(("la", "a", "die"), "she")
_GROUP_AT_START = re.compile(
    rf"(?=[^.]*\b(?:researchers|scientists|authors|team|investigators|Forscher|Autoren|chercheurs)\b){_ROLE}\b"
)
_CLITIC = r"(?:(?:me|nos|le|les|nous|m[’']a|mi|ci|ons)\s+)?"  # `me dijo entonces`
_THEN = r"(?:\s+(?:entonces|alors|dann|damals|poi|allora|então|toen|then|also|too|today|heute))?"
_AFTER = (
    # `said its author, Jane Roe`
    (
        rf"^[\s,–—-]*{_ADVERB}{VERB}\s+(?:the|its|their|his|her|[A-Z]\w+[’']s)\s+(?:[a-z’'-]+\s+){{0,4}}[a-z-]+,\s+(?:{TITLE})?(?P<name>{FULL_NAME})"
    ),
    rf"^[\s,–—-]*{_ADVERB}{_CLITIC}{VERB}(?:-t)?{_THEN}{_TO_WHOM}[\s-]+{SUBJECT}",
    rf"^[\s,–—-]*(?:as\s+)?{SUBJECT}{_APPOSITION}\s+{_ADVERB}{VERB}\b",
    rf"^[\s,–—-]*(?:{_IN_VIEW_OF}|so|per)\s+{SUBJECT}",
    _CITED,
    _DEFINITE,
    _ELIDED,
    r"^[\s–—-]*,?\s*[a-zß-öø-ÿ]{3,}(?:-t)?-(?P<pronoun>il|elle)\b",  # `avertit-il`
    rf"^\s*,\s*(?!(?:{_NO_VERB})\b)[a-zäöüß]{{3,}}\s+(?P<pronoun>er|sie|hij|zij|ze|han|hon|hun)\b",  # `, gesteht sie`
    _INVERTED,
)
_TAIL = r"(?:\s+[\w-]+){0,9}?"  # `in a statement`, `Reuters that`
_OWNER = re.compile(r"^(?P<owner>His|Her|Sein|Seine|Ihr|Ihre)\s+[^:“”\"]{2,100}:\s*$")  # `His reply was short: `
_KIND_OF_OWNER = dict.fromkeys(("his", "sein", "seine"), "he") | dict.fromkeys(("her", "ihr", "ihre"), "she")
_SECOND_VERB = re.compile(
    rf"^[\W_]*(?:but|and|then|while|und|aber|mais|et|pero|y|ma|e|maar|en|och|men)\s+{_ADVERB}(?:{VERB}|warned|adding){_TAIL}[:,]?\s*$"
)
_RUNNING_ON = (
    (
        rf"^(?:(?:But|And|Still|Yet|However|So|Aber|Doch|Mais|Pero|Ma|Maar),?\s+)?{SUBJECT}{_APPOSITION}\s+{_ADVERB}"
        rf"(?:{VERB}|agree[sd]?|disagree[sd]?)\b"
    ),
    rf",\s+{VERB}\s+{SUBJECT}(?=[,.]|\s(?:of|from|at)\s)",
    rf",\s+(?P<name>{NAME})\s+{VERB},",  # `The next step, Roe says, is a nap.`
    # `Marine biologist Jane Roe isn’t holding her breath.`, `Roe shrugs.`
    (
        rf"^(?:(?:(?!(?:by|of|for|with|from|in|at|to|and|or|on)\b)[A-Z]?[a-z’'-]+\s+){{1,3}}(?={FULL_NAME}))?(?P<name>{NAME})\s+(?:\w+ly\s+)?[a-z][\w’']+\b"
    ),
    rf"^(?P<name>{FULL_NAME}),\s+(?:an?|the|one\s+of|who|eine?|une?|una?|der|die)\s[^,“”\"]{{2,120}},\s+\w+",
)
_LEAD_WORDS = 4
_ALONE = re.compile(rf"^\W*(?P<name>{NAME})(?:,[^:]{{2,140}})?(?:\s+[^:]{{1,60}})?:\s*$")
_BEFORE = (
    rf"(?:^|[\s(—–;,])(?i:{_IN_VIEW_OF}|in\s+the\s+words\s+of)\s+{SUBJECT}[^“”\".]{{0,140}}[,:]\s*$",
    rf"^(?:Para|Pour|Per|För|Für)\s+{_BEFORE_NAME}(?P<name>{FULL_NAME})\b[^“”\".]{{0,140}}[,:]\s*$",
    rf"(?:^|[\s(—–;,])[Aa]s\s+{SUBJECT}\s+{_ADVERB}{VERB},[^“”\".:]{{1,60}}$",
    rf"(?:^|[\s(—–;])(?:[Aa]s\s+)?{SUBJECT}{_APPOSITION}\s+{_ADVERB}{VERB}{_TAIL}\s*(?:that|dass)?[,:]?\s*$",
    (
        rf"(?:^|\s)(?:[Ss]a(?:id|ys)|[Ww]r(?:ites|ote)|[Aa]dd(?:s|ed)|[Ss]agte?|[Aa]sks)\s+{SUBJECT}[^“”\".]{{0,80}}[,:]\s*$"
    ),
)


class Subject(NamedTuple):
    """Who is said to speak: a name, a role (`the researchers`), or a pronoun to be resolved."""

    name: str | None
    role: str | None
    pronoun: str | None
    is_weak: bool = False  # one word that may be any noun: a name only if it was met before
    is_definite: bool = False  # `la doctorante`: somebody met before, whose pronoun is told


def subject_after(text: str) -> Subject | None:
    """The speaker named right after a quotation; `text` begins behind the closing mark."""
    return _first(_AFTER, text, anchored=True)


def subject_before(text: str) -> Subject | None:
    """The speaker named right before a quotation; `text` ends before the opening mark and begins with its sentence."""
    return _first(_BEFORE, text, anchored=False) or _before_colon(text)


def subject_running_on(sentence: str) -> Subject | None:
    """Who a sentence lets speak, so that a quotation of its own behind it is theirs, too: `Not so fast, said Roe.`"""
    for pattern in map(_compiled, _RUNNING_ON):
        hit = pattern.search(sentence)
        subject = _subject(hit) if hit else None
        if subject and not subject.role:
            return subject
    return None


def tells_of_saying(sentence: str) -> bool:
    """Whether a verb of saying stands in it."""
    return bool(_ANY_VERB.search(sentence))


def goes_on_with_verb(text: str) -> bool:
    """Whether a sentence goes on behind a quotation with a second verb: `but warned: `."""
    return bool(_SECOND_VERB.match(text))


def role_at_start(sentence: str) -> str | None:
    """Who a sentence is about, if it begins with a group: `The researchers`."""
    found = _GROUP_AT_START.match(sentence)
    return " ".join(found.group().split()) if found else None


def says_only(text: str) -> bool:
    """Whether nothing but a verb of saying stands there: `, spiega.`"""
    return bool(re.fullmatch(rf"[\W_]*{VERB}[\W_]*", text))


def _before_colon(text: str) -> Subject | None:
    """`The critic Olwen Pryce, who never smiles, disagrees: `: who the sentence begins with."""
    if not text.rstrip().endswith(":"):
        return None
    if owner := _OWNER.match(text):
        return Subject(None, None, _KIND_OF_OWNER[owner["owner"].lower()])
    named = next(full_names_in(text), None)
    if named and len(text[: named.start].split()) <= _LEAD_WORDS:
        return Subject(bare_name(named.name), None, None)
    alone = _ALONE.match(text)
    if alone and can_be_name(bare_name(alone["name"])):
        name = bare_name(alone["name"])
        return Subject(name, None, None, is_weak=" " not in name)
    return None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when it is first asked for: a text without quotations needs none of these."""
    return re.compile(pattern)


def _first(patterns: tuple[str, ...], text: str, *, anchored: bool) -> Subject | None:
    for pattern in map(_compiled, patterns):
        hit = pattern.match(text) if anchored else pattern.search(text)
        while hit:
            if subject := _subject(hit):
                return subject
            # `And Roe admits`: the name may begin inside what was no name
            hit = None if anchored else pattern.search(text, hit.start() + 1)
    return None


def _subject(hit: re.Match[str]) -> Subject | None:
    parts = hit.groupdict()
    if parts.get("elided"):
        return Subject(None, None, "")
    article = parts.get("article")
    if article == "die" and not hit["trade"].endswith("in"):
        return Subject(None, f"die {hit['trade']}", None)
    if article:
        return Subject(None, None, _KIND_OF_ARTICLE[article], is_definite=True)
    written = parts.get("name")
    name = name_of(without_trade(bare_name(written), hit.string[: hit.start("name")])) if written else None
    if (written and not name) or not (name or parts.get("role") or parts.get("pronoun")):
        return None
    role = " ".join(parts["role"].split()) if parts.get("role") else None
    return Subject(name, role, parts.get("pronoun"), is_weak=_is_weak(hit.group(), name))


def _is_weak(attribution: str, name: str | None) -> bool:
    """In German, which writes nouns with capitals, and where no verb stands, one word alone may be any noun."""
    if name is None or " " in name or attribution.lstrip().startswith("("):
        return False
    return bool(_VERB_AMONG_NOUNS.search(attribution)) or not _ANY_VERB.search(attribution)
