"""What kind of token stands there: a mark, a sort of number, a shape of word, or a word that citations are made of.

The kinds are the classes that the model's features are built from; their order is part of the trained model.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Words by what they announce, in the languages that reference lists are printed in. Lower case; the first kind wins.
KEYWORDS: dict[str, str] = {
    "in": "in en dans em nel nella w inne i dalam dins inte içinde teoksessa yn í στο в у ში 收入 載於",
    "volume": "évf évfolyam tập "
    "권 집 輯 辑 المجلد مج דורה ج vol vols volume volumes v bd bde band tome tom tomo t jg jahrgang jhg "
    "т том vyp вып год årg band. "
    "bind c cilt jil jilid kd köide köt kötet let letnik libk liburukia roč ročník sv svezak sēj tomai "
    "tomas tomus voll volum volumen volumi volym vuosikerta zv zväzok τ τόμος тт хат հատոր כרך مجلد 卷 巻 "
    "series2",
    "issue": "szám số "
    "호 號 العدد عدد شماره גיליון גליון חוברת no nos nr num núm number issue iss n nº n° № heft h fasc "
    "fascicule fascículo fascicolo afl hft hefte "
    "№№ зошит zeszyt z número numéro numero blg broj fascicoli fascículos isu nomor nro nᵒ numer numri "
    "nummern núms číslo č č. šte št številka sayı sy sz szám tbl zenb teil τεύχος τχ бр брой вип випуск "
    "выпуск вестн 号 期 n˚",
    "page": "쪽 면 页码 頁碼 صص עמ עמודים σσ p pp pg pgs page pages pág págs págg seite seiten s str стр с ss pag "
    "pagg blz sivut lk oldal bl bls "
    "hlm halaman lpp o or orrialdea pagina pagine pages. pàg páx sayfa stran strana strany strona strony "
    "str. σ σελ сс сстр стор ص 頁 页 ページ",
    "edited": "편 엮음 ed eds edited editor editors edit editado editada editores hrsg hg herausgegeben "
    "herausgeber éd éds "
    "éditeur dir coord coords org orgs organizador organizadores curatore red redaktion ред под edd comp "
    "compiler director dirs hgg cura a.c. arg atalpena cur curs disunting editat eds. editoval gol "
    "herausgeg hrsgg org. pat penyunting redakcja redigert ritstj sag sud szerk toim uredil uredio ur "
    "ured επιμ под. за упоряд 編 编 主编",
    "edition": "éd bearb neuausg "
    "제 edn edition ed2 auflage aufl édition edición edição edizione wyd изд ausgabe rev revised reprint "
    "reprinted nachdruck tirage baskı bs druk ediciones edició edisi edizioni izd izdanje kiad kiadás "
    "leid painos uitg uitgave udg udgave uppl upplaga utg utgave vyd vydání wydanie εκδ вид издание 版 第",
    "translated": "역 옮김 trans translated translator translators traduit traduction trad traducción tradução "
    "übersetzt übers "
    "traduzione přel tłum пер перевод vert tr çev çeviren fordította ford itzul käänt overs oversat övers "
    "översättning penerj prekl prel prev prevedel přeložil traducido tradotto traduzido traducere "
    "tłumaczenie vertaald verts μτφ перекл перев переклад пер. 訳 译",
    "and": "و ו and und et y e & og och en i и та és ve dan ja ir eta un si și και і и/или 和",
    "others": "외 همکاران وآخرون آخرون ואחרים ואח al others coll andere alii otros outros colab alia мы др dkk "
    "vd mtsai mtsai. kol kolektiv sod sur "
    "idr fl ym cs kt ін др. 等 他 ほか soavt",
    "month": "년 월 일 年 月 日 january february march april may june july august september october november "
    "december jan feb mar "
    "apr jun jul aug sep sept oct nov dec januar februar märz maerz mai juni juli oktober dezember "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo "
    "abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio "
    "junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio "
    "settembre ottobre dicembre janv févr avr juil okt dez ene abr ago dic fev set out maart mei augustus "
    "gen mag giu lug ott spring summer autumn fall winter frühjahr sommer herbst printemps été automne "
    "hiver января февраля марта апреля мая июня июля августа сентября октября ноября декабря ledna února "
    "března dubna května června července srpna září října listopadu prosince stycznia lutego marca "
    "kwietnia maja czerwca lipca sierpnia września października listopada grudnia január február március "
    "április május június július augusztus szeptember október tammikuu helmikuu maaliskuu huhtikuu "
    "toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu tammikuuta ocak şubat mart nisan "
    "mayıs haziran temmuz ağustos eylül ekim kasım aralık januari februari maj augusti desember sausio "
    "vasario kovo balandžio січня лютого березня квітня травня червня липня серпня вересня жовтня "
    "листопада грудня ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie "
    "decembrie gener febrer març maig juny juliol agost setembre desembre siječnja veljače ožujka travnja "
    "svibnja lipnja srpnja kolovoza rujna studenoga prosinca urtarrila otsaila martxoa maiatza ekaina "
    "uztaila abuztua iraila urria azaroa abendua lentenas gegužės birželio liepos rugpjūčio rugsėjo "
    "spalio lapkričio gruodžio janvāris",
    "press": "nxb yayıncılık matbaası könyvkiadó "
    "출판사 출판부 انتشارات دار press publisher publishers publishing publications publ verlag éditions "
    "editions editorial editora "
    "edizioni ediciones books elsevier springer wiley routledge blackwell pergamon kluwer academic mcgraw "
    "hill prentice hall sage macmillan palgrave pearson addison wesley birkhäuser presses universitaires "
    "uitgeverij wydawnictwo издательство наука förlag taylor francis crc norton penguin freeman gallimard "
    "seuil puf suhrkamp lippincott saunders mosby thieme karger brill reidel dekker plenum mit cambridge "
    "oxford harvard princeton yale bloomsbury lexington ashgate edward elgar gruyter peeters harrassowitz "
    "reimer winter klett beck mohr siebeck campus transcript editores imprenta yayınları yayınevi "
    "yayıncılık wydawnictwa kiadó nakladatelství vydavateľstvo naklada založba kustannus izdatelstvo изд- "
    "во видавництво 出版社 penerbit uitg. forlag edizione",
    "journal": "학회지 논문지 논문집 학보 مجلة مجله כתב journal journals review reviews annals annales archives archiv "
    "acta bulletin letters transactions "
    "magazine zeitschrift revue revista rivista quarterly monthly newsletter proceedings annual advances "
    "progress trends frontiers communications reports notes gazette herald times newspaper tijdschrift "
    "časopis журнал вестник известия труды вопросы jahrbuch jahrbücher beiträge forschungen mitteilungen "
    "cahiers bulletins cuadernos anales anais boletín boletim giornale plos nature science lancet cell "
    "jama bmj chemosphere dergisi dergi folyóirat jurnal magazyn pismo przegląd rocznik sborník studia "
    "tidskrift tidsskrift zbornik zeszyty журн вісник вестн записки збірник 学报 研究 杂志",
    "abbreviation": "j jour rev proc phys chem biol med sci res math soc int am amer acad natl nat acta ann "
    "trans bull "
    "lett comm comput appl eng astrophys psychol psychiatry clin exp environ ecol geol geophys bot zool "
    "entomol neurosci neurol immunol genet biochem biophys mol cell microbiol pharmacol toxicol surg "
    "pediatr obstet gynecol cardiol oncol cancer radiol anal inorg org mater mech electr electron univ "
    "inst assoc conf symp ieee acm z arch hist philos econ polit sociol educ lang ling opin curr adv prog "
    "annu jpn eur brit br can aust nucl astron mon not roy r ther nutr vet agric plant soil hydrol "
    "meteorol atmos oceanogr mar aquat fish wildl conserv endocrinol metab hematol transplant virol "
    "infect dis epidemiol stat theor dyn syst",
    "conference": "학술대회 학술발표대회 "
    "conference symposium workshop congress meeting colloquium seminar konferenz tagung "
    "kongress colloque "
    "congrès congreso congresso simpósio conferencia lecture lncs конференция workshops conferences "
    "konferencie konferencja konference sympozjum sempozyum kongresi kongresu seminarium semnas prosiding "
    "eamt sborník материалы 会议",
    "thesis": "дис tezi értekezés szakdolgozat "
    "학위논문 박사학위논문 석사학위논문 "
    "thesis dissertation diss phd ph.d masters master's master msc m.sc doctoral "
    "doctorate habilitation "
    "thèse tesis tese dissertação bachelor diplomarbeit doktorarbeit masterarbeit mémoire unpublished "
    "diploma диссертация disertace dizertace doktora doktorska kandidat magister magisterská mgr praca "
    "pro rozprawa tesi tezi tezė väitöskirja yüksek lisans skripsi disertasi thesis. кандидатская "
    "докторская автореф 博士 硕士",
    "institution": "대학교 학회 연구소 연구원 대학원 جامعة دانشگاه אוניברסיטת "
    "university universität université universidad "
    "universidade università universiteit "
    "college institute "
    "institut instituto istituto department dept center centre academy akademie school laboratory "
    "foundation ministry ministère ministerio ministério agency bureau office council commission "
    "committee association society organization organisation service bank nations faculty faculdade "
    "facultad университет институт univerzita univerzity üniversitesi üniversite universitas universitet "
    "universitetet universiteto uniwersytet uniwersytetu yliopisto egyetem sveučilište univerza ülikool "
    "академии академия 大学 学院",
    "report": "report technical tech rep working paper papers discussion memorandum bulletin rfc standard iso din "
    "patent bericht rapport informe relatório preprint arxiv eprint document manual",
    "doi": "doi pmid pmcid pmc issn isbn arxiv hdl handle",
    "link": "http https www url link",
    "available": "available accessed retrieved online internet disponible disponível accès access consulté abgerufen "
    "verfügbar zugriff acesso acessado accedido consultado recuperado visited cited last updated "
    "consultato geraadpleegd обращения режим доступа url: accesat adresinde alındı abril. acceso acedido "
    "beschikbaar besucht citováno dostęp dostępne dostupné dostupno dostopno diakses diperoleh disponibil "
    "dispo elérhető erişim geopend hentet hämtad letöltve noudettu pobrano pristupljeno pridobljeno "
    "saatavissa skatīts tersedia tillgänglig tilgjengelig vaadatud viitattu zobrazeno εισαχθέν доступно "
    "доступний отворен просмотрено звернення 参照 访问",
    "medium": "print web cd cd-rom dvd film video audio podcast tweet software computer app broadcast television "
    "radio map blog kindle",
    "forthcoming": "press. forthcoming submitted accepted prep preparation ahead epub published unpublished "
    "impresión "
    "erscheinen presse prensa imprensa nd s.d undated druku tisku tlači stampa tryck trykk nyomtatás "
    "prelo печати",
    "series": "series ser reihe collection colección coleção collana serie série schriftenreihe",
    "article": "the a an der die das ein eine le la les l' un une el los las o os as il lo gli uno una de het",
    "of": "of de des du da do dos del della di von van delle dei für for der d' degli",
    "small": "on to with by from at as between into through about over under after during among within without "
    "upon versus vs via against across toward towards zur zum im auf mit aus bei nach über unter vor am "
    "an für sur avec pour par dans entre sous aux chez con por para entre sobre desde hasta sin per tra "
    "fra su com sem na no nas nos ao à à is are was be not how what why when where who which does do can "
    "its their his her our your this that these those et e y und or ou oder o using based study analysis "
    "effects effect",
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

# Marks of other scripts and widths, by the mark they are like.
_ALIKE = {
    ",": "，、،", ".": "。．｡", ":": "：", ";": "；؛", "(": "（〔", ")": "）〕", "[": "［【", "]": "］】",
    "«": "「『《〈", "»": "」』》〉", "–": "～〜−", "?": "？؟", "!": "！", "/": "／", "-": "－‐‑", "—": "―",
    "·": "ㆍ・․",
}  # fmt: skip
_MARK_KIND = {mark: NUMBER[mark] for mark in _MARKS} | {
    other: NUMBER[mark] for mark, others in _ALIKE.items() for other in others
}
_WORD_KIND: dict[str, int] = {}
for _kind, _words in KEYWORDS.items():
    for _word in _words.split():
        _WORD_KIND.setdefault(_word, NUMBER[_kind])

_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
_YEAR_LETTER = re.compile(r"(?:1[4-9]\d\d|20\d\d)[a-z]{1,2}")
_ROMAN = re.compile(r"(?=[ivxlcdm])m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|er|ère|e|de|ª|º|ed|a)", re.IGNORECASE)
_ELOCATOR = re.compile(r"[a-z]{1,3}\d{2,}", re.IGNORECASE)


@lru_cache(maxsize=65_536)
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
    if not word.isalpha() and any(letter.isdecimal() for letter in word):
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
