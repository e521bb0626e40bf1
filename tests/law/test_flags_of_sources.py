"""Flags of what sources say: sentences read in part, and sources that differ in a day or a sum."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from casefile.answers.asking import Asking
from casefile.answers.overview import worklist
from casefile.answers.overview.worklist import WorkEntry
from casefile.event import Links, Source, SourceKind
from tests.histories import Office, drafts

CONVICTED = """
2023-01-01 charge.filed
2023-02-01 charge.plea_entered plea=guilty
2023-02-01 charge.conviction_entered basis=plea_guilty
"""
IN_PART = "part: 2023-02-01 sentence.imposed components=[] partly_read=true"
QUOTE = "BOP 60 months; and as the court may say"


def record(office: Office, line: str, document: str, **more: Any) -> None:
    """Record one line as what a document says."""
    (draft,) = drafts(line)
    source = Source(kind=SourceKind.DOCKET, document=document, **more)
    office.recorder.record([replace(draft, source=source)], by="tester")


def flagged(office: Office, on: str, work: str) -> list[WorkEntry]:
    """Return what the worklist has of a kind."""
    asking = Asking(office.database, office.recorder.clock.now_us)
    return list(worklist.page(asking, as_of=on, work=work).entries)


def partly(office: Office, on: str = "2023-12-31") -> list[str]:
    """Return the sentences about what was read in part; a status does not have them."""
    assert "partly_read" not in office.flags(on)
    return [one.sentence for one in flagged(office, on, "partly_read")]


def conflicts(office: Office, on: str = "2023-12-31") -> list[str]:
    """Return the sentences about sources that differ in a day or a sum; a status has them not."""
    assert "reported_otherwise" not in office.flags(on)
    return [one.sentence for one in flagged(office, on, "source_conflict")]


def test_partly_read__sentence__flagged_with_its_words_and_place(office: Office) -> None:
    office.post(CONVICTED)
    record(office, IN_PART, "Docket 1", quote=QUOTE, locator="docket entry 42")
    assert partly(office, "2023-01-31") == []
    (sentence,) = partly(office)
    assert sentence.startswith("The sentence on ")
    assert sentence.endswith(f'was read only in part: "{QUOTE}" (docket entry 42).')


def test_partly_read__whole_sentence_in_its_place__flagged_until_then(office: Office) -> None:
    office.post(CONVICTED)
    record(office, IN_PART, "Docket 1", quote=QUOTE)
    office.post(
        '2023-06-01 sentence.modified kind=corrected components=[{"kind":"probation","term":"P6M"}]'
    )
    assert [len(partly(office, on)) for on in ("2023-05-31", "2023-06-01")] == [1, 0]


def test_partly_read__read_by_an_event_that_names_it__no_flag(office: Office) -> None:
    office.post(CONVICTED)
    record(office, IN_PART, "Docket 1", quote=QUOTE)
    (note,) = drafts("2023-06-01 note.recorded text=read item_id=c1")
    links = Links(resolves=("part",))
    office.recorder.record([replace(note, links=links)], by="tester")
    assert partly(office) == []


def test_sources__of_one_act_on_two_days__differ_and_both_are_named(office: Office) -> None:
    office.post("2023-01-01 charge.filed")
    record(office, "ours: 2023-03-01 charge.dismissed prejudice=without", "Minute order")
    assert conflicts(office) == []
    record(office, "2023-04-01 charge.dismissed prejudice=without (reported)", "The Ledger")
    (sentence,) = conflicts(office)
    assert sentence.endswith("Minute order has 2023-03-01; The Ledger has 2023-04-01.")
    (entry,) = flagged(office, "2023-12-31", "source_conflict")
    sources = [one.source.document or "" for one in entry.events if one.source]
    assert sorted(sources) == ["Minute order", "The Ledger"]


def test_sources__of_one_day_and_two_sums__differ(office: Office) -> None:
    office.post(CONVICTED)
    fine = '2023-02-01 sentence.imposed components=[{"kind":"fine","amount":%s}]'
    record(office, fine % '{"amount":"500"}', "Judgment")
    record(office, fine % '{"amount":"500"}' + " (reported)", "The Ledger")
    assert conflicts(office) == []
    record(office, fine % '{"amount":"5000"}' + " (reported)", "The Post")
    (sentence,) = conflicts(office)
    assert "Judgment has 2023-02-01, a fine of $500; The Post has 2023-02-01, a fine of $5,000" in (
        sentence
    )


def test_sources__the_same_document_or_a_day_within_the_other__do_not_differ(
    office: Office,
) -> None:
    office.post("2023-01-01 charge.filed")
    record(office, "2023-03-05 charge.dismissed prejudice=without", "Docket 1")
    record(office, "2023-04-01 charge.dismissed prejudice=without (reported)", "Docket 1")
    record(office, "2023-03 charge.dismissed prejudice=without (reported)", "The Ledger")
    assert conflicts(office) == []


def test_sources__of_one_day_and_two_outcomes__differ(office: Office) -> None:
    office.post("2023-01-01 charge.filed\n2023-02-01 charge.trial_commenced")
    record(office, "2023-03-05 charge.verdict_returned verdict=not_guilty", "Minutes")
    record(office, "2023-03-05 charge.verdict_returned verdict=not_guilty (reported)", "The Post")
    assert conflicts(office) == []
    record(office, "2023-03-05 charge.verdict_returned verdict=guilty (reported)", "The Ledger")
    (sentence,) = conflicts(office)
    assert sentence.endswith(
        "Minutes has 2023-03-05, found not guilty; The Ledger has 2023-03-05, found guilty."
    )


def test_sources__of_which_one_does_not_know_the_outcome__do_not_differ(office: Office) -> None:
    office.post("2023-01-01 charge.filed")
    record(office, "2023-03-05 charge.dismissed prejudice=without by=court", "Minutes")
    record(office, "2023-03-05 charge.dismissed prejudice=unknown (reported)", "The Ledger")
    assert conflicts(office) == []
    record(office, "2023-03-05 charge.dismissed prejudice=with by=court (reported)", "The Post")
    (sentence,) = conflicts(office)
    assert "without prejudice; The Post has 2023-03-05, with prejudice" in sentence


DIFFER = """2023-01-01 charge.filed
ours: 2023-03-01 charge.dismissed prejudice=without"""
SETTLES = "2023-06-01 source.conflict_recorded events=ours,said resolution=minutes"
RECORDED = "clash: 2023-05-01 source.conflict_recorded events=ours,said"


def differing(office: Office, said: str = "2023-04-01", prejudice: str = "without") -> None:
    """Record a dismissal, and a newspaper's word of it."""
    filed, ours = DIFFER.splitlines()
    office.post(filed)
    record(office, ours, "Minute order")
    line = f"said: {said} charge.dismissed prejudice={prejudice} (reported)"
    record(office, line, "The Ledger")


