"""The timeline of an item: what is certain, what is possible, and the legal order of events."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from casefile.law.linking import linked
from casefile.law.setting import Setting
from casefile.law.spans import lifetime
from casefile.law.timeline import RECORD, Fold
from tests.histories import Office, facts, fold, refusals

INCIDENT = "2021-10-21 matter.incident_occurred"


def bounds(folded: Fold) -> dict[str, tuple[str, str]]:
    """Return the narrowed bounds of each fact, by its id."""
    return {
        one.fact.event_id: (one.earliest.isoformat(), one.latest.isoformat())
        for one in folded.placed
    }


def order(folded: Fold) -> list[str]:
    """Return the ids of a fold's facts in legal order."""
    return [one.fact.event_id for one in folded.placed]


@pytest.mark.parametrize(
    ("line", "earliest", "latest"),
    [
        ("2023-03-31 charge.filed", "2023-03-31", "2023-03-31"),
        ("2023-03-31T14:05 charge.filed", "2023-03-31", "2023-03-31"),
        ("2023-03 charge.filed", "2023-03-01", "2023-03-31"),
        ("2022 charge.filed", "2022-01-01", "2022-12-31"),
        ("2023-01-31/2023-02-28 charge.filed", "2023-01-31", "2023-02-28"),
        ("../2023-04-20 charge.filed", "2021-10-21", "2023-04-20"),
        ("2023-04-20/.. charge.filed", "2023-04-20", "2023-12-31"),
        ("2023-04-20/.. charge.filed ~2023-05-02", "2023-04-20", "2023-05-02"),
        ("2023-04-20/.. charge.filed ~2023-05", "2023-04-20", "2023-05-31"),
        ("2023/2024 charge.filed", "2023-01-01", "2023-12-31"),  # clipped at the day recorded
        ("2023-12-31/2024-03 charge.filed", "2023-12-31", "2023-12-31"),
    ],
)
def test_bounds__every_form__closed_at_incident_source_and_record(
    line: str, earliest: str, latest: str
) -> None:
    (fact,) = facts(line)
    found = fact.bounds(date(2021, 10, 21))
    assert found == (date.fromisoformat(earliest), date.fromisoformat(latest))


def test_bounds__open_start_and_no_incident__from_the_first_day() -> None:
    (fact,) = facts("../2023-04-20 charge.filed")
    assert fact.bounds(None)[0] == date.min


def test_open_start__incident_arrives_later__item_folded_again(office: Office) -> None:
    office.post("../2023-04-20 charge.filed")
    known = office.position
    assert office.status("2000-01-01")["possible"][0]["states"] == ["charged"]
    office.post(INCIDENT)
    assert office.status("2000-01-01")["possible"] == []
    assert office.status("2021-10-21")["possible"][0]["states"] == ["charged"]
    assert office.status("2000-01-01", known=known)["possible"][0]["states"] == ["charged"]


def test_open_start__incident_corrected_and_retracted__item_folded_again(office: Office) -> None:
    office.post(f"../2023-04-20 charge.filed\nincident: {INCIDENT}")
    office.post('2023-12-31 event.corrected target=incident changes={"effective":"2022-01-01"}')
    assert office.status("2021-12-31")["possible"] == []
    office.post("2023-12-31 event.retracted target=incident")
    assert office.status("2000-01-01")["possible"][0]["states"] == ["charged"]


@pytest.mark.parametrize("related", ["@m1 other=m2", "@m2 other=m1"])
def test_open_start__incident_of_a_same_incident_matter__closed_there(
    office: Office, related: str
) -> None:
    office.open("m2").post(f"../2023-04-20 charge.filed\n{INCIDENT} @m2")
    assert office.status("2000-01-01")["possible"]
    office.post(f"link: 2023-01-01 matter.related {related}")
    assert not office.status("2000-01-01")["possible"]
    office.post(f"2023-12-31 event.retracted target=link {related[:3]}")
    assert office.status("2000-01-01")["possible"]


