"""Who is a party of a matter: as of a day, as known at a moment, in answers and documents."""

from __future__ import annotations

import io
from typing import Any

import pytest

from casefile.answers.facts import chronicle
from casefile.answers.facts.chronicle import Chronicle
from casefile.exports import columns, table
from tests.asking import Answers
from tests.histories import Office

SUBSTITUTED = """
2026-01-02 matter.opened category=civil @m9
a: 2026-01-02 party.added party_id=nash name=Nash role=plaintiff @m9
2026-01-02/.. party.added party_id=oak name=Oak @m9
k: 2026-01-03 claim.filed item_id=k1 claimants=nash against=oak @m9
d: 2026-03-01 party.died party_id=nash @m9
e: 2026-04-01 party.added party_id=est name=Estate role=plaintiff @m9
s: 2026-04-15 party.substituted from=nash to=est reason=death @m9
t: 2026-05-01/2026-05-31 party.terminated party_id=oak @m9
"""


@pytest.fixture
def asking(office: Office) -> Answers:
    """Return who answers of a civil matter in which a party was substituted."""
    office.today = "2026-12-31"
    office.post(SUBSTITUTED)
    return Answers(office.database, office.recorder.clock.now_us)


def labels(answer: Any) -> dict[str, str]:
    """Return what is said of each party."""
    return {one["party_id"]: one["label"] for one in answer["parties"]}


def test_matter__of_a_substituted_party__says_who_stands_there_and_since_when(
    asking: Answers,
) -> None:
    answer = asking.matter_parties("m9", as_of="2026-05-15")
    assert labels(answer) == {
        "est": "party since 2026-04-01",
        "nash": "added on 2026-01-02; died on 2026-03-01; substituted by Estate on 2026-04-15",
        "oak": "party since 2026-01-02/..; possibly appearance terminated",
    }
    (nash,) = (one for one in answer["parties"] if one["party_id"] == "nash")
    assert {name: nash[name] for name in ("standing", "since", "until", "stands_for_it")} == {
        "standing": "substituted",
        "since": "2026-01-02",
        "until": "2026-04-15",
        "stands_for_it": "est",
    }
    assert nash["evidence"] == ["a", "d", "s"]
    assert asking.matter("m9", as_of="2026-05-15")["parties"] == answer["parties"]


def test_matter__as_of_before__says_that_the_successor_is_no_party_yet(asking: Answers) -> None:
    assert labels(asking.matter_parties("m9", as_of="2026-02-28")) == {
        "est": "no party yet; added on 2026-04-01",
        "nash": "party since 2026-01-02",
        "oak": "party since 2026-01-02/..",
    }


def test_matter__as_known_before_the_substitution__does_not_tell_it(
    office: Office, asking: Answers
) -> None:
    head = office.position
    office.post("2026-06-01 party.substituted from=est to=oak reason=transfer @m9")
    now = asking.matter_parties("m9", as_of="2026-06-01")
    assert labels(now)["nash"].endswith("; Oak stands there now")
    then = asking.matter_parties("m9", as_of="2026-06-01", known_at=f"@{head}")
    assert labels(then)["est"] == "party since 2026-04-01"
    assert (
        labels(then)["oak"]
        == "added on 2026-01-02/..; appearance terminated on 2026-05-01/2026-05-31"
    )


def test_substitution__retracted__is_not_told(office: Office, asking: Answers) -> None:
    office.post("2026-06-01 event.retracted target=s @m9")
    assert labels(asking.matter_parties("m9"))["nash"] == "added on 2026-01-02; died on 2026-03-01"


def above(found: Chronicle) -> list[tuple[str, str, str]]:
    """Return what stands above a printed chronology of its parties."""
    every = [(one.label, one.text, one.ids) for one in columns.above(found.heading)]
    return every[[label for label, *_ in every].index("Parties") :]


def test_document__of_a_matter__names_its_parties(asking: Answers) -> None:
    with chronicle.of_matter(
        asking, "m9", audience=chronicle.Audience.OFFICE, as_of="2026-04-30"
    ) as found:
        nash = "plaintiff: Nash, added on 2026-01-02; died on 2026-03-01; substituted"
        assert above(found) == [
            ("Parties", f"{nash} by Estate on 2026-04-15", "nash"),
            ("", "plaintiff: Estate, party since 2026-04-01", "est"),
            ("", "defendant: Oak, party since 2026-01-02/..", "oak"),
        ]
        file = io.BytesIO()
        table.write(found, file)
    head, first, second, *_ = file.getvalue().decode("utf-8-sig").split("\r\n")
    assert head.endswith(",parties")
    assert "m9: plaintiff: Nash, added on 2026-01-02; died on 2026-03-01; substituted" in first
    assert "(nash)" in first
    assert second.endswith(",")


def test_document__of_a_party__tells_its_own_part(asking: Answers) -> None:
    with chronicle.of_party(
        asking, "nash", audience=chronicle.Audience.OFFICE, as_of="2026-03-31"
    ) as found:
        assert above(found) == [
            ("Parties", "plaintiff: Nash, added on 2026-01-02; died on 2026-03-01", "nash")
        ]


def test_party__of_whom_nobody_said_since_when__is_told_without_a_day(
    office: Office, asking: Answers
) -> None:
    office.post("../2026-11-29 party.added party_id=ash name=Ash @m9")
    answer = asking.matter_parties("m9")
    (ash,) = (one for one in answer["parties"] if one["party_id"] == "ash")
    assert (ash["standing"], ash["label"], ash["since"]) == ("party", "", None)
    office.post("2026-11-29 party.dropped party_id=ash @m9")
    assert labels(asking.matter_parties("m9"))["ash"] == "dropped on 2026-11-29"


def test_party__dropped_and_sued_again__is_one_since_then(office: Office, asking: Answers) -> None:
    office.post(
        """
        2026-06-01 party.dropped party_id=est @m9
        2026-07-01 claim.filed item_id=k2 claimants=est against=oak @m9
        2026-08-01 claim.filed item_id=k3 claimants=est against=oak @m9
        """
    )
    said = [
        labels(asking.matter_parties("m9", as_of=f"2026-0{day}"))["est"] for day in ("6-30", "8-02")
    ]
    assert said == ["added on 2026-04-01; dropped on 2026-06-01", "party since 2026-07-01"]


ROLES = """2026-01-02 matter.opened category=civil @m9
2026-01-05 party.added party_id=oak name=Oak role=witness @m9
2026-03-01/2026-03-31 party.changed party_id=oak changes={"role":"defendant"} @m9
2026-05-01 party.added party_id=oak name=Oak role=appellant same_person=true @m9"""


@pytest.mark.parametrize(
    ("day", "role"),
    [
        ("2026-01-01", "witness"),  # what it is added as
        ("2026-01-05", "witness"),
        ("2026-03-30", "witness"),
        ("2026-03-31", "defendant"),
        ("2026-05-01", "appellant"),
    ],
)
def test_role__is_that_of_the_day(office: Office, day: str, role: str) -> None:
    office.today = "2026-12-31"
    office.post(ROLES)
    asking = Answers(office.database, office.recorder.clock.now_us)
    (oak,) = asking.matter_parties("m9", as_of=day)["parties"]
    assert (oak["name"], oak["role"]) == ("Oak", role)
