"""Gathered: all that a post itself warns of, in the order in which it is told."""

from __future__ import annotations

from casefile.projections.projector import Projector
from casefile.recording.post import Post
from casefile.recording.receipt import Warned
from casefile.recording.warned.contest_days import contest_days
from casefile.recording.warned.ended_penalties import ended_penalties
from casefile.recording.warned.on_entries import entry_warnings
from casefile.recording.warned.on_items import item_warnings
from casefile.recording.warned.strangers import strangers


def warned_of(post: Post, projector: Projector) -> list[Warned]:
    """Return what is to be said of a post, beside what was said where its deadlines moved."""
    return [
        *item_warnings(projector),
        *ended_penalties(post, projector),
        *contest_days(post, projector),
        *strangers(post, projector),
        *post.warnings,
        *entry_warnings(post, projector),
    ]
