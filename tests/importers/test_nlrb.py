"""What each kind of row of the agency's log becomes, on small invented tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from casefile.event import Draft
from casefile.importers.material import Bundle, Record, Unreadable
from casefile.importers.nlrb.importer import IMPORTER as NLRB
from casefile.importers.nlrb.tables import ACTIONS, BESIDE, CASES, MAX_NAME
from tests.importers.nlrb_office import Board, board

BESIDE_FILES = (
    "closings",
    "withdrawals",
    "dismissals",
    "reopenings",
    "blocks",
    "hearings_pre",
    "hearings_post",
    "rd_decisions",
    "board_actions_pre",
    "board_actions_post",
    "transfers",
)
HEADERS = {
    "actions": ACTIONS.columns,
    "cases": CASES.columns,
    **{name: table.columns for name, table in zip(BESIDE_FILES, BESIDE, strict=True)},
}
CASE = "01-RC-00001"
FILED = f"{CASE},A,0,0,RCASE,Filed,2009-01-05,2009-01-06T09:15:00,11"
CASES_ROW = (
    f"{CASE},RC,Close,01,00001,Sample Laundry,2009-01-05,,,Sample Laundry,Local 7 of the Washers,"
    "812320,12"
)
Read = Callable[..., list[Bundle]]


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes tables, each given by its rows, and returns their folder."""
    made: list[Path] = []

    def write(**tables: str | list[str]) -> Path:
        made.append(tmp_path / f"files-{len(made)}")
        made[-1].mkdir()
        for name, rows in tables.items():
            lines = [",".join(HEADERS[name]), *([rows] if isinstance(rows, str) else rows)]
            (made[-1] / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return made[-1]

    return write


@pytest.fixture
def read(folder: Callable[..., Path]) -> Read:
    """Return a function that reads tables into bundles."""
    return lambda **tables: list(NLRB.read(sorted(folder(**tables).glob("*.csv"))))


def records(bundles: list[Bundle]) -> list[Record]:
    """Return the records of all bundles."""
    return [record for bundle in bundles for record in bundle.records]


def events(bundles: list[Bundle]) -> dict[str, Draft]:
    """Return every event by its id without the case, each once."""
    drafts = {draft.event_id or "": draft for bundle in bundles for draft in bundle.drafts()}
    return {event_id.removeprefix(f"nlrb-{CASE}-"): draft for event_id, draft in drafts.items()}


def action(kind: str, day: str, entered: str, key: str = "A,0,0", case: str = CASE) -> str:
    """Return a row of the log."""
    return f"{case},{key},{kind.replace('.', ',')},{day},{entered},7"


def title(asked: Board) -> str:
    """Return the title of the case as it is known now."""
    (matter,) = asked.answers.matters()["matters"]
    return str(matter["title"])


def states(asked: Board, day: str, known: str) -> Mapping[str, str]:
    """Return the states of the petitions of the case, by unit."""
    return {unit: state for (_, unit), state in asked.states(day, known).items()}


def test_filed__first_action_of_a_case__opens_it_with_its_parties(read: Read) -> None:
    (bundle,) = read(actions=FILED, cases=CASES_ROW)
    assert [record.kind for record in bundle.records] == ["case", "action"]
    assert {record.recorded_at for record in bundle.records} == {"2009-01-06T09:15:00-05:00"}
    found = events([bundle])
    assert list(found) == ["opened", "employer", "union", "RCASE.Filed-A-0-0-claim-union"]
    assert found["opened"].data["title"] == "Sample Laundry"
    assert found["opened"].effective == "2009-01-05"
    claim = found["RCASE.Filed-A-0-0-claim-union"]
    assert claim.type == "claim.filed"
    assert claim.data["claimants"] == [f"{CASE}.union"]
    assert claim.data["against"] == [f"{CASE}.employer"]
    assert claim.override
    assert claim.override.authority == "NLRB case activity log, RCASE"


@pytest.mark.parametrize(
    ("kind", "claimants", "against"),
    [
        ("RC", ["union"], ["employer"]),
        ("RD", [], ["employer", "union"]),
        ("RM", ["employer"], ["union"]),
        ("UC", [], ["employer", "union"]),
    ],
)
def test_filed__each_kind_of_petition__sides_as_far_as_the_kind_tells(
    read: Read, kind: str, claimants: list[str], against: list[str]
) -> None:
    case = f"01-{kind}-00001"
    found = read(actions=FILED.replace(CASE, case), cases=CASES_ROW.replace(CASE, case))
    claim = next(draft for bundle in found for draft in bundle.drafts() if "item_id" in draft.data)
    sides = {side: claim.data.get(side, []) for side in ("claimants", "against")}
    assert sides == {
        "claimants": [f"{case}.{one}" for one in claimants],
        "against": [f"{case}.{one}" for one in against],
    }


@pytest.mark.parametrize("union", ["", "None", "none", "N/A"])
def test_filed__no_union_named__only_the_employer_is_a_party(read: Read, union: str) -> None:
    found = events(read(actions=FILED, cases=CASES_ROW.replace("Local 7 of the Washers", union)))
    assert "union" not in found
    assert "claimants" not in found["RCASE.Filed-A-0-0-claim"].data


def test_case__two_rows_one_a_stub__one_opening_and_todays_status_unused(read: Read) -> None:
    stub = CASES_ROW.replace("RC,Close,", "RC,,").replace("Sample Laundry,2009", "Zample,2009")
    one, other, filed = records(read(actions=FILED, cases=[stub, CASES_ROW]))
    assert (one.kind, other.kind, filed.kind) == ("case", "case", "action")
    assert one.drafts == other.drafts
    assert one.drafts[0].data["title"] == "Sample Laundry"
    assert "Close" not in str(one.drafts)


@pytest.mark.parametrize(
    ("rows", "prejudice"),
    [
        ([f"{CASE},A,0,2009-02-03,Y"], "with"),
        ([f"{CASE},A,0,2009-02-03,N"], "without"),
        ([f"{CASE},A,1,2009-02-03,Y"], "unknown"),
        ([], "unknown"),
    ],
)
def test_withdrawn__prejudice__that_of_the_row_of_the_same_action(
    read: Read, rows: list[str], prejudice: str
) -> None:
    withdrawn = action("RWITH.Appr", "2009-02-03", "2009-02-04T10:00:00")
    found = events(read(actions=[FILED, withdrawn], withdrawals=rows))
    assert found["RWITH.Appr-A-0-0-claim"].type == "claim.dismissed"
    said = {"how": "withdrawal", "prejudice": prejudice}
    assert found["RWITH.Appr-A-0-0-claim"].data.items() >= said.items()
    text = found["RWITH.Appr-A-0-0-entry"].data["text"]
    assert text.startswith("Approval of the withdrawal of the petition")


def test_row_beside_the_log__of_the_same_action__rides_with_it(read: Read) -> None:
    withdrawn = action("RWITH.Appr", "2009-02-03", "2009-02-04T10:00:00")
    _, bundle = read(actions=[FILED, withdrawn], withdrawals=f"{CASE},A,0,2009-02-03,Y")
    one, other = bundle.records
    assert (one.kind, other.kind) == ("action", "withdrawal")
    assert one.drafts == other.drafts


def test_row_beside_the_log__of_two_actions__rides_with_the_one_entered_last(read: Read) -> None:
    blocked = action("RBLCK.Block", "2009-02-03", "2009-02-04T10:00:00")
    lifted = action("RBLCK.Unblk", "2009-05-03", "2009-05-04T10:00:00")
    found = read(actions=[FILED, blocked, lifted], blocks=f"{CASE},A,0,0,2009-02-03,2009-05-03,,,")
    assert [[record.kind for record in bundle.records] for bundle in found] == [
        ["action"],
        ["action"],
        ["action", "block"],
    ]


def test_row_beside_the_log__of_no_action__recorded_when_the_newest_was_entered(
    read: Read,
) -> None:
    later = action("RELEC.Elect", "2009-03-01", "2009-03-02T10:00:00", case="01-RC-00002")
    found = read(actions=[FILED, later], withdrawals=f"{CASE},A,0,2009-01-20,Y")
    (record,) = found[-1].records
    assert record.kind == "withdrawal"
    assert record.recorded_at == "2009-03-02T10:00:00-05:00"
    assert [draft.type for draft in record.drafts] == ["docket.entry_recorded", "claim.dismissed"]


def test_row_beside_the_log__without_a_date__rides_with_the_action_of_its_key(read: Read) -> None:
    withdrawn = action("RWITH.Appr", "2009-02-03", "2009-02-04T10:00:00")
    found = records(read(actions=[FILED, withdrawn], withdrawals=f"{CASE},A,0,,Y"))[-1]
    assert (found.kind, found.left_out) == ("withdrawal", None)


def test_decision__with_a_day_for_briefs_that_the_log_lacks__sets_none_beside_its_own(
    read: Read,
) -> None:
    told = dict.fromkeys(HEADERS["rd_decisions"], "")
    told |= {"R_Case_Number": CASE, "Unit_ID": "A", "Action_Sequence": "0", "Recurrence": "0"}
    told |= {"RD_Decision_Issued_Date": "2009-02-03", "Brief_Due_Date": "2009-01-20"}
    issued = action("RPRRD.Issue", "2009-02-03", "2009-02-04T10:00:00")
    found = events(read(actions=[FILED, issued], rd_decisions=",".join(told.values())))
    assert not [name for name in found if "BrfDu" in name]
    told["RD_Decision_Issued_Date"] = ""
    found = events(read(actions=[FILED, issued], rd_decisions=",".join(told.values())))
    assert found["RPRRD.BrfDu-A-0-0-entry-2009-01-20"].assertion == "scheduled"


def test_hearing__of_which_only_its_day_is_told__was_set_by_then(read: Read) -> None:
    found = events(read(actions=FILED, hearings_pre=f"{CASE},A,0,0,,2009-01-22,,,"))
    (scheduled,) = (one for one in found.values() if one.type == "hearing.scheduled")
    assert (scheduled.effective, scheduled.confidence) == ("../2009-01-22", "inferred")


def test_row_beside_the_log__without_a_date__left_out_with_the_reason(read: Read) -> None:
    moved = f"{CASE},2009-02-07T09:30:00,0,,,,,,,,,"
    found = records(read(actions=FILED, transfers=moved))[-1]
    assert (found.kind, found.drafts) == ("transfer", ())
    assert found.left_out
    assert found.left_out.startswith("It gives no date")


def test_action__without_a_time_of_entry__recorded_when_the_newest_was_entered(
    read: Read,
) -> None:
    tally = f"{CASE},A,1,0,RTALL,Tally,2009-02-01,,"
    found = read(actions=[tally, FILED])
    assert found[-1].records[0].recorded_at == "2009-01-06T09:15:00-05:00"
    assert "RTALL.Tally-A-1-0-entry" in events(found[-1:])


@pytest.mark.parametrize("kind", ["RCERT.Rep", "RCERT.Resul"])
def test_certified__of_either_kind__the_petition_is_determined_for_no_side(
    read: Read, kind: str
) -> None:
    found = events(read(actions=[FILED, action(kind, "2009-02-03", "2009-02-04T10:00:00")]))
    assert found[f"{kind}-A-0-0-claim"].type == "claim.determined"
    assert found[f"{kind}-A-0-0-claim"].data["outcome"].startswith("certification of")


@pytest.mark.parametrize(
    ("decision", "event"),
    [
        ("Dismi", "claim.dismissed"),
        ("OrdCU", "claim.determined"),
        ("AmdCe", "claim.determined"),
        ("DirEl", None),
    ],
)
def test_decided__by_the_regional_director__moves_the_petition_where_it_ends_it(
    read: Read, decision: str, event: str | None
) -> None:
    issued = action("RPRRD.Issue", "2009-02-03", "2009-02-04T10:00:00")
    row = f"{CASE},A,0,0,2009-02-03,{decision},,,,,,,2009-02-17"
    found = events(read(actions=[FILED, issued], rd_decisions=row))
    moved = found.get("RPRRD.Issue-A-0-0-claim")
    assert (moved and moved.type) == event
    assert "request for review due 2009-02-17" in found["RPRRD.Issue-A-0-0-entry"].data["text"]


@pytest.mark.parametrize(
    ("method", "status", "reported"),
    [
        ("With", "closed", "claim.dismissed"),
        ("Dismi", "closed", "claim.dismissed"),
        ("Rep", "closed", "claim.determined"),
        ("UniCl", "closed", "claim.determined"),
        ("Trans", "transferred", None),
        ("Admin", "closed", None),
        ("", "closed", None),
    ],
)
def test_closed__each_method__says_what_became_of_case_and_petition(
    read: Read, method: str, status: str, reported: str | None
) -> None:
    closed = action("RCLOS.Close", "2009-02-03", "2009-02-04T10:00:00")
    found = events(read(actions=[FILED, closed], closings=f"{CASE},0,2009-02-03,BfrNH,{method}"))
    assert found["RCLOS.Close-A-0-0-status"].data["status"] == status
    said = found.get("RCLOS.Close-A-0-0-reported")
    assert (said and (said.type, said.assertion)) == (reported and (reported, "reported"))


@pytest.mark.parametrize(
    ("reason", "revoked"),
    [("WdRev", True), ("DisRv", True), ("TrxRc", False), ("CrtRv", False), ("Other", False)],
)
def test_reopened__petition__reinstated_where_its_end_is_taken_back(
    read: Read, reason: str, revoked: bool
) -> None:
    reopened = action("RREOP.Reopn", "2009-03-03", "2009-03-04T10:00:00")
    found = events(read(actions=[FILED, reopened], reopenings=f"{CASE},0,2009-03-03,{reason}"))
    assert found["RREOP.Reopn-A-0-0-status"].data["status"] == "reopened"
    assert ("RREOP.Reopn-A-0-0-claim" in found) is revoked


def test_hearing__set_moved_and_held__three_events_of_two_hearings(read: Read) -> None:
    found = events(
        read(
            actions=[
                FILED,
                action("RPRHR.Notic", "2009-01-07", "2009-01-07T10:00:00"),
                action("RPRHR.Resch", "2009-01-12", "2009-01-12T10:00:00"),
                action("RPRHR.Open", "2009-01-22", "2009-01-23T10:00:00", key="A,0,1"),
            ],
            hearings_pre=[
                f"{CASE},A,0,0,2009-01-07,2009-01-14,2009-01-12,,",
                f"{CASE},A,0,1,,2009-01-22,,2009-01-22,",
            ],
        )
    )
    one, other = found["RPRHR.Notic-A-0-0-hearing"].data, found["RPRHR.Resch-A-0-0-hearing"].data
    assert (one["hearing_id"], one["at"], "replaces" in one) == ("pre-A-0-0", "2009-01-14", False)
    assert (other["hearing_id"], other["at"]) == ("pre-A-0-1", "2009-01-22")
    assert other["replaces"] == "pre-A-0-0"
    assert found["RPRHR.Open-A-0-1-hearing"].data["hearing_id"] == "pre-A-0-1"


def test_hearing__without_the_table_of_hearings__entries_of_the_docket(read: Read) -> None:
    found = events(
        read(
            actions=[
                FILED,
                action("RPRHR.Notic", "2009-01-07", "2009-01-07T10:00:00"),
                action("RPRHR.Open", "2009-01-14", "2009-01-14T15:00:00"),
            ]
        )
    )
    assert found["RPRHR.Notic-A-0-0-entry"].type == "docket.entry_recorded"
    assert "hearing_id" not in found["RPRHR.Open-A-0-0-hearing"].data


def test_unknown_code__recorded_as_the_log_has_it(read: Read) -> None:
    found = events(
        read(actions=[FILED, action("RNEWT.Thing", "2009-01-07", "2009-01-07T10:00:00")])
    )
    entry = found["RNEWT.Thing-A-0-0-entry"].data
    assert entry["text"] == "Action RNEWT.Thing."
    assert entry["source_label"] == {"action": "RNEWT.Thing"}


@pytest.mark.parametrize(
    ("entered", "recorded_at"),
    [
        ("2009-07-01T12:00:00", "2009-07-01T12:00:00-04:00"),
        ("2009-11-01T01:30:00", "2009-11-01T01:30:00-04:00"),  # struck twice: the first
        ("2010-03-14T02:30:00", "2010-03-14T03:30:00-04:00"),  # never struck
        ("2009-11-02", "2009-11-02T00:00:00-05:00"),
    ],
)
def test_entered__in_washingtons_time__an_instant_with_its_offset(
    read: Read, entered: str, recorded_at: str
) -> None:
    (bundle,) = read(actions=FILED.replace("2009-01-06T09:15:00", entered))
    assert bundle.records[0].recorded_at == recorded_at


def test_row__twice_word_for_word__a_record_each_and_one_event(read: Read) -> None:
    (bundle,) = read(actions=[FILED, FILED])
    assert [record.kind for record in bundle.records] == ["action", "action"]
    assert len(list(bundle.drafts())) == 3


# What an office answers from the log, imported as recorded.


def test_ahead__an_election__scheduled_and_a_certification__on_its_day(
    folder: Callable[..., Path], database_url: str
) -> None:
    elected = action("RELEC.Elect", "2009-03-02", "2009-02-02T10:00:00")
    certified = action("RCERT.Rep", "2009-03-10", "2009-03-04T10:00:00")
    with board(database_url, folder(actions=[FILED, elected, certified])) as asked:
        assert states(asked, "2009-03-09", "2009-03-04") == {"A": "filed"}
        assert states(asked, "2009-03-10", "2009-03-03") == {"A": "filed"}
        assert states(asked, "2009-03-10", "2009-03-04") == {"A": "determined"}
        entries = asked.answers.chronology(CASE)["entries"]
        assert {entry["type"]: entry["assertion"] for entry in entries}[
            "docket.entry_recorded"
        ] == "scheduled"
        found = asked.answers.status(f"{CASE}.employer", as_of="2009-03-10")
        flags = found["tracks"]["civil"]["flags"]
        assert [flag["code"] for flag in flags] == ["irregular"]
        assert "date.future" in flags[0]["sentence"]


def test_ahead__opening_closing_and_what_the_log_lacks__recorded_all_the_same(
    folder: Callable[..., Path], database_url: str
) -> None:
    filed = FILED.replace("2009-01-06T09:15:00", "2009-01-02T09:15:00")
    closed = action("RCLOS.Close", "2009-02-03", "2009-01-30T10:00:00")
    files = folder(
        actions=[filed, closed],
        cases=CASES_ROW,
        rd_decisions=f"{CASE},A,0,0,,,2009-02-20,,,,,,",
        transfers=f"{CASE},2009-01-30T09:30:00,0,,2009-02-25,Other,Perm,,,,,",
    )
    with board(database_url) as asked:
        assert not asked.take(files).refused
        assert states(asked, "2009-01-04", "2009-01-02") == {"A": "none"}
        assert states(asked, "2009-01-05", "2009-01-02") == {"A": "filed"}
        assert asked.matters("2009-01-30")[CASE][0] == "closed"
        entries = asked.answers.chronology(CASE)["entries"]
        assert {(entry["sentence"], entry["assertion"]) for entry in entries[-2:]} == {
            ("Docket entry: Brief due, before the election.", "scheduled"),
            (
                "Docket entry: Request for a transfer between regions: permanent; reason: other.",
                "occurred",
            ),
        }


def test_closed_as_dismissed__the_letter_entered_later__reported_until_then(
    folder: Callable[..., Path], database_url: str
) -> None:
    closed = action("RCLOS.Close", "2009-02-03", "2009-02-04T10:00:00")
    letter = action("RDISM.Lettr", "2009-02-03", "2009-02-09T10:00:00")
    files = folder(actions=[FILED, closed, letter], closings=f"{CASE},0,2009-02-03,BfrNH,Dismi")
    with board(database_url, files) as asked:
        found = {
            (known, basis): asked.answers.status(
                f"{CASE}.employer", as_of="2009-02-20", known_at=known, basis=basis
            )["tracks"]["civil"]["status"]
            for known in ("2009-02-08", "2009-02-09")
            for basis in ("record", "reported")
        }
        assert found == {
            ("2009-02-08", "record"): "filed",
            ("2009-02-08", "reported"): "dismissed",
            ("2009-02-09", "record"): "dismissed",
            ("2009-02-09", "reported"): "dismissed",
        }
        assert asked.matters("2009-02-08")[CASE] == ("closed", False)


def test_unit__beyond_the_first__known_with_its_first_action_and_filed_by_its_day(
    folder: Callable[..., Path], database_url: str
) -> None:
    tallied = action("RTALL.Tally", "2009-02-03", "2009-02-04T10:00:00", key="B,12,0")
    withdrawn = action("RWITH.Appr", "2009-03-03", "2009-03-04T10:00:00", key="B,0,0")
    files = folder(
        actions=[FILED, tallied, withdrawn],
        cases=CASES_ROW,
        withdrawals=f"{CASE},B,0,2009-03-03,N",
    )
    with board(database_url, files) as asked:
        assert states(asked, "2009-03-03", "2009-02-03") == {"A": "filed"}
        assert states(asked, "2009-02-02", "2009-02-04") == {"A": "filed", "B": "none"}
        assert states(asked, "2009-02-03", "2009-02-04") == {"A": "filed", "B": "filed"}
        assert states(asked, "2009-03-03", "2009-03-04") == {
            "A": "filed",
            "B": "dismissed(without)",
        }


def test_blocks__that_overlap__stay_the_case_until_the_last_is_lifted(
    folder: Callable[..., Path], database_url: str
) -> None:
    files = folder(
        actions=[
            FILED,
            action("RBLCK.Block", "2009-02-01", "2009-02-01T10:00:00"),
            action("RBLCK.Block", "2009-03-01", "2009-03-01T10:00:00", key="A,1,0"),
            action("RBLCK.Unblk", "2009-04-01", "2009-04-01T10:00:00"),
            action("RBLCK.Unblk", "2009-05-01", "2009-05-01T10:00:00", key="A,1,0"),
            action("RBLCK.Block", "2009-06-01", "2009-06-01T10:00:00", key="A,2,0"),
            action("RBLCK.Unblk", "2009-06-01", "2009-06-01T11:00:00", key="A,2,0"),
        ]
    )
    with board(database_url, files) as asked:
        known = ("2009-01-31", "2009-02-01", "2009-04-01", "2009-05-01", "2009-06-01")
        assert [asked.matters(day)[CASE][1] for day in known] == [False, True, True, False, False]


def test_revoked__a_withdrawal__petition_is_filed_again_once_that_was_entered(
    folder: Callable[..., Path], database_url: str
) -> None:
    withdrawn = action("RWITH.Appr", "2009-02-03", "2009-02-04T10:00:00")
    reopened = action("RREOP.Reopn", "2009-02-10", "2009-06-01T10:00:00")
    files = folder(
        actions=[FILED, withdrawn, reopened],
        withdrawals=f"{CASE},A,0,2009-02-03,N",
        reopenings=f"{CASE},0,2009-02-10,WdRev",
    )
    with board(database_url, files) as asked:
        assert states(asked, "2009-03-01", "2009-05-31") == {"A": "dismissed(without)"}
        assert states(asked, "2009-03-01", "2009-06-01T10:00:00-04:00") == {"A": "filed"}
        assert asked.matters("2009-06-01")[CASE][0] == "reopened"


def test_only_the_log__then_with_all_tables__names_are_corrected_and_the_union_is_added(
    folder: Callable[..., Path], database_url: str
) -> None:
    rows = [FILED, action("RWITH.Appr", "2009-02-03", "2009-02-04T10:00:00")]
    alone = folder(actions=rows)
    every = folder(actions=rows, cases=CASES_ROW, withdrawals=f"{CASE},A,0,2009-02-03,Y")
    with board(database_url) as asked:
        asked.take(alone, as_recorded=False)
        assert title(asked) == CASE
        tally = asked.take(every, as_recorded=False)
        assert not tally.refused
        assert title(asked) == "Sample Laundry"
        assert set(asked.states("2009-02-03", "2099-01-01").values()) == {"dismissed(with)"}
        union = asked.answers.status(f"{CASE}.union", as_of="2009-02-03")["tracks"]["civil"]
        assert union["status"] == "dismissed"
        assert [flag["code"] for flag in union["flags"]].count("irregular") == 1
        again = asked.take(every, as_recorded=False)
        assert not again.events


def test_newer_copy__with_a_date_mended_and_rows_added__corrected_and_added_alone(
    folder: Callable[..., Path], database_url: str
) -> None:
    closed = action("RCLOS.Close", "2009-02-03", "2009-02-04T10:00:00")
    mended = action("RCLOS.Close", "2009-02-02", "2009-02-04T10:00:00")
    added = action("RELEC.Elect", "2009-01-30", "2009-01-31T10:00:00")
    with board(database_url) as asked:
        asked.take(folder(actions=[FILED, closed]), as_recorded=False)
        tally = asked.take(folder(actions=[added, FILED, mended]), as_recorded=False)
        assert [one.event_id for one in tally.changed] == [f"nlrb-{CASE}-RCLOS.Close-A-0-0-status"]
        assert tally.events == {"docket.entry_recorded": 1, "event.corrected": 1}


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        (
            {"cases": CASES_ROW},
            "There is no log of actions (Action_Table_Code, ...) among: cases.csv.",
        ),
        ({"actions": FILED.replace(CASE, "1-RC-1")}, "row 2, column R_Case_Number: '1-RC-1' is no"),
        ({"actions": FILED.replace("2009-01-05", "")}, "row 2, column Action_Date: it is blank."),
        (
            {"actions": FILED.replace("2009-01-05", "2109-01-05")},
            "row 2, column Action_Date: 2109-",
        ),
        (
            {"actions": FILED.replace("2009-01-05", "2009-01-05T10:30:00")},
            "row 2, column Action_Date: an action has a day and no hour there",
        ),
        ({"actions": [FILED, FILED.replace("-06T", "-36T")]}, "row 3, column Date_Entered: "),
        ({"actions": FILED.replace("A,0,0", "A,zero,0")}, "row 2, column Action_Sequence: 'zero'"),
        ({"actions": FILED.removesuffix(",11")}, "row 2, column Action_Control: the row ends"),
        (
            {"actions": FILED, "cases": CASES_ROW.replace("Sample", "Sample" * 2_000)},
            f"row 2, column Case_Name: it has 12,008 characters; {MAX_NAME} at most are read.",
        ),
    ],
)
def test_broken__each_way__told_with_file_row_and_column(
    read: Read, tables: dict[str, str | list[str]], told: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        read(**tables)
    every = [refused.value.sentence, *(one.sentence for one in refused.value.errors)]
    assert [one for one in every if f"{next(reversed(tables))}.csv" in one and told in one]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"one,two\n1,2\n", "it has the columns of no table of the case log"),
        (",".join(ACTIONS.columns[:-1]).encode() + b"\n", "no column Action_Control"),
        (",".join(ACTIONS.columns).encode("utf-16"), "UTF-16"),
        (",".join(ACTIONS.columns).encode() + b"\n" + FILED.encode() + b"\xff\n", "UTF-8"),
    ],
)
def test_broken__file__told_with_its_name(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "actions.csv").write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        list(NLRB.read([tmp_path / "actions.csv"]))
    assert told in refused.value.sentence
    assert "actions.csv" in refused.value.sentence


