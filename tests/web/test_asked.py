"""What a form asks about a day and an hour, and what it takes without asking."""

from __future__ import annotations

import re

from tests.api.conftest import Caller
from tests.web.conftest import Visitor, words
from tests.web.test_posting import FormPage, events

SETTING = "/post/hearing.scheduled?matter=m-1"
SET = {"effective": "2023-04-21", "data.kind": "trial", "data.hearing_id": "h-9"}


def test_hour__of_a_hearing__is_one_of_a_court(reader: Visitor, story: Caller) -> None:
    form = FormPage(reader, SETTING)
    said = form.preview(**SET, **{"data.at": "6/14/2023, 9:00"})
    assert "14 June 2023 at 9:00 am" in said
    form.record()
    assert events(story)[-1]["data"]["at"] == "2023-06-14T09:00"


def test_hour__of_a_hearing_that_was_held__is_one_of_a_court(reader: Visitor) -> None:
    form = FormPage(reader, "/post/hearing.held?matter=m-1")
    said = form.preview(**{"effective": "4/20/2023, 2:30", "data.kind": "trial"})
    assert "20 April 2023 at 2:30 pm" in said


def test_hour__that_a_court_may_sit_or_not__is_asked_with_the_hour_on_each_button(
    reader: Visitor,
) -> None:
    form = FormPage(reader, SETTING)
    answer = form.send("preview", 422, **SET, **{"data.at": "6/14/2023, 7:00"})
    page = answer.get_data(as_text=True)
    assert re.findall(r'value="fill data.at [^"]+">([^<]+)<', page) == [
        "Wednesday, 14 June 2023 at 7:00 am",
        "Wednesday, 14 June 2023 at 7:00 pm",
    ]
    assert "Write 14 June 2023 at 7:00 am or 14 June 2023 at 7:00 pm." in words(answer)
