"""A news page written for the tests, with everything around the article that pages have."""

from __future__ import annotations

PARAGRAPHS = (
    "The harbour of Port Ellery will close to large ships in March, the city council said on Tuesday after a vote.",
    "Engineers found cracks in the eastern wall last autumn, and two surveys since have shown that they are growing.",
    "“We would rather lose a season than a ship,” said Mara Lindqvist, who leads the council's committee on the port.",
    "Fishing boats may still use the northern pier, where a crane has been put up, until the repairs are done.",
    "The work is expected to cost 40 million crowns, half of which the government in Varno has promised to pay back.",
)
HEADLINE = "Port Ellery closes its harbour to large ships"
JSON_LD = """
{"@context": "https://schema.org", "@graph": [
  {"@type": "WebSite", "name": "The Ellery Post"},
  {"@type": "NewsArticle", "headline": "Port Ellery closes its harbour to large ships",
   "datePublished": "2024-02-06T09:30:00+01:00", "dateModified": "2024-02-07T10:00:00+01:00",
   "author": [{"@type": "Person", "name": "Jonas Brandt"}, {"@type": "Person", "name": "Ida Holm"}],
   "publisher": {"@type": "Organization", "name": "The Ellery Post"}, "articleSection": "Local"}]}
"""


def page(
    *, body: str | None = None, head: str = "", before: str = "", after: str = "", json_ld: str | None = JSON_LD
) -> str:
    """A page with the article in a container of its own, navigation before it and other articles after it."""
    text = body if body is not None else "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    script = f'<script type="application/ld+json">{json_ld}</script>' if json_ld is not None else ""
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{HEADLINE} | The Ellery Post</title>
<meta property="og:title" content="{HEADLINE}"><meta property="og:site_name" content="The Ellery Post">
<link rel="canonical" href="/2024/02/06/harbour.html">{head}{script}</head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><h1>{HEADLINE}</h1>{before}<div class="story-text">{text}</div>{after}</main>
<footer><p>© 2024 The Ellery Post. All rights reserved.</p></footer></body></html>"""
