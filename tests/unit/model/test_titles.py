"""Titles: the inline markup that stays, and that nothing else gets through."""

from __future__ import annotations

import pytest

from citetrail.model import html_from_title, title_from_markup

KEPT = {
    "nothing to do": ("Effects of oxytocin", "Effects of oxytocin"),
    "italic": ("The <i>E. coli</i> genome", "The <i>E. coli</i> genome"),
    "other names": ("<em>a</em> <strong>b</strong> <scp>c</scp>", "<i>a</i> <b>b</b> <sc>c</sc>"),
    "JATS": ("<jats:italic>a</jats:italic>", "<i>a</i>"),
    "escaped": ("&lt;i&gt;a&lt;/i&gt;", "<i>a</i>"),
    "escaped twice": ("&amp;lt;i&amp;gt;a&amp;lt;/i&amp;gt;", "<i>a</i>"),
    "attributes go": ('<i class="x" onclick="y()">a</i>', "<i>a</i>"),
    "other tags go": ('<span class="x">a</span><p>b</p>', "a b"),
    "MathML becomes words": ("<mml:math><mml:msub><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:math>", "x2"),
    "never closed": ("<i>a", "<i>a</i>"),
    "never opened": ("a</i>", "a"),
    "crossed": ("<i><b>a</i> b</b>", "<i><b>a</b></i> b"),
    "empty": ("<i></i>a <b> </b> c", "a c"),
    "empty inside": ("<i> <b> </b></i>a", "a"),
    "less than": ("p < 0.05 and a<b", "p < 0.05 and a<b"),
    "entities": ("R &amp; D", "R & D"),
    "white space": ("a\n   <i>b</i>", "a <i>b</i>"),
}


@pytest.mark.parametrize(("text", "title"), KEPT.values(), ids=KEPT)
def test_title_from_markup(text: str, title: str) -> None:
    assert title_from_markup(text) == title
    assert title_from_markup(title) == title


SAFE = {
    "italic": ("The <i>E. coli</i> genome", "The <i>E. coli</i> genome"),
    "small capitals": ("<sc>a</sc>", '<span style="font-variant: small-caps">a</span>'),
    "script": ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    "image": ("<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;"),
    "attributes": ('<i onclick="x()">a</i>', '&lt;i onclick="x()"&gt;a'),
    "less than": ("p < 0.05 & q", "p &lt; 0.05 &amp; q"),
    "never closed": ("<i>a", "<i>a</i>"),
}


@pytest.mark.parametrize(("title", "written"), SAFE.values(), ids=SAFE)
def test_html_from_title(title: str, written: str) -> None:
    assert html_from_title(title) == written
