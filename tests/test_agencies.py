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


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        pytest.param("ALSO READ Norway's Supreme Court ruled.", ["Supreme Court"], id="a call to the reader"),
        pytest.param("Peru waits. Furious Supreme Court judges left.", ["Supreme Court"], id="an adjective that opens"),
        pytest.param("Hon'ble Supreme Court of Nepal sat.", ["Supreme Court of Nepal"], id="a word of esteem"),
        pytest.param("Spain's Ministry of Labour and the party met.", ["Ministry of Labour"], id="and the other side"),
        pytest.param("the Kenyan Election Commission against Ruva", ["Kenyan Election Commission"], id="an opponent"),
        pytest.param(
            "the Kenyan Commission against Corruption", ["Kenyan Commission against Corruption"], id="an evil"
        ),
        pytest.param("Chad's HXY and Rural Roads Department paid.", ["Rural Roads Department"], id="an acronym before"),
        pytest.param("the States and Central Board of Customs in India", ["Central Board of Customs"], id="the states"),
    ],
)
def test_a_name_begins_and_ends_where_the_body_does(gazetteer: Gazetteer, body: str, texts: list[str]) -> None:
    assert [text for text, _ in found(gazetteer, body)] == texts


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("She waited at Westminster Bridge in Britain.", id="a bridge"),
        pytest.param("India: they live in Navy Nagar.", id="a quarter"),
        pytest.param("The Supreme Court Act of Kenya passed.", id="an act"),
        pytest.param("Nepal's Inquiring Authority may ask.", id="any authority"),
        pytest.param("The Authority of Kenya is great.", id="a noun with a country alone"),
        pytest.param("In the UK, WHO IS PAYING?", id="a word of a heading in capitals"),
    ],
)
def test_what_is_named_after_a_body_is_none(gazetteer: Gazetteer, body: str) -> None:
    assert found(gazetteer, body) == []


def test_an_acronym_that_the_article_spells_out_otherwise_is_another_bodys(gazetteer: Gazetteer) -> None:
    body = "The Eastern Carriers Board (ECB) met. The ECB sells tickets."
    assert found(gazetteer, body) == []
    assert found(gazetteer, "The European Central Bank (ECB) met. The ECB waits.")[-1] == (
        "ECB",
        "european-central-bank",
    )


def test_in_sport_an_acronym_is_a_sports_body(gazetteer: Gazetteer) -> None:
    assert (
        found(gazetteer, "Pune: three wickets, six overs of the bowler, a fine innings in cricket, the ICC said.") == []
    )
    assert found(gazetteer, "They won the ICC Champions Trophy.") == []
    assert found(gazetteer, "Judges of the ICC in The Hague agreed.") == [("ICC", "international-criminal-court")]


@pytest.mark.parametrize(
    ("body", "country_id"),
    [
        pytest.param("Police in Jaipur waited. The Home Ministry was silent.", "IN", id="a city"),
        pytest.param("Justin Trudeau waited. The Supreme Court was silent.", "CA", id="an office-holder"),
        pytest.param("The Lok Sabha waited. The Supreme Court was silent.", "IN", id="a body of one country"),
        pytest.param("Kenya sued in London; the Supreme Court was silent.", "KE", id="a country before a capital"),
        pytest.param("Chile waits for the United States. Parliament was silent.", "CL", id="no parliament in the US"),
    ],
)
def test_the_country_of_a_common_name_is_where_the_story_plays(
    gazetteer: Gazetteer, body: str, country_id: str
) -> None:
    assert find(gazetteer, body)[-1].agency.country_id == country_id


def test_congress_is_a_party_in_a_story_from_india(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "The Lok Sabha rose. Congress leaders left for the United States.") == [
        ("Lok Sabha", "in-lok-sabha")
    ]
    assert found(gazetteer, "In the United States, Congress leaders left.") == [("Congress", "us-congress")]


def test_a_high_commission_is_a_mission(gazetteer: Gazetteer) -> None:
    agency = find(gazetteer, "Crowds stood before the Indian High Commission in Nairobi.")[0].agency
    assert (agency.kind, agency.country_id) == ("diplomatic", "IN")
