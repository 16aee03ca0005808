"""The words that head an agency's name ("Ministry", "Court") and what may stand with each of them."""

from __future__ import annotations

from typing import NamedTuple


class Head(NamedTuple):
    """A head noun: the agency kind it makes, and the qualifiers without which it heads no public body.

    `needs` empty means any capitalised qualifier will do. `takes_of` tells whether "of X" or "for X" may qualify it.
    """

    kind: str
    needs: frozenset[str] = frozenset()
    takes_of: bool = True


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PORTFOLIOS = _words(
    "Foreign External Home Interior Internal Defense Defence War Finance Treasury Economy Economic Economics Justice "
    "Health Education Environment Agriculture Transport Transportation Labor Labour Trade Commerce Energy Culture "
    "Science Technology Tourism Information Communications Oil Petroleum Mines Mining Security Planning Development "
    "Industry Housing Sports Sport Youth Women Family Water Fisheries Forestry Railways Religious Social Welfare "
    "Immigration Migration Police Veterans State Revenue Customs Research Infrastructure Construction Employment Budget "
    "Civil Aviation Electricity Power Food Land Lands Law Legal Human Public Local Urban Rural Emergency Emergencies "
    "Situations Intelligence Information Broadcasting Consumer Affairs Corrections Natural Resources Fire Conservation "
    "Wildlife Insurance Homeland Statistics Correctional Weather Parks Works"
)
_PUBLIC = _words(
    "Federal National State Supreme Central European International Royal Public Government General Independent Special "
    "High Superior Provincial Municipal Metropolitan City County Regional Parliamentary Presidential Interim "
    "Transitional African Asian Arab World Global Nuclear Atomic Space Civil Military Revolutionary"
)
_SECRET = _words("Secret Security Intelligence Prison Health Revenue Weather Forest Park Postal Immigration Border")

