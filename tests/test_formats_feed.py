"""RSS and Atom: every item alone, as publishers write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile import item, rss
from tests.reading import articles, outcomes, read_bytes, reasons

RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Example Wire</title><link>https://example.org/</link><language>en-gb</language>
<item><title>Budget &amp; taxes</title><link>/news/1</link><guid>g1</guid><dc:creator>Ada Lovelace</dc:creator>
<pubDate>Tue, 04 Jun 2024 08:00:00 GMT</pubDate><category>Politics</category><description>Short.</description>
<content:encoded><![CDATA[<p>The budget &amp; the taxes.</p><p>They rise.</p><script>x()</script>]]>
</content:encoded></item>
<item><title>No text</title><link>https://example.org/news/2</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Beispiel</title>
<entry><id>urn:1</id><title type="html">&lt;b&gt;Haus&lt;/b&gt;halt</title><link href="https://example.org/1"/>
<updated>2024-06-04T08:00:00Z</updated><author><name>Grace Hopper</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Der Haushalt wächst.</p><p>Sehr.</p></div></content>
</entry></feed>""".encode()


def test_an_rss_item_becomes_an_article() -> None:
    found = read_bytes(RSS)
    assert outcomes(found) == ["Budget & taxes", "missing_body"]
    (article,) = articles(found)
    assert article.body == "The budget & the taxes.\n\nThey rise."
    assert (article.external_id, article.url) == ("g1", "https://example.org/news/1")
    assert (article.publisher, article.language) == ("Example Wire", "en-gb")
    assert (article.authors, article.category) == (("Ada Lovelace",), "Politics")
    assert article.published_at == "Tue, 04 Jun 2024 08:00:00 GMT"
    assert [one.byte_offset for one in found] == [RSS.index(b"<item>"), RSS.rindex(b"<item>")]


def test_an_atom_entry_becomes_an_article() -> None:
    (article,) = articles(read_bytes(ATOM))
    assert article.body == "Der Haushalt wächst.\n\nSehr."
    assert (article.title, article.publisher, article.authors) == ("Haushalt", "Beispiel", ("Grace Hopper",))
    assert article.published_at == "2024-06-04T08:00:00Z"


def test_rss_1_0_with_prefixes_is_read() -> None:
    content = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        b"<channel><title>Wire</title><items><rdf:Seq/></items></channel>"
        b"<item rdf:about='x'><title>T1</title><description>Text</description></item></rdf:RDF>"
    )
    assert outcomes(read_bytes(content)) == ["T1"]


def test_a_feed_without_items_has_no_records_and_a_broken_one_is_refused() -> None:
    assert read_bytes(rss()) == []
    assert reasons(read_bytes(b"<rss><channel><title>Wire</titl")) == ["syntax"]


@pytest.mark.parametrize(
    "broken",
    [
        b"<item><title>T2</title><description>open",
        b"<item><title>T2</title><description><![CDATA[open</description></item>",
        b"<item><title>T2</title><!-- open</item>",
    ],
    ids=["item", "CDATA", "comment"],
)
def test_an_item_that_is_not_closed_costs_itself(broken: bytes) -> None:
    assert outcomes(read_bytes(rss(item(1), broken, item(3), item(4)))) == ["T1", reasons_of(broken), "T3", "T4"]


def reasons_of(broken: bytes) -> str:
    """What is not closed to the end of the file is truncated, what ends at the next item is a fault of syntax."""
    return "truncated" if b"<!" in broken else "syntax"


def test_an_end_without_a_beginning_is_told() -> None:
    content = rss(item(1), b"<itm><title>T2</title></item>", item(3))
    assert outcomes(read_bytes(content)) == ["T1", "syntax", "T3"]


def test_control_characters_and_named_entities_do_not_cost_an_item() -> None:
    found = read_bytes(rss(item(1, b"A\x0b\x00B caf&eacute; &amp; R&D &nbsp;<b>bold")))
    assert len(articles(found)) == 1
    assert "caf\u00e9" in articles(found)[0].body


def test_an_item_over_the_limit_is_passed_over() -> None:
    content = rss(item(1), item(2, b"x" * 200_000), item(3))
    assert outcomes(read_bytes(content, max_record_bytes=10_000)) == ["T1", "too_large", "T3"]


def test_a_long_head_does_not_slow_every_item() -> None:
    content = RSS.replace(b"<item>", b"<!-- " + b"x" * 900_000 + b" --><item>", 1)
    assert articles(read_bytes(content))[0].publisher == "Example Wire"


def test_a_declared_encoding_is_believed() -> None:
    text = RSS.decode().replace("UTF-8", "ISO-8859-1").replace("They rise.", "Café “closed”.")
    assert "Café “closed”." in articles(read_bytes(text.encode("cp1252")))[0].body
    assert "Café “closed”." in articles(read_bytes(text.encode("utf-8")))[0].body


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            [
                b"<item>",
                b"</item>",
                b"<![CDATA[",
                b"]]>",
                b"<!--",
                b"-->",
                b"<title>T</title>",
                b"&x;",
                b"<",
                b"\xff",
                b"a" * 900,
            ]
        ),
        max_size=80,
    )
)
def test_any_pieces_are_accounted_for(pieces: list[bytes]) -> None:
    read_bytes(b"<rss><channel>" + b"".join(pieces), max_record_bytes=2_000)


def test_thousands_of_items_keep_their_numbers() -> None:
    items = [item(n) if n % 5 else b"<item><title>T%d</title>" % n for n in range(1, 3_001)]
    found = read_bytes(rss(*items, item(3_001)))
    assert len(found) == 3_001
    assert reasons(found) == ["syntax"] * 600
