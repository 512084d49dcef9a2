"""The words by which pages call their parts: reference lists, notes, comments, boilerplate; one list per part."""

from __future__ import annotations

import re

_NUMBER = r"(?:(?:(?:\d{1,2}|[IVX]{1,5})(?:\.\d{1,2})*[.)]?|[A-Z][.)])\s+)?"
_REFERENCES = (
    r"references?(?:\s+(?:and\s+notes?|cited|list|and\s+further\s+reading))?|list\s+of\s+references|reference\s+list|"
    r"(?:works|literature|sources|articles|studies)\s+(?:cited|consulted)|cited\s+(?:works|literature|references)|"
    r"(?:selected\s+|annotated\s+|select\s+)?bibliograph(?:y|ies)|further\s+reading|literature(?:\s+and\s+sources)?|"
    r"sources?|citations?|bibliographic\s+references|story\s+source|journal\s+references?|"
    r"literatur(?:verzeichnis|hinweise|angaben|liste)?|quellen(?:verzeichnis|angaben)?|bibliogra(?:phie|fie)|"
    r"références(?:\s+bibliographiques)?|referencias(?:\s+bibliográficas)?|bibliografía|bibliografia|"
    r"referências(?:\s+bibliográficas)?|riferimenti(?:\s+bibliografici)?|referenties|literatuur(?:lijst)?|"
    r"referenser|källor|literaturliste|kilder|lähteet|список\s+литературы|литература|参考文献|參考文獻|참고문헌"
)
_NOTES = (
    r"(?:end|foot)?notes?(?:\s+and\s+references)?|anmerkungen|fußnoten|fussnoten|endnoten|notes\s+de\s+bas\s+de\s+page|"
    r"notas|note\s+a\s+piè\s+di\s+pagina|noten|примечания"
)
_COMMENTS = (
    r"(?:leave|post|add|write|submit)\s+(?:a|your|an?other)\s+(?:comment|reply|response)|"
    r"(?:\d+|one|two|three|no)\s+(?:comments?|repl(?:y|ies)|responses?|thoughts?)(?:\s+(?:to|on|so\s+far)\b.*)?|"
    r"(?:reader(?:s['’]?|['’]s)?\s+|user\s+|all\s+|recent\s+|view\s+|show\s+)?comments?(?:\s+section)?(?:\s*\(?\d+\)?)?(?:\s+on\b.*)?|"
    r"join\s+the\s+(?:conversation|discussion)|responses?|discussion\s+\(\d+\)|"
    r"(?:\d+\s+|ein\s+|eine\s+)?(?:kommentare?|antworten|leserkommentare|leserbriefe)(?:\s*\(?\d+\)?)?(?:\s+zu\b.*)?|"
    r"schreibe\s+einen\s+kommentar|kommentar\s+(?:schreiben|hinterlassen|verfassen)|hinterlasse\s+(?:einen\s+kommentar|eine\s+antwort)|"
    r"(?:\d+\s+)?(?:commentaires?|réactions?)(?:\s*\(?\d+\)?)?|laisser\s+un\s+commentaire|"
    r"(?:\d+\s+)?comentarios?(?:\s*\(?\d+\)?)?|deja\s+un\s+comentario|deixe\s+um\s+comentário|comentários?|commenti|reacties"
)
_AFTER_REFERENCES = (
    r"append(?:ix|ices)|acknowledge?ments?|abbreviations|author\s+(?:contributions?|information|biograph(?:y|ies))|"
    r"about\s+the\s+authors?|supplementary|supporting\s+information|funding|conflicts?\s+of\s+interest|"
    r"competing\s+interests|tables?|figures?|glossary|index|contact|related|"
    r"anhang|danksagung|abkürzungen|über\s+(?:den|die)\s+autor"
)
_BOILERPLATE = (
    r"^(?:this\s+(?:site|website|web\s*page)|we|\w+(?:\.\w+)?)\s+(?:also\s+)?uses?\s+(?:of\s+)?cookies\b|\bcookie(?:s|-)?\s+(?:policy|settings|notice|preferences)\b|"
    r"\ball\s+rights\s+reserved\b|\balle\s+rechte\s+vorbehalten\b|\btous\s+droits\s+réservés\b|"
    r"^(?:©|\(c\)\s*(?:19|20)\d\d|copyright\s+(?:©|\(c\)|(?:19|20)\d\d))|"
    r"^share\s+(?:this|on|via|to)\b|^(?:tweet|share|print|e-?mail|pin\s+it|like|facebook|twitter|linkedin|whatsapp)(?:\s+this(?:\s+\w+)?)?$|"
    r"^(?:sign\s+up|subscribe|register)\b.{0,80}\b(?:newsletter|updates|e-?mails?|inbox)\b|^newsletter\b|^follow\s+us\b|"
    r"^(?:related|recommended|popular|similar|more)\s+(?:articles?|posts?|stor(?:y|ies)|reading|news|content|topics?)\b|"
    r"^you\s+may\s+also\s+(?:like|be\s+interested)\b|^read\s+(?:more|next|also)\b.{0,60}$|^advertisements?$|^sponsored\b|"
    r"\b(?:terms\s+(?:and\s+conditions|of\s+(?:use|service))|privacy\s+policy)\b|^skip\s+to\s+(?:main\s+)?content\b|"
    r"\bviews?\s+(?:and|or)\s+opinions?\s+expressed\b|\bsolely\s+(?:those|written)\s+(?:of|by)\s+the\s+author\b|"
    r"^(?:posted\s+in|filed\s+under|tagged\s+(?:with|as))\b|^(?:tags?|categor(?:y|ies)|filed\s+under|posted\s+in|tagged(?:\s+with)?|labels|schlagw[oö]rter|kategorien?)\s*:|"
    r"^(?:previous|next|older|newer)\s+(?:post|article|entry|story)\b|^back\s+to\s+top\b|^powered\s+by\b|"
    r"^(?:teilen|drucken|nach\s+oben|impressum|datenschutz(?:erklärung)?)$"
)
_FORM = (
    r"\b(?:indicates\s+required\s+fields?|required\s+fields?\s+are\s+marked|e-?mail\s+address\s+will\s+not\s+be\s+published)\b|"
    r"\bby\s+commenting\s+you\b|^(?:name|e-?mail|website|comment)\s*\*|\bnotify\s+me\s+of\b|\bpost\s+comment\b|"
    r"\be-?mail-adresse\s+wird\s+nicht\s+veröffentlicht\b|\berforderliche\s+felder\b"
)

