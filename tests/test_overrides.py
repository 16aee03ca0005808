"""Overrides: what a file may say, what each line decides, and that the order of lines decides nothing."""

from __future__ import annotations

from itertools import permutations

import pytest

from tasks.errors import InputError
from tasks.text.overrides import Overrides, Place, parse_overrides

HERE = Place("a1", "Example Wire", "2024-06-04")
HEADER = "action,kind,id,text,to,article,publisher,dump_date,note\n"


def _parsed(*lines: str) -> Overrides:
    return parse_overrides(HEADER + "".join(f"{line}\n" for line in lines), "o.csv")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["merge,person,jo-biden,,joe-biden"], "joe-biden"),
        (["merge,person,jo-biden,,j-biden", "merge,person,j-biden,,joe-biden"], "joe-biden"),
        (["merge,agency,jo-biden,,joe-biden"], "jo-biden"),
        (["never,person,jo-biden"], None),
        (["never,person,,Jo"], None),
        (["never,person,,jo"], "jo-biden"),
        (["never,person,,Jo,,,Other Post"], "jo-biden"),
        (["merge,person,jo-biden,,joe-biden", "never,person,joe-biden"], None),
        (["split,person,jo-biden,,jo-biden-singer,,Example Wire"], "jo-biden-singer"),
        (["split,person,jo-biden,,jo-biden-singer,,Example Wire,2024-06-05"], "jo-biden"),
        (["split,person,jo-biden,,jo-1,a1", "split,person,jo-biden,,jo-2,,Example Wire,2024-06-04"], "jo-1"),
        (["split,person,jo-biden,,jo-1,,,2024-06-04", "split,person,jo-biden,,jo-2,,Example Wire"], "jo-2"),
        (["split,person,jo-biden,,jo-1,a1", "merge,person,jo-biden,,joe-biden"], "jo-1"),
        (["split,person,jo-biden,,jo-1,a1", "merge,person,jo-1,,joe-biden"], "joe-biden"),
        (["rename,person,jo-biden,,Joseph"], "jo-biden"),
    ],
    ids=[
        "merge",
        "merges lead on",
        "another kind",
        "never by id",
        "never by words",
        "never by other words",
        "never elsewhere",
        "never after a merge",
        "split by publisher",
        "split on another day",
        "the narrower split by article",
        "the narrower split by publisher",
        "split before merge",
        "what was split off is merged",
        "a name changes no id",
    ],
)
def test_a_mention_belongs_to(lines: list[str], expected: str | None) -> None:
    overrides = _parsed(*lines)
    assert overrides.resolve("person", "jo-biden", "Jo", HERE).entity_id == expected
    if expected != "jo-biden":
        assert overrides.concern("person", "jo-biden", "Jo")


def test_the_order_of_lines_decides_nothing() -> None:
    lines = [
        "merge,person,a,,b",
        "merge,person,b,,c",
        "split,person,a,,d,,Example Wire",
        "never,person,d,,,,,2024-06-05",
        "rename,person,c,,See",
    ]
    seen = set()
    for order in permutations(lines):
        overrides = _parsed(*order)
        ids = [overrides.resolve("person", one, one, HERE).entity_id for one in "abcd"]
        seen.add((repr(overrides.facts), repr(ids), repr(sorted(overrides.sources_of("person", "c").items()))))
    assert len(seen) == 1


def test_notes_and_blanks_are_no_part_of_what_is_said() -> None:
    plain = parse_overrides("action,kind,id,to\nmerge,person,a,b\n", "o.csv")
    noted = parse_overrides('kind,action,to,id,note\n\n person , merge,b,a,"a, noted"\n\n', "o.csv")
    assert plain.facts == noted.facts
    assert [entry.line for entry in noted.entries] == [3]


def test_a_line_is_named_for_every_mention_that_it_decides() -> None:
    overrides = _parsed("merge,person,a,,b", "merge,person,b,,c", "never,person,c,,,,,2024-06-05")
    assert overrides.resolve("person", "a", "A", HERE) == ("c", (2, 3))
    assert overrides.resolve("person", "a", "A", HERE._replace(dump_date="2024-06-05")) == (None, (2, 3, 4))


def test_an_override_in_words_tells_what_and_where() -> None:
    overrides = _parsed("split,person,a,,b,,Example Wire,2024-06-05", "never,agency,,The House")
    assert sorted(entry.says for entry in overrides.entries) == [
        "never agency 'The House'",
        "split person a to b in publisher Example Wire, dump_date 2024-06-05",
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("merg,person,a,,b", r"action 'merg'\. Expected one of merge, rename, never, split"),
        ("merge,people,a,,b", r"merge of kind 'people'\. Expected person or agency"),
        ("merge,country,FR,,DE", r"merge of kind 'country'"),
        ("merge,person,a", r"merge needs to"),
        ("merge,person,,,b", r"merge needs id"),
        ("merge,person,a,,b,a1", r"merge takes no article"),
        ("merge,person,a,,a", r"merge of 'a' to itself"),
        (
            "merge,person,Jo Biden,,joe-biden",
            r"id 'Jo Biden' is no id of kind person\. Expected the form 'ada-lovelace'",
        ),
        ("merge,person,jo-biden,,Joe Biden", r"to 'Joe Biden' is no id"),
        ("never,country,fr", r"id 'fr' is no id of kind country\. Expected the form 'FR'"),
        ("never,person", r"never needs an id or a text"),
        ("never,person,a,A", r"never needs an id or a text"),
        ("never,person,a,,b", r"never takes no to"),
        ("split,person,a,,b", r"split needs an article, a publisher or a dump_date"),
        ("split,person,a,,b,,,4 June", r"dump_date '4 June'\. Expected the form 2024-06-04"),
        ("split,person,a,,b,,,20240604", r"dump_date '20240604'"),
        ("rename,person,a,,A,,,,note,more", r"10 cells, the header has 9"),
    ],
)
def test_a_wrong_line_is_named_with_what_to_do(line: str, message: str) -> None:
    with pytest.raises(InputError, match=rf"^o\.csv, line 3: {message}"):
        _parsed("rename,person,x,,X", line)


def test_two_lines_cannot_decide_the_same() -> None:
    with pytest.raises(InputError, match=r"o\.csv, line 3: line 2 decides the same already"):
        _parsed("merge,person,a,,b", "merge,person,a,,c")


def test_merges_in_a_circle_are_refused() -> None:
    with pytest.raises(InputError, match=r"o\.csv, line \d: merges lead in a circle: b -> c -> b"):
        _parsed("merge,person,a,,b", "merge,person,b,,c", "merge,person,c,,b")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("action,kind,ids\n", r"line 1: unknown column 'ids'\. Nearest known: 'id'"),
        ("id,to\n", r"line 1: expected a header with the columns action and kind"),
        ("", r"line 1: expected a header"),
    ],
    ids=["unknown column", "no action", "empty"],
)
def test_a_wrong_header_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse_overrides(text, "o.csv")
