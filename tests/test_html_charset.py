"""tasks.text.html_charset: characters after the evidence, not after the declaration."""

from __future__ import annotations

import pytest

from tasks.text.html_charset import decode_html

GERMAN = "<html><body>Größe, Übermut und Ärger in Köln — so heißt es</body></html>"
RUSSIAN = "<html><body>Москва: правительство объявило о новых мерах поддержки граждан</body></html>"
JAPANESE = "<html><body>東京で新しい駅が開業した。多くの人が集まった。</body></html>"


@pytest.mark.parametrize(
    ("content", "declared", "expected"),
    [
        (GERMAN.encode("utf-8"), "iso-8859-1", GERMAN),
        (GERMAN.encode("cp1252"), "iso-8859-1", GERMAN),
        (GERMAN.encode("cp1252"), "utf-8", GERMAN),
        (GERMAN.encode("utf-8-sig"), "cp1251", GERMAN),
        (GERMAN.encode("utf-16"), None, GERMAN),
        (GERMAN.encode("utf-16-be"), None, GERMAN),
        (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN),
        (JAPANESE.encode("shift_jis"), "Shift_JIS", JAPANESE),
        (JAPANESE.encode("iso2022_jp"), "iso-2022-jp", JAPANESE),
        (GERMAN.encode("utf-8")[:20] + b"Gr\xc3", None, GERMAN.encode()[:20].decode() + "Gr\ufffd"),
    ],
    ids=[
        "UTF-8 declared as Latin-1",
        "windows-1252 declared as Latin-1",
        "windows-1252 declared as UTF-8",
        "a mark against the header",
        "UTF-16 with a mark",
        "UTF-16 without a mark",
        "windows-1251",
        "Shift JIS",
        "a seven-bit encoding",
        "UTF-8 cut inside a character",
    ],
)
def test_page_is_decoded_by_evidence(content, declared, expected):
    assert decode_html(content, declared=declared) == expected


def test_declaration_inside_the_page_counts_where_the_header_is_silent():
    text = RUSSIAN.replace(
        "<body>", '<head><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"></head><body>'
    )
    assert decode_html(text.encode("koi8-r")) == text


def test_undeclared_encoding_is_guessed():
    text = RUSSIAN.replace("<body>", "<body>" + "Президент России встретился с журналистами в Кремле. " * 10)
    assert decode_html(text.encode("cp1251")) == text


@pytest.mark.parametrize("name", ["nonsense", "", "hex", "utf-8\0", "rot13"])
def test_unknown_charset_is_passed_over(name):
    assert decode_html(GERMAN.encode(), declared=name) == GERMAN


def test_characters_that_no_page_may_hold_are_left_out():
    assert decode_html("a\0b\x07c\ud800d\uffffe") == "abcde"
