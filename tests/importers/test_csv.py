"""csv: a spreadsheet by its mapping file; errors name the row and the column, or the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.importers.intake import Intake
from casefile.importers.material import Bundle, Record, Unreadable
from casefile.importers.spreadsheet.importer import IMPORTER as SHEETS
from casefile.importers.spreadsheet.mapping import Mapped
from casefile.importers.tally import Tally
from casefile.recording.draft import read_draft
from tests.histories import Office

EXAMPLE = Path(__file__).resolve().parents[2] / "fixtures" / "import"
HEAD = """
name = "sheet"
matter = ["Case"]
source = { document = "The sheet" }
"""
FILED = """
[[event]]
type = "charge.filed"
key = ["Case", "Count"]
date = "Filed"
ids = { party_id = ["Client"], item_id = ["Count"] }
columns = { offense = "Charge", severity = "Level", count_no = "Count" }
codes.severity = { F = "felony", M = "misdemeanor" }
"""
SHEET = "Case,Client,Count,Charge,Level,Filed\n24-1,Doe,1,Theft,F,2024-03-09\n"


def files(folder: Path, sheet: str = SHEET, mapping: str = HEAD + FILED) -> list[Path]:
    """Write a sheet and its mapping, and return them."""
    paths = [folder / "sheet.csv", folder / "sheet.toml"]
    for path, content in zip(paths, (sheet, mapping), strict=True):
        path.write_text(content, encoding="utf-8")
    return paths


def records(folder: Path, sheet: str = SHEET, mapping: str = HEAD + FILED) -> list[Record]:
    """Return what a sheet becomes by its mapping, all of which makes sense."""
    found = [
        record for bundle in SHEETS.read(files(folder, sheet, mapping)) for record in bundle.records
    ]
    for record in found:
        for draft in record.drafts:
            read_draft(draft, 0, str(draft.event_id))
    return found


def unreadable(folder: Path, sheet: str = SHEET, mapping: str = HEAD + FILED) -> str:
    """Return why a sheet cannot be read by its mapping."""
    with pytest.raises(Unreadable) as caught:
        list(SHEETS.read(files(folder, sheet, mapping)))
    return caught.value.sentence


def example() -> list[Bundle]:
    """Return the worked example of the documentation."""
    return list(SHEETS.read([EXAMPLE / "caseload.toml", EXAMPLE / "caseload.csv"]))


def take(office: Office, bundles: list[Bundle]) -> Tally:
    """Take bundles in."""
    return Intake(office.database, office.recorder).take(bundles, by="importer")


def test_csv__worked_example__statuses_as_the_sheet_has_them(office: Office) -> None:
    office.today = "2024-09-01"
    tally = take(office, example())
    assert tally.refused == []
    assert tally.outcomes["row"]["recorded"] == 5
    assert tally.warnings("irregular") == []
    labels = {
        party: office.status("2024-09-01", party=party)["label"]
        for bundle in example()
        for draft in bundle.drafts()
        if draft.type == "party.added"
        for party in [draft.data["party_id"]]
    }
    assert {party.rpartition("-")[0]: label for party, label in labels.items()} == {
        "24-CR-0117-Ines-Marlow": "pleaded not guilty",
        "24-CR-0152-Tobias-Okafor": (
            "pleaded guilty; convicted; sentenced to 18 months' probation and a fine of $1,500"
        ),
        "24-CR-0152-Quill-Rosa-Rosie": "dismissed with prejudice",
        "24-CR-0160-Ulla-Brandt": "charged",
    }


def test_csv__same_import_twice__adds_nothing(office: Office) -> None:
    office.today = "2024-09-01"
    take(office, example())
    before = office.everything()
    again = take(office, example())
    assert again.outcomes["row"]["already"] == 5
    assert again.events.total() == 0
    assert office.everything() == before


def test_csv__newer_copy__changed_cell_is_a_correction(office: Office, tmp_path: Path) -> None:
    office.today = "2024-09-01"
    opened = HEAD + (
        '[[event]]\ntype = "matter.opened"\nkey = ["Case"]\ndate = "Filed"\n'
        'columns = { title = "Charge" }\n'
        'constants = { category = "criminal", jurisdiction = "US-NM" }\n'
    )
    take(office, list(SHEETS.read(files(tmp_path, SHEET, opened))))
    newer = take(
        office, list(SHEETS.read(files(tmp_path, SHEET.replace("Theft", "Fraud"), opened)))
    )
    assert [one.fields for one in newer.changed] == [("title",)]


def test_csv__cells__become_fields_by_kind(tmp_path: Path) -> None:
    (record,) = records(tmp_path)
    (draft,) = record.drafts
    assert record.where == "sheet.csv, row 2"
    assert (draft.matter_id, draft.type, draft.effective) == ("24-1", "charge.filed", "2024-03-09")
    assert draft.data["severity"] == "felony"
    assert draft.data["count_no"] == 1
    assert (draft.data["party_id"], draft.data["item_id"]) == ("Doe", "1")
    assert draft.source is not None
    assert (draft.source.document, draft.source.locator) == ("The sheet", "Case 24-1, Count 1")


@pytest.mark.parametrize(
    ("of_sheet", "of_rule", "privilege"),
    [
        ("", "", "none"),
        ("work_product", "", "work_product"),
        ("work_product", "attorney_client", "attorney_client"),
        ("work_product", "none", "none"),
    ],
)
def test_csv__privilege__of_the_sheet_unless_the_rule_has_its_own(
    tmp_path: Path, of_sheet: str, of_rule: str, privilege: str
) -> None:
    said = f', privilege = "{of_sheet}" }}' if of_sheet else " }"
    mapping = HEAD.replace(" }", said) + FILED
    mapping += f'privilege = "{of_rule}"\n' if of_rule else ""
    ((draft,),) = (one.drafts for one in records(tmp_path, mapping=mapping))
    assert draft.source is not None
    assert draft.source.privilege.value == privilege


def test_csv__privilege__that_there_is_not__refused(tmp_path: Path) -> None:
    said = unreadable(tmp_path, mapping=HEAD + FILED + 'privilege = "secret"\n')
    assert "privilege" in said


def test_csv__ids__follow_from_name_type_and_key_alone(tmp_path: Path) -> None:
    def made(sheet: str = SHEET, mapping: str = HEAD + FILED) -> str | None:
        return records(tmp_path, sheet, mapping)[0].drafts[0].event_id

    first = made()
    assert made(SHEET.replace("Theft", "Fraud").replace("2024-03-09", "2024-04-01")) == first
    assert made(SHEET.replace("24-1", "24-2")) != first
    assert made(SHEET.replace("Doe,1", "Doe,2")) != first
    assert made(mapping=(HEAD + FILED).replace('"sheet"', '"other"')) != first


def test_csv__words_that_are_no_id__readable_and_never_taken_for_another(tmp_path: Path) -> None:
    names = ["O'Neil", "ONeil", "O Neil", "Ł", "x" * 60, "y" * 40, "y" * 41]
    body = "".join(f'24-1,"{name}",{n},Theft,F,2024-03-09\n' for n, name in enumerate(names))
    sheet = SHEET.splitlines()[0] + "\n" + body
    ids = [record.drafts[0].data["party_id"] for record in records(tmp_path, sheet)]
    assert ids[1] == "ONeil"
    assert ids[0].startswith("O-Neil-")
    assert ids[3].startswith("id-")
    assert [len(one) for one in ids[4:]] == [49, 40, 49]  # and eight figures that tell it apart
    assert len(set(ids)) == len(names)


def test_csv__rows_and_dates__decide_which_events_a_row_makes(tmp_path: Path) -> None:
    mapping = HEAD + (
        '[[event]]\ntype = "note.recorded"\nkey = ["Case", "Count"]\non = "2024-01-01"\n'
        'rows = { Level = ["F", "M"] }\nconstants = { text = "By rows." }\n'
        '[[event]]\ntype = "charge.rejected"\nkey = ["Case", "Count"]\ndate = "Filed"\n'
        'rows = { Level = ["X"] }\nids = { item_id = ["Count"] }\n'
    )
    sheet = "Case,Count,Level,Filed\n1,1,F,\n1,2,X,2024-02\n1,3,X,\n1,4,,2024-02\n,5,F,\n1,1,F,\n"
    found = {record.where[-1]: record for record in records(tmp_path, sheet, mapping)}
    assert [draft.type for draft in found["2"].drafts] == ["note.recorded"]
    assert [draft.effective for draft in found["3"].drafts] == ["2024-02"]
    assert {number: one.left_out for number, one in found.items() if one.left_out} == {
        "4": ("It makes no event: column Filed is blank; no rule is for what stands in Level."),
        "5": "It makes no event: no rule is for what stands in Level.",
        "6": "It names no matter: column Case is blank.",
        "7": "The same row stands in sheet.csv, row 2.",
    }


def test_csv__codes__blank_fills_nothing_and_star_is_for_the_rest(tmp_path: Path) -> None:
    mapping = (HEAD + FILED).replace('M = "misdemeanor"', '"*" = "unknown"')
    sheet = SHEET + "24-1,Doe,2,Theft,?,2024-03-09\n24-1,Doe,3,Theft,,2024-03-09\n"
    found = [one.drafts[0].data["severity"] for one in records(tmp_path, sheet, mapping)]
    assert found == ["felony", "unknown", "unknown"]


def test_csv__dates_by_format__days_and_times(tmp_path: Path) -> None:
    mapping = (
        HEAD
        + 'format = "%d.%m.%Y"\nformats = { At = "%m/%d/%y %I:%M %p" }\n'
        + (
            '[[event]]\ntype = "hearing.scheduled"\nkey = ["Case"]\ndate = "Set"\n'
            'dates = { at = "At" }\nconstants = { hearing_id = "h", kind = "plea" }\n'
        )
    )
    sheet = "Case,Set,At\n1,31.12.2023,1/9/24 2:05 PM\n"
    ((draft,),) = [record.drafts for record in records(tmp_path, sheet, mapping)]
    assert (draft.effective, draft.data["at"]) == ("2023-12-31", "2024-01-09T14:05")
    said = unreadable(tmp_path, sheet.replace("PM", ""), mapping)
    assert (
        said == "sheet.csv, row 2, column At: '1/9/24 2:05' is not a date like 03/31/23 02:05 PM."
    )


def test_csv__date_of_2109__is_a_date(tmp_path: Path) -> None:
    (record,) = records(tmp_path, SHEET.replace("2024", "2109"))
    assert record.drafts[0].effective == "2109-03-09"


def test_csv__override__stands_on_every_event(tmp_path: Path) -> None:
    override = 'override = { reason = "As the sheet has it.", authority = "The sheet" }\n'
    (record,) = records(tmp_path, mapping=HEAD + override + FILED)
    assert record.drafts[0].override is not None


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Level,Filed", "Grade,Filed", "sheet.csv, row 1: there is no column Level."),
        ("F,2024-03-09", "F,9 March", "sheet.csv, row 2, column Filed: '9 March' is no date like "),
        ("F,2024-03-09", "F,2024-02-30", "sheet.csv, row 2, column Filed: '2024-02-30' is not a "),
        ("F,2024", "Z,2024", "sheet.csv, row 2, column Level: the mapping has no code of severit"),
        (
            "Doe,1",
            "Doe,one",
            "sheet.csv, row 2, column Count: It must be a whole number (charge.filed, ",
        ),
        ("Theft", "", "sheet.csv, row 2, column Charge: it is blank, and charge.filed needs offen"),
        (
            "Theft",
            "x" * 10_000,
            "sheet.csv, row 2, column Charge: It must have 1 to 500 characters (charge.filed",
        ),
        (
            "Doe,1",
            ",1",
            "sheet.csv, row 2, column Client: it is blank, and charge.filed needs part",
        ),
    ],
)
def test_csv__cell_that_does_not_fit__names_row_and_column(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    assert unreadable(tmp_path, SHEET.replace(old, new)).startswith(sentence)


def test_csv__blank_key__names_row_and_columns(tmp_path: Path) -> None:
    mapping = (HEAD + FILED).replace('key = ["Case", "Count"]', 'key = ["Level"]')
    said = unreadable(tmp_path, SHEET.replace("F,2024", ",2024"), mapping)
    assert said.startswith("sheet.csv, row 2, column Level: it is blank, and tells one event")


def test_csv__one_key_for_two_things__names_both_rows(tmp_path: Path) -> None:
    said = unreadable(tmp_path, SHEET + "24-1,Roe,1,Fraud,F,2024-03-09\n")
    assert said == (
        "sheet.csv, row 3, column Case, Count: charge.filed says something else than in "
        "sheet.csv, row 2, which has the same key; name more columns in the rule's key."
    )


@pytest.mark.parametrize("amount", ["1500", "1,500", "$1,500", "1500.50", "$ 1,500.50"])
def test_csv__money__read_as_people_write_it(tmp_path: Path, amount: str) -> None:
    mapping = HEAD + (
        '[[event]]\ntype = "claim.settled"\nkey = ["Case"]\non = "2024-01-01"\n'
        'money = { amount = "Paid" }\nconstants = { item_id = "c" }\n'
    )
    ((draft,),) = [
        record.drafts for record in records(tmp_path, f'Case,Paid\n1,"{amount}"\n', mapping)
    ]
    assert draft.data["amount"]["amount"] in ("1500", "1500.50")
    for wrong in ("1,5", "-1500", "(1500)", "1500-", "1500 EUR"):
        said = unreadable(tmp_path, f'Case,Paid\n1,"{wrong}"\n', mapping)
        assert said == f"sheet.csv, row 2, column Paid: '{wrong}' is no amount like 1,500.00."


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[[event]]", "[[event]", "sheet.toml: "),
        ('name = "sheet"\n', "", "sheet.toml, name: It is missing."),
        ("name =", "named =", "sheet.toml, name: It is missing."),
        (
            'date = "Filed"',
            "date = 5",
            "sheet.toml, event 1 (line 6), date: It must be text.",
        ),
        (
            'type = "charge.filed"\n',
            "",
            "sheet.toml, event 1 (line 6), type: It is missing.",
        ),
        (
            "charge.filed",
            "charge.file",
            "sheet.toml, event 1 (line 6), type: there is no type of event called 'charge.file'.",
        ),
        (
            "offense =",
            "crime =",
            "sheet.toml, event 1 (line 6), columns.crime: charge.filed has alternative_group, att",
        ),
        (
            'date = "Filed"\n',
            "",
            "sheet.toml, event 1 (line 6): give `date`, a column, or `on`, on",
        ),
        (
            "codes.severity",
            "codes.level",
            "sheet.toml, event 1 (line 6), codes.level: no column fi",
        ),
        (
            "item_id = [",
            "offense = [",
            "sheet.toml, event 1 (line 6), ids.offense: columns fills it already.",
        ),
    ],
)
def test_csv__broken_mapping__names_event_line_and_key(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    assert unreadable(tmp_path, mapping=(HEAD + FILED).replace(old, new)).startswith(sentence)


def test_csv__documentation__shows_the_example_as_it_is() -> None:
    page = (EXAMPLE.parents[1] / "docs" / "importing.md").read_text(encoding="utf-8")
    shown = [block.partition("```")[0] for block in page.split("```toml\n")[1:]]
    lines = set((EXAMPLE / "caseload.toml").read_text(encoding="utf-8").splitlines())
    assert len(shown) == 2
    assert [line for block in shown for line in block.splitlines() if line not in lines] == []


def test_csv__very_many_rows__refused_with_the_row(tmp_path: Path) -> None:
    sheet = SHEET.splitlines()[0] + "\n" + "".join(f"1,,{n},,,\n" for n in range(100_001))
    assert unreadable(tmp_path, sheet) == (
        "sheet.csv, row 100002: there are more than 100,000 rows; import fewer at once."
    )


def test_csv__no_mapping_or_two__told(tmp_path: Path) -> None:
    sheet, mapping = files(tmp_path)
    for paths in ([sheet], [mapping], [sheet, mapping, mapping]):
        with pytest.raises(Unreadable, match="Name one mapping file"):
            list(SHEETS.read(paths))


def test_csv__mapping_that_is_not_text__told(tmp_path: Path) -> None:
    sheet, mapping = files(tmp_path)
    mapping.write_bytes(b"name = '\xff'")
    with pytest.raises(Unreadable, match=r"^sheet\.toml, line 1, byte 8: byte 0xff is not UTF-8"):
        list(SHEETS.read([sheet, mapping]))


def test_csv__broken_row_at_the_end__nothing_recorded(office: Office, tmp_path: Path) -> None:
    before = office.everything()
    with pytest.raises(Unreadable):
        take(office, list(SHEETS.read(files(tmp_path, SHEET + "24-1,Doe,2\n"))))
    assert office.everything() == before


@pytest.mark.parametrize(
    ("format_", "cell", "wanted"),
    [
        ("%Y-%m", "2024-03", "2024-03"),
        ("%B %Y", "March 2024", "2024-03"),
        ("%Y", "2024", "2024"),
        ("%d %b %Y", "9 Mar 2024", "2024-03-09"),
        ("%Y/%j", "2024/069", "2024-03-09"),
        ("%m/%d/%y %I:%M:%S %p", "03/09/24 02:05:59 PM", "2024-03-09T14:05"),
        ("%Y-%m-%d", "0099-01-02", "0099-01-02"),
        ("100%% %Y", "100% 2024", "2024"),
    ],
)
def test_csv__date__is_as_exact_as_its_format(
    tmp_path: Path, format_: str, cell: str, wanted: str
) -> None:
    mapping = f'{HEAD}format = "{format_}"\n{FILED}'
    (record,) = records(tmp_path, SHEET.replace("2024-03-09", cell), mapping)
    assert [draft.effective for draft in record.drafts] == [wanted]


@pytest.mark.parametrize(
    ("format_", "wrong"),
    [
        ("%m-%d", "it has no year"),
        ("%d/%d/%Y", "it has the same sign twice"),
        ("%Q", "%Q is not read"),
        ("%Y-%", "% is not read"),
        ("%Y-%d", "it has a day without its month, or a time without its day"),
        ("%Y-%m %H:%M", "it has a day without its month, or a time without its day"),
        ("%Y-%m-%d %I:%M", "%I and %p belong together"),
        ("%Y-%m-%d %M", "it has minutes without an hour"),
    ],
)
def test_csv__format_that_leaves_a_part_of_a_date_open__named(
    tmp_path: Path, format_: str, wrong: str
) -> None:
    for key in (f'format = "{format_}"', f'formats = {{ Filed = "{format_}" }}'):
        said = unreadable(tmp_path, mapping=f"{HEAD}{key}\n{FILED}")
        assert said.startswith(f"sheet.toml, {key.partition(' ')[0]}")
        assert f"{format_!r} is no format of a date: {wrong}" in said


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ('statute = "Level", "statute.0" = "Charge"', "statute.0"),
        ('"statute.0" = "Level", "statute.x" = "Charge"', "statute.x"),
        ('"statute.0" = "Level", "statute.0.1" = "Charge"', "statute.0.1"),
        ('"statute..1" = "Level"', "statute..1"),
        ('"statute." = "Level"', "statute."),
        ('"statute.\u00b2" = "Level"', "statute.\u00b2"),
    ],
)
def test_csv__fields_that_cannot_be_together__named(tmp_path: Path, fields: str, key: str) -> None:
    mapping = HEAD + FILED.replace('offense = "Charge"', f'offense = "Charge", {fields}')
    said = unreadable(tmp_path, mapping=mapping)
    assert said.startswith(f"sheet.toml, event 1 (line 6), columns.{key}: ")


def test_csv__date_for_every_row_that_is_none__names_the_mapping(tmp_path: Path) -> None:
    mapping = HEAD + FILED.replace('date = "Filed"', 'on = "yesterday"')
    said = unreadable(tmp_path, mapping=mapping)
    assert said.startswith("sheet.toml, event 1 (line 6), on: 'yesterday' is not a date")


OPENED = """
[[event]]
type = "matter.opened"
key = ["Case"]
date = "Filed"
columns = { title = "Charge" }
constants = { category = "criminal", jurisdiction = "US-NM" }

