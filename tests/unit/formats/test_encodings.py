"""Files that do not say in what encoding they are: found out where most letters tell, and told as a guess."""

from __future__ import annotations

import pytest

from citetrail.formats.bibtex import read
from citetrail.formats.parts.encodings import bytes_from_text, text_from_bytes

TEXTS = {
    "Russian": "@book{a, author={Иванов, Иван}, title={Введение в теорию вероятностей}, publisher={Наука}}",
    "Ukrainian": "@book{a, title={Кобзар та інші твори українською мовою}}",
    "Greek": "@book{a, title={Περί των καμπανών της Ελλάδας}}",
    "Hebrew": "@book{a, author={כהן, דוד}, title={ספר על פעמונים בירושלים}}",
    "Japanese": "@article{a, title={機械学習による自然言語処理の研究について}}",
    "Korean": "@book{a, title={종에 관한 연구와 그 역사}}",
    "Chinese": "@article{a, title={基于深度学习的图像识别研究综述}}",
    "German": "@book{a, author={Müller, Jörg}, title={Über größere Straßen – „Maße“ und Flüsse}}",
    "French": "@book{a, title={L’été à l’œuvre : études, thèses « générales » … données}}",
    "Icelandic": "@book{a, title={Þjóðsögur og ævintýri á þýðingarmörkum}}",
    "capitals": "@book{a, title={ÄÖÜ ÉÈÊ ÀÂÇ}}",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("Russian", "cp1251"), ("Russian", "koi8-r"), ("Ukrainian", "cp1251"), ("Greek", "cp1253"),
        ("Hebrew", "cp1255"), ("Japanese", "cp932"), ("Japanese", "euc_jp"), ("Korean", "euc_kr"),
        ("Chinese", "gb18030"), ("German", "cp1252"), ("French", "cp1252"), ("Icelandic", "cp1252"),
        ("capitals", "cp1252"),
    ],
)  # fmt: skip
def test_the_encoding_is_found_out_and_the_bytes_come_back(language: str, encoding: str) -> None:
    content = TEXTS[language].encode(encoding)
    decoded = text_from_bytes(content)
    assert (decoded.text, decoded.encoding, decoded.origin) == (TEXTS[language], encoding, "guessed")
    assert bytes_from_text(decoded.text, decoded.encoding, decoded.mark) == content


def test_a_guess_is_told_with_the_way_to_say_better() -> None:
    (problem,) = read(TEXTS["Russian"].encode("koi8-r"), "a.bib").problems
    assert problem.message == "the file is not UTF-8; read as koi8-r (a first line `% Encoding: NAME` says otherwise)"
    declared = read(b"% Encoding: koi8-r\n" + TEXTS["Russian"].encode("koi8-r"), "a.bib")
    assert (declared.problems, declared.entries[0].description.publisher) == ((), "Наука")
