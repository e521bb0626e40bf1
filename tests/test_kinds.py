"""Which cases of a test are left to the tests in full."""

from tests.kinds import BOTH, Case, dealt_away


def every(*names: str) -> set[Case]:
    return {Case(name, kind) for name in names for kind in BOTH}


def test_cases__of_several__have_one_kind_each_and_their_test_has_both() -> None:
    for test in ("test_a", "test_b", "test_of_a_long_name"):
        for many in range(2, 8):
            cases = every(*map(str, range(many)))
            kept = cases - set(dealt_away(test, cases))
            assert sorted(one.name for one in kept) == sorted(map(str, range(many)))
            assert {one.kind for one in kept} == set(BOTH)


def test_case__that_is_the_only_one__has_both_kinds() -> None:
    assert not list(dealt_away("test_a", every("")))


def test_case__that_has_one_kind_by_itself__keeps_it() -> None:
    only = [Case(name, kind) for name, kind in zip("abcd", BOTH * 2, strict=True)]
    assert not list(dealt_away("test_a", only))
