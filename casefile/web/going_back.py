"""Going back: to the form that somebody left to record first what it lacked."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import request, url_for
from werkzeug.datastructures import MultiDict

BACK = "back"  # of an address: the form to go on with
KEPT = ("data", "effective", "source", "assertion")  # parts of a form that its address can hold
MOST = 3_000  # signs of an address, of which a server takes no more than some thousands


def address_of(tag: str, matter_id: str | None, texts: MultiDict[str, str]) -> str:
    """Return the address of a form with what was typed into it.

    Of several things that stand in one field it has the last, and of very long texts none.
    """
    said = {
        name: text
        for name in texts
        if name.partition(".")[0] in KEPT and (text := texts.getlist(name)[-1])
    }
    path = url_for("web.show_form", tag=tag, matter=matter_id)
    whole = f"{path}{'&' if '?' in path else '?'}{urlencode(said)}" if said else path
    return whole if len(whole) <= MOST else path


def asked() -> dict[str, Any]:
    """Return the form to go on with, as the next address has it; nothing where there is none."""
    back = request.args.get(BACK, "")
    there = urlsplit(back)
    is_form = there.path.startswith("/post/") and not (there.scheme or there.netloc)
    return {BACK: back} if is_form else {}
