"""What LaTeX commands print. Sources: LaTeX2e unofficial reference manual, textcomp, babel, textgreek, unicode-math."""

from __future__ import annotations

# Accent command -> combining mark that follows the letter.
ACCENTS: dict[str, str] = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "h": "\u0309", "r": "\u030a", "H": "\u030b", "v": "\u030c", "G": "\u030f", "U": "\u030e",
    "f": "\u0311", "d": "\u0323", "textsubring": "\u0325", "textcommabelow": "\u0326", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "t": "\u0361", "textsubumlaut": "\u0324", "textsubcircum": "\u032d", "textsubbreve": "\u032e",
    "textsubtilde": "\u0330", "textinvbreve": "\u0311", "textdoublegrave": "\u030f", "texthookabove": "\u0309",
    "textdotbelow": "\u0323", "texthorn": "\u031b",
    # mathematical accents, met in text too
    "grave": "\u0300", "acute": "\u0301", "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303",
    "widetilde": "\u0303", "bar": "\u0304", "breve": "\u0306", "dot": "\u0307", "ddot": "\u0308", "mathring": "\u030a",
    "check": "\u030c", "vec": "\u20d7", "overline": "\u0305", "underline": "\u0332",
}  # fmt: skip
# What an accent prints over nothing (`\\~{}` is a tilde).
BARE_ACCENTS: dict[str, str] = {
    "\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0304": "¯", "\u0306": "˘", "\u0307": "˙",
    "\u0308": "¨", "\u030a": "˚", "\u030b": "˝", "\u030c": "ˇ", "\u0327": "¸", "\u0328": "˛",
}  # fmt: skip
# Which of them are written; the first command for a mark wins.
TEXT_ACCENTS: dict[str, str] = {
    mark: name for name, mark in reversed(ACCENTS.items())
    if len(name) == 1 or name in ("textsubring", "textcommabelow", "textsubumlaut", "textsubcircum", "textsubbreve",
                                  "textsubtilde", "texthorn")
}  # fmt: skip

LETTERS: dict[str, str] = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "ss": "ß", "SS": "ẞ", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ",
    "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ", "textcrh": "ħ", "textcrH": "Ħ", "textTbar": "Ŧ", "texttbar": "ŧ",
    "textkra": "ĸ", "textlongs": "ſ", "textschwa": "ə", "ohorn": "ơ", "OHORN": "Ơ", "uhorn": "ư", "UHORN": "Ư",
    "textesh": "ʃ", "textezh": "ʒ", "textgamma": "γ", "textiota": "ι", "textbeta": "β", "textphi": "φ",
    "textinvglotstop": "ʖ", "textglotstop": "ʔ", "textalpha": "α", "textepsilon": "ε", "texttheta": "θ",
    "textupsilon": "υ", "textchi": "χ", "textomega": "ω", "textlambda": "λ", "textmugreek": "μ",
}  # fmt: skip

GREEK: dict[str, str] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "varkappa": "ϰ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "omicron": "ο", "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς",
    "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Alpha": "Α", "Beta": "Β", "Gamma": "Γ", "Delta": "Δ", "Epsilon": "Ε", "Zeta": "Ζ", "Eta": "Η", "Theta": "Θ",
    "Iota": "Ι", "Kappa": "Κ", "Lambda": "Λ", "Mu": "Μ", "Nu": "Ν", "Xi": "Ξ", "Omicron": "Ο", "Pi": "Π", "Rho": "Ρ",
    "Sigma": "Σ", "Tau": "Τ", "Upsilon": "Υ", "Phi": "Φ", "Chi": "Χ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip

