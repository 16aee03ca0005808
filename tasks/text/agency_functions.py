"""Tells which national body a name stands for: "Foreign Office" and "Ministry of Foreign Affairs" are one."""

from __future__ import annotations

import re

from tasks.text.entity_words import fold
from tasks.text.name_words import word_set

# Portfolio words to the function they name and the ministry's usual name.
_MINISTRIES: dict[str, tuple[str, str]] = {
    "foreign": ("foreign", "Ministry of Foreign Affairs"),
    "external": ("foreign", "Ministry of Foreign Affairs"),
    "defence": ("defence", "Ministry of Defence"),
    "finance": ("finance", "Ministry of Finance"),
    "interior": ("interior", "Ministry of the Interior"),
    "internal": ("interior", "Ministry of the Interior"),
    "home": ("interior", "Ministry of Home Affairs"),
    "justice": ("justice", "Ministry of Justice"),
    "health": ("health", "Ministry of Health"),
    "education": ("education", "Ministry of Education"),
    "environment": ("environment", "Ministry of the Environment"),
    "agriculture": ("agriculture", "Ministry of Agriculture"),
    "transport": ("transport", "Ministry of Transport"),
    "labour": ("labour", "Ministry of Labour"),
    "trade": ("trade", "Ministry of Trade"),
    "commerce": ("commerce", "Ministry of Commerce"),
    "economy": ("economy", "Ministry of Economy"),
    "energy": ("energy", "Ministry of Energy"),
    "culture": ("culture", "Ministry of Culture"),
    "tourism": ("tourism", "Ministry of Tourism"),
    "information": ("information", "Ministry of Information"),
    "oil": ("oil", "Ministry of Oil"),
    "industry": ("industry", "Ministry of Industry"),
}
_SPELLINGS = {
    "defense": "defence",
    "labor": "labour",
    "transportation": "transport",
    "economic": "economy",
    "economics": "economy",
    "petroleum": "oil",
    "treasury": "finance",
}
_OTHER_BODIES: dict[str, tuple[str, str]] = {
    "supreme court": ("supreme_court", "Supreme Court"),
    "federal supreme court": ("supreme_court", "Supreme Court"),
    "constitutional court": ("constitutional_court", "Constitutional Court"),
    "federal constitutional court": ("constitutional_court", "Constitutional Court"),
    "parliament": ("parliament", "Parliament"),
    "senate": ("upper_house", "Senate"),
    "central bank": ("central_bank", "Central Bank"),
    "reserve bank": ("central_bank", "Reserve Bank"),
    "army": ("army", "Army"),
    "navy": ("navy", "Navy"),
    "air force": ("air_force", "Air Force"),
    "armed forces": ("armed_forces", "Armed Forces"),
}
_SMALL = word_set("ministry of for the and affairs department federal national office union")


def function_of(name: str) -> tuple[str, str] | None:
    """Function and usual name of a national body, None where the name has no counterpart in other countries."""
    plain = fold(name).casefold()
    if plain in _OTHER_BODIES:
        return _OTHER_BODIES[plain]
    if plain == "foreign office":
        return _MINISTRIES["foreign"]
    if plain == "home office":
        return _MINISTRIES["interior"]
    if "ministry" in plain or plain.startswith("department") or plain.endswith("department"):
        core = [_SPELLINGS.get(word, word) for word in re.findall(r"[a-z']+", plain) if word not in _SMALL]
        if len(core) == 1:
            return _MINISTRIES.get(core[0])
    return None
