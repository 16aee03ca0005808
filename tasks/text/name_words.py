"""Word lists for reading names, and the capitalised words that belong to none: sentence openers, days, months."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Words of a blank-separated list."""
    return frozenset(words.split())


CALENDAR = word_set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Mon Tue Tues Wed Thu Thurs Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep "
    "Sept Oct Nov Dec"
)
OPENERS = word_set(
    "The A An But And In On At For As When While After Before If So Then Yet By With From To That This These Those "
    "It He She They We I His Her Their Its Our My Your Last Earlier Later Meanwhile However Although Since Today "
    "Yesterday Like Unlike Under Both Nor Or Not Now Still Because Despite Until What Why How Where Who Which Did "
    "Does Do Is Was Are Were Will Would Can Could Should Has Had Have Even Only Once Though Whether Inside Against "
    "About During Without According Former Some Many Most Several Two Three One First Second Another Other Such "
    "There Here Also Instead Thus Therefore Moreover Every Each All Any No Never Just Following Says Said "
    "Regarding Among Amid Upon Given Across Around Behind Beyond Than Apparently Reportedly Allegedly Interestingly "
    "Finally Recently Unfortunately Fortunately Incidentally Notably Similarly Actually Currently Initially Eventually "
    "Subsequently Additionally Furthermore Besides Previously Saw Meet Asked Told Calling Speaking Talking Quoting "
    "Citing Whatever Whoever Whenever Wherever Know"
)
# Lower-case parts inside a surname: "van der Bellen", "bin Salman", "al-Assad".
PARTICLES = word_set(
    "van von der den de da do dos du di del della la le el al bin ibn bint ben abu ter ten zu zur af av y e ul ur as an"
)
