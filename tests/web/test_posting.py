"""Posting by page: what is shown before it is saved, what is refused, and what records once."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from casefile.auth.roles import Role
from casefile.law.catalogue import posted_types
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyAdded
from casefile.web.forms import form_of
from casefile.web.widgets import makes_id
from tests.api.conftest import Caller, read
from tests.web.conftest import OWN, Enter, Visitor, words

DISMISSAL = "/post/charge.dismissed?matter=m-1&item=count-1"
SCRIPT = "</textarea><script>alert(1)</script>"
HOSTILE = {"data.statute": SCRIPT, "source.quote": SCRIPT}
DISMISSED = {
    "effective": "2023-04-21",
    "data.by": "prosecution",
    "data.prejudice": "without",
    "source.kind": "filing",
    "source.document": "Notice of dismissal",
}


class FormPage:
    """A form that somebody has open: its address, what stands in its fields, and its answers."""

    def __init__(self, visitor: Visitor, path: str) -> None:
        self.visitor = visitor
        answer = visitor.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, words(answer)
        self.path = answer.request.full_path
        self.page = answer.get_data(as_text=True)
        self.texts = MultiDict(fields_of(self.page))

    def fill(self, **texts: Any) -> None:
        for name, text in texts.items():
            self.texts.setlist(name, text if isinstance(text, list) else [text])

    def send(self, do: str, status: int, **texts: Any) -> TestResponse:
        self.fill(**texts)
        data = MultiDict([*self.texts.items(multi=True), ("do", do)])
        answer = self.visitor.client.post(self.path, data=data, headers=OWN)
        assert answer.status_code == status, words(answer)
        return answer

    def preview(self, do: str = "preview", **texts: Any) -> str:
        """See what it changes, and go on with what that page hides; return what it says."""
        answer = self.send(do, 200, **texts)
        hidden = fields_of(answer.get_data(as_text=True))
        self.texts = MultiDict(hidden)
        return words(answer)

    def record(self, **texts: Any) -> str:
        """Record it; return what the page says to which one is sent."""
        answer = self.send("record", 303, **texts)
        return self.visitor.reads(answer.location)


class Fields(HTMLParser):
    """What a browser sends of the last form of a page that posts."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self._open: tuple[str, str | None] | None = None  # the name and the text of what is open
        self._chosen = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        has = dict(attrs)
        if tag == "form" and has.get("method") == "post":
            self.sent = []
        elif tag == "input" and "name" in has:
            if has.get("type") != "checkbox" or "checked" in has:
                self.sent.append((has["name"], has.get("value", "")))
        elif tag in ("textarea", "select"):
            self._chosen = tag == "textarea"
            self._open = (has["name"], "" if self._chosen else None)
        elif tag == "option" and self._open and not self._chosen:
            self._chosen = "selected" in has
            if self._chosen or self._open[1] is None:
                self._open = (self._open[0], has["value"])

    def handle_data(self, data: str) -> None:
        if self._open and self._chosen and self.lasttag == "textarea":
            self._open = (self._open[0], (self._open[1] or "") + data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "select") and self._open:
            name, text = self._open
            self.sent.append((name, (text or "").removeprefix("\n")))
            self._open = None


def fields_of(page: str) -> list[tuple[str, str]]:
    """Return what a browser sends of the form of a page."""
    parser = Fields()
    parser.feed(page)
    return parser.sent


def events(story: Caller) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(story, "/api/matters/m-1/events")["events"]
    return found


def test_dismissal__filled_in__shows_its_effect_before_it_is_recorded(
    reader: Visitor, story: Caller
) -> None:
    before = story.head()
    form = FormPage(reader, DISMISSAL)
    said = form.preview(**DISMISSED)
    assert "not recorded yet" in said
    assert "When 21 April 2023" in said
    assert "Jane Doe, Fraud: Pleaded not guilty" in said
    assert "becomes Dismissed without prejudice" in said
    assert "as of 21 April 2023" in said
    assert story.head() == before
    said = form.record()
    assert f"Recorded as № {before + 1}." in said
    assert "Pleaded not guilty → becomes Dismissed without prejudice" in said
    assert events(story)[-1]["source"] == {"document": "Notice of dismissal", "kind": "filing"}
    assert events(story)[-1]["recorded_by"] == "paralegal"


def test_day__typed_in_words__is_shown_as_it_was_understood_and_kept_as_typed(
    reader: Visitor, story: Caller
) -> None:
    form = FormPage(reader, DISMISSAL)
    said = form.preview(**{**DISMISSED, "effective": "the 21st of April 2023"})
    assert "When 21 April 2023" in said
    assert "as typed: “the 21st of April 2023”" in said
    form.record()
    last = events(story)[-1]
    assert last["effective"] == "2023-04-21"
    assert last["as_written"] == "the 21st of April 2023"


