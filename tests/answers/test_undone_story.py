"""What courts undo, as a history: the status of everyone on twelve days, worked out by hand."""

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

STORY = Path(__file__).parents[2] / "fixtures" / "undone.jsonl"
TRIED = "pleaded not guilty; found guilty; convicted"
FIVE_YEARS = (
    f"{TRIED}; sentenced to 60 months' incarceration and 3 years' supervised release; on appeal"
)
FOUR_YEARS = f"{TRIED}; sentenced to 48 months' incarceration and 3 years' supervised release"
AWAITING = f"{TRIED}; sentence vacated; awaiting resentence"
DEFERRED = "pleaded guilty; convicted; sentence deferred until 2024-05-08"
COMPLETED = "convicted; sentence deferred; dismissed on completion"
CHILD = "pleaded guilty; adjudicated delinquent (no conviction)"
PROPOSED = "(proposed: serious, $15,625)"
FINAL = f"final, penalty $12,000 {PROPOSED}"
# On each day: John Doe; Jane Roe's charge and claim; Doe Hauling's claim and citation; the child.
DAYS: Mapping[str, Sequence[str]] = {
    "2022-12-31": ("none", TRIED, "none", "none", "none", "none"),
    "2023-02-01": ("none", FIVE_YEARS, "served", "served", "none", "none"),
    "2023-03-01": (
        "pleaded not guilty",
        FIVE_YEARS,
        "default entered",
        "in default",
        "cited",
        "none",
    ),
    "2023-03-20": (
        "pleaded not guilty",
        FIVE_YEARS,
        "default judgment for Jane Roe, $9,135.35",
        "default judgment against, $9,135.35",
        "contested",
        "none",
    ),
    "2023-04-24": (
        "pleaded not guilty",
        FIVE_YEARS,
        "answered",
        "answered",
        "in litigation",
        "none",
    ),
    "2023-05-10": (DEFERRED, FIVE_YEARS, "answered", "answered", "in litigation", "none"),
    "2023-07-15": (DEFERRED, FIVE_YEARS, "answered", "answered", "in litigation", CHILD),
    "2023-10-02": (
        DEFERRED,
        FIVE_YEARS,
        "answered",
        "answered",
        FINAL,
        f"{CHILD}; disposition: 1 year's supervised probation",
    ),
    "2024-02-07": (
        DEFERRED,
        FIVE_YEARS,
        "bench judgment for Jane Roe, $4,200",
        "bench judgment against, $4,200",
        f"{FINAL}; on appeal",
        f"{CHILD}; disposition: 1 year's supervised probation",
    ),
    "2024-03-15": (
        DEFERRED,
        AWAITING,
        "bench judgment for Jane Roe, $4,200",
        "bench judgment against, $4,200",
        f"{FINAL}; on appeal",
        f"{CHILD}; disposition: 1 year's supervised probation",
    ),
    "2024-05-08": (
        COMPLETED,
        AWAITING,
        "bench judgment for Jane Roe, $4,200",
        "bench judgment against, $4,200",
        "in litigation",
        f"{CHILD}; disposition: 1 year's supervised probation",
    ),
    "2024-08-01": (
        COMPLETED,
        FOUR_YEARS,
        "bench judgment for Jane Roe, $4,200",
        "bench judgment against, $4,200",
        f"settled, classified other, penalty $6,000 {PROPOSED}",
        f"{CHILD}; disposition: 1 year's supervised probation; disposition completed",
    ),
}
WHO = (
    ("j-doe", "criminal"),
    ("jane-roe", "criminal"),
    ("jane-roe", "civil"),
    ("hauling", "civil"),
    ("hauling", "regulatory"),
    ("child", "criminal"),
)


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
    """Ask for the status of everyone on every day."""
    for day, labels in DAYS.items():
        for (party, track), label in zip(WHO, labels, strict=True):
            found = answers.status(party, as_of=day)["tracks"][track]
            assert (day, party, found["label"]) == (day, party, label)
            assert found["certain"]
            assert not {"irregular", "order_ambiguous"} & {flag["code"] for flag in found["flags"]}


def test_story__loaded_at_once__the_statuses_worked_out_by_hand(databases: Databases) -> None:
    with told(databases, [lines()]) as answers:
        check(answers)


def test_story__one_event_a_post__the_same(databases: Databases) -> None:
    with told(databases, [[one] for one in lines()]) as answers:
        check(answers)


@pytest.mark.parametrize("seed", range(3))
def test_story__in_random_order__the_same(databases: Databases, seed: int) -> None:
    every = lines()
    around = [one for one in every if one.draft.type in ("matter.opened", "party.added")]
    filed = [one for one in every if one.draft.type.endswith((".filed", ".issued"))]
    rest = [one for one in every if one not in around and one not in filed]
    random.Random(seed).shuffle(rest)  # noqa: S311 - an order, not a secret
    with told(databases, [around, [*filed, *rest]]) as answers:
        check(answers)


def test_story__no_override_and_every_day_after_the_one_before() -> None:
    assert all(one.draft.override is None for one in lines())
    assert list(DAYS) == sorted(DAYS)
    assert len(DAYS) == 12
