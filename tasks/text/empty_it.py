"""The "it" that stands for nothing: "It is unclear whether", "It was in 2012 that"."""

from __future__ import annotations

import re

EMPTY_IT = re.compile(
    r"""\b[Ii]t(?:['’]s|\s(?:is|was|will\sbe|would\sbe|has\sbeen|remains|remained|became|seems|does(?:n['’]t|\snot)\scome))\s
      (?:(?:[\w&.’'-]+\s){1,8}who
        |(?:[\w-]+\s){0,4}?(?:that|whether
          |(?:important|necessary|difficult|hard|easy|(?:im)?possible|better|time|wrong|right|(?:il)?legal|mandatory
            |compulsory|common|crucial|good|likely|unlikely)\s(?:to|for|if|that|whether)
          |(?:clear|unclear|known|unknown|uncertain|understood|decided)\s
            (?:to|for|if|that|whether|what|which|who|whom|whose|how|when|where|why)))\b""",
    re.VERBOSE,
)


def opens_on_empty_it(text: str) -> bool:
    """Return whether the text opens with an "it" that means nothing told before."""
    return text.startswith("It") and EMPTY_IT.match(text) is not None
