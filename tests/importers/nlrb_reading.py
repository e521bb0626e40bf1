"""A straight reading of the agency's CSV files, written without casefile's code.

It answers by going through all rows each time: what had been entered by K, and of that, what had
its day by V. It knows nothing of events, spans or positions. Its rules, in words:

- A petition is filed, and then certified, withdrawn or dismissed; whatever has the latest day
  stands. A certification comes before a withdrawal or dismissal of one day, and what takes one of
  these back comes last; otherwise the alphabet of the codes decides.
- An action that was entered ahead of its day counts from its day on.
- A case is closed or reopened by whatever has the latest day among what was entered; a caseload of
  a day looks only at what had its day by then.
- A row of another table says more of an action of the same key and day, from that action's entry.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

WASHINGTON = ZoneInfo("America/New_York")
LAST = "9999-12-31"
STEPS = {"filed": 0, "determined": 1, "dismissed": 2, "reinstated": 3}
DECIDED = {"Dismi": "dismissed", "AmdCe": "determined", "OrdCU": "determined"}
PREJUDICE = {"Y": "with", "N": "without"}
TELLING = ("With", "Dismi", "Rep", "Resul", "UniCl", "AmCrt")


class Act(NamedTuple):
    """Something that became known at an instant and has its effect on a day."""

    day: str
    step: int
    code: str
    does: str
    prejudice: str
    at: datetime


class Turn(NamedTuple):
    """A change of a case: of its status, or of its stay."""

    day: str
    code: str
    number: str
    to: str
    at: datetime


class Reading:
    """The files of a folder, read row by row."""

    def __init__(self, folder: Path) -> None:
        self.tables = {file.stem: list(rows(file)) for file in sorted(folder.glob("*.csv"))}
        log = self.tables["actions"]
        self.newest = max(instant(row["Date_Entered"]) for row in log if row["Date_Entered"])
        self.log = sorted(log, key=lambda row: (self.at(row), kind(row) != "RCASE.Filed", by(row)))
        self.filed_on = {row["R_Case_Number"]: row["Date_Filed"] for row in self.tables["cases"]}
        self.unions = {
            row["R_Case_Number"]
            for row in self.tables["cases"]
            if row["Union_Involved_On_Petition"].strip().lower() not in ("", "none", "n/a")
        }
        self.petitions: dict[tuple[str, str], list[Act]] = defaultdict(list)
        self.statuses: dict[str, list[Turn]] = defaultdict(list)
        self.stays: dict[str, list[Turn]] = defaultdict(list)
        self.counted: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
        self._read_petitions()
        self._read_cases()
        self._count()

    def at(self, row: dict[str, str]) -> datetime:
        """Return when a row of the log was entered; what does not say it comes last."""
        return instant(row["Date_Entered"]) if row["Date_Entered"] else self.newest

    def beside(self, table: str, row: dict[str, str], day: str, column: str) -> str:
        """Return a column of the row of another table that is the same action, by key and day."""
        key = ("R_Case_Number", "Unit_ID", "Action_Sequence", "Recurrence")
        if table not in self.__dict__:
            index = defaultdict(list)
            for other in self.tables.get(table, ()):
                index[tuple(other[name] for name in key if name in other)].append(other)
            self.__dict__[table] = index
        have = self.tables[table][0] if self.tables.get(table) else {}
        same = self.__dict__[table].get(tuple(row[name] for name in key if name in have), ())
        return next((one[column] for one in same if one[day] == row["Action_Date"]), "")

    def _read_petitions(self) -> None:
        for row in self.log:
            case, unit = row["R_Case_Number"], row["Unit_ID"]
            if unit != "A" and (case, unit) not in self.petitions:
                self._act(row, "filed")  # it is certain by the first act that the log has of it
            prejudice = ""
            match kind(row):
                case "RCASE.Filed":
                    does = "filed"
                case "RCERT.Rep" | "RCERT.Resul":
                    does = "determined"
                case "RDISM.Lettr":
                    does, prejudice = "dismissed", "unknown"
                case "RWITH.Appr":
                    does = "dismissed"
                    columns = ("Withdrawal_Approved_Date", "With_Prejudice_Flag")
                    prejudice = PREJUDICE.get(self.beside("withdrawals", row, *columns), "unknown")
                case "RPRRD.Issue":
                    columns = ("RD_Decision_Issued_Date", "RD_Decision_Type")
                    does = DECIDED.get(self.beside("rd_decisions", row, *columns), "")
                    prejudice = "unknown" if does == "dismissed" else ""
                case "RREOP.Reopn":
                    why = self.beside("reopenings", row, "Date_Reopened", "Reopen_Reason")
                    does = "reinstated" if why in ("WdRev", "DisRv") else ""
                case _:
                    does = ""
            if does:
                self._act(row, does, prejudice)

    def _act(self, row: dict[str, str], does: str, prejudice: str = "") -> None:
        act = Act(row["Action_Date"], STEPS[does], kind(row), does, prejudice, self.at(row))
        self.petitions[row["R_Case_Number"], row["Unit_ID"]].append(act)

    def _read_cases(self) -> None:
        open_blocks: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for row in self.log:
            case, number = row["R_Case_Number"], row["Action_Sequence"]
            said = (row["Action_Date"], kind(row), number)
            match kind(row):
                case "RCLOS.Close":
                    how = self.beside("closings", row, "Closing_Date", "Closing_Method")
                    to = "transferred" if how == "Trans" else "closed"
                    self.statuses[case].append(Turn(*said, to, self.at(row)))
                case "RREOP.Reopn":
                    self.statuses[case].append(Turn(*said, "reopened", self.at(row)))
                case "RBLCK.Block":
                    open_blocks[case].add(by(row)[1:])
                    self.stays[case].append(Turn(*said, "stayed", self.at(row)))
                case "RBLCK.Unblk":
                    open_blocks[case].discard(by(row)[1:])
                    if not open_blocks[case]:
                        self.stays[case].append(Turn(*said, "", self.at(row)))

    def _count(self) -> None:
        """Count what a chronology shows: one line a thing that a row says."""
        seen: set[tuple[str, str]] = set()
        for row in self.log:
            case, unit, at = row["R_Case_Number"], row["Unit_ID"], self.at(row)
            lines = self.counted[case]
            if not lines:  # the case, its employer, and its union where there is one
                lines += [(self.filed_on[case], at)] * (2 + (case in self.unions))
            if unit != "A" and (case, unit) not in seen:
                seen.add((case, unit))
                lines.append((row["Action_Date"], at))
            lines += [(row["Action_Date"], at)] * self._lines(row)

    def _lines(self, row: dict[str, str]) -> int:
        """Return how many things one row of the log says."""
        match kind(row):
            case "RWITH.Appr" | "RDISM.Lettr":
                return 2  # the paper, and the end of the petition
            case "RPRRD.Issue":
                columns = ("RD_Decision_Issued_Date", "RD_Decision_Type")
                return 1 + (self.beside("rd_decisions", row, *columns) in DECIDED)
            case "RCLOS.Close":
                how = self.beside("closings", row, "Closing_Date", "Closing_Method")
                return 1 + (how in TELLING)
            case "RREOP.Reopn":
                why = self.beside("reopenings", row, "Date_Reopened", "Reopen_Reason")
                return 1 + (why in ("WdRev", "DisRv"))
        return 1

    def state(self, petition: tuple[str, str], day: str, known: datetime) -> str | None:
        """Return the state of a petition on a day, as known; None where nothing of it was."""
        acts = [act for act in self.petitions[petition] if act.at <= known]
        if not acts:
            return None
        state, last_open = "none", "none"
        for act in sorted(act for act in acts if act.day <= day):
            match act.does:
                case "filed" if state == "none":
                    state = last_open = "filed"
                case "reinstated":
                    state = last_open
                case "dismissed":
                    state = f"dismissed({act.prejudice})"
                case "determined":
                    state = "determined"
        return state

    def states(self, day: str, known: datetime) -> dict[tuple[str, str], str]:
        """Return the state of every petition of which anything was known."""
        found = {one: self.state(one, day, known) for one in self.petitions}
        return {one: state for one, state in found.items() if state is not None}

    def status(self, case: str, known: datetime, day: str = LAST) -> str | None:
        """Return the status of a case, by a day; None where it was not known."""
        if not any(at <= known for _, at in self.counted[case]):
            return None
        return latest([one for one in self.statuses[case] if one.day <= day], known) or "open"

    def stayed(self, case: str, known: datetime) -> bool:
        """Tell whether a case stood still, as known.

        What is blocked and unblocked on one day stands as it did before it.
        """
        stayed = False
        turns = sorted(turn for turn in self.stays[case] if turn.at <= known)
        for _, day in groupby(turns, key=lambda turn: turn.day):
            now = {bool(turn.to) for turn in day}
            stayed = now.pop() if len(now) == 1 else stayed
        return stayed

    def lines(self, case: str, day: str, known: datetime) -> int:
        """Return how many lines a chronology has up to a day, as known."""
        return sum(on <= day and at <= known for on, at in self.counted[case])

    def caseload(self, day: str, known: datetime) -> Counter[str]:
        """Return how many petitions of open cases stand in which state."""
        stands = {case: self.status(case, known, day) for case in self.filed_on}
        going = {case for case, status in stands.items() if status in ("open", "reopened")}
        return Counter(
            state.partition("(")[0]
            for (case, _), state in self.states(day, known).items()
            if case in going and state != "none"
        )


def latest(turns: list[Turn], known: datetime) -> str:
    """Return the last turn by its day, among those known; "" where there is none."""
    return max((turn for turn in turns if turn.at <= known), default=Turn("", "", "", "", known)).to


def rows(file: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a file."""
    with file.open(encoding="utf-8", newline="") as opened:
        yield from csv.DictReader(opened)


def kind(row: dict[str, str]) -> str:
    """Return what an action is."""
    return f"{row['Action_Table_Code']}.{row['Action_Field_Code']}"


def by(row: dict[str, str]) -> tuple[str, ...]:
    """Return what orders the actions that were entered at one instant."""
    key = ("R_Case_Number", "Unit_ID", "Action_Sequence", "Recurrence")
    return (row["Action_Field_Code"], *(row[name] for name in key))


def instant(text: str) -> datetime:
    """Return an instant of the log, which is taken to be in Washington's time."""
    return datetime.fromisoformat(text).replace(tzinfo=WASHINGTON).astimezone(ZoneInfo("UTC"))
