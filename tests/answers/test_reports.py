"""The status report: parties counted by headline, which agrees with the answer for each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from sqlalchemy import select

from casefile.answers.paging import Pin, question_of
from casefile.answers.standing import headlines
from casefile.answers.standing.status import ON_DAY, as_seen
from casefile.errors import Malformed, Unknown
from casefile.law.headline_codes import HEADLINES
from casefile.law.status import by_track
from casefile.projections.matters import matters
from tests.asking import Answers
from tests.databases import Databases
from tests.histories import Office, open_office
from tests.recording.test_properties import DAYS, accepted, examine, histories, opened

PARTIES = ("p0", "p1", "p2", "p3")
HISTORY = """
2021-06-01 party.added party_id=p2
2021-06-01 party.added party_id=p3
2022-01-01 charge.filed item_id=c1
2022-02-01 charge.plea_entered item_id=c1 plea=not_guilty
2022-01-01 charge.filed item_id=c2 party_id=p2 severity=felony degree=4
2022-03 charge.dismissed item_id=c2 prejudice=without
2022-01-01 charge.filed item_id=c3 party_id=p3
2022-04-01 charge.dismissed item_id=c3 prejudice=with
2022-01-01 claim.filed item_id=k1 against=p1,p2
2022-01-01 charge.filed item_id=c1 @m2
2022-05-01 charge.plea_entered item_id=c1 plea=guilty @m2
2021-03-01 matter.docket_number_assigned court_id=nmd docket_no=1 @m2
"""


@pytest.fixture
def answers(office: Office) -> Answers:
    office.open("m2")
    office.post(HISTORY)
    return Answers(office.database)


def counted(answers: Answers, on: str, **how: Any) -> dict[str, tuple[int, int]]:
    """Return (parties, certain) by track and headline."""
    report = answers.status_report(as_of=on, **how)
    for line in report["lines"]:
        assert line["parties"] == line["certain"] + line["possible"]
    return {
        f"{line['track']} {line['headline']}": (line["parties"], line["certain"])
        for line in report["lines"]
    }


def listed(answers: Answers, line: str, on: str, **how: Any) -> list[str]:
    """Return the parties behind a line, given as `track headline`."""
    page = answers.parties_by_headline(*line.split(), as_of=on, **how)
    return [one["party_id"] for one in page["parties"]]


def test_report__as_of_a_day__counts_each_party_once_a_track_by_its_headline(
    answers: Answers,
) -> None:
    assert counted(answers, "2021-12-31") == {"civil none": (2, 2), "criminal none": (3, 3)}
    assert counted(answers, "2022-03-15") == {
        "civil filed": (2, 2),
        "criminal pleaded_not_guilty": (1, 1),
        "criminal charged": (2, 1),
    }
    assert counted(answers, "2022-12-31") == {
        "civil filed": (2, 2),
        "criminal plea_tendered": (1, 1),
        "criminal dismissed:without:refilable": (1, 1),
        "criminal dismissed:with": (1, 1),
    }


def test_report__of_a_court__has_only_the_items_of_its_matters(answers: Answers) -> None:
    report = answers.status_report(as_of="2022-12-31", court="nmd")

    assert (report["matters"], report["parties"]) == (1, 1)
    assert counted(answers, "2022-12-31", court="nmd") == {"criminal plea_tendered": (1, 1)}
    assert counted(answers, "2022-12-31", court="nmd", category="civil") == {}
    for asked in (answers.status_report, answers.unread):
        with pytest.raises(Unknown, match="is in a court 'nowhere'; there are nmd"):
            asked(court="nowhere")


def test_report__of_a_category__has_only_the_items_of_its_matters(
    answers: Answers, office: Office
) -> None:
    office.post(
        "2021-01-01 matter.opened @m3 category=traffic\n2021-01-01 party.added @m3\n"
        "2022-01-01 charge.filed @m3 item_id=c9"
    )

    assert counted(answers, "2022-12-31", category="traffic") == {"criminal charged": (1, 1)}


def test_report__known_at__counts_what_was_known_then(answers: Answers, office: Office) -> None:
    before = counted(answers, "2022-12-31")
    position = office.position
    office.post("2022-06-01 charge.conviction_entered item_id=c1 basis=plea_guilty @m2")

    assert "criminal convicted" in counted(answers, "2022-12-31")
    assert counted(answers, "2022-12-31", known_at=f"@{position}") == before
    assert counted(answers, "2022-12-31", known_at="@0") == {}


def test_report__person_under_two_ids__counts_once_from_the_merger_on(
    answers: Answers, office: Office
) -> None:
    before = office.position
    office.post("2022-05-01 party.merged from=p3 into=p2")

    assert counted(answers, "2022-12-31")["criminal dismissed:without:refilable"] == (1, 1)
    assert "criminal dismissed:with" not in counted(answers, "2022-12-31")
    assert "criminal dismissed:with" in counted(answers, "2022-12-31", known_at=f"@{before}")


def test_report__on_the_reported_basis__counts_what_sources_say(
    answers: Answers, office: Office
) -> None:
    office.post("2022-06-01 charge.dismissed item_id=c1 (reported) @m2")

    assert "criminal plea_tendered" in counted(answers, "2022-12-31")
    reported = counted(answers, "2022-12-31", basis="reported")
    assert "criminal plea_tendered" not in reported
    assert reported["criminal pleaded_not_guilty"] == (1, 1)


def test_report__item_of_nobody__is_counted_apart(answers: Answers, office: Office) -> None:
    assert answers.status_report(as_of="2022-12-31")["items_without_party"] == 0

    office.post("2022-06-01 charge.plea_entered item_id=c8 plea=guilty !")

    office.post("2022-06 charge.plea_entered item_id=c7 plea=guilty !")

    assert answers.status_report(as_of="2022-05-31")["items_without_party"] == 0
    assert answers.status_report(as_of="2022-06-15")["items_without_party"] == 1
    assert answers.status_report(as_of="2022-12-31")["items_without_party"] == 2
    assert answers.status_report(as_of="2022-12-31", court="nmd")["items_without_party"] == 0


def test_report__possible_event_on_an_enhancement__leaves_the_headline_certain(
    answers: Answers, office: Office
) -> None:
    office.post(
        "2022-02-01 charge.filed item_id=e1 party_id=p3 kind=enhancement attaches_to=c3\n"
        "2022-06 charge.dismissed item_id=e1"
    )

    assert counted(answers, "2022-06-15")["criminal dismissed:with"] == (1, 1)
    assert answers.status("p3", as_of="2022-06-15")["tracks"]["criminal"]["certain"] is True


def test_report__name_not_yet_known__is_not_counted_as_the_status_has_none(
    answers: Answers, office: Office
) -> None:
    office.post(
        '2021-01-01 counsel.appeared for=p9 names=["Roe"]\n'
        "2022-01-01 charge.filed item_id=c9 party_id=p9\n"
        "2021-01-01 party.added party_id=p9"
    )
    between = f"@{office.position - 1}"

    assert answers.status("p9", as_of="2022-01-15", known_at=between)["tracks"] == {}
    assert counted(answers, "2022-01-15", known_at=between)["criminal charged"] == (3, 3)
    assert counted(answers, "2022-01-15")["criminal charged"] == (4, 4)


def test_report__lines__stand_in_the_order_of_exposure(answers: Answers) -> None:
    lines = [one["headline"] for one in answers.status_report(as_of="2022-12-31")["lines"]]

    assert lines == ["filed", "plea_tendered", "dismissed:without:refilable", "dismissed:with"]


UNREAD = """
words: 2022-06-01 charge.disposition_recorded item_id=c1 text=Closed.
2022-06 charge.disposition_recorded item_id=c1 text=Held. @m2
"""


def test_report__something_unread__never_certain_and_in_a_column_of_its_own(
    answers: Answers, office: Office
) -> None:
    office.post(UNREAD)
    lines = answers.status_report(as_of="2022-12-31")["lines"]
    found = {one["headline"]: (one["certain"], one["possible"], one["unread"]) for one in lines}
    assert found["plea_tendered"] == (0, 1, 1)
    assert found["dismissed:with"] == (1, 0, 0)
    assert counted(answers, "2022-05-31")["criminal plea_tendered"] == (1, 1)
    page = answers.parties_by_headline("criminal", "plea_tendered", as_of="2022-12-31")
    assert page["parties"][0]["label"].endswith('ended as written: "Held."')


def test_unread__of_the_office__listed_by_item_with_the_words(
    answers: Answers, office: Office
) -> None:
    office.post(UNREAD)
    listed = answers.unread(as_of="2022-12-31")
    assert listed["dispositions"][0] == {
        "matter_id": "m1",
        "item_id": "c1",
        "party_id": "p1",
        "name": "Pat Doe",
        "words": "Closed.",
        "certain_from": "2022-06-01",
        "events": ["words"],
    }
    assert [one["words"] for one in listed["dispositions"]] == ["Closed.", "Held."]
    assert listed["next"] is None
    within = answers.unread(as_of="2022-06-15")["dispositions"]
    assert within[1]["certain_from"] == "2022-06-30"
    assert answers.unread(as_of="2022-05-31")["dispositions"] == []
    assert answers.unread(as_of="2022-12-31", known_at="@3")["dispositions"] == []


def test_unread__of_a_court_by_pages__each_once(answers: Answers, office: Office) -> None:
    office.post(UNREAD)
    office.post("2022-06-02 charge.disposition_recorded item_id=c1 text=Again.")
    court = answers.unread(as_of="2022-12-31", court="nmd")["dispositions"]
    assert [one["words"] for one in court] == ["Held."]
    found: list[str] = []
    after = None
    while not found or after:
        page = answers.unread(as_of="2022-12-31", limit=1, after=after)
        found += [one["words"] for one in page["dispositions"]]
        after = page["next"]
    assert found == ["Closed.", "Again.", "Held."]


@pytest.mark.parametrize("after", ["x", "a/b/c/d", "a/b/c//1/2", "a/b/c//9999999999"])
def test_unread__after_what_is_no_page__refused(answers: Answers, after: str) -> None:
    with pytest.raises(Malformed) as refused:
        answers.unread(after=after)

    assert refused.value.code == "page.after"


def test_report__of_a_court__charge_that_was_bound_over_elsewhere_goes_on_there(
    answers: Answers, office: Office
) -> None:
    office.post(
        "2022-06-01 charge.moved item_id=c1 to=m1/c8 @m2\n2022-07-01 charge.filed item_id=c8"
    )
    court = {"court": "nmd"}
    assert counted(answers, "2022-06-30", **court) == {"criminal plea_tendered": (1, 1)}
    assert counted(answers, "2022-07-01", **court) == {"criminal moved": (1, 1)}
    page = answers.parties_by_headline("criminal", "moved", as_of="2022-07-01", **court)
    assert [one["label"] for one in page["parties"]] == [
        "goes on as manslaughter (filed 2022-07-01) in State v. Doe"
    ]


def test_report__of_a_court__person_under_two_ids__charge_goes_on_under_the_other(
    answers: Answers, office: Office
) -> None:
    office.post(
        "2022-06-01 charge.moved item_id=c1 to=m1/c8 @m2\n"
        "2022-07-01 charge.filed item_id=c8 party_id=p2\n2022-05-01 party.merged from=p1 into=p2"
    )
    assert counted(answers, "2022-07-01", court="nmd") == {"criminal moved": (1, 1)}


def test_list__behind_a_line__has_its_parties_with_name_and_label(answers: Answers) -> None:
    page = answers.parties_by_headline("criminal", "dismissed:with", as_of="2022-12-31")

    assert page["next"] is None
    assert page["parties"] == [
        {
            "party_id": "p3",
            "name": "Pat Doe",
            "label": "dismissed with prejudice",
            "certain": True,
            "matters": ["m1"],
        }
    ]


def test_list__of_a_merged_person__stands_under_the_first_id_that_has_a_name(
    answers: Answers, office: Office
) -> None:
    office.post("2022-05-01 party.merged from=p1 into=p2")
    for page in (1, 2):
        found = answers.parties_by_headline(
            "criminal", "plea_tendered", as_of="2022-12-31", limit=page
        )
        assert [one["party_id"] for one in found["parties"]] == ["p1"]
        assert found["next"] is None
    line = ("headline", "criminal", "plea_tendered", None, "record", None, None)
    asked = question_of(None, "2022-12-31", listed=line)
    behind = Pin(office.position, "2022-12-31", asked, "p1").text
    assert listed(answers, "criminal plea_tendered", "2022-12-31", after=behind) == []


def test_list__of_who_is_only_reported_to_be_charged__is_that_of_all_who_are_called_so(
    database_url: str,
) -> None:
    with open_office(database_url, parties=("p1", "p2")) as office:
        office.post(
            """
            2023-01-10 charge.filed party_id=p1 item_id=c1 (reported)
            2023-01-10 charge.filed party_id=p2 item_id=c2
            """
        )
        asked = Answers(office.database)
        (line,) = asked.status_report(as_of="2022-12-31")["lines"]
        assert (line["name"], line["headline"], line["parties"]) == ("criminal", "none", 2)
        assert (
            len(asked.parties_by_headline("criminal", "none", as_of="2022-12-31")["parties"]) == 2
        )


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_list__by_pages__has_everybody_once(
    answers: Answers, office: Office, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(headlines, "PAGE", 2)
    # Each id begins with the one before it.
    ids = ["q" * number for number in range(1, 8)]
    for one in ids:
        office.post(
            f"2022-01-01 party.added party_id={one}\n"
            f"2022-01-01 charge.filed item_id={one} party_id={one}"
        )
    office.post(f"2022-05-01 party.merged from={ids[1]} into={ids[5]}")
    line = ("criminal", "charged")
    found: list[str] = []
    after = None
    while True:
        page = answers.parties_by_headline(*line, as_of="2022-12-31", after=after, limit=limit)
        assert len(page["parties"]) <= limit
        found += [one["party_id"] for one in page["parties"]]
        after = page["next"]
        if after is None:
            break
        assert len(found) < len(ids)

    assert found == [one for one in ids if one != ids[5]]
    assert counted(answers, "2022-12-31")["criminal charged"] == (6, 6)


@pytest.mark.parametrize(
    ("track", "headline", "code"),
    [("canon", "none", "report.track"), ("civil", "guilty", "report.headline")],
)
def test_list__of_what_is_no_line__refused(
    answers: Answers, track: str, headline: str, code: str
) -> None:
    with pytest.raises(Malformed) as refused:
        answers.parties_by_headline(track, headline)

    assert refused.value.code == code


def expected(answers: Answers, **coordinates: Any) -> Counter[tuple[str, str, str | None, bool]]:
    """Count the status answers of all parties, one by one, each person once."""
    persons: dict[frozenset[str], dict[str, Any]] = {}
    for party in PARTIES:
        try:
            answer = answers.status(party, **coordinates)
        except Unknown:
            continue
        group = frozenset({party, *answer["party"].get("merged", ())})
        persons.setdefault(group, answer["tracks"])
        assert persons[group] == answer["tracks"]
    return Counter(
        (track, found["status"], found["prejudice"], found["certain"])
        for tracks in persons.values()
        for track, found in tracks.items()
    )


def reported(answers: Answers, **coordinates: Any) -> Iterator[tuple[str, str, str | None, bool]]:
    """Yield the lines of the report as `expected` has them, a party each."""
    for line in answers.status_report(**coordinates)["lines"]:
        status, _, rest = line["headline"].partition(":")
        prejudice = rest.partition(":")[0] if status == "dismissed" else None
        for certain in ("certain", "possible"):
            for _ in range(line[certain]):
                yield line["track"], status, prejudice, certain == "certain"


def without_settled(
    lines: Counter[tuple[str, str, str | None, bool]],
) -> Counter[tuple[str, str, str | None, bool]]:
    """Leave the prejudice out where a settled claim was dismissed as well: the report does."""
    found: Counter[tuple[str, str, str | None, bool]] = Counter()
    for (track, status, prejudice, certain), count in lines.items():
        kept = prejudice if status == "dismissed" else None
        found[track, status, kept, certain] += count
    return found


@st.composite
def lives_of_more(draw: st.DrawFn) -> list[str]:
    """Draw a history with two more parties in it, and persons under up to four ids."""
    lines = draw(histories())
    known = ["2023-01-01 party.added party_id=p0", "2023-01-01 party.added party_id=p3 @m2"]
    known += ["2023-01-05 charge.filed item_id=d0 party_id=p0 kind=offense"]
    known += ["2023-01-05 claim.filed item_id=d3 against=p3 @m2"]
    pairs = st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES))
    merged = draw(st.lists(pairs.filter(lambda pair: pair[0] != pair[1]), max_size=3))
    known += [f"2023-02-02 party.merged from={one} into={other}" for one, other in merged]
    known += ["2021-01-01 matter.docket_number_assigned court_id=nmd docket_no=1 @m2"]
    return [line for one in zip(lines, known, strict=False) for line in one] + lines[len(known) :]


def test_report__on_random_histories__is_a_loop_over_the_status_of_every_party(
    databases: Databases,
) -> None:
    def examine_one(drawn: tuple[list[str], list[tuple[str, int, str]]]) -> None:
        lines, asked = drawn
        with opened(databases) as office:
            hypothesis.note("\n".join(accepted(office, lines)))
            answers = Answers(office.database)
            for day, cut, basis in asked:
                at = {"as_of": day, "known_at": f"@{cut % (office.position + 1)}", "basis": basis}
                of_report = Counter(reported(answers, **at))
                assert of_report == without_settled(expected(answers, **at))
                _agrees_in_the_court(office, answers, at)
                _lists_agree(answers, at)

    asked = st.tuples(
        st.sampled_from(DAYS), st.integers(0, 60), st.sampled_from(("record", "reported"))
    )
    examine(databases, st.tuples(lives_of_more(), st.lists(asked, min_size=2)), examine_one)


def _agrees_in_the_court(office: Office, answers: Answers, at: dict[str, Any]) -> None:
    """Compare the report of one court with the rule applied to its items alone."""
    position, on = int(at["known_at"][1:]), date.fromisoformat(at["as_of"])
    with office.database.read() as connection:
        rows = list(connection.execute(ON_DAY, {"position": position, "day": at["as_of"]}))
        known = select(matters.c.matter_id, matters.c.court_id).where(
            matters.c.known_from <= position, matters.c.known_to > position
        )
        courts = {row.matter_id: row.court_id for row in connection.execute(known)}
    lines: Counter[tuple[str, str, bool]] = Counter()
    persons = {
        frozenset({party, *found.get("merged", ())})
        for party in PARTIES
        if "name" in (found := _who(answers, party, at))
    }
    for person in persons:
        own = [tuple(row) for row in rows if row.party_id in person]
        here = [row for row in own if courts.get(row[0]) == "nmd"]
        elsewhere = as_seen(row for row in own if courts.get(row[0]) != "nmd")
        for track, stands in by_track(as_seen(here), on, at["basis"], elsewhere).items():
            lines[track, stands.status, stands.certain] += 1
    try:
        told = list(reported(answers, court="nmd", **at))
    except Unknown:  # the matter of that court was never opened
        assert "nmd" not in courts.values()
        told = []
    assert Counter((track, status, certain) for track, status, _, certain in told) == lines


def _who(answers: Answers, party: str, at: dict[str, Any]) -> dict[str, Any]:
    try:
        found: dict[str, Any] = answers.status(party, **at)["party"]
    except Unknown:
        return {}
    return found


def _lists_agree(answers: Answers, at: dict[str, Any]) -> None:
    """Check that behind every line are as many parties as it counts, with the status it names."""
    for line in answers.status_report(**at)["lines"]:
        page = answers.parties_by_headline(line["track"], line["headline"], **at)
        assert len(page["parties"]) == line["parties"]
        for one in page["parties"]:
            status = answers.status(one["party_id"], **at)["tracks"][line["track"]]
            assert status["status"] == line["headline"].partition(":")[0]
            assert (one["label"], one["certain"]) == (status["label"], status["certain"])
        assert line["headline"] in HEADLINES[line["track"]]


def test_caseload__of_a_plea_withdrawn__says_nobody_has_denied(office: Office) -> None:
    office.open()
    office.post(
        "2023-01-01 charge.filed\n2023-01-02 charge.plea_entered plea=no_contest\n"
        "2023-01-05 charge.plea_withdrawn"
    )
    answers = Answers(office.database, office.recorder.clock.now_us)
    states = [one["state"] for one in answers.caseload()["states"]]
    assert states == list(office.status()["breakdown"]) == ["plea_withdrawn"]


AGAIN = """2023-01-01 charge.filed offense=theft
2023-01-02 charge.plea_entered plea=not_guilty
2023-01-01 charge.filed item_id=e1 kind=enhancement attaches_to=c1 offense=firearm
2023-02-01 charge.filed item_id=n1 offense=theft
2023-02-01 charge.filed item_id=e2 kind=enhancement attaches_to=n1 offense=firearm
2023-02-01 charges.superseded old=c1,e1 new=n1,e2
2023-03-01 charge.dismissed item_id=e2
2023-04-01 charge.dismissed item_id=n1
2023-05-01 charge.dismissed
2023-06-01 charge.dismissed item_id=e1"""
AGAIN_ON = ["2023-01-01", "2023-02-01", "2023-03-01", "2023-04-01", "2023-05-01", "2023-06-01"]


@pytest.mark.parametrize("day", AGAIN_ON)
def test_superseded__on_every_day__stands_alike_in_every_answer(office: Office, day: str) -> None:
    office.open()
    office.post(AGAIN)
    answers = Answers(office.database, office.recorder.clock.now_us)
    track = answers.status("p1", as_of=day)["tracks"]["criminal"]

    def told(items: list[dict[str, Any]], *says: str) -> dict[str, list[Any]]:
        filed = [one for one in items if one["state"] != "none"]
        # What is filed later makes a name longer, by the day.
        return {one["item_id"]: [plain(one[say]) for say in says] for one in filed}

    def plain(said: Any) -> Any:
        return said.replace(" (filed 2023-01-01)", "") if isinstance(said, str) else said

    stands = [*track["items"], *track["enhancements"]]
    spans = answers.history("p1")["spans"]
    held = [one for one in spans if one["valid_from"] <= day < one["valid_to"]]
    says = ("state", "label", "evidence")
    assert told(held, *says) == told(stands, *says)
    # A matter says of its charges also against whom they are.
    there = answers.matter("m1", as_of=day)["items"]
    assert told(there, "state", "evidence") == told(stands, "state", "evidence")
    counts = {one["state"]: one["items"] for one in answers.caseload(as_of=day)["states"]}
    # What went on as another is counted with that, and no dismissal of its own.
    counted = told(stands, "state", "label").values()
    assert counts == Counter("superseded" if "went on" in said else one for one, said in counted)


def test_caseload__of_what_counts_again__counts_its_matter_and_party_once(office: Office) -> None:
    """Beside others in that state, in the same matter and in another one."""
    office.open().open("m2")
    office.post(
        "2023-01-01 charge.filed\n2023-02-01 charge.filed item_id=n1\n"
        "2023-02-01 charges.superseded old=c1 new=n1\n2023-02-01 charge.filed item_id=c3\n"
        "2023-02-01 charge.filed @m2 item_id=c1\n2023-04-01 charge.dismissed item_id=n1"
    )
    answers = Answers(office.database, office.recorder.clock.now_us)
    found = answers.caseload()["states"]
    told = [(one["state"], one["matters"], one["items"], one["parties"]) for one in found]
    assert told == [("charged", 2, 3, 1), ("dismissed", 1, 1, 1)]


def in_caseload(office: Office, **asked: str) -> dict[tuple[str, str], int]:
    """Return how many items the caseload has by the names and the states."""
    answers = Answers(office.database, office.recorder.clock.now_us)
    states = answers.caseload(**asked)["states"]
    return {(one["name"], one["state"]): one["items"] for one in states}


def test_caseload__of_a_charge_dismissed_where_it_was_superseded__counts_it_once(
    office: Office,
) -> None:
    office.open()
    office.post(
        "2023-01-01 charge.filed\n2023-02-01 charge.filed item_id=n1\n"
        "2023-02-01 charges.superseded new=n1\n2023-03-01 charge.dismissed prejudice=without\n"
        "2023-04-01 charge.dismissed item_id=n1 prejudice=without"
    )
    once = {("criminal", "charged"): 1, ("criminal", "superseded"): 1}
    assert (
        in_caseload(office, as_of="2023-02-01") == in_caseload(office, as_of="2023-03-01") == once
    )
    ended = {("criminal", "dismissed"): 1, ("criminal", "superseded"): 1}
    assert in_caseload(office, as_of="2023-04-01") == ended


def test_caseload__of_a_federal_complaint_that_was_indicted__counts_one_charge(
    office: Office,
) -> None:
    office.post("2021-01-01 matter.opened jurisdiction=US @m2\n2021-01-01 party.added @m2")
    office.post("2023-01-01 charge.filed instrument=complaint @m2")
    assert in_caseload(office) == {("criminal", "charged"): 1}
    office.post("2023-02-01 charge.filed item_id=n1 instrument=indictment @m2")
    assert in_caseload(office) == {("criminal", "charged"): 1, ("criminal", "superseded"): 1}


INFRACTION = "infraction"


@pytest.mark.parametrize(
    ("category", "filed", "name"),
    [
        ("regulatory", "claim.filed item_id=k", "agency"),
        ("civil", "claim.filed item_id=k", "civil"),
        ("regulatory", "citation.issued item_id=k", "regulatory"),
        ("traffic", "charge.filed", "traffic"),
        ("traffic", "charge.filed instrument=unknown severity=unknown", "traffic"),
        ("traffic", "charge.filed severity=misdemeanor", "criminal"),
        ("traffic", "charge.filed instrument=complaint", "criminal"),
        ("traffic", "charge.filed instrument=citation", "ticket"),
        ("juvenile", "charge.filed", "delinquency"),
        ("criminal", "charge.filed", "criminal"),
        ("criminal", "charge.filed instrument=citation offense=speeding", "ticket"),
        ("criminal", "charge.filed instrument=citation offense=aggravated-DWI", "criminal"),
        ("traffic", "charge.filed instrument=citation offense=DUI", "criminal"),
        ("traffic", "charge.filed instrument=citation offense=D.W.I.", "criminal"),
        ("traffic", 'charge.filed instrument=citation statute=["66-8-102(C)(1)"]', "criminal"),
        ("traffic", 'charge.filed instrument=citation statute=["66-8-102.3"]', "ticket"),
        ("criminal", "charge.filed instrument=citation offense=DWI-under-21", "ticket"),
        ("traffic", "charge.filed instrument=citation offense=DWI severity=infraction", INFRACTION),
    ],
)
def test_item__is_called_by_what_it_is_in_every_answer(
    office: Office, category: str, filed: str, name: str
) -> None:
    office.post(f"2021-01-01 matter.opened category={category} @m2\n2021-01-01 party.added @m2")
    office.post(f"2023-01-01 {filed} @m2")
    answers = Answers(office.database, office.recorder.clock.now_us)
    assert [one for one, _ in in_caseload(office)] == [name]
    assert [one["name"] for one in answers.status_report()["lines"]] == [name]
    assert [one["name"] for one in answers.status("p1")["tracks"].values()] == [name]


@pytest.mark.parametrize(
    ("place", "sentence", "after"),
    [
        ("US-NJ", '[{"kind":"incarceration","term":"P30D","suspended":true}]', "criminal"),
        ("US-NJ", '[{"kind":"probation","term":"P1Y"}]', "criminal"),
        ("US-NJ", '[{"kind":"fine","amount":{"amount":"85","currency":"USD"}}]', "ticket"),
    ],
)
def test_ticket__of_a_sentence_that_shows_a_crime__is_criminal_from_that_day_on(
    office: Office, place: str, sentence: str, after: str
) -> None:
    """Where the law of the place makes no crime of the offense, or is not known."""
    office.post(f"""2021-01-01 matter.opened jurisdiction={place} @m2
2021-01-01 party.added @m2
2023-01-01 charge.filed instrument=citation offense=DWI @m2
2023-02-01 charge.plea_entered plea=guilty @m2
2023-02-01 charge.conviction_entered basis=plea_guilty @m2
2023-03-01 sentence.imposed components={sentence} @m2""")
    answers = Answers(office.database, office.recorder.clock.now_us)
    for on, name in (("2023-02-28", "ticket"), ("2023-03-01", after)):
        assert [one["name"] for one in answers.caseload(as_of=on)["states"]] == [name]
        assert [one["name"] for one in answers.status_report(as_of=on)["lines"]] == [name]
        assert [one["name"] for one in answers.status("p1", as_of=on)["tracks"].values()] == [name]
