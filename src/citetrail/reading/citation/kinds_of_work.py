"""What kind of work a citation describes (a CSL type), and the language of its title."""

from __future__ import annotations

import re
from functools import cache

from citetrail.reading.citation.later import later

_THESIS = later(
    r"\b(?:thes[ie]s|dissertation|diss\b|ph\.?\s?d|master'?s? thesis|msc\b|doctoral|doctorat|thèse|tesis"
    r"|tese|tesi di|dissertação|habilitation"
    r"|habilitationsschrift|diplomarbeit|masterarbeit|bachelorarbeit|mémoire de|proefschrift|диссертац\w+"
    r"|автореф(?:ерат)?|дис\. ?\.\.\.|doktora tezi|lisans tezi|értekezés|szakdolgozat|rozprawa"
    r"|praca (?:doktorska|magisterska)"
    r"|disertační|diplomová práce|väitöskirja|doktorsavhandling|skripsi|disertasi|학위논문|学位论文|博士論文|修士論文)",
    re.IGNORECASE,
)
# Courts, parties and reporters: `Brown v. Board, 347 U.S. 483`, `[1932] AC 562`, `BGH NJW 1999, 1259`, `EU:C:2014:317`.
_PARTIES = later(
    r"\b[A-Z][\w.&'’()]*(?: [\w.&'’()]+){0,14}? vs?\.? (?:the )?[A-Z][\w.&'’()]*"
    r"[^.]{0,120}?(?:\[\d{4}\] |\(\d{4}\) |,? ?\d+ )(?:\d+ )?[A-Z]"
)
_COURT = later(
    r"^(?:(?:Case|Joined Cases|Rs\.|Affaire) [CTF]?[-‑]?\d|In re [A-Z]|Ex parte [A-Z]"
    r"|R v\.? [A-Z])|\bEU:C:\d{4}:|\bECLI:"
    r"|^(?:BGH|BVerfG|BVerwG|BAG|BFH|BSG|BayObLG|EuGH|EuG|EGMR|OGH|RG|KG|OLG|LG|AG|OVG|VGH|BPatG)\b"
    r",? (?=[A-Z][\w-]{1,7}|Urt|Beschl|[0-9])"
    r"|^(?:BGHZ|BGHSt|BVerfGE|BVerwGE|BAGE|RGZ|BSGE) \d"
    r"|^(?:Cass\.(?: civ\.| com\.| soc\.| crim\.| pen\.|, ?(?:sez|ass|ch))"
    r"|CE, \d|Cons\. const\.|Corte cost\.|STS \d|STC \d)"
)
# What the two patterns can begin with: looking for it first is much quicker.
_COURT_SIGNS = (
    "Case ", "Joined Cases ", "Rs. ", "Affaire ", "In re ", "Ex parte ", "R v", "BG", "BV", "BA", "BF", "BS",
    "Bay", "Eu", "EG", "OG", "RG", "KG", "OL", "LG", "AG", "OV", "VG", "BP", "Cass.", "CE, ", "Cons. const.",
    "Corte cost.", "STS ", "STC ",
)  # fmt: skip
_STATUTE_STARTS = (
    "Zákon", "Lei", "Ley", "Loi", "Legge", "Decreto", "Décret", "Ordonnance", "Gesetz", "Verordnung", "Richtlinie",
    "Regulation", "Directive", "Law", "Real Decreto", "Ustawa", "Kanun", "Федеральный закон", "Постановление", "Закон",
)  # fmt: skip
_STATUTE_SIGNS = ("U.S.C.", "Lei nº", " Act ", "BGBl", "Sb.,", "Dz. U", "Dz.U")
_STATUTE = later(
    r"\bU\.S\.C\. §|^(?:Zákon|Lei|Ley|Loi|Legge|Decreto|Décret|Ordonnance|Gesetz|Verordnung|Richtlinie"
    r"|Regulation|Directive|Law|Real Decreto"
    r"|Decreto-Lei|Ustawa|Kanun|Федеральный закон|Постановление|Закон)\b[^.]{0,30}\d"
    r"|\bLei nº|\b[A-Z][a-z]+ Act(?: of)? \d{4}\b"
    r"|(?:BGBl|Sb\.,|Dz\. ?U\.)"
)
_POST = later(r"\[(?:tweet|facebook post|instagram photo|status update|post)\]", re.IGNORECASE)
_ENCYCLOPEDIA = later(
    r"\b(?:wikip[eé]dia|encyclop(?:a?edia|édie|edie)|enciclop[eé]dia|enzyklopädie|lexikon|ansiklopedi\w*|британника|энциклопедия)\b",
    re.IGNORECASE,
)
_CONFERENCE = later(
    r"\b(?:proc(?:eedings)?\b|conf(?:erence)?\b|symp(?:osium)?\b|workshop|congress|meeting|colloquium"
    r"|conferencia|congreso|congresso|simpósio"
    r"|kongress|tagung|konferenz|colloque|congrès|actes du|atti del|anais d|конференци\w+)",
    re.IGNORECASE,
)
_CONFERENCE_NAME = later(
    r"^(?:19|20)\d\d\s|\b(?:CVPR|ICCV|ECCV|NeurIPS|NIPS|ICML|ICLR|AAAI|IJCAI|SIGIR|SIGMOD|EMNLP|NAACL|ICASSP|CHI)\b"
)
_JOURNAL_PROCEEDINGS = later(
    r"\bproc(?:eedings)?\.? (?:of the )?(?:natl|national|royal|r\b|roy|ieee\b(?! (?:conf|int|symp))|am\b"
    r"|amer|inst|soc|biol|nutr|zool|lond|edinb|linn|cambridge|camb|phys|steklov)",
    re.IGNORECASE,
)
_REPORT = later(
    r"\b(?:technical report|tech\.? rep|working paper|discussion paper|research report|report no|white paper"
    r"|policy brief|rapport|informe|relatório|bericht nr|technical memorandum)\b",
    re.IGNORECASE,
)
_DATASET = later(r"\[?data\s?set\b|\bdatabase\b\]", re.IGNORECASE)
_SOFTWARE = later(
    r"\[(?:computer )?(?:software|program|code)\b|\bR package\b|computer software|\bversion \d+(?:\.\d+)+ \["
    r"|\bsoftware available|\bstatistical (?:software|computing)\b",
    re.IGNORECASE,
)
_PREPRINT = later(r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|preprint|e-?print)\b", re.IGNORECASE)
_PATENT = later(r"\b(?:patent|brevet|patente)\b", re.IGNORECASE)
_NEWSPAPER = later(
    r"\b(?:times|guardian|post|herald|tribune|gazette|daily|zeitung|monde|figaro|el país|folha|estado de s"
    r"|newspaper|news|independent|telegraph|spiegel|zeit|economist|newsweek)\b",
    re.IGNORECASE,
)
_FILM = later(r"\b(?:dvd|film|motion picture|directed by|videocassette)\b", re.IGNORECASE)
_STANDARD = later(r"\b(?:ISO|IEC|ANSI|ASTM|DIN|EN|RFC|IEEE Std)[ -]?(?:\d{3,})")
_STANDARD_FIRST = later(
    r"\W*(?:\d{1,3}\W{1,3})?(?:(?:ISO|IEC|ANSI|ASTM|DIN|EN|BS|IEEE Std|ÖNORM|NF|UNE|ГОСТ)[ /-]?){1,3}"
    r"(?:[A-Z]\.?)?[\d-]{2,}[:( ,.–-]"
)


