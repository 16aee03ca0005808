"""Countries: ISO codes, names of CLDR, demonyms of the factbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tasks.data.gazetteers.rows import Row
from tasks.data.gazetteers.sources import Entry, country_codes, factbook


def derive_countries(folder: Path) -> Iterator[Row]:
    """One row for each ISO 3166-1 country."""
    states = factbook(folder)
    for country_id, codes in country_codes(folder).items():
        yield {
            "country_id": country_id,
            "name": codes["CLDR display name"],
            "iso_alpha3": codes["ISO3166-1-Alpha-3"],
            "demonym": next(iter(adjectives(states.get(country_id, {}))), ""),
            "region": codes["Sub-region Name"],
            "capital": codes["Capital"].strip(),
            "wikidata_id": codes["wikidata_id"].rsplit("/", 1)[-1],
        }


def adjectives(state: Entry) -> list[str]:
    """Adjectives of nationality, the first one the usual one: "Motswana (singular), Batswana (plural)" gives two."""
    text: str = state.get("nationality", {}).get("adjective", "")
    plain = re.sub(r"\([^)]*\)", "", text)
    parts = (part.strip() for part in re.split(r"[,;/]| or ", plain))
    return [part for part in parts if part[:1].isupper() and part != "NA"]
