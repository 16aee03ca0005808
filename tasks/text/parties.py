"""Which party "the party" is, where the sentences before it leave but one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.text.bullet import Evidence
from tasks.text.known_nouns import NO_NOUN
from tasks.text.name_words import word_set
from tasks.text.only_one import NAME_BEHIND, find_only
from tasks.text.replacing import Edit

# Parties of India by all their names, and what else is named like a party.
_SAME = {
    "Bharatiya Janata Party": "BJP",
    "Indian National Congress": "Congress",
    "Aam Aadmi Party": "AAP",
    "Aam Admi Party": "AAP",
    "Samajwadi Party": "SP",
    "Bahujan Samaj Party": "BSP",
    "Nationalist Congress Party": "NCP",
    "Trinamool Congress": "TMC",
    "Trinamool": "TMC",
    "Rashtriya Janata Dal": "RJD",
    "Janata Dal (United)": "JD(U)",
    "JDU": "JD(U)",
    "JD-U": "JD(U)",
    "Shiv Sena": "Sena",
    "Shivsena": "Sena",
    "Shiromani Akali Dal": "Akali Dal",
    "SAD": "Akali Dal",
    "Telugu Desam Party": "TDP",
    "Telangana Rashtra Samithi": "TRS",
    "Biju Janata Dal": "BJD",
    "Peoples Democratic Party": "PDP",
    "CPM": "CPI(M)",
    "CPI-M": "CPI(M)",
    "Maharashtra Navnirman Sena": "MNS",
}
_OTHER_NAMES = (
    "AIADMK|DMK|BJP|Congress|AAP|SP|BSP|NCP|TMC|RJD|JD\\(U\\)|Sena|Akali Dal|TDP|TRS|BJD|PDP|CPI|CPI\\(M\\)|MNS|AIMIM"
    "|National Conference|Swaraj India|PML-N|LJP|RLD|INLD|JMM|AGP"
)
_PARTIES = re.compile(
    rf"(?<![\w'’.-])(?:{'|'.join(map(re.escape, sorted(_SAME, key=len, reverse=True)))}|{_OTHER_NAMES}"
    r"|(?:[A-Z][a-z]+ ){1,3}(?:Party|Dal|League|Front|Morcha|Samiti))(?![\w-])"
)
_THE_PARTY = re.compile(
    r"\b[Tt]he (?P<party>party)(?:(?P<owner>['’]s)|"
    r"(?= (?:workers?|leaders?|leadership|chief|president|MLAs|MPs|cadres?|members?|headquarters|office|candidates?"
    r"|spokesperson|high command|general secretary|functionaries|supremo)\b)|"
    r"(?P<alone>[.,;]?(?=$|\s(?P<after>[a-z]+))))"
)
_NO_PARTY = re.compile(
    r"\b(?:[Aa]|[Aa]nother|[Nn]ew|own|birthday|third|after|release|political|regional|either|other|both|which|this|search"
    r"|raiding|boat|farewell) (?:[a-z]+ )?part(?:y|ies)\b|\b(?:Republican|Democrat|Labour|Tory|Tories|Chinese|China)\b"
)
_LIMITS = word_set("of that which who whose to")


def name_party(body: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the edits that name the party in the sentence `body[start:end]`, outside quotation marks."""
    if body.find("he party", start, end) < 0 or _NO_PARTY.search(body, 0, end):
        return
    named = None
    for match in _THE_PARTY.finditer(body, start, end):
        after, mark = match.group("after", "alone")
        if body.count('"', start, match.start()) % 2 or NAME_BEHIND.match(body, match.end()):
            continue
        if not mark and after and (after in _LIMITS or not (after in NO_NOUN or after.endswith(("ed", "ly")))):
            continue
        named = named or find_only(body, start, end, _PARTIES, _SAME)
        # "SP" may be a superintendent of police.
        if named is None or (body[slice(*named)] == "SP" and "Samajwadi" not in body):
            return
        yield from _edit(body, match, named)


def _edit(body: str, match: re.Match[str], named: Evidence) -> Iterator[Edit]:
    name = body[slice(*named)]
    if match.group("alone") is None and match.group("owner") is None:
        yield Edit(*match.span("party"), named)
        return
    marks = (match.group("owner") or "") + (match.group("alone") or "").replace(".", "")
    for text in (f"the {name}{marks}", f"{name}{marks}"):
        at = body.find(text)
        if at >= 0:
            yield Edit(match.start(), match.end() - (match.group("alone") == "."), Evidence(at, at + len(text)))
            return
