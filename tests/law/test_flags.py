"""Flags and warnings: what stands beside a status, from when to when, and on which events."""

from __future__ import annotations

import pytest

from tests.histories import Office

FILED = "filing: 2023-01-01 charge.filed"
ANNOUNCED = "announced: 2023-04-20 intent.announced"
SUM = '{"amount":"85000"}'
# Two pleas of one day, where only the ids say which came first, and it matters.
AMBIGUOUS = f"""
{FILED}
a: 2023-03-31 charge.plea_entered plea=not_guilty
b: 2023-03-31 charge.plea_entered plea=guilty
"""


def codes(warnings: object) -> list[str]:
    """Return the codes of a receipt's warnings."""
    assert isinstance(warnings, list)
    return [str(warning.code) for warning in warnings]


@pytest.mark.parametrize(
    "announcement",
    [ANNOUNCED, "announced: 2023-04-20 charge.dismissed prejudice=without (announced)"],
)
def test_announced__not_yet_on_record__flag_for_thirty_days(
    office: Office, announcement: str
) -> None:
    office.post(f"{FILED}\n{announcement}")
    assert office.state() == "charged"
    assert office.flags("2023-04-19") == []
    assert office.flags("2023-04-20") == ["announced_not_filed"]
    assert office.flags("2023-05-19") == ["announced_not_filed"]
    assert office.flags("2023-05-20") == []
    (flag,) = office.flagged("2023-05-01")
    assert (flag["item_id"], flag["events"]) == ("c1", ["announced"])


@pytest.mark.parametrize(
    ("announcement", "said"),
    [
        (ANNOUNCED, '"Charge dismissed" was'),
        (f"{ANNOUNCED} prejudice=unknown", '"Charge dismissed" was'),
        (f"{ANNOUNCED} prejudice=without", '"Charge dismissed without prejudice" was'),
        (
            "announced: 2023-04-20 charge.dismissed prejudice=with (announced)",
            '"Charge dismissed with prejudice" was',
        ),
    ],
)
def test_announced__with_its_prejudice__is_told_with_it(
    office: Office, announcement: str, said: str
) -> None:
    office.post(f"{FILED}\n{announcement}")
    (flag,) = office.flagged("2023-05-01")
    assert flag["sentence"].startswith(said)


def test_announced__then_occurs__flag_until_that_day(office: Office) -> None:
    office.post(f"{FILED}\n{ANNOUNCED}")
    known = office.position
    office.post("2023-04-25 charge.dismissed prejudice=with")
    assert office.flags("2023-04-24") == ["announced_not_filed"]
    assert office.flags("2023-04-25") == []
    assert office.flags("2023-04-25", known=known) == ["announced_not_filed"]


def test_announced__another_event_occurs__flag_stays(office: Office) -> None:
    office.post(f"{FILED}\n{ANNOUNCED}\n2023-04-25 charge.plea_entered plea=not_guilty")
    assert office.flags("2023-04-26") == ["announced_not_filed"]


@pytest.mark.parametrize(
    ("actor", "flags"), [("the_prosecution", []), ("the_defense", ["announced_not_filed"])]
)
def test_announced__then_withdrawn__flag_until_its_actor_does(
    office: Office, actor: str, flags: list[str]
) -> None:
    office.post(
        f"""
        {FILED}
        {ANNOUNCED} actor=the_prosecution
        2023-04-28 intent.withdrawn actor={actor}
        """
    )
    assert office.flags("2023-04-27") == ["announced_not_filed"]
    assert office.flags("2023-04-28") == flags


def test_announced__for_a_day_ahead__flag_from_the_announcement(office: Office) -> None:
    office.post(f"{FILED}\n2024-03-01 charge.dismissed (announced)")
    assert office.flags("2023-12-31") == ["announced_not_filed"]


def test_announced__for_the_end_of_the_calendar__recorded(office: Office) -> None:
    office.post(f"{FILED}\n9999-12-31 charge.dismissed (announced)")
    assert office.flags("2023-12-31") == ["announced_not_filed"]


