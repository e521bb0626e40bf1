"""The conflict check: no name that is the same is missed, and each hit says why it is one."""

from __future__ import annotations

import json
import string
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from casefile.answers.names.likeness import THRESHOLD, Match, forms, likeness
from casefile.answers.names.name_words import core_of
from casefile.answers.people import matching as conflicts
from casefile.errors import Malformed
from casefile.projections.names import PARTY, name_key
from tests.asking import Answers
from tests.histories import Office, drafts

# name asked about | name on record | in what way alike | why
PAIRS = """
Jane Doe            | Jane Doe              | exact    | the same name
Jane Doe            | JANE DÖE              | written  | the same name but for case, accents, \
spaces or punctuation
Søren Łuk           | Soren Luk             | written  | the same name but for case, accents, \
spaces or punctuation
Pat O'Brien         | Pat OBrien            | written  | the same name but for case, accents, \
spaces or punctuation
O'Brien             | O Brien               | written  | the same name but for case, accents, \
spaces or punctuation
U.S.A.              | USA                   | written  | the same name but for case, accents, \
spaces or punctuation
Jane Doe            | Doe, Jane             | order    | the same words in another order
Pat O'Brien         | O Brien, Pat          | order    | the same words in another order
J.P. Morgan         | Morgan, JP            | order    | the same words in another order
Acme                | Acme, L.L.C.          | form     | the same name without 'L.L.C.'
Acme Inc.           | The Acme Corporation  | form     | the same name without 'Inc.' and 'The' \
and 'Corporation'
Smith & Daughters   | Smith and Daughters   | form     | the same name without 'and'
Jane Doe            | Doe, Jane, Jr.        | form     | the same name without 'Jr.'
Jane Doe            | Hon. Jane Doe         | form     | the same name without 'Hon.'
U.S.A., Inc.        | USA                   | form     | the same name without 'Inc.'
Jim Doe Sr          | Jim Doe III           | suffix   | the same name, but 'sr' is asked for \
and 'iii' is recorded
Jane Doe            | J. Doe                | initials | 'J.' may stand for 'Jane'
Doe, J.             | Jane Doe              | initials | 'J.' may stand for 'Jane'
Jane Quinn Doe      | J. Q. Doe             | initials | 'J.' may stand for 'Jane' and 'Q.' may \
stand for 'Quinn'
Jane Q. Doe         | J. Doe                | initials | 'J.' may stand for 'Jane', with 'Q.' \
beside it
Jane Doe aka Jane Roe | J. Roe | initials | 'J.' may stand for 'Jane', as for the part 'Jane Roe'
Jane Doe            | Jane Quinn Doe        | fuller   | the same name with 'Quinn' beside it
Tom Rutledge        | Rutlege, Tom          | similar  | similar: 95 of 100
Adam Baker          | Baker, Cdam           | similar  | similar: 90 of 100
Hanna Gutierez      | Hannah Gutierrez-Reed | similar  | similar with 'Reed' beside it: 93 of 100
Archulleta, Anabel  | Annabel Archuleta     | similar  | similar: 94 of 100
AbCdEfGh            | Ab Cd Ef Gh           | written  | the same name but for case, accents, \
spaces or punctuation
USA                 | U.S.A., Inc.          | form     | the same name without 'Inc.'
P. OBrien           | Pat O'Brien           | initials | 'P.' may stand for 'Pat'
S. Luk              | Søren Łuk             | initials | 'S.' may stand for 'Søren'
Rutlege             | Jo Doe d/b/a Rutledge | similar  | similar: 93 of 100, as for the part \
'Rutledge'
Rutlege             | Jo Doe aka Rutledge   | similar  | similar: 93 of 100, as for the part \
'Rutledge'
Lindqvistt Hendrikson Barolomew | Hendricson Lindqvist Bartolomew | similar | similar: 93 of 100
Cpcvz Gikifig Sggod | Cpczvz Gikifigb Bggod   | similar  | similar: 90 of 100
Zlexander Aamora    | Alexander Zamora      | similar  | similar: 87 of 100
Rutlege             | Rutledge Corporation  | similar  | similar: 93 of 100
Doe                 | Jane Doe              | part     | 'Doe' is part of it
Jane Doe            | Doe                   | part     | only 'Doe' is found
Jane Roe            | Jo Doe d/b/a Jane Roe | exact    | the same name, as for the part 'Jane Roe'
Jo Doe aka Jane Roe | Roe, Jane             | order    | the same words in another order, as for \
the part 'Jane Roe'
Антон Чехов         | Anton Chekhov         | letters  | the same name, 'Антон Чехов' read as \
'Anton Chekhov'
Chekhov, Anton      | Антон Чехов           | letters  | the same words in another order, 'Антон \
Чехов' read as 'Anton Chekhov'
А. Чехов            | Anton Chekhov         | initials | 'A.' may stand for 'Anton', 'А. Чехов' \
read as 'A. Chekhov'
Wang Fang           | 王芳                  | letters  | the same name but for case, accents, \
spaces or punctuation, '王芳' read as 'WangFang'
Jane Doe            | Jаne Dое              | letters  | the same name, 'Jаne Dое' read as 'Jane \
Doe'
Carter Roe          | Сarter Roe            | letters  | the same name, 'Сarter Roe' read as \
'Carter Roe'
Pat Roe             | Jo Doe aka Пат Рое    | letters  | the same name, 'Пат Рое' read as 'Pat \
Roe', as for the part 'Пат Рое'
U.S.A.              | United States of America | short | 'U.S.A.' may stand for 'United States \
of America'
usa                 | United States of America | short | the same name, 'usa' read as 'United \
States of America'
United States       | U.S.                  | short    | the same name, 'U.S.' read as 'United \
States'
United States Steel Corporation | U.S. Steel Corp. | short | the same name without 'Corporation' \
and 'Corp.', 'U.S. Steel Corp.' read as 'United States Steel Corp.'
FBI                 | Federal Bureau of Investigation | short | 'FBI' may stand for 'Federal \
Bureau of Investigation'
International Business Machines Corporation | I.B.M. Corp. | short | 'I.B.M. Corp.' may stand \
for 'International Business Machines Corporation'
Dept. of Labor      | Department of Labor   | short    | 'Dept.' may stand for 'Department'
First National Bank | First Nat'l Bank      | short    | "Nat'l" may stand for 'National'
Wm. Doe             | William Doe           | short    | 'Wm.' may stand for 'William'
Geo. Roe            | George Roe            | short    | 'Geo.' may stand for 'George'
Bill Doe            | William Doe           | nickname | 'Bill' may stand for 'William'
Doe, William        | Bill Doe              | nickname | 'Bill' may stand for 'William'
William Doe         | Doe Bill              | nickname | 'Bill' may stand for 'William'
Bill Doe            | William Quinn Doe     | nickname | 'Bill' may stand for 'William', with \
'Quinn' beside it
Bill Q. Doe         | William Quinn Doe     | initials | 'Bill' may stand for 'William' and 'Q.' \
may stand for 'Quinn'
Ana de la Cruz      | Delacruz, Ana         | order    | the same words in another order
Delacruz Vanderberg | van der Berg, de la Cruz | order | the same words in another order
Pat McDonald        | Mc Donald, Pat        | order    | the same words in another order
Jane Doe            | Jane Doe, et al.      | written  | the same name but for case, accents, \
spaces or punctuation
"""  # noqa: RUF001 - what looks alike is meant
APART = """
Jane Doe   | John Doe
Jane Doe   | Doe, Mary
Smith      | Smyth
Acme Inc.  | Apex Inc.
The Doe Co | The Roe Co
Bill Doe   | William Roe
Bill Doe   | Robin Doe
Jo Jack    | Jo John
Чехов      | Рахманов
Jane Doe   | Jаne Смит
USA        | Union of South Africa and Egypt
FBI        | Frank Bert Iver Doe
fbi        | Frank Bert Iver
US         | Ute Schmidt
Wm Doe     | William Doe
Wm. Doe    | Walter Doe
Jane Doe   | Jane
!!!        | ???
"""  # noqa: RUF001 - as above