@pytest.mark.parametrize("relation", ["companion", "severed", "consolidated"])
def test_open_start__other_relation__not_closed(office: Office, relation: str) -> None:
    office.open("m2").post(
        f"""
        ../2023-04-20 charge.filed
        {INCIDENT} @m2
        2023-01-01 matter.related other=m2 relation={relation}
        """
    )
    assert office.status("2000-01-01")["possible"]


def test_open_start__two_same_incident_matters__earliest_incident_whatever_the_order(
    office: Office,
) -> None:
    office.open("m2", "m3").post(
        """
        ../2023-04-20 charge.filed
        2022-01-01 matter.incident_occurred @m2
        2021-01-01 matter.incident_occurred @m3
        2023-01-01 matter.related other=m2
        2023-01-01 matter.related other=m3
        """
    )
    assert office.status("2021-06-01")["possible"]


def test_possible__several_imprecise_events__states_passed_in_fold_order(office: Office) -> None:
    office.post(
        """
        2023-01 charge.filed
        2023-02 charge.plea_entered plea=no_contest
        2023-02 charge.conviction_entered basis=plea_no_contest
        2023-02 sentence.imposed
        """
    )
    states = ["charged", "plea_tendered", "convicted", "sentenced"]
    seen = {
        day: (office.state(on=day), [one["states"] for one in office.status(day)["possible"]])
        for day in ("2022-12-31", "2023-01-01", "2023-01-31", "2023-02-01", "2023-02-28")
    }
    assert seen == {
        "2022-12-31": ("none", []),
        "2023-01-01": ("none", [states[:1]]),
        "2023-01-31": ("charged", []),
        "2023-02-01": ("charged", [states[1:]]),
        "2023-02-28": ("sentenced", []),
    }
    assert office.status("2023-02-01")["certain"] is False
    assert office.status("2023-02-28")["certain"] is True


def test_possible__an_event_that_changes_nothing__not_a_state() -> None:
    placed = fold("2023-01-01 charge.filed\n2023-02 charge.amended").placed
    spans = lifetime(RECORD, placed, Setting()).spans
    assert [span.certainty for span in spans if span.item.state == "charged"] == [
        "certain",
        "certain",  # amended: another version in the same state
    ]


def test_narrowing__plea_inside_the_interval_of_the_filing__filing_certain_with_it() -> None:
    folded = fold(
        """
        filing: 2023-01-31/2023-04-20 charge.filed
        plea: 2023-03-10 charge.plea_entered plea=not_guilty
        """
    )
    assert bounds(folded) == {
        "filing": ("2023-01-31", "2023-03-10"),
        "plea": ("2023-03-10", "2023-03-10"),
    }


def test_narrowing__after_links__earlier_ends_and_later_begins() -> None:
    folded = fold(
        """
        filing: 2022-12-01 charge.filed
        plea: 2023-02 charge.plea_entered plea=guilty
        conviction: 2023-01-15/2023-02-10 charge.conviction_entered basis=plea_guilty >plea
        sentence: 2023 sentence.imposed >conviction
        """
    )
    assert bounds(folded) == {
        "filing": ("2022-12-01", "2022-12-01"),
        "plea": ("2023-02-01", "2023-02-10"),
        "conviction": ("2023-02-01", "2023-02-10"),
        "sentence": ("2023-02-01", "2023-12-31"),
    }


def test_narrowing__link_that_the_dates_contradict__refused() -> None:
    folded = fold(
        """
        filing: 2022-12-01 charge.filed
        plea: 2023-02-01 charge.plea_entered plea=guilty
        conviction: 2023-01-15 charge.conviction_entered basis=plea_guilty >plea
        """
    )
    assert ("conviction", "date.order") in refusals(folded)


def test_links__in_a_circle__refused_and_folded_all_the_same() -> None:
    folded = fold(
        """
        filing: 2022-12-01 charge.filed
        one: 2023-02-01 charge.amended >other
        other: 2023-02-01 charge.amended >one
        """
    )
    assert order(folded) == ["filing", "one", "other"]
    assert [code for _, code in refusals(folded)] == ["date.order"]


