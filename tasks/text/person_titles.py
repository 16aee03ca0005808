"""Titles and offices that stand before a person's name: outside the mention, kept as the person's role."""

from __future__ import annotations

from tasks.text.entity_words import Words
from tasks.text.name_words import word_set

HONORIFICS = word_set(
    "Mr Mrs Ms Miss Mister Madam Mme Dr Prof Professor Sir Dame Lord Lady Baroness Baron Count Countess Duke "
    "Duchess Sheikh Sheik Shaikh Imam Ayatollah Maulana Hojatoleslam Rabbi Father Fr Sister Brother Rev Reverend "
    "Pastor Bishop Archbishop Cardinal Pope Saint King Queen Prince Princess Crown Emperor Emir Amir Sultan Tsar "
    "Shri Smt Datuk Tun Tan Haji Hajji Alhaji Engr PM Herr Frau Monsieur Senor Señor Don Doña DJ Hon Honourable "
    "Honorable"
)

RANKS = word_set(
    "Gen General Maj Major Col Colonel Lt Lieutenant Capt Captain Sgt Sergeant Cpl Corporal Pvt Private Adm "
    "Admiral Brig Brigadier Marshal Commander Cmdr Cpt Spc Staff Officer Detective Inspector Constable Trooper "
    "Deputy Sheriff Agent Cadet Jawan Havildar Subedar Sepoy"
)

OFFICES = word_set(
    "President Vice Prime Minister Premier Chancellor Secretary Undersecretary Senator Sen Representative Rep "
    "Congressman Congresswoman Governor Gov Mayor Councilman Councilwoman Councilor Councillor Alderman Commissioner "
    "Ambassador Envoy Judge Justice Prosecutor Attorney Speaker Chairman Chairwoman Chairperson Chair Director "
    "Spokesman Spokeswoman Spokesperson Superintendent Principal Coach Manager Editor Treasurer Auditor Coroner "
    "Dictator Leader Candidate Nominee Delegate Commissar Administrator Adviser Advisor Counsel Counselor Analyst CEO "
    "CFO Founder Owner Lawmaker MP MEP Chief Executive Empress Ex Taoiseach First Ombudsman Presidential Ex-President "
    "Dean Rector Skipper Superstar Megastar Advocate Sarpanch CM IG DIG DGP IGP ADG SP SSP DSP ASP DCP ACP SHO CJI "
    "MLA MLC CMD"
)

# A lower-case office right before a name ("striker Thomas Mueller") says that a person follows.
LOWER_OFFICES = word_set(
    "president vice minister premier chancellor secretary senator representative congressman congresswoman governor "
    "mayor commissioner ambassador envoy judge justice prosecutor lawyer attorney speaker chairman chairwoman "
    "director spokesman spokeswoman spokesperson leader candidate adviser advisor analyst expert economist historian "
    "professor general colonel commander officer chief boss head founder owner coach trainer manager striker "
    "midfielder defender goalkeeper captain player singer actor actress author writer novelist poet artist musician "
    "composer conductor activist journalist reporter correspondent photographer filmmaker editor politician lawmaker "
    "dissident blogger physicist biologist scientist researcher sociologist psychologist billionaire businessman "
    "businesswoman tycoon banker designer architect dictator king queen prince princess pope bishop cardinal rebel "
    "warlord strongman champion driver racer swimmer sprinter boxer golfer quarterback pitcher teammate compatriot "
    "widow husband wife son daughter brother sister father mother ombudsman deputy counterpart colleague rival "
    "successor predecessor resident witness victim suspect teacher pastor priest coroner sergeant detective "
    "superintendent archaeologist anthropologist geologist astronomer astronaut chef comedian choreographer "
    "playwright philosopher theologian psychiatrist surgeon doctor nurse engineer entrepreneur investor farmer pilot "
    "rapper singer-songwriter drummer guitarist pianist violinist skipper opener batsman bowler all-rounder "
    "wicketkeeper spinner pacer cricketer wrestler shuttler footballer jawan superstar megastar lyricist heroine "
    "constable sarpanch councillor legislator advocate midwife meteorologist virologist epidemiologist"
)

