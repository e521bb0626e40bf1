"""The page of a party: how it stands, as of a day, as known at a moment, and why."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import pytest

from casefile.answers.standing.turns import Turn
from casefile.web.slider import day_at, slider_of
from tests.api.conftest import Caller
from tests.web.conftest import Visitor

DISMISSAL = {
    "matter_id": "m-1",
    "type": "charge.dismissed",
    "effective": "2023-04-21",
    "data": {"item_id": "count-1", "by": "prosecution", "prejudice": "without"},
    "event_id": "dismissal",
}


def test_party__as_of_a_day__reads_as_the_answer_says(reader: Visitor) -> None:
    page = reader.reads("/parties/doe?as_of=2023-02-15")
    assert "Jane Doe Person · defendant in State v. Doe" in page
    assert "Criminal Charged" in page
    assert "Fraud" in page
    assert "Rests on № 4" in page


def test_party__of_which_more_is_possible__says_so(reader: Visitor) -> None:
    page = reader.reads("/parties/doe?as_of=2023-03-15")
    assert "Possibly pleaded not guilty. What would make it so is not certain on this day." in page
    assert "This much is certain." in page


def test_party__of_which_nothing_is_certain__says_that_and_no_more(reader: Visitor) -> None:
    page = reader.reads("/parties/doe?as_of=2023-01-15")
    assert "Nothing on record" in page
    assert "Possibly" not in page


RENAMED = {
    "matter_id": "m-1",
    "type": "party.changed",
    "effective": "2023-03-10",
    "data": {"party_id": "doe", "changes": {"name": "Jane Roe"}, "reason": "marriage"},
}


def test_party__who_took_another_name__is_told_by_that_of_the_day_and_by_both(
    reader: Visitor, paralegal: Caller
) -> None:
    paralegal.post("/api/events", {"events": [RENAMED]})
    before, after = "?as_of=2023-03-09", "?as_of=2023-03-10"
    now = "Jane Doe Person, now Jane Roe (since 10 March 2023) · defendant"
    assert now in reader.reads(f"/parties/doe{before}")
    formerly = "Jane Roe Person, formerly Jane Doe (until 10 March 2023) · defendant"
    assert formerly in reader.reads(f"/parties/doe{after}")
    assert "Jane Doe, now Jane Roe (since" in reader.reads(f"/matters/m-1{before}")
    assert "Jane Roe, formerly Jane Doe (until" in reader.reads(f"/matters/m-1{after}")
    for path in ("/parties?words=doe", "/find?q=doe"):
        assert "formerly Jane Doe (until 10 March 2023)" in reader.reads(path)


def test_difference__of_what_is_known_since__is_said_in_words(
    reader: Visitor, paralegal: Caller
) -> None:
    paralegal.post("/api/events", {"events": [DISMISSAL]})
    page = reader.reads("/parties/doe?as_of=2023-05-01&known_at=@6")
    assert "As the office knew it at № 6" in page
    assert "Fraud: as known then, pleaded not guilty; as known now, dismissed without" in page
    assert (
        "the office did not yet know: Charge Fraud against Jane Doe dismissed by the prosecution"
        in page
    )
    assert "№ 7" in page
    assert page.count("the office did not yet know") == 1
    before = reader.reads("/parties/doe?as_of=2023-04-20&known_at=@6")
    assert "Nothing that was recorded later changes how things stood on 20 April 2023." in before


def test_difference__of_what_was_retracted_since__names_what_was_given_up(
    reader: Visitor, paralegal: Caller
) -> None:
    retraction = {
        "matter_id": "m-1",
        "type": "event.retracted",
        "effective": "2023-05-02",
        "data": {"target": "plea", "reason": "error"},
    }
    answer = paralegal.post("/api/events", {"events": [retraction]})
    assert answer.status_code == 201, answer.get_json()
    page = reader.reads("/parties/doe?as_of=2023-05-01&known_at=@6")
    assert "as known then, pleaded not guilty; as known now, charged" in page
    assert "which has been retracted since" in page


@pytest.mark.parametrize("typed", ["6", "#6", "No. 6", "number 6", "\N{NUMERO SIGN} 6"])
def test_known__at_a_number__is_typed_as_the_pages_write_it(reader: Visitor, typed: str) -> None:
    asked = {"as_of": "2023-04-20", "known_at": typed}
    answer = reader.get(f"/parties/doe?{urlencode(asked)}", status=303)
    assert answer.location == "/parties/doe?as_of=2023-04-20&known_at=@6"


def test_known__before_a_number__is_what_was_known_at_the_one_before_it(reader: Visitor) -> None:
    asked = {"as_of": "2023-04-20", "known_at": "before \N{NUMERO SIGN} 5"}
    answer = reader.get(f"/parties/doe?{urlencode(asked)}", status=303)
    assert answer.location == "/parties/doe?as_of=2023-04-20&known_at=@4"


@pytest.mark.parametrize("field", ["known_at", "beside"])
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("\N{NUMERO SIGN} 999", "There is no \N{NUMERO SIGN} 999 yet: the log ends at"),
        ("@999999999999999", "yet: the log ends at"),
        ("2199-01-01", "1 January 2199 is still to come: nothing is known then yet."),
    ],
)
def test_known__at_what_is_still_to_come__is_refused_beside_its_field(
    reader: Visitor, field: str, typed: str, told: str
) -> None:
    page = reader.reads(f"/parties/doe?{urlencode({field: typed})}", 422)
    assert told in page
    assert "Nothing is shown until it is clear" in page


def test_known__before_anything_was_recorded__is_said_in_words(reader: Visitor) -> None:
    for path in ("/parties/doe", "/matters/m-1"):
        page = reader.reads(f"{path}?known_at=2001-01-01")
        assert "as known before anything was recorded" in page
        assert "\N{NUMERO SIGN} 0" not in page
    assert "As the office knew it before anything was recorded" in reader.reads(
        "/matters/m-1?known_at=@0"
    )


@pytest.mark.parametrize("moments", ["known_at=@4&beside=@5", "known_at=@5&beside=@4"])
def test_difference__between_two_moments__says_what_was_learned_between_them(
    reader: Visitor, moments: str
) -> None:
    number = "\N{NUMERO SIGN}"
    page = reader.reads(f"/parties/doe?as_of=2023-05-01&{moments}")
    assert f"As the office knew it at {number} 4, and at {number} 5" in page
    assert f"as known at {number} 4, charged; as known at {number} 5, pleaded not guilty" in page
    assert f"At {number} 4 the office did not yet know: On charge Fraud" in page
    nothing = reader.reads("/parties/doe?as_of=2023-02-15&known_at=@4&beside=@5")
    assert "Nothing that was recorded between the two changes how things stood" in nothing


def test_party__known_before_it_was_heard_of__says_so(reader: Visitor) -> None:
    page = reader.reads("/parties/doe?as_of=2023-02-15&known_at=@2")
    assert "Not known to the office then" in page
    assert "as known then, nothing; as known now, charged" in page


def test_turns__of_a_party__are_links_to_days(reader: Visitor) -> None:
    page = reader.get("/parties/doe?as_of=2023-02-15").get_data(as_text=True)
    assert 'href="/parties/doe?as_of=2023-02-01"' in page
    assert 'id="turn-after" href="/parties/doe?as_of=2023-03-01"' in page
    assert "31 March 2023: On charge Fraud against Jane Doe, pleaded not guilty" in page


def test_slide__sent_by_its_form__leads_to_the_day(reader: Visitor) -> None:
    answer = reader.get("/parties/doe?from=2023-01-18&slide=14&known_at=@6", 303)
    assert answer.location == "/parties/doe?known_at=@6&as_of=2023-02-01"


@pytest.mark.parametrize("place", ["", "-1", "x", "99999999", "9999999"])
def test_day_at__what_no_form_sends__is_none(place: str) -> None:
    assert day_at("2023-01-18", place) is None


def test_slider__of_many_turns__has_marks_that_can_be_told_apart() -> None:
    days = [date.fromordinal(date(2000, 1, 1).toordinal() + 2 * number) for number in range(4_000)]
    turns = [Turn(day=one.isoformat(), certain=True, states=("charged",)) for one in days]
    slider = slider_of(turns, days[2_000])
    assert slider
    assert len(slider.marks) <= 250
    assert len(slider.near) == 25
    assert (slider.earlier, slider.later) == (2_000 - 12, 1_999 - 12)
    assert slider_of((), days[0]) is None


def test_why__of_a_charge__lists_each_event_with_its_source(reader: Visitor) -> None:
    page = reader.reads("/parties/doe/why/m-1/count-1?as_of=2023-05-01")
    assert "Why: Fraud Pleaded not guilty" in page
    assert "This rests on 2 events, in their order:" in page
    assert "№ 4 Charge filed against Jane Doe: Fraud" in page
    assert "recorded by paralegal" in page
    reader.get("/parties/doe/why/m-1/nothing", 404)


def test_stance__of_a_client__names_the_matter(reader: Visitor, paralegal: Caller) -> None:
    opening = {"title": "Roe v. Doe", "category": "civil", "jurisdiction": "US-NM", "for": "roe"}
    roe = {"party_id": "roe", "name": "Richard Roe", "kind": "person", "role": "plaintiff"}
    common = {"matter_id": "m-2", "effective": "2023-02-01"}
    events = [
        {**common, "type": "matter.opened", "data": opening},
        {**common, "type": "party.added", "data": roe},
    ]
    answer = paralegal.post("/api/events", {"events": events})
    assert answer.status_code == 201, answer.get_json()
    assert "Our client in Roe v. Doe." in reader.reads("/parties/roe")
    assert "The office is there for Richard Roe." in reader.reads("/matters/m-2")
    estate = {"party_id": "est", "name": "Estate of Roe", "kind": "organization"}
    passed = {"from": "roe", "to": "est", "reason": "death"}
    events = [
        {**common, "type": "party.added", "data": {**estate, "role": "plaintiff"}},
        {**common, "type": "party.substituted", "data": passed},
    ]
    answer = paralegal.post("/api/events", {"events": events})
    assert answer.status_code == 201, answer.get_json()
    said = "The office is there for Richard Roe, in whose place Estate of Roe stands."
    assert said in reader.reads("/matters/m-2")
