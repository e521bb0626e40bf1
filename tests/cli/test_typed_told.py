"""Acts as a colleague tells them, and the nearest words that tell of none."""

from __future__ import annotations

import pytest

from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.test_days import choose
from tests.cli.test_typed_week import of
from tests.once import once


@pytest.fixture
@once
def suit(bare_suit: Terminal) -> Terminal:
    """Return the program on a suit against two, one of which has a crossclaim against the other."""
    bare_suit("post", "l", "add party", "name=Ida Kerr", "role=defendant", *DAY)
    both = ("against=Lobo", "against=Kerr", "count=1")
    bare_suit("post", "l", "complaint filed", "cause=negligence", *both, *DAY)
    cross = ("cause=indemnity", "by=Lobo", "against=Kerr")
    bare_suit("post", "l", "crossclaim filed", *cross, *DAY)
    return bare_suit


@pytest.fixture
@once
def case(bare_case: Terminal) -> Terminal:
    """Return the program on a prosecution of three counts."""
    for count, offense in enumerate(("battery", "reckless driving", "no insurance"), start=1):
        charged = ("criminal complaint", f"count={count}", f"offense={offense}")
        bare_case("post", "r", *charged, *DAY)
    return bare_case


@pytest.fixture
@once
def cited(terminal: Terminal) -> Terminal:
    """Return the program on a federal citation of two items."""
    opened = ("open matter", "title=In re Lobo Inc.", "type=regulatory", "state=federal")
    terminal("post", "o", *opened, "client=Lobo Inc.", *DAY)
    terminal("post", "o", "add party", "name=Lobo Inc.", "role=respondent", *DAY)
    for item, standard in ((1, "1926.501(b)(13)"), (2, "29 CFR 1904.29")):
        issued = (f"item={item}", f"standard={standard}", "severity=serious", "penalty=$1,600")
        terminal("post", "o", "citation issued", *issued, *DAY)
    return terminal


@pytest.fixture
@once
def child(terminal: Terminal) -> Terminal:
    """Return the program on a delinquency petition of two counts."""
    opened = ("open matter", "title=In re M.T.", "type=juvenile", "state=NM", "client=M.T.")
    terminal("post", "j", *opened, *DAY)
    terminal("post", "j", "add party", "name=M.T.", "role=respondent", "kind=person", *DAY)
    for count, offense in ((1, "burglary"), (2, "criminal damage")):
        terminal("post", "j", "petition filed", f"count={count}", f"offense={offense}", *DAY)
    return terminal


