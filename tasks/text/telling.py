"""How a sentence is told: whether it leans on what came before, and what kind of news it holds."""

from __future__ import annotations

import math
import re

from tasks.text.empty_it import opens_on_empty_it
from tasks.text.keyed import Keyed
from tasks.text.slips import has_slip

_PRONOUN = re.compile(
    r"""["“‘(]?(?:He|She|They|It|This|That|These|Those|His|Her|Their|Its|Such|Both|Another|Others?|There|Here|Some|All|
    The\s(?:same|latter|former|two|duo|trio|move|incident|decision|announcement|report|video|statement|woman|man|couple|
    victim|accused|company|actor|actress|film|court|bench|minister|official|officer|suspect))\b""",
    re.VERBOSE,
)
_DANGLING = re.compile(r"[\"“‘(]?(?:(?P<person>They|Their|He|She|His|Her)|These|Those|This|It|Its|Both|Others)\b")
# What a thing without its name costs; people without theirs go.
_NAMELESS_THING = 0.03
_CONNECTIVE = re.compile(
    r"""["“‘(]?(?:But|And|So|However|Also|Meanwhile|Then|Still|Yet|Later|Earlier|Moreover|Furthermore|Besides|Or|Once|
    In\saddition|Thus|Therefore|Instead|Otherwise|Similarly|Hence|Nor|Apart\sfrom|For\s(?:instance|example)|Even|Now|
    As\sa\sresult|(?:After|With|Following)\s(?:this|that)|Since\sthen|In\sfact|Of\scourse|Further|Additionally|
    On\sthe\sother\shand|That\ssaid|Well|Because|Adding)\b""",
    re.VERBOSE,
)
# A quotation or claim whose speaker is only a pronoun or a paper: the name is in another sentence.
_HIDDEN_SPEAKER = Keyed(
    "he she they it statement official source report letter post officer spokesperson tweet",
    # A space first, which is fast to find, and what is behind it before what is ahead.
    r"""\s(?=(?:he|she|they|it|the)\s|s?he\b)(?:
        (?<=["”?,]\s)(?:he|she|they|it)\s(?:said|says|added|told|wrote|tweeted|asked|claimed|explained|continued|had)
      | (?:(?<=\bsaid\s)|(?<=\bsays\s)|(?<=\badded\s)|(?<=\bsaid,\s)|(?<=\bsays,\s)|(?<=\badded,\s))(?:he|she)\b
      | (?<=["”]\s)the\s(?:statement|official|source|report|letter|post|officer|spokesperson|tweet)\b)""",
)
_CHAT = re.compile(
    r"(?:What\san?|How|Think|Needless|Let|Well|Sure|Yes|No,|OK|Imagine|Consider|Remember|Just|Not\sthat|Indeed)\b",
    re.IGNORECASE,
)
# Each line of this has one of the words behind it, which are faster to look for.
_CHATTER = re.compile(
    r"""\breached\sout\sto\b | \brequest(?:s|ed)?\s(?:for\s)?(?:a\s)?comments?\b | \bdeclined\sto\scomment\b
      | \bcould\snot\sbe\sreached\b | \b(?:CNN|Reuters)\s(?:has|could\snot|cannot)\b
      | \b(?:anyone|people)\swith\s(?:any\s)?information\b | \bfor\smore\sinformation\b""",
    re.VERBOSE | re.IGNORECASE,
)
_OF_CHATTER = ("reached", "comment", "cnn", "reuters", "information")
_SLIP_PRICE = 0.09
_MISREAD = re.compile(r"\w\?\w|[�]|(?<!\w)\?\w")
_FIGURES = frozenset("0123456789")
_OUTLOOK = Keyed(
    "will would could may might expected expect expects plan plans planned planning likely soon next scheduled set due "
    "by aim aims hope hopes intend intends proposed upcoming ahead",
    r"""\b(?:will|would|could|may|might|expected|expects?|plans?|planned|planning|likely|soon|next[ ](?:week|month|year)
      |scheduled|set[ ]to|due[ ]to[ ](?:be|begin|start)|by[ ]20\d\d|aims?|hopes?|intends?|proposed|upcoming|ahead)\b""",
)
_CONSEQUENCE = Keyed(
    "because result resulted resulting led lead leads leading cause causes caused causing mean means so therefore "
    "impact affect affects affected affecting effect prompted prompting forced forcing allow allows allowed allowing "
    "prevent risk benefit need needs needed must require requires required banned punish punished punishes punishing "
    "punishment face faces faced",
    r"""\b(?:because|as[ ]a[ ]result|result(?:ed|ing)?[ ]in|led[ ]to|leads?[ ]to|leading[ ]to|caus(?:e|es|ed|ing)
      |means?[ ]that|so[ ]that|therefore|impact|affect(?:s|ed|ing)?
      |effect|prompt(?:ed|ing)|forc(?:ed|ing)|allow(?:s|ed|ing)?|prevent|risk
      |benefit|need(?:s|ed)?[ ]to|must|require(?:s|d)?|banned|punish(?:ed|es|ing|ment)?|face(?:s|d)?)\b""",
)
_BACKGROUND = Keyed(
    "since had been in last first previously earlier ago history record former formerly so according known founded "
    "largest biggest only most",
    r"""\b(?:since|had[ ](?:been|\w+ed)|has[ ]been|have[ ]been|in[ ](?:19|20)\d\d|last[ ](?:year|month|week)|first
      |previously|earlier|years?[ ]ago|history|record|former(?:ly)?|so[ ]far|according[ ]to|known|founded|largest
      |biggest|only|most)\b""",
)


