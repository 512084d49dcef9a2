"""Identifiers: every dress they come in, one canonical value; and what must not be taken for one."""

from __future__ import annotations

import time

import pytest

from citetrail.model import Identifier, doi_of, identifier_from_text, identifier_of, identifiers_in
from citetrail.model.identifiers import (
    arxiv_from_text,
    doi_from_text,
    isbn_from_text,
    issn_from_text,
    openalex_from_text,
    orcid_from_text,
    pmcid_from_text,
    pmid_from_text,
    url_from_text,
)

SICI = "10.1002/1096-9837(200101)26:1<31::aid-esp155>3.0.co;2-y"

DOIS = {
    "bare": ("10.1037/a0023861", "10.1037/a0023861"),
    "capitals": ("10.1037/A0023861", "10.1037/a0023861"),
    "label": ("doi:10.1037/a0023861", "10.1037/a0023861"),
    "label with blank": ("DOI: 10.1037/a0023861", "10.1037/a0023861"),
    "label without colon": ("DOI 10.1037/a0023861", "10.1037/a0023861"),
    "label glued": ("DOI10.1037/a0023861", "10.1037/a0023861"),
    "info uri": ("info:doi/10.1037/a0023861", "10.1037/a0023861"),
    "address": ("https://doi.org/10.1037/a0023861", "10.1037/a0023861"),
    "old resolver": ("http://dx.doi.org/10.1037/a0023861", "10.1037/a0023861"),
    "resolver without scheme": ("doi.org/10.1037/a0023861", "10.1037/a0023861"),
    "address twice": ("https://doi.org/https://doi.org/10.1037/a0023861", "10.1037/a0023861"),
    "label in address": ("https://doi.org/doi:10.1037/a0023861", "10.1037/a0023861"),
    "percent-encoded": ("https://doi.org/10.1037%2Fa0023861", "10.1037/a0023861"),
    "percent-encoded twice": ("https://doi.org/10.1037%252Fa0023861", "10.1037/a0023861"),
    "percent-encoded SICI": (
        "https://doi.org/10.1002/1096-9837%28200101%2926%3A1%3C31%3A%3AAID-ESP155%3E3.0.CO%3B2-Y",
        SICI,
    ),
    "SICI": ("10.1002/1096-9837(200101)26:1<31::AID-ESP155>3.0.CO;2-Y", SICI),
    "SICI with entities": ("10.1002/1096-9837(200101)26:1&lt;31::AID-ESP155&gt;3.0.CO;2-Y", SICI),
    "SICI through Latin-1": ("10.1002/1096-9837(200101)26:1¡31::AID-ESP155¿3.0.CO;2-Y", SICI),
    "SICI with square brackets": (
        "10.1890/0012-9658(2006)87[2832:TIOPMA]2.0.CO;2",
        "10.1890/0012-9658(2006)87[2832:tiopma]2.0.co;2",
    ),
    "SICI that ends in a hash": (
        "10.1002/1521-3773(20001103)39:21<3843::AID-ANIE3843>3.0.CO;2-#",
        "10.1002/1521-3773(20001103)39:21<3843::aid-anie3843>3.0.co;2-#",
    ),
    "own brackets at the end": ("10.1061/(ASCE)0733-9445(2007)133:8(1100)", "10.1061/(asce)0733-9445(2007)133:8(1100)"),
    "own plus at the end": ("10.1021/jp065284+.", "10.1021/jp065284+"),
    "foreign bracket": ("10.1016/S0140-6736(20)30183-5)", "10.1016/s0140-6736(20)30183-5"),
    "full stop": ("10.1037/a0023861.", "10.1037/a0023861"),
    "several marks": ("10.1037/a0023861”).,", "10.1037/a0023861"),
    "markdown emphasis": ("10.1037/a0023861**", "10.1037/a0023861"),
    "GLIS check character": ("10.18730/117K*", "10.18730/117k*"),
    "closing tag": ("10.1037/a0023861</a>", "10.1037/a0023861"),
    "entity tag": ("10.1037/a0023861&lt;/a&gt;", "10.1037/a0023861"),
    "footnote mark": ("10.1037/a0023861[12]", "10.1037/a0023861"),
    "glued label": ("10.1037/a0023861PMID:21707149", "10.1037/a0023861"),
    "glued address": ("10.1037/a0023861https://example.org", "10.1037/a0023861"),
    "glued DOI": ("10.5555/one,10.5555/two", "10.5555/one"),
    "query": ("https://doi.org/10.1037/a0023861?journalCode=emo", "10.1037/a0023861"),
    "fragment": ("https://doi.org/10.1037/a0023861#section", "10.1037/a0023861"),
    "page of a copied address": ("10.3389/fpsyg.2015.00001/full", "10.3389/fpsyg.2015.00001"),
    "typographic hyphens": ("10.1038/s41467‐019‐10284‐z", "10.1038/s41467-019-10284-z"),
    "zero-width blank": ("10.1037/\u200ba0023861", "10.1037/a0023861"),
    "LaTeX escape": (r"10.1007/978-3-030-16323-5\_10", "10.1007/978-3-030-16323-5_10"),
    "Chinese full stop": ("10.1037/a0023861。", "10.1037/a0023861"),
    "prefix with parts": ("10.1000.10/123", "10.1000.10/123"),
}