def told(terminal: Terminal, *typed: str, code: int = 0) -> str:
    """Return what is printed of an event that is posted, on one line, with what was read."""
    return " ".join((terminal("post", *typed, *ON, code=code) + terminal.error).split())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Kerr served in person", "served in person (as to Ida Kerr)."),
        ("Kerr was personally served", "served personally (as to Ida Kerr)."),
        ("Ida Kerr was served at her home", "served at her home (as to Ida Kerr)."),
        ("Lobo was served by certified mail", "served by certified mail (as to Lobo Inc.)."),
        ("the company was served by certified mail", "by certified mail (as to Lobo Inc.)."),
        (
            "Lobo was served through its registered agent",
            "through its registered agent (as to Lobo",
        ),
        ("we served Kerr by publication", "served by publication (as to Ida Kerr)."),
        ("Kerr answered the complaint", "negligence answered (as to Ida Kerr)."),
        ("Kerr answered the amended complaint", "negligence answered (as to Ida Kerr)."),
        ("Kerr has answered the crossclaim", "indemnity answered (as to Ida Kerr)."),
        ("Kerr answered Lobo's crossclaim", "indemnity answered (as to Ida Kerr)."),
        ("Kerr filed an answer to the crossclaim", "indemnity answered (as to Ida Kerr)."),
        ("Lobo counterclaimed for failure to repair", "against Bo Lee: failure to repair"),
        (
            "Lee filed a petition for possession against Kerr for unpaid rent",
            "Claim filed by Bo Lee against Ida Kerr: unpaid rent",
        ),
        ("case reassigned to Judge Clark Wells", "Assigned: judge Clark Wells."),
        ("Judge Ana Moss assigned", "Assigned: judge Ana Moss."),
        ("the Hon. Ana Moss was assigned to the case", "Assigned: judge Ana Moss."),
        ("the court dismissed count 1 with prejudice", "dismissed by court order with prejudice"),
        ("claims against Lobo dismissed", "negligence dismissed (as to Lobo Inc.)."),
        ("Ida Kerr was deposed", "Deposition of Ida Kerr held."),
        ("Ida Kerr gave her deposition", "Deposition of Ida Kerr held."),
        ("we deposed Bo Lee", "Deposition of Bo Lee held."),
        ("Kerr opposed the motion to strike", "filed by Ida Kerr: Opposition to the motion to str"),
        ("the motion to strike was heard", "Hearing on the motion to strike held."),
        ("interrogatories served on Lobo", "Note: Interrogatories served on Lobo."),
        ("Zoe Lane added as plaintiff", "Zoe Lane added as plaintiff."),
        ("Zoe Lane is a witness", "Zoe Lane added as witness."),
        ("Will May was added as a plaintiff", "Will May added as plaintiff."),
        (
            "count 1 dismissed with leave to amend as to Kerr",
            "Note: Count 1 dismissed with leave to amend as to Kerr.",
        ),
        ("discovery closes November 14, 2025", "close of discovery, due Friday 14 November 2025."),
        ("fact discovery ends November 14, 2025", "close of fact discovery, due Friday 14"),
        ("discovery deadline November 14, 2025", "Deadline: discovery, due Friday 14 November"),
        ("dispositive motions due December 1, 2025", "Deadline: dispositive motions, due Monday"),
        ("discovery cutoff is November 14, 2025", "Deadline: discovery, due Friday 14 November"),
        (
            "pretrial conference December 15, 2025 at 10",
            "Pretrial conference set for Monday 15 December 2025 at 10:00 am.",
        ),
        (
            "hearing set before Judge Moss for June 2, 2025 at 2",
            "Note: Hearing set before Judge Moss for June 2",
        ),
    ],
)
def test_act__of_a_suit__is_read_as_it_is_told(suit: Terminal, typed: str, said: str) -> None:
    choose(suit, date_order="month_first", chosen=True)
    if "indemnity" not in said and "Kerr" in said and "claims" not in typed:
        suit("post", "l", "claim dismissed", "item=indemnity", *ON)
    assert said in told(suit, "l", typed)


@pytest.mark.parametrize(
    ("typed", "item"), [("the complaint", "1"), ("the crossclaim", "indemnity")]
)
def test_answer__to_one_paper__answers_what_that_brings_alone(
    suit: Terminal, typed: str, item: str
) -> None:
    suit("post", "l", f"Kerr answered {typed}", *ON)
    assert [one["item_id"] for one in of(suit, "claim.answered")] == [item]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("the state dismissed count 3", "(count 3) against Ann Roe dismissed by the prosecution."),
        ("the prosecutor dropped the insurance charge", "dismissed by the prosecution"),
        ("the state gives notice that it dismisses count 3", "dismissed by the prosecution"),
        ("the DA withdrew count 3 without prejudice", "by the prosecution without prejudice"),
        ("the judge dismissed the reckless driving charge", "dismissed by the court"),
        ("count 2 dismissed pursuant to the plea agreement", "pursuant to the plea agreement"),
        (
            "Ann Roe pleaded not guilty to count 1",
            "On charge battery (count 1) against Ann Roe, pleaded not guilty.",
        ),
        (
            "Roe entered a plea of no contest to count 2",
            "(count 2) against Ann Roe, pleaded no contest.",
        ),
        (
            "Roe was arraigned and pleaded not guilty",
            "(count 3) against Ann Roe, pleaded not guilty.",
        ),
        ("Roe's motion to suppress filed", "Motion to suppress filed by Ann Roe."),
        (
            "the state dismissed count 3 because it could not prove it",
            "dismissed by the prosecution: because it could not prove it.",
        ),
        ("Ann Roe failed to appear", "Note: Ann Roe failed to appear."),
        ("bench warrant issued for failure to appear", "Document: Bench warrant for failure to"),
        ("plea agreement reached", "Note: Plea agreement reached."),
        ("probation violation reported", "Note: Probation violation reported."),
        ("the probation officer reported a missed class", "Note: The probation officer reported"),
        ("conditions of release: no alcohol", "Note: Conditions of release: no alcohol."),
        (
            "detention hearing held; detained pending trial",
            "Note: Detention hearing held; detained pending trial.",
        ),
        (
            "preliminary hearing held before Judge Moss",
            "Note: Preliminary hearing held before Judge Moss.",
        ),
    ],
)
def test_act__of_a_prosecution__is_read_as_it_is_told(
    case: Terminal, typed: str, said: str
) -> None:
    assert said in told(case, "r", typed)


