"""Usable sentences: where sentences end in scraped text, and what is no sentence of the article."""

from __future__ import annotations

import time

import pytest

from tasks.text.sentences import usable_sentences
from tasks.text.trimming import bullet_text, keep


def texts(body: str, boundaries: tuple[tuple[int, int], ...] = ()) -> list[str]:
    return [body[s.start_char : s.end_char] for s in usable_sentences(body, boundaries)]


def usable(body: str) -> list[str]:
    return [body[s.start_char : s.end_char] for s in usable_sentences(body, ()) if s.is_usable]


def flaws(body: str) -> list[str]:
    return [s.flaw for s in usable_sentences(body, ())]


def test_a_lost_space_after_a_full_stop_still_ends_a_sentence() -> None:
    body = "The bridge was closed for repairs.Engineers found cracks in two pillars."
    assert texts(body) == ["The bridge was closed for repairs.", "Engineers found cracks in two pillars."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('Okoro called the vote a "setback".', "The council meets again on Monday."),
        ('The day was "very good".', '"We will close the pool," said Okoro.'),
        ("The council met for an hour.", "#FYI: The pool was built in 1962."),
        ("Okoro left the hall at nine.", '"52 homes are planned here," he told them.'),
        ("Two men were held in a theft case", "The council had warned of them."),
        ("1990 Sunbeam Tiger", "The Sunbeam Tiger was built by Sunbeam."),
        ("The votes are counted on April 26.", "Meanwhile, some members left."),
        ("The chief of Oban has been moved out.", "1980-batch officer Hill will follow him."),
        ('Okoro called the vote "a fair fight"', "He was quick to leave the hall."),
    ],
    ids=[
        "after a quotation",
        "between quotations",
        "a post",
        "a figure that is quoted",
        "a heading",
        "a heading that ends with a name",
        "a figure",
        "a year",
        "behind a quotation without a stop",
    ],
)
def test_sentences_that_ran_together_are_parted(first: str, second: str) -> None:
    assert texts(first + second) == [first, second]


def test_who_said_a_quotation_goes_with_it_where_the_space_is_lost() -> None:
    body = '"It was a fair fight"Okoro said in the hall.'
    assert texts(body) == [body]


def test_a_nickname_behind_initials_begins_no_sentence() -> None:
    body = 'A boat with Ann Reed and J.P. "The Big Hat" Hill sank off Oban.'
    assert texts(body, ((0, body.index('"')), (body.index('"'), len(body)))) == [body]


def test_a_town_with_two_names_is_one() -> None:
    body = "Okoro flew from Oban to Leeds-St. Ives Airport on Monday."
    assert texts(body) == [body]


@pytest.mark.parametrize("space", ["", " "])
def test_a_heading_between_quotation_marks_is_no_part_of_a_sentence(space: str) -> None:
    body = f"The pool of Oban was shut.'MAYOR'S PLAN FOR 2018'{space}Okoro asked for a report."
    assert texts(body) == ["The pool of Oban was shut.", "Okoro asked for a report."]


def test_what_was_said_between_single_marks_is_no_heading() -> None:
    body = "Okoro spoke of 'the pool.'Reed asked for a report on it."
    assert texts(body) == ["Okoro spoke of 'the pool.'", "Reed asked for a report on it."]


def test_numbers_of_a_list_part_sentences() -> None:
    body = "Okoro was a judge for 20 years.#2 Okoro taught law in Oban. The #2 seed was Reed."
    assert texts(body) == ["Okoro was a judge for 20 years.", "Okoro taught law in Oban.", "The #2 seed was Reed."]


@pytest.mark.parametrize("label", ["Update: ", "UPDATE: ", "BREAKING: "])
def test_a_label_is_no_part_of_the_sentence(label: str) -> None:
    assert usable(f"{label}Okoro has denied that the pool is shut.") == ["Okoro has denied that the pool is shut."]


def test_the_short_forms_in_a_firms_name_end_no_sentence() -> None:
    body = "The film firm Alma Movies Pvt. Ltd. has filed a suit in Leeds."
    assert texts(body) == [body]


def test_a_clause_with_a_capital_begins_a_sentence() -> None:
    body = "Reed flies to Oban to meet Hill As both had asked for it, they talked."
    assert texts(body) == ["Reed flies to Oban to meet Hill", "As both had asked for it, they talked."]


