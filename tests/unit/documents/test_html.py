"""Web pages: zones, whole references, the page's own description."""

from __future__ import annotations

import pytest

from citetrail.documents.html import read
from citetrail.model import Document

PROSE = "The bell of Saint Orfe is older than the church, and nobody knows who hung it there or why it is so loud. " * 3


def page(body: str, head: str = "") -> Document:
    return read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


def words(document: Document, zone: str) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.zone == zone]


def test_white_space_is_folded_and_blocks_stand_apart() -> None:
    document = page("<h1>The  Bell</h1><p>one\n <b>two</b>three<br>four</p><pre>a\n  b</pre>")
    assert document.text == "The Bell\n\none twothree\nfour\n\na\n  b"


def test_scripts_styles_and_comments_say_nothing() -> None:
    assert page("<p>a<script>b</script><style>c</style><!-- d --><noscript>e</noscript>f</p>").text == "af"


def test_links_keep_their_words() -> None:
    document = page('<p>see <a href="https://a.example/"> the <i>page</i> </a>now</p>')
    (link,) = document.links
    assert document.text[link.start : link.end].strip() == "the page"


def test_navigation_sidebar_and_footer_are_boilerplate() -> None:
    document = page(
        f"<nav>Home</nav><div><div id='post'><h1>Bell</h1><p>{PROSE}</p></div>"
        f"<div class='sidebar'><p>{PROSE[:90]}</p></div></div><footer>Imprint</footer>"
    )
    assert words(document, "body") == [PROSE.strip()]
    assert words(document, "head") == ["Bell"]
    assert words(document, "boilerplate") == ["Home", PROSE[:90].strip(), "Imprint"]


@pytest.mark.parametrize(
    "names", ['class="comments-area"', 'id="comments"', 'class="comment-list"', 'id="disqus_thread"', 'id="kommentare"']
)
def test_comments_by_their_container(names: str) -> None:
    document = page(f"<article><p>{PROSE}</p></article><div {names}><p>Ada</p><p>{PROSE}</p></div>")
    assert words(document, "body") == [PROSE.strip()]
    assert words(document, "comments") == ["Ada", PROSE.strip()]


@pytest.mark.parametrize("names", ['class="has-comments"', 'class="no-comments"', 'id="comments-off-page"'])
def test_names_that_only_tell_about_comments(names: str) -> None:
    document = page(f"<div {names}><p>{PROSE}</p><p>{PROSE}</p></div>")
    assert words(document, "comments") == []


def test_comments_by_their_rhythm_alone() -> None:
    document = page(
        f"<div><p>{PROSE}</p><p>Comments</p><p>Tilda</p><p>June 3, 2004</p><p>I heard it.</p>"
        "<p>R. Dune</p><p>July 4, 2004</p><p>Nonsense.</p></div>"
    )
    assert words(document, "body") == [PROSE.strip()]
    assert document.not_after == "2004-06-03"


ENTRIES = (
    "Pym E, Dune R. The bell. Parish Q. 2001;4(2):11-19.",
    "Dune R. Bells and lies. Parish Q. 2003;6:3-4.",
    "Wick D, Pym E. Felt hammers. J Quiet Things. 2004;9(1):101-7.",
)


@pytest.mark.parametrize(
    "markup",
    [
        "<h2>References</h2><ol>{}</ol>".format("".join(f"<li><p>{one}</p><a>CrossRef</a></li>" for one in ENTRIES)),
        "<div class='ref-list'>{}</div>".format(
            "".join(f"<div><div>{i}.</div><div>{one}</div></div>" for i, one in enumerate(ENTRIES, 1))
        ),
        "<ul>{}</ul>".format("".join(f"<li>{one}</li>" for one in ENTRIES)),
        "<h3>Literatur</h3>" + "".join(f"<p>{one}</p>" for one in ENTRIES),
        "<table>{}</table>".format("".join(f"<tr><td>{i}</td><td>{one}</td></tr>" for i, one in enumerate(ENTRIES, 1))),
    ],
    ids=["list", "named-divs", "unnamed-list", "paragraphs", "rows"],
)
def test_each_reference_is_one_block(markup: str) -> None:
    document = page(f"<div><p>{PROSE}</p><p>{PROSE}</p>{markup}</div>")
    found = [text for text in words(document, "references") if text not in ("References", "Literatur")]
    assert len(found) == 3
    assert all(entry in text for entry, text in zip(ENTRIES, found, strict=True))