def test_links__to_itself__refused() -> None:
    folded = fold("filing: 2022-12-01 charge.filed >filing")
    assert refusals(folded) == [("filing", "date.order")]


@pytest.mark.parametrize("names", list(permutations("abcd")))
def test_narrowing__whatever_the_ids_and_the_arrival__links_before_the_filing(
    names: tuple[str, ...],
) -> None:
    filing, first, second, third = names
    lines = [
        f"{filing}: 2023-01-05/2023-01-20 charge.filed",
        f"{first}: 2023-01 charge.amended",
        f"{second}: 2023-01 charge.amended >{first}",
        f"{third}: 2023-01-01/2023-01-03 charge.amended >{second}",
    ]
    for shuffled in permutations(lines):
        folded = fold("\n".join(shuffled))
        assert order(folded) == [first, second, third, filing]
        assert {bounds(folded)[name] for name in (first, second, third)} == {
            ("2023-01-01", "2023-01-03")
        }
        assert "date.order" not in dict(refusals(folded)).values()


def test_links__against_the_dates__same_refusal_in_any_order_of_arrival() -> None:
    lines = [
        "filing: 2022-12-01 charge.filed",
        "one: 2023-01-05 charge.amended",
        "two: 2023-01-01/2023-01-09 charge.amended >one",
        "three: 2023-01-02 charge.amended >two",
    ]
    found = {tuple(refusals(fold("\n".join(shuffled)))) for shuffled in permutations(lines)}
    assert len(found) == 1


ONE_HEARING = [
    "plea: 2023-03-31 charge.plea_entered plea=no_contest",
    "conviction: 2023-03-31 charge.conviction_entered basis=plea_no_contest",
    "sentence: 2023-03-31 sentence.imposed",
]


@pytest.mark.parametrize(
    "lines", list(permutations(["filing: 2023-03-31 charge.filed", *ONE_HEARING]))
)
def test_order__a_whole_case_on_one_day__legal_in_any_order_of_arrival(
    lines: tuple[str, ...],
) -> None:
    folded = fold("\n".join(lines))
    assert order(folded) == ["filing", "plea", "conviction", "sentence"]
    assert refusals(folded) == []


@pytest.mark.parametrize("lines", list(permutations(ONE_HEARING)))
def test_order__one_hearing_in_any_order_in_a_batch__recorded(
    office: Office, lines: tuple[str, ...]
) -> None:
    office.post("2023-01-31 charge.filed\n" + "\n".join(lines))
    assert office.state() == "sentenced"


@pytest.mark.parametrize(
    "ranked",
    [
        ["charge.filed", "charge.amended", "charge.rejected"],
        [
            "charge.filed",
            "charge.plea_entered plea=not_guilty",
            "charge.trial_commenced",
            "charge.verdict_returned verdict=guilty",
            "charge.conviction_entered basis=jury",
            "sentence.imposed",
            "sentence.modified",
            "sentence.completed",
            "appeal.filed",
            "appeal.decided decided=affirmed",
            "charge.conviction_vacated",
            "party.died",
        ],
        [
            "charge.filed",
            "charge.plea_entered plea=guilty",
            "charge.dismissed prejudice=with",
            "appeal.filed",
            "appeal.decided decided=reversed",
            "charge.reinstated",
        ],
        ["claim.filed", "claim.served", "claim.answered", "claim.trial_commenced"],
        ["claim.filed", "claim.settled needs_approval=true", "claim.settlement_approved"],
        ["claim.filed", "claim.settled", "claim.dismissed how=stipulation", "claim.satisfied"],
        ["citation.issued", "citation.contested", "citation.complaint_filed", "citation.settled"],
    ],
)
def test_order__every_rank_on_one_day__legal_from_behind(ranked: list[str]) -> None:
    named = [f"e{number:02}: 2023-03-31 {event}" for number, event in enumerate(reversed(ranked))]
    folded = fold("\n".join(named))
    assert [one.fact.type for one in folded.placed] == [event.split()[0] for event in ranked]
    assert refusals(folded) == []


