"""Title, authors and dates of a page: which statement is believed."""

from __future__ import annotations

import pytest

from tasks.text.html_authors import page_authors
from tasks.text.html_dates import stated_dates
from tasks.text.html_json_ld import article_node
from tasks.text.html_metadata import page_metadata
from tasks.text.html_tree import parse_html


def tree_of(head="", body=""):
    tree = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")
    assert tree is not None
    return tree


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            "<title>Storm hits coast | The Post</title>",
            "<h1>The Post</h1><h1>Storm hits coast</h1>",
            "Storm hits coast",
        ),
        (
            "<meta property='og:site_name' content='The Post'><title>Storm hits coast - The Post</title>",
            "",
            "Storm hits coast",
        ),
        ("<title>Part 1 - Storm hits coast</title>", "", "Part 1 - Storm hits coast"),
        ("<meta property='og:title' content='Storm hits'><title>Storm hits | x</title>", "<h1>News</h1>", "Storm hits"),
        ("", "<h1>Storm hits coast</h1>", "Storm hits coast"),
        ("", "<p>Nothing here</p>", None),
    ],
    ids=[
        "heading that is confirmed",
        "site's name off",
        "dash of the headline kept",
        "heading of a section",
        "heading",
        "none",
    ],
)
def test_title(head, body, title):
    assert page_metadata(tree_of(head, body), {}, url=None).title == title


@pytest.mark.parametrize(
    ("node", "head", "body", "lines", "authors"),
    [
        ({"author": {"name": "Ida Holm"}}, "<meta name='author' content='Jonas Brandt'>", "", (), ("Ida Holm",)),
        ({"author": ["Ida Holm", {"name": ["Jonas Brandt"]}]}, "", "", (), ("Ida Holm", "Jonas Brandt")),
        (
            {"author": {"name": "The Post"}},
            "<meta name='author' content='By Ida Holm, Reporter'>",
            "",
            (),
            ("Ida Holm",),
        ),
        (
            {},
            "<meta property='article:author' content='https://x.example/ida'>",
            "<a rel='author'>Ida Holm</a>",
            (),
            ("Ida Holm",),
        ),
        ({}, "", "<p class='byline'>By <b>IDA HOLM</b> and <b>JONAS BRANDT</b></p>", (), ("IDA HOLM", "JONAS BRANDT")),
        ({}, "", "<form><p class='author'>Name</p></form>", (), ()),
        ({}, "", "", ("Analysis by Ida Holm on Monday, May 6, 2024",), ("Ida Holm",)),
        ({}, "", "", ("Ida Holm, MS, RDN", "Von Ida Holm publiziert am 6. Mai"), ("Ida Holm",)),
        ({}, "", "<span class='author'>Updated 5 minutes ago</span>", (), ()),
    ],
    ids=[
        "JSON-LD before meta",
        "several in JSON-LD",
        "publisher is no author",
        "profile address is no name",
        "byline of two",
        "label of a form",
        "line under the headline",
        "degrees",
        "time in the place of a name",
    ],
)
def test_authors(node, head, body, lines, authors):
    assert page_authors(tree_of(head, body), node, publisher="The Post", lead_lines=lines) == authors


def test_dates_come_in_order_of_trust():
    head = (
        "<meta property='article:published_time' content='2024-05-02'>"
        "<meta property='article:modified_time' content='2024-05-09'>"
    )
    body = "<time datetime='2024-05-03'>May 3</time><span class='post-date'>May 4, 2024</span>"
    dates = stated_dates(tree_of(head, body), {"datePublished": "2024-05-01"}, lead_lines=["Posted on May 5, 2024"])
    assert dates == (
        ("json_ld", "2024-05-01"),
        ("html_meta", "2024-05-02"),
        ("html_time", "2024-05-03"),
        ("html_time", "May 4, 2024"),
        ("html_time", "May 5, 2024"),
    )


@pytest.mark.parametrize(
    "body",
    [
        "<time class='updated' datetime='2024-05-03'>x</time>",
        "<p class='comment-date'>May 3, 2024</p>",
        "<time>an hour ago</time>",
    ],
    ids=["modification", "comment", "relative time"],
)
def test_date_of_something_else_is_not_taken(body):
    assert stated_dates(tree_of("", body), {}) == ()


@pytest.mark.parametrize(
    ("script", "headline"),
    [
        ('<!-- {"@type": "Article", "headline": "A"} -->', "A"),
        ('[{"@type": "Organization"}, {"@type": ["Thing", "ReportageNewsArticle"], "headline": "A"}]', "A"),
        ('{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "headline": "A"}}', "A"),
        ('{"@type": "Article", "headline": "A\nB"};', "A\nB"),
        ('{"@type": "ItemList", "itemListElement": [{"@type": "Article", "headline": "A"}]}', None),
        ('{"@type": "Article", "headline": ', None),
        ("[" * 100_000, None),
    ],
    ids=["in a comment", "one of several", "main entity", "raw newline", "item of a list", "cut", "deep"],
)
def test_json_ld_node_of_the_article(script, headline):
    assert article_node(tree_of(f'<script type="application/ld+json">{script}</script>')).get("headline") == headline
