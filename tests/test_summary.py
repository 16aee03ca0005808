"""Summaries: five bullets for each section that keep to their evidence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from importlib import resources
from pathlib import Path

import pytest

from tasks.text.bullet import Bullet, Evidence
from tasks.text.choosing import choose
from tasks.text.naming import read_names
from tasks.text.opening import choose_first
from tasks.text.phrase import Phrase
from tasks.text.ranking import Worth
from tasks.text.sentences import usable_sentences
from tasks.text.shelf import Unit, build_shelf
from tasks.text.summary import Mentioned, Ranker, build_ranker, keep_publisher_bullets, summarize
from tasks.text.takeaways import _of_the_end

BODY = """NORTHFIELD (AP) - The council of Northfield voted on Monday to close the town's swimming pool after a night \
of debate. The decision ends a fight of two years over the future of the pool. Also read: Ten pools to visit.

Mayor Ann Reed, a former judge, opposed the closure. "The town will miss it," Reed said. She has asked for a new \
vote. The pool, which opened in 1962, lost 40,000 pounds a year.

Repairs to the roof would have cost two million pounds, according to a report by engineers. The council will sell \
the land to a builder in the spring. About 200 homes are planned on the site. Schools will have to bring their pupils \
to Leeds, which is 20 miles away.

What will become of the swimming club? The club was founded in 1931 and has 300 members. A petition \
against the closure gathered 9,000 names in a week. Other towns in the county have closed their pools since 2015 \
because of rising costs. The government expects that a third of public pools could close by 2030.
"""


@pytest.fixture(scope="module")
def ranker() -> Ranker:
    return build_ranker(resources.files("tasks.data").joinpath("ranker.json").read_bytes())


@pytest.fixture(scope="module")
def bullets(ranker: Ranker) -> tuple[Bullet, ...]:
    return summarize("Northfield to close its pool", BODY, usable_sentences(BODY, ()), [], ranker)


def of_section(bullets: tuple[Bullet, ...], section: str) -> list[Bullet]:
    return [bullet for bullet in bullets if bullet.section == section]


def test_both_sections_have_bullets_with_ranks_and_positions(bullets: tuple[Bullet, ...]) -> None:
    assert list(bullets) == sorted(bullets, key=lambda bullet: (bullet.section, bullet.position))
    assert len(of_section(bullets, "in_shorts")) == 5
    # Two say what they are about, so that none that does not comes beside them: of what a "closure" is only one tells.
    assert len(of_section(bullets, "key_takeaways")) == 2
    for section in ("in_shorts", "key_takeaways"):
        found = of_section(bullets, section)
        assert [bullet.position for bullet in found] == [*range(1, len(found) + 1)]
        assert sorted(bullet.rank for bullet in found) == [*range(1, len(found) + 1)]
        assert {bullet.method for bullet in found} == {"extractive"}


def test_a_bullet_is_its_evidence_up_to_its_first_letter_and_its_stop(bullets: tuple[Bullet, ...]) -> None:
    for bullet in bullets:
        joined = " ".join(BODY[span.start_char : span.end_char] for span in bullet.evidence)
        assert bullet.text[1:].rstrip('.!"”') == joined[1:].rstrip('.!"”,;')
        assert bullet.text[0] == joined[0].upper()


def test_bullets_stand_in_the_order_of_the_article(bullets: tuple[Bullet, ...]) -> None:
    for section in ("in_shorts", "key_takeaways"):
        starts = [bullet.evidence[0].start_char for bullet in of_section(bullets, section)]
        assert starts == sorted(starts)


def test_in_shorts_begins_with_the_event(bullets: tuple[Bullet, ...]) -> None:
    first = min(of_section(bullets, "in_shorts"), key=lambda bullet: bullet.rank)
    assert first.text.startswith("The council of Northfield voted")


def test_takeaways_stand_alone(bullets: tuple[Bullet, ...]) -> None:
    for bullet in of_section(bullets, "key_takeaways"):
        assert not any(noun in bullet.text for noun in ("The decision", "The town", "The club", "the site", "Monday"))
        assert bullet.text.split()[0] not in {"She", "He", "It", "They", "But", "However"}


def test_no_bullet_comes_from_a_link_or_a_question(bullets: tuple[Bullet, ...]) -> None:
    assert not any("Also read" in bullet.text or bullet.text.endswith("?") for bullet in bullets)


def test_the_end_of_a_long_article_gets_a_hearing(ranker: Ranker) -> None:
    middle = " ".join(f"The council heard speaker {n} on the pool and its roof at length." for n in range(30))
    body = f"The council voted to close the pool. {middle} A builder will pay four million pounds for the land by 2030."
    found = summarize("", body, usable_sentences(body, ()), [], ranker)
    assert any(bullet.evidence[0].start_char > 2 * len(body) / 3 for bullet in found)


def test_a_form_that_the_gate_refuses_gives_way_to_the_sentence(ranker: Ranker) -> None:
    body = "The council of Leeds did not close the pool in May, and it has new plans for the hall beside the river."
    not_ = Phrase("adverb", body.index(" not"), body.index(" close") + 1)
    found = summarize("", body, usable_sentences(body, ()), [], ranker, [not_])
    assert {bullet.text for bullet in found} == {body}


def test_of_a_sentence_with_a_slip_the_form_without_it_is_told(ranker: Ranker) -> None:
    body = "The council of Leeds closed the pool in May as the heating {} harm."
    told = {}
    for verb in ("took", "had took"):
        text = body.format(verb)
        clause = Phrase("tail", text.index(" as the"), len(text) - 1)
        told[verb] = {one.text for one in summarize("", text, usable_sentences(text, ()), [], ranker, [clause])}
    assert told == {"took": {body.format("took")}, "had took": {"The council of Leeds closed the pool in May."}}


def test_two_bullets_may_tell_two_parts_of_one_sentence_but_no_part_twice() -> None:
    def unit(text: str, *told: tuple[int, int]) -> Unit:
        spans = tuple(Evidence(start, end) for start, end in told)
        return Unit(0, spans, text, 0.0, leans=False, told=spans)

    units = [
        unit("The council closed the pool and opened two schools.", (0, 50)),
        unit("The council closed the pool.", (0, 27)),
        unit("The council opened two schools.", (31, 50)),
    ]
    worth = Worth([1.0], dict.fromkeys(["council", "clos", "pool", "open", "two", "school"], 1.0), {})
    assert sorted(choose(build_shelf(units[1:], worth))) == [0, 1]
    assert len(choose(build_shelf(units[:2], worth))) == 1


def test_the_same_article_gives_the_same_bullets(bullets: tuple[Bullet, ...], ranker: Ranker) -> None:
    assert summarize("Northfield to close its pool", BODY, usable_sentences(BODY, ()), [], ranker) == bullets


def test_a_surname_nobody_introduced_costs_a_sentence_its_place(ranker: Ranker) -> None:
    filler = " ".join(f"The roof was mended in part {n} of the plan." for n in range(8))
    body = (
        f"The council voted to close the pool. The roof leaked for years. It will be sold. {filler} Weiss mended pipes."
    )
    at = body.index("Weiss")
    sentences = usable_sentences(body, ())
    stranger = [Mentioned("person", "paul-weiss", at, at + 5)]
    plain = summarize("", body, sentences, [], ranker)
    told = summarize("", body, sentences, stranger, ranker)
    assert sum("Weiss" in b.text for b in told) <= sum("Weiss" in b.text for b in plain)


def test_the_event_is_the_takeaway_where_no_sentence_stands_alone(ranker: Ranker) -> None:
    body = "The council of Leeds closed the pool on Monday. He opposed it. She did so in the old town hall too."
    found = of_section(summarize("", body, usable_sentences(body, ()), [], ranker), "key_takeaways")
    assert [bullet.text[:29] for bullet in found] == ["The council of Leeds closed t"]


def test_the_end_is_heard_by_what_it_says_again_and_nobody_told_before() -> None:
    texts = ["Leeds closed a pool.", "Leeds sold copper.", "Norway bought copper.", "Leeds closed a hall."]
    units = [
        Unit(number, (span := (Evidence(30 * number, 30 * number + 20),)), text, 0.0, leans=False, told=span)
        for number, text in enumerate(texts)
    ]
    stems = ["leed", "clos", "pool", "sold", "copper", "norwai", "norwa", "norway", "bought", "hall"]
    shelf = build_shelf(units, Worth([1.0] * 4, dict.fromkeys(stems, 0.5), {}))
    late = _of_the_end(shelf, 1, shelf.has[0])
    assert choose(late, barred=[0])[0] in {1, 2}


@pytest.mark.parametrize("count", [1, 2, 4])
def test_fewer_sentences_give_fewer_bullets(count: int, ranker: Ranker) -> None:
    body = " ".join(
        ["Northfield has closed a pool.", "Ann Reed opposed it.", "Homes will be built.", "A club has gone."][:count]
    )
    longer = body.replace(".", " in Northfield.")
    found = summarize("", longer, usable_sentences(longer, ()), [], ranker)
    assert len(of_section(found, "in_shorts")) == count
    assert 1 <= len(of_section(found, "key_takeaways")) <= count


@pytest.mark.parametrize(
    "body", ["", "No", "\n\n", "Click here.", "\u200f😀", "مرحبا بالعالم اليوم في المدينة القديمة."]
)
def test_an_article_without_usable_sentences_has_no_bullets(body: str, ranker: Ranker) -> None:
    assert summarize("", body, usable_sentences(body, ()), [], ranker) == ()


def test_a_long_quotation_is_told_from_both_its_ends(ranker: Ranker) -> None:
    body = (
        'Northfield will close its swimming pool, the council said on Monday. Mayor Ann Reed said, "I will fight for '
        "the swimming pool of Northfield. It was built by our fathers in the years after "
        "the war with stones of the old "
        'mill. They were proud of it and came every day of the summer with all of us." "The roof is old and the walls '
        "are wet, as anyone can see who has been inside in the last ten years or so. The "
        "pumps are no better. The repair "
        'of the Northfield pool costs two million pounds," engineer Mark Howe told the council.'
    )
    found = summarize("Northfield to close its pool", body, usable_sentences(body, ()), [], ranker)
    assert [bullet.text for bullet in of_section(list(found), "in_shorts")] == [
        "Northfield will close its swimming pool, the council said on Monday.",
        'Mayor Ann Reed said, "I will fight for the swimming pool of Northfield."',
        "The repair of the Northfield pool costs two million pounds, engineer Mark Howe told the council.",
    ]


def test_an_endless_article_is_summarized_in_bounded_time(ranker: Ranker) -> None:
    body = "".join(
        f"Leeds Council met in room {n} and voted to close pool {n % 7} in town {n % 11}. " for n in range(15_000)
    )
    began = time.perf_counter()
    found = summarize("", body, usable_sentences(body, ()), [], ranker)
    assert len(found) == 10
    assert time.perf_counter() - began < 20


def test_publishers_bullets_are_kept_word_for_word() -> None:
    short = ["Northfield closes pool", "  Mayor objects…"]
    found = keep_publisher_bullets(
        short, ["Pools are closing across the county since 2015"], BODY, usable_sentences(BODY, ())
    )
    assert [bullet.text for bullet in of_section(found, "in_shorts")] == short
    assert [(b.position, b.rank, b.method) for b in of_section(found, "in_shorts")] == [
        (1, 1, "publisher"),
        (2, 2, "publisher"),
    ]
    takeaway = of_section(found, "key_takeaways")[0]
    assert "Other towns" in BODY[takeaway.evidence[0].start_char : takeaway.evidence[0].end_char]


def test_weights_that_do_not_fit_the_features_are_refused() -> None:
    weights = json.loads(resources.files("tasks.data").joinpath("ranker.json").read_bytes())
    weights["word"]["weights"]["phase_of_moon"] = weights["word"]["weights"].pop("is_in_title")
    with pytest.raises(ValueError, match="phase_of_moon"):
        build_ranker(json.dumps(weights).encode())


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_gives_the_same_bullets(seed: str, bullets: tuple[Bullet, ...]) -> None:
    code = (
        "from importlib import resources; from tests.test_summary import BODY;"
        "from tasks.text.sentences import usable_sentences; from tasks.text.summary import build_ranker, summarize;"
        "ranker = build_ranker(resources.files('tasks.data').joinpath('ranker.json').read_bytes());"
        "print(summarize('Northfield to close its pool', BODY, usable_sentences(BODY, ()), [], ranker))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])}
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == str(bullets)


def test_the_event_comes_before_the_scene(ranker: Ranker) -> None:
    body = (
        "The town of Oban is a symbol of a lost age. Ann Reed of Oban Council closed the harbour to tankers on Monday. "
        "Two tankers had collided in the harbour of Oban in the fog. Both crews are safe and will be home by Friday."
    )
    bullets = summarize("Ann Reed closes Oban harbour to tankers", body, usable_sentences(body, ()), (), ranker)
    shorts = of_section(bullets, "in_shorts")
    assert shorts[0].text.startswith("Ann Reed of Oban Council closed")
    assert shorts[0].rank == 1
    assert [bullet.position for bullet in shorts] == list(range(1, len(shorts) + 1))


@pytest.mark.parametrize(
    ("against", "first"),
    [([0.5, 0.2, -0.1], 2), ([0.2, 0.2, 0.1], 0), ([0.5, 0.2, 0.45], 1)],
    ids=["the pronoun is worth it", "nothing better by far", "the better of two"],
)
def test_what_tells_the_event_best_by_far_opens_the_section(against: list[float], first: int) -> None:
    texts = [
        "Oban has many old diners.",
        "Ann Reed found a lizard in her fries.",
        "It was found in the fries of Ann Reed.",
    ]
    span = (Evidence(0, 1),)
    told = {number: Unit(number, span, text, 0.0, leans=False, told=span) for number, text in enumerate(texts)}
    chosen, unit = choose_first(told, 0, against, told.__getitem__, texts[0], read_names(texts[0], []))
    assert (chosen, unit) == (first, told[first])


def test_a_clause_is_told_without_the_dateline_before_its_subject(ranker: Ranker) -> None:
    body = (
        "Oban, Apr 3 (PTI) Mayor Ann Reed met the swimmers of both clubs for lunch in the old hall beside the river "
        "and said the pool of the town should be shut at once."
    )
    subject, clause = "Oban, Apr 3 (PTI) Mayor Ann Reed", "said the pool of the town should be shut at once"
    start = body.index(clause)
    phrases = [Phrase("predicate", start, start + len(clause), 0, len(subject))]
    texts = {one.text for one in summarize("Shut the pool", body, usable_sentences(body, ()), [], ranker, phrases)}
    assert "Mayor Ann Reed said the pool of the town should be shut at once." in texts
