"""Duplicates are found over days, whatever the order of arrival, and a revision is none."""

from __future__ import annotations

import hashlib
import random
from datetime import UTC, date, datetime, timedelta

import pytest

from tasks.duplicates import Join, Signed, find_duplicates
from tasks.text.signature import bands_of, common_share, shingles_of, signature_of

FIRST = date(2024, 6, 1)
WORDS = [f"word{number}" for number in range(400)]
TEXT = " ".join(WORDS)
CHANGED = " ".join([*WORDS[:360], *(f"other{number}" for number in range(40))])
UNRELATED = " ".join(f"else{number}" for number in range(300))


def signed(article_id: str, text: str, *, day: int = 0, url_key: str | None = None) -> tuple[Signed, str]:
    moment = datetime.combine(FIRST + timedelta(days=day), datetime.min.time(), UTC)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Signed(moment.date(), moment, article_id, url_key, digest, signature_of(text)), text


def joins_of(*articles: tuple[Signed, str]) -> list[Join]:
    texts = {one.article_id: text for one, text in articles}
    return find_duplicates([one for one, _ in articles], texts.__getitem__)


def test_equal_text_is_an_exact_duplicate_of_the_earlier_dump():
    assert joins_of(signed("b", TEXT), signed("a", TEXT, day=1)) == [Join("a", "b", "exact", 1.0)]


def test_text_with_most_shingles_in_common_is_a_near_duplicate_with_its_share():
    (join,) = joins_of(signed("a", TEXT), signed("b", CHANGED, day=2))
    assert (join.duplicate_of, join.duplicate_kind) == ("a", "near")
    assert join.duplicate_share == pytest.approx(common_share(TEXT, CHANGED), abs=1e-4)


def test_unrelated_texts_are_not_joined():
    assert joins_of(signed("a", TEXT), signed("b", UNRELATED)) == []


def test_another_text_at_the_same_address_is_a_revision():
    assert joins_of(signed("a", TEXT, url_key="x/1"), signed("b", CHANGED, day=1, url_key="x/1")) == []


def test_the_same_text_at_the_same_address_is_a_redelivery():
    (join,) = joins_of(signed("a", TEXT, url_key="x/1"), signed("b", TEXT, day=1, url_key="x/1"))
    assert join.duplicate_of == "a"


def test_notices_of_a_few_words_are_joined_where_they_are_equal_only():
    notice = "Qtly div six cts vs six cts prior Pay April 10 Record March"
    assert joins_of(signed("a", f"{notice} 27"), signed("b", f"{notice} 31")) == []
    assert len(joins_of(signed("a", notice), signed("b", notice))) == 1


@pytest.mark.parametrize(("days", "is_joined"), [(7, True), (8, False)], ids=["seven days later", "eight days later"])
def test_window_is_seven_days(days, is_joined):
    assert bool(joins_of(signed("a", TEXT), signed("b", TEXT, day=days))) is is_joined


def test_originals_do_not_chain_beyond_the_window():
    joins = joins_of(signed("a", TEXT), signed("b", TEXT, day=6), signed("c", TEXT, day=12))
    assert joins == [Join("b", "a", "exact", 1.0)]


def test_duplicates_never_point_at_duplicates_and_order_does_not_matter():
    rng = random.Random(7)
    articles = [
        signed(f"{number:03}", rng.choice([TEXT, CHANGED, UNRELATED]), day=rng.randrange(20)) for number in range(60)
    ]
    joins = joins_of(*articles)
    assert joins
    assert not {join.duplicate_of for join in joins} & {join.article_id for join in joins}
    rng.shuffle(articles)
    assert joins_of(*articles) == joins


def test_signature_is_the_same_on_every_machine():
    assert (
        hashlib.sha256(signature_of("the quick brown fox jumps over the lazy dog")).hexdigest()[:16]
        == "52fd7a2c1d5d8b7d"
    )


def test_short_and_empty_texts_have_one_shingle():
    assert [shingles_of(text) for text in ("", "one", "a b c d", "a b c d e")] == [
        [""],
        ["one"],
        ["a b c d"],
        ["a b c d", "b c d e"],
    ]


def test_bands_cover_the_whole_signature():
    signature = signature_of(TEXT)
    assert b"".join(band for _, band in bands_of(signature)) == signature
