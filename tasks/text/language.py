"""Which language a body is in (py3langid, a naive Bayes model over byte n-grams: Lui and Baldwin 2012)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

UNDETERMINED = "und"
# The first thousand characters decide as the first three thousand do (2,500 news texts, no difference), and where the
# model is sure after 300, those decide as the thousand do (5,181 news texts, no difference). It is a third of ingest.
SAMPLE_CHARS = (300, 1_000)
FEWEST_WORDS = 4
SURE = 0.9
SHORT_WORDS = 30
_CODE = re.compile(r"[a-z]{2}(?=[-_]|$)")


def language_of(body: str, declared: str | None) -> str:
    """ISO 639-1 code of a body. What the feed declares decides only where the text is too short or unclear."""
    stated = _CODE.match((declared or "").strip().lower())
    hint = stated[0] if stated else ""
    words = body[: SAMPLE_CHARS[-1]].split()
    if len(words) < FEWEST_WORDS:
        return hint or UNDETERMINED
    code, is_sure = _classify(body)
    return code if is_sure or len(words) >= SHORT_WORDS or not hint else hint


def _classify(body: str) -> tuple[str, bool]:
    """The code and whether the model is sure of it, from no more of the text than that takes."""
    code, is_sure = "", False
    for chars in SAMPLE_CHARS:
        found, probability = _identifier().classify(body[:chars])
        code, is_sure = str(found), float(probability) >= SURE
        if is_sure or len(body) <= chars:
            break
    return code, is_sure


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