def test_a_quotation_whose_marks_were_lost_is_told_with_its_speaker() -> None:
    body = "?The advice of the club was ignored for years,? the report of Oban Council said."
    sentence = usable_sentences(body, ())[0]
    assert sentence.is_usable
    kept = keep(sentence.start_char, sentence.end_char, sentence.cuts)
    assert bullet_text(body, kept) == "The advice of the club was ignored for years, the report of Oban Council said."


def test_a_heading_in_capitals_is_no_part_of_the_sentence() -> None:
    for heading in ("POOL CLOSED", "REED'S POOL"):
        assert texts(f"{heading} Reed said that the pool was shut.") == ["Reed said that the pool was shut."]
    assert texts("OBAN POOL Reed's pool was shut on Monday.") == ["Reed's pool was shut on Monday."]
    assert texts("SHUT BY IN-LAWS The pool was shut on Monday.") == ["The pool was shut on Monday."]
    assert texts("RESPONSEThe mayor said the pool was shut.") == ["The mayor said the pool was shut."]
    assert texts("The NATO and UNESCO clubs shut the pool.") == ["The NATO and UNESCO clubs shut the pool."]


@pytest.mark.parametrize(
    "link",
    ["(Okoro named captain of the side)", "ALSO READ: Okoro wins the cup", "See picture pic.twitter.com/wTtzihRhSN"],
)
def test_links_that_ran_into_a_sentence_are_no_part_of_it(link: str) -> None:
    assert usable(f"{link}The council voted to close the pool.") == ["The council voted to close the pool."]


def test_a_link_and_a_sentence_may_have_a_space_between_them() -> None:
    body = "ALSO READ: Okoro wins the cup of the north The council voted to close the pool."
    assert usable(body) == ["The council voted to close the pool."]


def test_who_says_our_within_what_is_reported_is_named_behind_it() -> None:
    assert usable("The move is good for our economy, Okoro said on Friday.")
    assert not usable("We went to see Okoro and our friends at the pool on Friday.")
    said = "Okoro is a fraud with nothing in his head, and no different from that fraud of a king"
    assert usable(f'"{said}. Many still like him," Ade tweeted on Friday. {said}. He left the town later on.')[-1:] == [
        "He left the town later on."
    ]
    assert not usable("To which, the minister of the town replied that nobody had asked.")
    assert usable("The award goes to officers of Group I posts in the district.")


def test_the_first_sentence_of_a_long_quotation_is_told_with_its_speaker() -> None:
    more = "It was full of people from all over the valley on every day of the summer. " * 3
    body = f'Okoro told the council, "I have seen the pool many times. {more}Nobody ever left it."'
    sentences = usable_sentences(body, ())
    assert [s.is_usable for s in sentences] == [True, False, False, False, False]
    assert sentences[0].cuts == ()


def test_the_last_sentence_of_a_long_quotation_is_told_without_its_mark() -> None:
    more = "The water was cold on most of the days and nobody came to see the pool any more. " * 3
    body = f'"{more}The pool has no more swimmers in the winter months," Okoro said on Friday.'
    *others, last = usable_sentences(body, ())
    assert last.is_usable
    assert not any(one.is_usable for one in others)
    assert [body[cut.start_char : cut.end_char] for cut in last.cuts] == ['" ']


@pytest.mark.parametrize(
    "end",
    [
        'I have no more time for the pool," Okoro said.',
        'The pool has no more swimmers," she said.',
        'Which pool has so many swimmers," Okoro said.',
        'It has no more swimmers in winter," Okoro said.',
        '"The pool has no more swimmers in winter," Okoro said.',
    ],
    ids=["of oneself", "by a pronoun", "a question", "of what was said before", "opened twice"],
)
def test_other_ends_of_quotations_are_not_told(end: str) -> None:
    more = "The water was cold on most of the days and nobody came to see the pool any more. " * 3
    assert usable(f'"{more}{end}') == []


@pytest.mark.parametrize(
    "body",
    [
        "Mr. Okoro met Gen. Silva of the U.S. Army at No. 10 on Friday.",
        "The firm paid Rs. 40 lakh to Dr. Rao, J. K. Mehta and others.",
        "Growth reached 3.5 percent in the second quarter of the year.",
        '"Was the vote fair?" Senator Diaz asked the hearing on Monday.',
        "With 11. 1 million visits in all, the museum ranked fourth.",
    ],
    ids=["titles and countries", "initials and money", "decimals", "a question that is quoted", "a parted number"],
)
def test_these_stops_end_no_sentence(body: str) -> None:
    assert texts(body) == [body]