def test_day__counted_from_today__stays_the_day_that_was_shown(
    reader: Visitor, story: Caller
) -> None:
    form = FormPage(reader, "/post/note.recorded?matter=m-1")
    form.preview(effective="yesterday", **{"data.text": "She called."})
    form.fill(typed_on="2023-06-02")  # as if it had been looked over for long
    form.record()
    last = events(story)[-1]
    assert last["effective"] == "2023-06-01"
    assert last["resolution"] == "typed on 2 June 2023, and read as 1 June 2023"


def test_day__that_can_mean_two__is_asked_beside_its_field(reader: Visitor) -> None:
    form = FormPage(reader, DISMISSAL)
    answer = form.send("preview", 422, **{**DISMISSED, "effective": "3/4/23"})
    assert "When:" in words(answer)
    choices = re.findall(r'name="do" value="(fill effective [^"]+)"', answer.get_data(as_text=True))
    assert choices == ["fill effective 2023-03-04", "fill effective 2023-04-03"]
    assert "Monday, 3 April 2023" in words(answer)
    assert "3 April 2023" in words(form.send(choices[1], 200))


def test_form__sent_twice_or_in_a_second_tab__records_once(reader: Visitor, story: Caller) -> None:
    form = FormPage(reader, DISMISSAL)
    form.fill(**DISMISSED)
    first, second = form.send("record", 303), form.send("record", 303)
    assert first.location == second.location
    tab = FormPage.__new__(FormPage)
    tab.__dict__.update(form.__dict__)
    assert tab.send("preview", 303).location == first.location
    assert [one["type"] for one in events(story)].count("charge.dismissed") == 1


def test_form__changed_after_it_has_recorded__says_so_and_offers_a_new_one(
    reader: Visitor, story: Caller
) -> None:
    form = FormPage(reader, DISMISSAL)
    form.send("record", 303, **DISMISSED)
    before = story.head()
    answer = form.send("record", 409, **{"data.prejudice": "with"})
    assert f"№ {before} Charge Fraud against Jane Doe dismissed" in words(answer)
    assert "What you have typed since was not recorded." in words(answer)
    assert story.head() == before
    page = answer.get_data(as_text=True)
    new = unescape(re.findall(r'<form method="post" action="([^"]+)"', page)[-1])
    old = form.path
    assert new != old
    form.path, form.texts = new, MultiDict(fields_of(page))
    answer = form.send("change", 200)
    assert '<option value="with" selected>' in answer.get_data(as_text=True)
    assert "In the way" in words(form.send("preview", 422))
    answer = reader.client.get(old)
    assert "It records once, however often it is sent." in words(answer)


def test_form__with_fields_missing__says_so_beside_them_and_keeps_what_was_typed(
    reader: Visitor, story: Caller
) -> None:
    before = story.head()
    form = FormPage(reader, "/post/charge.filed?matter=m-1")
    wrong = {"effective": "soon", "data.count_no": "two", "data.degree": " <b>third "}
    answer = form.send("record", 422, **wrong, **HOSTILE, **{"data.party_id": ""})
    page = answer.get_data(as_text=True)
    assert "<title>Error: Charge filed" in page
    assert 'role="alert" tabindex="-1" data-focus' in page
    for field, sentence in {
        "effective": "When: &#39;soon&#39; cannot be read as a date",
        "data.count_no": "Count number: it must be a whole number",
        "data.party_id": "Party: it is missing.",
        "data.offense": "Offense: it is missing.",
    }.items():
        assert f'<a href="#field-{field}">{sentence}' in page
        assert f'id="wrong-{field}"' in page
        assert f'id="field-{field}"' in page
    assert 'value="soon"' in page
    assert 'value="two"' in page
    assert "&lt;b&gt;third" in page
    assert "<b>third" not in page
    assert "<script>alert" not in page
    assert form.send("change", 200).get_data(as_text=True).count("&lt;script&gt;alert") == 2
    assert story.head() == before


def test_form__of_any_type_left_empty__refuses_what_the_api_refuses(
    reader: Visitor, story: Caller
) -> None:
    for tag, _ in posted_types():
        form = FormPage(reader, f"/post/{tag}?matter=m-1")
        for name in [one for one in form.texts if one != "form_token"]:
            form.texts.poplist(name)
        body = {"type": tag, "data": {}, "matter_id": "m-1"}
        answer = story.post("/api/events", {"events": [body]}).get_json()
        given = {f"data.{one.name}" for one in form_of(tag).data.fields if makes_id(one)}
        if tag == MatterOpened.tag:
            given.add("effective")  # which is today, where nobody says when
        if tag == PartyAdded.tag:
            given.add("effective")  # since when is left open
        wanted = {one["field"].removeprefix("events[0].") for one in answer["errors"]} - given
        page = form.send("record", 422).get_data(as_text=True)
        assert set(re.findall(r'<a href="#field-([^"]+)">', page)) == wanted, tag
        for field in wanted:
            assert f'id="field-{field}"' in page, tag


