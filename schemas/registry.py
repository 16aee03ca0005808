"""Every table by name: those that are published and those that stay in the lake."""

from __future__ import annotations

from schemas import (
    agencies,
    article_agencies,
    article_countries,
    article_people,
    articles,
    check_results,
    countries,
    inputs,
    mentions,
    people,
    rejects,
    runs,
    summaries,
    summary_bullets,
)
from schemas.contract import Contract
from schemas.lake import candidates, day_articles, day_entities, phrases, plan, records, sentences, spans

PUBLISHED_TABLES: tuple[Contract, ...] = (
    articles.CONTRACT,
    summaries.CONTRACT,
    summary_bullets.CONTRACT,
    mentions.CONTRACT,
    people.CONTRACT,
    countries.CONTRACT,
    agencies.CONTRACT,
    article_people.CONTRACT,
    article_countries.CONTRACT,
    article_agencies.CONTRACT,
    rejects.CONTRACT,
    inputs.CONTRACT,
    runs.CONTRACT,
    check_results.CONTRACT,
)

LAKE_TABLES: tuple[Contract, ...] = (
    plan.CONTRACT,
    records.CONTRACT,
    day_articles.CONTRACT,
    sentences.CONTRACT,
    phrases.CONTRACT,
    spans.CONTRACT,
    candidates.CONTRACT,
    day_entities.PEOPLE_OF_DAY,
    day_entities.COUNTRIES_OF_DAY,
    day_entities.AGENCIES_OF_DAY,
)

_BY_NAME = {one.table: one for one in (*PUBLISHED_TABLES, *LAKE_TABLES)}


def contract_of(table: str) -> Contract:
    """The contract of a table; KeyError for a name that no contract has."""
    return _BY_NAME[table]
