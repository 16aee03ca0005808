"""Forms: the ways to tell a sentence, from whole to short."""

from __future__ import annotations

from tasks.text.forms import Form, forms_of
from tasks.text.phrase import Phrase
from tasks.text.ranking import Worth

NOTHING = Worth([], {}, {})
TEXT = "The council of Leeds, which met twice, closed the pool after the vote and sold the land."


def phrase(words: str, kind: str, lead: str | None = None) -> Phrase:
    start = TEXT.index(words)
    if lead is None:
        return Phrase(kind, start, start + len(words))
    return Phrase(kind, start, start + len(words), TEXT.index(lead), TEXT.index(lead) + len(lead))


PHRASES = [
    phrase(", which met twice, ", "relative"),
    phrase(" after the vote", "adverbial"),
    phrase(" and sold the land", "conjunct"),
    phrase("sold the land", "predicate", "The council of Leeds"),
]


def forms(worth: Worth = NOTHING, phrases: list[Phrase] | None = None) -> list[Form]:
    return list(forms_of(TEXT, 0, len(TEXT), PHRASES if phrases is None else phrases, worth))


def test_the_first_form_is_the_whole_sentence() -> None:
    assert forms()[0].text == TEXT


def test_every_form_is_its_evidence_up_to_its_stop() -> None:
    for form in forms():
        assert form.text.rstrip(".") == " ".join(TEXT[a:b] for a, b in form.evidence).rstrip(".")


def test_deletions_add_up_and_a_clause_is_told_with_its_subject() -> None:
    texts = [form.text for form in forms()]
    assert "The council of Leeds closed the pool." in texts
    assert "The council of Leeds sold the land." in texts


def test_no_form_has_half_a_pair_of_brackets() -> None:
    body = "The team of Leeds beat Oban as Reed (102 off 103 balls; 6x4) and Hill (116 off 92 balls; 4x4) stood firm."
    cuts = ["; 4x4) stood firm", " (102 off 103 balls; 6x4) ", " as Reed (102 off 103 balls; 6x4) and Hill (116 off"]
    phrases = [Phrase("tail", body.index(cut), body.index(cut) + len(cut)) for cut in cuts]
    texts = [form.text for form in forms_of(body, 0, len(body), phrases, NOTHING)]
    assert all(text.count("(") == text.count(")") for text in texts)
    assert "The team of Leeds beat Oban as Reed and Hill (116 off 92 balls; 4x4) stood firm." in texts


def test_a_word_that_stands_twice_is_told_once() -> None:
    body = "Ann Reed took the case to the the court in in Leeds after she had had the plan."
    first = next(forms_of(body, 0, len(body), [], NOTHING))
    assert first.text == "Ann Reed took the case to the court in Leeds after she had had the plan."
    body = 'Ann Reed said "it goes to the the court" in Leeds.'
    assert next(forms_of(body, 0, len(body), [], NOTHING)).text == body


def test_no_form_leaves_out_what_its_subject_did() -> None:
    body = "The hall, which opened in May of that year, after Reed had left the town for good, but it shines."
    cuts = [" which opened in May of that year, ", ", but it shines"]
    phrases = [Phrase("relative", body.index(cut), body.index(cut) + len(cut)) for cut in cuts]
    texts = [form.text for form in forms_of(body, 0, len(body), phrases, NOTHING)]
    assert "The hall, after Reed had left the town for good." not in texts
    assert "The hall, after Reed had left the town for good, but it shines." in texts


def test_what_is_worth_least_goes_first() -> None:
    texts = [form.text for form in forms(Worth([], {"vote": 1.0, "met": 0.1, "sold": 0.9, "land": 0.9}, {}))]
    assert texts[1] == "The council of Leeds closed the pool after the vote and sold the land."


def test_two_forms_of_a_sentence_go_together_where_they_tell_different_parts() -> None:
    by_text = {form.text: form for form in forms()}
    short, other = by_text["The council of Leeds closed the pool."], by_text["The council of Leeds sold the land."]
    assert all(a.end_char <= b.start_char or b.end_char <= a.start_char for a in short.told for b in other.told)