def test_act__that_can_be_on_several__is_asked_also_for_all_of_them(case: Terminal) -> None:
    assert "charged) or item=all." in told(case, "r", "jury trial began", code=2)
    told(case, "r", "jury trial began", "item=all")
    assert len(of(case, "charge.trial_commenced")) == len(of(case, "charge.filed"))


def test_trial__told_as_it_goes__is_a_verdict_a_sentence_and_an_appeal(case: Terminal) -> None:
    case("post", "r", "jury trial began", "item=all", *ON)
    told(case, "r", "jury found her guilty of counts 1 and 2")
    told(case, "r", "Ann Roe was acquitted of count 3")
    case("post", "r", "conviction entered", "item=counts 1 and 2", "basis=jury", *ON)
    one = told(case, "r", "the court sentenced Roe to 10 days in jail and a $50 fine on count 1")
    assert "10 days' incarceration" in one
    assert "1 year's probation" in told(case, "r", "sentenced to 1 year of probation on count 2")
    assert "Appeal filed by Ann Roe on battery" in told(case, "r", "Roe appealed", "item=count 1")
    assert "affirmed" in told(case, "r", "the Court of Appeals affirmed")
    verdict = {"item_id": "count-3", "verdict": "not_guilty"}
    assert of(case, "charge.verdict_returned")[-1] == verdict


def test_plea_and_finding__of_two_who_are_accused__are_of_their_own_counts(case: Terminal) -> None:
    case("post", "r", "add party", "name=Bo Lee", "role=defendant", *DAY)
    charged = ("count=1", "offense=larceny", "party=Bo Lee")
    case("post", "r", "criminal complaint", *charged, *DAY)
    told(case, "r", "Bo Lee pleaded guilty to count 1")
    (plea,) = of(case, "charge.plea_entered")
    assert plea["item_id"] not in ("count-1", "count-2", "count-3")
    assert "There is no type of event" in told(case, "r", "Lee pleaded guilty to count 2", code=2)
    told(case, "r", "Lee pleaded guilty to both counts", code=2)
    told(case, "r", "Roe pleaded not guilty to all counts")
    assert [one["item_id"] for one in of(case, "charge.plea_entered")[1:]] == [
        *("count-1", "count-2", "count-3")
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("the Secretary withdrew item 2",), "withdrawn by the agency."),
        (("Lobo contested both items",), "Note: Lobo contested both items."),
        (("the company contested item 1",), "contested"),
        (("item 2 paid", "amount=$1,600"), "penalty, complied with, $1,600."),
        (("item 1 became a final order",), "by operation of law"),
        (("OSHA inspected Lobo",), "Note: OSHA inspected Lobo."),
        (("OSHA cited Lobo for no guardrail", "item=3"), "Note: Violation: no guardrail."),
    ],
)
def test_act__on_a_citation__is_read_as_it_is_told(
    cited: Terminal, typed: tuple[str, ...], said: str
) -> None:
    assert said in told(cited, "o", *typed)


def test_complaint__by_whom_it_is__is_kept_as_a_note(cited: Terminal) -> None:
    told(cited, "o", "contested", "item=1")
    assert "Note: By the Secretary." in told(cited, "o", "complaint filed", "by=the Secretary")


def test_child__who_denies_or_is_found__is_read_as_a_plea_and_a_finding(child: Terminal) -> None:
    assert "pleaded not guilty" in told(child, "j", "M.T. denied count 2")
    told(child, "j", "M.T. admitted count 1")
    told(child, "j", "the court found the child delinquent on count 1")
    assert of(child, "charge.adjudicated")[0]["item_id"] == "count-1"


