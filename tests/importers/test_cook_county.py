"""Cook County: what each word of the four tables becomes, in whatever order they come."""

from __future__ import annotations

import random
from itertools import permutations
from pathlib import Path

import pytest

from casefile.importers.cook_county.importer import IMPORTER as COUNTY
from casefile.importers.cook_county.words import DISPOSITIONS, duration, offense_kind
from casefile.importers.material import Unreadable
from tests.databases import Databases
from tests.histories import Office, open_office
from tests.importers.county import (
    DAY,
    GUILTY,
    PRISON,
    TABLES,
    Rows,
    drafts,
    imported,
    records,
    row,
    stands,
    state,
    take,
    write,
)


def only(folder: Path, type_: str, **tables: list[dict[str, str]]) -> dict[str, object]:
    """Return the data of the one event of a type that the tables become."""
    (draft,) = drafts(folder, type_, **tables)
    return draft.data


def test_tables__all_four__every_row_is_a_record_with_its_events(
    office: Office, tmp_path: Path
) -> None:
    tally = imported(
        office, tmp_path, intake=[{}], initiation=[{}], dispositions=[GUILTY], sentencing=[{}]
    )
    assert {kind: dict(+counted) for kind, counted in tally.outcomes.items()} == {
        f"{table} row": {"recorded": 1} for table in TABLES
    }
    assert dict(tally.events) == {
        "matter.opened": 1,
        "matter.incident_occurred": 1,
        "party.added": 1,
        "note.recorded": 3,  # brought in, result, arrest
        "hearing.held": 1,
        "charge.filed": 1,
        "charge.plea_entered": 1,
        "charge.conviction_entered": 1,
        "official.assigned": 1,
        "sentence.imposed": 1,
    }
    assert tally.warnings("irregular") == []
    assert stands(office)["criminal"]["label"] == (
        "pleaded guilty; convicted; sentenced to 24 months' probation"
    )


def test_tables__told_by_their_header_not_by_their_name(tmp_path: Path) -> None:
    paths = write(tmp_path, intake=[{}], initiation=[{}], dispositions=[{}], sentencing=[{}])
    renamed = [path.rename(path.with_name(f"{n}.csv")) for n, path in enumerate(paths)]
    kinds = [record.kind for bundle in COUNTY.read(renamed[::-1]) for record in bundle.records]
    assert kinds == [f"{table} row" for table in TABLES]


def test_matter__case__opened_in_illinois_with_its_incident(tmp_path: Path) -> None:
    opened, incident, party = drafts(
        tmp_path, "matter.opened", "matter.incident_occurred", "party.added", intake=[{}]
    )
    assert opened.matter_id == "cook-100"
    assert (opened.effective, incident.effective) == ("2019-01-02", "2019-01-01")
    assert opened.data == {
        "title": "Cook County State's Attorney case 100",
        "category": "criminal",
        "jurisdiction": "US-IL",
        "court_id": "illcirct",
        "docket_no": "100",
        "time_zone": "America/Chicago",
    }
    assert incident.data == {"place": "Chicago"}
    assert party.data["name"] == "Participant 1"


@pytest.mark.parametrize(
    ("begins", "ends", "effective"),
    [
        ("2018-12-01", "2018-12-24", "2018-12-01/2018-12-24"),
        ("2018-12-01", "2018-12-01", "2018-12-01"),
        ("2018-12-01", "", "2018-12-01"),
        ("", "2018-12-24", "../2018-12-24"),
    ],
)
def test_incident__over_days__as_an_interval(
    tmp_path: Path, begins: str, ends: str, effective: str
) -> None:
    cells = {"incident_begin_date": begins, "incident_end_date": ends}
    (incident,) = drafts(tmp_path, "matter.incident_occurred", initiation=[cells])
    assert incident.effective == effective


def test_incident__that_ends_before_it_begins__unreadable(tmp_path: Path) -> None:
    cells = {"incident_begin_date": "2018-12-24", "incident_end_date": "2018-12-01"}
    with pytest.raises(Unreadable, match=r"^initiation\.csv, row 2, column incident_end_date: "):
        records(tmp_path, initiation=[cells])


