"""Naming: bare surnames become full names, and only where that is beyond doubt."""

from __future__ import annotations

import re

import pytest

from tasks.text.bullet import Evidence
from tasks.text.naming import Mentioned, has_bare_surname, name_in_full, read_names
from tasks.text.trimming import bullet_text

PEOPLE = {"Ann Reed": "ann", "Reed": "ann", "Hill": "hill", "Ali": "ali", "Dutt": "dutt", "Sunil Dutt": "dutt"}


def told_alone(body: str) -> tuple[str, bool]:
    """The last sentence as a bullet, and whether a bare surname is left in it."""
    mentions = [
        Mentioned("person", PEOPLE[match.group()], *match.span())
        for match in re.finditer("Ann Reed|Sunil Dutt|Reed|Hill|Ali|Dutt", body)
    ]
    names = read_names(body, mentions)
    start = body.rindex(". ") + 2
    evidence = name_in_full(body, (Evidence(start, len(body)),), names)
    return bullet_text(body, evidence), has_bare_surname(body, evidence, names)


@pytest.mark.parametrize(
    ("body", "bullet"),
    [
        ("Ann Reed spoke. Reed left.", "Ann Reed left."),
        ("Ann Reed's club closed. Reed's friends left Oban.", "Ann Reed's friends left Oban."),
        ("O Hill leads a club. Hill left Oban.", "O Hill left Oban."),
        ("Ann Reed spoke. The club praised Reed.", "The club praised Ann Reed."),
    ],
    ids=["a surname", "an owner", "a name that no mention tells", "at the end"],
)
def test_a_full_name_takes_the_place(body: str, bullet: str) -> None:
    assert told_alone(body) == (bullet, False)


@pytest.mark.parametrize(
    "body",
    [
        "Sunil Dutt is titled Dutt on a poster. Dutt is due in May.",
        "Ann Reed spoke. The Reed of Oban left.",
        "Tom Hill spoke in Hill on Monday. A club in Hill has closed.",
        "Ann Reed spoke. Reed & Sons has closed.",
    ],
    ids=["a film of that name", "a thing", "a place", "a firm of two"],
)
def test_no_name_is_put_where_it_is_none(body: str) -> None:
    assert told_alone(body)[0] == body[body.rindex(". ") + 2 :]


@pytest.mark.parametrize(
    ("body", "is_bare"),
    [
        ("Ali spoke. A man met Ali. Ali sings in Oban.", False),
        ("A man spoke. Ali sings in Oban.", True),
        ("A man spoke. Oban chose commander Ali.", False),
        ("A man spoke. From songs to sins, Ali told all.", True),
    ],
    ids=["whom it is about", "named in passing", "introduced", "behind a phrase with from"],
)
def test_a_name_of_one_word_stands_where_the_article_presumes_it(body: str, is_bare: bool) -> None:
    assert told_alone(body)[1] is is_bare


@pytest.mark.parametrize(
    ("body", "full"),
    [
        ("Ann Reed-Tom spoke. Ann Reed left.", "Ann Reed"),
        ("Ann Reed-Tom spoke. Tom left.", "Ann Reed-Tom"),
        ("Whatever Ann did, she left.", None),
        ("Lovebirds Ann left.", None),
    ],
    ids=["two people", "one with two surnames", "the opening of a clause", "a word of a heading"],
)
def test_a_full_name_is_of_one_person(body: str, full: str | None) -> None:
    match = re.search("Ann Reed-Tom|Whatever Ann|Lovebirds Ann", body)
    assert match is not None
    names = read_names(body, [Mentioned("person", "ann", *match.span())])
    span = names.full.get("ann")
    assert (body[span.start_char : span.end_char] if span else None) == full


def full_bullet(body: str, people: dict[str, str]) -> tuple[str, bool]:
    """The last sentence as a bullet, of people by the names that mentions tell."""
    pattern = "|".join(sorted(people, key=len, reverse=True))
    mentions = [Mentioned("person", people[match.group()], *match.span()) for match in re.finditer(pattern, body)]
    names = read_names(body, mentions)
    start = body.rindex(". ") + 2
    evidence = name_in_full(body, (Evidence(start, len(body)),), names)
    return bullet_text(body, evidence), has_bare_surname(body, evidence, names)


REED = {"Ann Reed": "ann", "Reed": "ann"}