def test_refusal__of_an_item_that_stands_otherwise__names_the_event_in_the_way(
    reader: Visitor, story: Caller
) -> None:
    before = story.head()
    form = FormPage(reader, "/post/charge.verdict_returned?matter=m-1&item=count-1")
    answer = form.send("preview", 422, effective="2023-04-21", **{"data.verdict": "guilty"})
    page, said = answer.get_data(as_text=True), words(answer)
    assert '<a href="#field-data.item_id">Charge verdict returned of 21 April' in page
    assert '<a class="number" href="/events/plea">' in page
    assert "An attorney can have it recorded all the same" in said
    assert 'name="override.reason"' not in page
    forged = {"override.reason": "So it was", "override.authority": "Nobody"}
    assert "This needs the role attorney" not in said
    assert "An override needs the role attorney" in words(form.send("record", 403, **forged))
    assert story.head() == before


def test_refusal__that_tells_what_is_missing__leads_to_its_form_filled_in(
    reader: Visitor,
) -> None:
    form = FormPage(reader, "/post/charge.verdict_returned?matter=m-1&item=count-1")
    answer = form.send("preview", 422, effective="2023-04-21", **{"data.verdict": "guilty"})
    page = answer.get_data(as_text=True)
    assert "If the trial was commenced, record that first: Charge trial" in words(answer)
    (address,) = re.findall(r'class="next-step">[^<]*<a href="([^"]+)"', page)
    first = FormPage(reader, unescape(address))
    assert first.path.startswith("/post/charge.trial_commenced?matter=m-1&")
    assert first.texts["data.item_id"] == "count-1"


def test_recorded__what_it_proposes__is_a_form_filled_in_until_that_is_done(
    reader: Visitor, story: Caller
) -> None:
    form = FormPage(reader, DISMISSAL)
    assert "it is asked whether that is next" in form.preview(**DISMISSED)
    recorded = form.send("record", 303).location
    page = reader.get(recorded).get_data(as_text=True)
    assert "stays on the calendar, though Fraud" in reader.reads(recorded)
    (address,) = re.findall(r'href="(/post/hearing.cancelled[^"]*)"', page)
    following = FormPage(reader, unescape(address))
    assert following.texts["data.hearing_id"] == "h-1"
    following.preview(effective="2023-04-21")
    following.record()
    assert events(story)[-1]["type"] == "hearing.cancelled"
    assert "What may be next" not in reader.reads(recorded)


def test_refusal__of_what_cannot_follow__says_on_what_it_follows(reader: Visitor) -> None:
    form = FormPage(reader, "/post/charge.deferral_ended?matter=m-1&item=count-1")
    said = words(form.send("preview", 422, effective="2023-04-21", **{"data.result": "completed"}))
    assert "Charge deferral ended of 21 April 2023: Fraud against Jane Doe is pleaded" in said
    assert "This follows on “deferred”" in said
    assert "lifecycle" not in said


def test_refusal__overridden_by_an_attorney_with_a_reason__is_recorded(
    enter: Enter, story: Caller
) -> None:
    form = FormPage(enter(Role.ATTORNEY), "/post/charge.verdict_returned?matter=m-1&item=count-1")
    answer = form.send("preview", 422, effective="2023-04-21", **{"data.verdict": "guilty"})
    assert "Record it all the same" in words(answer)
    form.texts = MultiDict(fields_of(answer.get_data(as_text=True)))
    answer = form.send("preview", 422, **{"override.reason": "The court did so."})
    assert "Override, on whose authority: it is missing." in words(answer)
    said = form.preview(**{"override.authority": "Minute order of April 21"})
    assert "The court did so. (Minute order of April 21)" in said
    form.record()
    assert events(story)[-1]["override"] == {
        "authority": "Minute order of April 21",
        "reason": "The court did so.",
    }


def test_override__where_nothing_is_refused__is_neither_offered_nor_kept(
    enter: Enter, story: Caller
) -> None:
    attorney = enter(Role.ATTORNEY)
    form = FormPage(attorney, "/post/charge.verdict_returned?matter=m-1&item=count-1")
    page = form.send("preview", 422, effective="2023-04-21", **{"data.verdict": "guilty"})
    form.texts = MultiDict(fields_of(page.get_data(as_text=True)))
    typed = {"override.reason": "So it was.", "override.authority": "Ms Reyes"}
    page = form.send("preview", 422, effective="sometime", **typed)
    assert "Record it all the same" not in words(page)
    form = FormPage(attorney, DISMISSAL)
    assert "Override" not in form.preview(**DISMISSED, **typed)
    assert not [one for one in form.texts if one.startswith("override")]
    form.record(**typed)
    assert "override" not in events(story)[-1]