@pytest.mark.parametrize(
    ("arrested", "moment"),
    [
        ("2019-01-02 02:15:00", "2019-01-01T22:15:00"),
        ("2019-01-02 04:00:00", "2019-01-02"),
        ("2019-01-02", "2019-01-01T20:00:00"),
    ],
)
def test_intake__times_of_another_zone__moved_back_to_the_county(
    tmp_path: Path, arrested: str, moment: str
) -> None:
    notes = drafts(tmp_path, "note.recorded", intake=[{"arrest_date": arrested}])
    assert {note.data["text"]: note.effective for note in notes} == {
        "Arrested by CHICAGO PD, District 11 - Harrison.": moment,
        "Brought in for felony review: Narcotics. Status of the participant: Approved.": (
            "2019-01-02"
        ),
        "Felony review: Approved.": "2019-01-03",
    }


def test_intake__received_at_an_hour_of_its_own__moves_no_times(tmp_path: Path) -> None:
    cells = {"arrest_date": "2019-01-02 02:15:00", "received_date": "2019-01-02 09:30:00"}
    notes = drafts(tmp_path, "note.recorded", intake=[cells])
    assert notes[0].effective == "2019-01-02T02:15:00"


def test_intake__rejected__a_note_and_no_charge(office: Office, tmp_path: Path) -> None:
    rejected = {"felony_review_result": "Rejected", "participant_status": "Rejected"}
    imported(office, tmp_path, intake=[rejected])
    assert stands(office) == {}


def test_facts__that_several_tables_tell__same_id_and_words_from_each(tmp_path: Path) -> None:
    found: dict[str | None, set[object]] = {}
    for table in TABLES:
        cells = GUILTY if table == "dispositions" else {}
        for draft in drafts(tmp_path, **{table: [cells]}):
            found.setdefault(draft.event_id, set()).add((draft.effective, repr(draft)))
    told = [len(wordings) for wordings in found.values()]
    # The filing and the conviction are inferred where they are not told.
    assert sorted(told) == [1] * (len(told) - 2) + [2, 2]


@pytest.mark.parametrize(
    ("event", "instrument"),
    [
        ("Preliminary Hearing", "information"),
        ("Indictment", "indictment"),
        ("Direct Indictment", "indictment"),
        ("Re-Indictment", "indictment"),
        ("Something new", None),
    ],
)
def test_charge__filed__with_its_instrument(
    tmp_path: Path, event: str, instrument: str | None
) -> None:
    (filed,) = drafts(tmp_path, "charge.filed", initiation=[{"event": event}])
    assert filed.effective == "2019-01-20"
    assert filed.data.get("instrument") == instrument
    assert filed.data["source_label"] == {"instrument": event, "primary_charge": "true"}
    assert filed.data["statute"] == ["720 ILCS 570/402(c)"]
    assert filed.data["item_id"] == "5-1"


@pytest.mark.parametrize(
    ("arraigned", "effective"),
    [
        ("2019-02-01", "2019-01-01/2019-02-01"),
        ("2019-01-01", "2019-01-01/2019-01-01"),  # on the first day that the row has
        ("", "2019-01-01/.."),
    ],
)
def test_charge__filed_without_an_event__lies_between_the_incident_and_what_came_next(
    arraigned: str, effective: str, tmp_path: Path
) -> None:
    row = {"event": "", "event_date": "", "arraignment_date": arraigned}
    (filed,) = drafts(tmp_path, "charge.filed", initiation=[row])
    assert filed.effective == effective
    assert filed.confidence == "inferred"
    assert filed.resolution is not None
    assert "instrument" not in filed.data


@pytest.mark.parametrize(
    ("degree", "severity"),
    [
        *((one, "felony") for one in "MX1234"),
        *((one, "misdemeanor") for one in "ABC"),
        ("P", "petty"),
        ("Z", "unknown"),
    ],
)
def test_charge__class__severity_and_degree(tmp_path: Path, degree: str, severity: str) -> None:
    filed = only(tmp_path, "charge.filed", initiation=[{"class": degree}])
    assert (filed["severity"], filed["degree"]) == (severity, f"Class {degree}")


def test_charge__blank_class__no_severity(tmp_path: Path) -> None:
    assert "severity" not in only(tmp_path, "charge.filed", initiation=[{"class": ""}])


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("ATTEMPT ROBBERY", "attempt"),
        ("SOLICITATION OF MURDER", "solicitation"),
        ("CONSPIRACY TO COMMIT MURDER", "conspiracy"),
        ("INDECENT SOLICITATION OF A CHILD", "offense"),
        ("FLEEING OR ATTEMPT TO ELUDE", "offense"),
    ],
)
def test_charge__title__kind_of_offense(title: str, kind: str) -> None:
    assert offense_kind(title) == kind


