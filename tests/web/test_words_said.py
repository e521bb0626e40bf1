"""What forms offer and call things, without codes and without what cannot be meant."""

from __future__ import annotations

import re

from casefile.web.prose import prose
from tests.api.conftest import Caller
from tests.web.conftest import Visitor
from tests.web.test_posting import FormPage
from tests.web.test_suit import SUIT
from tests.web.test_what_changes import event, on_record


def test_prose__of_types_and_ids__has_their_words_alone(reader: Visitor) -> None:
    with reader.client.application.test_request_context():
        assert (
            prose("It is counted from an event of type claim.served or note.recorded.")
            == "It is counted from an event of type claim served or note recorded."
        )
        said = prose("Daniel Roe may be Dan Roe (party-2436fe1a). If so, record party.merged.")
        assert said == "Daniel Roe may be Dan Roe. If so, record party merged."
        assert prose("See casefile.example of v. Roe.") == "See casefile.example of v. Roe."


def test_menu__of_what_is_intended__has_nothing_that_nobody_intends(reader: Visitor) -> None:
    page = FormPage(reader, "/post/intent.announced?matter=m-1").page
    menu = page.partition('id="field-data.intended_event"')[2].partition("</select>")[0]
    offered = re.findall('value="([a-z_.]+)"', menu)
    assert "charge.dismissed" in offered
    assert "hearing.scheduled" in offered
    assert not {"matter.opened", "event.retracted", "note.recorded", "party.merged"} & {*offered}


def test_parties__of_an_answer__are_not_whose_claim_it_is(reader: Visitor, story: Caller) -> None:
    on_record(story, "m-2", *SUIT[:-2])
    for tag, offered in (("answered", ["cop", "ort"]), ("dismissed", ["cop", "ort", "rosa"])):
        page = FormPage(reader, f"/post/claim.{tag}?matter=m-2&item=neg").page
        found = re.findall('name="data.parties" value="([a-z]+)"', page)
        assert sorted(found) == offered


def test_kinds__of_the_filter__have_charges_once(reader: Visitor, story: Caller) -> None:
    on_record(
        story,
        "m-1",
        {
            "type": "charge.filed",
            "effective": "2023-04-01",
            "data": {"party_id": "doe", "item_id": "count-2", "offense": "Forgery"},
        },
        {
            "type": "charges.superseded",
            "effective": "2023-04-02",
            "data": {"old": ["count-1"], "new": ["count-2"]},
        },
    )
    page = reader.get("/matters/m-1").get_data(as_text=True)
    assert '<option value="charge"' in page
    assert '<option value="charges"' not in page
    assert "superseded" in reader.reads("/matters/m-1?kind=charge").partition("Filter")[2]


def test_receipt__of_a_charge_of_one_of_several__names_them_once(
    reader: Visitor, story: Caller
) -> None:
    roe = {"party_id": "roe", "name": "Ann Roe", "kind": "person", "role": "defendant"}
    on_record(
        story,
        "m-1",
        {"type": "party.added", "effective": "2023-02-01", "data": roe},
        {
            "type": "charge.filed",
            "effective": "2023-02-01",
            "data": {"party_id": "roe", "item_id": "count-9", "offense": "Forgery"},
        },
    )
    form = FormPage(reader, "/post/charge.dismissed?matter=m-1&item=count-9")
    form.preview(effective="2023-04-21", **{"data.prejudice": "without"})
    assert "What has changed Ann Roe, Forgery: Charged" in form.record()


def test_refusal__after_a_plea_that_is_not_accepted__says_so(
    reader: Visitor, story: Caller
) -> None:
    on_record(story, "m-1", event("2023-04-20", "charge.plea_entered", plea="guilty"))
    form = FormPage(reader, "/post/sentence.imposed?matter=m-1&item=count-1")
    answer = form.send("preview", 422, effective="2023-05-01")
    assert "plea tendered" not in (said := answer.get_data(as_text=True))
    assert "has a plea that is not accepted yet" in said


def test_ticket__has_its_form_named_where_one_looks_for_it(reader: Visitor) -> None:
    said = reader.reads("/post?matter=m-1")
    assert "A traffic ticket is one, too." in said
    assert "a traffic ticket is a charge filed" in reader.reads(
        FormPage(reader, "/post/citation.issued?matter=m-1").path
    )