def test_choices__on_an_item__have_what_is_legal_now_and_why_the_rest_is_not(
    reader: Visitor,
) -> None:
    answer = reader.get("/post?matter=m-1&item=count-1")
    page, said = answer.get_data(as_text=True), words(answer)
    legal, _, others = page.partition("Not as it stands now")
    assert "/post/charge.dismissed?matter=m-1&amp;item=count-1" in legal
    assert "/post/charge.verdict_returned?" in others
    assert "/post/charge.verdict_returned?" not in legal
    assert "Verdict returned There is no trial" in said
    assert "Appeal decided No appeal is pending that could be decided." in said
    assert "claim.settled" not in page
    reader.get("/post?matter=m-1&item=count-9", 404)


def test_choices__of_a_matter__begin_with_what_can_follow_on_its_charge(reader: Visitor) -> None:
    answer = reader.get("/post?matter=m-1")
    page, said = answer.get_data(as_text=True), words(answer)
    first, _, others = page.partition("Something else in the matter")
    assert "Fraud: pleaded not guilty" in said
    assert "/post/charge.dismissed?matter=m-1&amp;item=count-1" in first
    assert "/post/party.added?" in others
    assert "/post/party.added?" not in first


def test_choices__of_a_matter_with_several__list_each_with_how_it_stands(reader: Visitor) -> None:
    form = FormPage(reader, "/post/charge.filed?matter=m-1")
    form.preview(effective="2023-03-01", **{"data.party_id": "doe", "data.offense": "Theft"})
    form.record()
    said = reader.reads("/post?matter=m-1")
    assert "To a charge, claim or citation" in said
    assert "Fraud Jane Doe: pleaded not guilty" in said
    assert "Theft Jane Doe: charged" in said


def test_choices__of_a_party__lead_to_its_matter(reader: Visitor) -> None:
    answer = reader.client.get("/post?party=doe")
    assert answer.location == "/post?matter=m-1&party=doe"
    assert "Party added" in reader.reads(answer.location)
    assert "State v. Doe" in reader.reads("/post")


def test_form__of_an_auditor__is_not_shown(enter: Enter, story: Caller) -> None:
    del story
    auditor = enter(Role.AUDITOR)
    for path in ("/post?matter=m-1", DISMISSAL, "/events/plea/correct"):
        assert "This needs the role paralegal" in auditor.reads(path, 403)


def test_form__of_an_earlier_session__keeps_what_was_typed_and_records_nothing(
    reader: Visitor, story: Caller
) -> None:
    before = story.head()
    form = FormPage(reader, DISMISSAL)
    reader.post("/sign-out")
    assert "what you typed" in words(form.send("record", 401, **DISMISSED))
    reader.sign_in("paralegal")
    answer = form.send("record", 403)
    assert "This form is of an earlier session, so nothing was done." in words(answer)
    assert story.head() == before
    page = answer.get_data(as_text=True)
    assert "Notice of dismissal" in page
    form.texts = MultiDict(fields_of(page))
    assert "Recorded as" in form.record()


def test_party__with_the_name_of_another__is_warned_of_before_it_is_recorded(
    reader: Visitor, story: Caller
) -> None:
    before = story.head()
    form = FormPage(reader, "/post/party.added?matter=m-1")
    typed = {"data.name": "Jane Doe", "data.kind": "person", "data.role": "witness"}
    said = form.preview(effective="2023-03-01", **typed)
    assert "Is it one of these? Jane Doe defendant in State v. Doe" in said
    assert "Record as somebody new" in said
    assert "party.merged" not in said
    assert story.head() == before
    form.record()
    added = events(story)[-1]["data"]
    assert added["name"] == "Jane Doe"
    assert re.fullmatch("party-[0-9a-f]{8}", added["party_id"])


def test_new_items__without_an_id__are_called_by_what_they_are(
    reader: Visitor, story: Caller
) -> None:
    for new_id in ("theft", "theft-2"):
        form = FormPage(reader, "/post/charge.filed?matter=m-1")
        form.fill(effective="2023-03-01", **{"data.party_id": "doe", "data.offense": "Theft"})
        form.preview()
        form.record()
        assert events(story)[-1]["data"]["item_id"] == new_id


def test_matter__opened_by_page__gets_an_id_and_can_be_recorded_in(reader: Visitor) -> None:
    form = FormPage(reader, "/post/matter.opened")
    typed = {"data.title": "Roe v. <Wade>", "data.category": "civil", "data.jurisdiction": "US"}
    assert "Roe v. <Wade>" in form.preview(effective="2023-05-01", **typed)
    answer = form.send("record", 303)
    page = reader.get(answer.location).get_data(as_text=True)
    assert "Roe v. &lt;Wade&gt;" in page
    matter = re.findall(r'href="(/post\?matter=[^"]+)"', page)[0]
    assert "What happened?" in reader.reads(matter)


