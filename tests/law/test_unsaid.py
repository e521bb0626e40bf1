"""Unsaid: whom an act on a claim of several concerns that names nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from casefile.law.folded import Timeline
from casefile.law.folding import fold_item
from casefile.law.known import Known
from tests.histories import Office, open_office, recorded
from tests.law import test_claim_lifecycle as lifecycle
from tests.law.test_several import in_order

FILED = "2023-01-01 claim.filed claimants=v against=a,b"
LOST = lifecycle.JUDGMENT.replace("for=claimant", "for=defendant")
REACHED: Mapping[str, str] = {**lifecycle.REACHED, "judgment for the defendant": LOST}
CLASSES = {
    **lifecycle.CLASSES,
    "contested": "served, default vacated, answered, in_trial, in_trial in default, vacated",
}
# Each act, those of whom it is ordinarily said, and those of whom it is where there are no others.
WHOM = """
claim.served | filed | default vacated
claim.answered | unanswered | filed; vacated
claim.answer_stricken | answered | vacated
claim.default_entered | unanswered |
claim.default_set_aside | defaulted; judgment by default; in_trial in default | default vacated
claim.trial_commenced | answered; vacated | defaulted
claim.mistrial_declared | on trial |
claim.settled | contested | filed; defaulted; judged; determined
claim.settlement_approved | settled_pending_approval |
claim.settlement_disapproved | settled_pending_approval |
claim.settlement_set_aside | ended by agreement | dismissed as settled
claim.judgment_entered kind=jury for=claimant | on trial | vacated
claim.judgment_entered kind=bench for=defendant | on trial | vacated
claim.judgment_entered kind=directed for=defendant | on trial | vacated
claim.judgment_entered kind=default for=claimant | defaulted | vacated
claim.judgment_entered kind=summary for=claimant | answered; vacated | unanswered
claim.judgment_entered kind=pleadings for=defendant | answered; vacated |
claim.judgment_entered kind=arbitral for=claimant | answered; on trial; vacated |
claim.judgment_entered kind=consent for=claimant | contested | filed; defaulted
claim.judgment_entered kind=consent for=claimant | ended by agreement | filed; defaulted
claim.judgment_amended amount={"amount":"9"} | judged | judgment for the defendant
claim.judgment_amended for=claimant | judgment for the defendant | judged
claim.judgment_vacated | judged; determined | vacated; default vacated; settled after judgment
claim.satisfied | judged; settled; dismissed as settled | judgment for the defendant
claim.transferred | open |
claim.returned | transferred |
claim.dismissed how=court_order | open | ended by agreement
claim.dismissed how=stipulation | open |
claim.dismissed how=stipulation | ended by agreement |
claim.dismissal_clarified prejudice=with | dismissed |
claim.reinstated | dismissed |
claim.determined | open |
"""


def split(cell: str) -> list[str]:
    """Return the states of a cell of the table."""
    names = [one.strip() for one in cell.split(";") if one.strip()]
    return [one for name in names for one in CLASSES.get(name, name).split(", ")]


ROWS = [
    (event.strip(), split(ordinarily), split(else_of))
    for event, ordinarily, else_of in (row.split("|") for row in WHOM.strip().splitlines())
]
MEANT = [(event, one) for event, ordinarily, _ in ROWS for one in ordinarily]
APART = [
    (event, one, other) for event, ordinarily, rest in ROWS for one in ordinarily for other in rest
]
REST = [(event, one) for event, _, rest in ROWS for one in rest]


def standing(history: str) -> dict[str, Timeline]:
    """Return the part of the claim of each of those it is against."""
    known = Known()
    for one in recorded(history):
        known.add(one)
    parts = fold_item("m1/c1", known).each
    return {party: part for part in parts for party, side in part.parties if side == "defendant"}


def against(stands: str, other: str) -> str:
    """Return how a claim comes to stand so against a, and so against b."""
    acts = [
        f"{party}{number}: {line} parties={party}"
        for party, name in (("a", stands), ("b", other))
        for number, line in enumerate(REACHED[name].splitlines()[1:])
    ]
    return "\n".join((FILED, *acts))


def taken(history: str) -> dict[str, bool]:
    """Tell of each of both whether the act is certainly of them."""
    parts = standing(history)
    return {one: "next" in parts[one].record.certain[-1].evidence.ids for one in ("a", "b")}


@pytest.mark.parametrize(("event", "stands"), MEANT + REST)
def test_silent_act__on_parties_who_stand_alike__of_each_of_them(event: str, stands: str) -> None:
    history = f"{against(stands, stands)}\nnext: 2023-03-01 {event}"
    assert taken(history) == {"a": True, "b": True}


@pytest.mark.parametrize(("event", "stands", "other"), APART)
def test_silent_act__that_is_not_said_of_one__of_the_others(
    event: str, stands: str, other: str
) -> None:
    history = f"{against(stands, other)}\nnext: 2023-03-01 {event}"
    assert taken(history) == {"a": True, "b": False}
    assert taken(f"{history} parties=b") == {"a": False, "b": True}
    assert taken(f"{history} parties=a,b") == {"a": True, "b": True}


def test_table__every_act_on_a_claim__in_it() -> None:
    acts = {event.partition(" ")[0] for event in lifecycle.EVENTS}
    acts -= {"claim.filed", "claim.amended", "appeal.filed", "appeal.decided"}
    assert {event.partition(" ")[0] for event, _, _ in ROWS} == acts


SUIT = """
2022-01-01 claim.filed claimants=v against=a,b,c
2022-01-05 claim.served
2022-01-20 claim.answered parties=a,b
2022-02-01 claim.default_entered parties=c
"""
# What comes then, and how a, b and c may each stand by it: certainly first.
IN_DOUBT = {
    # A dismissal by stipulation is what follows on a settlement, and can be of anybody else.
    "dismissed by stipulation after one has settled": (
        """
        2022-03-01 claim.settled parties=a
        2022-03-10 claim.dismissed how=stipulation
        """,
        (("settled", "dismissed"), ("answered", "dismissed"), ("defaulted", "dismissed")),
    ),
    "consent judgment after one has settled": (
        """
        2022-03-01 claim.settled parties=a
        2022-03-10 claim.judgment_entered kind=consent for=claimant
        """,
        (("settled", "judgment"), ("answered", "judgment"), ("defaulted",)),
    ),
    "one of two judgments vacated": (
        """
        2022-03-01 claim.judgment_entered kind=default for=claimant
        2022-04-01 claim.judgment_entered kind=summary for=claimant parties=b
        2022-05-01 claim.judgment_vacated
        """,
        (("answered",), ("judgment", "vacated"), ("judgment", "served")),
    ),
    "one of two answers stricken": (
        """
        2022-03-01 claim.default_set_aside parties=c
        2022-03-10 claim.answered parties=c
        2022-03-20 claim.answer_stricken
        """,
        (("answered", "served"), ("answered", "served"), ("answered", "served")),
    ),
    "one of two appeals decided": (
        """
        2022-03-01 claim.judgment_entered kind=summary for=claimant
        2022-03-10 appeal.filed appellant=a parties=a
        2022-03-11 appeal.filed appellant=b parties=b
        2022-06-01 appeal.decided decided=reversed
        """,
        (("judgment", "vacated"), ("judgment", "vacated"), ("defaulted",)),
    ),
    "one of two dismissals taken back": (
        """
        2022-03-01 claim.dismissed parties=a
        2022-03-10 claim.dismissed parties=b
        2022-03-20 claim.reinstated
        """,
        (("dismissed", "answered"), ("dismissed", "answered"), ("defaulted",)),
    ),
}


@pytest.fixture
def several(database_url: str) -> Iterator[Office]:
    with open_office(database_url, parties=("v", "a", "b", "c")) as office:
        yield office


@pytest.mark.parametrize("order", [0, 1, 2])
@pytest.mark.parametrize("name", IN_DOUBT)
def test_silent_act__that_may_be_of_some_alone__certain_of_nobody(
    several: Office, name: str, order: int
) -> None:
    history, stand = IN_DOUBT[name]
    several.post(
        in_order(SUIT + history, order) if "event.corrected" not in history else SUIT + history
    )
    for party, (certain, *possible) in zip("abc", stand, strict=True):
        status = several.status(party=party)
        assert (status["status"], status["certain"]) == (certain, not possible)
        assert [state for one in status["possible"] for state in one["states"]] == possible
        assert ("parties_unsaid" in several.flags(party=party)) is bool(possible)


@pytest.mark.parametrize(
    ("act", "stand"),
    [
        ("claim.judgment_entered kind=jury for=claimant", "judgment judgment defaulted"),
        ("claim.judgment_entered kind=summary for=claimant", "judgment judgment defaulted"),
        ("claim.default_set_aside parties=b", "answered served defaulted"),
        ("claim.settlement_approved", "settled settled defaulted"),
    ],
)
def test_silent_act__that_is_legal_for_none__of_nobody_in_default(
    several: Office, act: str, stand: str
) -> None:
    several.post(in_order(SUIT, 0))
    several.post(f"2022-03-01 {act} !")
    assert [several.status(party=one)["status"] for one in "abc"] == stand.split()


def test_judgment_by_default__without_a_default_on_record__of_those_who_did_not_answer(
    several: Office,
) -> None:
    several.post(in_order(SUIT, 0).rpartition("\n")[0])
    several.post("2022-03-01 claim.judgment_entered kind=default for=claimant !")
    stand = [several.status(party=one)["status"] for one in "abc"]
    assert stand == ["answered", "answered", "judgment"]


def test_silent_act__that_may_be_of_some_alone__warned_of(several: Office) -> None:
    several.post(SUIT + "2022-03-01 claim.settled parties=a")
    receipt = several.post("2022-03-10 claim.dismissed how=stipulation")
    (warning,) = receipt.warnings
    assert warning.code == "parties_unsaid"
    assert "names nobody, and may be of some of its parties alone" in warning.sentence


def test_silent_act__recorded_anew_with_its_party__of_that_one(several: Office) -> None:
    history, _ = IN_DOUBT["one of two dismissals taken back"]
    several.post(in_order(SUIT + history, 0))
    several.post("2022-03-21 event.retracted target=e06")
    several.post("2022-03-20 claim.reinstated parties=b")
    assert [several.status(party=one)["status"] for one in "ab"] == ["dismissed", "answered"]
    assert several.status(party="b")["certain"]


def test_default__of_nobody_served__of_those_who_did_not_answer(several: Office) -> None:
    several.post(
        """
        2022-01-01 claim.filed claimants=v against=a,b,c
        2022-01-20 claim.answered parties=a
        2022-01-20 claim.answered parties=b
        2022-02-01 claim.default_entered !
        """
    )
    stand = [several.status(party=one)["status"] for one in "abc"]
    assert stand == ["answered", "answered", "defaulted"]


def test_silent_act__perhaps_of_those_who_are_judged_later__not_irregular(several: Office) -> None:
    history, _ = IN_DOUBT["dismissed by stipulation after one has settled"]
    several.post(in_order(SUIT + history, 0))
    several.post(
        """
        2022-04-01 claim.judgment_entered kind=consent for=claimant parties=a
        2022-04-01 claim.judgment_entered kind=summary for=claimant parties=b
        2022-04-01 claim.judgment_entered kind=default for=claimant parties=c
        """
    )
    for party in "abc":
        status = several.status(party=party)
        assert (status["status"], status["certain"]) == ("judgment", True)
        assert "irregular" not in several.flags(party=party)


def test_silent_act__perhaps_of_a_part__is_not_where_that_stands_in_the_end() -> None:
    history, stand = IN_DOUBT["one of two dismissals taken back"]
    parts = standing(in_order(SUIT + history, 0))
    last = [parts[one].record.fold.last.item.state for one in "abc"]
    assert last == [certain for certain, *_ in stand]