def test_newer_copy__decision_of_another_kind__the_newer_one_alone_counts(
    folder: Callable[..., Path], database_url: str
) -> None:
    def decided(kind: str) -> Path:
        decision = dict.fromkeys(HEADERS["rd_decisions"], "")
        decision |= {"R_Case_Number": CASE, "Unit_ID": "A", "Action_Sequence": "0"}
        decision |= {"Recurrence": "0", "RD_Decision_Issued_Date": "2009-02-03"}
        row = ",".join((decision | {"RD_Decision_Type": kind}).values())
        issued = f"{CASE},A,0,0,RPRRD,Issue,2009-02-03,2009-02-04T10:00:00,12"
        return folder(actions=[FILED, issued], rd_decisions=row)

    with board(database_url, decided("Dismi")) as opened:
        tally = opened.take(decided("AmdCe"), as_recorded=False)
        assert (tally.refused, len(tally.changed)) == ([], 2)
        states = opened.states("2009-12-31", "2100-01-01")
    assert states == {(CASE, "A"): "determined"}


WITHDRAWN = action("RWITH.Appr", "2009-02-03", "2009-02-04T10:00:00")
NEWEST = action("RELEC.Elect", "2010-01-30", "2010-01-31T10:00:00")


@pytest.mark.parametrize("newest", [(), (NEWEST,)])
def test_newer_copy__says_more_of_an_old_action__known_from_its_newest_entry(
    folder: Callable[..., Path], database_url: str, newest: tuple[str, ...]
) -> None:
    other = action("RCASE.Filed", "2009-06-01", "2009-06-02T10:00:00", case="01-RC-00002")
    old = folder(actions=[FILED, WITHDRAWN, other])
    new = folder(actions=[FILED, WITHDRAWN, other, *newest], withdrawals=f"{CASE},A,0,2009-02-03,Y")
    since = "2010-01-31" if newest else "2009-06-02"
    with board(database_url, old) as asked:
        before = asked.answers.events()["head"]
        tally = asked.take(new)
        assert (len(tally.changed), tally.refused) == (2, [])
        if newest:
            assert asked.states("2009-12-31", "2010-01-30")[CASE, "A"] == "dismissed(unknown)"
        assert asked.states("2009-12-31", f"@{before}")[CASE, "A"] == "dismissed(unknown)"
        assert asked.states("2009-12-31", since)[CASE, "A"] == "dismissed(with)"
        assert asked.take(new).events == {}