@pytest.mark.parametrize(
    ("body", "people", "bullet"),
    [
        ("Justice Ann Reed spoke. Justice Reed left.", REED, "Justice Ann Reed left."),
        ("Actor Ann Reed spoke. Ms Reed left.", REED, "Ann Reed left."),
        ("Ann Reed spoke. Mrs. Reed left.", REED, "Ann Reed left."),
        ("Ann Reed, a lawyer, spoke. Reed, 53, left.", REED, "Ann Reed, 53, left."),
        ("Deputy SP Ann Reed spoke. Deputy SP Reed left.", REED, "Deputy SP Ann Reed left."),
        ("Ann Reed spoke. When Reed left, it rained.", REED, "When Ann Reed left, it rained."),
        ("Ann Reeds voice broke. Reed left.", {"Ann Reeds": "ann", "Reed": "ann"}, "Ann Reed left."),
        ("MLA Ann Mary Dunn Reed spoke. Reed left.", {"Dunn Reed": "a", "Reed": "a"}, "Ann Mary Dunn Reed left."),
    ],
    ids=[
        "a judge",
        "a title that is gone",
        "a title with a stop",
        "before a comma as elsewhere",
        "two titles",
        "a conjunction",
        "an owner",
        "the end of one",
    ],
)
def test_a_surname_with_a_title_is_told_in_full(body: str, people: dict[str, str], bullet: str) -> None:
    assert full_bullet(body, people) == (bullet, False)


@pytest.mark.parametrize(
    ("body", "people", "bullet"),
    [
        ("Lady Ann Reed and President Bob Reed spoke. A friend of Reed left.", REED, "A friend of Reed left."),
        ("A boy Reed Hill spoke, and Reed Dunn, too. Reed left.", {"Reed Dunn": "d", "Reed": "d"}, "Reed left."),
        (
            "Reed Oban has sued. Reed lawyers Tom and Bob Hill met Ann Reed. Reed lawyers Tom and Bob left.",
            REED,
            "Reed lawyers Tom and Bob left.",
        ),
        ("Doctors spoke. It must heal, said Dr Reed.", {"Reed": "r"}, "It must heal, said Dr Reed."),
        ("Ann Reed spoke. Reed, 53, left.", REED, "Reed, 53, left."),
        ("Ann Reed spoke. On May 6, 2016, Reed's car left.", REED, "On May 6, 2016, Reed's car left."),
        ("Reed, 23, was a driver. Reed left.", {"Ann": "a"}, "Reed left."),
        ("The man fell. The police told Reed's wife. Reed left.", {"Ann": "a"}, "Reed left."),
    ],
    ids=[
        "a surname of two",
        "a first name of two",
        "lawyers of all",
        "no full name",
        "before a comma as nowhere else",
        "behind a date",
        "a stranger by his age",
        "a stranger by his wife",
    ],
)
def test_a_surname_that_tells_nobody_stays_bare(body: str, people: dict[str, str], bullet: str) -> None:
    assert full_bullet(body, people) == (bullet, True)


def test_a_first_name_of_two_is_neither_wherever_the_second_is_told() -> None:
    body = "MP Reed Hill spoke. Aides met Reed. It made Reed Cole out of her."
    people = {"Reed Hill": "h", "Reed Cole": "c", "Reed": "h"}
    found = re.finditer("Reed Hill|Reed Cole|Reed", body)
    names = read_names(body, [Mentioned("person", people[match.group()], *match.span()) for match in found])
    assert names.by_word["Reed"] is None


@pytest.mark.parametrize(
    ("after", "is_film"),
    [(", starring Tom Hill, opens", True), (" trailer broke a record", True), (" is starring in a film", False)],
    ids=["with stars", "with a trailer", "a star"],
)
def test_a_film_is_not_put_for_its_heroine(after: str, is_film: bool) -> None:
    body = f"Naam Reed{after}. Reed is a student."
    bullet, _ = full_bullet(body, {"Naam Reed": "r", "Reed": "r"})
    assert bullet == ("Reed is a student." if is_film else "Naam Reed is a student.")