_SPECIAL_SIGNS = (
    "thes", "tese", "tesi", "tesis", "diss", "phd", "ph.", "ph "
    "d", "master", "msc", "doctor", "habilitation", "diplom", "arbeit", "mémoire",
    "proefschrift", "автореферат", "data", "software", "program", "code", "package", "version", "patent", "brevet",
    "дис", "tezi", "rtekez", "szakdolg", "rozprawa", "praca", "práce", "väitös", "avhandling",
    "skripsi", "disert", "논문", "论文", "論文",
    "tweet", "post]", "update]", "bs ", "norm", "nf ", "une", "гост",
    "dvd", "film",     "motion", "directed", "video", "iso", "iec", "ansi", "astm", "din", "rfc", "std", "en ",
)  # fmt: skip


def type_from_signs(text: str, lower: str, fields: dict[str, str]) -> str | None:
    """A CSL type from a citation (also in small letters) and its fields' printed words; None when nothing tells.

    Keys: title, container, volume, issue, pages, publisher, location, edition, genre, editor, link.
    """
    if legal := _legal_type(text, fields):
        return legal
    tail = text.replace(fields.get("title", "\0"), " ")
    tail = tail.replace(fields.get("container", "\0"), " ") if fields.get("volume") else tail
    if any(sign in lower for sign in _SPECIAL_SIGNS):
        if _THESIS.search(fields.get("genre", "")) or (not fields.get("volume") and _THESIS.search(tail)):
            return "thesis"
        if special := _special_type(tail, fields):
            return special
    if fields.get("container"):
        return _type_in_container(fields)
    if _PREPRINT.search(tail):
        return "article"
    if _REPORT.search(tail):
        return "report"
    has_house = fields.get("publisher") or fields.get("location")
    if fields.get("volume") and fields.get("pages") and not has_house:
        return "article-journal"
    if fields.get("publisher") or fields.get("location") or fields.get("edition") or "ISBN" in text:
        return "book"
    return "webpage" if "http" in fields.get("link", "") or "www." in tail else None


