"""post, correct and retract: one event at the command line."""

import getpass
import json
import shlex
from typing import Any

import pytest

from casefile.app import create_app
from casefile.auth.roles import Role
from casefile.auth.tokens import issue
from casefile.cli.assignments import read_typed
from casefile.config import Config
from casefile.store.database import Database
from casefile.words.typed.fields import FieldReader
from tests.cli.conftest import DAY, ON, Terminal

DISMISSAL = (
    "post",
    "baldwin",
    "charge.dismissed",
    "item_id=manslaughter",
    "by=prosecution",
    "prejudice=without",
    "--effective",
    "2023-04-21",
    "--source-kind",
    "filing",
    "--source-document",
    "Notice of dismissal",
)


def label(terminal: Terminal, party: str = "alec-baldwin", as_of: str = "2023-04-21") -> str:
    (track,) = terminal.json("status", party, "--as-of", as_of)["tracks"].values()
    return str(track["label"])


@pytest.mark.parametrize(
    ("tag", "typed", "fields"),
    [
        ("charge.dismissed", ["by=court", "reason=a=b"], {"by": "court", "reason": "a=b"}),
        ("counsel.appeared", ["for=p1", "names=A. Smith"], {"for": "p1", "names": ["A. Smith"]}),
        ("counsel.appeared", ["names=A", "names=B"], {"names": ["A", "B"]}),
        ("counsel.appeared", ['names:=["A"]'], {"names": ["A"]}),
        ("charge.filed", ["count_no=2", "offense=3"], {"count_no": 2, "offense": "3"}),
        ("charge.trial_commenced", ["jury=yes"], {"jury": True}),
        ("charge.trial_commenced", ["jury=false"], {"jury": False}),
        ("claim.settled", ["amount.amount=1.50"], {"amount": {"amount": "1.50"}}),
        (
            "sentence.imposed",
            ["item_ids=c1", 'components:=[{"kind":"fine"}]'],
            {"item_ids": ["c1"], "components": [{"kind": "fine"}]},
        ),
    ],
)
def test_fields__as_typed__become_what_the_type_takes(
    tag: str, typed: list[str], fields: dict[str, Any]
) -> None:
    reader = FieldReader(tag)
    assert reader.data(read_typed(typed)) == fields
    assert reader.misfits == []


@pytest.mark.parametrize(
    "fields",
    [["plea"], ["=x"], ["plea=a", "plea.b=c"], ["plea.b=c", "plea=a"]],
)
def test_fields__that_make_no_sense__are_a_usage_error(
    terminal: Terminal, fields: list[str]
) -> None:
    terminal("post", "m1", "charge.plea_entered", *fields, code=2)
    assert "Error: " in terminal.error


def test_post__the_next_day__changes_the_status(story: Terminal) -> None:
    told = story(*DISMISSAL, "--event-id", "d1", "--by", "Ida")
    assert told.startswith(
        "Recorded: Charge involuntary manslaughter against Alec Baldwin dismissed by the "
        "prosecution without prejudice.\n"
        "  @44 in State of New Mexico v. Alec Baldwin\n"
    )
    assert label(story) == "dismissed without prejudice (refilable until 2026-10-21)"
    posted = story.json("events", "--event", "d1")
    assert (posted["recorded_by"], posted["source"]) == (
        "Ida",
        {"kind": "filing", "document": "Notice of dismissal"},
    )
    assert story(*DISMISSAL, "--event-id", "d1").startswith("Recorded before: ")


def test_post__announcement_of_a_charge_nobody_has_filed__confirmed_as_one(
    story: Terminal,
) -> None:
    announced = ("intended_event=charge.filed", "item_id=second", "actor=the State")
    told = story("post", "baldwin", "intent.announced", *announced, code=1)
    assert "say against whom (party_id)" in story.error
    filing = ("item_id=second", "party_id=alec-baldwin", "offense=perjury")
    posted = ("post", "baldwin", "charge.filed", *filing, "--assertion", "announced")
    told = story(*posted, "--event-id", "a1", "--dry-run")
    assert told.startswith("Would be recorded as announced: Charge filed against Alec Baldwin: ")
    told = story(*posted, "--event-id", "a1")
    assert told.startswith("Recorded as announced: Charge filed against Alec Baldwin: perjury.\n")
    assert story(*posted, "--event-id", "a1").startswith("Recorded before as announced: ")
    told = story("post", "baldwin", "intent.announced", *announced, "party_id=alec-baldwin")
    assert told.startswith(
        "Recorded as announced: Announced for second against Alec Baldwin: charge filed against "
    )


