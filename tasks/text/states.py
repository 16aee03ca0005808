"""Which state "the state" is, where the sentences before it leave but one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.text.bullet import Evidence
from tasks.text.name_words import word_set
from tasks.text.only_one import NAME_BEHIND, find_only
from tasks.text.replacing import Edit

# The states of India and of the United States, but for those that are known as cities or countries as well.
_STATES = re.compile(
    r"(?<![\w'’.-])(?:Andhra Pradesh|Arunachal Pradesh|Assam|Bihar|Chhattisgarh|Goa|Gujarat|Haryana|Himachal Pradesh"
    r"|Jammu and Kashmir|J&K|Jharkhand|Karnataka|Kerala|Madhya Pradesh|Maharashtra|Manipur|Meghalaya|Mizoram|Nagaland"
    r"|Odisha|Orissa|Punjab|Rajasthan|Sikkim|Tamil Nadu|Telangana|Tripura|Uttar Pradesh|UP|Uttarakhand|West Bengal"
    r"|Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana"
    r"|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana"
    r"|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|North Carolina|North Dakota|Ohio|Oklahoma|Oregon"
    r"|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Wisconsin|Wyoming)"
    r"(?![\w-])"
)
_SAME = {"UP": "Uttar Pradesh", "J&K": "Jammu and Kashmir", "Orissa": "Odisha"}
_THE_STATE = re.compile(
    r"\b(?P<the>[Tt]he) (?P<state>state)(?:(?P<owner>['’]s)|"
    r"(?= (?:government|police|unit|assembly|cabinet|capital|administration|legislature|Assembly|Cabinet)\b)|"
    r"(?P<alone>[.,;]?(?=$|\s(?![a-z])|\s(?P<after>[a-z]+))))"
)
# What cannot stand behind "the state" where that is a place: "the state of emergency", "the state broadcaster".
_GOES_ON = word_set(
    "is was has had will would can could may and but or as after before when while if because since where who which "
    "in on at by for from to with under over during into through than he she it they the a an this are were have "
    "should must also not said says saw went got gave led set"
)
_AND_OTHERS = re.compile(
    r" (?:and|or) (?:the )?(?:central|federal|national|local|district|union|Central|Union|Centre)\b"
)


def name_state(body: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the edits that name the state in the sentence `body[start:end]`, outside quotation marks."""
    if body.find("he state", start, end) < 0:
        return
    named = None
    for match in _THE_STATE.finditer(body, start, end):
        if body.count('"', start, match.start()) % 2 or _STATES.search(body, start, match.start()):
            continue
        if match.group("after") and match.group("after") not in _GOES_ON:
            continue
        # No name may be put together from two: "Bihar" and "Health Minister".
        if NAME_BEHIND.match(body, match.end()) or _AND_OTHERS.match(body, match.end("state")):
            continue
        named = named or find_only(body, start, end, _STATES, _SAME)
        if named is None:
            return
        yield from _edit(body, match, named)


def _edit(body: str, match: re.Match[str], named: Evidence) -> Iterator[Edit]:
    """Yield the edit: "the Bihar government", "Bihar", or "Bihar's" and "Bihar," where the body has that."""
    marks = match.group("owner") or match.group("alone")
    if marks is None:
        yield Edit(*match.span("state"), named)
    elif marks in {"", "."}:
        yield Edit(match.start(), match.end() - len(marks), named)
    else:
        at = body.find(body[named.start_char : named.end_char] + marks)
        if at >= 0:
            yield Edit(*match.span(), Evidence(at, at + named.end_char - named.start_char + len(marks)))
