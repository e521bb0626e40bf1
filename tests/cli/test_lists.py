"""parties, matters and events: the lists of the office, and what is looked for in them."""

from __future__ import annotations

from tests.cli.conftest import ON, Terminal
from tests.cli.test_days import choose


def flat(printed: str) -> str:
    return " ".join(printed.split())


def test_parties__of_the_office__are_listed_with_their_roles(story: Terminal) -> None:
    printed = flat(story("parties"))
    assert "alec-baldwin Alec Baldwin" in printed
    assert "defendant in baldwin" in printed
    assert flat(story("parties", "--find", "BÁLD")).count("baldwin") >= 1
    assert story("parties", "--find", "nobody") == "No party.\n"
    assert story("parties", "alec", "BÁLD") == story("parties", "--find", "alec BÁLD")
    assert story("parties", "--name", "alec BÁLD") == story("parties", "alec", "BÁLD")
    assert story("parties", "--known-at", "@1") == "No party.\n"


def test_parties__page_by_page__go_on_from_the_hint(story: Terminal) -> None:
    first = story("parties", "--limit", "1")
    (hint,) = (line for line in first.splitlines() if line.startswith("There are more: "))
    rest = story.json("parties", *hint.removeprefix("There are more: ").split())
    whole = story.json("parties")
    assert rest["parties"] == whole["parties"][1:]


def test_parties__in_very_many_matters_of_one_role__name_the_first(terminal: Terminal) -> None:
    for number in range(7):
        opening = ("title=T", "category=civil", "jurisdiction=US")
        terminal("post", f"m{number}", "matter.opened", *opening)
        adding = ("party_id=us", "name=United States", "kind=government", "role=plaintiff")
        terminal("post", f"m{number}", "party.added", *adding)
    assert "plaintiff in m6, m5, m4, m3, m2 and 2 more" in flat(terminal("parties"))


def test_party__who_took_another_name__is_told_by_that_of_the_day_and_by_both(
    bare_case: Terminal,
) -> None:
    renamed = ("party changed", "party=Ann Roe", "name=Ann Lee", "reason=marriage", *ON)
    bare_case("post", "r", *renamed)
    days = ("2025-05-19", "2025-05-20")
    told = (
        "Ann Roe, now Ann Lee (since 2025-05-20)",
        "Ann Lee, formerly Ann Roe (until 2025-05-20)",
    )
    for day, said in zip(days, told, strict=True):
        for asked in (("status", "ann roe"), ("matters", "r")):
            assert said in bare_case(*asked, "--as-of", day)
    listed = " ".join(bare_case("parties", "roe").split())
    assert "Ann Lee formerly Ann Roe (until 2025-05-20)" in listed


def test_matters__found_without_accents_and_case(story: Terminal) -> None:
    assert story.json("matters", "--find", "MÉXICO baldwin")["matters"]
    assert story("matters", "--find", "nowhere") == "No matter.\n"


def test_events__sought__listed_and_the_hint_keeps_what_was_known(story: Terminal) -> None:
    asked = ("events", "--party", "alec-baldwin", "--type", "charge")
    whole = story.json(*asked)["events"]
    assert {one["type"].partition(".")[0] for one in whole} == {"charge"}
    assert {one["matter_id"] for one in whole} == {"baldwin"}
    first = story(*asked, "--limit", "1")
    (hint,) = (line for line in first.splitlines() if line.startswith("There are more: "))
    assert hint.startswith("There are more: --known-at @43 --after ")
    rest = story.json(*asked, *hint.removeprefix("There are more: ").split())["events"]
    assert rest == whole[1:]
    newest = story.json(*asked, "--newest")["events"]
    assert newest == whole[::-1]


def test_events__of_days_and_by_whom__listed(story: Terminal) -> None:
    by = story.json("events", "--limit", "1")["events"][0]["recorded_by"]
    assert len(story.json("events", "--recorded-by", by)["events"]) == len(
        story.json("events")["events"]
    )
    assert story("events", "--recorded-by", "nobody") == "No event.\n"
    assert story("events", "--recorded-to", "2023-04-18") == "No event.\n"
    assert story("events", "--recorded-to", "2023-04-20") != "No event.\n"
    days = ("--from", "2023-04-20", "--to", "2023-04-20")
    dated = story.json("events", "baldwin", *days)["events"]
    assert "rust-S14" in {one["event_id"] for one in dated}
    assert {one["matter_id"] for one in dated} == {"baldwin"}
    assert "rust-S01" not in {one["event_id"] for one in dated}
    story("events", "--type", "charg", code=2)
    assert "There is no type of event called 'charg'" in story.error
    story("events", "--party", "nobody", code=3)


def test_events__one_of_them_and_what_is_sought__is_no_question(story: Terminal) -> None:
    story("events", "--event", "rust-S06", "--party", "alec-baldwin", code=2)
    story("events", "--event", "rust-S06", "--newest", code=2)


def test_events__and_what_is_known__are_told_by_the_offices_clocks(story: Terminal) -> None:
    choose(story, time_zone="America/Denver")
    told = story("events", "--limit", "1")
    assert "Recorded (America/Denver)" in told
    assert "2023-04-19 18:00:00" in told
    assert "2023-04-19 18:00:00 (America/Denver)" in story("events", "1")
    known = "2023-04-19T18:00:00-06:00"
    assert f"as known at {known} (position 43)" in story("status", "alec-baldwin")
    assert f"as known at {known} (" in story("status", "alec-baldwin", "--known-at", known)


def test_matters__whose_client_was_replaced__say_who_stands_there_and_for_whom(
    terminal: Terminal,
) -> None:
    opening = ("title=Lee v. Lo", "category=civil", "jurisdiction=US", "for=ann", *ON)
    terminal("post", "m", "matter.opened", *opening)
    terminal("post", "m", "party.added", "party_id=ann", "name=Ann Lee", "role=plaintiff", *ON)
    assert flat(terminal("matters")).endswith("Ann Lee")
    estate = ("party_id=est", "name=Estate of Lee", "kind=organization", "role=plaintiff", *ON)
    terminal("post", "m", "party.added", *estate)
    terminal("post", "m", "party.substituted", "from=ann", "to=est", "reason=death", *ON)
    assert flat(terminal("matters")).endswith("Estate of Lee (in the place of Ann Lee)")


def test_deadlines__of_a_matter__are_those_to_come_and_overdue(bare_suit: Terminal) -> None:
    bare_suit("post", "l", "deadline.set", "kind=witness list", "due=2025-06-02", *ON)
    bare_suit("post", "l", "deadline.set", "kind=reply", "due=2096-06-02", *ON)
    bare_suit("post", "l", "deadline.set", "kind=answer", "due=2025-05-25", *ON)
    bare_suit("post", "l", "deadline met", "deadline=answer", "--effective", "2025-05-24")
    bare_suit("post", "l", "hearing.scheduled", "kind=trial", "at=2096-06-03", *ON)
    listed = bare_suit("deadlines", "l")
    assert "OVERDUE" in listed
    assert [one["kind"] for one in bare_suit.json("deadlines")["entries"]] == [
        "witness list",
        "reply",
    ]
    every = bare_suit.json("deadlines", "Lee v. Lobo", "--all")["entries"]
    assert [one["kind"] for one in every] == ["answer", "witness list", "reply"]
