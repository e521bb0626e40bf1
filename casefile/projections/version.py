"""The version of the folds: which rules made the rows of the read tables."""

from __future__ import annotations

from casefile.errors import Busy
from casefile.installation import called
from casefile.store.log import Head

# Raised by one with every change after which the same log makes other rows, or rows of another
# table. A test with golden rows fails where that was forgotten.
FOLDS = 18
DUE = "rebuild.due"
SENTENCE = (
    "The read tables were made by the rules of another version of casefile; "
    f"run: {called()} rebuild"
)


def rebuild_due(head: Head) -> bool:
    """Tell whether the read tables are not what this version would make of the log."""
    return head.position > 0 and head.folds != FOLDS


def check_folds(head: Head) -> None:
    """Refuse to write rows beside those of other rules; raises Busy."""
    if rebuild_due(head):
        raise Busy(SENTENCE, code=DUE)