def rows(text: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]


@pytest.mark.parametrize(("asked", "found", "match", "why"), rows(PAIRS))
def test_likeness__of_two_names__says_in_what_way_and_why(
    asked: str, found: str, match: str, why: str
) -> None:
    hit = likeness(forms(asked), forms(found))

    assert hit is not None
    assert (hit.match.word, hit.why) == (match, why)
    assert found_in(["Else Whoever", found, "Other Person"], asked) == {found: hit}


@pytest.mark.parametrize(("asked", "found"), rows(APART))
def test_likeness__of_names_of_two_people__is_none(asked: str, found: str) -> None:
    hit = likeness(forms(asked), forms(found))

    assert hit is None or hit.match is Match.PART
    assert hit is None or found in asked


def post(office: Office, history: str) -> None:
    """Record a history in whose names an underscore is a space."""
    named = ("name", "names", "aliases", "firm", "changes")
    spaced = [
        replace(
            one,
            data={
                field: json.loads(json.dumps(value).replace("_", " ")) if field in named else value
                for field, value in one.data.items()
            },
        )
        for one in drafts(history)
    ]
    office.recorder.record(spaced, by="tester")


@pytest.fixture
def answers(office: Office) -> Answers:
    office.open("m2", parties=("p2",))
    post(
        office,
        "2021-02-01 matter.docket_number_assigned docket_no=D-7\n"
        '2021-02-01 counsel.appeared for=p1 names=["Ana_Archuleta"] firm=Archuleta_&_Daughters\n'
        "2021-02-01 official.assigned office=judge name=Mary_Quill @m2\n"
        '2021-02-01 party.added party_id=roe name=Jo_Roe aliases=["Jojo_Rowe"] @m2\n'
        '2021-02-01 party.changed party_id=roe changes={"name":"Jo_Marten"} reason=marriage @m2',
    )
    post(office, "2021-02-02 party.added party_id=poe name=Jo_Poe @m2")
    change = '2021-02-03 party.changed party_id=poe changes={"name":"Jo_Loe"} reason=marriage @m2'
    post(office, change)
    return Answers(office.database)


