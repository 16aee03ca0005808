"""Text that is not UTF-8 is read where its encoding can be told, and refused where it cannot."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.formats.encoding import encoding_of
from tasks.formats.record import Refusal
from tests.reading import articles, outcomes, read_bytes, reasons

TEXTS = {
    "cp1252": "Der Präsident sagte am Dienstag: „Die Straße bleibt gesperrt.“ Das Café öffnet erst später wieder.",
    "cp1250": "Łódź będzie miała nową linię kolejową, powiedział minister w środę. Żadne zmiany nie są planowane.",
    "cp1251": "Президент заявил, что правительство примет решение на следующей неделе.",
    "koi8_r": "Президент заявил, что правительство примет решение на следующей неделе.",
    "cp1253": "Η κυβέρνηση ανακοίνωσε την Τετάρτη νέο προϋπολογισμό για τα σχολεία.",
    "cp1256": "أعلنت الحكومة يوم الأربعاء عن ميزانية جديدة وقال الوزير إن الاقتصاد سينمو.",
    "shift_jis": "東京の政府は水曜日に新しい予算を発表した。ソフトの価格も表示された。",
    "gb18030": "北京政府星期三宣布了新的预算，部长说经济将继续增长。",
    "big5": "台北政府星期三宣布了新的預算，部長說經濟將繼續成長。",
    "euc_kr": "서울 정부는 수요일에 새로운 예산을 발표했다고 장관이 말했다.",
}


def lines(text: str, count: int = 5) -> str:
    """JSON Lines with the text as body, not escaped."""
    return "".join(json.dumps({"id": n, "body": f"{text} {n}"}, ensure_ascii=False) + "\n" for n in range(count))


@pytest.mark.parametrize("encoding", TEXTS)
def test_an_encoding_is_told_by_the_text(encoding: str) -> None:
    found = read_bytes(lines(TEXTS[encoding]).encode(encoding), "a.jsonl")
    assert [one.body for one in articles(found)] == [f"{TEXTS[encoding]} {n}" for n in range(5)]
    assert {one.byte_offset for one in found} == {None}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_in_any_of_its_forms(encoding: str) -> None:
    text = "Łódź und Präsident 東京 and \U0001f600"
    for content in (lines(text), json.dumps([{"body": text}]), f"id,title,body\n1,T,{text}\n"):
        found = articles(read_bytes(content.encode(encoding)))
        assert found[0].body.startswith(text)


def test_a_plain_text_in_another_encoding_is_read() -> None:
    (article,) = articles(read_bytes(TEXTS["cp1252"].encode("cp1252"), "a.txt"))
    assert article.body == TEXTS["cp1252"]


def test_some_broken_bytes_in_a_file_of_utf8_cost_their_record() -> None:
    content = lines("Łódź und Präsident").encode() + b'{"body": "caf\xe9"}\n'
    assert reasons(read_bytes(content, "a.jsonl")) == ["undecodable"]


def test_broken_bytes_in_a_file_of_ascii_are_no_letters() -> None:
    assert reasons(read_bytes(b'{"body": "broken \xff\xfe here"}\n' + GOOD, "a.jsonl")) == ["undecodable"]


GOOD = b'{"title": "Good", "body": "An article."}\n'


def test_bytes_that_the_encoding_does_not_know_cost_their_record_and_the_refusal_names_it() -> None:
    content = lines(TEXTS["cp1252"], 600).encode("cp1252") + b'{"body": "\x81\x8d"}\n' + GOOD
    found = read_bytes(content, "a.jsonl")
    assert outcomes(found)[600:] == ["undecodable", "Good"]
    assert isinstance(found[600], Refusal)
    assert "read as cp1252" in found[600].detail


@pytest.mark.parametrize("declared", ["undefined", "idna", "rot13", "no-such-codec", "unicode_escape"])
def test_odd_declared_encodings_are_not_believed(declared: str) -> None:
    content = f'<?xml version="1.0" encoding="{declared}"?><rss><channel><item><title>T</title>'.encode()
    assert encoding_of(content) is None
    read_bytes(content)


@given(st.binary(max_size=500))
def test_any_bytes_are_accounted_for(content: bytes) -> None:
    for name in ("a", "a.csv", "a.jsonl", "a.html", "a.json", "a.xml"):
        read_bytes(content, name)


@given(st.text(max_size=200))
def test_utf8_is_never_taken_for_something_else(text: str) -> None:
    content = text.encode("utf-8", "ignore")
    found = encoding_of(content)
    assert found is None or "\0" in text
