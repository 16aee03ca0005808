"""What makes a sentence unfit for a summary: it is no whole sentence, not the reporter's, or not about the news."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.text.quotes import Quotation
from tasks.text.sentence_ends import QUOTED_HEADING

PART_OF_A_QUOTATION, TOO_SHORT = "part of a quotation", "too short"
NOT_THE_REPORTERS = "not in the reporter's voice"
_FEWEST_WORDS = 5
_MOST_WORDS = 75
_LONGEST_CHARS = 600
# The share of words in lower case that a sentence has at least.
_LEAST_PROSE = 0.12
_QUOTED = re.compile('["“]')

_AGENCIES = r"(?:CNN|Reuters|AP|AFP|PTI|IANS|ANI|UNI|UPI|BBC|DW|dpa|Xinhua|Bloomberg)"
_REGION = r"(?:\s\([A-Z][A-Za-z.\s]{1,20}\))?"
_DATE = r"(?:,\s[A-Z][a-z]+\.?\s\d{1,2})?(?:,?\s\d{4})?"
_DASH = r"\s*[-–—]+\s*"
_AGENCY_DATELINE = re.compile(
    rf"[A-Z][a-z]+{_REGION},?\s[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}}\s\({_AGENCIES}\)(?:{_DASH}|\s*)"
)
_DATELINE = re.compile(
    rf"""(?:
        (?:[A-Z][A-Za-z.'’]*(?:[\s,/]+[A-Z][A-Za-z.'’]*){{0,5}}{_DATE}\s?)?\({_AGENCIES}[^)]{{0,20}}\)(?:{_DASH}|\s*)
      | [A-Z][A-Za-z.'’]*(?:[\s,/]+[A-Z][A-Za-z.'’]*){{0,5}}{_DATE}\s?\([A-Z][\w\s./]{{1,25}}\){_DASH}(?=[A-Z"“])
      | [A-Z]{{3,}}(?:[\s,/]+[A-Z][A-Za-z.]+){{0,4}}{_DATE}(?::\s|\s[-–—]+\s|[—–])(?=[A-Z"“])
      | [A-Z][a-z]+(?:\s[A-Z][a-z]+)?{_DATE}\s?(?:—|–|--)\s?(?=[A-Z"“])
    )""",
    re.VERBOSE,
)
_CAPITALS = re.compile(
    r"(?:(?:[A-Z0-9][A-Z0-9'’&,:-]*(?:['’]s)?|Rs\.?)\s){2,11}(?:[A-Z]{4,}[:,]?\s(?=[A-Z\"“][a-z]|A\s)"
    r"|[A-Z0-9]{2,}(?=[A-Z][a-z]|[\"“]))"
    r"|(?:[A-Z0-9][A-Z0-9'’&,:-]*(?:'s)?\s){1,11}[A-Z0-9]{3,}(?=[A-Z][a-z]{2}|(?:At|As|An|In|It|On|He|By|A)\s)"
    # "THE GREAT 'ROW'The mayor", "TALKS AT OBAN-LEITHBoth".
    r"|(?:['‘\"“]?[A-Z0-9][A-Z0-9'’&,:-]*['’\"”]?\s){1,11}['‘\"“]?[A-Z0-9-]{3,}['’\"”](?=[A-Z][a-z]+\s)"
    r"|(?:[A-Z0-9][A-Z0-9'’&,:-]*\s){1,11}[A-Z0-9]{2,}-[A-Z0-9]{2,}(?=[A-Z][a-z]{2,}\s)"
)
_LIST_NUMBER = re.compile(r"(?:\d{1,2}[.)]|#\d{1,2})\s(?=[A-Z\"“])")
_LABEL = re.compile(r"(?:(?:Latest )?[Uu]pdated?|UPDATED?|BREAKING|Breaking(?: [Nn]ews)?):\s(?=[A-Z\"“])")
_SHOUTED = re.compile(
    r"[A-Z][A-Z'’-]{3,}\s(?:[A-Z'’-]{2,}\s){0,8}(?:[A-Z]{4,}|[A-Z]{2,}-[A-Z]{2,})\s(?=[A-Z][a-z]+(?:['’]s)?\s)"
    r"|[A-Z]{5,}(?=(?:The|They|He|She|In|On|At|After|This|According)\s[a-z])"
)
# "THE DISPUTE Oban sees": no name, as it begins with a word of the language or the body has the last one in small.
_HEADING_IN_CAPITALS = re.compile(
    r"(?:['‘\"“]?(?P<first>[A-Z][A-Z'’-]*)['’\"”]?\s)(?:['‘\"“]?[A-Z'’-]{2,}['’\"”]?\s){0,8}?"
    r"['‘\"“]?(?P<last>[A-Z]{4,})['’\"”]?:?\s(?=(?:[A-Z][a-z]+|A)\s[a-z])"
)
_FIRST_IN_CAPITALS = frozenset(["THE", "ON", "IN", "AT", "WHY", "HOW", "WHAT", "WHO", "NO", "NOT", "FOR", "A"])
# "New harbour rules: The council agreed", where the body has more of them.
_TOPIC = re.compile(
    r"(?!(?:The|This|That|It|He|She|But|And|Also)\b)[A-Z][\w'’-]*(?: [\w'’-]+){0,7}"
    r" (?:(?!\w+ing\b)[a-z][\w'’-]*|(?:on|from|by|since) [A-Z][a-z]+ \d{1,2}): (?=(?:The|A|An|In|On|Under)\s)"
)
_TOPICS = re.compile(r"(?:^|[.!?\"”]\s?|\n)[A-Z][\w'’-]*(?: [\w'’-]+){1,8}: (?=[A-Z])")
_NO_TOPIC = re.compile(
    r"\b(?:is|are|was|were|has|have|had|said|says|told|asked|added|minister|president|chief|officer|official|spokesperson"
    r"|spokesman|leader|sources?|actor|director|film|scores?|set)\b"
)
_FEWEST_TOPICS = 2
# Texts of links that ran into a sentence: "(Kohli named captain)The team", "ALSO READ: Om Puri diesThe actor was".
_LINKS = re.compile(
    r"""(?:\((?:[^()\n]|\([^()\n]*\)){10,160}\)(?=[\"“]?[A-Z])
      | \W{0,3}(?:(?:ALSO|MUST)\s(?:READ|WATCH|SEE)|(?:Also|Must)\s[Rr]ead|READ|WATCH|SEE)\b
        [^\n]{8,160}?[a-z0-9)](?:(?=[A-Z])|\s(?=(?:Of|But|And|However|On|In|From|The|He|She|It|They|This|After|While|When
          |Meanwhile|According|Though|Although|Significantly)\s[a-z])))+""",
    re.VERBOSE,
)
_AFTER_LINKS = re.compile(r"[\"“]?(?:[A-Z][a-z'’-]+|[A-Z]{2,}|A)\s")
_RELATIVE_START = re.compile(r"(?:(?:To|Of|In|After|For|From|On|By|With) )?which,? ", re.IGNORECASE)
_BOILERPLATE = re.compile(
    r"""
        ^\W*(?:also|must)[\s-]*(?:read|see|watch|check)\b
      | ^\W*(?:read|see|watch|click|tap|listen|check)\b.{0,20}
        (?:\b(?:more|also|here|full|below|live|video|photos?|pics?|out)\b|[:|])
      | ^\W*(?:read|watch|see|look|also)\s?[:|]
      | ^\W*watch\b.*\b(?:ET|tonight|weekdays|weeknights|CNN)\b
      | ^\W*(?:here\sare|here(?:’|'|\?)?s|take\sa\slook|have\sa\slook|check\sout|scroll)\b
      | \b(?:click|tap)\s(?:here|on)\b
      | \bfollow\s(?:us|him|her|@\w+|the\slatest)\b
      | \b(?:sign\sup|subscribe)\b.{0,30}\b(?:news|to|for|our)\b
      | \b(?:let\sus\sknow|tell\sus|share\syour|send\sus|e-?mail\sus)\b
      | \bdownload\s(?:the|our)\b.{0,30}\bapp\b
      | ^\W*(?:photo|image|picture|video|file\sphoto|representational)s?\b.{0,20}[:(]
      | \b(?:getty\simages?|afp/getty|ap\sphoto|file\s(?:photo|picture|pic)|photo\scredit)\b
      | \b(?:image\s(?:credit|source|caption)|media\splayback)\b
      | ^\W*(?:with\s(?:inputs?|agency|reporting)|inputs?\sfrom|(?:additional\s)?reporting\sby)\b
      | ^\W*(?:edited|written)\sby\b
      | \bcontributed\sto\sthis\s(?:report|story|article)\b
      | \b(?:reported|reporting|wrote)\b.{0,40}\bfrom\b.*\bwrote\b
      | \bthis\s(?:story|article|report)\s(?:has\sbeen|was|first|originally)\b
      | \bcould\snot\s(?:be\s)?(?:independently\s|immediately\s)?(?:verif|confirm|be\sreached)
      | \boriginally\s(?:published|appeared)\b
      | \ball\srights\sreserved\b | \bcopyright\b.{0,30}\d{4} | ©\s?\d{4}
      | \b(?:disclaimer|disclosure)\s?: | \bthe\sopinions\sexpressed\b
      | ^\W*(?:advertisement|story\shighlights|related|recommended|trending)\b
      | \bhttps?:// | \bwww\.\w | \bpic\.twitter\b
      | \b(?:first|updated|published|posted|last\supdated)\s?(?:on\s?)?:
    """,
    re.VERBOSE | re.IGNORECASE,
)
SPEECH = re.compile(
    r"\b(?:said|says|say|saying|told|tells|added|adds|adding|wrote|writes|tweeted|posted|asked|claimed|explained|noted|"
    r"stated|insisted|argued|warned|replied|according|announced|declared|quoted|admitted|recalled|concluded|remarked|"
    r"commented|reported|captioned|continued|joked|urged|alleged|called|described|calling|describing|titled|dubbed|"
    r"states|mentioned|laughed|reads?|quipped|shared|suggested|stressed|maintained|revealed|observed|responded|chanted|"
    r"shouted|pointed|recounted|expressed|emphasi[sz]ed|confirmed|denied|thinks?|believes?|insists?|argues?"
    r"|explains?)\b"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did"
    r"|says?|said|"
    r"told|won|made|took|came|went|got|gave|saw|left|led|held|met|lost|began|broke|brought|built|bought|caught"
    r"|chose|cut|"
    r"drew|fell|felt|fought|found|grew|hit|kept|knew|let|lay|paid|put|ran|rose|sent|set|shot|shut|spent|spoke|stood|"
    r"struck|sought|thought|threw|wrote|beat|became|become|remains?|drove|stole|sang|swam|wore|woke|hung|sold|taught|"
    r"\w+n['’?]t|(?:[Ii]t|[Tt]here|[Tt]hat|[Hh]e|[Ss]he)['’?]s|continue|want|need|say|[a-z]{2,}(?:ed|[a-rt-z]s))\b"
)
_SPEAKER_AFTER = re.compile(
    r",\s[^,\"“]{3,90}?\b(?:said|says|told|added|wrote|tweeted|claimed|stated)\b(?!\sthat)[^,\"“]{0,70}\.$"
)
_FIRST_OR_SECOND_PERSON = re.compile(
    r"\b(?:(?<!Group )(?<!Phase )(?<!Class )(?<!Type )I(?!\s[A-Z])|my|^My|me|(?<!mind )[Yy]ou|[Yy]our|[Ww]e|[Oo]ur|us"
    r"|Let['’]s)\b(?!-)"
)
# "theft caseTwo men": a heading ran into a sentence; "#UPDATE", "@name": a post; "May 2015: ": an entry of a timeline.
_RUN_TOGETHER = re.compile(
    r"\b[a-z]{3,}[A-Z][a-z]|#[A-Z]{3}|(?:^|\s)@\w|(?:#\w+.*){2}|\"{2}|^[^.]{0,25}\b\d{4}: |[a-z]{2}[.!?][#@A-Z]"
    r"|\s\.[A-Z][a-z]|[a-z0-9]\s?\.[A-Z]{3,}"
    r"|[A-Z]{4,}:[A-Z]|^[A-Z]{3,}: |\bP[DS]T[A-Z]|^(?:Them|Him|Me)\b|[\"”]\.[A-Z][a-z]"
    r"|^(?:And |But )?What (?:an?|better)\b|^Sir\b|[a-z.]\d{1,2}[:.]\d\d\s?[ap]m|\d{1,2}[:.]\d\d\s?(?:[ap]m"
    r"|IST)?:\s|[a-z]:[A-Z][a-z]|^(?:[A-Z'’]{3,} ){3}|[a-z'’]{3}\.[A-Z][a-z]"
    r"|[a-z](?<!Linked)(?:The|A|An|In|On|He|She|It|They|But|At|For|After|When|As|This|While|According|His|Her) [a-z]"
    r"|[a-z](?:The|He|She|They|According) [A-Z]"
    # A heading without its stop: "flies to meet Shah As both".
    r"|[\w)] (?:As|While|When|After|Although|However|But) [a-z]"
    r"|\b(?:Cast|Direct(?:or|ion)|Rating|Starring|Genre): |[a-z]{3}\.\d+\s[a-z]|\s\?\s|[\w:]#|[:a-z]\d+\.$"
    r"|\d{4}\.\d{1,2}\.$|^(?:[A-Z][\w.'’-]+ ?){1,4}, who (?:\S+ ){1,7}\S+\.$"
    # The other dash stands in a sentence that was torn off: "Two parks in the north – will be closed."
    r"|^[^–—]* [–—] (?:is|are|was|were|has|have|had|will|would|can|could|may|(?:rose|fell|increased|decreased) by)"
    r" [^–—]*$"
    # A headline: "Ceremony likely to be held".
    r"|^(?:(?!\b(?:is|are|was|were|be|been|seems?|looks?|has|have|had|said|says)\b)[^,]){3,60} likely to be\b"
    r"|^(?:Does|Do|Is|Are|Was|Were|Has|Have|Did|Can)\s"
    # An entry of a live ticker, the stamp of a post.
    r"|^\d{1,3}(?:\+\d{1,2})? min [A-Z]"
    r"|^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2}, \d{4}\s?[A-Z]"
)

# "More so, because it is a lake." "While the ban stays till May."
_NO_MAIN_CLAUSE = re.compile(
    r"(?:(?:More so|Especially|Particularly|Not to mention|Let alone|Namely|Rather than|Such as|As well as"
    r"|Along with)\b[^,]*\.\Z|More so,? (?:because|since|as|when)\b"
    r"|(?:While|Whereas|Because)(?! \w+(?:ing|ed)\b)(?:(?!--| but )[^,–—;:])*\.\Z)"
)
_BARE_SPEAKER = re.compile(
    r"\s(?:(?:has|have|had)\s(?:also\s)?)?(?:said|added|says|told(?:\s[A-Z]\S*){0,3}|asked|explained|wrote|tweeted|(?:was|were)\s(?:also\s)?quoted\sas\ssaying)"
    r"(?:\s(?:the\sfollowing|this|thus))?"
    r"(?:\s(?:in|at|on|to|during|over|by)\s[^,\"“”]{1,40}"
    r"|,?\s(?:while\s)?(?:addressing|speaking|talking|interacting|referring)\b[^,\"“”]{1,110})?[.!]$"
)


def dateline_end(body: str, start: int, end: int) -> int:
    """Return where the sentence goes on after a dateline ("NEW DELHI (Reuters) - "), or `start` where it has none."""
    if _LINKS.match(body, start, end):
        return start
    match = _AGENCY_DATELINE.search(body, start, min(end, start + 250)) or _DATELINE.match(
        body, start, min(end, start + 90)
    )
    return match.end() if match and match.end() < end else start


def heading_end(body: str, start: int, end: int) -> int:
    """Return where the sentence begins after a heading or links that ran into it, or `start` where there are none."""
    for pattern in (QUOTED_HEADING, _LIST_NUMBER, _LABEL):
        match = pattern.match(body, start, end)
        start = match.end() if match else start
    links = _LINKS.match(body, start, end)
    if links and _AFTER_LINKS.match(body, links.end(), end):
        start = links.end()
    match = _CAPITALS.match(body, start, end) or _SHOUTED.match(body, start, end) or _heading(body, start, end)
    return match.end() if match and match.end() < end else start


def _heading(body: str, start: int, end: int) -> re.Match[str] | None:
    """Return a heading that the sentence begins with, which only the rest of the body tells from a name."""
    match = _HEADING_IN_CAPITALS.match(body, start, end)
    if match:
        small = rf"\b{match['last'].lower()}\b"
        return match if match["first"] in _FIRST_IN_CAPITALS or re.search(small, body) else None
    match = _TOPIC.match(body, start, end)
    if match is None or _NO_TOPIC.search(match.group()):
        return None
    return match if len(_TOPICS.findall(body)) >= _FEWEST_TOPICS else None


def find_flaw(body: str, start: int, end: int, quotations: Sequence[Quotation]) -> str:
    """Return why the sentence at `body[start:end]` does not belong in a summary, or "" where nothing speaks against it.

    `quotations` are those that may touch the sentence, in order.
    """
    if end - start > _LONGEST_CHARS:
        return "too long"
    text = body[start:end]
    words = text.split()
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
        return TOO_SHORT if len(words) < _FEWEST_WORDS else "too long"
    shape = _shape_flaw(text, words)
    if shape and shape != PART_OF_A_QUOTATION:
        return shape
    if _BOILERPLATE.search(text):
        return "boilerplate"
    if shape:
        return shape
    return _voice_flaw(text, words, _outside_quotations(body, start, end, quotations))


def _voice_flaw(text: str, words: list[str], outside: str | None) -> str:
    """Return what is wrong with who speaks in a sentence; `outside` is what stands outside its quotations."""
    if outside is None:
        return PART_OF_A_QUOTATION
    if len(outside.split()) < 2 or (len(outside.split()) < 5 and not SPEECH.search(outside)):
        return "quotation without its speaker"
    speaker = _BARE_SPEAKER.search(text)
    if speaker and not (_VERB.search(text[: speaker.start()]) or _QUOTED.search(text)):
        return "speaker without words"
    if len(outside) < len(" ".join(words)) and not (SPEECH.search(outside) or _VERB.search(outside)):
        return "quotation without its speaker"
    person = _FIRST_OR_SECOND_PERSON.search(outside)
    speaker_at = _SPEAKER_AFTER.search(outside)
    if person and not (speaker_at and person.end() <= speaker_at.start()):
        return NOT_THE_REPORTERS
    # "A Reed (Oban), T Hill (Leeds), J Cole (Oban)": a team, however long it is.
    is_long = len(words) > 15 and sum(word[0].islower() for word in words) > _LEAST_PROSE * len(words)
    return "" if is_long or _VERB.search(text) else "no verb"


def _shape_flaw(text: str, words: list[str]) -> str:
    core = text.rstrip("\"'”’»)]")
    if core.endswith("?") and text[-1] != '"':
        return "question"
    if not core.endswith((".", "!")) or core.endswith(("...", " .")):
        return "no full stop"
    first = text.lstrip("\"'“‘([$£€₹?")
    if not first or not (first[0].isupper() or first[0].isdigit()) or _RELATIVE_START.match(first):
        return "begins in the middle"
    letters = sum(character.isalpha() for character in text)
    if letters < 0.6 * sum(map(len, words)):
        return "not prose"
    if sum(word.isupper() and len(word) > 1 for word in words) > 0.5 * len(words):
        return "headline"
    is_torn = text.count("(") != text.count(")") or text[0] == "(" or "|" in text or _RUN_TOGETHER.search(text)
    if (text[0] != "?" and is_torn) or _NO_MAIN_CLAUSE.match(text):
        return "fragment"
    is_open = text.count('"') % 2 or text.count("''") % 2 or text.count("“") != text.count("”")
    return PART_OF_A_QUOTATION if is_open or text[0] == "?" else ""


def _outside_quotations(body: str, start: int, end: int, quotations: Sequence[Quotation]) -> str | None:
    """Return the sentence without its quotations, or None where a quotation begins before it or ends after it."""
    parts, at = [], start
    for quotation in quotations:
        if quotation.start_char >= end:
            break
        if quotation.end_char <= start:
            continue
        if quotation.start_char < start or quotation.end_char > end or not quotation.is_closed:
            return None
        parts.append(body[at : quotation.start_char])
        at = quotation.end_char
    parts.append(body[at:end])
    return " ".join(parts)