def test_post__without_a_name__is_recorded_by_the_systems_user(story: Terminal) -> None:
    story(*DISMISSAL, "--event-id", "d1")
    assert story.json("events", "--event", "d1")["recorded_by"] == getpass.getuser()


def test_post__dry_run__shows_the_effect_and_writes_nothing(story: Terminal) -> None:
    told = story(*DISMISSAL, "--dry-run")
    assert told.startswith("Would be recorded: ")
    assert "Alec Baldwin (criminal)" in told
    assert told.endswith("Nothing was written.\n")
    assert story.json("events")["head"] == 43
    assert label(story) == "pleaded not guilty"


def test_post__with_every_option__stores_them_all(story: Terminal) -> None:
    options = {
        "--effective": "2023-04",
        "--assertion": "reported",
        "--asserted-by": "A newspaper",
        "--confidence": "disputed",
        "--as-written": "this month",
        "--resolution": "the month of the source",
        "--source-kind": "news",
        "--source-document": "The Gazette",
        "--source-locator": "page 1",
        "--source-quote": "So it is.",
        "--source-date": "2023-04-21",
        "--source-privilege": "work_product",
        "--after": "rust-S08",
        "--resolves": "rust-S09",
        "--event-id": "all",
        "--override-reason": "The docket says so.",
        "--override-authority": "Lead attorney",
    }
    typed = [word for pair in options.items() for word in pair] + ["--resolves", "rust-S10"]
    story("post", "baldwin", "charge.dismissed", "item_id=manslaughter", *typed)
    stored = story.json("events", "--event", "all")
    assert stored["effective"] == "2023-04"
    assert stored["assertion"] == "reported"
    assert stored["links"] == {"after": ["rust-S08"], "resolves": ["rust-S09", "rust-S10"]}
    assert stored["override"] == {"reason": "The docket says so.", "authority": "Lead attorney"}
    assert stored["source"] == {
        "kind": "news",
        "document": "The Gazette",
        "locator": "page 1",
        "quote": "So it is.",
        "date": "2023-04-21",
        "privilege": "work_product",
    }


def test_post__without_a_date__takes_effect_today(terminal: Terminal) -> None:
    fields = ("title=State v. Roe", "category=criminal", "jurisdiction=US-NM")
    answer = terminal.json("post", "m1", "matter.opened", *fields, "--event-id", "o1")
    stored = terminal.json("events", "--event", "o1")
    assert stored["effective"] == stored["recorded_on"]
    assert answer["events"][0]["event_id"] == "o1"


@pytest.mark.parametrize(
    ("typed", "code", "exit_code"),
    [
        (("baldwin", "charge.guessed"), "event.type_unknown", 2),
        (("baldwin", "charge.plea_entered"), "event.invalid", 2),
        (("baldwin", "charge.dismissed", "item_id=c 1"), "event.invalid", 2),
        (("no such", "note.recorded", "text=a"), "matter.unknown", 3),
        (("nowhere", "note.recorded", "text=a"), "matter.unknown", 3),
        (("baldwin", "note.recorded", "text=a", "--effective", "2023-02-30"), "date.invalid", 2),
        (
            ("baldwin", "charge.verdict_returned", "item_id=manslaughter", "verdict=guilty"),
            "verdict.no_trial",
            1,
        ),
    ],
)
def test_post__refused__says_why_in_one_sentence_and_writes_nothing(
    story: Terminal, typed: tuple[str, ...], code: str, exit_code: int
) -> None:
    story("post", *typed, code=exit_code)
    assert f"[{code}]\n" in story.error
    assert story.json("events")["head"] == 43