@pytest.mark.parametrize(
    ("body", "people", "bullet"),
    [
        ("Prime Minister Ann Reed spoke. Minister Reed left.", REED, "Minister Reed left."),
        ("Ann Reed spoke. Actor Reed left.", REED, "Actor Reed left."),
        ("Ann Reed spoke, Chief Minister Reed said. Reed left.", REED, "Ann Reed left."),
        (
            "Ann Williams spoke to Prince William. Williams left.",
            {"Ann Williams": "w", "Williams": "w"},
            "Ann Williams left.",
        ),
        ("The 29-year-old Indian was glad. Indian farmers left.", {"Ann": "a"}, "Indian farmers left."),
        ("Ann Reed, or Ann Read in some reports, fell. Ann left.", {"Ann Reed": "a", "Ann": "a"}, "Ann Reed left."),
        ("Air chief SP Reed spoke. Many praised SP Reed.", {"Reed": "r"}, "Many praised SP Reed."),
        ("Ann Reed spoke. Reed left with Tom Reed.", {"Ann Reed": "a", "Reed": "a"}, "Ann Reed left with Tom Reed."),
        ("Reed, 23, was a driver. The 23-year-old Reed left.", {"Ann": "a"}, "The 23-year-old Reed left."),
        ("Reed, 23, was a driver. A man and his brother Reed, 23, left.", {"Ann": "a"}, None),
    ],
    ids=[
        "an office",
        "a role",
        "no other name",
        "a name that ends so",
        "a nationality",
        "another spelling",
        "initials",
        "a namesake behind",
        "an age",
        "a brother",
    ],
)
def test_whom_a_word_tells_is_no_stranger(body: str, people: dict[str, str], bullet: str | None) -> None:
    assert full_bullet(body, people) == (bullet or body[body.rindex(". ") + 2 :], False)


def named(body: str, people: dict[str, str]) -> tuple[str, bool]:
    """The last sentence as a bullet with full names, and whether a bare name is left in it."""
    pattern = "|".join(sorted(map(re.escape, people), key=len, reverse=True))
    mentions = [Mentioned("person", people[match.group()], *match.span()) for match in re.finditer(pattern, body)]
    names = read_names(body, mentions)
    start = body.rindex(". ") + 2
    evidence = name_in_full(body, (Evidence(start, len(body)),), names)
    return bullet_text(body, evidence), has_bare_surname(body, evidence, names)


@pytest.mark.parametrize(
    ("body", "people", "bullet"),
    [
        (
            "The mayor of North Leith Reed spoke. A pier in North Leith has closed. The club praised Reed.",
            {"Leith Reed": "reed", "Reed": "reed"},
            "The club praised Reed.",
        ),
        (
            "Cast: Tom Hill and Brown Harbour 15 Director: Ann Lee. Harbour 15 is long. Critics like Brown.",
            {"Brown Harbour": "brown", "Brown": "brown"},
            "Critics like Brown.",
        ),
        (
            "Ann Reed stars. Shankar fights a tycoon Reed (Tom Hill).",
            {"Ann Reed": "ann", "Reed": "ann"},
            "Shankar fights a tycoon Reed (Tom Hill).",
        ),
        (
            "The blockbuster film that Kelso was is old. Kelso Reed robs a bank. The score is that of Kelso.",
            {"Kelso Reed": "reed", "Kelso": "reed"},
            "The score is that of Kelso.",
        ),
        (
            "Ann Reed spoke. The club praised Reed.",
            {"Ann Reed": "ann", "Reed": "ann"},
            "The club praised Ann Reed.",
        ),
    ],
    ids=["torn out of a place", "run into a heading", "a character", "a film", "beyond doubt"],
)
def test_a_false_full_name_is_put_nowhere(body: str, people: dict[str, str], bullet: str) -> None:
    assert named(body, people)[0] == bullet


def test_an_owner_without_its_apostrophe_is_nobody() -> None:
    body = "Oban Bells network is old, Hill of Oban Bell said. Ann Reed left."
    mentions = [Mentioned("person", "bells", 0, len("Oban Bells"))]
    assert not read_names(body, mentions).full
    whole = [
        Mentioned("person", "bells", 0, len("Oban Bells")),
        Mentioned("person", "bells", body.index("Oban Bell said"), body.index(" said")),
    ]
    assert read_names(body, whole).full


def test_a_surname_with_the_s_of_an_owner_is_bare() -> None:
    people = {"Ann Reed": "ann"}
    assert named("Ann Reed spoke. Police look for 27-year-old Reeds motive.", people)[1]
    assert not named("Ann Reed spoke. Police look for 27-year-old Hills motive.", people)[1]


def test_two_first_names_of_the_article_are_two_people() -> None:
    people = {"Ann Reed": "ann", "Tom Hill": "tom"}
    assert named("Ann Reed and Tom Hill spoke. Joining Ann and Tom will be a club.", people)[0] == (
        "Joining Ann Reed and Tom Hill will be a club."
    )
    assert named("Ann Reed spoke. While Ann sang, a pier burned.", people)[0].startswith("While Ann Reed sang")
    assert named("Ann Reed spoke. Joining Ann and Leeds will be a club.", people)[0] == (
        "Joining Ann and Leeds will be a club."
    )


def test_mr_and_mrs_of_a_name_are_two() -> None:
    assert full_bullet("Ann Reed met Mr Reed. Mrs Reed spoke. Mr Reed left.", REED) == ("Mr Reed left.", False)
