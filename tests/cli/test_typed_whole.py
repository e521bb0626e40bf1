"""Whole sentences of a new user: judgments of eviction, counsel, stays, indictments of several."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_days import choose
from tests.cli.typed_table import open_all, read_otherwise, several_alike
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_whole.txt"
# An eviction in default; charged; two accused; awaiting sentence; suits; an agency; a ticket.
OPENED = {
    "e": ("title=Desert Sun LLC v. Ray Po", "type=civil", "state=NM", "client=Ray Po"),
    "t": ("title=State v. Elena Duran", "type=criminal", "state=NM", "client=Elena Duran"),
    "d": ("title=State v. Lee Dow and Kim Fay", "type=criminal", "state=NM", "client=Lee Dow"),
    "p": ("title=State v. Mae Poe", "type=criminal", "state=NM", "client=Mae Poe"),
    "l": ("title=Lee v. Kerr", "type=civil", "state=NM", "client=Bo Lee"),
    "w": ("title=Ward v. Cole", "type=civil", "state=NM", "client=Sue Ward"),
    "b": ("title=Lee v. Lobo Inc.", "type=civil", "state=NM", "client=Rosa Lee"),
    "s": ("title=Gil v. Hobbs", "type=civil", "state=NM", "client=Ana Gil"),
    "n": ("title=Mesa Foods Inc.", "type=regulatory", "state=federal", "client=Mesa Foods Inc."),
    "v": ("title=State v. Jo Baca", "type=traffic", "state=NM", "client=Jo Baca"),
    "x": ("title=Lee v. Low", "type=civil", "state=NM"),
}
PARTIES = {
    "e": {"Ray Po": "defendant", "Desert Sun LLC": "plaintiff"},
    "t": {"Elena Duran": "defendant"},
    "d": {"Lee Dow": "defendant", "Kim Fay": "defendant"},
    "p": {"Mae Poe": "defendant"},
    "l": {"Bo Lee": "plaintiff", "Ida Kerr": "defendant", "Western Casualty Inc.": "defendant"},
    "w": {"Sue Ward": "plaintiff", "Bob Cole": "defendant"},
    "b": {"Rosa Lee": "plaintiff", "Ida Kerr": "defendant", "Lobo Inc.": "defendant"},
    "s": {"Ana Gil": "plaintiff", "Tom Hobbs": "defendant", "Zia Freight LLC": "defendant"},
    "n": {"Mesa Foods Inc.": "respondent"},
    "v": {"Jo Baca": "defendant"},
    "x": {},
}
FILED = """\
e "complaint filed" cause=eviction by="Desert Sun LLC" against="Ray Po"
e "Po was served"
e "default entered against Po"
t "charged with count 1, burglary; count 2, larceny"
t "motion to suppress filed" by=Duran
t "trial set for June 16, 2025 at 9:00"
p "charged with count 1, burglary; count 2, larceny"
p "Poe pleaded guilty to count 1"
p "Poe convicted of count 1"
l "complaint filed" cause=negligence by="Bo Lee" against="Ida Kerr" against="Western Casualty Inc."
l "complaint filed" cause="bad faith" by="Bo Lee" against="Western Casualty Inc."
w "complaint filed" cause="breach of contract" by="Sue Ward" against="Bob Cole"
w "Cole was served"
w "default entered against Cole"
w "default judgment for Ward against Cole, $40,000"
s "complaint filed" cause=negligence by="Ana Gil" against="Tom Hobbs" against="Zia Freight LLC"
s "complaint filed" cause="negligent hiring" by="Ana Gil" against="Zia Freight LLC"
s "Zia Freight LLC was served"
s "Hobbs was served"
n "hearing set for June 30, 2025 at 9:00"
"""


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program with matters of several kinds, whose days are written month first."""
    choose(terminal, date_order="month_first", chosen=True)
    return open_all(terminal, OPENED, PARTIES, FILED)


@pytest.mark.parametrize("matter", OPENED)
def test_sentence__of_the_table__is_read_or_asked(office: Terminal, matter: str) -> None:
    alike = several_alike(*PARTIES["l"], *PARTIES["b"], *PARTIES["s"])
    assert read_otherwise(office, SENTENCES, matter, alike) == {}