def test_mistake__corrected_from_its_event__reads_as_corrected(
    reader: Visitor, story: Caller
) -> None:
    form = FormPage(reader, "/events/plea/correct")
    assert form.texts["effective"] == "2023-03"
    assert form.texts["data.plea"] == "not_guilty"
    nothing = words(form.send("preview", 422))
    assert "Nothing is changed yet: what stands here is what is on record." in nothing
    said = form.preview(effective="2023-03-14", **{"data.plea": "no_contest"})
    assert "When March 2023 → becomes 14 March 2023" in said
    assert "Plea" in said
    assert "becomes Pleaded no contest" in said
    assert "Pleaded not guilty → becomes Pleaded no contest" in form.record()
    changes = events(story)[-1]["data"]
    assert changes == {
        "target": "plea",
        "changes": {"effective": "2023-03-14", "plea": "no_contest"},
    }


def test_correction__that_leaves_a_field_empty__takes_it_away(
    reader: Visitor, story: Caller
) -> None:
    form = FormPage(reader, "/events/filing/correct")
    form.send("record", 303, **{"data.count_no": "3", "source.kind": "docket"})
    form = FormPage(reader, "/events/filing/correct")
    assert form.texts["data.count_no"] == "3"
    form.send("record", 303, **{"data.count_no": "", "source.kind": "", "assertion": ""})
    assert events(story)[-1]["data"]["changes"] == {"count_no": None, "source": None}


def test_correction__of_an_event_with_everything__changes_only_what_was_changed(
    reader: Visitor, story: Caller
) -> None:
    everything: dict[str, Any] = {
        "type": "hearing.held",
        "event_id": "held",
        "effective": "2023-03-02",
        "asserted_by": "The clerk",
        "source": {"kind": "minute", "document": "Minutes", "date": "2023-03"},
        "links": {"after": ["filing"], "resolves": ["plea"]},
        "data": {"kind": "trial", "hearing_id": "h-1", "source_label": {"kind": "Bench trial"}},
    }
    body = {"events": [{**everything, "matter_id": "m-1"}]}
    assert story.post("/api/events", body).status_code == 201
    form = FormPage(reader, "/events/held/correct")
    assert "Nothing is changed yet" in words(form.send("preview", 422))
    form.send("record", 303, **{"source.locator": "page 2"})
    changes = events(story)[-1]["data"]["changes"]
    assert changes == {"source": {**everything["source"], "locator": "page 2"}}


def test_correction__that_cannot_be_read__is_refused_beside_its_field(reader: Visitor) -> None:
    form = FormPage(reader, "/events/filing/correct")
    answer = form.send("preview", 422, **{"data.offense": "", "data.item_id": "count-2"})
    assert "Offense: it is missing." in words(answer)
    answer = form.send("preview", 422, **{"data.offense": "Fraud", "data.item_id": "count-2"})
    assert "cannot change which matter, party or item" in words(answer)


def test_event__retracted_from_its_page__is_taken_back(reader: Visitor, story: Caller) -> None:
    form = FormPage(reader, "/post/event.retracted?matter=m-1&data.target=plea")
    assert form.texts["data.target"] == "plea"
    said = form.preview(**{"data.reason": "duplicate"})
    assert "Pleaded not guilty → becomes Charged" in said
    form.record()
    assert read(story, "/api/events/plea")["stands"] is False


def test_same_fact__of_another_source__stands_beside_it_as_reported(
    reader: Visitor, story: Caller
) -> None:
    form = FormPage(reader, "/post/charge.plea_entered?matter=m-1&like=plea")
    assert form.texts["data.plea"] == "not_guilty"
    said = form.preview(**{"source.kind": "news", "source.document": "The Taos News"})
    assert "Reported: not itself the record" in said
    form.record()
    last = events(story)[-1]
    assert (last["assertion"], last["links"]) == ("reported", {"duplicates": "plea"})


def test_newspaper__on_a_page__says_what_it_reports(reader: Visitor, story: Caller) -> None:
    form = FormPage(reader, "/post/charge.dismissed?matter=m-1&item=count-1")
    told = {"effective": "2023-04-21", "source.kind": "news", "source.document": "The Taos News"}
    assert "Reported: not itself the record" in form.preview(**told)
    form.record()
    assert events(story)[-1]["assertion"] == "reported"
    form = FormPage(reader, "/post/charge.dismissed?matter=m-1&item=count-1")
    assert "Reported" not in form.preview(**told, assertion="occurred")


def test_rows__are_added_by_a_button_and_left_out_where_empty(reader: Visitor) -> None:
    form = FormPage(reader, "/post/sentence.imposed?matter=m-1&item=count-1")
    first, second = "data.components[0]", "data.components[2]"
    typed = {f"{first}.kind": "probation", f"{first}.term": "6 months"}
    more = re.findall('name="do" value="(more data.components [0-9]+)"', form.page)
    empty = form.send(more[0], 422)
    assert "Part 1 is still empty: another one comes once" in words(empty)
    assert 'id="wrong-data.components[0]"' in empty.get_data(as_text=True)
    page = form.send(more[0], 200, **typed).get_data(as_text=True)
    assert re.search(r'id="field-data.components\[1\]" tabindex="-1" data-focus', page)
    assert 'name="data.components[1].kind"' in page
    assert "<legend>Part 2</legend>" in page
    form.fill(**{f"{second}.kind": "fine", f"{second}.amount": "1,000 lire"})
    answer = form.send("preview", 422, effective="2023-04-21")
    assert "What it consists of, amount: it must be an amount" in words(answer)
    assert 'id="wrong-data.components[1].amount"' in answer.get_data(as_text=True)


