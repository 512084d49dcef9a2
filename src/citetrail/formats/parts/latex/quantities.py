r"""Numbers, units and chemical formulas as Unicode: `\qty{5}{\mega\electronvolt}`, `\ce{H2O}`.

Commands and units are those of the packages siunitx (https://ctan.org/pkg/siunitx), mhchem
(https://ctan.org/pkg/mhchem) and chemformula (https://ctan.org/pkg/chemformula).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citetrail.formats.parts.latex import tables
from citetrail.formats.parts.latex.arguments import braced

PREFIXES = {
    "quecto": "q", "ronto": "r", "yocto": "y", "zepto": "z", "atto": "a", "femto": "f", "pico": "p", "nano": "n",
    "micro": "μ", "milli": "m", "centi": "c", "deci": "d", "deca": "da", "deka": "da", "hecto": "h", "kilo": "k",
    "mega": "M", "giga": "G", "tera": "T", "peta": "P", "exa": "E", "zetta": "Z", "yotta": "Y", "kibi": "Ki",
    "mebi": "Mi", "gibi": "Gi", "tebi": "Ti",
}  # fmt: skip
UNITS = {
    "metre": "m", "meter": "m", "kilogram": "kg", "gram": "g", "second": "s", "ampere": "A", "kelvin": "K",
    "mole": "mol", "candela": "cd", "becquerel": "Bq", "degreeCelsius": "°C", "celsius": "°C", "coulomb": "C",
    "farad": "F", "gray": "Gy", "hertz": "Hz", "henry": "H", "joule": "J", "katal": "kat", "lumen": "lm", "lux": "lx",
    "newton": "N", "ohm": "Ω", "pascal": "Pa", "radian": "rad", "siemens": "S", "sievert": "Sv", "steradian": "sr",
    "tesla": "T", "volt": "V", "watt": "W", "weber": "Wb", "astronomicalunit": "au", "bel": "B", "dalton": "Da",
    "day": "d", "decibel": "dB", "degree": "°", "electronvolt": "eV", "hectare": "ha", "hour": "h", "litre": "L",
    "liter": "L", "arcminute": "′", "arcsecond": "″", "minute": "min", "neper": "Np", "tonne": "t", "angstrom": "Å",
    "bar": "bar", "barn": "b", "knot": "kn", "percent": "%", "atomicmassunit": "u", "parsec": "pc", "byte": "B",
    "bit": "bit", "curie": "Ci", "rem": "rem", "gauss": "G", "atm": "atm", "mmHg": "mmHg", "molar": "M",
}  # fmt: skip
# Short names of siunitx for a unit with its prefix: `\MeV`, `\um`.
SHORT = {
    **{f"{prefix}{unit}": {"u": "μ"}.get(prefix, prefix) + sign
       for prefix in ("f", "p", "n", "u", "m", "c", "d", "k", "M", "G", "T", "")
       for unit, sign in (("m", "m"), ("g", "g"), ("s", "s"), ("A", "A"), ("mol", "mol"), ("Hz", "Hz"), ("eV", "eV"),
                          ("V", "V"), ("W", "W"), ("J", "J"), ("N", "N"), ("Pa", "Pa"), ("K", "K"), ("F", "F"),
                          ("L", "L"), ("l", "l"), ("ohm", "Ω"))},
    "dB": "dB", "kWh": "kWh",
}  # fmt: skip
POWERS = {"squared": "²", "cubed": "³"}
POWERS_BEFORE = {"square": "²", "cubic": "³"}
_UNIT_PART = re.compile(r"\\([A-Za-z]+)\s*(?:\{([^{}]*)\})?|\^\{?(-?\d+)\}?|([.~ ]+)|([^\\^.~ {}]+)|[{}]")
_NUMBER = re.compile(r"(?<=[\d.,])[eE]([+-]?\d+)|^[eE]([+-]?\d+)")
_SIGNS = (("+-", " ± "), ("\\pm", " ± "), ("-", "−"), (" x ", " × "))
_COUNTED = re.compile(r"(?<=[A-Za-z)\]])(\d+(?:\.\d+)?)|_(?:\{([^{}]*)\}|(\w))")
_CHARGE = re.compile(r"\^\{?(\d*[+-]|\d+)\}?|(?<=[A-Za-z\d)\]])([+-])(?=$|[\s)\]])")


def number(text: str) -> str:
    """A number as siunitx reads it: `1.2e-3` is 1.2 × 10⁻³, `1.0 +- 0.2` has its tolerance."""
    words = _NUMBER.sub(_exponent, text.strip())
    for written, sign in _SIGNS:
        words = words.replace(written, sign)
    return " ".join(words.split())


def _exponent(found: re.Match[str]) -> str:
    """A minus that is raised stays out of reach of the one that is not."""
    raised = _raised((found[1] or found[2]).removeprefix("+"))
    return f" × 10{raised}" if found[1] else f"10{raised}"


def unit(text: str) -> str:
    """A unit as siunitx reads it: `\\kilo\\metre\\per\\second\\squared` is km/s²."""
    parts: list[str] = []
    power_before, is_begun = "", False
    for found in _UNIT_PART.finditer(text):
        name, argument, power, between, letters = found.groups()
        if name == "per":
            parts.append("/" if is_begun else "1/")
            is_begun = False
        elif name in PREFIXES:
            parts.append(("·" if is_begun else "") + PREFIXES[name])
            is_begun = False
        elif name in POWERS_BEFORE:
            power_before = POWERS_BEFORE[name]
        elif name in POWERS or name == "tothe" or power:
            parts.append(POWERS.get(name) or _raised(argument or power or ""))
        elif name or letters:
            sign = letters or UNITS.get(name) or SHORT.get(name, name)
            parts.append(("·" if is_begun and not letters else "") + sign + power_before)
            power_before, is_begun = "", True
        elif between and is_begun and "." in between:
            parts.append("·")
            is_begun = False
    return "".join(parts)


def _raised(digits: str) -> str:
    return "".join(tables.SUPERSCRIPTS.get(digit, digit) for digit in digits)


def _lowered(text: str) -> str:
    """The text as a subscript, if every letter of it can be one: `Nb2O_{5-δ}` keeps its letters on the line."""
    return "".join(tables.SUBSCRIPTS[letter] for letter in text) if set(text) <= set(tables.SUBSCRIPTS) else text


def quantity(amount: str, of: str) -> str:
    """A number and its unit; degrees stand without a space, as do percents."""
    sign = unit(of)
    return number(amount) + ("" if sign in ("°", "′", "″", "%") else "\u00a0") + sign


def formula(text: str) -> str:
    """A chemical formula: `H2O` is H₂O, `SO4^2-` is SO₄²⁻."""
    words = _CHARGE.sub(lambda found: _raised(found[1] or found[2]), text.strip())
    words = _COUNTED.sub(lambda found: _lowered(found[1] or found[2] or found[3] or ""), words)
    for written, sign in (("<=>", "⇌"), ("<->", "↔"), ("->", "→"), ("<-", "←")):
        words = words.replace(written, sign)
    return words.replace("{", "").replace("}", "").replace("$", "")


def _list_of(amounts: str) -> str:
    return ", ".join(number(amount) for amount in amounts.split(";"))


def _angle(text: str) -> str:
    return "".join(number(part) + sign for part, sign in zip(text.split(";"), "°′″", strict=False) if part.strip())


COMMANDS: dict[str, tuple[int, Callable[..., str]]] = {
    "num": (1, number),
    "numrange": (2, lambda first, last: f"{number(first)}–{number(last)}"),
    "numlist": (1, _list_of),
    "si": (1, unit),
    "unit": (1, unit),
    "SI": (2, quantity),
    "qty": (2, quantity),
    "SIrange": (3, lambda first, last, of: f"{number(first)}–{quantity(last, of)}"),
    "qtyrange": (3, lambda first, last, of: f"{number(first)}–{quantity(last, of)}"),
    "SIlist": (2, lambda amounts, of: f"{_list_of(amounts)}\u00a0{unit(of)}"),
    "qtylist": (2, lambda amounts, of: f"{_list_of(amounts)}\u00a0{unit(of)}"),
    "ang": (1, _angle),
    "ce": (1, formula),
    "ch": (1, formula),
}


def read_quantity(name: str, text: str, position: int) -> tuple[str, int] | None:
    """The text of a command of these packages, whose name ends at `position`, and where it ends.

    None if it is none of them, or has not its arguments.
    """
    if name not in COMMANDS:
        return None
    count, show = COMMANDS[name]
    found = braced(text, position, count)
    return None if found is None else (show(*found[0]), found[1])
