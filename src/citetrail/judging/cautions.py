"""What each rule does not mean, and an example: the part of a rule's page that keeps a finding from being misread.

All examples are invented.
"""

from __future__ import annotations

from typing import NamedTuple


class Caution(NamedTuple):
    """`not_meant`: what must not be read into a finding; `example`: one case, in a line."""

    not_meant: str
    example: str


CAUTIONS: dict[str, Caution] = {
    "CT101": Caution(
        "The reference is not invented: most wrong references are real works with a slip. Nor must the "
        "record be right; records have errors, too.",
        "The year is printed as 2005, and every source says 2011.",
    ),
    "CT102": Caution(
        "The work described may well exist. A wrong DOI is most often one copied from the line above.",
        "doi:10.5555/snails leads to a work on foxes, by other people.",
    ),
    "CT103": Caution(
        "The work described may well exist. DOIs get cut off at line ends, and letters get lost in scanning.",
        "doi.org answers that 10.5555/sna1ls does not exist.",
    ),
    "CT104": Caution(
        "Nobody made an error. Titles are shared, and so are names.",
        "Two works are called “Introduction”, by the same author in the same year.",
    ),
    "CT105": Caution(
        "Absence is no proof. Small journals, local publishers and titles quoted from memory end here, too.",
        "Five sources that hold such journals answered, and none has the work.",
    ),
    "CT106": Caution(
        "It is no finding. Nothing at all is said about the reference.",
        "A thesis, a newspaper article, a book of 1931: indexes hold them by chance.",
    ),
    "CT107": Caution(
        "It is no finding, and says nothing about the reference; something about the network or a source.",
        "Crossref did not answer within the time.",
    ),
    "CT201": Caution(
        "A slip of one letter, a missing subtitle, another spelling or a translation is not reported here.",
        "“Slow reading improves recall” is cited as “Fast reading improves recall”.",
    ),
    "CT202": Caution(
        "Initials, accents, name order, “et al.” and team names are not reported here.",
        "The second author is missing; or a name stands there that the record does not know.",
    ),
    "CT203": Caution(
        "Abbreviations, acronyms of meetings and a preprint cited as its article are not reported here.",
        "Cited in Snail Letters, published in Annals of Imaginary Learning.",
    ),
    "CT204": Caution(
        "The year before or after, by online and print dates within one journal, is not reported here.",
        "Cited with 2005, published in 2011.",
    ),
    "CT205": Caution(
        "A year counted as the volume, or the number of a series, is not reported here.",
        "Volume 12 is printed, and the record has 11.",
    ),
    "CT206": Caution(
        "Supplements, double issues and names of issues (“June”) are not reported here.",
        "Issue 3 is printed, and the record has 6.",
    ),
    "CT207": Caution(
        "Elided last pages (1388-396), first pages alone and one page of the range are not reported here.",
        "Pages 201–219 are printed, and the record has 101–119.",
    ),
    "CT208": Caution(
        "Books come out in several houses and houses change their names; this is a hint and no more.",
        "Cited from Fictional Press; the record has Imaginary House.",
    ),
    "CT209": Caution(
        "Publishers have many seats; this is a hint and no more.",
        "Cited with London; the record has Boston.",
    ),
    "CT210": Caution(
        "Another edition is no error if it is the one you used.",
        "Cited is the 3rd edition; the record is of the 2nd.",
    ),
    "CT211": Caution(
        "The work is the right one; only one of its identifiers is not.",
        "Title and authors fit; the PMID that stands there is not this work's.",
    ),
    "CT301": Caution(
        "It does not say why, nor that everything in the work is wrong. Reasons are in the notice.",
        "The publisher retracted the article on 2020-02-03.",
    ),
    "CT302": Caution(
        "Withdrawn is not always retracted: preprints are often withdrawn to be replaced.",
        "The authors withdrew the preprint.",
    ),
    "CT303": Caution(
        "A removal can have legal reasons that say nothing about the research.",
        "The publisher took the article down.",
    ),
    "CT304": Caution(
        "It is a warning and no verdict: an inquiry may end with nothing.",
        "The editors published an expression of concern in 2021.",
    ),
    "CT305": Caution(
        "It is not retracted. Most corrections touch a name or a figure.",
        "An erratum appeared a year later.",
    ),
    "CT306": Caution(
        "The rest of the work stands.",
        "Two of five figures were retracted.",
    ),
    "CT307": Caution(
        "The corrected version stands.",
        "Retracted and published again, with an error in the analysis put right.",
    ),
    "CT308": Caution(
        "Nothing is wrong now.",
        "The retraction was taken back in 2022.",
    ),
    "CT309": Caution(
        "A flag is no notice: databases have set it by mistake for thousands of works.",
        "A database ticks the box “retracted”; nobody else knows of it.",
    ),
    "CT310": Caution(
        "The notice itself can be cited; it is only rarely meant.",
        "The DOI is that of the erratum.",
    ),
    "CT311": Caution(
        "No source is wrong by itself: they call one notice by different names, or one of them is late.",
        "The publisher says “correction”, a database says “retraction”.",
    ),
    "CT312": Caution(
        "The work itself stands, and may cite the retracted one in order to contradict it.",
        "Two of its 31 references were retracted since.",
    ),
    "CT401": Caution(
        "Citing the preprint is no error if that is what you read.",
        "The preprint appeared in a journal a year later.",
    ),
    "CT402": Caution(
        "Citing the older version is no error if that is what you read.",
        "There is a third version of the preprint.",
    ),
    "CT501": Caution(
        "It is one fact. Alone it never makes a suspicion strong.",
        "10.5555/sna1ls was never registered.",
    ),
    "CT502": Caution(
        "It is one fact. Alone it never makes a suspicion strong.",
        "The DOI is that of a work on foxes.",
    ),
    "CT503": Caution(
        "Absence is no positive fact: it counts only beside one, and only where the sources hold the cited journal.",
        "None of five sources has a record of it.",
    ),
    "CT504": Caution(
        "It may be a typing error.",
        "The year is printed as 2062.",
    ),
    "CT505": Caution(
        "It may be a template that was never filled in.",
        "By “Firstname Lastname”.",
    ),
    "CT506": Caution(
        "It may be a typing error.",
        "Pages 119–101.",
    ),
    "CT507": Caution(
        "Titles are shared; it may be another work of the same name.",
        "The title is found, by other people altogether.",
    ),
    "CT601": Caution(
        "Nobody need have meant to alter it. It may be from another passage or edition, translated, or typed from "
        "memory; and the text of a PDF is not always read rightly.",
        "“We observed 42 quokkas on the island” is quoted, and the file says “We observed 24 quokkas on the island”.",
    ),
    "CT602": Caution(
        "An abstract is a small part of a work. The words may stand in the rest of it, and rightly so.",
        "“Of 40 readers, 31 fell asleep” is quoted, and the abstract says “Of 40 readers, 13 fell asleep”.",
    ),
    "CT603": Caution(
        "What is said may be quite the same. It may be from another passage or edition, or translated; and the text of "
        "a PDF is not always read rightly.",
        "“They smile nearly all day long” is quoted, and the file says “They smile almost all day long”.",
    ),
}