def test_source_conflict__reported_and_not_on_record__names_report_and_announcement(
    office: Office,
) -> None:
    office.post(
        f"""
        {FILED}
        {ANNOUNCED}
        report: 2023-04-20 charge.dismissed (reported)
        """
    )
    conflict = [flag for flag in office.flagged("2023-04-20") if flag["code"] == "source_conflict"]
    assert [flag["events"] for flag in conflict] == [["announced", "report"]]
    assert office.flags("2023-04-19") == []


def test_source_conflict__announcement_after_the_report__named_from_then_on(
    office: Office,
) -> None:
    office.post(f"{FILED}\nreport: 2023-04-10 charge.dismissed (reported)\n{ANNOUNCED}")
    named = {
        day: [one["events"] for one in office.flagged(day) if one["code"] == "source_conflict"]
        for day in ("2023-04-19", "2023-04-20")
    }
    assert named == {"2023-04-19": [["report"]], "2023-04-20": [["announced", "report"]]}


def test_source_conflict__record_catches_up__ends(office: Office) -> None:
    office.post(f"{FILED}\nreport: 2023-04-20 charge.dismissed (reported)")
    office.post("2023-04-21 charge.dismissed prejudice=without")
    assert office.flags("2023-04-20") == ["source_conflict"]
    assert office.flags("2023-04-21") == ["refilable_until"]


CONVICTED = f"""{FILED}
2023-02-01 charge.plea_entered plea=guilty
2023-02-01 charge.conviction_entered basis=plea_guilty
2023-02-01 sentence.imposed"""


@pytest.mark.parametrize(
    ("history", "reported", "here"),
    [
        (f"{CONVICTED}\n2023-03-01 appeal.filed (reported)", "sentenced, on appeal", "sentenced"),
        (
            f"{CONVICTED}\n2023-03-01 charge.clemency_granted kind=pardon (reported)",
            "sentenced, pardon",
            "sentenced",
        ),
        (
            (
                f"{FILED}\n2023-02-01 charge.dismissed\n"
                "2023-03-01 charge.dismissal_clarified prejudice=with (reported)"
            ),
            "dismissed, with prejudice",
            "dismissed, prejudice unknown",
        ),
    ],
)
def test_source_conflict__report_of_what_stands_beside_the_state__says_what_differs(
    office: Office, history: str, reported: str, here: str
) -> None:
    office.post(history)
    (flag,) = [one for one in office.flagged() if one["code"] == "source_conflict"]
    assert flag["sentence"] == f"A source reports c1 as {reported}; the record has it as {here}."
    assert "source_conflict" not in office.flags("2023-02-28")


def test_source_conflict__report_of_what_is_on_record__none(office: Office) -> None:
    office.post(f"{FILED}\n2023-02-01 charge.filed (reported)")
    assert office.flags() == []


def test_source_conflict__report_only_possible_yet__none(office: Office) -> None:
    office.post(f"{FILED}\n2023-04 charge.dismissed (reported)")
    assert office.flags("2023-04-29") == []
    assert office.flags("2023-04-30") == ["source_conflict"]


def test_stayed__between_its_two_ends__flag(office: Office) -> None:
    office.post(f"{FILED}\n2023-02-01 matter.stay_changed\n2023-03-01 matter.stay_changed on=false")
    days = ("2023-01-31", "2023-02-01", "2023-02-28", "2023-03-01")
    assert [office.flags(day) for day in days] == [[], ["stayed"], ["stayed"], []]


def test_stayed__without_an_end__flag_for_good(office: Office) -> None:
    office.post(f"{FILED}\n2023-02-01 matter.stay_changed")
    assert office.flags("2099-01-01") == ["stayed"]


def test_appeal__from_filing_to_decision__pending(office: Office) -> None:
    office.post(
        f"""
        {FILED}
        2023-01-02 charge.plea_entered plea=guilty
        2023-01-03 charge.conviction_entered basis=plea_guilty
        2023-02-01 appeal.filed
        2023-03-01 appeal.decided decided=affirmed
        """
    )
    days = ("2023-01-31", "2023-02-01", "2023-02-28", "2023-03-01")
    pending = ["appeal_pending"]
    assert [office.flags(day) for day in days] == [[], pending, pending, []]
    assert office.status("2023-02-01")["label"].endswith("on appeal")


