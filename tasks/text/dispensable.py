"""Phrases that a sentence may do without, and signs that it may not: the patterns of trimming.

Phrases of these kinds are what professional abstractors take out of sentences: Jing, "Sentence Reduction for Automatic
Text Summarization" (ANLP 2000).
"""

from __future__ import annotations

import re

# Opening words that tie a sentence to the one before it, or to a day of the week.
CONNECTIVE = re.compile(
    r"""(?:
        (?:However|Lastly|Meanwhile|Moreover|Furthermore|In\saddition|Additionally|Separately|Notably|Interestingly|Thus|
           Incidentally|Also|Besides|Therefore|Indeed|In\sfact|Of\scourse|Similarly|Significantly|In\sthe\smeantime|At\sthe\ssame\stime|On\sthe\sother\shand|Yes|Well
           |Now|Coincidentally|Curiously|Surprisingly|Unsurprisingly|Nevertheless|Nonetheless|Importantly),\s
      | (?:And|So|But|Yet|Also),?\s(?!for\b|that\b|not\b|all\b|far\b|many\b|much\b|long\b|is\b|are\b|was\b|who\b|when\b)
      | (?:On\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|afternoon|evening|night))?,\s
      | (?:Earlier|Later)\s(?:in\sthe\sday|on\s\w+day|today),\s
    )(?=[A-Za-z"“‘$£€₹\d])""",
    re.VERBOSE,
)
# Opening phrases that tell the occasion: "Speaking to reporters in Oslo, ", "Days after the vote, ".
OCCASION = re.compile(
    r"""(?:
        (?:Speaking|Talking|Addressing|Responding|Reacting|Replying|Commenting)\s[^,\d"“”:]{3,90},\s
      | In\san?\s(?:\w+\s){0,2}(?:statement|tweet|post|interview|letter|press\srelease|release|notification|report)
        (?:\s[^,\d"“”:]{1,50})?,\s
      | (?:(?:A\s|\w+\s)?(?:days?|hours|weeks?|months?|minutes)\safter|After|Following|Amid)\s[^,\d"“”:]{8,110},\s
        (?=[A-Z]|the\s|an?\s)
    )(?=[A-Za-z])(?!(?:which|who|where|and|or|he|she|they|it)\b)""",
    re.VERBOSE,
)
ALSO = re.compile(r" also (?<=[a-z] also )(?=[a-z])")
PARENTHESIS = re.compile(r" \((?![^()]*\d)[^()\"“”]{1,80}\) ")

_AUXILIARY = r"is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does"
_IRREGULAR = (
    r"took|made|went|came|got|gave|won|lost|led|left|met|began|wrote|found|saw|held|stood|spoke|became|set|put|ran|"
    r"rose|fell"
)
_VERB_AFTER = rf"""(?:(?:also|now|then|later|recently|already)\s)?
    (?:{_AUXILIARY}|{_IRREGULAR}|said|says|told|tells|died
      |(?!named|called|identified|based|aged|dubbed|titled|headed|located|owned|used|dated)[a-z]{{3,}}ed)\b(?!\sby\b)"""
