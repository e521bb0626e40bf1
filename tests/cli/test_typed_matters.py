"""A prosecution, a suit and a citation, typed as somebody does who has not typed them before."""

from __future__ import annotations

import re
import shlex

import pytest

from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.test_typed_week import of
from tests.once import once


@pytest.fixture
@once
def case(bare_case: Terminal) -> Terminal:
    """Return the program on a prosecution of two charges."""
    for offense in ("driving under the influence", "reckless driving"):
        bare_case("post", "r", "charge filed", f"charge={offense}", *DAY)
    return bare_case


@pytest.fixture
@once
def suit(bare_suit: Terminal) -> Terminal:
    """Return the program on a suit of one plaintiff against two defendants, not yet filed."""
    bare_suit("post", "l", "add party", "name=Ida Kerr", "role=defendant", *DAY)
    return bare_suit


@pytest.fixture
@once
def trial(suit: Terminal) -> Terminal:
    """Return the program on the suit, of which one claim and a counterclaim are in trial."""
    both = ("against=Lobo", "against=Kerr")
    suit("post", "l", "claim filed", "claim=negligence", "by=Lee", *both, *DAY)
    back = ("claim=damage to its truck", "by=Lobo", "against=Lee")
    suit("post", "l", "counterclaim filed", *back, *DAY)
    for who in ("Lobo", "Kerr", "Lee"):
        suit("post", "l", "claim answered", f"by={who}", *DAY)
    at = ("trial set", "jury=yes", "at=May 20, 2025 at 8:30 am")
    suit("post", "l", *at, *DAY)
    suit("post", "l", "trial began", "claim=negligence", "against=Lobo", *ON)
    suit("post", "l", "trial began", "claim=damage to its truck", *ON)
    return suit


@pytest.fixture
@once
def cited(terminal: Terminal) -> Terminal:
    """Return the program on a citation of two items."""
    opened = ("open case", "title=Lobo and OSHA", "type=regulatory", "state=CO")
    terminal("post", "o", *opened, "client=Lobo Inc.", *DAY)
    terminal("post", "o", "add party", "name=Lobo Inc.", "role=respondent", *DAY)
    for item in ("item 1", "item 2"):
        terminal("post", "o", "citation issued", "by=OSHA", f"item={item}", "penalty=$900", *DAY)
    return terminal


def said(terminal: Terminal, *typed: str) -> str:
    """Return what is printed for what is typed, on one line."""
    dated = any(one.startswith("date=") for one in typed)
    return " ".join(terminal("post", *typed, *(() if dated else ON)).split())


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("motion for a new trial", "by=Ann Roe"), "Motion for a new trial filed by Ann Roe."),
        (("motion to continue the trial",), "Motion to continue the trial filed"),
        (("police report",), "Document: Police report."),
        (("lab report from the state",), "Document: Lab report from the state."),
        (("letter", "to=Mutual"), "Document: Letter to Mutual."),
        (("affidavit of Bo Lee",), "Document: Affidavit of Bo Lee."),
        (
            ("response filed", "to=motion to suppress", "by=the State"),
            "Document filed by the State: Response to motion to suppress.",
        ),
        (("document", "title=Reply", "to=the brief"), "Document: Reply to the brief."),
        (("accident", "place=I-70", "date=April 5, 2025"), "Incident in I-70: accident."),
    ],
)
def test_words__for_motions_papers_and_incidents__are_read_as_these(
    case: Terminal, typed: tuple[str, ...], told: str
) -> None:
    by = () if "motion" not in typed[0] or "by=Ann Roe" in typed else ("by=the State",)
    assert told in said(case, "r", *typed, *by)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("motion to set a hearing",), '"motion to set a hearing filed"'),
        (
            ("bench brief",),
            "casefile post r document title='bench brief' --effective 2025-05-20; to keep",
        ),
        (
            ("wedding",),
            "To keep the words: casefile post r note text=wedding --effective 2025-05-20; if it is",
        ),
        (("wedding", "place=Taos"), "note text='wedding: place Taos'"),
        (
            ("fine paid", "amount=$90"),
            "casefile post r note text='fine paid: amount $90' --effective 2025-05-20.",
        ),
    ],
)
def test_words__that_can_be_several_or_none__are_asked_with_each_command(
    case: Terminal, typed: tuple[str, ...], told: str
) -> None:
    case("post", "r", *typed, *ON, code=2)
    assert told in case.error


