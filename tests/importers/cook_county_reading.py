"""A straight reading of the county's felony tables: who stands where, from the CSV files alone.

Nothing of casefile is used here, so that the two can be held against each other. A charge stands
where its disposition leaves it, whatever the dates of its filing and its sentence; of a
participant's charges the one that leaves the most to fear is the headline.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

TABLES = ("intake", "initiation", "dispositions", "sentencing")
OUTCOMES = {
    "Plea Of Guilty": "convicted",
    "Plea of Guilty - Amended Charge": "convicted",
    "Plea of Guilty - Lesser Included": "convicted",
    "Finding Guilty": "convicted",
    "Finding Guilty - Lesser Included": "convicted",
    "Verdict Guilty": "convicted",
    "Mistrial Declared": "mistried",
    "BFW": "charged",
    "Nolle Prosecution": "dismissed",
    "Case Dismissed": "dismissed",
    "FNG": "acquitted",
    "FNG Reason Insanity": "acquitted",
    "Verdict-Not Guilty": "acquitted",
    "FNPC": "rejected",
    "Charge Rejected": "rejected",
    "Death Suggested-Cause Abated": "abated",
    "Superseded by Indictment": "superseded",
    "Transferred - Misd Crt": "moved",
}
# What is ordered on a plea or a finding of guilt, by the type of the sentence and how it is served.
# Illinois enters no judgment then (730 ILCS 5/5-6-3.1, 5/5-6-3.4; 720 ILCS 550/10, 570/410).
DEFERRED = {
    ("Supervision", "Court Supervision"),
    ("Supervision", ""),
    ("Probation", "710/410 Probation"),
    ("2nd Chance Probation", "2nd Chance Probation"),
    ("2nd Chance Probation", "Probation"),
    ("2nd Chance Probation", "Mental Health Probation"),
}
# What no law says, or where one word is a conviction and the other one is none.
UNREAD = {
    ("Supervision", "Conditional Discharge"),
    ("Conditional Release", "Court Supervision"),
    ("Probation Terminated Instanter", "Probation Terminated Instanter"),
}
# The most to fear first; what stands on one line is feared alike.
EXPOSURE = (
    ("convicted", "sentenced"),
    ("deferred",),
    ("plea_tendered",),
    ("mistried",),
    ("charged",),
    ("dismissed",),
    ("acquitted", "abated", "rejected", "superseded", "moved"),
)
CLASSES = ("MX1234", "ABC", "P")  # felonies, misdemeanors, petty offenses
Row = dict[str, str]
Charge = tuple[str, str]  # participant, charge


def rows(folder: Path, table: str) -> list[Row]:
    """Return the rows of one table as they stand."""
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def charges(folder: Path, day: str) -> dict[Charge, tuple[str, str, str]]:
    """Return how each charge stands on a day, since when, and the class of the offense."""
    filed = {_charge(row): row for row in rows(folder, "initiation")}
    ended = {_charge(row): row for row in rows(folder, "dispositions")}
    sentenced: dict[Charge, Row] = {}
    for row in rows(folder, "sentencing"):
        first = sentenced.setdefault(_charge(row), row)
        if row["sentence_date"] < first["sentence_date"]:
            sentenced[_charge(row)] = row
    dead = {
        participant: row["disposition_date"]
        for (participant, _), row in ended.items()
        if OUTCOMES[row["charge_disposition"]] == "abated" and row["disposition_date"] <= day
    }
    found = {}
    for key in {**filed, **ended}:
        state, since = _stands(filed.get(key, {}), ended.get(key, {}), sentenced.get(key, {}), day)
        if state == "charged" and key[0] in dead:
            state, since = "abated", dead[key[0]]
        degree = ended.get(key, {}).get("disposition_charged_class") or filed[key]["class"]
        found[key] = (state, since, degree)
    return found


def headlines(folder: Path, day: str) -> dict[str, str]:
    """Return where each participant with a disposition stands on a day."""
    found: dict[str, list[tuple[int, int, str, str, str]]] = {}
    for (who, charge), (state, since, degree) in charges(folder, day).items():
        if state != "none":
            candidate = (_exposure(state), _gravity(degree), _latest_first(since), charge, state)
            found.setdefault(who, []).append(candidate)
    with_disposition = {row["case_participant_id"] for row in rows(folder, "dispositions")}
    return {who: min(found[who])[-1] if who in found else "none" for who in with_disposition}


def _charge(row: Row) -> Charge:
    return row["case_participant_id"], row["charge_id"]


def ordered(row: Row) -> str:
    """Return what a row of sentencing has: a sentence, a deferral, or what nobody reads."""
    words = row["sentence_type"], row["commitment_type"]
    return "deferred" if words in DEFERRED else "unread" if words in UNREAD else "sentenced"


def _stands(filed: Row, ended: Row, sentenced: Row, day: str) -> tuple[str, str]:
    """Return the state of a charge on a day, and since when."""
    # Of a charge without a day nobody can tell when it was filed, but by when.
    by = [one for one in (filed.get("arraignment_date"), ended.get("disposition_date")) if one]
    filed_on = filed.get("event_date") or min(by, default="9999")
    if not ended or ended["disposition_date"] > day:
        return ("charged", filed_on) if filed_on <= day else ("none", "")
    state, since = OUTCOMES[ended["charge_disposition"]], ended["disposition_date"]
    if state == "charged":
        return state, filed_on
    if state != "convicted" or not sentenced:
        return state, since
    kind = ordered(sentenced)
    if kind != "sentenced" and ended["charge_disposition"].startswith("Plea"):
        state = "plea_tendered"
    if kind == "unread" or sentenced["sentence_date"] > day:
        return state, since
    # A deferral that is dated before the disposition was ordered by then at the latest.
    return kind, sentenced["sentence_date"] if kind == "sentenced" else max(
        sentenced["sentence_date"], since
    )


def _exposure(state: str) -> int:
    return next(place for place, states in enumerate(EXPOSURE) if state in states)


def _gravity(degree: str) -> int:
    found = (place for place, classes in enumerate(CLASSES) if degree and degree in classes)
    return next(found, len(CLASSES))


def _latest_first(day: str) -> str:
    """Return a text that sorts the other way round than its day."""
    return "".join(str(9 - int(digit)) for digit in day if digit.isdigit())


def main() -> None:
    """Print how many participants with a disposition stand where."""
    counted = Counter(headlines(Path(sys.argv[1]), sys.argv[2]).values())
    for state, number in counted.most_common():
        sys.stdout.write(f"{number:6,} {state}\n")


if __name__ == "__main__":
    main()
