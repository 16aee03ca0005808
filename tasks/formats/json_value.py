"""One JSON text to a record or a refusal: what JSON Lines and JSON arrays have in common."""

from __future__ import annotations

import json
from typing import Any

from tasks.formats.fields import FIELD_NAMES, FieldNames, FieldProblem, article_from_fields
from tasks.formats.record import Found, Record, Refusal, excerpt_of


def record_from_json(content: bytes, *, record_no: int, byte_offset: int, names: FieldNames = FIELD_NAMES) -> Found:
    """A record from the bytes of one JSON object; anything else becomes a refusal with its reason."""
    try:
        return Record(record_no, byte_offset, article_from_fields(object_from_json(content), names))
    except FieldProblem as problem:
        return Refusal(record_no, byte_offset, problem.reason, str(problem), excerpt_of(content))


def object_from_json(content: bytes) -> dict[str, Any]:
    """The fields of one JSON object; FieldProblem with its reason where the bytes are something else."""
    try:
        fields = json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        detail = f"byte {error.start} of the record is not UTF-8: 0x{content[error.start]:02x}"
        raise FieldProblem("undecodable", detail) from None
    except json.JSONDecodeError as error:
        raise FieldProblem("syntax", f"not JSON: {error.msg} at character {error.pos}") from None
    except RecursionError:
        raise FieldProblem("too_deep", "nested too deeply to be an article") from None
    except ValueError as error:
        raise FieldProblem("syntax", f"not JSON that can be read: {error}") from None
    if not isinstance(fields, dict):
        raise FieldProblem("wrong_type", f"found {type(fields).__name__}, expected an object with named fields")
    return fields


def too_large(content: bytes, *, record_no: int, byte_offset: int, max_bytes: int) -> Refusal:
    """The refusal of a record over the size limit."""
    detail = f"record is longer than {max_bytes} bytes (max_record_bytes)"
    return Refusal(record_no, byte_offset, "too_large", detail, excerpt_of(content))
