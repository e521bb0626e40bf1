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
# The most to fear first; what stands on one line is feared alike.
EXPOSURE = (
    ("convicted", "sentenced"),
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
    sentenced: dict[Charge, str] = {}
    for row in rows(folder, "sentencing"):
        key = _charge(row)
        sentenced[key] = min(row["sentence_date"], sentenced.get(key, "9999"))
    dead = {
        participant: row["disposition_date"]
        for (participant, _), row in ended.items()
        if OUTCOMES[row["charge_disposition"]] == "abated" and row["disposition_date"] <= day
    }
    found = {}
    for key in {**filed, **ended}:
        state, since = _stands(filed.get(key, {}), ended.get(key, {}), sentenced.get(key, ""), day)
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


def _stands(filed: Row, ended: Row, sentenced: str, day: str) -> tuple[str, str]:
    """Return the state of a charge on a day, and since when."""
    filed_on = filed.get("event_date") or filed.get("received_date") or "9999"
    if ended and ended["disposition_date"] <= day:
        state = OUTCOMES[ended["charge_disposition"]]
        if state == "convicted" and sentenced and sentenced <= day:
            return "sentenced", sentenced
        return state, filed_on if state == "charged" else ended["disposition_date"]
    return ("charged", filed_on) if filed_on <= day else ("none", "")


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
