"""A suit of several parties, as a history: how everybody stands on ten days, worked out by hand."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from casefile.importers.history import History, HistoryLine, read_history
from casefile.recording.recorder import Recorder
from casefile.store.database import Database
from casefile.upkeep.verify import verify
from tests.asking import Answers, choose_zone
from tests.databases import Databases

STORY = Path(__file__).parents[2] / "fixtures" / "suit.jsonl"
WHO = ("garcia", "roe", "freight", "doe", "estate", "broker")
PENDING = "as defendant: settled pending approval, $40,000"
DEFAULT = "default entered against John Doe"
DROPPED = "dismissed without prejudice"
WITH_FREIGHT = "settled, $40,000; dismissed with prejudice"
ESTATE = "default entered against Estate of John Doe"
ENDED = "dismissed with prejudice (against Estate of John Doe)"
OF_ROE = "(on the claim of Richard Roe)"
OF_GARCIA = "(on the claim of Maria Garcia)"
SUING, LOST = "; as claimant: served", "; as claimant: dismissed with prejudice"
FREIGHT = f"as defendant: answered {OF_GARCIA}; {WITH_FREIGHT} {OF_ROE}{SUING}"
JUDGED = "default judgment for Maria Garcia, $60,000 (against Estate of John Doe)"
LATER = "none (takes the place of John Doe on 2023-08-14)"
GONE = "substituted by Estate of John Doe on 2023-08-14"
SETTLED = f"{WITH_FREIGHT} (against Doe Freight LLC)"
# On each day: Garcia, Roe, Doe Freight, John Doe, his estate, the brokers.
DAYS: Mapping[str, Sequence[str]] = {
    "2023-01-15": ("filed", "filed", "filed", "filed", LATER, "filed"),
    "2023-02-12": (
        "answered by Doe Freight LLC",
        "answered by Doe Freight LLC",
        "as defendant: answered; as claimant: filed",
        "served",
        LATER,
        "filed",
    ),
    "2023-03-15": (
        DEFAULT,
        DEFAULT,
        f"as defendant: answered{SUING}",
        "in default",
        LATER,
        "filed",
    ),
    "2023-04-10": (
        DEFAULT,
        DEFAULT,
        f"as defendant: answered{SUING}",
        "in default",
        LATER,
        DROPPED,
    ),
    "2023-05-10": (
        DEFAULT,
        f"settled pending approval, $40,000 (with Doe Freight LLC); {DEFAULT}",
        f"{PENDING} (on the claim of Richard Roe); answered (on the claim of Maria Garcia){SUING}",
        "in default",
        LATER,
        DROPPED,
    ),
    "2023-07-10": (
        DEFAULT,
        f"{DEFAULT}; {SETTLED}",
        FREIGHT,
        "in default",
        LATER,
        DROPPED,
    ),
    "2023-08-20": (
        ESTATE,
        f"{ESTATE}; {SETTLED}",
        FREIGHT,
        GONE,
        "in default",
        DROPPED,
    ),
    "2023-09-10": (
        ESTATE,
        f"{SETTLED}; {ENDED}",
        FREIGHT,
        GONE,
        f"in default {OF_GARCIA}; dismissed with prejudice {OF_ROE}",
        DROPPED,
    ),
    "2023-10-05": (
        f"answered by Doe Freight LLC; {JUDGED}",
        f"{SETTLED}; {ENDED}",
        FREIGHT,
        GONE,
        f"default judgment against, $60,000 {OF_GARCIA}; dismissed with prejudice {OF_ROE}",
        DROPPED,
    ),
    "2024-03-10": (
        f"jury judgment for Maria Garcia, $120,000 (against Doe Freight LLC); {JUDGED}",
        f"{SETTLED}; {ENDED}",
        f"as defendant: jury judgment against, $120,000 {OF_GARCIA}; {WITH_FREIGHT} {OF_ROE}{LOST}",
        GONE,
        f"default judgment against, $60,000 {OF_GARCIA}; dismissed with prejudice {OF_ROE}",
        DROPPED,
    ),
}
# From when on each of them is no party any more, or is one, and as what.
STANDING: Mapping[str, Sequence[tuple[str, str]]] = {
    "garcia": [("2023-01-09", "party")],
    "roe": [("2023-01-09", "party")],
    "freight": [("2023-01-09", "party")],
    "doe": [("2023-01-09", "party"), ("2023-07-03", "died"), ("2023-08-14", "substituted")],
    "estate": [("2023-01-09", "not_yet"), ("2023-08-14", "party")],
    "broker": [("2023-01-09", "party"), ("2023-04-03", "dropped")],
}


def lines() -> list[HistoryLine]:
    """Return the lines of the history."""
    with STORY.open("rb") as file:
        return read_history(STORY.name, file).lines


@contextmanager
def told(databases: Databases, posts: Sequence[Sequence[HistoryLine]]) -> Iterator[Answers]:
    """Yield the answers of an office in which the history was recorded, post by post."""
    zone = ZoneInfo("America/Denver")
    with databases.fresh() as url, closing(Database(url)) as database:
        choose_zone(database, zone.key)
        recorder = Recorder(database)
        for post in posts:
            recorder.record(History(list(post)).drafts, by="tester")
        assert verify(database).sound
        yield Answers(database)


def check(answers: Answers) -> None:
    """Ask how everybody stands, and who is a party, on every day."""
    for day, labels in DAYS.items():
        for party, label in zip(WHO, labels, strict=True):
            found = answers.status(party, as_of=day)["tracks"]["civil"]
            assert (day, party, found["label"]) == (day, party, label)
            assert not {"irregular", "order_ambiguous"} & {flag["code"] for flag in found["flags"]}
        view = answers.matter("suit", as_of=day)
        standing = {one["party_id"]: one["standing"] for one in view["parties"]}
        expected = {
            party: [state for since, state in told if since <= day][-1]
            for party, told in STANDING.items()
        }
        assert (day, standing) == (day, expected)
        assert {one["party_id"]: one["stance"] for one in view["parties"]}["garcia"] == "ours"


def test_suit__loaded_at_once__everybody_as_worked_out_by_hand(databases: Databases) -> None:
    with told(databases, [lines()]) as answers:
        check(answers)


def test_suit__beside_the_other_half_of_the_week__the_same(databases: Databases) -> None:
    """Both can be loaded into one office: nobody of one is anybody of the other."""
    other = STORY.with_name("undone.jsonl")
    with other.open("rb") as file:
        undone = read_history(other.name, file).lines
    with told(databases, [lines(), undone]) as answers:
        check(answers)


def test_suit__one_event_a_post__the_same(databases: Databases) -> None:
    with told(databases, [[one] for one in lines()]) as answers:
        check(answers)


@pytest.mark.parametrize("seed", range(3))
def test_suit__in_random_order__the_same(databases: Databases, seed: int) -> None:
    every = lines()
    first = [one for one in every if one.draft.type in ("matter.opened", "party.added")]
    rest = [one for one in every if one not in first]
    random.Random(seed).shuffle(rest)  # noqa: S311 - an order, not a secret
    with told(databases, [[*first, *rest]]) as answers:
        check(answers)
