"""Lines that a site adds to its articles: subscription calls, link lists, share bars, rights notices."""

from __future__ import annotations

import re

_TRAILING = re.compile(
    r"""^(?:
      discover\ more\ from\ .* | subscribe\ (?:to|now|today|for)\b.* | sign\ up\ (?:for|to|here)\b.*
    | (?:click|tap)\ here\ (?:to|for)\b.* | follow\ (?:us|@\w+|\w+(?:\ \w+)?)\ on\b.* | (?:like|join)\ us\ on\b.*
    | share\ (?:this|on|via)\b.* | like\ this:?.* | related(?:\ (?:articles?|stories|posts?|news|topics?))?:?
    | (?:read\ more|read\ also|also\ read|must\ read|more\ (?:from|on)\ .{0,60}):?.*
    | (?:see\ also|also\ see|also\ watch|watch\ (?:also|more|video)):?.*
    | (?:\(c\)|©|copyright\b).{0,120} | all\ rights\ reserved.* | download\ (?:the|our)\ .{0,60}\bapp\b.*
    | get\ the\ (?:latest|best)\b.{0,120}\b(?:inbox|email|newsletter)\b.* | (?:enter|type)\ your\ e-?mail\b.*
    | (?:first\ )?published\ on:?\ .{0,60} | tags?:\ .* | comments?(?:\ \(\d+\))? | leave\ a\ (?:comment|reply)\b.*
    | advertisement | skip\ to\ (?:main\ )?content | continue\ reading\b.* | loading\b.{0,10}
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_ANYWHERE = re.compile(
    r"^(?:advertisement|skip\ to\ content"
    r"|(?:also\ read|read\ also|read\ more|must\ read|also\ see|see\ also|watch)\s*[:|\u2013-].*)$",
    re.IGNORECASE,
)
LONGEST_LINE_CHARS = 240


def is_boilerplate(line: str) -> bool:
    """Whether a whole line, taken at the end of an article, is the site's and not the article's."""
    return len(line) <= LONGEST_LINE_CHARS and bool(_TRAILING.match(line))


def without_boilerplate(lines: list[str]) -> list[str]:
    """Lines of the article: link lines gone wherever they stand, the site's lines gone from the end."""
    kept = [line for line in lines if len(line) > LONGEST_LINE_CHARS or not _ANYWHERE.match(line)]
    while kept and is_boilerplate(kept[-1]):
        kept.pop()
    return kept
