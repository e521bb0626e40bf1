"""Every question over HTTP, asked of real events."""

from __future__ import annotations

import re
from typing import Any

import pytest

from casefile.auth.roles import Role
from casefile.projections.parked import Failed, park
from casefile.store.database import Database
from tests.api.conftest import DOE, MATTER, STORY, Ask, Caller, read


def every(caller: Caller, path: str, what: str) -> list[dict[str, Any]]:
    """Return all of a list, asked for two at a time."""
    page = read(caller, f"{path}?limit=2")
    found = page[what]
    while page["next"] is not None:
        page = read(caller, f"{path}?limit=2&after={page['next']}")
        found += page[what]
    return list(found)


def test_status__as_of_days__certain_and_possible(story: Caller) -> None:
    before = read(story, "/api/parties/doe/status?as_of=2023-01-31")
    within = read(story, "/api/parties/doe/status?as_of=2023-03-15")
    after = read(story, "/api/parties/doe/status?as_of=2023-04-01")

    assert before["tracks"]["criminal"]["status"] == "none"
    assert within["tracks"]["criminal"]["status"] == "charged"
    assert within["tracks"]["criminal"]["possible"][0]["states"] == ["pleaded_not_guilty"]
    assert after["tracks"]["criminal"]["label"] == "pleaded not guilty"
    assert after["tracks"]["criminal"]["items"][0]["evidence"] == ["filing", "plea"]


def test_status__of_one_matter__has_only_its_items(story: Caller) -> None:
    own = read(story, "/api/parties/doe/status?as_of=2023-04-01&matter=m-1")
    assert own["matter"] == "m-1"
    assert own["tracks"]["criminal"]["label"] == "pleaded not guilty"
    for what in ("status", "history"):
        unknown = story.get(f"/api/parties/doe/{what}?matter=nope")
        assert (unknown.status_code, unknown.get_json()["code"]) == (404, "matter.unknown")
        assert story.get(f"/api/parties/doe/{what}?matter=a%20b").status_code == 422


def test_status__as_known_before_the_filing__has_no_such_track(story: Caller) -> None:
    known = read(story, "/api/parties/doe/status?as_of=2023-04-01&known_at=@3")

    assert known["tracks"] == {}
    assert (known["known_at"], known["position"]) == ("@3", 3)


def test_status__party_not_known_then__answered_by_its_id_alone(story: Caller) -> None:
    known = read(story, "/api/parties/doe/status?known_at=2020-01-01")

    assert known["party"] == {"party_id": "doe"}
    assert known["tracks"] == {}


@pytest.mark.parametrize(
    "known_at", ["@999999999999999", "9999-12-31T23:59:59-14:00", "9999-12-29"]
)
def test_status__known_at_what_is_yet_to_come__answered_at_the_head_and_says_so(
    story: Caller, known_at: str
) -> None:
    status = read(story, f"/api/parties/doe/status?known_at={known_at}")

    assert (status["position"], status["past_head"]) == (len(STORY), True)


def test_history__of_a_party__is_its_spans(story: Caller) -> None:
    spans = read(story, "/api/parties/doe/history")["spans"]

    assert [one["state"] for one in spans if one["certainty"] == "certain"][-2:] == [
        "charged",
        "pleaded_not_guilty",
    ]
    assert read(story, "/api/parties/doe/history?known_at=@1&basis=reported")["spans"] == []


@pytest.mark.parametrize("q", ["doe", "JANE", "jane%20doe"])
def test_parties__searched_by_part_of_a_name__found(story: Caller, q: str) -> None:
    [party] = read(story, f"/api/parties?q={q}")["parties"]

    assert party["party_id"] == "doe"
    assert party["matters"] == [{"matter_id": "m-1", "role": "defendant"}]