@pytest.mark.parametrize("typed", ["verdict", "jury verdict", "jury found for Lee"])
def test_verdict__in_a_suit__is_not_read_as_the_judgment_and_named_with_both_commands(
    trial: Terminal, typed: str
) -> None:
    trial("post", "l", typed, "for=Lee", "amount=$212,000", *ON, code=2)
    assert "A verdict is not yet the judgment" in trial.error
    assert f"casefile post l 'docket entry' text='{typed}: for Lee; amount $212,000'" in trial.error
    assert "casefile post l judgment kind=jury for=Lee amount='$212,000'." in trial.error


def test_bankruptcy__stays_what_is_against_whom_it_is_and_is_asked_for_that(
    suit: Terminal,
) -> None:
    suit("post", "l", "bankruptcy", *ON, code=2)
    assert "casefile post l bankruptcy party=NAME" in suit.error
    said(suit, "l", "bankruptcy", "party=Kerr")
    said(suit, "l", "bankruptcy of Kerr")
    said(suit, "l", "Kerr filed for bankruptcy")
    stays = of(suit, "matter.stay_changed")
    assert [(one["on"], one["reason"]) for one in stays] == [(True, "bankruptcy")] * 3
    assert len({str(one["parties"]) for one in stays}) == 1


def test_number__of_a_bankruptcy__is_kept_as_a_note_and_none_of_the_matter(suit: Terminal) -> None:
    told = said(suit, "l", "Kerr filed for bankruptcy", "docket=25-11203", "chapter=11")
    assert "Note: docket: 25-11203; chapter: 11." in told
    assert "docket number" not in suit.error


@pytest.mark.parametrize(
    "typed", [("answer filed", "by=Lobo"), ("the company answered the complaint",)]
)
def test_answer__where_there_are_citations_alone__is_a_paper(
    cited: Terminal, typed: tuple[str, ...]
) -> None:
    assert "Document filed by Lobo Inc.: Answer." in said(cited, "o", *typed)


def test_lift__of_nobody__is_of_the_only_stay_that_stands(suit: Terminal) -> None:
    suit("post", "l", "bankruptcy of Kerr", *DAY)
    (stay,) = of(suit, "matter.stay_changed")
    lift = ("stay lifted", "reason=relief granted")
    assert "still stayed" not in suit("post", "l", *lift, *ON, "--dry-run")
    assert "as to Ida Kerr" in said(suit, "l", *lift, "--event-id", "lift")
    assert "the only stay that stands" in suit.error
    assert of(suit, "matter.stay_changed")[-1]["parties"] == stay["parties"]
    assert "Recorded before" in said(suit, "l", *lift, "--event-id", "lift")


def test_lift__of_nobody__leaves_the_matter_where_that_alone_is_stayed(suit: Terminal) -> None:
    suit("post", "l", "case stayed", "reason=settlement talks", *DAY)
    said(suit, "l", "stay lifted", "reason=no settlement")
    assert "parties" not in of(suit, "matter.stay_changed")[-1]


def test_lift__of_one_that_has_an_id__is_under_that(suit: Terminal) -> None:
    suit("post", "l", "case stayed", "reason=appeal", "stay_id=appeal", *DAY)
    said(suit, "l", "stay lifted", "reason=affirmed")
    assert of(suit, "matter.stay_changed")[-1]["stay_id"] == "appeal"


