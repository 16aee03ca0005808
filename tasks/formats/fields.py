"""From a mapping of named fields (JSON, CSV, Parquet) to a raw article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from tasks.formats.record import RawArticle, Reason
from tasks.text.markup import text_of_field

FieldNames: TypeAlias = Mapping[str, tuple[str, ...]]
"""Names of each field, the first that holds a value wins."""

FIELD_NAMES: FieldNames = {
    "external_id": ("id", "guid", "article_id"),
    "url": ("url", "link", "canonical_url"),
    "title": ("title", "headline"),
    "body": ("body", "text", "content", "maintext", "article", "full_text"),
    "published_at": (
        "published_at",
        "published",
        "date",
        "date_publish",
        "pub_date",
        "publication_date",
        "datetime",
    ),
    "authors": ("authors", "author", "byline"),
    "publisher": ("source", "publisher", "site"),
    "language": ("language", "lang"),
    "category": ("section", "category"),
}


class FieldProblem(Exception):
    """The fields do not make an article; `reason` and the message go into the reject row."""

    def __init__(self, reason: Reason, detail: str) -> None:
        """`detail` says what was found and what was expected."""
        super().__init__(detail)
        self.reason = reason


def field_names(stated: Mapping[str, Sequence[str]]) -> FieldNames:
    """The recognised names, but for the fields whose names a feed states: these are read from there and nowhere else.

    A stated name stands also for its spelling as a column, in which CSV and Parquet are read.
    """
    return {
        field: tuple(dict.fromkeys(spelled for name in stated[field] for spelled in (name, as_column(name))))
        if field in stated
        else names
        for field, names in FIELD_NAMES.items()
    }


def as_column(name: str) -> str:
    """A name in the spelling of the recognised ones: lower case, underscores."""
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def article_from_fields(fields: Mapping[str, Any], names: FieldNames = FIELD_NAMES) -> RawArticle:
    """The raw article that recognised fields make; FieldProblem where the body is missing or a field has a wrong type.

    Of several names for the same field, the first that holds a value wins. Numbers are accepted as ids only.
    """
    body = _text(fields, names, "body")
    if body is None:
        expected = ", ".join(names["body"])
        raise FieldProblem("missing_body", f"no field of {expected}; found {', '.join(map(str, list(fields)[:12]))}")
    return RawArticle(
        body=text_of_field(body),
        title=_text(fields, names, "title"),
        external_id=_identifier(fields, names),
        url=_text(fields, names, "url"),
        publisher=_text(fields, names, "publisher"),
        authors=_authors(fields, names),
        category=_text(fields, names, "category"),
        published_at=_moment(fields, names),
        language=_text(fields, names, "language"),
    )


def _value(fields: Mapping[str, Any], names: FieldNames, field: str) -> tuple[str, Any]:
    for name in names[field]:
        if fields.get(name) is not None:
            return name, fields[name]
    return "", None


def _text(fields: Mapping[str, Any], names: FieldNames, field: str) -> str | None:
    name, value = _value(fields, names, field)
    if value is not None and not isinstance(value, str):
        raise FieldProblem("wrong_type", f"{name} is {_type_name(value)}, expected a string")
    return value


def _identifier(fields: Mapping[str, Any], names: FieldNames) -> str | None:
    name, value = _value(fields, names, "external_id")
    if isinstance(value, bool) or (value is not None and not isinstance(value, str | int)):
        raise FieldProblem("wrong_type", f"{name} is {_type_name(value)}, expected a string or a whole number")
    return None if value is None else str(value)


def _moment(fields: Mapping[str, Any], names: FieldNames) -> str | None:
    name, value = _value(fields, names, "published_at")
    if isinstance(value, bool) or (value is not None and not isinstance(value, str | int | float)):
        raise FieldProblem("wrong_type", f"{name} is {_type_name(value)}, expected a string or seconds since 1970")
    return None if value is None else str(value)


def _authors(fields: Mapping[str, Any], names: FieldNames) -> tuple[str, ...]:
    name, value = _value(fields, names, "authors")
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise FieldProblem("wrong_type", f"{name} is {_type_name(value)}, expected a string or a list of strings")


def _type_name(value: object) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
        str: "a string",
    }
    return names.get(type(value), type(value).__name__)
