"""Where sentences of a body begin: the model's boundaries, mended by rules that scraped news needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tasks.text.quotes import Quotation

_END = re.compile(
    r"(?P<stop>[.!?…]+)(?P<close>[\"'”’»)\]]*)(?P<gap>\s+|(?=[\"'“‘(#]?[A-Z“‘\"])|(?=\d+(?:\s[A-Z]{2,}|[\s-][a-z]))"
    r"|(?=#\d{1,2}\s[A-Z]))",
)
# "it was safe.'MAYOR'S NEW PLAN'Reed said": the mark behind the stop opens a heading.
QUOTED_HEADING = re.compile(
    r"['‘](?=[^a-z\n]{6})[A-Z0-9](?:[A-Z0-9 .,:&*/-]|['’](?=[A-Z])){4,90}['’]\s?(?=[\"“]?[A-Z][a-z]|A\s)"
)
_LAST_TOKEN = re.compile(r"[^\s(\[\"“‘'—–]+$")
_CLOSED = re.compile(r"[\"'”’`]+$")
# A heading or a sentence without its stop that ran into the next one: "held in theft caseTwo men were".
_RUN_IN = re.compile(
    r"\b[a-z]{3,}(?=[A-Z][a-z]+[ ,'’])"
    # "The Sunbeam TigerThe car was": the heading ends with a name.
    r"|\b(?!LinkedIn )[A-Z][a-z]{2,}(?=(?:The|They|He|She|This|According|After|While|When|However|Meanwhile|Earlier|But"
    r"|In|On) |(?:If|As|At|An|For|To|With|From|By|Not|There|These|Those|One|His|Her|Its|Even|Also|Now|Since|Although"
    r"|Though|Once|Under|During|Over|Speaking|Talking|Responding|Reacting|Referring|Asked|Addressing|Commenting"
    r"|Confirming|Taking|Based) [a-z])"
    # "Reed flies to Oban to meet Hill As both had": a subordinate clause begins no new sentence with a capital.
    r"|[a-z] (?=(?:As|While|When|After|Although|However) [a-z])"
)
# "The Sunbeam TigerSunbeam built": where the body has both names apart and never else as one.
_NAME_RUN_IN = re.compile(r"(?<![\w#@])(?P<last>[A-Z][a-z]{3,})(?=(?P<first>[A-Z][a-z]{2,})[ ,])")
# A capital, then a small letter or a space ("A man", "I said"): a new sentence glued on, not "U.S.A" or "B.Tech".
_GLUED_START = re.compile(r"#\d{1,2}\s[A-Z]|[\"'“‘(#]?(?:[A-Z][a-z]|[AI]\s|[A-Z]{2,}\b|[A-Z][\w.]*\s[A-Za-z])")
# What follows a quotation that ends in a question or an exclamation: '"Was it right?" Prasad asked.'
_SPEAKER = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*|the|an?|his|her)\s){1,5}"
    r"(?:said|says|asked|asks|added|told|wrote|tweeted|questioned|exclaimed)\b"
)
# The address of a picture, whose name has ten characters: what stands after them is the article again.
_POSTED = re.compile(r"(?:pic\.twitter\.com|\bt\.co)/\w{10}\s*(?=[\"“]?[A-Z])")
_GLUED_TO_A_MARK = re.compile(r"(?<=[a-z][\"”])[A-Z][a-z]+ [a-z]")
# 'J.P. "The Big Hat" Reed'.
_NICKNAME = re.compile(r"[\"“][A-Z][^\"”.,!?\n]{1,30}[\"”] [A-Z][a-z]+")
_DOUBLE_NAME = re.compile(r"[A-Z][\w.]*-(?=[A-Z])")
_DAY_OR_ZONE = re.compile(r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,4})\b")
_DECIMALS = re.compile(r"\d{1,2} ?(?:million|billion|trillion|crore|lakh|per ?cent|%)")
_NEVER_LAST_LIST = """
mr mrs ms messrs dr prof st gen col maj capt lt cmdr brig adm sgt cpl rev hon gov sen rep pres supt insp sri smt
shri vs v rs no nos fig approx e.g i.e cf al vol pp ft mt pvt govt
"""
_NEVER_LAST = frozenset(_NEVER_LAST_LIST.split())
_SELDOM_LAST_LIST = """
jr sr inc ltd corp co bros dept est jan feb mar apr jun jul aug sep sept oct nov dec ave blvd rd etc a.m p.m u.s u.k
justice u.n u.s.a e.u d.c calif fla mass pa va md ga ariz wash conn ill mich minn tenn tex wis ala ark colo
"""
_SELDOM_LAST = frozenset(_SELDOM_LAST_LIST.split())
_SMALL_START = re.compile(r"(?<![\w.])(?P<last>[a-z]{4,})(?P<stop>\.) (?=[a-z]+ [a-z])")
_SHORTENED = frozenset(["incl", "excl", "misc", "asst", "addl", "univ", "engg", "mins", "secs"])


def sentence_starts(body: str, boundaries: Sequence[tuple[int, int]], quotations: Sequence[Quotation]) -> list[int]:
    """Return the ascending offsets at which sentences of `body` begin, the first line's included.

    A line's end always ends a sentence. Otherwise a stop ends one, followed by a space or by a capital that a lost
    space glued to it; after an abbreviation or an initial the model decides, or nobody. The model's boundary without
    a stop before it is not believed: it cuts names as often as it finds a caption.
    """
    starts = {match.end() for match in re.finditer(r"(?:^|\n)\s*", body)}
    model_starts = {start for start, _ in boundaries if 0 <= start < len(body)}
    opening = {quotation.start_char for quotation in quotations}
    starts.update(_stops(body, model_starts, opening))
    starts.update(_behind_marks(body, quotations))
    starts.update(match.end() for pattern in (_RUN_IN, _POSTED) for match in pattern.finditer(body))
    starts.update(_behind_names(body))
    starts.discard(len(body))
    return sorted(starts)


def _behind_marks(body: str, quotations: Sequence[Quotation]) -> Iterator[int]:
    """Yield where a sentence is glued to a quotation without a stop: '"a fair fight"He was quick to leave'."""
    for quotation in quotations:
        end = quotation.end_char
        if quotation.is_closed and _GLUED_TO_A_MARK.match(body, end) and not _SPEAKER.match(body, end):
            yield end


def _behind_names(body: str) -> Iterator[int]:
    """Yield where a sentence begins with a name that is glued to the one which ends the heading before it."""
    for match in _NAME_RUN_IN.finditer(body):
        last, first = match.group("last", "first")
        is_once = body.count(last + first) == 1 and f"{last} {first}" not in body
        if is_once and all(re.search(rf"(?<![\w#@]){name}\b", body) for name in (last, first)):
            yield match.end()


def _stops(body: str, model_starts: set[int], opening: set[int]) -> Iterator[int]:
    for match in _END.finditer(body):
        start = match.end()
        if QUOTED_HEADING.match(body, match.end("stop")):
            yield match.end("stop")
            continue
        lost_mark = next((at for at in range(match.start() + 1, match.end("stop")) if at in opening), None)
        if lost_mark is not None:
            yield lost_mark
            continue
        if not match.group("gap"):
            glued_start = _glued_start(body, match, opening)
            if glued_start is not None:
                yield glued_start
            continue
        if start < len(body) and _ends_sentence(body, match, start, model_starts):
            yield start


def _glued_start(body: str, match: re.Match[str], opening: set[int]) -> int | None:
    """Return where the sentence after a stop without a space begins, or None where the stop ends nothing."""
    stop_end = match.end("stop")
    token = _last_token(body, match.start())
    closed = _CLOSED.search(body, max(0, match.start() - 3), match.start())
    if closed and not token:
        token = _last_token(body, closed.start())
    if (
        not re.search(r"[a-z]{2}$|\d$|[)\]%]$|[A-Z]{2}$|[a-z][A-Z]$", token)
        or token.lower() in _NEVER_LAST
        or _is_web(token)
    ):
        return None
    start = match.end()
    marks = [at for at in range(stop_end, match.end()) if at in opening]
    if marks:
        start = marks[0]
    following = body[start : start + 40]
    if following[:1].isdigit():
        return (
            start
            if re.search(r"[a-z]{3}$", token) and not marks and re.match(r"\d+\s[A-Z]{2}|\d{4}-[a-z]", following)
            else None
        )
    if marks and re.match(r"[\"“]\d", following):
        return start
    if re.search(r"\d$", token) and not re.match(r"[\"“‘(]?(?:[A-Z][a-z]+|[A-Z]{3,}|A)[ ,]", following):
        return None
    return start if _GLUED_START.match(following) else None


def _ends_sentence(body: str, match: re.Match[str], start: int, model_starts: set[int]) -> bool:
    following = body[start : start + 4].lstrip("\"'“‘([# ")
    if not following or not (following[0].isupper() or following[0].isdigit() or following[0] in "?$£€₹"):
        return False
    if match.group("stop") != ".":
        if match.group("close") and _SPEAKER.match(body, start):
            return False
        return match.group("stop") != "..." or start in model_starts
    token = _DOUBLE_NAME.sub("", _last_token(body, match.start())).lower()
    if match.group("close"):
        return True
    if token.isdigit():
        # "With 11. 1 million": a space stands behind the point of a number.
        return not (_is_list_number(body, match.start() - len(token)) or _DECIMALS.match(body, start))
    if token in _NEVER_LAST or (token in {"a.m", "p.m"} and _DAY_OR_ZONE.match(body, start)):
        return False
    if token in _SELDOM_LAST or len(token) == 1 or re.fullmatch(r"(?:[a-z]\.)+[a-z]", token):
        return start in model_starts and not _NICKNAME.match(body, start)
    return True


def small_start(body: str, start: int, end: int) -> int | None:
    """Return where a stop after a whole word ends a sentence although the next one begins with a small letter."""
    for match in _SMALL_START.finditer(body, start, end):
        if match["last"] not in _NEVER_LAST | _SELDOM_LAST | _SHORTENED:
            return match.start("stop") + 1
    return None


def _is_list_number(body: str, at: int) -> bool:
    before = body[max(0, at - 3) : at].rstrip(" ")
    return not before or before[-1] in '.!?\n"”'


def _last_token(body: str, end: int) -> str:
    match = _LAST_TOKEN.search(body, max(0, end - 30), end)
    return match.group() if match else ""


def _is_web(token: str) -> bool:
    return "www" in token or "@" in token or "/" in token


def paragraph_numbers(body: str, starts: Iterable[int]) -> list[int]:
    """Return for each start the number of its line within `body`, counted from 0 over lines that are not empty."""
    numbers: list[int] = []
    number, previous = 0, 0
    for start in starts:
        if numbers and "\n" in body[previous:start]:
            number += 1
        numbers.append(number)
        previous = start
    return numbers