HEADS: dict[str, Head] = {
    "Ministry": Head("ministry"),
    "Department": Head("agency", PORTFOLIOS),
    "Dept": Head("agency", PORTFOLIOS),
    "Office": Head(
        "agency",
        PORTFOLIOS
        | _PUBLIC
        | _words(
            "Statistics Statistical Crime Crimes Fraud Foreign Criminal Prosecutor's Cabinet Patent Audit Budget Meteorological Prosecutor Sheriff Coroner Governor Attorney Prosecutors Oversight Accountability Antitrust Cartel"
        ),
    ),
    "Agency": Head("agency"),
    "Bureau": Head(
        "agency",
        PORTFOLIOS
        | _PUBLIC
        | _words("Investigation Investigations Statistics Census Anti-Corruption Corruption Narcotics Meteorology"),
    ),
    "Authority": Head("agency"),
    "Commission": Head("regulator"),
    "Council": Head(
        "agency",
        _PUBLIC
        | PORTFOLIOS
        | _words(
            "Privy Governing Guardian Judicial Electoral Economic Legislative Executive Ruling Sovereign Sovereignty Transition Constitutional"
        ),
    ),
    "Service": Head(
        "agency",
        _SECRET
        | PORTFOLIOS
        | _words(
            "Prosecution Protection Postal Marshals Rescue Ambulance Diplomatic Geological Meteorological Statistical"
        ),
    ),
    "Services": Head("agency", _words("Intelligence Immigration Security Citizenship Protective Correctional")),
    "Board": Head(
        "regulator",
        PORTFOLIOS
        | _words(
            "Safety Reserve Censor Election Elections Electoral Parole Relations Review Control Pollution Tourism Electricity Sanctions Pardons"
        ),
    ),
    "Administration": Head(
        "agency",
        PORTFOLIOS
        | _words(
            "Drug Safety Security Oceanic Space Aviation Enforcement Transportation Business Highway Customs Civil Presidential"
        ),
    ),
    "Directorate": Head("agency"),
    "Inspectorate": Head("agency"),
    "Secretariat": Head("agency"),
    "Court": Head(
        "court",
        _words(
            "Supreme Constitutional High Federal Appeals Appeal Appellate District Crown Magistrates Magistrate Regional Administrative Criminal Superior Circuit Higher Family Labor Labour Finance Fiscal Sharia Islamic Shariah Revolutionary Military Administrative Bankruptcy Election Juvenile Municipal County Cassation Justice Human International Arbitration Audit Auditors Claims Coroner's Sessions Tax State Federal Civil Commercial Provincial Local City Central National Economic Anti-Corruption Industrial Divisional First-Instance Land Terrorism European Peace"
        ),
    ),
    "Tribunal": Head("court"),
    "Parliament": Head("legislature", frozenset(), takes_of=False),
    "Senate": Head("legislature", frozenset(), takes_of=False),
    "Assembly": Head(
        "legislature",
        _words(
            "National Legislative Constituent State Federal People's Supreme Parliamentary General Provincial Consultative Northern Scottish Welsh Ireland Regional Constitutional Constitution"
        ),
    ),
    "Legislature": Head("legislature", frozenset(), takes_of=False),
    "Congress": Head("legislature", _words("National People's US U.S. American"), takes_of=False),
    "Police": Head(
        "police", _PUBLIC | _words("Military Border Traffic Riot Secret Criminal Security Palestinian"), takes_of=False
    ),
    "Army": Head("military", _words("Liberation"), takes_of=False),
    "Navy": Head("military", _words("Royal"), takes_of=False),
    "Force": Head(
        "military", _words("Air Defense Defence Police Border Royal Space Stabilization Security Quds Constabulary")
    ),
    "Forces": Head("military", _words("Armed Defense Defence Security Special"), takes_of=False),
    "Guard": Head("military", _words("Coast National Republican Revolutionary Presidential Border Civil")),
    "Guards": Head("military", _words("Republican Revolutionary Presidential Border")),
    "Corps": Head("military", _words("Marine Guard Guards Army Peace Engineers")),
    "Gendarmerie": Head("police", frozenset(), takes_of=False),
    "Constabulary": Head("police", frozenset(), takes_of=False),
    "Chancellery": Head("executive"),
    "Treasury": Head("ministry", frozenset(), takes_of=False),
    "Bank": Head("central_bank", _words("Central Reserve")),
    "Centre": Head("agency", _words("Counter Counterterrorism Terrorism Cyber Disease Hurricane")),
    "Center": Head("agency", _words("Counter Counterterrorism Terrorism Cyber Disease Hurricane")),
    "Cabinet": Head("executive", frozenset(), takes_of=False),
    "Committee": Head(
        "agency",
        _words(
            "Supreme Security Select Senate House Standing Intelligence Judiciary Military Parliamentary Electoral Election Central Sanctions"
        ),
    ),
}

LOWER_HEADS: dict[str, Head] = {
    "ministry": Head("ministry"),
}
PLURAL_HEADS = {
    "departments": "Department",
    "ministries": "Ministry",
    "Departments": "Department",
    "Ministries": "Ministry",
}

# Qualifiers that make a private body, a university faculty or a party organ of any head.
NEVER = _words(
    "News Press Travel Rating Ratings Advertising Olympic Football Soccer Cricket Rugby Athletic Basketball Tennis Golf "
    "Baseball Hockey Modeling Talent Estate Oval Box Post Ticket Home-Office Executive Rights Watch Jewish Muslim "
    "Islamic-Council Church Churches Resistance Student Students Faculty University College Syrian-National Transatlantic "
    "Trump Obama Bush Clinton Biden Reagan Nixon Carter Salvation Republican-National Democratic-National Party "
    "Relations Wildlife-Fund Central-Committee Red Tennis Squash Commerce-Chamber Food-Court Tennis-Court "
    "Christian Catholic Anglican Lutheran Methodist Baptist Housekeeping Customer Wire Music English History Physics "
    "Sociology Chemistry Psychology Biology Mathematics Sales Marketing"
)
STANDALONE = _words("Parliament Senate Cabinet")
