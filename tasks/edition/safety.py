"""What article text may become in a page: letters without controls, addresses that are http, names that are files."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 but for tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, embeddings, overrides and isolates
    "\u2028\u2029\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"  # separators, byte order mark, annotations, tags
    "|[\ud800-\udfff]"  # halves of surrogate pairs, which UTF-8 cannot write
)
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
DIGEST_DIGITS = 16
URL_CHARS = 2_000


def clean(text: str) -> str:
    """The text without characters that would break a layout or turn its direction; joiners stay."""
    return _CONTROLS.sub("", text)


def link_address(url: str | None) -> str | None:
    """The address where it may become a link: http or https with a host, nothing but printable characters."""
    if not url or len(url) > URL_CHARS or not url.isprintable() or " " in url or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and clean(url) == url else None


def file_stem(identifier: str) -> str:
    """A file's name for an id: itself where it is a short slug, else a digest of it."""
    name = identifier.lower()
    if _SLUG.match(name) and name == identifier:
        return name
    if re.fullmatch(r"[A-Z]{2}", identifier):
        return name
    return hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_DIGITS]


def language_tag(language: str | None) -> str | None:
    """The value of a `lang` attribute; None where the language is not known."""
    return language if language and language != "und" and _LANGUAGE.match(language) else None