def test_matter__as_it_stands__has_people_items_and_its_version_in_its_etag(story: Caller) -> None:
    answer = story.get("/api/matters/m-1?as_of=2023-04-01")
    matter = answer.get_json()

    assert answer.headers["ETag"].startswith(f'"{len(STORY)}.')
    assert matter["version"] == len(STORY)
    assert matter["matter"]["title"] == "State v. Doe"
    assert [one["party_id"] for one in matter["parties"]] == ["doe"]
    assert [one["state"] for one in matter["items"]] == ["pleaded_not_guilty"]
    assert matter["incident"]["effective"] == "2023-01-10"


def test_matters__filtered__are_those_that_fit(story: Caller) -> None:
    story.post("/api/matters", {"matter_id": "m-2", "data": STORY[0]["data"]})

    def ids(query: str) -> list[str]:
        return [one["matter_id"] for one in read(story, f"/api/matters?{query}")["matters"]]

    assert ids("") == ["m-1", "m-2"]
    assert ids("status=open&category=criminal&q=doe") == ["m-1", "m-2"]
    assert ids("category=civil") == []
    assert ids("known_at=@6") == ["m-1"]


def test_matters__page_by_page__each_once(story: Caller) -> None:
    for number in range(2, 6):
        story.post("/api/matters", {"matter_id": f"m-{number}", "data": STORY[0]["data"]})
    found = [one["matter_id"] for one in every(story, "/api/matters", "matters")]

    assert found == ["m-1", "m-2", "m-3", "m-4", "m-5"]


def test_chronology__page_by_page__by_effective_day(story: Caller) -> None:
    days = [one["latest"] for one in every(story, "/api/matters/m-1/chronology", "entries")]

    assert len(days) == len(STORY)
    assert days == sorted(days)


def test_calendar__between_days__has_the_hearing(story: Caller) -> None:
    entries = read(story, "/api/calendar?from=2023-06-01&to=2023-06-30&matter_id=m-1")["entries"]

    assert [(one["entry_id"], one["at"], one["status"]) for one in entries] == [
        ("h-1", "2023-06-01T09:00", "scheduled")
    ]
    assert read(story, "/api/calendar?from=2023-06-02")["entries"] == []


def test_event__by_its_id__is_whole(story: Caller) -> None:
    event = read(story, "/api/events/filing")

    assert event["position"] == 4
    assert event["version"] == 4
    assert event["recorded_by"] == "paralegal"
    assert event["stands"] is True
    assert event["corrections"] == []
    assert "Fraud" in event["sentence"]


def test_log__of_a_matter_and_of_the_office__goes_on_from_next(story: Caller) -> None:
    story.post("/api/matters", {"matter_id": "m-2", "data": STORY[0]["data"]})
    first = read(story, "/api/events?limit=4")
    rest = read(story, f"/api/events?after={first['next']}")
    own = read(story, "/api/matters/m-1/events?after=2&limit=2")

    positions = [one["position"] for page in (first, rest) for one in page["events"]]
    assert positions == list(range(1, 8))
    assert (first["next"], first["head"], rest["next"]) == (4, 7, 7)
    assert [one["version"] for one in own["events"]] == [3, 4]


@pytest.mark.parametrize("path", ["/api/events", "/api/matters/m-1/events"])
def test_log__read_beyond_its_end__is_a_problem(story: Caller, path: str) -> None:
    """Whoever follows the log and has seen more of it than there is must hear of that."""
    head = story.head()
    assert read(story, f"{path}?after={head}")["events"] == []
    answer = story.get(f"{path}?after={head + 1}")

    assert (answer.status_code, answer.get_json()["code"]) == (409, "log.shorter")
    assert (
        f"ends at position {head}, and you have read it to {head + 1}"
        in (answer.get_json()["detail"])
    )


def test_event_types__listed__have_their_schemas(story: Caller) -> None:
    types = {one["type"]: one for one in read(story, "/api/event-types")["event_types"]}

    assert len(types) > 60
    assert types["party.added"]["personal"] == ["name", "role", "aliases", "source_label"]
    assert types["party.changed"]["personal"][:2] == ["changes.name", "changes.role"]
    assert "source.quote" in read(story, "/api/event-types")["personal"]
    assert types["charge.filed"]["schema"]["$defs"]["ChargeFiled"]["required"]


