"""The seed story: what a newspaper article says, and the answers that casefile must give to it."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from casefile.importers.history import History, HistoryLine, read_history
from casefile.law.edtf import parse
from casefile.recording.recorder import Recorder
from casefile.store.database import Database
from tests.asking import Answers, choose_zone
from tests.databases import Databases

ROOT = Path(__file__).parents[2]
STORY = ROOT / "fixtures" / "rust.jsonl"
NEXT_DAY = ROOT / "fixtures" / "rust-next-day.jsonl"
READING = ROOT.parent / "shared" / "data" / "seed_fixture" / "rust_seed_events.json"

BALDWIN, GUTIERREZ = "alec-baldwin", "hannah-gutierrez-reed"
HALLS, PRODUCTION = "david-halls", "rust-movie-productions"
TRACKS = {BALDWIN: "criminal", GUTIERREZ: "criminal", HALLS: "criminal", PRODUCTION: "regulatory"}
NAMES = {
    "Alec Baldwin": BALDWIN,
    "Hannah Gutierrez-Reed": GUTIERREZ,
    "David Halls": HALLS,
    "Rust Movie Productions": PRODUCTION,
}
SENTENCED = "pleaded no contest; convicted; sentenced to 6 months' probation, suspended"
UNKNOWN = "dismissed (prejudice unknown)"

# (party, as of, basis) and the headline: (status, label, certain, possible states).
Headline = tuple[str, str, bool, list[str]]
NOT_GUILTY: Headline = ("pleaded_not_guilty", "pleaded not guilty", True, [])
EXPECTED: dict[tuple[str, str, str], Headline] = {
    **{(party, "2021-10-20", "record"): ("none", "none", True, []) for party in TRACKS},
    (BALDWIN, "2023-04-20", "record"): NOT_GUILTY,
    (BALDWIN, "2023-04-20", "reported"): ("dismissed", UNKNOWN, True, []),
    (GUTIERREZ, "2023-04-20", "record"): NOT_GUILTY,
    (GUTIERREZ, "2023-04-20", "reported"): NOT_GUILTY,
    (HALLS, "2023-03-15", "record"): (
        "none",
        "none",
        False,
        ["charged", "plea_tendered", "convicted", "sentenced"],
    ),
    (HALLS, "2023-03-31", "record"): ("sentenced", SENTENCED, True, []),
    (HALLS, "2023-04-20", "record"): ("sentenced", SENTENCED, True, []),
    (PRODUCTION, "2023-03-15", "record"): ("none", "none", False, ["cited", "settled"]),
    (PRODUCTION, "2023-04-20", "record"): ("settled", "settled, penalty $100,000", True, []),
}

Choose = Callable[[list[HistoryLine]], list[HistoryLine]]


def read(path: Path) -> History:
    with path.open("rb") as file:
        return read_history(path.name, file)


def load(database: Database, history: History, zone: ZoneInfo) -> None:
    recorder = Recorder(database)
    recorder.record(history.drafts, by="tester", recorded_us=history.instants(zone))


@contextmanager
def told(
    databases: Databases, choose: Choose = lambda lines: lines, zone: str = "UTC"
) -> Iterator[Answers]:
    """Yield the answers of an office that has loaded the story as recorded."""
    with databases.fresh() as url, closing(Database(url)) as database:
        choose_zone(database, zone)
        load(database, History(choose(read(STORY).lines)), ZoneInfo(zone))
        yield Answers(database)


def shuffled(seed: int) -> Choose:
    def choose(lines: list[HistoryLine]) -> list[HistoryLine]:
        return random.Random(seed).sample(lines, len(lines))  # noqa: S311 - an order, no secret

    return choose


@pytest.fixture(scope="module", params=["as written", "backwards", 1, 2, 3, 4])
def answers(databases: Databases, request: pytest.FixtureRequest) -> Iterator[Answers]:
    """Yield the answers to the story, posted as one batch in some order."""
    orders: dict[Any, Choose] = {
        "as written": lambda lines: lines,
        "backwards": lambda lines: lines[::-1],
    }
    with told(databases, orders.get(request.param) or shuffled(request.param)) as found:
        yield found


@pytest.fixture
def story(databases: Databases) -> Iterator[Answers]:
    """Yield the answers of an office of its own, to which a test may add."""
    with told(databases) as found:
        yield found


def events() -> dict[str, HistoryLine]:
    return {str(line.draft.event_id): line for line in read(STORY).lines}


@pytest.mark.parametrize(("party", "as_of", "basis"), EXPECTED, ids="-".join)
def test_status__at_each_expected_place__is_as_the_law_says(
    answers: Answers, party: str, as_of: str, basis: str
) -> None:
    track = answers.status(party, as_of=as_of, basis=basis)["tracks"][TRACKS[party]]
    possible = [state for one in track["possible"] for state in one["states"]]
    found = (track["status"], track["label"], track["certain"], possible)
    assert found == EXPECTED[party, as_of, basis]


@pytest.mark.parametrize("party", TRACKS)
def test_status__known_on_the_day_before_the_article__has_no_tracks(
    answers: Answers, party: str
) -> None:
    answer = answers.status(party, as_of="2023-04-20", known_at="2023-04-19")
    assert (answer["tracks"], answer["position"]) == ({}, 0)


def test_baldwin__by_the_record__has_what_is_announced_and_reported_beside_it(
    answers: Answers,
) -> None:
    answer = answers.status(BALDWIN, as_of="2023-04-20")
    track = answer["tracks"]["criminal"]
    flags = {flag["code"]: set(flag["events"]) for flag in track["flags"]}
    assert flags == {
        "announced_not_filed": {"rust-S14"},
        "source_conflict": {"rust-S14", "rust-S15"},
    }
    assert track["as_reported"]["label"] == UNKNOWN
    assert [set(one["events"]) for one in answer["conflicts"]] == [{"rust-S14", "rust-S15"}]


def test_production__settlement__keeps_the_penalty_and_the_class(answers: Answers) -> None:
    (item,) = answers.status(PRODUCTION, as_of="2023-04-20")["tracks"]["regulatory"]["items"]
    assert item["detail"]["penalty"] == {"amount": "100000.00", "currency": "USD"}
    assert item["detail"]["classification"] == "serious"


def test_trap__both_pleaded__is_two_events_on_two_charges(answers: Answers) -> None:
    for party, plea in ((BALDWIN, "rust-S08"), (GUTIERREZ, "rust-S09")):
        (item,) = answers.status(party, as_of="2023-04-20")["tracks"]["criminal"]["items"]
        assert item["evidence"][-1] == plea


@pytest.mark.parametrize("party", [HALLS, PRODUCTION])
def test_trap__last_month__is_certain_only_when_the_month_is_over(
    answers: Answers, party: str
) -> None:
    def track(as_of: str) -> dict[str, Any]:
        found = answers.status(party, as_of=as_of)["tracks"]
        return dict(found[TRACKS[party]])

    assert [track(day)["status"] for day in ("2023-03-01", "2023-03-30")] == ["none", "none"]
    (item,) = track("2023-03-31")["items"]
    assert item["since"] == {"effective": "2023-03", "certain_from": "2023-03-31"}


def test_trap__statements_opinions_and_a_prediction__move_nothing(databases: Databases) -> None:
    def without(lines: list[HistoryLine]) -> list[HistoryLine]:
        return [one for one in lines if one.draft.type != "statement.recorded"]

    with told(databases) as whole, told(databases, without) as part:
        for party in TRACKS:
            for basis in ("record", "reported"):
                said = [
                    one.status(party, as_of="2023-04-20", basis=basis)["tracks"]
                    for one in (whole, part)
                ]
                assert said[0] == said[1]


def test_trap__one_sentence__holds_a_charge_a_plea_a_conviction_and_a_sentence(
    answers: Answers,
) -> None:
    (item,) = answers.status(HALLS, as_of="2023-03-31")["tracks"]["criminal"]["items"]
    assert item["evidence"] == ["rust-S30", "rust-S31", "rust-S32", "rust-S33"]


def test_trap__the_announcement__was_made_by_the_opposing_side() -> None:
    draft = events()["rust-S14"].draft
    assert (draft.type, draft.assertion) == ("intent.announced", "announced")
    assert str(draft.asserted_by).startswith("defense counsel")
    assert (draft.data["actor"], draft.data["confirmed_by_actor"]) == ("prosecution", False)


def test_trap__dismissing_an_enhancement__does_not_dismiss_the_charge(answers: Answers) -> None:
    track = answers.status(BALDWIN, as_of="2023-04-20")["tracks"]["criminal"]
    assert [(one["item_id"], one["state"]) for one in track["items"]] == [
        ("manslaughter", "pleaded_not_guilty")
    ]
    (enhancement,) = track["enhancements"]
    assert (enhancement["state"], enhancement["prejudice"]) == ("dismissed", "unknown")
    assert enhancement["attaches_to"] == "manslaughter"


def test_next_day__once_recorded__dismisses_the_charge_without_prejudice(story: Answers) -> None:
    load(story.database, read(NEXT_DAY), story.zone)
    track = story.status(BALDWIN, as_of="2023-04-21")["tracks"]["criminal"]
    assert (track["status"], track["prejudice"], track["certain"]) == ("dismissed", "without", True)
    assert track["label"] == "dismissed without prejudice (refilable until 2026-10-21)"
    assert [flag["code"] for flag in track["flags"]] == ["refilable_until"]
    assert track["as_reported"] is None


def test_next_day__as_known_on_the_day_before__changes_nothing(story: Answers) -> None:
    asked: dict[str, Any] = {"as_of": "2023-04-21", "known_at": "@43"}
    before = story.status(BALDWIN, **asked)
    load(story.database, read(NEXT_DAY), story.zone)
    assert story.status(BALDWIN, **asked) == before
    by_day = story.status(BALDWIN, as_of="2023-04-21", known_at="2023-04-20")
    assert by_day["tracks"] == before["tracks"]
    assert by_day["tracks"]["criminal"]["label"] == "pleaded not guilty"


def test_known_at__in_an_office_far_from_utc__goes_by_the_offices_day(databases: Databases) -> None:
    with told(databases, zone="America/Denver") as found:
        positions = [
            found.status(BALDWIN, known_at=known_at)["position"]
            for known_at in ("2023-04-19", "2023-04-20T05:59:59Z", "2023-04-20T06:00:00Z")
        ]
    assert positions == [0, 0, 43]


@pytest.fixture
def reading() -> dict[str, Any]:
    """Return the reading of the article that the story was written from."""
    if not READING.exists():
        pytest.skip(f"There is no {READING.relative_to(ROOT.parent)} beside this checkout.")
    return dict(json.loads(READING.read_text()))


def test_fixture__held_against_the_reading__has_its_34_events(reading: dict[str, Any]) -> None:
    own = events()
    read_from = {event_id for event_id in own if event_id.startswith("rust-S")}
    assert read_from == {f"rust-{one['id']}" for one in reading["events"]}
    assert len(read_from) == 34
    others = {own[event_id].draft.type for event_id in own.keys() - read_from}
    assert others == {"matter.opened", "matter.related"}


def test_fixture__held_against_the_reading__agrees_on_dates_assertions_and_places(
    reading: dict[str, Any],
) -> None:
    own = events()
    for one in reading["events"]:
        draft, said = own[f"rust-{one['id']}"].draft, one["effective"]
        when = parse(draft.effective)
        assert [str(when.earliest), str(when.latest)] == [said["earliest"], said["latest"]]
        assert draft.as_written == said["as_written"]
        assert str(draft.assertion or "occurred") == one["assertion"]
        assert draft.source is not None
        span = "paragraph {paragraph}, characters {start}-{end}".format(**one["source"])
        assert draft.source.locator == span
        assert own[f"rust-{one['id']}"].recorded_at == one["recorded"]["earliest"]


def test_fixture__anywhere__quotes_no_sentence_of_the_article(reading: dict[str, Any]) -> None:
    text = STORY.read_text().casefold()
    long = [one["source"]["quote"] for one in reading["events"] if len(one["source"]["quote"]) > 30]
    assert [quote for quote in long if quote.casefold() in text] == []


def test_expected__held_against_the_reading__covers_its_11_projections(
    reading: dict[str, Any],
) -> None:
    places = {
        (party, one["as_of"], one["basis"])
        for one in reading["expected_projections"]
        if "known_as_of" not in one
        for party in ([NAMES[one["party"]]] if one["party"] != "*" else TRACKS)
    }
    assert places == EXPECTED.keys()
    known = [one["known_as_of"] for one in reading["expected_projections"] if "known_as_of" in one]
    assert (known, len(reading["expected_projections"])) == (["2023-04-19"], 11)
