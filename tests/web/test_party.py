"""The page of a party."""

from __future__ import annotations

from tests.web.conftest import Visitor


def test_party__as_of_a_day__reads_as_the_answer_says(reader: Visitor) -> None:
    page = reader.reads("/parties/doe?as_of=2023-02-15")
    assert "Jane Doe Person · defendant in m-1" in page
    assert "Criminal Charged" in page
    assert "Fraud" in page
    assert "Rests on № 4" in page


def test_party__of_which_more_is_possible__says_so(reader: Visitor) -> None:
    page = reader.reads("/parties/doe?as_of=2023-03-15")
    assert "Possibly pleaded not guilty, if it was by then." in page
    assert "Not certain" in page
