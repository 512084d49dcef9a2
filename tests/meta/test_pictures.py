"""The pictures in the documentation: small, whole in themselves, and shown somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.svg"))


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_small_and_asks_nobody(picture: Path) -> None:
    text = picture.read_text(encoding="utf-8")
    assert len(text) < 30_000
    assert set(re.findall(r"https?://[^\"' )]+", text)) == {"http://www.w3.org/2000/svg"}
    assert "citetrail" in "".join(ElementTree.fromstring(text).itertext())


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_shown_with_words_for_those_who_do_not_see_it(picture: Path) -> None:
    assert re.search(rf"!\[[^\]]{{30,}}\]\(docs/pictures/{picture.name}\)", (ROOT / "README.md").read_text("utf-8"))
