"""Finding, and the log."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import quote

import pytest

from casefile.auth.roles import Role
from tests.api.conftest import Caller
from tests.web.conftest import Enter, Visitor
from tests.web.test_posting import FormPage


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("jane", "Jane Doe person · defendant in State v. Doe"),
        ("State v", "State v. Doe m-1 · open"),
        ("fraud", "Fraud Jane Doe · State v. Doe"),
        ("frau", "Fraud Jane Doe · State v. Doe"),
        ("nothing", "No name, docket number or charge has these words."),
        ("100%", "No name, docket number or charge has these words."),
        ("", "Type a name"),
    ],
)
def test_find__some_words__shows_what_has_them(reader: Visitor, words: str, there: str) -> None:
    assert there in reader.reads(f"/find?q={words}")


SPEEDING: dict[str, object] = {"party_id": "doe", "item_id": "T-4711", "agency": "Policía Estatal"}
SPEEDING |= {"standards": ["NMSA 66-7-301, speeding"]}
REYES = {"for": "doe", "names": ["José Reyes"], "firm": "Reyes & Übel LLP", "capacity": "defense"}
JUDGE = {"office": "judge", "name": "Mary Márquez"}


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("reyes", "José Reyes defense for Jane Doe · State v. Doe"),
        ("JOSE", "José Reyes defense for Jane Doe"),
        ("ubel", "Reyes & Übel LLP defense for Jane Doe"),
        ("marquez", "Mary Márquez judge · State v. Doe"),
        ("speeding", "NMSA 66-7-301, speeding; Policía Estatal Jane Doe · State v. Doe"),
        ("policia", "speeding; Policía Estatal Jane Doe"),
        ("4711", "speeding; Policía Estatal Jane Doe"),
        ("66-7-301", "speeding; Policía Estatal Jane Doe"),
    ],
)
def test_find__counsel_an_official_or_a_citation__by_name_number_and_words(
    reader: Visitor, paralegal: Caller, words: str, there: str
) -> None:
    said = {"counsel.appeared": REYES, "official.assigned": JUDGE, "citation.issued": SPEEDING}
    on = {"matter_id": "m-1", "effective": "2023-05-02"}
    drafts = [{**on, "type": tag, "data": data} for tag, data in said.items()]
    answer = paralegal.post("/api/events", {"events": drafts})
    assert answer.status_code == 201, answer.get_json()
    assert there in reader.reads(f"/find?q={words}")


def test_find__a_charge_that_was_amended_or_taken_back__by_what_it_is_now(
    reader: Visitor, paralegal: Caller
) -> None:
    on = {"matter_id": "m-1", "effective": "2023-05-02"}
    changes = {"item_id": "count-1", "changes": {"offense": "Embezzlement"}}
    amended = {**on, "type": "charge.amended", "data": changes, "event_id": "amended"}
    assert paralegal.post("/api/events", {"events": [amended]}).status_code == 201
    assert "Embezzlement Jane Doe" in reader.reads("/find?q=embez")
    assert "Jane Doe · State" not in reader.reads("/find?q=fraud")
    undone = {**on, "type": "event.retracted", "data": {"target": "amended", "reason": "error"}}
    assert paralegal.post("/api/events", {"events": [undone]}).status_code == 201
    assert "Fraud Jane Doe" in reader.reads("/find?q=fraud")
    assert "No name, docket" in reader.reads("/find?q=embez")


def test_find__an_alias__is_the_party_by_its_name(reader: Visitor, paralegal: Caller) -> None:
    roe = {"party_id": "roe", "name": "Richard Roe", "kind": "person", "role": "witness"}
    added = {"type": "party.added", "data": {**roe, "aliases": ["Slim Rick"]}}
    draft = {"matter_id": "m-1", "effective": "2023-05-02", **added}
    assert paralegal.post("/api/events", {"events": [draft]}).status_code == 201
    said = "Richard Roe person, also Slim Rick · witness in State v. Doe"
    for words in ("slim", "Slim Rick", "rick sl"):
        assert said in reader.reads(f"/find?q={words}")


@pytest.mark.parametrize("number", ["№ 4", "@4", "#4", "4"])
def test_find__a_number__leads_to_the_event(reader: Visitor, number: str) -> None:
    address = f"/find?q={quote(number)}"
    assert reader.get(address, 303).location == "/events/filing"
    assert "No name, docket" in reader.reads(f"{address}00")


def test_find__a_number_that_something_else_has_too__offers_both(
    reader: Visitor, paralegal: Caller
) -> None:
    numbered = {"docket_no": "D-101-CR-4", "court_id": "nmd"}
    assigned = {"type": "matter.docket_number_assigned", "data": numbered}
    draft = {"matter_id": "m-1", "effective": "2023-05-02", **assigned}
    assert paralegal.post("/api/events", {"events": [draft]}).status_code == 201
    said = reader.reads("/find?q=4")
    assert "In the log № 4: Charge" in said
    assert "Matters State v. Doe D-101-CR-4" in said
    assert reader.get("/find?q=№ 4", 303).location == "/events/filing"


@pytest.mark.parametrize("typed", ["count 2", "Count II", "ct. 2", "COUNT TWO", "count 2 theft"])
def test_find__a_count__is_that_count_alone(reader: Visitor, paralegal: Caller, typed: str) -> None:
    counts = {"count-2": ("Theft", 2), "count-20": ("Arson", 20), "count-3": ("2nd forgery", 3)}
    drafts = [
        {
            "matter_id": "m-1",
            "effective": "2023-05-02",
            "type": "charge.filed",
            "data": {"party_id": "doe", "item_id": item, "offense": what, "count_no": number},
        }
        for item, (what, number) in counts.items()
    ]
    assert paralegal.post("/api/events", {"events": drafts}).status_code == 201
    said = reader.reads(f"/find?q={quote(typed)}")
    assert "Theft (count 2) Jane Doe · State v. Doe" in said
    assert "Arson" not in said
    assert "forgery" not in said


def test_find__a_count_that_its_id_alone_says__is_that_claim(
    reader: Visitor,
) -> None:
    assert "Fraud Jane Doe · State v. Doe" in reader.reads("/find?q=count 1")
    assert "No name, docket" in reader.reads("/find?q=count 2")


def test_log__a_number__leads_to_the_event(reader: Visitor) -> None:
    assert "Charge filed" in reader.reads("/log/4")
    reader.get("/log/400", 404)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 6),
        ("matter=m-1", 6),
        ("kind=charge.filed", 1),
        ("kind=charge", 2),
        ("by=paralegal", 6),
        ("by=para", 6),
        ("by=zora", 0),
        ("matter=doe", 6),
        ('by="recorded_by"', 0),
        ("on=2020-01-01", 0),
        ("before=3", 2),
    ],
)
def test_log__by_filters__has_what_they_let_through(
    reader: Visitor, query: str, count: int
) -> None:
    page = reader.get(f"/log?{query}").get_data(as_text=True)
    assert page.count('<li class="event') == count


def test_log__of_a_day__is_what_was_recorded_on_it(reader: Visitor, story: Caller) -> None:
    event = story.get("/api/events/filing").get_json()
    assert "Charge filed" in reader.reads(f"/log?on={event['recorded_on']}")
    following = date.fromisoformat(event["recorded_on"]) + timedelta(days=1)
    assert "Nothing that the filters let through." in reader.reads(f"/log?on={following}")


def test_log__of_what_is_not_there__says_so(reader: Visitor) -> None:
    said = reader.reads("/log?matter=m-9", 422)
    assert "There is no matter m-9." in said
    assert "Nothing is shown until" in said
    assert "Error: The log" in reader.get("/log?on=soon", 422).get_data(as_text=True)


def test_event__corrected__reads_as_it_stands_with_what_was_first_recorded(
    reader: Visitor, paralegal: Caller
) -> None:
    correction = {
        "matter_id": "m-1",
        "type": "event.corrected",
        "effective": "2023-05-02",
        "data": {"target": "filing", "changes": {"data": {"offense": "Grand fraud"}}},
    }
    answer = paralegal.post("/api/events", {"events": [correction]})
    assert answer.status_code == 201, answer.get_json()
    page = reader.reads("/events/filing")
    assert "Grand fraud" in page
    assert "first recorded: Fraud" in page
    assert "What amends it" in page


def test_find__a_charge_that_nobody_has_filed__is_not_there(reader: Visitor, enter: Enter) -> None:
    form = FormPage(enter(Role.ATTORNEY), "/post/charge.amended?matter=m-1")
    typed = {"data.item_id": "ghost", "data.changes.offense": "Arson"}
    why = {"override.reason": "So it was.", "override.authority": "Minute order"}
    form.send("record", 303, effective="2023-05-02", **typed, **why)
    assert "No name, docket number or charge has these words." in reader.reads("/find?q=arson")
    assert "Fraud Jane Doe" in reader.reads("/find?q=fraud")
    form = FormPage(form.visitor, "/post/appeal.decided?matter=m-1")
    typed = {"data.outcomes[0].of": "nowhere", "data.outcomes[0].is": "affirmed"}
    form.send("record", 303, effective="2023-05-02", **typed, **why)
    for item in ("ghost", "nowhere"):
        reader.get(f"/post?matter=m-1&item={item}")
    for path in ("/", "/log", "/matters/m-1", "/calendar"):
        reader.get(path)


NOTE = {"text": "Bond of $48,000 was posted; she was arrested on 2/10."}
PRIVILEGED = {"kind": "client", "document": "Letter", "privilege": "attorney_client"}


@pytest.fixture
def noted(reader: Visitor, paralegal: Caller) -> Visitor:
    """Return a paralegal in whose office a privileged note and a settlement are on record."""
    on = {"matter_id": "m-1", "effective": "2023-05-02"}
    note = {**on, "type": "note.recorded", "data": NOTE, "source": PRIVILEGED}
    answer = paralegal.post("/api/events", {"events": [note]})
    assert answer.status_code == 201, answer.get_json()
    return reader


@pytest.mark.parametrize("words", ["bond", "ARRESTED", "48,000", "$48000", "posted bond", "letter"])
def test_find__words_of_a_note__says_where_it_looked_and_leads_to_them(
    noted: Visitor, words: str
) -> None:
    page = noted.get(f"/find?q={quote(words)}").get_data(as_text=True)
    assert "Looked through: names of parties, counsel and officials" in page
    found = re.search(r'href="(/log\?words=[^"]+)"', page)
    assert found
    assert "Note: Bond of $48,000 was posted" in noted.reads(unescape(found[1]))


@pytest.mark.parametrize("words", ["bonds", "bond acquitted", "48,00.0", "party_id"])
def test_log__by_words_that_nothing_says__is_empty(noted: Visitor, words: str) -> None:
    assert "Nothing that the filters let through." in noted.reads(f"/log?words={quote(words)}")


def test_log__by_words__is_for_whoever_may_read_it(noted: Visitor) -> None:
    noted.client.delete_cookie("casefile")
    noted.get("/log?words=bond", 303)


def test_find__charges_of_one_name__are_told_apart_by_their_paper(
    reader: Visitor, paralegal: Caller
) -> None:
    for item, paper in (("a", "complaint"), ("b", "indictment")):
        charge = {"party_id": "doe", "item_id": item, "offense": "larceny", "instrument": paper}
        draft = {"matter_id": "m-1", "effective": "2023-05-02", "type": "charge.filed"}
        answer = paralegal.post("/api/events", {"events": [{**draft, "data": charge}]})
        assert answer.status_code == 201, answer.get_json()
    said = reader.reads("/find?q=larceny")
    assert "Larceny (by complaint) Jane Doe" in said
    assert "Larceny (by indictment) Jane Doe" in said
