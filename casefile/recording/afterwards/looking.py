"""Looking: all that is looked for after a post, each leaving out what was told before it."""

from __future__ import annotations

from casefile.answers.asking import Asking
from casefile.recording.afterwards.clashes import with_clashes
from casefile.recording.afterwards.conflicting import with_conflicts
from casefile.recording.afterwards.duplicates import with_duplicates
from casefile.recording.afterwards.left_standing import with_left_standing
from casefile.recording.afterwards.namesakes import with_namesakes
from casefile.recording.afterwards.over import with_over
from casefile.recording.afterwards.undecided import with_undecided
from casefile.recording.receipt import Receipt


def with_findings(asking: Asking, receipt: Receipt, *, dry_run: bool) -> Receipt:
    """Return the receipt of a post with what is warned of when nobody waits for it any more."""
    receipt = with_namesakes(asking, with_duplicates(asking, receipt, dry_run=dry_run))
    receipt = with_clashes(asking, with_conflicts(asking, receipt))
    receipt = with_undecided(asking, receipt)
    receipt = with_left_standing(asking, receipt, dry_run=dry_run)
    return with_over(asking, receipt, dry_run=dry_run)
