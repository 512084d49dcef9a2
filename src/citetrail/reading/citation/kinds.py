"""What kind of token stands there: a mark, a sort of number, a shape of word, or a word that citations are made of.

The kinds are the classes that the model's features are built from; their order is part of the trained model.
"""

from __future__ import annotations

import re

# Words by what they announce, in the languages that reference lists are printed in. Lower case; the first kind wins.
KEYWORDS: dict[str, str] = {
    "in": "in en dans em nel nella w inne i",
    "volume": "vol vols volume volumes v bd bde band tome tom tomo t jg jahrgang jhg т том vyp вып год årg",
    "issue": "no nos nr num núm number issue iss n nº n° № heft h fasc fascicule fascículo fascicolo afl hft "
    "hefte №№ "
    "зошит zeszyt z número numéro numero",
    "page": "p pp pg pgs page pages pág págs págg seite seiten s str стр с ss pag pagg blz sivut lk oldal",
    "edited": "ed eds edited editor editors edit editado editada editores hrsg hg herausgegeben herausgeber éd éds "
    "éditeur dir coord coords org orgs organizador organizadores curatore red redaktion ред под edd comp compiler "
    "director dirs hgg cura",
    "edition": "edn edition ed2 auflage aufl édition edición edição edizione wyd изд ausgabe rev revised reprint "
    "reprinted nachdruck tirage",
    "translated": "trans translated translator translators traduit traduction trad traducción tradução übersetzt "
    "übers traduzione přel tłum пер перевод vert tr",
    "and": "and und et y e und & og och en i и та és",
    "others": "al others coll andere alii otros outros colab alia мы др",
    "month": "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec januar februar märz maerz mai juni juli oktober dezember janvier février mars "
    "avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto "
    "septiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro novembro "
    "dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre janv févr avr juil okt dez ene "
    "abr ago dic fev set out maart mei augustus gen mag giu lug ott spring summer autumn fall winter frühjahr sommer "
    "herbst printemps été automne hiver января февраля марта апреля мая июня июля августа сентября октября ноября "
    "декабря",
    "press": "press publisher publishers publishing publications publ verlag éditions editions editorial editora "
    "edizioni ediciones books elsevier springer wiley routledge blackwell pergamon kluwer academic mcgraw hill "
    "prentice hall sage macmillan palgrave pearson addison wesley birkhäuser presses universitaires uitgeverij "
    "wydawnictwo издательство наука förlag taylor francis crc norton penguin freeman gallimard seuil puf suhrkamp "
    "lippincott saunders mosby thieme karger brill reidel dekker plenum mit cambridge oxford harvard princeton yale "
    "routledge bloomsbury lexington ashgate edward elgar gruyter peeters harrassowitz reimer winter klett beck mohr "
    "siebeck campus transcript editores imprenta",
    "journal": "journal journals review reviews annals annales archives archiv acta bulletin letters transactions "
    "magazine zeitschrift revue revista rivista quarterly monthly newsletter proceedings annual advances progress "
    "trends frontiers communications reports notes gazette herald times newspaper tijdschrift časopis журнал вестник "
    "известия труды вопросы jahrbuch jahrbücher beiträge forschungen mitteilungen cahiers bulletins cuadernos "
    "anales anais boletín boletim giornale plos nature science lancet cell jama bmj chemosphere",
    "abbreviation": "j jour rev proc phys chem biol med sci res math soc int am amer acad natl nat acta ann "
    "trans bull "
    "lett comm comput appl eng astrophys psychol psychiatry clin exp environ ecol geol geophys bot zool entomol "
    "neurosci neurol immunol genet biochem biophys mol cell microbiol pharmacol toxicol surg pediatr obstet gynecol "
    "cardiol oncol cancer radiol anal inorg org mater mech electr electron univ inst assoc conf symp ieee acm z arch "
    "hist philos econ polit sociol educ lang ling opin curr adv prog annu jpn eur brit br can aust nucl astron mon "
    "not roy r ther nutr vet agric plant soil hydrol meteorol atmos oceanogr mar aquat fish wildl conserv endocrinol "
    "metab hematol transplant virol infect dis epidemiol stat theor dyn syst",
    "conference": "conference symposium workshop congress meeting colloquium seminar konferenz tagung kongress "
    "colloque congrès congreso congresso simpósio conferencia lecture lncs конференция workshops conferences",
    "thesis": "thesis dissertation diss phd ph.d masters master's master msc m.sc doctoral doctorate habilitation "
    "thèse tesis tese dissertação bachelor diplomarbeit doktorarbeit masterarbeit mémoire unpublished "
    "diploma диссертация",
    "institution": "university universität université universidad universidade università universiteit college "
    "institute institut instituto istituto department dept center centre academy akademie school laboratory "
    "foundation ministry ministère ministerio ministério agency bureau office council commission committee association "
    "society organization "
    "organisation service bank nations faculty faculdade facultad университет институт department",
    "report": "report technical tech rep working paper papers discussion memorandum bulletin rfc standard iso din "
    "patent bericht rapport informe relatório preprint arxiv eprint document manual",
    "doi": "doi pmid pmcid pmc issn isbn arxiv hdl handle",
    "link": "http https www url link",
    "available": "available accessed retrieved online internet disponible disponível accès access consulté abgerufen "
    "verfügbar zugriff acesso acessado accedido consultado recuperado visited cited last updated "
    "consultato geraadpleegd "
    "обращения режим доступа url:",
    "medium": "print web cd cd-rom dvd film video audio podcast tweet software computer app broadcast "
    "television radio "
    "map blog kindle",
    "forthcoming": "press. forthcoming submitted accepted prep preparation ahead epub published unpublished "
    "impresión "
    "erscheinen presse prensa imprensa nd s.d undated",
    "series": "series ser reihe collection colección coleção collana serie série schriftenreihe",
    "article": "the a an der die das ein eine le la les l' un une el los las o os as il lo gli uno una de het",
    "of": "of de des du da do dos del della di von van delle dei für for der d' degli",
    "small": "on to with by from at as between into through about over under after during among within without upon "
    "versus vs via against across toward towards zur zum im auf mit aus bei nach über unter vor am an für "
    "sur avec pour "
    "par dans entre sous aux chez con por para entre sobre desde hasta sin per tra fra su com sem na no nas nos ao à à "
    "is are was be not how what why when where who which does do can its their his her our your this that these those "
    "et e y und or ou oder o using based study analysis effects effect",
    "particle": "van von der den ter ten la le du del della di da dos bin ibn al el st saint mac mc zu zur",
    "suffix": "jr sr ii iii iv",
}
_MARKS = ".,;:()[]{}\"“”„‘’'`«»‹›-–—/&#*?!+=<>|@%…_~^$£€§°·•"
_SHAPES = (
    "mark", "year", "digit1", "digit2", "digit3", "digit4", "digit5", "lettered", "yearletter", "numbered", "elocator",
    "roman", "initial", "initials", "capitals", "capital", "lower", "letter", "mixed", "sign", "other", "address",
    "ordinal", "edge",
)  # fmt: skip
KINDS: tuple[str, ...] = (*_SHAPES, *_MARKS, *KEYWORDS)
NUMBER = {name: place for place, name in enumerate(KINDS)}
EDGE = NUMBER["edge"]