def test_a_list_of_news_is_no_reference_list() -> None:
    items = "".join(
        f"<li>{month} 3, 2014: Peter Pan rings the bell of Orfe again</li>" for month in ("May", "June", "July")
    )
    assert words(page(f"<div><p>{PROSE}</p><ul>{items}</ul></div>"), "references") == []


def test_the_page_describes_itself_by_its_meta_tags() -> None:
    description = page(
        f"<p>{PROSE} doi:10.5555/other</p>",
        '<meta name="citation_title" content="The Bell"><meta name="citation_author" content="Pym, Edmund">'
        '<meta name="citation_author" content="Rosa Dune"><meta name="citation_publication_date" content="2001/05/03">'
        '<meta name="citation_doi" content="doi:10.5555/BELL.1"><meta name="citation_journal_title" content="Parish Q">'
        '<meta name="citation_volume" content="4"><meta name="citation_firstpage" content="11">',
    ).description
    assert description.title == "The Bell"
    assert [person.sort_name for person in description.authors] == ["Pym, Edmund", "Dune, Rosa"]
    assert str(description.issued) == "2001-05-03"
    assert (description.doi, description.container_title, description.volume) == ("10.5555/bell.1", "Parish Q", "4")
    assert str(description.pages) == "11"


def test_broken_json_ld_says_nothing() -> None:
    description = page(
        f"<h1>Bell</h1><p>{PROSE}</p>", '<script type="application/ld+json">{"@type": "Article", </script>'
    ).description
    assert description.title == "Bell"


def test_control_characters_in_json_ld_are_allowed() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"A\tBell","datePublished":"2014-03-03"}</script>'
    description = page(f"<p>{PROSE}</p>", head).description
    assert (description.title, str(description.issued)) == ("A Bell", "2014-03-03")


def test_a_doi_in_the_text_is_not_the_pages_own() -> None:
    assert page(f"<p>{PROSE} https://doi.org/10.5555/other</p>").description.doi is None


def test_coins_of_a_reference_list_are_not_the_pages_own() -> None:
    span = '<span class="Z3988" title="ctx_ver=Z39.88-2004&rft.atitle=Bells&rft.jtitle=Parish"></span>'
    assert page(f"<p>{PROSE}</p>{span}{span}").description.container_title is None
    assert page(f"<p>{PROSE}</p>{span}").description.container_title == "Parish"


def test_the_site_is_not_part_of_the_title() -> None:
    description = page(f"<p>{PROSE}</p>", "<title>The Bell | Parish News</title>").description
    assert description.title == "The Bell"


@pytest.mark.parametrize(
    "data",
    [
        b"<html>",
        b"<p>" * 20000 + b"deep",
        b"<html><body><p>cut <a href='http://[x]'>of",
        b"<?xml version='1.0' encoding='utf-16'?><html><p>not so</p></html>",
        b"<html><body>\x00\x01<p>control</p>\x0b</body></html>",
        "<html><p>\ufffe\uffff</p></html>".encode(),
    ],
    ids=["bare", "deep", "cut", "wrong declaration", "control", "noncharacters"],
)
def test_hostile_pages_are_read(data: bytes) -> None:
    assert read(data, "a.html").media_type == "html"


@pytest.mark.parametrize(
    "markup",
    [
        "<form id='aspnetForm'>{}</form>",
        "<div class='content-sidebar-wrap'>{}</div>",
        "<div style='display:none'>{}</div>",
        "<table><tr><td>Home</td><td>{}</td></tr></table>",
    ],
    ids=["form", "wrap", "hidden", "table"],
)
def test_what_holds_the_article_is_no_boilerplate(markup: str) -> None:
    document = page("<div>Menu</div>" + markup.format(f"<p>{PROSE}</p><p>{PROSE}</p>"))
    assert words(document, "body") == [PROSE.strip()] * 2


def test_paragraphs_parted_by_line_breaks() -> None:
    document = page(f"<div>{PROSE}<br><br>{PROSE}<br><br/>{PROSE}</div>")
    assert words(document, "body") == [PROSE.strip()] * 3


def test_lists_of_links_inside_the_article_are_boilerplate() -> None:
    links = "".join(f"<li><a href='/{n}'>Bells of the parish, part {n}</a></li>" for n in range(4))
    document = page(f"<article><p>{PROSE}</p><ul>{links}</ul><p>{PROSE}</p></article>")
    assert words(document, "body") == [PROSE.strip()] * 2


