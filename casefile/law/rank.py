"""The legal rank of an event among those of one day."""

from enum import IntEnum


class Rank(IntEnum):
    """The legal order of events of one day on one item."""

    INCIDENT = 0
    FILED = 10
    AMENDED = 20
    SERVED = 30
    PLEA = 40
    TRIAL = 50
    VERDICT = 60
    CONVICTION = 70
    WITHDRAWAL = 72
    SETTLED = 74
    DISMISSED = 76
    SENTENCE = 80
    DEFERRAL = 82
    COMPLETED = 90
    APPEAL = 100
    DECIDED = 105
    UNDONE = 108
    FOLLOWS = 110
    DEATH = 120
