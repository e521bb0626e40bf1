"""The regulatory lifecycle: the states of a citation, how exposed each leaves one, how it reads.

The states are those of the Occupational Safety and Health Act (29 U.S.C. 658 to 660), which other
agencies' proceedings resemble.
"""

from datetime import date

from casefile.law.codes import Track
from casefile.law.fields import Money
from casefile.law.item import NONE, Item, lifecycle
from casefile.law.refusals import WrongState

CITED = "cited"
CONTESTED = "contested"
LITIGATED = "litigated"
SETTLED_PENDING_APPROVAL = "settled_pending_approval"
SETTLED = "settled"
WITHDRAWN = "withdrawn"
FINAL = "final"
OPEN = (CITED, CONTESTED, LITIGATED)
STATE_LABELS = {
    LITIGATED: "in litigation",
    SETTLED_PENDING_APPROVAL: "settled pending approval",
}


def citation_label(item: Item, on: date) -> str:
    """Return a citation's state in the law office's words, with its penalty once that is fixed."""
    del on
    label = STATE_LABELS.get(item.state, item.state.replace("_", " "))
    penalty = item.detail.get("penalty")
    if penalty and item.state in (SETTLED, SETTLED_PENDING_APPROVAL, FINAL):
        label += f", penalty {Money(**penalty).label}"
    steps = [label, *item.marks]
    steps += ["on appeal"] if item.appeals else []
    return "; ".join(steps)


REGULATORY = lifecycle(
    track=Track.REGULATORY,
    open=frozenset(OPEN),
    exposure=(
        (FINAL,),
        (SETTLED_PENDING_APPROVAL, LITIGATED, CONTESTED),
        (CITED,),
        (SETTLED,),
        (WITHDRAWN,),
        (NONE,),
    ),
    unfiled=WrongState,
    barred={},
    label=citation_label,
)
