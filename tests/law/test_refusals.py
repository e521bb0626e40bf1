"""Refusals: each says why and by which events, and writes nothing; an override is on record."""

from __future__ import annotations

import pytest

from tests.histories import Office

FILED = "filing: 2023-01-01 charge.filed"
DISMISSED_WITH = f"{FILED}\ndismissal: 2023-02-01 charge.dismissed prejudice=with"
ACQUITTED = f"""
{FILED}
2023-01-03 charge.trial_commenced
verdict: 2023-01-04 charge.verdict_returned verdict=not_guilty
"""
CONVICTED = f"""
{FILED}
2023-01-02 charge.plea_entered plea=guilty
conviction: 2023-01-04 charge.conviction_entered basis=plea_guilty
"""

# Code | what stands | what is refused | the events that it conflicts with.
REFUSED: list[tuple[str, str, str, tuple[str, ...] | None]] = [
    ("charge.not_filed", "", "2023-02-01 charge.plea_entered plea=guilty", ()),
    ("charge.not_filed", "", "2023-02-01 appeal.filed", ()),
    ("item.wrong_state", "", "2023-02-01 claim.served", ()),
    ("item.wrong_state", "", "2023-02-01 citation.contested", ()),
    ("charge.jeopardy_bar", ACQUITTED, "2023-02-01 charge.plea_entered plea=guilty", ("verdict",)),
    ("charge.jeopardy_bar", ACQUITTED, "2023-02-01 charge.dismissed", ("verdict",)),
    ("charge.jeopardy_bar", ACQUITTED, "2023-02-01 appeal.filed", ("verdict",)),
    (
        "charge.jeopardy_bar",
        ACQUITTED,
        "2023-02-01 charge.filed item_id=c2 refiles=c1",
        ("verdict",),
    ),
    ("charge.prejudice_bar", DISMISSED_WITH, "2023-03-01 charge.reinstated", ("dismissal",)),
    (
        "charge.prejudice_bar",
        DISMISSED_WITH,
        "2023-03-01 charge.filed item_id=c2 refiles=c1",
        ("dismissal",),
    ),
    ("sentence.no_conviction", FILED, "2023-02-01 sentence.imposed", ("filing",)),
    (
        "charge.not_live",
        f"{FILED}\nsuperseding: 2023-02-01 charges.superseded",
        "2023-03-01 charge.plea_entered plea=guilty",
        ("superseding",),
    ),
    (
        "charge.not_live",
        f"{FILED}\nmove: 2023-02-01 charge.moved",
        "2023-03-01 charge.trial_commenced",
        ("move",),
    ),
    ("verdict.no_trial", FILED, "2023-02-01 charge.verdict_returned verdict=guilty", ("filing",)),
    (
        "item.foreign",
        "filing: 2023-01-01 charge.filed @m2",
        "2023-02-01 charge.amended",
        ("filing",),
    ),
    (
        "appeal.none",
        CONVICTED,
        "2023-02-01 appeal.decided decided=reversed",
        ("conviction",),
    ),
    (
        "date.before_incident",
        "incident: 2021-10-21 matter.incident_occurred",
        "2021-10-20 charge.filed",
        ("incident",),
    ),
    (
        "date.before_incident",
        "incident: 2021-10-21 matter.incident_occurred",
        "../2021-10-20 charge.filed",
        ("incident",),
    ),
    ("date.future", FILED, "2024-01-02 charge.dismissed", ()),
    ("date.future", FILED, "2024-01-02/.. charge.dismissed", ()),
    ("date.future", FILED, "2025 charge.dismissed (reported)", ()),
    ("date.future", "", "2024-01-02 note.recorded", ()),
    ("date.order", FILED, "2022-12-31 charge.amended >filing", ("filing",)),
    ("item.wrong_state", FILED, "2023-02-01 charge.conviction_entered basis=bench", ("filing",)),
    ("item.wrong_state", FILED, "2023-02-01 charge.filed", ("filing",)),
    ("item.wrong_state", FILED, "2023-02-01 claim.served", ("filing",)),
    ("matter.unknown", "", "2023-02-01 note.recorded @m9", ()),
    ("matter.unknown", "", "2023-02-01 matter.related other=m9", ()),
    ("matter.exists", "", "2023-02-01 matter.opened", None),
    ("party.unknown", "", "2023-02-01 charge.filed party_id=p9", ()),
    ("link.unknown", FILED, "2023-02-01 charge.amended >nowhere", ()),
    ("event.unknown", "", "2023-02-01 source.conflict_recorded events=nowhere,neither", ()),
    ("process.unknown", "", "2023-02-01 motion.decided motion_id=x outcome=granted", ()),
]


@pytest.mark.parametrize(("code", "stands", "refused", "conflicts"), REFUSED)
def test_refused__each_code__nothing_written_and_conflicts_named(
    office: Office, code: str, stands: str, refused: str, conflicts: tuple[str, ...] | None
) -> None:
    office.open("m2")
    if stands:
        office.post(stands)
    refusal = office.refused(refused, code)
    assert refusal.place == 0
    assert refusal.sentence.endswith(".")
    if conflicts is not None:
        assert refusal.conflicts == conflicts


