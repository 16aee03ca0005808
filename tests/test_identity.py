from __future__ import annotations

import pytest

from tasks.data import read_table
from tasks.text.gazetteer import TABLES, Gazetteer, build_gazetteer
from tasks.text.identity import LocalPerson, Person, resolve_people


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return build_gazetteer({name: read_table(name) for name in TABLES})


def people(*names: str) -> list[LocalPerson]:
    return [LocalPerson(f"article-{number}", name.casefold(), name, None, 1) for number, name in enumerate(names)]


def resolved(gazetteer: Gazetteer, *names: str) -> list[Person]:
    local = people(*names)
    found = resolve_people(local, gazetteer)
    return [found[person.article_id, person.entity_key] for person in local]


def test_one_person_across_articles_with_and_without_initial(gazetteer: Gazetteer) -> None:
    assert {person.person_id for person in resolved(gazetteer, "Nora Vance", "Nora B. Vance", "N. Vance")} == {
        "nora-vance"
    }


def test_contradicting_middle_names_are_two_people(gazetteer: Gazetteer) -> None:
    ids = [person.person_id for person in resolved(gazetteer, "Paul A. Reed", "Paul C. Reed")]
    assert ids == ["paul-a-reed", "paul-c-reed"]


def test_a_known_person_gets_usual_name_and_wikidata_id(gazetteer: Gazetteer) -> None:
    variants = resolved(gazetteer, "Volodymyr Zelensky", "Volodymyr Zelenskyy")
    assert len(set(variants)) == 1
    assert variants[0].name == "Volodymyr Zelenskyy"
    assert variants[0].wikidata_id == "Q3874799"


def test_accents_do_not_make_another_person(gazetteer: Gazetteer) -> None:
    assert len({person.person_id for person in resolved(gazetteer, "Andrés Peña", "Andres Pena")}) == 1


def test_a_lone_surname_joins_the_only_bearer_of_the_day(gazetteer: Gazetteer) -> None:
    assert resolved(gazetteer, "Lindqvist", "Eva Lindqvist", "Eva Lindqvist")[0].person_id == "eva-lindqvist"


def test_a_lone_surname_with_two_bearers_stays_alone(gazetteer: Gazetteer) -> None:
    names = ("Lindqvist", "Eva Lindqvist", "Eva Lindqvist", "Tor Lindqvist", "Tor Lindqvist")
    assert resolved(gazetteer, *names)[0].person_id == "lindqvist"


def test_order_does_not_matter(gazetteer: Gazetteer) -> None:
    local = people("Nora Vance", "N. Vance", "Vance", "Paul A. Reed", "Paul C. Reed", "Paul Reed", "Nora Vance")
    expected = resolve_people(local, gazetteer)
    assert all(resolve_people(local[cut:] + local[:cut], gazetteer) == expected for cut in range(len(local)))
    assert resolve_people(local[::-1], gazetteer) == expected