def test_page__that_is_no_form__is_not_found(reader: Visitor) -> None:
    for path in (
        "/post/charge.invented?matter=m-1&key=k",
        "/post/clock.confirmed?matter=m-1&key=k",
        "/post/charge.dismissed?matter=m-9&key=k",
        "/post/charge.dismissed?key=k",
        "/events/nothing/correct?key=k",
        "/recorded/nothing",
    ):
        reader.get(path, 404)


def test_client__named_when_a_matter_is_opened__is_the_party_that_is_added_by_that_name(
    reader: Visitor, story: Caller
) -> None:
    form = FormPage(reader, "/post/matter.opened")
    opened = {"data.title": "Roe v. Vale", "data.category": "civil", "data.jurisdiction": "NM"}
    form.preview(effective="2023-05-01", **opened, **{"data.for~other": "Maria Vale"})
    form.record()
    matter = story.get("/api/events?newest=true&limit=1").get_json()["events"][0]
    assert matter["data"]["jurisdiction"] == "US-NM"
    assert matter["data"]["source_label"] == {"for": "Maria Vale"}

    form = FormPage(reader, f"/post/party.added?matter={matter['matter_id']}")
    who = {"data.name": "Maria Vale", "data.kind": "person", "data.role": "plaintiff"}
    form.preview(effective="2023-05-01", **who)
    form.record()
    assert "The office is there for Maria Vale" in reader.reads(f"/matters/{matter['matter_id']}")


def test_event__named_by_its_number__is_that_one(reader: Visitor, story: Caller) -> None:
    form = FormPage(reader, "/post/note.recorded?matter=m-1")
    said = form.preview(
        effective="2023-05-01", **{"data.text": "See it.", "links.after~other": "\N{NUMERO SIGN} 4"}
    )
    assert "See it." in said
    form.record()
    assert events(story)[-1]["links"]["after"] == ["filing"]
    form = FormPage(reader, "/post/note.recorded?matter=m-1")
    typed = {"data.text": "See it.", "links.after~other": "\N{NUMERO SIGN} 400"}
    answer = form.send("preview", 422, effective="2023-05-01", **typed)
    assert "here is no event \N{NUMERO SIGN} 400." in words(answer)


def test_deadline__counted_from_an_event__takes_its_number(reader: Visitor, story: Caller) -> None:
    form = FormPage(reader, "/post/deadline.set?matter=m-1")
    typed = {"data.kind": "brief", "data.due": "2023-05-01", "data.trigger~other": "5"}
    form.preview(effective="2023-04-01", **typed)
    form.record()
    assert events(story)[-1]["data"]["trigger"] == "plea"
    form = FormPage(reader, "/post/deadline.set?matter=m-1")
    form.preview(effective="2023-04-01", **{**typed, "data.trigger~other": "a call of the clerk"})
    form.record()
    assert events(story)[-1]["data"]["trigger"] == "a call of the clerk"


def test_preview__says_every_field_and_what_becomes_of_the_calendar(
    reader: Visitor, story: Caller
) -> None:
    del story
    form = FormPage(reader, "/post/hearing.cancelled?matter=m-1")
    secret = {"source.kind": "client", "source.privilege": "attorney_client"}
    said = form.preview(effective="2023-04-21", **{"data.hearing_id": "h-1"}, **secret)
    assert "Hearing h-1 (trial): 1 June 2023" in said
    assert "privileged (attorney-client)" in said
    assert "status changes today" not in said
    form = FormPage(reader, "/post/charge.filed?matter=m-1")
    filed = {"data.party_id": "doe", "data.offense": "Theft", "data.degree": "fourth"}
    said = form.preview(effective="2023-04-21", **filed, **{"data.attaches_to": "count-1"})
    assert "Degree fourth" in said
    assert "Attaches to Fraud against Jane Doe" in said


def test_event__whose_day_was_typed__says_so_on_its_page(reader: Visitor, story: Caller) -> None:
    form = FormPage(reader, "/post/note.recorded?matter=m-1")
    said = form.preview(effective="April 21, 2023", **{"data.text": "She called."})
    assert "as typed: “April 21, 2023”" in said
    form.record()
    said = reader.reads(f"/events/{events(story)[-1]['event_id']}")
    assert "“April 21, 2023”, typed on " in said
    assert "read as" not in said


def test_event__of_its_own_page__says_its_fields_in_words(reader: Visitor, story: Caller) -> None:
    del story
    said = reader.reads("/events/plea")
    assert "Charge Fraud against Jane Doe" in said
    assert "Plea Pleaded not guilty" in said


