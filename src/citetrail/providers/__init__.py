"""The scholarly sources: one file each, all of the same shape.

    from citetrail.net import Clock, Net, NetSettings
    from citetrail.providers import crossref
    from citetrail.providers.settings import ProviderSettings

    net = Net(NetSettings(user_agent="…", store=path, base_urls={"crossref": "http://127.0.0.1:8000/crossref"}), clock)
    settings = ProviderSettings(email="…", keys={"openalex": "…"})
    source = crossref.provider(net, settings)            # a citetrail.model.Provider
    answers = source.lookup([doi, other_doi])            # {Identifier: Answer}, in as few requests as the API allows
    answer = source.search(reference)                    # candidates, best first, in the source's own order

A file holds: NAME, BASE_URL (official), its limits, BATCH, COVERAGE, `provider(net, settings)`, pure functions that
build requests (`work_path`, `search_parameters` …), and pure functions that read replies (`records_from_…`,
`answer_from_…`).
A question that a source cannot be asked is None on its Provider. A source that does not answer raises ProviderError;
"absent" is only ever said by a source that answered. Names: crossref, openalex, doi.org, datacite, pubmed, arxiv …
"""
