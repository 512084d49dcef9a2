"""EndNote's reference types and the CSL types they stand for; with their numbers in EndNote XML."""

from __future__ import annotations

# CSL type, EndNote's name, its number (EndNote XML `ref-type`); the first row of a CSL type is the one written.
_ROWS: tuple[tuple[str, str, int], ...] = (
    ("article-journal", "Journal Article", 17),
    ("article-journal", "Electronic Article", 43),
    ("article-magazine", "Magazine Article", 19),
    ("article-newspaper", "Newspaper Article", 23),
    ("book", "Book", 6),
    ("book", "Edited Book", 28),
    ("book", "Electronic Book", 44),
    ("chapter", "Book Section", 5),
    ("chapter", "Electronic Book Section", 60),
    ("paper-conference", "Conference Paper", 47),
    ("paper-conference", "Conference Proceedings", 10),
    ("thesis", "Thesis", 32),
    ("report", "Report", 27),
    ("report", "Government Document", 46),
    ("manuscript", "Manuscript", 36),
    ("manuscript", "Unpublished Work", 34),
    ("webpage", "Web Page", 12),
    ("post-weblog", "Blog", 56),
    ("post", "Discussion Forum", 63),
    ("patent", "Patent", 25),
    ("standard", "Standard", 58),
    ("dataset", "Dataset", 59),
    ("dataset", "Aggregated Database", 55),
    ("software", "Computer Program", 9),
    ("motion_picture", "Film or Broadcast", 21),
    ("broadcast", "Television Episode", 64),
    ("broadcast", "Audiovisual Material", 3),
    ("song", "Audio", 61),
    ("song", "Music", 61),
    ("graphic", "Artwork", 2),
    ("figure", "Figure", 37),
    ("figure", "Chart or Table", 38),
    ("map", "Map", 20),
    ("legal_case", "Case", 7),
    ("legislation", "Statute", 31),
    ("regulation", "Legal Rule or Regulation", 50),
    ("bill", "Bill", 4),
    ("hearing", "Hearing", 14),
    ("interview", "Interview", 65),
    ("personal_communication", "Personal Communication", 26),
    ("entry-dictionary", "Dictionary", 52),
    ("entry-encyclopedia", "Encyclopedia", 53),
    ("periodical", "Serial", 57),
    ("pamphlet", "Pamphlet", 24),
    ("classic", "Classical Work", 49),
    ("classic", "Ancient Text", 51),
    ("article", "Preprint", 66),
    ("musical_score", "Music Score", 67),
    ("document", "Generic", 13),
    ("document", "Catalog", 8),
    ("document", "Equation", 39),
    ("document", "Grant", 54),
    ("document", "Online Multimedia", 48),
    ("document", "Online Database", 45),
)
CSL_TYPE: dict[str, str] = {name.lower(): csl for csl, name, _ in _ROWS} | {
    "journal": "article-journal",
    "conference": "paper-conference",
    "review": "review",
}
ENDNOTE_TYPE: dict[str, str] = {}
ENDNOTE_NUMBER: dict[str, int] = {}
CSL_TYPE_OF_NUMBER: dict[int, str] = {}
for _csl, _name, _number in _ROWS:
    ENDNOTE_TYPE.setdefault(_csl, _name)
    ENDNOTE_NUMBER.setdefault(_name, _number)
    CSL_TYPE_OF_NUMBER.setdefault(_number, _csl)