# ", who lives in Leeds, " or ", a former judge, " before the verb of the noun.
APPOSITION = re.compile(
    rf"""(?<=[a-z)]),\s(?:who|which|whose|where|an?|the|one\sof|formerly|also)\s[^,;:"“”()]{{3,110}},\s(?={_VERB_AFTER})""",
    re.VERBOSE,
)
DASHES = re.compile(r" (?P<dash>–|—|--) [^–—:;\"“”]{3,110}? (?P=dash) (?=[a-z])")
DASH = re.compile(r" (?:–|—|--) ")
# A clause after the last comma, dash or semicolon.
TAIL = re.compile(
    r"""(?:
        ,\s(?:which|who|where|whose|while|as(?!\sper|\swell|\sfor)|after|with|amid|following
             |(?!saying|tweeting|stating|claiming|arguing|warning|alleging|insisting|telling)[a-z]{3,}ing)\s[^,;:"“”]*
      | \s(?:–|—|--)\s(?!or\b|and\b|but\b|not\b)[^–—"“”]*
      | ;\s[^"“”;]*
    )$""",
    re.VERBOSE,
)
# What follows a semicolon is a sentence of its own, unless it is a list or tells who says so.
SECOND_SENTENCE = re.compile(r";\s(?!(?:and|or|but|said|says|according)\b)[^;\"“”]{20,}$")
# What follows the speaker's name, or the word of saying, at the end of a quotation.
SPEAKER_TAIL = re.compile(
    r"""(?P<kept>[,"”]\s(?:said|says|told\s[\w ]{2,25}|added|according\sto)\s(?:[A-Z][\w.'’-]*\s?){1,5}),\s
        (?:an?|the|who|which|whose|[a-z-]+\s(?:of|at|for|and|in|with|to))\b[^"“”;:]*$""",
    re.VERBOSE,
)
SETTING_TAIL = re.compile(
    r"""(?P<kept>[,"”]\s[^,;:"“”]{2,60}\s(?:said|says|told\s(?:reporters|[A-Z][\w.]*)|added|tweeted|wrote))
        \s(?:in|during|at|on|through|via)\s(?:an?|the|his|her|their|its)\s(?:(?!\sthat\s)[^,;:"“”]){3,80}$""",
    re.VERBOSE,
)
# When, why and with whom, at the end.
ADJUNCT = re.compile(
    r"""\s(?:(?:soon|shortly|immediately|just)\s)?
        (?:after|following|amid|ahead\sof|in\sthe\swake\sof|in\sa\sbid\sto|in\sorder\sto|even\sas|in\sconnection\swith|
           because|since|when|while|due\sto|owing\sto|in\sview\sof|in\san\s(?:attempt|effort)\sto|as\spart\sof|
           in\sresponse\sto|in\sthe\spresence\sof|on\sthe\ssidelines\sof|on\sthe\soccasion\sof|apart\sfrom|along\swith|
           in\sa\smove|during)
        \s[^,;:"“”()]{4,140}\.?$""",
    re.VERBOSE,
)
SECOND_VERB = re.compile(
    rf"""\s(?:and|before|thus|thereby)\s(?:(?:also|later|then|subsequently)\s)?
        (?:{_AUXILIARY}|{_IRREGULAR}|(?!need|indeed|hundred)[a-z]{{3,}}ed)\s[^,;:"“”()]{{4,140}}\.?$""",
    re.VERBOSE,
)

FINITE = re.compile(rf"\b(?:{_AUXILIARY}|{_IRREGULAR}|said|says|told|died|[a-z]{{3,}}ed|\w+n['’]t)\b")
# A small word that was written twice: "to the the court". Not "had had", "what it was was", "gave her her".
DOUBLED = re.compile(
    r" (?P<word>the|an?|in|of|to|for|with|on|by|at|from|and|or|but|will|would|has|have|be|been|like|before|after) "
    r"(?=(?P=word) )"
)
# What a deletion must not take away: denials, conditions, doubt, sources, figures and deaths.
PRECIOUS = re.compile(
    r"""\d|\b(?:
        no|not|never|none|nor|neither|without|nobody|nothing|cannot|\w+n['’?]t|den(?:y|ies|ied|ying|ial)|refus\w+
      | reject\w+|fail\w+|only|except|excluding|unless|although|though|despite|however|but|if|until|depending|pending
      | said|says|told|according|barring|alleged\w*|reported\w*|claim\w*|accus\w+|acquit\w+|clear(?:ed|ing)
      | one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|million|billion
      | half|twice|third|quarter
      | kill\w*|injur\w*|wound\w*|shot|shoot\w*|dies?|died|dead|deaths?|murder\w*|rap(?:e|ed|ing)|fatal\w*
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
# Words before a phrase that it completes or limits: "a [time when]", "not [because]", "if A [and B]", "named [after]".
NEEDS_MORE = re.compile(
    r"""\b(?:time|day|moment|year|point|case|place|stage|era|period|night|named|look\w*|take\w*|sought|both|between|either|
        if|whether|than|so|no|not|never|only|just|without|until|unless|nor|neither|\w+n['’?]t|cannot)\b""",
    re.VERBOSE,
)
# Words no clause ends on: "the [following day]", "has [since been]", "last [month after]", "go [after]".
CANNOT_END = re.compile(
    r"""\b(?:
        the|an?|this|that|these|those|his|her|its|their|our|some|any|every|each|all|many|several|few|last|next|ever
      | is|are|was|were|be|been|being|am|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did
      | of|in|on|at|by|for|from|to|with|as|into|onto|about|over|under|between|among|against|through|during|despite|than
      | and|or|but|also|very|more|most|such|set|came|come|comes|coming|passed|until|till|around|nearly|almost
      | go|goes|going|went|gone|(?:minute|hour|day|week|month|year|decade|moment|time)s?|\d+
    )$""",
    re.VERBOSE,
)
LEANING_START = re.compile(
    r"(?:In|On|At|After|During|For|With|Before|Since|As|When|While|If|By|From|Under|Following)\b"
)
SAYING = re.compile(r"\b(?:said|says|told \w+|added)\b(?: that)?")
QUOTE_OR_ADVERB = re.compile(r"[\"“”]|ly$")