def test_an_old_blog_page() -> None:
    document = page(
        f"<div id='header'><h1><a href='/'>The Parish Blog</a></h1></div><div id='content'><h2>Bells and ropes</h2>"
        f"<small>March 4th, 2009 by Lowell Hatherleigh</small><p>{PROSE}</p><p>Posted in <a href='#'>bells</a> | 2 Comments</p>"
        "<h3 id='comments'>2 Responses to “Bells and ropes”</h3><ol>"
        "<li><cite>Ted</cite> Says:<br/><small><a href='#c1'>March 5th, 2009 at 10:12 am</a></small><p>I made ropes.</p></li>"
        "<li><cite>Ann</cite> Says:<br/><small><a href='#c2'>March 7th, 2009 at 8:01 pm</a></small><p>I rang them.</p></li></ol></div>",
        "<title>Bells and ropes - The Parish Blog</title>",
    )
    assert document.description.title == "Bells and ropes"
    assert [str(person) for person in document.description.authors] == ["Lowell Hatherleigh"]
    assert words(document, "body") == [PROSE.strip()]
    assert "I made ropes." in words(document, "comments")


@pytest.mark.parametrize(
    "box",
    [
        "<div class='x1'><h3>Related articles</h3><p>“Bells are bad,” says Ada Roe.</p></div>",
        "<section><h2>From our sponsor</h2><p>“Best bell ever,” says Ada Roe.</p></section>",
        "<div><div><strong>Lesen Sie auch</strong></div><p>„Glocken sind laut“, sagt Ada Roe.</p></div>",
    ],
)
def test_boxes_are_known_by_their_heading(box: str) -> None:
    document = page(f"<article><h1>Bell</h1><p>{PROSE}</p>{box}<p>{PROSE}</p></article>")
    assert words(document, "body") == [PROSE.strip()] * 2
    assert any("Ada Roe" in text for text in words(document, "boilerplate"))


def test_comments_are_known_by_the_heading_of_their_box() -> None:
    document = page(
        f"<main><article><h1>Bell</h1><p>{PROSE}</p></article><div><h2>Reacties</h2><p>Ada: {PROSE}</p></div></main>"
    )
    assert words(document, "body") == [PROSE.strip()]
    assert len(words(document, "comments")) == 2


@pytest.mark.parametrize(
    "section",
    [
        "<section><h2>Discussion</h2><p>{}</p></section>",
        "<section><h2>Related work</h2><p>{}</p></section>",
        "<section><p>One.</p><h2>Newsletter</h2><p>{}</p></section>",
    ],
)
def test_sections_of_the_article_are_no_boxes(section: str) -> None:
    document = page(f"<article><h1>Bell</h1><p>{PROSE}</p><p>{PROSE}</p>{section.format(PROSE)}</article>")
    assert words(document, "body").count(PROSE.strip()) == 3


def test_the_lines_over_an_article_tell_author_and_date_though_they_stand_outside_it() -> None:
    document = page(
        "<div><div><h2>Bells of Orfe</h2><div class='q'>May 4, 2012 by <a>Ada Roe</a></div></div>"
        f"<div><p>{PROSE}</p><p>{PROSE}</p></div><div>June 3, 2019 by Max Doe</div></div>",
        "<title>Bells of Orfe | The Parish</title>",
    )
    assert str(document.description.issued) == "2012-05-04"
    assert [one.family for one in document.description.authors] == ["Roe"]


def test_lines_that_stand_elsewhere_tell_nothing() -> None:
    document = page(
        f"<div><p>June 3, 2019 by Max Doe</p></div><div><h2>Bells of Orfe</h2></div><div><p>{PROSE}</p><p>{PROSE}</p></div>",
        "<title>Bells of Orfe | The Parish</title>",
    )
    assert document.description.authors == ()


def test_the_title_of_a_post_is_no_site_name() -> None:
    document = page(
        f"<header><h1>The Parish</h1></header><h3 class='post-title entry-title'>Bells of Orfe</h3><p>{PROSE}</p>",
        "<title>The Parish: Bells of Orfe</title>",
    )
    assert document.description.title == "Bells of Orfe"


