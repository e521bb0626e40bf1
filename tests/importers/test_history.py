"""The history file: what a line means, and where an error in one is told."""

import io
import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from casefile.canonical import MAX_BYTES
from casefile.errors import CasefileError, Malformed, Refused, TooLarge
from casefile.event import instant_text
from casefile.importers.history import History, read_history
from tests.histories import Office

UTC = ZoneInfo("UTC")
OPENED = {
    "matter_id": "m2",
    "type": "matter.opened",
    "effective": "2023-01-02",
    "data": {"title": "State v. Roe", "category": "criminal", "jurisdiction": "US-NM"},
}


def note(text: str, **more: Any) -> dict[str, Any]:
    return {
        "matter_id": "m2",
        "type": "note.recorded",
        "effective": "2023-01-03",
        "data": {"text": text},
        **more,
    }


def read(*lines: dict[str, Any] | str | bytes) -> History:
    raw = (
        line
        if isinstance(line, bytes)
        else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    )
    return read_history("history", io.BytesIO(b"\n".join(raw)))


def record(office: Office, history: History, **how: Any) -> list[bool]:
    """Record a history; return for each event whether it was there already."""
    with history.located():
        receipt = office.recorder.record(history.drafts, by="tester", **how)
    return [entry.already for entry in receipt.entries]


def test_read__comments_and_empty_lines__are_left_out() -> None:
    history = read("# one", note("a"), "", "   ", "  # two", note("b"))
    assert [line.where for line in history.lines] == ["history, line 2", "history, line 6"]


def test_read__windows_line_ends_and_byte_order_mark__are_no_error() -> None:
    history = read(b"\xef\xbb\xbf# one\r", json.dumps(note("a")) + "\r")
    assert [draft.data for draft in history.drafts] == [{"text": "a"}]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "input.not_json"),
        (b'{"a": "\xe9"}', "input.not_json"),
        ('{"a": 1, "a": 2}', "input.duplicate_key"),
        ('{"a": 1.5}', "input.float"),
        ('{"a": ' + "9" * 5_000 + "}", "input.number"),
        ("[" * 100_000, "input.too_deep"),
        ('{"a": "\\u0000"}', "input.control_character"),
        ("[1]", "event.invalid"),
        ("{}", "event.invalid"),
        (json.dumps(note("a", position=3)), "event.invalid"),
        (json.dumps(note("a", recorded_by="me")), "event.invalid"),
        (json.dumps(note("a", event_id="no spaces")), "event.invalid"),
    ],
)
def test_read__bad_line__is_named_with_its_number(line: str | bytes, code: str) -> None:
    with pytest.raises(CasefileError) as caught:
        read("# one", note("a"), line)
    assert caught.value.code == code
    assert caught.value.sentence.startswith("history, line 3: ")


def test_read__another_encoding__is_told_by_name() -> None:
    with pytest.raises(Malformed, match=r"^history is written in UTF-16; save it as UTF-8\."):
        read_history("history", io.BytesIO(json.dumps(note("a")).encode("utf-16")))


def test_read__line_over_the_limit__is_refused_before_it_is_read_whole() -> None:
    with pytest.raises(TooLarge, match="history, line 2"):
        read("# one", note("x" * MAX_BYTES))


def test_ids__of_lines_without_one__follow_from_their_content_alone() -> None:
    first, second = read(note("a", recorded_at="2023-01-04")), read(note("b"), note("a"))
    assert first.drafts[0].event_id == second.drafts[1].event_id
    other_order = json.dumps(dict(reversed(note("a").items())))
    assert read(other_order).drafts[0].event_id == first.drafts[0].event_id


def test_ids__of_identical_lines__differ_by_their_ordinal() -> None:
    twice = read(note("a"), note("b"), note("a"))
    ids = [draft.event_id for draft in twice.drafts]
    assert len(set(ids)) == 3
    assert ids[0] == read(note("a")).drafts[0].event_id


def test_ids__never_change() -> None:
    assert read(note("a")).drafts[0].event_id == "f3ff6114-7863-5a4d-bc51-1a6799983f3f"


def test_load__same_file_again__adds_nothing(office: Office) -> None:
    history = read(OPENED, note("a"), note("a"), note("b", event_id="b"))
    assert record(office, history) == [False] * 4
    before = office.everything()
    assert record(office, history) == [True] * 4
    assert office.everything() == before