# Words of headings and captions before a name that are no part of it: "Evergreen Mira Holm", "Sacked Holm".
EPITHETS = word_set(
    "Lovebirds Couple Duo Evergreen Legendary Veteran Sacked Jailed Ousted Arrested Injured Ailing Furious Angry Late "
    "Ex Former Rebel Senior Star Watch Read Video Exclusive Breaking Revealed Confirmed Happy Birthday Dear Meet Fans "
    "Controversial Embattled Disgraced Suspended Dashing Upset Emotional Proud Convicted Slain Deceased Young Topper "
    "Winner Loser Singham Terming Calling Slamming Citing Quoting Praising Thanking Joining Speaking Talking "
    "Responding Reacting Referring Addressing Hitting Taking Welcoming Mocking Recalling Naming Accusing Criticising "
    "Criticizing Blaming Starring Featuring Playing Announcing Describing Alleging Meeting Congratulating Remembering "
    "Defending Backing Asking Asked Besides Apart Interestingly"
)
# Words that follow a name and are no part of it: forms of address, posts and services.
FOLLOWERS = word_set("Uncle Aunty Aunt Sahab Saheb Sahib DG IG DIG IPS IAS IFS IRS MP MLA PTI ANI IANS")
_ABBREVIATED = word_set(
    "Mr Mrs Ms Dr Prof Rev Fr Hon Gen Maj Col Lt Capt Sgt Cpl Pvt Adm Brig Cmdr Cpt Spc Sen Rep Gov St Jr Sr"
)
_LINKS = frozenset({"of", "for", "and", "to", "-", "the"})
_TITLES = HONORIFICS | RANKS | OFFICES | {office.capitalize() for office in LOWER_OFFICES}


def is_title(form: str) -> bool:
    """Whether a capitalised word is a title, a rank or an office."""
    return form in _TITLES


def is_abbreviated_title(form: str) -> bool:
    """Whether a full stop after this word belongs to it: "Mr.", "Gen."."""
    return form in _ABBREVIATED


def title_before(words: Words, first: int) -> int | None:
    """Index of the title word right before word `first` ("Mr. Smith", "Treasury Secretary Smith"), None without one."""
    index = first - 1
    if index >= 0 and words.breaks_after(index):
        return None
    if index >= 1 and words.forms[index] == "." and words.forms[index - 1] in _ABBREVIATED:
        index -= 1
    if index >= 0 and (words.forms[index] in _TITLES or words.forms[index] in LOWER_OFFICES):
        return index
    return None


def role_before(words: Words, first: int) -> str | None:
    """Office before a name as written ("Treasury Secretary", "former foreign minister"), None for a mere honorific."""
    last = title_before(words, first)
    if last is None or words.forms[last] in HONORIFICS - {"King", "Queen", "Pope", "Sheikh", "Chief"}:
        return None
    start = last
    while start > 0 and last - start < 5 and _belongs(words, start - 1, last):
        start -= 1
    while start < last and words.forms[start] in _LINKS:
        start += 1
    return " ".join(words.text(start, last + 1).split())


def _belongs(words: Words, index: int, last: int) -> bool:
    form = words.forms[index]
    if words.breaks_after(index):
        return False
    if words.forms[last][0].isupper():
        return (form[0].isupper() and form.isalpha() and form not in _SENTENCE_OPENERS) or form == "-"
    return form in LOWER_OFFICES or form in _LOWER_PARTS


_LOWER_PARTS = word_set(
    "prime foreign defense defence interior finance home justice economy health former deputy vice chief executive "
    "opposition party state general trade education labor labour environment energy transport"
)
_SENTENCE_OPENERS = word_set(
    "The A An But And In On At For As When While After Before If So Then Yet By With From To That This It He She "
    "They We I Last Earlier Meanwhile However Although Since Today Yesterday Monday Tuesday Wednesday Thursday "
    "Friday Saturday Sunday"
)
