"""Takeaways: which bullets are understood without the article."""

from __future__ import annotations

import pytest

from tasks.text.empty_it import opens_on_empty_it
from tasks.text.lost_pronouns import has_lost_pronoun
from tasks.text.standing import Introduced, count_pointers, has_open_definite, stands_alone
from tasks.text.stems import content_stems
from tasks.text.telling import leans

BEFORE = frozenset(content_stems("A ferry sank off Oban. The owners of two hotels and a harbour wall sued Ann Reed."))


@pytest.mark.parametrize(
    "text",
    [
        "The ferry had been built in 1988.",
        "Divers said the ferry lay on its side.",
        "The move surprised residents of Oban.",
        "The AAP leader was cleared of all charges in Delhi.",
        "The 35-year-old is expected to plead guilty in Leeds.",
        "Ann Reed will take this up with Oban council.",
        "Another vessel sank off Oban in 2019.",
        "Ann Reed also owns a bakery in Oban.",
        "At least, he should be given a hearing in Oban.",
        "The girls provoke them in Oban.",
        "As a director he has made nine films in Oban.",
        "Ann Reed told the court on Monday that Oban has no lifeboat.",
        "Oban lost its lifeboat last week.",
        "However, Oban council has bought a lifeboat.",
        "Ann Reed was found guilty of doing so in Oban.",
        "Oban council met here to vote on a lifeboat.",
        "The Council had agreed to buy a lifeboat for Oban.",
        "The police officer said Oban has no lifeboat.",
        "The matter relates to unpaid fares in Oban.",
        "The ferries suggest that Oban has grown.",
        "The ferry which sank last was built in Oban.",
        "Ann Reed linked the move to Oban council.",
        "The young officer was granted bail in Oban.",
        "The first ferry will go to Oban.",
        "Ann Reed said the first phase covered three towns near Oban.",
        "Oban council said neither camp could use the harbour.",
        "Oban council formed a front against the club there.",
        "Ann Reed had a bad year in Oban until that vote.",
        '"Oban needs a lifeboat," the top religious leader added.',
        "Ann Reed will leave Oban, he said.",
        '"Oban needs a lifeboat," writes the chief, "for its harbour."',
        'Asked whether Ann Reed would leave Oban, the minister said: "She will."',
        "An officer of the Oban coast guard, he was suspended.",
        "Giving details, it said Oban council had issued a summons.",
        "Ravi Shankar later treated him in Oban.",
        "According to him, even Ann Reed came to Oban.",
        "Retired judge Ann Reed compared him with Oban council.",
        "An FIR was registered in Oban and he was taken away.",
        "Oban police registered a case against the accused for theft.",
        "Ann Reed of Oban had tweeted the following.",
        "Second, unlike Oban, Leeds requires taxes to be paid.",
        "Accompanied by Ann Reed, he visited a club in Oban.",
        "Looking at taxes and rents, they ruled out a sale of Oban harbour.",
        "Ann Reed said that she had praised his work for Oban.",
        "In his opinion, Ann Reed's plan for Oban deserves praise.",
        "A baker was caught in Oban at the same airport.",
        "The Spaniard has beaten a player of Oban in nine matches.",
    ],
)
def test_a_bullet_that_points_elsewhere_does_not_stand(text: str) -> None:
    assert not stands_alone(text, BEFORE)


@pytest.mark.parametrize(
    "text",
    [
        "The owners of a hotel in Oban sued the government.",
        "Ann Reed said she would sell her boats in Oban.",
        "The police in Oban arrested two men who had left a hotel.",
        "The first lifeboat of Oban was built in 1972.",
        "A ferry sank off Oban, and the ferry has not been raised.",
        "The council of Oban plans to open three schools by 2030.",
        "It is unclear whether Oban council will appeal.",
        "The director Jonathan Poole has died at the age of 73.",
        "Oban council and Fort William agreed that they would share the costs.",
        "Ann Reed took the decision to close a school in Oban.",
        "The poor of Oban have no lifeboat.",
        "Ann Reed and Tom Hill left Oban at the same time.",
        "A man familiar with the matter told Oban council of Ann Reed.",
    ],
)
def test_a_bullet_that_names_who_and_what_stands(text: str) -> None:
    assert stands_alone(text, BEFORE)


@pytest.mark.parametrize(
    "text",
    [
        "Thousands of people asked for stricter laws.",
        "All the others left Oban, and Tom Hill said that is wrong, it said.",
        "The veteran Oban harbourmaster blamed a storm.",
        "The force in a statement said Oban has no lifeboat.",
        "At Oban council, he announced that a lifeboat will be bought.",
        "Ann Reed and Tom Hill of Oban asked them to leave.",
        "Ann Reed kept true to that promise in Oban.",
        "That includes Oban and its harbour.",
        "The makers have shared a poster in Oban.",
        "Footage of the incident that took place was shown in Oban.",
    ],
    ids=[
        "no name",
        "it said",
        "a post",
        "said where",
        "a body is no he",
        "lost object",
        "that promise",
        "that",
        "opens",
        "which one",
    ],
)
def test_what_only_the_article_explains_does_not_stand(text: str) -> None:
    assert not stands_alone(text, BEFORE, {"Ann", "Reed", "Tom", "Hill"})