@pytest.mark.parametrize(("text", "value"), DOIS.values(), ids=DOIS)
def test_doi_in_any_dress(text: str, value: str) -> None:
    assert doi_from_text(text) == Identifier(scheme="doi", value=value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "doi:",
        "10.1037",
        "10.1037/",
        "10.103/x",
        "10.10370000001/x",
        "11.1037/a0023861",
        "see 10.1037/a0023861",
        "v10.1037",
        "https://doi.org/",
        "https://doi.org/gf3k2w",
        "10.1037/.",
        "10.1037/)",
        "10.1037 / a0023861",
    ],
)
def test_no_doi(text: str) -> None:
    assert doi_from_text(text) is None


def test_version_of_a_biorxiv_address_is_kept_apart() -> None:
    found = doi_from_text("https://doi.org/10.1101/2020.01.01.123456v2")
    assert found == Identifier(scheme="doi", value="10.1101/2020.01.01.123456", version=2)
    assert doi_from_text("10.5555/abcv2") == Identifier(scheme="doi", value="10.5555/abcv2")


ARXIV = {
    "new": ("2107.06472", "2107.06472", None),
    "four digits until 2014": ("0704.0001", "0704.0001", None),
    "version": ("arXiv:2107.06472v2", "2107.06472", 2),
    "class": ("arXiv:2107.06472 [cs.CL]", "2107.06472", None),
    "twice": ("arXiv preprint arXiv:2107.06472", "2107.06472", None),
    "old": ("hep-th/9901001", "hep-th/9901001", None),
    "old with class": ("arXiv:math.GT/0309136v1", "math/0309136", 1),
    "abs": ("https://arxiv.org/abs/2107.06472v2", "2107.06472", 2),
    "pdf": ("http://www.arxiv.org/pdf/2107.06472v2.pdf#page=3", "2107.06472", 2),
    "old abs": ("https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001", None),
    "mirror": ("https://ar5iv.labs.arxiv.org/html/2107.06472", "2107.06472", None),
    "DataCite": ("10.48550/arXiv.2107.06472", "2107.06472", None),
    "DataCite address": ("https://doi.org/10.48550/arXiv.2107.06472", "2107.06472", None),
    "dblp": ("CoRR abs/1706.03762", "1706.03762", None),
}


@pytest.mark.parametrize(("text", "value", "version"), ARXIV.values(), ids=ARXIV)
def test_arxiv(text: str, value: str, version: int | None) -> None:
    expected = Identifier(scheme="arxiv", value=value, version=version)
    assert arxiv_from_text(text) == expected
    assert identifier_from_text(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2113.12345",
        "1812.1234",
        "0704.00012",
        "2107.0647",
        "report/9901001",
        "hep-th/9913001",
        "hep-th/990100",
        "12.34",
        "10.5555/2107.06472",
        "https://arxiv.org/list/cs/new",
    ],
)
def test_no_arxiv(text: str) -> None:
    assert arxiv_from_text(text) is None


def test_labelled_arxiv_is_taken_at_its_word() -> None:
    assert arxiv_from_text("arXiv:1812.1234") == Identifier(scheme="arxiv", value="1812.1234")