[[event]]
type = "party.added"
key = ["Case", "Client"]
date = "Filed"
columns = { name = "Client" }
ids = { party_id = ["Client"] }
constants = { kind = "person", role = "defendant" }
"""
NAMESAKES = SHEET.replace("2024", "2023") + "24-2,Doe,1,Fraud,F,2023-03-10\n"


def party_ids(folder: Path, sheet: str, mapping: str) -> list[str]:
    """Return the id of the party in each event of a sheet that names one."""
    found = [draft for one in records(folder, sheet, mapping) for draft in one.drafts]
    return [draft.data["party_id"] for draft in found if "party_id" in draft.data]


def test_csv__one_name_in_two_matters__stays_two_persons(office: Office, tmp_path: Path) -> None:
    assert party_ids(tmp_path, NAMESAKES, HEAD + OPENED + FILED) == [
        *["24-1-Doe"] * 2,
        *["24-2-Doe"] * 2,
    ]
    tally = take(office, list(SHEETS.read(files(tmp_path, NAMESAKES, HEAD + OPENED + FILED))))
    assert tally.refused == []
    assert [len(office.status(party=f"24-{number}-Doe")["items"]) for number in "12"] == [1, 1]


def test_csv__party_with_a_number_of_its_own__is_one_in_every_matter(tmp_path: Path) -> None:
    mapping = (HEAD + OPENED + FILED).replace('party_id = ["Client"]', 'party_id = ["No"]')
    sheet = NAMESAKES.replace("Charge,", "Charge,No,").replace("Theft,", "Theft,7,")
    assert set(party_ids(tmp_path, sheet.replace("Fraud,", "Fraud,7,"), mapping)) == {"7"}


def test_csv__sheet_that_was_read_by_names_before__is_read_by_matters(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = files(tmp_path, NAMESAKES, HEAD + OPENED + FILED)
    with monkeypatch.context() as earlier:
        earlier.setattr(Mapped, "identifying", lambda _self, rule, field: rule.ids[field])
        take(office, list(SHEETS.read(paths)))
    assert len(office.status(party="Doe")["items"]) == 2
    tally = take(office, list(SHEETS.read(paths)))
    assert tally.refused == []
    assert tally.outcomes["row"]["changed"] == 2
    assert office.tracks(party="Doe") == {}
    assert [len(office.status(party=f"24-{number}-Doe")["items"]) for number in "12"] == [1, 1]
    assert take(office, list(SHEETS.read(paths))).events.total() == 0


RECEIVED = (HEAD + FILED).replace('date = "Filed"', 'date = "Filed"\nreceived = "Had"')


def had(*cells: str) -> str:
    """Return a sheet with a count for each day on which the office had it."""
    rows = (f"24-1,Doe,{n},Theft,F,2024-03-09,{cell}\n" for n, cell in enumerate(cells, start=1))
    return "Case,Client,Count,Charge,Level,Filed,Had\n" + "".join(rows)


def test_received__a_column__gives_each_event_its_day(tmp_path: Path) -> None:
    made = records(tmp_path, had("2024-03-12", "", "2024-03-12 14:05:00"), RECEIVED)
    days = [draft.received for record in made for draft in record.drafts]
    assert days == ["2024-03-12", None, "2024-03-12"]
    american = 'formats = { Had = "%m/%d/%Y" }\n' + RECEIVED
    [record] = records(tmp_path, had("3/12/2024"), american)
    assert record.drafts[0].received == "2024-03-12"


@pytest.mark.parametrize("cell", ["2024-03", "12 March", "2024-03-12/2024-03-13"])
def test_received__a_cell_that_is_no_day__refused_with_its_place(tmp_path: Path, cell: str) -> None:
    said = unreadable(tmp_path, had(cell), RECEIVED)
    assert "row 2" in said
    assert "Had" in said


def test_received__after_the_day_of_the_import__refused(office: Office, tmp_path: Path) -> None:
    office.today = "2024-09-01"
    office.open("24-1", parties=("Doe",))
    tally = take(office, list(SHEETS.read(files(tmp_path, had("2024-09-02"), RECEIVED))))
    (refused,) = tally.refused
    assert "cannot have received on 2024-09-02" in refused.sentence
