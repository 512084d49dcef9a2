"""Whether a paragraph is a printed reference, by its shape alone: a score of small features against signs of prose."""

from __future__ import annotations

import re
import unicodedata

_UPPER = r"A-ZÀ-ÖØ-ÞĀŁŃŘŚŠŽİА-Я"
_WORD = rf"[{_UPPER}][\w’'‑-]+"
_PARTICLE = r"(?:(?:van|von|de|der|den|del|della|di|da|du|la|le|el|al|ten|ter|zu|zur|af|dos|das)\s+){0,3}"
_LABEL = r"[\s.·]*(?:\[?\(?\d{1,4}[\].)]+\s*|\[[\w+. ,-]{2,20}\]\s*|[•·*–—-]\s+|\^?\d{1,3}\s+)?"

YEAR = re.compile(
    r"(?<![\d/.])(?:1[5-9]|20)\d\d[a-z]?(?![\d/])(?!\.\d)|\b(?:in\s+press|forthcoming|in\s+preparation|to\s+appear|im\s+(?:Druck|Erscheinen)|n\.\s?d\.|o\.\s?J\.|s\.\s?f\.)",
    re.IGNORECASE,
)
_PREPRINT = re.compile(r"\barxiv:", re.IGNORECASE)  # often without a year
_FIRST_AUTHOR = re.compile(
    rf"^{_LABEL}(?:{_PARTICLE}{_WORD}(?:[\s-]{_WORD})?,\s+"  # Smith, Jane / Smith, J. / Smith, J
    rf"(?:{_WORD}|[{_UPPER}]\.|[{_UPPER}]{{1,3}}(?=[,.;\s]))"
    rf"|{_PARTICLE}{_WORD}(?:[\s-]{_WORD})?\s+[{_UPPER}]{{1,3}}"  # Smith JA, / De Coster G,
    rf"(?=[,.:;(]|\s+(?:[{_UPPER}\d“\"‘(]|and\b|&|et\b|und\b))"
    rf"|(?:[{_UPPER}]\.[\s-]?){{1,4}}{_PARTICLE}{_WORD}"  # J. A. Smith
    rf"|{_WORD}(?:\s+(?:{_WORD}|of|and|for|the|&|on|de|für|und)){{1,8}}\.?\s+\((?:19|20)\d\d[a-z]?\)"  # A Body (2001)
    rf"|{_WORD}\s+(?:[{_UPPER}]\.\s?){{0,3}}{_PARTICLE}{_WORD}(?:,|\s+(?:and|und|et|y|&)\s))"  # Jane Smith and
)
_INITIALS = re.compile(
    rf"{_WORD},?\s+(?:[{_UPPER}]\.[\s-]?){{1,3}}(?:,|;|&|and\b|und\b|\(|:|\.|\s)|{_WORD}\s+[{_UPPER}]{{1,3}}(?:,|\.|;|:|\s\()"
    rf"|(?:[{_UPPER}]\.\s?){{1,3}}{_WORD}(?:,|\s+and|\s+&)|\b[{_UPPER}]{{1,3}}\s+{_WORD}[,.]|\bet\s+al\b|,\s+and\s+{_WORD}\s+(?:[{_UPPER}]\.\s?)?{_WORD}\.|\b[Ee]ds?\."
)
_PLACE_IN_VOLUME = re.compile(
    r"\b\d{1,4}\s*(?:\(\s*[\w\s/–-]{1,15}\)|\.\d{1,3}\s*\(\d{4}\)|[,:;]\s*(?:no\.|nr\.|iss(?:ue)?\.?)\s*\d+)?\s*[,:;]\s*"
    r"(?:pp?\.?\s*|S\.\s*|Art\.?\s*)?[A-Za-z]{0,2}\d+(?:\s?[–—-]{1,2}\s?[A-Za-z]{0,2}\d+)?"
    r"|\b(?:vol|bd|pp|S|p|Nr|no)\.\s?\d+|\b\d+\s?[–—]\s?\d+\b|\b\d{1,5}-{1,2}\d{1,5}\b",
)
_WORDS_OF_TRADE = re.compile(
    r"\b(?:press|verlag|publish(?:ers?|ing)|university|universität|springer|elsevier|wiley|routledge|sage|oxford|cambridge|"
    r"journal|j\.|zeitschrift|proc(?:eedings|\.)|trans(?:actions|\.)|rev(?:iew|\.)|annals|ann\.|bull(?:etin|\.)|lett(?:ers|\.)|"
    r"thesis|dissertation|edition|edn?\.|hrsg\.|eds?\.|doi|isbn|print\.|web\.|retrieved\s+from|available\s+(?:at|from|online)|"
    r"https?://|arxiv|vol\.|in:|nature|science|plos|lancet|jama|bmj)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"[“\"‘«„][^“”\"]{12,300}[”\"’»“]|\(\s*(?:1[5-9]|20)\d\d[a-z]?(?:,[^()]{1,20})?\s*\)[.,:]?\s+[“\"‘]?[A-ZÀ-Þ]"
)
_PROSE = re.compile(
    r"\b(?:was|were|is|are|am|we|our|us|this|these|those|that|which|who|has|have|had|been|it|its|they|their|them|he|she|his|"
    r"her|i|my|you|your|but|also|can|could|may|might|would|should|will|there|because|although|however|when|while|than|then|"
    r"if|such|not|only|more|most|some|all|both|did|does|do|so|what|said|says|ist|sind|(?-i:war)|waren|wir|dass|nicht|auch|"
    r"wird|werden|wurde|sich|einen|einer|haben|hat)\b",
    re.IGNORECASE,
)
_AUTHOR_CITED = re.compile(
    r"\((?:e\.g\.,?\s+|see\s+)?[A-Z][^()]{2,80},?\s+(?:1[89]|20)\d\d[a-z]?(?:[;,][^()]*)?\)|\[\d+(?:[,–-]\s?\d+)*\]\s*[,.;]"
)

_IMPRINT = re.compile(
    rf"\([{_UPPER}][^():]{{1,40}}:\s[^()]{{2,60}},\s(?:1[5-9]|20)\d\d\)"
)  # (London: Allen Lane, 2011)
_BODY_AS_AUTHOR = re.compile(rf"^{_LABEL}{_WORD}(?:\s+(?:{_WORD}|of|and|for|the|&|on|de|für|und)){{1,6}},\s")
_FINITE = (
    r"(?:found|finds?|show(?:s|ed)|report(?:s|ed)?|argue[sd]?|suggest(?:s|ed)?|propose[sd]?|demonstrate[sd]?|conclude[sd]?|describe[sd]?|"
    r"note[sd]?|observe[sd]?|examine[sd]?|investigate[sd]?|compare[sd]?|use[sd]?|develop(?:s|ed)|introduce[sd]?|asked|tested|stud(?:y|ied)|"
    r"have|has|had|is|are|was|were|did|could|also|teach(?:es)?|writes?|wrote|fanden|zeigten|zeigen|berichten|berichteten|schreiben)"
)
# A sentence about authors is none: `Yan and Dando of Cornell found`, `Todd (2010) found`.
_SENTENCE = re.compile(
    rf"\(\s?(?:1[5-9]|20)\d\d[a-z]?\s?\)\s+{_FINITE}\b|"
    rf"^{_LABEL}(?:{_WORD}[\s,]+(?:{_PARTICLE})){{1,4}}(?:(?:and|und|&)\s+(?:{_WORD}\s+){{1,3}})?"
    rf"(?:(?:of|from|at)\s+(?:the\s+)?(?:{_WORD}[\s,]+(?:(?:of|and|the)\s+)?){{1,6}})?{_FINITE}\b"
)
_ADDRESS = re.compile(r"\b[\w.+-]+@[\w-]+\.\w|\+\d{1,3}[\s(]\d[\d\s()/-]{5,}")
THRESHOLD = 2.5  # 2026-11: .90 to .99 of the shared reference lists, 3 of 7,763 PLOS paragraphs that are none
_SIZES = (35, 1200)


def reference_score(text: str) -> float:
    """Points for the features of a printed reference, minus points for running prose; see `is_reference`."""
    first = 1.5 if _FIRST_AUTHOR.match(text) else 0.0
    features = (YEAR, _INITIALS, _PLACE_IN_VOLUME, _WORDS_OF_TRADE)
    first = first or (1.0 if _IMPRINT.search(text) and _BODY_AS_AUTHOR.match(text) else 0.0)
    points = (
        first
        + (1.0 if _IMPRINT.search(text) else 0.0)
        + sum(1.0 for feature in features if feature.search(text))
        + (0.5 if _TITLE.search(text) else 0.0)
    )
    words = max(len(text.split()), 1)
    prose = len(_PROSE.findall(text))
    points -= max(0.0, prose / words - 0.06) * 15 + max(0, prose - 4) * 0.25
    points -= 1.0 * len(_AUTHOR_CITED.findall(text[60:]))
    return points


def begins_like_reference(text: str) -> bool:
    """Whether it begins with an author as references write them, behind a label or not."""
    return bool(_FIRST_AUTHOR.match(text))


def has_words_of_trade(text: str) -> bool:
    """Whether it names a press, a kind of periodical, an address or the like."""
    return bool(_WORDS_OF_TRADE.search(text))


def is_reference(text: str) -> bool:
    """Whether a paragraph that nothing calls a reference is one: a first author, a year or pages, and little prose."""
    if not _SIZES[0] <= len(text) <= _SIZES[1]:
        return False
    text = unicodedata.normalize("NFC", text)
    if not (YEAR.search(text) or _PREPRINT.search(text)) or _ADDRESS.search(text) or _SENTENCE.search(text[:300]):
        return False
    if not _FIRST_AUTHOR.match(text) and not (_IMPRINT.search(text) and _BODY_AS_AUTHOR.match(text)):
        return False
    return reference_score(text) >= THRESHOLD