PUBMED = {
    "label": ("PMID: 21707149", "pmid:21707149"),
    "label without colon": ("pmid 21707149.", "pmid:21707149"),
    "PubMed PMID": ("PubMed PMID: 21707149", "pmid:21707149"),
    "PubMed": ("PubMed: 21707149", "pmid:21707149"),
    "address": ("https://pubmed.ncbi.nlm.nih.gov/21707149/", "pmid:21707149"),
    "address with query": ("https://pubmed.ncbi.nlm.nih.gov/21707149/?from=similar", "pmid:21707149"),
    "old address": ("http://www.ncbi.nlm.nih.gov/pubmed/21707149", "pmid:21707149"),
    "search address": ("https://pubmed.ncbi.nlm.nih.gov/?term=21707149", "pmid:21707149"),
    "Europe PMC": ("https://europepmc.org/article/MED/21707149", "pmid:21707149"),
    "pmc": ("PMC3110253", "pmcid:PMC3110253"),
    "pmc small": ("pmc3110253", "pmcid:PMC3110253"),
    "pmc label": ("PMCID: PMC3110253", "pmcid:PMC3110253"),
    "pmc version": ("PMC3110253.1", "pmcid:PMC3110253"),
    "pmc address": ("https://pmc.ncbi.nlm.nih.gov/articles/PMC3110253/", "pmcid:PMC3110253"),
    "pmc pdf": ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3110253/pdf/nihms.pdf", "pmcid:PMC3110253"),
}


@pytest.mark.parametrize(("text", "printed"), PUBMED.values(), ids=PUBMED)
def test_pubmed(text: str, printed: str) -> None:
    assert str(identifier_from_text(text)) == printed


@pytest.mark.parametrize("text", ["21707149", "PMID", "PMID: x", "PMID: 0", "PMID: 1234567890", "pmidas 12", ""])
def test_no_pmid(text: str) -> None:
    assert pmid_from_text(text) is None


@pytest.mark.parametrize("text", ["3110253", "PMC", "PMC0", "APMC3110253", "PMC12a", "PMC1234567890"])
def test_no_pmcid(text: str) -> None:
    assert pmcid_from_text(text) is None


ISBNS = {
    "thirteen": ("9783161484100", "9783161484100"),
    "hyphens": ("978-3-16-148410-0", "9783161484100"),
    "blanks": ("ISBN 978 3 16 148410 0", "9783161484100"),
    "no-break hyphens": ("978‑3‑16‑148410‑0", "9783161484100"),
    "ten": ("0-306-40615-2", "9780306406157"),
    "ten with X": ("0-8044-2957-X", "9780804429573"),
    "ten with small x": ("080442957x", "9780804429573"),
    "labels": ("ISBN-13: 978-0-306-40615-7", "9780306406157"),
    "electronic": ("eISBN: 9783161484100", "9783161484100"),
    "urn": ("urn:isbn:9783161484100", "9783161484100"),
    "remark": ("978-3-16-148410-0 (hardback)", "9783161484100"),
    "address": ("http://id.crossref.org/isbn/978-3-16-148410-0", "9783161484100"),
}


@pytest.mark.parametrize(("text", "value"), ISBNS.values(), ids=ISBNS)
def test_isbn(text: str, value: str) -> None:
    assert identifier_from_text(text) == Identifier(scheme="isbn", value=value)


@pytest.mark.parametrize(
    "text", ["978-3-16-148410-1", "0-306-40615-3", "X306406152", "12345", "9773161484100", "978-3-16-148410", ""]
)
def test_no_isbn(text: str) -> None:
    assert isbn_from_text(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1528-3542", "1528-3542"),
        ("ISSN 15283542", "1528-3542"),
        ("eISSN: 0000-006X", "0000-006X"),
        ("0000-006x", "0000-006X"),
    ],
)
def test_issn(text: str, value: str) -> None:
    assert issn_from_text(text) == Identifier(scheme="issn", value=value)


@pytest.mark.parametrize("text", ["1528-3543", "15283542", "1945-1993", "1528-35422", "issn", "21707149"])
def test_no_issn(text: str) -> None:
    assert issn_from_text(text) is None


