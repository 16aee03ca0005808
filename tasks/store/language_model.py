"""A language model behind an OpenAI-compatible address: one question, one answer. Knows no prompts.

The key comes from the environment alone. Messages are Daybook's own or cleaned of it; nothing is logged.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from tasks.errors import DaybookError, InputError, SourceUnavailable

if TYPE_CHECKING:
    import openai

KEY_VARIABLES = ("DAYBOOK_OPENAI_API_KEY", "OPENAI_API_KEY")
CONNECT_SECONDS = 10
# What servers call an article that they will not or cannot read, where others may go well.
_REFUSALS = frozenset(
    {"context_length_exceeded", "exceed_context_size_error", "content_filter", "content_policy_violation"}
)
_TOO_LONG = re.compile(r"context (?:length|size|window)|maximum context|too many tokens|too large", re.IGNORECASE)
_LONGEST_REMARK = 200


class Answer(NamedTuple):
    """What a model said and what it took. `text` is empty where the model said nothing."""

    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0


class LanguageModel:
    """A client that threads may share. The client retries with growing waits what a retry may mend."""

    def __init__(self, url: str, *, timeout_seconds: float, retries: int) -> None:
        """InputError where the package for it is not installed; nothing is sent yet."""
        require_client()
        import openai

        # At INFO and DEBUG these log addresses and whole requests, and with them articles.
        for name in ("openai", "httpx", "httpx2", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        self._place = _without_secrets(url)
        self._timeout_seconds = timeout_seconds
        self._client = openai.OpenAI(
            base_url=url,
            # Servers of one's own mostly ask for no key, the client does.
            api_key=_key() or "none",
            timeout=openai.Timeout(timeout_seconds, connect=min(CONNECT_SECONDS, timeout_seconds)),
            max_retries=retries,
        )

    def ask(self, request: Mapping[str, Any]) -> Answer | None:
        """The answer to a chat request in the API's own form; None where the server refuses this very request.

        Refused is what is too long for the model or what a filter stops. SourceUnavailable where the server cannot be
        reached, is overloaded or silent; InputError where key, model, address or parameters are wrong.
        """
        import openai

        try:
            completion = self._client.chat.completions.create(
                model=request["model"],
                messages=request["messages"],
                # As the server wants it, not as the client knows it: vLLM's `top_k`, say, is no argument of the client.
                extra_body={name: value for name, value in request.items() if name not in ("model", "messages")},
            )
        except openai.APIStatusError as error:
            if _is_refusal(error):
                return None
            raise self._explained(error, request) from None
        except openai.APITimeoutError:
            raise SourceUnavailable(
                f"{self._place}: no answer within {self._timeout_seconds:g} s. Run again later, or raise "
                "llm_timeout_seconds where the model is slow; answers so far are kept."
            ) from None
        except openai.APIConnectionError as error:
            raise self._unreachable(error) from None
        except (openai.APIError, ValueError):
            raise self._nonsense() from None
        return self._answer_of(completion)

    def _answer_of(self, completion: Any) -> Answer:
        # A web server that answers every address with a page makes the client return text.
        choices = getattr(completion, "choices", None)
        message = getattr(choices[0], "message", None) if choices else None
        if message is None:
            raise self._nonsense()
        usage = completion.usage
        prompt_tokens, completion_tokens = (usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0)
        return Answer(message.content or "", prompt_tokens or 0, completion_tokens or 0)

    def _explained(self, error: openai.APIStatusError, request: Mapping[str, Any]) -> DaybookError:
        status = error.status_code
        if status in (401, 403):
            state = "the key was not accepted" if _key() else "a key is wanted"
            return InputError(f"{self._place}: {state} ({status}). Set {KEY_VARIABLES[0]} in the environment.")
        if status == 404:
            return InputError(
                f"{self._place}: no model '{request['model']}' there, or no chat completions (404: {_remark(error)}). "
                "Check llm_model and llm_url; the address mostly ends in /v1."
            )
        if status in (408, 409, 429) or status >= 500:
            return SourceUnavailable(
                f"{self._place}: the server answered {status} ({_remark(error)}). Run again later; answers so far are "
                "kept."
            )
        return InputError(
            f"{self._place}: the server does not take the request ({status}: {_remark(error)}). "
            "Check llm_parameters and llm_answer_format."
        )

    def _unreachable(self, error: openai.APIConnectionError) -> DaybookError:
        if "CERTIFICATE_VERIFY_FAILED" in str(error.__cause__):
            return InputError(f"{self._place}: the server's certificate is not trusted. Set SSL_CERT_FILE.")
        return SourceUnavailable(
            f"{self._place}: the server cannot be reached. Start it or run again later; answers so far are kept."
        )

    def _nonsense(self) -> DaybookError:
        return InputError(
            f"{self._place}: what answers there does not speak OpenAI's chat completions. "
            "Check llm_url; the address mostly ends in /v1."
        )


def require_client() -> None:
    """InputError where the package that speaks to language models is not installed."""
    if not find_spec("openai"):
        raise InputError(
            "summarizer = 'openai' needs the package 'openai': install Daybook with its extra, `pip install "
            "'daybook[llm]'`, or the locked set, `pip install --require-hashes -r requirements/llm.lock`."
        )


def _key() -> str | None:
    return next((os.environ[name] for name in KEY_VARIABLES if os.environ.get(name)), None)


def _without_secrets(url: str) -> str:
    """The address for messages: without user, password and query."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


def _is_refusal(error: openai.APIStatusError) -> bool:
    if error.status_code not in (400, 413, 422):
        return False
    codes = {str(error.code), str(error.type)}
    return bool(codes & _REFUSALS) or error.status_code == 413 or _TOO_LONG.search(str(error.message)) is not None


def _remark(error: openai.APIStatusError) -> str:
    """What the server said, in one printable line without the key."""
    body = error.body if isinstance(error.body, Mapping) else {}
    said = str(body.get("message") or error.code or "no reason given")
    key = _key()
    if key:
        said = said.replace(key, "***")
    return " ".join("".join(char if char.isprintable() else " " for char in said).split())[:_LONGEST_REMARK]
