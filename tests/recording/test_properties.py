"""What holds for every history: order of arrival, past knowledge, partition, atomicity, rebuild."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, assume, given
from hypothesis import strategies as st
from sqlalchemy import select

from casefile.errors import Refused
from casefile.projections.spans import item_spans
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.asking import Answers
from tests.databases import Databases, SqliteDatabases
from tests.histories import Office, open_office
from tests.length import at_length

MATTERS = ("m1", "m2")
PARTIES = ("p1", "p2")
# Lives of items, in legal order; each test item lives one of them up to some point.
LIVES = """
charge.filed | charge.plea_entered plea=not_guilty | charge.trial_commenced | \
charge.verdict_returned verdict=guilty | sentence.imposed | appeal.filed | \
appeal.decided outcomes={OUTCOME} | charge.trial_commenced
charge.filed severity=felony degree=4 | charge.plea_entered plea=no_contest | \
charge.conviction_entered basis=plea_no_contest | sentence.imposed | sentence.completed
charge.filed severity=misdemeanor | charge.dismissed prejudice=without | charge.reinstated | \
charge.trial_commenced | charge.mistrial_declared
charge.filed kind=enhancement | charge.amended | charge.amended | charge.amended | \
charge.dismissed | charge.reinstated | charge.dismissed
charge.filed alternative_group=g | charge.plea_entered plea=guilty | \
charge.conviction_entered basis=plea_guilty
claim.filed against=PARTY | claim.served | claim.default_entered | \
claim.judgment_entered kind=default for=claimant | claim.satisfied
claim.filed claimants=PARTY | claim.settled | claim.dismissed how=stipulation
citation.issued | citation.contested | citation.complaint_filed | citation.settled
charge.filed | charge.plea_entered plea=guilty | charge.plea_rejected | \
charge.plea_entered plea=guilty | charge.conviction_entered basis=plea_guilty | sentence.imposed | \
sentence.vacated | sentence.imposed | sentence.modified kind=revoked | sentence.imposed
charge.filed | charge.plea_entered plea=guilty | charge.deferral_ordered kind=supervision | \
charge.deferral_ended result=revoked | sentence.imposed | charge.conviction_reduced severity=petty
charge.filed | charge.plea_entered plea=guilty | charge.conviction_entered basis=plea_guilty | \
charge.deferral_ordered kind=deferred_sentence | charge.deferral_ended result=completed | \
charge.dismissed | charge.dismissal_vacated
charge.filed | charge.trial_commenced | charge.verdict_returned verdict=guilty | \
charge.acquittal_entered | appeal.filed | appeal.decided outcomes={OUTCOME} | sentence.imposed
charge.filed | charge.trial_commenced | charge.verdict_returned verdict=guilty | \
sentence.imposed | appeal.filed annuls=true de_novo=true | charge.trial_commenced | \
charge.mistrial_declared | charge.trial_commenced
charge.filed | charge.plea_entered plea=guilty | charge.conviction_entered basis=plea_guilty | \
sentence.imposed | appeal.filed | appeal.decided outcomes={PARTS} | sentence.imposed
charge.filed | charge.moved to=m2/c9 | charge.returned | charge.plea_entered plea=not_guilty
charge.filed | charge.adjudicated | sentence.imposed | sentence.completed
claim.filed against=PARTY | claim.served | claim.default_entered | \
claim.judgment_entered kind=default for=claimant | claim.judgment_vacated by=trial_court | \
claim.default_set_aside | claim.answered | claim.trial_commenced | claim.mistrial_declared
claim.filed against=PARTY | claim.answered | claim.answer_stricken | claim.default_entered | \
claim.settled needs_approval=true | claim.settlement_disapproved | claim.transferred to=m2/c9 | \
claim.returned | claim.settled | claim.settlement_set_aside
claim.filed against=PARTY | claim.answered | claim.judgment_entered kind=summary for=claimant | \
claim.judgment_amended | appeal.filed | appeal.decided outcomes={OUTCOME} | claim.settled
claim.filed against=PARTY | claim.answered | appeal.filed | claim.trial_commenced | \
claim.judgment_entered kind=jury for=claimant | claim.judgment_amended for=defendant | \
appeal.filed | appeal.decided outcomes={OUTCOME} | claim.judgment_vacated by=trial_court
citation.issued penalty={"amount":"9000"} | citation.contested | \
citation.final_order_entered by=alj | citation.order_vacated by=court | citation.settled | \
citation.settlement_set_aside | citation.withdrawn by=agency | citation.reinstated
"""
# What else happens, in the matter of some item and about it.
INCIDENTS = (
    "matter.incident_occurred",
    "matter.related other=OTHER",
    "matter.stay_changed on=true tolls=true until=2023-04-01",
    "matter.stay_changed on=false",
    "matter.stay_changed on=true parties=PARTY tolls=true until=2023-05-01",
    "matter.stay_changed on=false parties=PARTY",
    "matter.stay_changed on=true parties=PARTY stay_id=appeal until=2023-06-01",
    "matter.stay_changed on=false parties=PARTY stay_id=appeal",
    "party.substituted from=p1 to=p2 reason=transfer",
    "charge.record_access_changed item_id=ITEM to=expunged",
    "claim.discharged item_id=ITEM parties=PARTY",
    "party.died party_id=PARTY",
    "party.merged from=p2 into=p1",
    "party.parted party_id=p2 into=p1 matters=OTHER",
    "party.parted party_id=p2 into=p1 matters=m1,m2",
    "intent.announced item_id=ITEM",
    "intent.announced item_id=ITEM intended_event=charge.filed party_id=PARTY",
    "charge.filed item_id=ITEM party_id=PARTY (announced)",
    "claim.filed item_id=ITEM against=PARTY (announced)",
    "intent.withdrawn item_id=ITEM",
    "note.recorded item_id=ITEM",
    "charge.filed item_id=again party_id=PARTY refiles=ITEM",
    "charges.superseded old=ITEM new=again",
    "charge.moved item_id=ITEM to=OTHER",
    "charge.dismissed item_id=ITEM prejudice=with",
    "charge.plea_entered item_id=ITEM plea=not_guilty",
    "sentence.imposed item_ids=ITEM",
    # Few ids, so that entries are set, moved, taken off and set again.
    "hearing.scheduled hearing_id=h1 at=2023-02-20",
    "hearing.scheduled hearing_id=h1 at=2023-03-01T09:00 replaces=h2",
    "hearing.scheduled hearing_id=h2 at=2023-03-02 replaces=h1 (scheduled)",
    "hearing.cancelled hearing_id=h1",
    "hearing.held hearing_id=h1",
    "deadline.set deadline_id=d1 due=2023-02-10 of=PARTY met_by=claim.answered",
    "deadline.set deadline_id=d1 due=2023-03-10 of=PARTY met_by=claim.answered,citation.contested",
    "deadline.closed deadline_id=d1 how=vacated",
    "deadline.closed deadline_id=d1 how=met",
)
SAID = ("(reported)", "(announced)", "(alleged)", "(prediction)")
DAYS = ("2022-12-31", "2023-01-10", "2023-02-01", "2023-02-28", "2023-06-01")

# Few days, so that events meet on one.
days = st.sampled_from(
    ("2023-01-09", "2023-01-10", "2023-01-11", "2023-01-31", "2023-02-01", "2023-02-14")
)
dates = st.one_of(
    days,
    days,
    days,
    days.map(lambda day: f"{day}T14:05"),
    days.map(lambda day: day[:7]),
    days.map(lambda day: f"../{day}"),
    days.map(lambda day: f"{day}/.. ~2023-03"),
    st.tuples(days, days).map(lambda pair: "/".join(sorted(pair))),
    st.just("2023"),
    st.just("../2022-12-01"),
)


@st.composite
def histories(draw: st.DrawFn, tag: str = "") -> list[str]:
    """Draw a mostly legal history, with what is said, overridden and amended among it.

    The ids are e and x (of amendments) with the tag and a number.
    """
    lines = [line for number in range(draw(st.integers(1, 3))) for line in _life(draw, number)]
    lines += [_incident(draw) for _ in range(draw(st.integers(0, 4)))]
    if draw(st.booleans()):
        lines = draw(st.permutations(lines))
    named = [f"e{tag}{number}: {line}" for number, line in enumerate(lines)]
    for number in range(draw(st.integers(0, 3))):
        named.append(f"x{tag}{number}: {_amendment(draw, named)}")
    return named


def _life(draw: st.DrawFn, number: int) -> Iterator[str]:
    item, party = f"c{number}", draw(st.sampled_from(PARTIES))
    matter, life = draw(st.sampled_from(MATTERS)), draw(st.sampled_from(LIVES.strip().splitlines()))
    whens = sorted(draw(st.lists(dates, min_size=3, max_size=8)), key=_first_day)
    for event, when in zip(life.split(" | "), whens, strict=False):
        # A date may bring the date of its source with it.
        effective, _, source = when.partition(" ")
        yield f"{effective} {_about(event, item, party)} {source} @{matter} {_manner(draw)}"


def _first_day(when: str) -> str:
    return when.removeprefix("../")


def _about(event: str, item: str, party: str) -> str:
    """Return an event with its item, and with its party where it files one."""
    kind = event.partition(" ")[0]
    if kind in ("charge.filed", "citation.issued"):
        event += f" party_id={party}"
    if kind == "appeal.decided":
        parts = f'"{item}":{{"conviction":"affirmed","sentence":"vacated"}}'
        return event.replace("OUTCOME", f'"{item}":"reversed"').replace("PARTS", parts)
    named = "item_ids" if kind.startswith("sentence.") or kind == "appeal.filed" else "item_id"
    return f"{event} {named}={item}".replace("PARTY", party)


def _manner(draw: st.DrawFn) -> str:
    """Draw how an event is known: on the record as a rule, said or overridden now and then."""
    manner = draw(st.integers(0, 19))
    return draw(st.sampled_from(SAID)) if manner == 0 else "!" if manner == 1 else ""


def _incident(draw: st.DrawFn) -> str:
    matter, party = draw(st.sampled_from(MATTERS)), draw(st.sampled_from(PARTIES))
    event = draw(st.sampled_from(INCIDENTS)).replace("ITEM", f"c{draw(st.integers(0, 2))}")
    other = MATTERS[1 - MATTERS.index(matter)]
    when = draw(dates | st.just("2022-06-01")).partition(" ")[0]
    said = event.replace("OTHER", other).replace("PARTY", party)
    return f"{when} {said} @{matter} {_manner(draw)}"


def _amendment(draw: st.DrawFn, named: Sequence[str]) -> str:
    target = draw(st.sampled_from(named))
    target_id, matter = target.partition(":")[0], target.partition("@")[2][:2]
    if draw(st.booleans()):
        return f"2023-12-31 event.retracted target={target_id} @{matter}"
    when = draw(dates).partition(" ")[0]
    change = draw(
        st.sampled_from(
            (
                f'{{"effective":"{when}"}}',
                '{"assertion":"reported"}',
                '{"assertion":"occurred"}',
                '{"links":{"after":["e0"]}}',
            )
        )
    )
    return f"2023-12-31 event.corrected target={target_id} changes={change} @{matter}"


def examine(
    databases: Databases, strategy: st.SearchStrategy, examine_one: Callable, share: float = 1
) -> None:
    """Run a property on examples, on PostgreSQL fewer because its databases take longer to make."""
    profile = hypothesis.settings.get_profile(hypothesis.settings.get_current_profile_name())
    share *= 1 if isinstance(databases, SqliteDatabases) else 0.2
    share *= at_length(short=0.4, long=1)
    settings = hypothesis.settings(
        max_examples=max(int(profile.max_examples * share), 3),
        # A smaller history than the one found would take minutes: each try needs databases.
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    settings(given(strategy)(examine_one))()


@contextmanager
def opened(databases: Databases) -> Iterator[Office]:
    """Yield an office with the matters and parties of these histories, in a new database."""
    with databases.fresh() as url, open_office(url, *MATTERS, parties=PARTIES) as office:
        office.post(
            "note: 2023-01-01 note.recorded"
        )  # so that no property holds because nothing does
        yield office


def accepted(office: Office, lines: Sequence[str]) -> list[str]:
    """Post lines one by one and return those that were not refused."""
    taken = []
    for line in lines:
        try:
            office.post(line)
        except Refused:
            continue
        taken.append(line)
    return taken


def answers(office: Office, known: int) -> dict[tuple[str, str, str], Any]:
    """Return every status, and the calendar, as known at a position, over these histories' days."""
    found: dict[tuple[str, str, str], Any] = {
        ("", day, "calendar"): Answers(office.database).calendar(
            as_of=day, known_at=f"@{known}", limit=1_000
        )["entries"]
        for day in DAYS
    }
    return found | {
        (party, day, basis): office.tracks(day, party=party, basis=basis, known=known)
        for party in PARTIES
        for day in DAYS
        for basis in ("record", "reported")
    }


