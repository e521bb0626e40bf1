"""Every field of a docket's JSON, and what becomes of it.

A field that is left out, and one that this table does not know, stands in the report of the import
with its reason, so that nothing disappears in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from casefile.importers.material import Record
from casefile.importers.pacer.node import Node


class Field(NamedTuple):
    """What becomes of a field: it is kept, it is left out, or it holds a `part` of its own."""

    becomes: str
    left_out: bool = False
    part: str = ""


def _kept(**fields: str) -> dict[str, Field]:
    return {key: Field(becomes) for key, becomes in fields.items()}


def _left(**fields: str) -> dict[str, Field]:
    return {key: Field(reason, left_out=True) for key, reason in fields.items()}


def _parts(**fields: str) -> dict[str, Field]:
    return {key: Field(f"see {part}", part=part) for key, part in fields.items()}


_CONTACT = (
    "addresses, telephone numbers and e-mail addresses are personal data that casefile has no use "
    "for; the firm is kept"
)
_PAGE = "it says how the page was made, and nothing of the matter"
_KEY = "a key that opens the document once, without paying; no fact of the matter"
_FILE = _kept(
    pacer_doc_id="source.locator",
    pacer_seq_no="source.locator",
    page_count="source.locator",
    file_size_bytes="source.locator",
) | _left(file_size_str="the number of bytes in other words")

FIELDS: Mapping[str, Mapping[str, Field]] = {
    "docket": {
        **_kept(
            court_id="matter.opened, and the id of the matter",
            docket_number="matter.opened, and the id of the matter",
            case_name="matter.opened",
            date_filed="the day of matter.opened",
            date_terminated="matter.status_changed, closed; party.terminated on a page for one",
            date_converted="note.recorded on its day",
            date_discharged="note.recorded on its day",
            date_last_filing="note.recorded on its day",
            assigned_to_str="official.assigned",
            referred_to_str="official.assigned",
            panel="official.assigned, one for each judge",
            federal_defendant_number="note.recorded about the defendant",
            federal_dn_case_type="note.recorded",
            federal_dn_office_code="note.recorded",
            federal_dn_judge_initials_assigned="note.recorded",
            federal_dn_judge_initials_referred="note.recorded",
            cause="note.recorded",
            nature_of_suit="note.recorded",
            jurisdiction="note.recorded",
            demand="note.recorded",
            jury_demand="note.recorded",
            mdl_status="note.recorded",
            appeal_from="note.recorded",
            case_type_information="note.recorded",
            fee_status="note.recorded",
            pacer_case_id="note.recorded",
        ),
        **_left(ordered_by=_PAGE),
        **_parts(
            parties="party",
            docket_entries="docket entry",
            originating_court_information="originating court",
        ),
    },
    "notice": {
        **_kept(court_id="matter.opened, and the id of the matter"),
        **_kept(contains_attachments="note.recorded where it is so"),
        **_left(acms=_PAGE, appellate=_PAGE),
        **_parts(dockets="docket", email_recipients="recipient"),
    },
    "recipient": {
        **_kept(name="note.recorded: to whom the notice was sent"),
        **_left(email_addresses=_CONTACT),
    },
    "party": {
        **_kept(
            name="party.added, and the id of the party",
            type="party.added: the role",
            date_terminated="party.terminated on its day",
            extra_info="party.added: other names; note.recorded: the rest but for addresses",
            unparsed="note.recorded, but for the numbers of aliens",
        ),
        **_parts(attorneys="attorney", criminal_data="criminal data"),
    },
    "attorney": {
        **_kept(
            name="counsel.appeared",
            roles="counsel.appeared: the capacity; counsel.withdrawn where one is terminated",
        ),
        **_left(contact=_CONTACT),
    },
    "criminal data": {
        **_kept(
            highest_offense_level_opening="note.recorded; the severity where one count has it",
            highest_offense_level_terminated="note.recorded; the severity, likewise",
        ),
        **_parts(counts="count", complaints="complaint"),
    },
    "count": _kept(
        name="charge.filed: number, offense and statute",
        disposition="what the charge came to, by the table in dispositions",
        status="source.locator; it is the heading that the count is printed under, and no status",
    ),
    "complaint": _kept(
        name="charge.filed: offense and statute",
        disposition="what the charge came to, by the table in dispositions",
    ),
    "docket entry": {
        **_kept(
            date_filed="the day of docket.entry_recorded",
            date_entered="docket.entry_recorded: entered",
            document_number="docket.entry_recorded: number",
            description="docket.entry_recorded: text",
            short_description="docket.entry_recorded: text; beside a description, source_label",
            pacer_case_id="source.locator",
        ),
        **_FILE,
        **_left(
            description_html="the description once more, with its type faces",
            document_url=_KEY,
            pacer_magic_num=_KEY,
        ),
        **_parts(attachments="attachment"),
    },
    "attachment": {
        **_kept(
            attachment_number="document.filed: exhibit",
            description="document.filed: title",
            date_filed="the day of document.filed",
        ),
        **_FILE,
    },
    "originating court": {
        **_kept(
            court_id="note.recorded; official.assigned says nothing of another court",
            docket_number="note.recorded",
            assigned_to="note.recorded",
            ordering_judge="note.recorded",
            court_reporter="note.recorded",
            disposition="note.recorded",
            date_filed="note.recorded on its day",
            date_disposed="note.recorded on its day",
            date_filed_noa="note.recorded on its day",
            date_judgment="note.recorded on its day",
            date_judgment_eod="note.recorded on its day",
            date_received_coa="note.recorded on its day",
            identifier="note.recorded",
            name="note.recorded",
        ),
        **_left(RESTRICTED_ALIEN_NUMBER="the number of a person, which the court restricts"),
    },
}


def left_out(node: Node, part: str) -> Iterator[Record]:
    """Yield a record for each field that has something and is left out, or is not known."""
    counted: Counter[tuple[str, str]] = Counter()
    _count(node.value, part, counted)
    for (inside, key), times in sorted(counted.items()):
        field = FIELDS[inside].get(key)
        said = "this field is not known, so it is not read" if field is None else field.becomes
        often = f" ({times} times)" if times > 1 else ""
        where = f"{node.where}, {inside}: {key}{often}"
        yield Record(where, "field", left_out=f"{said[0].upper()}{said[1:]}.")


def _count(value: Mapping[str, Any], part: str, counted: Counter[tuple[str, str]]) -> None:
    for key, inside in value.items():
        field = FIELDS[part].get(key)
        if field is None or (field.left_out and inside not in ("", None, [], {}, False)):
            counted[part, key] += 1
        elif field.part:
            for one in inside if isinstance(inside, list) else [inside]:
                if isinstance(one, dict):
                    _count(one, field.part, counted)
