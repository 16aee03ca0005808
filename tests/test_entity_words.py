from __future__ import annotations

import pytest

from tasks.text.entity_words import fold, split_words


@pytest.mark.parametrize(
    ("body", "forms"),
    [
        pytest.param("the U.S. vote", ["the", "U.S.", "vote"], id="dotted abbreviations are one word"),
        pytest.param("Kenya's army", ["Kenya", "'s", "army"], id="a possessive is its own word"),
        pytest.param("Kenya’s army", ["Kenya", "'s", "army"], id="a curly possessive is read as a straight one"),
        pytest.param("Ms O'Hara", ["Ms", "O'Hara"], id="an inner apostrophe stays"),
        pytest.param("OPEC-member", ["OPEC", "-", "member"], id="hyphens separate"),
        pytest.param("1,200.5 tons", ["1,200.5", "tons"], id="a figure is one word"),
    ],
)
def test_words_are_split_as_gazetteers_need_them(body: str, forms: list[str]) -> None:
    assert split_words(body).forms == forms


def test_offsets_point_into_the_body_even_where_folding_changes_length() -> None:
    words = split_words("Straße in Malmö")
    assert words.forms == ["Strasse", "in", "Malmo"]
    assert [words.text(index, index + 1) for index in range(3)] == ["Straße", "in", "Malmö"]


def test_index_at_finds_the_word_that_begins_there() -> None:
    words = split_words("one two three")
    assert [words.index_at(char) for char in (0, 4, 8, 99)] == [0, 1, 2, 3]


def test_fold_keeps_text_that_has_no_plain_form() -> None:
    assert fold("日本") == "日本"
    assert fold("Côte d’Ivoire") == "Cote d'Ivoire"


@pytest.mark.parametrize(
    ("body", "forms"),
    [
        pytest.param("HIGH COURTThe judge", ["HIGH", "COURT", "The", "judge"], id="a heading before a sentence"),
        pytest.param("Mira HolmWATCH", ["Mira", "Holm", "WATCH"], id="a call in capitals after a name"),
        pytest.param("Mira HolmPleased to", ["Mira", "Holm", "Pleased", "to"], id="a sentence after a name"),
        pytest.param("OPPOSE IT'Foreign envoys", ["OPPOSE", "IT", "'", "Foreign", "envoys"], id="a quoted heading"),
        pytest.param("Ada MacArthur", ["Ada", "MacArthur"], id="a surname of two parts stays"),
        pytest.param("Ada McDonald", ["Ada", "McDonald"], id="a short prefix stays"),
        pytest.param("the MPs and NGOs", ["the", "MPs", "and", "NGOs"], id="a plural acronym stays"),
    ],
)
def test_words_that_a_scraper_glued_are_parted(body: str, forms: list[str]) -> None:
    words = split_words(body)
    assert words.forms == forms
    assert all(body[start:end] for start, end in zip(words.starts, words.ends, strict=True))


def test_a_line_ends_where_its_break_was_lost() -> None:
    words = split_words("COURTThe judge\nand a clerk")
    assert [words.breaks_after(index) for index in range(len(words) - 1)] == [True, False, True, False, False]
