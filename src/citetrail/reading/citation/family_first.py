"""Western letters, eastern order: Hungarian (`Szűcs Jenő`) and Vietnamese (`Nguyễn Văn Huyên`) put the family first."""

from __future__ import annotations

from collections.abc import Sequence

# Given names that are hardly ever family names, in Hungarian spelling.
_HUNGARIAN = frozenset(
    """
    ádám ágnes ágota ákos albert aladár alajos alíz amália anasztázia andor andrás anikó anita annamária antónia
    anna arany aranka armand árpád artúr áron attila balázs balla barna barnabás beáta béla bence benedek
    benjámin bernadett bernát bertalan boglárka boldizsár botond brigitta csaba csanád csenge csilla dalma
    dániel dávid dénes dezső domokos donát dóra dorottya ede edina edit elek elemér elvira emese emília emil
    emőke enikő erik erika ernő ervin erzsébet eszter etelka éva farkas ferenc flóra frigyes fruzsina gábor
    gabriella gáspár gellért gergely gergő géza gizella gusztáv gyöngyi györgy györgyi gyula hajnalka henrik
    henriett hugó ibolya ida ignác ilona ildikó imre irén irma istván iván izabella janka jános jenő jolán
    jolánta józsef józsefné judit júlia juliánna kálmán kamilla károly katalin katinka kázmér kinga kitti klára
    kornél kornélia kristóf krisztián krisztina lajos lászló lehel lenke levente lili lilla lóránd lóránt loránd
    lőrinc luca magda magdolna marcell margit mária marianna máriusz márk márta márton máté mátyás melinda
    mihály miklós milán mónika nándor nikolett nóra norbert noémi olga olivér orsolya oszkár ottó ödön pál péter
    petra piroska rebeka regina réka renáta rezső richárd róbert roland rózsa rudolf sándor sára sarolta soma
    szabina szabolcs szilárd szilveszter szilvia tamás tekla teréz terézia tibor tihamér tímea tivadar tünde
    ubul valéria vencel vera veronika viktor viktória vilma vilmos vince virág zita zoltán zoltánné zsigmond
    zsófia zsolt zsombor zsuzsa zsuzsanna
    """.split()
)
_VIETNAMESE = frozenset(
    "nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương đinh đoàn trịnh lương".split()
)
# Given names that other languages write alike: they alone do not show that a name is Hungarian.
_SHARED = frozenset(
    """
    albert anna anita armand emil erik erika ida irma henrik norbert olga petra regina richárd roland rudolf vera
    veronika viktor vilma benjámin magda rebeka soma roland luca lili elvira brigitta flóra kamilla milán rózsa
    arany farkas balla dalma
    """.split()
)


def family_words(words: Sequence[str]) -> int:
    """How many words at the start are the family name where the order shows; 0 where nothing shows it.

    Hungarian: the last word is a given name and the first is none, or only an initial (`É. Kiss Katalin`).
    """
    if len(words) < 2 or not words[0][:1].isupper() or not words[-1][:1].isupper():
        return 0
    first, last = words[0].lower(), words[-1].lower()
    if not first.isascii() and first in _VIETNAMESE and len(words) < 5:
        return 1
    if last not in _HUNGARIAN or first in _HUNGARIAN or len(words) > 4:
        return 0
    if any(word.endswith(".") for word in words[1:]) or (len(first) < 3 and len(words) == 2):
        return 0
    if last in _SHARED:
        return 0
    has_two = len(words) > 2 and words[-2].lower() in _HUNGARIAN
    return len(words) - 1 - has_two
