"""What an abbreviation of the body is short for, where the body itself tells it: "the SJM", "Long Name (SJM)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tasks.text.bullet import Evidence
from tasks.text.known_nouns import NO_NOUN
from tasks.text.name_words import OPENERS, word_set
from tasks.text.replacing import Edit

# A class of letters comes first, so that the search for it can be a fast one.
_ABBREVIATION = re.compile(r"[A-Z]{3,6}(?![\w&'’/-]|\.[A-Z])")
_JOINED = frozenset(".&'’/#@-_")
_NAME = r"[A-Z][a-z][\w’'-]*"
_RUN = re.compile(rf"{_NAME}(?: (?:(?:of|for|and|the|on|in|to) ){{0,2}}{_NAME})+")
_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"([\w.'’-]+) $")
_NAME_BEHIND = re.compile(r",? (?:[A-Z]|[(-])|\(")
_BEHIND = re.compile(r" ([a-z]+)")
_VOWELS = "AEIOU"
_DETERMINERS = word_set("the a an its their his her our this that each every no")
_REACH = 40
_FEWEST_INITIALS = 3
# What readers of the news know better by these letters, and what stands for an office or a thing of everyday life.
_KNOWN = word_set(
    "BJP AAP RSS BSP CBI BCCI ICC IPL NASA RBI GST USA UAE FBI CIA NATO ISRO UNESCO FIFA BBC CNN CEO CFO HIV AIDS DNA"
    " CCTV ATM FIR PIL MLA MLC DGP IGP ADG DIG DSP ACP DCP SSP SHO CJI VIP IAS IPS IIT IIM JNU NRI SUV LED GPS SIM PIN"
    " ODI PTI ANI AFP IANS DMK AIADMK NDA UPA VHP OBC GDP IPC CRPC LOC BSF"
)


def find_long_names(body: str) -> Mapping[str, Evidence]:
    """Return for each abbreviation the one name of the body with these initials, in brackets or not beside it."""
    short = {match.group() for match in _ABBREVIATION.finditer(body) if _is_apart(body, match)} - _KNOWN
    if not short:
        return {}
    found: dict[str, Evidence] = {}
    said: dict[str, set[str]] = {}
    for run in _RUN.finditer(body):
        if sum(map(str.isupper, run.group())) < _FEWEST_INITIALS or not _is_apart(body, run):
            continue
        words = [(match.start(), match.end()) for match in _WORD.finditer(body, *run.span())]
        for initials, start, end in _initials(body, words):
            if initials in short:
                said.setdefault(initials, set()).add(body[start:end])
                found.setdefault(initials, Evidence(start, end))
    return {short: span for short, span in found.items() if len(said[short]) == 1}


def _is_apart(body: str, match: re.Match[str]) -> bool:
    """Return whether the words found do not begin within a word."""
    before = body[match.start() - 1 : match.start()]
    return not (before.isalnum() or before in _JOINED)


def _initials(body: str, words: list[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """Yield the initials of runs of the words that begin with a capital, and where each run stands."""
    capitals = [(start, end) for start, end in words if body[start].isupper()]
    for first in range(len(capitals)):
        for last in range(first + _FEWEST_INITIALS, min(len(capitals), first + 6) + 1):
            run = capitals[first:last]
            # "India's Olympic Association" may have a name of its own.
            if body[run[0][0] : run[0][1]] not in OPENERS and body[run[0][1]] not in "'’":
                yield "".join(body[start] for start, _ in run), run[0][0], run[-1][1]


def spell_out(body: str, start: int, end: int, names: Mapping[str, Evidence]) -> Iterator[Edit]:
    """Yield the edits that tell each abbreviation of the sentence `body[start:end]` once by its name.

    Not where the sentence has the name, within quotation marks, or as a part of a longer name.
    """
    done = set()
    for match in _ABBREVIATION.finditer(body, start, end) if names else ():
        short = match.group()
        name = names.get(short)
        if name is None or short in done or not _is_apart(body, match):
            continue
        done.add(short)
        text = body[name.start_char : name.end_char]
        if body.find(text, start, end) >= 0 or body.count('"', start, match.start()) % 2:
            continue
        edit = _spell(body, match, name, body[max(start, match.start() - _REACH) : match.start()])
        if edit is not None:
            yield edit


def _spell(body: str, match: re.Match[str], name: Evidence, before: str) -> Edit | None:
    """Return the edit for one abbreviation, with "the" where the body has it before the name and nothing stands here.

    "The SJM chief", "Oban SJM" and "SJM Reed" may be read in other ways.
    """
    last = _LAST_WORD.search(before)
    word = last.group(1) if last else ""
    is_named = word[:1].isupper() and word not in OPENERS
    is_other_article = word.lower() in {"a", "an"} and (word.lower() == "an") != (body[name.start_char] in _VOWELS)
    if is_named or is_other_article or _NAME_BEHIND.match(body, match.end()):
        return None
    behind = _BEHIND.match(body, match.end())
    is_whole = behind is None or behind.group(1) in NO_NOUN or behind.group(1).endswith("ed")
    if is_whole and word.lower() not in _DETERMINERS:
        at = body.find(f"the {body[name.start_char : name.end_char]}")
        name = name if at < 0 else Evidence(at, at + len("the ") + name.end_char - name.start_char)
    return Edit(*match.span(), name)
