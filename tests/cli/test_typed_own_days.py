"""Whole sentences, with their full stops and their days: as told, of the day that they tell."""

from __future__ import annotations

from calendar import month_name
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casefile.words.forms.own_days import days_in_words
from casefile.words.what.full_stop import without_stop
from casefile.words.which.added import is_client_called, without_role
from tests.cli.at_screen import at_screen
from tests.cli.conftest import ON, Terminal
from tests.cli.test_days import choose
from tests.cli.test_typed_understood import of_type
from tests.cli.typed_table import open_all, read_otherwise
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_own_days.txt"
OPENED = {
    "c": ("title=State v. Roe and Vale", "type=criminal", "state=NM", "client=Dora Roe"),
    "s": ("title=Soto v. Lobo", "type=civil", "state=NM", "client=Ida Soto"),
    "e": ("title=Ridge LLC v. Otis", "type=civil", "state=NM", "client=Luis Otis"),
}
PARTIES = {
    "c": {"Dora Roe": "defendant", "Terrence Vale": "codefendant"},
    "s": {"Ida Soto": "plaintiff", "Lobo Insurance Company": "defendant"},
    "e": {"Luis Otis": "defendant", "Ridge LLC": "plaintiff"},
}
FILED = """
c "charge filed" count=1 offense=burglary party=Vale instrument=complaint
c "charge filed" count=2 offense=larceny party=Roe instrument=complaint
c "charge filed" count=1 offense=burglary party=Roe instrument=complaint
c "motion in limine filed" by=Roe
s "complaint filed" cause=negligence against=Lobo
e "complaint filed" cause=rent against=Otis
"""


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program on the matters of the table."""
    choose(terminal, date_order="month_first", chosen=True)
    return open_all(terminal, OPENED, PARTIES, FILED)


@pytest.mark.parametrize("matter", OPENED)
def test_sentence__that_is_whole__is_recorded_as_it_was_told(office: Terminal, matter: str) -> None:
    assert read_otherwise(office, SENTENCES, matter) == {}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Lobo answered.", "Lobo answered"),
        ("Lobo Inc. sued Low.", "Lobo Inc. sued Low"),
        ("Low sued Lobo Inc.", "Low sued Lobo Inc."),
        ("Low sued Lobo Inc..", "Low sued Lobo Inc."),
        ("in the U.S.", "in the U.S."),
        ("D. Utah.", "D. Utah."),
        ("He waits...", "He waits..."),
        ("count 1.", "count 1"),
        ("It is $5.00.", "It is $5.00"),
        ("heard by Ida K.", "heard by Ida K."),
    ],
)
def test_full_stop__of_a_sentence__is_no_part_of_it_but_of_what_is_short(
    text: str, plain: str
) -> None:
    assert without_stop(text) == plain


@pytest.mark.parametrize(
    ("words", "own", "others"),
    [
        ("Roe and Vale were both arrested on August 4", ["August 4"], []),
        ("The payment came in on November 20", ["November 20"], []),
        ("Roe was arrested on 10/3 and released on 10/4", ["10/3", "10/4"], []),
        ("The trial was held on May 2; the writ can issue on May 9", ["May 2"], ["May 9"]),
        ("We call her on December 20", [], ["December 20"]),
        ("She said that she will come on December 20", [], ["December 20"]),
        ("The letter of September 22 came", [], ["September 22"]),
        ("We prepared the hearing on October 3", [], ["October 3"]),
        ("It was dismissed because he died on June 2", [], ["June 2"]),
        ("Mr. Vale was booked on 8/4 and Ms. Roe on 8/5", ["8/4", "8/5"], []),
        ("Roe was born on June 3, 1990", [], ["June 3, 1990"]),
        ("Ridge LLC posted a notice on September 3", ["September 3"], []),
        ("Nothing of a day", [], []),
    ],
)
def test_day__in_words__is_that_of_what_was_done_before_it(
    words: str, own: list[str], others: list[str]
) -> None:
    found = days_in_words(words, ())
    assert ([*found.own], [*found.others]) == (own, others)
    assert days_in_words(words, own) == ((), tuple(others))


def last(terminal: Terminal) -> tuple[str, str, str]:
    """Return the type, the day and the words of the last event."""
    event = terminal.json("events")["events"][-1]
    data = event["data"]
    return event["type"], event["effective"], data.get("text") or data.get("title") or ""


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (("Roe and Vale were both arrested on August 4, 2025.",), "2025-08-04"),
        (("note", "text=The check came in on August 5, 2025"), "2025-08-05"),
        (("Ms. Roe came by on August 6, 2025 and was arrested.",), "2025-08-06"),
        (("document", "title=Letter received on August 7, 2025"), "2025-08-07"),
    ],
)
def test_day__in_the_words_of_a_note_or_a_paper__is_its_day(
    office: Terminal, typed: tuple[str, ...], day: str
) -> None:
    office("post", "c", *typed)
    assert last(office)[1] == day
    assert "no day was typed" not in office.error


def test_day__of_several_in_words__is_asked_for(office: Terminal) -> None:
    said = ("note", "text=Vale was seen on August 3, 2025 and came back on August 4, 2025.")
    office("post", "c", *said, code=2)
    assert "Its words have several days: August 3, 2025, August 4, 2025" in office.error
    assert "--effective DAY" in office.error
    shown = at_screen(office, [("On which did it", "2"), ("Record that", "")], "post", "c", *said)
    assert "4 August 2025" in shown
    assert last(office)[1] == "2025-08-04"


def test_day__that_is_to_come__is_said_to_be_none(office: Terminal) -> None:
    office("post", "c", "note", "text=Call Roe on December 20, 2099")
    assert "as nothing says that it was 'December 20, 2099'" in office.error


def test_act__chosen_at_a_terminal__has_the_day_of_its_sentence(office: Terminal) -> None:
    said = "The trial was held on August 5, 2025; then the writ can issue on August 9, 2025."
    answers = [("What happened", "#(hearing.held)"), ("Record that", ""), ("Keep the", "n")]
    at_screen(office, [answers[0], answers[2], answers[1]], "post", "e", said)
    assert last(office)[:2] == ("hearing.held", "2025-08-05")


def test_acts__of_one_sentence_with_days__have_each_its_own(office: Terminal) -> None:
    said = "The State moved to amend count 2 to simple assault on 5/16/2025, and the court granted "
    office("post", "c", f"{said}it on 5/18/2025")
    assert of_type(office, "motion.filed")[-1]["effective"] == "2025-05-16"
    assert of_type(office, "motion.decided")[-1]["effective"] == "2025-05-18"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("the plaintiff Ida Soto", "Ida Soto"),
        ("the tenant, Ray Po", "Ray Po"),
        ("our client the charging party Ana Bell", "Ana Bell"),
        ("Ida Soto, the plaintiff", "Ida Soto"),
        ("Employer Mutual Inc.", "Employer Mutual Inc."),
        ("the defendant", "the defendant"),
    ],
)
def test_client__told_with_what_they_are__has_the_name_alone(typed: str, name: str) -> None:
    assert without_role(typed) == name
    assert is_client_called("ida soto", "the plaintiff ida soto")


@pytest.mark.parametrize("typed", ["the tenant Ray Po", "tenant Ray Po", "Ray Po"])
def test_opening__with_what_the_client_is__is_for_the_one_added_next(
    terminal: Terminal, typed: str
) -> None:
    said = f"We opened a civil case for {typed}, Ridge LLC v. Po, New Mexico"
    terminal("post", "po", said)
    terminal("post", "po", "Ray Po is the tenant")
    opened = terminal.json("events", "--type", "matter.opened")["events"][-1]["data"]
    added = terminal.json("events", "--type", "party.added")["events"][-1]["data"]
    assert (opened["source_label"]["for"], added["party_id"]) == ("Ray Po", opened["for"])


def test_client__opened_before_with_what_they_are__is_met_by_the_name(terminal: Terminal) -> None:
    opened = ("title=Ridge LLC v. Po", "category=civil", "jurisdiction=NM", "for=party-00000001")
    terminal("post", "po", "matter.opened", *opened, "source_label.for=the tenant Ray Po")
    terminal("post", "po", "Ray Po is the tenant")
    added = terminal.json("events", "--type", "party.added")["events"][-1]["data"]
    assert added["party_id"] == "party-00000001"


def test_party__added_twice__is_said_to_stand_there(office: Terminal) -> None:
    office("post", "c", "Terrence Vale is a codefendant", *ON, code=2)
    assert "Terrence Vale stands here already as codefendant" in office.error
    answers = [("Who", "y"), ("asked whether", "2"), ("Record that", "")]
    shown = at_screen(office, answers, "post", "s", "Terrence Vale is a witness", *ON)
    assert "Terrence Vale, codefendant in c" in shown
    added = office.json("events", "--type", "party.added")["events"]
    assert added[-1]["data"]["party_id"] not in {one["data"]["party_id"] for one in added[:-1]}


@pytest.mark.parametrize(
    ("typed", "privilege"),
    [
        ("His new address is 12 Elm Street, which is private.", "confidential"),
        ("Ms. Roe lives at 4 Oak Road (confidential)", "confidential"),
        ("His mother told us on the phone that he wants to withdraw his plea.", "work_product"),
        ("Opposing counsel emailed us that Vale will talk.", "work_product"),
        ("Dora Roe told us that she was home.", "attorney_client"),
    ],
)
def test_word__for_the_office_alone__is_in_no_document_for_a_court(
    office: Terminal, typed: str, privilege: str, tmp_path: Path
) -> None:
    office("post", "c", typed, *ON)
    found = office.json("events")["events"][-1]
    assert found["source"]["privilege"] == privilege
    made = tmp_path / "c.csv"
    office("export", "c", "--format", "csv", "--output", str(made))
    told = made.read_text(encoding="utf-8")
    assert "burglary" in told
    assert found["event_id"] not in told


def test_day__of_an_appearance__is_the_one_told_behind_it(office: Terminal) -> None:
    told = office("post", "c", "Terrence Vale made his initial appearance on August 6, 2025.")
    assert "Recorded: Terrence Vale's initial appearance held." in told
    assert last(office)[1] == "2025-08-06"


@pytest.mark.parametrize(
    ("charge", "of", "item"),
    [
        ("burglary charge", "against Mr. Vale", "count-1"),
        ("burglary charge", "of Ms. Roe", "count-1-2"),
    ],
)
def test_charge__of_somebody_with_a_title__is_theirs_at_a_terminal(
    office: Terminal, charge: str, of: str, item: str
) -> None:
    said = f"The {charge} {of} was actually dismissed with prejudice."
    answers = [("What happened", "#(charge.dismissed)"), ("Keep the", "n"), ("Record that", "")]
    shown = at_screen(office, answers, "post", "c", said, *ON)
    assert "There is no item" not in shown
    assert office.json("events")["events"][-1]["data"]["item_id"] == item


def test_item__by_who_has_it_with_a_title__is_theirs(office: Terminal) -> None:
    typed = ("charge.dismissed", "item=Mr. Vale", *ON)
    office("post", "c", *typed)
    assert office.json("events")["events"][-1]["data"]["item_id"] == "count-1"
    office("post", "c", "charge.dismissed", "item=Ms. Roe", *ON, code=2)
    assert "Several items answer to 'Ms. Roe'" in office.error


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("In {} the mediation was held", "hearing.held"),
        ("the mediation was held in {}", "hearing.held"),
        ("Lobo was served sometime in {}", "claim.served"),
        ("Sometime in {}, Lobo was served", "claim.served"),
    ],
)
def test_month__alone_before_or_behind_what_was_done__is_the_last_one_that_was(
    terminal: Terminal, typed: str, tag: str
) -> None:
    today = datetime.now(tz=UTC).date()
    last = today.replace(day=1) - timedelta(days=1)
    opened = (last.replace(day=1) - timedelta(days=40)).isoformat()
    terminal("post", "s", "open matter", *OPENED["s"], "--effective", opened)
    for name, role in PARTIES["s"].items():
        terminal("post", "s", "add party", f"name={name}", f"role={role}", "--effective", opened)
    sued = ("cause=negligence", "against=Lobo", "--effective", opened)
    terminal("post", "s", "complaint filed", *sued)
    terminal("post", "s", typed.format(month_name[last.month]))
    [told] = of_type(terminal, tag)
    assert told["effective"] == f"{last:%Y-%m}"
    assert not told["data"].get("name")


def test_license__of_which_the_first_day_alone_has_a_year__is_noted_of_both_days(
    bare_case: Terminal,
) -> None:
    choose(bare_case, date_order="month_first", chosen=True)
    revoked = "The MVD revoked his license on December 29, 2025, and we requested a hearing on "
    bare_case("post", "r", "Roe is charged with DWI", "--effective", "2025-12-01")
    bare_case("post", "r", f"{revoked}January 3")
    days = [one["effective"] for one in of_type(bare_case, "note.recorded")]
    assert days == ["2025-12-29", "2026-01-03"]