def test_charge__of_two_participants__is_two_items(office: Office, tmp_path: Path) -> None:
    imported(
        office,
        tmp_path,
        initiation=[{}, {"case_participant_id": "2"}],
        dispositions=[GUILTY, {"case_participant_id": "2"}],
    )
    assert (state(office), state(office, participant="2")) == ("convicted", "dismissed")


def test_charge__in_versions__later_ones_amend_the_first(tmp_path: Path) -> None:
    later = {"charge_version_id": "51", "class": "3", "event_date": "2019-03-01"}
    for initiation in ([{}, later], [later, {}]):
        filed, amended = drafts(tmp_path, "charge.filed", "charge.amended", initiation=initiation)[
            :: 1 if initiation[0] == {} else -1
        ]
        assert (filed.type, filed.data["degree"]) == ("charge.filed", "Class 4")
        assert (amended.effective, amended.data["changes"]["degree"]) == ("2019-03-01", "Class 3")


def test_charge__in_versions_of_one_day__are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    rows = [{"charge_version_id": "10", "class": "3"}, {"charge_version_id": "9"}]
    (filed,) = drafts(tmp_path, "charge.filed", initiation=rows)
    (amended,) = drafts(tmp_path, "charge.amended", initiation=rows)
    assert (filed.data["degree"], amended.data["changes"]["degree"]) == ("Class 4", "Class 3")


# What becomes of a charge, by the words of its disposition; and whether it breaks a rule.
OUTCOMES = {
    "Nolle Prosecution": ("dismissed", False),
    "Plea Of Guilty": ("convicted", False),
    "Plea of Guilty - Amended Charge": ("convicted", False),
    "Plea of Guilty - Lesser Included": ("convicted", False),
    "FNPC": ("rejected", False),
    "Charge Rejected": ("rejected", False),
    "Finding Guilty": ("convicted", True),
    "Finding Guilty - Lesser Included": ("convicted", True),
    "Verdict Guilty": ("convicted", True),
    "FNG": ("acquitted", True),
    "Verdict-Not Guilty": ("acquitted", True),
    "FNG Reason Insanity": ("acquitted", True),
    "Mistrial Declared": ("mistried", True),
    "Case Dismissed": ("dismissed", False),
    "Superseded by Indictment": ("superseded", False),
    "Transferred - Misd Crt": ("moved", False),
    "Death Suggested-Cause Abated": ("abated", False),
    "BFW": ("charged", False),
}


def test_dispositions__every_word_of_the_table__is_tried() -> None:
    assert {word.lower() for word in OUTCOMES} == set(DISPOSITIONS)


@pytest.mark.parametrize("words", OUTCOMES)
def test_disposition__word__state_and_whether_irregular(
    office: Office, tmp_path: Path, words: str
) -> None:
    outcome, irregular = OUTCOMES[words]
    imported(office, tmp_path, initiation=[{}], dispositions=[{"charge_disposition": words}])
    assert state(office) == outcome
    assert state(office, on="2019-06-02") == "charged"
    assert ("irregular" in office.flags(DAY, party="cook-1")) == irregular


# What each word says of how that came about, beside the charge; a finding is the court's.
SAID = {
    "Nolle Prosecution": "charge.dismissed by=prosecution prejudice=unknown",
    "Plea Of Guilty": (
        "charge.plea_entered plea=guilty; charge.conviction_entered basis=plea_guilty"
    ),
    "FNPC": "charge.rejected",
    "Charge Rejected": "charge.rejected",
    "Finding Guilty": "charge.conviction_entered basis=bench",
    "Finding Guilty - Lesser Included": "charge.verdict_returned verdict=guilty_lesser",
    "Verdict Guilty": "charge.verdict_returned verdict=guilty",
    "FNG": "charge.verdict_returned verdict=not_guilty",
    "Verdict-Not Guilty": "charge.verdict_returned verdict=not_guilty",
    "FNG Reason Insanity": "charge.verdict_returned verdict=not_guilty_insanity",
    "Mistrial Declared": "charge.mistrial_declared",
    "Case Dismissed": "charge.dismissed by=court prejudice=unknown",
    "Superseded by Indictment": "charges.superseded instrument=indictment",
    "Transferred - Misd Crt": "charge.moved how=transferred to=misdemeanor court",
    "Death Suggested-Cause Abated": "party.died",
    "BFW": "note.recorded text=Bond forfeiture warrant (BFW) issued.",
}
PLEAS = ("Plea of Guilty - Amended Charge", "Plea of Guilty - Lesser Included")