def test_post__in_json__answers_as_the_api_does(story: Terminal) -> None:
    own = story.json(*DISMISSAL, "--event-id", "d1", "--dry-run")
    database = Database(story.url)
    token = issue(database, "Ida", Role.PARALEGAL, days=1)
    body = {
        "event_id": "d1",
        "type": "charge.dismissed",
        "effective": "2023-04-21",
        "data": {"item_id": "manslaughter", "by": "prosecution", "prejudice": "without"},
        "source": {"kind": "filing", "document": "Notice of dismissal"},
    }
    app = create_app(Config(database_url=story.url), database)
    response = app.test_client().post(
        "/api/matters/baldwin/events?dry_run=true",
        json=body,
        headers={"Authorization": f"Bearer {token}"},
    )
    database.close()
    answer = response.get_json()
    assert own | {"events": []} == answer | {"events": []}
    assert own["events"][0].keys() == answer["events"][0].keys()


def test_correct__a_date__changes_the_answer_from_here_on_and_not_before(story: Terminal) -> None:
    story("correct", "rust-S28", "effective=2023-03-10", "--event-id", "k1")
    assert label(story, "rust-movie-productions", "2023-03-15") == "settled, penalty $100,000"
    before = story.json(
        "status", "rust-movie-productions", "--as-of", "2023-03-15", "--known-at", "@43"
    )
    assert before["tracks"]["regulatory"]["label"] == "none"


def test_correct__a_field_within_a_field__leaves_the_others(story: Terminal) -> None:
    story("correct", "rust-S28", "source.locator=page 3", "penalty.amount=90000.00")
    now = story.json("events", "--event", "rust-S28")["as_corrected"]
    assert now["source"]["locator"] == "page 3"
    assert now["source"]["kind"] == "news"
    assert now["data"]["penalty"] == {"amount": "90000.00", "currency": "USD"}
    story("correct", "rust-S28", "source.date=2023-04-19")
    assert story.json("events", "--event", "rust-S28")["as_corrected"]["source"] == {
        **now["source"],
        "date": "2023-04-19",
    }


def test_correct__to_null__takes_an_optional_field_away(story: Terminal) -> None:
    story("correct", "rust-S28", "penalty:=null")
    assert label(story, "rust-movie-productions") == "settled"


def test_correct__what_may_not_change__is_refused(story: Terminal) -> None:
    story("correct", "rust-S28", "item_id=other", code=1)
    assert "[correction.field_fixed]" in story.error
    story("correct", "rust-S28", "recorded_at=2020-01-01", code=2)
    story("correct", "nothing", "effective=2020", code=3)
    assert story.error == "There is no event nothing. [event.unknown]\n"


def test_correct__of_whom_an_act_is__offers_the_commands_that_record_the_same_again(
    bare_suit: Terminal,
) -> None:
    suit = bare_suit
    suit("post", "l", "Cy Low, defendant", "--effective", "2025-04-09")
    suit("post", "l", "Lee sued Lobo Inc. and Low for negligence", "--effective", "2025-04-10")
    said = ("amount=$210,000", "needs_approval=yes", "--asserted-by", "counsel's office")
    source = ("--source-kind", "filing", "--source-document", "Notice", "--confidence", "inferred")
    on = ("--effective", "2025-05", "--received", "2025-06-01")
    settled = suit.json("post", "l", "claim.settled", "item=negligence", *said, *source, *on)
    event_id = settled["events"][0]["event_id"]
    was = suit.json("events", "--event", event_id)
    suit("correct", event_id, "parties=Low", code=1)
    offered = [line.strip() for line in suit.error.splitlines() if line.startswith("  ")]
    for line in offered:
        suit(*shlex.split(line)[1:])
    now = suit.json("events", "--newest")["events"][0]
    low = suit.json("parties", "--find", "Cy Low")["parties"][0]["party_id"]
    assert now["data"] == was["data"] | {"parties": [low]}
    kept = ("effective", "source", "asserted_by", "confidence", "received")
    assert {name: now[name] for name in kept} == {name: was[name] for name in kept}


def test_retract__a_later_event_rests_on_it__is_refused_and_named(story: Terminal) -> None:
    story("retract", "rust-S31", "--reason", "error", code=1)
    assert "It conflicts with: @41" in story.error


