"""The day as a page: what article text becomes in it, its order, its files, and where they lie."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jinja2
import pytest

from tasks.config import Settings
from tasks.edition.charts import chart_of
from tasks.edition.evidence import paragraphs_of, passage_of
from tasks.edition.grouping import PAGE_STORIES, arrange
from tasks.edition.making import make_edition
from tasks.edition.pages import make_environment, pages_of
from tasks.edition.safety import clean, file_stem, language_tag, link_address
from tasks.edition.stories import story_of
from tasks.errors import InputError
from tasks.store.edition_rows import read_day
from tests.lake_builder import DAY_1
from tests.warehouse_rows import BODY, DAY, article, bullet, occurrence, sound_rows, summary, warehouse_of

pytestmark = pytest.mark.slow

HOSTILE = "<script>alert(1)</script>"
EVIDENCE_END = BODY.index(".") + 1


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text outside of scripts."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.found if (value := attributes.get(attribute)) is not None]


def _pages(**changes: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    with warehouse_of(sound_rows(**changes)) as con:
        return pages_of(read_day(con, "0123456789ab", DAY))


def _front(**changes: Any) -> Elements:
    return Elements(_pages(articles=[article(**changes)])["index.html"])


def _row(number: int, **changes: Any) -> dict[str, Any]:
    """A row of the view `edition`."""
    row = {**article(f"a{number}"), "method": None, "in_shorts": [], "in_depth": BODY, "key_takeaways": []}
    return {**row, "entities": [], "copy_count": 0, **changes}


def _about(number: int, country: str) -> dict[str, Any]:
    entity = {"kind": "country", "entity_id": country[:2].upper(), "name": country, "role": None}
    return _row(number, entities=[entity])


def test_a_title_of_markup_shows_as_text() -> None:
    front = _front(title=HOSTILE)
    assert HOSTILE in front.text
    assert [attributes for tag, attributes in front.found if tag == "script"] == [{"src": "search.js", "defer": None}]


@pytest.mark.parametrize("column", ["title", "publisher", "category"])
def test_quotes_in_a_text_do_not_end_an_attribute(column: str) -> None:
    front = _front(**{column: "\" onmouseover='alert(1)' autofocus x='"})
    names = {name for _, attributes in front.found for name in attributes}
    assert not {name for name in names if name.startswith("on")}
    assert "autofocus" not in names


def test_markup_in_names_bodies_and_bullets_shows_as_text() -> None:
    body = f"{HOSTILE} met <img src=x onerror=alert(1)>."
    people = [{**sound_rows()["people"][0], "name": HOSTILE, "aliases": ["<b>bold</b>"]}]
    evidence = [{"start_char": 0, "end_char": len(body)}]
    bullets = [bullet(text=body, evidence=evidence), bullet("key_takeaways", text=body, evidence=evidence)]
    pages = _pages(
        articles=[article(body=body)],
        people=people,
        summaries=[summary(in_depth=body)],
        summary_bullets=bullets,
    )
    for name, page in pages.items():
        if name.endswith(".html"):
            assert {"img", "b"}.isdisjoint(tag for tag, _ in Elements(page).found)
            assert page.count(b"<script") == 1
    assert "<b>bold</b>" in Elements(pages["people/ada-lovelace.html"]).text


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//example.org/x",
        "/x",
        "https:",
        "https://",
        "https://[",
        "https:\\\\example.org",
        "https://example.org/\u202egro.live",
        "https://example.org/" + "x" * 3000,
        "",
        None,
    ],
)
def test_only_addresses_of_the_web_become_links(address: str | None) -> None:
    assert link_address(address) is None
    assert all(not value.startswith(("http", "java", "data", "file")) for value in _front(url=address).values("href"))


def test_an_address_of_the_web_becomes_a_link_that_tells_the_other_side_nothing() -> None:
    address = "https://example.org/a?b=1&c='\"<x>"
    links = [attributes for _, attributes in _front(url=address).found if attributes.get("href") == address]
    assert [link["rel"] for link in links] == ["noopener noreferrer"]


def test_controls_and_turns_of_direction_are_left_out_and_scripts_keep_their_joiners() -> None:
    assert clean("a\u202eb\u2066c\x00d\x1be\u200ff\ufeff\udc00g") == "abcdefg"
    kept = "\u0915\u094d\u200d\u0937 👩\u200d👧 na\u200cme\tx\ny"
    assert clean(kept) == kept
    page = _pages(articles=[article(title="a\u202eb\x07c")])["index.html"].decode()
    assert "abc" in page
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", page)


@pytest.mark.parametrize("language", ["en", "pt-BR", "und", 'x"><script>', None])
def test_a_language_is_a_tag_or_is_left_out(language: str | None) -> None:
    assert language_tag(language) == (language if language in ("en", "pt-BR") else None)


def test_names_of_files_are_slugs_or_digests() -> None:
    assert file_stem("ada-lovelace") == "ada-lovelace"
    assert file_stem("FR") == "fr"
    for identifier in ("../../etc/passwd", "a/b", "Ada", "", "é", "x" * 500, "a\x00"):
        assert re.fullmatch(r"[0-9a-f]{16}", file_stem(identifier))
    assert file_stem("Ada") != file_stem("ADA")


def test_every_page_forbids_what_is_not_its_own_and_holds_no_handlers_or_styles() -> None:
    for name, page in _pages().items():
        if name.endswith(".html"):
            elements = Elements(page)
            (policy,) = [a["content"] for tag, a in elements.found if "http-equiv" in a and tag == "meta"]
            assert policy is not None
            assert policy.startswith("default-src 'none'; ")
            assert "unsafe" not in policy
            assert elements.values("style") == []
            assert "style" not in {tag for tag, _ in elements.found}
            assert not [key for _, a in elements.found for key in a if key.startswith("on")]


def test_every_link_within_an_edition_leads_to_a_file_and_an_anchor_of_it() -> None:
    pages = _pages()
    anchors = {name: set(Elements(page).values("id")) for name, page in pages.items() if name.endswith(".html")}
    for name, page in pages.items():
        if not name.endswith(".html"):
            continue
        folder = Path(name).parent
        for href in Elements(page).values("href"):
            if href.startswith("https:"):
                continue
            path, _, anchor = href.partition("#")
            target = (
                name
                if not path
                else (folder / path)
                .as_posix()
                .replace("people/../", "")
                .replace("countries/../", "")
                .replace("agencies/../", "")
            )
            assert target in pages
            assert not anchor or anchor in anchors[target]


def test_no_id_stands_twice_in_a_page() -> None:
    for name, page in _pages().items():
        if name.endswith(".html"):
            ids = Elements(page).values("id")
            assert len(ids) == len(set(ids))


def test_a_bullet_leads_to_the_very_characters_it_came_from() -> None:
    page = _pages()["index.html"].decode()
    assert 'href="#s-a1-0"' in page
    assert f'<mark id="s-a1-0">{BODY[:EVIDENCE_END]}</mark>' in page


def test_overlapping_evidence_cuts_the_body_so_that_every_span_begins_a_piece() -> None:
    body = "One two three.\n\nFour five."
    (first, second) = paragraphs_of(body, [(0, 7), (4, 13), (16, 20), (90, 95), (3, 3)])
    assert [(piece.text, piece.start_char, piece.is_evidence) for piece in first] == [
        ("One ", 0, True),
        ("two", 4, True),
        (" three", 7, True),
        (".", 13, False),
    ]
    assert [piece.text for piece in second] == ["Four", " five."]
    assert "".join(piece.text for piece in first) == body.split("\n\n", maxsplit=1)[0]


def test_a_passage_shows_all_evidence_within_its_paragraphs_and_words() -> None:
    body = "Before it.\n\n" + "word " * 60 + "Evidence one, then more. " + "tail " * 60 + "\n\nAfter it."
    start = body.index("Evidence")
    passage = passage_of(body, [(start, start + 12), (start + 13, start + 23)])
    text = "".join(piece.text for piece in passage)
    assert [piece.text for piece in passage if piece.is_evidence] == ["Evidence one", " then more"]
    assert text.startswith("… word ")
    assert text.endswith("tail …")
    assert "Before" not in text
    assert "After" not in text
    assert passage_of(body, []) == []


def test_far_apart_evidence_is_shown_with_a_gap() -> None:
    body = "First part. " + "filler " * 100 + "Second part."
    passage = passage_of(body, [(0, 11), (body.index("Second"), len(body))])
    assert [piece.text for piece in passage if piece.is_evidence] == ["First part.", "Second part."]
    assert sum(piece.text.count("…") for piece in passage) == 1


def test_a_small_day_stands_on_one_page_and_a_large_one_is_split() -> None:
    small = arrange([story_of(_row(number)) for number in range(PAGE_STORIES)], {})
    assert not small.is_split
    large = arrange([story_of(_about(number, "France")) for number in range(PAGE_STORIES * 3)], {})
    assert large.is_split
    (section,) = large.sections
    assert [len(shown) for _, shown in section.pages] == [PAGE_STORIES, PAGE_STORIES, PAGE_STORIES - 5]
    assert set(large.page_of.values()) == {"index.html", *(name for name, _ in section.pages)}
    assert len(large.leads) + len(section.stories) == PAGE_STORIES * 3


def test_countries_of_few_stories_join_their_region_and_small_regions_the_rest() -> None:
    names = ["France"] * 9 + ["Nepal", "Bhutan", "Bhutan", "Peru"]
    stories = [story_of(_about(number, name)) for number, name in enumerate(names)]
    front = arrange([*stories, story_of(_row(99))], {"NE": "Southern Asia", "BH": "Southern Asia", "PE": "America"})
    found = [front.section_of[story.anchor] for story in stories]
    assert found == ["France"] * 9 + ["Southern Asia"] * 3 + ["Elsewhere"]
    assert [section.name for section in front.sections][-2:] == ["Elsewhere", "In other news"]


def test_categories_of_the_publishers_go_before_countries() -> None:
    stories = [story_of(_row(number, category="sport" if number % 2 else "world_news")) for number in range(20)]
    assert {section.name for section in arrange(stories, {}).sections} == {"Sport", "World news"}


def test_a_chart_says_in_words_what_its_bars_say() -> None:
    days = [DAY - timedelta(days=number) for number in (2, 1, 0)]
    chart = chart_of(days, {days[0]: 2, days[2]: 4})
    assert chart.text == "6 articles on 2 of the 3 days from 2 June to 4 June; most on 4 June, with 4."
    assert [bar.article_count for bar in chart.bars] == [2, 0, 4]
    assert chart.bars[2].height == chart.height == 2 * chart.bars[0].height
    assert all(bar.x + bar.width <= chart.width + 0.01 for bar in chart.bars)
    assert chart_of(days[2:], {days[2]: 1}).text == "1 article on 4 June, the only day loaded."


def test_a_name_that_no_template_knows_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        make_environment().from_string("{{ typo }}").render()


def test_an_article_without_title_summary_and_entities_has_its_place() -> None:
    bare = article(title=None, publisher=None, url=None, authors=[])
    none: dict[str, list[Mapping[str, Any]]] = {
        table: []
        for table in ("summaries", "summary_bullets", "article_people", "article_countries", "article_agencies")
    }
    front = Elements(_pages(articles=[bare], mentions=[], **none)["index.html"])
    assert "Ada Lovelace presented a budget for France. The Treasury will vote on …" in front.text


def test_a_person_page_shows_partners_stories_and_aliases() -> None:
    people = [{**sound_rows()["people"][0], "aliases": ["The Countess"]}]
    page = Elements(_pages(people=people)["people/ada-lovelace.html"])
    for text in ("Ada Lovelace", "The Countess", "HM Treasury", "France", "Budget for France", "the only day loaded"):
        assert text in page.text
    assert "../index.html#s-a1" in page.values("href")


def test_the_index_of_the_search_box_is_plain_ascii_of_stories_and_names() -> None:
    index = _pages(articles=[article(title="Büdget </script>")])["search-index.js"].decode("ascii")
    entries = json.loads(index.removeprefix("window.daybookIndex = ").rstrip().removesuffix(";"))
    assert entries[0][1] == "Büdget </script>"
    assert entries[0][3] == "index.html#s-a1"
    assert {entry[3] for entry in entries[1:]} == {
        "people/ada-lovelace.html",
        "countries/fr.html",
        "agencies/gb-hm-treasury.html",
    }


def test_duplicates_are_in_no_page() -> None:
    copy = article("a2", title="The copy", duplicate_of="a1", duplicate_kind="near")
    mentioned = [
        occurrence(person_id="ada-lovelace", role=None),
        occurrence(article_id="a2", person_id="ada-lovelace", role=None),
    ]
    pages = _pages(articles=[article(), copy], article_people=mentioned)
    assert all(b"The copy" not in page for page in pages.values())
    assert "also printed 1 time" in Elements(pages["index.html"]).text


def test_the_same_rows_are_the_same_bytes() -> None:
    assert _pages() == _pages()


def test_an_edition_is_made_once_and_reused_while_it_is_complete(one_day: Settings) -> None:
    made = make_edition(DAY_1, one_day)
    folder = made.path.parent
    assert made.path == one_day.home / "editions" / made.version / DAY_1.isoformat() / "index.html"
    assert not made.is_reused
    before = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert make_edition(DAY_1, one_day).is_reused
    next(path for path in folder.rglob("*.html") if path != made.path).unlink()
    assert not make_edition(DAY_1, one_day).is_reused
    after = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert after == before
    assert not [path for path in folder.parent.iterdir() if path.name.endswith(".tmp")]


def test_an_edition_elsewhere_replaces_editions_only(one_day: Settings, tmp_path: Path) -> None:
    made = make_edition(DAY_1, one_day, to=tmp_path / "out")
    assert made.path == tmp_path / "out" / "index.html"
    assert not make_edition(DAY_1, one_day, to=tmp_path / "out", force=True).is_reused
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(InputError, match="other things"):
        make_edition(DAY_1, one_day, to=tmp_path / "full")
    assert (tmp_path / "full" / "letter.txt").read_text() == "mine"


def test_a_day_that_is_not_loaded_has_no_edition(one_day: Settings) -> None:
    with pytest.raises(InputError, match="is not in the current version"):
        make_edition(DAY_1 + timedelta(days=300), one_day)
    assert not (one_day.home / "editions").exists()


def test_a_loaded_day_without_articles_has_a_page_that_says_so() -> None:
    none = {table: [] for table in sound_rows() if table != "inputs"}
    with warehouse_of(sound_rows(**none)) as con:
        rows = read_day(con, "0123456789ab", DAY)
    assert [row["dump_date"] for row in rows.days] == [DAY]
    assert "No articles came on this day." in Elements(pages_of(rows)["index.html"]).text
