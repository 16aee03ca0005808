"""Slips of the pen: words that no edited sentence has side by side. No spelling is looked at."""

from __future__ import annotations

import re
from itertools import chain, pairwise, product
from operator import eq

_PAST_LIST = """
ate became began bore broke came chose did drank drove fell flew forgot froze gave grew hid knew ran rang rose sang saw
shook spoke stole swam threw took tore went wore wrote
"""
_ONE_LIST = """
case child country day film game goal hour man match member minute month person point season state student team week
woman year
"""
_MANY_LIST = "cases children countries days films hours men months people persons seasons weeks women years"
_MADE_LIST = "led held made went took gave told got gone taken given written known shown"
_PAST, _ONE, _MANY, _MADE = (tuple(words.split()) for words in (_PAST_LIST, _ONE_LIST, _MANY_LIST, _MADE_LIST))
_ARTICLES, _ADVERBS = ("the", "a", "an"), ("not", "also", "already", "never")
_OWNERS = ("his", "her", "their", "its", "this", "these")
_MODALS = ("can", "could", "will", "would", "may", "might", "should", "must", "cannot")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many")
_HAVE, _BE, _AND = ("have", "has", "had", "having"), ("is", "are", "was", "were", "been", "being"), ("and", "but", "or")
# A sentence without any of these pairs of words has none of the slips below.
_PAIRS = frozenset(
    chain(
        product((*_ARTICLES, "The", "A", "An"), (*_ARTICLES, *_OWNERS)),
        product(_AND, _AND),
        product(_MODALS, (*_MADE, "no")),
        product((*_HAVE, *_BE, *_ADVERBS), _PAST),
        product(_BE, ("has", "have", "had", "also")),
        product(("to",), ("begun", "been", "spent", "gave", "took", "went", "became")),
        product(("against", "with", "for", "by", "from", "some", "several", "many", "few"), ("of",)),
        product(("go", "goes", "going", "gone", "went"), ("onto",)),
        product(("a", "an", "by", "into"), ("by", "for", "from", "of", "to", "with")),
        product(_NUMBERS, (end for word in _ONE for end in (word, word + ",", word + "."))),
        product(("This", "this", "A", "a", "Every", "every", "Each", "each"), _MANY),
        product(
            ("is", "it's", "It's", "it’s", "It’s", "who's", "who’s"), ("own", "to", "father", "mother", "wife", "son")
        ),
    )
)
# Words that have lost an apostrophe.
_STRIPPED_LIST = "dont doesnt didnt isnt wasnt arent werent hasnt havent hadnt couldnt wouldnt shouldnt"
_STRIPPED = frozenset(_STRIPPED_LIST.split())
_LOST_OWNER = re.compile(r"\b[a-z]+[bcdfghjklmnpqrtvwxz]ys\b")


def _any_of(*groups: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(chain(*groups))})"


_SLIP = re.compile(
    r"\b(?:[Tt]he (?:the|an?)|[Aa]n? (?:the|an?)|been also been|is to believed"
    rf"|to (?:begun|been|spent|gave|took|went|became)|(?:the|an?) {_any_of(_OWNERS)}|{_any_of(_AND)} (?:and|but)"
    rf"|(?<!\bhis )(?<!\bher )(?<!\bthe )(?<!\btheir )(?<!\bgood ){_any_of(_MODALS)} {_any_of(_MADE)}"
    r"|(?:would|could|should|might|must|will) no (?!longer|doubt|more|less|way|matter|one)[a-z]+"
    rf"|{_any_of(_HAVE)} (?:{_any_of(_ADVERBS)} )?{_any_of(_PAST)}"
    rf"|{_any_of(_BE)} (?:{_any_of(_ADVERBS)} )?(?:{_any_of(_PAST)}|has|have|had)"
    r"|(?:against|with|for|by|from) of (?!course|late)[a-z]+|(?:go|goes|going|gone|went) onto (?!the\b|an?\b)[a-z]+"
    r"|(?:an?|by|into) (?:by|for|from|of|to|with) (?:an?|the)|[Hh]aving [a-z]+ed by (?:the|an?|his|her|their)"
    r"|(?:some|several|many|few) of (?!th|its\b|his\b|us\b|ours|yours|whose|as\b)[a-z]+s"
    rf"|{_any_of(_NUMBERS)} {_any_of(_ONE)}(?=[.,]| (?:of|in|at|for|from|and) )"
    rf"|(?:[Tt]his|[Aa]|[Ee]very|[Ee]ach) {_any_of(_MANY)}(?![’'-])"
    r"|[Ii]t['’]s own|who['’]s (?:own|father|mother|wife|son))\b"
)
# "Ann Reed said did not regret it".
_NOBODY_DID = re.compile(
    r"(?!What )(?:[A-Z][\w.'’-]*,? ){1,5}(?:has |had )?(?:said|says|claimed|added)"
    r" (?:did|does|is|are|was|were|has|have)\b"
)
# "The results of the class 12 board has": nothing between them is a verb or begins a clause.
_DISAGREEMENT = re.compile(
    r"(?:The (?:(?!of )[a-z-]+ ){0,3}?|(?=[A-Z]))"
    r"(?!news|series|politics|means|economics|statistics|physics|athletics|works)[A-Za-z]+(?<![sui])s"
    r" (?:of|for(?= [a-z])|up to|worth) (?:(?!(?:who|which|that|whose|and|as|if|what|when|where|how"
    r"|says?|said|saw|is|are|was|were|has|have|had|will|would|can|could|may|must|claim|believe|feel|think|want|argue"
    r"|[a-z]+ed)\b)[\w'’.-]+ ){1,9}(?:has|is)\b"
)
_SAID_TWICE_LIST = "that had so no do ha cha very many more much long really"
_SAID_TWICE = frozenset(_SAID_TWICE_LIST.split())
_SHORTEST_TWICE = 2


def has_slip(text: str) -> bool:
    """Return whether a sentence was edited in haste, which its forms have in common."""
    words = text.split(" ")
    return (
        (any(map(eq, words, words[1:])) and any(_is_doubled(*pair) for pair in pairwise(words)))
        or ((not _PAIRS.isdisjoint(pairwise(words)) or "aving " in text) and _SLIP.search(text) is not None)
        or not _STRIPPED.isdisjoint(words)
        or ("ys " in text and _LOST_OWNER.search(text) is not None)
        or _NOBODY_DID.match(text) is not None
        or _DISAGREEMENT.match(text) is not None
    )


def _is_doubled(word: str, following: str) -> bool:
    is_word = len(word) >= _SHORTEST_TWICE and word.isalpha() and word.islower()
    return is_word and word == following and word not in _SAID_TWICE
