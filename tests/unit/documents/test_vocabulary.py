"""The words by which pages call their parts."""

from __future__ import annotations

import pytest

from citetrail.documents.parts.vocabulary import (
    is_boilerplate,
    is_box_heading,
    is_comment_form,
    is_comments_heading,
    is_heading_after_references,
    is_label_of_release,
    is_notes_heading,
    is_reference_heading,
)


@pytest.mark.parametrize(
    "text",
    [
        "References", "REFERENCES:", "7. References", "VI. Literature Cited", "Works Cited", "Literaturverzeichnis",
        "Références bibliographiques", "Bibliografía", "References and Notes", "Journal Reference:", "参考文献",
        "Sources", "## Bibliography", "Story Source:", "Our sources", "Scientific references:", "Papers mentioned",
        "Publication details", "Originalpublikation:", "Referencia", "Fonti", "Bronnen", "論文情報",
    ],
)  # fmt: skip
def test_reference_headings(text: str) -> None:
    assert is_reference_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "Referencing styles",
        "References to the bell in old letters",
        "Source code",
        "Reference range",
        "Literature review",
        "Fontes de energia",
        "Publication bias",
    ],
)
def test_no_reference_headings(text: str) -> None:
    assert not is_reference_heading(text)


@pytest.mark.parametrize("text", ["Notes", "Footnotes", "Anmerkungen", "3. Endnotes"])
def test_notes_headings(text: str) -> None:
    assert is_notes_heading(text)


@pytest.mark.parametrize("text", ["Notes on the bell", "Noted", "A note"])
def test_no_notes_headings(text: str) -> None:
    assert not is_notes_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "Leave a Comment", "3 Comments", "Comments (12)", "One Comment", "2 thoughts on “Moss gardens”", "Kommentare",
        "12 responses to The Bell", "Schreibe einen Kommentar", "Laisser un commentaire", "Join the conversation",
        "(3 comments) - (Post a new comment)", "Reacties (3)", "2 kommentarer", "Comentários", "Commenti", "Une réflexion sur « La cloche »", "评论",
    ],
)  # fmt: skip
def test_comments_headings(text: str) -> None:
    assert is_comments_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "Comment les abeilles dansent",
        "Commentary",
        "No comment was made by the mayor.",
        "My comments follow below",
        "Discussion",
        "Réflexions sur la violence",
        "Una conversación",
        "Conversation analysis",
    ],
)
def test_no_comments_headings(text: str) -> None:
    assert not is_comments_heading(text)


@pytest.mark.parametrize("text", ["Appendix A", "Acknowledgements", "About the author", "Danksagung"])
def test_what_ends_a_list(text: str) -> None:
    assert is_heading_after_references(text)


@pytest.mark.parametrize(
    "text", ["Appendicitis in children. Lancet 2010;3:1-9. And a good deal more words than a heading has", "Adams, J."]
)
def test_what_does_not_end_a_list(text: str) -> None:
    assert not is_heading_after_references(text)


@pytest.mark.parametrize(
    "text",
    [
        "This site uses cookies to improve your visit.", "© 2015–2024 Fable Science Wire. All rights reserved.",
        "Share on Facebook", "Related articles", "Sign up for our newsletter", "Tags: moss, roofs", "Privacy Policy",
        "Any views and opinions expressed are not necessarily shared by the publisher.",
    ],
)  # fmt: skip
def test_boilerplate(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "The baker uses butter and no cookies are sold here.", "They share the roof with ferns.",
        "The copyright in old maps is a hard question.", "Children who print their names early read sooner.",
    ],
)  # fmt: skip
def test_no_boilerplate(text: str) -> None:
    assert not is_boilerplate(text)


@pytest.mark.parametrize("text", ["* Indicates required field.", "Your email address will not be published.", "Name *"])
def test_comment_forms(text: str) -> None:
    assert is_comment_form(text)


@pytest.mark.parametrize("text", ["The name of the rose", "Required reading", "Field notes"])
def test_no_comment_forms(text: str) -> None:
    assert not is_comment_form(text)


@pytest.mark.parametrize(
    "text",
    [
        "Related articles", "Related", "Read this next", "More from Ada Roe", "From our sponsor", "Most viewed", "Lesen Sie auch",
        "Weitere Meldungen", "À lire aussi", "Lo más leído", "Leggi anche", "Leia também", "Lees ook", "Läs också", "Newsletter",
    ],
)  # fmt: skip
def test_headings_of_boxes(text: str) -> None:
    assert is_box_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "Related work",
        "Support for the theory",
        "More than a feeling",
        "Recommendations",
        "Popular music in Orfe",
        "Read the fine print of the contract",
        "Results",
    ],
)
def test_no_headings_of_boxes(text: str) -> None:
    assert not is_box_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "PRESS RELEASE",
        "For immediate release",
        "EMBARGOED UNTIL 00:01 BST, THURSDAY 9 JUNE 2016",
        "Pressemitteilung Nr. 12/2020",
    ],
)
def test_labels_of_releases(text: str) -> None:
    assert is_label_of_release(text)


@pytest.mark.parametrize("text", ["Press releases and their readers", "The release of the bells", "Newsroom", "Media"])
def test_no_labels_of_releases(text: str) -> None:
    assert not is_label_of_release(text)


@pytest.mark.parametrize(
    "text",
    [
        "Join 4,000 readers: “best newsletter about trees”, says Olga Finch.",
        "Thanks for reading Small Effects!",
        "If you enjoyed this, follow me and subscribe to my newsletter.",
    ],
)
def test_addresses_to_readers_are_boilerplate(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize(
    "text", ["Join the two ends of the rope.", "If you want to ring a bell, pull.", "Readers joined the choir."]
)
def test_other_addresses_are_not(text: str) -> None:
    assert not is_boilerplate(text)