def test_without_a_parse_patterns_do_the_work() -> None:
    text = "However, Ann Reed, a former judge in Leeds, was chosen to lead the inquiry."
    found = [form.text for form in forms_of(text, 0, len(text), None, NOTHING)]
    assert found[0] == "Ann Reed, a former judge in Leeds, was chosen to lead the inquiry."
    assert "Ann Reed was chosen to lead the inquiry." in found


def test_no_form_ends_before_it_says_something() -> None:
    text = "The old town hall of Leeds was named after the first mayor."
    end = text.index(" after the first mayor")
    told = [one.text for one in forms_of(text, 0, len(text), [Phrase("occasion", end, len(text) - 1)], NOTHING)]
    assert told == [text]
    text = "The clerk of the old town of Leeds was dressed in a gown of the mayor."
    end = text.index(" in a gown")
    told = [one.text for one in forms_of(text, 0, len(text), [Phrase("tail", end, len(text) - 1)], NOTHING)]
    assert told == [text]
    text = "While the council of Leeds had closed the pool, the mayor of it opened another."
    at = text.index(", the mayor")
    told = [one.text for one in forms_of(text, 0, len(text), [Phrase("conjunct", at, len(text) - 1)], NOTHING)]
    assert told == [text]
    text = "For running trains at such a speed on old tracks, the council needs new brakes."
    at = text.index(", the council")
    told = [one.text for one in forms_of(text, 0, len(text), [Phrase("conjunct", at, len(text) - 1)], NOTHING)]
    assert told == [text]


def test_no_form_keeps_one_mark_of_two() -> None:
    text = "Two parks – one of them in the north of Leeds – will be closed in May for a year."
    at = text.index("– one")
    told = [one.text for one in forms_of(text, 0, len(text), [Phrase("apposition", at, at + 36)], NOTHING)]
    assert all(one.count("–") != 1 for one in told)
    text = "The club of Leeds has, in spite of all that, called the vote of the council a lie."
    at = text.index(" in spite")
    told = [one.text for one in forms_of(text, 0, len(text), [Phrase("adverb", at, text.index("called"))], NOTHING)]
    assert told == [text]


def test_no_form_opens_a_bracket_that_it_does_not_close() -> None:
    text = "Reed hit a fine hundred (120 off 90 balls; 8 fours) and won the game for Leeds."
    at = text.index("; 8 fours)")
    found = [one.text for one in forms_of(text, 0, len(text), [Phrase("adverbial", at, len(text) - 1)], NOTHING)]
    assert found
    assert all(one.count("(") == one.count(")") for one in found)


def test_what_is_cut_down_to_a_few_words_risks_more() -> None:
    words = ["The council of Leeds closed the old pool", " in the north", " of the town", " after a long vote"]
    text = "".join(words) + "."
    ends = [sum(map(len, words[: n + 1])) for n in range(len(words))]
    phrases = [Phrase("tail", one, ends[-1]) for one in ends[:-1]]
    risks = {form.text.count(" ") + 1: form.risk for form in forms_of(text, 0, len(text), phrases, NOTHING)}
    assert risks[8] - risks[11] > 0.02
    assert risks[len(text.split())] == 0


def test_the_second_half_of_a_sentence_risks_more_than_another_clause() -> None:
    lead = "The council of Leeds"
    half, other = (phrase("sold the land", kind, lead) for kind in ("half", "predicate"))
    risk, less = (forms(phrases=[one])[-1].risk for one in (half, other))
    assert risk > less


def test_no_form_without_one_phrase_ends_in_a_word_that_joins() -> None:
    text = "The judge allowed the clerk of Leeds to drop the case but after paying a fine of three pounds."
    end = text.index(" after paying")
    phrases = [Phrase("adverb", 0, 4), Phrase("occasion", end, len(text) - 1)]
    told = [one.text for one in forms_of(text, 0, len(text), phrases, NOTHING)]
    assert text in told
    assert not [one for one in told if one.endswith("but.")]