def test_load__line_put_in_between__adds_one_event(office: Office) -> None:
    record(office, read(OPENED, note("a"), note("b")))
    position = office.position
    between = read(OPENED, note("a"), note("c"), note("b"))
    assert record(office, between) == [True, True, False, True]
    assert office.position == position + 1


def test_load__events_in_any_order__are_judged_as_a_whole(office: Office) -> None:
    assert record(office, read(note("a"), OPENED)) == [False, False]


def test_load__one_line_refused__records_nothing_and_names_the_line(office: Office) -> None:
    before = office.everything()
    history = read(OPENED, "# a verdict without a trial", note("a"), note("b", matter_id="m9"))
    with pytest.raises(Refused, match="history, line 4: There is no matter m9"):
        record(office, history)
    assert office.everything() == before


def test_load__without_as_recorded__ignores_when_a_line_was_recorded(office: Office) -> None:
    record(office, read(OPENED | {"recorded_at": "no date at all"}))
    recorded_at = office.everything()["events"][-1][5]
    assert recorded_at.startswith(office.today)


def test_instants__of_days_and_instants__are_those_of_the_zone() -> None:
    history = read(
        note("a", recorded_at="2023-04-20"), note("b", recorded_at="2023-04-20T09:00:00-06:00")
    )
    instants = [instant_text(one) for one in history.instants(ZoneInfo("America/Denver"))]
    assert instants == ["2023-04-20T06:00:00.000000Z", "2023-04-20T15:00:00.000000Z"]


@pytest.mark.parametrize(
    ("recorded_at", "code"),
    [
        (None, "recorded_at.missing"),
        (20230420, "recorded_at.invalid"),
        ("2023-02-30", "recorded_at.invalid"),
        ("2023-W16-4", "recorded_at.invalid"),
        ("2023-04-20T09:00:00", "recorded_at.invalid"),
    ],
)
def test_instants__that_cannot_be_read__are_refused_with_the_line(
    recorded_at: Any, code: str
) -> None:
    history = read(note("a", recorded_at="2023-04-20"), note("b", recorded_at=recorded_at))
    with pytest.raises(Malformed, match="history, line 2: ") as caught:
        history.instants(UTC)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("recorded_at", "code"),
    [("2023-02-01", "recorded_at.backwards"), ("2024-01-01", "recorded_at.ahead")],
)
def test_load__as_recorded_back_or_ahead__is_refused_with_the_line(
    database_url: str, recorded_at: str, code: str
) -> None:
    office = Office(database_url)
    history = read(OPENED | {"recorded_at": "2023-02-02"}, note("a", recorded_at=recorded_at))
    with pytest.raises(Refused, match="history, line 2: ") as caught:
        record(office, history, recorded_us=history.instants(UTC))
    assert caught.value.code == code
    assert office.position == 0
    office.database.close()


def test_load__as_recorded__keeps_when_each_line_was_recorded(database_url: str) -> None:
    office = Office(database_url)
    history = read(
        OPENED | {"recorded_at": "2023-02-02"},
        note("a", recorded_at="2023-02-02"),
        note("b", recorded_at="2023-02-03T10:00:00Z"),
    )
    instants = history.instants(UTC)
    record(office, history, recorded_us=instants)
    assert record(office, history, recorded_us=instants) == [True] * 3
    assert [row[5] for row in office.everything()["events"]] == [
        "2023-02-02T00:00:00.000000Z",
        "2023-02-02T00:00:00.000000Z",
        "2023-02-03T10:00:00.000000Z",
    ]
    office.database.close()


def test_history__lines_that_say_when_they_were_received__are_recorded_so(office: Office) -> None:
    office.today = "2023-04-20"
    record(office, read(OPENED, note("a", received="2023-04-12")))
    assert office.everything()["events"][-1][6].count('"received":"2023-04-12"') == 1


@pytest.mark.parametrize("as_recorded", [False, True])
def test_history__received_after_it_was_recorded__refused_at_its_line(
    office: Office, as_recorded: bool
) -> None:
    office.today = "2024-01-01"
    recorded = "2023-12-31T13:00:00Z" if as_recorded else None
    late = "2024-01-01" if as_recorded else "2024-01-02"
    lines = [{**one, "recorded_at": recorded} for one in (OPENED, note("a", received=late))]
    history = read(*lines)
    how = {"recorded_us": history.instants(UTC)} if as_recorded else {}
    with pytest.raises(Refused, match="history, line 2") as caught:
        record(office, history, **how)
    assert caught.value.code == "received.after_recorded"
