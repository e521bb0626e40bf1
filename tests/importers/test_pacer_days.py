"""Days of a criminal docket: which paper gives one, and what is an interval instead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.importers.pacer_dockets import bundle, charged, drafts, entry, report

FILED, LAST = "2023-01-05", "2023-09-30"
END = entry("90", "NOTICE of nothing more after the sentencing", LAST)


def effective(
    folder: Path, kind: str, defendant: Any, *entries: Any, **head: Any
) -> list[tuple[str, str]]:
    """Return the days of a defendant's events of one kind, each with its instrument, if any."""
    made = bundle(folder, report(parties=[defendant], docket_entries=[*entries, END], **head))
    found = drafts(made, kind)
    assert all((one.confidence == "inferred") == bool(one.resolution) for one in found)
    return [(str(one.effective), one.data.get("instrument", "")) for one in found]


@pytest.mark.parametrize(
    ("label", "paper", "instrument"),
    [
        ("1", "INDICTMENT", "indictment"),
        ("1", "INFORMATION", "information"),
        ("1", "SEALED INDICTMENT", "indictment"),
        ("1", "REDACTED INDICTMENT", "indictment"),
        ("1s", "SUPERSEDING INDICTMENT", "indictment"),
        ("1s", "SEALED SUPERSEDING INFORMATION", "information"),
        ("1ss", "SECOND SUPERSEDING INDICTMENT", "indictment"),
        ("1sss", "THIRD SUPERSEDING INDICTMENT", "indictment"),
        ("1ssss", "FOURTH SUPERSEDING INDICTMENT", "indictment"),
    ],
)
def test_count__of_its_only_instrument__was_filed_on_its_day(
    tmp_path: Path, label: str, paper: str, instrument: str
) -> None:
    defendant = charged((f"FRAUD({label})", ""))
    paper = f"{paper} as to Pat Doe (1) count(s) {label}"
    days = effective(tmp_path, "charge.filed", defendant, entry("7", paper, "2023-03-01"))
    assert days == [("2023-03-01", instrument)]


BETWEEN = f"{FILED}/{LAST}"


@pytest.mark.parametrize(
    ("label", "papers", "day"),
    [
        ("1", ["INDICTMENT unsealed as to Pat Doe"], FILED),  # the docket was opened by it
        ("1", ["INDICTMENT as to Ann Poe"], FILED),
        ("1s", ["INDICTMENT as to Pat Doe"], BETWEEN),
        ("1s", ["SUPERSEDING INDICTMENT as to Ann Poe"], BETWEEN),
        ("1", ["INDICTMENT as to Pat Doe", "INFORMATION as to Pat Doe"], BETWEEN),
    ],
)
def test_count__without_an_only_instrument__has_no_day_of_one(
    tmp_path: Path, label: str, papers: list[str], day: str
) -> None:
    entries = [entry(str(number), one, "2023-03-01") for number, one in enumerate(papers, 5)]
    days = effective(tmp_path, "charge.filed", charged((f"FRAUD({label})", "")), *entries)
    assert days == [(day, "unknown")]


@pytest.mark.parametrize(
    ("paper", "day"),
    [
        ("COMPLAINT as to Pat Doe", "2022-12-20"),
        ("SEALED COMPLAINT as to Pat Doe", "2022-12-20"),
        ("CRIMINAL COMPLAINT as to Pat Doe", "2022-12-20"),
        ("SEALED CRIMINAL COMPLAINT as to Pat Doe", "2022-12-20"),
        ("COMPLAINT unsealed as to Pat Doe", f"../{FILED}"),
        ("COMPLAINT as to Ann Poe", f"../{FILED}"),
    ],
)
def test_complaint__by_its_paper__or_before_the_number(
    tmp_path: Path, paper: str, day: str
) -> None:
    defendant = charged(complaints=["FRAUD"])
    days = effective(tmp_path, "charge.filed", defendant, entry("1", paper, "2022-12-20"))
    assert days == [(day, "complaint")]


def test_complaint__of_a_docket_of_complaints__opened_it(tmp_path: Path) -> None:
    defendant = charged(complaints=["FRAUD"])
    days = effective(tmp_path, "charge.filed", defendant, docket_number="1:23-mj-00001")
    assert days == [(FILED, "complaint")]


REVOKED = "Probation revoked: 3 months BOP"


