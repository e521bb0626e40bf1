"""The tables of the National Labor Relations Board's case log: which a file is, and its entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from casefile.importers.faults import Faults
from casefile.importers.files import named
from casefile.importers.material import Unreadable
from casefile.importers.rows import Row, read_columns, sound_rows
from casefile.importers.shelf import Shelf

CASE = "R_Case_Number"
UNIT = "Unit_ID"
# The Board was made in 1935; a date after 2099 is a slip that no answer should rest on.
FIRST_YEAR, LAST_YEAR = "1935", "2099"
MAX_NAME = 500
MAX_CODE = 60
SIMILAR = 0.5  # the part of a table's columns by which a file is still known as that table


class Table(NamedTuple):
    """One table: what a row of it is called, its columns, and the actions that its dates say.

    `code` is the table's name in the log of actions. `dates` gives, for each column with a date,
    the field under which the log has the same date; `hearing` is the column with a hearing's day.
    """

    record: str
    columns: tuple[str, ...]
    code: str = ""
    dates: Mapping[str, str] = {}
    hearing: str = ""

    @property
    def sequence(self) -> str:
        """Return the column that counts the entries of one case; "" where there is none."""
        return next((one for one in ("Action_Sequence", "Sequence") if one in self.columns), "")

    @property
    def keyless(self) -> bool:
        """Tell whether a row lacks a part of the key, so that only its date tells its action."""
        return UNIT not in self.columns or not self.sequence


def _table(record: str, columns: str, code: str = "", hearing: str = "", **dates: str) -> Table:
    return Table(record, (CASE, *columns.split()), code, dates, hearing)


ACTIONS = _table(
    "action",
    "Unit_ID Action_Sequence Recurrence Action_Table_Code Action_Field_Code Action_Date "
    "Date_Entered Action_Control",
)
CASES = _table(
    "case",
    "Case_Type Status NLRB_Office_ID Docket_Num Case_Name Date_Filed Hearing_Target_Date "
    "Election_Target_Date Employer_On_Petition Union_Involved_On_Petition NAICS_Code "
    "Num_Employees_Requested",
)
BESIDE = (
    _table(
        "closing",
        "Action_Sequence Closing_Date Closing_Stage Closing_Method",
        "RCLOS",
        Closing_Date="Close",
    ),
    _table(
        "withdrawal",
        "Unit_ID Action_Sequence Withdrawal_Approved_Date With_Prejudice_Flag",
        "RWITH",
        Withdrawal_Approved_Date="Appr",
    ),
    _table(
        "dismissal",
        "Unit_ID Action_Sequence Date_Letter_Issued",
        "RDISM",
        Date_Letter_Issued="Lettr",
    ),
    _table(
        "reopening", "Action_Sequence Date_Reopened Reopen_Reason", "RREOP", Date_Reopened="Reopn"
    ),
    _table(
        "block",
        "Unit_ID Action_Sequence Recurrence Blocked Unblocked ReqProc_Board_Filed_Date "
        "ReqProc_Board_Deter_date ReqProc_Board_Deter",
        "RBLCK",
        Blocked="Block",
        Unblocked="Unblk",
        ReqProc_Board_Filed_Date="BrdFi",
    ),
    _table(
        "hearing before the election",
        "Unit_ID Action_Sequence Recurrence Date_Notice_Issued Date_Hearing_Scheduled "
        "Date_Rescheduled_Issued Hearing_Opened Hearing_Closed",
        "RPRHR",
        "Date_Hearing_Scheduled",
        Date_Notice_Issued="Notic",
        Date_Rescheduled_Issued="Resch",
        Hearing_Opened="Open",
        Hearing_Closed="Close",
    ),
    _table(
        "hearing after the election",
        "Unit_ID Election_ID Action_Sequence Recurrence NOH_Issued Hearing_Scheduled "
        "Date_Reschedule_Issued Hearing_Opened Hearing_Closed",
        "RPSHR",
        "Hearing_Scheduled",
        NOH_Issued="NOH",
        Date_Reschedule_Issued="Resch",
        Hearing_Opened="Open",
        Hearing_Closed="Close",
    ),
    _table(
        "regional director's decision",
        "Unit_ID Action_Sequence Recurrence RD_Decision_Issued_Date RD_Decision_Type "
        "Brief_Due_Date Pre_Election_Brief_Rcvd Recon_Request_Filed Recon_Request_Party "
        "RD_Recon_Deter RD_Recon_Deter_Date Review_Due_Date",
        "RPRRD",
        RD_Decision_Issued_Date="Issue",
        Pre_Election_Brief_Rcvd="BrfRc",
        Recon_Request_Filed="RecFi",
        RD_Recon_Deter_Date="Recon",
        Brief_Due_Date="BrfDu",
    ),
    _table(
        "Board action before the election",
        "Action_Sequence Recurrence Received_Date Received_Reason Ruling_Decision_Date "
        "Ruling_Action_Code Exception_Withdrawn_Date Board_Decision_Date Board_Action_Code",
        "RPEBD",
        Received_Date="Recvd",
        Ruling_Decision_Date="Rulng",
        Exception_Withdrawn_Date="ExpWd",
        Board_Decision_Date="BdDec",
    ),
    _table(
        "Board action after the election",
        "Received_Date Received_Reason Ruling_Action_Code Exception_Withdrawn_Date "
        "Board_Decision_Date Board_Action_Code",
        "RPOBD",
        Received_Date="Recvd",
        Exception_Withdrawn_Date="ExpWd",
        Board_Decision_Date="BdDec",
    ),
    _table(
        "transfer",
        "History_Date Sequence Date_Data_Received Request_Date Reason_Transfer Transfer_Type "
        "Transfer_Order_Date New_Case_Number Former_Case_Number Sent_Date Received_Date",
        "RXFER",
        Request_Date="Req",
        Transfer_Order_Date="Order",
    ),
)

_BY_RECORD = {table.record: table for table in (ACTIONS, CASES, *BESIDE)}
_case = re.compile(r"\d{2}-[A-Z]{2}-\d{4,6}", re.ASCII)
_parts = {
    UNIT: re.compile(r"[A-Z0-9]{1,3}", re.ASCII),
    "Action_Sequence": re.compile(r"\d{1,5}", re.ASCII),
    "Sequence": re.compile(r"\d{1,5}", re.ASCII),
    "Recurrence": re.compile(r"\d{1,4}", re.ASCII),
    "Action_Table_Code": re.compile(r"[A-Za-z]{1,6}", re.ASCII),
    "Action_Field_Code": re.compile(r"[A-Za-z]{1,6}", re.ASCII),
}
EFFECT = "Action_Date"  # the hour is that of its entry
_required = (EFFECT, "Case_Name")
_names = ("Case_Name", "Employer_On_Petition", "Union_Involved_On_Petition")
_instants = ("Date_Entered", "History_Date", "Date_Data_Received")
_days = (
    EFFECT,
    "Date_Filed",
    "Hearing_Target_Date",
    "Election_Target_Date",
    "ReqProc_Board_Deter_date",
    "Review_Due_Date",
    "Sent_Date",
    *(column for table in BESIDE for column in (*table.dates, table.hearing) if column),
)


class Key(NamedTuple):
    """What identifies an entry: the case, the unit, its number there, and its n-th time."""

    case: str
    unit: str
    sequence: int
    recurrence: int


class CaseEntry(NamedTuple):
    """One row of a table: where it stands, its key, and what its cells say that are not blank."""

    where: str
    table: Table
    key: Key
    said: Mapping[str, str]


def read_entries(paths: Sequence[Path], faults: Faults) -> Iterator[CaseEntry]:
    """Yield every entry of the files.

    What cannot be read is told as faults, with the file, the row and the column.
    """
    found = set()
    for path, name in zip(paths, named(paths), strict=True):
        table = None
        with faults.of(name):
            table = _known_as(path, name)
        if table is None:
            continue
        found.add(table.record)
        for row in sound_rows(path, name, table.columns, faults):
            entry = None
            with faults.of(name):
                entry = _entry(table, row, faults)
            if entry:
                yield entry
    if ACTIONS.record not in found and not faults:
        names = ", ".join(path.name for path in paths) or "no file"
        raise Unreadable(f"There is no log of actions (Action_Table_Code, ...) among: {names}.")


class CaseEntries:
    """The entries of all tables, on disk until they are asked for case by case."""

    def __init__(self) -> None:
        self._shelf: Shelf[tuple[str, str, Key, Mapping[str, str]]] = Shelf()
        self.close = self._shelf.close

    def put(self, entry: CaseEntry) -> None:
        """Take one more entry."""
        self._shelf.put([entry.key.case], (entry.where, entry.table.record, entry.key, entry.said))

    def by_case(self) -> Iterator[tuple[str, dict[str, list[CaseEntry]]]]:
        """Yield each case with its entries by the name of their record, in an order of their own.

        That is none of the order of the rows.
        """
        for case, kept in self._shelf.by_key():
            tables: dict[str, list[CaseEntry]] = {}
            for where, record, key, said in kept:
                entry = CaseEntry(where, _BY_RECORD[record], key, said)
                tables.setdefault(record, []).append(entry)
            for entries in tables.values():
                entries.sort(key=lambda one: (one.key, tuple(one.said.items())))
            yield case, tables


def _known_as(path: Path, name: str) -> Table:
    """Return the table that a file is, by its header; one that lacks a column is still known."""
    columns = set(read_columns(path, name))

    def likeness(table: Table) -> float:
        return len(columns & set(table.columns)) / len(columns | set(table.columns))

    table = max((ACTIONS, CASES, *BESIDE), key=likeness)
    if likeness(table) < SIMILAR:
        raise Unreadable(f"{name}, row 1: it has the columns of no table of the case log.")
    return table


def _entry(table: Table, row: Row, faults: Faults) -> CaseEntry:
    """Return the entry of a row, with every cell of it that can be read.

    The others are told as faults. Raises Unreadable where the row does not say what it is of.
    """
    said: dict[str, str] = {}
    for column in table.columns:
        with faults.of(row.file):
            if text := _cell(row, column):
                said[column] = text
    if not _case.fullmatch(said.get(CASE, "")):
        raise row.unreadable(CASE, f"{said.get(CASE, '')!r} is no case number like 01-RC-22125.")
    key = Key(
        said[CASE],
        said.get(UNIT, "A"),
        int(said.get(table.sequence, "0")),
        int(said.get("Recurrence", "0")),
    )
    return CaseEntry(row.where, table, key, said)


def _cell(row: Row, column: str) -> str:
    """Return a cell as it may be stored; raises Unreadable."""
    if column in _days or column in _instants:
        return _moment(row, column)
    text = row.text(column)
    most = MAX_NAME if column in _names else MAX_CODE
    if len(text) > most:
        raise row.unreadable(column, f"it has {len(text):,} characters; {most} at most are read.")
    if (pattern := _parts.get(column)) and not pattern.fullmatch(text):
        raise row.unreadable(column, f"{text!r} cannot be read.")
    if not text and column in _required:
        raise row.unreadable(column, "it is blank.")
    return text


def _moment(row: Row, column: str) -> str:
    text = row.moment(column) if column in _instants else row.day(column)
    if not text and column in _required:
        raise row.unreadable(column, "it is blank.")
    if column == EFFECT and row.moment(column) not in (text, f"{text}T00:00:00"):
        sentence = "an action has a day and no hour there; are the columns exchanged?"
        raise row.unreadable(column, sentence)
    if text and not FIRST_YEAR <= text[:4] <= LAST_YEAR:
        sentence = f"{text} lies outside the years {FIRST_YEAR} to {LAST_YEAR}."
        raise row.unreadable(column, sentence)
    return text