def test_head__of_the_log__is_the_last_event(story: Caller) -> None:
    head = read(story, "/api/log/head")

    assert head["position"] == len(STORY)
    assert head["recorded_at"] == read(story, "/api/events?after=5")["events"][0]["recorded_at"]


def test_health_and_readiness__without_a_token__are_answered(ask: Ask) -> None:
    assert read(ask(Role.ANYONE), "/api/health")["status"] == "ok"
    ready = read(ask(Role.ANYONE), "/api/ready")
    assert (ready["status"], ready["parked"]) == ("ready", 0)


def test_readiness__a_matter_that_could_not_be_folded__is_counted(
    ask: Ask, database: Database
) -> None:
    with database.write() as connection:
        park(connection, [Failed(["m-1", "m-2"], 7, "ValueError at fold.py:1")], "r-1")

    assert read(ask(Role.ANYONE), "/api/ready")["parked"] == 2


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/matters/m-9", "matter.unknown"),
        ("/api/matters/m-9/chronology", "matter.unknown"),
        ("/api/matters/m-9/events", "matter.unknown"),
        ("/api/events/e-9", "event.unknown"),
        ("/api/parties/p-9/status", "party.unknown"),
        ("/api/parties/p-9/history", "party.unknown"),
        ("/api/nothing", "http.no_address"),
        ("/api/matters/", "http.no_address"),
        ("/api//matters", "http.no_address"),
        ("/api/matters/m%201", "http.no_address"),
        ("/api/matters/m-1%0A", "http.no_address"),
        ("/api/matters/%00", "http.no_address"),
        ("/api/matters/..", "http.no_address"),
        ("/api/matters/..%2Fevents", "http.no_address"),
        ("/api/matters/" + "m" * 65, "http.no_address"),
    ],
)
def test_question__about_what_was_never_recorded__not_found(
    story: Caller, path: str, code: str
) -> None:
    answer = story.get(path)

    assert (answer.status_code, answer.get_json()["code"]) == (404, code)
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/api/matters/m-1?as_of=2023-02-30", "as_of: .*no day of the calendar"),
        ("/api/matters/m-1?as_of=tomorrow", "as_of: not a day, like 2023-04-20"),
        ("/api/matters/m-1?as_of=2023-02-01%0A", "as_of: not a day"),
        ("/api/matters/m-1?as_of=", "as_of: not a day"),
        ("/api/matters/m-1?as_of=2023-02-01&as_of=2023-02-02", "'as_of' is given more than once"),
        ("/api/matters/m-1?known_at=@x", "known_at: not a day, instant or position"),
        ("/api/matters/m-1?known_at=2023-04-20T09:00:00", "known_at: not a day, instant"),
        ("/api/matters/m-1?known_at=2023-04-31", "'2023-04-31' is no day"),
        ("/api/matters/m-1?known_at=2023-04-20T25:00:00Z", "is no day, instant or position"),
        ("/api/matters?limit=0", "limit: a number from 1 to 1000"),
        ("/api/matters?limit=1001", "limit: a number from 1 to 1000"),
        ("/api/matters?limit=1_0", "limit: not a whole number"),
        ("/api/matters?limit=" + "9" * 5_000, "limit: not a whole number"),
        ("/api/matters?status=happy", "status: Must be one of: open"),
        ("/api/matters?q=%00", "control character U.0000"),
        ("/api/matters?q=" + "a" * 501, "q: Length"),
        ("/api/matters/m-1/chronology?after=x", "not the `next` of a page"),
        ("/api/matters/m-1/chronology?after=9_9_9_" + "9" * 40, "not the `next` of a page"),
        ("/api/calendar?after=x", "not the `next` of a page"),
        ("/api/calendar?from=2023", "from: not a day"),
        ("/api/calendar?matter_id=a%2Fb", "matter_id: not an id"),
        ("/api/events?after=-1", "after: a number from 0"),
        ("/api/events?after=9999999999999999", "after: not a whole number"),
        ("/api/events?wait=26", "wait: a number from 0 to 25"),
        ("/api/parties/doe/status?basis=rumour", "basis: either record or reported"),
    ],
)
def test_question__that_cannot_be_read__refused_naming_the_parameter(
    story: Caller, path: str, says: str
) -> None:
    answer = story.get(path)

    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert re.search(says, answer.get_json()["detail"]), answer.get_json()["detail"]