def test_retract__and_its_retraction__restores_what_was(story: Terminal) -> None:
    reported = ("status", "alec-baldwin", "--as-of", "2023-04-20", "--basis", "reported")
    before = story.json(*reported)["tracks"]
    story("retract", "rust-S15", "--reason", "error", "--event-id", "r1")
    assert story.json(*reported)["tracks"]["criminal"]["label"] == "pleaded not guilty"
    story("retract", "r1", "--reason", "error")
    assert story.json(*reported)["tracks"] == before


def test_retract__without_a_reason__is_a_usage_error(story: Terminal) -> None:
    story("retract", "rust-S15", code=2)
    assert "Missing option '--reason'" in story.error


WRONG = ("item_id=manslaughter", "by=nobody", "prejudice=maybe")


def test_post__of_several_wrong_fields__has_each_on_a_line(story: Terminal) -> None:
    story("post", "baldwin", "charge.dismissed", *WRONG, code=2)

    first, *lines = story.error.splitlines()
    assert first.endswith("[event.invalid]")
    assert lines[0] == "  by: It must be one of: court, prosecution, agreement, unknown."
    assert lines[1].startswith("  prejudice: It must be one of: with, without, ")


def test_post__of_several_wrong_fields__has_each_in_json(story: Terminal) -> None:
    story("post", "baldwin", "charge.dismissed", *WRONG, "--json", code=2)

    told = json.loads(story.error)["errors"]
    assert [one["field"] for one in told] == ["data.by", "data.prejudice"]
    assert "court" in told[0]["choices"]


def test_post__that_resolves_a_disposition__reads_it_without_a_warning(story: Terminal) -> None:
    words = ("item_id=manslaughter", "text=Nolle", "--event-id", "words")
    printed = story("post", "baldwin", "charge.disposition_recorded", *words)
    assert 'has not been read: "Nolle". [unread_disposition: @44]' in printed
    assert 'pleaded not guilty; ended as written: "Nolle"' in story("status", "alec-baldwin")
    note = ("item_id=manslaughter", "text=The clerk says that nothing has ended.")
    read = story("post", "baldwin", "note.recorded", *note, "--resolves", "words")
    assert "unread_disposition" not in read
    assert "ended as written" not in story("status", "alec-baldwin")


def test_received__at_the_command_line__is_recorded_and_amended(story: Terminal) -> None:
    story(*DISMISSAL, "--event-id", "gone", "--received", "2023-04-21")
    assert story.json("events", "baldwin")["events"][-1]["received"] == "2023-04-21"
    story("correct", "gone", "received=2023-04-22", "--received", "2023-04-23")
    assert story.json("events", "--event", "gone")["as_corrected"]["received"] == "2023-04-22"
    story("retract", "gone", "--reason", "error", "--received", "2023-04-24")
    assert story.json("events", "baldwin")["events"][-1]["received"] == "2023-04-24"
    for typed in (
        (*DISMISSAL, "--received", "2999-01-01"),
        ("correct", "gone", "received=2999-01-01"),
    ):
        story(*typed, code=1)


def test_received__that_is_no_day__refused(story: Terminal) -> None:
    for typed in ("March 2023", "soon", "2023-04"):
        story(*DISMISSAL, "--received", typed, code=2)
        assert "like 2023-04-" in story.error or "cannot be read as a date" in story.error


def test_refused__for_want_of_another_event__says_the_command_that_records_it(
    story: Terminal,
) -> None:
    sentence = ("sentence.imposed", "items=manslaughter", "components=6 months probation")
    story("post", "baldwin", *sentence, "--effective", "2023-04-22", code=1)
    step = (
        "If the conviction was entered, record that first: casefile post baldwin "
        "charge.conviction_entered item=manslaughter basis=... --effective DAY"
    )
    assert step in story.error.splitlines()
    told = story.json_error("post", "baldwin", *sentence, code=1)
    assert told["missing"] == {
        "type": "charge.conviction_entered",
        "matter_id": "baldwin",
        "data": {"item_id": "manslaughter"},
    }
    conviction = ("item=manslaughter", "basis=unknown", "--effective", "2023-04-22")
    story("post", "baldwin", "charge.conviction_entered", *conviction)
    story("post", "baldwin", *sentence, "--effective", "2023-04-22")
    assert label(story, as_of="2023-04-22").endswith("sentenced to 6 months' probation")