@pytest.mark.parametrize(
    ("words", "kind", "day"),
    [
        ("Sentenced on 3/30/23: BOP 60 months", "sentence.imposed", "2023-03-30"),
        ("Sentenced on 1/5/23: BOP 60 months", "sentence.imposed", FILED),
        ("Sentenced on 1/4/23: BOP 60 months", "sentence.imposed", BETWEEN),  # before the case
        (
            "Pled guilty. Sentenced on 3/30/23: BOP 6 months",
            "charge.plea_entered",
            f"{FILED}/2023-03-30",
        ),
        ("Pled guilty. Sentenced on 1/5/23: BOP 6 months", "charge.plea_entered", FILED),
        (
            f"Sentenced on 3/30/23: BOP 6 months. {REVOKED}",
            "sentence.modified",
            f"2023-03-30/{LAST}",
        ),
        (f"Sentenced on 9/30/23: BOP 6 months. {REVOKED}", "sentence.modified", f"{LAST}/.."),
        ("BOP 6 months. Probation revoked 8/1/23: 3 months BOP", "sentence.modified", "2023-08-01"),
        ("BOP 6 months. Probation revoked 8/1/23: 3 months BOP", "sentence.imposed", BETWEEN),
    ],
)
def test_disposition__by_its_words__has_their_day_or_an_interval(
    tmp_path: Path, words: str, kind: str, day: str
) -> None:
    assert effective(tmp_path, kind, charged(("FRAUD(1)", words))) == [(day, "")]


def test_count__of_a_docket_without_entries__was_filed_after_the_docket_was(tmp_path: Path) -> None:
    made = bundle(tmp_path, report(parties=[charged(("FRAUD(1s)", ""))]))
    (filed,) = drafts(made, "charge.filed")
    said = "No date is given; it lies after the filing."
    assert (filed.effective, filed.resolution) == (f"{FILED}/..", said)


def test_count__of_a_docket_that_does_not_say_when_it_was_opened__was_filed_by_its_end(
    tmp_path: Path,
) -> None:
    days = effective(tmp_path, "charge.filed", charged(("FRAUD(1)", "")), date_filed=None)
    assert days == [(f"../{LAST}", "unknown")]


@pytest.mark.parametrize(("number", "cited"), [("7", "docket entry 7"), (None, "the entry")])
def test_instrument__that_gives_the_day__is_cited(
    tmp_path: Path, number: str | None, cited: str
) -> None:
    paper = entry(number, "INDICTMENT as to Pat Doe", "2023-03-01")
    made = bundle(
        tmp_path, report(parties=[charged(("FRAUD(1)", ""))], docket_entries=[paper, END])
    )
    (filed,) = drafts(made, "charge.filed")
    said = f"The day of {cited}, the only indictment of its kind on this defendant."
    assert filed.resolution == said


@pytest.mark.parametrize(
    ("ended", "head", "first", "last"),
    [
        ("2023-06-01", None, FILED, "2023-06-01"),
        ("2023-06-01", "2023-08-01", FILED, "2023-06-01"),
        ("2023-12-01", None, FILED, "2023-12-01"),  # a page can leave entries out
        (FILED, None, FILED, LAST),  # nothing ends before it begins
        (None, "2023-08-01", FILED, LAST),
    ],
)
def test_disposition__of_a_defendant_whose_part_has_ended__was_made_by_then(
    tmp_path: Path, ended: str | None, head: str | None, first: str, last: str
) -> None:
    count = ("FRAUD(1)", "BOP 5 years"), ("THEFT(2)", "Dismissed")
    defendant = charged(*count) | {"date_terminated": ended}
    for kind in ("sentence.imposed", "charge.dismissed"):
        days = effective(tmp_path, kind, defendant, date_terminated=head)
        assert days == [(f"{first}/{last}", "")]


def test_disposition__on_a_docket_of_one_day__was_made_by_the_end_of_the_part(
    tmp_path: Path,
) -> None:
    defendant = charged(("FRAUD(1)", "BOP 5 years")) | {"date_terminated": "2023-06-01"}
    made = bundle(tmp_path, report(parties=[defendant]))
    (sentence,) = drafts(made, "sentence.imposed")
    assert sentence.effective == f"{FILED}/2023-06-01"


