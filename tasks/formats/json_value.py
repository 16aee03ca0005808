"""One JSON text to a record or a refusal: what JSON Lines and JSON arrays have in common."""

from __future__ import annotations

import json

from tasks.formats.fields import FieldProblem, article_from_fields
from tasks.formats.record import Found, Reason, Record, Refusal, excerpt_of


def record_from_json(content: bytes, *, record_no: int, byte_offset: int) -> Found:
    """A record from the bytes of one JSON object; anything else becomes a refusal with its reason."""

    def refuse(reason: Reason, detail: str) -> Refusal:
        return Refusal(record_no, byte_offset, reason, detail, excerpt_of(content))

    try:
        fields = json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        return refuse("undecodable", f"byte {error.start} of the record is not UTF-8: 0x{content[error.start]:02x}")
    except json.JSONDecodeError as error:
        return refuse("syntax", f"not JSON: {error.msg} at character {error.pos}")
    except RecursionError:
        return refuse("too_deep", "nested too deeply to be an article")
    except ValueError as error:
        return refuse("syntax", f"not JSON that can be read: {error}")
    if not isinstance(fields, dict):
        return refuse("wrong_type", f"found {type(fields).__name__}, expected an object with named fields")
    try:
        return Record(record_no, byte_offset, article_from_fields(fields))
    except FieldProblem as problem:
        return refuse(problem.reason, str(problem))


def too_large(content: bytes, *, record_no: int, byte_offset: int, max_bytes: int) -> Refusal:
    """The refusal of a record over the size limit."""
    detail = f"record is longer than {max_bytes} bytes (max_record_bytes)"
    return Refusal(record_no, byte_offset, "too_large", detail, excerpt_of(content))