def test_refused__as_what_is_on_record_could_not_stand_any_more__says_nothing_of_the_posted(
    story: Terminal,
) -> None:
    dismissal = ("post", "halls", "charge.dismissed", "by=prosecution", "prejudice=without")
    story(*dismissal, "--effective", "2023-02-10", code=1)
    assert "It would make a later event illegal" in story.error
    assert "follows on" not in story.error.partition("illegal")[0]
    assert "What can follow there" not in story.error


def test_post__as_people_say_it__is_recorded_and_says_what_it_was_read_as(story: Terminal) -> None:
    typed = ("Alec Baldwin", "charge dismissed", "item=involuntary manslaughter", "by=the State")
    dated = ("prejudice=without prejudice", "--effective", "2023-04-21", "--event-id", "d1")
    told = story("post", *typed, *dated)
    assert told.startswith(
        "Recorded: Charge involuntary manslaughter against Alec Baldwin dismissed by the "
        "prosecution without prejudice.\n"
    )
    assert [line.partition(" (")[0] for line in story.error.splitlines()] == [
        "Read as 'Alec Baldwin' = baldwin",
        "Read as type = charge.dismissed",
        "Read as item = manslaughter",
        "Read as by = prosecution",
        "Read as prejudice = without",
    ]


def test_post__of_what_can_mean_several__asks_which_and_exits_with_two(story: Terminal) -> None:
    story("matters", "State", code=2)
    first, *lines = story.error.splitlines()
    assert first == "Several matters answer to 'State': say which by its id. [input.several]"
    assert len(lines) > 1
    assert all(": State " in line for line in lines)
    told = story.json_error("matters", "State", code=2)
    assert {one["id"] for one in told["candidates"]} >= {"baldwin", "halls"}


@pytest.mark.parametrize(
    "typed",
    [
        ("correct", "@44", "reason=Typed in error"),
        ("correct", "44", "reason=Typed in error"),
        ("correct", "long-id-of", "reason=Typed in error"),
        ("events", "--event", "44"),
        ("post", "baldwin", "note.recorded", "text=a", "--after", "@44"),
        ("retract", "44", "--reason", "error"),
    ],
)
def test_event__called_by_its_number_or_how_it_begins__is_the_one(
    story: Terminal, typed: tuple[str, ...]
) -> None:
    story(*DISMISSAL, "--event-id", "long-id-of-an-event")
    story(*typed)
    assert "long-id-of-an-event (charge.dismissed in baldwin, no. 44)" in story.error


def test_post__with_everything_wrong__is_told_at_once_in_words(story: Terminal) -> None:
    wrong = ("item_id=manslaugter", "by=nobody", "prejudise=with", "prejudice=maybe")
    story("post", "baldwin", "charge.dismissed", *wrong, "--assertion", "occurred", code=2)
    lines = story.error.splitlines()[1:]
    assert [line.strip().partition(":")[0] for line in lines] == [
        *("item", "by", "prejudise", "prejudice"),
    ]
    assert "Did you mean manslaughter (" in lines[0]
    assert "Did you mean prejudice?" in lines[2]
    assert story.json("events")["head"] == 43


def test_type__nearly_right__names_the_nearest(story: Terminal) -> None:
    story("post", "baldwin", "charge.dismised", "item_id=manslaughter", code=2)
    assert story.error == (
        "There is no type of event called 'charge.dismised'. Did you mean charge.dismissed? "
        "[event.type_unknown]\n"
    )


def test_post__an_event_conflicts_with_another_one_of_its_post__is_told(
    bare_case: Terminal,
) -> None:
    bare_case("post", "r", "Roe is charged with fraud", *DAY)
    bare_case("post", "r", "Roe pleaded guilty to fraud; Roe was acquitted of fraud", *ON, code=1)
    assert "There is no trial for this verdict." in bare_case.error
    of_the_post = "It conflicts with: charge.plea_entered of 2025-05-20, posted with it."
    assert of_the_post in bare_case.error
