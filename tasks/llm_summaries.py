"""Summaries by a language model: which articles are asked about, what is asked, and what the answers took.

Settings become requests here; the store sends them, and `tasks.text` says what of the answers stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tasks.config import Settings
from tasks.errors import InputError
from tasks.store.home import Home
from tasks.store.language_model import LanguageModel, require_client
from tasks.store.llm_answers import Asked, answer_name, collect_answers
from tasks.text.bullet import Bullet
from tasks.text.model_answer import ModelAnswer, parse_answer
from tasks.text.model_bullets import merge_answer
from tasks.text.prompt import PROMPT_VERSION, answer_schema, build_messages
from tasks.text.sentences import Sentence

SUMMARIZER = "openai"
_MILLION = 1_000_000


class Draft(NamedTuple):
    """An article with the bullets that it has without a language model, in the order (section, position)."""

    title: str
    body: str
    sentences: Sequence[Sentence]
    bullets: Sequence[Bullet]

    @property
    def bullet_count(self) -> int:
        """Bullets a section that the article supports, in the sections that are not its publisher's own."""
        extracts = [bullet.section for bullet in self.bullets if bullet.method == "extractive"]
        return max((extracts.count(section) for section in set(extracts)), default=0)


def is_asked(settings: Settings) -> bool:
    """Whether a language model writes the bullets."""
    return settings.summarizer == SUMMARIZER


def check_language_model(settings: Settings) -> None:
    """InputError where a language model is asked for and cannot be spoken to; nothing is sent."""
    if is_asked(settings):
        require_client()
        if not (settings.llm_url and settings.llm_model):
            raise InputError("summarizer = 'openai' also needs llm_url and llm_model.")


def method_of(settings: Settings) -> str:
    """What stands in the column `method` for a bullet in the model's words."""
    return f"llm:{settings.llm_model}"


def facts_of(settings: Settings) -> dict[str, object]:
    """What of the settings bears on the bullets: never the address, the key, waits or concurrency."""
    if not is_asked(settings):
        return {}
    return {
        "summarizer": SUMMARIZER,
        "llm": {
            "model": settings.llm_model,
            "prompt_version": PROMPT_VERSION,
            "parameters": settings.llm_parameters,
            "answer_format": settings.llm_answer_format,
            "article_chars": settings.llm_article_chars,
        },
    }


def request_of(draft: Draft, settings: Settings) -> dict[str, Any]:
    """The chat request about one article, as the API has it."""
    count = draft.bullet_count
    messages = build_messages(draft.title, draft.body, bullet_count=count, most_chars=settings.llm_article_chars)
    return {
        **settings.llm_parameters,
        **_response_format(settings, count),
        "model": settings.llm_model,
        "messages": [message._asdict() for message in messages],
    }


def _response_format(settings: Settings, count: int) -> dict[str, Any]:
    if settings.llm_answer_format == "text":
        return {}
    if settings.llm_answer_format == "json_object":
        return {"response_format": {"type": "json_object"}}
    schema = {"name": "summary", "strict": True, "schema": answer_schema(count)}
    return {"response_format": {"type": "json_schema", "json_schema": schema}}


def rewrite_drafts(
    home: Home, drafts: Sequence[Draft], settings: Settings
) -> tuple[list[list[Bullet]], dict[str, float]]:
    """Bullets of each draft, in the model's words where these stand, and the counts for the log.

    Drafts without an extract are not asked about. SourceUnavailable and InputError as `LanguageModel.ask` has them.
    """
    requests = {number: request_of(draft, settings) for number, draft in enumerate(drafts) if draft.bullet_count}
    model = LanguageModel(
        str(settings.llm_url), timeout_seconds=settings.llm_timeout_seconds, retries=settings.llm_retries
    )
    asked = collect_answers(home, list(requests.values()), model.ask, concurrency=settings.llm_concurrency)
    rewritten = []
    for number, draft in enumerate(drafts):
        answer = asked[answer_name(requests[number])].answer if number in requests else None
        said = parse_answer(answer.text) if answer else ModelAnswer()
        method = method_of(settings)
        bullets = merge_answer(draft.bullets, said, draft.body, draft.sentences, method=method)
        rewritten.append(bullets if number in requests else list(draft.bullets))
    return rewritten, count_use(list(asked.values()), (rewritten[number] for number in requests), settings)


def count_use(asked: Sequence[Asked], rewritten: Iterable[Sequence[Bullet]], settings: Settings) -> dict[str, float]:
    """What the answers took and how much of them stands: requests, tokens, seconds and price of this run alone."""
    sent = [one for one in asked if not one.is_kept]
    answers = [one.answer for one in sent if one.answer]
    tokens_in = sum(answer.prompt_tokens for answer in answers)
    tokens_out = sum(answer.completion_tokens for answer in answers)
    methods = [bullet.method for bullets in rewritten for bullet in bullets]
    return {
        "llm_requests": len(sent),
        "llm_kept_answers": len(asked) - len(sent),
        "llm_refusals": sum(one.answer is None for one in sent),
        "llm_tokens_in": tokens_in,
        "llm_tokens_out": tokens_out,
        "llm_cost": round((tokens_in * settings.llm_price_in + tokens_out * settings.llm_price_out) / _MILLION, 6),
        "llm_seconds": round(sum(one.seconds for one in sent), 3),
        "llm_slowest_seconds": round(max((one.seconds for one in sent), default=0.0), 3),
        "llm_bullets": methods.count(method_of(settings)),
        "llm_fallback_bullets": methods.count("extractive"),
    }


def describe_use(counts: Mapping[str, float]) -> str:
    """One line of the counts, for people; empty where no language model was asked."""
    if not counts.get("llm_requests", 0) + counts.get("llm_kept_answers", 0):
        return ""
    bullets = counts["llm_bullets"] + counts["llm_fallback_bullets"]
    price = f", price {counts['llm_cost']:.4f}" if counts["llm_cost"] else ""
    refusals = f", {counts['llm_refusals']:.0f} refused" if counts["llm_refusals"] else ""
    return (
        f"language model: {counts['llm_requests']:.0f} requests{refusals}, {counts['llm_kept_answers']:.0f} kept "
        f"answers, {counts['llm_tokens_in']:,.0f} + {counts['llm_tokens_out']:,.0f} tokens{price}, "
        f"{counts['llm_seconds']:.1f} s; {counts['llm_bullets']:.0f} of {bullets:.0f} bullets stand, the others are "
        "the extract's"
    )


def total_use(counts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The counts of several parts together."""
    total: dict[str, float] = {}
    for one in counts:
        for name, value in one.items():
            total[name] = max(total.get(name, 0), value) if "slowest" in name else total.get(name, 0) + value
    return total