@pytest.mark.parametrize("words", [*SAID, *PLEAS])
def test_disposition__word__says_how_the_charge_ended(words: str) -> None:
    said = DISPOSITIONS[words.lower()]
    told = (
        " ".join((one.type, *(f"{name}={value}" for name, value in one.data.items())))
        for one in said
    )
    assert "; ".join(told) == SAID.get(words, SAID["Plea Of Guilty"])


def test_disposition__nolle__by_the_prosecution_with_prejudice_unknown(tmp_path: Path) -> None:
    dismissed = only(
        tmp_path,
        "charge.dismissed",
        dispositions=[{"charge_disposition_reason": "PG to Other Count/s"}],
    )
    assert (dismissed["by"], dismissed["prejudice"]) == ("prosecution", "unknown")
    assert dismissed["reason"] == "PG to Other Count/s"


def test_disposition__unknown_word__kept_as_written_and_flagged(
    office: Office, tmp_path: Path
) -> None:
    imported(
        office,
        tmp_path,
        initiation=[{}],
        dispositions=[{"charge_disposition": "Held in Abeyance"}],
    )
    assert state(office) == "charged"
    assert "unread_disposition" in office.flags(DAY, party="cook-1")


def test_disposition__twice__both_recorded_and_the_later_one_stands(
    office: Office, tmp_path: Path
) -> None:
    later = {**GUILTY, "disposition_date": "2019-09-09"}
    tally = imported(office, tmp_path, initiation=[{}], dispositions=[later, {}])
    assert tally.events["charge.dismissed"] == tally.events["charge.plea_entered"] == 1
    assert (state(office, on="2019-07-01"), state(office)) == ("dismissed", "convicted")
    assert "irregular" in office.flags(DAY, party="cook-1")


def test_disposition__same_word_on_two_days__two_events(tmp_path: Path) -> None:
    later = {"disposition_date": "2019-09-09"}
    found = drafts(tmp_path, "charge.dismissed", dispositions=[later, {}])
    assert sorted(one.effective for one in found) == ["2019-06-03", "2019-09-09"]


def test_disposition__of_another_charge_than_filed__amended_first(
    office: Office, tmp_path: Path
) -> None:
    lesser = {**GUILTY, "charge_version_id": "51", "disposition_charged_class": "A"}
    imported(office, tmp_path, initiation=[{}], dispositions=[lesser])
    item = office.item("5-1", DAY, party="cook-1")
    assert (item["state"], item["severity"]) == ("convicted", "misdemeanor")
    assert "irregular" not in office.flags(DAY, party="cook-1")
    amended = only(tmp_path, "charge.amended", initiation=[{}], dispositions=[lesser])
    assert amended["to_lesser"] is True


def test_disposition__of_the_charge_as_filed__amends_nothing(tmp_path: Path) -> None:
    other_title = {"disposition_charged_offense_title": "PCS", "charge_version_id": "51"}
    assert not drafts(tmp_path, "charge.amended", initiation=[{}], dispositions=[other_title])


def test_disposition__without_its_filing__both_are_inferred(office: Office, tmp_path: Path) -> None:
    imported(office, tmp_path, dispositions=[GUILTY])
    item = office.item("5-1", DAY, party="cook-1")
    assert (item["state"], item["severity"]) == ("convicted", "felony")
    found = drafts(tmp_path, "charge.filed", "charge.amended", dispositions=[GUILTY])
    assert [one.confidence for one in found] == ["inferred", "inferred"]
    assert found[0].data["offense"] == "Narcotics"


def test_disposition__before_the_filing__irregular_and_still_ends_it(
    office: Office, tmp_path: Path
) -> None:
    imported(office, tmp_path, initiation=[{}], dispositions=[{"disposition_date": "2019-01-05"}])
    assert state(office) == "dismissed"
    assert "irregular" in office.flags(DAY, party="cook-1")


def test_filing__in_2109__recorded_as_irregular_and_not_yet_there(
    office: Office, tmp_path: Path
) -> None:
    tally = imported(office, tmp_path, initiation=[{"event_date": "2109-04-11"}])
    assert [one.code for one in tally.warned if one.code == "irregular"] == ["irregular"]
    assert state(office) == "none"


def test_death__abates_what_is_open_and_lies_before_the_day_in_court(
    office: Office, tmp_path: Path
) -> None:
    dead = {"charge_disposition": "Death Suggested-Cause Abated"}
    imported(
        office, tmp_path, initiation=[{}, {"charge_id": "6", "charge_count": "2"}],
        dispositions=[dead],
    )  # fmt: skip
    assert (state(office), state(office, "6")) == ("abated", "abated")
    (died,) = drafts(tmp_path, "party.died", dispositions=[dead])
    assert died.effective == "../2019-06-03"


