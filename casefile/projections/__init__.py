"""The projections: read tables derived from the log, droppable and rebuilt at any time."""

from casefile.projections.calendar import CALENDAR
from casefile.projections.chronology import CHRONOLOGY
from casefile.projections.matters import MATTERS
from casefile.projections.names import MERGES, NAMES
from casefile.projections.precedence import PRECEDENCE
from casefile.projections.search_keys import SEARCH_KEYS
from casefile.projections.spans import SPANS

PROJECTIONS = (SPANS, PRECEDENCE, MATTERS, CHRONOLOGY, CALENDAR, NAMES, MERGES, SEARCH_KEYS)
