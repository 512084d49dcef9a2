"""Bodies among authors: committees, ministries, consortia."""

from __future__ import annotations

from citetrail.reading.citation.later import later
from citetrail.reading.citation.plain_names import INITIALS

_GROUP_WORDS = frozenset(
    """
    collaboration collaborations consortium consortia committee committees group groups team network society
    societies association organization organisation organizations institute institut institution instituto
    institutes department ministry ministère ministerio ministério ministerium agency agence agencia bureau office
    kuratorium ausschuss arbeitsgruppe arbeitsgemeinschaft landesamt bundesverband zentrum verein akademie
    istituto comitato federazione associazione conseil consejo conselho secretaria secretaría secrétariat
    sekretariat direktion direction dirección council commission comisión comissão foundation fundación center
    centre centro centers academy board panel bank banco banque service services nations corporation inc ltd
    gmbh company press project program programme initiative investigators study survey administration authority
    federation union partnership secretariat brasil brazil laboratory laboratories college school museum library
    trust party forum gesellschaft verband stiftung société sociedad sociedade associação asociación government
    court congress parliament who unesco oecd ocde fao cdc fda unicef ipcc world national international european
    federal american royal united global force university universität université universidad universidade
    università universiteit bundesamt bundesministerium bundesanstalt statistisches
    """.split()
)
_GROUP_LEADS = frozenset(
    """
    institute institut instituto istituto department ministry ministère ministerio ministério ministerium agency
    agence agencia commission comisión comissão foundation fundación committee société sociedad sociedade
    association associação asociación associazione gesellschaft verband stiftung kuratorium ausschuss
    arbeitsgruppe arbeitsgemeinschaft bundesamt bundesministerium bundesanstalt bundesverband landesamt
    statistisches secretaria secretaría secrétariat conseil consejo conselho comitato federazione
    """.split()
)
_SMALL_WORDS = later(r"\b(?:of|for|on|the|für|pour|para|del|des|sur|in|to)\b")
_LETTERS = later(r"[^\W\d_]+")
_DOTTED_INITIAL = later(r"(?:^|[\s,])[A-Z]\.(?:[\s,-]|$)")


def begins_like_group(word: str) -> bool:
    """Whether hardly anything but a body's name begins with a word: `Ministry`, `Institut`, `SOCIÉTÉ`; not `World`."""
    return word.lower() in _GROUP_LEADS


def is_group(text: str) -> bool:
    """Whether a whole chunk names a body and not people."""
    words = _LETTERS.findall(text.lower())
    if _GROUP_WORDS.isdisjoint(words) or _DOTTED_INITIAL.search(text):
        return False
    if "," in text and INITIALS.fullmatch(text.rpartition(" ")[2]):
        return False
    return bool(_SMALL_WORDS.search(text)) or text.count(",") < 2