def open_for(office: Office, client: str) -> None:
    """Open a matter for somebody whom nothing adds to it."""
    (opening,) = drafts("2022-01-01 matter.opened title=M3 category=civil jurisdiction=US-NM @m3")
    data = {**opening.data, "for": "new", "source_label": {"for": client}}
    office.recorder.record([replace(opening, data=data)], by="tester")


def hits(answers: Answers, *names: str, **how: Any) -> list[tuple[str, ...]]:
    """Return (name, kind, matter, match) of every hit for these names."""
    return [
        (hit["name"], hit["kind"], hit["matter_id"], hit["match"])
        for asked in answers.conflicts(names, **how)["asked"]
        for person in asked["persons"]
        for hit in person["hits"]
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Doe, Pat", ("Pat Doe", "party", "m1", "order")),
        ("jojo rowe", ("Jojo Rowe", "alias", "m2", "written")),
        ("Jo Roe", ("Jo Roe", "former_name", "m2", "exact")),
        ("Marten, J.", ("Jo Marten", "party", "m2", "initials")),
        ("Ana Archuletta", ("Ana Archuleta", "counsel", "m1", "similar")),
        ("Archuleta and Daughters LLP", ("Archuleta & Daughters", "firm", "m1", "form")),
        ("Judge Quill", ("Mary Quill", "official", "m2", "part")),
    ],
)
def test_conflicts__every_kind_of_name__is_found(
    answers: Answers, asked: str, found: tuple[str, ...]
) -> None:
    assert found in hits(answers, asked)


def test_conflicts__hit__has_the_matter_the_role_and_the_person(answers: Answers) -> None:
    (asked,) = answers.conflicts(["Archuleta & Daughters"])["asked"]
    first = asked["persons"][0]

    assert (first["name"], first["party_ids"]) == ("Archuleta & Daughters", [])
    assert first["hits"] == [
        {
            "name": "Archuleta & Daughters",
            "kind": "firm",
            "role": "counsel",
            "party_id": "p1",
            "acts_for": "Pat Doe",
            "matter_id": "m1",
            "title": "State v. Doe",
            "docket_no": "D-7",
            "access": "public",
            "match": "exact",
            "score": 100,
            "why": "the same name",
            "stance": None,
            "stance_why": None,
        }
    ]


def test_conflicts__one_person_under_two_ids__is_one_with_all_hits(
    answers: Answers, office: Office
) -> None:
    before = office.position
    office.post("2022-01-01 party.merged from=p2 into=p1")

    def ids(**how: Any) -> list[list[str]]:
        (asked,) = answers.conflicts(["Pat Doe"], **how)["asked"]
        return [person["party_ids"] for person in asked["persons"]]

    assert ids() == [["p1", "p2"]]
    assert ids(known_at=f"@{before}") == [["p1"], ["p2"]]
    assert len(hits(answers, "Pat Doe")) == 2