def test_a_figure_at_the_end_ends_a_sentence_but_a_list_number_does_not() -> None:
    body = "The talks resume on March 7. Both sides expect a deal.\n1. The first point was left open by everyone."
    assert texts(body) == [
        "The talks resume on March 7.",
        "Both sides expect a deal.",
        # The number is no part of the sentence.
        "The first point was left open by everyone.",
    ]


def test_after_an_abbreviation_the_models_boundary_decides() -> None:
    body = "She joined Acme Inc. Shares fell at once."
    assert texts(body) == [body]
    assert texts(body, ((0, 20), (21, len(body)))) == ["She joined Acme Inc.", "Shares fell at once."]


def test_a_line_end_always_ends_a_sentence() -> None:
    body = "A caption without a stop\nThe council voted to close the pool."
    assert texts(body) == ["A caption without a stop", "The council voted to close the pool."]
    assert usable(body) == ["The council voted to close the pool."]


@pytest.mark.parametrize(
    "dateline",
    [
        "NEW DELHI (Reuters) - ",
        "(CNN)",
        "LONDON, March 3 (AP) — ",
        "KIEV: ",
        "Oban (UP), Apr 3 (PTI) ",
        "Pool is shut: Reed Oban (West Bank), Apr 3 (PTI) ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str) -> None:
    assert texts(f"{dateline}The court rejected the appeal.")[0] == "The court rejected the appeal."


@pytest.mark.parametrize(
    "line",
    [
        "Also read: The ten best beaches that were closed this summer.",
        "Click here to see all the pictures of the parade.",
        "Photo: The minister arrives at the airport on Monday.",
        "Maria Lopez and Ken Ito contributed to this report.",
        "Follow us on social media for the latest updates.",
        "Will the new bridge be open before the summer ends?",
        "A view of the harbour at night.",
        "the minister had said that the law would be changed.",
        "OPPOSITION CALLS FOR EARLY ELECTIONS IN AUTUMN.",
        "We will never give up the fight for our village.",
        "The talks went on and on and then...",
        "Ann Reed told HT.",
        "Ann Reed told HT over phone.",
        "Opening ceremony likely to be held on Tuesday in the town hall.",
        "Ann Reed, who says she is a baker.",
        "He goes to work in the day and wears a gown at night.''",
        "The old king visited the village in 1911.2.",
        "Two parks and a hall in the north – will be closed as the council has no money.",
        "Interesting facts of the great man's career:# Reed won most games.",
    ],
)
def test_what_is_no_sentence_of_the_report_is_not_usable(line: str) -> None:
    body = f"The council voted to close the pool.\n{line}\nThe pool had been losing money for years."
    assert usable(body) == ["The council voted to close the pool.", "The pool had been losing money for years."]


def test_two_dashes_or_one_before_a_noun_tear_nothing() -> None:
    body = "Two parks – one of them in the north – will be closed. The council has one aim – the end of the debt."
    assert usable(body) == body.replace(". ", ".\n").split("\n")


def test_a_quotation_without_its_speaker_is_not_usable() -> None:
    body = 'Mayor Ann Reed left early. "The city has no money left for this." Reed said "the money is gone" on Friday.'
    assert usable(body) == ["Mayor Ann Reed left early.", 'Reed said "the money is gone" on Friday.']


def test_a_short_quotation_of_two_sentences_is_told_whole() -> None:
    body = 'The mayor spoke. "The pool is closed. We will repair it," Ann Reed told the paper. It rained.'
    told = [
        body[s.start_char : s.end_char]
        for s in usable_sentences(body, ())
        if s.is_usable and '"' in body[s.start_char : s.end_char]
    ]
    assert told == ['"The pool is closed. We will repair it," Ann Reed told the paper.']


def test_a_quotation_of_two_sentences_without_its_speaker_is_not_told() -> None:
    body = 'The mayor spoke for an hour. "The pool is closed. We will repair the roof in May."'
    assert not [s for s in usable_sentences(body, ()) if s.is_usable and s.start_char > 20]


def test_the_middle_of_a_long_quotation_is_not_usable() -> None:
    more = "It was built in a hurry by a firm that nobody in the valley knew or asked about the work. " * 3
    body = f'"The dam is old. {more}Nobody checked it," said engineer Paul Weiss. The dam holds for now.'
    assert usable(body) == ["The dam holds for now."]


def test_marks_lost_in_a_wrong_decoding_still_quote() -> None:
    body = "The mayor resigned. ?The city is broke. It cannot pay,? he said. The council?s debt has doubled since May."
    assert usable(body) == ["The mayor resigned.", "The council?s debt has doubled since May."][1:]


def test_paragraphs_are_counted_over_lines_that_are_not_empty() -> None:
    body = "One thing was said here. Two things were said.\n\nThree things were done.\nFour things were lost."
    assert [s.paragraph_no for s in usable_sentences(body, ())] == [0, 0, 1, 2]


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "\n\n\n",
        "Word",
        "\U0001f600 \u200f مرحبا بالعالم. 你好。",
        '"' * 5000,
        "(" * 5000,
        "?a" * 5000,
        "A. " * 5000,
    ],
    ids=["empty", "a space", "lines", "a word", "other scripts", "quotes", "brackets", "question marks", "initials"],
)
def test_any_text_gives_ordered_spans_inside_it(body: str) -> None:
    at = 0
    for sentence in usable_sentences(body, ((0, 4), (5, 10**9))):
        assert at <= sentence.start_char < sentence.end_char <= len(body)
        at = sentence.end_char


