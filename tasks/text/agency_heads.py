"""The words that head an agency's name ("Ministry", "Court") and what may stand with each of them."""

from __future__ import annotations

from typing import NamedTuple

from tasks.text.name_words import word_set


class Head(NamedTuple):
    """A head noun: the agency kind it makes, and the qualifiers without which it heads no public body.

    `needs` empty means any capitalised qualifier will do. `takes_of` tells whether "of X" or "for X" may qualify it.
    """

    kind: str
    needs: frozenset[str] = frozenset()
    takes_of: bool = True


PORTFOLIOS = word_set(
    "Foreign External Home Interior Internal Defense Defence War Finance Treasury Economy Economic Economics Justice "
    "Health Education Environment Agriculture Transport Transportation Labor Labour Trade Commerce Energy Culture "
    "Science Technology Tourism Information Communications Oil Petroleum Mines Mining Security Planning Development "
    "Industry Housing Sports Sport Youth Women Family Water Fisheries Forestry Railways Religious Social Welfare "
    "Immigration Migration Police Veterans State Revenue Customs Research Infrastructure Construction Employment "
    "Budget Civil Aviation Electricity Power Food Land Lands Law Legal Human Public Local Urban Rural Emergency "
    "Emergencies Situations Intelligence Broadcasting Consumer Affairs Corrections Natural Resources Fire "
    "Conservation Wildlife Insurance Homeland Statistics Correctional Weather Parks Works"
)
_PUBLIC = word_set(
    "Federal National State Supreme Central European International Royal Public Government General Independent "
    "Special High Superior Provincial Municipal Metropolitan City County Regional Parliamentary Presidential "
    "Interim Transitional African Asian Arab World Global Nuclear Atomic Space Civil Military Revolutionary"
)
_OFFICES = word_set(
    "Statistical Crime Crimes Fraud Criminal Cabinet Patent Audit Meteorological Prosecutor Prosecutors Sheriff "
    "Coroner Governor Attorney Oversight Accountability Antitrust Cartel"
)
_BUREAUS = word_set("Investigation Investigations Census Anti-Corruption Corruption Narcotics Meteorology")
_COUNCILS = word_set(
    "Privy Governing Guardian Judicial Electoral Legislative Executive Ruling Sovereign Sovereignty Transition"
)
_SERVICES = word_set(
    "Secret Prison Forest Park Postal Border Prosecution Protection Marshals Rescue Ambulance Diplomatic "
    "Geological Meteorological Statistical"
)
_BOARDS = word_set(
    "Safety Reserve Censor Election Elections Electoral Parole Relations Review Control Pollution Sanctions"
)
_ADMINISTRATIONS = word_set("Drug Safety Oceanic Space Enforcement Business Highway")
_COURTS = word_set(
    "Supreme Constitutional High Federal Appeals Appeal Appellate District Crown Magistrates Magistrate Regional "
    "Administrative Criminal Superior Circuit Higher Family Labor Labour Finance Fiscal Sharia Islamic Shariah "
    "Revolutionary Military Bankruptcy Election Juvenile Municipal County Cassation Justice Human International "
    "Arbitration Audit Auditors Claims Sessions Tax State Civil Commercial Provincial Local City Central National "
    "Economic Anti-Corruption Industrial Divisional Land Terrorism European Peace"
)
_ASSEMBLIES = word_set(
    "National Legislative Constituent State Federal People Supreme Parliamentary General Provincial Consultative "
    "Northern Scottish Welsh Regional Constitutional"
)
_CENTRES = word_set("Counter Counterterrorism Terrorism Cyber Disease Hurricane")
_COMMITTEES = word_set(
    "Supreme Security Select Senate House Standing Intelligence Judiciary Military Parliamentary Electoral "
    "Election Sanctions"
)
_ARMED = word_set("Air Defense Defence Police Border Royal Space Stabilization Security Quds Constabulary")