@pytest.mark.parametrize(
    ("text", "head", "last"),
    [
        ("Arraignment held", {}, ".."),
        ("Arraignment held", {"date_terminated": "2023-12-01"}, "2023-12-01"),
        ("Minute entry for the sentencing", {}, LAST),
        ("ORDER granting the motion to dismiss", {}, LAST),
        ("JUDGMENT of acquittal", {}, LAST),
    ],
)
def test_disposition__of_a_page_that_may_leave_out_what_decided__has_no_last_day(
    tmp_path: Path, text: str, head: dict[str, Any], last: str
) -> None:
    defendant = charged(("FRAUD(1)", "BOP 5 years"))
    found = report(parties=[defendant], docket_entries=[entry("9", text, LAST)], **head)
    (sentence,) = drafts(bundle(tmp_path, found), "sentence.imposed")
    assert sentence.effective == f"{FILED}/{last}"


@pytest.mark.parametrize(
    ("text", "ended", "last"),
    [
        ("Arraignment held", None, ".."),
        ("Arraignment held", "2023-12-01", "2023-12-01"),
        ("Minute entry for the sentencing", None, LAST),
        ("ORDER revoking probation after the sentencing", "2023-06-01", LAST),
    ],
)
def test_revocation__of_a_page_that_may_leave_out_what_decided__has_no_last_day(
    tmp_path: Path, text: str, ended: str | None, last: str
) -> None:
    defendant = charged(("FRAUD(1)", f"BOP 6 months. {REVOKED}")) | {"date_terminated": ended}
    found = report(parties=[defendant], docket_entries=[entry("9", text, LAST)])
    (later,) = drafts(bundle(tmp_path, found), "sentence.modified")
    assert later.effective == f"{FILED}/{last}"


@pytest.mark.parametrize(
    ("text", "sentenced", "dismissed"),
    [
        ("JUDGMENT as to Pat Doe (1), Count(s) 1, BOP; Count(s) 2, Dismissed", "", ""),
        ("JUDGMENT as to Pat Doe (1), Count(s) 1, BOP; Count(s) 3, Dismissed", "", BETWEEN),
        ("JUDGMENT as to Pat Doe, Count(s) 1s, BOP; Count(s) 10-20, 2-4, 21, Dismissed", "", ""),
        ("JUDGMENT as to Pat Doe (1), Count(s) 3, BOP", BETWEEN, BETWEEN),
        ("JUDGMENT as to Pat Doe (1), on violation of supervised release", BETWEEN, BETWEEN),
        ("JUDGMENT as to Pat Doe (1), probation revoked", BETWEEN, BETWEEN),
        ("JUDGMENT as to Pat Doe (1). Supervised Release Violation", BETWEEN, BETWEEN),
    ],
)
def test_judgment__of_other_counts_or_on_a_revocation__gives_no_day(
    tmp_path: Path, text: str, sentenced: str, dismissed: str
) -> None:
    counts = ("FRAUD(1)", "BOP 5 years"), ("THEFT(2)", "Dismissed")
    judgment = entry("20", text, "2023-06-01")
    for kind, day in (("sentence.imposed", sentenced), ("charge.dismissed", dismissed)):
        days = effective(tmp_path, kind, charged(*counts), judgment)
        assert days == [(day or "2023-06-01", "")], kind


def test_judgment__that_numbers_counts__gives_no_day_of_a_complaint(tmp_path: Path) -> None:
    defendant = charged(("FRAUD(1)", "BOP 5 years"), complaints=["FRAUD"])
    defendant["criminal_data"]["complaints"][0]["disposition"] = "Dismissed"
    judgment = entry("20", "JUDGMENT as to Pat Doe (1), Count(s) 1, BOP; 2, Dismissed")
    assert effective(tmp_path, "charge.dismissed", defendant, judgment) == [(BETWEEN, "")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Acquitted by jury 3/30/23", "charge.verdict_returned"),
        ("Mistrial declared on 3/30/23", "charge.mistrial_declared"),
    ],
)
def test_end_of_a_trial__by_its_words__has_their_day(tmp_path: Path, words: str, kind: str) -> None:
    count = charged(("FRAUD(1)", words))
    assert effective(tmp_path, kind, count) == [("2023-03-30", "")]
    assert effective(tmp_path, "charge.trial_commenced", count) == [(f"{FILED}/2023-03-30", "")]