def test_arrival__in_any_order_and_in_any_split__same_statuses(databases: Databases) -> None:
    def examine_one(drawn: tuple[list[str], Any, list[int]]) -> None:
        lines, random, cuts = drawn
        with opened(databases) as office:
            legal = accepted(office, lines)
            hypothesis.note("\n".join(legal))
            assume(len(legal) > 1)
            expected = answers(office, office.position)
        facts = [line for line in legal if line[0] == "e"]
        amendments = legal[len(facts) :]
        random.shuffle(facts)
        with opened(databases) as office:
            if accepted(office, ["\n".join([*facts, *amendments])]):
                assert answers(office, office.position) == expected
            else:  # what an override made irregular may have more reasons in one batch
                assert any(line.endswith("!") for line in legal)
        edges = [0, *sorted(cut % len(facts) for cut in cuts), len(facts)] if facts else [0, 0]
        batches = [facts[first:last] for first, last in pairwise(edges) if first < last]
        with opened(databases) as office:
            try:
                for batch in [*batches, *([line] for line in amendments)]:
                    office.post("\n".join(batch))
            except Refused:
                return
            assert answers(office, office.position) == expected

    drawn = st.tuples(
        histories(), st.randoms(use_true_random=False), st.lists(st.integers(0, 30), max_size=5)
    )
    examine(databases, drawn, examine_one, 0.6)