HEADS: dict[str, Head] = {
    "Ministry": Head("ministry"),
    "Department": Head("agency", PORTFOLIOS),
    "Dept": Head("agency", PORTFOLIOS),
    "Office": Head("agency", PORTFOLIOS | _PUBLIC | _OFFICES),
    "Agency": Head("agency"),
    "Bureau": Head("agency", PORTFOLIOS | _PUBLIC | _BUREAUS),
    "Authority": Head("agency"),
    "Commission": Head("regulator"),
    "Council": Head("agency", PORTFOLIOS | _PUBLIC | _COUNCILS),
    "Service": Head("agency", PORTFOLIOS | _SERVICES),
    "Services": Head("agency", word_set("Intelligence Immigration Security Citizenship Protective Correctional")),
    "Board": Head("regulator", PORTFOLIOS | _BOARDS),
    "Administration": Head("agency", PORTFOLIOS | _ADMINISTRATIONS),
    "Directorate": Head("agency"),
    "Inspectorate": Head("agency"),
    "Secretariat": Head("agency"),
    "Court": Head("court", _COURTS),
    "Tribunal": Head("court"),
    "Parliament": Head("legislature", takes_of=False),
    "Senate": Head("legislature", takes_of=False),
    "Assembly": Head("legislature", _ASSEMBLIES),
    "Legislature": Head("legislature", takes_of=False),
    "Congress": Head("legislature", word_set("National People US U.S. American"), takes_of=False),
    "Police": Head(
        "police", _PUBLIC | word_set("Border Traffic Riot Secret Criminal Security Palestinian"), takes_of=False
    ),
    "Army": Head("military", takes_of=False),
    "Navy": Head("military", takes_of=False),
    "Force": Head("military", _ARMED),
    "Forces": Head("military", word_set("Armed Defense Defence Security"), takes_of=False),
    "Guard": Head("military", word_set("Coast National Republican Revolutionary Presidential Border Civil")),
    "Guards": Head("military", word_set("Republican Revolutionary Presidential Border")),
    "Corps": Head("military", word_set("Marine Guard Guards Army Peace Engineers")),
    "Gendarmerie": Head("police", takes_of=False),
    "Constabulary": Head("police", takes_of=False),
    "Chancellery": Head("executive"),
    "Cabinet": Head("executive", takes_of=False),
    "Treasury": Head("ministry", word_set("US U.S. HM UK National Federal Russian British American"), takes_of=False),
    "Bank": Head("central_bank", word_set("Central Reserve")),
    "Centre": Head("agency", _CENTRES),
    "Center": Head("agency", _CENTRES),
    "Committee": Head("agency", _COMMITTEES),
}
STANDALONE = word_set("Parliament Senate Cabinet")
LOWER_HEADS = word_set("ministry")
# "State and Treasury officials" names two departments as "State and Treasury departments" does.
PLURAL_HEADS = {
    "departments": "Department",
    "Departments": "Department",
    "ministries": "Ministry",
    "Ministries": "Ministry",
    "officials": "Department",
}

# Qualifiers that make a private body, a faculty, a party organ or a government's nickname of any head.
NEVER = word_set(
    "News Press Travel Rating Ratings Advertising Olympic Football Soccer Cricket Rugby Athletic Basketball Tennis "
    "Golf Baseball Hockey Modeling Talent Estate Oval Box Post Ticket Executive Rights Watch Jewish Muslim Church "
    "Churches Resistance Student Students Faculty University College Transatlantic Salvation Party Relations Red "
    "Squash Trump Obama Bush Clinton Biden Reagan Nixon Carter Christian Catholic Anglican Lutheran Methodist Baptist "
    "Housekeeping Customer Wire Electronic Disciplinary Ethics Chamber Directors Trustees Music English Inquiring "
    "Competent Appropriate Appointing Licensing Accounts Nodal Ad Ads Model Detective Recruitment Placement Wedding "
    "Athletes Players Hotel Manpower Escort History Physics Sociology Chemistry Psychology Biology Mathematics Sales "
    "Marketing"
)

# A country in a longer name with one of these counts as a mention of the country: "Canadian Coast Guard".
PUBLIC_WORDS = (frozenset(HEADS) - word_set("Council Centre Center Board Committee Bank Service Services")) | word_set(
    "Government Embassy Environment government embassy authorities"
)
