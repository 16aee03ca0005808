from __future__ import annotations

from tasks.text.entity_words import split_words
from tasks.text.lexicon import Lexicon, Match


def test_longest_phrase_wins() -> None:
    lexicon = Lexicon([("Guinea", "GN"), ("Guinea-Bissau", "GW")])
    assert lexicon.matches(split_words("from Guinea-Bissau to Guinea")) == [Match(1, 4, "GW"), Match(5, 6, "GN")]


def test_phrase_that_breaks_off_falls_back_to_the_shorter_one() -> None:
    lexicon = Lexicon([("Bank", 1), ("Bank of Japan", 2)])
    assert lexicon.matches(split_words("Bank of Ireland")) == [Match(0, 1, 1)]


def test_case_decides() -> None:
    assert Lexicon([("US", 1)]).matches(split_words("tell us")) == []


def test_first_value_of_a_phrase_is_kept() -> None:
    assert Lexicon([("Senate", "a"), ("Senate", "b")]).get("Senate") == "a"


def test_get_wants_the_whole_phrase() -> None:
    lexicon = Lexicon([("White House", 1)])
    assert lexicon.get("White House") == 1
    assert lexicon.get("White") is None
    assert lexicon.get("White House lawn") is None


def test_accents_and_quotes_do_not_matter() -> None:
    lexicon = Lexicon([("Cote d'Ivoire", "CI")])
    assert lexicon.matches(split_words("in Côte d’Ivoire.")) == [Match(1, 3, "CI")]
