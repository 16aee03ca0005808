"""The one of several names that "the state" or "the party" means: where the sentences before it leave but one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from tasks.text.bullet import Evidence

# What makes the noun a part of a longer name: no name may be put together from two.
NAME_BEHIND = re.compile(r"(?<![.,;]) [A-Z]")
# So far before the noun another one may still be meant.
_REACH = 450


def find_only(body: str, start: int, end: int, names: re.Pattern[str], same: Mapping[str, str]) -> Evidence | None:
    """Return where the body first has the name that a noun of the sentence `body[start:end]` means, which has none.

    It is the only one of the body, or the one that it has most often and the sentences right before have alone. `same`
    has other names of one.
    """
    told = list(names.finditer(body, 0, start))
    if not told or names.search(body, start, end):
        return None
    times = Counter(same.get(match.group(), match.group()) for match in names.finditer(body))
    # Where another one is named as often as the last one, it may be the one of the article.
    (name, most), *others = times.most_common(2)
    last = {same.get(match.group(), match.group()) for match in told if match.start() >= start - _REACH}
    if others and (others[0][1] == most or last != {name}):
        return None
    return next((Evidence(*match.span()) for match in told if same.get(match.group(), match.group()) == name), None)