# Text symbols; where several commands print one character, the first is the one that is written.
SYMBOLS: dict[str, str] = {
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "quotesinglbase": "‚", "quotedblbase": "„", "textquotedbl": '"',
    "textquotesingle": "'", "guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹",
    "guilsinglright": "›", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹",
    "frq": "›", "lq": "‘", "rq": "’", "dq": '"', "guillemetleft": "«", "guillemetright": "»",
    "dots": "…", "ldots": "…", "textellipsis": "…", "textbackslash": "\\", "textasciitilde": "~",
    "textasciicircum": "^", "textasciigrave": "`", "textunderscore": "_", "textbraceleft": "{", "textbraceright": "}",
    "lbrace": "{", "rbrace": "}", "textless": "<", "textgreater": ">", "textbar": "|", "textdollar": "$",
    "textexclamdown": "¡", "textquestiondown": "¿", "textcent": "¢", "textsterling": "£", "pounds": "£",
    "textcurrency": "¤", "textyen": "¥", "texteuro": "€", "euro": "€", "EUR": "€", "textbrokenbar": "¦",
    "textsection": "§", "S": "§", "textparagraph": "¶", "P": "¶", "textasciidieresis": "¨", "textcopyright": "©",
    "copyright": "©", "textordfeminine": "ª", "textordmasculine": "º", "textlnot": "¬", "textregistered": "®",
    "textasciimacron": "¯", "textdegree": "°", "degree": "°", "textpm": "±", "texttwosuperior": "²",
    "textthreesuperior": "³", "textonesuperior": "¹", "textasciiacute": "´", "textmu": "µ", "textperiodcentered": "·",
    "textcdot": "·", "textasciicedilla": "¸", "textonequarter": "¼", "textonehalf": "½", "textthreequarters": "¾",
    "texttimes": "×", "textdiv": "÷", "texttrademark": "™", "trademark": "™", "textservicemark": "℠",
    "textnumero": "№", "textohm": "Ω", "textmho": "℧", "textestimated": "℮", "textdagger": "†", "dag": "†",
    "textdaggerdbl": "‡", "ddag": "‡", "textbullet": "•", "textperthousand": "‰", "textpertenthousand": "‱",
    "textreferencemark": "※", "textinterrobang": "‽", "textcelsius": "℃", "textlira": "₤", "textwon": "₩",
    "textdong": "₫", "textpeso": "₱", "textbaht": "฿", "textcolonmonetary": "₡", "textleftarrow": "←",
    "textuparrow": "↑", "textrightarrow": "→", "textdownarrow": "↓", "textmusicalnote": "♪", "textbaseline": "",
    "textvisiblespace": "␣", "textminus": "−", "textfractionsolidus": "⁄", "texttildelow": "˷", "slash": "/",
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "XeTeX": "XeTeX", "LuaTeX": "LuaTeX",
    "textvarsigma": "ς", "thinspace": "\u2009", "enspace": "\u2002", "quad": "\u2003", "nobreakspace": "\u00a0",
    "textnbsp": "\u00a0", "textcompwordmark": "\u200c", "textnonbreakinghyphen": "\u2011", "nobreakdash": "",
    "textcopyleft": "🄯", "textinfinity": "∞", "textprime": "′", "textdblprime": "″", "textsharp": "♯",
    "textflat": "♭", "textacutedbl": "˝", "textasciibreve": "˘", "textasciicaron": "ˇ", "textogonekcentered": "˛",
    "space": " ", "relax": "", "par": " ", "newline": " ", "linebreak": " ", "break": " ", "hfill": " ",
    "allowbreak": "", "nolinebreak": "", "protect": "", "noindent": "", "null": "", "ignorespaces": "", "unskip": "",
    "xspace": "", "sic": "sic", "cprime": "ʹ", "cdprime": "ʺ", "Cdprime": "ʺ", "Cprime": "ʹ", "polhk": "ą",
    "bibrangedash": "–", "bibstring": "", "addspace": " ", "adddot": ".", "addcomma": ",", "addcolon": ":",
}  # fmt: skip
del SYMBOLS["polhk"], SYMBOLS["bibstring"]