def _legal_type(text: str, fields: dict[str, str]) -> str | None:
    """A decision or statute; what has an editor or an issue is about parties, if it names any."""
    if (text.startswith(_COURT_SIGNS) or "EU:C:" in text or "ECLI:" in text) and _COURT.search(text):
        return "legal_case"
    if fields.get("editor") or fields.get("issue"):
        return None
    if (" v. " in text or " v " in text or " vs" in text) and _PARTIES.search(text):
        return "legal_case"
    if fields.get("volume") or not (text.startswith(_STATUTE_STARTS) or any(sign in text for sign in _STATUTE_SIGNS)):
        return None
    return "legislation" if _STATUTE.search(text) else None


def _special_type(tail: str, fields: dict[str, str]) -> str | None:
    if _DATASET.search(tail):
        return "dataset"
    if _SOFTWARE.search(tail):
        return "software"
    if _PATENT.search(tail) and not fields.get("volume"):
        return "patent"
    if _FILM.search(tail) and not fields.get("volume"):
        return "motion_picture"
    is_free = not fields.get("container")
    if _STANDARD_FIRST.match(tail) or (
        is_free and (_STANDARD.match(fields.get("title", "")) or _STANDARD.search(tail))
    ):
        return "standard"
    return "post" if _POST.search(tail) else None


def _type_in_container(fields: dict[str, str]) -> str:
    container = fields["container"]
    if _NEWSPAPER.search(container) and not any(fields.get(name) for name in ("volume", "editor", "publisher")):
        return "article-newspaper"
    if _REPORT.search(fields.get("genre", "")):
        return "report"
    if _ENCYCLOPEDIA.search(container) and not fields.get("issue"):
        return "entry-encyclopedia"
    if _CONFERENCE.search(container) and not _JOURNAL_PROCEEDINGS.search(container):
        return "paper-conference"
    if _CONFERENCE_NAME.search(container):
        return "paper-conference"
    if _PREPRINT.search(container):
        return "article"
    if fields.get("volume") and (fields.get("issue") or not fields.get("publisher")) and not fields.get("editor"):
        return "article-journal"
    if fields.get("editor") or fields.get("publisher") or fields.get("location"):
        return "chapter"
    if _NEWSPAPER.search(container):
        return "article-newspaper"
    if not fields.get("pages") and not fields.get("volume") and fields.get("link", "").startswith(("http", "www")):
        return "webpage"
    return "article-journal"


_LANGUAGE_WORDS = {
    "en": "the of and in for on with from by an to at is are as using between during analysis study effects",
    "de": "der die das und in den von zur zum im für eine einer eines mit über auf bei als des ist nach "
    "zwischen am ein dem sich",
    "fr": "le la les et des du en dans une un pour sur au aux par l d à est entre chez sa ses de",
    "es": "el la los las y del en para por con una un al su sobre de entre como desde",
    "pt": "o os as e do da dos das em no na nos nas para por com uma um ao à sobre de entre como",
    "it": "il lo gli e di della del dei delle nel nella per con una un sul sulla degli dell al tra da",
    "nl": "de het een en van voor met op bij aan uit naar door over tussen als zijn",
    "sv": "och i av för på med till en ett den som från hos om vid att",
    "da": "og af for på med til en et den som fra i det de om ved",
    "pl": "w i na z do o dla oraz przez od po się jako nad",
    "tr": "ve ile için bir bu üzerine olarak",
    "id": "dan di yang dari untuk pada dengan terhadap dalam",
}
_WORD_LANGUAGES: dict[str, tuple[str, ...]] = {}
for _language, _words in _LANGUAGE_WORDS.items():
    for _one in _words.split():
        _WORD_LANGUAGES[_one] = (*_WORD_LANGUAGES.get(_one, ()), _language)
_PIECE = later(r"[^\W\d_]+")


@cache
def _scripts() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What tells a language by its script alone; made when first needed."""
    return (
        (later(r"[\u3040-\u30ff]"), "ja"),
        (later(r"[\u4e00-\u9fff]"), "zh"),
        (later(r"[\uac00-\ud7af]"), "ko"),
        (later(r"[іїєґ]"), "uk"),
        (later(r"[\u0400-\u04ff]"), "ru"),
        (later(r"[\u0370-\u03ff]{3}"), "el"),
        (later(r"[\u0590-\u05ff]"), "he"),
        (later(r"[\u0600-\u06ff]"), "ar"),
        (later(r"[\u0900-\u097f]"), "hi"),
        (later(r"[\u0e00-\u0e7f]"), "th"),
    )


def language_from_title(title: str) -> str | None:
    """The language (BCP 47) that a title's script or small words point to; None when they do not decide."""
    if not title.isascii():
        for script, language in _scripts():
            if script.search(title):
                return language
    votes: dict[str, int] = {}
    for word in _PIECE.findall(title.lower()):
        for language in _WORD_LANGUAGES.get(word, ()):
            votes[language] = votes.get(language, 0) + (2 if len(_WORD_LANGUAGES[word]) == 1 else 1)
    if not votes:
        return None
    best, *others = sorted(votes.values(), reverse=True)
    if best < 2 or (others and others[0] == best):
        return None
    return max(votes, key=lambda language: votes[language])
