"""`daybook eval`: what a gold file may look like, and how what was found is counted against it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tasks.config import Settings
from tasks.errors import InputError
from tasks.measure.evaluation import evaluate
from tasks.measure.gold import GoldArticle, GoldEntity, read_gold
from tasks.measure.name_forms import agency_forms, full_names, person_form, surface_form
from tasks.measure.scoring import Figure, FoundEntity, FoundInArticle, ScoringError, score
from tests.lake_builder import FLOOD, Silence

TEXT = "Ada Lovelace met Grace Hopper in France."


def _gold(folder: Path, rows: Iterable[Mapping[str, Any] | str]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The Treasury’s", "treasury"),
        ("U.S.", "us"),
        ("Banks'", "banks"),
        ("  a\n b ", "a b"),
        ("’", ""),
    ],
    ids=["article and possessive", "full stops", "plural possessive", "blanks", "nothing left"],
)
def test_surface_forms_leave_out_what_tells_nothing(text: str, form: str) -> None:
    assert surface_form(text) == form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Prime Minister Sir Keir Starmer", "keir starmer"),
        ("President", "president"),
        ("Prime Minister", "prime minister"),
        ("Mr. Roe's", "roe"),
    ],
    ids=["titles in a row", "a title alone", "two words of title alone", "abbreviated"],
)
def test_person_forms_are_without_titles(text: str, form: str) -> None:
    assert person_form(text) == form


def test_full_names_are_all_forms_where_none_has_two_words() -> None:
    assert full_names(["Ada Lovelace", "Lovelace"]) == {"ada lovelace"}
    assert full_names(["Lovelace"]) == {"lovelace"}


def test_agency_forms_are_also_without_the_country() -> None:
    assert agency_forms(["French Ministry of Finance"]) == {"french ministry of finance", "ministry of finance"}
    assert agency_forms(["Parliament of Sri Lanka"]) == {"parliament of sri lanka", "parliament"}


def test_a_gold_file_in_the_documented_form_is_read(tmp_path: Path) -> None:
    row = {
        "id": 7,
        "title": "Met",
        "text": TEXT,
        "people": [{"name": "Ada Lovelace", "mentions": ["Lovelace"]}, "Grace Hopper"],
        "countries": ["FR"],
        "agencies": [{"name": "OPEC", "kind": "intergovernmental"}, {"name": "Congress"}],
    }
    (article,) = read_gold(_gold(tmp_path, [row, "", ""]))
    assert (article.gold_id, article.title, article.countries) == ("7", "Met", {"FR"})
    assert article.people == (
        GoldEntity("Ada Lovelace", ("Lovelace", "Ada Lovelace")),
        GoldEntity("Grace Hopper", ("Grace Hopper",)),
    )
    assert [agency.is_national for agency in article.agencies or ()] == [False, True]


def test_an_article_without_an_id_is_named_by_its_line(tmp_path: Path) -> None:
    rows = [{"text": TEXT, "countries": []}, {"text": TEXT, "countries": []}]
    assert [article.gold_id for article in read_gold(_gold(tmp_path, rows))] == ["line-0", "line-1"]


def test_typed_spans_are_mentions_of_people_and_nested_ones_are_kept_apart(tmp_path: Path) -> None:
    spans = [
        {"type": "Person", "level": 0, "text": "Ada Lovelace"},
        {"type": "Person", "level": 1, "text": "Harvard"},
        {"type": "Place", "level": 0, "text": "France"},
    ]
    (article,) = read_gold(_gold(tmp_path, [{"text": TEXT, "entities": spans}]))
    assert (article.person_mentions, article.nested_people) == (("Ada Lovelace",), ("Harvard",))


def test_labels_count_within_their_span_alone(tmp_path: Path) -> None:
    labels = [
        {"start": 0, "text": "Ada Lovelace", "person": True},
        {"start": 17, "text": "Grace Hopper", "person": True},
        {"start": 4, "text": "she", "person": True, "coref": True},
        {"start": 33, "text": "France"},
    ]
    (article,) = read_gold(_gold(tmp_path, [{"text": TEXT, "labels": labels, "evaluation_span": [0, 16]}]))
    assert (article.person_mentions, article.scored_text) == (("Ada Lovelace",), "Ada Lovelace met")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["{broken"], r"line 1: not JSON"),
        ([{"text": TEXT, "countries": []}, {"id": 1}], r"line 2: expected an object with the article's 'text'"),
        ([{"text": TEXT, "people": [{"mentions": []}]}], r"line 1: KeyError 'name'"),
        ([{"text": TEXT}], r"no line has people, countries, agencies"),
        ([{"id": 1, "text": TEXT, "countries": []}] * 2, r"id '1' occurs twice"),
        ([], r"no line has people"),
    ],
    ids=["not JSON", "no text", "a person without a name", "nothing to score", "an id twice", "empty"],
)
def test_a_gold_file_that_is_wrong_says_where(tmp_path: Path, rows: list[Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_gold(_gold(tmp_path, rows))


def test_a_gold_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.jsonl: gold file cannot be read: No such file"):
        read_gold(tmp_path / "gone.jsonl")


def _person(name: str, *mentions: str) -> FoundEntity:
    return FoundEntity(name, mentions or (name,))


def test_people_match_by_any_form_and_only_once() -> None:
    gold = GoldArticle("a", None, TEXT, people=(GoldEntity("Ada Lovelace", ("Ada Lovelace",)),))
    found = FoundInArticle(people=(_person("Ada King", "Ada Lovelace"), _person("Ada Lovelace"), _person("Roe")))
    scores = score([gold], {"a": found})
    assert scores.figures == {"people": Figure(1, 3, 1)}
    assert scores.errors == [
        ScoringError("a", "people", "wrong", "ada lovelace"),
        ScoringError("a", "people", "wrong", "roe"),
    ]


def test_as_many_pairs_are_made_as_there_can_be() -> None:
    """The first agency found fits both of gold, the second only the one that it would take at first sight."""
    gold = GoldArticle("a", None, TEXT, agencies=(GoldEntity("X", ("x", "y")), GoldEntity("Y", ("y",))))
    found = FoundInArticle(agencies=(FoundEntity("x", ("y",)), FoundEntity("x", ())))
    assert score([gold], {"a": found}).figures["agencies"] == Figure(2, 2, 2)


def test_characters_and_credit_lines_count_neither_way() -> None:
    gold = GoldArticle("a", None, TEXT, people=(), neutral=frozenset({"sherlock holmes"}))
    assert score([gold], {"a": FoundInArticle(people=(_person("Sherlock Holmes"),))}).figures["people"] == Figure()


def test_mentions_are_counted_as_often_as_they_stand() -> None:
    gold = GoldArticle("a", None, TEXT, person_mentions=("Roe", "Roe", "Doe"), nested_people=("Harvard",))
    found = FoundInArticle(people=(_person("Roe", "Mr Roe", "Harvard", "Poe"),))
    scores = score([gold], {"a": found})
    assert scores.figures["people_mentions"] == Figure(1, 2, 3)
    assert [(error.error, error.text) for error in scores.errors] == [
        ("missed", "doe"),
        ("missed", "roe"),
        ("wrong", "poe"),
    ]


def test_mentions_outside_the_scored_text_do_not_count() -> None:
    gold = GoldArticle("a", None, TEXT, person_mentions=("Ada Lovelace",), scored_text="Ada Lovelace met")
    found = FoundInArticle(people=(_person("Ada Lovelace", "Ada Lovelace", "Ada Lovelace"), _person("Grace Hopper")))
    assert score([gold], {"a": found}).figures["people_mentions"] == Figure(1, 1, 1)


def test_an_international_body_is_national_only_where_gold_says_so() -> None:
    national = GoldEntity("European Commission", ("European Commission",))
    other = GoldEntity("OPEC", ("OPEC",), is_national=False)
    found = [FoundEntity(name, (), is_national=False) for name in ("European Commission", "OPEC", "NATO")]
    gold = GoldArticle("a", None, TEXT, agencies=(national, other))
    figures = score([gold], {"a": FoundInArticle(agencies=tuple(found))}).figures
    assert figures == {"agencies": Figure(1, 1, 1), "agencies_igo": Figure(2, 3, 2)}


def test_countries_are_exact_where_the_whole_set_is_right() -> None:
    gold = [GoldArticle(name, None, TEXT, countries=frozenset(codes)) for name, codes in (("a", ["FR"]), ("b", []))]
    scores = score(gold, {"a": FoundInArticle(countries=frozenset({"FR", "DE"})), "b": FoundInArticle()})
    assert scores.figures == {"countries": Figure(1, 2, 1)}
    assert (scores.countries_exact, scores.countries_exact_filled) == (Figure(1, 2, 2), Figure(0, 1, 1))


def test_an_article_that_was_refused_counts_as_found_nothing() -> None:
    scores = score([GoldArticle("a", None, TEXT, countries=frozenset({"FR"}))], {})
    assert (scores.articles, scores.articles_missing, scores.figures["countries"].recall) == (1, 1, 0.0)


def test_shares_are_zero_where_there_is_nothing_to_divide_by() -> None:
    assert (Figure().precision, Figure().recall, Figure().f1) == (0.0, 0.0, 0.0)
    assert Figure(2, 4, 2).f1 == pytest.approx(2 / 3)


def test_evaluation_runs_the_stages_and_leaves_home_alone(tmp_path: Path, tiny_model: str) -> None:
    row = {"text": FLOOD, "people": [{"name": "Grace Hopper"}], "countries": ["DE"], "agencies": []}
    gold = _gold(tmp_path, [{**row, "id": "a"}, {**row, "id": "copy"}, {**row, "id": "empty", "text": " "}])
    scores = evaluate(gold, Settings(home=tmp_path / "home", workers=1, model=tiny_model), progress=Silence())
    assert (scores.articles, scores.articles_missing) == (3, 1)
    assert scores.figures["people"] == Figure(2, 2, 3)
    assert scores.figures["countries"] == Figure(2, 2, 3)
    assert not (tmp_path / "home").exists()
