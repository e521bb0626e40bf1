"""What the words of the sources leave possible, read by looking for words alone.

Nothing of casefile is used here, and no table of dispositions: a word that says how a charge ended
names the states that it may have, and of what is ordered every number has to be shown, or it has
to be said that there is more. So this is weaker than any reader, and independent of it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

CONVICTED = frozenset({"convicted", "sentenced"})
# The first of these that stands in the words names the states. Each is a word, not a wording.
COUNTY = (
    ("not guilty|^fng", {"acquitted"}),
    ("nolle|dismiss", {"dismissed"}),
    ("fnpc|reject", {"rejected"}),
    ("death", {"abated"}),
    ("supersed", {"superseded"}),
    ("transfer", {"moved"}),
    ("mistrial", {"mistried"}),
    ("bfw|warrant", {"charged"}),
    ("guilty", CONVICTED),
)
# No judgment of conviction follows these in Illinois (730 ILCS 5/5-6-3.1, 5/5-6-3.4; 720 ILCS
# 550/10, 570/410). What they are beside something else, nobody can say.
NO_JUDGMENT = re.compile("supervision|710/410|2nd chance")
SENTENCES = {
    "incarceration": "prison|jail|boot camp|corrections|incarceration|idoc",
    "probation": "probation(?! terminated)",
    "treatment": "mental health services",
    "other": "conditional|terminated",
}
LENGTHS = {"year": "Y", "month": "M", "week": "W", "day": "D"}
PENAL = re.compile(
    r"\b(?:bop|prison|custody|imprison\w*|probation|supervised release|time served|s/?r)\b"
)
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
IN_FIGURES = {word: number for number, word in enumerate(_ONES, 1)} | _TENS
IN_FIGURES |= {f"{ten}-{one}": IN_FIGURES[ten] + IN_FIGURES[one] for ten in _TENS for one in _ONES}
WRITTEN = re.compile(
    rf"\b(\d+|{'|'.join(sorted(IN_FIGURES, key=len, reverse=True))})"
    r"(?: ?\((\d+)\))?[ -](year|month|day|hour|yr|mo)s?\b"
)
SUM = re.compile(r"\$ ?([\d,]+(?:\.\d\d)?)(?!\S* [^.;$]{0,20}(?:waived|remitted))")
# How a petition ended by the method by which its case was closed, and by the tables of its acts.
ENDED_BY = {"RWITH.Appr": "dismissed", "RDISM.Lettr": "dismissed", "RCERT.Rep": "determined"}
ENDED_BY |= {"RCERT.Resul": "determined"}
DECIDED = ("OrdCU", "AmdCe")  # a unit is clarified, a certification amended
CLOSED_BY = {"With": "dismissed", "Dismi": "dismissed", "Rep": "determined", "Resul": "determined"}
Item = tuple[str, str]  # the matter, and the item as the source calls it


class Possible(NamedTuple):
    """What the words of a source leave possible for one item.

    `sizes` are the terms and sums that are ordered; `more` tells that the words may say more than a
    sentence of these, and `sure` that they can say no more than that.
    """

    words: str
    states: frozenset[str]
    sizes: frozenset[str] = frozenset()
    more: bool = True
    sure: bool = False
    kinds: frozenset[str] = frozenset()


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as they stand."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        yield from csv.DictReader(file)


def of_county(folder: Path, day: str) -> dict[Item, Possible]:
    """Return what the county's tables leave possible by a day for each charge disposed of."""
    ordered: dict[Item, list[dict[str, str]]] = {}
    for row in rows(folder / "sentencing.csv"):
        if row["sentence_date"] <= day:
            ordered.setdefault(_county_item(row), []).append(row)
    for each in ordered.values():
        each.sort(key=lambda row: (row["sentence_date"], row["current_sentence"] == "true"))
    found: dict[Item, Possible] = {}
    ended: dict[Item, list[dict[str, str]]] = {}
    for row in rows(folder / "dispositions.csv"):
        ended.setdefault(_county_item(row), []).append(row)
    for item, each in ended.items():
        words = " / ".join(one["charge_disposition"] for one in each)
        last = [one for one in each if one["disposition_date"] == each[-1]["disposition_date"]]
        states = frozenset().union(*(_county_states(one["charge_disposition"]) for one in last))
        found[item] = _with_sentence(Possible(words, states), ordered.get(item, ()))
    return found


def _county_item(row: Mapping[str, str]) -> Item:
    return f"cook-{row['case_id']}", f"{row['charge_id']}-{row['case_participant_id']}"


def _county_states(words: str) -> frozenset[str]:
    plain = words.lower()
    return frozenset(next(states for word, states in COUNTY if re.search(word, plain)))