def test_preview__of_what_is_new__names_it_as_people_do(reader: Visitor) -> None:
    form = FormPage(reader, "/post/charge.filed?matter=m-1")
    filed = {"data.party_id": "doe", "data.offense": "Theft", "data.count_no": "2"}
    said = form.preview(effective="2023-04-21", **filed)
    assert "Jane Doe, Theft: Not there" in said
    assert "as typed" not in said  # a day that was typed as it is stored
    assert "It took effect more than a year ago. Is the day right?" in said
    form = FormPage(reader, "/post/matter.opened")
    opened = {"data.title": "Roe v. Vale", "data.category": "civil", "data.jurisdiction": "NM"}
    said = form.preview(**opened, **{"data.for~other": "Maria Vale"})
    assert "Jurisdiction New Mexico" in said
    assert "Client Maria Vale" in said
    assert "What the source calls it" not in said


def test_correction__of_what_is_late__does_not_ask_again_whether_its_day_is_right(
    reader: Visitor,
) -> None:
    form = FormPage(reader, "/events/plea/correct")
    assert "more than a year" not in form.preview(**{"data.plea": "no_contest"})


def test_form__of_a_charge__folds_away_what_is_seldom_said_until_it_is(reader: Visitor) -> None:
    form = FormPage(reader, "/post/charge.filed?matter=m-1")
    shown, folded = form.page.split('<details class="more">', 1)
    assert 'name="data.offense"' in shown
    assert 'name="data.penalty"' not in shown
    assert "More of it: kind, instrument, attaches to, citation number, penalty" in folded
    answer = form.send("preview", 422, effective="soon", **{"data.penalty": "$50"})
    assert '<details class="more" open><summary>More of it: kind' in answer.get_data(as_text=True)


def test_form__of_any_type__folds_the_source_away_until_it_is_said_or_wrong(
    reader: Visitor,
) -> None:
    folded = '<details class="more"><summary>Where it was read'
    opened = '<details class="more" open><summary>Where it was read'
    form = FormPage(reader, DISMISSAL)
    assert folded in form.page
    assert folded in FormPage(reader, "/post/matter.opened").page
    assert folded in FormPage(reader, "/post/intent.announced?matter=m-1").page
    assert opened in FormPage(reader, "/post/charge.plea_entered?matter=m-1&like=plea").page
    answer = form.send("preview", 422, **{"source.document": "Notice"})
    assert opened in answer.get_data(as_text=True)
    said = FormPage(reader, DISMISSAL).send("change", 200, assertion="reported")
    assert opened in said.get_data(as_text=True)


def test_choice__in_a_civil_matter__folds_what_is_filed_in_others(
    reader: Visitor, story: Caller
) -> None:
    matter = {"title": "Roe v. Vale", "category": "civil", "jurisdiction": "US"}
    opened = {"matter_id": "m-2", "type": "matter.opened", "effective": "2023-05-01"}
    story.post("/api/events", {"events": [{**opened, "data": matter}]})
    own, others = reader.reads("/post?matter=m-2").split("What is filed in matters of other kinds")
    assert "Claim filed" in own
    assert "Charge filed" not in own
    assert "Charge filed" in others
    assert "Charge filed" in reader.reads("/post?matter=m-1").partition("What is filed in")[0]


def test_choice__in_a_matter_without_anybody__says_what_is_lacking(
    reader: Visitor, story: Caller
) -> None:
    matter = {"title": "State v. Vale", "category": "criminal", "jurisdiction": "US-NM"}
    opened = {"matter_id": "m-2", "type": "matter.opened", "effective": "2023-05-01"}
    story.post("/api/events", {"events": [{**opened, "data": matter}]})
    now, not_yet = reader.reads("/post?matter=m-2").split("Not yet")
    assert "Party added" in now
    assert "Charge filed There is no party in it yet." in not_yet
    assert "Hearing cancelled There is no hearing in it yet." in not_yet
    assert "Not yet" not in reader.reads("/post?matter=m-1").partition("Motion filed")[0]
    assert "Hearing cancelled A hearing will not" in reader.reads("/post?matter=m-1")


def test_form__that_was_sent__may_be_gone_back_to_until_the_session_ends(reader: Visitor) -> None:
    form = FormPage(reader, DISMISSAL)
    answer = form.send("preview", 200, **DISMISSED)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert reader.get("/matters/m-1").headers["Cache-Control"] == "no-store"
    assert reader.post("/sign-out").headers["Clear-Site-Data"] == '"cache"'


def test_charge__that_is_on_record_and_has_ended__is_warned_of_before_it_is_recorded(
    reader: Visitor,
) -> None:
    correction = FormPage(reader, "/events/filing/correct")
    correction.send("record", 303, **{"data.count_no": "1"})
    FormPage(reader, DISMISSAL).send("record", 303, **DISMISSED)
    form = FormPage(reader, "/post/charge.filed?matter=m-1")
    same = {"data.party_id": "doe", "data.offense": "fraud", "data.count_no": "1"}
    said = form.preview(effective="February 1, 2023", **same)
    assert "Look at this first This charge is on record already" in said
    assert "Look at \N{NUMERO SIGN} 4" in said
    said = form.preview(effective="February 1, 2023", **same | {"data.count_no": "2"})
    assert "on record already" not in said