def test_judge__by_the_day__in_one_spelling(tmp_path: Path) -> None:
    (assigned,) = drafts(tmp_path, "official.assigned", dispositions=[{}, {"charge_id": "6"}])
    assert (assigned.effective, assigned.data["name"]) == ("../2019-06-03", "Ada Byron")


@pytest.mark.parametrize(
    ("cells", "component", "written"),
    [
        (
            {"sentence_type": "Prison", "commitment_term": "3", "commitment_unit": "Year(s)",
             "commitment_type": "Illinois Department of Corrections"},
            {"kind": "incarceration", "term": "P3Y"},
            "Prison, 3 Year(s), Illinois Department of Corrections",
        ),
        (
            {"sentence_type": "Cook County Boot Camp", "commitment_term": "1",
             "commitment_unit": "Term", "commitment_type": ""},
            {"kind": "incarceration"},
            "Cook County Boot Camp, 1 Term",
        ),
        (
            {"sentence_type": "Conditional Discharge", "commitment_type": "Conditional Discharge"},
            {"kind": "other", "term": "P24M"},
            "Conditional Discharge, 24 Months, Conditional Discharge",
        ),
    ],
)  # fmt: skip
def test_sentence__type_term_and_unit__component_and_words(
    tmp_path: Path, cells: dict[str, str], component: dict[str, str], written: str
) -> None:
    sentence = only(tmp_path, "sentence.imposed", sentencing=[cells])
    assert sentence["components"] == [component]
    assert sentence["source_label"] == {"components": written, "phase": "Original Sentencing"}


@pytest.mark.parametrize(
    ("term", "unit", "found"),
    [
        ("24", "Months", "P24M"),
        ("3.5", "Year(s)", "P3Y6M"),
        ("8.75", "Year(s)", "P8Y9M"),
        ("0.5", "Year(s)", "P6M"),
        ("364", "Days", "P364D"),
        ("2", "Weeks", "P2W"),
        ("1.25", "Months", None),
        ("3.33", "Year(s)", None),
        ("0", "Months", None),
        ("1", "Term", None),
        ("", "", None),
        ("-1", "Days", None),
        ("99999", "Year(s)", None),
    ],
)
def test_sentence__term__as_a_duration_or_left_in_words(
    term: str, unit: str, found: str | None
) -> None:
    assert duration(term, unit) == found


@pytest.mark.parametrize(
    ("phase", "kind"),
    [
        ("Probation Violation Sentencing", "revoked"),
        ("Amended/Corrected Sentencing", "corrected"),
        ("Resentenced", "corrected"),
    ],
)
def test_sentence__later_phase__changes_the_first(
    office: Office, tmp_path: Path, phase: str, kind: str
) -> None:
    later = {"sentence_phase": phase, "sentence_date": "2019-09-09", **PRISON}
    sentencing = [later, {"current_sentence": "false"}]
    imported(office, tmp_path, initiation=[{}], sentencing=sentencing)
    assert stands(office)["criminal"]["label"].endswith("sentenced to 24 months' incarceration")
    assert "irregular" not in office.flags(DAY, party="cook-1")
    assert only(tmp_path, "sentence.modified", sentencing=sentencing)["kind"] == kind


def test_sentence__later_phase_alone__is_imposed(office: Office, tmp_path: Path) -> None:
    imported(office, tmp_path, initiation=[{}], sentencing=[{"sentence_phase": "Resentenced"}])
    assert state(office) == "sentenced"


def test_sentence__unknown_phase__a_note_in_its_words(tmp_path: Path) -> None:
    found = drafts(tmp_path, "note.recorded", sentencing=[{"sentence_phase": "Remand"}])
    assert "Sentence (Remand): Probation, 24 Months, Probation." in {
        draft.data["text"] for draft in found
    }


@pytest.mark.parametrize(("current", "label"), [("true", "incarceration"), ("false", "probation")])
def test_sentence__two_of_one_day__the_current_one_stands(
    office: Office, tmp_path: Path, current: str, label: str
) -> None:
    jail = {**PRISON, "sentence_type": "Jail", "current_sentence": current}
    probation = {"current_sentence": "false" if current == "true" else "true"}
    for sentencing in ([probation, jail], [jail, probation]):
        (last,) = (one for one in drafts(tmp_path, sentencing=sentencing) if one.links)
        assert last.data["components"][0]["kind"] == label
    imported(office, tmp_path, initiation=[{}], sentencing=[probation, jail])
    assert stands(office)["criminal"]["label"].endswith(f"sentenced to 24 months' {label}")


