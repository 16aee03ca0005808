"""Articles of a day: ids that hang on content alone, numbered repeats, duplicates that point to the earliest."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks import dedupe
from tasks.config import Settings
from tasks.store.home import Home
from tasks.store.parts import part_name, read_footer, read_rows
from tests.lake_builder import DAY_1, DAY_2, record, run_stages, write_jsonl

OTHER_TEXT = "The harbour of Example Town is to be dredged in autumn, its council said on Tuesday after a long debate."


def _articles(
    records: Sequence[Sequence[Any]], make_settings: Callable[..., Settings], **changes: Any
) -> list[dict[str, Any]]:
    """The day's articles, in the order of their parts; each list of records is a dump file."""
    made = make_settings(**changes)
    for number, lines in enumerate(records):
        write_jsonl(Path(str(made.source)) / f"2024-06-04-{number:03d}.jsonl", lines)
    run_stages([DAY_1], made, last="dedupe")
    home = Home(made.home)
    count = dedupe.article_part_count(home, DAY_1)
    return [row for part in range(count) for row in read_rows(home, part_name("day_articles", DAY_1, part))]


def _ids(rows: Sequence[dict[str, Any]]) -> dict[tuple[Any, ...], str]:
    """article_id by what a reader sees of an article."""
    return {(row["external_id"], row["url"], row["title"], row["category"]): row["article_id"] for row in rows}


def _row(**changes: Any) -> dict[str, Any]:
    return {"publisher": "P", "external_id": "1", "url": "u", "title": "t", "body_sha256": "b", **changes}


def test_an_id_is_sixteen_hex_digits() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", dedupe.article_id(DAY_1, _row(), 0))


@pytest.mark.parametrize("column", ["publisher", "external_id", "title", "body_sha256"])
def test_an_id_changes_with(column: str) -> None:
    assert dedupe.article_id(DAY_1, _row(), 0) != dedupe.article_id(DAY_1, _row(**{column: "other"}), 0)


def test_an_id_changes_with_the_day_and_the_number_of_the_repeat() -> None:
    ids = {
        dedupe.article_id(DAY_1, _row(), 0),
        dedupe.article_id(DAY_2, _row(), 0),
        dedupe.article_id(DAY_1, _row(), 1),
    }
    assert len(ids) == 3


def test_the_address_stands_in_for_a_missing_id_only() -> None:
    with_id = {dedupe.article_id(DAY_1, _row(url=url), 0) for url in ("a", "b")}
    without = {dedupe.article_id(DAY_1, _row(url=url, external_id=None), 0) for url in ("a", "b")}
    assert (len(with_id), len(without)) == (1, 2)


def test_neighbouring_fields_cannot_be_mixed_up() -> None:
    one = dedupe.article_id(DAY_1, _row(publisher="ab", external_id="c"), 0)
    assert one != dedupe.article_id(DAY_1, _row(publisher="a", external_id="bc"), 0)


def test_a_published_id_stays_what_it_was() -> None:
    """Ids are in other people's notes and links: a change here is a change of the contract."""
    assert dedupe.article_id(DAY_1, _row(), 0) == "c9be2a93aa2ac525"


def test_ids_do_not_depend_on_files_order_or_part_size(make_settings: Callable[..., Settings], tmp_path: Path) -> None:
    records = [record(number) for number in range(1, 6)]
    together = _ids(_articles([records], make_settings, source=str(tmp_path / "one")))
    apart = _ids(
        _articles(
            [[one] for one in reversed(records)],
            make_settings,
            source=str(tmp_path / "many"),
            home=tmp_path / "other-home",
            shard_records=2,
        )
    )
    assert together == apart
    assert len(set(together.values())) == 5


def test_equal_repeats_are_numbered_and_all_kept(make_settings: Callable[..., Settings]) -> None:
    rows = _articles([[record(1), record(1)], [record(1)]], make_settings)
    expected = {dedupe.article_id(DAY_1, rows[0], repeat) for repeat in range(3)}
    assert {row["article_id"] for row in rows} == expected


def test_repeats_that_differ_elsewhere_keep_their_ids_in_any_order(
    make_settings: Callable[..., Settings], tmp_path: Path
) -> None:
    twins = [record(1, url="https://example.org/a", section="news"), record(1, url="https://example.org/b")]
    forth = _ids(_articles([twins], make_settings, source=str(tmp_path / "forth"), home=tmp_path / "home-1"))
    back = _ids(_articles([twins[::-1]], make_settings, source=str(tmp_path / "back"), home=tmp_path / "home-2"))
    assert forth == back


