"""Mentions of studies in prose: sentences that speak of one, with the people, journal, year and numbers they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from citetrail.model.documents import Block, Document, Mention, Quotation
from citetrail.reading.finding.names import FULL_NAME, NAME, TITLE, KnownPeople, bare_name, can_be_name, name_of
from citetrail.reading.finding.sentences import sentence_spans
from citetrail.reading.finding.speech import VERB
from citetrail.reading.finding.verbs import OTHER, PHRASES

_STUDY = re.compile(
    r"\b(?:stud(?:y|ies)|(?:led|headed)\s+by|the\s+(?:first|second|third|other|former|latter),?\s+by|team|journal|authors?|Fachzeitschrift|Fachmagazin|Zeitschrift|berichte[nt]|research(?:ers?)?|trials?|experiments?|papers?|findings?|published|publication|meta-analys[ie]s|surveys?|"
    r"(?:re-?)?analys[ie]s|reviews?|replicat(?:e[sd]?|ions?|ing)|Versuche?|Gruppe\s+um|"
    r"(?:colleagues|co-?workers|collaborators|collègues|colegas|colleghi|kollegor|Kollegen)\s*(?:\(|,?\s(?:have\s+)?(?:reports?|reported|found|"
    r"finds?|shows?|showed|describe|published|concluded?|compared|followed|examined|tested|ont|trouvent|han|hanno)\b)|investigators?|scientists?|co-?authors?|lead\s+author|evaluated|"
    r"Studien?|Forscher(?:innen)?|Forschung|Untersuchung|veröffentlicht|Wissenschaftler(?:innen)?|études?|chercheu(?:rs?|ses?)|publiée?s?|travaux|estudios?|investigador(?:es|as?)?|investigación|"
    r"publicad[oa]s?|studio|ricerca|ricercator[ei]|pubblicat[oa]|rivista|estudos?|pesquisas?|pesquisador(?:es|as?)?|onderzoek(?:ers?|sleider)?|"
    r"gepubliceerd|tijdschrift|studien?|forskare|publicera[dt]|tidskrift(?:en)?|forskere?|undersøgelse|tidsskrift)\b",
    re.IGNORECASE,
)
# Stems of every word that the two patterns above and below can begin with, for a quick first look.
_STUDY_STEMS = (
    "stud", "led", "headed", "first", "second", "third", "other", "former", "latter", "team", "journal", "author",
    "reanalys", "re-analys", "replicat", "review", "colleagues", "coworkers", "collaborat", "versuch", "gruppe",
    "collègues", "colegas", "colleghi", "kolleg", "fach", "zeitschrift", "berichte",
    "research", "trial", "experiment", "paper", "finding", "publi", "meta",
    "survey", "analys", "investigat", "scientist", "co-", "coauthor", "lead", "evaluated", "forsch",
    "untersuchung", "veröffentlicht", "wissen", "étude", "l’étude", "l'étude", "d’étude", "chercheu",
    "travaux", "estud", "investig", "pubblicat", "ricerc", "rivista", "pesquis",
    "onderzoek", "gepubliceerd", "tijdschrift", "forsk", "tids", "undersøg", "dell", "dall", "nell", "sull",
    "professor", "psycholog", "neuro", "psychiatrist", "epidemiolog", "biolog", "physic", "chemist", "econom",
    "sociolog", "genetic", "ecolog", "astronom", "geolog", "historian", "anthropolog", "oncolog", "cardiolog",
    "engineer", "statistic", "virolog", "immunolog", "senior", "principal", "corresponding",
)  # fmt: skip
_AROUND_WORDS = "\x00“”„\"«»‘’'([*_—–-"
_OUTSIDER = re.compile(
    r"\b(?:not|n[’']t|never)\s+(?:been\s+)?(?:involved|part\s+of|connected|affiliated|associated|participating|take\s+part)\b|"
    r"\bnicht\b[^.]{0,40}\bbeteiligt\b|\bn[’'](?:a|ont)\s+pas\s+(?:participé|pris\s+part)\b|\bno\s+(?:ha\s+)?particip(?:ó|a|ado)\b|"
    r"\bnão\s+(?:participou|esteve\s+envolvid[oa])\b|\bnon\s+(?:è\s+stat[oa]\s+)?coinvolt[oaie]\b|\bnon\s+ha\s+partecipato\b|"
    r"\bniet\b[^.]{0,40}\bbetrokken\b|\binte\b[^.]{0,30}\b(?:deltog|deltagit|medverkat)\b",
    re.IGNORECASE,
)
_RESEARCHER = (
    r"(?:(?:lead|senior|first|study|co-?|principal|corresponding)[\s-]*)*(?:author|researcher|scientist|investigator|professor|psychologist|"
    r"neuroscientist|psychiatrist|epidemiologist|biologist|physicist|chemist|economist|sociologist|neurologist|geneticist|ecologist|"
    r"astronomer|geologist|historian|anthropologist|oncologist|cardiologist|physician|engineer|statistician|virologist|immunologist|"
    r"Forscher(?:in)?|Professor(?:in)?|Psycholog(?:e|in)|Wissenschaftler(?:in)?|Studienleiter(?:in)?)s?"
)
_RESEARCHER_WORD = re.compile(rf"\b{_RESEARCHER}\b")
_CUES_BEFORE = re.compile(
    rf"(?:\b(?:{VERB}|(?:Team|Gruppe|Kollegen|Forscher\w*)\s+um|by|led\s+by|with|from|to|und|and|von|par|por|that|when)\s+|\b{_RESEARCHER},?\s+|{TITLE}"
    rf"|\b(?:{'|'.join(OTHER)}|{PHRASES}|[Ss]elon|[Ss]egún|[Ss]egundo|[Ss]econdo|[Vv]olgens|[Ee]nligt|onder\s+leiding\s+van|door|av|guidat[oi]\s+da|"
    rf"coordinat[oi]\s+da)\s+(?:[a-zß-ÿ’'-]+\s+){{0,3}})(?P<name>{FULL_NAME})",
)
_CUES_AFTER = re.compile(
    rf"(?P<name>{FULL_NAME})(?=\s*(?:,?\s+(?:Ph\.?D|M\.?D|MSc|DPhil)\b|,\s+(?:an?\s+|the\s+|who\b|lead\b|from\b|of\b|first\b|senior\b|co-|{_RESEARCHER}|der\b|die\b|Professor)"
    rf"|\s+(?:of|from|at|von)\s+(?:the\s+|der\s+)?[A-Z\x00]|\s+(?:von\s+der|vom|an\s+der)\s+[A-Z]|\s+and\s+(?:(?:his|her|their|\w+)\s+)?(?:colleagues|team|co-?workers|co-?authors|others)"
    rf"|\s+(?:et|y|e|en|och|og)\s+(?:ses|sus|i|os|seus|suoi|haar|zijn|hennes|hans)?\s*(?:collègues|colegas|colleghi|collega|kollegor|kolleger|équipe)"
    rf"|\s+(?:\w+\s+){{0,12}}?ha[sd]\s+(?:shown|found|demonstrated|reported|argued)\b"
    rf"|\s+und\s+(?:Kolleg|sein|ihr)|\s+et\s+al|[’']s?\s+(?:\w+\s+)?(?:study|team|research|group|work|findings|paper|lab)|\s+(?:\w+ly\s+)?{VERB}\b"
    rf"|\s+and\s+{FULL_NAME}\s+(?:\w+ly\s+)?(?:{VERB}|asked|followed|tested|studied|compared|examined|measured|analy[sz]ed)\b"
    rf"|\s+(?:and\s+\w+\s+)?(?:evaluated|studied|examined|analy[sz]ed|investigated|conducted|led|published|tested|showed|demonstrated|discovered|compared|surveyed|recruited|measured)))"
)
_WORK_BY = re.compile(r"\b(?:paper|study|article|review|work|trial|analysis)\s+by\s+(?:the\s+)?$")
_BY_SURNAME = re.compile(
    rf"\b(?:paper|study|review|trial|work|article|analysis|reanalysis|experiment)\s+by\s+(?P<name>{NAME})(?=\s+(?:and|et|in|from|of|that|found|showed)\b|[.,])"
)
_SURNAME = re.compile(
    r"\b(?P<name>(?!The\b|In\b|This\b)[A-ZÀ-Þ][\w’-]+)(?=\s+(?:et\s+al\b|and\s+(?:(?:his|her|their)\s+)?(?:colleagues|team|co-?workers|co-?authors|others))|[’']s\s+(?:\w+\s+)?(?:study|team|research|group|findings|paper)|\s+\((?:19|20)\d\d\))"
)
_PLACE_BEFORE = re.compile(r"\b(?:of|in|at|near)\s+(?:the\s+)?$")
_SINGLE = re.compile(NAME)
_JOURNAL_NAME = (
    r"(?:The\s+)?[A-ZÀ-Þ][\w&.:’-]*(?:[\s-]+(?:of|and|the|in|for|&|on|und|für|der|die|de|et|[A-ZÀ-Þ][\w&:’-]*)){0,9}"
)
_JOURNAL = re.compile(
    rf"(?:\b(?:[Pp]ublished|[Aa]ppear(?:s|ed|ing)|[Rr]eport(?:s|ed|ing)|[Ww]rit(?:es|ten|ing)|[Ww]rote|[Pp]rinted|[Oo]nline|[Ii]ssue\s+of|[Ee]dition\s+of|[Ss]tudy|[Pp]aper|[Aa]rticle|[Ff]indings|[Rr]esearch)\b"
    rf"[^.“”\"]{{0,40}}?\s(?:in|by|of)\s+(?:the\s+)?(?:(?:\w+\s+){{0,3}}(?:journal|magazine|Fachzeitschrift)\s+(?:of\s+record\s+)?)?"
    rf"|\b(?:the\s+)?(?:(?:[a-z-]+\s+){{0,3}}journal|Fachzeitschrift|Fachmagazin|Fachblatt|Zeitschrift|revue|revista)\s+(?:called\s+)?)[“\"„«*_]?(?P<name>{_JOURNAL_NAME})"
)
_JOURNAL_WORD = re.compile(
    r"\b(?:Journal|Review|Reviews|Letters|Proceedings|Annals|Archives|Transactions|Bulletin|Nature|Science|Lancet|Cell|JAMA|BMJ|PLoS|PLOS|"
    r"PNAS|NEJM|Medicine|Reports|Communications|Advances|Frontiers|Psychology|Biology|Zeitschrift|Emotion|Quarterly|Research|eLife|Neuron)\b"
)
_CALLED_JOURNAL = re.compile(
    r"\b(?:journal|magazine|Fachzeitschrift|Fachmagazin|Fachblatt|Zeitschrift|revue|revista)\s+(?:called\s+)?[“\"„«*_]?"
    r"(?P<name>[A-ZÀ-Þ][^.,;:()“”\"„«»*\x00]{2,90}?)(?=[.,;:()“”\"„«»*\x00]|\s+(?:par|von|by|this|last|on|that|which|has|have|had|is|"
    r"was|say|show|suggest|report|find|found|reveal|a|an|as|and\s+(?:found|shows?|led)|hat|wurde|zeigt|diese|vom|earlier|today|in\s+\w+)\b|$)"
)
_INSTITUTION = re.compile(
    r"\b(?:(?:[A-ZÀ-Þ][\w’.&-]+\s+){0,5}(?:University|Universität|Université|Universidad|Università|College|Institute|Institut|School|Hospital|Clinic|"
    r"Laborator(?:y|ies)|Centre|Center|Academy|Hochschule|Polytechnic|Universiteit|Universitet)(?:\s+(?:of|for|de|di|zu|des|der|für|and|the|[A-ZÀ-Þ][\w’-]+)){0,9}"
    r"|(?:MIT|ETH|Caltech|UCLA|CNRS|NIH|CERN|Max[\s-]Planck[\w\s-]{0,40}Institut\w*)\b)"
)
_YEAR = re.compile(
    r"\b(?:(?:in|from|since|early|late|of)\s+(?:(?:a|an|the|his|her|their)\s+)?|(?:im\s+Jahr|en|du|aus)\s+|"
    r"(?:a|the|this|his|her|their)\s+|\()((?:19|20)\d\d)\b"
)
_NUMBER_WORDS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_PARTICIPANTS = re.compile(
    rf"\b(\d{{1,3}}(?:[,.\s]\d{{3}})+|\d{{1,7}}|{'|'.join(_NUMBER_WORDS)})\s+(?:[a-z-]+\s+){{0,3}}?(?:participants|patients|people|volunteers|subjects|"
    r"men|women|students|adults|children|adolescents|teenagers|infants|respondents|mice|rats|individuals|undergraduates|couples|"
    r"households|nurses|veterans|users|cases|pregnancies|twins|Teilnehmer\w*|Proband\w*|Tiere|animals|birds|dogs|cats|monkeys|Patient\w*|Personen|Menschen|Kinder|participant[es]s?)\b",
    re.IGNORECASE,
)


def mentions_in(document: Document, blocks: Sequence[Block], quotations: Sequence[Quotation]) -> tuple[Mention, ...]:
    """Sentences that speak of a study and name somebody, something or some number of it; quotations are looked over."""
    known = KnownPeople()
    for quotation in quotations:
        if quotation.speaker and not quotation.speaker.lower().startswith(("the ", "its ", "die ", "les ")):
            known.learn(quotation.speaker)
    found: list[Mention] = []
    masked = _masked(document.text, quotations)
    for block in blocks:
        if block.kind in ("code", "table", "heading") or not _may_speak_of_study(masked[block.start : block.end]):
            continue
        for start, end in sentence_spans(masked, block.start, block.end):
            if mention := _mention(document.text, masked, _outside_quotation(masked, start, end), known):
                found.append(mention)
    return tuple(found)


def _may_speak_of_study(text: str) -> bool:
    """A quick look for one of the words, before the patterns have a slow one."""
    return any(word.lstrip(_AROUND_WORDS).startswith(_STUDY_STEMS) for word in text.lower().split())


def _masked(text: str, quotations: Sequence[Quotation]) -> str:
    """The text with NULs in place of quoted words: nothing is looked for in them, and offsets stay."""
    pieces: list[str] = []
    position = 0
    for quotation in quotations:
        last = text[quotation.end - 1] if text[quotation.end - 1] in ".!?" else "\x00"  # sentences still end there
        pieces += (text[position : quotation.start], "\x00" * (quotation.end - quotation.start - 1), last)
        position = quotation.end
    return "".join([*pieces, text[position:]])


def _outside_quotation(masked: str, start: int, end: int) -> tuple[int, int]:
    """The sentence without a quotation at its beginning or end."""
    while start < end and (masked[start] in '\x00“”„"«»‘’,; ' or masked[start].isspace()):
        start += 1
    while end > start and (masked[end - 1] in '\x00“”„"«»‘’: ' or masked[end - 1].isspace()):
        end -= 1
    return start, end


def _mention(text: str, masked: str, span: tuple[int, int], known: KnownPeople) -> Mention | None:
    start, end = span
    sentence = masked[start:end]
    is_of_study = _STUDY.search(sentence)
    if not (is_of_study or _RESEARCHER_WORD.search(sentence)) or _OUTSIDER.search(sentence):
        return None
    journal = _journal(sentence)
    unnamed = sentence.replace(journal, "\x00" * len(journal)) if journal else sentence
    people = tuple(dict.fromkeys(_people(_INSTITUTION.sub(_blanks, unnamed), known)))
    if not (is_of_study or people):
        return None
    year = _year(sentence)
    institution = _institution(sentence)
    participants = _participants(sentence)
    cues = (bool(people), bool(journal), bool(institution), participants is not None, year is not None)
    if not (people or journal) and sum(cues) < 1:
        return None
    return Mention(
        raw=text[start:end], start=start, end=end, people=people, journal=journal, year=year,
        institution=institution, participants=participants,
    )  # fmt: skip


def _blanks(hit: re.Match[str]) -> str:
    return "\x00" * len(hit.group())


def _people(sentence: str, known: KnownPeople) -> Iterator[str]:
    """Names with a cue beside them, then family names of people met before."""
    hits = [hit for pattern in (_CUES_BEFORE, _CUES_AFTER, _BY_SURNAME, _SURNAME) for hit in pattern.finditer(sentence)]
    hits = [
        hit for hit in hits if not _PLACE_BEFORE.search(sentence, max(0, hit.start("name") - 12), hit.start("name"))
    ]
    for hit in sorted(hits, key=lambda hit: hit.start("name")):
        if name := name_of(hit["name"]):
            yield known.learn(name)
    for hit in _SINGLE.finditer(sentence):
        name = bare_name(hit.group())
        if can_be_name(name) and known.knows(name) and len(name) > 2:
            yield known.learn(name)


def _journal(sentence: str) -> str | None:
    if called := _CALLED_JOURNAL.search(sentence):
        return called["name"].strip()
    for hit in _JOURNAL.finditer(sentence):
        if _WORK_BY.search(sentence[: hit.start("name")]):
            continue  # `the 2005 paper by Roe and Doe in Bell Research`
        name = hit["name"].strip(" .,:")
        name = re.sub(r"(?:\s+(?:of|and|the|in|for|&|on|und|de|et))+$", "", name)
        if _JOURNAL_WORD.search(name) and not _INSTITUTION.fullmatch(name):
            return name
    return None


def _institution(sentence: str) -> str | None:
    names = [hit.group().strip() for hit in _INSTITUTION.finditer(sentence)]
    trimmed = [re.sub(r"(?:\s+(?:of|for|de|di|des|der|für|at|and|in|the))+$", "", name) for name in names]
    whole = [name for name in trimmed if " " in name or name.isupper()]
    return next((name for name in whole if "niversi" in name), next(iter(whole), None))


def _year(sentence: str) -> int | None:
    found = _YEAR.search(sentence)
    return int(found.group(1)) if found else None


def _participants(sentence: str) -> int | None:
    found = _PARTICIPANTS.search(sentence)
    if not found:
        return None
    word = found.group(1).lower()
    return _NUMBER_WORDS[word] if word in _NUMBER_WORDS else int(re.sub(r"\D", "", word))
