"""Several parties and several charges at once: what befalls one says nothing of the others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.histories import Office, open_office

PARTIES = ("v", "a", "b", "c", "est")
SUIT = """
2022-01-01 claim.filed claimants=v against=a,b,c
2022-01-05 claim.served
2022-01-20 claim.answered
"""
COUNTS = """
2022-01-01 charge.filed item_id=c1 party_id=a
2022-01-01 charge.filed item_id=c2 party_id=a
2022-01-01 charge.filed item_id=c3 party_id=a
"""
# The history, and how each party stands by it: its headline's status.
CIVIL = {
    # Fed. R. Civ. P. 41(a), 54(b): a dismissal of, and a settlement with, one is not of the rest.
    "settled with one, dismissed as to another, tried against the third": (
        """
        2022-02-01 claim.settled parties=a amount={"amount":"10"}
        2022-02-02 claim.dismissed parties=c prejudice=with
        2022-03-01 claim.trial_commenced parties=b
        2022-03-05 claim.judgment_entered parties=b kind=jury for=claimant amount={"amount":"90"}
        """,
        {"a": "settled", "b": "judgment", "c": "dismissed"},
    ),
    # An appeal of one does not bring up the judgment against another (Fed. R. App. P. 3(c)(1)(A)).
    "reversed on the appeal of one": (
        """
        2022-03-05 claim.judgment_entered kind=summary for=claimant amount={"amount":"90"}
        2022-03-10 appeal.filed appellant=a parties=a
        2022-06-01 appeal.decided parties=a decided=reversed
        """,
        {"a": "vacated", "b": "judgment", "c": "judgment"},
    ),
    "cross-appeals, one reversed and one affirmed": (
        """
        2022-03-05 claim.judgment_entered kind=summary for=claimant amount={"amount":"90"}
        2022-03-10 appeal.filed appellant=a parties=a
        2022-03-11 appeal.filed appellant=b parties=b
        2022-06-01 appeal.decided parties=a decided=affirmed
        2022-06-01 appeal.decided parties=b decided=reversed
        """,
        {"a": "judgment", "b": "vacated", "c": "judgment"},
    ),
    "remanded in part as to one": (
        """
        2022-03-05 claim.judgment_entered kind=summary for=claimant amount={"amount":"90"}
        2022-03-10 appeal.filed appellant=a parties=a
        2022-06-01 appeal.decided parties=a outcomes={"c1":{"amount":"vacated"}}
        """,
        {"a": "judgment", "b": "judgment", "c": "judgment"},
    ),
    # Fed. R. Civ. P. 55(a), (c).
    "default of one set aside, of the other not": (
        """
        2022-02-01 claim.answer_stricken parties=a,b
        2022-02-02 claim.default_entered parties=a,b
        2022-02-03 claim.judgment_entered parties=a,b kind=default for=claimant
        2022-03-01 claim.default_set_aside parties=a
        """,
        {"a": "served", "b": "judgment", "c": "answered"},
    ),
    # 11 U.S.C. 362(a): the stay of a debtor is not one of the others, against whom all goes on.
    "one is stayed, and judgment is entered against the rest": (
        """
        2022-02-01 matter.stay_changed parties=a reason=bankruptcy
        2022-03-05 claim.judgment_entered parties=b,c kind=summary for=claimant
        """,
        {"a": "answered", "b": "judgment", "c": "judgment"},
    ),
    # Fed. R. Civ. P. 25(a).
    "one dies, the estate is put in its place and loses": (
        """
        2022-02-01 party.died party_id=a
        2022-03-01 party.substituted from=a to=est reason=death
        2022-04-01 claim.judgment_entered parties=est kind=summary for=claimant
        """,
        {"a": "none", "est": "judgment", "b": "answered"},
    ),
    # Fed. R. Civ. P. 21.
    "one is dropped, and all lose": (
        """
        2022-02-01 party.dropped party_id=c
        2022-04-01 claim.judgment_entered kind=summary for=claimant
        """,
        {"a": "judgment", "b": "judgment", "c": "dismissed"},
    ),
    "judgment vacated as to one, and that reversed": (
        """
        2022-03-05 claim.judgment_entered kind=summary for=claimant
        2022-04-01 claim.judgment_vacated parties=a by=trial_court
        2022-04-05 appeal.filed appellant=v parties=a
        2022-04-10 claim.trial_commenced parties=a
        2022-06-01 appeal.decided parties=a decided=reversed
        """,
        {"a": "judgment", "b": "judgment", "c": "judgment"},
    ),
}
CRIMINAL = {
    # Each count is found on by itself (Fed. R. Crim. P. 31; Dunn v. United States, 284 U.S. 390).
    "one agreement, and what it dismissed taken up again": (
        """
        2022-02-01 charge.plea_entered item_id=c1 plea=guilty negotiated=true
        2022-02-01 charge.conviction_entered item_id=c1 basis=plea_guilty
        2022-03-01 sentence.imposed item_ids=c1
        2022-03-01 charge.dismissed item_id=c2 by=agreement
        2022-03-01 charge.dismissed item_id=c3 by=agreement
        2022-06-01 charge.conviction_vacated item_id=c1
        2022-06-01 charge.plea_withdrawn item_id=c1
        2022-06-02 charge.reinstated item_id=c2
        """,
        {"c1": "pleaded_not_guilty", "c2": "charged", "c3": "dismissed"},
    ),
    "affirmed on one count, reversed on another, barred on the third": (
        """
        2022-02-01 charge.plea_entered item_id=c1 plea=not_guilty
        2022-02-02 charge.trial_commenced item_id=c1 jury=true
        2022-02-02 charge.trial_commenced item_id=c2 jury=true
        2022-02-02 charge.trial_commenced item_id=c3 jury=true
        2022-02-05 charge.verdict_returned item_id=c1 verdict=guilty
        2022-02-05 charge.verdict_returned item_id=c2 verdict=guilty
        2022-02-05 charge.verdict_returned item_id=c3 verdict=guilty
        2022-03-01 sentence.imposed item_ids=c1,c2,c3
        2022-03-05 appeal.filed item_ids=c1,c2,c3
        2022-08-01 appeal.decided outcomes={"c1":"affirmed","c2":"reversed","c3":"reversed_barred"}
        """,
        {"c1": "sentenced", "c2": "vacated", "c3": "acquitted"},
    ),
    "sentences vacated as a package, one imposed anew": (
        """
        2022-02-01 charge.conviction_entered item_id=c1 basis=unknown
        2022-02-01 charge.conviction_entered item_id=c2 basis=unknown
        2022-03-01 sentence.imposed item_ids=c1,c2
        2022-06-01 sentence.vacated item_ids=c1,c2 by=trial_court
        2022-07-01 sentence.imposed item_ids=c1
        """,
        {"c1": "sentenced", "c2": "convicted", "c3": "charged"},
    ),
    "one count severed and tried there, hung on another": (
        """
        2022-02-02 charge.trial_commenced item_id=c1 jury=true
        2022-02-05 charge.verdict_returned item_id=c1 verdict=hung
        2022-02-06 charge.dismissed item_id=c2 by=court prejudice=with
        2022-02-07 charge.rejected item_id=c3
        """,
        {"c1": "mistried", "c2": "dismissed", "c3": "rejected"},
    ),
}


def in_order(history: str, which: int) -> str:
    """Return the lines of a history in another order, each under the same id."""
    lines = [f"e{number:02}: {line.strip()}" for number, line in enumerate(_lines(history))]
    ordered = {0: lines, 1: lines[::-1], 2: [*lines[1::2], *lines[::2]]}
    return "\n".join(ordered[which])


def _lines(history: str) -> list[str]:
    return [line for line in history.strip().splitlines() if line.strip()]


@pytest.fixture
def several(database_url: str) -> Iterator[Office]:
    with open_office(database_url, parties=PARTIES) as office:
        yield office


@pytest.mark.parametrize("order", [0, 1, 2])
@pytest.mark.parametrize("name", CIVIL)
def test_claim__of_several__each_stands_by_itself(several: Office, name: str, order: int) -> None:
    history, stand = CIVIL[name]
    several.post(in_order(SUIT + history, order))
    assert {one: several.status(party=one)["status"] for one in stand} == stand
    before = {one: several.status("2022-01-25", party=one)["status"] for one in stand}
    assert set(before.values()) - {"none"} == {"answered"}
    told = {code for one in stand for code in several.flags(party=one)}
    assert told.isdisjoint(("irregular", "order_ambiguous"))


@pytest.mark.parametrize("order", [0, 1, 2])
@pytest.mark.parametrize("name", CRIMINAL)
def test_charges__of_one__each_stands_by_itself(several: Office, name: str, order: int) -> None:
    history, stand = CRIMINAL[name]
    several.post(in_order(COUNTS + history, order))
    assert {one: several.state(one, party="a") for one in stand} == stand
    assert {several.state(one, "2022-01-15", party="a") for one in stand} == {"charged"}
    assert "irregular" not in several.flags(party="a")


def test_one_of_two_accused__dies__the_other_is_charged(several: Office) -> None:
    """A prosecution abates with the life of the accused, and of nobody else."""
    several.post(
        """
        2022-01-01 charge.filed item_id=x party_id=a
        2022-01-01 charge.filed item_id=y party_id=b
        2022-02-01 party.died party_id=a
        """
    )
    assert (several.state("x", party="a"), several.state("y", party="b")) == ("abated", "charged")


def test_announced_for_one__flagged_for_that_one(several: Office) -> None:
    several.post(
        """
        2023-12-01 charge.filed item_id=x party_id=a
        2023-12-01 charge.filed item_id=y party_id=b
        2023-12-10 charge.dismissed item_id=x (announced)
        """
    )
    assert (several.flags(party="a"), several.flags(party="b")) == (["announced_not_filed"], [])
    assert several.status(party="a")["status"] == "charged"


def test_date_corrected__that_reverses_an_order__refused(several: Office) -> None:
    several.post(
        """
        2022-01-01 charge.filed item_id=x party_id=a
        2022-02-01 charge.dismissed item_id=x prejudice=without
        r: 2022-03-01 charge.reinstated item_id=x
        """
    )
    several.refused(
        '2022-04-01 event.corrected target=r changes={"effective":"2022-01-15"}', "item.wrong_state"
    )


def test_discharged__of_one_of_two_debtors__marked_for_that_one(several: Office) -> None:
    """The discharge of a debtor does not affect the liability of any other (11 U.S.C. 524(e))."""
    several.post(
        f"""{SUIT.strip()}
        2022-03-05 claim.judgment_entered kind=summary for=claimant
        2022-06-01 claim.discharged parties=a
        """
    )
    label = "summary judgment against; discharged in bankruptcy"
    assert several.status(party="a")["label"] == label
    assert "discharged" not in several.status(party="b")["label"]
    several.post("2022-09-01 claim.discharged parties=a revoked=true")
    assert "discharged" not in several.status(party="a")["label"]
    assert several.status("2022-07-01", party="a")["label"] == label


@pytest.mark.parametrize(
    ("kind", "answered", "judged"),
    [
        ("arbitral", "p2", "p2"),
        ("arbitral", "", "p2 p3"),  # nobody has answered: both were sent to arbitration
        ("bench", "p2", "p2"),
        ("bench", "", "p2 p3"),
    ],
)
def test_judgment__that_names_nobody__is_of_those_who_answered_where_any_did(
    office: Office, kind: str, answered: str, judged: str
) -> None:
    office.open("m9", parties=("p1", "p2", "p3"))
    office.post("2023-01-02 claim.filed item_id=c1 claimants=p1 against=p2,p3 @m9")
    if answered:
        office.post(f"2023-01-10 claim.answered item_id=c1 parties={answered} @m9")
    if kind == "bench":
        office.post("2023-02-01 claim.trial_commenced item_id=c1 @m9")
    office.post(f"2023-03-01 claim.judgment_entered item_id=c1 kind={kind} for=claimant @m9")
    found = [one for one in ("p2", "p3") if office.state("c1", party=one) == "judgment"]
    assert " ".join(found) == judged
