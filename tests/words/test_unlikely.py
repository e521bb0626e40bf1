"""What a sentence was read to call something is shown before it is recorded where it is no name."""

import pytest

from casefile.words.typed.unlikely import any_unlikely, unlikely


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("kind", "hearing on that"),
        ("offense", "indictment charges a firearm enhancement"),
        ("court", "before the National Labor Relations Board"),
        ("for", "Wei Chen against Desert Foods Inc."),
        ("name", "Roe v. Low"),
        ("cause", "negligence was added"),
    ],
)
def test_name__with_more_than_a_name_in_it__is_unlikely(name: str, said: str) -> None:
    assert unlikely(name, said)
    assert any_unlikely({name: [said]})


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("kind", "hearing on the motion to suppress"),
        ("kind", "pay or contest the ticket"),
        ("offense", "breaking and entering"),
        ("offense", "aggravated battery with a deadly weapon"),
        ("court", "Second Judicial District Court"),
        ("name", "Will May"),
        ("cause", "breach of contract"),
        ("text", "he was here"),
    ],
)
def test_name__of_something__is_likely(name: str, said: str) -> None:
    assert not unlikely(name, said)