@pytest.mark.parametrize(
    "typed",
    [
        *(f"Kerr {what} served in person" for what in ("was not", "was never", "will be")),
        *(f"Kerr {what} answered the crossclaim" for what in ("has not", "would have", "hasn't")),
        "Kerr is to be served by mail",
        "Kerr refused to be served in person",
        "Kerr didn't answer the crossclaim",
        "nobody answered the complaint",
        "Lobo intends to appeal",
        "Lobo will appeal",
        "Lobo says Kerr answered the crossclaim",
        "Judge Moss was not assigned",
        "Judge Moss may be assigned",
        "the court declined to dismiss count 1",
        "counsel says the court dismissed count 1",
        "claims against Kerr dismissed",  # of the complaint, or of Lobo as well?
        "no hearing held",
        "no default entered against Kerr",
        "default not entered",
        "answer not due",
        "trial not set",
        "discovery not closed",
        "Zoe Lane is not a defendant",
        "Ida Kerr refused to give her deposition",
        "Kerr served its answer by mail",
        "Kerr served by mail (returned undelivered)",
        "we attempted service on Kerr",
    ],
)
def test_act__that_was_not_done_in_a_suit__is_asked(suit: Terminal, typed: str) -> None:
    before = len(suit.json("events")["events"])
    told(suit, "l", typed, code=2)
    assert len(suit.json("events")["events"]) == before


@pytest.mark.parametrize(
    "typed",
    [
        *(
            f"the state {what} dismiss count 3"
            for what in ("will", "would", "may", "agreed to", "offered to", "refused to")
        ),
        "the state has not dismissed count 3",
        "the state gives notice that it will dismiss count 3",
        "the state gave notice of its intent to dismiss count 3",
        "counsel says the state will dismiss count 3",
        "count 3 is to be dismissed",
        "count 3 was not dismissed",
        "charges not dismissed",
        "the judge dismissed the jury",
        "the judge sentenced Roe's brother to 10 days in jail",
        "sentence: 10 days in jail recommended",
        "Ann Roe pleaded guilty to count 1 in Arizona",
        "the state dropped the ball on count 2",
        "Ann Roe has not pleaded guilty to count 1",
        "Ann Roe may plead guilty to count 1",
        "Ann Roe was not convicted of count 1",
        "if convicted Ann Roe sentenced to 10 days in jail",
        "Roe could be sentenced to 10 days in jail",
        "Roe denied count 1",  # to whom?
        "plea agreement rejected",
        "plea agreement not reached",
        "motion to suppress not granted",
        "motion to suppress will be denied",
        "the state's motion to suppress denied",
    ],
)
def test_act__that_was_not_done_in_a_prosecution__is_asked(case: Terminal, typed: str) -> None:
    case("post", "r", "motion to suppress filed", "by=Ann Roe", *ON)
    case("post", "r", "charge filed", "offense=jury tampering", *ON)
    before = len(case.json("events")["events"])
    told(case, "r", typed, code=2)
    assert len(case.json("events")["events"]) == before


def test_amended_complaint__that_does_not_say_what_it_changes__is_asked_with_each_command(
    suit: Terminal,
) -> None:
    asked = told(suit, "l", "amended complaint filed", "item=count 1", "against=Kerr", code=2)
    assert """"claim reinstated" item='count 1' --effective 2025-05-20;""" in asked
    assert "document title='Amended complaint' --effective 2025-05-20." in asked
    assert "amended: amount $5" in told(suit, "l", "complaint amended", "item=1", "amount=$5")


@pytest.mark.parametrize("ruled", ["dismissed", "moot", "sustained", "stricken", "denied as moot"])
def test_motion__ruled_on_in_any_word__is_the_one_that_is_pending(
    case: Terminal, ruled: str
) -> None:
    case("post", "r", "motion to revoke filed", "by=State", *ON)
    told(case, "r", f"motion to revoke {ruled}")
    assert of(case, "motion.decided") == [{"motion_id": "motion-revoke", "outcome": ruled}]


@pytest.mark.parametrize(
    ("at", "hour"), [("8", "08:00"), ("11:59", "11:59"), ("12", "12:00"), ("5:59", "17:59")]
)
def test_hour__of_a_hearing__is_one_at_which_a_court_sits(
    case: Terminal, at: str, hour: str
) -> None:
    assert "as a court sits" in told(case, "r", "hearing set", f"at=June 2, 2025 at {at}")
    assert of(case, "hearing.scheduled")[0]["at"] == f"2025-06-02T{hour}"


@pytest.mark.parametrize(
    ("at", "hour"), [("8", "08:00"), ("10:30", "10:30"), ("12:15", "12:15"), ("5:30", "17:30")]
)
def test_hour__of_a_hearing_that_was_held__is_one_at_which_a_court_sits(
    case: Terminal, at: str, hour: str
) -> None:
    case("post", "r", "status conference set", "at=April 15, 2025 at 9", *DAY)
    case("post", "r", "status conference set", "at=May 20, 2025 at 9", *DAY)
    case("post", "r", "status conference held", f"on=May 20, 2025 at {at}")
    assert "as a court sits" in case.error
    (held,) = case.json("events", "--type", "hearing.held")["events"]
    assert held["effective"] == f"2025-05-20T{hour}"
    assert held["data"]["hearing_id"] == "status-conference-2"


