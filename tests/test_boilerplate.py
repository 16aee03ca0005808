"""Lines of the site are told from lines of the article."""

from __future__ import annotations

import pytest

from tasks.text.boilerplate import LONGEST_LINE_CHARS, is_boilerplate, without_boilerplate

SITE = [
    "Discover more from Aakash Post",
    "Subscribe to get the latest posts sent to your email.",
    "Subscribe now to keep reading and get access to the full archive.",
    "Sign up for our newsletter",
    "Click here to read the full report",
    "Follow us on X",
    "Follow Example Post on Facebook",
    "Like us on Facebook",
    "Share this:",
    "Like this:",
    "Related articles",
    "Read more: What comes next",
    "ALSO READ | Another story",
    "(C) 2024 Example Media",
    "© Example Media",
    "All rights reserved.",
    "Download our Example News app",
    "Get the latest news in your inbox every morning",
    "Type your email…",
    "First published on: 4 June 2024",
    "Tags: economy, rail",
    "Comments (12)",
    "Leave a reply",
    "Advertisement",
    "Continue reading",
    "Loading…",
]
ARTICLE = [
    "Subscribers of the service fell by four percent.",
    "Share prices rose on Tuesday.",
    "Related companies were fined as well.",
    "Follow the money, the prosecutor said.",
    "Comments by the minister angered allies.",
    "Click, the magazine, is to close.",
    "The copyright case goes to the Supreme Court.",
    "Loadings at the port fell.",
    "Get out, the crowd shouted.",
    "",
]


@pytest.mark.parametrize("line", SITE)
def test_a_line_of_the_site(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", ARTICLE)
def test_a_line_of_the_article(line: str) -> None:
    assert not is_boilerplate(line)


def test_lines_of_the_site_go_from_the_end_alone() -> None:
    lines = ["Share this:", "Body one.", "Comments", "Body two.", *SITE]
    assert without_boilerplate(lines) == ["Share this:", "Body one.", "Comments", "Body two."]


def test_link_lines_go_wherever_they_stand() -> None:
    lines = ["Body one.", "Also read: Another story", "Advertisement", "Body two.", "Read more about it in May."]
    assert without_boilerplate(lines)[:2] == ["Body one.", "Body two."]


def test_a_long_line_is_the_articles() -> None:
    line = "Subscribe to " + "x" * LONGEST_LINE_CHARS
    assert not is_boilerplate(line)
    assert without_boilerplate([line]) == [line]


def test_nothing_but_lines_of_the_site_leaves_nothing() -> None:
    assert without_boilerplate(list(SITE)) == []
    assert without_boilerplate([]) == []


def test_the_given_lines_stay_as_they_were() -> None:
    lines = ["Body.", "Share this:"]
    without_boilerplate(lines)
    assert lines == ["Body.", "Share this:"]
