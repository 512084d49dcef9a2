"""Word and OpenDocument texts, built here from their parts."""

from __future__ import annotations

import io
import zipfile

import pytest

from citetrail import documents
from citetrail.errors import InputError
from citetrail.model import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return buffer.getvalue()


def word(body: str) -> bytes:
    return packed(
        {"word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'}
    )


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def blocks(document: Document) -> list[tuple[str, str, str]]:
    return [(block.zone, block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_headings_paragraphs_and_bibliography_of_word() -> None:
    document = documents.read(
        word(
            paragraph("Bells", "Heading1")
            + paragraph("They ring.")
            + paragraph("Pym, E. (2001). Bells.", "Bibliography")
        ),
        "a.docx",
    )
    assert document.media_type == "docx"
    assert blocks(document) == [
        ("head", "heading", "Bells"),
        ("body", "paragraph", "They ring."),
        ("references", "paragraph", "Pym, E. (2001). Bells."),
    ]


def test_notes_of_word_stand_behind_the_text() -> None:
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1">{paragraph("See Pym.")}</w:footnote></w:footnotes>'
    document = documents.read(packed({
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{paragraph("They ring.")}</w:body></w:document>',
        "word/footnotes.xml": notes,
    }), "a.docx")  # fmt: skip
    assert blocks(document)[-1] == ("notes", "footnote", "See Pym.")


def test_deleted_words_are_gone_and_inserted_ones_stay() -> None:
    body = (
        "<w:p><w:r><w:t>They </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>always </w:t></w:r></w:ins><w:r><w:t>ring.</w:t></w:r></w:p>"
    )
    assert documents.read(word(body), "a.docx").text == "They always ring."


def test_links_of_word_as_elements_and_as_fields() -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">See </w:t></w:r><w:hyperlink r:id="r1"><w:r><w:t>here</w:t></w:r></w:hyperlink>'
        '<w:r><w:t xml:space="preserve"> and </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://b.example/" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>there</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="https://a.example/" TargetMode="External"/></Relationships>'
    )
    document = documents.read(packed({
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": relations,
    }), "a.docx")  # fmt: skip
    assert sorted((document.text[link.start : link.end], link.target) for link in document.links) == [
        ("here", "https://a.example/"),
        ("there", "https://b.example/"),
    ]


def test_opendocument_text() -> None:
    content = (
        '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:x="http://www.w3.org/1999/xlink">'
        '<t:h t:outline-level="1">Bells</t:h><t:p>They<t:s/>ring <t:a x:href="https://a.example/">here</t:a>.'
        "<t:note><t:note-body><t:p>See Pym.</t:p></t:note-body></t:note></t:p></o:document-content>"
    )
    data = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    document = documents.read(data, "a.odt")
    assert blocks(document) == [
        ("head", "heading", "Bells"),
        ("body", "paragraph", "They ring here."),
        ("notes", "footnote", "See Pym."),
    ]
    (link,) = document.links
    assert document.text[link.start : link.end] == "here"


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_other_zip_archives_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="zip archive is no"):
        documents.read(packed({"other.txt": "x"}), name)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_cut_off_archives_are_refused(share: float) -> None:
    data = word(paragraph("They ring. " * 500))
    with pytest.raises(InputError, match="damaged"):
        documents.read(data[: int(share * len(data))], "a.docx")


def test_entities_are_not_followed() -> None:
    bomb = (
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&b;&x;They ring.</w:t></w:r></w:p></w:body></w:document>'
    )
    document = documents.read(packed({"word/document.xml": bomb}), "a.docx")
    assert "root:" not in document.text
    assert "aaaa" not in document.text


def book(chapters: dict[str, str], metadata: str = "", spine: str = "") -> bytes:
    items = "".join(f'<item id="{name}" href="{name}.xhtml"/>' for name in chapters)
    places = spine or "".join(f'<itemref idref="{name}"/>' for name in chapters)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{places}</spine></package>"
    )
    container = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    pages = {
        f"OEBPS/{name}.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{text}</body></html>'
        for name, text in chapters.items()
    }
    parts = {"META-INF/container.xml": container, "OEBPS/book.opf": package, **pages}
    return packed_after_type("application/epub+zip", parts)


def packed_after_type(media_type: str, parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("mimetype", media_type)
        for name, text in parts.items():
            file.writestr(name, text)
    return buffer.getvalue()


def test_the_chapters_of_a_book_in_the_order_of_its_spine() -> None:
    data = book(
        {"two": "<p>They ring still.</p>", "one": "<h1>Bells</h1><p>They rang.</p>"},
        metadata="<dc:title>On Bells</dc:title><dc:creator>Edith Pym* E-mail: pym@example.org</dc:creator>",
        spine='<itemref idref="one"/><itemref idref="two"/>',
    )
    document = documents.read(data, "bells.epub")
    assert document.text.index("They rang.") < document.text.index("They ring still.")
    assert document.description.title == "On Bells"
    assert [str(person) for person in document.description.authors] == ["Edith Pym"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (book({}), "no readable chapter"),
        (packed_after_type("application/epub+zip", {"x": "y"}), "names no package"),
        (book({"one": "<p>x</p>"})[:300], "no complete zip archive"),
    ],
)
def test_a_book_that_cannot_be_read_is_told(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        documents.read(data, "bells.epub")
