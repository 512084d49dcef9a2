"""Verbs of saying by language, in the forms that stand beside a quotation."""

from __future__ import annotations

ENGLISH = (
    "said says say saying told tells added adds noted notes explained explains wrote writes write argued argues "
    "concluded concludes commented comments stated states remarked remarks observed observes suggested suggests "
    "found finds continued continues warned warns claimed claims reported reports emphasized emphasised "
    "emphasizes stressed stresses acknowledged acknowledges admitted admits agreed agrees asked asks believes "
    "cautioned cautions confirmed confirms declared declares insisted insists mentioned mentions recalled recalls "
    "replied replies responded revealed reveals thinks thought joked jokes maintained maintains proposed proposes "
    "quipped summarized summarised summarizes summarises hypothesized speculated predicted predicts conceded "
    "concedes elaborated clarified announced called calls advised advises urged urges remembered remembers recounted "
    "recounts contended contends countered counters lamented laments laughs laughed mused muses reflected reflects "
    "emailed tweeted shared shares describes described"
).split()
_GERMAN = (
    "sagte sagt sagten sagen schreiben berichten erklären betonen meinen "
    "erklärte erklärt meinte meint betonte betont berichtete berichtet schrieb schreibt ergänzte "
    "ergänzt warnte warnt urteilte urteilt erläuterte erläutert erzählte erzählt kommentierte kommentiert resümierte "
    "resümiert folgerte folgert vermutete vermutet bilanzierte bilanziert kritisierte kritisiert mahnte mahnt "
    "unterstrich unterstreicht"
)
_FRENCH = (
    "déclare explique affirme dit disait souligne ajoute ajoutait précise conclut tempère rappelle raconte racontait "
    "estime assure note indique insiste poursuit résume détaille confie observe prévient nuance commente regrette "
    "reconnaît juge écrit écrivait expliquait"
)
_SPANISH = (
    "dijo dice explicó explica afirmó afirma señaló señala añadió añade comentó comenta apuntó apunta indicó indica "
    "aseguró asegura destacó destaca subrayó subraya sostuvo sostiene advirtió advierte concluyó concluye recordó "
    "recuerda agregó agrega declaró declara matizó matiza escribió escribe"
)
_ITALIAN = (
    "dice afferma spiega sostiene aggiunge racconta conclude sottolinea commenta osserva precisa avverte ricorda "
    "dichiara scrive"
)
_PORTUGUESE = (
    "disse diz explicou explica afirmou afirma contou conta acrescentou acrescenta destacou destaca ressaltou ressalta "
    "concluiu conclui alertou alerta comentou comenta escreveu escreve"
)
_DUTCH = "zegt zei vertelt vertelde schrijft schreef stelt aldus meent verklaart benadrukt waarschuwt concludeert"
_NORDIC = (
    "säger sade berättar berättade skriver skrev förklarar förklarade menar sier sa siger sagde forklarer forklarede "
    "fortæller forteller mener"
)
_RUSSIAN = (
    "говорит говорил говорила сказал сказала рассказал рассказала объясняет объяснил объяснила пояснил пояснила "
    "отмечает отметил отметила добавил добавила подчеркнул подчеркнула считает"
)
GERMAN = _GERMAN.split()
ROMANCE = f"{_SPANISH} {_ITALIAN} {_PORTUGUESE}".split()
_OTHERS = (_GERMAN, _FRENCH, _SPANISH, _ITALIAN, _PORTUGUESE, _DUTCH, _NORDIC, _RUSSIAN)
OTHER = [word for words in _OTHERS for word in words.split()]
_PAST = "déclaré|dit|expliqué|affirmé|souligné|ajouté|précisé|rappelé|raconté|indiqué|insisté|estimé|confié|écrit|noté"
_PASSATO = (
    "dicho|detto|spiegato|dichiarato|affermato|aggiunto|commentato|raccontato|scritto|sottolineato|señalado|explicado"
)
PHRASES = (
    rf"a\s+(?:{_PAST})|ha\s+(?:{_PASSATO})|points?\s+out|pointed\s+out|"
    r"went\s+on|goes\s+on|puts?\s+it|sums?\s+up|summed\s+up|"
    r"(?:likes?|liked|loves?|used)\s+to\s+(?:say|joke|tell|argue|write)|(?:is|are)\s+(?:said|supposed)\s+to\s+have\s+said"
)
