"""Text that is not UTF-8: which encoding its first bytes show, and the same content as a stream of UTF-8."""

from __future__ import annotations

import codecs
import io
import re
from functools import lru_cache
from typing import Any, BinaryIO, NamedTuple

from tasks.formats.lines import read_block

BUFFER_BYTES = 1 << 17
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z][\w.:-]{0,40})["']""")
_TEXT_CODEC = re.compile(
    r"iso8859-\d+|cp\d+|koi8-\w|gb\w+|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+|mac-\w+|tis-620", re.IGNORECASE
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_NON_ASCII_BYTES = bytes(range(0x80, 0x100))
_TYPOGRAPHY = frozenset(
    "\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014\u2026\u2022\u00a0\u00ab\u00bb\u00a1\u00bf\u00a3\u20ac\u00a9\u00ae\u00b0\u3001\u3002"
)
# Letters that wrong guesses are full of and hardly any language uses.
_RARE_LETTERS = frozenset("\u00ff\u00fe\u00de\u00aa\u00ba\u0192")
_END_OF_LATIN = "\u0250"
# What news is written in where it is not UTF-8, one of each family of look-alikes: 99 encodings to choose from make
# every guess worse. Shares: W3Techs, "Usage statistics of character encodings for websites".
WESTERN = "cp1252"
CANDIDATES = (
    WESTERN,
    "cp1250",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
)
# charset_normalizer's measures: above this noise it is guessing; a difference of coherence this small says nothing.
MOST_CHAOS = 0.1
COHERENCE_MARGIN = 0.02
LEAST_PLAUSIBLE = 0.8
LEAST_UTF8 = 0.5
# A text in another script than Latin has at least this share of its letters, field names and markup counted in.
LEAST_FOREIGN = 0.1
SAMPLE_BYTES = 32_768


class Encoding(NamedTuple):
    """An encoding other than UTF-8 and what it is believed on."""

    name: str
    evidence: str


def encoding_of(head: bytes) -> Encoding | None:
    """The encoding of a text that begins so; None where it is UTF-8, with or without faults, or no text at all.

    In order of trust: a byte order mark, zero bytes as in UTF-16, what an XML declaration says, and, for text in which
    nothing is UTF-8, the likeliest encoding (charset_normalizer).
    """
    for mark, name in _BOMS:
        if head.startswith(mark):
            return Encoding(name, "byte order mark")
    if b"\0" in head:
        return _utf16_without_mark(head)
    is_utf8 = _is_utf8(head)
    declared = _declared_by_xml(head)
    if declared and (head.isascii() or not is_utf8):
        return Encoding(declared, "XML declaration")
    if is_utf8 or _utf8_share(head) >= LEAST_UTF8:
        return None
    return _likeliest(head[:SAMPLE_BYTES])


def utf8_head(head: bytes, encoding: Encoding | None) -> bytes:
    """The first bytes as UTF-8, to tell the format by."""
    return head if encoding is None else head.decode(encoding.name, "ignore").encode("utf-8", "ignore")


def as_utf8(stream: BinaryIO, encoding: Encoding) -> io.BufferedReader:
    """The content as UTF-8. Bytes that the encoding does not know stay as they are, and so are no UTF-8."""
    return io.BufferedReader(_Transcoded(stream, encoding.name), BUFFER_BYTES)


class _Transcoded(io.RawIOBase):
    """A raw stream of UTF-8 over a stream in another encoding."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        errors = "replace" if encoding.startswith("utf") else "surrogateescape"
        self._decoder = codecs.getincrementaldecoder(encoding)(errors)
        self._stream = stream
        self._pending = b""
        self._is_at_end = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # buffers are memoryviews here
        while not self._pending and not self._is_at_end:
            block = read_block(self._stream, BUFFER_BYTES)
            self._is_at_end = not block
            text = self._decoder.decode(block, final=self._is_at_end)
            self._pending = text.encode("utf-8", "surrogateescape")
        count = min(len(buffer), len(self._pending))
        buffer[:count] = self._pending[:count]
        self._pending = self._pending[count:]
        return count


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(head: bytes) -> Encoding | None:
    sample = head[: len(head) // 2 * 2][:2_000]
    zeros_first, zeros_second = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if half >= 4 and zeros_second > 0.5 * half and zeros_first < 0.1 * half:
        return Encoding("utf-16-le", "every second byte is zero")
    if half >= 4 and zeros_first > 0.5 * half and zeros_second < 0.1 * half:
        return Encoding("utf-16-be", "every second byte is zero")
    return None


def _declared_by_xml(head: bytes) -> str | None:
    """Python's name of the encoding that an XML declaration states, where it is one of texts and not UTF-8 or UTF-16.

    Latin-1 is read as windows-1252, its superset in practice (WHATWG Encoding Standard, section 4.2).
    """
    declared = _XML_ENCODING.match(head)
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name if declared else ""
    except LookupError:
        return None
    if name == "iso8859-1":
        return WESTERN
    return name if _TEXT_CODEC.fullmatch(name) else None


@lru_cache(maxsize=8)
def _likeliest(sample: bytes) -> Encoding | None:
    """Of the encodings without noise and with plausible words, cp1252 unless another fits a language better."""
    import charset_normalizer

    found = charset_normalizer.from_bytes(sample, cp_isolation=list(CANDIDATES), threshold=MOST_CHAOS)
    plausible = [one for one in found if _plausible_share(str(one)) >= LEAST_PLAUSIBLE]
    if not plausible:
        return None
    best = max(plausible, key=lambda one: one.coherence + (COHERENCE_MARGIN if _may_be_western(one) else 0))
    name = WESTERN if _may_be_western(best) else best.encoding
    return Encoding(name, f"charset_normalizer, noise {best.chaos:.2f}, coherence {best.coherence:.2f}")


def _may_be_western(match: Any) -> bool:
    """Whether cp1252, the commonest by far, gives the same text."""
    return WESTERN in match.could_be_from_charset


def _plausible_share(text: str) -> float:
    """Share of the non-ASCII characters that stand as in words: letters beside letters of their script, quotes, dashes.

    0 for a few letters of another script in a Latin text, which are more likely broken bytes.
    """
    marks = [found.start() for found in _NON_ASCII.finditer(text)]
    foreign = sum(text[at] >= _END_OF_LATIN and text[at].isalpha() for at in marks)
    if 0 < foreign < LEAST_FOREIGN * len(text) and foreign > len(marks) / 2:
        return 0.0
    good = sum(text[at] in _TYPOGRAPHY or _is_in_word(text, at) for at in marks)
    return good / len(marks) if marks else 1.0


def _is_in_word(text: str, at: int) -> bool:
    char = text[at]
    if not char.isalpha() or char in _RARE_LETTERS:
        return False
    is_latin = char < _END_OF_LATIN
    beside = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    alike = [one for one in beside if one.isalpha() and (one < _END_OF_LATIN) == is_latin]
    return bool(alike) or not any(map(str.isalnum, beside))


def _utf8_share(head: bytes) -> float:
    """Share of the non-ASCII bytes that make up UTF-8 characters: 0.2 or so by chance in Chinese or Japanese text."""
    others = len(head) - len(head.translate(None, _NON_ASCII_BYTES))
    return sum(len(found[0]) for found in _MULTIBYTE.finditer(head)) / others if others else 1.0