@pytest.mark.parametrize(
    ("effective", "recorded"),
    [
        ("2024-01-01", "a day ahead"),
        ("2023-12/2024-03", "an interval that begins before"),
        ("../2024-03-01", "an open start"),
        ("2023", "a year that is not over"),
    ],
)
def test_future__not_wholly_more_than_a_day_ahead__accepted(
    office: Office, effective: str, recorded: str
) -> None:
    del recorded
    office.post(f"2023-01-01 charge.filed\n{effective} charge.dismissed")
    assert office.state(on="2024-01-01") == "dismissed"


@pytest.mark.parametrize("assertion", ["scheduled", "announced"])
def test_future__scheduled_or_announced__accepted(office: Office, assertion: str) -> None:
    office.post(f"2023-01-01 charge.filed\n2024-06-01 charge.dismissed ({assertion})")
    assert office.state(on="2024-12-31") == "charged"


def test_incident__known_to_the_month__only_what_is_wholly_before_it_refused(
    office: Office,
) -> None:
    office.post("2021-10 matter.incident_occurred")
    office.refused("2021-09-30 charge.filed", "date.before_incident")
    office.post("2021-10-01 charge.filed")


def test_incident__of_a_matter_of_the_same_incident__counts(office: Office) -> None:
    office.open("m2").post(
        """
        incident: 2021-10-21 matter.incident_occurred @m2
        2023-01-01 matter.related other=m2
        """
    )
    refusal = office.refused("2021-10-20 charge.filed", "date.before_incident")
    assert refusal.conflicts == ("incident",)


@pytest.mark.parametrize(
    "history",
    [
        "2021-10-21 matter.incident_occurred",
        "2021-01-01 matter.incident_occurred @m2\n2023-01-01 matter.related other=m2",
    ],
)
def test_incident__arriving_after_what_it_forbids__refused_naming_that(
    office: Office, history: str
) -> None:
    office.open("m2").post("filing: 2020-12-31 charge.filed")
    refusal = office.refused(history, "date.before_incident")
    assert refusal.conflicts[0] == "filing"


def test_backdated__legal_then__accepted(office: Office) -> None:
    office.post(f"{FILED}\n2023-03-01 charge.dismissed prejudice=without")
    office.post("2023-02-01 charge.plea_entered plea=not_guilty")
    assert office.state(on="2023-02-15") == "pleaded_not_guilty"
    assert office.state() == "dismissed"


def test_backdated__makes_a_later_event_illegal__refused_naming_the_later(office: Office) -> None:
    office.post(f"{FILED}\nplea: 2023-03-01 charge.plea_entered plea=not_guilty")
    refusal = office.refused(
        "earlier: 2023-02-01 charge.dismissed prejudice=with", "item.wrong_state"
    )
    assert refusal.conflicts == ("plea", "earlier")
    assert "later event" in refusal.sentence


def test_backdated__makes_a_later_event_illegal_but_mends_it__accepted(office: Office) -> None:
    office.post(f"{FILED}\nplea: 2023-03-01 charge.plea_entered plea=not_guilty")
    office.post("2023-02-01 charge.dismissed\n2023-02-02 charge.reinstated")
    assert office.state() == "pleaded_not_guilty"


def test_batch__with_one_refusal__place_of_it_named(office: Office) -> None:
    refusal = office.refused(f"{FILED}\n2023-02-01 sentence.imposed", "sentence.no_conviction")
    assert refusal.place == 1


def test_item__in_this_matter_and_another__not_foreign(office: Office) -> None:
    office.open("m2").post(f"{FILED}\n2023-01-01 charge.filed @m2")
    office.post("2023-02-01 charge.dismissed @m2")
    assert office.status()["breakdown"] == {"charged": 1, "dismissed": 1}


@pytest.mark.parametrize(
    "field", ["plea=no_contest", "plea=guilty (reported)", "plea=guilty ~2023"]
)
def test_event_id__used_again_with_other_content__refused(office: Office, field: str) -> None:
    office.post(f"{FILED}\nplea: 2023-02-01 charge.plea_entered plea=guilty")
    refusal = office.refused(f"plea: 2023-02-01 charge.plea_entered {field}", "event.id_reused")
    assert refusal.conflicts == ("plea",)


def test_event_id__twice_in_a_batch_with_other_content__refused(office: Office) -> None:
    notes = "note: 2023-02-01 note.recorded text=one\nnote: 2023-02-01 note.recorded text=two"
    assert office.refused(notes, "event.id_reused").place == 1


def test_event_id__posted_again_unchanged__answered_with_the_first(office: Office) -> None:
    first = office.post(FILED)
    before = office.everything()
    again = office.post(FILED)
    assert [entry.already for entry in again.entries] == [True]
    assert again.entries[0].recorded == first.entries[0].recorded
    assert office.everything() == before