def test_years_whose_check_digit_is_right_are_an_issn_only_with_a_label() -> None:
    assert issn_from_text("ISSN 1981-1993") == Identifier(scheme="issn", value="1981-1993")
    assert issn_from_text("1981-1993") is None


@pytest.mark.parametrize(
    "text",
    [
        "W2741809807",
        "w2741809807",
        "https://openalex.org/W2741809807",
        "openalex:W2741809807",
        "https://api.openalex.org/works/W2741809807",
    ],
)
def test_openalex(text: str) -> None:
    assert openalex_from_text(text) == Identifier(scheme="openalex", value="W2741809807")


@pytest.mark.parametrize("text", ["W1234", "A2741809807", "W27418098o7", "https://openalex.org/A2741809807"])
def test_no_openalex(text: str) -> None:
    assert openalex_from_text(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "0000-0002-1825-0097",
        "https://orcid.org/0000-0002-1825-0097",
        "ORCID iD: 0000-0002-1825-0097",
        "orcid.org/0000-0002-1825-0097",
    ],
)
def test_orcid(text: str) -> None:
    assert orcid_from_text(text) == Identifier(scheme="orcid", value="0000-0002-1825-0097")


def test_orcid_with_x() -> None:
    assert orcid_from_text("0000-0002-1694-233x") == Identifier(scheme="orcid", value="0000-0002-1694-233X")


@pytest.mark.parametrize("text", ["0000-0002-1825-0098", "0000-0002-1825", "0000-0002-1825-00970"])
def test_no_orcid(text: str) -> None:
    assert orcid_from_text(text) is None


URLS = {
    "host in lower case": ("HTTPS://Example.ORG/Path?Q=1#F", "https://example.org/Path?Q=1#F"),
    "trailing full stop": ("https://example.org/a.", "https://example.org/a"),
    "own bracket": ("https://en.wikipedia.org/wiki/Foo_(bar)", "https://en.wikipedia.org/wiki/Foo_(bar)"),
    "foreign bracket": ("https://example.org/a)", "https://example.org/a"),
}


@pytest.mark.parametrize(("text", "value"), URLS.values(), ids=URLS)
def test_url(text: str, value: str) -> None:
    assert url_from_text(text) == Identifier(scheme="url", value=value)


@pytest.mark.parametrize(
    "text",
    [
        "http://[x]",
        "http://[",
        "https://",
        "http://localhost",
        "ftp://example.org",
        "example.org",
        "http://a b.org",
        "mailto:a@example.org",
        "javascript:alert(1)",
        "http://.",
    ],
)
def test_no_url(text: str) -> None:
    assert url_from_text(text) is None
    assert identifier_from_text(text) is None


