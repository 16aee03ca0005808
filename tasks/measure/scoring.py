"""Scores what was found in articles against gold: precision, recall and F1 over all articles together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tasks.measure.gold import GoldArticle, GoldEntity
from tasks.measure.name_forms import agency_forms, full_names, person_form, person_forms, surface_form

MEASURES: tuple[str, ...] = ("people", "people_mentions", "countries", "agencies", "agencies_igo")


class FoundEntity(NamedTuple):
    """A person or agency found in an article: canonical name and the words of its mentions."""

    name: str
    mentions: tuple[str, ...]
    is_national: bool = True


class FoundInArticle(NamedTuple):
    """What the pipeline found; `countries` are those named directly: by name, alias or demonym."""

    people: tuple[FoundEntity, ...] = ()
    countries: frozenset[str] = frozenset()
    agencies: tuple[FoundEntity, ...] = ()


class Figure(NamedTuple):
    """Counts of one measure over all articles."""

    correct: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right, 0 where nothing was found."""
        return self.correct / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found, 0 where there is none."""
        return self.correct / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.correct / (self.found + self.gold) if self.correct else 0.0


class ScoringError(NamedTuple):
    """One thing that counts against the pipeline. `error` is missed or wrong; `text` are its forms."""

    gold_id: str
    measure: str
    error: str
    text: str


class Scores(NamedTuple):
    """Figures by measure, articles with exactly the right countries, articles that were refused, and every error.

    `countries_exact` counts articles whose set of countries is right among all, `_filled` among those that have any.
    """

    figures: dict[str, Figure]
    countries_exact: Figure
    countries_exact_filled: Figure
    articles: int
    articles_missing: int
    errors: list[ScoringError]


class _Result(NamedTuple):
    measure: str
    figure: Figure
    missed: Sequence[str]
    wrong: Sequence[str]


def score(gold: Iterable[GoldArticle], found: Mapping[str, FoundInArticle]) -> Scores:
    """Scores of the articles found, by gold id; an article that is not there counts as found nothing."""
    figures: dict[str, Figure] = {}
    errors: list[ScoringError] = []
    exact = filled = Figure()
    articles = missing = 0
    for article in gold:
        articles += 1
        missing += article.gold_id not in found
        in_article = found.get(article.gold_id, FoundInArticle())
        for result in _results(article, in_article):
            figures[result.measure] = _sum(figures.get(result.measure, Figure()), result.figure)
            errors += [ScoringError(article.gold_id, result.measure, "missed", text) for text in result.missed]
            errors += [ScoringError(article.gold_id, result.measure, "wrong", text) for text in result.wrong]
        if article.countries is not None:
            one = Figure(int(article.countries == in_article.countries), 1, 1)
            exact = _sum(exact, one)
            filled = _sum(filled, one) if article.countries else filled
    figures = {measure: figures[measure] for measure in MEASURES if measure in figures}
    return Scores(figures, exact, filled, articles, missing, errors)


def _sum(one: Figure, other: Figure) -> Figure:
    return Figure(one.correct + other.correct, one.found + other.found, one.gold + other.gold)


def _results(gold: GoldArticle, found: FoundInArticle) -> Iterator[_Result]:
    if gold.people is not None:
        yield _score_people(gold.people, gold.neutral, found.people)
    if gold.person_mentions is not None:
        yield _score_mentions(gold, gold.person_mentions, found.people)
    if gold.countries is not None:
        right = gold.countries & found.countries
        figure = Figure(len(right), len(found.countries), len(gold.countries))
        missed, wrong = sorted(gold.countries - right), sorted(found.countries - right)
        yield _Result("countries", figure, missed, wrong)
    if gold.agencies is not None:
        national = [agency for agency in gold.agencies if agency.is_national]
        known = frozenset().union(*(agency_forms(agency.texts) for agency in national))
        kept = [one for one in found.agencies if one.is_national or not known.isdisjoint(agency_forms(_texts(one)))]
        yield _score_agencies("agencies", national, kept)
        yield _score_agencies("agencies_igo", gold.agencies, found.agencies)


def _score_people(gold: Sequence[GoldEntity], neutral: frozenset[str], found: Sequence[FoundEntity]) -> _Result:
    expected = [full_names(person.texts) for person in gold]
    every = frozenset().union(*expected)
    forms = [person_forms(_texts(person)) for person in found]
    counted = [one for one in forms if not one.isdisjoint(every) or not one <= neutral]
    return _matched("people", expected, counted)


def _score_agencies(measure: str, gold: Sequence[GoldEntity], found: Sequence[FoundEntity]) -> _Result:
    expected = [agency_forms(agency.texts) for agency in gold]
    return _matched(measure, expected, [agency_forms(_texts(agency)) for agency in found])


def _score_mentions(gold: GoldArticle, mentions: Iterable[str], people: Iterable[FoundEntity]) -> _Result:
    """Multisets of surface forms; what is found outside the scored text or nested in another entity is left out."""
    expected = Counter(map(person_form, mentions))
    found = Counter(person_form(text) for person in people for text in person.mentions)
    if gold.scored_text is not None:
        text = f" {surface_form(gold.scored_text)} "
        found = +Counter({form: min(count, text.count(f" {form} ")) for form, count in found.items() if form})
    found -= (found - expected) & Counter(map(person_form, gold.nested_people))
    figure = Figure((expected & found).total(), found.total(), expected.total())
    missed, wrong = sorted((expected - found).elements()), sorted((found - expected).elements())
    return _Result("people_mentions", figure, missed, wrong)


def _texts(entity: FoundEntity) -> tuple[str, ...]:
    return (entity.name, *entity.mentions)


def _matched(measure: str, gold: Sequence[frozenset[str]], found: Sequence[frozenset[str]]) -> _Result:
    pairs = _pairs(gold, found)
    missed = [" | ".join(sorted(forms)) for number, forms in enumerate(gold) if number not in pairs.values()]
    wrong = [" | ".join(sorted(forms)) for number, forms in enumerate(found) if number not in pairs]
    return _Result(measure, Figure(len(pairs), len(found), len(gold)), missed, wrong)


def _pairs(gold: Sequence[frozenset[str]], found: Sequence[frozenset[str]]) -> dict[int, int]:
    """Gold entity of each found one: as many one-to-one pairs with a common form as there can be.

    Augmenting paths (Kuhn, "The Hungarian method for the assignment problem", 1955).
    """
    partner: dict[int, int] = {}

    def place(number: int, tried: set[int]) -> bool:
        for other, forms in enumerate(found):
            if other in tried or forms.isdisjoint(gold[number]):
                continue
            tried.add(other)
            if other not in partner or place(partner[other], tried):
                partner[other] = number
                return True
        return False

    for number in range(len(gold)):
        place(number, set())
    return partner
