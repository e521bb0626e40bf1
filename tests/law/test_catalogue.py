"""The catalogue is complete, described, and can read every payload that it ever wrote."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

import casefile.law  # noqa: F401 - fills the catalogue
from casefile.law.catalogue import CATALOGUE, Event, decode, store
from casefile.law.placeholders import plain
from casefile.law.wording import sentence

GOLDEN = Path(__file__).parent / "golden"

WIRE_NAMES = """
matter.opened matter.docket_number_assigned matter.related matter.status_changed
matter.stay_changed matter.access_changed matter.incident_occurred
party.added party.changed party.died party.merged party.parted
party.substituted party.dropped party.terminated
counsel.appeared counsel.withdrawn official.assigned official.withdrawn
charge.filed charge.rejected charge.amended charges.superseded charge.plea_entered
charge.plea_withdrawn charge.deferral_ordered charge.deferral_ended charge.dismissed
charge.dismissal_clarified charge.reinstated charge.moved charge.trial_commenced
charge.mistrial_declared charge.verdict_returned charge.conviction_entered
charge.conviction_vacated charge.clemency_granted charge.disposition_recorded
charge.conviction_reduced charge.dismissal_vacated charge.returned charge.adjudicated
charge.acquittal_entered charge.plea_rejected charge.record_access_changed
charge.ticket_paid charge.liability_found charge.liability_vacated
sentence.imposed sentence.modified sentence.completed sentence.vacated
appeal.filed appeal.decided
claim.filed claim.served claim.answered claim.trial_commenced claim.settled
claim.settlement_approved claim.judgment_entered claim.default_entered claim.satisfied
claim.transferred claim.dismissed claim.dismissal_clarified claim.reinstated claim.determined
claim.amended claim.answer_stricken claim.default_set_aside claim.judgment_amended
claim.judgment_vacated claim.mistrial_declared claim.returned claim.settlement_disapproved
claim.settlement_set_aside claim.discharged
citation.issued citation.contested citation.complaint_filed citation.settled
citation.settlement_approved citation.withdrawn citation.final_order_entered
citation.obligation_performed citation.amended citation.order_vacated citation.reinstated
citation.settlement_set_aside
motion.filed motion.decided hearing.scheduled hearing.cancelled hearing.held
deadline.set deadline.closed document.filed docket.entry_recorded
evidence.retained evidence.released
intent.announced intent.withdrawn statement.recorded note.recorded source.conflict_recorded
event.corrected event.retracted
clock.confirmed clock.corrected office.zone_changed
"""
TAGS = tuple(WIRE_NAMES.split())


def golden(path: Path) -> tuple[str, int, bytes]:
    """Return the wire name, the version and the payload of a golden file.

    A file never changes: optional fields that a version has got since stand in one of their own,
    like charge.filed.v1.2.json.
    """
    tag, _, version = path.stem.rpartition(".v")
    return tag, int(version.partition(".")[0]), path.read_bytes()


def given(cls: type[Event], **data: Any) -> Event:
    """Read data as posted; raises msgspec.ValidationError."""
    return msgspec.convert(data, cls)


PAYLOADS = sorted(GOLDEN.glob("*.json"))


def test_catalogue__all_families_imported__has_every_type_of_the_law() -> None:
    assert sorted(CATALOGUE) == sorted(TAGS)


@pytest.mark.parametrize("tag", TAGS)
def test_type__in_the_catalogue__is_described_and_worded(tag: str) -> None:
    cls = CATALOGUE[tag]
    described = (cls.__doc__ or "").strip()
    places = re.findall(r"\{(\w+)", cls.sentence)

    assert described.endswith(".")
    assert "__doc__" in vars(cls)
    assert cls.tag == tag
    assert cls.sentence
    assert [place for place in places if not hasattr(cls, place)] == []


def test_golden_payloads__every_type_and_version__has_one() -> None:
    wanted = {
        f"{tag}.v{version}.json"
        for tag, cls in CATALOGUE.items()
        for version in range(1, cls.schema_version + 1)
    }
    assert {"{}.v{}.json".format(*golden(path)) for path in PAYLOADS} == wanted
    assert wanted <= {path.name for path in PAYLOADS}


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_golden_payload__decoded_and_stored__reads_and_comes_back_equal(path: Path) -> None:
    tag, version, payload = golden(path)
    data = decode(tag, version, msgspec.Raw(payload))
    said = plain(sentence(data, "m"))

    assert said
    assert not re.search(r"[\[\]{}]", said)
    if version == CATALOGUE[tag].schema_version:
        assert json.loads(msgspec.json.encode(store(data))) == json.loads(payload)


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_golden_payload__of_the_current_version__fills_every_field(path: Path) -> None:
    tag, version, payload = golden(path)
    fields = {field.encode_name for field in msgspec.structs.fields(CATALOGUE[tag])}
    later = (json.loads(one.read_bytes()) for one in GOLDEN.glob(f"{tag}.v{version}.*.json"))
    if path.stem == f"{tag}.v{CATALOGUE[tag].schema_version}":
        assert set(json.loads(payload)).union(*later) == fields


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_payload__with_an_unknown_field__refused(path: Path) -> None:
    tag, _, payload = golden(path)
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        given(CATALOGUE[tag], **json.loads(payload), no_such_field=1)


@pytest.mark.parametrize(
    ("tag", "data", "why"),
    [
        ("matter.opened", {"jurisdiction": "New Mexico"}, "regex"),
        ("matter.opened", {"jurisdiction": "US-NM\n"}, "regex"),
        ("matter.opened", {"time_zone": "America/Nowhere"}, "no known time zone"),
        ("matter.opened", {"time_zone": "../etc/passwd"}, "no known time zone"),
        ("matter.opened", {"category": "probate"}, "Invalid enum value"),
        ("party.changed", {"changes": {}}, "Nothing changes"),
        ("party.merged", {"into": "j-example"}, "into itself"),
        ("party.substituted", {"to": "nell-example"}, "for itself"),
        ("claim.filed", {"claimants": [], "against": []}, "at least one party"),
        ("claim.filed", {"against": ["john-sample"]}, "both sides"),
        ("charge.filed", {"refiles": "count-1"}, "refile itself"),
        ("sentence.imposed", {"item_ids": []}, "length >= 1"),
        ("appeal.decided", {"outcomes": {}}, "length >= 1"),
        ("intent.announced", {"intended_event": "charge.dropped"}, "no type of event"),
        ("hearing.scheduled", {"at": "2023-02-30"}, "no day of the calendar"),
        ("deadline.set", {"due": "next Monday"}, "is not a date"),
        ("document.filed", {"sha256": "abc"}, "regex"),
        ("event.corrected", {"changes": {}}, "length >= 1"),
        ("source.conflict_recorded", {"events": ["order-1"]}, "length >= 2"),
        ("claim.settled", {"amount": {"amount": "1,000"}}, "regex"),
        ("claim.amended", {"changes": {}}, "Nothing changes"),
        ("citation.amended", {"changes": {"contest_by": "soon"}}, "is not a date"),
    ],
)
def test_payload__that_breaks_a_rule_of_its_type__refused_with_the_reason(
    tag: str, data: dict[str, Any], why: str
) -> None:
    whole = json.loads((GOLDEN / f"{tag}.v1.json").read_bytes())
    with pytest.raises(msgspec.ValidationError, match=why):
        given(CATALOGUE[tag], **{**whole, **data})
