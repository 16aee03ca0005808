"""Finds the agencies of a body: by the gazetteer, by head nouns, by embassies, by acronyms that the text explains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tasks.text.agency_country import CountryContext
from tasks.text.agency_echoes import echoes
from tasks.text.agency_functions import function_of
from tasks.text.agency_grammar import AgencySpan, agency_spans, is_of_members
from tasks.text.agency_rivals import names_of_bodies
from tasks.text.agency_scenes import find_scenes
from tasks.text.countries import CountryMention
from tasks.text.embassies import find_embassies
from tasks.text.entity_words import Words, split_words
from tasks.text.gazetteer import Agency, AgencyName, Gazetteer, slug
from tasks.text.lexicon import Match
from tasks.text.name_words import word_set
from tasks.text.person_terms import LOCALITIES

# The United States have departments and a Congress: a ministry or parliament in a story that names them is another's.
_WITHOUT_MINISTRIES = "US"
# Names of legislatures that are a party's in another country: in a story that plays there, "Congress" is the party.
_PARTIES = {"Congress": "IN"}
# What stands behind the name of a body, or of its seat, and makes a street, a quarter or a station of it.
_SEATS = LOCALITIES | word_set(
    "Street Road Avenue Square Lane Drive Bridge Park Station Abbey Hall Mall Plaza Sports Stadium Ground School "
    "Hospital One Act Acts station metro bridge street"
)
# Nouns that name nothing with a country alone: "Authority of India" is the rest of a longer name.
_EMPTY_HEADS = word_set(
    "Authority Agency Office Commission Council Board Bureau Service Services Department Directorate Committee "
    "Administration Centre Center Bank Court Force Guard Corps Tribunal Secretariat Inspectorate"
)


class AgencyMention(NamedTuple):
    """Words `first` up to, not including, `last` name an agency."""

    first: int
    last: int
    agency: Agency
    via: str


def find_agencies(
    words: Words, gazetteer: Gazetteer, countries: Sequence[CountryMention], people: frozenset[int]
) -> list[AgencyMention]:
    """Agencies of a body in order; `people` are the words that are persons' names."""
    found = [AgencyMention(*item) for item in find_embassies(words, gazetteer, countries)]
    taken = {index for mention in found for index in range(mention.first, mention.last)}
    known = [m for m in names_of_bodies(words, gazetteer) if not taken.intersection(range(m.first, m.last))]
    context = CountryContext(words, countries, gazetteer.places, find_scenes(words, gazetteer, known, people))
    resolver = _Resolver(words, gazetteer, context)
    covering = {index: match for match in known for index in range(match.first, match.last)}
    spans = [s for s in agency_spans(words, people) if not taken.intersection(range(s.first, s.last))]
    used: set[Match[AgencyName]] = set()
    for match in known:
        resolver.remember(match)
    for span in spans:
        inside = {covering[index] for index in range(span.first, span.last) if index in covering}
        rival = covering.get(span.head)
        if rival is not None and _outranks(rival, span) and (not rival.value.agency_ids or resolver.from_name(rival)):
            continue
        used |= inside
        mention = None if resolver.is_place(span.last) else resolver.from_span(span)
        if mention is not None:
            found.append(mention)
    found += [m for match in known if match not in used and (m := resolver.from_name(match)) is not None]
    found.sort(key=lambda mention: (mention.first, mention.last))
    return sorted(found + [AgencyMention(*e) for e in echoes(words, found)], key=lambda m: (m.first, m.last))


def _outranks(match: Match[AgencyName], span: AgencySpan) -> bool:
    return not match.value.agency_ids or match.last - match.first >= span.last - span.first


