"""Lines and parts of a page that belong to the site and not to the article, told by their names and by their words."""

from __future__ import annotations

import re

from tasks.text.boilerplate import is_boilerplate
from tasks.text.html_blocks import Block

LINE_CHARS = 300
BYLINE_CHARS = 100
LINK_LINE_SHARE = 0.6
ALL_LINK_SHARE = 0.8
FURNITURE_TAGS = frozenset(("aside", "caption", "figcaption", "figure", "footer", "form", "nav"))
_FURNITURE_NAME = re.compile(
    r"""newsletter|subscri|sign-?up|related|recommend|promo|social|shar(?:e|ing)|author-?(?:bio|box|info|card)|byline
    |caption|credit|comment(?!ary)|\btags?\b|breadcrumb|sidebar|advert|sponsor|most-?(?:read|popular|viewed)|trending
    |footer|paywall|cookie|consent|pagination|read-?(?:more|next)|gallery|timestamp|\bcta\b|dateline|pub-?date
    |disclaimer""",
    re.IGNORECASE | re.VERBOSE,
)
_LINK_CUE = re.compile(
    r"""^[\[(>\u00bb\s]*(?:related|read|see|watch|more|also|don.?t\ miss|must\ read|leggi\ anche
    |(?:\u00e0\ )?lire\ aussi
    |le[ae]\ tambi[e\u00e9]n|leia\ (?:tamb[e\u00e9]m|mais)|lesen\ sie|mehr\ zum\ thema|lees\ ook|baca\ juga
    |\u0447\u0438\u0442\u0430\u0439\u0442\u0435\ \u0442\u0430\u043a\u0436\u0435)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_BYLINE = re.compile(
    r"^(?:by|von|por|par|di)\s+(?-i:[A-Z])|\b\d{1,2}:\d{2}\b|^(?:updated|published|posted)\b|min(?:ute)?s?\ read\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\s[a-z]+\s.*[^\W\d_]{3}[.!?]\W*\Z")
_TAIL = re.compile(
    r"""^[\[(]?(?:additional\ )?(?:reporting|editing|writing)\ by\b
    |^(?:follow|e-?mail|contact|write\ to|reach)\b.*(?:@|twitter|facebook)
    |^sources?:|contributed\ to\ this\ (?:report|story|article)|^updated\ (?:at|on)\b
    |^copyright\b|copyright\ (?:\d{4}|\()|all\ rights\ reserved|[\u00a9\u24d2]|^\W*comments?\W*$
    |(?:^|[.!?:]\s)(?:please\ |to\ )?(?:subscribe|sign\ up|click\ here|follow\ us|download)\b
    |\bour\ (?:\w+\ )?newsletter""",
    re.IGNORECASE | re.VERBOSE,
)


def is_furniture_name(names: str) -> bool:
    """Whether the class and id of an element name a part of the site, such as a share bar or related articles."""
    return bool(_FURNITURE_NAME.search(names))


def is_link_line(block: Block) -> bool:
    """Whether a block is a pointer to another page set between the paragraphs ("Related: ...", "READ MORE ...")."""
    return block.link_share >= LINK_LINE_SHARE and len(block.text) < LINE_CHARS and bool(_LINK_CUE.match(block.text))


def is_byline(block: Block) -> bool:
    """Whether a first line of an article names the author or the time and nothing else."""
    return len(block.text) < BYLINE_CHARS and bool(_BYLINE.search(block.text)) and not _SENTENCE.search(block.text)


def is_tail_line(block: Block) -> bool:
    """Whether a last line of an article is a credit, a call to subscribe or follow, a rights notice or a link."""
    if block.link_share > ALL_LINK_SHARE:
        return True
    return len(block.text) < LINE_CHARS and bool(_TAIL.search(block.text) or is_boilerplate(block.text))