_SHELL = r"^[\s#*_=•·|–—-]*"
_END = r"[\s*_=:.#|]*$"
_AS_HEADING = {
    "references": re.compile(rf"{_SHELL}{_NUMBER}(?:{_REFERENCES}){_END}", re.IGNORECASE),
    "notes": re.compile(rf"{_SHELL}{_NUMBER}(?:{_NOTES}){_END}", re.IGNORECASE),
    "comments": re.compile(rf"{_SHELL}(?:{_COMMENTS}){_END}", re.IGNORECASE),
    "after": re.compile(rf"{_SHELL}{_NUMBER}(?:{_AFTER_REFERENCES})\b.{{0,60}}$", re.IGNORECASE),
}
_BOILER = re.compile(_BOILERPLATE, re.IGNORECASE)
_FORM_WORDS = re.compile(_FORM, re.IGNORECASE)


def is_reference_heading(text: str) -> bool:
    """`References`, `6. Literatur`, `Works Cited:` …, the whole line."""
    return len(text) < 60 and bool(_AS_HEADING["references"].match(text))


def is_notes_heading(text: str) -> bool:
    """`Notes`, `Anmerkungen` …, the whole line."""
    return len(text) < 60 and bool(_AS_HEADING["notes"].match(text))


def is_comments_heading(text: str) -> bool:
    """`Leave a Comment`, `3 thoughts on …`, `Kommentare (12)`, the whole line."""
    return len(text) < 120 and bool(_AS_HEADING["comments"].match(text))


def is_heading_after_references(text: str) -> bool:
    """Headings of what follows a reference list: appendix, acknowledgements, about the author."""
    return len(text) < 80 and bool(_AS_HEADING["after"].match(text))


def is_boilerplate(text: str) -> bool:
    """Cookie notices, rights, sharing, newsletters, disclaimers; long paragraphs are never boilerplate."""
    return len(text) < 400 and bool(_BOILER.search(text))


def is_comment_form(text: str) -> bool:
    """The words around the form in which a comment is written."""
    return len(text) < 300 and bool(_FORM_WORDS.search(text))
