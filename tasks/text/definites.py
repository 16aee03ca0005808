"""What "the court" or "the woman" is, in words of the article that tell it by themselves.

A noun with "the" points back to where the body brought it in: by a name ("the Delhi High Court", "the film Raees"), as
one of a kind ("a woman"), or as some ("protesters"). Heim, "File change semantics" (1983): an indefinite opens the file
card that the definite refers to, so that telling it as an indefinite again is true, only less exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tasks.text.appearances import appearances
from tasks.text.bullet import Evidence
from tasks.text.known_nouns import NO_NOUN
from tasks.text.name_words import word_set
from tasks.text.replacing import Edit

# What is named by its kind as the last word: "the Delhi High Court", "Ministry of Finance".
_BODIES = word_set(
    "court ministry commission board department committee tribunal university council agency bureau corporation "
    "association federation authority airport hospital temple college bank stadium museum airlines foundation"
)
# What is called by its kind and a name behind it: "the film Raees".
_NAMED_BEHIND = word_set(
    "film movie company firm show serial magazine newspaper app startup village town ship vessel airline band song "
    "album website channel"
)
_FILMS = word_set("film movie")
_HIGHEST = word_set("apex top")
_CAPITALS_BEFORE = re.compile(r"(?:\b[A-Z][\w&.-]*\s)+$")
_STOP = re.compile(r"(?<=[a-z]{3}\.)\s?(?=[A-Z])")
_OF_WHAT = re.compile(r"\sof(?:\sthe)?\s[A-Z]\w+(?:\s[A-Z]\w+)*")
_ARTICLE = re.compile(r"(?:The|An?|In|At|By|On)\s")
_OWN_NAME = re.compile(r"\s[\"“‘']?[A-Z][\w-]*(?:\s(?:[A-Z][\w-]*|\d{1,2}\b))*[\"”’']?(?=[\s,.])")
_COUNT = re.compile(r"[Aa]n?|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}")
_ENDS = re.compile(r"[\s,.](?![a-z]+s\b)")
_NEXT = re.compile(r"\s([a-z-]+)")
_MOST_ADJECTIVES = 3
_LAST_WORD = re.compile(r"([\w'’-]+[,;:]?)\s$")
_LONGEST_WORD = 40
_BARE = re.compile(
    r"(?:^|[.,] |\b(?:by|of|from|with|to|for|against"
    r"|between|among|on|and|as|when|after|that|said|were|many|some|several) )$",
    re.IGNORECASE,
)
_CLAUSE = word_set("that said says say and but if because when while as whether where which who than or so of")
_IS = word_set("is are was were am be been being remains remained become becomes became as like")
_PASSIVE = re.compile(
    r"\s(?:is|are|was|were)\s(?:\w+ly\s)?(?:\w{2,}(?:ed|ing|en)|shot|held|found|sent|hit|cut|set|made|told|built|led)\b"
)
_TIMES = word_set("year month week day night season decade hour minute days weeks months years hours minutes")
# "A report suggested": whose it is tells more than that there is one.
_TEXTS = word_set(
    "report petition letter statement study survey complaint order verdict notice ruling judgment plea bill"
)
_LIMITS = word_set("of who whom whose which that for behind between called named known")
_NO_ADJECTIVE = word_set(
    "of took made went came got gave won lost led left met began wrote found saw held stood spoke became set put ran "
    "rose fell said told will would can could may might has had have does did is are was were in on at by for from to "
    "with "
    "after before when while as and but over under into near against during through who which that this these "
    "those each"
)
# Words that no noun phrase has inside, or that say which one of several is meant.
_UNIQUE = _NO_ADJECTIVE | word_set(
    "of last first second third next same other previous new only whole two three best worst most least"
)
_NO_NOUN = (
    NO_NOUN | _NO_ADJECTIVE | word_set("outside inside beside above below off onto per yesterday today alone back full")
)
_OVER = rf"(?P<after>(?:{'|'.join(sorted(_NO_ADJECTIVE))}|[a-z]+(?:ed|ly))\b)"
_DEFINITE = re.compile(
    # The word boundary behind the letters, so that the search for these can be a fast one.
    r"(?P<the>[Tt]he(?<!\w[Tt]he))\s(?P<phrase>(?:[a-z][\w-]*\s){0,3}?(?P<noun>[a-z][a-z-]{2,}))"
    rf"(?=[.]?$|\s{_OVER}|[.])"
)


def find_definites(body: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the edits that make nouns with "the" of the sentence `body[start:end]` known, outside quotation marks."""
    told = body[:start]
    for match in _phrases(body, start, end):
        noun = match.group("noun")
        if noun not in told.lower() or noun in body[start : match.start("the")].lower():
            continue
        edit = _named(body, told, match) or _introduced(body, told, match, start, end)
        if edit is not None:
            yield edit


