"""Words as ranking counts them: lower case, without endings, without those that say nothing alone."""

from __future__ import annotations

from functools import lru_cache

# Letters and digits of a text in lower case for themselves, all else for a blank: a quarter of what a pattern costs.
_KEPT = b"0123456789abcdefghijklmnopqrstuvwxyz"
_BLANKED = bytes(code if code in _KEPT else ord(" ") for code in range(256))
_STOPWORD_LIST = """
a about above after again against all also although am among an and any are as at be because been before being below
between both but by can could d did do does doing don down during each either even ever every few for from further
had has have having he her here hers herself him himself his how however i if in into is it its itself just ll m may
me might more most much must my myself neither no nor not now of off on once only or other our ours out over own per
put re s said same say says shall she should since so some such t than that the their theirs them themselves then
there these they this those though through to too under until up upon us ve very was we were what when where whether
which while who whom whose why will with within without would yet you your yours
"""
STOPWORDS = frozenset(_STOPWORD_LIST.split())


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[str, ...]:
    """Return the runs of letters and digits of `text` in lower case, in order."""
    return tuple(text.lower().encode("ascii", "replace").translate(_BLANKED).decode("ascii").split())


@lru_cache(maxsize=1024)
def content_stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words of `text` that are no stopwords, in order, with repeats."""
    return tuple([form for token, form in zip(tokens(text), all_stems(text), strict=True) if token not in STOPWORDS])


@lru_cache(maxsize=1024)
def all_stems(text: str) -> tuple[str, ...]:
    """Return the stems of all words of `text`, in order, stopwords among them."""
    return tuple(map(stem, tokens(text)))


@lru_cache(maxsize=65536)
def stem(token: str) -> str:
    """Return `token` without plural, past and progressive endings.

    A light form of steps 1a and 1b of Porter, "An algorithm for suffix stripping" (Program 14, 1980): enough to count
    "sanction", "sanctions" and "sanctioned" as one word, at a tenth of the cost.
    """
    if len(token) <= 3:
        return token
    if token.endswith("ies"):
        token = token[:-3] + "i"
    elif token.endswith("sses"):
        token = token[:-2]
    elif token.endswith("s") and not token.endswith(("ss", "us")):
        token = token[:-1]
    for ending in ("ing", "ed"):
        if token.endswith(ending) and len(token) - len(ending) >= 3:
            token = token[: -len(ending)]
            if token[-1] == token[-2] and token[-1] not in "lsz":
                token = token[:-1]
            break
    if token.endswith("e") and len(token) > 4:
        token = token[:-1]
    return token[:-1] + "i" if token.endswith("y") and len(token) > 3 else token
