"""The ways to tell a sentence in a bullet: whole, without what it stands without, or one of its clauses alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tasks.text.bullet import Evidence
from tasks.text.phrase import Phrase
from tasks.text.ranking import Worth
from tasks.text.stems import all_stems
from tasks.text.trimming import Cut, bullet_text, find_asides, find_cuts, keep

# Two words side by side are worth more than one: their order carries what happened. Tuned on held-out articles.
PAIR_WEIGHT = 3.3
_WORD = re.compile(r"\w")
# "The hall was named.": what it says is left out.
_UNFINISHED = re.compile(
    r"\b(?:named|called|titled|dubbed|termed|known|roped in|set|is|are|was|were|and|or|but|of|the|an?|to|with|that"
    r"|said (?:he|she|they) (?:was|is|were)(?: \w+)?|roped|dressed|designated"
    r"|(?:as|because|while) (?:the|this|that) [a-z]+)\.?$"
)
_LONGEST_END = 60
_HEADLESS = re.compile(
    # "The hall, after Reed had left it.": what the hall did is left out.
    r"(?:The|An?|His|Her|Its|Their)(?: (?!\w+(?:ed|s)\b)[a-z'’-]+){1,4}, (?:after|when|while|because|since) [^,]*$"
    r"|(?:While|Though|Although|Whereas|Because|Unless|As) [^,]*$"
    # "For running trains at that speed.": the main clause is gone.
    r"|(?:For|By|After|Before|With|Without|On|In|Besides) [a-z]+ing\b[^,]*$"
    # "The parks in the north – will be closed", "The club has, called it a lie": the other mark is gone.
    r"|[^–—]* (?:–|—|--) (?:is|are|was|were|has|have|had|will|would|can|could|may|said|says)\b[^–—]*$"
)
_LOST_MARK = re.compile(
    # The mark of a quotation that was lost in a wrong decoding, without the words before it.
    r", (?:\? (?:said|says|added|told)\b"
    r"|(?:(?<=\bis, )|(?<=\bare, )|(?<=\bwas, )|(?<=\bwere, )|(?<=\bhas, )|(?<=\bhave, )|(?<=\bhad, ))[a-z]+ed\b)"
)
_FEWEST_WORDS = 6
_MOST_CUTS = 8
_LONG_PHRASE_WORDS = 5
_RISK = {
    "adverb": 0.0,
    "time": 0.0,
    "occasion": 0.001,
    "place": 0.002,
    "examples": 0.001,
    "relative": 0.001,
    "apposition": 0.001,
    "participle": 0.002,
    "adverbial": 0.003,
    "conjunct": 0.002,
    "aside": 0.0,
    "tail": 0.001,
    "first": 0.004,
    "trim": 0.001,
}
# A clause told alone: of those that read wrong beside their article every third was the second half of a sentence.
_CLAUSE_RISK = {"half": 0.03, "reported": 0.015, "clause": 0.015}
_OTHER_CLAUSE_RISK = 0.006
# Of forms cut down to eight words or fewer every fourth read wrong, of longer ones every tenth: for each word too few.
_WORDS_ENOUGH, _SHORT_RISK = 10, 0.015


class Form(NamedTuple):
    """One way to tell a sentence. `risk` is what the deletions may cost a reader, on the scale of a bullet's value.

    `told` is the evidence without the lead of a clause: two forms of a sentence go together where it does not overlap.
    """

    evidence: tuple[Evidence, ...]
    text: str
    risk: float
    told: tuple[Evidence, ...]


class _Deletion(NamedTuple):
    cut: Cut
    risk: float
    lost: float


def forms_of(
    body: str, start: int, end: int, phrases: Sequence[Phrase] | None, worth: Worth, never: Sequence[Cut] = ()
) -> Iterator[Form]:
    """Yield the forms of the sentence `body[start:end]`, first without only what is surely dispensable.

    `never` are characters that no form may tell.
    `phrases` are those of the sentence (None where nothing parsed it: then patterns do the work). Deletions add
    up in the order of what each word of them is worth, so that every form is the best of its length.
    """
    trims = find_cuts(body, start, end, by_patterns=phrases is None)
    if phrases is None:
        optional = [(cut, _RISK["trim"]) for cut in trims.optional]
    else:
        optional = [(cut, _RISK["aside"]) for cut in find_asides(body, start, end)]
        optional += [(Cut(p.start_char, p.end_char), _RISK[p.kind]) for p in phrases if p.lead_start_char is None]
    deletions = sorted(
        (
            _Deletion(cut, risk, _worth_a_word(body[slice(*cut)], worth))
            for cut, risk in optional
            if not _is_torn(body[slice(*cut)])
        ),
        key=lambda one: (one.lost, one.cut),
    )
    sure = (*trims.sure, *never)
    yield from _shortened(body, (Evidence(start, end),), sure, deletions, 0.0)
    for phrase in phrases or ():
        if phrase.lead_start_char is not None and phrase.lead_end_char is not None:
            spans = (
                Evidence(phrase.lead_start_char, phrase.lead_end_char),
                Evidence(phrase.start_char, phrase.end_char),
            )
            risk = _CLAUSE_RISK.get(phrase.kind, _OTHER_CLAUSE_RISK)
            yield from _shortened(body, spans, sure, deletions, risk)


def _shortened(
    body: str, spans: tuple[Evidence, ...], sure: Iterable[Cut], deletions: Iterable[_Deletion], risk: float
) -> Iterator[Form]:
    cuts = [cut for cut in sure if _within(cut, spans)]
    own = [deletion for deletion in deletions if _within(deletion.cut, spans)][:_MOST_CUTS]
    seen: set[tuple[Evidence, ...]] = set()
    base = risk
    for deletion in (None, *own):
        if deletion is not None:
            cuts.append(deletion.cut)
            risk += deletion.risk
        *lead, told = (_kept(body, span, cuts) for span in spans)
        evidence = (*(part for parts in lead for part in parts), *told)
        if not told or evidence in seen:
            continue
        seen.add(evidence)
        text = bullet_text(body, evidence)
        if deletion is not None and text.count(" ") + 1 < _FEWEST_WORDS:
            break
        if (deletion is not None and _is_unfinished(text)) or _is_torn(text):
            continue
        yield Form(evidence, text, _with_length(risk, text), told)
    yield from _without_one(body, spans, sure, own, base, seen)


def _without_one(
    body: str,
    spans: tuple[Evidence, ...],
    sure: Iterable[Cut],
    deletions: Sequence[_Deletion],
    risk: float,
    seen: set[tuple[Evidence, ...]],
) -> Iterator[Form]:
    """Yield the forms that leave out one long phrase alone: what it tells may be told in a bullet of its own."""
    surely = [cut for cut in sure if _within(cut, spans)]
    for cut, added, _ in deletions:
        if body.count(" ", *cut) < _LONG_PHRASE_WORDS:
            continue
        *lead, told = (_kept(body, span, [*surely, cut]) for span in spans)
        evidence = (*(part for parts in lead for part in parts), *told)
        if told and evidence not in seen:
            seen.add(evidence)
            text = bullet_text(body, evidence)
            is_whole = not _is_unfinished(text) and not _is_torn(text)
            if is_whole and text.count(" ") + 1 >= _FEWEST_WORDS:
                yield Form(evidence, text, _with_length(risk + added, text), told)


def _with_length(risk: float, text: str) -> float:
    """Return the risk of a form, higher where little is left of it; what nothing risky was left out of is whole."""
    return risk + _SHORT_RISK * max(0, _WORDS_ENOUGH - text.count(" ") - 1) if risk > 0 else risk


def _kept(body: str, span: Evidence, cuts: Sequence[Cut]) -> tuple[Evidence, ...]:
    return tuple(part for part in keep(*span, tuple(cuts)) if _WORD.search(body, *part))


def _is_unfinished(text: str) -> bool:
    """Return whether what is left does not read on: a word without its complement, a clause without its verb."""
    is_open = _UNFINISHED.search(text, max(0, len(text) - _LONGEST_END)) is not None
    return is_open or _HEADLESS.match(text) is not None or _LOST_MARK.search(text) is not None


def _is_torn(text: str) -> bool:
    """Return whether one half of a pair of brackets is left out."""
    return text.count("(") != text.count(")") or text.count("[") != text.count("]")


def _within(cut: Cut, spans: Iterable[Evidence]) -> bool:
    return any(span.start_char <= cut.start_char < cut.end_char <= span.end_char for span in spans)


def _worth_a_word(text: str, worth: Worth) -> float:
    stems = all_stems(text)
    total = sum(worth.words.get(stem, 0.0) for stem in stems)
    total += PAIR_WEIGHT * sum(worth.pairs.get(pair, 0.0) for pair in pairwise(stems))
    return total / max(len(stems), 1)