def test_refilable__on_an_enhancement__no_flag(office: Office) -> None:
    office.post(f"{FILED} kind=enhancement\n2023-02-01 charge.dismissed prejudice=without")
    assert office.flags() == []


@pytest.mark.parametrize(
    ("refiled", "warned"), [("2023-10-21", []), ("2023-10-22", ["limitation_passed"])]
)
def test_limitation_passed__refiled_after_the_last_day__warning_not_refusal(
    office: Office, refiled: str, warned: list[str]
) -> None:
    office.post(
        f"""
        2021-10-21 matter.incident_occurred
        {FILED} severity=misdemeanor
        2023-02-01 charge.dismissed prejudice=without
        """
    )
    again = f"again: {refiled} charge.filed item_id=c2 refiles=c1 severity=misdemeanor"
    receipt = office.post(again)
    assert codes(receipt.warnings) == warned
    assert [list(one.events) for one in receipt.warnings] == [["again"]] * len(warned)
    assert [code for code in office.flags() if code == "limitation_passed"] == warned
    assert office.status()["status"] == "charged"


def test_limitation_passed__incident_corrected__warning_ends(office: Office) -> None:
    office.post(
        f"""
        incident: 2019-01-01 matter.incident_occurred
        {FILED} severity=misdemeanor
        2023-02-01 charge.dismissed prejudice=without
        2023-03-01 charge.filed item_id=c2 refiles=c1 severity=misdemeanor
        """
    )
    assert "limitation_passed" in office.flags()
    office.post('2023-12-31 event.corrected target=incident changes={"effective":"2022-01-01"}')
    assert "limitation_passed" not in office.flags()


def convicted(item: str, group: str) -> str:
    """Return a history that ends in a conviction on a charge of an alternative group."""
    return f"""
        2023-01-01 charge.filed item_id={item} alternative_group={group}
        2023-01-02 charge.plea_entered item_id={item} plea=guilty
        {item}-convicted: 2023-01-03 charge.conviction_entered item_id={item} basis=plea_guilty
        """


def history(*parts: str) -> str:
    """Join parts of a history."""
    return "\n".join(part.strip() for part in parts)


def test_alternative_convictions__two_in_one_group__warning(office: Office) -> None:
    assert office.post(history(convicted("a", "g"))).warnings == []
    receipt = office.post(history(convicted("b", "g")))
    assert codes(receipt.warnings) == ["alternative_convictions"]
    assert {"a-convicted", "b-convicted"} <= set(receipt.warnings[0].events)
    assert office.flags() == ["alternative_convictions"]
    assert office.flags("2023-01-02") == []
    assert codes(office.post("2023-06-01 sentence.imposed item_ids=a").warnings) == []


def test_alternative_convictions__in_two_groups__none(office: Office) -> None:
    receipt = office.post(history(convicted("a", "g"), convicted("b", "h")))
    assert (receipt.warnings, office.flags()) == ([], [])


@pytest.mark.parametrize(
    ("effective", "warned"),
    [
        ("2022-12-31", []),
        ("2022-12-30", ["recorded_late"]),
        ("2022", []),
        ("2021", ["recorded_late"]),
    ],
)
def test_recorded_late__more_than_a_year_after_its_latest_day__warning(
    office: Office, effective: str, warned: list[str]
) -> None:
    receipt = office.post(f"{effective} charge.filed")
    assert codes(receipt.warnings) == warned
    assert office.flags() == warned


