"""cs:date: localised and own formats, single dates and ranges.

Source: CSL 1.0.2 specification, "Date", "Date-part", "Date Ranges", "AD and BC".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from citetrail.errors import InputError
from citetrail.styles.context import Context
from citetrail.styles.dates import YMD, DateValue, season_number, sort_text
from citetrail.styles.locales import Locale
from citetrail.styles.markup import content_from_text
from citetrail.styles.nodes import Node
from citetrail.styles.scope import Render, Scope, decorated, dresser
from citetrail.styles.spans import Content, Span, join

KEPT_PARTS = {"year": ("year",), "year-month": ("year", "month"), "year-month-day": ("year", "month", "day")}
ORDER = ("year", "month", "day")


@dataclass(frozen=True, slots=True)
class Part:
    """A date part: what writes it, what dresses it, and its affixes (which ranges drop)."""

    name: str
    write: Callable[[YMD, Context], str]
    dress: Callable[[Content, Context], Content] | None
    prefix: str
    suffix: str
    range_delimiter: str

    def render(self, date: YMD, context: Context, suffixed: Content | None) -> Content | None:
        """The part without affixes; `suffixed` is the year-suffix to append."""
        text = self.write(date, context)
        if not text:
            return None
        content: Content = self.dress(text, context) if self.dress else text
        return Span((content, suffixed), role="year") if suffixed is not None else content


def compile_date(node: Node, scope: Scope) -> Render:
    """cs:date as a function."""
    variable = node.get("variable")
    if scope.mode == "sort" and not node.get("form") and not node.children:
        return _sortable(variable)
    parts, delimiter = _parts(node, scope)
    is_access = variable == "accessed"
    suffixable = not scope.has_explicit_suffix and not is_access
    sorting = scope.mode == "sort"

    def render(context: Context) -> Content | None:
        date = None if is_access and context.compares else context.item.date(variable)
        if date is None:
            context.called += 1
            return None
        content = (
            _sort_key(date, parts) if sorting else _content(date, context, parts, delimiter, suffixable=suffixable)
        )
        return content if context.calls(variable, has_value=content is not None) else None

    return decorated(node, scope, render) if not sorting else render


def _sortable(variable: str) -> Render:
    def render(context: Context) -> Content | None:
        date = context.item.date(variable)
        return sort_text(date.start) or None if date else None

    return render


def _sort_key(date: DateValue, parts: Sequence[Part]) -> Content | None:
    """Only the parts the format shows, as digits; a literal as itself."""
    if date.start is None:
        return date.literal or None
    names = {part.name for part in parts}
    shown = tuple(number if name in names else 0 for name, number in zip(ORDER, date.start, strict=True))
    end = tuple(number if name in names else 0 for name, number in zip(ORDER, date.end or (0, 0, 0), strict=True))
    tail = "" if date.end is None else "-" + sort_text((end[0], end[1], end[2]))
    return sort_text((shown[0], shown[1], shown[2])) + tail


def _parts(node: Node, scope: Scope) -> tuple[tuple[Part, ...], str]:
    form = node.get("form")
    if not form:
        return tuple(_part(child, scope) for child in node.all("date-part")), node.get("delimiter")
    localised = scope.locale.date(form)
    if localised is None:
        return (), ""
    kept = KEPT_PARTS.get(node.get("date-parts", "year-month-day"), KEPT_PARTS["year-month-day"])
    own = {child.get("name"): child.attrs for child in node.all("date-part")}
    merged = [_merged(child, own.get(child.get("name"), {})) for child in localised.all("date-part")]
    delimiter = node.get("delimiter") or localised.get("delimiter")
    return tuple(_part(child, scope) for child in merged if child.get("name") in kept), delimiter


def _merged(node: Node, own: dict[str, str]) -> Node:
    """A localised date part with the style's own attributes, which may not change its affixes."""
    overriding = {name: value for name, value in own.items() if name not in ("prefix", "suffix")}
    return Node(node.tag, {**node.attrs, **overriding}, node.children, node.text)


def _part(node: Node, scope: Scope) -> Part:
    name, form = node.get("name"), node.get("form")
    writers = {"year": _year_writer, "month": _month_writer, "day": _day_writer}
    if name not in writers:
        raise InputError(f'style: <date-part name="{name}"> is none of year, month and day')
    return Part(
        name,
        writers[name](form, scope.locale),
        dresser(node, scope, with_affixes=False),
        node.get("prefix"),
        node.get("suffix"),
        node.get("range-delimiter") or "–",
    )


def _year_writer(form: str, locale: Locale) -> Callable[[YMD, Context], str]:
    def write(date: YMD, _: Context) -> str:
        year = date[0]
        if year == 0 and date[1:] == (0, 0):
            return ""
        if form == "short":
            return f"{abs(year) % 100:02d}" if abs(year) > 999 else str(abs(year))
        if year < 0:
            return f"{-year}{locale.text('bc')}"
        return f"{year}{locale.text('ad')}" if 0 < year < 1000 else str(year)

    return write


