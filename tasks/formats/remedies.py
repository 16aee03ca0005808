"""What to do about each reason for which a record is refused: the closed list, as docs/formats.md explains it."""

from __future__ import annotations

REMEDIES = {
    "bomb": "raise `max_member_bytes` or `max_compression_ratio` if it is honest",
    "damaged": "deliver the file again",
    "empty_body": "nothing, or ask the feed",
    "encrypted": "deliver it without a password",
    "http_status": "nothing",
    "missing_body": "give its name in `fields` of the feed, or rename it",
    "missing_header": "add a header",
    "nested_archive": "deliver the files in one archive",
    "no_article": "nothing",
    "not_html": "nothing",
    "syntax": "deliver the record again",
    "taken_down": "nothing; the text still stands in the source",
    "too_deep": "nothing",
    "too_large": "raise the setting if it is an article",
    "truncated": "deliver the file again",
    "undecodable": "convert the file",
    "unknown_format": "see the table above",
    "unsafe_member": "nothing",
    "unsafe_xml": "write the text out",
    "wrong_column_count": "mend the export",
    "wrong_type": "mend the export",
}