def test_order__same_rank__by_time_of_day_then_earliest_day_then_id() -> None:
    folded = fold(
        """
        filing: 2023-01-01 charge.filed
        b: 2023-03-31T14:05 charge.amended
        a: 2023-03-31T16:30 charge.amended
        d: 2023-03-31 charge.amended
        c: 2023-03-31 charge.amended
        e: 2023-03 charge.amended
        """
    )
    assert order(folded) == ["filing", "e", "c", "d", "b", "a"]


def test_order__latest_day__before_legal_rank() -> None:
    folded = fold(
        """
        filing: 2023-01-01 charge.filed
        dismissal: 2023-02-01 charge.dismissed
        plea: 2023-01/2023-02 charge.plea_entered plea=guilty
        """
    )
    assert order(folded) == ["filing", "dismissal", "plea"]


def test_order__link_against_the_rank__kept() -> None:
    folded = fold(
        """
        filing: 2023-01-01 charge.filed
        mistrial: 2023-03-31 charge.mistrial_declared
        trial: 2023-03-01 charge.trial_commenced
        again: 2023-03-31 charge.trial_commenced >mistrial
        """
    )
    assert order(folded) == ["filing", "trial", "mistrial", "again"]
    assert refusals(folded) == []


def test_events__that_name_an_item_only_through_another_event__do_not_act_on_it(
    office: Office,
) -> None:
    office.post(
        """
        2023-01-01 charge.filed
        2023-01-01 charge.filed item_id=c2
        2023-01-02 charge.plea_entered plea=guilty
        2023-01-02 charge.plea_entered item_id=c2 plea=guilty
        2023-01-03 charge.conviction_entered basis=plea_guilty
        2023-01-03 charge.conviction_entered item_id=c2 basis=plea_guilty
        sentence: 2023-01-04 sentence.imposed item_ids=c1,c2
        2023-02-01 appeal.filed from_event=sentence
        """
    )
    assert [flag["item_id"] for flag in office.flagged()] == ["c1"]
    office.post('2023-03-01 appeal.decided outcomes={"c1":{"conviction":"reversed"}}')
    assert (office.state("c1"), office.state("c2")) == ("vacated", "sentenced")


@pytest.mark.parametrize(
    ("before", "act"),
    [
        ("2023-02 charge.dismissed prejudice=without", "charge.reinstated"),
        ("2023-02 charge.trial_commenced jury=true", "charge.verdict_returned verdict=guilty"),
        ("2023-02 charge.moved", "charge.returned"),
    ],
)
def test_refused__what_a_vague_date_leaves_open__names_the_link(before: str, act: str) -> None:
    history = f"2023-01-01 charge.filed\nb: {before}\nx: 2023-02-10 {act}"
    folded = fold(history)
    (first, *_) = folded.breaches
    said = f" If it came after {before.split()[1]} of 2023-02, a link (after) says so."
    assert (first.fact.event_id, linked(folded, first)) == ("x", f"{first.sentence}{said}")
    assert refusals(fold(f"{history} >b")) == []
    folded = fold(f"2023-01-01 charge.filed\nb: {before}\nx: 2023-01-10 {act}")
    (early, *_) = folded.breaches
    assert linked(folded, early) == early.sentence


def test_breach__of_a_fact_of_a_month__names_the_act_in_it_that_a_link_puts_behind() -> None:
    folded = fold(
        "2023-01-01 charge.filed\n2023-01-10 charge.trial_commenced\n"
        "m: 2023-01 charge.mistrial_declared\np: 2023-01-25 charge.plea_entered plea=guilty"
    )
    (breach,) = folded.breaches
    said = " If charge.plea_entered of 2023-01-25 came after it, a link (after) says so."
    assert (breach.fact.event_id, linked(folded, breach)) == ("m", f"{breach.sentence}{said}")