class _Resolver:
    """Gives agency names of one article their agencies; a bare name takes the country of its explicit namesake."""

    def __init__(self, words: Words, gazetteer: Gazetteer, context: CountryContext) -> None:
        self._words = words
        self._gazetteer = gazetteer
        self._context = context
        self._explicit: dict[str, str] = {}
        self._heads: dict[str, Agency] = {}

    def from_span(self, span: AgencySpan) -> AgencyMention | None:
        """Mention of a name found by its head noun, None where nothing but a country qualifies the noun."""
        span = self._without_opener(span)
        owner = self._context.owner(span.first, span.last)
        name = (
            span.name
            if owner.bare_last - owner.bare_first == span.last - span.first
            else " ".join(self._words.text(owner.bare_first, owner.bare_last).split())
        )
        if owner.bare_last - owner.bare_first == 1 < span.last - span.first and name in _EMPTY_HEADS:
            return None
        first, last = span.first, span.last
        supranational = self._context.is_supranational(first, last)
        agency = self._agency(name, span.kind, owner.country_id, first, supranational=supranational)
        if owner.is_explicit and owner.country_id:
            self._explicit[name.casefold()] = owner.country_id
        self._heads[self._words.forms[span.head]] = agency
        return AgencyMention(first, last, agency, "pattern")

    def _without_opener(self, span: AgencySpan) -> AgencySpan:
        """The span without an adjective that opens its sentence: "Furious Supreme Court" where the rest is a name."""
        at, words = span.first, self._words
        is_opening = at == 0 or words.forms[at - 1] in {".", "!", "?", ":"} or words.breaks_after(at - 1)
        rest = " ".join(words.text(at + 1, span.last).split()) if span.last - at > 2 else ""
        if not is_opening or not rest or span.head == at or self._is_name(span.name) or not self._is_name(rest):
            return span
        return span._replace(first=at + 1, name=rest)

    def is_place(self, last: int) -> bool:
        """Whether a noun follows that makes a street or a station of the seat before it: "Westminster Bridge"."""
        after = self._words.forms[last] if last < len(self._words) else ""
        return after in _SEATS

    def _is_name(self, text: str) -> bool:
        return bool((found := self._gazetteer.agency_names.get(text)) and found.agency_ids)

    def from_name(self, match: Match[AgencyName]) -> AgencyMention | None:
        """Mention of a name of the gazetteer, None for what is no agency or lacks the evidence that it needs."""
        name = match.value
        agencies = [self._gazetteer.agencies[agency_id] for agency_id in name.agency_ids]
        if not agencies or is_of_members(self._words, match.first):
            return None
        if self.is_place(match.last):
            return None
        text = " ".join(self._words.text(match.first, match.last).split())
        owner = self._context.owner(match.first, match.last)
        by_country = {agency.country_id: agency for agency in reversed(agencies)}
        evident = next((c for c in self._context.ranked if c in by_country), None)
        agency: Agency | None
        if owner.country_id is not None and owner.country_id in by_country:
            agency = by_country[owner.country_id]
        elif not name.is_guarded:
            agency = agencies[0] if evident is None or len(agencies) == 1 else by_country[evident]
        elif _PARTIES.get(text) in self._context.ranked:
            agency = None
        elif function_of(text) is not None:
            agency = self._common(text, match, agencies)
        else:
            agency = by_country.get(evident) if evident else None
        return AgencyMention(match.first, match.last, agency, name.via) if agency else None

    def _common(self, name: str, match: Match[AgencyName], agencies: Sequence[Agency]) -> Agency:
        """Agency of a name that every country has, "the Army": of the country the text is about at that place."""
        return self._agency(name, agencies[0].kind, None, match.first, supranational=False)

    def remember(self, match: Match[AgencyName]) -> None:
        """Notes the head noun of a name of the gazetteer for lone heads after it."""
        if match.last - match.first > 1 and match.value.agency_ids and (mention := self.from_name(match)) is not None:
            for form in self._words.forms[match.first : match.last]:
                self._heads.setdefault(form, mention.agency)

    def _same_head(self, span: AgencySpan) -> Agency | None:
        """Agency named earlier in full that a lone head noun ("the Parliament") goes back to."""
        return self._heads.get(self._words.forms[span.head]) if span.last - span.first == 1 else None

    def _agency(self, name: str, kind: str, country_id: str | None, place: int, *, supranational: bool) -> Agency:
        name = name.removeprefix("Union ") if name.startswith("Union Ministry") else name
        known = self._gazetteer.agency_names.get(name)
        candidates = [self._gazetteer.agencies[agency_id] for agency_id in known.agency_ids] if known else []
        if supranational and not country_id:
            return candidates[0] if candidates else Agency(slug(name), name, "intergovernmental")
        if country_id is None:
            if len(candidates) == 1 and name.count(" ") > 1 and function_of(name) is None:
                return candidates[0]
            country_id = self._explicit.get(name.casefold()) or self._context.nearest(
                place, except_for=_WITHOUT_MINISTRIES if kind == "ministry" or name == "Parliament" else ""
            )
            if len(candidates) == 1 and known is not None and not known.is_guarded:
                return candidates[0]
        exact = next((agency for agency in candidates if agency.country_id == country_id), None)
        if exact is not None:
            return exact
        function = function_of(name)
        if function is not None and country_id is not None:
            national = self._gazetteer.national_bodies.get((country_id, function[0]))
            if national is not None and "Ministry" in national.name and "Department" in name:
                return self._new(name, kind, country_id)
            if national is not None:
                return national
            name = function[1]
        return self._new(name, kind, country_id)

    def _new(self, name: str, kind: str, country_id: str | None) -> Agency:
        country = self._gazetteer.countries.get(country_id or "")
        if country is None:
            return Agency(slug(name), name, kind)
        owner = country.demonym or country.name
        is_common = name.count(" ") < 2 or function_of(name) is not None
        is_placed = owner in name or country.name in name or bool(self._gazetteer.scenes.matches(split_words(name)))
        full = f"{owner} {name}" if is_common and not is_placed else name
        return Agency(slug(f"{country.country_id} {name}"), full, kind, country_id=country.country_id)
