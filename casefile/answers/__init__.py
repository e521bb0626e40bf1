"""Answers: every question that a door can ask, with the coordinates that its answer rests on."""

from __future__ import annotations

from casefile.answers.asking import LIMIT, MAX_LIMIT
from casefile.answers.conflicts import ConflictQuestions
from casefile.answers.deadlines import DeadlineQuestions
from casefile.answers.log import LogQuestions
from casefile.answers.matters import MatterQuestions
from casefile.answers.parties import PartyQuestions
from casefile.answers.reports import ReportQuestions

__all__ = ["LIMIT", "MAX_LIMIT", "Answers"]


class Answers(
    PartyQuestions,
    MatterQuestions,
    ReportQuestions,
    ConflictQuestions,
    DeadlineQuestions,
    LogQuestions,
):
    """The questions. Every one opens its own connection and returns plain JSON values.

    `as_of` is a day like 2023-04-20 (default: today in the office's zone). `known_at` is a day, an
    instant with its zone, or @POSITION (default: the head of the log). Pages go by key: `after` is
    the `next` of the page before, which is None on the last one. All raise Malformed for what
    cannot be read and Unknown for a matter, party or event that was never recorded.
    """
