"""What is corrected or taken back, on the pages: as it was posted, and what it says now."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.api.conftest import Caller, read
from tests.web.conftest import Visitor
from tests.web.test_posting import FormPage

NUMBER = "\N{NUMERO SIGN}"


def corrected(reader: Visitor) -> str:
    """Correct a plea, with a reason; return what is said once that is recorded."""
    form = FormPage(reader, "/events/plea/correct")
    form.preview(**{"data.plea": "no_contest", "correction.reason": "Misread the minutes"})
    return form.record()


def test_log__of_a_corrected_event__has_it_as_posted_and_what_it_says_now(
    reader: Visitor, story: Caller
) -> None:
    corrected(reader)
    head = story.head()
    log = reader.reads("/log")
    posted, _, now = log.partition(f"{NUMBER} 5 On charge Fraud against Jane Doe, pleaded ")[
        2
    ].partition(" Now ")
    assert posted.startswith("not guilty March 2023")
    assert now.startswith(
        "On charge Fraud against Jane Doe, pleaded no contest, March 2023 "
        f"(corrected by {NUMBER} {head}"
    )
    assert "pleaded not guilty" in reader.reads("/")


def test_log__of_what_reads_as_before__names_what_corrects_it(reader: Visitor) -> None:
    form = FormPage(reader, "/events/plea/correct")
    form.send("record", 303, **{"source.kind": "minute"})
    log = reader.reads("/log")
    assert re.search(f"recorded by paralegal, [^{NUMBER}]+ corrected by {NUMBER} ", log)
    assert " Now On charge" not in log


def test_correction__on_its_own_page__says_what_it_corrects_and_why(
    reader: Visitor, story: Caller
) -> None:
    said = corrected(reader)
    assert "Correct this" not in said
    assert "What it corrects" in said
    correction = read(story, "/api/events?newest=true&limit=1")["events"][0]
    answer = reader.get(f"/events/{correction['event_id']}")
    page, said = answer.get_data(as_text=True), reader.reads(f"/events/{correction['event_id']}")
    assert 'href="/events/plea"' in page
    assert "Plea Pleaded not guilty → becomes Pleaded no contest" in said
    assert "Because Misread the minutes" in said
    assert "no_contest" not in page
    assert f'href="/matters/m-1?known_at=@{correction["position"] - 1}"' in page


def test_retraction__on_its_own_page__says_what_it_takes_back(
    reader: Visitor, story: Caller
) -> None:
    form = FormPage(reader, "/post/event.retracted?matter=m-1&data.target=plea")
    form.preview(**{"data.reason": "duplicate", "data.explanation": "Entered twice"})
    form.record()
    retraction = read(story, "/api/events?newest=true&limit=1")["events"][0]
    said = reader.reads(f"/events/{retraction['event_id']}")
    assert f"What it takes back {NUMBER} 5 Retracted On charge Fraud" in said
    assert re.search("Because [^:]*: Entered twice", said)


def test_correction__of_one_that_was_corrected_before__says_what_stood_right_before_it(
    reader: Visitor, story: Caller
) -> None:
    corrected(reader)
    form = FormPage(reader, "/events/plea/correct")
    form.send("record", 303, **{"data.plea": "guilty"})
    correction = read(story, "/api/events?newest=true&limit=1")["events"][0]
    said = reader.reads(f"/events/{correction['event_id']}")
    assert "Plea Pleaded no contest → becomes Pleaded guilty" in said


@pytest.mark.parametrize(
    ("typed", "said_of_it"), [("March 7", "“March 7”, typed on"), ("2023-03-07", "")]
)
def test_event__whose_typed_day_is_corrected__says_how_that_one_was_read(
    reader: Visitor, typed: str, said_of_it: str
) -> None:
    form = FormPage(reader, "/post/note.recorded?matter=m-1")
    form.send("record", 303, effective="March 6 2023", **{"data.text": "She called."})
    note = re.findall(r'href="(/events/[^"/]+)"', reader.get("/log").get_data(as_text=True))[0]
    FormPage(reader, f"{note}/correct").send("record", 303, effective=typed)
    said = reader.reads(note)
    assert "When 7 March 2023" in said
    assert said_of_it in said
    assert "6 March" not in said.partition("What amends it")[0]


def test_correction__of_a_day__is_short_and_says_on_which_days_it_makes_a_difference(
    reader: Visitor, story: Caller
) -> None:
    form = FormPage(reader, "/post/charge.dismissed?matter=m-1&item=count-1")
    dismissed = {"data.by": "prosecution", "data.prejudice": "without"}
    form.send("record", 303, effective="May 4 2023", **dismissed)
    page = reader.get("/log").get_data(as_text=True)
    number, position = re.findall(r'href="(/events/[^"/]+)"', page)[0], story.head()
    form = FormPage(reader, f"{number}/correct")
    said = form.preview(effective="May 6", **{"correction.reason": "Misread the stamp"})
    assert "still Dismissed without prejudice (refilable). On 4 and 5 May 2023: Dismissed" in said
    assert "becomes Pleaded not guilty" in said
    said = form.record()
    short = f"{NUMBER} {position} corrected: 4 May 2023 → 6 May 2023, because Misread the stamp"
    assert short in said
    assert short in reader.reads(f"/events/{last(story)['event_id']}")
    before = f"/parties/doe?as_of=2023-05-05&known_at=@{last(story)['position'] - 1}"
    assert (
        f"{NUMBER} {position}; {NUMBER} {last(story)['position']} says: date now 6 May 2023; "
        "because: Misread the stamp."
    ) in reader.reads(before)
    assert "typed on" not in reader.reads("/log").partition("Charge dismissed")[2][:300]


def last(story: Caller) -> dict[str, Any]:
    """Return the last event of the log."""
    found: dict[str, Any] = read(story, "/api/events?newest=true&limit=1")["events"][0]
    return found
