"""Whether a bullet is understood by itself: no word in it points at another sentence or at the day of the article."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from tasks.text.known_nouns import has_known_noun
from tasks.text.lost_pronouns import has_lost_pronoun
from tasks.text.name_words import word_set
from tasks.text.pointers import has_pointer, has_relative_time
from tasks.text.stems import content_stems

# What may mean something told elsewhere: a noun with "the" that nothing behind it limits, and a pronoun.
_REFERENCE = re.compile(
    r"\b[Tt]he\s[a-z]+(?!\s(?:of|who|whose|that)\b|\s[A-Z]|\s[a-z]+\s(?:of|who|whose|that)\b)"
    r"|\b(?:he|she|it|they|him|them)\b"
)
# Nouns with "the" of which there is one, or which mean no single thing.
_COMMON = word_set(
    "country government state states police capital city nation world public media press economy internet market past "
    "future present time first last most best rest way day night morning evening year month week season period border "
    "sea sky sun earth air ground field road street office house parliament assembly court law constitution army navy "
    "poor rich people masses opposition centre center union president prime minister screen ball bat wicket team "
    "millennium century decade era weather monsoon north south east west region area front back end middle news fray "
    "list record number choice power process truth point system situation phone spot scene body brain heart eye eyes "
    "skin environment climate planet community society family home wheel pitch crease match game final"
)
# A noun with "the" that ends its phrase.
_LAST_OF_PHRASE = re.compile(
    r"[Tt]he(?<!\w[Tt]he)\s(?:[a-z-]+\s)?(?P<noun>[a-z]+)(?=[.,;]|$|\s(?:is|are|was|were|has|have|had|will|would|can|could|in|on|at|for|to|from"
    r"|by|with|and|after|before|as|said|if|but|during|(?!called|named|dubbed|titled)[a-z]+ed)\b)"
)
# A name, by which a reader knows which story this is.
_ANCHOR = re.compile(
    r"(?<=[\w,;:\"“‘'(-] )[\"“‘'(]?(?!I\b|(?:FIR|PIL|TV|CCTV|ATM|VIP|MLA|MP|CM|PM|CEO|DNA|HC|IPC|Rs"
    r"|SIT)s?\b)[A-Z][\w]|^[A-Z]\w*[A-Z]|^[A-Z][\w’']+ [A-Z]|\w-[A-Z]"
)


class Introduced:
    """The stems of the words that the sentences of an article have told, asked for from its first to its last."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts, self._told, self._stems = texts, 0, set[str]()

    def before(self, sentence: int) -> Container[str]:
        """Return the stems of what stands before a sentence, which is no earlier than the one asked for last."""
        while self._told < sentence:
            self._stems.update(content_stems(self._texts[self._told]))
            self._told += 1
        return self._stems


def stands_alone(text: str, introduced: Container[str], people: Container[str] = ()) -> bool:
    """Return whether a reader of this bullet alone knows who and what is meant.

    `introduced` holds the stems of the words of the sentences before it: a noun with "the" that one of them has told
    of already is known from there, unless the bullet itself says which one it is.
    """
    return has_anchor(text) and not (has_relative_time(text) or points_back(text, introduced, people))


def points_back(text: str, introduced: Container[str], people: Container[str] = ()) -> bool:
    """Return whether a word of the bullet means what only the sentences before it tell.

    `introduced` as above; `people` has the words of the names of all people of the article.
    """
    return has_pointer(text) or has_lost_pronoun(text, people) or has_known_noun(text, introduced)


def count_pointers(text: str, introduced: Container[str], people: Container[str] = ()) -> int:
    """Return of how many kinds the words are that point back: pronouns, known nouns with "the", and all others."""
    return has_pointer(text) + has_lost_pronoun(text, people) + has_known_noun(text, introduced)


def has_anchor(text: str) -> bool:
    """Return whether the bullet names somebody or something, by which a reader knows which story it is from."""
    return _ANCHOR.search(text) is not None


def has_open_definite(text: str) -> bool:
    """Return whether a noun with "the" says nothing of which one it is, and is none of those that everybody knows."""
    return any(match.group("noun") not in _COMMON for match in _LAST_OF_PHRASE.finditer(text))


def count_references(text: str) -> int:
    """Return how many nouns with "the" and pronouns the bullet has, which a name would tell more surely."""
    return len(_REFERENCE.findall(text))