@pytest.mark.parametrize("at", ["6", "6:30", "7", "7:59"])
@pytest.mark.parametrize("what", ["hearing set", "hearing held"])
def test_hour__of_a_hearing_early_or_late__is_asked(case: Terminal, what: str, at: str) -> None:
    case(
        "post", "r", what, f"{'at' if what == 'hearing set' else 'on'}=May 20, 2025 at {at}", code=2
    )
    assert "am or pm?" in case.error


def test_hour__of_what_is_no_hearing__is_asked(case: Terminal) -> None:
    case("post", "r", "arrested", "--effective", "June 2, 2025 at 8:30", code=2)
    assert "am or pm?" in case.error
    case("post", "r", "answer due", "due=June 2, 2025 at 8:30", *ON, code=2)
    assert "am or pm?" in case.error


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("count 2 dismissed", "how=plea agreement"), "Note: how: plea agreement."),
        (("order to show cause issued", "reason=missed class"), "Note: reason: missed class."),
        (("trial commenced", "item=count 1", "judge=Ana Moss"), "Note: judge: Ana Moss."),
    ],
)
def test_circumstance__that_a_type_has_no_field_for__is_kept_as_a_note(
    case: Terminal, typed: tuple[str, ...], said: str
) -> None:
    whole = told(case, "r", *typed)
    assert said in whole
    assert "note = note.recorded, beside it" in whole


@pytest.mark.parametrize("field", ["against=Kerr", "amount=$5", "until=June 2, 2025", "but=no"])
def test_field__that_makes_it_another_event__is_asked(case: Terminal, field: str) -> None:
    case("post", "r", "count 2 dismissed", field, *ON, code=2)
    assert "There is no such field." in case.error


def test_deadline__for_somebody__is_theirs(suit: Terminal) -> None:
    told(suit, "l", "notice of appeal due", "due=June 2, 2025", "for=Kerr")
    (kerr,) = [one["party_id"] for one in of(suit, "party.added") if one["name"] == "Ida Kerr"]
    assert of(suit, "deadline.set")[0]["of"] == kerr


def test_on__with_a_day__is_the_day_of_the_event(case: Terminal) -> None:
    case("post", "r", "count 3 dismissed", "on=May 20, 2025")
    case("post", "r", "hearing set", "at=June 2, 2025", "on=May 21, 2025")
    days = [one["effective"] for one in case.json("events", "--newest")["events"][:2]]
    assert days == ["2025-05-21", "2025-05-20"]


def test_name__in_a_correction__is_spelled_as_on_record(suit: Terminal) -> None:
    suit("post", "l", "deposition of Bo Lee", "at=June 2, 2025 at 9 am", *ON)
    suit("post", "l", "motion to strike filed", "by=Bo Lee", *ON)
    suit("correct", "deposition of Bo Lee", "kind=deposition of ida kerr")
    suit("correct", "motion to strike", "by=kerr")
    changed = [one["changes"] for one in of(suit, "event.corrected")]
    assert changed == [{"kind": "deposition of Ida Kerr"}, {"by": "Ida Kerr"}]


@pytest.mark.parametrize(
    "typed",
    [
        ("new", "open a matter"),
        ("new", "matter.opened"),
        ("open a matter",),
        ("new matter",),
        ("matter opened",),
    ],
)
def test_matter__opened_without_a_name_of_its_own__is_called_by_its_title(
    terminal: Terminal, typed: tuple[str, ...]
) -> None:
    for name in ("Doe", "Poe"):
        opened = (f"title=State v. {name}", "type=criminal", "state=NM")
        terminal("post", *typed, *opened, *DAY)
        terminal("post", f"state-{name.lower()}", "note", "text=x", *ON)


def test_claim__by_somebody_with_a_number_against_another__is_theirs(suit: Terminal) -> None:
    suit("post", "l", "add party", "name=Local 1564", "role=plaintiff", "kind=organization", *DAY)
    suit("post", "l", "claim filed by Local 1564 against Lobo for firing two workers", *ON)
    filed = of(suit, "claim.filed")[-1]
    sides = (filed["claimants"], filed["against"])
    assert [len(one) for one in sides if isinstance(one, list)] == [1, 1]
