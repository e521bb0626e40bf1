"""Deferred said: for how long, and on which conditions, a charge is put off."""

from __future__ import annotations

import re

from casefile.words.typed.asides import Aside

# How it is called that something is put off, by what it is.
_DEFERRED = {
    "adjudication deferred": "deferred adjudication",
    "adjudication of guilt deferred": "deferred adjudication",
    "judgment deferred": "deferred adjudication",
    "adjudication withheld": "adjudication withheld",
    "prosecution deferred": "deferred prosecution",
    "sentence deferred": "deferred sentence",
    "imposition of sentence deferred": "deferred sentence",
}
_condition = re.compile(r"[,;] (?:and )?| and (?=\$?\d|an?\b|no\b|restitution|community)")


def deferred(parts: dict[str, str]) -> list[Aside]:
    """Return for how long, and on which conditions, a charge is put off, and put how it is."""
    what = f"{parts.pop('noun', '')} {parts.pop('deferred')}".strip().casefold()
    parts["how"] = _DEFERRED.get(what, what)
    term, conditions = parts.pop("term", ""), parts.pop("conditions", "")
    more = [Aside(("term",), term, beside=True)] if term else []
    each = filter(None, _condition.split(conditions))
    return [*more, *(Aside(("conditions",), one, belongs=True) for one in each)]
