"""Addresses of articles, so that two spellings of the same one compare equal."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING_PREFIXES = ("utm_", "mc_", "ns_", "at_")
_CAMPAIGN = ("cmp", "cmpid", "ito", "ocid", "partner", "ref_src", "referrer", "smid", "xtor")
_CLICK_IDS = ("dclid", "fbclid", "gclid", "igshid", "msclkid", "yclid")
_TRACKING = frozenset({*_CAMPAIGN, *_CLICK_IDS})


def url_key(url: str | None) -> str | None:
    """The address without scheme, www., port 80/443, tracking parameters and fragment; None where it is no web address.

    Remaining parameters are sorted and a closing slash is dropped. The path keeps its case: servers may tell it apart.
    """
    try:
        parts = urlsplit((url or "").strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _TRACKING and not name.lower().startswith(_TRACKING_PREFIXES)
    )
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    path = re.sub(r"[/\s]+\Z", "", parts.path)
    return f"{place}{path}{'?' + urlencode(kept) if kept else ''}"
