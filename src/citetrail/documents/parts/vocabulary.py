"""The words by which pages call their parts: reference lists, notes, comments, boilerplate; one list per part."""

from __future__ import annotations

import re

_NUMBER = r"(?:(?:(?:\d{1,2}|[IVX]{1,5})(?:\.\d{1,2})*[.)]?|[A-Z][.)])\s+)?"
_REFERENCES = (
    r"references?(?:\s+(?:and\s+notes?|cited|list|and\s+further\s+reading))?|list\s+of\s+references|reference\s+list|"
    r"(?:works|literature|sources|articles|studies)\s+(?:cited|consulted)|cited\s+(?:works|literature|references)|"
    r"(?:selected\s+|annotated\s+|select\s+)?bibliograph(?:y|ies)|further\s+reading|literature(?:\s+and\s+sources)?|"
    r"(?:our\s+|primary\s+|scientific\s+|key\s+)?(?:sources?|references)|citations?|bibliographic\s+references|story\s+source|journal\s+references?|"
    r"papers?\s+(?:mentioned|discussed|cited)|(?:publication|paper)\s+details|"
    r"literatur(?:verzeichnis|hinweise|angaben|liste)?|quellen?(?:verzeichnis|angaben|nachweise?)?|originalpublikation(?:en)?|bibliogra(?:phie|fie)|"
    r"références(?:\s+bibliographiques)?|referencias(?:\s+bibliográficas)?|bibliografía|bibliografia|referencias?|fuentes?|fonti|fonte|bronnen|bron|論文情報|掲載論文|出典|"
    r"referências(?:\s+bibliográficas)?|riferimenti(?:\s+bibliografici)?|referenties|literatuur(?:lijst)?|"
    r"referenser|källor|literaturliste|kilder|lähteet|список\s+литературы|литература|参考文献|參考文獻|참고문헌"
)
_NOTES = (
    r"(?:end|foot)?notes?(?:\s+and\s+references)?|anmerkungen|fußnoten|fussnoten|endnoten|notes\s+de\s+bas\s+de\s+page|"
    r"notas|note\s+a\s+piè\s+di\s+pagina|noten|примечания"
)
_COMMENTS = (
    r"\(?\d+\s+comments?\)?\s*[-–|·]\s*\(?(?:leave|post|add|write)\s+an?\s+(?:new\s+)?comment\)?|"
    r"(?:leave|post|add|write|submit)\s+(?:a|your|an?other)\s+(?:comment|reply|response)|"
    r"(?:\d+|one|two|three|no)\s+(?:comments?|repl(?:y|ies)|responses?|thoughts?)(?:\s+(?:to|on|so\s+far)\b.*)?|"
    r"(?:reader(?:s['’]?|['’]s)?\s+|user\s+|all\s+|recent\s+|view\s+|show\s+)?comments?(?:\s+section)?(?:\s*\(?\d+\)?)?(?:\s+on\b.*)?|"
    r"(?:join|start)\s+the\s+(?:conversation|discussion)|responses?|discussion\s+\(\d+\)|"
    r"(?:\d+\s+|ein\s+|eine\s+)?(?:kommentare?|antworten|leserkommentare|leserbriefe)(?:\s*\(?\d+\)?)?(?:\s+zu\b.*)?|"
    r"schreibe\s+einen\s+kommentar|kommentar\s+(?:schreiben|hinterlassen|verfassen)|hinterlasse\s+(?:einen\s+kommentar|eine\s+antwort)|"
    r"(?:\d+\s+)?(?:commentaires?|réactions?)(?:\s*\(?\d+\)?)?|laisser\s+un\s+commentaire|"
    r"(?:\d+\s+)?comentarios?(?:\s*\(?\d+\)?)?|deja\s+un\s+comentario|deixe\s+um\s+comentário|(?:\d+\s+)?comentários?(?:\s*\(?\d+\)?)?|(?:\d+\s+)?comment[io](?:\s*\(?\d+\)?)?|lascia\s+un\s+commento|"
    r"(?:\d+\s+)?reacties?(?:\s*\(?\d+\)?)?|(?:geef|laat)\s+een\s+reactie(?:\s+achter)?|(?:\d+\s+)?kommentarer?(?:\s*\(?\d+\)?)?|"
    r"(?:une|\d+)\s+réflexions?\s+sur\s+[«“\"].*|(?:un|\d+)\s+(?:comentario|pensamiento)s?\s+en\s+[«“\"].*|"
    r"(?:the\s+)?conversation|what\s+do\s+you\s+think\?|コメント|评论|評論|комментарии"
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
    r"^(?:please\s+)?join\b.{0,40}\b(?:readers|subscribers|others|forum|members)\b|^(?:thanks|thank\s+you)\s+for\s+reading\b|"
    r"^if\s+you\s+(?:enjoyed|liked|found|want)\b.{0,120}\b(?:subscribe|follow|share|newsletter|donat|support)|"
    r"^(?:become|be)\s+an?\s+(?:patron|member|subscriber|supporter)\b|"
    r"^(?:teilen|drucken|nach\s+oben|impressum|datenschutz(?:erklärung)?)$"
)
_BOX = (
    r"(?:from|by|a\s+(?:word|message)\s+from)\s+our\s+(?:sponsors?|partners?|shop)|sponsored(?:\s+(?:content|links?))?|promoted(?:\s+content)?|"
    r"advertisements?|anzeige|werbung|publicité|publicidad(?:e)?|pubblicità|"
    r"(?:you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in)|(?:read|see|watch)\s+(?:also|(?:this\s+)?next)|explore\s+more|"
    r"(?:related|recommended|popular|similar|trending|latest|recent)(?:\s+(?:articles?|posts?|stor(?:y|ies)|reading|news|content|topics?|coverage))|related|"
    r"more\s+(?:news|stories|articles|posts|like\s+this|from\b.{1,50}|on\s+this\s+topic)|most\s+(?:viewed|read|popular|shared|commented)|"
    r"editor[’']?s[’']?\s+picks?|in\s+case\s+you\s+missed\s+it|don[’']t\s+miss|stay\s+connected|support\s+(?:us|our\s+work|this\s+\w+)|"
    r"newsletter|(?:sign\s+up|subscribe)\b.{0,60}|get\s+(?:our|the)\b.{0,30}\b(?:newsletter|inbox|e-?mails?)\b.{0,20}|"
    r"lesen\s+sie\s+auch|mehr\s+(?:zum\s+thema|aus\b.{1,40})|weitere\s+(?:meldungen|artikel|beiträge|nachrichten|themen)|auch\s+interessant|"
    r"das\s+könnte\s+(?:sie|dich|ihnen)\b.{0,40}|meist\s?gelesen|meistgelesene\b.{0,20}|ähnliche\s+(?:artikel|beiträge)|"
    r"à\s+lire\s+(?:aussi|également)|lire\s+aussi|(?:sur\s+)?le\s+même\s+(?:sujet|thème)|(?:les\s+)?(?:articles\s+)?(?:les\s+)?plus\s+lus|"
    r"articles\s+(?:similaires|liés|connexes)|vous\s+aimerez\s+aussi|"
    r"lo\s+más\s+(?:leído|visto)|(?:también\s+)?te\s+puede\s+interesar|(?:artículos|noticias|entradas)\s+relacionad[ao]s|lea\s+también|leer\s+más|"
    r"leggi\s+anche|articoli\s+correlati|i\s+più\s+letti|potrebbe(?:ro)?\s+interessarti\b.{0,20}|"
    r"leia\s+(?:também|mais)|mais\s+lidas|(?:notícias|posts)\s+relacionad[ao]s|"
    r"lees\s+ook|meer\s+(?:over|nieuws|artikelen)\b.{0,30}|gerelateerde\s+(?:artikelen|berichten)|meest\s+gelezen|"
    r"läs\s+(?:också|mer|även)|relaterade\s+\w+|mest\s+läst\w*|les\s+også|læs\s+også|関連記事|相关(?:阅读|文章|新闻)|相關文章|читайте\s+также)"
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
_BOX_HEADING = re.compile(rf"{_SHELL}(?:{_BOX}){_END}", re.IGNORECASE)
_RELEASE = re.compile(
    rf"{_SHELL}(?:(?:press|news|media)\s+(?:release|statement)|(?:strictly\s+)?(?:under\s+)?embargo(?:ed)?\b.*|for\s+immediate\s+release|"
    rf"pressemitteilung|presseinformation|medienmitteilung|communiqué(?:\s+de\s+presse)?|nota\s+de\s+prensa|comunicado(?:\s+de\s+prensa)?|"
    rf"comunicato\s+stampa|persbericht|pressmeddelande)(?:\s+(?:(?:no|nr)\.?\s*)?[\d/.-]+.{{0,20}})?{_END}",
    re.IGNORECASE,
)
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


def is_label_of_release(text: str) -> bool:
    """`PRESS RELEASE`, `For immediate release`, `EMBARGOED UNTIL 00:01 …`: over a title, and none."""
    return len(text) < 90 and bool(_RELEASE.match(text))


def is_box_heading(text: str) -> bool:
    """The heading of a box that is no part of the text: `Related articles`, `From our sponsor`, `Lesen Sie auch`."""
    return len(text) < 80 and bool(_BOX_HEADING.match(text))


def is_comment_form(text: str) -> bool:
    """The words around the form in which a comment is written."""
    return len(text) < 300 and bool(_FORM_WORDS.search(text))