def test_recorded_late__several_events_of_a_party__one_line_a_track(office: Office) -> None:
    late = ("a: 2021-01-01 charge.filed", "b: 2021-02-01 charge.amended")
    others = ("c: 2021-03-01 charge.filed item_id=c2", "d: 2021-03-01 claim.filed item_id=c3")
    for line in (*late, *others):
        assert codes(office.post(line).warnings) == ["recorded_late"]
    criminal, civil = office.tracks()["criminal"]["flags"], office.tracks()["civil"]["flags"]
    assert [(one["item_id"], one["events"]) for one in criminal] == [("c1", ["a", "b", "c"])]
    assert criminal[0]["sentence"].startswith("3 events were recorded more than a year after")
    assert [(one["item_id"], one["events"]) for one in civil] == [("c3", ["d"])]
    assert office.flagged("2021-01-31")[0]["events"] == ["a"]


@pytest.mark.parametrize("taken_over", [False, True])
def test_recorded_late__brought_by_a_load__no_line_and_no_warning(
    office: Office, taken_over: bool
) -> None:
    instants = [office.recorder.clock.now_us() + 1] if taken_over else None
    receipt = office.post("2021-01-01 charge.filed", loaded=not taken_over, recorded_us=instants)
    assert (receipt.warnings, office.flags()) == ([], [])
    assert codes(office.post("2021-02-01 charge.amended").warnings) == ["recorded_late"]
    assert office.flags() == ["recorded_late"]


def test_order_ambiguous__only_the_id_decides__warning_until_a_link(office: Office) -> None:
    receipt = office.post(AMBIGUOUS)
    assert codes(receipt.warnings) == ["order_ambiguous"]
    assert list(receipt.warnings[0].events) == ["a", "b"]
    assert (office.flags("2023-03-30"), office.flags("2023-03-31")) == ([], ["order_ambiguous"])
    office.post('2023-12-31 event.corrected target=b changes={"links":{"after":["a"]}}')
    assert office.flags() == []


def test_order_ambiguous__either_order_to_one_state__no_warning(office: Office) -> None:
    office.post(f"{FILED}\n2023-02-01 charge.amended\n2023-02-01 charge.amended")
    assert office.flags() == []


def test_order_ambiguous__time_of_day_decides__no_warning(office: Office) -> None:
    office.post(
        """
        2023-01-01 charge.filed
        2023-02-01T09:00 charge.dismissed prejudice=without
        2023-02-01T15:00 charge.dismissed prejudice=with !
        """
    )
    assert "order_ambiguous" not in office.flags()


WRITTEN = "written: 2023-02-01 charge.disposition_recorded text=Nolle"


def test_unread_disposition__as_written__moves_nothing_and_is_flagged(office: Office) -> None:
    receipt = office.post(f"{FILED}\n{WRITTEN}")
    assert codes(receipt.warnings) == ["unread_disposition"]
    assert (office.state(), office.flags("2023-01-31")) == ("charged", [])
    assert office.flags("2023-02-01") == ["unread_disposition"]
    assert office.flagged()[0]["events"] == ["written"]


def test_unread_disposition__an_event_names_it_as_its_cause__flag_ends(office: Office) -> None:
    office.post(f"{FILED}\n{WRITTEN}")
    office.post("2023-02-01 charge.amended")
    assert office.flags() == ["unread_disposition"]
    known = office.position
    office.post("read: 2023-02-01 charge.dismissed prejudice=with")
    office.post('2023-12-31 event.corrected target=read changes={"links":{"causation":"written"}}')
    assert office.flags() == []
    assert office.flags(known=known) == ["unread_disposition"]


def test_unread_disposition__an_event_resolves_it__read_from_the_beginning_on(
    office: Office,
) -> None:
    office.post(f"{FILED}\n{WRITTEN}\nother: 2023-02-02 charge.disposition_recorded text=Closed")
    known = office.position
    office.post("read: 2023-03-01 note.recorded item_id=c1")
    changes = '{"links":{"resolves":["written","other"]}}'
    receipt = office.post(f"2023-12-31 event.corrected target=read changes={changes}")
    assert receipt.warnings == []
    assert office.flags("2023-02-15") == []
    assert office.flags("2023-02-15", known=known) == ["unread_disposition"] * 2


TRIED = "2023-01-02 charge.plea_entered plea=guilty\n2023-01-03 charge.trial_commenced !"


