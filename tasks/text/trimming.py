"""Light deletions that leave a sentence true, whole and with its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tasks.text.bullet import Evidence

_FEWEST_WORDS_LEFT = 6

_OPENER = re.compile(
    r"""(?:
        (?:However|Meanwhile|Moreover|Furthermore|In\saddition|Additionally|Separately|Notably|Interestingly|
           Incidentally|Also|Besides|Thus|Therefore|Indeed|In\sfact|Of\scourse|Similarly|Significantly|
           In\sthe\smeantime|Besides\sthis|Apart\sfrom\sthis|Speaking\sof\swhich),\s
      | (?:And|So|But|Yet|Also),?\s(?!for\b|that\b|not\b|all\b|far\b|many\b|much\b|long\b|is\b|are\b|was\b|who\b|when\b)
      | (?:On\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|afternoon|evening|night))?,\s
      | (?:Earlier|Later)\s(?:in\sthe\sday|on\s\w+day|today),\s
      | (?:Speaking|Talking|Addressing|Responding|Reacting|Replying|Commenting)\s[^,\d"“”:]{3,90},\s(?!which\b|who\b|where\b|and\b)
      | (?:(?:A\s|\w+\s)?(?:day|days|hours|week|weeks|month|months|minutes)\safter|After|Following|Amid)\s[^,\d"“”:]{8,110},\s
        (?=[A-Z]|the\s|a\s|an\s)
      | In\san?\s(?:\w+\s){0,2}(?:statement|tweet|post|interview|letter|press\srelease|release|notification|report)
        (?:\s[^,\d"“”:]{1,50})?,\s(?!which\b|who\b|where\b|and\b)
    )(?=[A-Za-z"“‘$£€₹\d])""",
    re.VERBOSE,
)
_ALSO = re.compile(r"(?<=[a-z]) also (?=[a-z])")
_PARENTHESIS = re.compile(r" \((?![^()]*\d)[^()\"“”]{1,80}\) ")
_VERB_AFTER = (
    r"(?:also |now |then |later |recently |already )?(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|"
    r"should|did|does|said|says|told|tells|took|made|went|came|got|gave|won|lost|led|left|met|began|wrote|found|saw|held|"
    r"died|stood|spoke|became|set|put|ran|rose|fell|[a-z]{3,}ed)\b(?! by\b)"
)
_APPOSITION = re.compile(
    rf"(?<=[a-z)]), (?:who|which|whose|where|an?|the|one of|formerly|also) [^,;:\"“”()]{{3,110}}, (?={_VERB_AFTER})"
)
_DASHES = re.compile(r" (?P<dash>–|—|--|-) [^–—:;\"“”]{3,110}? (?P=dash) (?=[a-z])")
_TAIL = re.compile(
    r"""(?:
        ,\s(?:which|who|where|whose|when|while|as|after|with|amid|following|adding|citing|calling|making|giving|
            leaving|bringing|taking|becoming|allowing|helping|forcing|prompting|sparking|raising|describing|leading|
            (?!saying|tweeting|stating|claiming|arguing|warning|alleging|insisting|telling)[a-z]{3,}ing)\s[^,;:"“”]*
      | \s(?:–|—|--)\s(?!or\b|and\b|but\b|not\b)[^–—"“”]*
      | ;\s[^"“”;]*
    )$""",
    re.VERBOSE,
)
_SPEAKER_TAIL = re.compile(
    r"(?P<kept>(?:said|says|told [\w ]{2,25}|added|according to) (?:[A-Z][\w.'’-]*\s?){1,5}), "
    r"(?:an?|the|who|which|whose|[a-z-]+ (?:of|at|for|and|in|with|to))\b[^\"“”;:]*$"
)
_SETTING_TAIL = re.compile(
    r"(?P<kept>(?:said|says|told (?:reporters|[A-Z][\w.]*)|added|tweeted|wrote))"
    r" (?:in|during|at|on|through|via) (?:an?|the|his|her|their|its) [^,;:\"“”]{3,80}$"
)
_ATTRIBUTION_END = r"(?:, (?:[^,;:\"“”]{2,60} (?:said|says|added|told [^,;:\"“”]{2,40})|(?:said|says|added) [^;:\"“”]{2,90}|according to [^;:\"“”]{2,90}))?\.?$"
_ADJUNCT = re.compile(
    r" (?:(?:soon|shortly|immediately|just) )?"
    r"(?:after|following|amid|ahead of|in the wake of|in a bid to|in order to|even as|in connection with|because|since|"
    r"when|while|due to|owing to|in view of|in an attempt to|in an effort to|as part of|in response to|"
    r"in the presence of|on the sidelines of|on the occasion of|apart from|along with|in a move|during)"
    rf" (?P<clause>[^,;:\"“”()]{{4,140}}?)(?={_ATTRIBUTION_END})"
)
_SECOND_VERB = re.compile(
    r",? (?:and|before|thus|thereby) (?:also |later |then |subsequently )?(?:is|are|was|were|has|have|had|will|would|can|could|may|might|"
    r"took|made|went|came|got|gave|won|lost|led|left|met|began|wrote|found|saw|held|put|ran|rose|fell|set|"
    r"(?!need|indeed|hundred)[a-z]{3,}ed|[a-z]{4,}ing)"
    rf" (?P<clause>[^,;:\"“”()]{{4,140}}?)(?={_ATTRIBUTION_END})"
)
_NEEDS_MORE = re.compile(
    r"\b(?:time|day|moment|year|point|case|place|stage|era|period|night|named|look\w*|take\w*|sought|both|between|either|if|whether|than|so|"
    r"no|not|never|only|just|without|until|unless|nor|neither|\w+n['’?]t|cannot)\b"
)
# A clause does not end on these: "the [following day]", "has [since been]", "last [month after]", "set [apart from]".
_CANNOT_END = re.compile(
    r"\b(?:the|an?|this|that|these|those|his|her|its|their|our|some|any|every|each|all|many|several|few|last|next|ever|"
    r"is|are|was|were|be|been|being|am|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did|"
    r"of|in|on|at|by|for|from|to|with|as|into|onto|about|over|under|between|among|against|through|during|despite|than|"
    r"and|or|but|also|very|more|most|such|set|came|come|comes|coming|passed|until|till|around|nearly|almost|"
    r"(?:minute|hour|day|week|month|year|decade|moment|time)s?|\d+)$"
)
# What a deletion must not take away: denials, limits, doubt and figures.
_PRECIOUS = re.compile(
    r"\d|\b(?:no|not|never|none|nor|neither|without|nobody|nothing|cannot|\w+n['’?]t|den(?:y|ies|ied|ying|ial)|refus\w+|"
    r"reject\w+|fail\w+|only|except|excluding|unless|although|though|despite|however|but|if|until|depending|pending|"
    r"according|barring|alleged\w*|reported\w*|claim\w*|accus\w+|acquit\w+|clear(?:ed|ing)|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|million|billion|half|"
    r"twice|third|quarter|killing|injuring|wounding)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|said|says|told|took|made|went|"
    r"came|got|gave|won|lost|led|left|met|began|wrote|found|saw|held|died|stood|spoke|became|set|put|ran|rose|fell|"
    r"[a-z]{3,}ed|\w+n['’]t)\b"
)


class Cut(NamedTuple):
    """Characters to leave out, so chosen that a single space or nothing joins what is left."""

    start_char: int
    end_char: int


class Cuts(NamedTuple):
    """`sure` deletions lose nothing; `optional` ones lose a clause or a phrase that the sentence stands without."""

    sure: tuple[Cut, ...]
    optional: tuple[Cut, ...]


def find_cuts(body: str, start: int, end: int) -> Cuts:
    """Return what may be deleted from the sentence `body[start:end]`, none overlapping another, in order.

    Negations, figures, hedges and speakers are never deleted, nor is anything within quotation marks. Clauses of this
    kind are what editors drop first: Knight and Marcu, "Summarization beyond sentence extraction" (AIJ 139, 2002).
    """
    sure, at = [], start
    opener = _OPENER.match(body, start, end)
    if opener:
        at = opener.end()
        sure.append(Cut(start, at))
    sure.extend(
        Cut(m.start(), m.end()) for m in _ALSO.finditer(body, at, end) if not _is_quoted(body, start, m.start())
    )
    found = sorted(
        {*_parentheses(body, at, end), *_middles(body, at, end), *_tails(body, at, end), *_adjuncts(body, at, end)}
    )
    optional: list[Cut] = []
    for cut in found:
        if _is_quoted(body, start, cut.start_char):
            continue
        if optional and cut.start_char < optional[-1].end_char:
            continue
        optional.append(cut)
    sure = [cut for cut in sure if all(cut.end_char <= o.start_char or cut.start_char >= o.end_char for o in optional)]
    return Cuts(tuple(sure), tuple(optional))


def _parentheses(body: str, start: int, end: int) -> Iterator[Cut]:
    for match in _PARENTHESIS.finditer(body, start, end):
        yield Cut(match.start(), match.end())


def _middles(body: str, start: int, end: int) -> Iterator[Cut]:
    """Clauses between two commas before the verb of their noun, and asides between two dashes."""
    leans = re.match(
        r"(?:In|On|At|After|During|For|With|Before|Since|As|When|While|If|By|From|Under|Following)\b", body[start:end]
    )
    for match in _APPOSITION.finditer(body, start, end):
        is_relative = match.group().startswith((", who", ", which", ", whose"))
        is_noun = not leans and not _FINITE.search(match.group())
        if (
            (is_relative or is_noun)
            and _is_subject(body[start : match.start()])
            and not _PRECIOUS.search(match.group())
        ):
            yield Cut(match.start(), match.end())
    for match in _DASHES.finditer(body, start, end):
        if not _PRECIOUS.search(match.group()):
            yield Cut(match.start(), match.end())


def _is_subject(head: str) -> bool:
    """Return whether the words before a clause can be the subject of the verb after it: no other verb has come yet."""
    return not _FINITE.search(re.split(r"\b(?:said|says|told \w+|added)\b(?: that)?", head)[-1])


def _tails(body: str, start: int, end: int) -> Iterator[Cut]:
    """Clauses after the last comma, and what follows a speaker's name or the word of saying."""
    for pattern in (_SPEAKER_TAIL, _SETTING_TAIL):
        match = pattern.search(body, start, end)
        if match and not _PRECIOUS.search(body, match.end("kept"), end):
            yield Cut(match.end("kept"), end)
            return
    match = _TAIL.search(body, start, end)
    if match is None or _PRECIOUS.search(match.group()):
        return
    head = body[start : match.start()]
    if head.count(" ") + 1 >= _FEWEST_WORDS_LEFT and _FINITE.search(head):
        yield Cut(match.start(), end)


def _adjuncts(body: str, start: int, end: int) -> Iterator[Cut]:
    """When, why and what else: phrases after a complete clause, up to the speaker or the end."""
    for pattern in (_ADJUNCT, _SECOND_VERB):
        match = pattern.search(body, start, end)
        while match:
            head = body[start : match.start()]
            is_whole = head.count(" ") + 1 >= _FEWEST_WORDS_LEFT and _FINITE.search(head) and head[-1].isalnum()
            is_whole = is_whole and not _CANNOT_END.search(head)
            if is_whole and not _NEEDS_MORE.search(head) and not _PRECIOUS.search(match.group()):
                is_last = body[match.end() : end] in (".", "")
                yield Cut(match.start(), end if is_last else match.end())
                break
            match = pattern.search(body, match.start() + 1, end)


def _is_quoted(body: str, start: int, at: int) -> bool:
    before = body[start:at]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def keep(start: int, end: int, cuts: tuple[Cut, ...]) -> tuple[Evidence, ...]:
    """Return the spans of the sentence from `start` to `end` that are left without `cuts`, in order."""
    spans, at = [], start
    for cut in sorted(cuts):
        if cut.start_char > at:
            spans.append(Evidence(at, cut.start_char))
        at = cut.end_char
    if at < end:
        spans.append(Evidence(at, end))
    return tuple(spans)


def bullet_text(body: str, evidence: tuple[Evidence, ...]) -> str:
    """Return the spans joined by single spaces, with a capital first and a full stop at the end."""
    text = " ".join(body[span.start_char : span.end_char] for span in evidence)
    text = text[:1].upper() + text[1:]
    if text.rstrip("\"'”’»)]").endswith((".", "!", "?", "…")):
        return text
    return text.rstrip(",;:–—- ") + "."
