"""Which of the first sentences tells the event: what happened, who did it; no scene, no background, no opinion."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.text.shelf import Unit
from tasks.text.stems import content_stems

# So far down may the event of a feature be; news tells it in the first sentences.
_HORIZON = 12
_LEAD_SENTENCES = 3
_BEYOND = 1.0
# What one sentence of distance costs beyond the lead, and what the whole title is worth.
_DISTANCE_PRICE, _TITLE_WORTH = 0.012, 0.3
# A form of the event's sentence that loses words of the title has lost the news, which being short seldom makes up.
_TITLE_LOSS = 0.3
# A long sentence that sets a scene is worth more words than a short one that tells the event: this weighs against it.
_EVENT_WEIGHT = 1.4

_SCENE = re.compile(
    r"""^(?:It(?:['’]s|\s(?:is|was|seems|looks|took))|There(?:['’]s|\s(?:is|are|was|were|has|have))
      | These\swere|This\s(?:is|was)
      | That\s(?:is|was)|Imagine|Think|Picture|Remember|For\s(?:years|decades|centuries|months|all|many
        |most|the\sfirst\stime)
      | Once|Never\s(?:has|have|before)|Ever\ssince|Growing\sup|Born\b|What|When\sit\scomes|Every\s(?:day|year|morning)
      | (?:A\s(?:few|couple\sof)\s\w+|Many|Several|Some)\syears?|Years\sago|Gone\sare
      | From\s.{3,60}\sto\s|Say\s|Meet\s|In\s(?:19|20)\d\d
      | Until\s(?:now|recently)|Only\s|Welcome|Not\s(?:many|only|all|every)|No\s(?:one|matter)|Nobody|Everyone
      | Perhaps|Maybe|Whether|If\s|(?:Rarely|Seldom|Hardly)\s
      | Back\sin\s|Last\syear\b|(?:\w+\s)?(?:\w+\s)years?\s(?:ago|back)\b|All\seyes|Reams\sof
      | An?\s(?:event|evening|night|day)\sto\s)""",
    re.VERBOSE,
)
_LEANING = re.compile(
    r"^[\"“‘(]?(?:(?:Recently|Now|Soon),?\s(?:he|she|they|it)|"
    r"He|She|They|It|This|That|These|Those|His|Her|Their|Its|Such|Another|But|And|So|However|Also|Meanwhile|"
    r"Then|Still|Yet|Later|Earlier|Moreover|Furthermore|Besides|The\s(?:same|latter|former|order|case|two|decision|move|"
    r"incident|actor|actress|film|woman|man|couple|doodle|report|video|company|L-G|CJI))\b"
)
_HAPPENED = re.compile(
    r"""\b(?=[a-z])(?:(?:has|have)\s(?:\w+\s){0,2}(?:been|\w+ed|won|made|taken|told|said|given|gone|begun|become|come|sent|set|cut|put|hit|
        lost|found|held|led|left|met|paid|sold|shot|sought|spoken|stolen|struck|written|drawn|got|brought|bought|built|
        broken|chosen|fallen|seen|shown|hailed|sworn|quit)
      | (?:was|were|is|are)\s(?:\w+ly\s)?(?:\w{2,}ed|shot|killed|held|found|sent|hit|cut|set|sworn
        |taken|given|told|made|stolen|to\s\w+)
      | (?:is|are)\s(?:\w+\s)?(?:considering|planning|preparing|seeking|facing|going|looking
        |expected|set|likely|investigating|teaming)
      | will(?!\sbe\schairperson)|plans|wants|says|said|told|faces|won|made|took|came|went|got|gave|left|led|held|met
      | lost|began|broke|
        brought|built|bought|caught|chose|drew|fell|fought|found|grew|hit|paid|ran|rose|sent|set|shot|spoke|stole|struck|
        sought|wrote|tweeted|beat|became|quit|fled|dies|died|wins|claims|urges|[a-z]{3,}(?<!ne)(?<!hundr)(?<!nam)(?<!bas)ed)\b""",
    re.VERBOSE,
)
_STATE = re.compile(
    r"^(?:\S+\s){1,6}?(?:is|are|was|were|looks?|seems?|feels?|likes?|loves?|remains?|has\salways|knows?|sounded|used\sto)\s"
    r"(?!(?:\w+ly\s)?(?:\w+ed|\w+ing|shot|killed|held|found|sent|hit|set|sworn|to|going|likely|not)\b)"
)
_SAID = re.compile(r"\b(?:said|says|told|announced|reported|according|among|killed|arrested|died|shot)\b")
_BEFORE = re.compile(r"\bhad\s(?:\w+\s)?(?:been|\w+ed|taken|gone|given|made|won|said|told|come)\b")
_ACTOR = re.compile(r"(?<=[\w,] )[A-Z]|^[A-Z][\w'’.-]+ [A-Z]|\d|^(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b")


def opening_faults(title: str, texts: Sequence[str]) -> list[float]:
    """Return for each sentence what speaks against opening the summary with it, on the scale of a bullet's value.

    That is how it looks, and with a title what of that it leaves out. Only the first sentences are considered.
    """
    wanted = set(content_stems(title))
    faults = []
    for number, text in enumerate(texts[:_HORIZON]):
        fault = feature_fault(text)
        if wanted:
            fault += _DISTANCE_PRICE * max(number + 1 - _LEAD_SENTENCES, 0)
            fault += _TITLE_WORTH * (1 - len(wanted.intersection(content_stems(text))) / len(wanted))
        faults.append(fault)
    return faults + [_BEYOND] * (len(texts) - len(faults))


def title_faults(title: str, texts: Sequence[str], units: Sequence[Unit], opening: Sequence[float]) -> list[float]:
    """Return for each unit what speaks against telling the event by it, on the scale of the first bullet's value.

    That is what speaks against its sentence, and what of the title the unit leaves out that its sentence tells.
    """
    wanted = set(content_stems(title))
    told = [wanted.intersection(content_stems(text)) for text in texts[:_HORIZON]] if wanted else []
    faults = []
    for unit in units:
        fault = opening[unit.sentence]
        if unit.sentence < len(told) and told[unit.sentence] and unit.text != texts[unit.sentence]:
            lost = told[unit.sentence].difference(content_stems(unit.text))
            fault += _TITLE_LOSS * len(lost) / len(wanted)
        faults.append(_EVENT_WEIGHT * fault)
    return faults


def is_scene(text: str) -> bool:
    """Return whether the sentence begins as one that sets a scene."""
    return _SCENE.match(text) is not None


def feature_fault(text: str) -> float:
    """Return how much the sentence looks like the opening of a feature, or like background."""
    return (
        0.12 * is_scene(text)
        + 0.12 * bool(_LEANING.match(text))
        + 0.06 * (text[0] in '"“‘')
        + 0.10 * (_HAPPENED.search(text) is None)
        + 0.06 * bool(_STATE.match(text) and not _SAID.search(text))
        + 0.05 * ("had" in text and _BEFORE.search(text) is not None)
        + 0.05 * (_ACTOR.search(text) is None)
    )