def test_posts_of_a_list_do_not_name_it() -> None:
    document = page(
        f"<h1>The Parish</h1><h3 class='post-title'>Bells</h3><p>{PROSE}</p><h3 class='post-title'>Moss</h3><p>{PROSE}</p>",
        "<title>The Parish</title>",
    )
    assert document.description.title == "The Parish"


def test_a_label_among_the_lines_over_an_article_opens_no_list() -> None:
    document = page(
        "<h1>Bell</h1><dl><dt>Source:</dt><dd>University of Orfe</dd><dt>Summary:</dt><dd>Bells ring.</dd></dl>"
        f"<div><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p></div>"
    )
    assert words(document, "body").count(PROSE.strip()) == 3


@pytest.mark.parametrize("note", ['id="fn1"', 'epub:type="footnote"', 'id="x" role="doc-footnote"'])
def test_asides_may_be_notes(note: str) -> None:
    document = page(f"<h1>Bell</h1><p>{PROSE}</p><p>{PROSE}</p><aside {note}><p>1. Roe, Bells, 64.</p></aside>")
    assert words(document, "notes") == ["1. Roe, Bells, 64."]


@pytest.mark.parametrize("aside", ['id="sidebar1"', 'class="promo"', "", 'id="menu-2"'])
def test_other_asides_are_boilerplate(aside: str) -> None:
    document = page(f"<h1>Bell</h1><p>{PROSE}</p><p>{PROSE}</p><aside {aside}><p>Roe rings bells.</p></aside>")
    assert words(document, "notes") == []
    assert "Roe rings bells." in words(document, "boilerplate")


def test_a_byline_of_a_link_is_no_menu() -> None:
    document = page(
        f"<article><h1>Bell</h1><p>Par <a href='/s/roe'>Nathaniel Roe</a></p><p>{PROSE}</p><p>{PROSE}</p></article>"
    )
    assert [one.family for one in document.description.authors] == ["Roe"]


def test_a_list_of_authors() -> None:
    document = page(
        f"<article><h1>Bell</h1><ul class='authors'><li>Emma Roe</li></ul><p>{PROSE}</p><p>{PROSE}</p></article>"
    )
    assert [one.family for one in document.description.authors] == ["Roe"]


def test_short_chapters_of_a_book_are_no_head() -> None:
    document = page(
        "<h1>1 Pigeons</h1><p>In 1973 Roe glued magnets to pigeons.</p><h1>Notes</h1><p>Roe J. Bells. J Bells 2019;9:55-61.</p>"
    )
    assert words(document, "head") == ["1 Pigeons"]
    assert words(document, "notes")[0] == "Notes"


def test_the_title_of_a_page_saved_from_word() -> None:
    document = page(f"<p class=MsoTitle>Sleep and school</p><p class=MsoNormal>{PROSE}</p>", "<title>Handout</title>")
    assert document.description.title == "Sleep and school"


def test_marked_words_in_a_row_are_lines() -> None:
    document = page(
        f"<h1>Bell</h1><div><span>Health</span><span>By Rhoda Roe</span><span>3 April 2018</span></div><p>{PROSE}</p>"
    )
    assert "Health\nBy Rhoda Roe\n3 April 2018" in document.text
    assert [one.family for one in document.description.authors] == ["Roe"]
    assert str(document.description.issued) == "2018-04-03"


@pytest.mark.parametrize(
    "markup",
    [
        "<div><span>T</span><span>he bell</span></div>",
        "<div><b>Bells</b> of <i>Orfe</i></div>",
        "<p><b>Bells</b><i>Orfe</i></p>",
    ],
)
def test_other_marked_words_stand_together(markup: str) -> None:
    assert "\n" not in page(markup).text


def test_a_box_whose_heading_is_only_marked() -> None:
    box = "<div><strong>Lesen Sie auch</strong><a href='/1'>„Diesel sind sauber“, meint Autobauer Ralf Roe</a></div>"
    document = page(f"<article><h1>Bell</h1><p>{PROSE}</p>{box}<p>{PROSE}</p></article>")
    assert words(document, "body") == [PROSE.strip()] * 2


def test_a_paragraph_with_marked_words_is_no_box() -> None:
    document = page(
        f"<article><h1>Bell</h1><p>{PROSE}</p><div><b>Related</b> bells ring. {PROSE}</div><p>{PROSE}</p></article>"
    )
    assert len(words(document, "body")) == 3
