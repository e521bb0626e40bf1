"""Cook County: what is ordered on a plea or a finding, and whether it leaves a conviction."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from casefile.importers.cook_county.importer import IMPORTER as COUNTY
from casefile.importers.cook_county.words import DEFERRALS, PENALTIES, ordered
from tests.databases import Databases
from tests.histories import Office, open_office
from tests.importers.county import (
    DAY,
    GUILTY,
    PRISON,
    Rows,
    drafts,
    imported,
    stands,
    state,
    take,
    write,
)

SUPERVISION = {"sentence_type": "Supervision", "commitment_type": "Court Supervision"}
FIRST_OFFENDER = {"sentence_type": "Probation", "commitment_type": "710/410 Probation"}
CONTRADICTORY = {"sentence_type": "Supervision", "commitment_type": "Conditional Discharge"}
FINDING = {"charge_disposition": "Finding Guilty"}


@pytest.mark.parametrize(
    ("penalty", "served", "wanted"),
    [
        ("Supervision", "Court Supervision", "supervision"),
        ("Supervision", "", "supervision"),
        ("Probation", "710/410 Probation", "first_offender_probation"),
        ("2nd Chance Probation", "Probation", "first_offender_probation"),
        ("2nd Chance Probation", "Mental Health Probation", "first_offender_probation"),
        ("Conditional Discharge", "Conditional Discharge", "sentence"),
        ("Conditional Discharge", "", "sentence"),
        ("Probation", "Drug Court Probation", "sentence"),
        ("Prison", "A new place", "sentence"),
        ("", "", "sentence"),
        ("Supervision", "Conditional Discharge", None),
        ("Supervision", "Probation", None),
        ("Supervision", "710/410 Probation", None),
        ("2nd Chance Probation", "Illinois Department of Corrections", None),
        ("Conditional Release", "Court Supervision", None),
        ("Probation Terminated Instanter", "", None),
        ("Probation", "A new program", None),
    ],
)
def test_words__of_a_sentence__are_a_sentence_a_deferral_or_unread(
    penalty: str, served: str, wanted: str | None
) -> None:
    assert ordered(penalty, served) == wanted


def test_words__of_both_tables__are_told_apart() -> None:
    assert {*DEFERRALS} & {*PENALTIES} == {"conditional discharge"}


@pytest.mark.parametrize(
    ("disposed", "cells", "wanted"),
    [
        (GUILTY, SUPERVISION, "deferred"),
        (GUILTY, FIRST_OFFENDER, "deferred"),
        (FINDING, SUPERVISION, "deferred"),
        ({"charge_disposition": "Verdict Guilty"}, FIRST_OFFENDER, "deferred"),
        (GUILTY, {"sentence_type": "Conditional Discharge", "commitment_type": ""}, "sentenced"),
        (GUILTY, CONTRADICTORY, "plea_tendered"),
        (GUILTY, {}, "sentenced"),
    ],
)
def test_ordered__on_guilt__state_and_no_judgment_but_for_a_sentence(
    office: Office,
    tmp_path: Path,
    disposed: dict[str, str],
    cells: dict[str, str],
    wanted: str,
) -> None:
    tables: dict[str, Rows] = {
        "initiation": [{}],
        "dispositions": [disposed],
        "sentencing": [{**disposed, **cells}],
    }
    tally = imported(office, tmp_path, **tables)
    assert state(office) == wanted
    assert state(office, on="2019-06-02") == "charged"
    judged = tally.events["charge.conviction_entered"] + tally.events["sentence.imposed"]
    assert (judged > 0) == (wanted == "sentenced")
    flags = office.flags(DAY, party="cook-1")
    assert ("unread_disposition" in flags) == (cells is CONTRADICTORY)
    assert ("irregular" in flags) == (disposed is not GUILTY)


def test_deferral__with_its_words__is_on_the_day_it_was_ordered(tmp_path: Path) -> None:
    sentencing = [{**FIRST_OFFENDER, "sentence_date": "2019-07-01"}]
    (deferred,) = drafts(tmp_path, "charge.deferral_ordered", sentencing=sentencing)
    assert deferred.effective == "2019-07-01"
    assert deferred.data["kind"] == "first_offender_probation"
    assert deferred.data["conditions"] == ["Probation, 24 Months, 710/410 Probation"]
    (plea,) = drafts(tmp_path, "charge.plea_entered", sentencing=sentencing)
    assert plea.effective == "2019-06-03"


def test_deferral__then_a_sentence_for_its_violation__is_revoked_and_convicts(
    office: Office, tmp_path: Path
) -> None:
    later = {"sentence_phase": "Probation Violation Sentencing", "sentence_date": "2019-09-09"}
    sentencing = [{**FIRST_OFFENDER, "current_sentence": "false"}, {**PRISON, **later}]
    imported(office, tmp_path, initiation=[{}], sentencing=sentencing)
    assert state(office, on="2019-09-08") == "deferred"
    assert state(office) == "sentenced"
    assert "irregular" not in office.flags(DAY, party="cook-1")


def test_deferral__then_words_that_nobody_reads__stays_and_is_flagged(
    office: Office, tmp_path: Path
) -> None:
    ended = {
        "sentence_phase": "Probation Violation Sentencing",
        "sentence_date": "2019-09-09",
        "sentence_type": "Probation Terminated Unsatisfactorily",
        "commitment_type": "",
    }
    imported(office, tmp_path, initiation=[{}], sentencing=[FIRST_OFFENDER, ended])
    assert state(office) == "deferred"
    assert "unread_disposition" in office.flags(DAY, party="cook-1")


def test_sentence__then_supervision__stays_and_is_flagged(office: Office, tmp_path: Path) -> None:
    later = {**SUPERVISION, "sentence_phase": "Resentenced", "sentence_date": "2019-09-09"}
    imported(office, tmp_path, initiation=[{}], sentencing=[{}, later])
    assert state(office) == "sentenced"
    assert "unread_disposition" in office.flags(DAY, party="cook-1")


@pytest.mark.parametrize(
    ("cells", "component"),
    [
        ({"commitment_unit": "Term"}, {"kind": "probation"}),
        (
            {**PRISON, "commitment_type": "Probation"},
            {"kind": "other", "term": "P24M"},
        ),
    ],
    ids=["a term that is none", "two penalties of which one is meant"],
)
def test_sentence__of_which_not_all_is_read__is_read_in_part(
    office: Office, tmp_path: Path, cells: dict[str, str], component: dict[str, str]
) -> None:
    (sentence,) = drafts(tmp_path, "sentence.imposed", sentencing=[cells])
    assert sentence.data["components"] == [component]
    assert sentence.data["partly_read"] is True
    imported(office, tmp_path, initiation=[{}], sentencing=[cells])
    assert stands(office)["criminal"]["label"].endswith("and more, not read")


@pytest.mark.parametrize("cells", [SUPERVISION, CONTRADICTORY], ids=["deferral", "unread"])
@pytest.mark.parametrize("disposed", [GUILTY, FINDING], ids=["plea", "finding"])
def test_order__of_the_tables__same_statuses(
    databases: Databases, tmp_path: Path, cells: dict[str, str], disposed: dict[str, str]
) -> None:
    tables: dict[str, Rows] = {
        "initiation": [{}],
        "dispositions": [disposed],
        "sentencing": [{**disposed, **cells}],
    }
    paths = write(tmp_path, **tables)
    found = []
    for groups in [[paths], *([[path] for path in order] for order in permutations(paths))]:
        with databases.fresh() as url, open_office(url) as office:
            office.today = DAY
            for group in groups:
                take(office, COUNTY.read(group))
            found.append((stands(office), set(office.flags(DAY, party="cook-1"))))
    assert all(one == found[0] for one in found)


@pytest.mark.parametrize(
    ("older", "newer", "wanted"),
    [
        ({}, SUPERVISION, "deferred"),
        (SUPERVISION, PRISON, "sentenced"),
        (SUPERVISION, CONTRADICTORY, "plea_tendered"),
        (CONTRADICTORY, FIRST_OFFENDER, "deferred"),
    ],
)
def test_newer_copy__of_what_was_ordered__the_newer_alone_counts(
    office: Office,
    tmp_path: Path,
    older: dict[str, str],
    newer: dict[str, str],
    wanted: str,
) -> None:
    imported(office, tmp_path, initiation=[{}], dispositions=[GUILTY], sentencing=[older])
    assert imported(office, tmp_path, sentencing=[newer]).refused == []
    assert state(office) == wanted
    flags = office.flags(DAY, party="cook-1")
    assert "irregular" not in flags
    assert ("unread_disposition" in flags) == (newer is CONTRADICTORY)
    assert imported(office, tmp_path, sentencing=[newer]).events.total() == 0