def test_knowledge__of_the_past__never_changed_by_what_is_posted_later(
    databases: Databases,
) -> None:
    def examine_one(lines: list[str]) -> None:
        with opened(databases) as office:
            seen = {}
            hypothesis.note("\n".join(lines))
            for line in lines:
                if accepted(office, [line]):
                    seen[office.position] = answers(office, office.position)
            for position, then in seen.items():
                assert answers(office, position) == then

    examine(databases, histories(), examine_one, 0.4)


def test_certain_spans__per_item_basis_and_position__partition_all_days(
    databases: Databases,
) -> None:
    def examine_one(lines: list[str]) -> None:
        with opened(databases) as office:
            hypothesis.note("\n".join(accepted(office, lines)))
            certain = item_spans.c.certainty == "certain"
            with office.database.read() as connection:
                rows = connection.execute(select(item_spans).where(certain)).all()
            for position in range(1, office.position + 1):
                spans = defaultdict(list)
                for row in rows:
                    if row.known_from <= position < row.known_to:
                        key = (row.matter_id, row.item_id, row.part, row.party_id, row.basis)
                        spans[key].append((row.valid_from, row.valid_to))
                for found in spans.values():
                    found.sort()
                    assert (found[0][0], found[-1][1]) == ("0001-01-01", "9999-12-31")
                    assert all(one[1] == other[0] for one, other in pairwise(found))
                    assert all(first < last for first, last in found)

    examine(databases, histories(), examine_one)