def test_lift__where_several_stays_stand__is_asked_with_the_commands(suit: Terminal) -> None:
    suit("post", "l", "bankruptcy of Kerr", *DAY)
    suit("post", "l", "case stayed", "reason=appeal", "stay_id=appeal", *DAY)
    suit("post", "l", "stay lifted", "reason=relief", *ON, code=2)
    commands = re.findall(r"post (l 'stay lifted' .+?) \(", suit.error)
    assert len(commands) == 2
    for one in commands:
        said(suit, *shlex.split(one))
        assert "still stayed" not in suit.error
    lifted = [one for one in of(suit, "matter.stay_changed") if not one["on"]]
    assert [one.get("stay_id", "") for one in lifted].count("appeal") == 1
    assert len([one for one in lifted if one.get("parties")]) == 1


@pytest.mark.parametrize("typed", ["item 2 corrected", "violation corrected", "abated"])
def test_item__that_is_corrected__is_abated(cited: Terminal, typed: str) -> None:
    said(cited, "o", typed, *([] if "2" in typed else ["item=item 2"]))
    (done,) = of(cited, "citation.obligation_performed")
    assert done == {"item_id": "item-2", "what": "abatement", "complied": True}


def test_citation__that_is_settled__has_its_amount_as_the_penalty(cited: Terminal) -> None:
    assert "penalty $560" in said(cited, "o", "settled", "item=item 1", "amount=$560")


@pytest.mark.parametrize(
    ("severity", "told"),
    [
        ("severity=gross misdemeanor", "theft, gross misdemeanor."),
        ("level=a gross misdemeanor", "theft, gross misdemeanor."),
        ("degree=gross misdemeanor", "theft, gross misdemeanor."),
        ("grade=state jail felony", "theft, state jail felony."),
    ],
)
def test_severity__that_says_a_degree__is_put_into_both(
    case: Terminal, severity: str, told: str
) -> None:
    assert told in said(case, "r", "charge filed", "charge=theft", severity)
    (number,) = (one["position"] for one in case.json("events")["events"][-1:])
    case("correct", str(number), "severity=serious misdemeanor")
    corrected = case.json("events", "--event", str(number))["as_corrected"]["data"]
    assert (corrected["severity"], corrected["degree"]) == ("misdemeanor", "serious")


@pytest.mark.parametrize(
    "against", ["both defendants", "both", "all defendants", "all", "the two defendants", "all two"]
)
def test_both_and_all__are_those_in_that_role(suit: Terminal, against: str) -> None:
    said(suit, "l", "claim filed", "claim=negligence", "by=Lee", f"against={against}")
    (claim,) = of(suit, "claim.filed")
    assert len(str(claim["against"]).split(",")) == 2


@pytest.mark.parametrize("against", ["all three defendants", "both insurers", "driver defendant"])
def test_roles__of_whom_there_are_others_or_none__are_asked_by_name(
    suit: Terminal, against: str
) -> None:
    suit("post", "l", "claim filed", "claim=negligence", f"against={against}", *ON, code=2)
    assert "Name them: " in suit.error
    assert "party.added" not in suit.error


def test_costs__beside_an_event_without_a_field_for_them__are_a_note_that_names_it(
    trial: Terminal,
) -> None:
    judged = ("judgment", "claim=negligence", "for=Lee", "against=Lobo")
    told = said(trial, "l", *judged, "amount=$900", "costs=$41")
    assert "kind = jury (by the jury trial of 2025-05-20)" in trial.error
    assert "Note: Costs of the judgment on negligence: $41." in told
    dropped = ("dismissed by agreement", "claim=damage to its truck")
    told = said(trial, "l", *dropped, "costs=each side pays its own")
    assert "Costs of the dismissal of damage to its truck: each side pays its own." in told


def test_judgment__for_one_who_stands_on_either_side__asks_for_the_claim(trial: Terminal) -> None:
    trial("post", "l", "judgment", "for=Lee", "kind=jury", *ON, code=2)
    assert "Which side 'Lee' is on depends on the claim that is meant." in trial.error