@pytest.mark.parametrize(
    "act",
    [
        "charge.dismissed prejudice=with",
        "charge.verdict_returned verdict=hung",
        "charge.verdict_returned verdict=not_guilty",
        "charge.conviction_entered basis=bench",
    ],
)
def test_unread_disposition__act_that_ends_the_charge__read_from_that_day_on(
    office: Office, act: str
) -> None:
    office.post(f"{FILED}\n{TRIED}\n{WRITTEN}")
    receipt = office.post(f"2023-03-01 {act}")
    assert codes(receipt.warnings) == []
    assert "unread_disposition" in office.flags("2023-02-28")
    assert "unread_disposition" not in office.flags("2023-03-01")
    assert office.status("2023-02-28")["certain"] is False
    assert office.status("2023-03-01")["certain"] is True


@pytest.mark.parametrize("act", ["charge.amended", "charge.plea_entered plea=not_guilty"])
def test_unread_disposition__act_that_ends_nothing__flag_stays(office: Office, act: str) -> None:
    office.post(f"{FILED}\n{WRITTEN}\n2023-03-01 {act}")
    assert office.flags() == ["unread_disposition"]


def test_unread_disposition__ended_before_its_day__flag_stays(office: Office) -> None:
    office.post(f"{FILED}\n2023-01-31 charge.dismissed prejudice=with\n{WRITTEN}")
    assert office.flags() == ["unread_disposition"]


def test_unread_disposition__ended_on_its_day__none_and_no_warning(office: Office) -> None:
    office.post(f"{FILED}\n2023-02-01 charge.dismissed prejudice=with")
    assert office.post(WRITTEN).warnings == []
    assert office.flags() == []


def test_unread_disposition__ended_in_the_same_post__no_warning(office: Office) -> None:
    receipt = office.post(f"{FILED}\n{WRITTEN}\n2023-02-05 charge.dismissed prejudice=with")
    assert codes(receipt.warnings) == []
    assert office.flags("2023-02-04") == ["unread_disposition"]


def test_unread_disposition__act_of_the_same_words__rest_still_unread(office: Office) -> None:
    office.post(f"{FILED}\n{WRITTEN}\nread: 2023-02-01 charge.dismissed prejudice=with")
    assert office.flags() == []
    quoted = '{"source":{"kind":"docket","quote":"Nolle"}}'
    office.post(f"2023-12-31 event.corrected target=read changes={quoted}")
    assert office.flags() == ["unread_disposition"]


def test_unread_disposition__status__never_certain_and_ends_with_the_words(
    office: Office,
) -> None:
    office.post(f"{FILED}\n{WRITTEN}")
    said = office.status()
    assert (said["status"], said["certain"]) == ("charged", False)
    assert said["label"] == 'charged; ended as written: "Nolle"'
    assert said["items"][0]["label"] == 'charged; ended as written: "Nolle"'
    assert '"Nolle"' in said["flags"][0]["sentence"]
    before = office.status("2023-01-31")
    assert (before["label"], before["certain"]) == ("charged", True)


def test_unread_disposition__on_another_item__headline_says_on_which(office: Office) -> None:
    office.post(
        f"{FILED}\n{WRITTEN}\n2023-01-01 charge.filed item_id=c2\n"
        "2023-01-02 charge.plea_entered item_id=c2 plea=guilty"
    )
    said = office.status()
    assert said["label"] == 'pleaded guilty; plea not yet accepted; ended as written: "Nolle" (c1)'
    assert said["certain"] is False


def test_unread_disposition__on_an_enhancement__headline_certain(office: Office) -> None:
    office.post(
        f"{FILED}\n2023-01-01 charge.filed item_id=e1 kind=enhancement attaches_to=c1\n"
        "2023-02-01 charge.disposition_recorded item_id=e1 text=Nolle"
    )
    assert (office.status()["label"], office.status()["certain"]) == ("charged", True)
    assert office.item("e1")["label"].endswith('"Nolle"')