def test_conflicts__client_whom_nobody_has_added_yet__is_found_as_typed(
    answers: Answers, office: Office
) -> None:
    open_for(office, "Tia Moss")
    (asked,) = answers.conflicts(["Tia Moss"])["asked"]
    (person,) = asked["persons"]
    assert (person["name"], person["party_ids"]) == ("Tia Moss", ["new"])
    (hit,) = person["hits"]
    said = (hit["matter_id"], hit["role"], hit["match"], hit["stance"])
    assert said == ("m3", "client, not added yet", "exact", "ours")

    post(office, "2022-01-02 party.added party_id=new name=Tia_Moss role=plaintiff @m3")
    assert hits(answers, "Tia Moss") == [("Tia Moss", "party", "m3", "exact")]
    (asked,) = answers.conflicts(["Tia Moss"])["asked"]
    assert asked["persons"][0]["hits"][0]["role"] == "plaintiff"
    assert hits(answers, "Tia Moss", known_at="@0") == []


def test_conflicts__client_not_added_who_is_adverse_elsewhere__is_a_conflict(
    answers: Answers, office: Office
) -> None:
    office.post('2022-01-01 event.corrected target=open-m1 changes={"data":{"for":"p1"}}')
    open_for(office, "Tia Moss")
    post(office, "2022-01-02 party.added party_id=new name=Tia_Moss role=plaintiff")
    (asked,) = answers.conflicts(["Tia Moss"])["asked"]
    assert (asked["ours"], len(asked["persons"])) == (1, 1)
    assert {hit["matter_id"] for hit in asked["persons"][0]["hits"]} == {"m1", "m3"}


def test_conflicts__who_is_sued_in_a_matter_that_does_not_add_them__is_on_its_other_side(
    answers: Answers, office: Office
) -> None:
    opened = """
        2026-01-02 matter.opened title=Vega_v._Low category=civil for=vega @m7
        2026-01-02 party.added party_id=vega name=Ana_Vega role=plaintiff @m7
        2026-01-02 matter.opened title=Lee_v._Vega category=civil for=lee @m8
        2026-01-02 party.added party_id=lee name=Ann_Lee role=plaintiff @m8
        """
    office.today = "2026-03-01"
    office.post(opened)
    receipt = office.post("2026-02-01 claim.filed item_id=k1 claimants=lee against=vega @m8")
    assert [one.code for one in receipt.warnings] == ["party.not_in_matter"]
    (asked,) = answers.conflicts(["Ana Vega"])["asked"]
    assert (asked["ours"], asked["adverse"]) == (1, 1)
    (person,) = asked["persons"]
    assert "adverse" in person["conflict"]
    assert {hit["matter_id"]: hit["stance"] for hit in person["hits"]} == {
        "m7": "ours",
        "m8": "adverse",
    }
    office.post("2026-01-02 party.added party_id=vega name=Ana_Vega role=defendant @m8")
    (asked,) = answers.conflicts(["Ana Vega"])["asked"]
    assert (asked["ours"], asked["adverse"]) == (1, 1)


def test_conflicts__known_at__finds_who_was_known_then(answers: Answers, office: Office) -> None:
    before = office.position - 1

    assert ("Jo Poe", "party", "m2", "exact") in hits(answers, "Jo Poe", known_at=f"@{before}")
    assert ("Jo Poe", "former_name", "m2", "exact") in hits(answers, "Jo Poe")
    assert ("Jo Loe", "party", "m2", "exact") not in hits(answers, "Jo Loe", known_at=f"@{before}")
    assert hits(answers, "Jo Poe", known_at="@0") == []


def test_conflicts__sealed_matter__is_searched_and_says_so(
    answers: Answers, office: Office
) -> None:
    office.post('2022-01-01 matter.access_changed to=sealed authority="order" @m2')
    (asked,) = answers.conflicts(["Jo Marten"])["asked"]

    assert asked["persons"][0]["hits"][0]["access"] == "sealed"


def test_conflicts__several_names__are_answered_each(answers: Answers) -> None:
    answer = answers.conflicts(["Jo Marten", " Nobody Whatever ", "Pat Doe", "pat doe"])

    found = [(one["name"], one["hits"]) for one in answer["asked"]]
    assert found == [("Jo Marten", 1), ("Nobody Whatever", 0), ("Pat Doe", 2), ("pat doe", 2)]