def test_newer_copy__has_a_row_that_an_old_one_lacked__known_from_its_newest_entry(
    folder: Callable[..., Path], database_url: str
) -> None:
    newest = action("RELEC.Elect", "2009-06-01", "2009-06-02T10:00:00")
    with board(database_url, folder(actions=[FILED, newest])) as asked:
        tally = asked.take(folder(actions=[FILED, WITHDRAWN, newest, NEWEST]))
        assert tally.refused == []
        assert states(asked, "2009-12-31", "2010-01-30") == {"A": "filed"}
        assert states(asked, "2009-12-31", "2010-01-31") == {"A": "dismissed(unknown)"}


def test_unit__whose_first_action_is_entered_last__irregular_in_nothing(
    folder: Callable[..., Path], database_url: str
) -> None:
    tallied = action("RTALL.Tally", "2009-02-03", "2009-02-04T10:00:00", key="B,12,0")
    earlier = action("RWITH.Appr", "2009-01-20", "2009-03-04T10:00:00", key="B,0,0")
    with board(database_url, folder(actions=[FILED, tallied, earlier], cases=CASES_ROW)) as asked:
        flags = asked.answers.matter(CASE, as_of="2009-12-31")["flags"]
        assert [one["code"] for one in flags if one["code"] != "recorded_late"] == []