# The last day of the calendar stands for an end that never comes.
@pytest.mark.parametrize(
    "path",
    [
        "/api/parties/doe/status",
        "/api/parties/doe/chronology.csv",
        "/api/matters/m-1",
        "/api/caseload",
        "/api/reports/status",
        "/api/calendar",
    ],
)
def test_question__as_of_the_last_day_there_is__refused_and_the_day_before_answered(
    story: Caller, path: str
) -> None:
    last = story.get(f"{path}?as_of=9999-12-31")

    assert (last.status_code, last.get_json()["code"]) == (422, "date.invalid")
    assert story.get(f"{path}?as_of=9999-12-30").status_code == 200


def test_parties__without_words__are_all_listed(story: Caller) -> None:
    every = read(story, "/api/parties")["parties"]
    assert {one["party_id"] for one in every} >= {"doe"}
    assert read(story, "/api/parties?limit=1")["parties"] == every[:1]


def test_list__by_pages_while_others_post__goes_on_as_it_was(story: Caller) -> None:
    for matter_id in ("m-2", "m-3"):
        story.post("/api/matters", {"matter_id": matter_id, "data": MATTER})
    first = read(story, "/api/matters?status=open&limit=1")
    closed = {"type": "matter.status_changed", "effective": "2023-05-01"}
    story.post("/api/matters/m-2/events", {**closed, "data": {"status": "closed"}})
    rest = read(story, f"/api/matters?status=open&after={first['next']}")
    now = read(story, "/api/matters?status=open")

    assert [one["matter_id"] for one in first["matters"] + rest["matters"]] == ["m-1", "m-2", "m-3"]
    assert rest["position"] == first["position"] == now["position"] - 1
    assert [one["matter_id"] for one in now["matters"]] == ["m-1", "m-3"]


def test_list__going_on_at_another_moment__refused(story: Caller) -> None:
    story.post("/api/matters", {"matter_id": "m-2", "data": MATTER})
    following = read(story, "/api/matters?limit=1")["next"]
    answer = story.get(f"/api/matters?known_at=@3&after={following}")

    assert (answer.status_code, answer.get_json()["code"]) == (422, "page.question")


def test_list__going_on_beyond_the_end_of_the_log__refused(story: Caller) -> None:
    story.post("/api/matters", {"matter_id": "m-2", "data": MATTER})
    following = read(story, "/api/matters?limit=1")["next"]
    answer = story.get(f"/api/matters?after=9{following}")

    assert (answer.status_code, answer.get_json()["code"]) == (409, "log.shorter")


