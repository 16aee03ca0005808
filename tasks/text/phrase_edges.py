"""From words of a parse to the characters that may be left out, so that a single space joins what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.text import phrase_words as words
from tasks.text.phrase import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

TIME_LABELS = frozenset({"DATE", "TIME"})
FINITE_TAGS = frozenset({"VBD", "VBP", "VBZ", "MD"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERBAL_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_NOUN_PHRASE_TAGS = NOUN_TAGS | {"DT", "JJ", "PRP$", "CD", "JJR"}
# What a sentence may go on with: no pronoun, whose noun may be in what is left out.
_SUBJECT_TAGS = frozenset({"DT", "PDT", "NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "$", "``"})


def aside(kind: str, token: Token, sentence: Span) -> Phrase | None:
    """A phrase after a comma (or dash), up to the comma after it or the end of the sentence."""
    first, last = token.left_edge, token.right_edge
    mark = first.nbor(-1)
    is_safe = kind in {"relative", "apposition"} or not is_unsafe(sentence.doc[first.i : last.i + 1])
    if not is_contiguous(token) or not is_safe:
        return None
    after = last.nbor(1) if last.i + 1 < sentence.end else None
    if _is_before_end(last, sentence) or after is None or after.text != mark.text:
        return _cut(kind, mark, last, sentence) if _is_before_end(last, sentence) else None
    if after.i + 1 >= sentence.end:
        return None
    following = after.nbor(1)
    # "They chose Ann Reed, a judge, to lead it": "Reed, a judge, in Leeds": without the judge there is no comma.
    is_purpose = kind in {"apposition", "relative"} and (following.tag_ == "TO" or following.dep_ == "prep")
    # "Reed, who is a judge, said": whatever the parser makes of it, the noun is the subject of the verb.
    is_beside = mark.i - token.head.i == 1 or (kind == "participle" and mark.nbor(-1).tag_ in NOUN_TAGS)
    is_subject = kind in {"apposition", "relative", "participle"} and is_beside and following.tag_ in FINITE_TAGS
    if _is_speaker_behind(following, sentence) and not any(
        t.tag_ in FINITE_TAGS for t in sentence.doc[sentence.start : mark.i]
    ):
        return None
    is_subject = (is_subject and not _is_speaker_behind(following, sentence)) or _goes_on(mark, following)
    if mark.text != "," or is_purpose or is_subject:
        return Phrase(kind, end_of(mark.nbor(-1)), following.idx)
    return _cut(kind, mark, last, sentence)


def _goes_on(mark: Token, following: Token) -> bool:
    """Return whether the two commas part a subject from its verb: without the aside neither of them stays."""
    verb = following.head if following.dep_ in {"aux", "auxpass", "neg", "advmod"} else following
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or not subject.left_edge.i < mark.i or not subject.i < following.i:
        return False
    if any(t.tag_ in FINITE_TAGS for t in mark.doc[subject.i : mark.i]):
        return False
    return not any(t.text == "," for t in mark.doc[subject.left_edge.i : mark.i])


def _is_speaker_behind(verb: Token, sentence: Span) -> bool:
    """Return whether a verb of saying and its speaker end the sentence: ", reported the Post"."""
    rest = sentence.doc[verb.i + 1 : sentence.end]
    speaker = next((t for t in rest if t.tag_ != "DT"), None)
    has_name = speaker is not None and speaker.tag_ in {"NNP", "NNPS"} and speaker.ent_type_ not in TIME_LABELS
    return verb.lower_ in words.INVERTED and has_name and not any(t.tag_ in FINITE_TAGS for t in rest)


def _parts_subject(mark: Token, following: Token, sentence: Span) -> bool:
    """Return whether the verb behind two commas has its subject before them: without the aside neither stays."""
    verb = following
    while verb.i + 1 < sentence.end and (verb.tag_ == "RB" or verb.ent_type_ in TIME_LABELS):
        verb = verb.nbor(1)
    if verb.tag_ not in FINITE_TAGS or mark.nbor(-1).tag_ not in NOUN_TAGS | {"PRP"}:
        return False
    # "Reed, a judge, who ..., said": the comma that is left closes another aside.
    noun = mark.nbor(-1)
    while noun.head.i < noun.i and not any(t.text == "," for t in mark.doc[noun.head.i : noun.i]):
        noun = noun.head
    is_aside = noun.dep_ in {"appos", "acl", "relcl", "prep"} and noun.tag_ not in {"NNP", "NNPS"}
    return not is_aside and not _is_speaker_behind(verb, sentence)


def opening(kind: str, token: Token, sentence: Span) -> Phrase | None:
    """A phrase that opens the sentence, up to its comma."""
    last = token.right_edge
    if token.left_edge.i != sentence.start or not is_contiguous(token) or last.i + 2 >= sentence.end:
        return None
    after = last.nbor(1)
    following = after.nbor(1) if after.text == "," else after
    # "After Alma- The Long Way, Reed's second book ...": what begins with a mark of its own is a part of the phrase.
    if last.text.endswith(("-", "–", ":")) or (after.is_punct and after.text not in {",", '"', "“"}):
        return None
    # Where a phrase with a verb has no comma, the parser is wrong about its end.
    has_verb = any(t.tag_ in VERBAL_TAGS for t in token.subtree)
    if after.text != "," and (has_verb or kind not in {"time", "occasion", "adverb"}):
        return None
    subject = next((child for child in token.head.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    # "In a talk with a paper, The Oban Post, Reed said": the paper's name is a part of the opening.
    if subject is not None and any(t.text == "," for t in token.doc[following.i : subject.left_edge.i]):
        return None
    # "Produced by Ann, the daughter of Reed, the film ...": the comma belongs to Ann.
    if kind == "adverbial" and subject is not None and subject.left_edge.i != following.i:
        return None
    if following.tag_ not in _SUBJECT_TAGS or is_unsafe(sentence.doc[sentence.start : last.i + 1]):
        return None
    return Phrase(kind, token.left_edge.idx, following.idx)


def closing(kind: str, token: Token, sentence: Span) -> Phrase | None:
    """A phrase at the end of the sentence or of its clause, with the comma before it."""
    first, last = token.left_edge, token.right_edge
    if not is_contiguous(token) or is_unsafe(sentence.doc[first.i : last.i + 1]):
        return None
    start = first.nbor(-1) if first.nbor(-1).text == "," else first
    return to_the_end(kind, start, last, sentence)


def to_the_end(kind: str, start: Token, last: Token, sentence: Span) -> Phrase | None:
    if start.i <= sentence.start + 2 or not (_is_before_end(last, sentence) or last.nbor(1).text == ","):
        return None
    return _cut(kind, start, last, sentence)


def inside(kind: str, token: Token, sentence: Span) -> Phrase | None:
    """A phrase without commas of its own."""
    first, last = token.left_edge, token.right_edge
    if not is_contiguous(token) or is_unsafe(sentence.doc[first.i : last.i + 1]) or last.i + 1 >= sentence.end:
        return None
    following = last.nbor(1)
    # What "and" joins after a phrase with a verb may belong to the phrase.
    has_verb = any(t.tag_.startswith("VB") for t in sentence.doc[first.i : last.i + 1])
    # "On their phones or by post": what is left would begin with "or".
    is_pair = following.i + 1 < sentence.end and following.nbor(1).tag_ == first.tag_ == "IN"
    # "The Army in Leeds and other places": what is joined may be joined to the last word of the phrase.
    is_noun = following.i + 1 < sentence.end and following.nbor(1).tag_ in _NOUN_PHRASE_TAGS
    if following.tag_ == "CC" and (has_verb or is_pair or is_noun):
        return None
    # "During the Trophy clash": a noun that was read as a verb belongs to the phrase.
    if following.dep_ == "conj" and following.tag_ in {"VB", "VBP", "VBZ"}:
        return None
    # "In the week [to May 21]".
    if last.ent_type_ in TIME_LABELS and following.ent_type_ == last.ent_type_ and following.ent_iob_ == "I":
        return None
    if following.tag_ in {"WRB", "WDT", "WP"} or following.lower_ in words.TIME_OR_REASON | {"ago", "later", "now"}:
        return None
    return _cut(kind, first, last, sentence)


def _cut(kind: str, first: Token, last: Token, sentence: Span) -> Phrase | None:
    """Leave out the words from `first` to `last`, of two commas around them one: a space must join what is left."""
    before = first.nbor(-1)
    # The Mail on Sunday.
    if before.text == "Mail" and last.lower_ == "sunday":
        return None
    if _is_before_end(last, sentence):
        return Phrase(kind, end_of(before), end_of(last))
    after = last.nbor(1)
    if after.text == ",":
        if first.text == "," and after.i + 1 < sentence.end and _parts_subject(first, after.nbor(1), sentence):
            return Phrase(kind, end_of(before), after.nbor(1).idx)
        is_between = first.text == "," and any(t.tag_ in FINITE_TAGS for t in sentence.doc[after.i : sentence.end])
        return Phrase(kind, end_of(first), after.nbor(1).idx) if is_between else None
    # "Her roles in the Carry On films": a name that the parser has torn.
    is_torn = last.text[0].isupper() and after.text[0].isupper()
    if is_torn or (after.is_punct and after.text not in {'"', "“", "("}):
        return None
    return Phrase(kind, end_of(before), after.idx)


def _is_before_end(last: Token, sentence: Span) -> bool:
    if last.i + 1 < sentence.end:
        return last.nbor(1).text in {".", "!"} and last.i + 2 >= sentence.end
    # Where the parser ends a sentence before its stop, it goes on.
    return last.text.endswith((".", "!")) or last.i + 1 >= len(last.doc) or last.nbor(1).is_space


def is_contiguous(token: Token) -> bool:
    """Return whether the words of a subtree stand side by side."""
    return sum(1 for _ in token.subtree) == token.right_edge.i - token.left_edge.i + 1


def is_unsafe(span: Span) -> bool:
    """Return whether words tell who says it, how sure it is or when it holds, or something before depends on them."""
    if span[0].lower_ in words.LIMITS or any(token.lower_ in words.SOURCES_AND_DOUBTS for token in span):
        return True
    if len(span) > 1 and span[0].lower_ == "as" and span[1].lower_ == "per":
        return True
    return span.start > span.sent.start and span[0].nbor(-1).lower_ in words.TIES


def end_of(token: Token) -> int:
    """Return the character after a word."""
    return token.idx + len(token.text)
