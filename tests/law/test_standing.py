"""Parties change: who is one on a day, and what is refused once another one stands there."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.law.presence import presence, stands_for
from casefile.projections.subjects import known_in
from tests.histories import Office

CIVIL = """
2026-01-02 matter.opened category=civil @m9
2026-01-02 party.added party_id=nash @m9
2026-01-02 party.added party_id=oak @m9
k: 2026-01-03 claim.filed item_id=k1 claimants=nash against=oak @m9
"""
DEATH = """
2026-03-01 party.died party_id=nash @m9
2026-04-01 party.added party_id=est @m9
s: 2026-04-15 party.substituted from=nash to=est reason=death @m9
"""
SUBSTITUTED = "2026-04-15 party.substituted from=nash to=est reason=transfer"


@pytest.fixture
def civil(office: Office) -> Office:
    """Return an office with a civil matter, in its year."""
    office.today = "2026-12-31"
    office.post(CIVIL)
    return office


def who(office: Office, party: str, on: str) -> tuple[str, str | None]:
    """Return what part a party has in the civil matter on a day, and who stands for it."""
    with office.database.read() as connection:
        known = known_in(connection)
        day = date.fromisoformat(on)
        return presence("m9", party, day, known).state, stands_for("m9", party, day, known)


def test_party__substituted__is_one_until_then_and_its_successor_from_there(civil: Office) -> None:
    civil.post(DEATH)
    days = ("2026-01-01", "2026-01-02", "2026-03-01", "2026-04-15")
    assert [who(civil, "nash", on) for on in days] == [
        ("not_yet", None),
        ("party", None),
        ("died", None),
        ("substituted", "est"),
    ]
    assert [who(civil, "est", on)[0] for on in ("2026-03-31", "2026-04-15")] == ["not_yet", "party"]


def test_party__whose_successor_is_substituted__has_the_last_one_stand_for_it(
    civil: Office,
) -> None:
    civil.post(DEATH)
    civil.post("2026-05-01 party.added party_id=heir @m9")
    civil.post("2026-06-01 party.substituted from=est to=heir reason=transfer @m9")
    assert who(civil, "nash", "2026-05-31") == ("substituted", "est")
    assert who(civil, "nash", "2026-06-01") == ("substituted", "heir")


@pytest.mark.parametrize("how", ["dropped", "terminated"])
def test_party__that_left_and_is_added_again_later__is_one_again(civil: Office, how: str) -> None:
    civil.post(f"2026-02-01 party.{how} party_id=oak @m9")
    assert who(civil, "oak", "2026-02-01") == (how, None)
    civil.post("2026-03-01 party.added party_id=oak @m9")
    assert [who(civil, "oak", on)[0] for on in ("2026-02-28", "2026-03-01")] == [how, "party"]


def test_party__added_on_a_day_not_known__has_left_when_its_appearance_ends(civil: Office) -> None:
    civil.post(
        """
        2026-01-02/.. party.added party_id=elm @m9
        2026-02-01 party.terminated party_id=elm @m9
        """
    )
    assert [who(civil, "elm", on)[0] for on in ("2026-01-02", "2026-02-01")] == [
        "party",
        "terminated",
    ]


def test_party__dead_under_another_of_its_ids__has_died(civil: Office) -> None:
    civil.post(
        """
        2026-01-02 party.added party_id=nell @m9
        2026-02-01 party.merged from=nell into=nash @m9
        2026-03-01 party.died party_id=nell @m9
        """
    )
    assert who(civil, "nash", "2026-03-01")[0] == "died"


@pytest.mark.parametrize(
    "line",
    [
        "claim.filed item_id=k2 claimants=nash",
        "citation.issued item_id=i1 party_id=nash",
        "charge.filed item_id=c2 party_id=nash",
        "counsel.appeared for=nash",
        "party.dropped party_id=nash",
        "party.substituted from=nash to=oak reason=transfer",
        "intent.announced intended_event=citation.issued item_id=i1 party_id=nash",
    ],
)
def test_event__that_names_a_substituted_party__refused_naming_the_successor(
    civil: Office, line: str
) -> None:
    civil.post(DEATH)
    refused = civil.refused(f"2026-04-16 {line} @m9", "party.substituted")
    assert "est" in refused.sentence
    assert refused.conflicts == ("s",)
    civil.post(f"2026-04-16 {line} ! @m9")


@pytest.mark.parametrize(
    "line",
    [
        "2026-04-15 claim.filed item_id=k2 claimants=nash",
        "2026-04-16 claim.filed item_id=k2 claimants=est",
        "2026-04-16 claim.filed item_id=k2 claimants=nash (reported)",
        "2026-04-16 counsel.withdrawn for=nash",
        "2026-04-16 note.recorded party_id=nash",
        "2026-04-16 party.terminated party_id=nash",
        '2026-04-16 party.changed party_id=nash changes={"name":"N"} reason=error',
    ],
)
def test_event__before_the_substitution_or_of_the_record__accepted(
    civil: Office, line: str
) -> None:
    civil.post(DEATH)
    civil.post(f"{line} @m9")


def test_party__substituted_in_one_matter__stands_in_the_others(civil: Office) -> None:
    civil.post(DEATH)
    civil.post("2026-01-02 party.added party_id=nash")
    civil.post("2026-04-16 claim.filed item_id=k2 against=nash")


def test_substituted_party__added_again__may_be_named(civil: Office) -> None:
    civil.post(DEATH)
    civil.post(
        """
        2026-05-01 party.added party_id=nash @m9
        2026-05-01 claim.filed item_id=k2 claimants=nash @m9
        """
    )


def test_substitution__before_a_later_event_that_names_the_party__refused_naming_it(
    civil: Office,
) -> None:
    civil.post("2026-04-01 party.added party_id=est @m9")
    civil.post("late: 2026-04-20 claim.filed item_id=k2 claimants=nash against=oak @m9")
    refused = civil.refused(f"{SUBSTITUTED} @m9", "party.substituted")
    assert refused.conflicts == ("late",)


def test_substitution__corrected_to_a_day_before_such_an_event__refused(civil: Office) -> None:
    civil.post("2026-04-01 party.added party_id=est @m9")
    civil.post("late: 2026-04-20 claim.filed item_id=k2 claimants=nash against=oak @m9")
    civil.post(f"s: {SUBSTITUTED.replace('04-15', '04-25')} @m9")
    change = 'event.corrected target=s changes={"effective":"2026-04-15"} @m9'
    civil.refused(f"2026-12-01 {change}", "party.substituted")


@pytest.mark.parametrize(
    "line",
    [
        "party.substituted from=nash to=est reason=transfer",
        "party.substituted from=est to=nash reason=transfer",
        "party.dropped party_id=est",
        "party.terminated party_id=est",
    ],
)
def test_party__that_is_none_of_the_matter__refused_until_it_is_added(
    civil: Office, line: str
) -> None:
    civil.post("2026-01-02 party.added party_id=est")
    civil.refused(f"2026-04-15 {line} @m9", "party.unknown")
    civil.post(f"2026-04-15 {line} @m9\n2026-04-15 party.added party_id=est @m9")


@pytest.mark.parametrize(
    "line", ["party.substituted from=p1 to=p2 reason=death", "party.dropped party_id=p1"]
)
def test_defendant__with_an_open_charge__is_neither_substituted_nor_dropped(
    office: Office, line: str
) -> None:
    office.post("2023-01-01 party.added party_id=p2\nf: 2023-01-02 charge.filed")
    assert office.refused(f"2023-02-01 {line}", "party.charged").conflicts == ("f",)
    office.post("2023-01-20 charge.dismissed by=prosecution")
    office.post(f"2023-02-01 {line}")


def test_charge__that_would_be_open_when_its_defendant_was_dropped__refused(office: Office) -> None:
    office.post("2023-02-01 party.dropped party_id=p1")
    office.refused("2023-01-02 charge.filed", "party.charged")
    office.post("2023-01-02 charge.filed\n2023-01-20 charge.dismissed by=prosecution")


def test_defendant__whose_appearance_is_terminated__stays_charged(office: Office) -> None:
    office.post("2023-01-02 charge.filed\n2023-02-01 party.terminated")
    assert office.state() == "charged"