@pytest.mark.parametrize(
    ("ended", "state_then"),
    [("Nolle Prosecution", "dismissed"), ("FNG", "acquitted"), ("Charge Rejected", "rejected")],
)
@pytest.mark.parametrize("day", ["2019-06-03", "2019-05-30", ""])
def test_sentence__on_a_charge_that_the_row_has_as_ended__is_no_conviction(
    office: Office, tmp_path: Path, ended: str, state_then: str, day: str
) -> None:
    sentencing = [{"charge_disposition": ended, "sentence_date": day, **PRISON}]
    imported(office, tmp_path, initiation=[{}], sentencing=sentencing)
    assert state(office).startswith(state_then)
    assert not stands(office)["criminal"]["certain"]
    assert "unread_disposition" in office.flags(DAY, party="cook-1")


@pytest.mark.parametrize(
    ("later", "state_then"),
    [(PRISON, "after revocation, sentenced to 24 months' incarceration"), ({}, "24 months' prob")],
)
def test_sentence__on_a_violation_that_may_leave_probation_standing__revokes_nothing(
    office: Office, tmp_path: Path, later: dict[str, str], state_then: str
) -> None:
    violation = {"sentence_phase": "Probation Violation Sentencing", "sentence_date": "2019-09-09"}
    imported(office, tmp_path, initiation=[{}], sentencing=[{}, {**violation, **later}])
    label = stands(office)["criminal"]["label"]
    assert state_then in label
    assert ("after revocation" in label) is bool(later)
    assert ("unread_disposition" in office.flags(DAY, party="cook-1")) is not bool(later)


def test_sentence__of_which_two_rows_are_current__is_read_in_part(
    office: Office, tmp_path: Path
) -> None:
    jail = {**PRISON, "sentence_type": "Jail"}
    imported(office, tmp_path, initiation=[{}], sentencing=[{}, jail, {**jail, "unit": "x"}])
    assert stands(office)["criminal"]["label"].endswith("and more, not read")
    whole = drafts(tmp_path, "sentence.imposed", sentencing=[jail, {**jail, "unit": "x"}])
    assert not any("partly_read" in one.data for one in whole)


def test_sentence__dated_before_its_disposition__between_the_two(
    office: Office, tmp_path: Path
) -> None:
    imported(office, tmp_path, initiation=[{}], sentencing=[{"sentence_date": "2019-05-30"}])
    assert state(office) == "sentenced"
    assert "irregular" not in office.flags(DAY, party="cook-1")
    (sentence,) = drafts(tmp_path, "sentence.imposed", sentencing=[{"sentence_date": "2019-05-30"}])
    assert (sentence.effective, sentence.as_written) == ("2019-05-30/2019-06-03", "2019-05-30")


def test_rows__exact_duplicates__said_to_be_so(tmp_path: Path) -> None:
    found = records(tmp_path, intake=[{}, {}], dispositions=[{}, {}])
    assert {one.where: one.left_out for one in found if one.left_out} == {
        "intake.csv, row 3": "The same row stands in intake.csv, row 2.",
        "dispositions.csv, row 3": "The same row stands in dispositions.csv, row 2.",
    }


def test_rows__that_contradict_each_other_about_a_case__the_earliest_stands(tmp_path: Path) -> None:
    later = {"received_date": "2019-01-05", "charge_id": "6"}
    for initiation in ([{}, later], [later, {}]):
        (opened,) = drafts(tmp_path, "matter.opened", initiation=initiation)
        assert opened.effective == "2019-01-02"


def test_rows__that_differ_in_what_nobody_reads__have_their_events_again(tmp_path: Path) -> None:
    found = records(tmp_path, dispositions=[{}, {"court_facility": "Skokie"}])
    assert all(record.drafts for record in found)


@pytest.mark.parametrize(
    ("table", "cells", "why"),
    [
        ("intake", {"case_id": ""}, "It has no case_id."),
        ("intake", {"case_participant_id": " "}, "It has no case_participant_id."),
        ("initiation", {"charge_id": ""}, "It has no charge_id."),
        ("initiation", {"received_date": ""}, "It has no received_date."),
        ("dispositions", {"charge_disposition": ""}, "It names no disposition."),
    ],
)
def test_rows__without_what_identifies_them__left_out_with_the_reason(
    tmp_path: Path, table: str, cells: dict[str, str], why: str
) -> None:
    (found,) = records(tmp_path, **{table: [cells]})
    assert (found.drafts, found.left_out) == ((), why)