def test_words__of_the_program__are_on_no_page(reader: Visitor, story: Caller) -> None:
    form = FormPage(reader, "/post/hearing.cancelled?matter=m-1")
    said = words(form.send("preview", 422, effective="6"))
    assert "'6' cannot be read as a date: write it like 4/21/2023" in said
    said = form.preview(effective="2023-01-05")
    assert "was not set yet on 5 January 2023; “hearing cancelled” does not fit." in said
    assert "Hearing trial of Thursday 1 June 2023" in said
    charge = {"data.party_id": "doe", "data.offense": "Fraud", "data.count_no": "2"}
    form = FormPage(reader, "/post/charge.filed?matter=m-1")
    form.send("record", 303, effective="2023-02-01", **charge)
    assert "Fraud (count 2)" in reader.reads("/post?matter=m-1")
    filed = read(story, "/api/events?newest=true&limit=1")["events"][0]["event_id"]
    assert "()" not in reader.reads(f"/events/{filed}")
    refused = reader.client.get("/post/charge.dismissed?matter=m-1", follow_redirects=True)
    assert "Charge, claim" not in words(refused)


def test_refusal__by_what_was_corrected__names_what_that_corrects(
    reader: Visitor, story: Caller
) -> None:
    FormPage(reader, DISMISSAL).send("record", 303, **DISMISSED | {"effective": "2023-04-20"})
    position = story.head()
    dismissal = read(story, "/api/events?newest=true&limit=1")["events"][0]["event_id"]
    FormPage(reader, f"/events/{dismissal}/correct").send("record", 303, effective="2023-04-21")
    form = FormPage(reader, "/post/charge.plea_entered?matter=m-1&item=count-1")
    answer = form.send("preview", 422, effective="2023-05-01", **{"data.plea": "guilty"})
    way = words(answer).partition("In the way")[2]
    assert f"\N{NUMERO SIGN} {position}" in way


def test_refusal__of_an_event_on_record_that_could_not_stand_any_more__says_nothing_of_the_posted(
    reader: Visitor,
) -> None:
    form = FormPage(reader, DISMISSAL)
    said = words(form.send("preview", 422, **DISMISSED | {"effective": "2023-02-10"}))
    assert "It would make a later event illegal: charge plea entered of March 2023" in said
    assert "Nothing on record allows it from there." in said
    assert "This follows on" not in said
    form = FormPage(reader, "/post/charge.reinstated?matter=m-1&item=count-1")
    said = words(form.send("preview", 422, effective="2023-04-21"))
    assert "This follows on" in said
    assert "Nothing on record allows it" not in said


def test_form__of_a_deadline__folds_away_what_nobody_has_said(reader: Visitor) -> None:
    folded = '<details class="more"><summary>More of it: steps, replaces'
    assert folded in FormPage(reader, "/post/deadline.set?matter=m-1").page
    said = FormPage(reader, "/post/deadline.set?matter=m-1").send(
        "change", 200, **{"data.computed": "true"}
    )
    assert folded.replace('"more"', '"more" open') in said.get_data(as_text=True)


def test_choices__that_may_follow_on_much__name_what_is_open_first(reader: Visitor) -> None:
    FormPage(reader, DISMISSAL).send("record", 303, **DISMISSED)
    said = reader.reads("/post?matter=m-1&item=count-1")
    assert "Dismissed This follows on “charged”, “pleaded not guilty”" in said


def test_charge__filed_again_from_another_matter__names_the_one_of_before(
    reader: Visitor, story: Caller
) -> None:
    FormPage(reader, DISMISSAL).send("record", 303, **DISMISSED)
    opened = {"data.title": "State v. Doe II", "data.category": "criminal"}
    form = FormPage(reader, "/post/matter.opened")
    form.send("record", 303, effective="2023-05-01", **opened, **{"data.jurisdiction": "NM"})
    matter_id = read(story, "/api/events?newest=true&limit=1")["events"][0]["matter_id"]
    again = {"data.party_id~other": "doe", "data.party_id": "", "data.offense": "Fraud"}
    form = FormPage(reader, f"/post/charge.filed?matter={matter_id}")
    answer = form.send("preview", 422, **again, **{"data.refiles": "m-1/count-1/of-what"})
    assert "Which earlier one it files again: it must be" in words(answer)
    said = form.preview(effective="2023-05-02", **again, **{"data.refiles": "m-1/count-1"})
    assert "Which earlier one it files again Fraud against Jane Doe" in said
    form.record()
    filed = read(story, "/api/events?newest=true&limit=1")["events"][0]["event_id"]
    for path in (f"/events/{filed}", f"/events/{filed}/correct?key=k"):
        assert "Fraud" in reader.reads(path)
