"""Crimes: offenses that the law of a place makes crimes by whatever paper they are charged.

Driving under the influence is charged by citation as often as by complaint, and is a misdemeanor or
more in the places named here. It is a traffic offense in New Jersey (N.J.S.A. 39:4-50; State v.
Hamm, 121 N.J. 109 (1990)), and can be a forfeiture in Wisconsin (Wis. Stat. 346.65(2)(am)1), so
that of places which are not named here nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

UNDER_THE_INFLUENCE: Mapping[str, str] = {
    "US-AZ": "A.R.S. 28-1381",
    "US-CA": "Cal. Veh. Code 23152",
    "US-CO": "C.R.S. 42-4-1301",
    "US-IL": "625 ILCS 5/11-501",
    "US-NM": "NMSA 1978, 66-8-102",
    "US-TX": "Tex. Penal Code 49.04",
    "US-UT": "Utah Code 41-6a-502",
    "US-WA": "RCW 46.61.502",
}
_named = re.compile(
    r"\b(?:d\.?[uw]\.?i\b|(?:driving|operating)\b.*\b(?:under the influence|intoxicated|impaired))",
    re.IGNORECASE,
)
# Of somebody under age less than that is forbidden, and not always as a crime (Cal. Veh. Code
# 23136, 23140).
_under_age = re.compile(
    r"\bunder[ -](?:the age of )?(?:18|21)\b|\bunderage\b|\bminor\b", re.IGNORECASE
)


def crime_by_law(place: str, offense: str, statutes: Iterable[str]) -> str:
    """Return the law of a place by which an offense is a crime, however charged; "" is not known.

    It is called by its name, or its statute is cited.
    """
    law = UNDER_THE_INFLUENCE.get(place, "")
    section = re.escape(law.rpartition(" ")[2])
    cited = any(re.search(rf"(?<![\w.-]){section}(?![\d-]|\.\d)", one) for one in statutes)
    named = _named.search(offense) and not _under_age.search(offense)
    return law if law and (cited or named) else ""
