"""Bodies of a state in the texts of the factbook: parliament, highest courts, ministries of security, police."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from tasks.data.gazetteers.agency_row import agency
from tasks.data.gazetteers.rows import Row
from tasks.data.gazetteers.sources import Entry

_SENTENCE = re.compile(r"\b(?:is|are|has|sits|serves)\b")
_ENGLISH = re.compile(r"\b(?:Court|of the)\b")
_SUPREME = re.compile(r"\b(?:Supreme|Cassation|Final Appeal)\b")
_NOT_SUPREME = re.compile(r"\b(?:Constitutional|Administrative|Appeals?$)")

_AND_MORE = r"(?:(?: and|,) [A-Z][a-z]+(?: [A-Z][a-z]+)*)*"
_SECURITY = (
    ("defence", re.compile(rf"Ministry of (?:the )?(?:National )?Defen[cs]e{_AND_MORE}")),
    ("interior", re.compile(rf"Ministry of (?:the )?(?:Interior|Internal Affairs|Home Affairs){_AND_MORE}")),
)
_ARMED_FORCES = re.compile(
    r"(?:[A-Z][\w'-]+ )*(?:Armed Forces|Defen[cs]e Forces?)"
    r"(?: of (?:the )?[A-Z]\w+(?: (?:of the |of |and |d')?[A-Z]\w+)*)?(?=[ :(;,])"
)
_POLICE = re.compile(r"(?:[A-Z][a-z]+(?: of the)? )*(?:National Police|Police (?:Force|Service))(?: of [A-Z][a-z]+)?")


def factbook_bodies(country_id: str, state: Entry) -> Iterator[Row]:
    """Rows of a state's bodies; a function or the kind "police" has one row at most, but for courts."""
    yield from _parliament(country_id, state)
    yield from _courts(country_id, state)
    yield from _security(country_id, state)


def court_names(text: str) -> list[tuple[str, str]]:
    """Names of the highest courts, English and local: "A or Cour A (9 judges); B" gives (A, Cour A) and (B, "")."""
    plain = html.unescape(re.sub(r"<[^>]+>", "", text))
    plain = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", plain)
    found = []
    for part in plain.split(";"):
        names = [" ".join(name.split()) for name in re.split(r" or |,|:| - | and the ", part)]
        name = names[0].removeprefix("the ")
        if re.match(r"[A-Z].*\b(?:Court|Tribunal|Council|Judicature|Chamber)\b", name) and not _SENTENCE.search(name):
            local = names[1] if " or " in part and len(names) > 1 and not _ENGLISH.search(names[1]) else ""
            found.append((name, local))
    return found


def legislature_names(text: str) -> list[str]:
    """Names of a legislature in a text of the factbook, the English one first: "Parliament (Barlaman)"."""
    plain = html.unescape(re.sub(r"<[^>]+>", "", text))
    match = re.match(r"([^(]+?)\s*(?:\(([^)]*)\))?$", plain.strip())
    return [" ".join(name.split()) for name in match.groups() if name] if match else []


def _parliament(country_id: str, state: Entry) -> Iterator[Row]:
    names = legislature_names(str(_section(state, "legislative_branch").get("legislature name", "")))
    if names:
        local = names[1] if len(names) > 1 else ""
        yield agency(names[0], country_id, "legislature", function="parliament") | {"local_name": local}


def _courts(country_id: str, state: Entry) -> Iterator[Row]:
    names = court_names(str(_section(state, "judicial_branch").get("highest court(s)", "")))
    supreme = _supreme_court([name for name, _ in names])
    for name, local in names:
        function = "constitutional_court" if "Constitutional" in name else "supreme_court" if name == supreme else ""
        yield agency(name, country_id, "court", function=function) | {"local_name": local}


def _security(country_id: str, state: Entry) -> Iterator[Row]:
    text = state.get("military") or ""
    if isinstance(text, dict):
        text = " ; ".join(str(part) for part in text.values())
    plain = re.sub(r"<[^>]+>", " ; ", html.unescape(text))
    if match := _ARMED_FORCES.match(plain.removeprefix("the ").removeprefix("The ")):
        yield agency(match.group(), country_id, "military", function="armed_forces")
    for function, pattern in _SECURITY:
        if match := pattern.search(plain):
            yield agency(
                match.group().replace("of the Interior", "of Interior"), country_id, "ministry", function=function
            )
    if match := _POLICE.search(plain):
        yield agency(match.group(), country_id, "police")


def _supreme_court(names: Sequence[str]) -> str:
    ordinary = [name for name in names if "Constitutional" not in name]
    supreme = [name for name in ordinary if _SUPREME.search(name) and not _NOT_SUPREME.search(name)]
    return next(iter(supreme + ordinary), "")


def _section(state: Entry, name: str) -> Entry:
    section = state.get(name)
    return section if isinstance(section, dict) else {}