def test_claim__dropped_by_all_who_bring_it__is_dropped_as_a_whole(trial: Terminal) -> None:
    told = said(trial, "l", "claim dropped", "claim=negligence", "by=Lee")
    assert "negligence dismissed." in told
    assert "parties" not in of(trial, "claim.dismissed")[0]


def test_trial__held_on_the_day_of_the_only_one_that_is_set__is_that_one(trial: Terminal) -> None:
    said(trial, "l", "trial held")
    (held,) = of(trial, "hearing.held")
    assert held == {"hearing_id": "jury-trial", "kind": "jury trial"}


def test_hearing__corrected_to_the_same_hour__is_at_that_of_the_one_before(trial: Terminal) -> None:
    trial("post", "l", "trial moved", "to=June 3, 2025", *ON)
    (number,) = (one["position"] for one in trial.json("events")["events"][-1:])
    trial("correct", str(number), "at=June 4, 2025, same hour")
    corrected = trial.json("events", "--event", str(number))["as_corrected"]["data"]
    assert corrected["at"] == "2025-06-04T08:30"
    trial("correct", str(number), "at=same hour")
    assert "at its hour of before" in trial.error


@pytest.mark.parametrize("typed", ["2", "@2", "#2", "no. 2", "2nd event", "event 2"])
def test_known_at__by_a_number_of_an_event__is_as_it_was_known_then(
    case: Terminal, typed: str
) -> None:
    assert "as known at @2" in case("status", "Roe", "--known-at", typed)


@pytest.mark.parametrize("role", ["agency", "prosecution", "the State"])
def test_party__in_the_role_of_a_government__is_one(cited: Terminal, role: str) -> None:
    said(cited, "o", "party added", "name=OSHA", f"role={role}")
    assert "kind = government (by its role; else write" in cited.error
    assert of(cited, "party.added")[-1]["kind"] == "government"


def test_violation__without_a_section__is_kept_as_a_note(cited: Terminal) -> None:
    cites = ("citation issued", "by=OSHA", "item=item 3", "violation=unguarded grinder")
    told = said(cited, "o", *cites, "standard=29 CFR 1910.215(a)(2)", "note=see the photo")
    assert "under 29 CFR 1910.215(a)(2)." in told
    assert "Note: see the photo; Violation: unguarded grinder." in told


@pytest.mark.parametrize("typed", ["citations received", "the company received the citations"])
def test_citation__that_was_received__is_a_note_from_which_the_contest_is_counted(
    cited: Terminal, typed: str
) -> None:
    told = " ".join(cited("post", "o", typed, "--effective", "2025-04-20").split())
    assert "Recorded: Note: " in told
    counts = "casefile deadline count --rule usc-29-659a --from 2025-04-20, or casefile deadline"
    assert counts in cited.error
    sets = ("deadline", "set", "o", "notice of contest", "--rule", "usc-29-659a", "--trigger", "5")
    cited(*sets, "--effective", "2025-04-20")
    assert of(cited, "deadline.set")[0]["due"] == "2025-05-09"


def test_sentence__with_a_course__tells_it_by_its_name(
    case: Terminal,
) -> None:
    convicted = ("charge=reckless driving",)
    said(case, "r", "pleaded guilty", *convicted)
    said(case, "r", "found guilty", *convicted)
    sentence = "364 days in jail, 363 of them suspended, to stay away from it and a course"
    told = said(case, "r", "sentenced", *convicted, f"sentence={sentence}")
    assert "a no-contact order and course." in told
    assert "not read" not in told
    assert "Note: Of the sentence: to stay away from it." in told


def test_note__beside_an_event__is_no_duplicate_of_one_beside_another(case: Terminal) -> None:
    for offense in ("theft", "arson"):
        told = said(case, "r", "charge filed", f"charge={offense}", "note=see the report")
        assert "on record already" not in told
    assert "on record already" in said(case, "r", "note", "text=see the report", "charge=theft")


