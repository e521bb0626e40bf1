"""A matter: what it is, and where it stands in the books of the court and of the office."""

from __future__ import annotations

from typing import NamedTuple


class Matter(NamedTuple):
    """One legal proceeding as its events leave it; a text that nobody has given is empty.

    `opened` is when it was opened, in EDTF; `for_` the party for whom the office is in it. Where it
    is `stayed` it stands still for all but those in `not_stayed_for`; it does for those in
    `stayed_for` whether it is or not.
    """

    opened: str
    title: str = ""
    category: str = ""
    jurisdiction: str = ""
    time_zone: str = ""
    court_id: str = ""
    docket_no: str = ""
    status: str = "open"
    access: str = "public"
    stayed: bool = False
    stayed_for: tuple[str, ...] = ()
    not_stayed_for: tuple[str, ...] = ()
    for_: str = ""