def test_unread_disposition__of_a_month__may_have_ended_within_it(office: Office) -> None:
    office.post(f"{FILED}\n2023-02 charge.disposition_recorded text=Nolle")
    within, after = office.status("2023-02-01"), office.status("2023-02-28")
    assert within["label"] == 'charged; may have ended as written: "Nolle"'
    assert after["label"] == 'charged; ended as written: "Nolle"'
    assert within["certain"] is after["certain"] is False
    assert office.status("2023-01-31")["certain"] is True


def test_unread_disposition__retracted__flag_ends(office: Office) -> None:
    office.post(f"{FILED}\n{WRITTEN}")
    office.post("2023-12-31 event.retracted target=written")
    assert office.flags() == []


def test_warning__already_standing__not_repeated(office: Office) -> None:
    office.post("2020-01-01 charge.filed")
    receipt = office.post("2023-12-01 charge.amended")
    assert receipt.warnings == []
    assert office.flags() == ["recorded_late"]


def test_flags__with_nothing_to_say__none(office: Office) -> None:
    office.post(f"{FILED}\n2023-02-01 charge.plea_entered plea=not_guilty")
    assert office.flags() == []


SETTLED = (
    "2023-01-01 claim.filed\n2023-01-02 claim.filed item_id=c2\n"
    f"settled: 2023-03-01 claim.settled amount={SUM}"
)


@pytest.mark.parametrize(
    ("after", "days"),
    [
        ("", [False, True, True, True]),
        ("2023-04-01 claim.dismissed how=stipulation prejudice=with", [False, True, True, True]),
        ("2023-04-01 claim.satisfied", [False, True, False, False]),
        (
            "2023-04-01 claim.dismissed how=stipulation prejudice=with\n2023-05-01 claim.satisfied",
            [False, True, True, False],
        ),
        ("2023-04-01 claim.settlement_set_aside reason=fraud", [False, True, False, False]),
    ],
)
def test_settlement__for_a_sum__is_told_as_unpaid_until_it_is_paid(
    office: Office, after: str, days: list[bool]
) -> None:
    office.post(f"{SETTLED}\n{after}")
    asked = ("2023-02-28", "2023-03-01", "2023-04-01", "2023-05-01")
    assert [office.flags(day) == ["settlement_unpaid"] for day in asked] == days
    (flag,) = office.flagged("2023-03-31")
    assert (flag["item_id"], flag["events"]) == ("c1", ["settled"])


def test_settlement__that_waits_for_approval__is_told_as_unpaid_from_that_on(
    office: Office,
) -> None:
    office.post(f"{SETTLED} needs_approval=true")
    assert office.flags() == []
    office.post("2023-04-01 claim.settlement_approved")
    assert office.flags("2023-03-31") == []
    assert office.flags("2023-04-01") == ["settlement_unpaid"]


def test_settlement__without_a_sum__is_not_told_as_unpaid(office: Office) -> None:
    office.post("2023-01-01 claim.filed\n2023-03-01 claim.settled")
    assert office.flags() == []


def test_settlement__with_one_of_two__says_whose_is_unpaid(office: Office) -> None:
    office.post(
        "2021-01-01 party.added party_id=p2 name=Kim\n2023-01-01 claim.filed against=p1,p2\n"
        f"2023-03-01 claim.settled amount={SUM} parties=p2"
    )
    assert office.flags() == []
    (flag,) = office.flagged(party="p2")
    assert "(as to p2)" in flag["sentence"]


def test_settlement__of_several_claims_for_one_sum__tells_it_as_no_claims_own(
    office: Office,
) -> None:
    office.post(f"{SETTLED} in_all=true\n2023-03-01 claim.settled item_id=c2 amount={SUM}")
    assert office.item("c1")["label"] == "settled, $85,000 for several claims together"
    assert office.item("c2")["label"] == "settled, $85,000"


def test_disposition__that_is_only_reported__is_told_and_ends_nothing(office: Office) -> None:
    office.post(f"{FILED}\n2023-02-01 charge.disposition_recorded text=gone (reported)")
    status = office.status()
    assert (status["status"], status["label"]) == ("charged", "charged")
    assert "unread_disposition" in office.flags()
