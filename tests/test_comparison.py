"""`daybook compare-models`: what another model gains and loses on a day, with home left as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tasks.config import Settings
from tasks.errors import InputError
from tasks.measure.comparison import EntityCount, compare_models
from tests.lake_builder import DAY_1, DAY_3, record, run_stages, write_jsonl

BODY = "The prize of the academy for Zorro Quimby was small. Zorro Quimby had asked for a prize from Germany."


@pytest.fixture(scope="module")
def other_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pipeline that knows a person whom the tiny model does not know."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", name="senter")
    ruler: Any = nlp.add_pipe("entity_ruler", name="ner")
    ruler.add_patterns([{"label": "PERSON", "pattern": name} for name in ("Ada Lovelace", "Zorro Quimby")])
    nlp.meta.update(name="other", version="2.0.0")
    folder = tmp_path_factory.mktemp("other") / "en_other"
    nlp.to_disk(folder)
    return str(folder)


@pytest.fixture
def settings(make_settings: Callable[..., Settings], tmp_path: Path, tiny_model: str) -> Settings:
    """A home whose first day is deduplicated, two articles in two parts."""
    write_jsonl(tmp_path / "dumps" / "2024-06-04.jsonl", [record(1), record(2, body=BODY)])
    settings = make_settings(model=tiny_model, shard_records=1)
    run_stages([DAY_1], settings, last="dedupe")
    return settings


def _content(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def test_people_that_only_the_other_model_finds_are_gained(settings: Settings, other_model: str) -> None:
    before = _content(settings.home)
    comparison = compare_models(DAY_1, settings.model, other_model, settings)
    assert comparison.models == ("en_tiny 1.0.0", "en_other 2.0.0")
    assert comparison.article_count == 2
    people, countries, _ = comparison.changes
    assert people.gained == (EntityCount("zorro-quimby", "Zorro Quimby", 2),)
    assert (people.lost, people.entity_counts, people.mention_counts) == ((), (1, 2), (2, 4))
    assert (people.mentions_gained, people.mentions_lost) == (2, 0)
    assert countries.gained == countries.lost == ()
    assert countries.entity_counts == (2, 2)
    assert _content(settings.home) == before


def test_the_way_back_loses_what_the_way_there_gains(settings: Settings, other_model: str) -> None:
    there = compare_models(DAY_1, settings.model, other_model, settings)
    back = compare_models(DAY_1, other_model, settings.model, settings)
    assert [change.lost for change in back.changes] == [change.gained for change in there.changes]
    assert all(seconds > 0 for seconds in (*there.seconds, *back.seconds))


def test_a_model_beside_itself_changes_nothing(settings: Settings) -> None:
    for change in compare_models(DAY_1, settings.model, settings.model, settings).changes:
        assert (change.gained, change.lost, change.mentions_gained, change.mentions_lost) == ((), (), 0, 0)


def test_a_day_that_is_not_in_the_lake_is_an_error(settings: Settings) -> None:
    with pytest.raises(InputError, match=r"2024-06-06 is not in the lake of .* Run `daybook run --date 2024-06-06`"):
        compare_models(DAY_3, settings.model, settings.model, settings)


def test_an_unknown_model_is_an_error_before_any_work(settings: Settings) -> None:
    with pytest.raises(InputError, match=r"model 'en_none' cannot be read: no package 'en_none' is installed"):
        compare_models(DAY_1, settings.model, "en_none", settings)