OVERRIDDEN = [
    ("charge.not_filed", "", "charge.plea_entered plea=guilty", "plea_tendered"),
    ("charge.jeopardy_bar", ACQUITTED, "charge.dismissed", "dismissed"),
    ("charge.prejudice_bar", DISMISSED_WITH, "charge.reinstated", "charged"),
    ("sentence.no_conviction", FILED, "sentence.imposed", "sentenced"),
    (
        "charge.not_live",
        f"{FILED}\n2023-02-01 charges.superseded",
        "charge.conviction_entered basis=bench",
        "convicted",
    ),
    ("verdict.no_trial", FILED, "charge.verdict_returned verdict=not_guilty", "acquitted"),
    ("verdict.no_trial", FILED, "charge.verdict_returned verdict=hung", "mistried"),
    ("appeal.none", CONVICTED, "appeal.decided decided=reversed", "vacated"),
    ("appeal.none", CONVICTED, "appeal.decided decided=affirmed", "convicted"),
    ("item.wrong_state", FILED, "charge.conviction_entered basis=jury", "convicted"),
    ("item.wrong_state", CONVICTED, "charge.plea_entered plea=guilty", "plea_tendered"),
    ("item.wrong_state", FILED, "charge.deferral_ended result=revoked", "pleaded_not_guilty"),
    ("item.wrong_state", FILED, "claim.served", "charged"),
]


@pytest.mark.parametrize(("code", "stands", "event", "to"), OVERRIDDEN)
def test_override__each_refused_move__taken_all_the_same_and_irregular(
    office: Office, code: str, stands: str, event: str, to: str
) -> None:
    if stands:
        office.post(stands)
    office.refused(f"2023-03-01 {event}", code)
    receipt = office.post(f"forced: 2023-03-01 {event} !")
    assert [(one.code, *one.events) for one in receipt.warnings] == [("irregular", "forced")]
    envelope = receipt.entries[0].recorded.envelope
    assert envelope.override
    assert envelope.override.reason == "The docket says so."
    assert envelope.override.authority == "Lead attorney"
    if stands:  # without a filing, the item is nobody's yet
        assert office.state() == to
        assert [flag["events"] for flag in office.flagged() if flag["code"] == "irregular"] == [
            ["forced"]
        ]
        assert "irregular" not in office.flags("2023-02-28")


def test_override__missing_event_arrives__irregular_ends(office: Office) -> None:
    office.post(f"{FILED}\n2023-03-01 sentence.imposed !")
    assert office.flags() == ["irregular"]
    known = office.position
    office.post(
        """
        2023-02-01 charge.plea_entered plea=guilty
        2023-02-02 charge.conviction_entered basis=plea_guilty
        """
    )
    assert office.flags() == []
    assert office.state() == "sentenced"
    assert office.flags(known=known) == ["irregular"]


def test_override__of_an_item_never_filed__its_party_once_the_filing_arrives(
    office: Office,
) -> None:
    office.post("2023-03-01 charge.plea_entered plea=guilty !")
    assert office.tracks() == {}
    office.post("2023-01-01 charge.filed")
    assert (office.state(), office.flags()) == ("plea_tendered", [])


def test_override__filing_dated_after_what_it_missed__state_kept_and_still_irregular(
    office: Office,
) -> None:
    office.post("2023-03-01 charge.plea_entered plea=guilty !\n2023-04-01 charge.filed")
    assert (office.state(), office.flags()) == ("plea_tendered", ["irregular"])


def test_override__of_one_event__does_not_cover_its_neighbour(office: Office) -> None:
    office.post(FILED)
    office.refused(
        """
        2023-02-01 sentence.imposed !
        2023-03-01 charge.verdict_returned verdict=guilty
        """,
        "verdict.no_trial",
    )


def test_override__of_a_backdated_event__covers_what_it_makes_irregular(office: Office) -> None:
    office.post(f"{FILED}\nplea: 2023-03-01 charge.plea_entered plea=not_guilty")
    office.post("2023-02-01 charge.dismissed prejudice=with !")
    assert [flag["events"] for flag in office.flagged() if flag["code"] == "irregular"] == [
        ["plea"]
    ]


def test_override__with_what_it_makes_irregular_in_one_batch__accepted_as_in_two(
    office: Office,
) -> None:
    office.post(
        """
        filing: 2021-10-20 charge.filed
        2021-10-21 matter.incident_occurred !
        """
    )
    assert [flag["events"] for flag in office.flagged() if flag["code"] == "irregular"] == [
        ["filing"]
    ]


def test_irregular__on_record_before__does_not_refuse_what_comes_after(office: Office) -> None:
    office.post(f"{FILED}\n2023-02-01 sentence.imposed !")
    office.post("2023-03-01 sentence.completed")
    assert office.state() == "sentence_completed"