@pytest.mark.parametrize(
    ("table", "cells", "sentence"),
    [
        ("initiation", {"event_date": "2019-02-30"}, "initiation.csv, row 3, column event_date: '"),
        ("intake", {"case_id": "a/b"}, "intake.csv, row 3, column case_id: an id has 1 to 24 "),
        (
            "initiation",
            {"charge_offense_title": "X" * 10_000},
            "initiation.csv, row 3, column charge_offense_title: it has 10,000 characters; 500 at ",
        ),
        (
            "dispositions",
            {"judge": "J" * 10_000},
            "dispositions.csv, row 3, column judge: it has 10,000 characters; 500 at most",
        ),
        ("sentencing", {"sentence_date": "soon"}, "sentencing.csv, row 3, column sentence_date: "),
    ],
)
def test_rows__broken_cell__names_file_row_and_column(
    tmp_path: Path, table: str, cells: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        list(
            COUNTY.read(
                write(tmp_path, **{table: [{"charge_id": "6"} if table != "intake" else {}, cells]})
            )
        )
    assert caught.value.sentence.startswith(sentence)


@pytest.mark.parametrize("table", TABLES)
def test_header__missing_column__named_with_its_table(tmp_path: Path, table: str) -> None:
    last = {"intake": "felony_review_result", "initiation": "event_date"}
    column = last.get(table, "charge_disposition")
    (path,) = write(tmp_path, **{table: []})
    header = path.read_text(encoding="utf-8").strip().split(",")
    path.write_text(",".join(name for name in header if name != column), encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        list(COUNTY.read([path]))
    assert caught.value.sentence == f"{table}.csv, row 1: there is no column {column}."


def test_header__of_none_of_the_tables__told(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text("id,day\n1,2\n", encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        list(COUNTY.read([path]))
    assert caught.value.sentence.startswith("cases.csv, row 1: these are not the columns of intak")


def test_rows__equal_and_without_a_sound_id__told_once(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        list(COUNTY.read(write(tmp_path, intake=[{"case_id": "a b"}, {}, {"case_id": "a b"}])))
    assert caught.value.sentence == (
        "intake.csv, row 2, column case_id: an id has 1 to 24 letters, digits, '.', '_' and '-'."
    )


def test_broken_table__beside_good_ones__nothing_recorded(office: Office, tmp_path: Path) -> None:
    paths = write(tmp_path, intake=[{}], initiation=[{}, {"event_date": "x"}])
    before = office.everything()
    with pytest.raises(Unreadable):
        take(office, COUNTY.read(paths))
    assert office.everything() == before


def test_newer_copy__of_a_disposition__corrects_it(office: Office, tmp_path: Path) -> None:
    tables: dict[str, Rows] = {"initiation": [{}], "dispositions": [{}]}
    imported(office, tmp_path, **tables)
    tables["dispositions"] = [{"disposition_date": "2019-06-04"}]
    tally = imported(office, tmp_path, **tables)
    assert [one.fields for one in tally.changed] == [("effective",)]
    assert state(office, on="2019-06-03") == "charged"


def test_import__twice__adds_nothing(office: Office, tmp_path: Path) -> None:
    tables: dict[str, Rows] = {table: [{}] for table in TABLES}
    imported(office, tmp_path, **tables)
    before = office.everything()
    tally = imported(office, tmp_path, **tables)
    assert tally.events.total() == 0
    assert office.everything() == before


# A case with all that can differ by order: two participants, an amended charge, a charge disposed
# of twice, another one twice by the same word, a sentence changed, a death.
LIVELY = {
    "intake": [{}, {"case_participant_id": "2"}],
    "initiation": [
        {},
        {"charge_id": "6", "charge_version_id": "60", "charge_count": "2", "class": "3"},
        {"charge_id": "7", "charge_version_id": "70", "charge_count": "3"},
        {"case_participant_id": "2"},
    ],
    "dispositions": [
        {**GUILTY, "charge_version_id": "51", "disposition_charged_class": "A"},
        {"charge_id": "6", "charge_version_id": "60", "disposition_charged_class": "3"},
        {"charge_id": "6", "charge_version_id": "60", "disposition_charged_class": "3", **GUILTY,
         "disposition_date": "2019-09-09"},
        {"charge_id": "7", "charge_version_id": "70", "disposition_date": "2019-08-08"},
        {"charge_id": "7", "charge_version_id": "70", "disposition_date": "2019-07-07"},
        {"case_participant_id": "2", "charge_disposition": "Death Suggested-Cause Abated"},
    ],
    "sentencing": [
        {"charge_version_id": "51", "disposition_charged_class": "A"},
        {"charge_version_id": "51", "disposition_charged_class": "A", "sentence_type": "Prison",
         "sentence_phase": "Resentenced", "sentence_date": "2019-10-10"},
        {"charge_id": "6", "charge_version_id": "60", "disposition_charged_class": "3",
         "disposition_date": "2019-09-09", "sentence_date": "2019-09-09"},
    ],
}  # fmt: skip


def told(office: Office) -> list[object]:
    """Return how both participants stood on some days, and the severity of each charge."""
    days = ("2019-01-10", "2019-06-03", "2019-09-09", DAY)
    charges = ("5-1", "6-1", "7-1")
    return [
        *(stands(office, who, day) for who in ("1", "2") for day in days),
        *(office.item(charge, DAY, party="cook-1")["severity"] for charge in charges),
        set(office.flags(DAY, party="cook-1")),
    ]


def test_order__file_by_file_in_every_order__same_statuses(
    databases: Databases, tmp_path: Path
) -> None:
    paths = {path.stem: path for path in write(tmp_path, **LIVELY)}
    with databases.fresh() as url, open_office(url) as office:
        office.today = DAY
        take(office, COUNTY.read(list(paths.values())))
        expected = told(office)
    assert expected[3]["criminal"]["label"] == (  # type: ignore[index]  # it is a status
        "pleaded guilty; convicted; sentenced to 24 months' probation"
    )
    for order in permutations(paths.values()):
        with databases.fresh() as url, open_office(url) as office:
            office.today = DAY
            for path in order:
                take(office, COUNTY.read([path]))
            assert told(office) == expected, [path.stem for path in order]


def test_order__shuffled_rows_and_files__same_events(tmp_path: Path) -> None:
    def made(tables: dict[str, list[dict[str, str]]]) -> dict[str | None, object]:
        return {draft.event_id: draft for draft in drafts(tmp_path, **tables)}

    expected = made(LIVELY)
    chance = random.Random(4)  # noqa: S311 - an order that is the same in every run
    for _ in range(20):
        tables = list(LIVELY.items())
        chance.shuffle(tables)
        shuffled = {name: chance.sample(rows, len(rows)) for name, rows in tables}
        assert made(shuffled) == expected


def test_ids__of_an_import__stay_what_they_are(tmp_path: Path) -> None:
    # Another id would double what offices have imported.
    (filed,) = drafts(tmp_path, "charge.filed", initiation=[row("initiation")])
    assert filed.event_id == "8e8f26e2-084a-5145-8f2e-c26b359cd50c"


@pytest.mark.parametrize(
    ("older", "newer", "wanted"),
    [
        ("Nolle Prosecution", "Plea Of Guilty", "convicted"),
        ("Plea Of Guilty", "Nolle Prosecution", "dismissed"),
        ("Verdict Guilty", "Verdict-Not Guilty", "acquitted"),
        ("Some words", "FNPC", "rejected"),
        ("Plea Of Guilty", "Some words", "charged"),
        ("Death Suggested-Cause Abated", "Nolle Prosecution", "dismissed"),
        ("Nolle Prosecution", "BFW", "charged"),
    ],
)
def test_newer_copy__other_disposition_on_the_same_day__the_newer_alone_counts(
    office: Office, tmp_path: Path, older: str, newer: str, wanted: str
) -> None:
    for words in (older, newer):
        disposed = [{"charge_disposition": words}]
        tally = imported(office, tmp_path, initiation=[{}], dispositions=disposed)
        assert tally.refused == []
    assert state(office) == wanted


def test_newer_copy__with_a_second_disposition_on_another_day__both_stay(
    office: Office, tmp_path: Path
) -> None:
    first = {"charge_disposition": "Nolle Prosecution", "disposition_date": "2019-06-03"}
    second = {"charge_disposition": "Plea Of Guilty", "disposition_date": "2019-09-03"}
    imported(office, tmp_path, initiation=[{}], dispositions=[first])
    for rows in ([second], [first, second]):
        assert imported(office, tmp_path, dispositions=rows).withdrawn == []
    assert state(office, on="2019-06-03") == "dismissed"


def test_sentencing__without_the_dispositions__takes_none_of_them_back(
    office: Office, tmp_path: Path
) -> None:
    imported(office, tmp_path, initiation=[{}], dispositions=[{}])
    assert imported(office, tmp_path, sentencing=[{}]).withdrawn == []
    assert imported(office, tmp_path, initiation=[{}], dispositions=[{}]).events.total() == 0
