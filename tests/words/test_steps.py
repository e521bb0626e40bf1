"""Steps: what is to be recorded first, in words and as the command that does it."""

from __future__ import annotations

import pytest

from casefile.errors import Missing
from casefile.law.catalogue import posted_types
from casefile.words.steps import happened, next_step


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (
            Missing("charge.conviction_entered", "baldwin", {"item_id": "manslaughter"}),
            (
                "If the conviction was entered, record that first: python manage.py post baldwin "
                "charge.conviction_entered item=manslaughter basis=... --effective DAY"
            ),
        ),
        (
            Missing("sentence.imposed", "m1", {"item_ids": ["c1"]}),
            (
                "If the sentence was imposed, record that first: python manage.py post m1 "
                "sentence.imposed item=c1 --effective DAY"
            ),
        ),
        (
            Missing("party.added", "m1", {"party_id": "p9"}),
            (
                "Say who it is first: python manage.py post m1 party.added party=p9 name=... "
                "kind=... role=... --effective DAY"
            ),
        ),
        (
            Missing("appeal.decided", "m1", {}),
            (
                "If the appeal was decided, record that first: python manage.py post m1 "
                "appeal.decided outcomes.ITEM=... --effective DAY"
            ),
        ),
        (
            Missing("matter.opened", "m 1"),
            (
                "Open it first: python manage.py post 'm 1' matter.opened title=... category=... "
                "jurisdiction=... --effective DAY"
            ),
        ),
    ],
)
def test_step__of_what_is_missing__is_a_sentence_with_its_command(
    missing: Missing, said: str
) -> None:
    assert next_step(missing, "python manage.py") == said


def test_happened__of_every_type__is_a_clause_of_three_words_at_least() -> None:
    said = {tag: happened(tag) for tag, _ in posted_types()}
    assert all(clause.startswith("the ") and " was " in clause for clause in said.values())
    assert said["claim.settlement_set_aside"] == "the settlement was set aside"
    assert said["charge.dismissed"] == "the charge was dismissed"
