"""Tombstones know an article again by its text, its address and what nearly equals it, and hold none of it."""

from __future__ import annotations

import pytest

from tasks.text.cleaning import normalised
from tasks.text.signature import signature_of
from tasks.text.tombstones import Identity, Tombstone, Tombstones, bury, is_quoting, quoted_runs, sha256_of

BODY = " ".join(
    f"Sentence number {number} speaks of the harbour, the mayor and the price of rope." for number in range(20)
)
OTHER = " ".join(
    f"Rule {number} of chess says what a knight, a rook or a pawn may do on the board." for number in range(20)
)
ADDRESS = "example.org/harbour"


def identity(body: str, url_key: str | None = None) -> Identity:
    """What ingest knows of an article."""
    text = normalised(body)
    return Identity(sha256_of(body), sha256_of(text), url_key, signature_of(text))


def tombstone(body: str = BODY, url_key: str | None = ADDRESS, *, with_near: bool = True) -> Tombstone:
    """The tombstone of an article."""
    return bury(("a1", "2024-06-04", body), because="requested", reason="order", url_key=url_key, with_near=with_near)


@pytest.mark.parametrize(
    ("body", "url_key", "why"),
    [
        (BODY, None, "exact"),
        (BODY.upper().replace(",", " -"), None, "exact"),
        (BODY.replace("number 7 ", "number seventy "), None, "near"),
        (OTHER, ADDRESS, "revision"),
        (OTHER, "example.org/other", None),
        (BODY[: len(BODY) // 3], None, None),
    ],
    ids=["its text", "other case and punctuation", "a word changed", "its address", "another article", "a third of it"],
)
def test_an_article_is_known_again(body: str, url_key: str | None, why: str | None) -> None:
    found = Tombstones([tombstone()]).match(identity(body, url_key))
    assert (found[1] if found else None) == why


def test_without_an_address_or_a_signature_only_the_text_counts() -> None:
    stones = Tombstones([tombstone(url_key=None, with_near=False)])
    assert stones.match(identity(OTHER, ADDRESS)) is None
    assert stones.match(identity(BODY.replace("number 7 ", "number seventy "))) is None
    assert stones.match(identity(BODY)) is not None


def test_a_text_without_letters_is_known_by_itself_alone() -> None:
    stones = Tombstones([tombstone("* * *", None)])
    assert stones.match(identity("* * *")) is not None
    assert stones.match(identity("- - -")) is None


def test_a_short_text_has_no_near_duplicates() -> None:
    assert tombstone("Quarterly dividend of four cents a share.").signature is None


def test_the_first_tombstone_that_fits_is_named() -> None:
    later = tombstone()._replace(article_id="a2", reason="later")
    found = Tombstones([tombstone(), later]).match(identity(BODY))
    assert found
    assert found[0].reason == "order"


def test_no_tombstones_match_nothing() -> None:
    assert not Tombstones()
    assert Tombstones().match(identity(BODY)) is None


def test_an_excerpt_is_known_by_its_hash() -> None:
    stones = Tombstones([tombstone()._replace(excerpt_sha256s=(sha256_of('{"title": "Harb'),))])
    assert stones.quotes('{"title": "Harb')
    assert not stones.quotes('{"title": "Har')
    assert not stones.quotes("")


@pytest.mark.parametrize(
    ("text", "is_quotation"),
    [
        ('{"body": "Sentence number 3 speaks of the harbour, the may', True),
        ("<h1>Rope is dear</h1>", True),
        ("ROPE IS DEAR", True),
        ("Rope is cheap and the harbour is full of it", False),
        ("", False),
    ],
    ids=["six words", "the title", "the title in capitals", "words of it", "nothing"],
)
def test_a_quotation_is_the_title_or_six_words_in_a_row(text: str, is_quotation: bool) -> None:
    assert is_quoting(text, quoted_runs("Rope is dear", BODY)) == is_quotation


def test_a_title_of_two_words_tells_nothing() -> None:
    assert not is_quoting("Harbour news of today", quoted_runs("Harbour news", BODY))
