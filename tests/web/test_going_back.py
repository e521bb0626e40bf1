"""Going back: from what a form lacked, which is recorded first, to the form that was left."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.web.conftest import Visitor
from tests.web.test_first_matter import link
from tests.web.test_posting import FormPage

CHARGED = {
    "effective": "March 2, 2023",
    "data.offense": "Arson",
    "data.party_id~other": "Tess Ames",
}


def test_charge__against_nobody_yet__leads_to_adding_them_and_back(reader: Visitor) -> None:
    form = FormPage(reader, "/post/charge.filed?matter=m-1")
    refused = form.send("preview", 422, **CHARGED).get_data(as_text=True)
    adding = FormPage(reader, link(refused, "Add Tess Ames to the matter"))
    assert adding.texts["data.name"] == "Tess Ames"
    adding.preview(**{"data.kind": "person", "data.role": "defendant"})
    recorded = reader.get(adding.send("record", 303).location).get_data(as_text=True)
    form = FormPage(reader, link(recorded, "Go on with what you began"))
    assert form.texts["effective"] == "March 2, 2023"
    said = form.preview()
    assert "against Tess Ames: Arson" in said
    assert "Recorded as" in form.record()


def test_verdict__without_a_trial__leads_back_once_that_has_begun(reader: Visitor) -> None:
    form = FormPage(reader, "/post/charge.verdict_returned?matter=m-1&item=count-1")
    verdict = {"effective": "June 5, 2023", "data.verdict": "guilty"}
    refused = form.send("preview", 422, **verdict).get_data(as_text=True)
    found = re.search(r'class="next-step">[^<]*<a href="([^"]+)"', refused)
    assert found, refused
    first = FormPage(reader, unescape(found[1]))
    first.preview(effective="June 1, 2023")
    recorded = reader.get(first.send("record", 303).location).get_data(as_text=True)
    form = FormPage(reader, link(recorded, "Go on with what you began"))
    assert form.texts["effective"] == "June 5, 2023"


@pytest.mark.parametrize("back", ["https://evil.example/post/x", "//evil.example/post/x", "/log"])
def test_back__to_what_is_no_form_of_ours__is_not_offered(reader: Visitor, back: str) -> None:
    assert "Go on with" not in reader.reads(f"/recorded/filing?back={back}")


def test_charge__by_an_indictment__leads_to_what_it_took_the_place_of(reader: Visitor) -> None:
    filed = {"data.offense": "Fraud", "data.instrument": "indictment", "data.severity": "felony"}
    form = FormPage(reader, "/post/charge.filed?matter=m-1")
    form.preview(effective="April 2, 2023", **filed)
    place = form.send("record", 303).location
    recorded = reader.get(place).get_data(as_text=True)
    superseded = FormPage(reader, link(recorded, "Charges superseded"))
    assert superseded.texts["data.old"] == "count-1"
    assert superseded.texts["data.instrument"] == "indictment"
    superseded.preview(effective="April 2, 2023")
    superseded.record()
    assert "Charges superseded</a>" not in reader.get(place).get_data(as_text=True)
