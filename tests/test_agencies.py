from __future__ import annotations

import pytest

from tasks.data import read_table
from tasks.text.agencies import AgencyMention, find_agencies
from tasks.text.agency_functions import function_of
from tasks.text.countries import find_countries
from tasks.text.entity_words import split_words
from tasks.text.gazetteer import TABLES, Gazetteer, build_gazetteer

NONE: frozenset[int] = frozenset()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return build_gazetteer({name: read_table(name) for name in TABLES})


def find(gazetteer: Gazetteer, body: str, people: frozenset[int] = NONE) -> list[AgencyMention]:
    words = split_words(body)
    return find_agencies(words, gazetteer, find_countries(words, gazetteer, NONE, NONE), people)


def found(gazetteer: Gazetteer, body: str) -> list[tuple[str, str]]:
    words = split_words(body)
    return [(words.text(m.first, m.last), m.agency.agency_id) for m in find(gazetteer, body)]


@pytest.mark.parametrize(
    ("body", "text", "agency_id"),
    [
        ("Peru's Ministry of Education replied.", "Ministry of Education", "pe-ministry-of-education"),
        ("The Peruvian Education Ministry replied.", "Peruvian Education Ministry", "pe-ministry-of-education"),
        ("Iran complained; the foreign ministry said so.", "foreign ministry", "ir-ministry-of-foreign-affairs"),
        ("The US Treasury Department acted.", "US Treasury Department", "us-department-of-the-treasury"),
        ("Kenya's Supreme Court ruled.", "Supreme Court", "ke-supreme-court-of-kenya"),
        ("The Bundestag voted.", "Bundestag", "de-bundestag"),
        ("The Pentagon declined to comment.", "Pentagon", "us-department-of-defense"),
        ("OPEC cut output.", "OPEC", "organization-of-the-petroleum-exporting-countries"),
    ],
)
def test_an_agency_is_resolved(gazetteer: Gazetteer, body: str, text: str, agency_id: str) -> None:
    assert found(gazetteer, body) == [(text, agency_id)]


def test_all_wordings_of_a_ministry_are_one_agency(gazetteer: Gazetteer) -> None:
    body = "The Chilean Foreign Ministry spoke. The Ministry of Foreign Affairs in Santiago added more."
    assert len({agency_id for _, agency_id in found(gazetteer, body)}) == 1


def test_coordinated_departments_are_two_agencies(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "The US asked the State and Treasury departments.") == [
        ("State", "us-department-of-state"),
        ("Treasury departments", "us-department-of-the-treasury"),
    ]


def test_a_part_of_an_agency_is_an_agency_beside_it(gazetteer: Gazetteer) -> None:
    ids = [agency_id for _, agency_id in found(gazetteer, "the Justice Department's Bureau of Prisons in the US")]
    assert ids == ["us-department-of-justice", "us-federal-bureau-of-prisons"]


def test_an_explained_acronym_is_known_from_there_on(gazetteer: Gazetteer) -> None:
    body = "Norway's Agency for Fisheries Control (AFC) objected. The AFC will appeal."
    texts = [text for text, _ in found(gazetteer, body)]
    assert texts == ["Agency for Fisheries Control", "AFC", "AFC"]


def test_a_lone_head_noun_goes_back_to_the_full_name(gazetteer: Gazetteer) -> None:
    body = "Norway's Fisheries Tribunal met. Lawyers asked the Tribunal for time."
    assert len({agency_id for _, agency_id in found(gazetteer, body)}) == 1
    assert found(gazetteer, body)[1][0] == "Tribunal"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Deutsche Bank and Goldman Sachs lent more.", id="banks are companies"),
        pytest.param("The Olympic Committee met.", id="sports bodies are private"),
        pytest.param("Reuters and AFP reported it.", id="news agencies are media"),
        pytest.param("The Trump Administration agreed.", id="an administration is no agency"),
        pytest.param("She lives on Court Street.", id="a street is no court"),
        pytest.param("He studies at the History Department.", id="a faculty is no department"),
        pytest.param("A Member of Parliament asked.", id="a member is no parliament"),
        pytest.param("They plan a ministry of silly walks.", id="lower case needs a known portfolio"),
    ],
)
def test_private_bodies_and_look_alikes_are_left_out(gazetteer: Gazetteer, body: str) -> None:
    assert found(gazetteer, body) == []


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Spain's Ministry of Labour on Monday refused.", "Ministry of Labour"),
        ("Spain's Ministry of Health, Monday's host, refused.", "Ministry of Health"),
        ("The Federal Office for Roads, Rail and Ports agreed.", "Federal Office for Roads, Rail and Ports"),
        ("The Social, Cultural, and Economic Council sat.", "Social, Cultural, and Economic Council"),
    ],
)
def test_edges_stop_at_days_and_keep_lists(gazetteer: Gazetteer, body: str, text: str) -> None:
    assert [text for text, _ in found(gazetteer, body)] == [text]


def test_the_title_of_a_person_behind_a_link_is_no_part_of_an_agency(gazetteer: Gazetteer) -> None:
    body = "They went to the Election Commission against Prime Minister Sunil Asha."
    words = split_words(body)
    people = frozenset({words.forms.index("Sunil"), words.forms.index("Asha")})
    assert [words.text(m.first, m.last) for m in find(gazetteer, body, people)] == ["Election Commission"]


def test_a_guarded_acronym_needs_its_country(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "The DEA raided a farm.") == []
    assert found(gazetteer, "In the United States, the DEA raided a farm.")[0][1].startswith("us-drug-enforcement")


def test_an_embassy_belongs_to_its_sender(gazetteer: Gazetteer) -> None:
    mention = find(gazetteer, "Crowds gathered at the Turkish embassy in Oslo.")[0]
    assert mention.agency.kind == "diplomatic"
    assert mention.agency.country_id == "TR"
    assert mention.agency.name == "Turkish embassy in Oslo"


def test_a_ministry_in_a_story_about_the_united_states_is_another_countrys(gazetteer: Gazetteer) -> None:
    body = "Chile wrote to the United States. The Interior Ministry waits."
    assert found(gazetteer, body)[0][1].startswith("cl-")


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("Foreign Office", "foreign"),
        ("Ministry of Foreign Affairs", "foreign"),
        ("Department of Defense", "defence"),
        ("Ministry of the Interior", "interior"),
        ("Supreme Court", "supreme_court"),
        ("Ministry of Silly Walks", None),
    ],
)
def test_function_of_a_name(name: str, function: str | None) -> None:
    known = function_of(name)
    assert (known[0] if known else None) == function
