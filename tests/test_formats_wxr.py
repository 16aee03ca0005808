"""WXR: published posts of a WordPress export, whatever state it is in."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import articles, outcomes, read_bytes, reasons

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Example Post</title><language>en-US</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login><![CDATA[ada]]></wp:author_login>
<wp:author_display_name><![CDATA[Ada Lovelace]]></wp:author_display_name></wp:author>
"""
CONTENT = "<!-- wp:paragraph --><p>First &amp; foremost.</p>\n\nSecond <b>paragraph</b>.\n\n[gallery ids=1]"


def post(number: int, content: str = CONTENT, *, kind: str = "post", status: str = "publish", rest: str = "") -> str:
    """An item of an export."""
    return (
        f"<item><title>T{number}</title><link>https://example.org/{number}</link><dc:creator>ada</dc:creator>"
        f'<guid isPermaLink="false">g{number}</guid><content:encoded><![CDATA[{content}]]></content:encoded>'
        f"<wp:post_date_gmt>2024-06-04 08:00:00</wp:post_date_gmt><wp:post_type>{kind}</wp:post_type>"
        f'<wp:status>{status}</wp:status><category domain="category"><![CDATA[Politics]]></category>{rest}</item>\n'
    )


def export(*items: str, head: str = HEAD) -> bytes:
    """An export of these items."""
    return (head + "".join(items) + "</channel></rss>").encode("utf-8", "surrogatepass")


def test_a_post_becomes_an_article() -> None:
    (article,) = articles(read_bytes(export(post(1))))
    assert article.body == "First & foremost.\n\nSecond paragraph."
    assert (article.title, article.url, article.external_id) == ("T1", "https://example.org/1", "g1")
    assert (article.publisher, article.language, article.category) == ("Example Post", "en-US", "Politics")
    assert (article.authors, article.published_at) == (("Ada Lovelace",), "2024-06-04 08:00:00")


def test_pages_attachments_and_drafts_are_no_records() -> None:
    items = [post(1), post(2, kind="page"), post(3, kind="attachment"), post(4, status="draft"), post(5)]
    assert outcomes(read_bytes(export(*items))) == ["T1", "T5"]


def test_exports_of_any_version_are_known_by_their_namespace() -> None:
    for address in ("http://wordpress.org/export/1.0/", "https://wordpress.org/export/1.2/"):
        head = HEAD.replace("http://wordpress.org/export/1.2/", address)
        assert outcomes(read_bytes(export(post(1), post(2, kind="page"), head=head))) == ["T1"]


def test_control_characters_are_left_out_and_nothing_else() -> None:
    (article,) = articles(read_bytes(export(post(1, "<p>One\x0b\x1f two\x00</p>"))))
    assert article.body == "One two"


def test_faults_that_can_be_mended_are() -> None:
    found = read_bytes(export(post(1, rest="<x>R&D &nbsp; caf&eacute; ]]></x>"), post(2, "a <![CDATA[ b ]]> c")))
    assert outcomes(found) == ["T1", "T2"]


def test_a_broken_item_costs_itself_and_says_where() -> None:
    content = export(post(1), post(2).replace("</title>", ""), post(3))
    found = read_bytes(content)
    assert outcomes(found) == ["T1", "syntax", "T3"]
    assert found[1].byte_offset == content.index(b"<item><title>T2")


def test_an_export_that_breaks_off_keeps_what_came_before() -> None:
    assert outcomes(read_bytes(export(post(1), post(2))[:-80])) == ["T1", "truncated"]


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from([post(1), "<item>", "</item>", "<![CDATA[", "]]>", "<p>", "&", "\ud800", "x" * 500]),
        max_size=40,
    )
)
def test_any_pieces_are_accounted_for(pieces: list[str]) -> None:
    read_bytes(export(*pieces), max_record_bytes=3_000)


def test_thousands_of_posts_keep_their_numbers() -> None:
    items = [post(n) if n % 6 else post(n).replace("</title>", "") for n in range(1, 3_001)]
    found = read_bytes(export(*items))
    assert len(found) == 3_000
    assert reasons(found) == ["syntax"] * 500