def test_conflicts__strongest__comes_first(answers: Answers, office: Office) -> None:
    for number, name in enumerate(("Dole,_Pat", "Doe", "P._Doe", "Doe,_Pat", "PAT_DOE")):
        post(office, f"2022-01-01 party.added party_id=x{number} name={name}")
    matches = [match for *_, match in hits(answers, "Pat Doe")]

    assert matches == ["exact", "exact", "written", "order", "initials", "similar", "part"]


def test_conflicts__person_with_several_hits__stands_where_the_strongest_does(
    answers: Answers, office: Office
) -> None:
    post(
        office,
        "2022-01-01 party.added party_id=b name=K._Lund\n"
        '2022-01-01 party.added party_id=z name=Kim_Lunda aliases=["Lund,_Kim"]\n'
        "2022-01-01 party.added party_id=z name=Kim_Lundo same_person=true @m2",
    )

    def found(limit: int) -> list[tuple[str, list[str]]]:
        (asked,) = answers.conflicts(["Kim Lund"], limit=limit)["asked"]
        return [
            (person["party_ids"][0], [hit["name"] for hit in person["hits"]])
            for person in asked["persons"]
        ]

    z = ("z", ["Lund, Kim", "Kim Lunda", "Kim Lundo"])
    assert found(9) == [z, ("b", ["K. Lund"])]
    assert found(3) == [z]


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_conflicts__by_pages__has_every_hit_once_and_in_order(
    answers: Answers, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("Pat Doe", "Jo Roe", "Archuleta")
    whole = hits(answers, *names)
    monkeypatch.setattr(conflicts, "PAGE", 2)
    found: list[tuple[str, ...]] = []
    after = None
    while True:
        page = answers.conflicts(names, after=after, limit=limit)
        assert sum(asked["hits"] for asked in page["asked"]) == len(whole)
        found += hits(answers, *names, after=after, limit=limit)
        after = page["next"]
        if after is None:
            break
        assert "doe" not in after.casefold()
        assert len(found) < len(whole)

    assert found == whole
    assert len(whole) > 3


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ([], "conflicts.names"),
        (["x"] * 21, "conflicts.names"),
        (["  "], "conflicts.name"),
        (["x" * 501], "conflicts.name"),
        (["Pat Doe", "-...-"], "conflicts.name"),
        (["\N{COMBINING ACUTE ACCENT}"], "conflicts.name"),
        # One Arabic sign that stands for eighteen letters and spaces.
        (["\ufdfa" * 200], "conflicts.name"),
        # One that is read as six letters.
        (["莊" * 500], "conflicts.name"),
        ([" aka ".join(["Jo Roe"] * 40)] * 3, "conflicts.names"),
    ],
)
def test_conflicts__no_names_or_none_to_compare_or_too_much__refused(
    answers: Answers, names: list[str], code: str
) -> None:
    with pytest.raises(Malformed) as refused:
        answers.conflicts(names)

    assert refused.value.code == code


letters = st.sampled_from(string.ascii_lowercase)
words = (
    st.text(letters, min_size=2, max_size=9)
    .map(str.title)
    .filter(
        lambda word: len(core_of(["x", word.casefold()])) + len(core_of([word.casefold(), "x"])) > 3
    )
)
people = st.lists(words, min_size=2, max_size=4).map(" ".join)
companies = st.tuples(st.lists(words, min_size=1, max_size=3), st.sampled_from(["LLC", "Inc."]))
any_name = people | companies.map(lambda pair: " ".join([*pair[0], pair[1]]))


@st.composite
def rewritten(draw: st.DrawFn, name: str) -> str:
    """Draw the same name written otherwise: case, accents, punctuation and order."""
    parts = draw(st.permutations(name.split())) if draw(st.booleans()) else name.split()
    accent = draw(st.sampled_from(("", "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING DIAERESIS}")))
    place = draw(st.integers(1, len(parts[0])))
    parts[0] = unicodedata.normalize("NFC", parts[0][:place] + accent + parts[0][place:])
    between = draw(st.sampled_from((" ", "  ", ", ", ". ", " - ", "; ")))
    changes: list[Callable[[str], str]] = [str.upper, str.lower, str.title, str]
    change = draw(st.sampled_from(changes))
    return change(between.join(parts)) + draw(st.sampled_from(("", ".", ",", " ")))