_TEXTS = st.sampled_from(["one", "two", "three"])
_RECORDS = st.lists(
    st.fixed_dictionaries(
        {"publisher": _TEXTS, "external_id": st.none() | _TEXTS, "url": _TEXTS, "title": _TEXTS, "published_at": _TEXTS}
    ),
    max_size=8,
)


def _full_row(given_row: dict[str, Any]) -> dict[str, Any]:
    body = f"body of {given_row['title']}"
    own: dict[str, Any] = {"own_in_shorts": [], "own_key_takeaways": []}
    constant = {"authors": [], "category": None, "published_at_refused": None, "published_at_from": "field"}
    return {**given_row, "body_sha256": body, "text_sha256": body, "language": "en", **own, **constant}


@given(_RECORDS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_order_of_records_gives_each_the_same_ids(records: list[dict[str, Any]], random: Any) -> None:
    rows = [_full_row(row) for row in records]
    shuffled = random.sample(rows, len(rows))

    def ids_by_content(ordered: list[dict[str, Any]]) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for row, one in zip(ordered, dedupe.identify(DAY_1, iter(ordered)), strict=True):
            groups.setdefault(repr(sorted(row.items())), []).append(one.article_id)
        return {content: sorted(ids) for content, ids in groups.items()}

    assert ids_by_content(rows) == ids_by_content(shuffled)
    assert len({one.article_id for one in dedupe.identify(DAY_1, iter(rows))}) == len(rows)


def test_a_repeat_with_the_same_text_and_title_takes_the_rows_of_the_one_published_first(
    make_settings: Callable[..., Settings],
) -> None:
    late = record(1, published_at="2024-06-04T12:00:00Z")
    early = record(1, id="r9", publisher="Other Wire", published_at="2024-06-04T06:00:00Z")
    by_publisher = {row["publisher"]: row for row in _articles([[late, early]], make_settings)}
    assert by_publisher["Other Wire"]["copy_of"] is None
    assert by_publisher["Example Wire"]["copy_of"] == by_publisher["Other Wire"]["article_id"]


def test_a_repeat_with_another_title_is_tagged_by_itself(make_settings: Callable[..., Settings]) -> None:
    rows = _articles([[record(1), record(1, id="r2", title="Another headline")]], make_settings)
    assert [row["copy_of"] for row in rows] == [None, None]


def test_a_repeat_in_other_letters_is_tagged_by_itself(make_settings: Callable[..., Settings]) -> None:
    shouted = record(2, body=OTHER_TEXT.upper().replace(",", " –"))
    rows = _articles([[record(1, body=OTHER_TEXT), shouted]], make_settings)
    assert [row["copy_of"] for row in rows] == [None, None]


def test_articles_that_share_no_text_are_no_copies(make_settings: Callable[..., Settings]) -> None:
    rows = _articles([[record(1), record(2), record(3, body=OTHER_TEXT)]], make_settings)
    assert [row["copy_of"] for row in rows] == [None, None, None]


def test_parts_hold_shard_records_at_most_and_keep_the_order(make_settings: Callable[..., Settings]) -> None:
    made = make_settings(shard_records=2)
    rows = _articles([[record(number) for number in range(1, 6)]], make_settings, shard_records=2)
    home = Home(made.home)
    sizes = [len(read_rows(home, part_name("day_articles", DAY_1, part))) for part in range(3)]
    assert sizes == [2, 2, 1]
    assert [row["record_no"] for row in rows] == [1, 2, 3, 4, 5]
    footer = read_footer(home, part_name("day_articles", DAY_1, 0))
    assert footer is not None
    assert (footer.rows_in, footer.rows_out, footer.part_count) == (5, 5, 3)


def test_a_day_of_rejects_alone_has_one_empty_part(make_settings: Callable[..., Settings]) -> None:
    assert _articles([["{broken"]], make_settings) == []
    assert dedupe.article_part_count(Home(make_settings().home), DAY_1) == 1


def test_a_day_that_was_not_deduplicated_has_no_parts(tmp_path: Path) -> None:
    assert dedupe.article_part_count(Home(tmp_path), DAY_1) == 0