_MARK_KIND = {mark: NUMBER[mark] for mark in _MARKS} | {"‐": NUMBER["-"], "‑": NUMBER["-"], "−": NUMBER["–"]}
_WORD_KIND: dict[str, int] = {}
for _kind, _words in KEYWORDS.items():
    for _word in _words.split():
        _WORD_KIND.setdefault(_word, NUMBER[_kind])

_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
_YEAR_LETTER = re.compile(r"(?:1[4-9]\d\d|20\d\d)[a-z]{1,2}")
_ROMAN = re.compile(r"(?=[ivxlcdm])m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|er|ère|e|de|ª|º|ed|a)", re.IGNORECASE)
_ELOCATOR = re.compile(r"[a-z]{1,3}\d{2,}", re.IGNORECASE)


def kind_of(word: str) -> int:
    """The place in `KINDS` of a token."""
    if len(word) == 1 and not word.isalnum():
        return _MARK_KIND.get(word, NUMBER["mark"])
    if word.isdecimal():
        return _kind_of_digits(word)
    if word[0] == "<":
        return NUMBER["mark"]
    if "/" in word or word.startswith("www."):
        return NUMBER["address"]
    lower = word.lower()
    if any(letter.isdecimal() for letter in word):
        return _kind_of_lettered(word, lower)
    if len(word) == 1 and word.isupper():
        return NUMBER["initial"]
    found = _WORD_KIND.get(lower)
    return found if found is not None else _kind_of_shape(word, lower)


def _kind_of_digits(word: str) -> int:
    if len(word) == 4:
        return NUMBER["year"] if _YEAR.fullmatch(word) else NUMBER["digit4"]
    return NUMBER[f"digit{min(len(word), 5)}"]


def _kind_of_lettered(word: str, lower: str) -> int:
    if _YEAR_LETTER.fullmatch(word):
        return NUMBER["yearletter"]
    if _ORDINAL.fullmatch(word):
        return NUMBER["ordinal"]
    if _ELOCATOR.fullmatch(word):
        return NUMBER["elocator"]
    return NUMBER["numbered"] if lower[0].isdecimal() else NUMBER["lettered"]


def _kind_of_shape(word: str, lower: str) -> int:
    if word.isupper():
        if _ROMAN.fullmatch(lower):
            return NUMBER["roman"]
        return NUMBER["initials" if len(word) <= 3 else "capitals"]
    if word == lower:
        if not word.isupper() and not word.islower():
            return NUMBER["sign"]
        if len(word) == 1:
            return NUMBER["letter"]
        return NUMBER["roman"] if _ROMAN.fullmatch(lower) else NUMBER["lower"]
    return NUMBER["capital" if word[0].isupper() and word[1:].islower() else "mixed"]