# Mathematical symbols.
MATH: dict[str, str] = {
    "times": "×", "div": "÷", "pm": "±", "mp": "∓", "cdot": "⋅", "cdots": "⋯", "ldots": "…", "dots": "…", "ast": "∗",
    "star": "⋆", "circ": "∘", "bullet": "∙", "oplus": "⊕", "ominus": "⊖", "otimes": "⊗", "odot": "⊙", "wedge": "∧",
    "land": "∧", "vee": "∨", "lor": "∨", "cap": "∩", "cup": "∪", "setminus": "∖", "le": "≤", "leq": "≤",
    "leqslant": "⩽", "ge": "≥", "geq": "≥", "geqslant": "⩾", "ll": "≪", "gg": "≫", "ne": "≠", "neq": "≠",
    "equiv": "≡", "sim": "∼", "simeq": "≃", "approx": "≈", "cong": "≅", "propto": "∝", "lt": "<", "gt": ">",
    "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "supseteq": "⊇", "in": "∈", "ni": "∋", "notin": "∉",
    "emptyset": "∅", "varnothing": "∅", "forall": "∀", "exists": "∃", "nexists": "∄", "neg": "¬", "lnot": "¬",
    "partial": "∂", "nabla": "∇", "infty": "∞", "sum": "∑", "prod": "∏", "coprod": "∐", "int": "∫", "oint": "∮",
    "surd": "√", "angle": "∠", "perp": "⊥", "bot": "⊥", "top": "⊤", "parallel": "∥", "mid": "∣", "vdash": "⊢",
    "models": "⊨", "therefore": "∴", "because": "∵", "to": "→", "rightarrow": "→", "longrightarrow": "⟶",
    "leftarrow": "←", "gets": "←", "longleftarrow": "⟵", "leftrightarrow": "↔", "longleftrightarrow": "⟷",
    "uparrow": "↑", "downarrow": "↓", "updownarrow": "↕", "Rightarrow": "⇒", "Longrightarrow": "⟹", "implies": "⟹",
    "Leftarrow": "⇐", "Leftrightarrow": "⇔", "iff": "⟺", "mapsto": "↦", "hookrightarrow": "↪", "nearrow": "↗",
    "searrow": "↘", "rightleftharpoons": "⇌", "rightharpoonup": "⇀", "hbar": "ℏ", "hslash": "ℏ", "ell": "ℓ",
    "wp": "℘", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "beth": "ℶ", "prime": "′", "dagger": "†", "ddagger": "‡",
    "degree": "°", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
    "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "vert": "|", "Vert": "‖", "lvert": "|", "rvert": "|",
    "backslash": "\\", "triangle": "△", "square": "□", "Box": "□", "diamond": "⋄", "Diamond": "◇", "blacksquare": "■",
    "clubsuit": "♣", "diamondsuit": "♢", "heartsuit": "♡", "spadesuit": "♠", "sharp": "♯", "flat": "♭",
    "natural": "♮", "checkmark": "✓", "complement": "∁", "imath": "ı", "jmath": "ȷ", "digamma": "ϝ", "lesssim": "≲",
    "gtrsim": "≳", "prec": "≺", "succ": "≻", "asymp": "≍", "doteq": "≐", "triangleq": "≜", "ltimes": "⋉",
    "rtimes": "⋊", "bowtie": "⋈", "wr": "≀", "amalg": "⨿", "AA": "Å", "rm": "", "upmu": "µ", "micro": "µ",
    "colon": ":", "quad": "\u2003", "thinspace": "\u2009", "displaystyle": "", "textstyle": "", "limits": "",
    "left": "", "right": "", "big": "", "Big": "", "bigl": "", "bigr": "", "rtimes ": "⋊",
    **{name: name for name in "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim "
       "liminf limsup ln log max min Pr sec sin sinh sup tan tanh".split()},
}  # fmt: skip
del MATH["rtimes "]