def test_announcement__of_nothing__lists_what_can_be_said(case: Terminal) -> None:
    case("post", "r", "intent announced", "by=DA", "charge=reckless driving", *ON, code=2)
    assert 'what="charge dismissed" or what="plea entered"' in case.error
    assert 'casefile post r "charge dismissed" --assertion announced' in case.error


def test_deadline__counted_from_an_event__begins_on_its_day_and_can_be_met_then(
    cited: Terminal,
) -> None:
    cited("post", "o", "note", "text=We got the citation", "--effective", "2025-04-10")
    set_ = ("deadline", "set", "o", "notice of contest", "--rule", "usc-29-659a")
    cited(*set_, "--trigger", "5")
    assert "effective = 2025-04-10 (the day of its trigger, from which it runs)" in cited.error
    cited("post", "o", "deadline met", "--effective", "2025-04-20")
    assert "OVERDUE" not in cited("calendar", "--matter", "o")


@pytest.mark.parametrize("named", ["jurisdiction", "court"])
def test_district__of_the_federal_courts__is_the_court_and_what_is_federal(
    terminal: Terminal, named: str
) -> None:
    typed = ("title=Lee v. Kerr", "type=civil", f"{named}=Southern District of New York")
    terminal("post", "l", "open matter", *typed, *DAY)
    assert "Read as court = nysd" in terminal.error
    (opened,) = terminal.json("events", "--type", "matter.opened")["events"]
    assert (opened["data"]["court_id"], opened["data"]["jurisdiction"]) == ("nysd", "US")


@pytest.mark.parametrize(
    ("title", "side", "who"),
    [
        ("Lee v. Ida Kerr", "defendant", "Ida Kerr"),
        ("Bo Lee vs. Kerr", "the plaintiff", "Bo Lee"),
        ("Lee v. Kerr", "defendant", ""),
        ("Lee v. Ida Kerr and Ann Roe", "defendant", ""),
        ("In re Roe", "respondent", ""),
    ],
)
def test_client__said_by_a_side__is_who_stands_there_in_the_title(
    terminal: Terminal, title: str, side: str, who: str
) -> None:
    typed = (f"title={title}", "type=civil", "state=NM", f"our_side={side}")
    terminal("post", "l", "open matter", *typed, *DAY, code=0 if who else 2)
    assert ("by the title" if who else "Say who that is, by name") in terminal.error
    opened = terminal.json("events", "--type", "matter.opened")["events"]
    assert [one["data"]["source_label"]["for"] for one in opened] == ([who] if who else [])


def test_judge__to_whom_a_case_is_reassigned__takes_the_place_of_the_only_one(
    bare_suit: Terminal,
) -> None:
    bare_suit("post", "l", "judge assigned", "name=Ana Moss", *DAY)
    told = bare_suit("post", "l", "case reassigned to Judge Clark Wells", *ON)
    assert "No longer on the matter: judge Ana Moss (reassigned)" in " ".join(told.split())
    bare_suit("post", "l", "judge assigned", "name=Ann Poe", *ON)
    told = bare_suit("post", "l", "judge reassigned", "name=Zoe Lane", *ON)
    assert "No longer" not in told
    assert "Clark Wells or Ann Poe may be meant" in " ".join(bare_suit.error.split())


def test_client__who_is_not_added_yet__is_called_as_the_opening_has_them(
    terminal: Terminal,
) -> None:
    opened = ("open case", "title=Lobo and OSHA", "type=regulatory", "state=CO")
    terminal("post", "o", *opened, "client=Lobo Inc.", *DAY)
    terminal("post", "p", "open case", "title=In re Kerr", "type=civil", "state=CO", *DAY)

    assert "Lobo Inc." in terminal("matters")
    assert "the office is for Lobo Inc., who has not been added" in terminal("matters", "o")
    assert "party-" not in terminal("matters", "o")