def test_sources__that_differ__are_settled_by_a_resolution_from_its_day_on(office: Office) -> None:
    differing(office)
    office.post(f"{RECORDED}\n{SETTLES}")
    assert len(flagged(office, "2023-05-31", "source_conflict")) == 2
    assert flagged(office, "2023-06-01", "source_conflict") == []
    assert "source_conflict" not in office.flags()


def test_sources__that_differ__are_settled_by_what_resolves_the_report(office: Office) -> None:
    differing(office)
    (note,) = drafts("2023-06-01 note.recorded item_id=c1")
    office.recorder.record([replace(note, links=Links(resolves=("said",)))], by="tester")
    assert conflicts(office) == []


def test_sources__of_a_conflict_on_record__agree_once_one_is_corrected(office: Office) -> None:
    differing(office)
    office.post(RECORDED)
    assert flagged(office, "2023-12-31", "source_conflict")
    mended = '2023-06-02 event.corrected target=said changes={"effective":"2023-03-01"}'
    office.post(mended)
    assert flagged(office, "2023-12-31", "source_conflict") == []


def test_sources__one_reports_what_the_record_has_not__until_somebody_decides(
    office: Office,
) -> None:
    office.post("2023-01-01 charge.filed\nours: 2023-02-01 charge.plea_entered plea=not_guilty")
    office.post("said: 2023-03-01 charge.dismissed prejudice=with (reported)")
    assert "source_conflict" in office.flags("2023-05-31")
    office.post(SETTLES)
    assert "source_conflict" in office.flags("2023-05-31")
    assert "source_conflict" not in office.flags("2023-06-01")
    office.post("2023-07-01 charge.trial_commenced (reported)")
    assert "source_conflict" in office.flags("2023-07-01")


def test_sources__news_without_a_document__differ_from_the_record(office: Office) -> None:
    office.post("2023-01-01 charge.filed")
    record(office, "ours: 2023-03-01 charge.dismissed prejudice=without", "Minute order")
    office.post("2023-03-04 charge.dismissed prejudice=with (reported) ~2023-03-05")
    (sentence,) = conflicts(office)
    assert sentence.endswith(
        "Minute order has 2023-03-01, without prejudice; a news report has 2023-03-04, with "
        "prejudice."
    )


def test_sources__a_report_without_any_source__differs_as_one(office: Office) -> None:
    office.post("2023-01-01 charge.filed\n2023-03-01 charge.dismissed")
    office.post("2023-03-04 charge.dismissed (reported)")
    assert [one.endswith("a source has 2023-03-04.") for one in conflicts(office)] == [True]
