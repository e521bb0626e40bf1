"""Parties: which ids are one person, as the read tables have it and as the facts do."""

from __future__ import annotations

import hypothesis
from hypothesis import strategies as st

from casefile.answers.people.parties import party_group
from casefile.projections.subjects import known_in
from tests.databases import Databases
from tests.histories import Office
from tests.recording.test_properties import opened

PARTIES = ("p1", "p2", "p3", "p4")
_pairs = st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES)).filter(
    lambda pair: pair[0] != pair[1]
)


def test_person__under_any_merges_and_at_any_position__same_ids_in_tables_and_facts(
    databases: Databases,
) -> None:
    @hypothesis.given(st.lists(_pairs, max_size=4), st.sets(st.integers(0, 3)))
    def examine(merges: list[tuple[str, str]], taken_back: set[int]) -> None:
        with opened(databases) as office:
            office.open("m7", parties=PARTIES)
            for number, (one, other) in enumerate(merges):
                office.post(f"merge{number}: 2023-01-01 party.merged @m7 from={one} into={other}")
            for number in sorted(taken_back):
                if number < len(merges):
                    office.post(f"2023-01-02 event.retracted @m7 target=merge{number}")
            for position in range(office.position - len(merges) - 4, office.position + 1):
                _hold(office, position)

    examine()


def _hold(office: Office, position: int) -> None:
    with office.database.read() as connection:
        known = known_in(connection, upto=position)
        for party in PARTIES:
            in_tables, in_facts = party_group(connection, party, position), known.party_group(party)
            # A party that nobody had added by then is in no table, and merged with nobody.
            assert set(in_tables) == set(in_facts), (party, position)
            assert in_tables[0] == in_facts[0] == party
