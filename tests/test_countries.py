from __future__ import annotations

import pytest

from tasks.data import read_table
from tasks.text.countries import find_countries
from tasks.text.entity_words import split_words
from tasks.text.gazetteer import TABLES, Gazetteer, build_gazetteer

NONE: frozenset[int] = frozenset()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return build_gazetteer({name: read_table(name) for name in TABLES})


def found(gazetteer: Gazetteer, body: str, *, organisation: str = "", person: str = "") -> list[tuple[str, str, str]]:
    words = split_words(body)

    def indexes(phrase: str) -> frozenset[int]:
        start = words.index_at(body.index(phrase)) if phrase else 0
        return frozenset(range(start, start + len(split_words(phrase))))

    mentions = find_countries(words, gazetteer, indexes(person), indexes(organisation))
    return [(words.text(mention.first, mention.last), mention.country_id, mention.via) for mention in mentions]


def ids(gazetteer: Gazetteer, body: str) -> list[str]:
    return [country_id for _, country_id, _ in found(gazetteer, body)]


def test_names_aliases_and_demonyms_are_told_apart(gazetteer: Gazetteer) -> None:
    body = "Norway and the UK signed; Vietnamese envoys left Hanoi."
    assert found(gazetteer, body) == [
        ("Norway", "NO", "name"),
        ("UK", "GB", "alias"),
        ("Vietnamese", "VN", "demonym"),
        ("Hanoi", "VN", "capital"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("They asked us to wait.", id="us is a pronoun"),
        pytest.param("A ranch in New Mexico burned.", id="New Mexico is a state"),
        pytest.param("South American leaders met.", id="a continent is no country"),
        pytest.param("We ordered French fries and a Greek salad.", id="a dish is no country"),
        pytest.param("Her Spanish classes start at nine.", id="a school subject is no country"),
        pytest.param("He answered in Portuguese.", id="a language is no country"),
        pytest.param("The road ends at Jordan Street.", id="a street is no country"),
        pytest.param("A crash on US 40 closed two lanes.", id="a numbered road is no country"),
        pytest.param("The German Shepherd was found.", id="a breed is no country"),
        pytest.param("Anglo-Saxon law was harsh.", id="a prefix alone is no country"),
    ],
)
def test_what_only_looks_like_a_country_is_left_out(gazetteer: Gazetteer, body: str) -> None:
    assert ids(gazetteer, body) == []


def test_a_homonym_stands_for_the_country_beside_other_countries(gazetteer: Gazetteer) -> None:
    assert "JO" in ids(gazetteer, "Talks between Jordan, Egypt and Iraq resumed.")


def test_a_homonym_in_local_news_is_a_town(gazetteer: Gazetteer) -> None:
    body = "The Lebanon man was booked into the County jail. He lives on Oak Street in Ohio, the county sheriff said."
    assert ids(gazetteer, body) == []


def test_a_homonym_with_its_own_capital_and_neighbours_is_the_country(gazetteer: Gazetteer) -> None:
    assert "GE" in ids(gazetteer, "Georgia recalled its envoy from Russia.")
    assert "GE" not in ids(gazetteer, "Georgia votes on Tuesday. Polls in the state of Georgia close at seven.")


def test_a_country_in_a_club_name_is_no_mention_of_it(gazetteer: Gazetteer) -> None:
    club = "Danish Rowing Society"
    assert found(gazetteer, f"The {club} met.", organisation=club) == []
    both = found(gazetteer, f"The {club} met in Denmark for Danish rowers.", organisation=club)
    assert [text for text, _, _ in both] == ["Denmark", "Danish"]


def test_a_person_is_no_country(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Paris France sang.", person="Paris France") == []


def test_the_longest_name_is_taken(gazetteer: Gazetteer) -> None:
    assert ids(gazetteer, "South Sudan joined; the Dominican Republic did not.") == ["SS", "DO"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("The Dhaka Tribune wrote so.", id="a newspaper"),
        pytest.param("NORWAY TODAY MAGAZINE: the coast", id="a magazine in capitals"),
        pytest.param("The All India Farmers Front marched.", id="an association of all parts"),
        pytest.param("She moved to Georgia, US, in May.", id="a state named with its country"),
        pytest.param("Officers of the States and the Centre met.", id="states of another federation"),
    ],
)
def test_names_of_papers_and_associations_are_no_countries(gazetteer: Gazetteer, body: str) -> None:
    assert not {"BD", "NO", "IN", "GE"} & set(ids(gazetteer, body))
    assert "the States" not in [text for text, _, _ in found(gazetteer, body)]


def test_a_body_of_one_country_vouches_for_its_people(gazetteer: Gazetteer) -> None:
    body = "Attacks on Indians in Ohio worry the Lok Sabha. The county sheriff asked for calm."
    assert "IN" in ids(gazetteer, body)
    assert "IN" not in ids(gazetteer, body.replace("the Lok Sabha", "the school"))


def test_a_possessive_without_its_apostrophe_is_the_country(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Chinas exports rose.") == [("Chinas", "CN", "name")]
    assert found(gazetteer, "Frances sang.") == []