ADDRESSES = {
    "publisher": ("https://www.tandfonline.com/doi/full/10.1080/13546783.2010.1234567?needAccess=true", "doi:10.1080/13546783.2010.1234567"),
    "percent-encoded SICI": (
        "https://onlinelibrary.wiley.com/doi/10.1002/1096-9837%28200101%2926%3A1%3C31%3A%3AAID-ESP155%3E3.0.CO%3B2-Y/abstract",
        f"doi:{SICI}",
    ),
    "PLOS": ("https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0012345&type=printable", "doi:10.1371/journal.pone.0012345"),
    "Springer pdf": ("https://link.springer.com/content/pdf/10.1007%2Fs12080-014-0226-8.pdf", "doi:10.1007/s12080-014-0226-8"),
    "Frontiers": ("https://www.frontiersin.org/articles/10.3389/fpsyg.2015.00001/full", "doi:10.3389/fpsyg.2015.00001"),
    "Oxford": ("https://academic.oup.com/nar/article/doi/10.1093/nar/gkaa123/5678901", "doi:10.1093/nar/gkaa123"),
    "proxy": ("https://doi-org.proxy.example.edu/10.1037/a0023861", "doi:10.1037/a0023861"),
    "bioRxiv": ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v1.full.pdf", "doi:10.1101/2020.01.01.123456"),
    "Nature": ("https://www.nature.com/articles/s41586-020-2649-2.pdf", "doi:10.1038/s41586-020-2649-2"),
    "Nature, of numbers alone": ("https://www.nature.com/articles/43366", "doi:10.1038/43366"),
    "Nature, older": ("https://www.nature.com/articles/nature12373", "doi:10.1038/nature12373"),
    "eLife": ("https://elifesciences.org/articles/12345", "doi:10.7554/elife.12345"),
    "PeerJ": ("https://peerj.com/articles/4375/", "doi:10.7717/peerj.4375"),
    "Zenodo": ("https://zenodo.org/records/1234567", "doi:10.5281/zenodo.1234567"),
    "SSRN": ("https://papers.ssrn.com/sol3/papers.cfm?abstract_id=1234567", "doi:10.2139/ssrn.1234567"),
    "ACL": ("https://aclanthology.org/P19-1001/", "acl:P19-1001"),
    "OpenReview": ("https://openreview.net/forum?id=rJl-b3RcF7", "openreview:rJl-b3RcF7"),
    "dblp": ("https://dblp.org/rec/conf/nips/VaswaniSPUJGKP17.html", "dblp:conf/nips/VaswaniSPUJGKP17"),
    "ADS": ("https://ui.adsabs.harvard.edu/abs/2016PhRvL.116f1102A/abstract", "bibcode:2016PhRvL.116f1102A"),
    "Wikidata": ("https://www.wikidata.org/wiki/Q42", "wikidata:Q42"),
    "Handle": ("https://hdl.handle.net/2027/mdp.39015", "hdl:2027/mdp.39015"),
    "only an address": ("https://www.nature.com/news", "url:https://www.nature.com/news"),
    "no DOI in it": ("https://example.org/10.1/x", "url:https://example.org/10.1/x"),
    "an issue, not an article": ("https://www.nature.com/articles/", "url:https://www.nature.com/articles/"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "printed"), ADDRESSES.values(), ids=ADDRESSES)
def test_addresses_that_carry_an_identifier(text: str, printed: str) -> None:
    assert str(identifier_from_text(text)) == printed


@pytest.mark.parametrize(
    "printed",
    [
        "doi:10.1037/a0023861",
        "pmid:21707149",
        "pmcid:PMC3110253",
        "arxiv:2107.06472",
        "isbn:9783161484100",
        "issn:1528-3542",
        "openalex:W2741809807",
        "orcid:0000-0002-1825-0097",
        "s2:" + "a1" * 20,
        "dblp:conf/nips/X17",
        "bibcode:2016PhRvL.116f1102A",
        "inspire:1421100",
        "acl:P19-1001",
        "openreview:rJl-b3RcF7",
        "wikidata:Q42",
        "hdl:2027/mdp.39015",
        "url:https://example.org/a",
    ],
)
def test_every_scheme_reads_what_it_prints(printed: str) -> None:
    assert str(identifier_from_text(printed)) == printed


@pytest.mark.parametrize("text", ["s2:12", "dblp:12", "bibcode:2016", "acl:tear", "hdl:x", "inspire: hope", "url:x"])
def test_labels_of_other_schemes_need_the_right_shape(text: str) -> None:
    assert identifier_from_text(text) is None


FIELDS = {
    "bare pmid": ("pmid", " 21707149 ", "pmid:21707149"),
    "bare pmcid": ("pmcid", "3110253", "pmcid:PMC3110253"),
    "doi address": ("doi", "https://doi.org/10.1037/A0023861", "doi:10.1037/a0023861"),
    "issn without hyphen": ("issn", "15283542", "issn:1528-3542"),
    "doi with a blank in it": ("doi", "10.1126/science. 1109070", "doi:10.1126/science.1109070"),
    "doi with a remark": ("doi", "10.1037/a0023861 (accessed 2020)", "doi:10.1037/a0023861"),
    "doi behind words": ("doi", "see https://doi.org/10.1037/a0023861 for more", "doi:10.1037/a0023861"),
    "dblp address": ("dblp", "https://dblp.org/rec/conf/nips/X17", "dblp:conf/nips/X17"),
    "dblp key": ("dblp", "conf/nips/X17", "dblp:conf/nips/X17"),
}