def leans(text: str) -> bool:
    """Return whether the sentence opens with a word that needs the sentence before it."""
    return _opens_on_pronoun(text) or _CONNECTIVE.match(text) is not None


def dangling_fault(text: str) -> float:
    """Return what it costs that the sentence opens with a pronoun for what only the one before it, untold, names."""
    match = _DANGLING.match(text)
    return 0.0 if match is None or opens_on_empty_it(text) else math.inf if match.group("person") else _NAMELESS_THING


def _opens_on_pronoun(text: str) -> bool:
    return _PRONOUN.match(text) is not None and not opens_on_empty_it(text)


def fault(text: str) -> float:
    """Return what is wrong with the sentence as a bullet by itself, on the scale of a bullet's value (about 0.1)."""
    return form_fault(text) + slip_fault(text)


def slip_fault(text: str) -> float:
    """Return what a slip of the pen costs; where a sentence has none, no form of it has one."""
    return _SLIP_PRICE * has_slip(text)


def form_fault(text: str) -> float:
    """Return what is wrong with how a form of a sentence is told, but for slips of the pen."""
    cost = 0.07 * _opens_on_pronoun(text) + 0.02 * bool(_CONNECTIVE.match(text))
    cost += 0.05 * (_HIDDEN_SPEAKER.search(text) is not None) + 0.03 * _is_misread(text)
    spaces = text.count(" ")
    cost += 0.02 * (text[0] in '"“') + 0.02 * (spaces < 6) + 0.02 * (spaces > 34) + 0.03 * (spaces > 44)
    cost += 0.04 * _is_chatter(text)
    return 0.75 * cost


def _is_chatter(text: str) -> bool:
    """Return whether the sentence talks to the reader or about the reporting."""
    if text.endswith("!") or _CHAT.match(text):
        return True
    small = text.lower()
    return any(map(small.__contains__, _OF_CHATTER)) and _CHATTER.search(text) is not None


def _is_misread(text: str) -> bool:
    return ("?" in text or "�" in text) and _MISREAD.search(text) is not None


def lasting(text: str) -> float:
    """Return how much the sentence is worth remembering: consequences, outlook, background and figures."""
    kinds = sum(kind.search(text) is not None for kind in (_CONSEQUENCE, _OUTLOOK, _BACKGROUND))
    return 0.012 * min(2, kinds) + 0.008 * (not _FIGURES.isdisjoint(text))