def _month_writer(form: str, locale: Locale) -> Callable[[YMD, Context], str]:
    def write(date: YMD, _: Context) -> str:
        month = date[1]
        if not month:
            return ""
        season = season_number(date, "")
        if season:
            return locale.text(f"season-{season:02d}", form)
        if not 1 <= month <= 12:
            return ""
        if form == "numeric":
            return str(month)
        if form == "numeric-leading-zeros":
            return f"{month:02d}"
        return locale.text(f"month-{month:02d}", form)

    return write


def _day_writer(form: str, locale: Locale) -> Callable[[YMD, Context], str]:
    only_first = locale.has_option("limit-day-ordinals-to-day-1")

    def write(date: YMD, _: Context) -> str:
        day = date[2]
        if not 1 <= day <= 31:
            return ""
        if form == "numeric-leading-zeros":
            return f"{day:02d}"
        if form == "ordinal" and (day == 1 or not only_first):
            month = locale.term(f"month-{date[1]:02d}")
            return locale.ordinal(day, month.gender if month else "")
        return str(day)

    return write


def _content(
    date: DateValue, context: Context, parts: Sequence[Part], delimiter: str, *, suffixable: bool
) -> Content | None:
    if date.literal:
        return _with_suffix(content_from_text(date.literal), context, suffixable=suffixable)
    if date.start is None:
        season = season_number(None, date.season)
        return (context_season(parts, season, context) or date.season) if date.season else None
    start = _with_season(date.start, date.season)
    if date.end is not None and date.end != date.start:
        return _range(start, date.end, context, parts, delimiter, suffixable)
    written = [_one(part, start, context, suffixable) for part in parts]
    content = join([text for text in written if text is not None], delimiter)
    return Span((content, "–")) if content is not None and date.is_open else content


def context_season(parts: Sequence[Part], season: int, context: Context) -> str:
    """A season on its own, written by the month part; empty where the format has no month."""
    month = next((part for part in parts if part.name == "month"), None)
    return month.write((0, 20 + season, 0), context) if month and season else ""


def _with_season(start: YMD, season: str) -> YMD:
    number = season_number(None, season)
    return (start[0], 20 + number, 0) if number and not start[1] else start


def _with_suffix(content: Content, context: Context, *, suffixable: bool) -> Content:
    suffix = _suffix_of(context, suffixable=suffixable)
    return content if suffix is None else Span((content, suffix))


def _suffix_of(context: Context, *, suffixable: bool) -> Content | None:
    suffix = context.additions.year_suffix
    if not suffixable or not suffix or context.suffix_done:
        return None
    context.suffix_done = True
    return Span((suffix,), role="year-suffix")


def _one(part: Part, date: YMD, context: Context, suffixable: bool, ends: str = "both") -> Content | None:
    """A date part with its affixes; `ends` says which of them are kept ("both", "prefix", "suffix")."""
    suffixed = _suffix_of(context, suffixable=True) if suffixable and part.name == "year" and date[0] else None
    content = part.render(date, context, suffixed)
    if content is None:
        return None
    prefix = part.prefix if ends in ("both", "prefix") else ""
    suffix = part.suffix if ends in ("both", "suffix") else ""
    return Span((content,), prefix=prefix, suffix=suffix) if prefix or suffix else content


def _range(
    start: YMD, end: YMD, context: Context, parts: Sequence[Part], delimiter: str, suffixable: bool
) -> Content | None:
    """A range: parts that both ends share are written once, before or after."""
    shown = [part for part in parts if _shows(part, start, context) or _shows(part, end, context)]
    names = {part.name for part in shown}
    differing = next((at for at, name in enumerate(ORDER) if name in names and start[at] != end[at]), None)
    if differing is None:
        return join([text for part in shown if (text := _one(part, start, context, suffixable)) is not None], delimiter)
    changing = [part for part in shown if ORDER.index(part.name) >= differing]
    first = shown.index(changing[0])
    between = next(part.range_delimiter for part in changing if part.name == ORDER[differing])
    leading = [_one(part, start, context, suffixable) for part in shown[:first]]
    opening = [
        _one(part, start, context, False, "prefix" if part is changing[-1] else "both")
        for part in changing
        if _shows(part, start, context)
    ]
    closing = [
        _one(part, end, context, suffixable, "suffix" if part is changing[0] else "both") for part in shown[first:]
    ]
    opened = join([text for text in leading + opening if text is not None], delimiter)
    closed = join([text for text in closing if text is not None], delimiter)
    if opened is None or closed is None:
        return opened or closed
    return Span((opened, between, closed))


def _shows(part: Part, date: YMD, context: Context) -> bool:
    return bool(part.write(date, context))
