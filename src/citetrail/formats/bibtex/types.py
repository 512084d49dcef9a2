"""The entry types of BibTeX and BibLaTeX, and the CSL types they stand for."""

from __future__ import annotations

# BibLaTeX manual 3.18, section 2.1 and appendix A; CSL types: https://docs.citationstyles.org (appendix III).
CSL_TYPE: dict[str, str] = {
    "article": "article-journal",
    "suppperiodical": "article-journal",
    "periodical": "periodical",
    "book": "book",
    "mvbook": "book",
    "bookinbook": "chapter",
    "collection": "book",
    "mvcollection": "book",
    "booklet": "pamphlet",
    "inbook": "chapter",
    "incollection": "chapter",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "proceedings": "book",
    "mvproceedings": "book",
    "inreference": "entry",
    "reference": "book",
    "mvreference": "book",
    "manual": "book",
    "misc": "document",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "internet": "webpage",
    "webpage": "webpage",
    "patent": "patent",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "masterthesis": "thesis",
    "bachelorsthesis": "thesis",
    "unpublished": "manuscript",
    "dataset": "dataset",
    "data": "dataset",
    "software": "software",
    "softwareversion": "software",
    "softwaremodule": "software",
    "codefragment": "software",
    "artwork": "graphic",
    "audio": "song",
    "music": "song",
    "bibnote": "document",
    "commentary": "book",
    "image": "graphic",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "legal": "treaty",
    "letter": "personal_communication",
    "movie": "motion_picture",
    "video": "motion_picture",
    "performance": "performance",
    "review": "review",
    "standard": "standard",
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "map": "map",
}
# Not works: shared fields, sets, other names, and the settings of styles (IEEEtran, REVTeX).
NOT_A_WORK = frozenset({"xdata", "set", "alias", "ieeetranbstctl", "control"})
ENTRY_TYPES = frozenset(CSL_TYPE) | NOT_A_WORK
# The types that classic BibTeX styles know.
CLASSIC_TYPES = frozenset(
    "article book booklet inbook incollection inproceedings conference manual mastersthesis misc phdthesis "
    "proceedings techreport unpublished".split()
)
