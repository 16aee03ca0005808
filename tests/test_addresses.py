"""Two spellings of one address compare equal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.addresses import url_key


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?x=1&y=2",
        "http://example.org/a?x=1&y=2",
        "https://www.example.org/a?x=1&y=2",
        "https://EXAMPLE.org/a/?x=1&y=2",
        "https://example.org:443/a?x=1&y=2",
        "https://example.org/a?y=2&x=1",
        "https://example.org/a?x=1&y=2#comments",
        "https://example.org/a?utm_source=rss&x=1&UTM_medium=feed&y=2&fbclid=abc",
        "  https://user:secret@example.org/a?x=1&y=2\n",
    ],
)
def test_spellings_of_one_address(url: str) -> None:
    assert url_key(url) == "example.org/a?x=1&y=2"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/a", "https://example.org:8080/a"),
        ("https://example.org/a?x", "https://example.org/a?y"),
        ("https://news.example.org/a", "https://example.org/a"),
    ],
    ids=["case of the path", "parameter", "port", "empty parameter", "host"],
)
def test_different_addresses_stay_different(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize(
    "url",
    [None, "", "news/1", "ftp://example.org/a", "mailto:a@example.org", "https://", "https://[::1", "https://x:99999/"],
)
def test_what_is_no_web_address_has_no_key(url: str | None) -> None:
    assert url_key(url) is None


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_any_text_has_a_key_or_none_and_a_key_keeps_its_meaning(text: str) -> None:
    url_key(text)
    key = url_key(f"https://example.org/{text}")
    if key is not None and "[" not in key:
        assert url_key(f"http://{key}") == key