def _next(caller: Caller, path: str) -> str:
    """Return the `next` of the first page of a list of one entry a page."""
    following = read(caller, f"{path}{'&' if '?' in path else '?'}limit=1")["next"]
    assert following
    return str(following)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("/api/matters", "/api/parties"),
        ("/api/matters", "/api/calendar"),
        ("/api/matters", "/api/matters?status=open"),
        ("/api/matters?q=state", "/api/matters?q=doe"),
        ("/api/parties", "/api/parties?q=doe"),
        ("/api/calendar", "/api/calendar?matter_id=m-1"),
        ("/api/calendar", "/api/calendar?overdue=true"),
        ("/api/matters/m-1/chronology", "/api/matters/m-2/chronology"),
        ("/api/matters/m-1/chronology", "/api/worklist"),
        ("/api/matters", "/api/reports/unread"),
    ],
)
def test_next__of_another_list_or_filter__refused(story: Caller, given: str, asked: str) -> None:
    story.post("/api/matters", {"matter_id": "m-2", "data": MATTER})
    story.post("/api/matters/m-2/events", {**STORY[2], "data": {**DOE, "party_id": "roe"}})
    story.post("/api/matters/m-2/events", STORY[5])
    following = _next(story, given)
    sign = "&" if "?" in asked else "?"
    answer = story.get(f"{asked}{sign}after={following}")

    assert (answer.status_code, answer.get_json()["code"]) == (422, "page.question")
    again = "&" if "?" in given else "?"
    assert story.get(f"{given}{again}limit=7&after={following}").status_code == 200


def test_log__newest_first__goes_back_page_by_page(story: Caller) -> None:
    first = read(story, "/api/events?newest=true&limit=4")
    rest = read(story, f"/api/events?newest=true&after={first['next']}")
    own = read(story, "/api/matters/m-1/events?newest=true&limit=1")
    oldest = read(story, "/api/events?newest=false&limit=1")

    positions = [one["position"] for page in (first, rest) for one in page["events"]]
    assert positions == list(range(story.head(), 0, -1))
    assert (own["events"][0]["version"], oldest["events"][0]["position"]) == (len(STORY), 1)


def test_log__newest_first__has_nothing_to_wait_for(story: Caller) -> None:
    answer = story.get("/api/events?newest=true&wait=5")

    assert (answer.status_code, answer.get_json()["code"]) == (422, "query.invalid")
    assert answer.get_json()["errors"][0]["field"] == "wait"


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ("party=doe", ["party.added", "charge.filed", "charge.plea_entered"]),
        ("party=doe&newest=true&limit=1", ["charge.plea_entered"]),
        ("type=charge", ["charge.filed", "charge.plea_entered"]),
        ("type=hearing.scheduled", ["hearing.scheduled"]),
        ("recorded_by=nobody", []),
        ("from=2023-03-01&to=2023-03-31", ["charge.plea_entered", "hearing.scheduled"]),
        ("recorded_to=2020-01-01", []),
        ("type=charge&known_at=@4", ["charge.filed"]),
    ],
)
def test_log__sought_in__has_what_is_sought(story: Caller, query: str, types: list[str]) -> None:
    for path in ("/api/events", "/api/matters/m-1/events"):
        assert [one["type"] for one in read(story, f"{path}?{query}")["events"]] == types


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("party=nobody", 404, "party.unknown"),
        ("type=charg", 422, "event.type_unknown"),
        ("from=2023-03-02&to=2023-03-01", 422, "date.invalid"),
        ("recorded_from=soon", 422, "query.invalid"),
        ("known_at=@2&wait=5", 422, "query.invalid"),
    ],
)
def test_log__sought_in_by_what_is_not_there__said(
    story: Caller, query: str, status: int, code: str
) -> None:
    answer = story.get(f"/api/events?{query}")
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_parties__searched_by_words_in_the_body__are_those_of_the_address(story: Caller) -> None:
    found = story.post("/api/parties/search?limit=5", {"q": "jane DOE"})
    nobody = story.post("/api/parties/search?known_at=@1", {"q": "jane"})

    assert found.get_json() == read(story, "/api/parties?q=jane%20DOE&limit=5")
    assert [one["name"] for one in found.get_json()["parties"]] == ["Jane Doe"]
    assert nobody.get_json()["parties"] == []


@pytest.mark.parametrize("body", [{}, {"q": ""}, {"q": "a" * 501}, {"q": "a", "limit": 5}])
def test_parties__searched_with_no_fitting_words__refused(story: Caller, body: Any) -> None:
    answer = story.post("/api/parties/search", body)

    assert (answer.status_code, answer.get_json()["code"]) == (422, "input.invalid")
