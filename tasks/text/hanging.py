"""Statements that answer what is not there, or say that something was said or done and not what."""

from __future__ import annotations

from tasks.text.keyed import Keyed, any_in

_SAYING_NOTHING = (
    r"confession|statement|remarks?|comments?|announcement|revelation|reply|response|clarification|speech|address|appeal"
    r"|promise|suggestion|observation|admission|disclosure|demand|request|proposal|plea|decision"
)
_HANGING = (
    # "Reed concurred", "The club hit back": with or at whom.
    Keyed(
        "concurred hit responded replied retorted",
        r"\bconcurred\b(?!\s(?:that|with)\b) | \bhit\sback(?=[,.]|\s(?:by|saying|and)\b)"
        r" | \b(?:responded|replied|retorted),? (?=[\s]*[\"“])",
    ),
    Keyed("however", r"[\"“]However\b | ,\showever,"),
    # "And hence the ferry was stopped" is told with its cause, "has said that hence" without.
    Keyed("hence therefore thus", r"\bthat\s(?:hence|therefore|thus)\b"),
    Keyed(
        "another remaining additional respective",
        r"\byet\sanother\b | \b[Tt]he\s(?:remaining|additional|respective)\s(?!of\b)",
    ),
    Keyed("other", r"^Other\s[a-z]"),
    Keyed("been was", r"^It\s(?:has\sbeen|was|is\sbeing)\s(?:added|said|claimed|alleged|learnt|learned|decided)\b"),
    # "A case has been registered": against whom, and over what.
    Keyed(
        "registered lodged filed ordered launched initiated",
        r"\b(?:[Aa]n?|[Tt]he)\s(?:[a-z]+\s)?(?:case|FIR|complaint|probe|inquiry|enquiry|investigation)"
        r"\s(?:of\s[a-z]+\s)?(?:has\sbeen|was|is|had\sbeen|has\salso\sbeen)\s(?:registered|lodged|filed|ordered|launched"
        r"|initiated)\b(?!.*\b(?:against|into|over|by)\s(?:[\w’'-]+\s){0,4}?[A-Z][a-z])",
    ),
    # "Reed made an honest confession."
    Keyed(
        "made gave issued delivered",
        rf"\b(?:made|gave|issued|delivered)\san?\s(?:[a-z-]+\s){{0,2}}(?:{_SAYING_NOTHING})\.?$",
    ),
    # "Reed has written a letter to the commissioner."
    Keyed(
        "letter letters",
        r"\b(?:wrote|written|sent|forwarded|submitted|handed|shot\soff|issued)\s(?:an?|the)\sletter\sto"
        r"(?!.*\b(?:to\s[a-z]+|that|seeking|about|over|on|for|against|regarding|in\swhich|with|[a-z]+ing)\s)[^,:;\"“]+$",
    ),
    # "Reed held a meeting with officials."
    Keyed(
        "meeting conference",
        r"\b(?:held|convened|chaired|called|attended)\san?\s(?:[a-z-]+\s){0,2}(?:meeting|conference)"
        r"(?!.*\b(?:to|on|over|about|for|where|that|[a-z]+ing)\s[a-z])"
        r"(?:\swith\s(?:[\w’'.-]+\s){0,5}?[\w’'.-]+?)?(?:\s(?:in|at)\s[A-Z]\w+)?\.?$",
    ),
)


def has_hanging(text: str) -> bool:
    """Return whether the bullet answers what it does not tell, or names a saying or a deed without its content."""
    return any_in(_HANGING, text)