def _with_sentence(said: Possible, ordered: Any) -> Possible:
    """Return what is possible beside what was ordered on it."""
    if not ordered:
        # A finding alone may still be sentenced, and what the table lacks is no sentence.
        return said._replace(states=said.states - {"sentenced"})
    words = " / ".join(
        ", ".join(
            one[name]
            for name in ("sentence_type", "commitment_type", "commitment_term", "commitment_unit")
            if one[name]
        )
        for one in ordered
    )
    last = ordered[-1]
    cells = [last["sentence_type"].lower(), last["commitment_type"].lower()]
    kinds = {kind for cell in cells for kind in _penalties(cell)}
    without = [bool(NO_JUDGMENT.search(cell)) for cell in cells if cell]
    states = said.states
    if CONVICTED & states:
        if any("terminated" in cell for cell in cells):
            states = frozenset({"deferred", "plea_tendered"})
        elif not any(without):
            states = frozenset({"sentenced"})
        elif all(without) or kinds <= {"probation"}:
            states = frozenset({"deferred", "sentenced"} if len(ordered) > 1 else {"deferred"})
        else:  # the words deny one another
            states = frozenset({"plea_tendered", "convicted"})
    elif len(said.states) == 1:
        states |= {"sentenced"}  # dropped and sentenced: the tables contradict themselves
    size = _county_size(last)
    sure = len(kinds) == 1 and bool(size or not last["commitment_term"])
    return said._replace(
        words=f"{said.words}: {words}",
        states=states,
        sizes=frozenset({size} - {""}),
        more=not sure,
        sure=sure,
        kinds=frozenset(kinds),
    )


def _penalties(cell: str) -> set[str]:
    return {kind for kind, words in SENTENCES.items() if re.search(words, cell)}


def _county_size(row: Mapping[str, str]) -> str:
    """Return a term as it may be shown; "" where it is none that a calendar has."""
    unit = row["commitment_unit"].lower().rstrip("s()")
    if unit not in LENGTHS or not re.fullmatch(r"\d+(\.\d+)?", row["commitment_term"]):
        return ""
    number = float(row["commitment_term"])
    if unit == "year" and number != int(number):
        years, months = divmod(round(number * 12, 6), 12)
        return f"P{int(years)}Y{int(months)}M" if years else f"P{int(months)}M"
    return f"P{int(number)}{LENGTHS[unit]}" if number and number == int(number) else ""


def of_dockets(folder: Path) -> dict[Item, list[Possible]]:
    """Return what the words of real dockets leave possible for each count, in every copy of it."""
    found: dict[Item, list[Possible]] = {}
    for path in sorted(folder.rglob("*.json")):
        page = json.loads(path.read_bytes())
        matter = f"{page.get('court_id')}-{page.get('docket_number')}".replace(":", ".")
        for party in page.get("parties") or ():
            charged = party.get("criminal_data") or {}
            for row in charged.get("counts", ()):
                for count in _counts(row["name"]):
                    found.setdefault((matter, count), []).append(_of_words(row["disposition"]))
    return found


def _counts(name: str) -> list[str]:
    """Return the counts of a row like "FRAUD(2s-4s)"; [] where it numbers none."""
    numbered = re.search(r"\((\d+)(s*r?)(?:-(\d+)\2)?\)\s*$", name)
    if not numbered:
        return []
    first, last = int(numbered[1]), int(numbered[3] or numbered[1])
    return [f"{one}{numbered[2]}" for one in range(first, last + 1)]


def _of_words(words: str) -> Possible:
    """Return what a disposition leaves possible; without one it may have been superseded."""
    plain = words.lower().strip()
    if not plain:
        return Possible("", frozenset({"charged", "superseded"}))
    if PENAL.search(plain):
        sizes = {_size(*one) for one in WRITTEN.findall(plain)}
        sizes |= {one.rstrip(".,") for one in SUM.findall(plain)}
        return Possible(words, CONVICTED, frozenset(sizes))
    return Possible(words, frozenset({"dismissed"} if "dismiss" in plain else {"charged"}))


def _size(number: str, again: str, unit: str) -> str:
    letter = {"yr": "Y", "mo": "M"}.get(unit, unit[0].upper())
    return f"{again or IN_FIGURES.get(number, number)}{letter}"


class Petition(NamedTuple):
    """How a petition ended: by the method by which its case was closed, and by acts of its own."""

    closed: frozenset[str]
    acts: frozenset[str]


def of_agency(folder: Path) -> dict[str, Petition]:
    """Return how the petition of each case ended that was closed by an end of its petition."""
    acts: dict[str, set[str]] = {}
    for row in rows(folder / "actions.csv"):
        act = f"{row['Action_Table_Code']}.{row['Action_Field_Code']}"
        if state := ENDED_BY.get(act):
            acts.setdefault(row["R_Case_Number"], set()).add(state)
    for row in rows(folder / "rd_decisions.csv"):
        if row["RD_Decision_Type"] in DECIDED:
            acts.setdefault(row["R_Case_Number"], set()).add("determined")
    found: dict[str, Petition] = {}
    for row in rows(folder / "closings.csv"):
        case, state = row["R_Case_Number"], CLOSED_BY.get(row["Closing_Method"])
        if state:
            before = found[case].closed if case in found else frozenset()
            found[case] = Petition(before | {state}, frozenset(acts.get(case, ())))
    return found