def test_entered__on_its_own_day__has_occurred(read: Read) -> None:
    held = action("RELEC.Elect", "2009-02-03", "2009-02-03T10:00:00")
    assert events(read(actions=[FILED, held]))["RELEC.Elect-A-0-0-entry"].assertion is None


def test_days__that_no_table_has__inferred_intervals(read: Read) -> None:
    found = events(read(actions=[action("RELEC.Elect", "2009-02-03", "2009-02-04T10:00:00")]))
    for name in ("opened", "employer"):
        assert (found[name].effective, found[name].confidence) == ("../2009-02-03", "inferred")
    tallied = action("RTALL.Tally", "2009-02-03", "2009-02-04T10:00:00", key="B,12,0")
    found = events(read(actions=[FILED, tallied]))
    assert found["opened"].confidence is None
    assert found["petition-B"].effective == "2009-01-05/2009-02-03"
    assert found["petition-B"].confidence == "inferred"


def test_codes__unknown_to_us__counted_and_told_as_unread(read: Read) -> None:
    decision = dict.fromkeys(HEADERS["rd_decisions"], "")
    decision |= {"R_Case_Number": CASE, "Unit_ID": "A", "Action_Sequence": "0", "Recurrence": "0"}
    decision |= {"RD_Decision_Issued_Date": "2009-02-03", "RD_Decision_Type": "Xyz"}
    issued = action("RPRRD.Issue", "2009-02-03", "2009-02-04T10:00:00")
    odd = action("RXYZ.Foo", "2009-02-04", "2009-02-05T10:00:00")
    made = read(actions=[FILED, issued, odd], rd_decisions=",".join(decision.values()))
    readings = [one for record in records(made) for one in record.readings]
    assert sum(one.clauses for one in readings) == 4
    unread = [words for one in readings for words in one.unread]
    assert unread == ["RD_Decision_Type Xyz", "action RXYZ.Foo"]
