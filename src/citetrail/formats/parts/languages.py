"""Language names of babel, polyglossia and BibLaTeX, of MARC and of people, as BCP 47 tags and back."""

from __future__ import annotations

import re

# BCP 47 tag -> (BibLaTeX langid, ISO 639-2 code, other names). BibLaTeX manual 3.18, table 2.
_ROWS = """
en english eng
en-US american eng usenglish en_us
en-GB british eng ukenglish en_gb
en-AU australian eng
en-CA canadian eng
en-NZ newzealand eng
de ngerman ger german germanb deu deutsch
de-AT naustrian ger austrian
de-CH nswissgerman ger swissgerman
fr french fre francais frenchb français fra
fr-CA canadien fre acadian
es spanish spa español espanol castellano
it italian ita italiano
pt portuguese por portuges português
pt-BR brazilian por brazil
nl dutch dut nederlands nld
da danish dan dansk
sv swedish swe svenska
nb norsk nor norwegian nob bokmål
nn nynorsk nno
fi finnish fin suomi
is icelandic ice isl
pl polish pol polski
cs czech cze ces
sk slovak slo slk
sl slovene slv slovenian
hr croatian hrv
sr serbianc srp serbian
bs bosnian bos
bg bulgarian bul
mk macedonian mac mkd
ru russian rus русский
uk ukrainian ukr
be belarusian bel
lt lithuanian lit
lv latvian lav
et estonian est
hu hungarian hun magyar
ro romanian rum ron
el greek gre ell
grc ancientgreek grc
la latin lat
tr turkish tur
ca catalan cat
eu basque baq eus
gl galician glg
cy welsh wel cym
ga irish gle
gd scottish gla
br breton bre
sq albanian alb sqi
mt maltese mlt
he hebrew heb
ar arabic ara
fa farsi per persian fas
ur urdu urd
hi hindi hin
bn bengali ben
ta tamil tam
te telugu tel
sa sanskrit san
th thai tha
vi vietnamese vie
id bahasa ind indonesian bahasai
ms bahasam may malay msa
zh chinese chi zho
zh-CN schinese chi simplifiedchinese zh_cn
zh-TW tchinese chi traditionalchinese zh_tw
ja japanese jpn
ko korean kor
hy armenian arm hye
ka georgian geo kat
mn mongolian mon
af afrikaans afr
eo esperanto epo
sw swahili swa
"""
_TAG = re.compile(r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")
_BIBLATEX_NAME: dict[str, str] = {}
_MARC_CODE: dict[str, str] = {}
_TAG_OF: dict[str, str] = {}
for _row in _ROWS.strip().splitlines():
    _tag, _name, _code, *_others = _row.split()
    _BIBLATEX_NAME[_tag.lower()] = _name
    _MARC_CODE[_tag.lower()] = _code
    for _word in (_tag, _name, _code, *_others):
        _TAG_OF.setdefault(_word.lower(), _tag)


def language_tag(text: str) -> str | None:
    """BCP 47 of a language's name, code or tag: `ngerman`, `ger`, `German`, `en_US`; None for what is none."""
    word = text.strip().removeprefix("lang").strip()
    if found := _TAG_OF.get(word.lower()):
        return found
    tag = word.replace("_", "-")
    if not _TAG.match(tag):
        return None
    main, *rest = tag.split("-")
    if len(main) == 3 and main.lower() not in _TAG_OF:
        return tag if rest else None
    return "-".join([main.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def biblatex_language(tag: str) -> str:
    """The `langid` of a BCP 47 tag; the tag itself where BibLaTeX has no name for it."""
    return _BIBLATEX_NAME.get(tag.lower()) or _BIBLATEX_NAME.get(tag.lower().partition("-")[0]) or tag


def marc_language(tag: str) -> str:
    """The three-letter code of a BCP 47 tag (ISO 639-2/B); the tag itself where it is not known."""
    return _MARC_CODE.get(tag.lower()) or _MARC_CODE.get(tag.lower().partition("-")[0]) or tag
