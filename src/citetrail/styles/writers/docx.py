"""Word files: an Office Open XML package of five small parts, written without another library.

Source: ECMA-376 part 1 (WordprocessingML: 17.3 paragraphs and runs, 17.4 tables, 17.7 styles) and part 2 (packages).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from citetrail.styles.emit import Token
from citetrail.styles.runs import Run, runs_from_tokens
from citetrail.styles.writers.page import Look
from citetrail.styles.writers.paragraphs import BlockParagraph, EntryParagraph, Heading, Paragraph, Table

STEP = 720  # half an inch in twips
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same bibliography gives the same bytes
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = (
    f'{HEADER}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
ROOT = (
    f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)


def docx_from_paragraphs(paragraphs: Sequence[Paragraph], look: Look) -> bytes:
    """A Word file of a bibliography, with its language, spacing and title."""
    body = _Body()
    content = "".join([body.paragraph(paragraph) for paragraph in paragraphs])
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "docProps/core.xml": _core(look),
        "word/styles.xml": _styles(look),
        "word/_rels/document.xml.rels": body.relations(),
        "word/document.xml": (
            f'{HEADER}<w:document xmlns:w="{MAIN}" xmlns:r="{OFFICE}"><w:body>{content}'
            '<w:sectPr><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" '
            'w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>'
        ),
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))
    return file.getvalue()


class _Body:
    """The document's paragraphs as XML, and the addresses they link to."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def paragraph(self, paragraph: Paragraph) -> str:
        """One paragraph or table."""
        if isinstance(paragraph, Heading):
            return _p("Heading2", "", self._runs((paragraph.text,)))
        if isinstance(paragraph, EntryParagraph):
            tokens = (*paragraph.margin, "\t", *paragraph.body) if paragraph.margin else paragraph.body
            return _p("Bibliography", "" if paragraph.hangs else _indent(0, 0), self._runs(tokens))
        if isinstance(paragraph, BlockParagraph):
            return self._block(paragraph)
        return self._table(paragraph)

    def relations(self) -> str:
        """The part that says where styles and links are."""
        links = "".join(
            f'<Relationship Id="{name}" Type="{OFFICE}/hyperlink" Target={quoteattr(target)} TargetMode="External"/>'
            for target, name in self.targets.items()
        )
        return (
            f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>{links}</Relationships>'
        )

    def _block(self, block: BlockParagraph) -> str:
        left = STEP * (block.indent + block.level)
        if block.marker:
            return _p("Annotation", _indent(left + 360, -360), self._runs((f"{block.marker}\t", *block.tokens)))
        return _p("Annotation", _indent(left, STEP if block.opens_indented else 0), self._runs(block.tokens))

    def _table(self, table: Table) -> str:
        grid = '<w:gridCol w:w="2340"/>' * len(table.header)
        header = "".join(
            self._cell((("open", "font-weight", "bold"), text, ("close", "font-weight", "bold")))
            for text in table.header
        )
        rows = "".join(f"<w:tr>{''.join(self._cell(cell) for cell in row)}</w:tr>" for row in table.rows)
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>{header}</w:tr>{rows}</w:tbl><w:p/>"
        )

    def _cell(self, tokens: Sequence[Token]) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr><w:p>{self._runs(tokens)}</w:p></w:tc>'

    def _runs(self, tokens: Sequence[Token]) -> str:
        return "".join(self._run(run) for run in runs_from_tokens(list(_with_breaks(tokens))))

    def _run(self, run: Run) -> str:
        properties = _properties(run)
        text = escape(NOT_IN_XML.sub("", run.text)).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        text = text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
        xml = f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'
        if not run.link:
            return xml
        name = self.targets.setdefault(NOT_IN_XML.sub("", run.link), f"rId{len(self.targets) + 2}")
        return f'<w:hyperlink r:id="{name}">{xml}</w:hyperlink>'


def _with_breaks(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with a line break where a block begins."""
    for token in tokens:
        if not isinstance(token, str) and token[:2] == ("open", "display") and token[2] in ("block", "indent"):
            yield "\n"
        yield token


def _properties(run: Run) -> str:
    """A run's formatting, in the order the schema asks for."""
    marks = (
        (bool(run.link), '<w:rStyle w:val="Hyperlink"/>'),
        (run.is_code, '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'),
        (run.is_bold, "<w:b/>"),
        (run.is_italic, "<w:i/>"),
        (run.is_small_caps, "<w:smallCaps/>"),
        (run.is_underlined, '<w:u w:val="single"/>'),
        (run.vertical == "sup", '<w:vertAlign w:val="superscript"/>'),
        (run.vertical == "sub", '<w:vertAlign w:val="subscript"/>'),
    )
    found = "".join(xml for is_set, xml in marks if is_set)
    return f"<w:rPr>{found}</w:rPr>" if found else ""


def _p(style: str, properties: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _indent(left: int, first: int) -> str:
    return f'<w:ind w:left="{left}" w:{"hanging" if first < 0 else "firstLine"}="{abs(first)}"/>'


def _core(look: Look) -> str:
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(look.title)}</dc:title>'
        f"<dc:language>{escape(look.language)}</dc:language></cp:coreProperties>"
    )


def _styles(look: Look) -> str:
    lines, after = 240 * look.line_spacing, 120 * look.entry_spacing
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    return (
        f'{HEADER}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="24"/>'
        f"<w:lang w:val={quoteattr(look.language)}/></w:rPr></w:rPrDefault></w:docDefaults>"
        + _style(
            "Normal", "Normal", f'<w:spacing w:after="{after}" w:line="{lines}" w:lineRule="auto"/>', is_default=True
        )
        + _style("Heading2", "heading 2", '<w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="1"/>', "<w:b/>")
        + _style("Bibliography", "Bibliography", _indent(STEP, -STEP))
        + _style("Annotation", "Annotation", _indent(STEP, 0))
        + '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>'
        '<w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
        + "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in SIDES)
        + "</w:tblBorders></w:tblPr></w:style></w:styles>"
    )


SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _style(name: str, title: str, paragraph: str, run: str = "", *, is_default: bool = False) -> str:
    """A paragraph style."""
    default = ' w:default="1"' if is_default else ""
    base = "" if is_default else '<w:basedOn w:val="Normal"/>'
    formatting = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{title}"/>{base}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr>{formatting}</w:style>"
    )
