"""Verdicts: what people call the verdict in a suit, on which judgment is entered afterwards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from casefile.words.misread import Misread
from casefile.words.what.event_words import as_key
from casefile.words.what.papers import as_typed, note_of

KIND = "kind"
ENTRY = "docket entry"  # a court has it in its copy, as it has no note of the office
JURY, BENCH = "jury", "bench"
_whom = r"(?: (?:for|against|in favou?r of) .+)?"
_verdict = re.compile(
    r"(?:(?:the|a|jury|general|special|plaintiff|defendant|defen[cs]e|s) )*verdict"
    rf"(?: (?:was |is )?(?:returned|reached|rendered|entered|read))?{_whom}"
    r"|(?:the )?jury (?:found|finds|awarded|awards|decided|decides|returned|returns) .+"
)
_decision = re.compile(
    r"(?:the )?(?:trial |district )?(?:judge|court) "
    r"(?:(?:found|finds|ruled|rules|decided|decides) (?:for|against|in favou?r of)"
    r"|awarded|awards) .+"
    r"|(?:the )?(?:court|judge) ?s decision|decision after (?:a |the )?bench trial"
    r"|bench (?:decision|ruling|verdict)(?: (?:for|against|in favou?r of) .+)?"
)


def check_verdict(typed: str, fields: Mapping[str, Any]) -> None:
    """Ask how the verdict or the decision in a suit is kept, which is no judgment; raises Misread.

    The judgment is entered on it (Fed. R. Civ. P. 52(a)(1) and 58(b)), and the time to move against
    it or to appeal runs from that day (Fed. R. Civ. P. 59(b), Fed. R. App. P. 4(a)(1)(A)).
    """
    by_court = _decision.fullmatch(as_key(typed))
    if not by_court and not _verdict.fullmatch(as_key(typed)):
        return
    kind, what = (BENCH, "decision") if by_court else (JURY, "verdict")
    judgment = as_typed({KIND: [kind]} | {name: fields[name] for name in fields if name != KIND})
    sentence = (
        f"A {what} is not yet the judgment, which is entered on it, and from which the time to "
        f"appeal runs. To keep the {what}: {note_of(typed, fields, ENTRY)}; on the day on which "
        f"the judgment is entered: casefile post MATTER judgment{judgment}."
    )
    raise Misread(sentence)
