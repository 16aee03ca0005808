"""The choice of bullets: as many as there is room for, none told twice, a sentence in two where that is worth more."""

from __future__ import annotations

from tasks.text.bullet import Evidence
from tasks.text.choosing import BULLETS, choose
from tasks.text.ranking import Worth
from tasks.text.shelf import Unit, build_shelf

LETTERS = "abcdefgh"


def unit(sentence: int, words: str, start: int = 0, *, fault: float = 0.0, told: tuple[int, int] | None = None) -> Unit:
    """A unit of words at `start` of a sentence that is a thousand characters long; `told` are its own characters."""
    at = 1000 * sentence
    evidence = (Evidence(at + start, at + start + len(words)),)
    own = evidence if told is None else (Evidence(at + told[0], at + told[1]),)
    return Unit(sentence, evidence, words, fault, leans=False, told=own)


def worth_of(**words: float) -> Worth:
    return Worth([], words, {})


def test_five_at_most_and_of_different_sentences() -> None:
    units = [unit(number, f"{letter} {letter}{letter}") for number, letter in enumerate(LETTERS)]
    chosen = choose(build_shelf(units, worth_of(**dict.fromkeys(LETTERS, 0.5))))
    assert len(chosen) == len({units[number].sentence for number in chosen}) == BULLETS


def test_no_more_than_asked_for_and_the_best_of_them() -> None:
    units = [unit(number, f"{letter} {letter}{letter}") for number, letter in enumerate(LETTERS)]
    worth = worth_of(**dict(zip(LETTERS, (0.1, 0.2, 0.9, 0.1, 0.8, 0.1, 0.1, 0.1), strict=True)))
    assert sorted(choose(build_shelf(units, worth), most=2)) == [2, 4]


def test_fewer_where_there_are_fewer() -> None:
    units = [unit(0, "a b"), unit(0, "a"), unit(1, "c")]
    assert sorted(units[n].sentence for n in choose(build_shelf(units, worth_of(a=0.9, b=0.1, c=0.5)))) == [0, 1]
    assert choose(build_shelf([], worth_of())) == []


def test_a_sentence_is_told_in_two_where_another_says_little() -> None:
    whole = unit(0, "a b c d e f g h i j k l")
    halves = [unit(0, "a b c d e f", told=(0, 11)), unit(0, "a g h i j k l", 12, told=(12, 30))]
    rest = [unit(number, f"x{number} y{number} z{number} w{number}") for number in range(1, 5)]
    worth = worth_of(**dict.fromkeys("abcdefghijkl", 0.8), x1=0.7, x2=0.7, x3=0.7, x4=0.01)
    units = [whole, *halves, *rest]
    chosen = choose(build_shelf(units, worth), opening=[0.0] * len(units))
    assert {1, 2} <= set(chosen)
    assert len(chosen) == BULLETS


def test_halves_that_say_the_same_for_the_most_part_are_told_as_one() -> None:
    halves = [
        unit(0, "a b c d e f g", told=(12, 13)),
        Unit(0, (Evidence(0, 12), Evidence(20, 22)), "a b c d e f h", 0.0, leans=False, told=(Evidence(20, 22),)),
    ]
    assert len(choose(build_shelf(halves, worth_of(**dict.fromkeys("abcdefgh", 0.5))))) == 1


def test_the_first_tells_the_event_however_little_it_is_worth() -> None:
    units = [unit(0, "a b c"), unit(1, "d e f")]
    chosen = choose(build_shelf(units, worth_of(a=0.1, d=0.9)), opening=[0.0, 1.0])
    assert units[chosen[0]].sentence == 0


def test_what_has_faults_gives_way() -> None:
    units = [unit(number, f"{letter} b") for number, letter in enumerate("acdefg")]
    units[2] = units[2]._replace(fault=0.5)
    assert 2 not in choose(build_shelf(units, worth_of(**dict.fromkeys("acdefg", 0.5))))