@pytest.mark.slow
def test_a_megabyte_takes_seconds_at_most() -> None:
    began = time.perf_counter()
    sentences = usable_sentences('He said "the rain has stopped" in town.It rained. ' * 21_000, ())
    assert len(sentences) == 42_000
    assert time.perf_counter() - began < 20


SPEECH = (
    "We looked for them for days. {} I told all of them so. We will look on for them. My men are tired of all this. "
    "The council of Oban met at nine."
)


@pytest.mark.parametrize(
    ("told", "is_usable"),
    [
        ("The old plane was bad at such heights.", False),
        ("The old plane was bad at such heights, said Hill.", True),
        ('The old plane was called "a coffin" by many.', True),
    ],
    ids=["the speaker's words", "somebody says so", "with quotation marks"],
)
def test_between_sentences_that_say_i_the_others_are_the_speakers_too(told: str, *, is_usable: bool) -> None:
    assert (told in usable(SPEECH.format(told))) is is_usable
    assert "The council of Oban met at nine." in usable(SPEECH.format(told))


def test_a_remark_with_i_makes_no_speech_of_what_is_around_it() -> None:
    body = "I was there. The council of Oban met at nine. We saw it."
    assert usable(body) == ["The council of Oban met at nine."]


@pytest.mark.parametrize(
    ("told", "is_usable"),
    [
        ("Reed had said, addressing a rally in Oban.", False),
        ("Reed has said while speaking to the club in Oban.", False),
        ("Reed said that Oban would be safe, addressing a rally.", True),
        ("Ann Reed of Oban had tweeted the following.", False),
        ('"A day of shame for Oban," Reed tweeted.', True),
        (
            "Reed; Hill, Cole (Leeds), Dunn, Okoro (capt); Grant, Wade, Lowe, Pike, Nash, Bell, Ford, Lamb, Rose.",
            False,
        ),
        ("The team: Reed, Hill, Cole, Dunn, Okoro and Grant play in Oban, and Wade, Lowe, Pike and Nash do not.", True),
        ("90+3 min Costa runs past McAuley and wins a corner.", False),
        ("April 18, 2017 So much for the talk of equality in Oban.", False),
        ("April 18, 2017, was a day of rain in the town of Oban.", True),
    ],
    ids=[
        "where it was said",
        "to whom",
        "what was said",
        "what follows",
        "a quotation without a verb",
        "a team",
        "a sentence full of names",
        "an entry of a ticker",
        "the stamp of a post",
        "a date",
    ],
)
def test_what_was_left_of_a_saying_and_entries_are_no_sentences(told: str, *, is_usable: bool) -> None:
    assert (told in usable(f"The town of Oban has closed its pool for good. {told}")) is is_usable