@pytest.mark.parametrize(("scheme", "text", "printed"), FIELDS.values(), ids=FIELDS)
def test_labelled_fields(scheme: str, text: str, printed: str) -> None:
    assert str(identifier_of(scheme, text)) == printed  # type: ignore[arg-type]  # a table holds strings


def test_labelled_field_that_holds_something_else() -> None:
    assert identifier_of("doi", "n/a") is None
    assert identifier_of("s2", "  ") is None


def test_doi_of_an_arxiv_preprint() -> None:
    assert str(doi_of(Identifier(scheme="arxiv", value="2107.06472"))) == "doi:10.48550/arxiv.2107.06472"
    assert doi_of(Identifier(scheme="pmid", value="21707149")) is None


RUNNING = {
    "full stop": ("see https://doi.org/10.1037/a0023861.", [("doi:10.1037/a0023861", "https://doi.org/10.1037/a0023861")]),
    "brackets": ("(doi:10.1037/a0023861)", [("doi:10.1037/a0023861", "doi:10.1037/a0023861")]),
    "markdown link": ("[x](https://doi.org/10.1037/a0023861), y", [("doi:10.1037/a0023861", "https://doi.org/10.1037/a0023861")]),
    "markdown link of a DOI with brackets": (
        "[x](https://doi.org/10.1016/S0140-6736(20)30183-5)",
        [("doi:10.1016/s0140-6736(20)30183-5", "https://doi.org/10.1016/S0140-6736(20)30183-5")],
    ),
    "markdown autolink": ("<https://doi.org/10.1037/a0023861>", [("doi:10.1037/a0023861", "https://doi.org/10.1037/a0023861")]),
    "html link": ('<a href="https://doi.org/10.1037/a0023861">x</a>', [("doi:10.1037/a0023861", "https://doi.org/10.1037/a0023861")]),
    "LaTeX": (r"\doi{10.1037/a0023861}", [("doi:10.1037/a0023861", "10.1037/a0023861")]),
    "wiki template": ("{{doi|10.1037/a0023861}}", [("doi:10.1037/a0023861", "10.1037/a0023861")]),
    "SICI": (f"doi: {SICI}, p. 3", [(f"doi:{SICI}", f"doi: {SICI}")]),
    "quotation marks": ("“10.1037/a0023861”", [("doi:10.1037/a0023861", "10.1037/a0023861")]),
    "three of a work": (
        "doi: 10.1037/a0023861. PMID: 21707149; PMCID: PMC3110253.",
        [
            ("doi:10.1037/a0023861", "doi: 10.1037/a0023861"),
            ("pmid:21707149", "PMID: 21707149"),
            ("pmcid:PMC3110253", "PMCID: PMC3110253"),
        ],
    ),
    "PMC and its number apart": ("PMC 6050075. S2CID 53464175.", [("pmcid:PMC6050075", "PMC 6050075")]),
    "PMC and a year": ("Proceedings of PMC 2010, Rome", []),
    "blanks in a labelled DOI": ("doi: 10. 1093/jb/mvg083.", [("doi:10.1093/jb/mvg083", "doi: 10. 1093/jb/mvg083")]),
    "blank before the slash": ("doi :10.1103 /PhysRevE.49.55.", [("doi:10.1103/physreve.49.55", "doi :10.1103 /PhysRevE.49.55")]),
    "blanks after words without digits": (
        "doi: 10.1016/ j.envsci. 2009.09.007",
        [("doi:10.1016/j.envsci.2009.09.007", "doi: 10.1016/ j.envsci. 2009.09.007")],
    ),
    "no blank read over without a label": ("10.1002/ ldr. 1091", []),
    "no blank read over behind a digit": ("doi:10.1002/ldr.1091. 2013", [("doi:10.1002/ldr.1091", "doi:10.1002/ldr.1091")]),
    "no word read over": ("doi:10.5555/abc. see 12", [("doi:10.5555/abc", "doi:10.5555/abc")]),
    "label glued to what stands before": ("23-31.doi:10.1145/1601966.1601973", [("doi:10.1145/1601966.1601973", "doi:10.1145/1601966.1601973")]),
    "resolver glued": ("https://doi.org10.1117/12.827036.", [("doi:10.1117/12.827036", "https://doi.org10.1117/12.827036")]),
    "MEDLINE's mark behind": ("10.1038/nm.2234[doi]", [("doi:10.1038/nm.2234", "10.1038/nm.2234")]),
    "arXiv number glued": (
        "doi:10.1007/JHEP01(2015)073[arXiv:1408.3203]",
        [("doi:10.1007/jhep01(2015)073", "doi:10.1007/JHEP01(2015)073")],
    ),
    "comma and more": ("10.1103/PhysRevLett.96.181602,hep", [("doi:10.1103/physrevlett.96.181602", "10.1103/PhysRevLett.96.181602")]),
    "pages glued": ("10.3171/2012.5.aospine1296:141–50.", [("doi:10.3171/2012.5.aospine1296", "10.3171/2012.5.aospine1296")]),
    "line end after the slash": (
        "doi:10.1016/\nj.cell.2010.01.001 and",
        [("doi:10.1016/j.cell.2010.01.001", "doi:10.1016/\nj.cell.2010.01.001")],
    ),
    "line end in Elsevier's pattern": (
        "doi:10.1016/j.\ncell.2010.01.001.",
        [("doi:10.1016/j.cell.2010.01.001", "doi:10.1016/j.\ncell.2010.01.001")],
    ),
    "line end after a sentence": ("doi:10.5555/abc.\n2. Smith", [("doi:10.5555/abc", "doi:10.5555/abc")]),
    "line end before the next": ("10.5555/a/\nhttps://example.org", [("doi:10.5555/a/", "10.5555/a/"), ("url:https://example.org", "https://example.org")]),
    "DataCite DOI of a preprint": ("10.48550/arXiv.2107.06472.", [("arxiv:2107.06472", "10.48550/arXiv.2107.06472")]),
    "arXiv": ("arXiv preprint arXiv:2107.06472v2 (2021)", [("arxiv:2107.06472", "arXiv preprint arXiv:2107.06472v2")]),
    "CoRR": ("CoRR, abs/1706.03762.", [("arxiv:1706.03762", "CoRR, abs/1706.03762")]),
    "old arXiv": ("[hep-th/9901001]", [("arxiv:hep-th/9901001", "hep-th/9901001")]),
    "ISBN twice": (
        "ISBN-10: 0-306-40615-2; ISBN-13: 978-0-306-40615-7",
        [("isbn:9780306406157", "ISBN-10: 0-306-40615-2"), ("isbn:9780306406157", "ISBN-13: 978-0-306-40615-7")],
    ),
    "ISBN without label": ("New York. 978-3-16-148410-0.", [("isbn:9783161484100", "978-3-16-148410-0")]),
    "address without scheme": ("at www.tandfonline.com/doi/full/10.5555/x.1", [("doi:10.5555/x.1", "www.tandfonline.com/doi/full/10.5555/x.1")]),
    "PubMed without scheme": ("pubmed.ncbi.nlm.nih.gov/21707149,", [("pmid:21707149", "pubmed.ncbi.nlm.nih.gov/21707149")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RUNNING.values(), ids=RUNNING)
def test_in_running_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(str(hit.identifier), text[hit.start : hit.end]) for hit in identifiers_in(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "version 10.1234",
        "192.168.10.1000/24",
        "10.12345 /x",
        "in 2010.1234/x",
        "978-3-16-148410-1",
        "21707149",
        "http://[x] and http://localhost/x",
        "report/9901001",
        "W2741809807",
        "call 555-1234-5678",
        "PMC",
        "1706.03762",
    ],
)
def test_nothing_in_running_text(text: str) -> None:
    assert identifiers_in(text) == ()


def test_page_of_an_identifier() -> None:
    assert Identifier(scheme="doi", value="10.1037/a0023861").url == "https://doi.org/10.1037/a0023861"
    assert Identifier(scheme="issn", value="1528-3542").url is None


@pytest.mark.parametrize("text", ["," * 50_000 + "!", " " * 50_000 + "!", "arXiv:2107.06472" + ")" * 50_000 + "x"])
def test_arxiv_numbers_are_looked_for_in_linear_time(text: str) -> None:
    began = time.process_time()
    assert identifier_of("arxiv", f"x{text}") is None
    assert time.process_time() - began < 1
