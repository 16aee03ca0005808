"""Messages to a webhook: one JSON object, posted once, within a time limit. Never follows a redirection.

The address is a secret, for whoever knows it may write there: it comes from the environment alone and stands in no
message of this module.
"""

from __future__ import annotations

import json
import os
import threading
import urllib.error
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

URL_VARIABLE = "DAYBOOK_ALERT_WEBHOOK"
TOKEN_VARIABLE = "DAYBOOK_ALERT_TOKEN"  # noqa: S105 the name of a variable
TIMEOUT_SECONDS = 10.0


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    """Sends the message and its token nowhere but to the address that was given."""

    def redirect_request(self, *_: object) -> None:
        """No second request: the answer counts as it came."""


def post_alert(message: Mapping[str, Any], *, timeout_seconds: float = TIMEOUT_SECONDS) -> str:
    """Post a message where the environment says; returns why it did not arrive, empty where it did or nothing is set.

    Never raises, and returns in time however the server behaves: what is still under way then ends with the process.
    """
    url = os.environ.get(URL_VARIABLE, "").strip()
    if not url:
        return ""
    outcome: list[str] = []
    sender = threading.Thread(target=lambda: outcome.append(_send(url, message, timeout_seconds)), daemon=True)
    sender.start()
    sender.join(timeout_seconds)
    return outcome[0] if outcome else f"no answer in {timeout_seconds:g} s"


def _send(url: str, message: Mapping[str, Any], timeout_seconds: float) -> str:
    try:
        if urlsplit(url).scheme not in ("http", "https"):
            return f"{URL_VARIABLE} is no http:// or https:// address"
        body = json.dumps(message, ensure_ascii=False, default=str).encode()
        request = urllib.request.Request(url, body, {"Content-Type": "application/json"}, method="POST")  # noqa: S310 checked
        token = os.environ.get(TOKEN_VARIABLE, "").strip()
        if token:
            request.add_unredirected_header("Authorization", f"Bearer {token}")
        opener = urllib.request.build_opener(_NoRedirection)
        with opener.open(request, timeout=timeout_seconds):
            return ""
    except urllib.error.HTTPError as error:
        return f"the server answered {error.code}"
    except (OSError, HTTPException, ValueError) as error:
        # The text of an error may hold the address.
        return f"the server cannot be reached ({type(error).__name__})"
