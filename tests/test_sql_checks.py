"""Every check in sql/checks passes on sound rows and finds the rows it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import pytest

from tasks.store.queries import Check, read_checks
from tasks.store.warehouse import failing_rows
from tests.warehouse_rows import (
    BODY,
    DAY,
    article,
    bullet,
    counted,
    mention,
    occurrence,
    run,
    sound_rows,
    summary,
    warehouse_of,
)

CHECKS = {check.name: check for check in read_checks()}
NEXT_DAY = date(2024, 6, 5)


class Fault(NamedTuple):
    """Rows that a check must not let pass; `changes` replace the sound rows of whole tables."""

    check: str
    says: str
    changes: Mapping[str, Sequence[Mapping[str, Any]]]


def _agency(**changes: Any) -> dict[str, Any]:
    facts = {"name": "HM Treasury", "acronym": None, "parent_id": None, "wikidata_id": None}
    return counted(**{"agency_id": "gb-hm-treasury", "kind": "ministry", "country_id": "GB", **facts, **changes})


def _input(**changes: Any) -> dict[str, Any]:
    return {**sound_rows()["inputs"][0], **changes}


def _mentions(**changes: Any) -> list[Mapping[str, Any]]:
    first, *others = sound_rows()["mentions"]
    return [{**first, **changes}, *others]


SPAN = bullet()["evidence"][0]
FAULTS = [
    Fault(
        "addresses_have_one_latest",
        "two articles of one address are both the latest",
        {"articles": [article("a1", url_key="x.org/1"), article("a2", url_key="x.org/1")]},
    ),
    Fault(
        "addresses_have_one_latest", "no article of an address is the latest", {"articles": [article(is_latest=False)]}
    ),
    Fault("agencies_have_known_kinds", "a kind is unknown", {"agencies": [_agency(kind="company")]}),
    Fault(
        "agencies_have_known_kinds",
        "an intergovernmental body belongs to a country",
        {"agencies": [_agency(kind="intergovernmental")]},
    ),
    Fault("articles_are_unique", "an id is there twice", {"articles": [article(), article()]}),
    Fault(
        "articles_are_unique",
        "an id is there on two days",
        {"articles": [article(), article(dump_date=NEXT_DAY)]},
    ),
    Fault(
        "articles_have_sections",
        "a long article has no bullets in one section",
        {"articles": [article(word_count=40)], "summaries": [summary(key_takeaways=[])]},
    ),
    Fault(
        "bullets_are_ranked",
        "a rank is given twice",
        {"summary_bullets": [bullet(position=1, rank=1), bullet(position=2, rank=1), bullet("key_takeaways")]},
    ),
    Fault(
        "bullets_are_ranked",
        "positions leave a gap",
        {"summary_bullets": [bullet(position=2, rank=1), bullet("key_takeaways")]},
    ),
    Fault(
        "bullets_are_ranked",
        "positions begin at nought and leave a gap",
        {
            "summaries": [summary(in_shorts=[bullet()["text"]] * 2)],
            "summary_bullets": [
                bullet(position=0, rank=1),
                bullet(position=2, rank=2),
                bullet("key_takeaways"),
            ],
        },
    ),
    Fault(
        "bullets_are_ranked",
        "the summary lists another text",
        {"summaries": [summary(in_shorts=["Something else."])]},
    ),
    Fault("bullets_are_ranked", "the summary lists a bullet that has no row", {"summary_bullets": [bullet()]}),
    Fault("bullets_are_ranked", "a bullet has no summary", {"summaries": []}),
    Fault(
        "bullets_keep_to_evidence",
        "an extract names somebody whom its evidence does not have",
        {"summary_bullets": [bullet(text="Ada Byron presented a budget for France.")]},
    ),
    Fault(
        "bullets_keep_to_evidence",
        "a model's bullet has a figure of its own",
        {"summary_bullets": [bullet(text="A budget of 12 points was presented.", method="llm:small")]},
    ),
    Fault(
        "bullets_keep_to_evidence",
        "a model's bullet has a month of its own",
        {"summary_bullets": [bullet(text="A budget was presented in July.", method="llm:small")]},
    ),
    Fault(
        "bullets_keep_to_evidence",
        "a model's bullet quotes what nobody said",
        {"summary_bullets": [bullet(text='Lovelace presented "a fair budget" for France.', method="llm:small")]},
    ),
    Fault(
        "bullets_keep_to_evidence",
        "a model's bullet has no evidence",
        {"summary_bullets": [bullet(text="A budget was presented.", method="llm:small", evidence=[])]},
    ),
    Fault(
        "dates_are_plausible",
        "an article is from two days after its dump",
        {"articles": [article(published_at=datetime(2024, 6, 6, tzinfo=UTC))]},
    ),
    Fault(
        "dates_are_plausible",
        "an article is from before 1900",
        {"articles": [article(published_at=datetime(1899, 12, 31, tzinfo=UTC))]},
    ),
    Fault(
        "duplicates_point_to_originals",
        "the original is not here",
        {"articles": [article(duplicate_of="nowhere", duplicate_kind="exact")]},
    ),
    Fault(
        "duplicates_point_to_originals",
        "the original is a duplicate itself",
        {
            "articles": [
                article("a1"),
                article("a2", duplicate_of="a1", duplicate_kind="exact"),
                article("a3", duplicate_of="a2", duplicate_kind="exact"),
            ]
        },
    ),
    Fault(
        "evidence_holds",
        "an extract says another word than its evidence",
        {"summary_bullets": [bullet(text="Ada Lovelace presented a plan for France.")]},
    ),
    Fault("evidence_holds", "an extract has no evidence", {"summary_bullets": [bullet(evidence=[])]}),
    Fault(
        "evidence_holds",
        "evidence reaches beyond the body",
        {"summary_bullets": [bullet(method="publisher", evidence=[{"start_char": 0, "end_char": len(BODY) + 1}])]},
    ),
    Fault(
        "evidence_holds",
        "evidence begins before the body",
        {"summary_bullets": [bullet(method="publisher", evidence=[{"start_char": -1, "end_char": 5}])]},
    ),
    Fault(
        "evidence_holds",
        "evidence is empty",
        {"summary_bullets": [bullet(method="publisher", evidence=[{"start_char": 5, "end_char": 5}])]},
    ),
    Fault(
        "evidence_holds",
        "the spans of an extract are in another order than its words",
        {
            "summary_bullets": [
                bullet(
                    text="Ada Lovelace presented a budget",
                    evidence=[{"start_char": 13, "end_char": 31}, {"start_char": 0, "end_char": 12}],
                )
            ]
        },
    ),
    Fault(
        "expected_dumps_arrived",
        "a dump has not come",
        {"inputs": [*sound_rows()["inputs"], _input(dump_uri="wire/2024-06-04/*", is_received=False)]},
    ),
    Fault("inputs_add_up", "a file has fewer articles than it counts", {"articles": []}),
    Fault("inputs_add_up", "a file has fewer rejects than it counts", {"rejects": []}),
    Fault("inputs_add_up", "the counts of a file do not add up", {"inputs": [_input(record_count=3)]}),
    Fault("inputs_add_up", "an article comes from a file that is not listed", {"inputs": []}),
    *(
        Fault("keys_are_unique", f"a row of {table} is there twice", {table: [rows[0], rows[0]]})
        for table, rows in sound_rows().items()
    ),
    Fault("mentions_hold", "the body at the span is another text", {"mentions": _mentions(start_char=1)}),
    Fault("mentions_hold", "a span reaches beyond the body", {"mentions": [mention(1, "June.", end_char=999)]}),
    Fault("mentions_hold", "a span begins before the body", {"mentions": [mention(1, "Ada", start_char=-1)]}),
    Fault("mentions_hold", "a span is empty", {"mentions": [mention(1, text="", start_char=3, end_char=3)]}),
    Fault("mentions_hold", "an article of mentions is missing", {"articles": []}),
    Fault(
        "mentions_hold",
        "mention numbers begin at nought and leave a gap",
        {"mentions": [mention(0), mention(2, "France")]},
    ),
    Fault("mentions_hold", "mention numbers leave a gap", {"mentions": _mentions(mention_no=7)}),
    Fault("mentions_hold", "a mention number is given twice", {"mentions": _mentions(mention_no=2)}),
    Fault("mentions_refer_to_entities", "a person of a mention is unknown", {"people": []}),
    Fault("mentions_refer_to_entities", "a mention is missing from the article's people", {"article_people": []}),
    Fault(
        "mentions_refer_to_entities",
        "the article's list counts another number of mentions",
        {"article_countries": [occurrence(country_id="FR", is_direct=True, mention_count=2)]},
    ),
    Fault(
        "mentions_refer_to_entities",
        "the article's list names an agency without mention",
        {"mentions": sound_rows()["mentions"][:2]},
    ),
    *(
        Fault("references_are_whole", f"a row of {table} is of another day than its article", {table: [moved]})
        for table, (first, *_) in sound_rows().items()
        if table.startswith("article_") or table in ("mentions", "summaries", "summary_bullets")
        for moved in [{**first, "dump_date": NEXT_DAY}]
    ),
    *(
        Fault("references_are_whole", f"what an article mentions is missing from {table}", {table: []})
        for table in ("people", "countries", "agencies")
    ),
    Fault("references_are_whole", "an article is missing", {"articles": []}),
    Fault("references_are_whole", "a summary of bullets is missing", {"summaries": []}),
    Fault("references_are_whole", "an agency is its own parent", {"agencies": [_agency(parent_id="gb-hm-treasury")]}),
    Fault("references_are_whole", "an agency's country is no code", {"agencies": [_agency(country_id="uk")]}),
    *(
        Fault(
            "entities_add_up", f"{table} state another {column}", {table: [{**sound_rows()[table][0], column: value}]}
        )
        for table in ("people", "countries", "agencies")
        for column, value in {"article_count": 2, "mention_count": 0, "first_dump_date": NEXT_DAY}.items()
    ),
    Fault("entities_add_up", "a person is in no article", {"article_people": []}),
    Fault(
        "entities_add_up",
        "an article's person begins elsewhere than its first mention",
        {"article_people": [occurrence(person_id="ada-lovelace", role=None, first_start_char=1)]},
    ),
    Fault(
        "entities_add_up",
        "a salience is above one",
        {"article_people": [occurrence(person_id="ada-lovelace", role=None, salience=1.5)]},
    ),
    Fault("entities_add_up", "a duplicate is counted", {"articles": [article(duplicate_of="a0")]}),
    Fault("runs_add_up", "a day has no plan", {"runs": [run("ingest", 2, 1)]}),
    Fault("runs_add_up", "a day was planned twice", {"runs": [run("plan", 1, 1), *sound_rows()["runs"]]}),
    Fault("runs_add_up", "the plan lists another number of files", {"runs": [run("plan", 2, 1), run("ingest", 2, 1)]}),
    Fault("runs_add_up", "fewer files came than the plan has", {"inputs": [_input(is_received=False)]}),
    Fault(
        "runs_add_up", "ingest read more records than inputs have", {"runs": [run("plan", 1, 1), run("ingest", 3, 1)]}
    ),
    Fault("runs_add_up", "ingest kept an article that is not here", {"articles": []}),
    Fault("summaries_belong_to_articles", "a summary has no article", {"articles": []}),
    Fault(
        "summaries_belong_to_articles",
        "the depth section is not the body",
        {"summaries": [summary(in_depth=BODY + " And more.")]},
    ),
    Fault("summaries_belong_to_articles", "an article has two summaries", {"summaries": [summary(), summary()]}),
]


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_passes_on_sound_rows(check: Check) -> None:
    with warehouse_of(sound_rows()) as con:
        assert failing_rows(con, check) == {}


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_passes_on_an_empty_warehouse(check: Check) -> None:
    with warehouse_of({}) as con:
        assert failing_rows(con, check) == {}


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault.check}: {fault.says}" for fault in FAULTS])
def test_finds(fault: Fault) -> None:
    with warehouse_of(sound_rows(**fault.changes)) as con:
        assert failing_rows(con, CHECKS[fault.check]), fault.says


def test_says_the_day_of_the_rows_it_finds() -> None:
    day = date(2024, 6, 9)
    rows = sound_rows(articles=[article(), article("a2", dump_date=day, duplicate_of="gone", duplicate_kind="exact")])
    with warehouse_of(rows) as con:
        assert failing_rows(con, CHECKS["duplicates_point_to_originals"]) == {day: 1}


def test_no_check_is_without_a_failing_fixture() -> None:
    assert {fault.check for fault in FAULTS} | {"volumes_are_usual"} == set(CHECKS)  # that one in test_volumes.py


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("ada Lovelace presented a budget for France", [SPAN]),
        ("Presented a budget for France!", [{"start_char": 13, "end_char": 42}]),
        (
            "Ada Lovelace presented a budget.",
            [{"start_char": 0, "end_char": 12}, {"start_char": 13, "end_char": 31}],
        ),
    ],
    ids=["without closing punctuation", "with another first letter's case", "of two spans joined by a space"],
)
def test_evidence_holds_for_an_extract(text: str, evidence: list[dict[str, int]]) -> None:
    with warehouse_of(sound_rows(summary_bullets=[bullet(text=text, evidence=evidence)])) as con:
        assert failing_rows(con, CHECKS["evidence_holds"]) == {}


@pytest.mark.parametrize(
    "text",
    [
        "For France, Ada Lovelace presented a budget.",
        "A budget was presented. Officials said nothing of it.",
        'Lovelace presented "a budget" for France',
        "Lovelace’s budget for France",
    ],
    ids=["its own order", "words that open a sentence", "a quotation from the evidence", "a possessive"],
)
def test_a_models_bullet_may_use_words_of_its_own(text: str) -> None:
    with warehouse_of(sound_rows(summary_bullets=[bullet(text=text, method="llm:small")])) as con:
        assert failing_rows(con, CHECKS["bullets_keep_to_evidence"]) == {}


@pytest.mark.parametrize("text", ["PM2.5 is in the air.", "Dust (PM2.5) is in the air."])
def test_a_word_with_a_point_before_its_figure_is_one_word_where_a_sentence_opens(text: str) -> None:
    span = {"start_char": 0, "end_char": len(text)}
    rows = sound_rows(articles=[article(body=text)], summary_bullets=[bullet(text=text, evidence=[span])])
    with warehouse_of(rows) as con:
        assert failing_rows(con, CHECKS["bullets_keep_to_evidence"]) == {}


def test_evidence_counts_code_points_not_bytes() -> None:
    body = "Größe 😀 zählt. Ada spoke."
    span = {"start_char": body.index("Ada"), "end_char": len(body)}
    rows = sound_rows(
        articles=[article(body=body)],
        summary_bullets=[bullet(text="Ada spoke.", evidence=[span])],
        mentions=[mention(1, start_char=span["start_char"], end_char=span["start_char"] + 3) | {"text": "Ada"}],
    )
    with warehouse_of(rows) as con:
        assert failing_rows(con, CHECKS["evidence_holds"]) == {}
        assert failing_rows(con, CHECKS["mentions_hold"]) == {}


def test_a_publishers_bullet_may_stand_without_evidence() -> None:
    with warehouse_of(sound_rows(summary_bullets=[bullet(method="publisher", text="Own words.", evidence=[])])) as con:
        assert failing_rows(con, CHECKS["evidence_holds"]) == {}


def test_members_of_an_archive_count_for_their_dump_file() -> None:
    reject = {**sound_rows()["rejects"][0], "dump_uri": "a.zip!/c/d.jsonl"}
    rows = {"articles": [article(dump_uri="a.zip!/b.jsonl")], "rejects": [reject], "inputs": [_input(dump_uri="a.zip")]}
    with warehouse_of(sound_rows(**rows)) as con:
        assert failing_rows(con, CHECKS["inputs_add_up"]) == {}


def test_a_date_up_to_a_day_after_the_dump_is_plausible() -> None:
    moment = datetime(2024, 6, 5, 23, 59, tzinfo=UTC)
    with warehouse_of(sound_rows(articles=[article(published_at=moment)])) as con:
        assert failing_rows(con, CHECKS["dates_are_plausible"]) == {}


def test_days_are_counted_apart() -> None:
    rows = [article("a1", is_latest=False), article("a2", is_latest=False, dump_date=NEXT_DAY)]
    with warehouse_of(sound_rows(articles=rows)) as con:
        assert failing_rows(con, CHECKS["addresses_have_one_latest"]) == {DAY: 1, NEXT_DAY: 1}
