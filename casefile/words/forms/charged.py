"""Charged: what a sentence says of a charge that is filed: its count, offense and degree."""

from __future__ import annotations

import re
from collections.abc import Mapping

DEGREE = (
    r"(?:an? )?(?:(?:\w+[- ]degree|class \w+|gross|high|petty|capital|state jail) )?"
    r"(?:felony|misdemeanor)"
)
OFFENSE = rf"(?:count (?P<count_no>\d+)[,:]? )?(?P<offense>.+?)(?:, (?P<degree>{DEGREE}))?"
_charged = re.compile(
    rf"\b(?:charged with|charging .+? with|charge[sd]? .+? with|indicted .*?for) {OFFENSE}$",
    re.IGNORECASE,
)
_paper = re.compile(r"\b(?P<paper>indict|complaint|information|citation)", re.IGNORECASE)


def charged(said: str) -> Mapping[str, tuple[tuple[int, int], str]]:
    """Return where a sentence says what of a charge, by the field, with the words."""
    found = _charged.search(said.rstrip(" ."))
    parts = found.groupdict() if found else {}
    where = {name: (found.span(name), one) for name, one in parts.items() if found and one}
    if paper := _paper.search(said):
        name = paper["paper"].casefold().replace("indict", "indictment")
        where["instrument"] = (paper.span(), name)
    return where