@pytest.mark.parametrize(
    "text",
    [
        "Ann Reed said this year was hard for Oban.",
        "A belligerent Jane Poole continued her attack on Oban council.",
        "The accused, Tom Hill, was arrested in Oban.",
        "Oban council asked for a loan, for an answer to the online grievance system in Oban.",
        "In his letter to Oban council, Tom Hill asked for a lifeboat.",
    ],
    ids=["this year", "an unknown name", "named behind", "in many words", "named later"],
)
def test_what_the_bullet_itself_explains_stands(text: str) -> None:
    assert stands_alone(text, BEFORE, {"Ann", "Reed", "Tom", "Hill"})


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("The council of Oban will make the switch in May.", True),
        ("Ann Reed saw the lead engineer, who left Oban.", True),
        ("The government of Oban helps the poor.", False),
        ("The harbour of Oban has the lights that Leeds gave away.", False),
    ],
    ids=["a switch to what", "an engineer", "of which there is one", "limited"],
)
def test_a_noun_that_says_nothing_of_which_one_it_is(text: str, is_open: bool) -> None:
    assert has_open_definite(text) is is_open


def test_he_and_she_are_two_people() -> None:
    people = {"Ann", "Reed", "Tom", "Hill"}
    assert stands_alone("Ann Reed said that Tom Hill had praised her work and that he would stay.", BEFORE, people)
    assert not stands_alone("Ann Reed said that her work had been praised and that he would stay.", BEFORE, people)


@pytest.mark.parametrize(
    ("text", "people", "is_lost"),
    [
        ("With a length of 92 metres, it is the largest ship of Oban.", "", True),
        ("In a long statement, they thanked the town of Oban.", "", True),
        ("With Wasted, however, it has said is keen to help Oban.", "", True),
        ("Set against the hills of Oban, their wedding was grand.", "", True),
        ("Clearly, it means that the share of Oban will fall.", "", True),
        ("Together, they will run a school in Oban.", "", True),
        ("Ministry of Ports in Oban has raised objection to it.", "", True),
        ("Ann Reed inquired about his health.", "Ann Reed", True),
        ("Condoling his death, Ann Reed took to Twitter.", "Ann Reed", True),
        ("Ann Reed was named as her successor.", "Ann Reed", True),
        ("Ann Reed was named as her successor and will meet Tom Hill.", "Ann Reed Tom Hill", True),
        ("With a length of 92 metres, the Oban is the largest ship.", "", False),
        ("With the Oban at sea, it was too late for Leith.", "", False),
        ("Oban has raised objection to the film before it opens.", "", False),
        ("Oban protested against a vote which it said was too late.", "", False),
        ("Ann Reed inquired about her husband Tom Hill and his health.", "Ann Reed Tom Hill", False),
        ("Tom Hill named Ann Reed as his successor.", "Ann Reed Tom Hill", False),
        ("After being beaten by Oban, it was Ann Reed who met Tom Hill.", "Ann Reed Tom Hill", False),
        ("Sally Reed said she will run a school in Oban.", "Sally Reed", False),
        ("Oban has closed a school it had opened in May.", "", False),
    ],
)
def test_a_pronoun_means_no_word_of_a_phrase_before_it(text: str, people: str, is_lost: bool) -> None:
    assert has_lost_pronoun(text, people.split()) is is_lost


def test_an_it_that_stands_for_nothing_points_at_nothing() -> None:
    for text in (
        "It remains unclear what Oban will ask for.",
        "It was not known who sold it.",
        "It is likely that it rains.",
    ):
        assert opens_on_empty_it(text)
        assert not leans(text)
    for text in ("It sold the barn.", "It is known as the barn.", "They said that it is unclear what was sold."):
        assert not opens_on_empty_it(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ann Reed sold a barn.", 0),
        ("She sold a barn.", 1),
        ("She sold the ferry.", 2),
        ("She also sold the ferry.", 3),
    ],
)
def test_words_that_point_back_are_counted_by_kinds(text: str, kinds: int) -> None:
    assert count_pointers(text, {"ferri"}) == kinds


def test_what_stands_before_a_sentence_is_introduced() -> None:
    introduced = Introduced(["A ferry sank.", "A barn burnt."])
    assert "ferri" not in introduced.before(0)
    assert "ferri" in introduced.before(1)
    assert "barn" not in introduced.before(1)
    assert "barn" in introduced.before(2)