def test_batch__with_an_event_that_is_refused__nothing_written(databases: Databases) -> None:
    def examine_one(drawn: tuple[list[str], list[str], int]) -> None:
        lines, batch, place = drawn
        wrong = "2023-03-01 charge.dismissed item_id=never"
        with opened(databases) as office:
            accepted(office, lines)
            before = office.everything()
            batch.insert(place % (len(batch) + 1), wrong)
            assert accepted(office, ["\n".join(batch)]) == []
            assert office.everything() == before

    drawn = st.tuples(histories(), histories(tag="b"), st.integers(0, 30))
    examine(databases, drawn, examine_one, 0.5)


def check_rebuilt(
    databases: Databases,
    drawn: tuple[list[str], list[int]],
    take: Callable[[Office, Sequence[str]], list[str]],
) -> None:
    """Check that a history which is taken in parts is rebuilt to what its tables are."""
    lines, cuts = drawn
    edges = sorted({0, len(lines), *(cut % (len(lines) + 1) for cut in cuts)})
    with opened(databases) as office:
        hypothesis.note("\n".join(lines))
        for first, last in pairwise(edges):
            if not take(office, ["\n".join(lines[first:last])]):
                take(office, lines[first:last])
        assert verify(office.database).failures == []
        report = rebuild(office.database)
        assert report.sound, report
        assert all(one.rows for one in report.tables if one.name == "chronology")
        assert verify(office.database).failures == []


def test_rebuilt__from_the_log_alone__equals_the_live_tables(databases: Databases) -> None:
    drawn = st.tuples(histories(), st.lists(st.integers(0, 30), max_size=4))
    examine(databases, drawn, lambda one: check_rebuilt(databases, one, accepted))