# Commands whose argument is shown as it is.
TRANSPARENT = frozenset(
    "text textrm textsf texttt textmd textup textnormal mbox hbox fbox makebox uppercase lowercase MakeUppercase "
    "MakeLowercase mathrm mathsf mathtt mathnormal mathit mathbf mathcal mathscr mathfrak boldsymbol bm pmb "
    "operatorname ensuremath textgreek textcyrillic textlatin cyrchar mathbin mathrel mathop mathord NoCaseChange "
    "textulc lowercasehook nohyphens path nolinkurl underbar uline emphasis foreign".split()
)
# Command -> tags put around its argument where markup is wanted.
MARKUP: dict[str, tuple[str, str]] = {
    "emph": ("<i>", "</i>"), "textit": ("<i>", "</i>"), "mkbibemph": ("<i>", "</i>"), "textsl": ("<i>", "</i>"),
    "mkbibitalic": ("<i>", "</i>"), "textbf": ("<b>", "</b>"), "mkbibbold": ("<b>", "</b>"),
    "textsc": ('<span style="font-variant:small-caps;">', "</span>"),
}  # fmt: skip
DECLARATIONS: dict[str, tuple[str, str]] = {
    "it": MARKUP["emph"], "em": MARKUP["emph"], "itshape": MARKUP["emph"], "sl": MARKUP["emph"],
    "slshape": MARKUP["emph"], "bf": MARKUP["textbf"], "bfseries": MARKUP["textbf"], "sc": MARKUP["textsc"],
    "scshape": MARKUP["textsc"],
}  # fmt: skip
QUOTING: dict[str, tuple[str, str]] = {"enquote": ("“", "”"), "mkbibquote": ("“", "”"), "mkbibparens": ("(", ")")}
SILENT = frozenset(
    "rm tt sf normalfont upshape mdseries rmfamily sffamily ttfamily tiny scriptsize footnotesize small normalsize "
    "large Large LARGE huge Huge cyr bibcyr centering sloppy raggedright selectfont upright boldmath unboldmath "
    "displaystyle textstyle scriptstyle".split()
)
# Commands whose first argument is no text.
FIRST_IS_NO_TEXT = frozenset("href textcolor color foreignlanguage textlang fontsize selectlanguage ifthenelse".split())
# Commands whose argument prints nothing.
GOBBLING = frozenset("hspace vspace label index phantom vphantom hphantom vskip hskip kern".split())

SUPERSCRIPTS: dict[str, str] = dict(
    zip("0123456789+-=()niabcdefghjklmoprstuvwxyz−ABDEGHIJKLMNOPRTUVWβγδθφχ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁻ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ", strict=True)
) | {"∗": "*", "*": "*", "′": "′", "∘": "°", "†": "†"}  # fmt: skip
SUBSCRIPTS: dict[str, str] = dict(
    zip("0123456789+-=()aehijklmnoprstuvx−βγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ₋ᵦᵧᵨᵩᵪ", strict=True)
)  # fmt: skip


def _alphabet(first_upper: int, first_lower: int | None, exceptions: dict[str, str]) -> dict[str, str]:
    letters = {chr(65 + place): chr(first_upper + place) for place in range(26)}
    if first_lower:
        letters |= {chr(97 + place): chr(first_lower + place) for place in range(26)}
    return letters | exceptions


MATH_ALPHABETS: dict[str, dict[str, str]] = {
    "mathbb": _alphabet(0x1D538, 0x1D552, dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))),
    "mathcal": _alphabet(0x1D49C, 0x1D4B6, dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True))),
    "mathfrak": _alphabet(0x1D504, 0x1D51E, dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True))),
}
MATH_ALPHABETS["mathscr"] = MATH_ALPHABETS["mathcal"]
MATH_ALPHABETS["Bbb"] = MATH_ALPHABETS["mathbb"]

# `\textgreek{a}`: the LGR encoding of the Greek alphabet.
LGR: dict[str, str] = dict(
    zip("abgdezhjiklmnxoprstufqywvABGDEZHJIKLMNXOPRSTUFQYW", "αβγδεζηθικλμνξοπρστυφχψωςΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        strict=True)
)  # fmt: skip

ESCAPES: dict[str, str] = {
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", "-": "", "/": "", "!": "", "@": "",
    ",": "\u2009", ";": " ", ":": " ", ">": " ", " ": " ", "\n": " ", "\t": " ", "\r": " ", "\\": " ", "*": "",
    "|": "|",
}  # fmt: skip
