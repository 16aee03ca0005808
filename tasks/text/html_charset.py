"""From the bytes of a page to its characters: evidence first, declarations second, guesses last."""

from __future__ import annotations

import codecs
import re

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
MOST_DAMAGE = 0.001
META_BYTES = 4_096
SAMPLE_BYTES = 16_384
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
# What no page may hold: controls, lone surrogates, noncharacters (HTML Living Standard, 13.2.3.5).
UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Labels that browsers read as a wider encoding (WHATWG Encoding Standard, https://encoding.spec.whatwg.org/#names-and-labels)
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}


def decode_html(content: bytes | str, *, declared: str | None = None) -> str:
    """The characters of a page, without those no page may hold (NUL, controls, lone surrogates).

    The order of evidence: a byte order mark; NULs at every other place (UTF-16 without a mark); bytes that are valid
    UTF-8, which text in another encoding hardly ever is; the HTTP header (`declared`); the page's own declaration; the
    guess of charset_normalizer. An encoding is believed as long as it leaves at most one character in a thousand
    unread. What nothing can read is read as windows-1252, as browsers do.
    """
    if isinstance(content, str):
        return UNPRINTED.sub("", content)
    for mark, name in BOMS:
        if content.startswith(mark):
            return UNPRINTED.sub("", content[len(mark) :].decode(name, "replace"))
    evidence = (_utf_16, _utf_8, lambda _: declared, _declared_inside, _guessed)
    for encoding_of in evidence:
        text = _decoded(content, encoding_of(content))
        if text is not None:
            return UNPRINTED.sub("", text)
    return UNPRINTED.sub("", content.decode("cp1252", "replace"))


def _decoded(content: bytes, name: str | None) -> str | None:
    """The text in an encoding; None where the name is unknown or the bytes are not in it."""
    try:
        text = content.decode(_reading_of(name), "replace") if name else None
    except (LookupError, ValueError):
        return None
    if text is None or text.count("\ufffd") > max(1, MOST_DAMAGE * len(text)):
        return None
    return text


def _reading_of(name: str) -> str:
    label = codecs.lookup(name.strip().strip("\"'")).name
    return _WIDER.get(label, label)


def _utf_16(content: bytes) -> str | None:
    head = content[:META_BYTES]
    half = len(head) // 2
    if half < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) > 0.05 * half or max(even, odd) < 0.5 * half:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _utf_8(content: bytes) -> str | None:
    """UTF-8 where the bytes are that; not where escapes tell of a seven-bit encoding such as ISO-2022-JP."""
    if b"\x1b$" in content or b"\x1b(" in content:
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return "utf-8" if error.start >= len(content) - 3 else None
    return "utf-8"


def _declared_inside(content: bytes) -> str | None:
    head = content[:META_BYTES]
    found = _META_CHARSET.search(head) or _XML_ENCODING.search(head)
    return found[1].decode("ascii", "replace") if found else None


def _guessed(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE_BYTES]).best()
    return best.encoding if best else None