def _phrases(body: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the noun phrases with "the" that no word behind them limits."""
    for match in _DEFINITE.finditer(body, start, end):
        adjectives = match.group("phrase").split()[:-1]
        if not _UNIQUE.isdisjoint(adjectives) or any(word.endswith("est") for word in adjectives):
            continue
        is_quoted = body.count('"', start, match.start("the")) % 2
        if not is_quoted and match.group("after") not in _LIMITS:
            yield match


def _word_before(body: str, at: int) -> str:
    """Return the word that ends one space before `at`, with the mark behind it; none at the end of a sentence."""
    found = _LAST_WORD.search(body, max(at - _LONGEST_WORD, 0), at)
    return found.group(1) if found else ""


def _named(body: str, told: str, match: re.Match[str]) -> Edit | None:
    """Return the edit that puts the one name there that the body has for the noun."""
    noun = match.group("noun")
    names = list(_names_of(told, noun.capitalize())) if noun in _BODIES else []
    if not names and noun in _NAMED_BEHIND:
        for at, _, after in appearances(told, noun):
            name = _OWN_NAME.match(after)
            names += [Evidence(at, at + len(noun) + name.end())] if name else []
    by = _only(body, names)
    said = body[by.start_char : by.end_char] if by else ""
    # "The trial court" is not the Supreme Court.
    kinds = set(match.group("phrase").split()[:-1]) - _HIGHEST if noun == "court" else set()
    if by is None or not kinds.issubset(said.lower().split()) or (noun in _FILMS and _has_another_film(told, said)):
        return None
    return Edit(*match.span("phrase"), by)


def _has_another_film(told: str, name: str) -> bool:
    """Return whether "Khan-starrer Tubelight" tells of another film than "film Raees"."""
    starrers = [_OWN_NAME.match(after) for _, _, after in appearances(told, "starrer")]
    return any(match is not None and match.group().strip("\"“”‘’' ") not in name for match in starrers)


def _names_of(told: str, head: str) -> Iterator[Evidence]:
    """Yield the names that have `head` last, or "of" what after it: "Delhi High Court", "Ministry of Finance"."""
    for at, before, after in appearances(told, head):
        # "Bought from Alibaba. The Shanghai Maritime Court": the name begins behind the stop.
        first, of_what = _CAPITALS_BEFORE.search(_STOP.split(before)[-1]), _OF_WHAT.match(after)
        if not first and not of_what:
            continue
        start = at - len(first.group()) if first else at
        article = _ARTICLE.match(told, start)
        start = article.end() if article else start
        if start < at or of_what:
            yield Evidence(start, at + len(head) + (of_what.end() if of_what else 0))


def _only(body: str, spans: Sequence[Evidence]) -> Evidence | None:
    """Return the first of the spans if all of them say the same."""
    said = {body[span.start_char : span.end_char].strip("\"“”‘’'") for span in spans}
    return spans[0] if len(said) == 1 else None


def _introduced(body: str, told: str, match: re.Match[str], start: int, end: int) -> Edit | None:
    """Return the edit that tells the noun as the body first did: "a woman", "two officers", "protesters"."""
    noun, before = match.group("noun"), _word_before(body, match.start())
    is_speaker = match.group("after") in {"said", "told"}
    is_clause = not is_speaker and (before.lower() in _CLAUSE or before.endswith((",", ";", ":")))
    is_passive = _PASSIVE.match(body, match.end("phrase"), end) is not None
    is_speech = noun in _TEXTS and match.start("the") == start and not is_passive
    is_identity = (match.group("after") or "") in _IS and not is_passive
    if noun in _TIMES or is_speech or is_clause or is_identity:
        return None
    spans = [
        span for span in _counted(told, noun) if match.group("the") == "The" or not body[span.start_char].isupper()
    ]
    plain = [span for span in spans if body.count(" ", *span) == 1]
    by = _only(body, spans) or _only(body, plain)
    if by is not None:
        return Edit(match.start("the"), match.end("phrase"), by)
    if not noun.endswith("s") or noun.endswith(("ss", "us", "is")):
        return None
    is_some = any(_BARE.search(before) for _, before, _ in appearances(told, noun))
    return Edit(*match.span("the"), None) if is_some else None


def _counted(told: str, noun: str) -> Iterator[Evidence]:
    """Yield where the noun stands with an indefinite article or a count, and adjectives between them.

    "The ferry was a landmark" brings in no second thing.
    """
    for at, before, after in appearances(told, noun):
        words = before.split()
        start = at
        for number, word in enumerate(reversed(words)):
            start -= len(word) + 1
            further = words[-number - 2] if number + 1 < len(words) else ""
            # "Is a landmark" brings in no second thing, and "the HE 1 headphones" are not one of them.
            is_told_of = further.lower() in _IS or (word.isdigit() and further[:1].isupper())
            if (
                _COUNT.fullmatch(word)
                and _ENDS.match(after)
                and told.startswith(word, start)
                and not (is_told_of or _is_of_more(word, noun, after))
            ):
                yield Evidence(start, at + len(noun))
            if number == _MOST_ADJECTIVES or word in _NO_ADJECTIVE or not word.replace("-", "").isalnum():
                break


def _is_of_more(count: str, noun: str, after: str) -> bool:
    """Return whether the count is of more than the noun: "a pay package", "a confirmed and wait-list charts"."""
    behind = _NEXT.match(after)
    is_verb = behind and (behind.group(1) in _NO_NOUN or behind.group(1).endswith(("ed", "ing", "ly")))
    is_many = count.lower() in {"a", "an"} and noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    return is_many or (behind is not None and not is_verb)
