"""Party kinds: a person, an organization or a government, as the words of a name tell."""

from __future__ import annotations

import re

from casefile.law import companies
from casefile.law.events.party import PartyKind

# Words by which a name is told to be no person's.
_government = re.compile(
    r"\b(?:united states|u\.? ?s\.? ?a\.?$|u\.s\.|(?:state|city|county|town|village|people|republic"
    r"|commonwealth|kingdom|government|department|dept\.?|board|bureau) of|(?:county|city|district"
    r"|police|sheriff'?s) (?:department|office|council)|department|internal revenue|commission"
    r"|authority|agency|attorney general'?s office|customs|district attorney'?s office)\b",
    re.IGNORECASE,
)
_person_in_office = re.compile(
    r", ?(?:attorney general|secretary|warden|commissioner)", re.IGNORECASE
)
# Less sure than a docket needs: initials of persons, states, and a word of other names.
_UNSURE = ("chartered", "l.c", "p.a", "n.v", "b.v")
_company = companies.pattern(
    (*companies.SURE, *(form for form in companies.BEHIND if form not in _UNSURE))
)
_organization = re.compile(
    rf"\b(?:{_company}|corporatio?n?|b\.v|bank|banc|(?:estate|succession) of|trust|fund"
    r"|funds|foundation|association"
    r"|assn|hoa|poa|homeowners|condominiums?|society|union|university|college|school|hospital|church|group|holdings?"
    r"|partners|partnership|associates|enterprises?|industries|services|systems|insurance"
    r"|committee|council|coalition|institute|network|organi[sz]ation|international|center|centre"
    r"|properties|investments?|capital|management|solutions|technolog(?:y|ies)|league|clinic"
    r"|mutual|casualty|assurance|indemnity|underwriters|freight|trucking|logistics"
    r"|bakery|apartments|motel|hotel|brewery|pharmacy|supermarket|dealership|motors|plumbing"
    r"|rentals|leasing|townhomes|lodging|foods|farms|dairy|grocery|paving|masonry|excavating|drywall"
    r"|flooring|towing|transport(?:ation)?|airlines|railroad|manufacturing|distributors|distributing"
    r"|packaging|software|electronics|hospitality|healthcare|orthopedics|pediatrics|financial|lending"
    r"|mortgage|cleaners"
    r"|landscaping|daycare|academy|caf[e\u00e9]|restaurant|club|cooperative|ventures|realty|construction|constructors|contractors|builders|roofing|office)\b\.?",
    re.IGNORECASE,
)


def kind_told(name: str) -> PartyKind | None:
    """Return what a party is by the words of its name; None where they do not tell it."""
    if _person_in_office.search(name):
        return PartyKind.PERSON
    if _government.search(name) and not re.search(r"\b(?:inc|llc|ltd|corp)\b", name, re.IGNORECASE):
        return PartyKind.GOVERNMENT
    return PartyKind.ORGANIZATION if _organization.search(name) else None
