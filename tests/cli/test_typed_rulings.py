"""Rulings and numbers: which pending motion is ruled on, and which item a number means."""

from __future__ import annotations

import shlex

import pytest

from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.test_typed_week import of


@pytest.fixture
def case(bare_case: Terminal) -> Terminal:
    """Return the program on a prosecution of nothing yet."""
    return bare_case


@pytest.fixture
def suit(bare_suit: Terminal) -> Terminal:
    """Return the program on a suit that is not yet filed."""
    return bare_suit


@pytest.mark.parametrize(
    ("done", "outcome"),
    [
        ("granted", "granted"),
        ("was denied", "denied"),
        ("granted in part", "granted in part"),
        ("partly granted", "partly granted"),
        ("granted in part and denied in part", "granted in part and denied in part"),
        ("denied as moot", "denied as moot"),
        ("withdrawn", "withdrawn"),
    ],
)
def test_motion__that_is_ruled_on__is_the_one_that_is_pending(
    case: Terminal, done: str, outcome: str
) -> None:
    case("post", "r", "motion to revoke filed", "by=State", *ON)
    case("post", "r", f"motion to revoke {done}", *ON)
    (ruling,) = of(case, "motion.decided")
    assert ruling == {"motion_id": "motion-revoke", "outcome": outcome}
    assert len(of(case, "motion.filed")) == 1


@pytest.mark.parametrize("typed", ["motion to revoke decided", "motion ruled on"])
def test_motion__that_is_decided_in_no_way__is_asked_how(case: Terminal, typed: str) -> None:
    case("post", "r", "motion to revoke filed", "by=State", *ON)
    case("post", "r", typed, *ON, code=2)
    assert "Write outcome=granted, outcome=denied" in case.error
    case("post", "r", typed, "outcome=granted in part", *ON)
    assert of(case, "motion.decided")[0]["outcome"] == "granted in part"


@pytest.mark.parametrize("typed", ["motion withdrawn", "motion granted in part"])
def test_motion__of_which_one_is_pending__need_not_be_named(case: Terminal, typed: str) -> None:
    case("post", "r", "motion to revoke filed", "by=State", *ON)
    case("post", "r", typed, *ON)
    assert of(case, "motion.decided")[0]["outcome"] == typed.removeprefix("motion ")


@pytest.mark.parametrize(
    "typed",
    [
        *("probation violation found", "probation continued", "violation of probation"),
        *("probation continued, 10 days in jail added", "the judge found a violation"),
    ],
)
def test_violation__of_probation__asks_what_became_of_the_sentence(
    case: Terminal, typed: str
) -> None:
    case("post", "r", typed, *ON, code=2)
    assert "What became of the sentence?" in case.error
    assert 'casefile post r "probation revoked" --effective 2025-05-20' in case.error


@pytest.mark.parametrize("noun", ["count", "item", "charge", "item no."])
@pytest.mark.parametrize("number", ["2", "two"])
def test_item__by_its_number_in_front__is_that_count(
    case: Terminal, noun: str, number: str
) -> None:
    case("post", "r", "charge filed", "count=1", "offense=theft", *DAY)
    case("post", "r", "charge filed", "count=2", "offense=arson", *DAY)
    case("post", "r", f"{noun} {number} dismissed", *ON)
    assert of(case, "charge.dismissed")[0]["item_id"] == "count-2"


@pytest.mark.parametrize("typed", ["count 2 dismissed", "item 2 dismissed", "claim 2 dismissed"])
def test_claim__filed_with_a_count__is_found_by_its_number(suit: Terminal, typed: str) -> None:
    for number, cause in enumerate(("negligence", "battery"), start=1):
        paper = (f"count={number}", f"cause={cause}", "by=Lee", "against=Lobo")
        suit("post", "l", "complaint filed", *paper, *DAY)
    suit("post", "l", typed, *ON)
    (dismissed,) = of(suit, "claim.dismissed")
    second = [one for one in of(suit, "claim.filed") if one["cause"] == "battery"]
    assert dismissed["item_id"] == second[0]["item_id"]


def test_item__of_a_number_that_nothing_has__is_not_called_an_item_twice(case: Terminal) -> None:
    case("post", "r", "item 7 dismissed", *ON, code=2)
    assert "There is no item 7 in matter r." in case.error


@pytest.mark.parametrize(
    ("typed", "tag", "field", "stored"),
    [
        ("Deposition of bo lee held", "hearing.held", "kind", "deposition of Bo Lee"),
        ("deposition of lee held", "hearing.held", "kind", "deposition of Lee"),
        ("motion to depose bo lee filed", "motion.filed", "kind", "motion to depose Bo Lee"),
        ("affidavit of BO LEE filed", "document.filed", "title", "Affidavit of Bo Lee"),
        ("mediation held", "hearing.held", "kind", "mediation"),
    ],
)
def test_name__in_what_an_event_is_called__is_spelled_as_on_record(
    suit: Terminal, typed: str, tag: str, field: str, stored: str
) -> None:
    suit("post", "l", typed, *(["by=Lobo"] if tag == "motion.filed" else []), *ON)
    assert of(suit, tag)[0][field] == stored


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("in person", "served in person (as to"),
        ("by mail", "served by mail (as to"),
        ("mail", "served by mail (as to"),
        ("family member", "served by family member (as to"),
        ("personally", "served personally (as to"),
    ],
)
def test_service__says_by_only_where_nothing_like_it_is_typed(
    suit: Terminal, method: str, said: str
) -> None:
    suit("post", "l", "complaint filed", "cause=battery", "by=Lee", "against=Lobo", *DAY)
    told = suit("post", "l", "served", "on=Lobo", f"by={method}", *ON)
    assert said in " ".join(told.split())


@pytest.mark.parametrize(
    ("motion", "by", "said"),
    [
        ("to dismiss the appeal", "Bo Lee", "Appeal decided:"),
        ("to stay the proceedings", "Lobo Inc.", "stayed"),
        ("to intervene", "Kim Vale", "Kim Vale added as intervenor."),
        ("to vacate the default judgment", "Lobo Inc.", "vacated by the trial court"),
    ],
)
def test_ruling__that_grants_a_motion__is_followed_by_a_command_that_works_as_it_is_printed(
    suit: Terminal, motion: str, by: str, said: str
) -> None:
    for typed in (
        ("complaint", "by=Bo Lee", "against=Lobo Inc.", "cause=negligence"),
        ("served",),
        ("clerk's default",),
        ("default judgment", "for=Bo Lee"),
        ("notice of appeal", "by=Lobo Inc."),
        ("motion filed", f"kind={motion}", f"by={by}"),
    ):
        suit("post", "l", *typed, *ON)
    receipt = suit("post", "l", f"motion {motion} granted", *ON)
    _, _, printed = receipt.partition("If so: ")
    _, *command = shlex.split(printed[printed.index(" post l ") - 1 :])
    told = suit(*command)
    assert said in " ".join(told.split())
