"""The legal rank of an event among those of one day."""

from enum import IntEnum


class Rank(IntEnum):
    """The legal order of events of one day on one item.

    Who comes into a matter does before anything is filed; what the office notes, and the deadlines
    that it sets and closes, come of what the court did on that day.
    """

    INCIDENT = 0
    ADDED = 5
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
    OF_FILE = 130
