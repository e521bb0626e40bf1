"""Counts said: the claims, citations and sentences of one sentence, each as what it says by itself.

Each stands behind its number, or its section: count 1, negligence; count 2, nuisance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from casefile.words.what.causes import RELIEF

Said = dict[str, list[str]]  # fields of one count, by their names
_apart = re.compile(r"(?:[;,]|,? and)? ?(?=\bcounts? \d)|; (?:and )?", re.IGNORECASE)
_count = re.compile(r"count (?P<number>\d{1,3})[,:]? (?:for |of )?(?P<said>.+)", re.IGNORECASE)
_sum = re.compile(r"(?P<before>.+?),? (?:for )?(?P<sum>\$\d[\d,]*(?:\.\d\d)?)", re.IGNORECASE)
_complaint = re.compile(
    rf"(?:an? |the )?(?:complaint|petition(?: for (?P<relief>{RELIEF}))?)(?: (?:was )?filed)?"
    r"(?:(?P<colon>:)|,)? (?P<counts>(?!by |was |is |filed ).+)",
    re.IGNORECASE,
)
_cited = re.compile(
    r"(?P<head>.+? cite[sd] .+?) (?:for |under |on |with )?(?P<items>item \d+[,:] .+)",
    re.IGNORECASE,
)
_apart_items = re.compile(r"(?:[;,] )?(?:and )?(?=\bitem \d)", re.IGNORECASE)
# What an item of a citation says of itself behind its number.
_OF_ITEM = {
    "severity": re.compile(
        r"serious|other[- ]than[- ]serious|wil?lful|repeat(?:ed)?|de minimis", re.IGNORECASE
    ),
    "standard": re.compile(r"(?:29 CFR )?\d{4}\.\d[\w().]*", re.IGNORECASE),
    "penalty": re.compile(r"\$\d[\d,]*(?:\.\d\d)?"),
}
_SENTENCED = r"(?P<head>(?:.+? )?(?:is |was )?sentenced)"
_on_counts = re.compile(
    rf"{_SENTENCED} (?:on|for) (?P<rest>counts? \d.*? to .+? (?:on|for) counts? \d.*? to .+)",
    re.IGNORECASE,
)
_next_count = re.compile(
    r"(?:[,;] and|[,;]| and) (?:on|for) (?=counts? \d[\d, and]* to )", re.IGNORECASE
)
_to_each = re.compile(rf"{_SENTENCED} to (?P<rest>.+ (?:on|for) counts? \d.*)", re.IGNORECASE)
_penalty_on = re.compile(
    r".+? (?:on|for) counts? \d+(?:(?:,? and |, ?)\d+)*(?:(?:[,;] and|[,;]| and) (?:to )?|$)",
    re.IGNORECASE,
)
_two_causes = re.compile(
    r"(?P<head>.+? charged .+? with|.+? filed (?:an? )?charges? against .+? for) (?P<causes>.+)",
    re.IGNORECASE,
)
_behind_section = re.compile(r"(?<=\d\))\)?,? (?:and )?(?=[a-z])")
_against = re.compile(r"(?P<before>.+?),? against (?P<whom>.+)", re.IGNORECASE)


def claims_counted(typed: str) -> list[Said]:
    """Return each claim that a complaint brings, as its fields; nothing where it is told else."""
    found = _complaint.fullmatch(typed)
    each = _each(found["counts"]) if found else []
    claims = [_claim(one, alone=bool(found and found["colon"])) for one in each]
    asked = {"relief": [found["relief"]]} if found and found["relief"] else {}
    return [asked | one for one in claims] if claims and all(claims) else []


_no_section = re.compile(r"(?:and )?\(\w+\)")


def causes_said(typed: str) -> list[str]:
    """Return each charge before an agency that a sentence tells of two by their sections."""
    found = _two_causes.fullmatch(typed)
    ends = [one.span() for one in _behind_section.finditer(found["causes"])] if found else []
    parts = _between(found["causes"], ends) if found else []
    alone = any(_no_section.match(one) for one in parts)  # the second half of a section: and (3)
    return [f"{found['head']} {one}" for one in parts] if found and parts[1:] and not alone else []


def _between(words: str, ends: Sequence[tuple[int, int]]) -> list[str]:
    """Return the parts of words between places, each with the bracket that it ends with."""
    begins = [0, *(end for _, end in ends)]
    stops = [*(start + words[start:end].count(")") for start, end in ends), len(words)]
    return [words[begin:stop] for begin, stop in zip(begins, stops, strict=True)]


def sentences_said(typed: str) -> list[str]:
    """Return the sentence on each of several counts as it is told by itself; nothing for one."""
    if found := _on_counts.fullmatch(typed):
        parts = _next_count.split(found["rest"])
        each = [f"{found['head']} on {one}" for one in parts]
    elif found := _to_each.fullmatch(typed):
        parts = [one[0] for one in _penalty_on.finditer(found["rest"])]
        whole = "".join(parts) == found["rest"]
        each = [f"{found['head']} to {one.strip(' ,;')}" for one in parts] if whole else []
    else:
        return []
    return [re.sub(",? and$", "", one) for one in each] if each[1:] else []


def citations_said(typed: str) -> tuple[str, list[Said]]:
    """Return who cites whom, and the items of the citation as fields; none where it is told else.

    What is no class, section or sum of an item is what it is for.
    """
    found = _cited.fullmatch(typed)
    items = [one for one in _apart_items.split(found["items"]) if one] if found else []
    return (found["head"] if found else ""), [_citation(one.strip(" ,;")) for one in items]


def _citation(said: str) -> Said:
    fields: dict[str, list[str]] = {}
    number, *clauses = re.split(r"[,;:] ", said)
    fields["item"] = [re.sub(r"\D", "", number)]
    for clause in clauses:
        kind = next((name for name, form in _OF_ITEM.items() if form.fullmatch(clause)), "note")
        said_so = f"Violation: {clause}" if kind == "note" else clause
        fields[kind] = [*fields.get(kind, ()), said_so]
    return fields


def _each(counts: str) -> list[str]:
    return [one.strip(" ,;.") for one in _apart.split(counts) if one.strip(" ,;.")]


def _claim(said: str, *, alone: bool) -> Said:
    """Return what is said of one claim as fields; `alone` its cause is enough."""
    numbered = _count.fullmatch(said)
    cause = re.sub("^(?:for|alleging|of) ", "", numbered["said"] if numbered else said)
    fields: dict[str, str] = {"item": f"count {numbered['number']}"} if numbered else {}
    for name, form, part in (("amount", _sum, "sum"), ("against", _against, "whom")):
        if behind := form.fullmatch(cause):
            fields[name], cause = behind[part], behind["before"]
    if not (numbered or fields or alone) or re.fullmatch(r"counts? [\d, and]+", cause):
        return {}
    return {name: [one] for name, one in {**fields, "cause": cause}.items()}
