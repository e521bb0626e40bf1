"""The privilege of a source: posted, corrected, stored where there is one, and taken back whole."""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import closing
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from casefile.errors import Malformed
from casefile.event import Draft, Privilege, Source, SourceKind
from casefile.store.database import Database
from casefile.store.tables import events
from casefile.upkeep.log_file import LogFile, log_lines
from casefile.upkeep.restore import restore
from casefile.upkeep.verify import verify
from tests.asking import Answers
from tests.databases import Databases
from tests.histories import Office, draft


def noted(event_id: str, **said: Any) -> Draft:
    """Return a note with a source."""
    source = Source(kind=SourceKind.CLIENT, document="Intake", **said)
    return replace(draft(f"{event_id}: 2023-05-01 note.recorded text=Called"), source=source)


def stored(office: Office, event_id: str) -> str:
    """Return an event as it is stored."""
    with office.database.read() as connection:
        query = select(events.c.body).where(events.c.event_id == event_id)
        return str(connection.execute(query).scalar_one())


def source_of(office: Office, event_id: str) -> Mapping[str, Any]:
    """Return the source of an event as it stands."""
    said = Answers(office.database).event(event_id)
    found: Mapping[str, Any] = (said["as_corrected"] or said)["source"]
    return found


def test_privilege__none__is_not_stored_and_says_nothing_new(office: Office) -> None:
    office.recorder.record([noted("plain")], by="tester")
    before = office.position
    office.recorder.record([noted("plain", privilege=Privilege.NONE)], by="tester")

    assert office.position == before  # it is the same event
    assert '"source":{"document":"Intake","kind":"client"}' in stored(office, "plain")
    assert "privilege" not in source_of(office, "plain")


@pytest.mark.parametrize("privilege", [one for one in Privilege if one is not Privilege.NONE])
def test_privilege__of_a_source__is_stored_in_its_place_and_answered(
    office: Office, privilege: Privilege
) -> None:
    office.recorder.record([noted("kept", privilege=privilege, quote="No.")], by="tester")

    source = f'"kind":"client","privilege":"{privilege.value}","quote":"No."'
    assert source in stored(office, "kept")
    assert source_of(office, "kept")["privilege"] == privilege.value


def test_privilege__that_there_is_not__refused(office: Office) -> None:
    source = '{"kind":"client","privilege":"secret"}'
    office.post("plea: 2023-05-01 note.recorded text=x")
    with pytest.raises(Malformed):
        office.post(f'2023-05-02 event.corrected target=plea changes={{"source":{source}}}')


def test_privilege__corrected__is_what_it_is_now(office: Office) -> None:
    office.recorder.record([noted("kept", privilege=Privilege.WORK_PRODUCT)], by="tester")
    source = '{"kind":"docket"}'
    office.post(f'2023-05-02 event.corrected target=kept changes={{"source":{source}}}')

    assert source_of(office, "kept") == {"kind": "docket"}


def test_privilege__exported_and_restored__same_bytes(office: Office, databases: Databases) -> None:
    office.recorder.record(
        [noted("plain"), noted("kept", privilege=Privilege.ATTORNEY_CLIENT)], by="me"
    )
    file = b"".join(log_lines(office.database))
    with databases.fresh() as url, closing(Database(url)) as other:
        restore(other, LogFile("log.jsonl", io.BytesIO(file)))

        assert b'\\"privilege\\":\\"attorney_client\\"' in file
        _header, *lines = file.splitlines()
        assert b"".join(log_lines(other)).splitlines()[1:] == lines
        assert verify(other).sound
