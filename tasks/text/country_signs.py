"""Signs around a country's name or adjective that tell the country from a street, a dish, a language or a club."""

from __future__ import annotations

from tasks.text.entity_words import Words
from tasks.text.gazetteer import Gazetteer
from tasks.text.name_words import OPENERS, word_set

# A capitalised noun that makes a place or an institution of the name before it: "Jordan Road", "Lebanon High School".
PLACE_NOUNS = word_set(
    "County Township Road Rd Street St Avenue Ave Lane Ln Drive Dr Boulevard Blvd Court Ct Circle Creek Lake Hills "
    "Hill Heights Valley Park Springs Falls Beach Bay Point Ridge Woods Oaks Elementary Middle High Junior School "
    "Schools Academy Hospital Church Chapel Cemetery Baptist Methodist Lutheran Catholic Presbyterian Station "
    "Square Plaza Mall Borough Parish Fire Grill Grille Kitchen Garden Gardens Pizza Bakery Tavern Inn Hotel "
    "Apartments Highway Route Tech Orchard Independent Center Centre Days Festival Parade Market Marketplace "
    "Bridge"
)
# What follows in the names of newspapers, broadcasters and clubs: "Dhaka Tribune", "Delhi Daredevils".
_MEDIA_AND_CLUBS = word_set(
    "Today Times Tribune Post Express Herald Mirror Telegraph Chronicle Mail Standard Observer Gazette Daily TV "
    "Television News Live Radio Daredevils Dynamos Capitals Wanderers Rovers FC SC United Saint-Germain Saint Idol "
    "Incorporated Inc Ltd Limited Corp Corporation Airlines Airways Cements Motors Steel"
)
_SHOUTED_MEDIA = word_set("TODAY TIMES EXPRESS TRIBUNE")
_LOWER_PLACES = frozenset({"elementary", "middle"})
# A noun after an adjective that is about food, language, animals or things, not about a country.
THINGS = word_set(
    "food foods cuisine restaurant restaurants cooking dish dishes sausage sausages cheese bread pastry pastries "
    "grill grocery beer dressing salad sauce toast fries recipe recipes oven pizza yogurt pub pubs language "
    "languages class classes teacher teachers lesson lessons translation translations speaker speakers speaking "
    "subtitles dictionary dialect dialects immersion literature course courses version versions edition "
    "grammar-school shepherd setter spaniel terrier bulldog mastiff wolfhound doors horn accent translator dubbing "
    "braid tutor club muffin"
)
_COMPETITIONS = word_set("Cup League Open Championship Championships Bundesliga Derby Classic Masters Premier")
_LANGUAGE_VERBS = word_set(
    "speak speaks spoke spoken speaking learn learns learned learning fluent teach teaches taught teaching "
    "translated understand understands studied studying study broken"
)
_LANGUAGES_ONLY = word_set("Arabic Hindi Urdu Farsi Mandarin Cantonese Latin Hebrew Bengali Swahili Tamil Kurdish")
_AFTER_LANGUAGE = word_set(', . ; : ? ! ) " ” and or but with to is was on at for as by when so because')
_STATES_AFTER = word_set(
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa "
    "Tenn Tex Va Vt Wash Wis Wyo AL AR AZ CA CO CT FL GA IA IL IN KS KY LA MA MD ME MI MN MO NC NE NH NJ NY OH OK "
    "OR PA SC SD TN TX UT VA VT WA WI WV N.H. N.J. N.Y. N.C. S.C. N.D. S.D. W.Va. R.I. Texas Ohio Indiana Illinois "
    "Pennsylvania Tennessee Kentucky Missouri Virginia Maine Oregon Oklahoma Kansas Iowa Wisconsin Michigan "
    "Minnesota Alabama Mississippi Louisiana Arkansas Florida Nebraska Connecticut Vermont"
)


def is_part_of_place(words: Words, first: int, last: int) -> bool:
    """Whether the name belongs to a street, a town of the same name or a numbered road."""
    after = _after(words, last)
    if after == "High" and _after(words, last + 1) in {"Commission", "Commissioner", "Court"}:
        return False
    if after in PLACE_NOUNS or after in _LOWER_PLACES or after in _MEDIA_AND_CLUBS or after in _SHOUTED_MEDIA:
        return _adjoins(words, last)
    if after == "," and _after(words, last + 1) in _STATES_AFTER:
        return True
    if words.forms[first] == "Georgia" and after == "," and _after(words, last + 1) in {"US", "U.S.", "USA", "United"}:
        return True
    if words.forms[first] in {"US", "U.S.", "U.S"}:
        return after.isdigit() or (after == "-" and _after(words, last + 1).isdigit())
    before = words.forms[first - 1] if first else ""
    if before in {"All", "Pan"} and _after(words, last)[:1].isupper():
        return True
    return before in {"Northeast", "Northwest", "Southeast", "Southwest", "Miss", "Mount", "Fort", "Port", "Lake", "St"}


def is_thing(words: Words, last: int) -> bool:
    """Whether an adjective describes a dish, a class, a breed or a competition: "Greek and Italian food" too."""
    after = _after(words, last)
    if after == "and" and _after(words, last + 2) in THINGS:
        return True
    return after in THINGS or (after in _COMPETITIONS and _adjoins(words, last))


def is_language(words: Words, first: int, last: int, languages: set[int]) -> bool:
    """Whether an adjective names a language; `languages` holds the words that did so before, for lists."""
    before = words.forms[first - 1] if first else ""
    after = _after(words, last)
    if before in _LANGUAGE_VERBS or (before == "only" and after in _AFTER_LANGUAGE):
        return True
    if before in {"in", "into", "In"}:
        return after in _AFTER_LANGUAGE or after == ""
    if before in {",", "and", "or"} and first > 1:
        other = first - 2 if words.forms[first - 2] != "," else first - 3
        return (other in languages or words.forms[other] in _LANGUAGES_ONLY) and after in _AFTER_LANGUAGE
    return False


def is_surname_or_tribe(words: Words, first: int) -> bool:
    """Whether a capitalised word right before makes it another name: "Cheyenne Indians", "Paula Jordan"."""
    before = words.forms[first - 1] if first else ""
    if not before or not before[0].isupper() or not before.isalpha() or before in OPENERS:
        return False
    return words.body[words.ends[first - 1] : words.starts[first]] == " "


def is_before_noun(words: Words, last: int) -> bool:
    """Whether a lower-case word follows that the adjective can describe: "English clubs", not "English and"."""
    after = _after(words, last)
    return after.isalpha() and after.islower() and after not in _AFTER_LANGUAGE and after not in THINGS


def is_lone_prefix(words: Words, first: int, gazetteer: Gazetteer) -> bool:
    """Whether a prefix such as "Anglo" stands without a second country: "Anglo-Saxon", not "Anglo-French"."""
    if words.forms[first] not in _PREFIXES:
        return False
    other = words.forms[first + 2] if _after(words, first + 1) == "-" and first + 2 < len(words) else ""
    place = gazetteer.places.get(other)
    return place is None or place.country_id is None


_PREFIXES = word_set("Anglo Franco Sino Indo Russo Austro Italo Greco Graeco Hispano Turko")


def _after(words: Words, last: int) -> str:
    return words.forms[last] if last < len(words) else ""


def _adjoins(words: Words, last: int) -> bool:
    return words.body[words.ends[last - 1] : words.starts[last]] == " "
