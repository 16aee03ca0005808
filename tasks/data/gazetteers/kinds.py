"""Tells the kind of a public body, and which national body it is, from its English name."""

from __future__ import annotations

import re

from tasks.text.agency_functions import function_of

# Kinds of CONTRACT.md with the words that make them, the first match counts.
_WORDS = (
    ("police", r"Police|Constabulary|Gendarmerie|Border Force|Marshals"),
    ("intelligence", r"Intelligence|National Security Agency|Reconnaissance"),
    ("regulator", r"Regulat\w*|Commission|Board|Inspectorate|Ombudsman|Standards"),
    ("court", r"Courts?|Tribunal|Judicature|Cassation"),
    ("legislature", r"House of Representatives|Senate|Parliament|Assembly|Congress"),
    ("central_bank", r"Bank of England|Central Bank|Reserve Bank"),
    (
        "military",
        r"Army|Navy|Air Force|Armed Forces|Marine Corps|Coast Guard|National Guard|Joint Chiefs|Central Command",
    ),
    ("executive", r"White House|Cabinet Office|Executive Office|(?:Scottish|Welsh) Government"),
    ("ministry", r"(?:Ministry|Department) (?:of|for)\b.*|HM Treasury|(?:Home|Northern Ireland|Scotland|Wales) Office"),
)
_KINDS = [(kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _WORDS]


def kind_of(name: str) -> str:
    """Kind of a public body by the words of its name; "agency" for one that has none of them."""
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "agency")


def national_function(name: str) -> str:
    """Function of a national body ("foreign", "supreme_court"), an empty string where the name tells none."""
    found = function_of(name)
    return found[0] if found else ""