@st.composite
def typed_wrong(draw: st.DrawFn, name: str) -> str:
    """Draw a name with one letter missing, added, wrong or swapped with the next one."""
    places = [place for place, sign in enumerate(name) if sign.isalpha()]
    place = draw(st.sampled_from(places))
    swapped = name[:place] + name[place : place + 2][::-1] + name[place + 2 :]
    other = draw(letters)
    return draw(
        st.sampled_from(
            (
                name[:place] + name[place + 1 :],
                name[:place] + other + name[place:],
                name[:place] + other + name[place + 1 :],
                swapped if name[place : place + 2].isalpha() else name,
            )
        )
    )


def found_in(names: list[str], asked: str) -> dict[str, Any]:
    """Return what of a page of names the search says is like the one asked about."""
    page = [
        conflicts.IndexRow(
            PARTY, "m", f"p{n}", 0, 1, name, name_key(name), False, "person", "", "[]", "9999-12-31"
        )
        for n, name in enumerate(names)
    ]
    found = conflicts.alike(page, [forms(asked)])
    return {name: some[0][1] for name, some in found.items() if some}


@given(st.data(), any_name, st.lists(any_name, max_size=20))
def test_search__same_name_written_otherwise__never_missed(
    data: st.DataObject, name: str, others: list[str]
) -> None:
    variant = data.draw(rewritten(name))
    found = found_in([*others, name], variant)

    assert name in found
    assert found[name].match <= Match.FORM


@given(st.data(), people, st.sampled_from(("LLC", "Inc.", "L.L.P.", "Corporation", "Jr.", "Esq.")))
def test_search__same_name_with_form_or_suffix__never_missed(
    data: st.DataObject, name: str, form: str
) -> None:
    variant = data.draw(rewritten(name))
    for asked, recorded in ((variant, f"{name}, {form}"), (f"{variant} {form}", name)):
        assert found_in([recorded], asked)[recorded].match <= Match.FORM


@given(st.data(), people)
def test_search__initials_of_all_words_but_one__never_missed(
    data: st.DataObject, name: str
) -> None:
    parts = name.split()
    kept = data.draw(st.integers(0, len(parts) - 1))
    short = [one if n == kept else f"{one[0]}." for n, one in enumerate(parts)]

    assert name in found_in([name], " ".join(data.draw(st.permutations(short))))
    assert " ".join(short) in found_in([" ".join(short)], name)


@given(st.data(), any_name.filter(lambda name: len(forms(name)[0].joined) >= 8))
def test_search__one_letter_wrong_in_eight_or_more__never_missed(
    data: st.DataObject, name: str
) -> None:
    wrong = data.draw(typed_wrong(name))
    assume(wrong.split())
    parts = data.draw(st.permutations(wrong.split()))
    for asked in (wrong, " ".join(parts)):
        hit = found_in([name], asked)[name]
        assert hit.score >= THRESHOLD


@given(st.lists(any_name, min_size=1, max_size=30), any_name)
def test_search__through_the_index__finds_all_that_a_comparison_of_each_pair_finds(
    names: list[str], asked: str
) -> None:
    each = {name: hit for name in names if (hit := likeness(forms(asked), forms(name)))}

    assert found_in(names, asked) == each


def test_search__names_of_every_kind__finds_all_that_a_comparison_of_each_pair_finds() -> None:
    names = sorted({name for row in rows(PAIRS + APART) for name in row[:2]})

    for asked in names:
        each = {name: hit for name in names if (hit := likeness(forms(asked), forms(name)))}
        assert found_in(names, asked) == each


def test_likeness__of_common_given_names__says_nickname_of_few() -> None:
    common = (
        *("James", "Robert", "John", "Michael", "David", "William", "Richard", "Joseph", "Thomas"),
        *("Charles", "Daniel", "Matthew", "Anthony", "Mark", "Steven", "Andrew", "Paul", "Kenneth"),
        *("Mary", "Patricia", "Jennifer", "Linda", "Elizabeth", "Barbara", "Susan", "Jessica"),
        *("Karen", "Sarah", "Lisa", "Nancy", "Sandra", "Ashley", "Emily", "Kimberly", "Margaret"),
    )
    found = [
        (one, other)
        for place, one in enumerate(common)
        for other in common[place + 1 :]
        if (hit := likeness(forms(f"{one} Smith"), forms(f"{other} Smith")))
        and hit.match is Match.NICKNAME
    ]

    assert found == [("Elizabeth", "Lisa")]
