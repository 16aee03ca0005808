"""tasks.text.html_page: the article of a page and nothing else, whatever the bytes are."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.text.html_page import article_from_html
from tests.html_pages import HEADLINE, PARAGRAPHS, page

BODY = "\n\n".join(PARAGRAPHS)
FURNITURE = {
    "subline": '<h2 class="dek">Cracks in the eastern wall are growing</h2>',
    "byline": '<p class="byline">By Jonas Brandt and Ida Holm</p>',
    "reading time": "<p>4 min read</p>",
}
AFTER = {
    "comments": '<div id="comments"><p>I have never seen such a wall in my whole life, a disgrace.</p></div>',
    "newsletter": '<div class="newsletter-box"><p>Get the news of the port in your inbox every morning.</p></div>',
    "related": '<aside><h3>Related</h3><ul><li><a href="/a">The wall that would not stand</a></li></ul></aside>',
    "cookie wall": '<div class="cookie-consent"><p>We and our 712 partners store information on your device.</p></div>',
}
LAST_LINES = {
    "subscription": "<p>Subscribe to our newsletter for more stories like this one.</p>",
    "credit": "<p>(Reporting by Jonas Brandt; editing by Ida Holm)</p>",
    "follow": "<p>Follow Jonas on Twitter @jonasbrandt.</p>",
    "rights": "<p>Copyright 2024 The Ellery Post.</p>",
    "links": '<p><a href="/more">More news from the harbour of Port Ellery</a></p>',
}


def body_of(content: str | bytes) -> str:
    article = article_from_html(content)
    assert article is not None
    return article.body


def test_page_gives_its_paragraphs_and_statements():
    article = article_from_html(page(), url="https://post.example/x")
    assert article is not None
    assert article.body == BODY
    assert article.title == HEADLINE
    assert article.authors == ("Jonas Brandt", "Ida Holm")
    assert article.publisher == "The Ellery Post"
    assert article.language == "en"
    assert article.category == "Local"
    assert article.canonical_url == "https://post.example/2024/02/06/harbour.html"
    assert article.dates == (("json_ld", "2024-02-06T09:30:00+01:00"),)


@pytest.mark.parametrize("markup", FURNITURE.values(), ids=FURNITURE)
def test_lines_before_the_article_are_left_out(markup):
    assert body_of(page(before=markup)) == BODY


@pytest.mark.parametrize("markup", AFTER.values(), ids=AFTER)
def test_parts_of_the_site_are_left_out(markup):
    assert body_of(page(after=markup)) == BODY


@pytest.mark.parametrize("markup", LAST_LINES.values(), ids=LAST_LINES)
def test_last_lines_of_the_site_are_left_out(markup):
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert body_of(page(body=paragraphs + markup)) == BODY


def test_pointer_between_paragraphs_is_left_out():
    pointer = '<p><strong><a href="/x">READ MORE: The wall that would not stand any longer</a></strong></p>'
    paragraphs = f"</p>{pointer}<p>".join(PARAGRAPHS)
    assert body_of(page(body=f"<p>{paragraphs}</p>")) == BODY


def test_figure_captions_are_left_out():
    figure = "<figure><img src='x.jpg'><figcaption>The eastern wall in January. Photo: I. Holm.</figcaption></figure>"
    paragraphs = f"</p>{figure}<p>".join(PARAGRAPHS)
    assert body_of(page(body=f"<p>{paragraphs}</p>")) == BODY


def test_article_cut_into_chunks_is_read_whole():
    chunks = "".join(
        f'<div class="chunk"><p>{one}</p><p>{one[::-1]}.</p></div><div class="ad"></div>' for one in PARAGRAPHS
    )
    body = body_of(page(body=chunks))
    assert all(paragraph in body for paragraph in PARAGRAPHS)


def test_embedded_post_between_paragraphs_is_kept():
    post = '<div class="social-embed"><blockquote><p>The wall is fine, believe me.</p></blockquote></div>'
    paragraphs = f"<p>{PARAGRAPHS[0]}</p>{post}" + "".join(f"<p>{one}</p>" for one in PARAGRAPHS[1:])
    assert "The wall is fine, believe me." in body_of(page(body=paragraphs))


def test_final_sentence_about_newsletters_is_kept():
    sentence = "Readers who subscribe to the paper will get the report on copyright and its newsletter for nothing."
    paragraphs = "".join(f"<p>{one}</p>" for one in (*PARAGRAPHS, sentence))
    assert body_of(page(body=paragraphs)).endswith(sentence)


def test_cells_of_a_row_are_one_paragraph():
    table = "<table><tr><th>Pier</th><th>Boats</th></tr><tr><td>North</td><td>31</td></tr></table>"
    paragraphs = f"<p>{PARAGRAPHS[0]}</p>{table}" + "".join(f"<p>{one}</p>" for one in PARAGRAPHS[1:])
    assert "\n\nNorth | 31\n\n" in body_of(page(body=paragraphs))


def test_body_of_a_page_that_scripts_fill_in_comes_from_json_ld():
    stated = "\\n".join(PARAGRAPHS)
    json_ld = f'{{"@type": "NewsArticle", "headline": "{HEADLINE}", "articleBody": "{stated}"}}'
    assert body_of(page(body="", json_ld=json_ld)) == BODY


def test_same_bytes_give_the_same_article_after_other_pages():
    first = article_from_html(page())
    for _ in range(3):
        article_from_html(page(body=f"<p>{PARAGRAPHS[0]}</p>" * 5))
    assert article_from_html(page()) == first


def test_page_that_hides_itself_until_a_script_runs_is_read():
    assert body_of(page().replace("<body>", '<body style="visibility: hidden">')) == BODY


@pytest.mark.parametrize(
    "content",
    [b"", b" \n", b"\0\0\0", b"<html></html>", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", b"<!--"],
    ids=["nothing", "white space", "NULs", "an empty page", "navigation alone", "an open comment"],
)
def test_page_without_an_article_has_none(content):
    assert article_from_html(content) is None


def test_broken_markup_is_read():
    broken = page().replace("</p>", "").replace("</div>", "").replace("</body></html>", "<p <b>")
    assert PARAGRAPHS[2] in body_of(broken)


def test_control_characters_do_not_reach_the_body():
    body = body_of(page(body="".join(f"<p>\0{one}&#1;&#x0;\x0b</p>" for one in PARAGRAPHS)))
    assert not [char for char in body if ord(char) < 32 and char != "\n"]


def test_entity_bomb_stays_small():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "boom" * 10}">' for n in range(12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE html [{entities}]>{page(after="<p>&e11;</p>")}'
    assert len(body_of(bomb)) < 2_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>" + b"<div>" * 3_000_000,
        b"<html><body>" + b"<b>x</b>" * 2_000_000,
        b"<html><body><p>" + b"<span>" * 500 + PARAGRAPHS[0].encode() + b"</span>" * 500,
        b'<html><body><div class="' + b"shar" * 2_000_000 + b'">' + page().encode(),
        b'<script type="application/ld+json">' + b"[" * 1_000_000 + b"</script>" + page().encode(),
    ],
    ids=["deep", "many elements", "deep text", "a long class", "deep JSON"],
)
def test_hostile_page_is_read_in_bounded_time(content):
    begun = time.monotonic()
    article_from_html(content)
    assert time.monotonic() - begun < 60


TAGS = ("<p>", "</p>", "<div class='a'>", "</div>", "<a href='x'>", "<table><tr><td>", "<h1>", "<li>", "<br>", "<!--")
ODDITIES = (
    "<script>",
    "&#1;",
    "\0",
    "é",
    "<time datetime='2024'>",
    '<script type="application/ld+json">{"@type":"Article"',
)
PIECES = st.sampled_from((*TAGS, *ODDITIES, *PARAGRAPHS))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400), st.lists(PIECES, max_size=60).map("".join)))
def test_no_bytes_raise(content):
    article = article_from_html(content, url="https://post.example/", charset="nonsense")
    assert article is None or article.body.strip()
