"""Party kinds: a person, an organization or a government, as far as a name tells it."""

from __future__ import annotations

import re

from casefile.law.events.party import PartyKind
from casefile.projections.names import name_key

_GOVERNMENT = re.compile(
    r"(?:the )?(?:(?:state|city|county|town|village|commonwealth|people|government) of\b.*"
    r"|united states(?: of america)?|us|usa|.* (?:county|police department|sheriff s office))"
)
# Words of what is no person; of a name as it is compared, L.L.C. is l l c.
_ORGANIZATION = re.compile(
    r"\b(?:inc|incorporated|llc|l l c|llp|l l p|lp|ltd|limited|corp|corporation|co|company|pllc|plc"
    r"|bank|hospital|clinic|university|college|school|church|foundation|insurance|casualty|mutual"
    r"|associates|partners|group|holdings|enterprises|industries|estate of|trust|union|association"
    r"|services|supply|storage|freight|trucking|motors|construction|builders|roofing|mining"
    r"|properties|realty|restaurant|stores?|systems|solutions|technologies|department|agency"
    r"|administration|commission|board|authority|district|court|office)\b"
)
MOST_WORDS = 4  # of a person's name, which has two at least


def kind_told(name: str) -> PartyKind | None:
    """Return of what kind a party is by its name; None where that does not tell it."""
    key = name_key(name)
    if _GOVERNMENT.fullmatch(key):
        return PartyKind.GOVERNMENT
    if _ORGANIZATION.search(key):
        return PartyKind.ORGANIZATION
    words = name.replace(",", " ").split()
    if 1 < len(words) <= MOST_WORDS and all(map(_may_be_of_a_person, words)):
        return PartyKind.PERSON
    return None


def _may_be_of_a_person(word: str) -> bool:
    return word[0].isupper() and word.strip(".").replace("-", "").replace("'", "").isalpha()
